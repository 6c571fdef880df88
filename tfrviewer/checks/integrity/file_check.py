"""Checking one file: what its records tell, and what lies beside it."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tfrviewer.checks.integrity.beside import judge_index, judge_name
from tfrviewer.checks.integrity.damage import damage_findings
from tfrviewer.checks.integrity.examine import Examiner
from tfrviewer.checks.integrity.facts import Facts
from tfrviewer.checks.integrity.fields import field_findings
from tfrviewer.checks.integrity.file_report import FileReport
from tfrviewer.checks.integrity.gathering import Gathering
from tfrviewer.checks.integrity.likeness import likeness_findings
from tfrviewer.checks.integrity.locations import location_findings
from tfrviewer.checks.integrity.whole import Examined, examined_whole
from tfrviewer.dataset.indexing import finding_of
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError, renamed
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.compression import detect_compression, unpack
from tfrviewer.tfrecord.opening import open_records
from tfrviewer.tfrecord.source import FileSource

HEAD = 4096
"""Bytes by which it is told what a file is."""

_SLIDES = 1000
"""Names of slides that a report tells."""
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
    return check_files([path], deep=deep, cancel=cancel)[0]


def check_files(
    paths: Sequence[str | Path], *, deep: bool = False, cancel: CancelToken | None = None
) -> list[FileReport]:
    """Check several TFRecords, each as `check_file` does, and small ones in less time.

    Args:
        paths: The files; all are open at once.
        deep: As for `check_file`.
        cancel: As for `check_file`.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    gathering = Gathering()
    with ExitStack() as opened:
        files = [_begin(Path(path), gathering, opened, deep=deep, cancel=cancel) for path in paths]
        return [
            file if isinstance(file, FileReport) else _end(file, deep=deep, cancel=cancel)
            for file in files
        ]


def unreadable(path: Path, error: TfrError | OSError, *, deep: bool) -> FileReport:
    """Return the report of a file that cannot be read, or is something else."""
    findings = (*renamed([finding_of(error, path)], path), *judge_name(path))
    return FileReport(path=path, records=0, findings=findings, deep=deep)


@dataclass(frozen=True, slots=True, eq=False)
class _Begun:
    """A file that was read, and not yet judged.

    Attributes:
        path: The file.
        source: Its bytes, unpacked if it is compressed.
        findings: What is wrong with the compression.
        examiner: Has followed its records.
    """

    path: Path
    source: FileSource
    findings: list[Finding]
    examiner: Examiner


def _begin(
    path: Path,
    gathering: Gathering,
    opened: ExitStack,
    *,
    deep: bool,
    cancel: CancelToken | None,
) -> _Begun | FileReport:
    """Read a file from its first record on; return its report if that is all to be had."""
    try:
        source, findings = FileSource(path), list[Finding]()
        opened.callback(source.close)
        compression = detect_compression(source.read_upto(0, HEAD))
        if compression is not None:
            source, findings = unpack(source, compression, cancel)
            opened.callback(source.close)
        examiner = Examiner(source, gathering, deep=deep, cancel=cancel)
        examiner.follow(0, source.size)
    except (TfrError, OSError) as error:
        return unreadable(path, error, deep=deep)
    return _Begun(path, source, findings, examiner)


def _end(begun: _Begun, *, deep: bool, cancel: CancelToken | None) -> FileReport:
    """Judge a file that was read."""
    path, source = begun.path, begun.source
    try:
        examined = examined_whole(source, begun.examiner, deep=deep, cancel=cancel)
        return judge(path, source, examined, begun.findings, deep=deep, cancel=cancel)
    except (TfrError, OSError) as error:
        return unreadable(path, error, deep=deep)


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
    if not len(facts) and not examined.savable:
        opened = open_records(path, None, may_write=False, cancel=cancel)  # raises for others
        findings += [one for one in opened.findings if one.kind is FindingKind.EMPTY_FILE]
    of_framing = renamed([*findings, *examined.findings], path)
    of_records = [
        *damage_findings(path, facts, deep=deep),
        *field_findings(path, facts),
        *likeness_findings(path, facts),
        *location_findings(path, facts, source),
    ]
    of_file = [*judge_name(path), *judge_index(path, source, facts)]
    found = sorted([*of_file, *of_framing, *of_records], key=_place)
    return FileReport(
        path=path,
        records=len(facts),
        findings=tuple(found),
        deep=deep,
        slides=_slides(facts),
    )


def _slides(facts: Facts) -> tuple[str, ...]:
    """Return the slides that records name of which that can be believed."""
    codes, first = np.unique(facts.slides[facts.readable], return_index=True)
    named = codes[np.argsort(first)]
    texts = [facts.names[code].decode("utf-8", "replace") for code in named[named >= 0][:_SLIDES]]
    return tuple(dict.fromkeys(text for text in texts if text))


def _place(finding: Finding) -> tuple[bool, int, int]:
    """Sort what concerns the file first, then by place, the worst of one place first."""
    offset = finding.offset
    return offset is not None, offset or 0, _SEVERITIES.index(finding.severity)
