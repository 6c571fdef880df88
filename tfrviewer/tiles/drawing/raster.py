"""Tiles drawn as rectangles into an image, by numpy alone.

A million tiles are drawn in some ten milliseconds, since no tile is drawn by itself unless it is
large, and then few are in sight. Neighbours on a grid meet exactly at the same pixel edge,
however the view lies.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfrviewer.jobs import CancelToken

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Pixels = NDArray[np.uint32]

_LARGE = 24  # from this size on rectangles are filled one by one


@dataclass(frozen=True, slots=True)
class RasterView:
    """Which part of the plane an image shows.

    Attributes:
        left: x of the left edge of the image, on the plane.
        top: y of its top edge; y grows downwards.
        scale: Pixels per unit of the plane, in both directions.
        width: Pixels of the image.
        height: Pixels of the image.
    """

    left: float
    top: float
    scale: float
    width: int
    height: int

    def new_image(self) -> Pixels:
        """Return a transparent image of this view, uint32 (height, width)."""
        return np.zeros((self.height, self.width), np.uint32)


def tiles_in_view(
    x: FloatArray, y: FloatArray, side_x: float, side_y: float, view: RasterView
) -> IntArray:
    """Return which tiles meet the view.

    Args:
        x: Centres of the tiles on the plane, (N,).
        y: The same.
        side_x: Width of every tile.
        side_y: Height of every tile.
        view: What is looked at.

    Returns:
        Indices into `x` and `y`, in order.
    """
    # A pixel more on each side: rounding to whole pixels may move an edge into the view.
    reach_x, reach_y = side_x / 2 + 1 / view.scale, side_y / 2 + 1 / view.scale
    right, bottom = view.left + view.width / view.scale, view.top + view.height / view.scale
    inside = x >= view.left - reach_x
    inside &= x <= right + reach_x
    inside &= y >= view.top - reach_y
    inside &= y <= bottom + reach_y
    return np.flatnonzero(inside)


def draw_tiles(
    image: Pixels,
    view: RasterView,
    x: FloatArray,
    y: FloatArray,
    side_x: float,
    side_y: float,
    colours: Pixels | int,
    *,
    gap: int = 0,
    least: int = 1,
    outline: int = 0,
    cancel: CancelToken | None = None,
) -> None:
    """Draw tiles as rectangles into `image`; where they overlap, the later one is seen.

    Args:
        image: What to draw into, uint32 (height, width) of `view`.
        view: What the image shows.
        x: Centres of the tiles on the plane, (N,).
        y: The same.
        side_x: Width of every tile on the plane.
        side_y: Height of every tile.
        colours: The pixel value of each tile, uint32 (N,), or one for all.
        gap: Pixels left free between neighbours, once tiles are large enough for it.
        least: Pixels that a tile has at least in each direction.
        outline: Draw only a border of so many pixels, once tiles are large enough for it.
        cancel: Looked at now and then.

    Raises:
        Cancelled: When `cancel` was raised; the image is then half drawn.
    """
    seen = tiles_in_view(x, y, side_x, side_y, view)
    if cancel is not None:
        cancel.check()
    if len(seen) == 0:
        return
    if len(seen) < len(x):
        x, y = x[seen], y[seen]
        colours = colours if isinstance(colours, int) else colours[seen]
    size = min(side_x, side_y) * view.scale
    boxes = _pixel_boxes(x, y, side_x, side_y, view, gap if size >= 5 * gap else 0, least)
    _fill(image, boxes, colours, cancel)
    if outline and size >= 5 * outline:
        left, top, right, bottom = boxes
        inner = (left + outline, top + outline, right - outline, bottom - outline)
        _fill(image, inner, 0, cancel)


def spread_out(x: FloatArray, y: FloatArray, view: RasterView, pixels: int) -> IntArray:
    """Return some of the tiles in view such that marks of `pixels` on them do not pile up.

    Args:
        x: Centres of the tiles on the plane, (N,).
        y: The same.
        view: What is looked at.
        pixels: Side of the squares of which each gets one mark at most.

    Returns:
        Indices into `x` and `y`, in order.
    """
    seen = tiles_in_view(x, y, 0, 0, view)
    across = np.floor((x[seen] - view.left) * view.scale / pixels).astype(np.int64)
    along = np.floor((y[seen] - view.top) * view.scale / pixels).astype(np.int64)
    _, first = np.unique(along * (view.width + 2) + across, return_index=True)
    return np.sort(seen[first])


def lay_over(image: Pixels, above: Pixels) -> None:
    """Lay an image over another, both premultiplied ARGB, uint32 of one shape."""
    opaque = above >= 0xFF000000
    np.copyto(image, above, where=opaque)
    part = np.flatnonzero(~opaque & (above != 0))
    if len(part):
        flat = image.reshape(-1)
        flat[part] = _over(flat[part], above.reshape(-1)[part])


def blend(image: Pixels, above: Pixels, opacity: float) -> None:
    """Lay an image over another as if it were less opaque.

    Args:
        image: What is changed, premultiplied ARGB, uint32.
        above: What is laid over it, of the same shape.
        opacity: Of `above`, 0 to 1.
    """
    part = round(min(max(opacity, 0.0), 1.0) * 256)
    if part == 256:
        lay_over(image, above)
    elif part:
        at = np.flatnonzero(above)
        flat = image.reshape(-1)
        flat[at] = _over(flat[at], _times(above.reshape(-1)[at], np.uint32(part)))


def _over(below: Pixels, above: Pixels) -> Pixels:
    # What shows through is 0 for opaque and 256 for clear, so that neither is changed.
    alpha = above >> 24
    clear = (np.uint32(256) - alpha - (alpha >> 7)).astype(np.uint32)
    return (above + _times(below, clear)).astype(np.uint32)


def _times(pixels: Pixels, part: Pixels | np.uint32) -> Pixels:
    """Return pixels with every band times `part` / 256, two bands at a time."""
    bands = np.uint32(0x00FF00FF)
    low = (pixels & bands) * part >> 8 & bands
    high = (pixels >> 8 & bands) * part & ~bands
    return (low | high).astype(np.uint32)


_Boxes = tuple[IntArray, IntArray, IntArray, IntArray]


def _pixel_boxes(
    x: FloatArray,
    y: FloatArray,
    side_x: float,
    side_y: float,
    view: RasterView,
    gap: int,
    least: int,
) -> _Boxes:
    """Return left, top, right and bottom edges in whole pixels, right and bottom excluded."""
    edges = []
    for centre, side, start in ((x, side_x, view.left), (y, side_y, view.top)):
        if side * view.scale <= 1:  # a point: the pixel that its centre lies in
            low = np.floor((centre - start) * view.scale).astype(np.int64)
            high = low + 1
        else:
            low = np.rint((centre - (start + side / 2)) * view.scale).astype(np.int64)
            high = np.rint((centre - (start - side / 2)) * view.scale).astype(np.int64) - gap
        lack = np.maximum(least - (high - low), 0)
        low -= lack // 2
        edges.append((low, np.maximum(high, low + least)))
    (left, right), (top, bottom) = edges
    return left, top, right, bottom


def _fill(image: Pixels, boxes: _Boxes, colours: Pixels | int, cancel: CancelToken | None) -> None:
    left, top, right, bottom = boxes
    width, height = int((right - left).max()), int((bottom - top).max())
    if min(width, height) <= 0:
        return
    if max(width, height) >= _LARGE:
        _fill_one_by_one(image, boxes, colours, cancel)
        return
    # All boxes at once, pixel by pixel of a box; a margin takes what lies over the edges.
    margin = max(width, height)
    canvas = np.pad(image, margin)
    flat, stride = canvas.reshape(-1), canvas.shape[1]
    inside = (left > -margin) & (left < image.shape[1]) & (top > -margin) & (top < image.shape[0])
    first = (top + margin) * stride + (left + margin)
    wide, high = right - left, bottom - top
    if not inside.all():
        first, wide, high = first[inside], wide[inside], high[inside]
        colours = colours if isinstance(colours, int) else colours[inside]
    for row in range(height):
        if cancel is not None:
            cancel.check()
        for column in range(width):
            fits = None
            if row >= 1 or column >= 1:  # sizes differ by a pixel, with the place of the edges
                fits = (high > row) & (wide > column)
            at = first + (row * stride + column)
            if fits is None or fits.all():
                flat[at] = colours
            else:
                flat[at[fits]] = colours if isinstance(colours, int) else colours[fits]
    image[:] = canvas[margin:-margin, margin:-margin]


def _fill_one_by_one(
    image: Pixels, boxes: _Boxes, colours: Pixels | int, cancel: CancelToken | None
) -> None:
    values = np.broadcast_to(np.asarray(colours, np.uint32), boxes[0].shape)
    edges = np.maximum(np.stack(boxes), 0).T
    # Tiles that lie in one place would be filled as often; the last one is seen.
    _, last = np.unique(edges[::-1], axis=0, return_index=True)
    shown = np.sort(len(edges) - 1 - last)
    for count, (box, value) in enumerate(zip(edges[shown].tolist(), values[shown], strict=True)):
        if cancel is not None and count % 512 == 0:
            cancel.check()
        image[box[1] : box[3], box[0] : box[2]] = value
