"""What is said of duplicates."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.figures import counted

if TYPE_CHECKING:
    from tfrviewer.checks.content import Duplicates


def _tr(text: str) -> str:
    return QCoreApplication.translate("Duplicates", text)


def outcome(found: "Duplicates") -> str:
    """Return how many groups there are, and what was not compared."""
    counts = found.counts()
    blank = found.tiles.blank
    left_out = counted(
        blank, _tr("1 blank tile was left out."), _tr("{0} blank tiles were left out.")
    )
    if not len(found):
        none = _tr("No tile is there twice.")
        return _tr("{0} {1}").format(none, left_out) if blank else none
    groups = counted(
        len(found),
        _tr("1 group of tiles that are alike"),
        _tr("{0} groups of tiles that are alike"),
    )
    equal = counts["exact"] + counts["pixels"]
    told = _tr("{0}: {1}, {2}, {3}.").format(
        groups,
        counted(equal, _tr("1 of equal tiles"), _tr("{0} of equal tiles")),
        counted(counts["near"], _tr("1 of nearly equal ones"), _tr("{0} of nearly equal ones")),
        counted(counts["across_slides"], _tr("1 across slides"), _tr("{0} across slides")),
    )
    return _tr("{0} {1}").format(told, left_out) if blank else told
