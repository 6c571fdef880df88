"""Checking one file: what its records tell, and what lies beside it."""

from pathlib import Path

from tfrviewer.checks.integrity.beside import judge_index, judge_name
from tfrviewer.checks.integrity.damage import damage_findings
from tfrviewer.checks.integrity.file_report import FileReport
from tfrviewer.checks.integrity.likeness import likeness_findings
from tfrviewer.checks.integrity.locations import location_findings
from tfrviewer.checks.integrity.whole import Examined, examine_whole
from tfrviewer.dataset.indexing import finding_of
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError, renamed
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.compression import detect_compression, unpack
from tfrviewer.tfrecord.opening import open_records
from tfrviewer.tfrecord.source import FileSource

HEAD = 4096
"""Bytes by which it is told what a file is."""

_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def check_file(
    path: str | Path, *, deep: bool = False, cancel: CancelToken | None = None
) -> FileReport:
    """Check one TFRecord: framing, checksums, Examples, images, and what lies beside it.

    It goes on past every fault, and checks every other record. Nothing is written.

    Args:
        path: The file.
        deep: Whether every image is decoded whole; else its first bytes are looked at.
        cancel: Looked at between blocks of 1 MiB.

    Returns:
        What was found; a file that is not there, or is no TFRecord, has that for a finding.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    path = Path(path)
    try:
        stored = FileSource(path)
        try:
            return _check(path, stored, deep=deep, cancel=cancel)
        finally:
            stored.close()
    except (TfrError, OSError) as error:
        return unreadable(path, error, deep=deep)


def unreadable(path: Path, error: TfrError | OSError, *, deep: bool) -> FileReport:
    """Return the report of a file that cannot be read, or is something else."""
    findings = (*renamed([finding_of(error, path)], path), *judge_name(path))
    return FileReport(path=path, records=0, findings=findings, deep=deep)


def _check(path: Path, stored: FileSource, *, deep: bool, cancel: CancelToken | None) -> FileReport:
    source, findings = stored, list[Finding]()
    compression = detect_compression(stored.read_upto(0, HEAD))
    if compression is not None:
        source, findings = unpack(stored, compression, cancel)
    try:
        examined = examine_whole(source, deep=deep, cancel=cancel)
        return judge(path, source, examined, findings, deep=deep, cancel=cancel)
    finally:
        source.close()


def judge(
    path: Path,
    source: FileSource,
    examined: Examined,
    findings: list[Finding],
    *,
    deep: bool,
    cancel: CancelToken | None = None,
) -> FileReport:
    """Say what is wrong with a file all of whose records were examined.

    Args:
        path: The file.
        source: Its bytes, unpacked if it is compressed.
        examined: What its records told.
        findings: What is known to be wrong already.
        deep: Whether every image was decoded whole.
        cancel: Ends looking at what a file without records is.

    Raises:
        TfrError: If it is no TFRecord; if it changed meanwhile.
        OSError: If it cannot be read any more.
    """
    facts = examined.facts
    if not len(facts):
        opened = open_records(path, None, may_write=False, cancel=cancel)  # raises for others
        findings += [one for one in opened.findings if one.kind is FindingKind.EMPTY_FILE]
    of_framing = renamed([*findings, *examined.findings], path)
    of_records = [
        *damage_findings(path, facts, deep=deep),
        *likeness_findings(path, facts),
        *location_findings(path, facts, source),
    ]
    of_file = [*judge_name(path), *judge_index(path, source, facts)]
    found = sorted([*of_file, *of_framing, *of_records], key=_place)
    return FileReport(path=path, records=len(facts), findings=tuple(found), deep=deep)


def _place(finding: Finding) -> tuple[bool, int, int]:
    """Sort what concerns the file first, then by place, the worst of one place first."""
    offset = finding.offset
    return offset is not None, offset or 0, _SEVERITIES.index(finding.severity)
