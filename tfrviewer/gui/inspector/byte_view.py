"""Bytes in hexadecimal, any number of them: only the lines that are seen are ever written.

Made for 100 MB and more: nothing is laid out, the scroll bar counts lines, and what is painted
is read from the source line by line.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QMenu, QWidget
from typing_extensions import override

from tfrviewer.gui.figures import number
from tfrviewer.gui.inspector.byte_source import ByteSource, Mark
from tfrviewer.gui.inspector.colours import ground_colour, ink_colour, mixed
from tfrviewer.gui.inspector.hexdump import bytes_per_line, hexdump, letters
from tfrviewer.gui.inspector.inks import Ink
from tfrviewer.gui.inspector.selectable import fixed_font
from tfrviewer.gui.theme import muted_text

MOST_COPIED: Final = 4 * 1024 * 1024
"""Bytes that are copied at most; of more than that a file is made."""
MOST_DUMPED: Final = 256 * 1024
"""The same with offsets: each line is written by itself, some 60 ms for so many."""
_MARGIN: Final = 8


class ByteView(QAbstractScrollArea):
    """Offset, bytes in hexadecimal, and the same as letters, with a cursor and a selection.

    Signals:
        pointed: Another byte is under the pointer; -1 for none.
        moved: The cursor is on another byte, by hand.
        told: Something was copied, or could not be; a sentence.
        find_asked: The keys for finding were pressed.
    """

    pointed = Signal(int)
    moved = Signal(int)
    told = Signal(str)
    find_asked = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._source = ByteSource()
        self._marks: Callable[[int, int], Sequence[Mark]] = lambda _start, _end: ()
        self._highlight = (0, 0)
        self._cursor = self._anchor = 0
        self._hovered = -1
        self._per_line = 16
        self._digits = 4
        self._measure()

    # ---------------------------------------------------------------- what is shown

    def show_bytes(
        self, source: ByteSource, marks: Callable[[int, int], Sequence[Mark]] | None = None
    ) -> None:
        """Show other bytes, from their beginning.

        Args:
            source: The bytes.
            marks: Of the bytes from one to another, which are written in what colour.
        """
        self._source = source
        self._marks = marks if marks is not None else lambda _start, _end: ()
        self._highlight = (0, 0)
        self._cursor = self._anchor = 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._point(-1)

    def set_marks(self, marks: Callable[[int, int], Sequence[Mark]]) -> None:
        """Colour the bytes otherwise."""
        self._marks = marks
        self.viewport().update()

    def highlight(self, start: int, end: int) -> None:
        """Frame the bytes from `start` up to `end`, and bring the first of them into sight."""
        self._highlight = (start, end)
        if start < end:
            self._cursor = self._anchor = start
            self._reveal(end - 1)
            self._reveal(start)
        self.viewport().update()

    @property
    def source(self) -> ByteSource:
        """What is shown."""
        return self._source

    @property
    def cursor_byte(self) -> int:
        """The byte that the cursor is on."""
        return self._cursor

    @property
    def selection(self) -> tuple[int, int]:
        """The bytes selected: the first, and the one after the last; one at least if any."""
        low, high = sorted((self._anchor, self._cursor))
        return low, min(high + 1, len(self._source))

    @property
    def text(self) -> str:
        """What can be seen, as text."""
        first = self.verticalScrollBar().value() * self._per_line
        data = self._source.read(first, first + self._lines_seen() * self._per_line)
        return hexdump(data, per_line=self._per_line, base=first)

    def set_cursor_byte(self, offset: int, *, extend: bool = False) -> None:
        """Put the cursor on a byte and bring it into sight."""
        if not len(self._source):
            return
        self._cursor = min(max(offset, 0), len(self._source) - 1)
        if not extend:
            self._anchor = self._cursor
        self._reveal(self._cursor)
        self.viewport().update()
        self.moved.emit(self._cursor)

    def select(self, start: int, end: int) -> None:
        """Select the bytes from `start` up to `end`."""
        self._anchor = start
        self.set_cursor_byte(end - 1, extend=True)
        self._reveal(start)

    # ---------------------------------------------------------------- copying

    def copy(self) -> None:
        """Copy the bytes selected as hexadecimal."""
        self._copy(lambda data: data.hex(" "))

    def select_all(self) -> None:
        """Select all bytes; what is seen stays."""
        self._anchor, self._cursor = 0, max(len(self._source) - 1, 0)
        self.viewport().update()

    def _copy(self, write: Callable[[bytes], str], most: int = MOST_COPIED) -> None:
        start, end = self.selection
        if end - start > most:
            self.told.emit(
                self.tr("{0} bytes are too many to copy; save the value as a file").format(
                    number(end - start)
                )
            )
            return
        QGuiApplication.clipboard().setText(write(self._source.read(start, end)))
        many = self.tr("1 byte copied") if end - start == 1 else self.tr("{0} bytes copied")
        self.told.emit(many.format(number(end - start)))

    # ---------------------------------------------------------------- layout

    def _measure(self) -> None:
        font = fixed_font()
        font.setPointSizeF(max(self.font().pointSizeF() - 0.5, 7.0))
        self.viewport().setFont(font)
        metrics = QFontMetricsF(font)
        self._letter = metrics.horizontalAdvance("0")
        self._line = round(metrics.height() + 3)
        self._ascent = metrics.ascent() + 1.5

    def _lay_out(self) -> None:
        size = len(self._source)
        top = self.verticalScrollBar().value() * self._per_line
        columns = int((self.viewport().width() - 2 * _MARGIN) / self._letter)
        self._per_line = bytes_per_line(columns, size)
        self._digits = max(len(f"{max(size - 1, 0):x}"), 4)
        lines = -(-size // self._per_line)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(lines - self._lines_seen(), 0))
        bar.setPageStep(max(self._lines_seen() - 1, 1))
        bar.setSingleStep(1)
        bar.setValue(top // self._per_line)
        self.viewport().update()

    def _lines_seen(self) -> int:
        return max((self.viewport().height() - 6) // self._line, 1)

    def _x_hex(self, column: int) -> float:
        return _MARGIN + (self._digits + 2 + 3 * column) * self._letter

    def _x_letter(self, column: int) -> float:
        return _MARGIN + (self._digits + 3 + 3 * self._per_line + column) * self._letter

    def _reveal(self, offset: int) -> None:
        bar, line = self.verticalScrollBar(), offset // self._per_line
        last = bar.value() + self._lines_seen() - 1
        if line < bar.value():
            bar.setValue(line)
        elif line > last:
            bar.setValue(line - self._lines_seen() + 1)

    def byte_at(self, point: QPointF) -> int:
        """Return the byte at a point of the viewport, -1 where there is none."""
        row = int((point.y() - 3) // self._line)
        in_hex = (point.x() - self._x_hex(0)) / self._letter + 0.5
        in_letters = (point.x() - self._x_letter(0)) / self._letter
        column = int(in_letters) if in_letters >= 0 else int(in_hex // 3)
        if row < 0 or not 0 <= column < self._per_line or in_hex < 0:
            return -1
        offset = (self.verticalScrollBar().value() + row) * self._per_line + column
        return offset if offset < len(self._source) else -1

    def rect_of(self, offset: int) -> QRect:
        """Return where a byte is written in hexadecimal, in the viewport; it may be outside."""
        row = offset // self._per_line - self.verticalScrollBar().value()
        x = self._x_hex(offset % self._per_line)
        return QRectF(x, 3 + row * self._line, 2 * self._letter, self._line).toRect()

    # ---------------------------------------------------------------- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(self.viewport().font())
        painter.fillRect(self.viewport().rect(), self.palette().base())
        first = self.verticalScrollBar().value()
        for row in range(self._lines_seen() + 1):
            start = (first + row) * self._per_line
            if start >= len(self._source):
                break
            self._paint_line(painter, 3 + row * self._line, start)
        painter.end()

    def _paint_line(self, painter: QPainter, top: float, start: int) -> None:
        end = min(start + self._per_line, len(self._source))
        data, palette = self._source.read(start, end), self.palette()
        base = top + self._ascent
        painter.setPen(muted_text(palette))
        painter.drawText(QPointF(_MARGIN, base), f"{start:0{self._digits}x}")
        shown = letters(data)
        selected = self.selection if self._anchor != self._cursor else (0, 0)
        for mark in self._filled(start, end):
            runs = _cut(mark, selected)
            for low, high, is_selected in runs:
                a, b = low - start, high - start
                if is_selected:
                    ink, ground = palette.highlightedText().color(), palette.highlight().color()
                else:
                    ink = ink_colour(palette, mark.ink)
                    ground = ground_colour(palette, mark.ink)
                self._paint_ground(painter, top, a, b, ground)
                painter.setPen(ink)
                painter.drawText(QPointF(self._x_hex(a), base), data[a:b].hex(" "))
                painter.drawText(QPointF(self._x_letter(a), base), shown[a:b])
                if mark.ink is Ink.BROKEN:  # told by a line as well as by its colour
                    under = QRectF(self._x_hex(a), base + 2, (3 * (b - a) - 1) * self._letter, 1)
                    painter.fillRect(under, ink)
        self._paint_frames(painter, top, start, end)

    def _filled(self, start: int, end: int) -> list[Mark]:
        """Return marks for every byte of a line."""
        filled, at = [], start
        for mark in self._marks(start, end):
            low, high = max(mark.start, at), min(mark.end, end)
            if low >= high:
                continue
            if low > at:
                filled.append(Mark(at, low, Ink.PLAIN))
            filled.append(Mark(low, high, mark.ink))
            at = high
        if at < end:
            filled.append(Mark(at, end, Ink.PLAIN))
        return filled

    def _boxes(self, top: float, a: int, b: int) -> tuple[QRectF, QRectF]:
        half = self._letter / 2
        return (
            QRectF(self._x_hex(a) - half, top, 3 * (b - a) * self._letter, self._line),
            QRectF(self._x_letter(a), top, (b - a) * self._letter, self._line),
        )

    def _paint_ground(self, painter: QPainter, top: float, a: int, b: int, colour: QColor) -> None:
        if colour != self.palette().color(QPalette.ColorRole.Base):
            for box in self._boxes(top, a, b):
                painter.fillRect(box, colour)

    def _paint_frames(self, painter: QPainter, top: float, start: int, end: int) -> None:
        """Paint what is highlighted, the byte under the pointer, and the cursor."""
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        low, high = max(self._highlight[0], start), min(self._highlight[1], end)
        if low < high:
            veil = QColor(accent)
            veil.setAlphaF(0.16)
            for box in self._boxes(top, low - start, high - start):
                painter.fillRect(box, veil)
                painter.fillRect(QRectF(box.left(), box.bottom() - 1.5, box.width(), 1.5), accent)
        if start <= self._hovered < end:
            at = self._hovered - start
            ground = self.palette().color(QPalette.ColorRole.Base)
            painter.setPen(QPen(mixed(ground, ink_colour(self.palette(), Ink.PLAIN), 0.55), 1))
            for box in self._boxes(top, at, at + 1):
                painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -1.5))
        if start <= self._cursor < end and self.hasFocus():
            painter.setPen(QPen(accent, 2))
            for box in self._boxes(top, self._cursor - start, self._cursor - start + 1):
                painter.drawRect(box.adjusted(1, 1, -1, -2))

    # ---------------------------------------------------------------- pointer and keys

    def _point(self, offset: int) -> None:
        if offset != self._hovered:
            self._hovered = offset
            self.viewport().update()
            self.pointed.emit(offset)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        offset = self.byte_at(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton and offset >= 0:
            self.set_cursor_byte(offset, extend=True)
        self._point(offset)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()  # the buttons at the side go through the history
            return
        offset = self.byte_at(event.position())
        if offset >= 0:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.set_cursor_byte(offset, extend=shift)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._point(-1)
        return super().viewportEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # Else Ctrl+A would go to the window's menu, and select all records.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (_Standard.SelectAll, _Standard.Copy, _Standard.Find, _Standard.FindNext)
            arrows = event.key() in _STEPS and not event.modifiers() & _ALT
            if arrows or any(event.matches(key) for key in keys):
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        for key, do in (
            (_Standard.Copy, self.copy),
            (_Standard.SelectAll, self.select_all),
            (_Standard.Find, self.find_asked.emit),
            (_Standard.FindNext, self.find_asked.emit),
        ):
            if event.matches(key):
                do()
                return
        step = None if event.modifiers() & _ALT else _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        per_line, page = self._per_line, self._per_line * max(self._lines_seen() - 1, 1)
        column = self._cursor % per_line
        target = {
            "left": self._cursor - 1,
            "right": self._cursor + 1,
            "up": self._cursor - per_line,
            "down": self._cursor + per_line,
            "page up": self._cursor - page,
            "page down": self._cursor + page,
            "home": 0 if ctrl else self._cursor - column,
            "end": len(self._source) - 1 if ctrl else self._cursor - column + per_line - 1,
        }[step]
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.set_cursor_byte(target, extend=shift)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        start, end = self.selection
        ways: tuple[tuple[str, Callable[[bytes], str], int], ...] = (
            (self.tr("Copy as hexadecimal"), lambda data: data.hex(" "), MOST_COPIED),
            (self.tr("Copy as text"), lambda data: data.decode("utf-8", "replace"), MOST_COPIED),
            (self.tr("Copy as Python literal"), repr, MOST_COPIED),
            (self.tr("Copy with offsets"), lambda data: hexdump(data, base=start), MOST_DUMPED),
        )
        for text, write, most in ways:
            menu.addAction(text, partial(self._copy, write, most)).setEnabled(end > start)
        menu.addSeparator()
        menu.addAction(self.tr("Select all"), self.select_all)
        menu.addAction(self.tr("Find…"), self.find_asked.emit)
        keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        below = self.viewport().mapToGlobal(self.rect_of(self._cursor).bottomLeft())
        menu.popup(below if keyboard else event.globalPos())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_digits"):
            self._measure()
            self._lay_out()

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, 160)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 3 * self._line)


def _cut(mark: Mark, selected: tuple[int, int]) -> list[tuple[int, int, bool]]:
    """Return a mark in up to three runs: before, in and after the selection."""
    low, high = max(mark.start, selected[0]), min(mark.end, selected[1])
    if low >= high:
        return [(mark.start, mark.end, False)]
    runs = ((mark.start, low, False), (low, high, True), (high, mark.end, False))
    return [run for run in runs if run[0] < run[1]]


_Standard = QKeySequence.StandardKey
_ALT: Final = Qt.KeyboardModifier.AltModifier
_STEPS: Final = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_PageUp: "page up",
    Qt.Key.Key_PageDown: "page down",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
}
