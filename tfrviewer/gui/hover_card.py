"""A card beside the pointer that shows the tile there, and says what is known of it.

The card is a child of the window that lets the mouse through: it takes no focus, needs no window
of its own, and is never under the pointer, as it goes to another side when the pointer comes
near. Who shows it waits for the pointer to rest; it goes by itself when the pointer leaves,
presses or turns the wheel.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QCursor,
    QFont,
    QFontMetrics,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tfrviewer.gui.assets import icon
from tfrviewer.gui.hover_words import HoverWords, tile_words
from tfrviewer.gui.marks import paint_mark, severity_colour
from tfrviewer.gui.theme import muted_text, tile_background

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.thumbnails import ThumbnailLoader

PICTURE_PX = 112
"""Side of the picture, in logical pixels."""

_ROOM = 10  # within the edge
_BETWEEN = 10  # picture and words
_AWAY = 14  # from the pointer and from the tile
_RADIUS = 6
_WIDEST = 250  # words
_MARK = 13
_LARGE = 96  # a larger tile is not what the card stands beside; the pointer is

_LEAVING = frozenset(
    {
        QEvent.Type.Leave,
        QEvent.Type.Hide,
        QEvent.Type.Wheel,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.NativeGesture,
        QEvent.Type.WindowDeactivate,
    }
)


class HoverCard(QWidget):
    """Shows a tile, or says something of any place, beside the pointer over one widget.

    Args:
        session: Where the tiles are.
        thumbnails: Where their pictures are; None shows words alone.
        host: The widget that the pointer is over; its viewport, if it has one. Its mouse must be
            tracked for the card to go out of the pointer's way.

    Attributes:
        columns: Columns whose value is told, besides those that are sorted by.
    """

    def __init__(
        self, session: "Session", thumbnails: "ThumbnailLoader | None", host: QWidget
    ) -> None:
        super().__init__(host.window())
        self.hide()
        self.setObjectName("hoverCard")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.columns: tuple[str, ...] = ()
        self._session = session
        self._thumbnails = thumbnails
        self._host = host
        self._number = -1
        self._words = HoverWords("", ())
        self._has_picture = False
        self._picture: QImage | None = None
        self._tile = QRect()
        self._pointer: QPoint | None = None
        host.installEventFilter(self)
        # Child of the window, so that the end of the host alone would leave it behind.
        host.destroyed.connect(self.deleteLater)
        session.dataset_changed.connect(self.dismiss)
        if thumbnails is not None:
            thumbnails.arrived_many.connect(self._take_pictures)

    # ---------------------------------------------------------------- what others ask

    @property
    def number(self) -> int:
        """The record shown, -1 if none is."""
        return self._number

    @property
    def words(self) -> HoverWords:
        """What is said."""
        return self._words

    def show_tile(self, number: int, tile: QRect) -> None:
        """Show a tile; a number below 0 hides the card.

        Args:
            number: Its row number.
            tile: Where it is painted, in coordinates of the host.
        """
        if not 0 <= number < self._session.n_records:
            self.dismiss()
            return
        if number == self._number and tile == self._tile and self.isVisible():
            return  # no flicker while the pointer goes about one tile
        self._number = number
        self._has_picture = self._thumbnails is not None
        self._show(tile_words(self._session, number, self.columns), tile)

    def show_words(self, words: HoverWords, place: QRect) -> None:
        """Say something of a place that is no tile, in coordinates of the host."""
        self._number, self._has_picture = -1, False
        self._show(words, place)

    def describe(self, number: int) -> str:
        """Return what the card says of a record, in a line for screen readers."""
        if not 0 <= number < self._session.n_records:
            return ""
        return tile_words(self._session, number, self.columns).spoken

    def dismiss(self) -> None:
        """Hide the card."""
        self._number = -1
        self._picture = None
        self.hide()

    # ---------------------------------------------------------------- where and when

    def _show(self, words: HoverWords, tile: QRect) -> None:
        self._words, self._tile = words, tile
        self._picture = None
        self._look_up_picture()
        window = self._host.window()
        if self.parentWidget() is not window:  # the view was moved to another window
            self.setParent(window)
        self.resize(self.sizeHint())
        self._place()
        self.show()
        self.raise_()
        self.update()

    def _place(self) -> None:
        """Stand beside tile and pointer, on the first side with room: right, left, below, above."""
        window, host = self._host.window(), self._host
        pointer = self._pointer
        if pointer is None:
            pointer = host.mapFromGlobal(QCursor.pos())
        around = QRect(pointer - QPoint(4, 4), QSize(12, 16))  # what an arrow covers
        if max(self._tile.width(), self._tile.height()) <= _LARGE:
            around = around.united(self._tile) if self._near(pointer) else QRect(self._tile)
        elif not self._near(pointer):
            around = QRect(self._tile.center(), QSize(1, 1))
        anchor = QRect(host.mapTo(window, around.topLeft()), around.size())
        self.move(place_beside(anchor, self.size(), window.rect().adjusted(4, 4, -4, -4)))

    def _near(self, pointer: QPoint) -> bool:
        return self._tile.adjusted(-24, -24, 24, 24).contains(pointer)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _LEAVING:
            if kind is QEvent.Type.Leave:
                self._pointer = None
            self.dismiss()
        elif kind is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._pointer = event.position().toPoint()
            if self.isVisible():
                at = self._host.mapTo(self._host.window(), self._pointer)
                if self.geometry().adjusted(-6, -6, 6, 6).contains(at):
                    self._place()
        return False

    # ---------------------------------------------------------------- the picture

    def _look_up_picture(self) -> None:
        if self._has_picture and self._thumbnails is not None:
            px = round(PICTURE_PX * self._host.devicePixelRatioF())
            self._picture = self._thumbnails.get(self._number, px)

    def _take_pictures(self, numbers: frozenset[int]) -> None:
        if self._number in numbers and self.isVisible():
            self._look_up_picture()
            words = tile_words(self._session, self._number, self.columns)
            if words != self._words:  # decoding told what is wrong with it
                self._show(words, self._tile)
            self.update()

    # ---------------------------------------------------------------- drawing

    @override
    def sizeHint(self) -> QSize:
        """Return the room that picture and words take."""
        words = self._layout()[-1]
        width, height = words.right() + 1, words.bottom() + 1
        if self._has_picture:
            height = max(height, _ROOM + PICTURE_PX)
        return QSize(width + _ROOM, height + _ROOM)

    def _fonts(self) -> tuple[QFont, QFont]:
        bold = QFont(self.font())
        bold.setBold(True)
        return bold, self.font()

    def _layout(self) -> list[QRect]:
        """Return the places of title, each line and each finding, and of all of them."""
        bold, plain = (QFontMetrics(font, self) for font in self._fonts())
        left = _ROOM + (PICTURE_PX + _BETWEEN if self._has_picture else 0)
        words = self._words
        names = self._names_width(plain)
        widths = [bold.horizontalAdvance(words.title) + 2]
        widths += [names + plain.horizontalAdvance(value) + 2 for _, value in words.lines]
        widths += [min(_WIDEST, 200 + _MARK) for _ in words.findings]
        width = min(max(widths), _WIDEST)
        y, places = _ROOM, []
        heights = [bold.height() + 3, *(plain.height() + 1 for _ in words.lines)]
        room = width - _MARK - 5
        flags = int(Qt.TextFlag.TextWordWrap)
        for text in words.findings:
            needs = plain.boundingRect(QRect(0, 0, room, 10_000), flags, text).height()
            heights.append(min(needs, 4 * plain.lineSpacing()) + 3)
        for height in heights:
            places.append(QRect(left, y, width, height))
            y += height
        return [*places, QRect(left, _ROOM, width, y - _ROOM)]

    def _names_width(self, metrics: QFontMetrics) -> int:
        names = [metrics.horizontalAdvance(name) for name, _ in self._words.lines]
        return min(max(names, default=0), _WIDEST // 2) + 12

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette, role = self.palette(), QPalette.ColorRole
        painter.setPen(QPen(palette.color(role.Mid), 1))
        painter.setBrush(palette.color(role.ToolTipBase))
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(outline, _RADIUS, _RADIUS)
        if self._has_picture:
            self._paint_picture(painter)
        words = self._words
        title, *rest = self._layout()[:-1]
        bold, plain = self._fonts()
        text = palette.color(role.ToolTipText)
        painter.setPen(text)
        painter.setFont(bold)
        self._write(painter, title, words.title)
        painter.setFont(plain)
        names = self._names_width(painter.fontMetrics())
        lines, findings = rest[: len(words.lines)], rest[len(words.lines) :]
        for place, (name, value) in zip(lines, words.lines, strict=True):
            painter.setPen(muted_text(palette))
            self._write(painter, place.adjusted(0, 0, names - 8 - place.width(), 0), name)
            painter.setPen(text)
            self._write(painter, place.adjusted(names, 0, 0, 0), value)
        for place, finding in zip(findings, words.findings, strict=True):
            self._paint_finding(painter, place, finding)
        painter.end()

    def _write(self, painter: QPainter, place: QRect, text: str) -> None:
        metrics = painter.fontMetrics()
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)

    def _paint_finding(self, painter: QPainter, place: QRect, text: str) -> None:
        severity, ground = (
            self._words.severity,
            self.palette().color(QPalette.ColorRole.ToolTipBase),
        )
        if severity is not None:
            colour = severity_colour(severity, self.palette())
            mark = QRectF(place.left(), place.top() + 2, _MARK, _MARK)
            paint_mark(painter, mark, severity, colour, ground)
        painter.setPen(self.palette().color(QPalette.ColorRole.ToolTipText))
        room = place.adjusted(_MARK + 5, 0, 0, 0)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), text)

    def _paint_picture(self, painter: QPainter) -> None:
        square = QRect(_ROOM, _ROOM, PICTURE_PX, PICTURE_PX)
        painter.fillRect(square, tile_background(self.palette()))
        if self._picture is not None:
            size = self._picture.size().scaled(square.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(QPoint(0, 0), size)
            target.moveCenter(square.center())
            painter.drawImage(target, self._picture)
            return
        broken = self._thumbnails is not None and self._thumbnails.broken(self._number) is not None
        sign = icon("photo-off" if broken else "hourglass", QPalette.ColorRole.PlaceholderText)
        at = QRect(0, 0, 32, 32)
        at.moveCenter(square.center())
        sign.paint(painter, at)


def place_beside(anchor: QRect, size: QSize, within: QRect) -> QPoint:
    """Return where a card stands beside a place: right of it, left, below or above, as it fits.

    Args:
        anchor: The place, which the card does not cover unless there is no room beside it.
        size: The card's.
        within: Where there is room, in the same coordinates.
    """
    width, height = size.width(), size.height()
    spaces = (
        (within.right() - anchor.right() - _AWAY - width, "right"),
        (anchor.left() - within.left() - _AWAY - width, "left"),
        (within.bottom() - anchor.bottom() - _AWAY - height, "below"),
        (anchor.top() - within.top() - _AWAY - height, "above"),
    )
    side = next((side for space, side in spaces if space >= 0), max(spaces)[1])
    centre = anchor.center()
    x, y = centre.x() - width // 2, centre.y() - height // 2
    match side:
        case "right":
            x = anchor.right() + _AWAY
        case "left":
            x = anchor.left() - _AWAY - width
        case "below":
            y = anchor.bottom() + _AWAY
        case _:
            y = anchor.top() - _AWAY - height
    x = max(min(x, within.right() - width), within.left())
    y = max(min(y, within.bottom() - height), within.top())
    return QPoint(x, y)
