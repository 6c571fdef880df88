"""Where the paths in the files of a project lead."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from tfrviewer.errors import Finding, FindingKind, Severity

_FROM_WHERE_IT_RUNS = "Slideflow looks for it in the folder that it is run in."


def is_there(path: Path) -> bool:
    """Tell whether a file or folder is there, as far as can be seen; never an error."""
    try:
        return path.exists()
    except (OSError, ValueError):  # closed to us, or no name that a file can have
        return False


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; what is closed to us, or leads nowhere, is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_plain(path: Path) -> bool:
    """Tell whether reading a path comes to an end: a pipe would be waited for.

    What is not there, or closed to us, is for the reader to tell.
    """
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return True


def why_closed(folder: Path) -> str | None:
    """Return why a folder cannot be looked into, in words; None if it can."""
    try:
        with os.scandir(folder):
            return None
    except FileNotFoundError:
        return "it is not there"
    except (OSError, ValueError) as error:
        return f"it cannot be looked into ({getattr(error, 'strerror', None) or error})"


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
        were seen from where it ran. Unless such a path leads through the project's own folder,
        what lies there may be another project's, and is warned of.
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
                return _tidy(file.parent / here)
        for folder in (*file.parent.absolute().parents, Path.cwd()):
            if is_there(folder / _posix(text)):
                path = _tidy(folder / _posix(text))
                if path.absolute().is_relative_to(self.root.absolute()):
                    why = f"It is relative, and lies in {folder}. {_FROM_WHERE_IT_RUNS}"
                    self._tell(file, text, path, why)
                else:
                    self._warn(file, text, path, folder)
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

    def _warn(self, file: Path, text: str, path: Path, folder: Path) -> None:
        why = (
            f"It is relative, nothing lies there in {file.absolute().parent}, and what lies in "
            f"{folder} may be another project's. {_FROM_WHERE_IT_RUNS}"
        )
        self._tell(file, text, path, why, Severity.WARNING)

    def _tell(
        self, file: Path, text: str, path: Path, why: str, severity: Severity = Severity.NOTE
    ) -> None:
        self.findings.append(
            Finding(
                kind=FindingKind.PROJECT,
                severity=severity,
                file=str(file),
                message=f"“{text}” was taken for {path}. {why}",
                remedy="Write it in full there, or correct it if that is wrong.",
            )
        )


def _tidy(path: Path) -> Path:
    """Return a path without “..” on the way, where that leads to the same place."""
    if ".." not in path.parts:
        return path
    tidy = Path(os.path.normpath(path))
    try:
        return tidy if tidy.samefile(path) else path
    except (OSError, ValueError):
        return path


def _posix(text: str) -> str:
    r"""Return a path with either separator, such as .\tfrecords, with slashes."""
    return PureWindowsPath(text).as_posix()
