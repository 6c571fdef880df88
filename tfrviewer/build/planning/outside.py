"""Why an image that was found is in no TFRecord of a layout, as findings."""

from pathlib import Path

from tfrviewer.build.request.choices import Layout
from tfrviewer.errors import Finding, FindingKind, Severity


def outside_layout(image: str, layout: Layout) -> Finding:
    """Return the finding of an image where the layout expects none."""
    if layout is Layout.SINGLE:
        return _finding(
            image,
            "It lies in a folder below the slide's, and one folder is one slide in this layout.",
            "Choose the layout nested or merged.",
        )
    return _finding(
        image, "It lies in no folder of a slide.", "Move it into the folder of its slide."
    )


def no_slide(image: str) -> Finding:
    """Return the finding of an image whose name tells no slide, where names do."""
    return _finding(
        image,
        "Its name tells no slide, and names tell them in this layout.",
        "Rename it like the others, or give a pattern that has the part {slide}.",
    )


def not_named(image: Path, sheet: Path) -> Finding:
    """Return the finding of an image that the sheet does not name: that is a choice."""
    return _finding(
        str(image),
        f"{sheet.name} does not name it.",
        "Add a line if it is to be taken.",
        severity=Severity.NOTE,
    )


def _finding(
    image: str, message: str, remedy: str = "", severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(
        kind=FindingKind.OUTSIDE_LAYOUT,
        severity=severity,
        file=image,
        message=message,
        remedy=remedy,
    )
