"""Building the index files of many TFRecords; one bad file is a finding and not an end.

No polars here: this runs in worker processes.
"""

from pathlib import Path

from tfrviewer.errors import Finding, FindingKind, IndexFileError, Severity, TfrError
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.index import find_indices, index_path_of, read_index
from tfrviewer.tfrecord.index_files import create_index
from tfrviewer.tfrecord.opening import IndexState


def build_index_of(path: str, cancel: CancelToken | None = None) -> list[Finding]:
    """Write the index of a TFRecord beside it if it has none; return what is wrong.

    An index that is there stays as it is, even one that does not fit.
    """
    try:
        with TFRecord(path, create_index=True, cancel=cancel) as tfrecord:
            findings = list(tfrecord.findings)
            if tfrecord.index_state is IndexState.CACHED:
                findings.append(_not_written(tfrecord))
            return findings
    except (TfrError, OSError) as error:
        return [finding_of(error, path)]


def rebuild_index_of(path: str) -> list[Finding]:
    """Write the index of a TFRecord anew, in place of any that lies beside it.

    The new one takes its place whole. Index files of other forms go once it is there: Slideflow
    would look at them first. What a feature bag of the same name keeps as its index stays, and so
    does what is named as an index and is none: other programs write `<stem>.index` as well.
    """
    tfrecord = Path(path)
    if tfrecord.with_suffix(".pt").exists():
        finding = next((f for f in _findings(path) if f.kind is FindingKind.FOREIGN_INDEX), None)
        if finding is not None:
            return [
                Finding(
                    kind=FindingKind.INDEX_NOT_WRITTEN,
                    severity=Severity.WARNING,
                    file=path,
                    message=f"{index_path_of(tfrecord).name} belongs to the feature bag "
                    f"{tfrecord.with_suffix('.pt').name}, so it was not replaced.",
                    remedy="Keep TFRecords and feature bags in folders of their own.",
                )
            ]
    try:
        target = create_index(path)
        for other in find_indices(tfrecord):
            if other != target and _is_index(other):
                other.unlink()
    except (TfrError, OSError) as error:
        return [finding_of(error, path), *_findings(path)]
    return _findings(path)


def finding_of(error: TfrError | OSError, path: str | Path) -> Finding:
    """Return what an error says of a file as a finding."""
    if isinstance(error, TfrError):
        return error.finding
    kind, remedy = FindingKind.UNREADABLE_FILE, "Open the dataset again once it can be read."
    if isinstance(error, FileNotFoundError):
        kind, message = FindingKind.MISSING_FILE, "The file is gone."
        remedy = "It was moved or deleted: open the folder again."
    elif isinstance(error, PermissionError):
        message = "You may not read or write here: permission is denied."
        remedy = "Ask its owner, or copy it to a folder of your own."
    else:
        message = f"The file cannot be read or written: {error.strerror or error}."
    return Finding(
        kind=kind, severity=Severity.ERROR, file=str(path), message=message, remedy=remedy
    )


def _is_index(path: Path) -> bool:
    try:
        read_index(path)
    except IndexFileError:
        return False
    return True


def _findings(path: str) -> list[Finding]:
    try:
        with TFRecord(path, create_index=False) as tfrecord:
            return list(tfrecord.findings)
    except (TfrError, OSError) as error:
        return [finding_of(error, path)]


def _not_written(tfrecord: TFRecord) -> Finding:
    if tfrecord.compression is not None:
        reason = f"the file is compressed ({tfrecord.compression})"
    elif any(finding.severity is Severity.ERROR for finding in tfrecord.findings):
        reason = "the file is damaged, and others would trust it"
    else:
        reason = "the folder cannot be written to"
    return Finding(
        kind=FindingKind.INDEX_NOT_WRITTEN,
        severity=Severity.NOTE,
        file=str(tfrecord.path),
        message=f"No index was written beside it: {reason}.",
        remedy="tfrviewer keeps one in its cache.",
    )
