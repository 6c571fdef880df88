"""Drawing the tiles of a slide, in a thread: squares, pictures, colours, and what is selected."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from tfrviewer.gui.location_map.layer import Drawn
from tfrviewer.gui.location_map.slide import BoolArray, Slide
from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.drawing.mosaic import Mosaic
from tfrviewer.tiles.drawing.raster import Pixels, RasterView, blend, draw_tiles, spread_out
from tfrviewer.tiles.layout.placement import Placement

Picture = tuple[int, QImage]
"""A tile and its picture."""
Pictures = Callable[[BoolArray, CancelToken], Iterable[Picture]]
"""Gives the pictures there are of the tiles for which an array is true, bool (N,)."""

_FRAMED_FROM = 10  # logical pixels: a smaller tile that is selected is tinted, not framed
_TINT = 0.55


@dataclass(frozen=True, slots=True)
class Inks:
    """Pixel values, premultiplied ARGB.

    Attributes:
        tile: A tile's square.
        ghost: The square of a tile that is hidden.
        selected: What marks a selected tile.
    """

    tile: int
    ghost: int
    selected: int


class Drawing:
    """What the map looks like at one moment, for a worker to draw; never changed.

    Args:
        slide: The tiles, as they are now.
        inks: The colours.
        ratio: Device pixels per logical pixel.
        mark: Side of the sign of a damaged record, in device pixels.
        mosaic: Their small pictures; None draws squares.
        pictures: Their pictures where they are seen large.
        part: How much of the width of such a picture is shown, from its middle.
    """

    def __init__(
        self,
        slide: Slide,
        inks: Inks,
        ratio: float,
        mark: float,
        *,
        mosaic: Mosaic | None = None,
        pictures: Pictures | None = None,
        part: float = 1.0,
    ) -> None:
        self._tiles = slide.tiles
        self._visible, self._selected, self._damaged = slide.visible, slide.selected, slide.damaged
        self._paint = slide.paint
        self._inks = inks
        self._line = max(round(ratio), 1)
        self._framed_from = _FRAMED_FROM * ratio
        self._mark = round(mark * 1.2)
        self._mosaic = mosaic
        self._pictures = pictures
        self._part = part

    def of_all(self, view: RasterView) -> Callable[[CancelToken], Drawn]:
        """Return work that draws every tile, those that are hidden as an outline."""

        def work(cancel: CancelToken) -> Drawn:
            image = view.new_image()
            visible, tiles = self._visible, self._tiles
            if not visible.all():
                self._squares(image, view, ~visible, self._inks.ghost, cancel, outline=self._line)
            self._bodies(image, view, visible, cancel)
            wrong = np.flatnonzero(self._damaged & visible)
            marked = wrong[spread_out(tiles.u[wrong], tiles.v[wrong], view, self._mark)]
            return Drawn(view, image, marked)

        return work

    def of_selected(self, view: RasterView) -> Callable[[CancelToken], Drawn]:
        """Return work that draws the tiles that are selected and not hidden."""

        def work(cancel: CancelToken) -> Drawn:
            image = view.new_image()
            which = self._selected & self._visible
            ink, line = self._inks.selected, self._line
            if self._mosaic is None and self._paint.pixels is None:
                self._squares(image, view, which, ink, cancel, least=2 * line)
            elif which.any():
                self._bodies(image, view, which, cancel)
                marks = view.new_image()
                size = min(self._tiles.side_x, self._tiles.side_y) * view.scale
                framed = size >= self._framed_from
                self._squares(
                    marks, view, which, ink, cancel, least=2 * line, outline=2 * line * framed
                )
                blend(image, marks, 1.0 if framed else _TINT)
            return Drawn(view, image, np.zeros(0, np.int64))

        return work

    def _bodies(
        self, image: Pixels, view: RasterView, which: BoolArray, cancel: CancelToken
    ) -> None:
        """Draw tiles as squares, their pictures over them, and their colours over these."""
        pixels, overlay = self._paint.pixels, self._paint.overlay
        colours = self._inks.tile if pixels is None else pixels
        self._squares(image, view, which, colours, cancel)
        if self._mosaic is None or (pixels is not None and overlay >= 1):
            return
        self._mosaic.draw(image, view, which, cancel=cancel)
        self._large(image, view, which, cancel)
        if pixels is not None and overlay > 0:
            above, bare = view.new_image(), self._paint.bare
            covered = which if bare is None else which & ~bare
            self._squares(above, view, covered, pixels, cancel, gap=0)
            blend(image, above, overlay)

    def _squares(
        self,
        image: Pixels,
        view: RasterView,
        which: BoolArray,
        colours: Pixels | int,
        cancel: CancelToken,
        *,
        gap: int | None = None,
        least: int = 1,
        outline: int = 0,
    ) -> None:
        tiles = self._tiles
        u, v = tiles.u, tiles.v
        if not which.all():
            at = np.flatnonzero(which)
            u, v = u[at], v[at]
            colours = colours if isinstance(colours, int) else colours[at]
        draw_tiles(
            image, view, u, v, tiles.side_x, tiles.side_y, colours,
            gap=self._line if gap is None else gap, least=least, outline=outline, cancel=cancel,
        )  # fmt: skip

    def _large(
        self, image: Pixels, view: RasterView, which: BoolArray, cancel: CancelToken
    ) -> None:
        """Paint the pictures of tiles that are seen large."""
        if self._pictures is None:
            return
        target = image_of(image)
        painter = QPainter(target)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        try:
            for tile, picture in self._pictures(which, cancel):
                width, height = picture.width() * self._part, picture.height() * self._part
                middle = QRectF(0, 0, width, height)
                middle.moveCenter(QRectF(picture.rect()).center())
                painter.drawImage(QRectF(pixels_of(self._tiles, tile, view)), picture, middle)
        finally:
            painter.end()


def image_of(pixels: Pixels) -> QImage:
    """Return an image that shares the memory of an array, which must outlive it."""
    height, width = pixels.shape
    form = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(pixels.data, width, height, 4 * width, form)


def pixels_of(tiles: Placement, tile: int, view: RasterView) -> QRect:
    """Return the pixels of a tile in a view, edges rounded as the raster does."""
    u, v = float(tiles.u[tile]), float(tiles.v[tile])
    left = round((u - tiles.side_x / 2 - view.left) * view.scale)
    right = round((u + tiles.side_x / 2 - view.left) * view.scale)
    top = round((v - tiles.side_y / 2 - view.top) * view.scale)
    bottom = round((v + tiles.side_y / 2 - view.top) * view.scale)
    return QRect(left, top, max(right - left, 1), max(bottom - top, 1))
