"""The file of `tfrviewer build --report`: what became of every file that was found."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from tfrviewer.cli import console

if TYPE_CHECKING:
    from tfrviewer.build.running.report import BuildReport

_FORMS = {".csv": "csv", ".json": "json"}
_JSON = b'{\n "num_records":'


def check_report(path: Path, *, dry_run: bool) -> None:
    """Refuse a file that no report can be written to, before anything is done.

    What is there is replaced if it is a report, as of the build that is repeated, and nothing
    else.

    Raises:
        Exit: If it is refused.
    """
    if dry_run:
        raise console.usage_error("--report tells what was done, and --dry-run does nothing.")
    if path.suffix.lower() not in _FORMS:
        raise console.usage_error(f"--report takes a file .csv or .json, not {path}.")
    if not path.parent.is_dir():
        raise console.usage_error(f"{path}: There is no folder {path.parent} for it.")
    if path.is_dir() or (path.exists() and not _is_report(path)):
        raise console.usage_error(
            f"{path}: It is there already, and is no report. Choose another name."
        )


def write_report(report: "BuildReport", path: Path) -> None:
    """Write what became of every file, and say where."""
    from tfrviewer.build.running.fates import write_fates

    write_fates(report, path, cast("Literal['csv', 'json']", _FORMS[path.suffix.lower()]))
    console.say(f"Report saved to {console.shown(str(path))}.")


def _is_report(path: Path) -> bool:
    from tfrviewer.build.running.fates import COLUMNS

    with open(path, "rb") as file:
        head = file.read(1 << 10)
    return head.startswith((_JSON, ",".join(COLUMNS).encode()))
