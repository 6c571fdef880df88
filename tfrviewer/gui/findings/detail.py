"""All that is known of one finding, and what can be done about it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.errors import Finding
from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.figures import number
from tfrviewer.gui.finding_deeds import Deed, deeds_of
from tfrviewer.gui.finding_words import SIGNS, kind_text, severity_colour, severity_text
from tfrviewer.gui.findings.button_rows import ButtonRows
from tfrviewer.gui.findings.words import ICONS, deed_words

_SIGN = 20


class FindingDetail(QScrollArea):
    """A finding in full: what is wrong and why, what to do, where, and buttons.

    Signals:
        asked: Something is to be done about the finding; a `Deed`.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findingDetail")
        self.setAccessibleName(self.tr("The finding in full"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._finding: Finding | None = None
        self._sign = QLabel()
        self._sign.setFixedSize(_SIGN, _SIGN)
        self._title = self._label("findingTitle")
        bold = QFont(self._title.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(bold)
        self._message = self._label("findingMessage")
        self._remedy_title = self._label("", muted=True)
        self._remedy_title.setText(self.tr("What to do"))
        self._remedy = self._label("findingRemedy")
        self._file, self._record, self._byte = (
            self._label(name) for name in ("findingFile", "findingRecord", "findingByte")
        )
        self._hidden = self._label("findingHidden", muted=True)
        self._hidden.setText(self.tr("A filter hides this record."))
        self._places = QFormLayout()
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.setHorizontalSpacing(12)
        self._places.setVerticalSpacing(2)
        self._places.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._places.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for text, label in (
            (self.tr("File"), self._file),
            (self.tr("Record"), self._record),
            (self.tr("Byte"), self._byte),
        ):
            title = self._label("", muted=True)
            title.setText(text)
            self._places.addRow(title, label)
        self._buttons: dict[Deed, QPushButton] = {}
        self._rows = ButtonRows()
        for deed, text, tip in deed_words():
            self._buttons[deed] = button = self._button(deed, text, tip)
            self._rows.add(button)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self._inside = inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self._message)
        box.addSpacing(2)
        box.addWidget(self._remedy_title)
        box.addWidget(self._remedy)
        box.addSpacing(4)
        box.addLayout(self._places)
        box.addWidget(self._hidden)
        box.addSpacing(6)
        box.addWidget(self._rows)
        box.addStretch(1)
        words = self.tr("Click a finding to go there, and to read it here in full.")
        self._hint = hint = QLabel(words)
        hint.setObjectName("findingHint")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setWordWrap(True)
        hint.setMargin(16)
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        pages = QVBoxLayout(page)  # no stack: that is as high as the higher of its pages
        pages.setContentsMargins(0, 0, 0, 0)
        pages.addWidget(hint)
        pages.addWidget(inside)
        self.setWidget(page)
        self.show_finding(None)

    def _label(self, name: str, *, muted: bool = False) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if muted:
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            label.setWordWrap(False)
        else:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _button(self, deed: Deed, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"finding_{deed.value}")
        button.setToolTip(tip)
        button.setAutoDefault(False)
        set_icon(button, ICONS[deed])
        button.clicked.connect(lambda: self.asked.emit(deed))
        return button

    @property
    def finding(self) -> Finding | None:
        """What is shown."""
        return self._finding

    def show_finding(
        self, finding: Finding | None, *, hidden: bool = False, able: frozenset[Deed] = frozenset()
    ) -> None:
        """Show a finding, or that none is chosen.

        Args:
            finding: What to show.
            hidden: Whether its record is not shown for a filter.
            able: What can be done in this window.
        """
        self._finding = finding
        self._hint.setVisible(finding is None)
        self._inside.setVisible(finding is not None)
        if finding is None:
            return
        self._colour()
        title = f"{kind_text(finding.kind)} · {severity_text(finding.severity)}"
        self._title.setText(title)
        self._message.setText(finding.message)
        self._remedy.setText(finding.remedy)
        for part in (self._remedy, self._remedy_title):
            part.setVisible(bool(finding.remedy))
        # Long paths have nowhere to break a line: they may after each folder.
        path = finding.file.replace("/", "/\N{ZERO WIDTH SPACE}")
        self._file.setText(path.replace("\\", "\\\N{ZERO WIDTH SPACE}"))
        self._file.setToolTip(finding.file)
        self._record.setText("" if finding.record is None else number(finding.record))
        self._byte.setText("" if finding.offset is None else number(finding.offset))
        shown = (bool(finding.file), finding.record is not None, finding.offset is not None)
        for label, on in zip((self._file, self._record, self._byte), shown, strict=True):
            self._places.setRowVisible(label, on)
        self._hidden.setVisible(hidden)
        wanted = deeds_of(finding) & able
        for deed, button in self._buttons.items():
            button.setVisible(hidden if deed is Deed.SHOW_HIDDEN else deed in wanted)
        self._rows.arrange()
        self.verticalScrollBar().setValue(0)

    def _colour(self) -> None:
        if self._finding is not None:
            severity = self._finding.severity
            colour = severity_colour(severity, self.palette()).name()
            self._sign.setPixmap(icon(SIGNS[severity], colour=colour).pixmap(_SIGN, _SIGN))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_sign"):
            self._colour()

    @override
    def sizeHint(self) -> QSize:
        return QSize(340, 180)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(180, 80)
