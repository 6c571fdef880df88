"""What the page of the result says. No widgets."""

from PySide6.QtCore import QCoreApplication

from tfrviewer.build.running.report import BuildReport
from tfrviewer.gui.figures import (
    counted,
    duration_text,
    files_text,
    images_text,
    records_text,
    size_text,
)
from tfrviewer.gui.form import Tone

Words = tuple[str, Tone]


def _tr(text: str) -> str:
    return QCoreApplication.translate("BuildWizard", text)


def headline(report: BuildReport, *, verified: bool) -> Words:
    """Say what was written."""
    if not report.files:
        if report.skipped:
            return _tr("Nothing had to be written: every TFRecord was there."), Tone.NOTE
        return _tr("No TFRecord was written: not one image could be taken."), Tone.WARNING
    if not report.records:
        return _tr("Nothing had to be added: every image was there already."), Tone.NOTE
    text = _tr("{0} in {1}, written and verified") if verified else _tr("{0} in {1}, written")
    return text.format(records_text(report.records), files_text(len(report.files))), Tone.GOOD


def particulars(report: BuildReport, seconds: float) -> str:
    """Say how large it is, how long it took, and what stayed as it was."""
    parts = []
    if report.files:
        parts.append(size_text(sum(file.size for file in report.files)))
    parts.append(duration_text(seconds))
    kept = sum(file.kept for file in report.files)
    if kept:
        parts.append(
            counted(
                kept,
                _tr("added behind 1 record that was there"),
                _tr("added behind {0} records that were there"),
            )
        )
    there = sum(len(file.there) for file in report.files if file.there is not None)
    if there:
        parts.append(_tr("{0} were in them already").format(images_text(there)))
    if report.skipped:
        parts.append(_tr("{0} kept as they were").format(files_text(len(report.skipped))))
    return " · ".join(parts)
