"""Small maps of slides: where tiles lie, and which of them something is wrong with."""

import io
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tfrviewer.dataset.words import counted
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.report.records import Records
from tfrviewer.report.report import MapClass, Maps, Picture, SlideLine, SlideMap
from tfrviewer.tiles.drawing.colour_scales import hex_argb
from tfrviewer.tiles.drawing.colour_scheme import TilePaint
from tfrviewer.tiles.drawing.small_map import SmallColours, SmallTiles, draw_small_map, extent_of

WIDTH, HEIGHT = 400, 300
"""Pixels of a map: twice as many as it is shown with, for sharp screens and for print."""
_GREATEST_TILE = 36

# Each is seen on white and on the dark ground of a page, and told from the others by people who
# see few colours: an orange, a red, a violet, and a neutral blue-grey.
_SOUND, _RULED, _REJECTED, _BROKEN = "7d8fa3", "e69f00", "c8321f", "8472fe"
_GHOST = "c9ced4"


def maps_of(
    records: Records,
    lines: Sequence[tuple[int, SlideLine]],
    most: int,
    *,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
) -> Maps:
    """Draw the maps of the first slides that have locations.

    Args:
        records: The records.
        lines: Number of the file and its line, the worst first.
        most: How many maps at most.
        cancel: Looked at before each.
        progress: Called after each.
    """
    classes = _Classes(records)
    located = records.count(records.has_location) > 0
    chosen = [(file, line) for file, line in lines if located[file]]
    maps = []
    for at, (file, line) in enumerate(chosen[:most]):
        if cancel is not None:
            cancel.check()
        maps.append(_map(records, classes, file, line))
        if progress is not None:
            progress(at + 1, min(most, len(chosen)), line.slide)
    with_tiles = int(np.count_nonzero(records.tiles))
    return Maps(
        tuple(maps), classes.legend(), len(chosen) - len(maps), with_tiles - int(located.sum())
    )


class _Classes:
    """The colour of every record."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self.ruled = np.zeros(len(records), np.bool_)
        for rule in records.ruled:
            if rule.holds is not None:
                self.ruled |= rule.holds
        none = np.zeros(len(records), np.bool_)
        self.rejected = none if records.rejected is None else records.rejected
        self._of = (
            (records.broken, "broken", "broken", _BROKEN),
            (self.rejected, "rejected", "rejected", _REJECTED),
            (self.ruled, "found by a rule", "found by a rule", _RULED),
        )

    def legend(self) -> tuple[MapClass, ...]:
        """Return what is there to be seen."""
        shown = self._records.shown
        found = [MapClass(title, f"#{colour}") for mask, title, _, colour in self._of if mask.any()]
        hidden = [] if shown.all() else [MapClass("left out by the filter", f"#{_GHOST}")]
        return (MapClass("tile", f"#{_SOUND}"), *reversed(found), *hidden)

    def pixels(self, numbers: NDArray[np.int64]) -> NDArray[np.uint32]:
        """Return the colours of records, ARGB; the worst that is known of each."""
        pixels = np.full(len(numbers), hex_argb(_SOUND), np.uint32)
        for mask, _, _, colour in reversed(self._of):
            pixels[mask[numbers]] = hex_argb(colour)
        return pixels

    def words(self, numbers: NDArray[np.int64]) -> str:
        """Return how many records are of which class."""
        shown = self._records.shown[numbers]
        parts = [counted(int(shown.sum()), "tile")]
        if not shown.all():
            parts[0] += f" of {len(shown):,}"
        for mask, _, words, _ in self._of:
            count = int(np.count_nonzero(mask[numbers] & shown))
            if count:
                parts.append(f"{count:,} {words}")
        return ", ".join(parts)


def _map(records: Records, classes: _Classes, file: int, line: SlideLine) -> SlideMap:
    numbers, x, y = records.located(file)
    fit = records.fit(file)
    assert fit is not None, "the slide has locations"
    tiles = SmallTiles(
        x=x,
        y=y,
        shown=records.shown[numbers],
        selected=np.zeros(len(numbers), np.bool_),
        paint=TilePaint(classes.pixels(numbers)),
        dims=False,
    )
    colours = SmallColours(hex_argb(_SOUND), hex_argb(_GHOST), 0)
    across, along = extent_of(fit)
    scale = min(WIDTH / across, HEIGHT / along, _GREATEST_TILE / max(fit.side_x, fit.side_y))
    size = (
        min(WIDTH, max(1, round(across * scale))),
        min(HEIGHT, max(1, round(along * scale))),
    )
    image = draw_small_map(tiles, fit, colours, size, scale=scale)
    words = classes.words(numbers)
    lacking = int(records.tiles[file]) - len(numbers)
    if lacking:
        words += f", {lacking:,} without a location"
    return SlideMap(line.title, _png(image), words)


def _png(pixels: NDArray[np.uint32]) -> Picture:
    """Encode a picture of few opaque colours: with a palette it takes a tenth."""
    colours, places = np.unique(pixels, return_inverse=True)
    image = Image.fromarray(places.reshape(pixels.shape).astype(np.uint8), "P")
    rgb = [((int(c) >> shift) & 0xFF) for c in colours for shift in (16, 8, 0)]
    image.putpalette(rgb)
    buffer = io.BytesIO()
    transparent = {"transparency": 0} if int(colours[0]) >> 24 == 0 else {}
    image.save(buffer, "PNG", optimize=True, **transparent)
    return Picture(buffer.getvalue(), "image/png", image.width, image.height)
