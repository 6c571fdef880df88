"""What is said of a report once it is there."""

from PySide6.QtCore import QCoreApplication

from tfrviewer.errors import Severity
from tfrviewer.gui.figures import counted
from tfrviewer.report.report import Report


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reporting", text)


def saved_text(name: str, report: Report, *, verified: bool) -> str:
    """Return that a report was saved, and what it tells of.

    Args:
        name: Of the report's file.
        report: The report.
        verified: Whether all files were verified; else nobody can say that nothing is wrong.
    """
    errors = report.findings.of(Severity.ERROR)
    warnings = report.findings.of(Severity.WARNING)
    if not errors and not warnings and not verified:
        return _tr(
            "{0} was saved: nothing wrong was found so far, but not all files are verified."
        ).format(name)
    if not errors and not warnings:
        return _tr("{0} was saved: nothing was found to be wrong.").format(name)
    return _tr("{0} was saved: {1}, {2}.").format(
        name,
        counted(errors, _tr("1 error"), _tr("{0} errors")),
        counted(warnings, _tr("1 warning"), _tr("{0} warnings")),
    )
