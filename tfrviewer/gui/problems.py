"""The column that says what is wrong with a record, kept up to date with what views find."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl

from tfrviewer.dataset.table.columns import PROBLEM, problem_text
from tfrviewer.errors import Finding, Severity

DAMAGED: Final = f"{PROBLEM} IS NOT NULL"
"""The condition that shows only records with something wrong."""


class Problems:
    """What is wrong with records, by row number, in the words of the column.

    Reading the columns looks at no pixel: that an image cannot be decoded is found only as it is
    to be shown, and comes to the column then.
    """

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._new: list[int] = []

    def add(self, number: int, finding: Finding) -> None:
        """Take a finding about a record; a note is no problem, and the first one stays."""
        if finding.severity is not Severity.NOTE and number not in self._texts:
            self._texts[number] = problem_text(finding)
            self._new.append(number)

    def onto(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the frame with all problems; what its column says already stays."""
        self._new.clear()
        return self._written(frame, list(self._texts))

    def newest_onto(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the frame with the problems since the last call; the same if it has them all."""
        new, self._new = self._new, []
        return self._written(frame, new)

    def _written(self, frame: pl.DataFrame, numbers: Sequence[int]) -> pl.DataFrame:
        known = frame[PROBLEM]
        there = np.array([number for number in numbers if number < frame.height], np.uint32)
        there = there[known.gather(pl.Series(there)).is_null().to_numpy()]
        if not len(there):
            return frame
        texts = [self._texts[number] for number in there.tolist()]
        # The clone alone is changed; to gather and coalesce a million takes ten times as long.
        return frame.with_columns(known.clone().scatter(pl.Series(there), texts))
