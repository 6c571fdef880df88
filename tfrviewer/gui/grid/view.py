"""The grid of tiles: any number of records at the cost of those seen."""

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QToolTip, QWidget
from typing_extensions import override

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.grid.captions import Caption, caption_texts
from tfrviewer.gui.grid.layout import MAX_TILE, MIN_TILE, GridLayout, Step
from tfrviewer.gui.grid.menu import make_menu
from tfrviewer.gui.grid.painting import CAPTION_MIN_SIDE, Cell, Colours, TilePainter
from tfrviewer.gui.grid.pointer import Pointer
from tfrviewer.gui.grid.scrolling import TallScrollArea
from tfrviewer.gui.grid.words import spoken, tool_tip

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.thumbnails import ThumbnailLoader
    from tfrviewer.gui.tile_pictures import TilePictures

DEFAULT_TILE: Final = 96
_CLIENT: Final = "tileGrid"
_Key = Qt.Key
_STEPS: Final = {
    _Key.Key_Left: Step.LEFT,
    _Key.Key_Right: Step.RIGHT,
    _Key.Key_Up: Step.UP,
    _Key.Key_Down: Step.DOWN,
    _Key.Key_PageUp: Step.PAGE_UP,
    _Key.Key_PageDown: Step.PAGE_DOWN,
    _Key.Key_Home: Step.FIRST,
    _Key.Key_End: Step.LAST,
}


