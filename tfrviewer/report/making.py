"""A report from beginning to end: known, gathered, written."""

import os
from collections.abc import Mapping
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import replace as replace_in

from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.discovery import Paths
from tfrviewer.dataset.metrics.rules import read_rules, rules_path
from tfrviewer.dataset.table.query import condition_columns
from tfrviewer.jobs import CancelToken
from tfrviewer.report.gathering import gather
from tfrviewer.report.knowing import Step, know
from tfrviewer.report.report import Report
from tfrviewer.report.request import MOST_RULES, ReportRequest, Rule
from tfrviewer.report.rules import usual_rules
from tfrviewer.report.writing import check_target, write_report


def make_report(
    what: Dataset | Paths,
    out: str | os.PathLike[str],
    *,
    title: str = "",
    where: str = "",
    rules: Mapping[str, str] | None = None,
    seed: int = 0,
    tiles: int = 48,
    maps: int = 48,
    verify: bool = True,
    deep: bool = False,
    measure: bool = False,
    reader: str | None = None,
    replace: bool = False,
    executor: Executor | None = None,
    step: Step | None = None,
    cancel: CancelToken | None = None,
) -> Report:
    """Write a report on a dataset, as one HTML page or as a PDF.

    What was verified and measured before is told in any case, as are flags, the rules kept of the
    dataset and the presets of the metrics. Nothing is written beside the data unless `out` is.

    Args:
        what: A dataset, or the paths of one.
        out: The file, which ends in .html or .pdf.
        title: What stands above it; empty names the folder.
        where: A condition as the filter takes it; only tiles that fulfil it are looked at.
        rules: Further tiles to count: {what they are called: the condition they fulfil}.
        seed: Of the tiles drawn at random; the same seed draws the same tiles.
        tiles: How many tiles a contact sheet has at most, 240 or less.
        maps: How many slides have a map at most, the worst first, 400 or less.
        verify: Whether files are verified that were not yet.
        deep: Whether every image is decoded for that.
        measure: Whether tiles are measured that were not yet.
        reader: Whose flags are told; None is whoever is logged in.
        replace: Whether `out` is replaced if it is there.
        executor: Where files are read; None reads them here.
        step: Called with a title as each step begins; gives what is told how far it is.
        cancel: Ends it; no file is written then.

    Returns:
        What it tells; `to_json` has it without the pictures.

    Raises:
        ValueError: If a number is out of range, a rule has no condition that can be read, or `out`
            ends otherwise.
        TargetExistsError: If `out` is there and not to be replaced.
        PathNotFoundError: If a path is not there.
        QueryError: If `where` is no condition on the columns.
        ReviewError: If the flags cannot be read.
        OSError: If it cannot be written.
        Cancelled: If `cancel` is raised.
    """
    check_target(out, replace=replace)
    request = request_of(title, where, rules or {}, seed=seed, tiles=tiles, maps=maps)
    dataset = what if isinstance(what, Dataset) else Dataset(what)
    known = know(
        dataset, verifies=verify, deep=deep, measures=measure, reader=reader, where=where,
        executor=executor, step=step, cancel=cancel,
    )  # fmt: skip
    usual = usual_rules(known.frame.columns, read_rules(rules_path(dataset)))
    titles = {one.title for one in request.rules}
    every = (*request.rules, *(one for one in usual if one.title not in titles))[:MOST_RULES]
    with nullcontext() if step is None else step("Gathering") as progress:
        report = gather(
            dataset, replace_in(request, rules=every), frame=known.frame, findings=known.findings,
            checks=known.checks, progress=progress, cancel=cancel,
        )  # fmt: skip
    write_report(report, out, replace=replace, cancel=cancel)
    return report


def request_of(
    title: str, where: str, rules: Mapping[str, str], *, seed: int, tiles: int, maps: int
) -> ReportRequest:
    """Return what is asked for, with the rules by name.

    Raises:
        ValueError: If a number is out of range, or a rule has no condition that can be read.
    """
    for name, asked in rules.items():
        if asked.strip() and not condition_columns(asked):
            raise ValueError(
                f"the condition of the rule {name!r}, {asked!r}, cannot be read, or names no "
                "column. It is written as in bytes < 2000."
            )
    return ReportRequest(
        title=title,
        where=where,
        rules=tuple(Rule(title=name, condition=asked) for name, asked in rules.items()),
        seed=seed,
        tiles=tiles,
        maps=maps,
    )
