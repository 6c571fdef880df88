"""What findings are called, and the sign and colour of how bad they are."""

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPalette

from tfrviewer.errors import FindingKind, Severity
from tfrviewer.gui.figures import counted
from tfrviewer.gui.marked_text import QT_TRANSLATE_NOOP
from tfrviewer.gui.theme import error_colour, muted_text, warning_colour

RANKS: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
"""The worst first."""
SIGNS: Final = {
    Severity.ERROR: "alert-circle",
    Severity.WARNING: "alert-triangle",
    Severity.NOTE: "info-circle",
}
"""The icon of each severity: a shape of its own."""

KIND_NAMES: Final = {
    FindingKind.EMPTY_FILE: QT_TRANSLATE_NOOP("Findings", "Empty file"),
    FindingKind.NOT_A_TFRECORD: QT_TRANSLATE_NOOP("Findings", "Not a TFRecord"),
    FindingKind.LFS_POINTER: QT_TRANSLATE_NOOP("Findings", "Git-LFS pointer"),
    FindingKind.MISSING_FILE: QT_TRANSLATE_NOOP("Findings", "Missing file"),
    FindingKind.UNREADABLE_FILE: QT_TRANSLATE_NOOP("Findings", "Unreadable file"),
    FindingKind.CHANGED_FILE: QT_TRANSLATE_NOOP("Findings", "File changed while open"),
    FindingKind.DAMAGED_COMPRESSION: QT_TRANSLATE_NOOP("Findings", "Damaged compression"),
    FindingKind.TRUNCATED: QT_TRANSLATE_NOOP("Findings", "File cut short"),
    FindingKind.DAMAGED_STRETCH: QT_TRANSLATE_NOOP("Findings", "Damaged stretch"),
    FindingKind.TRAILING_GARBAGE: QT_TRANSLATE_NOOP("Findings", "Garbage at the end"),
    FindingKind.LENGTH_CRC: QT_TRANSLATE_NOOP("Findings", "Checksum of a length"),
    FindingKind.PAYLOAD_CRC: QT_TRANSLATE_NOOP("Findings", "Checksum of a payload"),
    FindingKind.NOT_AN_EXAMPLE: QT_TRANSLATE_NOOP("Findings", "Not an Example"),
    FindingKind.MISSING_FIELD: QT_TRANSLATE_NOOP("Findings", "Missing field"),
    FindingKind.WRONG_FIELD: QT_TRANSLATE_NOOP("Findings", "Wrong field"),
    FindingKind.UNDECODABLE_IMAGE: QT_TRANSLATE_NOOP("Findings", "Undecodable image"),
    FindingKind.NO_LOCATION: QT_TRANSLATE_NOOP("Findings", "No location"),
    FindingKind.STALE_INDEX: QT_TRANSLATE_NOOP("Findings", "Stale index"),
    FindingKind.UNREADABLE_INDEX: QT_TRANSLATE_NOOP("Findings", "Unreadable index"),
    FindingKind.FOREIGN_INDEX: QT_TRANSLATE_NOOP("Findings", "Index of another file"),
    FindingKind.INDEX_NOT_WRITTEN: QT_TRANSLATE_NOOP("Findings", "Index not written"),
    FindingKind.PROJECT: QT_TRANSLATE_NOOP("Findings", "Project"),
    FindingKind.ANNOTATIONS: QT_TRANSLATE_NOOP("Findings", "Annotations"),
    FindingKind.STALE_MANIFEST: QT_TRANSLATE_NOOP("Findings", "Stale count in the manifest"),
    FindingKind.EXTRACTION_REPORT: QT_TRANSLATE_NOOP("Findings", "Extraction report"),
    FindingKind.UNFINISHED_BUILD: QT_TRANSLATE_NOOP("Findings", "Unfinished build"),
    FindingKind.ODD_SIZE: QT_TRANSLATE_NOOP("Findings", "Odd image size"),
    FindingKind.MIXED_FORMATS: QT_TRANSLATE_NOOP("Findings", "Mixed image formats"),
    FindingKind.DUPLICATE_LOCATION: QT_TRANSLATE_NOOP("Findings", "Same location twice"),
    FindingKind.OFF_GRID: QT_TRANSLATE_NOOP("Findings", "Off the grid"),
    FindingKind.DUPLICATE_SLIDE: QT_TRANSLATE_NOOP("Findings", "Same slide twice"),
    FindingKind.SAME_TILES: QT_TRANSLATE_NOOP("Findings", "Same tiles in two files"),
    FindingKind.ABSENT_SLIDE: QT_TRANSLATE_NOOP("Findings", "Slide without tiles"),
    FindingKind.NOT_ANNOTATED: QT_TRANSLATE_NOOP("Findings", "Not annotated"),
    FindingKind.UNFINISHED_SLIDE: QT_TRANSLATE_NOOP("Findings", "Unfinished slide"),
    FindingKind.SLIDEFLOW_DELETES: QT_TRANSLATE_NOOP("Findings", "Slideflow would delete the file"),
    FindingKind.OTHER_SLIDE: QT_TRANSLATE_NOOP("Findings", "Slide of another name"),
    FindingKind.DIVIDED_LOCATIONS: QT_TRANSLATE_NOOP("Findings", "Locations divided by ten"),
    FindingKind.WRONG_SUFFIX: QT_TRANSLATE_NOOP("Findings", "Unusual end of the file name"),
    FindingKind.REVIEW_STORE: QT_TRANSLATE_NOOP("Findings", "Store of the review"),
    FindingKind.FLAGGED_OTHERWISE: QT_TRANSLATE_NOOP("Findings", "Flagged with another picture"),
    FindingKind.NOT_IMPORTED: QT_TRANSLATE_NOOP("Findings", "Flags not imported"),
    FindingKind.DUPLICATE_TILE: QT_TRANSLATE_NOOP("Findings", "Equal tiles"),
    FindingKind.NEAR_DUPLICATE: QT_TRANSLATE_NOOP("Findings", "Nearly equal tiles"),
    FindingKind.SPLIT_LEAK: QT_TRANSLATE_NOOP("Findings", "On both sides of a split"),
    FindingKind.METRIC: QT_TRANSLATE_NOOP("Findings", "Metric beyond a line"),
    FindingKind.MORE: QT_TRANSLATE_NOOP("Findings", "Further findings, counted"),
}
"""What kinds of findings that datasets have are called; builds tell theirs elsewhere."""


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
    found = KIND_NAMES.get(kind)
    return kind.value.replace("-", " ").capitalize() if found is None else _tr(found)
