"""What is known of each slide of a dataset, a line each: the figures of dashboard and report.

A figure that nobody looked for yet is null, never 0: tiles that were not measured are not sharp,
and a file that was not verified is not sound.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.dataset.discovery import as_text, base_name
from tfrviewer.dataset.table.by_file import counts_by_file
from tfrviewer.dataset.table.columns import FileColumns
from tfrviewer.dataset.table.query import condition_columns, filter_numbers
from tfrviewer.errors import Finding, Severity
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.index import SUFFIXES, possible_indices
from tfrviewer.tiles.drawing.colour_scheme import usual_span
from tfrviewer.tiles.layout.grid_fit import GridFit, fit_grid

DUPLICATE_GROUP: Final = "duplicate group"
"""The column that gives tiles alike the same number, and null to those that are like none."""

CONDITIONS: Final[Mapping[str, str]] = {"blank": "blank", "blurred": "out_of_focus"}
"""The figures that count tiles by a preset of the metrics, and the name of the preset."""

WEIGHTS: Final[Mapping[str, float]] = {
    "broken": 10.0,
    "duplicates": 2.0,
    "blank": 1.0,
    "blurred": 1.0,
    "duplicate_locations": 1.0,
    "off_grid": 1.0,
    "missing": 0.1,
}
"""What one such tile in a hundred adds to the score of its slide."""
ERROR_WEIGHT: Final = 25.0
"""What an error about the file itself adds."""
WARNING_WEIGHT: Final = 5.0
"""What a warning about the file itself adds."""
NOTHING_WEIGHT: Final = 1000.0
"""What a file adds that has errors and gives no tile at all."""

SCHEMA: Final[Mapping[str, pl.DataType]] = {
    "file": pl.UInt32(),
    "tfrecord": pl.String(),
    "path": pl.String(),
    "slide": pl.String(),
    "tiles": pl.Int64(),
    "bytes": pl.Int64(),
    "index": pl.String(),
    "verified": pl.Boolean(),
    "errors": pl.Int64(),
    "warnings": pl.Int64(),
    "notes": pl.Int64(),
    "broken": pl.Int64(),
    "blank": pl.Int64(),
    "blurred": pl.Int64(),
    "duplicates": pl.Int64(),
    "duplicate_locations": pl.Int64(),
    "off_grid": pl.Int64(),
    "holes": pl.Int64(),
    "missing": pl.Int64(),
    "score": pl.Float64(),
}
"""The columns of `slide_figures`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideFile:
    """A TFRecord of a dataset.

    Attributes:
        path: Where it lies.
        name: Its name in the column `tfrecord`.
        tiles: How many records it has.
        bytes: Its size on disk.
        index: Where its index came from: found, built, cached, stale, given or none.
    """

    path: Path
    name: str
    tiles: int
    bytes: int
    index: str

    @classmethod
    def of(cls, file: FileColumns) -> Self:
        """Return what the index of a file tells."""
        return cls(
            path=file.path,
            name=file.name,
            tiles=len(file),
            bytes=file.size,
            index=file.index_state,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Distributions:
    """How the numbers of a column are distributed within each slide, on one scale for all.

    Attributes:
        low: Where the first bin begins; what lies below is counted to it.
        high: Where the last one ends; what lies above is counted to it.
        counts: Tiles in each bin, uint32 (n_files, bins); NaN and null are in none.
    """

    low: float
    high: float
    counts: NDArray[np.uint32]


def slide_figures(
    frame: pl.DataFrame,
    files: Sequence[SlideFile],
    findings: Iterable[Finding] = (),
    *,
    fit: Callable[[int], GridFit | None] | None = None,
    presets: Mapping[str, str] | None = None,
    verified: Collection[Path] | None = None,
    cancel: CancelToken | None = None,
) -> pl.DataFrame:
    """Return what is known of each slide, a row a file in the order given.

    Args:
        frame: All records in dataset order, with `number`, `x`, `y` and, as far as they are known,
            `slide`, metric columns and `DUPLICATE_GROUP`.
        files: The files of the dataset; together they have as many records as the frame.
        findings: What is wrong with any of them.
        fit: The grid of a file by its number, for whoever has it already; not asked for of files
            of several slides, each of which has its own.
        presets: {name of a preset: its condition}; None takes those of the metrics.
        verified: The files that were verified whole; None if that is not known of any.
        cancel: Looked at between files.

    Returns:
        The columns of `SCHEMA`. `errors`, `warnings` and `notes` count findings; `broken` records
        with an error; `blank` and `blurred` tiles that the presets "blank" and "out_of_focus" find;
        `duplicates` tiles in a group of duplicates, `duplicate_locations` those where another one
        lies; `off_grid` tiles beside the grid, `holes` regions that tiles surround and `missing`
        the tiles that would fill them. `score` is the worse the greater: see `score_of`. What
        nobody looked for is null.

    Raises:
        ValueError: If frame and files do not have as many records.
        Cancelled: If `cancel` was raised.
    """
    counts = np.array([file.tiles for file in files], np.int64)
    if counts.sum() != frame.height:
        msg = f"the files have {counts.sum()} records, the frame {frame.height}"
        raise ValueError(msg)
    number_of = np.repeat(np.arange(len(files)), counts)
    found = _Found(files)
    for finding in findings:
        found.add(finding)
    columns: dict[str, object] = {
        "file": np.arange(len(files), dtype=np.uint32),
        "tfrecord": [file.name for file in files],
        "path": [as_text(str(file.path)) for file in files],
        "slide": _slides(frame, files, counts),
        "tiles": counts,
        "bytes": [file.bytes for file in files],
        "index": [file.index for file in files],
        "verified": [None if verified is None else file.path in verified for file in files],
        "errors": found.counts[Severity.ERROR],
        "warnings": found.counts[Severity.WARNING],
        "notes": found.counts[Severity.NOTE],
        "broken": [len(records) for records in found.broken],
    }
    conditions = _conditions() if presets is None else presets
    for name, preset in CONDITIONS.items():
        columns[name] = _count(frame, conditions.get(preset, ""), number_of, counts)
    columns["duplicates"] = _duplicates(frame, number_of, len(files))
    fits = _fits(frame, counts) if fit is None else fit
    several = _of_several_slides(frame, number_of)
    grids: list[list[GridFit]] = []
    for file in range(len(files)):
        if cancel is not None:
            cancel.check()
        grid = None if file in several else fits(file)
        own = [] if grid is None else [grid]
        grids.append(_grids_by_slide(several[file], cancel) if file in several else own)
    columns["duplicate_locations"] = [_sum(grid.duplicates for grid in own) for own in grids]
    columns["off_grid"] = [_sum(grid.off_grid for grid in own if grid.has_grid) for own in grids]
    columns["holes"] = [_sum(grid.holes for grid in own) for own in grids]
    columns["missing"] = [_sum(grid.missing for grid in own) for own in grids]
    table = pl.DataFrame(
        columns, schema_overrides={k: v for k, v in SCHEMA.items() if k in columns}
    )
    return table.with_columns(score_of(table, found.of_files)).select(*SCHEMA)


def score_of(
    figures: pl.DataFrame, about_files: Mapping[Severity, Sequence[int]] | None = None
) -> pl.Series:
    """Return how bad slides are, the worst highest; 0 where nothing is known to be wrong.

    For each hundred tiles, each tile that is broken, a duplicate, blank, … adds its weight of
    `WEIGHTS`; errors and warnings about the file itself add `ERROR_WEIGHT` and `WARNING_WEIGHT`
    each, and a file with errors but no tile `NOTHING_WEIGHT`. What is not known adds nothing.

    Args:
        figures: The columns of `SCHEMA` but `score`.
        about_files: How many findings of a severity are about each file and no record of it.

    Returns:
        Float64, a value a row, named "score".
    """
    tiles = np.maximum(figures["tiles"].to_numpy(), 1)
    score = np.zeros(figures.height)
    for name, weight in WEIGHTS.items():
        score += 100 * weight * figures[name].fill_null(0).to_numpy() / tiles
    if about_files is not None:
        score += ERROR_WEIGHT * np.asarray(about_files.get(Severity.ERROR, 0))
        score += WARNING_WEIGHT * np.asarray(about_files.get(Severity.WARNING, 0))
    nothing = (figures["tiles"].to_numpy() == 0) & (figures["errors"].to_numpy() > 0)
    return pl.Series("score", score + NOTHING_WEIGHT * nothing)


def distributions(values: pl.Series, tiles: Sequence[int], *, bins: int = 24) -> Distributions:
    """Return how a column is distributed within each slide, for small drawings side by side.

    Args:
        values: A column of numbers in dataset order.
        tiles: How many records each file has; together as many as there are values.
        bins: How many bins, at least 1.

    Returns:
        Counts on one scale, which the usual values of all slides set, so that slides compare.

    Raises:
        ValueError: If there are not as many values as records, or no bin.
    """
    counts = np.asarray(tiles, np.int64)
    if bins < 1 or counts.sum() != len(values):
        msg = f"{len(values)} values for {counts.sum()} records in {bins} bins"
        raise ValueError(msg)
    numbers = values.cast(pl.Float64, strict=False).to_numpy()
    span = usual_span(numbers)
    if span is None:
        return Distributions(0.0, 0.0, np.zeros((len(counts), bins), np.uint32))
    places = span.places(numbers)
    known = np.isfinite(places)
    at = np.clip(np.where(known, places, 0) * bins, 0, bins - 1).astype(np.int64)
    cell = np.repeat(np.arange(len(counts)), counts) * bins + at
    table = np.bincount(cell[known], minlength=len(counts) * bins).astype(np.uint32)
    return Distributions(span.low, span.high, table.reshape(len(counts), bins))


class _Found:
    """Findings counted by file.

    Attributes:
        counts: Findings of each severity, about the file, its index or its records.
        of_files: Those of them that are about no record.
        broken: The records with an error.
    """

    def __init__(self, files: Sequence[SlideFile]) -> None:
        self._files = files
        self._file_of = {str(file.path): i for i, file in enumerate(files)}
        self._knows_indices = False
        self.counts = {severity: [0] * len(files) for severity in Severity}
        self.of_files = {severity: [0] * len(files) for severity in Severity}
        self.broken: list[set[int]] = [set() for _ in files]

    def add(self, finding: Finding) -> None:
        """Count a finding; one about another file counts nowhere."""
        file = self._number(finding.file)
        if file < 0:
            return
        self.counts[finding.severity][file] += 1
        if finding.record is None:
            self.of_files[finding.severity][file] += 1
        elif finding.severity is Severity.ERROR:
            self.broken[file].add(finding.record)

    def _number(self, path: str) -> int:
        file = self._file_of.get(path, -1)
        if file < 0 and not self._knows_indices and path.endswith(SUFFIXES):
            self._knows_indices = True  # only now: it takes long for thousands of files
            for i, one in enumerate(self._files):
                for index in possible_indices(one.path):
                    self._file_of.setdefault(str(index), i)
            file = self._file_of.get(path, -1)
        return file


def _conditions() -> dict[str, str]:
    from tfrviewer.tiles.metrics import PRESETS

    return {name: preset.condition for name, preset in PRESETS.items()}


def _slides(
    frame: pl.DataFrame, files: Sequence[SlideFile], counts: NDArray[np.int64]
) -> list[str]:
    """Return the slide that the first record of each file names, else its own name."""
    names = [base_name(file.path) for file in files]
    if "slide" not in frame.columns or not frame.height:
        return names
    starts = np.cumsum(counts) - counts
    first = frame["slide"].gather(np.minimum(starts, frame.height - 1)).to_list()
    there = (counts > 0).tolist()
    return [
        str(slide) if has and slide else name
        for slide, has, name in zip(first, there, names, strict=True)
    ]


def _count(
    frame: pl.DataFrame, condition: str, number_of: NDArray[np.int64], counts: NDArray[np.int64]
) -> list[int | None]:
    """Return how many tiles of each file fulfil a condition; None for files not measured."""
    columns = condition_columns(condition)
    if not condition or not columns <= set(frame.columns):
        return [None] * len(counts)
    known = pl.select(pl.any_horizontal(frame[name].is_not_null() for name in columns)).to_series()
    measured = counts_by_file(number_of[known.to_numpy()], len(counts)) > 0
    rows = frame.select("number", *columns).with_columns(
        number=pl.int_range(frame.height, dtype=pl.UInt32())
    )
    met = counts_by_file(number_of[filter_numbers(rows, condition)], len(counts))
    return [int(n) if is_known else None for n, is_known in zip(met, measured, strict=True)]


def _duplicates(
    frame: pl.DataFrame, number_of: NDArray[np.int64], n_files: int
) -> list[int] | list[None]:
    if DUPLICATE_GROUP not in frame.columns:
        return [None] * n_files
    inside = frame[DUPLICATE_GROUP].is_not_null().to_numpy()
    return [int(n) for n in counts_by_file(number_of[inside], n_files)]


def _of_several_slides(
    frame: pl.DataFrame, number_of: NDArray[np.int64]
) -> dict[int, pl.DataFrame]:
    """Return the records with a location of each file whose records name several slides."""
    if "slide" not in frame.columns:
        return {}
    named = frame.select("slide", "x", "y", file=pl.Series(number_of))
    counts = named.group_by("file").agg(pl.col("slide").drop_nulls().n_unique())
    several = counts.filter(pl.col("slide") > 1).get_column("file")
    if not len(several):
        return {}
    located = named.filter(
        pl.col("file").is_in(several.implode()),
        pl.col("x").is_not_null() & pl.col("y").is_not_null(),
    )
    parts = located.partition_by("file", as_dict=True)
    return {file: parts.get((file,), located.clear()) for file in several.to_list()}


def _grids_by_slide(records: pl.DataFrame, cancel: CancelToken | None) -> list[GridFit]:
    """Return the grid of each slide in a file; all locations at (0, 0) stand for none."""
    found = []
    for part in records.partition_by("slide"):
        if cancel is not None:
            cancel.check()
        x, y = part["x"].to_numpy(), part["y"].to_numpy()
        grid = fit_grid(x, y) if x.any() or y.any() else None
        if grid is not None:
            found.append(grid)
    return found


def _sum(figures: Iterable[int | None]) -> int | None:
    """Return the sum of what is known; None if nothing is."""
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None


def _fits(frame: pl.DataFrame, counts: NDArray[np.int64]) -> Callable[[int], GridFit | None]:
    """Return what finds the grid of a file; all locations at (0, 0) stand for none."""
    there = frame.select(pl.col("x").is_not_null() & pl.col("y").is_not_null()).to_series()
    has = there.to_numpy()
    x, y = (frame[name].fill_null(0).to_numpy() for name in ("x", "y"))
    ends = np.cumsum(counts)

    def fit(file: int) -> GridFit | None:
        part = slice(int(ends[file] - counts[file]), int(ends[file]))
        here = has[part]
        own_x, own_y = x[part][here], y[part][here]
        return fit_grid(own_x, own_y) if own_x.any() or own_y.any() else None

    return fit
