"""Making findings of records: each by itself where they are few, counted where they are many."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tfrviewer.checks.integrity.facts import Facts
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.tfrecord.scan import MOST_FINDINGS

FEW = 5
"""So many suspicions of one kind are told one by one."""
_NAMED = 10


def of_record(
    path: Path,
    facts: Facts,
    record: int,
    kind: FindingKind,
    severity: Severity,
    message: str,
    remedy: str,
) -> Finding:
    """Return a finding of one record."""
    return Finding(
        kind=kind,
        severity=severity,
        file=str(path),
        record=record,
        offset=int(facts.offsets[record]),
        message=message,
        remedy=remedy,
    )


def of_file(
    path: Path, kind: FindingKind, severity: Severity, message: str, remedy: str
) -> Finding:
    """Return a finding of a file as a whole."""
    return Finding(kind=kind, severity=severity, file=str(path), message=message, remedy=remedy)


def each(
    path: Path,
    facts: Facts,
    which: npt.NDArray[np.int64],
    kind: FindingKind,
    said: Callable[[int], tuple[str, str]],
) -> list[Finding]:
    """Return an error a record, of as many as can be listed; the others are counted.

    Args:
        path: The file.
        facts: What its records told.
        which: int64 (n,), the records.
        kind: What is wrong with them.
        said: Gives message and remedy of one of them, by its number.
    """
    findings = [
        of_record(path, facts, record, kind, Severity.ERROR, *said(record))
        for record in which[:MOST_FINDINGS].tolist()
    ]
    if len(which) > MOST_FINDINGS:
        more = f"{len(which) - MOST_FINDINGS:,} more findings of the kind “{kind.value}”."
        findings.append(of_file(path, FindingKind.MORE, Severity.ERROR, more, ""))
    return findings


def suspicions(
    path: Path,
    facts: Facts,
    which: npt.NDArray[np.int64],
    kind: FindingKind,
    one: Callable[[int], str],
    many: str,
    remedy: str,
) -> list[Finding]:
    """Return warnings about some records: one a record, or one that counts them.

    Args:
        path: The file.
        facts: What its records told.
        which: int64 (n,), the records.
        kind: What it is about.
        one: Says what is wrong with one of them, by its number.
        many: Says it of many, with "{0}" for how many.
        remedy: What to do about it.
    """
    if len(which) <= FEW:
        return [
            of_record(path, facts, record, kind, Severity.WARNING, one(record), remedy)
            for record in which.tolist()
        ]
    first = ", ".join(str(record) for record in which[:_NAMED].tolist())
    text = f"{many.format(f'{len(which):,}')} They are the records {first} and so on."
    return [of_record(path, facts, int(which[0]), kind, Severity.WARNING, text, remedy)]
