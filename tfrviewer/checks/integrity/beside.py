"""What lies beside a TFRecord, and how it is named: its index, a marker, its suffix."""

from pathlib import Path

import numpy as np

from tfrviewer.checks.integrity.facts import BOTH, Facts
from tfrviewer.checks.integrity.said import of_file
from tfrviewer.dataset.discovery import COMPRESSED, base_name
from tfrviewer.errors import Finding, FindingKind, IndexFileError, Severity
from tfrviewer.tfrecord.index import REBUILD, check_fit, find_indices, read_index, stem_of
from tfrviewer.tfrecord.source import FileSource

SUFFIX = ".tfrecords"
"""Of the files that Slideflow finds."""
_OTHERS = (".tfrecord", ".tfrec")


def judge_name(path: Path) -> list[Finding]:
    """Return what is said of the file's name, and of a marker that an extraction left."""
    findings = []
    if path.suffix != SUFFIX:
        is_packed = path.suffix.lower() in COMPRESSED
        is_usual = path.suffix.lower() in (*_OTHERS, SUFFIX) or stem_of(path) == path.name
        name = f"{base_name(path)}{SUFFIX}"
        findings.append(
            of_file(
                path,
                FindingKind.WRONG_SUFFIX,
                Severity.NOTE if is_usual else Severity.WARNING,
                f"The file does not end in “{SUFFIX}”, so that Slideflow does not find it.",
                f"If Slideflow is to read it, unpack it, and name what comes out “{name}”."
                if is_packed
                else f"If Slideflow is to read it, name it “{name}”.",
            )
        )
    marker = marker_of(path)
    if marker is not None:
        findings.append(
            of_file(
                path,
                FindingKind.UNFINISHED_SLIDE,
                Severity.WARNING,
                f"“{marker.name}” lies beside it: its extraction was not finished, so that tiles "
                "may be missing.",
                "Slideflow extracts the slide anew at its next run. If the file is known to be "
                "whole, delete the marker.",
            )
        )
    return findings


def judge_index(path: Path, source: FileSource, facts: Facts) -> list[Finding]:
    """Return what is said of the index beside a file, compared with all of its records.

    Only the first one counts, as for Slideflow.

    Args:
        path: The file.
        source: Its bytes, unpacked if it is compressed.
        facts: What its records told.
    """
    candidates = find_indices(path)
    if not candidates or source.path != path:  # a compressed file cannot be read by an index
        return []
    beside = candidates[0]
    try:
        index = read_index(beside)
    except IndexFileError as error:
        return [error.finding]
    except OSError as error:
        return [
            of_file(
                beside,
                FindingKind.UNREADABLE_INDEX,
                Severity.WARNING,
                f"The index cannot be opened: {error.strerror}.",
                REBUILD,
            )
        ]
    records = np.stack([facts.offsets, facts.sizes], axis=1)
    reason, kind = "", FindingKind.STALE_INDEX
    if not np.array_equal(index.records, records):
        fit = check_fit(index.records, source)
        kind, reason = fit.misfit or kind, fit.reason or _first_difference(index.records, records)
    elif index.locations is not None:
        known = np.flatnonzero(facts.readable & (facts.has == BOTH))
        other = known[(index.locations[known] != facts.xy[known]).any(axis=1)]
        if len(other):
            x, y = facts.xy[other[0]].tolist()
            reason = (
                f"it tells another location of {len(other):,} records, the first of them number "
                f"{other[0]}, whose own is ({x}, {y})"
            )
    if not reason:
        return []
    message = f"The index does not fit {path.name}: {reason}."
    if kind is FindingKind.STALE_INDEX:  # what is left of either looks the same
        message += " It was made of another state of the file, or of another file."
    return [of_file(beside, kind, Severity.WARNING, message, REBUILD)]


def _first_difference(
    listed: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]",
    there: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]",
) -> str:
    count = min(len(listed), len(there))
    differs = np.flatnonzero((listed[:count] != there[:count]).any(axis=1))
    if len(differs):
        record = int(differs[0])
        return (
            f"it puts record {record} at byte {int(listed[record, 0]):,}, where "
            f"none begins or one of another size"
        )
    return f"it lists {len(listed):,} records, and the file has {len(there):,}"


def marker_of(path: Path) -> Path | None:
    """Return the marker beside a file that its extraction was not finished; None without one."""
    marker = path.with_name(f"{stem_of(path)}.unfinished")
    try:
        return marker if marker.exists() else None
    except OSError:  # the name leaves no room for the suffix
        return None
