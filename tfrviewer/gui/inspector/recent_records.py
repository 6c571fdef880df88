"""The records looked at last, each with its picture, to go back to one of them at once."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from tfrviewer.gui.assets import icon
from tfrviewer.gui.theme import tile_background
from tfrviewer.gui.tile_facts import TileFacts

if TYPE_CHECKING:
    from tfrviewer.gui.inspector.trail import Trail
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.thumbnails import ThumbnailLoader

_MOST: Final = 20
_SIDE: Final = 40
_WIDTH: Final = 280
_CLIENT: Final = "inspectorTrail"
_AT: Final = Qt.ItemDataRole.UserRole
_NUMBER: Final = Qt.ItemDataRole.UserRole + 1


class RecentRecords(QListWidget):
    """A list that drops down; Return or a click goes to a record, Escape leaves it.

    Signals:
        closed: It is no longer seen.
    """

    closed = Signal()

    def __init__(
        self, session: "Session", trail: "Trail", thumbnails: "ThumbnailLoader", parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setObjectName("recentRecords")
        self.setAccessibleName(self.tr("Records looked at last"))
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._session = session
        self._trail = trail
        self._thumbnails = thumbnails
        self.itemActivated.connect(self._go)
        self.itemClicked.connect(self._go)
        thumbnails.arrived_many.connect(self._take)

    def show_below(self, button: QWidget) -> None:
        """Show what was looked at, below a button."""
        self._fill()
        rows = min(max(self.count(), 1), 9)
        row = self.sizeHintForRow(0) if self.count() else _SIDE
        height = rows * row + 2 * self.frameWidth()
        self.resize(_WIDTH, height)
        at = button.mapToGlobal(QPoint(0, button.height()))
        screen = button.screen().availableGeometry()
        at.setX(max(min(at.x(), screen.right() - _WIDTH), screen.left()))
        if at.y() + height > screen.bottom():
            at.setY(max(screen.bottom() - height, screen.top()))
        self.move(at)
        self.show()
        self.setFocus()

    def _fill(self) -> None:
        self.clear()
        wanted = []
        seen = list(enumerate(self._trail.seen))[-_MOST:]
        for at, one in reversed(seen):
            number = self._trail.number(one)
            if number < 0:
                continue
            facts = TileFacts.of(self._session, number)
            if facts.location is None:
                words = self.tr("{0}\nrecord {1}").format(facts.name, facts.record)
            else:
                words = self.tr("{0}\nx {1}  y {2}").format(facts.name, *facts.location)
            item = QListWidgetItem(self._icon(number), words, self)
            item.setData(_AT, at)
            item.setData(_NUMBER, number)
            item.setToolTip(self.tr("Number {0}").format(number))
            wanted.append(number)
            if at == self._trail.at:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
                self.setCurrentItem(item)
        self._thumbnails.want(wanted, self._px(), client=_CLIENT)

    def _px(self) -> int:
        return round(_SIDE * self.devicePixelRatioF())

    def _icon(self, number: int) -> QIcon:
        px = self._px()
        image = self._thumbnails.find(number, px)
        if image is None:
            return icon("photo-off" if self._thumbnails.broken(number) else "photo")
        ground = QPixmap(px, px)
        ground.fill(tile_background(self.palette()))
        aspect, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
        scaled = image.scaled(px, px, aspect, smooth.SmoothTransformation)
        painter = QPainter(ground)
        painter.drawImage((px - scaled.width()) // 2, (px - scaled.height()) // 2, scaled)
        painter.end()
        made = QIcon(ground)
        made.addPixmap(ground, QIcon.Mode.Selected)  # else it would be tinted
        return made

    def _take(self, numbers: frozenset[int]) -> None:
        if not self.isVisible():
            return
        for row in range(self.count()):
            number = self.item(row).data(_NUMBER)
            if number in numbers:
                self.item(row).setIcon(self._icon(number))

    def _go(self, item: QListWidgetItem) -> None:
        self.hide()
        self._trail.go(item.data(_AT))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._thumbnails.want([], self._px(), client=_CLIENT)
        self.closed.emit()
