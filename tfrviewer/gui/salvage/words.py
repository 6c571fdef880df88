"""What the dialog that salvages says: what is saved and lost, how many, and where."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.figures import counted, number, records_text, size_text
from tfrviewer.gui.form import Tone

if TYPE_CHECKING:
    from tfrviewer.tfrecord.salvage import Place, SalvageReport


def _tr(text: str) -> str:
    return QCoreApplication.translate("Salvage", text)


def headline(report: "SalvageReport", *, doubtful: bool) -> tuple[str, Tone]:
    """Return how many records are saved, and how that is meant."""
    saved = saved_records(report, doubtful=doubtful)
    if not saved:
        if not report.is_damaged:
            return _tr("The file is empty: there is no record in it."), Tone.ERROR
        if report.num_doubtful:
            return _tr("No record matches its checksum."), Tone.WARNING
        return _tr("No record can be saved."), Tone.ERROR
    if not report.is_damaged:
        one, many = (
            _tr("Nothing is damaged: its only record is whole."),
            _tr("Nothing is damaged: all {0} records are whole."),
        )
        return counted(saved, one, many), Tone.GOOD
    if not helps(report):  # what is wrong was written so
        one, many = (
            _tr("There is nothing to salvage: its record is as it was written."),
            _tr("There is nothing to salvage: all {0} records are as they were written."),
        )
        return counted(saved, one, many), Tone.NOTE
    if saved == report.found:
        if not report.num_lost or (doubtful and report.num_lost == report.num_doubtful):
            return _tr("All {0} can be saved.").format(records_text(saved)), Tone.GOOD
        return _tr("{0} can be saved.").format(records_text(saved)), Tone.WARNING
    told = _tr("{0} of {1} can be saved.").format(number(saved), records_text(report.found))
    return told, Tone.WARNING


def helps(report: "SalvageReport") -> bool:
    """Return whether a new file would be another one, and have records."""
    differs = report.num_lost or report.num_mended or report.num_doubtful
    return bool(differs and saved_records(report, doubtful=True))


def saved_records(report: "SalvageReport", *, doubtful: bool) -> int:
    """Return how many records are saved, with or without the doubtful ones."""
    return report.records + (report.num_doubtful if doubtful else 0)


def mended(report: "SalvageReport") -> str:
    """Return how many records get a new length field."""
    if not report.num_mended:
        return ""
    return counted(
        report.num_mended,
        _tr("1 record gets a new length field: its own is damaged, its content is whole."),
        _tr("{0} records get a new length field: theirs are damaged, their content is whole."),
    )


def remedy(report: "SalvageReport") -> str:
    """Return what to do where there is nothing to save; "" where there is."""
    if report.found or saved_records(report, doubtful=True):
        return ""
    return _tr("Copy it again from where it came, or extract the slide again.")


def doubtful_choice(report: "SalvageReport") -> str:
    """Return what the box to tick says."""
    return counted(
        report.num_doubtful,
        _tr("&Save 1 record that does not match its checksum as well"),
        _tr("&Save {0} records that do not match their checksum as well"),
    )


def doubtful_meaning(report: "SalvageReport") -> str:
    """Return what ticking it means."""
    return counted(
        report.num_doubtful,
        _tr("It can be read and its image decodes, but bytes may have changed: look at it."),
        _tr("They can be read and their images decode, but bytes may have changed: look at them."),
    )


def lost(report: "SalvageReport") -> str:
    """Return what is lost whatever is chosen."""
    count = report.num_lost - report.num_doubtful
    if count <= 0:
        return ""
    size = report.lost_bytes - sum(place.size for place in report.doubtful)
    stretches = counted(count, _tr("1 stretch"), _tr("{0} stretches"))
    if size <= 0 or report.num_doubtful > len(report.doubtful):
        return _tr("Lost: {0}.").format(stretches)
    return _tr("Lost: {0}, {1} in all.").format(stretches, size_text(size))


def fate(place: "Place", report: "SalvageReport", *, doubtful: bool) -> str:
    """Return what becomes of a place of the list."""
    if place.saved_as is not None:
        return _tr("Saved with a new length")
    if place in report.doubtful:
        return _tr("Saved, look at it") if doubtful else _tr("Left out")
    return _tr("Lost")


def where(place: "Place") -> str:
    """Return where in the damaged file something is."""
    offset = number(place.offset)
    if place.record is None:
        return _tr("Byte {0}").format(offset)
    return _tr("Record {0}, byte {1}").format(number(place.record), offset)


def outcome(report: "SalvageReport") -> str:
    """Return how it went, for the notice."""
    name = "" if report.out is None else Path(report.out).name
    told = [_tr("Saved to {0}: {1}.").format(name, records_text(report.records))]
    left_out = 0 if report.keeps_doubtful else report.num_doubtful
    if left_out:
        one, many = (
            _tr("Left out: 1 record that does not match its checksum."),
            _tr("Left out: {0} records that do not match their checksum."),
        )
        told.append(counted(left_out, one, many))
    lost = report.num_lost - left_out
    if lost:
        gone = counted(lost, _tr("1 stretch"), _tr("{0} stretches"))
        told.append(_tr("Lost: {0}.").format(gone))
    return " ".join(told)


def unreadable(error: OSError) -> tuple[str, str]:
    """Return why a file cannot be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return (
            _tr("The file is not there any more."),
            _tr("Put it back, or connect the disk it lies on, and ask again."),
        )
    return (
        _tr("The file cannot be read: {0}.").format(error.strerror or error),
        _tr("Look at the disk and at who may read it, and ask again."),
    )
