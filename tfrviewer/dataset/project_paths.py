"""Where the paths in the files of a project lead, and reading those files."""

import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from tfrviewer.errors import Finding, FindingKind, ProjectError, Severity


def is_there(path: Path) -> bool:
    """Tell whether a file or folder is there, as far as can be seen; never an error."""
    try:
        return path.exists()
    except (OSError, ValueError):  # closed to us, or no name that a file can have
        return False


def is_folder(path: Path) -> bool:
    """Tell whether a folder is there, as far as can be seen; never an error."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class Places:
    """Finds what the paths in the files of a project mean.

    Attributes:
        root: The project's folder.
        findings: Where paths were not taken as they stand.
    """

    root: Path
    findings: list[Finding]

    def find(self, text: str, file: Path) -> Path:
        """Return the path that a text in a file means, which need not be there.

        An absolute path is itself. A relative one counts from the file's folder, or, if nothing
        lies there, from a folder above it or the current one: Slideflow writes paths as they
        were seen from where it ran.
        """
        path = Path(text)
        if text.startswith("$ROOT"):
            path = self.root / _posix(text[len("$ROOT") :]).lstrip("/")
            self._tell(file, text, path, "$ROOT was read as the folder of the project.")
            return path
        if path.is_absolute():
            return path if is_there(path) else self._moved(text, path, file)
        if PureWindowsPath(text).is_absolute():
            return self._moved(text, path, file)
        for here in (_posix(text), text):
            if is_there(file.parent / here):
                return file.parent / here
        for folder in (*file.parent.absolute().parents, Path.cwd()):
            if is_there(folder / _posix(text)):
                path = folder / _posix(text)
                self._tell(file, text, path, f"It is relative, and lies in {folder}.")
                return path
        return file.parent / _posix(text)

    def _moved(self, text: str, path: Path, file: Path) -> Path:
        """Look in the project's folder for what lay in a folder of its name."""
        parts = PurePosixPath(_posix(text)).parts
        name = self.root.absolute().name
        for at in range(len(parts) - 1, 0, -1):
            here = self.root.joinpath(*parts[at:])
            if parts[at - 1] == name and is_there(here):
                self._tell(file, text, here, "The project was moved: nothing lies there now.")
                return here
        return path

    def _tell(self, file: Path, text: str, path: Path, why: str) -> None:
        self.findings.append(
            Finding(
                kind=FindingKind.PROJECT,
                severity=Severity.NOTE,
                file=str(file),
                message=f"“{text}” was taken for {path}. {why}",
                remedy="Correct it there if that is wrong.",
            )
        )


def read_object(path: Path, what: str) -> dict[str, Any]:
    """Return the JSON object in a file.

    Args:
        path: The file.
        what: What it should be, for the words of an error.

    Raises:
        ProjectError: If it is not there, or holds something else.
    """
    try:
        value = json.loads(path.read_bytes())
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        kind = FindingKind.MISSING_FILE if missing else FindingKind.UNREADABLE_FILE
        why = "It is not there." if missing else f"It cannot be read: {error.strerror or error}."
        raise ProjectError(_wrong(path, why, what, kind)) from error
    except json.JSONDecodeError as error:
        raise ProjectError(
            _wrong(
                path,
                f"Line {error.lineno:,}, column {error.colno:,} is no JSON: {error.msg}.",
                "Was it edited by hand, or cut short? Correct that line.",
            )
        ) from None
    except (ValueError, RecursionError) as error:
        raise ProjectError(
            _wrong(path, f"It is no JSON: {error}.", "Put back the file that Slideflow wrote.")
        ) from None
    if not isinstance(value, dict):
        raise ProjectError(_wrong(path, "It is JSON, but no object of names and values.", what))
    return value


def _wrong(
    path: Path, message: str, remedy: str, kind: FindingKind = FindingKind.PROJECT
) -> Finding:
    return Finding(
        kind=kind, severity=Severity.ERROR, file=str(path), message=message, remedy=remedy
    )


def _posix(text: str) -> str:
    r"""Return a path with either separator, such as .\tfrecords, with slashes."""
    return PureWindowsPath(text).as_posix()
