"""What verifying says."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale

from tfrviewer.errors import Finding, Severity


def _tr(text: str) -> str:
    return QCoreApplication.translate("Verifying", text)


def _count(number: int, one: str, many: str) -> str:
    return (one if number == 1 else many).format(QLocale().toString(number))


def counts(findings: Iterable[Finding]) -> str:
    """Return how many findings of each severity there are; "" if there are none."""
    found = Counter(finding.severity for finding in findings)
    told = (
        (found[Severity.ERROR], _tr("1 error"), _tr("{0} errors")),
        (found[Severity.WARNING], _tr("1 warning"), _tr("{0} warnings")),
        (found[Severity.NOTE], _tr("1 note"), _tr("{0} notes")),
    )
    return ", ".join(_count(*one) for one in told if one[0])


def headline(files: int, records: int, findings: Iterable[Finding]) -> str:
    """Return what was verified and found: “941 files, 284,114 records: 3 errors, 12 warnings”."""
    return _tr("{0}, {1}: {2}").format(
        _count(files, _tr("1 file"), _tr("{0} files")),
        _count(records, _tr("1 record"), _tr("{0} records")),
        counts(findings) or _tr("nothing wrong was found"),
    )


def stopped(done: int, files: int) -> str:
    """Return how far it came before it was cancelled."""
    text = _tr("Stopped: {0} of {1} verified. Verifying again goes on from there.")
    return text.format(QLocale().toString(done), _count(files, _tr("1 file"), _tr("{0} files")))
