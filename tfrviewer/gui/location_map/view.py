"""The location map: the tiles of one slide, as squares or pictures, where they were cut."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.hover_card import HoverCard
from tfrviewer.gui.location_map import grid_words, words
from tfrviewer.gui.location_map.canvas import MapCanvas
from tfrviewer.gui.location_map.caption import MapCaption
from tfrviewer.gui.location_map.colouring.colouring import Colouring
from tfrviewer.gui.location_map.gestures import Gestures
from tfrviewer.gui.location_map.grid_marking import GridMarking
from tfrviewer.gui.location_map.header import MapHeader
from tfrviewer.gui.location_map.hover import Hover
from tfrviewer.gui.location_map.map_scale import MapScale
from tfrviewer.gui.location_map.menu import show_menu
from tfrviewer.gui.location_map.message import MessagePage
from tfrviewer.gui.location_map.minimap import Minimap
from tfrviewer.gui.location_map.multiples.view import AllSlides
from tfrviewer.gui.location_map.narration import Narration
from tfrviewer.gui.location_map.pages import MapPages
from tfrviewer.gui.location_map.placing import Placing
from tfrviewer.gui.location_map.plane import Plane
from tfrviewer.gui.location_map.scene import Scene
from tfrviewer.gui.location_map.slide import Located, Slide
from tfrviewer.gui.location_map.slide_paint import SlidePaint
from tfrviewer.gui.location_map.tile_look import TileLook, TileLooks
from tfrviewer.tiles.drawing.raster import RasterView

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.gui.thumbnails import ThumbnailLoader
    from tfrviewer.gui.tile_pictures import TilePictures
    from tfrviewer.jobs import CancelToken

_MARGIN = 0.25  # of the view, drawn on each side in advance, so that moving shows no gap
_LARGEST_TILE = 512  # logical pixels, zoomed in
_LARGEST_FITTED = 140  # the same when all is shown: one tile alone shall not fill the map


class LocationMap(QWidget):
    """Shows where the tiles of the slide in focus lie; selects and opens them.

    Attributes:
        canvas: Where it is painted.
        header: What is chosen above it.
        colouring: What the tiles are coloured by.

    Signals:
        open_requested: A tile is to be shown large; its row number.
        show_pictures_changed: Tiles are shown as their pictures now, or as squares.
        all_slides_changed: All slides are shown beside each other now, or one alone.
        settled: All that is seen has been drawn.
    """

    open_requested = Signal(int)
    show_pictures_changed = Signal(bool)
    all_slides_changed = Signal(bool)
    settled = Signal()

    def __init__(
        self,
        session: "Session",
        tasks: "TaskRunner",
        thumbnails: "ThumbnailLoader | None",
        parent: QWidget | None = None,
        *,
        tile_pictures: "TilePictures | None" = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.thumbnails = thumbnails
        self.tile_pictures = tile_pictures
        self._tasks = tasks
        self._taken = -1  # the file that is shown, being placed, or explained
        self._n_located = 0  # how many of its records had a location then
        self.setObjectName("locationMap")
        self.setMinimumHeight(100)
        self.canvas = MapCanvas(self._paint, self)
        self._gestures = Gestures(session, self.canvas, self)
        self.colouring = Colouring(session, tasks, self)
        self._placing = Placing(session, tasks, self.colouring, self)
        self._paints = SlidePaint(tasks, self.colouring, self)
        self._scene = Scene(session, tasks, thumbnails, self.palette(), self)
        self._minimap = Minimap(
            self.canvas, tasks, lambda *seen: self._scene.snapshot(*seen, dims=session.dims)
        )
        self._scale = MapScale(session, tasks, self)
        self._card = HoverCard(session, thumbnails, self.canvas.viewport())
        self._hover = Hover(self.canvas, self._gestures, self._card)
        self._plane = Plane(self.canvas, self._scene, self._gestures, self._hover, self._scale)
        self._message = MessagePage()
        self._pages = MapPages(self.canvas, self._message, self._make_all_slides)
        self.header = MapHeader(session, self.canvas, self, colour_by=self.colouring.chooser)
        self.header.set_pictures_shown(self._scene.shows_pictures)
        self._caption = MapCaption()
        self._narration = Narration(session, self._caption, (self, self.canvas))
        self._marking = GridMarking(session, tasks, self.canvas, self)
        self._looks = TileLooks(session, tasks, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.colouring.panel)
        layout.addWidget(self._caption)
        self.setFocusProxy(self._pages)
        self._connect()
        self._take_colours()
        self._take_dataset()

    def _connect(self) -> None:
        session, canvas = self.session, self.canvas
        session.dataset_changed.connect(self._take_dataset)
        session.records_changed.connect(self._take_records)
        session.loading_changed.connect(self._take_end)
        session.order_changed.connect(self._take_filter)
        session.selection_changed.connect(self._take_selection)
        session.current_changed.connect(self._take_current)
        session.focus_changed.connect(self._take_focus)
        session.findings_changed.connect(self._take_damage)
        self.header.slide_chosen.connect(session.set_focus_file)
        self.header.pictures_asked.connect(self.set_show_pictures)
        self.header.all_slides_asked.connect(self.set_show_all_slides)
        self.show_pictures_changed.connect(self.header.set_pictures_shown)
        self._pages.turned.connect(self._take_page)
        self._pages.all_changed.connect(self.header.set_all_slides_shown)
        self._pages.all_changed.connect(self.all_slides_changed)
        canvas.view_changed.connect(self._want)
        canvas.menu_asked.connect(self._show_menu)
        self._gestures.open_requested.connect(self.open_requested)
        self._caption.chosen.connect(self._choose)
        self._placing.placed.connect(self._show_slide)
        self._placing.explained.connect(self._explain)
        self.colouring.changed.connect(self._take_scheme)
        self.colouring.settled.connect(self._tell_if_settled)
        self._paints.changed.connect(self._scene.redraw)
        self._paints.changed.connect(self._describe)
        self._scene.changed.connect(canvas.repaint_plane)
        for part in (self._paints, self._scene, self._minimap):
            part.settled.connect(self._tell_if_settled)
        for take in (self._describe, self._take_look, self._tell_if_settled):
            self._looks.changed.connect(take)
        self._scale.changed.connect(canvas.repaint_plane)
        self._scene.pictures_changed.connect(self.show_pictures_changed)

    # ---------------------------------------------------------------- what others ask

    def is_settled(self) -> bool:
        """Whether all that is seen has been drawn."""
        parts = (
            self._paints, self._pages, self._scene, self._minimap, self._looks, self.colouring
        )  # fmt: skip
        return self._placing.is_settled and all(part.is_settled() for part in parts)

    @property
    def um_per_px(self) -> float | None:
        """Micrometres per level-0 pixel of the slide on the map; None where nothing tells."""
        return self._scale.um_per_px

    @property
    def show_pictures(self) -> bool:
        """Whether tiles are shown as their pictures, the slide re-assembled from them."""
        return self._scene.shows_pictures

    def set_show_pictures(self, on: bool) -> None:
        """Show tiles as their pictures, or as squares."""
        self._scene.set_shows_pictures(shows=on)

    @property
    def show_all_slides(self) -> bool:
        """Whether the maps of all slides are shown beside each other."""
        return self._pages.shows_all

    def set_show_all_slides(self, on: bool) -> None:
        """Show the maps of all slides beside each other, or that of one alone."""
        self._pages.show_all(on=on)

    def parts_in_order(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return [self.header, self._pages, self.colouring.panel, self._caption]

    def reset_looks(self) -> None:
        """Show one slide, all classes, and its tiles in the colours they have at first."""
        self.set_show_all_slides(False)
        self.colouring.reset()

    def copy(self) -> None:
        """Copy the picture of the current tile."""
        if self.tile_pictures is not None and self._gestures.current_tile() >= 0:
            self.tile_pictures.copy_image(self.session.current)

    def _show_menu(self, at: QPoint, by_key: bool) -> None:
        self._hover.leave()
        show_menu(self, self._gestures, at, by_key=by_key)

    def _make_all_slides(self) -> AllSlides:
        slides = AllSlides(self.session, self._tasks, self.colouring)
        slides.alone_asked.connect(self._show_alone)
        slides.settled.connect(self._tell_if_settled)
        return slides

    def _show_alone(self, file: int) -> None:
        self.session.set_focus_file(file)
        self.set_show_all_slides(False)

    def snapshot(self, width: int, height: int = 0) -> "Callable[[CancelToken], QImage]":
        """Return work that draws what is seen now at another size; see `snapshot_of`.

        Args:
            width: Of the image, in pixels.
            height: The same; 0 keeps the aspect. Another aspect shows more, never less.
        """
        return self.snapshot_of(self.view_for(width, height))

    def snapshot_of(self, view: RasterView) -> "Callable[[CancelToken], QImage]":
        """Return work that draws a part of the plane as an opaque image; safe in any thread.

        Everything is taken as it is at the call: colours, filter, selection and the small pictures
        that are there, in the light or dark colours of the map, without rings, scale bar or
        minimap. Pictures of tiles that are drawn larger than these are read by the work.

        Raises:
            ValueError: If there is no slide on the map.
        """
        ratio = max(view.scale / max(self.canvas.scale_factor, 1e-300), 1.0)
        return self._scene.snapshot(view, ratio, dims=self.session.dims, sharp=True)

    def view_for(self, width: int, height: int = 0) -> RasterView:
        """Return what `snapshot` draws at a size, to draw other things over it."""
        return self.canvas.view_of(width, height)

    @property
    def caption(self) -> str:
        """What is said below the map."""
        return self._caption.plain

    @property
    def look(self) -> TileLook:
        """What the pictures of the slide on the map told of its tiles."""
        return self._looks.of(-1 if self.slide is None else self.slide.located.file)

    @property
    def message(self) -> str:
        """Why there is no map; empty when there is one."""
        return "" if self._pages.has_map else self._message.text

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
        """Show further slides, or locations that no index held and the records told."""
        session = self.session
        self.header.show_slides()
        if (
            session.focus_file != self._taken
            or Located.count(session, self._taken) != self._n_located
        ):
            self._take_focus()

    def _take_end(self) -> None:
        """Say what locations a slide has, now that no more of it is read."""
        if not self._n_located and self.session.focus_file == self._taken:
            self._take_focus()

    def _take_focus(self) -> None:
        """Show the slide in focus."""
        session, file = self.session, self.session.focus_file
        if file < 0 and len(session.paths) == 1:
            file = 0  # empty, else a record of it would be current
        self.header.show_slides()
        self._taken = -1
        if not 0 <= file < len(session.paths):
            self._explain(words.no_dataset(is_open=len(session.paths) > 0))
            return
        if file >= len(session.files):
            self._explain(words.loading(session.shown_paths[file].stem))
            return
        self._taken = file
        name = session.files[file].name
        located = Located.of(session, file)
        self._n_located = len(located.numbers)
        awaits = bool(session.pending) and not session.files[file].locations_known
        why = words.why_no_map(name, located, awaits=awaits)
        if why is None:
            self._placing.place(located)  # until then the map shows what it showed
            return
        self._explain(why)
        if located.n_records and not len(located.numbers) and not awaits:
            self._placing.ask_what_is_lacking(located)

    def _show_slide(self, slide: Slide) -> None:
        self.canvas.give_up()
        self._gestures.slide = slide
        slide.take_filter(self.session)
        slide.take_selection(self.session)
        slide.take_damage(self.session)
        self._scene.show(slide, self._looks.of(slide.located.file).ratio or 1.0)
        tiles = slide.tiles
        side = max(tiles.side_x, tiles.side_y)
        self.canvas.set_plane(  # before it is seen, which would ask for what it showed last
            tiles.bounds,
            tiles.origin,
            greatest_scale=_LARGEST_TILE / side,
            fitted_scale=_LARGEST_FITTED / side,
        )
        self._pages.show_page(self.canvas)
        self._want()
        self._minimap.show_slide(tiles.bounds, self._scene.colours)
        self._marking.set_slide(slide)
        self._looks.ask(slide)
        self._scale.show(slide)
        self._take_look(slide.located.file)
        self._describe()
        self._paints.show(slide)
        self._placing.sort_rows(slide)

    def _explain(self, explanation: words.Explanation) -> None:
        self._drop_slide()
        self._message.say(explanation)
        self._pages.show_page(self._message)
        self._describe()
        self._tell_if_settled()

    def _take_page(self) -> None:
        """Enable what acts on the map while that is shown, and draw it."""
        self.header.set_map_shown(shown=self._pages.shows_map)
        self._want()

    def _drop_slide(self) -> None:
        self._placing.stop()
        self._gestures.slide = None
        self._marking.set_slide(None)
        self._paints.show(None)
        self._hover.leave()
        self._scene.show(None)
        self._minimap.show_slide(None, self._scene.colours)
        self._scale.show(None)

    def _take_look(self, file: int) -> None:
        """Take what the pictures of a slide tell of how wide its tiles are."""
        overlap = self._looks.of(file).ratio
        if self.slide is not None and self.slide.located.file == file and overlap is not None:
            self._scene.set_overlap(overlap)
            self._scale.take_overlap(overlap)

    def _take_filter(self) -> None:
        if self.slide is not None and self.slide.take_filter(self.session):
            self._scene.redraw()
        self._describe()

    def _take_selection(self) -> None:
        if self.slide is not None and self.slide.take_selection(self.session):
            self._scene.redraw(all_tiles=False)
        self.canvas.repaint_plane()
        self._describe()

    def _take_damage(self) -> None:
        if self.slide is not None and self.slide.take_damage(self.session):
            self._scene.redraw(selected=False)

    def _take_scheme(self) -> None:
        """Have the tiles coloured as it is chosen, and the value told of one pointed at."""
        self._card.columns = (self.colouring.column,) if self.colouring.column else ()
        self._paints.renew()

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
        if not self._pages.shows_map:
            self._scene.rest()
            return
        seen, wide = self.canvas.raster_view()[0], self.canvas.raster_view(_MARGIN)[0]
        self._scene.want(seen, wide, self.canvas.devicePixelRatioF())

    def _paint(self, painter: QPainter) -> None:
        self._plane.paint(painter)

    def _tell_if_settled(self) -> None:
        if self._scene.is_settled():
            self._minimap.want(self._scene.look())
        if self.is_settled():
            self.settled.emit()

    # ---------------------------------------------------------------- words and colours

    def _describe(self) -> None:
        if self.slide is None:
            self._narration.tell_of_none(self._message.text)
        else:
            self._narration.tell(self.slide, self.look, n_zero=self._marking.n_zero)

    def _choose(self, remark: grid_words.Remark) -> None:
        """Show what some words of the caption tell of, on the map of the slide alone."""
        self.set_show_all_slides(False)
        self._marking.choose(remark)

    def _take_colours(self) -> None:
        self._scene.take_palette(self.palette())
        self._minimap.take_colours(self._scene.colours)
        self._scene.redraw()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_caption"):
            self._take_colours()
        elif event.type() == QEvent.Type.DevicePixelRatioChange and hasattr(self, "_caption"):
            self._want()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_PageUp:
            self._gestures.page(-1)
        elif event.key() == Qt.Key.Key_PageDown:
            self._gestures.page(1)
        elif event.key() == Qt.Key.Key_T and not event.modifiers():
            self.set_show_pictures(not self.show_pictures)
        elif event.key() == Qt.Key.Key_A and not event.modifiers():
            self.set_show_all_slides(not self.show_all_slides)
        elif event.key() == Qt.Key.Key_Escape and self.show_all_slides:
            self.set_show_all_slides(False)
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._want()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._scene.rest()
