"""The grid of tiles: any number of records at the cost of those seen."""

from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.grid.arranging import ArrangedArea
from tfrviewer.gui.grid.cells import find_cells, find_headings
from tfrviewer.gui.grid.headings import draw_heading
from tfrviewer.gui.grid.keys import handle_key
from tfrviewer.gui.grid.layout import Step
from tfrviewer.gui.grid.menu import show_menu
from tfrviewer.gui.grid.painting import Colours, TilePainter, device_side
from tfrviewer.gui.grid.pointer import Pointer
from tfrviewer.gui.grid.words import empty_message, show_tip, spoken
from tfrviewer.gui.order_watch import OrderChange, OrderWatch

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.thumbnails import ThumbnailLoader
    from tfrviewer.gui.tile_pictures import TilePictures

_CLIENT: Final = "tileGrid"


class TileGrid(ArrangedArea):
    """Shows the tiles in the present order; selects, opens and describes them.

    Signals:
        open_requested: A tile is to be shown large; its row number.
        settled: Every tile that is seen has its picture, or is known to have none.
    """

    open_requested = Signal(int)
    settled = Signal()

    def __init__(
        self,
        session: "Session",
        thumbnails: "ThumbnailLoader",
        parent: QWidget | None = None,
        *,
        pictures: "TilePictures | None" = None,
    ) -> None:
        super().__init__(session, parent)
        self.thumbnails = thumbnails
        self.pictures = pictures
        self._watch = OrderWatch(session)
        self._painter: TilePainter | None = None
        self._colours: Colours | None = None
        self._down = True  # which way was scrolled last: what comes next is fetched ahead
        self._own_move = ""  # "click" or "key" while the current record changes from here
        self._settled = True
        self._want_timer = QTimer(self, singleShot=True, interval=0)
        self._want_timer.timeout.connect(self._want)
        self.pointer = Pointer(self)
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
        session.flags.changed.connect(self._take_flags)
        session.flags.classes_changed.connect(self.viewport().update)
        thumbnails.arrived_many.connect(self._take_pictures)
        thumbnails.settled.connect(self._tell_if_settled)
        self.lay_out(keep=False)
        self._describe()

    # ---------------------------------------------------------------- what others set and ask

    def is_settled(self) -> bool:
        """Whether every tile that is seen has its picture, or is known to have none."""
        return not self._want_timer.isActive() and self.thumbnails.is_settled()

    def message(self) -> str:
        """Return what is said where there is no tile; empty where there is one."""
        return empty_message(self.session)

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

    def take_up(self, number: int) -> None:
        """Make a tile that is pointed at the current one; a selection it belongs to stays."""
        self._own_move = "click"
        if self.session.selection[number]:
            self.session.set_current(number)
        else:
            self.session.click(number, ctrl=False, shift=False)
        self._own_move = ""

    def select_positions(self, positions: npt.NDArray[np.int64], mode: SelectMode) -> None:
        """Join the tiles at some positions to the selection."""
        self.session.select(self.session.order[positions], mode)

    def open_current(self) -> None:
        """Ask for the current tile to be shown large."""
        if self.session.current >= 0:
            self.open_requested.emit(self.session.current)

    def copy(self) -> None:
        """Copy the picture of the current tile."""
        if self.pictures is not None and self.session.current >= 0:
            self.pictures.copy_image(self.session.current)

    def step(self, step: Step, *, extend: bool) -> None:
        """Go where a key leads, and select that tile, or the range up to it."""
        if not self.tiles.count:
            return
        here = self.current_position()
        self._own_move = "key"
        if here < 0:
            self.session.move(1, extend=extend)
        else:
            to = self.tiles.step(here, step, self.viewport().height())
            self.session.move(to - here, extend=extend)
        self._own_move = ""

    def can_take_out(self, number: int) -> bool:
        """Whether a drag that begins on a tile takes it out of the window."""
        return self.pictures is not None and bool(self.session.selection[number])

    def take_out(self, number: int) -> None:
        """Drag a tile out as a file, with what else is selected."""
        if self.pictures is not None:
            session = self.session
            chosen = session.order[session.selection[session.order]]
            self.pictures.drag(chosen, self, self.thumbnails.find(number, self.pixels()))

    def give_up(self) -> None:
        """Give up the rubber band under way, or else the selection."""
        if not self.pointer.cancel():
            self.session.clear_selection()

    # ---------------------------------------------------------------- news of the session

    @Slot()
    def _take_dataset(self) -> None:
        self.pointer.cancel()
        self._watch.take()
        self.lay_out(keep=False)
        self._describe()

    @Slot()
    def _take_records(self) -> None:
        before = self.tiles.count
        if len(self.session.order) != before:
            self._order = self.session.order
            top = self.offset
            self.lay_out(keep=False)
            self.scroll_to(top)
            self._describe()
        elif self.looks.captions or self.looks.headings:
            self.lay_out(keep=True)  # columns, or values of what they are sorted by, may have come
        else:
            self.viewport().update()

    @Slot()
    def _take_order(self) -> None:
        self.pointer.cancel()
        change = self._watch.take()
        position = self.current_position()
        stays = change is OrderChange.FILTERED and position >= 0
        self.lay_out(keep=stays or change is OrderChange.GREW)
        if stays:
            height = self.viewport().height()
            self.scroll_to(self.tiles.offset_showing(position, self.offset, height, centre=True))
        self._describe()

    @Slot()
    def _take_selection(self) -> None:
        self.viewport().update()
        self._describe()

    @Slot(int)
    def _take_current(self, _: int) -> None:
        position = self.current_position()
        if position >= 0 and self._own_move != "click":
            self.unfold_at(position)
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

    @Slot()
    def _take_flags(self) -> None:
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

    @override
    def laid_out(self) -> None:
        self.pointer.hovered = self.pointer.hovered_heading = -1
        self.viewport().update()
        self._want_soon()

    @override
    def offset_changed(self, before: int) -> None:
        super().offset_changed(before)
        if not self._laying_out:
            self._down = self.offset > before
        self.pointer.rehover()
        self.viewport().update()
        self._want_soon()

    # ---------------------------------------------------------------- pictures

    def _ratio(self) -> float:
        return self.viewport().devicePixelRatioF()

    def pixels(self) -> int:
        """Return the edge length of a tile in device pixels."""
        return device_side(self.tiles.side, self._ratio())

    def _want_soon(self) -> None:
        """Once for all that happens before the next round of the event loop."""
        self._settled = False
        self._want_timer.start()

    @Slot()
    def _want(self) -> None:
        seen = self.visible_positions() if self.isVisible() else np.empty(0, np.int64)
        order, n = self.session.order, len(seen)
        first, end = (int(seen[0]), int(seen[-1]) + 1) if n else (0, 0)
        after, before = order[end : end + n], order[max(0, first - n) : first][::-1]
        nearer, farther = (after, before) if self._down else (before, after)
        self.thumbnails.want(
            order[seen].tolist(),
            self.pixels(),
            ahead=chain(nearer.tolist(), farther.tolist()),
            client=_CLIENT,
            exact=True,
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
        # The painter ends even when painting fails: one left open ends the process.
        with QPainter(self.viewport()) as painter:
            self._paint(painter, event.rect())

    def _paint(self, painter: QPainter, area: QRect) -> None:
        drawing = self._drawing()
        painter.fillRect(area, drawing.colours.background)
        if text := self.message():
            drawing.draw_message(painter, self.viewport().rect(), text)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        focused = self.hasFocus()
        cells = find_cells(self, area)
        for cell in cells:
            drawing.draw(painter, cell, focused=focused)
        for heading in find_headings(self):
            draw_heading(painter, heading, drawing.colours, self.font())
        if self.pointer.is_banding:
            drawing.draw_band(painter, self.pointer.band_rect())
        if self.is_settled() and any(c.image is None and not c.is_broken for c in cells):
            # Another view's pictures pushed some out meanwhile.
            self._want_soon()

    def _drawing(self) -> TilePainter:
        tiles = self.tiles
        if self._colours is None:
            self._colours = Colours.of(self.palette())
            self._painter = None
        size = (tiles.side, tiles.gap, tiles.caption, self._ratio())
        if self._painter is None or self._painter.size != size:
            self._painter = TilePainter(self._colours, *size, self.font())
        self._painter.signs = {name: str(key) for key, name in self.session.flags.classes.items()}
        return self._painter

    # ---------------------------------------------------------------- events

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out(keep=True)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._colours = None
            self.viewport().update()
        elif event.type() == QEvent.Type.FontChange:
            self._painter = None
            self.lay_out(keep=True)

    @override
    def event(self, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DevicePixelRatioChange:
                self._want_soon()
            case QEvent.Type.Show | QEvent.Type.Hide:
                self._want_soon()
            case QEvent.Type.FocusIn | QEvent.Type.FocusOut:
                self.viewport().update()
                self._announce(QAccessible.Event.Focus)
        return bool(super().event(event))

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_tip(self, event)
            return True
        if event.type() == QEvent.Type.Leave:
            self.pointer.hover(None)
        return bool(super().viewportEvent(event))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointer.press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer.move(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointer.release(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self.number_at(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() == Qt.MouseButton.LeftButton and number >= 0 and plain:
            self.open_requested.emit(number)
        else:
            self.pointer.press(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.pointer.wheel(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        show_menu(self, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not handle_key(self, event):
            super().keyPressEvent(event)

    # ---------------------------------------------------------------- access

    def _describe(self) -> None:
        current = self.session.current
        cause = self.thumbnails.broken(current) if current >= 0 else None
        self.setAccessibleDescription(spoken(self.session, current, cause))
        self._announce(QAccessible.Event.DescriptionChanged)

    def _announce(self, what: QAccessible.Event) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, what))
