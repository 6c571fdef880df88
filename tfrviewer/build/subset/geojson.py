"""Tiles as squares in GeoJSON, as QuPath reads it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Self

import numpy as np
import polars as pl

from tfrviewer.dataset.refusals import refusal
from tfrviewer.dataset.words import short
from tfrviewer.tiles.grid_fit import fit_grid

_ALWAYS = ("slide", "tfrecord", "record")
_PLACE = ("x", "y")
_MADE = ("number", "offset", "bytes")
"""Columns of the table that tell nothing of a tile."""
_BATCH = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Squares:
    """Records that have a location, each with its square.

    Attributes:
        frame: slide, tfrecord, record, x, y, and what further properties there are.
        sides: float64 (n,), width of each square in level-0 slide pixels.
    """

    frame: pl.DataFrame
    sides: np.ndarray[tuple[int], np.dtype[np.float64]]

    def __len__(self) -> int:
        """Return how many squares there are."""
        return self.frame.height

    @classmethod
    def of(cls, frame: pl.DataFrame, columns: Sequence[str] | None, extent: float | None) -> Self:
        """Return the squares of those records that have a location other than (0, 0).

        Args:
            frame: The table of records.
            columns: What further properties there are; None takes all.
            extent: Side of a tile; None takes the pitch of each slide's locations.

        Raises:
            DatasetError: If the locations of a slide tell no pitch.
        """
        further = [name for name in frame.columns if name not in _MADE]
        if columns is not None:
            further = list(columns)
        wanted = dict.fromkeys((*_ALWAYS, *_PLACE, *further))
        there = (frame["x"].is_not_null() & frame["y"].is_not_null()).to_numpy()
        there = there & ((frame["x"] != 0) | (frame["y"] != 0)).fill_null(value=False).to_numpy()
        own = frame.filter(pl.Series(there)).select(list(wanted))
        if extent is not None:
            return cls(own, np.full(own.height, float(extent)))
        sides = np.zeros(own.height)
        # Of each TFRecord its own: those of two sizes of tiles have slides of one name.
        groups = own.select(pl.col("slide").cast(pl.String), pl.col("tfrecord").cast(pl.String))
        for _, rows in groups.with_row_index("at").group_by("slide", "tfrecord"):
            places = rows["at"].to_numpy()
            x, y = (own[name].to_numpy()[places].astype(np.int64) for name in _PLACE)
            fit = fit_grid(x, y)
            if fit is None or fit.pitch_x is None or fit.pitch_y is None:
                slide = rows["slide"][0]
                raise refusal(
                    f"The locations of the slide “{short(str(slide))}” tell no pitch, so that it "
                    "is not known how large its tiles are.",
                    "Give the side of a tile in level-0 pixels as extent (--extent).",
                )
            sides[places] = min(fit.pitch_x, fit.pitch_y)
        return cls(own, sides)

    def slides(self) -> list[str]:
        """Return the slides, in order of their first square; "" for none."""
        names = self.frame["slide"].cast(pl.String).fill_null("")
        return names.unique(maintain_order=True).to_list()

    def by_slide(self) -> list[tuple[str, "Squares"]]:
        """Return the squares of each slide."""
        names = self.frame["slide"].cast(pl.String).fill_null("").to_numpy()
        return [
            (
                slide,
                Squares(self.frame.filter(pl.Series(names == slide)), self.sides[names == slide]),
            )
            for slide in self.slides()
        ]


def write_geojson(file: BinaryIO, squares: Squares) -> None:
    """Write squares as a FeatureCollection, a line each."""
    file.write(b'{"type": "FeatureCollection", "features": [\n')
    for number, feature in enumerate(_features(squares)):
        text = json.dumps(feature, ensure_ascii=False, allow_nan=False)
        file.write(b",\n" * bool(number) + text.encode("utf-8", "backslashreplace"))
    file.write(b"\n]}\n")


def _features(squares: Squares) -> Iterator[dict[str, object]]:
    numeric = [
        name
        for name, kind in squares.frame.schema.items()
        if kind.is_numeric() and name not in ("record",)
    ]
    for first in range(0, len(squares), _BATCH):
        part = squares.frame[first : first + _BATCH]
        sides = squares.sides[first : first + _BATCH].tolist()
        for line, side in zip(part.iter_rows(named=True), sides, strict=True):
            # Whole numbers stay whole: a float may not hold a place that 64 bits do.
            half = int(side) // 2 if side % 2 == 0 else side / 2
            left, right = line["x"] - half, line["x"] + half
            top, bottom = line["y"] - half, line["y"] + half
            ring = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]
            told = {name: value for name, value in map(_told, line.items()) if value is not None}
            yield {
                "type": "Feature",
                "geometry": {"type": "Polygon", "coordinates": [ring]},
                "properties": {
                    "objectType": "tile",
                    "name": f"{line['tfrecord']} {line['record']}",
                    **told,
                    "measurements": {name: told[name] for name in numeric if name in told},
                },
            }


def _told(pair: tuple[str, object]) -> tuple[str, object]:
    """Return a property as JSON can hold it; None for what it cannot, which is left out."""
    name, value = pair
    if isinstance(value, float) and not np.isfinite(value):
        return name, None
    if isinstance(value, bytes):
        return name, value.hex()
    if value is None or isinstance(value, bool | int | float | str):
        return name, value
    return name, str(value)
