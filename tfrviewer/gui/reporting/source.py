"""What the window knows of the dataset at the moment a report is asked for."""

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import Finding
from tfrviewer.gui.flags.columns import ADDED as REVIEW
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.report.facts import Checks
from tfrviewer.report.gathering import gather
from tfrviewer.report.report import Report
from tfrviewer.report.request import ReportRequest, Rule
from tfrviewer.report.rules import usual_rules
from tfrviewer.report.writing import write_report
from tfrviewer.review.joining import REVIEW_SCHEMA
from tfrviewer.tiles.metrics import VERSION
from tfrviewer.workers import worker_pool

if TYPE_CHECKING:
    from tfrviewer.gui.workspace import Workspace

log = logging.getLogger(__name__)

_MANY = 100
"""Slides that are laid out in a process of their own."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ReportSource:
    """The dataset as it is seen now; what changes later does not change it.

    Attributes:
        dataset: The dataset; only read.
        name: What it is called.
        frame: All records.
        order: Row numbers of those that are shown.
        filter: The condition in force.
        findings: What is known to be wrong.
        checks: What was checked.
        rules: The tiles to count.
        n_files: How many TFRecords there are.
    """

    dataset: Dataset
    name: str
    frame: pl.DataFrame
    order: NDArray[np.uint32]
    filter: str
    findings: Sequence[Finding]
    checks: Checks
    rules: tuple[Rule, ...]
    n_files: int

    @classmethod
    def of(cls, workspace: "Workspace") -> Self:
        """Return what the views know.

        Raises:
            ValueError: If no dataset is open.
        """
        session = workspace.session
        if session.dataset is None:
            raise ValueError("no dataset is open")
        measuring = workspace.measuring
        frame = _renamed(session.frame, measuring.columns)
        review = session.added.get(REVIEW, ())
        is_reviewed = len(review) == len(REVIEW_SCHEMA) and bool(
            frame.get_column(review[0]).null_count() < frame.height
        )
        if is_reviewed:
            frame = _renamed(frame, dict(zip(REVIEW_SCHEMA, review, strict=True)))
        verified = workspace.verified.files
        return cls(
            dataset=session.dataset,
            name=session.name,
            frame=frame,
            order=session.order,
            filter=session.filter_text,
            findings=tuple(session.findings),
            checks=Checks(
                verified=frozenset(verified) or None,
                deep=bool(verified) and all(verified.values()),
                metrics=VERSION if measuring.n_known else None,
                reader=session.flags.reader if is_reviewed else None,
            ),
            rules=usual_rules(frame.columns, workspace.rules.rules),
            n_files=len(session.paths),
        )

    @property
    def is_verified(self) -> bool:
        """Whether all files were verified."""
        return self.checks.verified is not None and len(self.checks.verified) >= self.n_files

    @property
    def is_narrowed(self) -> bool:
        """Whether some records are hidden."""
        return len(self.order) < self.frame.height


@dataclass(frozen=True, slots=True, eq=False)
class ReportWork:
    """Gathers a report and writes it.

    Attributes:
        source: What is known.
        request: What is to be told.
        target: The file.
        only_shown: Whether only the records that are shown are looked at.
    """

    source: ReportSource
    request: ReportRequest
    target: Path
    only_shown: bool

    def __call__(self, progress: Progress, cancel: CancelToken) -> Report:
        """Do it; a file that is there is replaced, which was asked before."""
        source = self.source
        shown = None
        if self.only_shown:
            shown = np.zeros(source.frame.height, np.bool_)
            shown[source.order] = True
        report = gather(
            source.dataset,
            self.request,
            frame=source.frame,
            findings=source.findings,
            checks=source.checks,
            shown=shown,
            progress=progress,
            cancel=cancel,
        )
        write = partial(write_report, report, self.target, replace=True, cancel=cancel)
        if len(report.slides) >= _MANY:
            # It is all Python, and would hold up the window; leaving waits some seconds at most.
            try:
                with worker_pool(1) as executor:
                    write(executor=executor)
                return report
            except BrokenProcessPool:
                log.exception("the worker process ended; going on without it")
        write()
        return report


def _renamed(frame: pl.DataFrame, columns: Mapping[str, str]) -> pl.DataFrame:
    """Return a frame whose columns have the names that reports know.

    In the window they give way to a field of the same name, which is then left out here.

    Args:
        frame: All records.
        columns: The column of each name.
    """
    other = {column: name for name, column in columns.items() if column != name}
    there = {column: name for column, name in other.items() if column in frame.columns}
    return frame.drop(*there.values(), strict=False).rename(there)
