"""What is listed of the findings, and by what it is grouped."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from tfrviewer.errors import Severity
from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.figures import number
from tfrviewer.gui.finding_words import SIGNS, count_text, severity_colour
from tfrviewer.gui.findings.lines import SEVERITIES, Grouping
from tfrviewer.gui.plain_tip import plain_tip

_BESIDE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_WAIT_MS = 120  # a word being typed is not looked for letter by letter
_SLIDE_LETTERS = 18
_LEAST = 330
_LABEL_FROM = 560  # a narrower bar has no words before the choice


class FindingsBar(QWidget):
    """A switch for each severity with its count, what to group by, words to look for, export.

    Signals:
        severities_changed: List only findings of these severities; a tuple.
        grouping_changed: Group by this; a `Grouping`.
        text_changed: List only findings with these words.
        slide_dropped: List the findings of all slides again.
        step_asked: Go on by so many findings, 1 or -1.
        copy_asked: Copy all that is listed.
        save_asked: Save what is listed; "csv" or "json".
    """

    severities_changed = Signal(object)
    grouping_changed = Signal(object)
    text_changed = Signal(str)
    slide_dropped = Signal()
    step_asked = Signal(int)
    copy_asked = Signal()
    save_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findingsBar")
        self._counts = (0, 0, 0)
        self._switches = {severity: self._switch(severity) for severity in SEVERITIES}
        self._by = QComboBox()
        self._by.setObjectName("findingsGroupBy")
        self._by.setAccessibleName(self.tr("Group findings by"))
        self._by.setToolTip(self.tr("What the findings are grouped by"))
        for text, grouping in (
            (self.tr("Severity"), Grouping.SEVERITY),
            (self.tr("Slide"), Grouping.SLIDE),
            (self.tr("Kind"), Grouping.KIND),
            (self.tr("No groups"), Grouping.NONE),
        ):
            self._by.addItem(text, grouping.value)
        self._by.activated.connect(
            lambda _: self.grouping_changed.emit(Grouping(self._by.currentData()))
        )
        self._label = QLabel(self.tr("Group by"))
        self._label.setBuddy(self._by)
        self._text = QLineEdit()
        self._text.setObjectName("findingsText")
        self._text.setAccessibleName(self.tr("Words of the findings to list"))
        self._text.setPlaceholderText(self.tr("Find in the list"))
        self._text.setClearButtonEnabled(True)
        self._text.setMinimumWidth(64)
        self._text.setMaximumWidth(320)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(lambda: self.text_changed.emit(self._text.text()))
        self._text.textChanged.connect(lambda _: self._timer.start())
        self._slide = self._button("findingsSlide", "x", "")
        self._slide.setToolButtonStyle(_BESIDE)
        self._slide.clicked.connect(self.drop_slide)
        self._slide.hide()
        self._previous = self._button(
            "findingsPrevious", "chevron-up", self.tr("Previous finding (Shift+F8)")
        )
        self._next = self._button("findingsNext", "chevron-down", self.tr("Next finding (F8)"))
        self._previous.clicked.connect(lambda: self.step_asked.emit(-1))
        self._next.clicked.connect(lambda: self.step_asked.emit(1))
        self._export = self._make_export()
        box = QHBoxLayout(self)
        box.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # see minimumSizeHint
        box.setContentsMargins(8, 4, 6, 4)
        box.setSpacing(4)
        for switch in self._switches.values():
            box.addWidget(switch)
        box.addSpacing(8)
        box.addWidget(self._label)
        box.addWidget(self._by)
        box.addSpacing(4)
        box.addWidget(self._slide)
        box.addWidget(self._text, 1)
        box.addStretch(0)
        box.addWidget(self._previous)
        box.addWidget(self._next)
        box.addWidget(self._export)

    def _switch(self, severity: Severity) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"findings_{severity.value}")
        button.setCheckable(True)
        button.setChecked(True)
        button.setToolButtonStyle(_BESIDE)
        button.clicked.connect(self._tell_severities)
        return button

    def _button(self, name: str, sign: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setAccessibleName(tip)
        button.setToolTip(tip)
        set_icon(button, sign)
        return button

    def _make_export(self) -> QToolButton:
        button = self._button(
            "findingsExport", "download", self.tr("Save or copy the findings listed")
        )
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for text, sign, do in (
            (self.tr("Save as &CSV…"), "table", lambda: self.save_asked.emit("csv")),
            (self.tr("Save as &JSON…"), "file", lambda: self.save_asked.emit("json")),
            (self.tr("C&opy the List"), "copy", self.copy_asked.emit),
        ):
            menu.addAction(icon(sign), text).triggered.connect(lambda _=False, do=do: do())
        button.setMenu(menu)
        return button

    def _tell_severities(self) -> None:
        on = tuple(one for one, switch in self._switches.items() if switch.isChecked())
        self.severities_changed.emit(on)
        self._show()

    # ---------------------------------------------------------------- what others ask

    def show_counts(self, counts: tuple[int, int, int], listed: int) -> None:
        """Show how many findings there are of each severity, and offer what can be done."""
        self._counts = counts
        for button in (self._previous, self._next, self._export):
            button.setEnabled(listed > 0)
        self._show()

    def list_everything(self) -> None:
        """List all findings."""
        for switch in self._switches.values():
            switch.setChecked(True)
        self._text.clear()
        self._timer.stop()
        self.text_changed.emit("")
        self._tell_severities()
        self.drop_slide()

    def show_slide(self, name: str) -> None:
        """Say that only the findings of a slide are listed."""
        room = self.fontMetrics().averageCharWidth() * _SLIDE_LETTERS
        self._slide.setText(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room))
        tip = self.tr("Only findings of {0} are listed; click to list those of all slides")
        self._slide.setToolTip(plain_tip(tip.format(name)))
        self._slide.setAccessibleName(tip.format(name))
        self._slide.show()

    def drop_slide(self) -> None:
        """List the findings of all slides."""
        self._slide.hide()
        self.slide_dropped.emit()

    def go_to_words(self) -> None:
        """Go to the words to look for."""
        self._text.setFocus()
        self._text.selectAll()

    def is_settled(self) -> bool:
        """Whether what was typed has been told."""
        return not self._timer.isActive()

    # ---------------------------------------------------------------- showing

    def _show(self) -> None:
        wide = self.width() >= _LABEL_FROM
        for (severity, switch), count in zip(self._switches.items(), self._counts, strict=True):
            text = count_text(severity, count)
            switch.setText(text if wide else number(count))
            switch.setAccessibleName(text)
            on = switch.isChecked()
            tip = self.tr("{0}; click to leave them out") if on else self.tr("{0}, left out")
            switch.setToolTip(tip.format(text))
        self._label.setVisible(wide)

    def _colour(self) -> None:
        for severity, switch in self._switches.items():
            colour = severity_colour(severity, self.palette()).name()
            switch.setIcon(icon(SIGNS[severity], colour=colour))

    @override
    def minimumSizeHint(self) -> QSize:
        # Of the figures alone: the words beside them go where there is no room.
        return QSize(_LEAST, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.Polish):
            self._colour()
        return super().event(event)
