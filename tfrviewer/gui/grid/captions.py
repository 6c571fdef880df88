"""The lines of text under a tile, and the value on it that the tiles are sorted by."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from tfrviewer.gui.figures import decimal

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

NUMBER: Final = "number"
LOCATION: Final = "location"
SLIDE: Final = "slide"
OWN: Final = (NUMBER, LOCATION, SLIDE)
"""Captions made of several columns, or of one that has a name of its own in every dataset."""
MOST_LINES: Final = 4
_COLUMN: Final = "column:"
_LONGEST: Final = 200
"""Letters of a value that are ever seen below or on a tile."""

Numbers = npt.NDArray[np.integer]


def of_column(column: str) -> str:
    """Return the caption that shows the values of a column."""
    return _COLUMN + column


def column_of(caption: str) -> str:
    """Return the column that a caption shows, "" for one of `OWN`."""
    return caption.removeprefix(_COLUMN) if caption.startswith(_COLUMN) else ""


def sensible(captions: Iterable[str]) -> tuple[str, ...]:
    """Return captions without what is none, none twice, and no more than there is room for."""
    known = [it for it in captions if it in OWN or column_of(it)]
    return tuple(dict.fromkeys(known))[:MOST_LINES]


def columns_for(session: "Session") -> list[str]:
    """Return the columns that may be captions besides those of `OWN`."""
    return [column for column in session.columns if column not in OWN]


def shown(session: "Session", captions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the captions that this dataset has something to say for."""
    return tuple(it for it in captions if it in OWN or column_of(it) in session.columns)


def caption_texts(session: "Session", caption: str, numbers: Numbers) -> list[str]:
    """Return a caption of each record; empty where there is nothing to say.

    Args:
        session: Where the values are.
        caption: What to write.
        numbers: Row numbers, (k,).
    """
    match caption:
        case "number":
            return [str(number) for number in numbers.tolist()]
        case "location":
            located = session.has_location[numbers].tolist()
            x, y = session.x[numbers].tolist(), session.y[numbers].tolist()
            return [f"{a}, {b}" if there else "" for a, b, there in zip(x, y, located, strict=True)]
        case "slide":
            slides = _values(session, "slide", numbers)
            files = _values(session, "tfrecord", numbers)
            return [str(slide or file or "") for slide, file in zip(slides, files, strict=True)]
        case _:
            column = column_of(caption)
            return [as_text(value) for value in _values(session, column, numbers, absent="")]


Line = tuple[str, str]
"""A line below a tile: the name of its column, which may be left out, and the text."""


def caption_lines(
    session: "Session", captions: tuple[str, ...], numbers: Numbers
) -> list[tuple[Line, ...]]:
    """Return the lines under each record.

    Where there are several, a value comes with the name of its column: it would say little alone.
    """
    lines = []
    for caption in captions:
        name = column_of(caption) if len(captions) > 1 else ""
        lines.append([(name, text) for text in caption_texts(session, caption, numbers)])
    return list(zip(*lines, strict=True)) if lines else [()] * len(numbers)


def sorted_column(session: "Session") -> str:
    """Return the column that the tiles are sorted by first, "" if by none."""
    return session.sort_keys[0][0] if session.sort_keys else ""


def value_texts(session: "Session", column: str, numbers: Numbers) -> list[str]:
    """Return the value of a column of each record."""
    return [as_text(value) for value in _values(session, column, numbers, absent="")]


def _values(
    session: "Session", column: str, numbers: Numbers, *, absent: object = None
) -> list[object]:
    frame = session.frame
    if column not in frame.columns:
        return [absent] * len(numbers)
    known = numbers[numbers < frame.height]
    values = frame.get_column(column).gather(pl.Series(known, dtype=pl.UInt32)).to_list()
    return [*values, *[absent] * (len(numbers) - len(known))]


def as_text(value: object) -> str:
    """Return a value as a caption writes it: short, and a dash where there is none."""
    match value:
        case None:
            return "–"
        case float():
            return decimal(value, 4, grouped=False)
        case str() | bytes():  # a file may hold a whole book
            return " ".join(str(value[:_LONGEST]).split())
        case _:
            return str(value)
