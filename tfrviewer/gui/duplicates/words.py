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
    left_out = _left_out(found.tiles.blank, found.tiles.undecodable)
    if not len(found):
        none = _tr("No tile is there twice.")
        return _tr("{0} {1}").format(none, left_out) if left_out else none
    groups = counted(
        len(found),
        _tr("1 group of tiles that are alike"),
        _tr("{0} groups of tiles that are alike"),
    )
    parts = (
        (counts["exact"] + counts["pixels"], _tr("1 of equal tiles"), _tr("{0} of equal tiles")),
        (counts["near"], _tr("1 of nearly equal ones"), _tr("{0} of nearly equal ones")),
        (counts["across_slides"], _tr("1 across slides"), _tr("{0} across slides")),
    )
    told = _tr("{0}: {1}.").format(groups, _parts(*parts))
    return _tr("{0} {1}").format(told, left_out) if left_out else told


def _parts(*parts: tuple[int, str, str]) -> str:
    """Return those counts that are not 0, one after the other."""
    return ", ".join(counted(*part) for part in parts if part[0])


def _left_out(blank: int, undecodable: int) -> str:
    """Return which tiles were not compared; "" if all were."""
    if not blank + undecodable:
        return ""
    parts = (
        (blank, _tr("1 blank tile"), _tr("{0} blank tiles")),
        (undecodable, _tr("1 that cannot be decoded"), _tr("{0} that cannot be decoded")),
    )
    return _tr("Left out: {0}.").format(_parts(*parts))


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
    return _parts(
        (counts["slides"], _tr("1 slide"), _tr("{0} slides")),
        (counts["patients"], _tr("1 patient"), _tr("{0} patients")),
        (counts["exact"], _tr("1 tile that is the same"), _tr("{0} tiles that are the same")),
        (counts["near"], _tr("1 that is nearly so"), _tr("{0} that are nearly so")),
    )


def leak_note(found: "Leaks") -> str:
    """Return by what patients were told, and what was not compared."""
    how = _tr("Patients are told by the annotations.")
    if found.by_name:
        how = _tr("Patients are told by the names of slides.")
    one, other = found.one, found.other
    left_out = _left_out(one.blank + other.blank, one.undecodable + other.undecodable)
    return _tr("{0} {1}").format(how, left_out) if left_out else how


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
        return _tr("Nearly the same")
    return _tr("Nearly the same ({0} of 64 bits)").format(number(distance))
