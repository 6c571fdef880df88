"""A value a tile, drawn in colours where the tiles lie, over their own pictures or plainly.

Arrays alone: who knows files hands in values and pictures. The slide is never needed.
"""

from collections.abc import Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.drawing.colour_scheme import NumberScheme, Span
from tfrviewer.tiles.drawing.raster import RasterView, draw_tiles
from tfrviewer.tiles.layout.placement import Placement

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
Picture = NDArray[np.uint8]

_LARGEST_TILE = 512  # pixels: larger ones show no more
_WHITE, _INK, _MUTED = (255, 255, 255), (34, 37, 41), (91, 98, 105)
_MOST_CELLS = 1 << 24
_TICKS = 5


def heatmap_view(tiles: Placement, longest: int) -> RasterView:
    """Return the view of all tiles.

    Args:
        tiles: Where they lie.
        longest: Pixels of the longer side; less where a tile would have more than 512.

    Raises:
        ValueError: If `longest` is below 1.
    """
    if longest < 1:
        raise ValueError(f"an image has a side of 1 pixel at least, not {longest}")
    left, top, right, bottom = tiles.bounds
    scale = longest / max(right - left, bottom - top)
    scale = min(scale, _LARGEST_TILE / max(tiles.side_x, tiles.side_y))
    width, height = (max(ceil(side * scale - 1e-6), 1) for side in (right - left, bottom - top))
    return RasterView(left, top, scale, width, height)


