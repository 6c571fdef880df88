"""What findings are called, and the sign and colour of how bad they are."""

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPalette

from tfrviewer.errors import FindingKind, Severity
from tfrviewer.gui.figures import counted
from tfrviewer.gui.theme import error_colour, muted_text, warning_colour

RANKS: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
"""The worst first."""
SIGNS: Final = {
    Severity.ERROR: "alert-circle",
    Severity.WARNING: "alert-triangle",
    Severity.NOTE: "info-circle",
}
"""The icon of each severity: a shape of its own."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Findings", text)


def severity_colour(severity: Severity, palette: QPalette) -> QColor:
    """Return the colour of a severity's sign; a word or the shape of the sign says the same."""
    if severity is Severity.ERROR:
        return error_colour(palette)
    return warning_colour(palette) if severity is Severity.WARNING else muted_text(palette)


def severity_text(severity: Severity) -> str:
    """Return what one finding of a severity is called."""
    match severity:
        case Severity.ERROR:
            return _tr("Error")
        case Severity.WARNING:
            return _tr("Warning")
    return _tr("Note")


def severities_text(severity: Severity) -> str:
    """Return what several findings of a severity are called."""
    match severity:
        case Severity.ERROR:
            return _tr("Errors")
        case Severity.WARNING:
            return _tr("Warnings")
    return _tr("Notes")


def count_text(severity: Severity, count: int) -> str:
    """Return how many findings of a severity there are."""
    match severity:
        case Severity.ERROR:
            return counted(count, _tr("1 error"), _tr("{0} errors"))
        case Severity.WARNING:
            return counted(count, _tr("1 warning"), _tr("{0} warnings"))
    return counted(count, _tr("1 note"), _tr("{0} notes"))


def findings_text(count: int) -> str:
    """Return how many findings there are."""
    return counted(count, _tr("1 finding"), _tr("{0} findings"))


def kind_text(kind: FindingKind) -> str:
    """Return what a kind of finding is called; one without a name of its own by its code."""
    found = _kinds().get(kind)
    return kind.value.replace("-", " ").capitalize() if found is None else found


def _kinds() -> dict[FindingKind, str]:
    return {
        FindingKind.EMPTY_FILE: _tr("Empty file"),
        FindingKind.NOT_A_TFRECORD: _tr("Not a TFRecord"),
        FindingKind.LFS_POINTER: _tr("Git-LFS pointer"),
        FindingKind.MISSING_FILE: _tr("Missing file"),
        FindingKind.UNREADABLE_FILE: _tr("Unreadable file"),
        FindingKind.CHANGED_FILE: _tr("File changed while open"),
        FindingKind.DAMAGED_COMPRESSION: _tr("Damaged compression"),
        FindingKind.TRUNCATED: _tr("File cut short"),
        FindingKind.DAMAGED_STRETCH: _tr("Damaged stretch"),
        FindingKind.TRAILING_GARBAGE: _tr("Garbage at the end"),
        FindingKind.LENGTH_CRC: _tr("Checksum of a length"),
        FindingKind.PAYLOAD_CRC: _tr("Checksum of a payload"),
        FindingKind.NOT_AN_EXAMPLE: _tr("Not an Example"),
        FindingKind.MISSING_FIELD: _tr("Missing field"),
        FindingKind.WRONG_FIELD: _tr("Wrong field"),
        FindingKind.UNDECODABLE_IMAGE: _tr("Undecodable image"),
        FindingKind.NO_LOCATION: _tr("No location"),
        FindingKind.STALE_INDEX: _tr("Stale index"),
        FindingKind.UNREADABLE_INDEX: _tr("Unreadable index"),
        FindingKind.FOREIGN_INDEX: _tr("Index of another file"),
        FindingKind.INDEX_NOT_WRITTEN: _tr("Index not written"),
        FindingKind.PROJECT: _tr("Project"),
        FindingKind.ANNOTATIONS: _tr("Annotations"),
        FindingKind.STALE_MANIFEST: _tr("Stale count in the manifest"),
        FindingKind.EXTRACTION_REPORT: _tr("Extraction report"),
        FindingKind.UNFINISHED_BUILD: _tr("Unfinished build"),
        FindingKind.ODD_SIZE: _tr("Odd image size"),
        FindingKind.MIXED_FORMATS: _tr("Mixed image formats"),
        FindingKind.DUPLICATE_LOCATION: _tr("Same location twice"),
        FindingKind.OFF_GRID: _tr("Off the grid"),
        FindingKind.DUPLICATE_SLIDE: _tr("Same slide twice"),
        FindingKind.SAME_TILES: _tr("Same tiles in two files"),
        FindingKind.ABSENT_SLIDE: _tr("Slide without tiles"),
        FindingKind.NOT_ANNOTATED: _tr("Not annotated"),
        FindingKind.UNFINISHED_SLIDE: _tr("Unfinished slide"),
        FindingKind.SLIDEFLOW_DELETES: _tr("Slideflow would delete the file"),
        FindingKind.MORE: _tr("Further findings, counted"),
    }
