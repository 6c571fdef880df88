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
        self._outdated: dict[int, str] = {}

    def add(self, number: int, finding: Finding) -> None:
        """Take a finding about a record; a note is no problem, and the first one stays."""
        if finding.severity is not Severity.NOTE and number not in self._texts:
            self._texts[number] = problem_text(finding)
            self._new.append(number)

    def replace(self, number: int, findings: Sequence[Finding]) -> None:
        """Take what is wrong with a record now; of what was told of it, nothing else stays."""
        before = self._texts.pop(number, None)
        if before is not None:
            self._outdated.setdefault(number, before)
        for finding in findings:
            self.add(number, finding)

    def onto(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the frame with all problems; what its column says already stays."""
        self._new.clear()
        self._outdated.clear()
        return self._written(frame, list(self._texts))

    def newest_onto(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the frame with the problems since the last call; the same if it has them all."""
        new, self._new = self._new, []
        return self._written(self._cleared(frame), new)

    def _cleared(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the frame without what is told no more, where that was written here."""
        outdated, self._outdated = self._outdated, {}
        known = frame[PROBLEM]
        there = sorted(number for number in outdated if number < frame.height)
        told = known.gather(pl.Series(there, dtype=pl.UInt32)).to_list()
        clear = [
            number
            for number, text in zip(there, told, strict=True)
            if text is not None and text == outdated[number]
        ]
        if not clear:
            return frame
        return frame.with_columns(known.clone().scatter(pl.Series(clear, dtype=pl.UInt32), None))

    def _written(self, frame: pl.DataFrame, numbers: Sequence[int]) -> pl.DataFrame:
        known = frame[PROBLEM]
        numbers = [number for number in numbers if number < frame.height and number in self._texts]
        there = np.array(numbers, np.uint32)
        there = there[known.gather(pl.Series(there)).is_null().to_numpy()]
        if not len(there):
            return frame
        texts = [self._texts[number] for number in there.tolist()]
        # The clone alone is changed; to gather and coalesce a million takes ten times as long.
        return frame.with_columns(known.clone().scatter(pl.Series(there), texts))