class TileGrid(TallScrollArea):
    """Shows the tiles in the present order; selects, opens and describes them.

    Signals:
        open_requested: A tile is to be shown large; its row number.
        tile_size_changed: Tiles are shown in another size; the edge length asked for.
        caption_changed: Something else is written under the tiles; the `Caption`.
        settled: Every tile that is seen has its picture, or is known to have none.
    """

    open_requested = Signal(int)
    tile_size_changed = Signal(int)
    caption_changed = Signal(object)
    settled = Signal()

    def __init__(
        self,
        session: "Session",
        thumbnails: "ThumbnailLoader",
        parent: QWidget | None = None,
        *,
        pictures: "TilePictures | None" = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.thumbnails = thumbnails
        self.pictures = pictures
        self.caption = Caption.NONE
        self.tiles = GridLayout(0, 0, DEFAULT_TILE)
        self._tile = DEFAULT_TILE
        self._order: npt.NDArray[np.uint32] = session.order
        self._sort_keys = list(session.sort_keys)
        self._painter: TilePainter | None = None
        self._down = True  # which way was scrolled last: what comes next is fetched ahead
        self._own_move = ""  # "click" or "key" while the current record changes from here
        self._pinned = -1  # the record that kept its place last, until the user scrolls
        self._laying_out = False
        self._settled = True
        self._want_timer = QTimer(self, singleShot=True, interval=0)
        self._want_timer.timeout.connect(self._want)
        self._pointer = Pointer(self)
        self.setObjectName("tileGrid")
        self.setAccessibleName(self.tr("Tile grid"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(80, 60)
        session.dataset_changed.connect(self._take_dataset)
        session.records_changed.connect(self._take_records)
        session.order_changed.connect(self._take_order)
        session.selection_changed.connect(self._take_selection)
        session.current_changed.connect(self._take_current)
        session.findings_changed.connect(self.viewport().update)
        thumbnails.arrived_many.connect(self._take_pictures)
        thumbnails.settled.connect(self._tell_if_settled)
        self._lay_out(keep=False)
        self._describe()

    # ---------------------------------------------------------------- what others set and ask

    @property
    def tile_size(self) -> int:
        """The edge length asked for; tiles differ a little from it, to fill the width."""
        return self._tile

    def set_tile_size(self, px: int, at: QPoint | None = None) -> None:
        """Show tiles in another size.

        Args:
            px: Edge length in logical pixels, brought to within 32 and 512.
            at: A point of the viewport that keeps its tile; else the current one, if it is seen,
                or the topmost keeps its place.
        """
        px = max(MIN_TILE, min(MAX_TILE, px))
        if px == self._tile:
            return
        self._tile = px
        self._lay_out(keep=True, at=at)
        self.tile_size_changed.emit(px)

    def zoom(self, steps: int, at: QPoint | None = None) -> None:
        """Show larger (positive) or smaller tiles; each step changes the number of columns."""
        px, columns = self._tile, self.tiles.columns
        for _ in range(abs(steps)):
            while MIN_TILE <= px <= MAX_TILE:
                px += max(1, px // 16) if steps > 0 else -max(1, px // 16)
                new = GridLayout(1, self.viewport().width(), px).columns
                if new != columns:
                    columns = new
                    break
        self.set_tile_size(px, at)

    def set_caption(self, caption: Caption) -> None:
        """Write something else under the tiles."""
        if caption is not self.caption:
            self.caption = caption
            self._lay_out(keep=True)
            self.caption_changed.emit(caption)

    def is_settled(self) -> bool:
        """Whether every tile that is seen has its picture, or is known to have none."""
        return not self._want_timer.isActive() and self.thumbnails.is_settled()

    def message(self) -> str:
        """Return what is said where there is no tile; empty where there is one."""
        if len(self.session.order):
            return ""
        if self.session.n_records and self.session.filter_text:
            return self.tr("No tile matches the filter")
        return self.tr("Reading…") if self.session.loading else self.tr("No records")

    # ---------------------------------------------------------------- places

    def to_content(self, at: QPoint) -> tuple[int, int]:
        """Return the point of the content that is at a point of the viewport."""
        return at.x(), at.y() + self.offset

    def position_at(self, at: QPoint) -> int:
        """Return the position of the tile at a point of the viewport, -1 for none."""
        return self.tiles.position_at(*self.to_content(at))

    def number_at(self, at: QPoint) -> int:
        """Return the row number of the tile at a point of the viewport, -1 for none."""
        position = self.position_at(at)
        return int(self.session.order[position]) if position >= 0 else -1

    def tile_rect(self, number: int) -> QRect:
        """Return where the tile of a record is in the viewport; empty if it is not seen."""
        inverse = self.session.inverse
        position = int(inverse[number]) if 0 <= number < len(inverse) else -1
        if position not in self.visible_positions():
            return QRect()
        x, y = self.tiles.corner(position)
        return QRect(x, y - self.offset, self.tiles.side, self.tiles.side)

    def visible_positions(self) -> range:
        """Return the positions of the tiles that are seen, whole or in part."""
        return self.tiles.visible(self.offset, self.viewport().height())

    def update_positions(self, positions: Iterable[int]) -> None:
        """Paint some tiles anew, with their frames."""
        seen = self.visible_positions()
        grow, extra = self.tiles.gap, self.tiles.caption
        for position in positions:
            if position in seen:
                x, y = self.tiles.corner(position)
                rect = QRect(x, y - self.offset, self.tiles.side, self.tiles.side + extra)
                self.viewport().update(rect.adjusted(-grow, -grow, grow, grow))

    # ---------------------------------------------------------------- intents

    def click(self, at: QPoint, *, ctrl: bool, shift: bool) -> None:
        """Click at a point of the viewport; beside all tiles, that selects nothing."""
        number = self.number_at(at)
        if number >= 0:
            self._own_move = "click"
            self.session.click(number, ctrl=ctrl, shift=shift)
            self._own_move = ""
        elif not ctrl and not shift:
            reach = self.tiles.gap
            around = [QPoint(x, y) for x in (-reach, reach) for y in (-reach, reach)]
            if all(self.position_at(at + by) < 0 for by in around):
                self.session.clear_selection()

    def select_positions(self, positions: npt.NDArray[np.int64], mode: SelectMode) -> None:
        """Join the tiles at some positions to the selection."""
        self.session.select(self.session.order[positions], mode)

    def open_current(self) -> None:
        """Ask for the current tile to be shown large."""
        if self.session.current >= 0:
            self.open_requested.emit(self.session.current)

    # ---------------------------------------------------------------- news of the session

    @Slot()
    def _take_dataset(self) -> None:
        self._pointer.cancel()
        self._lay_out(keep=False)
        self._describe()

    @Slot()
    def _take_records(self) -> None:
        before = self.tiles.count
        if len(self.session.order) != before:
            self._order = self.session.order
            top = self.offset
            self._lay_out(keep=False)
            self.scroll_to(top)
        elif self.caption is not Caption.NONE:
            self.viewport().update()

    @Slot()
    def _take_order(self) -> None:
        self._pointer.cancel()
        # Who sorts wants to see what comes first; who filters keeps to what is looked at.
        resorted = self.session.sort_keys != self._sort_keys
        self._sort_keys = list(self.session.sort_keys)
        self._lay_out(keep=not resorted)
        self._describe()

    @Slot()
    def _take_selection(self) -> None:
        self.viewport().update()
        self._describe()

    @Slot(int)
    def _take_current(self, number: int) -> None:
        inverse = self.session.inverse
        position = int(inverse[number]) if 0 <= number < len(inverse) else -1
        if position >= 0 and self._own_move != "click":
            self.scroll_to(
                self.tiles.offset_showing(
                    position,
                    self.offset,
                    self.viewport().height(),
                    centre=self._own_move != "key",
                )
            )
        self.viewport().update()
        self._describe()

    @Slot(object)
    def _take_pictures(self, numbers: frozenset[int]) -> None:
        inverse = self.session.inverse
        known = [number for number in numbers if number < len(inverse)]
        self.update_positions(inverse[known].tolist() if known else [])
        if self.session.current in numbers and self.thumbnails.broken(self.session.current):
            self._describe()

    # ---------------------------------------------------------------- layout

    def _lay_out(self, *, keep: bool, at: QPoint | None = None) -> None:
        """Place the tiles anew.

        Args:
            keep: Keep a tile that is seen in its place; else go to the top.
            at: The point of the viewport whose tile keeps its place.
        """
        anchor = self._anchor(at) if keep else None
        at_top = self.offset == 0
        self._order = self.session.order
        width, height = self.viewport().width(), self.viewport().height()
        line = QFontMetrics(self.font()).height() + 2
        captioned = self.caption is not Caption.NONE and self._tile >= CAPTION_MIN_SIDE
        self.tiles = GridLayout(
            len(self._order), width, self._tile, caption=line if captioned else 0
        )
        self._painter = None
        self._pointer.hovered = -1
        offset = self.offset if keep else 0
        if anchor is not None:
            offset = self._offset_for(*anchor, at_top=at_top)
        self._laying_out = True
        self.set_span(self.tiles.max_offset(height), height, self.tiles.row_height)
        self.scroll_to(offset)
        self._laying_out = False
        self._pinned = anchor[0] if anchor is not None else -1
        self.viewport().update()
        self._want_soon()

    def _anchor(self, at: QPoint | None) -> tuple[int, float, int] | None:
        """Return a tile that is to keep its place.

        Returns:
            Its row number, a share of its height, and where that is in the viewport. It is the one
            at the point, or the current one if it is seen, or the one that kept its place before,
            or the topmost that is still shown.
        """
        tiles, inverse = self.tiles, self.session.inverse
        seen = self.visible_positions()
        numbers = self._order[seen.start : seen.stop]
        shown = np.array([n < len(inverse) and inverse[n] >= 0 for n in numbers], np.bool_)
        if not shown.any():
            return None
        if at is not None and (position := self.position_at(at)) >= 0:
            y = tiles.corner(position)[1]
            share = (at.y() + self.offset - y) / tiles.side
            return int(self._order[position]), share, at.y()
        current = np.flatnonzero((numbers == self.session.current) & shown)
        pinned = np.flatnonzero((numbers == self._pinned) & shown)
        index = int([*current, *pinned, *np.flatnonzero(shown)][0])
        share = 0.5 if len(current) else 0.0
        y = tiles.corner(seen.start + index)[1] + round(share * tiles.side) - self.offset
        return int(numbers[index]), share, y

    def _offset_for(self, number: int, share: float, y: int, *, at_top: bool) -> int:
        tiles, height = self.tiles, self.viewport().height()
        position = int(self.session.inverse[number])
        if at_top and tiles.offset_showing(position, 0, height) == 0:
            return 0
        offset = tiles.corner(position)[1] + round(share * tiles.side) - y
        if share == 0.5:
            offset = tiles.offset_showing(position, offset, height)
        return offset

    @override
    def offset_changed(self, before: int) -> None:
        if not self._laying_out:
            self._down = self.offset > before
            self._pinned = -1
        self._pointer.rehover()
        self.viewport().update()
        self._want_soon()

    # ---------------------------------------------------------------- pictures

    def _ratio(self) -> float:
        return self.viewport().devicePixelRatioF()

    def _pixels(self) -> int:
        return round(self.tiles.side * self._ratio())

    def _want_soon(self) -> None:
        """Once for all that happens before the next round of the event loop."""
        self._settled = False
        self._want_timer.start()

    @Slot()
    def _want(self) -> None:
        seen = self.visible_positions() if self.isVisible() else range(0)
        order, n = self.session.order, len(seen)
        after = order[seen.stop : seen.stop + n]
        before = order[max(0, seen.start - n) : seen.start][::-1]
        first, second = (after, before) if self._down else (before, after)
        self.thumbnails.want(
            order[seen.start : seen.stop].tolist(),
            self._pixels(),
            ahead=chain(first.tolist(), second.tolist()),
            client=_CLIENT,
        )
        self._tell_if_settled()

    @Slot()
    def _tell_if_settled(self) -> None:
        if not self._settled and self.is_settled():
            self._settled = True
            self.settled.emit()

    # ---------------------------------------------------------------- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        drawing = self._drawing()
        painter.fillRect(event.rect(), drawing.colours.background)
        if text := self.message():
            painter.setPen(drawing.colours.text)
            area = self.viewport().rect().adjusted(16, 16, -16, -16)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, int(flags), text)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            focused = self.hasFocus()
            for cell in self._cells(event.rect()):
                drawing.draw(painter, cell, focused=focused)
            if self._pointer.is_banding:
                drawing.draw_band(painter, self._pointer.band_rect())
        painter.end()

    def _cells(self, area: QRect) -> list[Cell]:
        """Return the cells of a part of the viewport; the current one last, its ring on top."""
        session, tiles, pointer = self.session, self.tiles, self._pointer
        grow = tiles.gap
        positions = tiles.visible(self.offset + area.top() - grow, area.height() + 2 * grow)
        numbers = session.order[positions.start : positions.stop]
        chosen = session.selection[numbers]
        selected = pointer.preview(positions, chosen)
        if pointer.is_banding:
            dims = bool(selected.any()) or session.n_selected > 0
        else:
            alone = session.n_selected == 1 and 0 <= session.current < len(session.selection)
            dims = session.n_selected > 0 and not (alone and session.selection[session.current])
        damaged = session.is_damaged[numbers].tolist()
        captions = (
            caption_texts(session, self.caption, numbers) if tiles.caption else [""] * len(numbers)
        )
        pixels, find, broken = self._pixels(), self.thumbnails.find, self.thumbnails.broken
        cells: list[Cell] = []
        last: list[Cell] = []
        missing = False
        for i, (number, is_selected) in enumerate(
            zip(numbers.tolist(), selected.tolist(), strict=True)
        ):
            x, y = tiles.corner(positions.start + i)
            image = find(number, pixels)
            is_broken = image is None and broken(number) is not None
            missing = missing or (image is None and not is_broken)
            cell = Cell(
                rect=QRect(x, y - self.offset, tiles.side, tiles.side),
                image=image,
                is_broken=is_broken,
                is_damaged=damaged[i],
                is_selected=is_selected,
                is_dimmed=dims and not is_selected,
                is_current=number == session.current,
                is_hovered=positions.start + i == pointer.hovered,
                caption=captions[i],
            )
            (last if cell.is_current else cells).append(cell)
        if missing and self.is_settled():
            # Another view's pictures pushed this one out meanwhile.
            self._want_soon()
        return cells + last

    def _drawing(self) -> TilePainter:
        if self._painter is None:
            colours = Colours.of(self.palette())
            tiles = self.tiles
            self._painter = TilePainter(
                colours, tiles.side, tiles.gap, tiles.caption, self.font(), self._ratio()
            )
        return self._painter

    # ---------------------------------------------------------------- events

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(keep=True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._want_soon()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._want_soon()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._painter = None
            self.viewport().update()
        elif event.type() == QEvent.Type.FontChange:
            self._lay_out(keep=True)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._painter = None
            self._want_soon()
        return bool(super().event(event))

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self.number_at(event.pos())
            if number >= 0:
                text = tool_tip(self.session, number, self.thumbnails.broken(number))
                QToolTip.showText(event.globalPos(), text, self, self.tile_rect(number))
            else:
                QToolTip.hideText()
            return True
        if event.type() == QEvent.Type.Leave:
            self._pointer.hover(None)
        return bool(super().viewportEvent(event))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self.number_at(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() == Qt.MouseButton.LeftButton and number >= 0 and plain:
            self.open_requested.emit(number)
        else:
            self._pointer.press(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y()
            if turn:
                self.zoom(1 if turn > 0 else -1, event.position().toPoint())
            event.accept()
        else:
            self.scroll_by_wheel(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            number = self.session.current
            at = self.tile_rect(number).center()
        else:
            number = self.number_at(at)
            if number >= 0 and not self.session.selection[number]:
                self.click(at, ctrl=False, shift=False)
            elif number >= 0:
                self._own_move = "click"
                self.session.set_current(number)
                self._own_move = ""
        menu = make_menu(self, number)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(at))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        self._announce(QAccessible.Event.Focus)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _Key(event.key())
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _STEPS:
            self._step(_STEPS[key], extend=shift)
        elif key == _Key.Key_Space and ctrl:
            if self.session.current >= 0:
                self.session.click(self.session.current, ctrl=True, shift=False)
        elif key in {_Key.Key_Space, _Key.Key_Return, _Key.Key_Enter}:
            self.open_current()
        elif key == _Key.Key_Escape:
            if not self._pointer.cancel():
                self.session.clear_selection()
        elif (ctrl and not self._control_key(key)) or not ctrl:
            super().keyPressEvent(event)

    def _control_key(self, key: Qt.Key) -> bool:
        match key:
            case _Key.Key_A:
                self.session.select_all()
            case _Key.Key_I:
                self.session.invert_selection()
            case _Key.Key_Plus | _Key.Key_Equal:
                self.zoom(1)
            case _Key.Key_Minus:
                self.zoom(-1)
            case _Key.Key_0:
                self.set_tile_size(DEFAULT_TILE)
            case _Key.Key_C if self.pictures is not None and self.session.current >= 0:
                self.pictures.copy_image(self.session.current)
            case _:
                return False
        return True

    def _step(self, step: Step, *, extend: bool) -> None:
        count = self.tiles.count
        if not count:
            return
        current, inverse = self.session.current, self.session.inverse
        here = int(inverse[current]) if 0 <= current < len(inverse) else -1
        self._own_move = "key"
        if here < 0:
            self.session.move(1, extend=extend)
        else:
            to = self.tiles.step(here, step, self.viewport().height())
            self.session.move(to - here, extend=extend)
        self._own_move = ""

    # ---------------------------------------------------------------- access

    def _describe(self) -> None:
        current = self.session.current
        cause = self.thumbnails.broken(current) if current >= 0 else None
        self.setAccessibleDescription(spoken(self.session, current, cause))
        self._announce(QAccessible.Event.DescriptionChanged)

    def _announce(self, what: QAccessible.Event) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, what))
