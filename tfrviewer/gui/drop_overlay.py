"""What lies over the window while something is dragged across it: what will be done with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tfrviewer.gui.assets import icon
from tfrviewer.gui.drops import Deed, Drop, dropped_paths, judge
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.theme import muted_text
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from pathlib import Path

    from tfrviewer.gui.main_window import MainWindow

_SIGNS = {Deed.OPEN: "folder-open", Deed.BUILD: "photo", Deed.JOIN: "table-column"}
_MARGIN, _SIGN = 18, 44


class DropOverlay(QWidget):
    """A dashed frame with a line or two in its middle; it takes no mouse and no keyboard."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("dropOverlay")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = self._detail = self._sign = ""
        self.hide()

    @property
    def text(self) -> str:
        """What it says, nothing while it is hidden."""
        return "" if self.isHidden() else "\n".join(filter(None, (self._title, self._detail)))

    def tell(self, title: str, detail: str, sign: str) -> None:
        """Say what will be done."""
        self._title, self._detail, self._sign = title, detail, sign
        self.setAccessibleName(f"{title}. {detail}")
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        ground = QColor(palette.color(QPalette.ColorRole.Window))
        ground.setAlpha(225)
        painter.fillRect(self.rect(), ground)
        edge = palette.color(QPalette.ColorRole.Highlight)
        pen = QPen(edge, 2)
        pen.setDashPattern([6, 4])
        painter.setPen(pen)
        frame = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        painter.drawRoundedRect(frame, 14, 14)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setWeight(QFont.Weight.DemiBold)
        large, small = QFontMetrics(font), self.fontMetrics()
        height = _SIGN + 16 + large.height() + 8 + small.height()
        top = (self.height() - height) // 2
        link = palette.color(QPalette.ColorRole.Link).name()
        icon(self._sign, colour=link).paint(
            painter, QRect((self.width() - _SIGN) // 2, top, _SIGN, _SIGN)
        )
        room = QRect(2 * _MARGIN, top + _SIGN + 16, self.width() - 4 * _MARGIN, large.height())
        middle, elide = Qt.AlignmentFlag.AlignHCenter, Qt.TextElideMode.ElideMiddle
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.drawText(room, middle, large.elidedText(self._title, elide, room.width()))
        painter.setFont(self.font())
        painter.setPen(muted_text(palette))
        below = QRect(room.left(), room.bottom() + 8, room.width(), small.height() + 4)
        painter.drawText(below, middle, small.elidedText(self._detail, elide, room.width()))
        painter.end()


class Drops(QObject):
    """Takes what is dragged over the window and dropped on it.

    What it is, and so what is done with it, is found out in a worker while it is still dragged.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.overlay = DropOverlay(window)
        self._paths: tuple[Path, ...] = ()
        self._drop: Drop | None = None
        self._falls = False
        self._aside = False

    def enter(self, event: QDragEnterEvent) -> None:
        """Something is dragged onto the window."""
        source = event.source()
        own = isinstance(source, QWidget) and source.window() is self._window
        paths = () if own else tuple(dropped_paths(event.mimeData()))
        if not paths:
            return
        event.acceptProposedAction()
        self._begin(paths)
        self._tell(event)

    def move(self, event: QDragMoveEvent) -> None:
        """It is dragged on."""
        event.acceptProposedAction()
        self._tell(event)

    def leave(self) -> None:
        """It is dragged away again."""
        self._window.tasks.cancel("drop")
        self.overlay.hide()

    def drop(self, event: QDropEvent) -> None:
        """It is let go."""
        paths = tuple(dropped_paths(event.mimeData()))
        self.overlay.hide()
        if not paths:
            return
        event.acceptProposedAction()
        self._aside = _wants_window(event)
        if paths != self._paths or (self._drop is None and not self._is_looking):
            self._begin(paths)
        self._falls = True
        if self._drop is not None:
            self._do(self._drop)

    @property
    def _is_looking(self) -> bool:
        return self._window.tasks.is_running("drop")

    def _begin(self, paths: "tuple[Path, ...]") -> None:
        self._paths, self._drop, self._falls = paths, None, False

        def looked(drop: Drop) -> None:
            self._drop = drop
            if self._falls:
                self._do(drop)
            elif not self.overlay.isHidden():
                self._say(drop)

        def failed(_: BaseException) -> None:
            looked(Drop(paths, Deed.OPEN, paths[0]))

        def look(cancel: CancelToken) -> Drop:
            return judge(paths)

        self._window.tasks.submit("drop", look, looked, failed=failed)

    def _do(self, drop: Drop) -> None:
        self._drop, self._paths, self._falls = None, (), False
        window = self._window
        if drop.deed is Deed.BUILD:
            window.building.show(drop.subject)
        elif drop.deed is Deed.JOIN:
            window.join_dropped(drop.subject)
        elif self._aside:
            window.window_asked.emit(ToOpen.of(drop.paths))
        else:
            window.open_paths(drop.paths)

    def _tell(self, event: QDropEvent) -> None:
        self._aside = _wants_window(event)
        if self._drop is not None:
            self._say(self._drop)
        else:
            self.overlay.tell(ToOpen.of(self._paths).name, "", "download")

    def _say(self, drop: Drop) -> None:
        window = self._window
        name = ToOpen.of(drop.paths).name
        detail = ""
        if drop.deed is Deed.BUILD:
            title = self.tr("Build TFRecords from the images in {0}").format(drop.subject.name)
            detail = self.tr("Step by step; nothing is written before you say so")
        elif drop.deed is Deed.JOIN and not window.shows_dataset:
            title = self.tr("{0} is a table").format(name)
            detail = self.tr("Open a dataset first: a table is joined to its records")
        elif drop.deed is Deed.JOIN:
            title = self.tr("Join the table {0}").format(name)
            detail = self.tr("Its columns come to the records of this dataset")
        elif self._aside:
            title = self.tr("Open {0} in a new window").format(name)
        else:
            title = self.tr("Open {0}").format(name)
            if window.shows_dataset:
                detail = self.tr("In place of what is open; hold Shift to open a new window")
        self.overlay.tell(title, detail, _SIGNS[drop.deed])


def _wants_window(event: QDropEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
