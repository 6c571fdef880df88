"""The files of a project of Slideflow as JSON, with what is wrong with them told."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tfrviewer.dataset.project.project_paths import is_plain
from tfrviewer.dataset.words import listed, short
from tfrviewer.errors import Finding, FindingKind, ProjectError, Severity

SETTINGS, DATASETS = "settings.json", "datasets.json"

FOLDERS = ("slides", "roi", "tiles", "tfrecords")
"""What a source names folders of."""


def read_object(path: Path, what: str) -> dict[str, Any]:
    """Return the JSON object in a file.

    Args:
        path: The file.
        what: What it should be, for the words of an error.

    Raises:
        ProjectError: If it is not there, or holds something else.
    """
    if not is_plain(path):
        why = "It cannot be read: it is no file but a folder, a pipe or a device."
        raise ProjectError(wrong(path, why, what, FindingKind.UNREADABLE_FILE))
    try:
        value = json.loads(path.read_bytes())
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        kind = FindingKind.MISSING_FILE if missing else FindingKind.UNREADABLE_FILE
        why = "It is not there." if missing else f"It cannot be read: {error.strerror or error}."
        raise ProjectError(wrong(path, why, what, kind)) from error
    except json.JSONDecodeError as error:
        raise ProjectError(
            wrong(
                path,
                f"Line {error.lineno:,}, column {error.colno:,} is no JSON: {error.msg}.",
                "Was it edited by hand, or cut short? Correct that line.",
            )
        ) from None
    except (ValueError, RecursionError) as error:
        raise ProjectError(
            wrong(path, f"It is no JSON: {error}.", "Put back the file that Slideflow wrote.")
        ) from None
    if not isinstance(value, dict):
        raise ProjectError(wrong(path, "It is JSON, but no object of names and values.", what))
    return value


def text_of(settings: Mapping[str, Any], key: str, file: Path) -> str:
    """Return a setting that is text and may be a path, "" if it is not there.

    Raises:
        ProjectError: If it is something else.
    """
    value = settings.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ProjectError(
            wrong(file, f"“{key}” should be text, not {_shown(value)}.", "Correct it.")
        )
    try:
        if b"\0" not in os.fsencode(value):
            return value
    except UnicodeEncodeError:
        pass
    raise ProjectError(wrong(file, f"“{key}” is no path: {_shown(value)}.", "Correct it."))


def sources_of(config: Mapping[str, Any], file: Path) -> dict[str, dict[str, str]]:
    """Return the folders of each source, as they are written.

    Raises:
        ProjectError: If they are something else.
    """
    sources = {}
    for name, folders in config.items():
        if not isinstance(folders, dict):
            raise ProjectError(
                wrong(
                    file,
                    f"The source “{short(name)}” should name folders, not be {_shown(folders)}.",
                    f"It is an object with {', '.join(FOLDERS)}.",
                )
            )
        texts = {key: text_of(folders, key, file) for key in FOLDERS}
        sources[name] = {key: text for key, text in texts.items() if text}
    return sources


def used_sources(
    settings: Mapping[str, Any], known: list[str], file: Path, findings: list[Finding]
) -> tuple[str, ...]:
    """Return the sources that a project uses; all of them if it names none that is known.

    Raises:
        ProjectError: If it names something else.
    """
    value = settings.get("sources", settings.get("datasets"))
    names = [] if value in (None, "") else [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ProjectError(
            wrong(file, f"“sources” should be a list of names, not {_shown(value)}.", "Correct it.")
        )
    unknown = [name for name in names if name not in known]
    used = tuple(dict.fromkeys(name for name in names if name in known))
    if unknown:
        findings.append(
            note(
                file,
                f"It uses sources that {DATASETS} does not have: "
                f"{listed(f'“{short(name)}”' for name in unknown)}.",
                f"The sources are: {listed(known)}." + ("" if used else " All of them were taken."),
                Severity.WARNING,
            )
        )
    if not names and known:
        findings.append(
            note(file, "It says of no source that it is used.", "All of them were taken.")
        )
    return used or tuple(known)


def wrong(
    path: Path, message: str, remedy: str, kind: FindingKind = FindingKind.PROJECT
) -> Finding:
    """Return the finding that says what is wrong with a file of a project."""
    return Finding(
        kind=kind, severity=Severity.ERROR, file=str(path), message=message, remedy=remedy
    )


def note(path: Path, message: str, remedy: str, severity: Severity = Severity.NOTE) -> Finding:
    """Return the finding that says what is odd about a file of a project."""
    return Finding(
        kind=FindingKind.PROJECT,
        severity=severity,
        file=str(path),
        message=message,
        remedy=remedy,
    )


def _shown(value: object) -> str:
    return short(json.dumps(value), 60)
