"""A picture as large as its place allows, in whole pixels of the screen."""

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from tfrviewer.gui.theme import muted_text, tile_background


def fitted(size: QSize, room: QSize) -> QSize:
    """Return the size, in pixels of the screen, at which a picture is shown in a room.

    Enlarged it is by a whole factor, each pixel a square, so that nothing is made up between
    them; a factor that would waste more than a fifth of the room is not kept to.

    Args:
        size: Of the picture.
        room: What there is, in pixels of the screen.
    """
    if size.isEmpty() or room.isEmpty():
        return QSize()
    factor = min(room.width() / size.width(), room.height() / size.height())
    if factor >= 1 and int(factor) >= 0.8 * factor:
        factor = int(factor)
    return QSize(
        max(round(size.width() * factor), 1),
        max(round(size.height() * factor), 1),
    )


class PictureView(QWidget):
    """One picture on neutral grey, or a sentence that says why there is none.

    Signals:
        opened: It was double-clicked, or Return or Space was pressed on it.
    """

    opened = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 96)
        self._image = QImage()
        self._text = ""
        self._scaled = QPixmap()

    @property
    def image(self) -> QImage:
        """The picture shown; null where there is none."""
        return self._image

    @property
    def text(self) -> str:
        """What is said in its place."""
        return self._text

    def show_image(self, image: QImage) -> None:
        """Show a picture."""
        self._image, self._text, self._scaled = image, "", QPixmap()
        self.setAccessibleDescription(
            self.tr("{0} by {1} pixels").format(image.width(), image.height())
        )
        self.update()

    def show_text(self, text: str) -> None:
        """Show a sentence in the place of a picture."""
        self._image, self._text, self._scaled = QImage(), text, QPixmap()
        self.setAccessibleDescription(text)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, 280)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tile_background(self.palette()))
        if not self._image.isNull():
            self._paint_image(painter)
        elif self._text:
            painter.setPen(muted_text(self.palette()))
            room = self.rect().adjusted(16, 8, -16, -8)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self._text)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_image(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio) - 8, round(self.height() * ratio) - 8)
        target = fitted(self._image.size(), room)
        if target.isEmpty():
            return
        if self._scaled.size() != target:
            whole = target.width() % self._image.width() == 0
            mode = (
                Qt.TransformationMode.FastTransformation
                if whole
                else Qt.TransformationMode.SmoothTransformation
            )
            ignore = Qt.AspectRatioMode.IgnoreAspectRatio
            self._scaled = QPixmap.fromImage(self._image.scaled(target, ignore, mode))
        self._scaled.setDevicePixelRatio(ratio)
        # On a whole pixel of the screen: half a one off would blur everything.
        corner = QPoint((room.width() + 8 - target.width()) // 2, 0)
        corner.setY((room.height() + 8 - target.height()) // 2)
        painter.drawPixmap(QPointF(corner.x() / ratio, corner.y() / ratio), self._scaled)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()  # the buttons at the side go through what was looked at
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
