"""What is seen of a slide on the map: its layers, and what is painted over them."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPalette, QPixmap

from tfrviewer.errors import Severity
from tfrviewer.gui.location_map.drawing import Drawing, Inks, image_of, pixels_of
from tfrviewer.gui.location_map.layer import Drawn, Layer
from tfrviewer.gui.location_map.painting import MARK_PX, make_mark, paint_ring
from tfrviewer.gui.location_map.pictures import MapPictures
from tfrviewer.gui.location_map.slide import Slide
from tfrviewer.gui.map_colours import MapColours
from tfrviewer.gui.marks import worst
from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.drawing.raster import RasterView

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.gui.thumbnails import ThumbnailLoader

_VEIL = 0.5  # how opaque the ground lies over what is not selected


class Scene(QObject):
    """Keeps the layers of the slide drawn, and paints them.

    Attributes:
        slide: The slide that is seen, None while there is none.
        colours: Of the map.
        pictures: The pictures of its tiles.

    Signals:
        changed: It is to be painted anew.
        settled: All that is seen has been drawn.
        pictures_changed: The tiles' pictures are shown now, or no longer; which of the two.
    """

    changed = Signal()
    settled = Signal()
    pictures_changed = Signal(bool)

    def __init__(
        self,
        session: "Session",
        tasks: "TaskRunner",
        thumbnails: "ThumbnailLoader | None",
        palette: QPalette,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._ratio = 1.0
        self._marks: dict[Severity, QPixmap] = {}
        self._shows_pictures = thumbnails is not None
        self._seen: RasterView | None = None
        self._wide: RasterView | None = None
        self.slide: Slide | None = None
        self.pictures = MapPictures(session, tasks, thumbnails, self)
        self.take_palette(palette)
        self._all = Layer(
            tasks, ("map", "all"), lambda view: self._drawing(view).of_all(view), self
        )
        self._chosen = Layer(
            tasks, ("map", "selected"), lambda view: self._drawing(view).of_selected(view), self
        )
        for layer in (self._all, self._chosen):
            layer.changed.connect(self.changed)
            layer.settled.connect(self._tell_if_settled)
        self.pictures.changed.connect(self._take_pictures)
        self.pictures.settled.connect(self._tell_if_settled)

    # ---------------------------------------------------------------- what is shown

    @property
    def shows_pictures(self) -> bool:
        """Whether tiles are shown as their pictures, as far as these are there."""
        return self._shows_pictures

    def set_shows_pictures(self, *, shows: bool) -> None:
        """Show tiles as their pictures, or as squares."""
        if shows != self._shows_pictures:
            self._shows_pictures = shows
            if not shows:
                self.pictures.stop()
            self.redraw()
            self.pictures_changed.emit(shows)

    def is_settled(self) -> bool:
        """Whether all that is seen has been drawn."""
        layers = self._all.is_settled() and self._chosen.is_settled()
        return layers and self.pictures.is_settled()

    def show(self, slide: Slide | None, overlap: float = 1.0) -> None:
        """Show another slide, or none; see `set_overlap`."""
        self.slide = slide
        self._seen = self._wide = None
        for layer in (self._all, self._chosen):
            layer.clear()
            layer.invalidate()
        if slide is None:
            self.pictures.drop()
        else:
            self.pictures.show(slide, overlap)

    def set_overlap(self, overlap: float) -> None:
        """Take it that tiles are so many times as wide as their places on the map."""
        if self.slide is not None and abs(min(1 / overlap, 1.0) - self.pictures.part) > 0.01:
            self.pictures.show(self.slide, overlap)
            self.redraw()

    def look(self) -> Hashable:
        """Return what is equal to that of another moment if the slide looked the same then."""
        slide, mosaic = self.slide, self.pictures.mosaic
        if slide is None:
            return None
        shown = self._shows_pictures and mosaic is not None
        known = 0 if mosaic is None or not shown else mosaic.known * 20 // max(len(mosaic), 1)
        return slide, slide.version, shown, known, self.colours.ground.rgb()

    def take_palette(self, palette: QPalette) -> None:
        """Take colours from a palette."""
        self._palette = palette
        self.colours = MapColours.of(palette)
        self._marks.clear()

    def want(self, seen: RasterView, wide: RasterView, ratio: float) -> None:
        """Have drawn what is seen, and more around it."""
        if ratio != self._ratio:
            self._ratio = ratio
            self._marks.clear()
        self._seen, self._wide = seen, wide
        if self.slide is None:
            return
        if self._shows_pictures:
            self.pictures.want(seen)
        self._all.want(seen, wide)
        self._chosen.want(seen, wide)

    def rest(self) -> None:
        """Read no more pictures: nothing is seen."""
        self.pictures.stop()

    def redraw(self, *, all_tiles: bool = True, selected: bool = True) -> None:
        """Have layers drawn anew, since they would look otherwise now."""
        if all_tiles:
            self._all.invalidate()
        if selected:
            self._chosen.invalidate()
        if self._seen is not None and self._wide is not None:
            self.want(self._seen, self._wide, self._ratio)

    def _take_pictures(self) -> None:
        if self._shows_pictures:
            self.redraw(selected=self.slide is not None and bool(self.slide.selected.any()))

    def _drawing(self, view: RasterView, *, sharp: bool = False) -> Drawing:
        assert self.slide is not None
        colours, pictures = self.colours, self._shows_pictures
        large = self.pictures.sharp_of if sharp else self.pictures.large_of
        return Drawing(
            self.slide,
            Inks(colours.tile.rgba(), colours.ghost.rgba(), colours.selected.rgba()),
            self._ratio,
            MARK_PX * self._ratio,
            mosaic=self.pictures.mosaic if pictures else None,
            pictures=large(view) if pictures else None,
            part=self.pictures.part,
        )

    def _tell_if_settled(self) -> None:
        if self.is_settled():
            self.settled.emit()

    # ---------------------------------------------------------------- painting

    def paint(
        self,
        painter: QPainter,
        seen: RasterView,
        left: int,
        top: int,
        *,
        current: int,
        hovered: int,
        focused: bool,
    ) -> None:
        """Paint what is seen, in device pixels.

        Args:
            painter: Scaled to device pixels.
            seen: What is seen.
            left: Device pixel of the first pixel of what is seen.
            top: The same.
            current: Tile of the current record, -1 for none.
            hovered: Tile under the pointer, -1 for none.
            focused: Whether the map has the keyboard.
        """
        slide = self.slide
        if slide is None:
            return
        area = QRect(left, top, seen.width, seen.height)
        self._all.paint(painter, seen, left, top)
        if self._session.dims:
            painter.setOpacity(_VEIL)
            painter.fillRect(area, self.colours.ground)
            painter.setOpacity(1)
        self._chosen.paint(painter, seen, left, top)
        self._paint_marks(painter, slide, seen, left, top)
        for tile, strong in ((hovered, False), (current, True)):
            if tile >= 0 and (strong or tile != current):
                self._paint_ring(painter, tile, seen, area, strong=strong, focused=focused)

    def _paint_ring(
        self,
        painter: QPainter,
        tile: int,
        seen: RasterView,
        area: QRect,
        *,
        strong: bool,
        focused: bool,
    ) -> None:
        assert self.slide is not None
        ratio = self._ratio
        square = pixels_of(self.slide.tiles, tile, seen).translated(area.topLeft())
        if square.width() >= 5 * round(ratio):  # the gap to its neighbours
            square.adjust(0, 0, -max(round(ratio), 1), -max(round(ratio), 1))
        square = _kept_within(square, area, ratio)
        colours = self.colours if strong else self.colours.hovering()
        paint_ring(painter, square, ratio, colours, focused=focused and strong)

    def _paint_marks(
        self, painter: QPainter, slide: Slide, seen: RasterView, left: int, top: int
    ) -> None:
        for tile in self._all.marked.tolist():
            number = int(slide.located.numbers[tile])
            severity = worst(self._session.record_findings(number)) or Severity.WARNING
            mark = self._marks.get(severity)
            if mark is None:
                mark = self._marks[severity] = make_mark(severity, self._palette, self._ratio)
            x = (float(slide.tiles.u[tile]) - seen.left) * seen.scale + left - mark.width() / 2
            y = (float(slide.tiles.v[tile]) - seen.top) * seen.scale + top - mark.height() / 2
            painter.drawPixmap(QRect(QPoint(round(x), round(y)), mark.size()), mark)

    def snapshot(
        self, view: RasterView, ratio: float, *, dims: bool, sharp: bool = False
    ) -> Callable[[CancelToken], QImage]:
        """Return work that draws a view as it looks now; see `LocationMap.snapshot_of`.

        Args:
            view: What the image shows.
            ratio: Its pixels per logical pixel.
            dims: Whether what is not selected is dimmed.
            sharp: Read the pictures of tiles that are seen larger than they are kept.
        """
        slide, colours = self.slide, self.colours
        if slide is None:
            raise ValueError("there is no slide on the map")
        before, self._ratio = self._ratio, ratio
        drawing = self._drawing(view, sharp=sharp)
        self._ratio = before

        def work(cancel: CancelToken) -> QImage:
            image = QImage(QSize(view.width, view.height), QImage.Format.Format_RGB32)
            image.fill(colours.ground)
            painter = QPainter(image)
            try:
                drawn: list[Drawn] = [
                    drawing.of_all(view)(cancel),
                    drawing.of_selected(view)(cancel),
                ]
                for layer in drawn:
                    painter.drawImage(0, 0, image_of(layer.pixels))
                    if dims and layer is drawn[0]:
                        painter.setOpacity(_VEIL)
                        painter.fillRect(image.rect(), colours.ground)
                        painter.setOpacity(1)
            finally:
                painter.end()
            return image

        return work


def _kept_within(square: QRect, area: QRect, ratio: float) -> QRect:
    """Return the part of a square around which there is room for a ring; whole if none is seen."""
    room = round(4 * ratio)
    part = square.intersected(area.adjusted(room, room, -room, -room))
    return square if part.isEmpty() else part