def tile_box(tiles: Placement, tile: int, view: RasterView) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom pixel of a tile, edges rounded as the raster does."""
    edges = []
    for centre, side, start in (
        (tiles.u[tile], tiles.side_x, view.left),
        (tiles.v[tile], tiles.side_y, view.top),
    ):
        low = round(float(centre - (start + side / 2)) * view.scale)
        high = round(float(centre - (start - side / 2)) * view.scale)
        edges.append((low, max(high, low + 1)))
    (left, right), (top, bottom) = edges
    return left, top, right, bottom


def paste_picture(
    ground: Picture, tiles: Placement, tile: int, view: RasterView, picture: Picture
) -> None:
    """Lay the picture of a tile into an image, scaled to its place.

    Args:
        ground: What to lay it into, uint8 (height, width, 3) of `view`.
        tiles: Where tiles lie.
        tile: Which one.
        view: What the image shows.
        picture: uint8 (h, w, 3).
    """
    left, top, right, bottom = tile_box(tiles, tile, view)
    size = right - left, bottom - top
    if picture.shape[1::-1] != size:
        way = Image.Resampling.BOX if picture.shape[0] >= size[1] else Image.Resampling.BICUBIC
        picture = np.asarray(Image.fromarray(picture).resize(size, way))
    height, width = ground.shape[:2]
    x, y = max(left, 0), max(top, 0)
    ground[y : min(bottom, height), x : min(right, width)] = picture[
        y - top : height - top, x - left : width - left
    ]


def draw_values(
    tiles: Placement,
    values: FloatArray,
    view: RasterView,
    scheme: NumberScheme,
    *,
    smooth: bool = False,
    cancel: CancelToken | None = None,
) -> Picture:
    """Draw the values of tiles in colours.

    Args:
        tiles: Where they lie.
        values: float64 (N,), NaN for none: such a tile is not covered.
        view: What to draw.
        scheme: The colours.
        smooth: Whether values pass into each other between tiles, rather than be squares.
        cancel: Looked at now and then.

    Returns:
        uint8 (height, width, 4), red, green, blue and alpha; transparent where no value is.
    """
    there = ~np.isnan(values)
    if smooth:
        return _draw_smooth(tiles, values, there, view, scheme)
    image = view.new_image()
    draw_tiles(
        image, view, tiles.u[there], tiles.v[there], tiles.side_x, tiles.side_y,
        scheme.pixels_of(values[there]), cancel=cancel,
    )  # fmt: skip
    return _rgba(image)


def _draw_smooth(
    tiles: Placement, values: FloatArray, there: BoolArray, view: RasterView, scheme: NumberScheme
) -> Picture:
    """Spread places of the scale over the grid, each as far as the next tile."""
    left, top, right, bottom = tiles.bounds
    side_x = max(tiles.side_x, (right - left) / _MOST_CELLS**0.5)
    side_y = max(tiles.side_y, (bottom - top) / _MOST_CELLS**0.5)
    columns = max(round((right - left) / side_x), 1)
    rows = max(round((bottom - top) / side_y), 1)
    column = np.minimum(((tiles.u - left) / side_x).astype(np.int64), columns - 1)
    row = np.minimum(((tiles.v - top) / side_y).astype(np.int64), rows - 1)
    cell = (row * columns + column)[there]
    places = np.clip(np.nan_to_num(scheme.span.places(values[there])), 0, 1)
    count = np.bincount(cell, minlength=rows * columns)
    total = np.bincount(cell, weights=places, minlength=rows * columns)
    known = (count > 0).reshape(rows, columns)
    mean = (total / np.maximum(count, 1)).reshape(rows, columns)
    size = view.width, view.height
    part = _resized(known.astype(np.float32), size)
    spread = _resized((mean * known).astype(np.float32), size)
    with np.errstate(divide="ignore", invalid="ignore"):
        # What lies beside the tiles must not pull the values at their edge down.
        at = np.clip(np.nan_to_num(spread / part), 0, 1)
    table = scheme.scale.table(reverse=scheme.reverse)
    colours = table[np.minimum((at * len(table)).astype(np.int64), len(table) - 1)]
    # Only within tiles that have a value: the space between them has none.
    inside = np.asarray(
        Image.fromarray(known.astype(np.uint8)).resize(size, Image.Resampling.NEAREST)
    )
    return np.dstack([colours, inside * np.uint8(255)])


def _resized(values: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    return np.asarray(Image.fromarray(values).resize(size, Image.Resampling.BICUBIC))


def _rgba(pixels: NDArray[np.uint32]) -> Picture:
    """Return opaque or empty ARGB as red, green, blue and alpha."""
    parts = [(pixels >> np.uint32(shift)).astype(np.uint8) for shift in (16, 8, 0, 24)]
    rgba: Picture = np.dstack(parts)
    return rgba


def lay_over(ground: Picture, colours: Picture, opacity: float) -> Picture:
    """Lay colours over an image.

    Args:
        ground: uint8 (height, width, 3).
        colours: uint8 (height, width, 4).
        opacity: How much of the colours is seen, 0 to 1.

    Returns:
        uint8 (height, width, 3).
    """
    part = colours[..., 3:].astype(np.float32) * np.float32(opacity / 255)
    mixed = ground * (1 - part) + colours[..., :3] * part
    laid: Picture = np.rint(mixed).astype(np.uint8)
    return laid


def outline_missing(
    ground: Picture, tiles: Placement, missing: BoolArray, view: RasterView
) -> None:
    """Draw the outlines of tiles without a value, in grey, into an image of (height, width, 3)."""
    image = view.new_image()
    draw_tiles(
        image, view, tiles.u[missing], tiles.v[missing], tiles.side_x, tiles.side_y,
        0xFF8E959D, outline=1,
    )  # fmt: skip
    drawn = image != 0
    ground[drawn] = _rgba(image)[drawn][:, :3]


def ticks_of(span: Span, most: int = _TICKS) -> list[float]:
    """Return numbers for a scale: its limits, and round numbers between them."""
    if not span.low < span.high:
        return [span.low]
    between = []
    if span.log:
        first, last = np.log10(span.low), np.log10(span.high)
        step = max(ceil((last - first) / most), 1)
        between = [10.0**power for power in range(ceil(first), int(np.floor(last)) + 1, step)]
    else:
        rough = (span.high / 2 - span.low / 2) / most * 2
        power = 10.0 ** np.floor(np.log10(rough))
        step = next(times * power for times in (1, 2, 5, 10) if times * power >= rough)
        if np.isfinite(step) and step > 0:
            first_at, last_at = ceil(span.low / step), int(np.floor(span.high / step))
            between = [float(at * step) for at in range(first_at, last_at + 1)][: most * 2]
    # A limit and a round number side by side would be written over each other.
    kept = [tick for tick in between if 0.07 < span.place(tick) < 0.93]
    return [span.low, *kept, span.high]


def number_text(value: float) -> str:
    """Return a number as a scale shows it, in four digits."""
    return f"{value:.4g}"


def with_colour_bar(
    picture: Picture, scheme: NumberScheme, title: str = "", remarks: Sequence[str] = ()
) -> Picture:
    """Return an image with a colour bar at its right.

    Args:
        picture: uint8 (height, width, 3).
        scheme: The colours.
        title: What they stand for; written above.
        remarks: Written below, a line each.

    Returns:
        uint8, wider, and higher where it was too low for the bar.
    """
    height, width = picture.shape[:2]
    text = int(min(max(height / 45, 12), 40))
    font = ImageFont.load_default(text)
    bar = round(text * 1.2)
    pad, tick = text, max(text // 4, 2)
    ticks = ticks_of(scheme.span)
    labels = [number_text(value) for value in ticks]

    def wide(words: str) -> int:
        return ceil(font.getlength(words))

    strip = max(bar + tick * 2 + max(map(wide, labels)), wide(title), *map(wide, ("", *remarks)))
    below = round(text * 1.4) * len(remarks) + (pad if remarks else 0)
    above = round(text * 1.8) if title else 0
    full = max(height, above + below + 8 * text + 2 * pad)
    image = Image.new("RGB", (width + strip + 2 * pad, full), _WHITE)
    image.paste(Image.fromarray(picture), (0, (full - height) // 2))
    draw = ImageDraw.Draw(image)
    x, y = width + pad, pad
    if title:
        draw.text((x, y), title, _INK, font)
        y += above
    # Not higher than one can take in beside the map.
    length = min(full - y - below - pad, max(24 * text, 8 * text))
    table = scheme.scale.table(reverse=scheme.reverse)[::-1]
    column = Image.fromarray(np.ascontiguousarray(table[:, None, :]))
    image.paste(column.resize((bar, length), Image.Resampling.BILINEAR), (x, y))
    draw.rectangle((x - 1, y - 1, x + bar, y + length), outline=_MUTED)
    for value, label in zip(ticks, labels, strict=True):
        place = scheme.span.place(value)
        at = y + round((1 - place) * (length - 1))
        draw.line((x + bar, at, x + bar + tick, at), _INK, max(text // 12, 1))
        draw.text((x + bar + 2 * tick, at), label, _INK, font, anchor="lm")
    y += length + pad
    for remark in remarks:
        draw.text((x, y), remark, _MUTED, font)
        y += round(text * 1.4)
    return np.asarray(image)
