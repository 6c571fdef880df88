"""The start page: what to open, while nothing is open."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.assets import app_icon, icon
from tfrviewer.gui.recent import RecentPaths
from tfrviewer.gui.recent_card import CARD_MARGIN, RecentCard
from tfrviewer.gui.theme import border_colour, muted_text
from tfrviewer.gui.welcome_choice import Choice, mix

_WIDTH = 820
_MOST_RECENT = 8


class DropHint(QWidget):
    """Says that the window takes what is dropped on it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setFixedHeight(58)
        self.setAccessibleName(text)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        pen = QPen(mix(border_colour(palette), muted_text(palette), 0.35), 1.2)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        colour = muted_text(palette)
        width = self.fontMetrics().horizontalAdvance(self._text)
        left = max((self.width() - width - 28) // 2, 12)
        where = QRect(left, (self.height() - 20) // 2, 20, 20)
        icon("download", colour=colour.name()).paint(painter, where)
        painter.setPen(colour)
        baseline = (self.height() + self.fontMetrics().ascent() - self.fontMetrics().descent()) / 2
        painter.drawText(QPointF(left + 28, baseline), self._text)
        painter.end()


class WelcomePage(QScrollArea):
    """Open a file, a folder or sample data, or what was open before; or build from images.

    Signals:
        open_file: Open a file.
        open_folder: Open a folder.
        open_project: Open a project of Slideflow.
        build: Make TFRecords of images.
        open_sample: Make and open sample data.
        open_recent: Open this again; a `ToOpen`.
        open_in_window: Open this again in another window; a `ToOpen`.
        tour: Show what is where.
    """

    open_file = Signal()
    open_folder = Signal()
    open_project = Signal()
    build = Signal()
    open_sample = Signal()
    open_recent = Signal(object)
    open_in_window = Signal(object)
    tour = Signal()

    def __init__(self, recent: RecentPaths, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcomePage")
        self.setAccessibleName(self.tr("Start page"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._recent = recent
        self._recent_box = QVBoxLayout()
        self._recent_box.setSpacing(4)
        self._recent_title = self._heading(self.tr("Recent"))
        content = QWidget()
        content.setMaximumWidth(_WIDTH)
        grid = QGridLayout(content)
        grid.setContentsMargins(24, 14, 24, 14)
        grid.setHorizontalSpacing(40)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addLayout(self._title(), 0, 0, 1, 2)
        grid.setRowMinimumHeight(1, 14)
        grid.addWidget(self._heading(self.tr("Open")), 2, 0)
        grid.addWidget(self._recent_title, 2, 1)
        grid.addLayout(self._choices(), 3, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._recent_box, 3, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowMinimumHeight(4, 10)
        hint = DropHint(
            self.tr(
                "Or drop a file, a folder, an index or a folder of images anywhere in this window"
            )
        )
        grid.addWidget(hint, 5, 0, 1, 2)
        page = QWidget()
        outer = QGridLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setRowStretch(0, 2)
        outer.setRowStretch(2, 3)
        outer.setColumnStretch(0, 1)
        outer.setColumnStretch(1, 20)
        outer.setColumnStretch(2, 1)
        outer.addWidget(content, 1, 1)
        self.setWidget(page)
        self._is_stale = True
        recent.changed.connect(self._take_recent)
        self._show_recent()

    def _title(self) -> QHBoxLayout:
        sign = QLabel()
        sign.setPixmap(app_icon().pixmap(QSize(64, 64), self.devicePixelRatioF()))
        name = QLabel("tfrviewer")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 2.2)
        font.setWeight(QFont.Weight.DemiBold)
        name.setFont(font)
        word = QLabel(self.tr("Look into TFRecords of whole-slide image tiles"))
        word.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addStretch()
        text.addWidget(name)
        text.addWidget(word)
        text.addStretch()
        line = QHBoxLayout()
        line.setSpacing(18)
        line.addWidget(sign)
        line.addLayout(text, 1)
        return line

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        font = label.font()
        font.setWeight(QFont.Weight.DemiBold)
        label.setFont(font)
        return label

    def _choices(self) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(10)
        choices = (
            ("openFile", "file", self.tr("Open file…"), self.tr("A TFRecord, or several"),
             "Ctrl+O", self.open_file),
            ("openFolder", "folder-open", self.tr("Open folder…"),
             self.tr("All TFRecords below it: a dataset"), "Ctrl+Shift+O", self.open_folder),
            ("openProject", "folders", self.tr("Open Slideflow project…"),
             self.tr("Tiles with their patients and labels"), "Ctrl+Alt+O", self.open_project),
            ("buildFromImages", "photo", self.tr("Build from images…"),
             self.tr("TFRecords of folders of tiles"), "Ctrl+Shift+B", self.build),
            ("openSample", "microscope", self.tr("Open sample data"),
             self.tr("Drawn slides to try things out on"), "", self.open_sample),
        )  # fmt: skip
        for name, sign, title, detail, key, signal in choices:
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            button = Choice(sign, title, detail, shown, large=True)
            button.setObjectName(name)
            button.clicked.connect(signal)
            box.addWidget(button)
        return box

    def _take_recent(self) -> None:
        """Show what is remembered, at once or when this page is next seen."""
        self._is_stale = True
        if self.isVisible():
            self._show_recent()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if self._is_stale:
            self._show_recent()
        super().showEvent(event)

    def _show_recent(self) -> None:
        self._is_stale = False
        while (line := self._recent_box.takeAt(0)) is not None:
            widget = line.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        entries = self._recent.entries
        for entry in entries[:_MOST_RECENT]:
            card = RecentCard(entry, self._recent)
            card.open_asked.connect(self.open_recent)
            card.window_asked.connect(self.open_in_window)
            self._recent_box.addWidget(card)
        self._recent_title.setText(self.tr("Recent") if entries else self.tr("Start"))
        # Above the pictures, which leave room for the frame of the card one is at.
        self._recent_title.setContentsMargins(CARD_MARGIN if entries else 0, 0, 0, 0)
        if not entries:
            tour = Choice(
                "route",
                self.tr("Take the tour"),
                self.tr("What is where, in six steps"),
                large=True,
            )
            tour.setObjectName("takeTour")
            tour.clicked.connect(self.tour)
            self._recent_box.addWidget(tour)
            none = QLabel(self.tr("What you open will be listed here."))
            none.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            none.setContentsMargins(2, 8, 0, 0)
            self._recent_box.addWidget(none)
