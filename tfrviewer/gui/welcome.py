"""The start page: what to open, while nothing is open."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.assets import app_icon, icon
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.recent import RecentEntry, RecentPaths
from tfrviewer.gui.theme import border_colour, muted_text

_WIDTH = 780


class Choice(QAbstractButton):
    """A wide button of two lines: what it is, and a word about it."""

    def __init__(
        self,
        name: str,
        title: str,
        detail: str,
        key: str = "",
        parent: QWidget | None = None,
        *,
        large: bool = False,
    ) -> None:
        super().__init__(parent)
        self._icon_name = name
        self._detail = detail
        self._key = key
        self._large = large
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        lines = self.fontMetrics().height() * 2
        return QSize(240, lines + (30 if self._large else 14))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        active = self.isEnabled() and (self.underMouse() or self.hasFocus())
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._large or active:
            painter.setBrush(palette.color(QPalette.ColorRole.Base))
            edge = palette.color(QPalette.ColorRole.Highlight)
            if not self.hasFocus():
                edge = _mix(edge, border_colour(palette), 0.5) if active else border_colour(palette)
            painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(frame, 8, 8)
        if self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Midlight))
            painter.drawRoundedRect(frame.adjusted(2, 2, -2, -2), 7, 7)
        self._paint_content(painter, palette)
        painter.end()

    def _paint_content(self, painter: QPainter, palette: QPalette) -> None:
        margin = 16 if self._large else 10
        side = 26 if self._large else 20
        rect = self.rect().adjusted(margin, 0, -margin, 0)
        colour = muted_text(palette)
        if self._large:
            colour = palette.color(QPalette.ColorRole.Link)
        at = QRect(rect.left(), (self.height() - side) // 2, side, side)
        icon(self._icon_name, colour=colour.name()).paint(painter, at)
        text = rect.adjusted(side + (14 if self._large else 10), 0, 0, 0)
        title_font = QFont(self.font())
        title_font.setWeight(QFont.Weight.DemiBold if self._large else QFont.Weight.Medium)
        height = self.fontMetrics().height()
        top = (self.height() - 2 * height - 2) // 2
        if self._key:
            painter.setFont(self.font())
            painter.setPen(muted_text(palette))
            line = QRect(text.left(), top, text.width(), height)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, self._key)
        painter.setFont(title_font)
        enabled = palette.color(QPalette.ColorRole.WindowText)
        painter.setPen(enabled if self.isEnabled() else muted_text(palette))
        title = QFontMetrics(title_font).elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, text.width()
        )
        painter.drawText(QRect(text.left(), top, text.width(), height), 0, title)
        painter.setFont(self.font())
        painter.setPen(muted_text(palette))
        detail = self.fontMetrics().elidedText(
            self._detail, Qt.TextElideMode.ElideMiddle, text.width()
        )
        painter.drawText(QRect(text.left(), top + height + 2, text.width(), height), 0, detail)


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
        pen = QPen(_mix(border_colour(palette), muted_text(palette), 0.35), 1.2)
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
    """

    open_file = Signal()
    open_folder = Signal()
    open_project = Signal()
    build = Signal()
    open_sample = Signal()
    open_recent = Signal(object)

    def __init__(self, recent: RecentPaths, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcomePage")
        self.setAccessibleName(self.tr("Start page"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._recent = recent
        self._recent_box = QVBoxLayout()
        self._recent_box.setSpacing(2)
        self._recent_title = self._heading(self.tr("Recent"))
        content = QWidget()
        content.setMaximumWidth(_WIDTH)
        grid = QGridLayout(content)
        grid.setContentsMargins(24, 24, 24, 24)
        grid.setHorizontalSpacing(40)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addLayout(self._title(), 0, 0, 1, 2)
        grid.setRowMinimumHeight(1, 18)
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
        recent.changed.connect(self._show_recent)
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
            button = Choice(sign, title, detail, key, large=True)
            button.setObjectName(name)
            button.clicked.connect(signal)
            box.addWidget(button)
        return box

    def _show_recent(self) -> None:
        while (line := self._recent_box.takeAt(0)) is not None:
            widget = line.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        entries = self._recent.entries
        for entry in entries[:6]:
            self._recent_box.addWidget(self._recent_choice(entry))
        if not entries:
            none = QLabel(self.tr("What you open will be listed here."))
            none.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            self._recent_box.addWidget(none)

    def _recent_choice(self, entry: RecentEntry) -> Choice:
        sign = "folder" if not entry.what.paths[0].suffix else "file"
        sign = sign if entry.what.tiles is None else "folders"
        where = self.tr("{0} (not found)").format(entry.where) if entry.missing else entry.where
        choice = Choice(sign, entry.title, where)
        choice.setObjectName("recent")
        choice.setEnabled(not entry.missing)
        choice.setToolTip(entry.tip)
        what = entry.what
        choice.clicked.connect(lambda: self._ask(what))
        return choice

    def _ask(self, what: ToOpen) -> None:
        self.open_recent.emit(what)


def _mix(first: QColor, second: QColor, share: float) -> QColor:
    """Return a colour between two, `share` of it the second."""

    def between(a: int, b: int) -> int:
        return round(a * (1 - share) + b * share)

    return QColor(
        between(first.red(), second.red()),
        between(first.green(), second.green()),
        between(first.blue(), second.blue()),
    )
