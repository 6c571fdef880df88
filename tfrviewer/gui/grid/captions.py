"""The line of text under a tile."""

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session


class Caption(StrEnum):
    """What is written under a tile."""

    NONE = "none"
    NUMBER = "number"
    LOCATION = "location"
    SLIDE = "slide"
    SORTED = "sorted"
    """The value of the column that the records are sorted by."""


def caption_texts(
    session: "Session", caption: Caption, numbers: npt.NDArray[np.integer]
) -> list[str]:
    """Return the caption of each record; empty where there is nothing to say.

    Args:
        session: Where the values are.
        caption: What to write.
        numbers: Row numbers, (k,).
    """
    match caption:
        case Caption.NONE:
            return [""] * len(numbers)
        case Caption.NUMBER:
            return [str(number) for number in numbers.tolist()]
        case Caption.LOCATION:
            located = session.has_location[numbers].tolist()
            x, y = session.x[numbers].tolist(), session.y[numbers].tolist()
            return [f"{a}, {b}" if there else "" for a, b, there in zip(x, y, located, strict=True)]
        case Caption.SLIDE:
            slides = _values(session, "slide", numbers)
            files = _values(session, "tfrecord", numbers)
            return [slide or file for slide, file in zip(slides, files, strict=True)]
        case Caption.SORTED:
            if not session.sort_keys:
                return [""] * len(numbers)
            return _values(session, session.sort_keys[0][0], numbers)


def _values(session: "Session", column: str, numbers: npt.NDArray[np.integer]) -> list[str]:
    frame = session.frame
    if column not in frame.columns:
        return [""] * len(numbers)
    known = numbers[numbers < frame.height]
    values = frame.get_column(column).gather(pl.Series(known, dtype=pl.UInt32)).to_list()
    return [_text(value) for value in values] + [""] * (len(numbers) - len(known))


def _text(value: object) -> str:
    match value:
        case None:
            return "–"
        case float():
            return f"{value:.4g}"
        case _:
            return str(value)
