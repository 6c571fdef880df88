"""What a scan gathers from the records of a file: plain arrays and lists, no polars."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.image_format import sniff_format
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tiles.image.sniff import image_size

LONGEST_TEXT = 1024
"""A feature with longer bytes is no column, whether they are text or not."""

_KNOWN = frozenset(("image_raw", "slide", "loc_x", "loc_y"))


@dataclass(frozen=True, slots=True)
class Unit:
    """Some records of a file that are scanned at a time.

    Attributes:
        path: The TFRecord.
        first: Number of the first record.
        last: Number of the record after the last.
    """

    path: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ScannedText:
    """Text of each record, every different text held once.

    Attributes:
        codes: int32 (n,), place of each record's text in `texts`, -1 for none.
        texts: The different texts.
    """

    codes: NDArray[np.int32]
    texts: list[str]


@dataclass(frozen=True, slots=True)
class ScannedNumbers:
    """A number of each record.

    Attributes:
        values: int64 or float64 (n,), 0 where there is none.
        there: bool (n,), whether there is one.
    """

    values: NDArray[np.int64] | NDArray[np.float64]
    there: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ColumnScan:
    """What a unit of records holds, aligned with them. Picklable.

    Attributes:
        unit: The records.
        slide: Slide name of each.
        format: Format of each image, as `sniff_format` names it.
        width: int32 (n,), of each image in pixels, by its header; 0 where unknown.
        height: The same.
        xy: int64 (n, 2), location, (0, 0) for none.
        has_location: bool (n,).
        fields: Every feature with one value in each record of the unit that has it.
        not_scalar: Features that are no column: several values somewhere, or long or binary.
        names: Every feature that occurs.
        problems: What is wrong with records; at most one finding a record.
    """

    unit: Unit
    slide: ScannedText
    format: ScannedText
    width: NDArray[np.int32]
    height: NDArray[np.int32]
    xy: NDArray[np.int64]
    has_location: NDArray[np.bool_]
    fields: dict[str, ScannedText | ScannedNumbers]
    not_scalar: frozenset[str]
    names: frozenset[str]
    problems: tuple[Finding, ...]


@dataclass(slots=True)
class _Column:
    """The values of one feature, and the records that have it."""

    at: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)


class _Texts:
    """Text of each record as it comes in."""

    def __init__(self, count: int) -> None:
        self._codes = np.full(count, -1, np.int32)
        self._known: dict[str, int] = {}

    def put(self, at: int, text: str) -> None:
        self._codes[at] = self._known.setdefault(text, len(self._known))

    def finish(self) -> ScannedText:
        return ScannedText(self._codes, list(self._known))


class Gathered:
    """The columns of a unit as they come in.

    Attributes:
        problems: What is wrong with records, by record number.
    """

    def __init__(self, unit: Unit) -> None:
        count = unit.last - unit.first
        self.unit = unit
        self.problems: dict[int, Finding] = {}
        self._slide, self._format = _Texts(count), _Texts(count)
        self._width, self._height = np.zeros(count, np.int32), np.zeros(count, np.int32)
        self._xy = np.zeros((count, 2), np.int64)
        self._has_location = np.zeros(count, np.bool_)
        self._columns: dict[str, _Column] = {}
        self._not_scalar: set[str] = set()
        self._schemas: set[tuple[str, ...]] = set()

    def note(
        self, tfrecord: TFRecord, record: int, kind: FindingKind, message: str, remedy: str
    ) -> None:
        """Note what is wrong with a record, unless something is noted already."""
        self.problems.setdefault(
            record,
            Finding(
                kind=kind,
                severity=Severity.ERROR,
                file=str(tfrecord.path),
                record=record,
                offset=int(tfrecord.index[record, 0]),
                message=message,
                remedy=remedy,
            ),
        )

    def take(self, at: int, values: Mapping[str, Any]) -> bytes | None:
        """Take the values of a record; return its image."""
        self._schemas.add(tuple(values))
        slide = _first(values.get("slide"))
        if isinstance(slide, bytes):
            slide = slide.decode("utf-8", "replace")
        if isinstance(slide, str):
            self._slide.put(at, slide)
        x, y = _coordinate(values.get("loc_x")), _coordinate(values.get("loc_y"))
        if x is not None and y is not None:
            self._xy[at] = x, y
            self._has_location[at] = True
        image_key, image = image_of(values)
        if len(values) > len(_KNOWN) or not values.keys() <= _KNOWN or type(slide) is not str:
            for name, value in values.items():
                if name not in _KNOWN or (name == "slide" and isinstance(value, int | float)):
                    self._put(name, at, value, is_image=name == image_key)
        return image

    def measure(self, at: int, image: bytes) -> bool:
        """Take format and size of an image; return whether its header is sound."""
        image_format = sniff_format(image)
        if image_format is None:
            return False
        self._format.put(at, image_format)
        size = image_size(image)
        if size is None or max(size) >= 1 << 31:
            return False
        self._width[at], self._height[at] = size
        return True

    def _put(self, name: str, at: int, value: object, *, is_image: bool) -> None:
        is_long = isinstance(value, bytes) and len(value) > LONGEST_TEXT
        if is_image or is_long or isinstance(value, list):
            if value != []:  # a feature without values is as good as not there
                self._not_scalar.add(name)
            return
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = _Column()
        column.at.append(at)
        column.values.append(value)

    def finish(self) -> ColumnScan:
        """Return what was gathered."""
        fields = {}
        for name, column in self._columns.items():
            if name not in self._not_scalar:
                packed = _packed(column, self.unit.last - self.unit.first)
                if packed is None:
                    self._not_scalar.add(name)
                else:
                    fields[name] = packed
        return ColumnScan(
            unit=self.unit,
            slide=self._slide.finish(),
            format=self._format.finish(),
            width=self._width,
            height=self._height,
            xy=self._xy,
            has_location=self._has_location,
            fields=fields,
            not_scalar=frozenset(self._not_scalar),
            names=frozenset(name for schema in self._schemas for name in schema),
            problems=tuple(self.problems[record] for record in sorted(self.problems)),
        )


def _packed(column: _Column, count: int) -> ScannedText | ScannedNumbers | None:
    """Return the values of a feature as a column, or None if they make none."""
    kinds = set(map(type, column.values))
    if kinds <= {int, float}:
        there = np.zeros(count, np.bool_)
        there[column.at] = True
        if float in kinds:
            floats = np.zeros(count, np.float64)
            floats[column.at] = column.values
            return ScannedNumbers(floats, there)
        whole = np.zeros(count, np.int64)
        whole[column.at] = column.values
        return ScannedNumbers(whole, there)
    if kinds <= {bytes}:
        texts = _Texts(count)
        decoded: dict[bytes, str] = {}
        try:
            for at, value in zip(column.at, column.values, strict=True):
                text = decoded.get(value)
                if text is None:
                    text = decoded[value] = value.decode("utf-8")
                texts.put(at, text)
        except UnicodeDecodeError:
            return None
        return texts.finish()
    return None


def _first(value: object) -> object:
    """Return the first of several values, as readers of one value take it."""
    return (value[0] if value else None) if isinstance(value, list) else value


def _coordinate(value: object) -> int | None:
    value = _first(value)
    if isinstance(value, float):
        return round(value) if abs(value) < 2**53 else None
    return value if isinstance(value, int) else None


def image_of(values: Mapping[str, Any]) -> tuple[str | None, bytes | None]:
    """Return name and bytes of the image, found as `Example.image_key` finds it."""
    image = _first(values.get("image_raw"))
    if isinstance(image, bytes):
        return "image_raw", image
    for name in sorted(values):
        image = _first(values[name])
        if isinstance(image, bytes) and sniff_format(image) is not None:
            return name, image
    return None, None
