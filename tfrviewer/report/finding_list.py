"""What is wrong with a dataset, counted by kind, and listed as far as a reader reads on."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.report.report import FindingCount, Findings

MOST_LISTED = 200
"""Findings that are listed."""
MOST_ALIKE = 3
"""Findings of one kind in one file that are listed."""

_ORDER = {severity: at for at, severity in enumerate(Severity)}


def findings_of(findings: Iterable[Finding], *, most: int = MOST_LISTED) -> Findings:
    """Count findings, and choose those that are listed.

    Args:
        findings: What is wrong, as `once` gives it.
        most: How many are listed: of each kind and file the first few, the worst first.
    """
    distinct = sorted(findings, key=lambda one: _ORDER[one.severity])
    listed: list[Finding] = []
    alike: Counter[tuple[str, FindingKind]] = Counter()
    for finding in distinct:
        alike[finding.file, finding.kind] += 1
        if alike[finding.file, finding.kind] <= MOST_ALIKE and len(listed) < most:
            listed.append(finding)
    return Findings(_counted(distinct), tuple(listed), len(distinct) - len(listed))


def once(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings without what opening and verifying both tell, if in other words."""
    known: dict[Hashable, Finding] = {}
    for finding in findings:
        place: Hashable = finding.record
        if place is None:
            # Not a pair of record and offset: the same record is told with and without it.
            place = finding.message if finding.offset is None else ("byte", finding.offset)
        known.setdefault((finding.file, finding.kind, place), finding)
    return list(known.values())


def _counted(findings: Sequence[Finding]) -> tuple[FindingCount, ...]:
    groups: dict[tuple[Severity, FindingKind], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.kind), []).append(finding)
    counts = [
        FindingCount(
            kind=kind,
            severity=severity,
            count=len(group),
            files=len({finding.file for finding in group} - {""}),
            first=group[0],
        )
        for (severity, kind), group in groups.items()
    ]
    return tuple(sorted(counts, key=lambda one: (_ORDER[one.severity], -one.count)))
