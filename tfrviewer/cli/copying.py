"""How the commands that copy records run, tell what they did, and end."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from tfrviewer.cli import answers, console
from tfrviewer.cli.signals import as_interrupts
from tfrviewer.jobs import Progress

if TYPE_CHECKING:
    from tfrviewer.build.subset.report import SubsetReport

_R = TypeVar("_R")


def carry_out(
    title: str,
    work: Callable[[Progress], _R],
    told: Callable[[Any], dict[str, Any]],
) -> _R:
    """Do some work with a progress bar; ended before its time, it tells what it did till then.

    Args:
        title: What the work is, for the bar.
        work: Does it, and tells its progress.
        told: Returns the JSON of what was done, the attribute `report` of an error.
    """
    try:
        with as_interrupts(), console.progress_bar(title) as progress:
            return work(progress)
    except BaseException as error:
        if (done := getattr(error, "report", None)) is not None:
            answers.note_done(told(done))
        raise


def check(checker: Callable[..., object], *values: object) -> None:
    """Have what was asked for be checked, before anything is read.

    Raises:
        Exit: If it cannot be.
    """
    try:
        checker(*values)
    except ValueError as error:
        raise console.usage_error(error) from None


def end(report: "SubsetReport", path: str, *, as_json: bool) -> typer.Exit:
    """Print what was copied, and return the end of the command.

    Args:
        report: What was copied.
        path: Where records came from, as it was given.
        as_json: Whether to print JSON.
    """
    if as_json:
        console.print_json(json_of(report, path))
    else:
        records = console.counted(report.records, "record")
        files = console.counted(len(report.files), "TFRecord")
        where = report.files[0].path if len(report.files) == 1 else report.output
        line = f"{records} in {files} written to {console.shown(str(where))}"
        if report.kept:
            line += f", {console.counted(len(report.kept), 'TFRecord')} there already"
        print(f"{line}, {console.counted(len(report.left_out), 'record')} left out")
        _print_parts(report)
        console.print_findings(report.findings)
    if report.left_out:  # whatever the reason, even a mere note
        return typer.Exit(console.FOUND)
    return console.end_with(report.findings)


def json_of(report: "SubsetReport", path: str) -> dict[str, Any]:
    """Return what was copied as a JSON object."""
    return {"path": path, **report.to_json()}


def _print_parts(report: "SubsetReport") -> None:
    parts = dict.fromkeys(file.part for file in report.files if file.part is not None)
    for part in parts:
        files = [file for file in report.files if file.part == part]
        slides = {slide for file in files for slide in file.slides}
        records = sum(file.records for file in files)
        print(f"  {records:>9,}  {console.shown(part)} ({console.counted(len(slides), 'slide')})")
