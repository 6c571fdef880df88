"""The records of a dataset as a report counts them: by file, shown or not, of which rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.checks.slides import SlideFile
from tfrviewer.dataset.table.columns import problem_text
from tfrviewer.dataset.table.query import filter_numbers
from tfrviewer.errors import Finding, QueryError, Severity
from tfrviewer.report.request import Rule
from tfrviewer.review.names import REJECT
from tfrviewer.tiles.layout.grid_fit import GridFit, fit_grid
from tfrviewer.tiles.metrics import METRICS

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]

FLAG, NOTE = "flag", "note"


@dataclass(frozen=True, slots=True, eq=False)
class RuledTiles:
    """The tiles that a rule holds for.

    Attributes:
        rule: The rule.
        holds: bool (n,), of every record; None where it cannot be told.
        why_not: Why it cannot be told.
    """

    rule: Rule
    holds: BoolArray | None
    why_not: str = ""


class Records:
    """The records of a dataset; those of a file follow each other.

    Attributes:
        frame: A row a record.
        files: The files.
        tiles: int64 (files,), how many records each has.
        shown: bool (n,), whether the filter keeps a record.
        ruled: The tiles of each rule.
        rejected: bool (n,), whether it was rejected; None if nobody reviewed.
        flags: Each flag, and how many records that are shown have it, the most first.
        broken: bool (n,), whether something is wrong with the record itself.
    """

    def __init__(
        self,
        frame: pl.DataFrame,
        files: Sequence[SlideFile],
        where: str,
        rules: Sequence[Rule],
        *,
        is_reviewed: bool,
        shown: BoolArray | None = None,
    ) -> None:
        """Count them.

        Args:
            frame: A row a record: the columns of the dataset, and those of metrics and flags.
            files: The files of the dataset; together they have as many records as the frame.
            where: The filter; empty keeps all.
            rules: What tiles are counted.
            is_reviewed: Whether the frame has flags.
            shown: bool (n,), what the filter keeps where that is known; None applies it.

        Raises:
            QueryError: If the filter is no condition on these columns.
            ValueError: If frame, files and `shown` do not have as many records.
        """
        self.frame, self.files = frame, files
        self.tiles = np.array([file.tiles for file in files], np.int64)
        if self.tiles.sum() != frame.height:
            raise ValueError(f"the files have {self.tiles.sum()} records, not {frame.height}.")
        if shown is not None and shown.shape != (frame.height,):
            raise ValueError(f"shown tells of {len(shown)} records, not {frame.height}.")
        self._ends = np.cumsum(self.tiles)
        self._file_of = np.repeat(np.arange(len(files)), self.tiles)
        self.shown = _holds(frame, where) if shown is None else shown
        self.ruled = [_ruled(frame, rule) for rule in rules]
        self.rejected: BoolArray | None = None
        self.flags: tuple[tuple[str, int], ...] = ()
        if is_reviewed:
            flags = frame.get_column(FLAG).cast(pl.String)
            counts = flags.filter(pl.Series(self.shown)).drop_nulls().value_counts(name="n")
            self.flags = tuple(counts.sort("n", FLAG, descending=[True, False]).iter_rows())
            self.rejected = (flags == REJECT).fill_null(value=False).to_numpy()
        self.broken = frame.get_column("problem").is_not_null().to_numpy(writable=True)
        self._x, self._y, self.has_location = self._locations()
        self._fits: dict[int, GridFit | None] = {}

    def __len__(self) -> int:
        """Return how many records there are."""
        return self.frame.height

    @property
    def n_measured(self) -> int:
        """How many records have metrics; those without a picture that can be decoded have none."""
        there = [name for name in METRICS if name in self.frame.columns]
        return len(self) - self.frame.get_column(there[0]).null_count() if there else 0

    def note_broken(self, findings: Iterable[Finding]) -> None:
        """Note the records that something is wrong with: reading alone does not find it all.

        The column `problem` may tell of suspicions as well, as it does in a window; a record with
        nothing but these is not broken.
        """
        numbers = {str(file.path): number for number, file in enumerate(self.files)}
        errors, doubts = set[int](), set[tuple[int, str]]()
        for finding in findings:
            file, record = numbers.get(finding.file), finding.record
            if file is None or record is None or not 0 <= record < self.tiles[file]:
                continue
            number = self.of_file(file).start + record
            if finding.severity is Severity.ERROR:
                errors.add(number)
            elif finding.severity is Severity.WARNING:
                doubts.add((number, problem_text(finding)))
        doubted = sorted({number for number, _ in doubts})
        problems = self.frame.get_column("problem").gather(doubted).to_list()
        for number, problem in zip(doubted, problems, strict=True):
            self.broken[number] &= (number, problem) not in doubts
        self.broken[list(errors)] = True

    def count(self, mask: BoolArray) -> IntArray:
        """Return how many records of a mask each file has, int64 (files,)."""
        counts = np.bincount(self._file_of[mask], minlength=len(self.files))
        return counts.astype(np.int64)

    def of_file(self, file: int) -> slice:
        """Return where the records of a file are."""
        return slice(int(self._ends[file] - self.tiles[file]), int(self._ends[file]))

    def file_of(self, number: int) -> tuple[int, int]:
        """Return the file of a record, and its number within it."""
        file = int(self._file_of[number])
        return file, number - self.of_file(file).start

    def located(self, file: int) -> tuple[IntArray, IntArray, IntArray]:
        """Return the numbers of a file's records that have a location, their x and their y."""
        part = self.of_file(file)
        numbers = part.start + np.flatnonzero(self.has_location[part])
        return numbers, self._x[numbers], self._y[numbers]

    def place(self, number: int) -> tuple[int, int] | None:
        """Return the location of a record, None if it has none."""
        if not self.has_location[number]:
            return None
        return int(self._x[number]), int(self._y[number])

    def fit(self, file: int) -> GridFit | None:
        """Return the grid of a file, None without locations."""
        if file not in self._fits:
            self._fits[file] = fit_grid(*self.located(file)[1:])
        return self._fits[file]

    def _locations(self) -> tuple[IntArray, IntArray, BoolArray]:
        x, y = (self.frame.get_column(name) for name in ("x", "y"))
        there = (x.is_not_null() & y.is_not_null()).to_numpy()
        xs, ys = (one.fill_null(0).to_numpy().astype(np.int64) for one in (x, y))
        # (0, 0) for every tile of a file stands for no location.
        placed = self.count((xs != 0) | (ys != 0)) > 0
        return xs, ys, there & placed[self._file_of]


def _holds(frame: pl.DataFrame, condition: str) -> BoolArray:
    holds = np.zeros(frame.height, np.bool_)
    holds[filter_numbers(frame, condition)] = True
    return holds


def _ruled(frame: pl.DataFrame, rule: Rule) -> RuledTiles:
    try:
        return RuledTiles(rule, _holds(frame, rule.condition))
    except QueryError as error:
        return RuledTiles(rule, None, error.finding.message)
