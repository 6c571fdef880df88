"""The location map: the tiles of one slide as squares where they were cut."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPixmap,
    QShowEvent,
)
from PySide6.QtWidgets import QStackedWidget, QToolTip, QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.errors import Severity
from tfrviewer.gui.location_map import grid_words, words
from tfrviewer.gui.location_map.canvas import MapCanvas
from tfrviewer.gui.location_map.caption import MapCaption
from tfrviewer.gui.location_map.colours import MapColours
from tfrviewer.gui.location_map.gestures import Gestures
from tfrviewer.gui.location_map.grid_marking import GridMarking
from tfrviewer.gui.location_map.header import MapHeader
from tfrviewer.gui.location_map.layer import Drawn, Layer
from tfrviewer.gui.location_map.message import MessagePage
from tfrviewer.gui.location_map.painting import MARK_PX, make_mark, paint_box, paint_ring
from tfrviewer.gui.location_map.slide import Located, Slide
from tfrviewer.gui.location_map.tile_look import TileLooks
from tfrviewer.gui.marks import worst
from tfrviewer.gui.tile_facts import TileFacts
from tfrviewer.tiles.placement import Placement
from tfrviewer.tiles.raster import RasterView

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.gui.thumbnails import ThumbnailLoader
    from tfrviewer.jobs import CancelToken

_PLACE = ("map", "place")
_DIMMED = 0.5  # opacity of what is not selected
_MARGIN = 0.25  # of the view, drawn on each side in advance, so that moving shows no gap
_LARGEST_TILE = 512  # logical pixels, zoomed in
_LARGEST_FITTED = 140  # the same when all is shown: one tile alone shall not fill the map


class LocationMap(QWidget):
    """Shows where the tiles of the slide in focus lie; selects and opens them.

    Signals:
        open_requested: A tile is to be shown large; its row number.
        settled: All that is seen has been drawn.
    """

    open_requested = Signal(int)
    settled = Signal()

    def __init__(
        self,
        session: "Session",
        tasks: "TaskRunner",
        thumbnails: "ThumbnailLoader",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.thumbnails = thumbnails
        self._tasks = tasks
        self._taken = -1  # the file that is shown, being placed, or explained
        self._placing = -1  # the file whose tiles are being placed
        self._colours = MapColours.of(self.palette())
        self._marks: dict[Severity, QPixmap] = {}
        self.setObjectName("locationMap")
        self.setMinimumHeight(100)
        self.canvas = MapCanvas(self._paint, self)
        self._gestures = Gestures(session, self.canvas, self)
        self._all = Layer(tasks, ("map", "all"), self._draw_all, self)
        self._chosen = Layer(tasks, ("map", "selected"), self._draw_selected, self)
        self._message = MessagePage()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._message)
        self._stack.addWidget(self.canvas)
        self.header = MapHeader(session, self.canvas, self)
        self._caption = MapCaption()
        self._marking = GridMarking(session, tasks, self.canvas, self)
        self._looks = TileLooks(session, tasks, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._caption)
        self.setFocusProxy(self._message)
        self._connect()
        self._take_colours()
        self._take_dataset()

    def _connect(self) -> None:
        session, canvas = self.session, self.canvas
        session.dataset_changed.connect(self._take_dataset)
        session.records_changed.connect(self._take_records)
        session.order_changed.connect(self._take_filter)
        session.selection_changed.connect(self._take_selection)
        session.current_changed.connect(self._take_current)
        session.focus_changed.connect(self._take_focus)
        session.findings_changed.connect(self._take_damage)
        self.header.slide_chosen.connect(session.set_focus_file)
        canvas.view_changed.connect(self._want)
        canvas.viewport().installEventFilter(self)
        self._gestures.open_requested.connect(self.open_requested)
        self._caption.chosen.connect(self._marking.choose)
        self._looks.changed.connect(self._describe)
        for layer in (self._all, self._chosen):
            layer.changed.connect(canvas.repaint_plane)
            layer.settled.connect(self._tell_if_settled)

    # ---------------------------------------------------------------- what others ask

    def is_settled(self) -> bool:
        """Whether all that is seen has been drawn."""
        return self._placing < 0 and self._all.is_settled() and self._chosen.is_settled()

    @property
    def caption(self) -> str:
        """What is said below the map."""
        return self._caption.plain

    @property
    def message(self) -> str:
        """Why there is no map; empty when there is one."""
        return "" if self._stack.currentWidget() is self.canvas else self._message.text

    @property
    def slide(self) -> Slide | None:
        """The slide on the map, None while there is none."""
        return self._gestures.slide

    # ---------------------------------------------------------------- what the session says

    def _take_dataset(self) -> None:
        self.canvas.give_up()
        self.header.clear()
        self._drop_slide()
        self._take_focus()

    def _take_records(self) -> None:
        self.header.show_slides()
        if self.session.focus_file != self._taken:
            self._take_focus()

    def _take_focus(self) -> None:
        """Show the slide in focus."""
        session, file = self.session, self.session.focus_file
        self.header.show_slides()
        self._taken = -1
        if not 0 <= file < len(session.paths):
            self._explain(words.no_dataset(is_open=session.dataset is not None))
            return
        if file >= len(session.files):
            self._explain(words.loading(session.paths[file].stem))
            return
        self._taken = file
        name = session.files[file].name
        located = Located.of(session, file)
        if not located.n_records:
            self._explain(words.no_records(name))
        elif not len(located.numbers):
            self._explain(words.no_locations(name, located.n_records))
        elif located.is_zero:
            self._explain(words.zero_locations(name, located.n_records))
        else:
            self._place(located)

    def _place(self, located: Located) -> None:
        """Have the tiles placed; until then the map shows what it showed."""
        self._placing = located.file

        def work(cancel: "CancelToken") -> Slide:
            cancel.check()
            return Slide(located, Placement(located.x, located.y))

        self._tasks.submit(_PLACE, work, self._show_slide, failed=self._place_failed)

    def _place_failed(self, error: BaseException) -> None:
        file = self._placing
        self._explain(words.not_placed(self.session.files[file].name, error))

    def _show_slide(self, slide: Slide) -> None:
        self._placing = -1
        self.canvas.give_up()
        self._gestures.slide = slide
        self._marking.set_slide(slide)
        self._looks.ask(slide)
        slide.take_filter(self.session)
        slide.take_selection(self.session)
        slide.take_damage(self.session)
        for layer in (self._all, self._chosen):
            layer.clear()
            layer.invalidate()
        self._show_page(self.canvas)
        tiles = slide.tiles
        side = max(tiles.side_x, tiles.side_y)
        self.canvas.set_plane(
            tiles.bounds,
            tiles.origin,
            greatest_scale=_LARGEST_TILE / side,
            fitted_scale=_LARGEST_FITTED / side,
        )
        self._describe()
        self._want()

    def _explain(self, explanation: words.Explanation) -> None:
        self._drop_slide()
        self._message.say(explanation)
        self._show_page(self._message)
        self._describe()
        self._tell_if_settled()

    def _show_page(self, page: QWidget) -> None:
        """Show the map or the message; the keyboard goes with it."""
        self.header.set_map_shown(shown=page is self.canvas)
        before = self._stack.currentWidget()
        if page is before:
            return
        had_focus = before is not None and before.hasFocus()
        self.setFocusProxy(page)
        self._stack.setCurrentWidget(page)
        if had_focus:
            page.setFocus()

    def _drop_slide(self) -> None:
        self._tasks.cancel(_PLACE)
        self._placing = -1
        self._gestures.slide = None
        self._marking.set_slide(None)
        self._all.clear()
        self._chosen.clear()

    def _take_filter(self) -> None:
        if self.slide is not None and self.slide.take_filter(self.session):
            self._all.invalidate()
            self._chosen.invalidate()
            self._want()
        self._describe()

    def _take_selection(self) -> None:
        if self.slide is not None and self.slide.take_selection(self.session):
            self._chosen.invalidate()
            self._want()
        self.canvas.repaint_plane()
        self._describe()

    def _take_damage(self) -> None:
        if self.slide is not None and self.slide.take_damage(self.session):
            self._all.invalidate()
            self._want()

    def _take_current(self) -> None:
        tile = self._gestures.current_tile()
        if self.slide is not None and tile >= 0 and not self._gestures.is_clicking:
            tiles = self.slide.tiles
            side = max(tiles.side_x, tiles.side_y)
            self.canvas.reveal(float(tiles.u[tile]), float(tiles.v[tile]), side)
        self.canvas.repaint_plane()
        self._describe()

    # ---------------------------------------------------------------- drawing

    def _want(self) -> None:
        """Have drawn what is seen, if it is not."""
        if self.slide is None or not self.isVisible() or self.canvas.plot_rect().isEmpty():
            return
        seen, wide = self.canvas.raster_view()[0], self.canvas.raster_view(_MARGIN)[0]
        self._all.want(seen, wide)
        self._chosen.want(seen, wide)

    def _draw_all(self, view: RasterView) -> "Callable[[CancelToken], Drawn]":
        assert self.slide is not None
        colours, ratio = self._colours, self.devicePixelRatioF()
        tile, ghost = colours.tile.rgba(), colours.ghost.rgba()
        return self.slide.draw_all(view, tile, ghost, ratio, MARK_PX * ratio)

    def _draw_selected(self, view: RasterView) -> "Callable[[CancelToken], Drawn]":
        assert self.slide is not None
        ratio = self.devicePixelRatioF()
        return self.slide.draw_selected(view, self._colours.selected.rgba(), ratio)

    def _paint(self, painter: QPainter) -> None:
        slide = self.slide
        if slide is None:
            return
        ratio = self.canvas.devicePixelRatioF()
        seen, left, top = self.canvas.raster_view()
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        painter.setOpacity(_DIMMED if self.session.dims else 1)
        self._all.paint(painter, seen, left, top)
        painter.setOpacity(1)
        self._chosen.paint(painter, seen, left, top)
        self._paint_marks(painter, slide, ratio)
        tile = self._gestures.current_tile()
        if tile >= 0:
            square = _pixels_of(slide, tile, seen).translated(left, top)
            if square.width() >= 5 * round(ratio):  # the gap to its neighbours
                square.adjust(0, 0, -max(round(ratio), 1), -max(round(ratio), 1))
            square = _kept_within(square, QRect(left, top, seen.width, seen.height), ratio)
            paint_ring(painter, square, ratio, self._colours, focused=self.canvas.hasFocus())
        painter.restore()
        if self.canvas.box() is not None:
            rect, within = self.canvas.box_rect(), self.canvas.plot_rect()
            paint_box(painter, rect, self._gestures.box_text, within, self._colours)

    def tip_at(self, at: QPoint) -> str:
        """Return what is said of the tile at a point of the canvas; empty where there is none."""
        number = self._gestures.number_at(at.toPointF())
        return "" if number < 0 else words.tip(TileFacts.of(self.session, number))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            if text := self.tip_at(event.pos()):
                # Only about this spot: the pointer may go on to another tile.
                near = QRect(event.pos() - QPoint(3, 3), QSize(7, 7))
                QToolTip.showText(event.globalPos(), text, self.canvas.viewport(), near)
            else:
                QToolTip.hideText()
            return True
        return super().eventFilter(watched, event)

    def _paint_marks(self, painter: QPainter, slide: Slide, ratio: float) -> None:
        for tile in self._all.marked.tolist():
            number = int(slide.located.numbers[tile])
            severity = worst(self.session.record_findings(number)) or Severity.WARNING
            mark = self._marks.get(severity)
            if mark is None:
                mark = self._marks[severity] = make_mark(severity, self.palette(), ratio)
            at = self.canvas.to_widget(float(slide.tiles.u[tile]), float(slide.tiles.v[tile]))
            x, y = at.x() * ratio - mark.width() / 2, at.y() * ratio - mark.height() / 2
            target = QRect(QPoint(round(x), round(y)), mark.size())
            painter.drawPixmap(target, mark)

    def _tell_if_settled(self) -> None:
        if self.is_settled():
            self.settled.emit()

    # ---------------------------------------------------------------- words and colours

    def _describe(self) -> None:
        slide, session = self.slide, self.session
        if slide is None:
            self._caption.say((), "")
            self.setAccessibleName(self.tr("Location map"))
            self.setAccessibleDescription(self._message.text)
            return
        located = slide.located
        counts = grid_words.SlideCounts(
            name=session.files[located.file].name,
            n_records=located.n_records,
            n_located=len(located.numbers),
            n_shown=int(np.count_nonzero(slide.shown)),
        )
        fit, look = slide.tiles.fit, self._looks.of(located.file)
        self._caption.say(
            grid_words.caption_parts(counts, fit, look), grid_words.details(counts, fit, look)
        )
        text = self._caption.plain
        tile, spoken = self._gestures.current_tile(), ""
        if tile >= 0:
            spoken = words.spoken_tile(
                session.current,
                int(located.x[tile]),
                int(located.y[tile]),
                selected=bool(slide.selected[tile]),
                damaged=bool(slide.damaged[tile]),
                shown=bool(slide.shown[tile]),
            )
        name = self.tr("Location map of {0}").format(counts.name)
        for part in (self, self.canvas):
            part.setAccessibleName(name)
            part.setAccessibleDescription(words.spoken(text, spoken))
        if self.canvas.hasFocus():
            event = QAccessibleEvent(self.canvas, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    def _take_colours(self) -> None:
        self._colours = MapColours.of(self.palette())
        self._marks.clear()
        self._all.invalidate()
        self._chosen.invalidate()
        self._want()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_caption"):
            self._take_colours()
        elif event.type() == QEvent.Type.DevicePixelRatioChange and hasattr(self, "_caption"):
            self._marks.clear()
            self._want()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_PageUp:
            self._gestures.page(-1)
        elif event.key() == Qt.Key.Key_PageDown:
            self._gestures.page(1)
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._want()


def _kept_within(square: QRect, area: QRect, ratio: float) -> QRect:
    """Return the part of a square around which there is room for a ring; whole if none is seen."""
    room = round(4 * ratio)
    part = square.intersected(area.adjusted(room, room, -room, -room))
    return square if part.isEmpty() else part


def _pixels_of(slide: Slide, tile: int, seen: RasterView) -> QRect:
    """Return the pixels of a tile in what is seen, edges rounded as the raster does."""
    tiles = slide.tiles
    u, v = float(tiles.u[tile]), float(tiles.v[tile])
    left = round((u - tiles.side_x / 2 - seen.left) * seen.scale)
    right = round((u + tiles.side_x / 2 - seen.left) * seen.scale)
    top = round((v - tiles.side_y / 2 - seen.top) * seen.scale)
    bottom = round((v + tiles.side_y / 2 - seen.top) * seen.scale)
    return QRect(left, top, max(right - left, 1), max(bottom - top, 1))
