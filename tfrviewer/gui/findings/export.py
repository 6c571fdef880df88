"""The list of findings as text for files and the clipboard."""

import csv
import io
import json
from collections.abc import Iterable

from tfrviewer.errors import Finding

_NAMES = ("kind", "severity", "file", "record", "offset", "message", "remedy")


def as_json(findings: Iterable[Finding]) -> bytes:
    """Return findings as a JSON array, each as every command writes it."""
    values = [finding.to_json() for finding in findings]
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(findings: Iterable[Finding]) -> bytes:
    """Return findings as CSV with a header, the names those of the JSON."""
    return _table(findings, ",").encode()


def as_tsv(findings: Iterable[Finding]) -> str:
    """Return findings as tab-separated lines with a header, for spreadsheets."""
    return _table(findings, "\t")


def _table(findings: Iterable[Finding], delimiter: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(_NAMES)
    for finding in findings:
        value = finding.to_json()
        writer.writerow(["" if value[name] is None else value[name] for name in _NAMES])
    return text.getvalue()


def as_text(finding: Finding) -> str:
    """Return a finding as lines to paste into a message: where, what, and what to do."""
    lines = [finding.file, finding.where, finding.message, finding.remedy]
    return "\n".join(line for line in lines if line)
