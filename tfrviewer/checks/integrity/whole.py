"""Examining a whole file, over damage as well.

A sound file is followed from its first record to its last, and read once. Where that way ends
early, the records are found as opening finds them (`tfrecord.scan`), which gets over damage; those
that were examined already are not read again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tfrviewer.checks.integrity.examine import Examiner
from tfrviewer.checks.integrity.facts import Facts
from tfrviewer.errors import Finding, FindingKind
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.salvage_gaps import Gaps
from tfrviewer.tfrecord.scan import scan_file
from tfrviewer.tfrecord.source import FileSource

Int64Array = npt.NDArray[np.int64]

_STRETCHES = (
    FindingKind.DAMAGED_STRETCH,
    FindingKind.TRAILING_GARBAGE,
    FindingKind.TRUNCATED,
)


@dataclass(frozen=True, slots=True, eq=False)
class Examined:
    """What all records of a file told.

    Attributes:
        facts: What each of them told, in the order of the file.
        findings: What is wrong with the framing.
        savable: How many more records salvage would save.
    """

    facts: Facts
    findings: list[Finding]
    savable: int = 0


def examined_whole(
    source: FileSource,
    examiner: Examiner,
    *,
    deep: bool = False,
    cancel: CancelToken | None = None,
) -> Examined:
    """Return what all records of a file told that was followed from its first byte to its last.

    Args:
        source: The file.
        examiner: Has followed it; if that broke off, the records are looked for.
        deep: Whether every image is decoded whole.
        cancel: Ends looking for records.

    Raises:
        FileChangedError: If the file changes meanwhile.
        Cancelled: If it is cancelled.
    """
    way, facts = examiner.way(), examiner.facts()
    if not way.is_broken and way.end == source.size:
        return Examined(facts, [])
    return examine_damaged(source, [facts], deep=deep, cancel=cancel)


def examine_damaged(
    source: FileSource,
    known: Sequence[Facts],
    *,
    deep: bool = False,
    cancel: CancelToken | None = None,
) -> Examined:
    """Examine the records of a damaged file.

    Args:
        source: The file.
        known: Of records examined already; whether they are records is not believed.
        deep: Whether every image is decoded whole.
        cancel: Ends it.

    Raises:
        FileChangedError: If the file changes meanwhile.
        Cancelled: If it is cancelled.
    """
    scan = scan_file(source, cancel)
    before = Facts.joined(known)
    _, first = np.unique(before.offsets, return_index=True)  # sorted, and each once
    before = before[first]
    place = np.searchsorted(before.offsets, scan.records[:, 0])
    there = place < len(before)
    there[there] = (before.offsets[place[there]] == scan.records[there, 0]) & (
        before.sizes[place[there]] == scan.records[there, 1]
    )
    examiner = Examiner(source, deep=deep, cancel=cancel)
    examiner.examine(scan.records[~there])
    facts = Facts.joined([before[place[there]], examiner.facts()])
    gaps = Gaps(source, cancel)
    findings, savable = list[Finding](), 0
    for finding in scan.findings:
        if _is_of_framing(finding):
            count = _savable(finding, gaps, source.size, scan.records[:, 0])
            findings.append(_with_savable(finding, count))
            savable += count
    return Examined(facts[np.argsort(facts.offsets, kind="stable")], findings, savable)


def _savable(finding: Finding, gaps: Gaps, size: int, starts: Int64Array) -> int:
    """Return how many records salvage would save of the damaged stretch of a finding.

    Args:
        finding: Of a scan.
        gaps: Looks for them.
        size: Bytes of the file.
        starts: int64 (n,), where its records begin.
    """
    start = finding.offset
    if finding.kind not in _STRETCHES or start is None:
        return 0
    after = starts[np.searchsorted(starts, start) :]
    stop = int(after[0]) if len(after) else size
    return sum(1 for _ in gaps.whole(start, stop))


def _with_savable(finding: Finding, count: int) -> Finding:
    if not count:
        return finding
    told = (
        "One record there is whole but for its length field: tfrviewer salvage saves it."
        if count == 1
        else f"{count:,} records there are whole but for their length fields: tfrviewer salvage "
        "saves them."
    )
    return replace(finding, message=f"{finding.message} {told}")


def _is_of_framing(finding: Finding) -> bool:
    """Whether a finding of a scan is not about what the records hold, which is told here."""
    kind = FindingKind.NOT_AN_EXAMPLE
    if finding.kind is FindingKind.MORE:
        return kind.value not in finding.message
    return finding.kind is not kind
