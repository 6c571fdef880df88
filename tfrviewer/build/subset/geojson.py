"""Tiles as squares in GeoJSON, as QuPath reads it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Self

import numpy as np
import polars as pl

from tfrviewer.dataset.refusals import refusal
from tfrviewer.dataset.words import short
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.tiles.layout.grid_fit import fit_grid

_ALWAYS = ("slide", "tfrecord", "record")
_PLACE = ("x", "y")
_KEY = ("slide", "tfrecord")
_BATCH = 4096
_OF_QUPATH = frozenset(
    (
        "childObjects",
        "children",
        "classification",
        "color",
        "id",
        "isLocked",
        "isMissing",
        "measurements",
        "metadata",
        "name",
        "nucleusGeometry",
        "object_type",
        "objectType",
        "type",
    )
)
"""Properties that QuPath takes for its own: a colour that is none ends its reading."""


class Sides:
    """How large tiles are: as told, or by the pitch of the locations of each slide.

    Of each TFRecord its own pitch: those of two sizes of tiles have slides of one name.
    """

    def __init__(self, frame: pl.DataFrame, extent: float | None) -> None:
        """Take all records that locations are known of, not only those to be drawn.

        Args:
            frame: A table of records.
            extent: Side of a tile in level-0 pixels; None takes pitches.
        """
        self._frame = frame
        self._extent = extent

    def of(self, own: pl.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Return the side of each record's tile, float64 (n,).

        Raises:
            DatasetError: If the locations of a slide tell no pitch.
        """
        if self._extent is not None:
            return np.full(own.height, float(self._extent))
        located = self._frame.filter(_located(self._frame)).select(*_KEY, *_PLACE)
        groups = dict(located.with_columns(_names()).group_by(*_KEY, maintain_order=True))
        sides = np.zeros(own.height)
        keys = own.select(_names()).with_row_index("at")
        for key, rows in keys.group_by(*_KEY, maintain_order=True):
            sides[rows["at"].to_numpy()] = _pitch(groups[key], key[0])
        return sides


def _names() -> list[pl.Expr]:
    return [pl.col(name).cast(pl.String) for name in _KEY]


def _located(frame: pl.DataFrame) -> pl.Series:
    """Tell which records have a location; (0, 0) stands for none."""
    somewhere = (frame["x"] != 0) | (frame["y"] != 0)
    return somewhere.fill_null(value=False) & frame["x"].is_not_null() & frame["y"].is_not_null()


def _pitch(rows: pl.DataFrame, slide: object) -> float:
    x, y = (rows[name].to_numpy().astype(np.int64) for name in _PLACE)
    fit = fit_grid(x, y)
    if fit is None or fit.pitch_x is None or fit.pitch_y is None:
        raise refusal(
            f"The locations of the slide “{short(str(slide))}” tell no pitch, so that it is not "
            "known how large its tiles are.",
            "Give the side of a tile in level-0 pixels (extent=…, --extent).",
        )
    return min(fit.pitch_x, fit.pitch_y)


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
    def of(cls, frame: pl.DataFrame, columns: Sequence[str] | None, sides: Sides) -> Self:
        """Return the squares of those records that have a location other than (0, 0).

        Args:
            frame: The table of records.
            columns: What further properties there are; None takes all.
            sides: How large the squares are.

        Raises:
            DatasetError: If the locations of a slide tell no pitch.
        """
        further = frame.columns if columns is None else list(columns)
        own = frame.filter(_located(frame))
        return cls(own.select(list(dict.fromkeys((*_ALWAYS, *_PLACE, *further)))), sides.of(own))

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


@dataclass(frozen=True, slots=True)
class ClassLook:
    """What classes squares have in QuPath.

    Attributes:
        column: The column that has them; None for no classes.
        colours: Red, green and blue of classes that have a colour.
    """

    column: str | None = None
    colours: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class Watch:
    """Who watches the squares being written, and may stop it.

    Attributes:
        progress: Told how many are written.
        cancel: Looked at now and then.
        total: How many there will be.
        done: How many there are.
    """

    progress: Progress | None = None
    cancel: CancelToken | None = None
    total: int = 0
    done: int = 0

    def count(self, number: int) -> None:
        """Say that so many more are written.

        Raises:
            Cancelled: When `cancel` was raised.
        """
        if self.cancel is not None:
            self.cancel.check()
        self.done += number
        if self.progress is not None:
            self.progress(self.done, self.total, "")


def write_geojson(file: BinaryIO, squares: Squares, look: ClassLook, watch: Watch) -> None:
    """Write squares as a FeatureCollection, a line each.

    QuPath keeps of a tile its numbers as measurements and its texts as metadata, and no other
    property (`QuPathTypeAdapters`); for all others they are properties as well, but for those
    that QuPath would take for its own.
    """
    file.write(b'{"type": "FeatureCollection", "features": [\n')
    for number, feature in enumerate(_features(squares, look, watch)):
        text = json.dumps(feature, ensure_ascii=False, allow_nan=False)
        file.write(b",\n" * bool(number) + text.encode("utf-8", "backslashreplace"))
    file.write(b"\n]}\n")


def _features(squares: Squares, look: ClassLook, watch: Watch) -> Iterator[dict[str, object]]:
    for first in range(0, len(squares), _BATCH):
        part = squares.frame[first : first + _BATCH]
        sides = squares.sides[first : first + _BATCH].tolist()
        watch.count(part.height)
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
                    **_classification(line, look),
                    **{name: value for name, value in told.items() if name not in _OF_QUPATH},
                    "measurements": {k: v for k, v in told.items() if _is_measured(k, v)},
                    "metadata": {
                        k: v if isinstance(v, str) else json.dumps(v)
                        for k, v in told.items()
                        if not _is_measured(k, v)
                    },
                },
            }


def _classification(line: Mapping[str, object], look: ClassLook) -> dict[str, object]:
    value = None if look.column is None else line[look.column]
    if value is None or value == "":
        return {}
    name = str(value)
    colour = look.colours.get(name)
    return {"classification": {"name": name, **({} if colour is None else {"color": list(colour)})}}


def _is_measured(name: str, value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and name != "record"


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
