"""`manifest.json` of a build, in Slideflow's form: {"A.tfrecords": {"total": 302}}."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tfrviewer.build.running.journal import MANIFEST, hidden_manifest
from tfrviewer.errors import Finding, FindingKind, Severity


def write_manifest(output: Path, counts: Mapping[Path, int], token: str) -> Finding | None:
    """Have the manifest of a folder count TFRecords; what it says of others stays.

    It is replaced once the new one is whole.

    Args:
        output: The folder.
        counts: How many records each TFRecord below it has.
        token: Of the build.

    Returns:
        Why it was not written: one is there that cannot be read. Slideflow writes its own if
        there is none, and reads nothing that is not in it.
    """
    path = output / MANIFEST
    try:
        known = _known(path)
    except (OSError, ValueError, RecursionError) as error:
        return _unread(path, error)
    changed = dict(known)
    for tfrecord, count in counts.items():
        name = _spelt(tfrecord.relative_to(output).as_posix(), known)
        there = known.get(name)
        changed[name] = {**(there if isinstance(there, dict) else {}), "total": count}
    if changed == known:
        return None
    hidden = hidden_manifest(output, token)
    try:
        hidden.write_text(json.dumps(changed, indent=1), encoding="utf-8")
        hidden.replace(path)
    except BaseException:
        hidden.unlink(missing_ok=True)
        raise
    return None


def stale_counts(output: Path, counts: Mapping[Path, int]) -> list[Finding]:
    """Return of which TFRecords a manifest that is not rewritten tells another count."""
    path = output / MANIFEST
    try:
        known = _known(path)
    except (OSError, ValueError, RecursionError):
        return []  # whoever opens the folder is told
    found = []
    for tfrecord, count in counts.items():
        told = known.get(_spelt(tfrecord.relative_to(output).as_posix(), known))
        if told is not None and not (isinstance(told, dict) and told.get("total") == count):
            found.append(
                Finding(
                    kind=FindingKind.STALE_MANIFEST,
                    severity=Severity.WARNING,
                    file=str(tfrecord),
                    message=f"{MANIFEST} beside it counts other records than the {count:,} that "
                    "it has now. Slideflow goes by it.",
                    remedy="Have the build write the manifest, or Slideflow count anew with "
                    "Dataset.update_manifest(force_update=True).",
                )
            )
    return found


def _known(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    if not isinstance(value, dict):
        raise ValueError("it is no object of paths and counts")
    return value


def _spelt(name: str, known: Mapping[str, Any]) -> str:
    """Return the name as the manifest has it: one written on Windows has other separators."""
    other = name.replace("/", "\\")
    return other if other in known and name not in known else name


def _unread(path: Path, error: Exception) -> Finding:
    reason = error.strerror if isinstance(error, OSError) else None
    return Finding(
        kind=FindingKind.STALE_MANIFEST,
        severity=Severity.WARNING,
        file=str(path),
        message=f"It is not changed, since it cannot be read: {reason or error}. It does not "
        "count the TFRecords of this build.",
        remedy="Mend it, or move it away and build again.",
    )
