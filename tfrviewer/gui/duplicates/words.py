"""What is said of duplicates."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.figures import counted, number

if TYPE_CHECKING:
    from tfrviewer.checks.content import Duplicates, Leaks


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


def leaks(found: "Leaks", there: str) -> str:
    """Return what another dataset has in common with the open one."""
    if not found.is_leaking:
        told = _tr("{0} has nothing in common with this dataset: no slide, no patient, no tile.")
        return told.format(there)
    return _tr("In common with {0}: {1}.").format(there, _shared(found))


def leak_headline(found: "Leaks") -> str:
    """Return the same as a heading."""
    return _tr("On both sides: {0}.").format(_shared(found))


def _shared(found: "Leaks") -> str:
    counts = found.counts()
    tiles = counted(counts["tiles"], _tr("1 tile"), _tr("{0} tiles"))
    if counts["near"]:
        tiles = _tr("{0} ({1} the same, {2} nearly)").format(
            tiles, number(counts["exact"]), number(counts["near"])
        )
    return _tr("{0}, {1}, {2}").format(
        counted(counts["slides"], _tr("1 slide"), _tr("{0} slides")),
        counted(counts["patients"], _tr("1 patient"), _tr("{0} patients")),
        tiles,
    )


def leak_note(found: "Leaks") -> str:
    """Return by what patients were told, and what was not compared."""
    how = _tr("Patients are told by the annotations.")
    if found.by_name:
        how = _tr("Patients are told by the names of slides.")
    blank = found.one.blank + found.other.blank
    if not blank:
        return how
    left_out = counted(
        blank, _tr("1 blank tile was left out."), _tr("{0} blank tiles were left out.")
    )
    return _tr("{0} {1}").format(how, left_out)


def slide() -> str:
    """Return what a slide is called in the list."""
    return _tr("Slide")


def patient(name: str) -> str:
    """Return what a patient is called in the list."""
    return _tr("Patient {0}").format(name)


def tile(tfrecord: str, record: int) -> str:
    """Return where a tile lies."""
    return _tr("{0}, record {1}").format(tfrecord, number(record))


def likeness(match: str, distance: int) -> str:
    """Return how alike two tiles are."""
    if match == "exact":
        return _tr("Same image")
    if not distance:
        return _tr("Nearly the same image")
    bits = counted(distance, _tr("1 bit"), _tr("{0} bits"))
    return _tr("Nearly the same image ({0} of 64)").format(bits)
