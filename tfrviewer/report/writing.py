"""Writing a report to a file: whole or not at all, and over nothing unasked."""

import errno
import os
from concurrent.futures import Executor
from pathlib import Path

from tfrviewer.atomic import open_atomically
from tfrviewer.errors import Finding, FindingKind, Severity, TargetExistsError
from tfrviewer.jobs import CancelToken, map_units
from tfrviewer.report.report import Report

FORMATS = {".html": "HTML", ".htm": "HTML", ".pdf": "PDF"}
"""Formats by the endings of names."""


def check_target(path: str | os.PathLike[str], *, replace: bool = False) -> Path:
    """Return where a report is to be written, if it can be.

    Args:
        path: The file; its ending tells the format.
        replace: Whether a file that is there already is replaced.

    Raises:
        ValueError: If the ending tells no format.
        TargetExistsError: If it is there and not to be replaced, or is a folder.
        FileNotFoundError: If its folder is not there.
    """
    target = Path(path)
    if target.suffix.lower() not in FORMATS:
        raise ValueError(
            f"a report is written as {' or '.join(('.html', '.pdf'))}, not {target.name!r}."
        )
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(target.parent))
    if target.is_dir() or (not replace and os.path.lexists(target)):
        is_folder = target.is_dir()
        raise TargetExistsError(
            Finding(
                kind=FindingKind.TARGET_EXISTS,
                severity=Severity.ERROR,
                file=str(target),
                message="It is a folder." if is_folder else "It is there already.",
                remedy="Name another file."
                if is_folder
                else "Replace it (replace=True, --replace), or write to another file.",
            )
        )
    return target


def write_report(
    report: Report,
    path: str | os.PathLike[str],
    *,
    replace: bool = False,
    executor: Executor | None = None,
    cancel: CancelToken | None = None,
) -> Path:
    """Write a report; the ending of the name tells whether as HTML or as PDF.

    Args:
        report: The report.
        path: The file.
        replace: Whether a file that is there already is replaced.
        executor: Where it is laid out, which takes seconds of Python for many slides; None does
            it here.
        cancel: Ends it; no file is left then.

    Returns:
        Where it was written.

    Raises:
        ValueError: If the ending tells no format.
        TargetExistsError: If it is there and not to be replaced.
        OSError: If it cannot be written.
        Cancelled: If `cancel` is raised.
    """
    target = check_target(path, replace=replace)
    unit = report, FORMATS[target.suffix.lower()]
    (data,) = map_units(_rendered, [unit], executor=executor, cancel=cancel)
    with open_atomically(target) as file:
        file.write(data)
        if cancel is not None:
            cancel.check()
        check_target(target, replace=replace)  # something may have come there meanwhile
    return target


def _rendered(unit: tuple[Report, str]) -> bytes:
    report, form = unit
    if form == "PDF":
        from tfrviewer.report.pdf import to_pdf

        return to_pdf(report)
    from tfrviewer.report.html import to_html

    return to_html(report).encode("utf-8")
