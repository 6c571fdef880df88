"""All that can be known of a dataset before its report: verified, measured, reviewed."""

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import polars as pl

from tfrviewer.checks.integrity.verify import recall, verify
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.metrics import blank_metrics, kept_metrics, metrics_frame
from tfrviewer.dataset.table.query import filter_numbers
from tfrviewer.errors import Finding
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.report.facts import Checks
from tfrviewer.report.records import FLAG, NOTE
from tfrviewer.review.joining import flags_frame
from tfrviewer.review.names import default_reader
from tfrviewer.tiles.metrics import VERSION

Step = Callable[[str], AbstractContextManager[Progress | None]]
"""Told what is done next; gives what is told how far it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known of a dataset.

    Attributes:
        frame: All records, with their metrics and flags.
        findings: What verifying found.
        checks: What was checked.
    """

    frame: pl.DataFrame
    findings: tuple[Finding, ...]
    checks: Checks


def know(
    dataset: Dataset,
    *,
    verifies: bool = True,
    deep: bool = False,
    measures: bool = False,
    reader: str | None = None,
    where: str = "",
    executor: Executor | None = None,
    step: Step | None = None,
    cancel: CancelToken | None = None,
) -> Known:
    """Find out what a report tells of a dataset.

    Args:
        dataset: The dataset.
        verifies: Whether files are verified that were not, or were changed since; what was found
            before is taken in any case.
        deep: Whether every image is decoded whole.
        measures: Whether tiles are measured that were not; metrics that are kept are taken in
            any case.
        reader: Whose flags are told; None is whoever is logged in.
        where: The condition that will be asked of the frame, which is tried before anything takes
            long.
        executor: Where files are read; None reads them here.
        step: Told what is done next.
        cancel: Ends it; what was verified and measured by then is kept.

    Raises:
        QueryError: If `where` is no condition on the columns that the frame will have.
        ReviewError: If the flags cannot be read.
        Cancelled: If `cancel` is raised.
    """
    begin: Step = step or (lambda _: nullcontext())
    with begin("Reading") as progress:
        frame = dataset.columns(executor=executor, progress=progress, cancel=cancel)
    metrics = None if measures else kept_metrics(dataset, cancel=cancel)
    flags, who = flags_frame(dataset, reader=reader), None
    if FLAG not in frame.columns and flags.get_column(FLAG).null_count() < flags.height:
        who = default_reader() if reader is None else reader
    _try_condition(
        frame, where, has_metrics=measures or metrics is not None, has_flags=who is not None
    )
    if verifies:
        with begin("Verifying") as progress:
            verification = verify(
                dataset, deep=deep, executor=executor, progress=progress, cancel=cancel
            )
    else:
        verification = recall(dataset, cancel=cancel)
    if measures:
        with begin("Measuring") as progress:
            metrics = metrics_frame(dataset, executor=executor, progress=progress, cancel=cancel)
    if metrics is not None:
        frame = _with(frame, metrics)
    if who is not None:
        frame = _with(frame, flags)
    verified = [file.path for file in verification.files]
    checks = Checks(
        verified=verified or None,
        deep=verification.deep,
        metrics=None if metrics is None else VERSION,
        reader=who,
    )
    return Known(frame, tuple(verification.all_findings()), checks)


def _try_condition(frame: pl.DataFrame, where: str, *, has_metrics: bool, has_flags: bool) -> None:
    """Raise QueryError if a condition cannot be asked of a frame and what is added to it."""
    blank = frame.head(0)
    if has_metrics:
        blank = _with(blank, blank_metrics())
    if has_flags:
        blank = _with(blank, pl.DataFrame(schema={FLAG: pl.String, NOTE: pl.String}))
    filter_numbers(blank, where)


def _with(frame: pl.DataFrame, columns: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with columns added; one that it has of its own stays."""
    return frame.hstack(columns.drop(*frame.columns, strict=False))
