"""Reports: what was opened, what is wrong with it and what was said of it, for people to keep.

`make_report` does it all: `know` finds out what there is to tell, `gather` makes a `Report` of it,
`write_report` writes that as HTML or PDF. Importing this package loads none of them, and laying a
report out needs no polars.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tfrviewer.report.facts import Checks
    from tfrviewer.report.gathering import gather
    from tfrviewer.report.knowing import Known, know
    from tfrviewer.report.making import make_report
    from tfrviewer.report.report import Report
    from tfrviewer.report.request import Part, ReportRequest, Rule
    from tfrviewer.report.rules import usual_rules
    from tfrviewer.report.writing import write_report

__all__ = [
    "Checks",
    "Known",
    "Part",
    "Report",
    "ReportRequest",
    "Rule",
    "gather",
    "know",
    "make_report",
    "usual_rules",
    "write_report",
]

_HOMES = {
    "Checks": "facts",
    "Known": "knowing",
    "Part": "request",
    "Report": "report",
    "ReportRequest": "request",
    "Rule": "request",
    "gather": "gathering",
    "know": "knowing",
    "make_report": "making",
    "usual_rules": "rules",
    "write_report": "writing",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'tfrviewer.report' has no attribute {name!r}")
    return getattr(import_module(f"tfrviewer.report.{home}"), name)
