"""What a flag is kept under: nothing but what an index and the name of its file tell.

The key of a record is its slide, location, framed size, and its ordinal among the records of its
file that are equal in these. It does not change when files are moved, indexed anew or copied in
part, as long as a copy keeps all of several equal records or none.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

KEY_SCHEMA: Final[dict[str, pl.DataType]] = {
    "slide": pl.String(),
    "x": pl.Int64(),
    "y": pl.Int64(),
    "bytes": pl.Int64(),
    "ordinal": pl.Int64(),
}
KEY: Final = tuple(KEY_SCHEMA)
ABSENT: Final = -(2**63)
"""Kept as x and y of a record without a location: a key has no place for null."""

_MIX: Final = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, eq=False)
class RecordKeys:
    """The keys of all records of a dataset, by row number.

    Attributes:
        names: The slide that each file is called after, as `plain_name` gives it.
        file_number: int32 (n,), the file of each record.
        x: int64 (n,), `ABSENT` where there is no location.
        y: The same.
        bytes: int64 (n,), framed sizes.
        ordinal: int64 (n,), how many records of the same file before it are equal in the others.
        slide: The slide that each record itself names, as far as that is known: it goes before
            the name of the file. None if nothing is known yet.
    """

    names: tuple[str, ...]
    file_number: NDArray[np.int32]
    x: NDArray[np.int64]
    y: NDArray[np.int64]
    bytes: NDArray[np.int64]
    ordinal: NDArray[np.int64]
    slide: pl.Series | None

    @classmethod
    def of(
        cls,
        names: Sequence[str],
        file_number: NDArray[np.integer],
        x: NDArray[np.integer],
        y: NDArray[np.integer],
        has_location: NDArray[np.bool_],
        framed: NDArray[np.integer],
        slide: pl.Series | None = None,
    ) -> "RecordKeys":
        """Return the keys of records; a million take some 0.2 s.

        Args:
            names: The slide that each file is called after.
            file_number: (n,), the number of each record's file.
            x: (n,), location.
            y: (n,), location.
            has_location: (n,), whether there is one.
            framed: (n,), framed size of each record in bytes.
            slide: The slide that each record names, String (n,); null where unknown.

        Raises:
            ValueError: If the columns are not of one length, or a file has no name.
        """
        columns = (file_number, x, y, has_location, framed)
        if len({len(column) for column in columns}) > 1:
            raise ValueError("The columns are of different lengths.")
        if len(file_number) and not 0 <= file_number.min() <= file_number.max() < len(names):
            raise ValueError("There is a record of a file that has no name.")
        if slide is not None and len(slide) != len(file_number):
            raise ValueError("There is not a slide for each record.")
        files = np.asarray(file_number, np.int32)
        placed_x = np.where(has_location, x, ABSENT).astype(np.int64)
        placed_y = np.where(has_location, y, ABSENT).astype(np.int64)
        sizes = np.asarray(framed, np.int64)
        ordinal = ordinals(files.astype(np.int64), placed_x, placed_y, sizes)
        known = _known(slide, names, files)
        return cls(tuple(map(plain_name, names)), files, placed_x, placed_y, sizes, ordinal, known)

    def __len__(self) -> int:
        return len(self.file_number)

    def frame(self, numbers: NDArray[np.integer]) -> pl.DataFrame:
        """Return the keys of some records, a row each, with the columns of `KEY_SCHEMA`."""
        at = np.asarray(numbers)
        own = pl.Series(list(self.names), dtype=pl.String).gather(
            pl.Series(self.file_number[at], dtype=pl.UInt32)
        )
        if self.slide is not None:
            told = self.slide.gather(pl.Series(at, dtype=pl.UInt32))
            own = pl.select(pl.coalesce(told, own)).to_series()
        return pl.DataFrame(
            {
                "slide": own,
                "x": self.x[at],
                "y": self.y[at],
                "bytes": self.bytes[at],
                "ordinal": self.ordinal[at],
            },
            schema=KEY_SCHEMA,
        )


def plain_name(name: str) -> str:
    """Return a name as it is kept: some systems part letters from their accents."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def plain_names(slides: pl.Series) -> pl.Series:
    """Return `plain_name` of each slide."""
    several = slides.unique().drop_nulls().to_list()
    other = {name: plain for name in several if (plain := plain_name(name)) != name}
    return slides.replace(other) if other else slides


def ordinals(*columns: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each row how many rows before it are equal to it, int64 (n,).

    Args:
        columns: int64 (n,) each. Rows are equal if they are in all columns.
    """
    found = np.zeros(len(columns[0]), np.int64)
    # Rows are told apart by a hash first: hardly any are equal, and the others need no more.
    mixed = np.zeros(len(found), np.uint64)
    for column in columns:
        mixed ^= column.view(np.uint64)
        mixed *= _MIX
        mixed ^= mixed >> np.uint64(29)
    met = np.sort(mixed)
    again = met[1:][met[1:] == met[:-1]]
    if not len(again):
        return found
    rows = np.flatnonzero(np.isin(mixed, np.unique(again)))
    few = [column[rows] for column in columns]
    by = np.lexsort(few)
    new = np.ones(len(rows), np.bool_)
    new[1:] = np.any([column[by][1:] != column[by][:-1] for column in few], axis=0)
    places = np.arange(len(rows))
    found[rows[by]] = places - np.maximum.accumulate(np.where(new, places, 0))
    return found


def _known(
    slide: pl.Series | None, names: Sequence[str], files: NDArray[np.int32]
) -> pl.Series | None:
    """Return the slides that records name, None if that is never another than their file's."""
    if slide is None or slide.null_count() == len(slide):
        return None
    own = pl.Series(list(map(plain_name, names)), dtype=pl.String).gather(
        pl.Series(files, dtype=pl.UInt32)
    )
    told = plain_names(slide.cast(pl.String))
    return told if bool((told != own).any()) else None
