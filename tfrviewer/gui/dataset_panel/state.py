"""The state of a file of the dataset in one word, worst last."""

from collections.abc import Iterable
from enum import IntEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPalette

from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.theme import error_colour, good_colour, muted_text, warning_colour


class FileState(IntEnum):
    """How a file is, in the order of how much it matters."""

    OK = 0
    LOADING = 1
    EMPTY = 2
    STALE_INDEX = 3
    STALE_MANIFEST = 4
    WARNING = 5
    DAMAGED = 6
    UNREADABLE = 7
    NOT_A_TFRECORD = 8


_BY_KIND = {
    FindingKind.EMPTY_FILE: FileState.EMPTY,
    FindingKind.NOT_A_TFRECORD: FileState.NOT_A_TFRECORD,
    FindingKind.LFS_POINTER: FileState.NOT_A_TFRECORD,
    FindingKind.UNREADABLE_FILE: FileState.UNREADABLE,
    FindingKind.CHANGED_FILE: FileState.UNREADABLE,
    FindingKind.STALE_INDEX: FileState.STALE_INDEX,
    FindingKind.FOREIGN_INDEX: FileState.STALE_INDEX,
    FindingKind.UNREADABLE_INDEX: FileState.STALE_INDEX,
    FindingKind.STALE_MANIFEST: FileState.STALE_MANIFEST,
}
_BY_SEVERITY = {
    Severity.ERROR: FileState.DAMAGED,
    Severity.WARNING: FileState.WARNING,
    Severity.NOTE: FileState.OK,
}
ICONS = {
    FileState.OK: "circle-check",
    FileState.LOADING: "hourglass",
    FileState.EMPTY: "square",
    FileState.STALE_INDEX: "history",
    FileState.STALE_MANIFEST: "equal-not",
    FileState.WARNING: "alert-triangle",
    FileState.DAMAGED: "alert-circle",
    FileState.UNREADABLE: "lock",
    FileState.NOT_A_TFRECORD: "help",
}
_WORDS = {
    FileState.OK: "ok",
    FileState.LOADING: "loading",
    FileState.EMPTY: "empty",
    FileState.STALE_INDEX: "stale index",
    FileState.STALE_MANIFEST: "stale count",
    FileState.WARNING: "warning",
    FileState.DAMAGED: "damaged",
    FileState.UNREADABLE: "unreadable",
    FileState.NOT_A_TFRECORD: "not a TFRecord",
}


def state_of(findings: Iterable[Finding]) -> FileState:
    """Return the worst that findings say of a file."""
    states = (_BY_KIND.get(f.kind, _BY_SEVERITY[f.severity]) for f in findings)
    return max(states, default=FileState.OK)


def word_for(state: FileState) -> str:
    """Return the word for a state, in the user's language."""
    return QCoreApplication.translate("FileState", _WORDS[state])


def colour_for(state: FileState, palette: QPalette) -> QColor:
    """Return the colour of a state's sign; the word beside it says the same."""
    if state is FileState.OK:
        return good_colour(palette)
    if state is FileState.LOADING:
        return muted_text(palette)
    if state < FileState.DAMAGED:
        return warning_colour(palette)
    return error_colour(palette)
