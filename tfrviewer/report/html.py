"""A report as one HTML page: styles and pictures inside, no script, nothing from elsewhere."""

from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING

from tfrviewer.errors import Severity, shown
from tfrviewer.report import drawing, leads, tables
from tfrviewer.report.report import Picture, Report, Sheet
from tfrviewer.report.request import Part

if TYPE_CHECKING:
    from jinja2 import Template

_SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.NOTE: "●", None: "✔"}


def to_html(report: Report) -> str:
    """Return a report as the text of an HTML page."""
    return _template().render(
        report=report,
        Part=Part,
        tables=tables,
        leads=leads,
        draw=drawing.draw,
        box=drawing,
        signs=_SIGNS,
        sheets=_sheets(report),
    )


def _sheets(report: Report) -> list[tuple[str, str, Sheet]]:
    named = (
        ("sample", "Tiles drawn at random", report.sample),
        ("rejected", "Rejected tiles", report.rejected),
    )
    return [(name, title, sheet) for name, title, sheet in named if sheet is not None]


def _seen(value: object) -> object:
    """Return what a page shows of a value; what the page is made of stays as it is."""
    from markupsafe import Markup

    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _data_url(picture: Picture) -> str:
    return f"data:{picture.media_type};base64,{b64encode(picture.data).decode('ascii')}"


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("tfrviewer.report"),
        autoescape=True,  # names and messages come from the files of strangers
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["data_url"] = _data_url
    environment.filters["commas"] = "{:,}".format
    return environment.get_template("report.html")
