"""From a dataset, and what is known of it, to a report."""

from collections.abc import Callable, Sequence
from datetime import datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.checks.slides import SlideFile, slide_figures
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.project.absence import AbsentSlide
from tfrviewer.errors import Finding
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.report.charts import charts_of
from tfrviewer.report.facts import Checks, facts_of, method_of
from tfrviewer.report.finding_list import findings_of, once
from tfrviewer.report.maps import maps_of
from tfrviewer.report.records import Records
from tfrviewer.report.report import Maps, Report
from tfrviewer.report.request import Part, ReportRequest
from tfrviewer.report.rules import metric_titles
from tfrviewer.report.sheets import random_sheet, rejected_sheet
from tfrviewer.report.slides import rule_counts, slide_lines, worst_first
from tfrviewer.report.verdict import figures_of, statements

MOST_SLIDES = 2000
"""Slides in the table."""
MOST_ABSENT = 500
"""Slides without tiles that are listed."""


def gather(
    dataset: Dataset,
    request: ReportRequest | None = None,
    *,
    frame: pl.DataFrame | None = None,
    findings: Sequence[Finding] = (),
    checks: Checks | None = None,
    shown: NDArray[np.bool_] | None = None,
    now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> Report:
    """Gather a report.

    Args:
        dataset: The dataset.
        request: What is to be told; None for all of it.
        frame: All records in the order of the dataset: its columns, and as far as they are known
            those of the metrics and of the review (`flag`, `note`); None reads the columns.
        findings: What verifying and other checks found, beside what the dataset itself tells.
        checks: What was checked; None for nothing but opening.
        shown: bool (n,), which records are looked at, where `where` only says it in words; None
            applies it.
        now: Tells the time.
        progress: Called as it goes on, with another total for each step.
        cancel: Ends it.

    Returns:
        The report; its size is bounded, whatever that of the dataset.

    Raises:
        QueryError: If the filter is no condition on the columns.
        ValueError: If frame or `shown` have not the records of the dataset.
        Cancelled: If `cancel` is raised.
    """
    request, checks = request or ReportRequest(), checks or Checks()
    cancel = cancel or CancelToken()
    if frame is None:
        frame = dataset.columns(progress=progress, cancel=cancel)
    files = [SlideFile.of(file) for file in dataset.load(cancel=cancel)]
    records = Records(
        frame,
        files,
        request.where,
        request.rules,
        is_reviewed=checks.reader is not None,
        shown=shown,
    )
    summary = dataset.summary(cancel=cancel)
    all_findings = once([*findings, *summary.findings])
    records.note_broken(all_findings)
    found = findings_of(all_findings)
    figures = slide_figures(
        frame, files, all_findings, fit=records.fit, verified=checks.verified, cancel=cancel
    )
    lines = slide_lines(records, figures)
    ordered = worst_first(lines)
    worst = [line for _, line in ordered]
    rules = rule_counts(records, lines)
    cancel.check()
    has = request.parts.__contains__
    metrics = metric_titles()
    where = _where(dataset)
    made = now()
    absent = summary.absent
    sheet = (dataset, records, lines, request.tiles, request.seed)
    return Report(
        request=request,
        title=request.title or _title(dataset),
        where=where,
        made=made,
        verdict=statements(worst, found, rules, absent, records, checks),
        figures=figures_of(lines, found, len(absent), records),
        facts=facts_of(summary, where, records),
        method=method_of(request, records, checks, made.strftime("%Y-%m-%d %H:%M %Z")),
        rules=rules,
        slides=tuple(worst[:MOST_SLIDES]) if has(Part.SLIDES) else (),
        slides_more=max(len(worst) - MOST_SLIDES, 0),
        is_filtered=not records.shown.all(),
        is_reviewed=records.rejected is not None,
        charts=charts_of(records, request.rules, metrics) if has(Part.HISTOGRAMS) else (),
        maps=maps_of(records, ordered, request.maps, cancel=cancel, progress=progress)
        if has(Part.MAPS)
        else Maps((), (), 0, 0),
        findings=found,
        sample=random_sheet(*sheet, cancel=cancel, progress=progress) if has(Part.SAMPLE) else None,
        rejected=rejected_sheet(*sheet, cancel=cancel, progress=progress)
        if has(Part.REJECTED)
        else None,
        absent=_listed(absent) if has(Part.ABSENT) else (),
        absent_more=max(len(absent) - MOST_ABSENT, 0),
    )


def _listed(absent: Sequence[AbsentSlide]) -> tuple[AbsentSlide, ...]:
    return tuple(absent[:MOST_ABSENT])


def _where(dataset: Dataset) -> str:
    if dataset.project is not None:
        return str(dataset.project.root.absolute())
    if dataset.root is not None:
        return str(dataset.root.absolute())
    paths = [path.absolute() for path in dataset.tfrecords()]
    if len(paths) == 1:
        return str(paths[0])
    folders = {path.parent for path in paths}
    where = f" in {folders.pop()}" if len(folders) == 1 else ""
    return f"{len(paths):,} TFRecords{where}"


def _title(dataset: Dataset) -> str:
    if dataset.project is not None:
        return dataset.project.name
    if dataset.root is not None:
        return dataset.root.resolve().name or str(dataset.root)
    paths = dataset.tfrecords()
    return paths[0].name if len(paths) == 1 else f"{len(paths):,} TFRecords"
