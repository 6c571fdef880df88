"""manifest.json: how many tiles Slideflow counted in each TFRecord, and whether that is true.

It holds {path relative to its folder: {"total": count}}, with either separator. Slideflow keeps
an old count until told to count anew, and reads such counts in place of the files.
"""

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Any

from tfrviewer.dataset.project.project_paths import is_plain, is_there
from tfrviewer.dataset.words import counted, listed, short
from tfrviewer.errors import Finding, FindingKind, Severity

_LISTED = 5
_COUNTED = ".tfrecords"  # the only suffix that Slideflow counts
_ANEW = "Slideflow counts anew with Dataset.update_manifest(force_update=True)."
_DELETES = " Beware: it then deletes each TFRecord in which it finds no record."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest tells.

    Attributes:
        path: The file.
        totals: How many tiles each TFRecord has, by its path; None where it tells no number.
        findings: What is wrong with the file itself.
    """

    path: Path
    totals: Mapping[Path, int | None]
    findings: tuple[Finding, ...] = ()


def read_manifest(path: Path) -> Manifest:
    """Read a manifest; one that cannot be read tells nothing and is a finding."""
    if not is_plain(path):
        return _unread(path, "it is no file but a folder, a pipe or a device")
    try:
        value = json.loads(path.read_bytes())
    except OSError as error:
        return _unread(path, error.strerror or str(error))
    except json.JSONDecodeError as error:
        return _unread(path, f"line {error.lineno:,}, column {error.colno:,}: {error.msg}")
    except (ValueError, RecursionError) as error:
        return _unread(path, str(error))
    if not isinstance(value, dict):
        return _unread(path, "it is no object of paths and counts")
    totals: dict[Path, int | None] = {}
    outside: list[str] = []
    nameless: list[str] = []
    for key, told in value.items():
        parts = PureWindowsPath(key).parts
        if not parts or "\0" in key:
            nameless.append(key)
        elif PureWindowsPath(key).anchor or ".." in parts:
            outside.append(key)
        else:
            totals[path.parent.joinpath(*parts)] = _total(told)
    findings = []
    for keys, one, several in (
        (outside, "leads out of its folder", "lead out of its folder"),
        (nameless, "is no name of a file", "are no names of files"),
    ):
        if keys:
            told = one if len(keys) == 1 else several
            names = listed((f"“{short(key)}”" for key in keys), _LISTED)
            findings.append(
                _finding(
                    path,
                    f"{counted(len(keys), 'path')} in it {told}: {names}.",
                    "Passed over.",
                )
            )
    return Manifest(path, totals, tuple(findings))


def compare_manifests(
    manifests: Iterable[Manifest], counts: Mapping[Path, int | None]
) -> list[Finding]:
    """Return where manifests differ from what there is.

    Args:
        manifests: All manifests of a dataset.
        counts: How many records each TFRecord has; None for one that cannot be read.
    """
    read = list(manifests)
    own = _by_manifest(counts, {manifest.path.parent for manifest in read})
    findings = list[Finding]()
    for manifest in read:
        findings += manifest.findings
        if manifest.totals or not manifest.findings:
            findings += _compare(manifest, counts, own.get(manifest.path.parent, []))
    return findings


def _by_manifest(
    counts: Mapping[Path, int | None], folders: Container[Path]
) -> dict[Path, list[Path]]:
    """Return the TFRecords that Slideflow would count, by the nearest folder with a manifest."""
    nearest: dict[Path, Path | None] = {}
    own: dict[Path, list[Path]] = {}
    for path, count in counts.items():
        if not count or path.suffix != _COUNTED:
            continue
        if path.parent not in nearest:
            nearest[path.parent] = next((p for p in path.parents if p in folders), None)
        folder = nearest[path.parent]
        if folder is not None:
            own.setdefault(folder, []).append(path)
    return own


def _compare(
    manifest: Manifest, counts: Mapping[Path, int | None], own: Iterable[Path]
) -> list[Finding]:
    findings = [
        _differs(path, manifest.path, total, counts[path])
        for path, total in manifest.totals.items()
        if path in counts and counts[path] != total
    ]
    gone = [path for path in manifest.totals if path not in counts and not is_there(path)]
    if gone:
        names = [path.relative_to(manifest.path.parent).as_posix() for path in gone]
        findings.append(
            _finding(
                manifest.path,
                f"It counts {counted(len(gone), 'TFRecord')} that {_is(gone)} not there: "
                f"{listed(names, _LISTED)}.",
                "Were they moved or deleted? Slideflow forgets them at its next count.",
            )
        )
    new = [path for path in own if path not in manifest.totals]
    if new:
        names = [path.relative_to(manifest.path.parent).as_posix() for path in new]
        findings.append(
            _finding(
                manifest.path,
                f"It does not have {counted(len(new), 'TFRecord')} that {_is(new)} there: "
                f"{listed(names, _LISTED)}.",
                "Slideflow will count them when it next looks.",
                Severity.NOTE,
            )
        )
    return findings


def _differs(path: Path, manifest: Path, total: int | None, count: int | None) -> Finding:
    told = "no number of tiles" if total is None else counted(total, "tile")
    there = "it cannot be read" if count is None else f"it has {count:,}"
    return _finding(
        path,
        f"{manifest.name} counts {told}, and {there}.",
        _ANEW + ("" if count else _DELETES),
    )


def _unread(path: Path, why: str) -> Manifest:
    return Manifest(
        path,
        {},
        (
            _finding(
                path,
                f"It cannot be read: {why}.",
                "The counts are taken from the TFRecords. Slideflow writes it anew if it is "
                "not there." + _DELETES,
            ),
        ),
    )


def _total(told: Any) -> int | None:  # noqa: ANN401 - any JSON
    total = told.get("total") if isinstance(told, dict) else None
    if isinstance(total, float) and total.is_integer():
        return int(total)  # 2.0 is a count as other programs write it
    return total if isinstance(total, int) and not isinstance(total, bool) else None


def _finding(
    path: Path, message: str, remedy: str, severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(
        kind=FindingKind.STALE_MANIFEST,
        severity=severity,
        file=str(path),
        message=message,
        remedy=remedy,
    )


def _is(things: list[Path]) -> str:
    return "is" if len(things) == 1 else "are"
