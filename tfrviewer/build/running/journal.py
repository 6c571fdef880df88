"""What a build has finished, written down as it goes, so that it can go on where it was cut off.

A hidden file in the output folder, of JSON lines that are only ever appended:

    {"build": "<fingerprint>", "token": "…", "asked": {…}}      a build began, or went on
    {"begun": "A.tfrecords"}                                    under hidden names with the token
    {"whole": "A.tfrecords", "made_of": "…", "bytes": …, "modified": …, …}

A TFRecord is noted as whole right before it takes its name, with its size and time of change,
which it takes with it: what has the name then and differs from them is not that file. The journal
is deleted when the build is whole. While it goes on, no other build can have the folder.

Nothing in the file is trusted: lines that are none of these are passed over, names that lead out
of the folder as well, and what is deleted has the form of our own hidden names.
"""

import json
import os
import stat
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from tfrviewer.atomic import naming, new_token, temporary_beside
from tfrviewer.build.running.lock import HeldError, is_held, open_held
from tfrviewer.errors import BuildError, Finding, FindingKind, Severity
from tfrviewer.tfrecord.naming import HiddenNames, is_token

NAME = ".tfrviewer-build"
MANIFEST = "manifest.json"
_LARGEST = 1 << 28
"""Bytes of a journal that are read: what comes after is not known of."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A TFRecord that a build had finished.

    Attributes:
        made_of: The fingerprint of what it is made of.
        size: Bytes it had.
        modified: When it was last changed, in nanoseconds.
        kept: How many records it had before.
        there: Which of its images were in it already, as (image, record).
        left_out: Which of its images are not in it, and why.
        named: Whether Slideflow can name the format of its first image.
    """

    made_of: str
    size: int
    modified: int
    kept: int = 0
    there: tuple[tuple[int, int], ...] = ()
    left_out: tuple[tuple[int, Finding], ...] = ()
    named: bool = True

    def is_still(self, path: Path) -> bool:
        """Tell whether a file is this one, unchanged."""
        try:
            status = path.lstat()
        except OSError:
            return False
        return (
            stat.S_ISREG(status.st_mode)
            and status.st_size == self.size
            and status.st_mtime_ns == self.modified
        )


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A build that was cut off, or one that goes on.

    Attributes:
        output: The folder it writes to.
        fingerprint: What was asked for: `fingerprint.request_fingerprint` of the same request.
        finished: The TFRecords it had finished, by their paths, whether or not they are still
            there.
        running: Whether it goes on at this moment.
        asked: What was asked for: `fingerprint.asked_for`; nothing where that is not known.
    """

    output: Path
    fingerprint: str
    finished: dict[Path, Finished] = field(repr=False)
    running: bool = False
    asked: dict[str, Any] = field(default_factory=dict, repr=False)


def find_unfinished(output: str | os.PathLike[str]) -> Unfinished | None:
    """Return what a build that was cut off left in its output folder; None if there is nothing.

    Looks, and changes nothing.
    """
    folder = Path(os.fsdecode(output))
    path = folder / NAME
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        with open(path, "rb") as file:
            noted = _Noted.read(folder, file.read(_LARGEST))
    except OSError:
        return None
    if noted.fingerprint is None:
        return None
    return Unfinished(folder, noted.fingerprint, noted.finished, is_held(path), noted.asked)


class Journal:
    """The journal of a build that goes on."""

    def __init__(
        self,
        output: Path,
        fingerprint: str,
        *,
        resume: bool,
        asked: Mapping[str, Any] | None = None,
    ) -> None:
        """Begin, or go on; what a kill left half-made is deleted.

        Args:
            output: The folder that is written to; made if it is not there.
            fingerprint: What is asked for.
            resume: Whether to go on with what a build of the same request had finished. Else
                what was noted is forgotten.
            asked: The same as JSON, to tell a later request how it differs.

        Raises:
            BuildError: If a build goes on there.
            OSError: If nothing can be written there.
        """
        output.mkdir(parents=True, exist_ok=True)
        self._output = output
        self._path = output / NAME
        self._lock = threading.Lock()  # one file is begun while the one before is finished
        try:
            self._file: int | None = open_held(self._path)
        except HeldError:
            raise BuildError(held(output)) from None
        try:
            with open(self._path, "rb") as file:
                noted = _Noted.read(output, file.read(_LARGEST))
            noted.clear_away()
            self.token = new_token()
            goes_on = resume and noted.fingerprint == fingerprint
            self.finished = noted.finished if goes_on else {}
            if not goes_on:
                os.ftruncate(self._file, 0)
            # A kill may have left a line without its end.
            line = {"build": fingerprint, "token": self.token, "asked": dict(asked or {})}
            self._write(line, before="\n" * goes_on)
        except BaseException:
            self.close()
            raise

    def begun(self, path: Path) -> None:
        """Note that a TFRecord is going to be written."""
        self._write({"begun": self._name(path)})

    def whole(self, path: Path, finished: Finished) -> None:
        """Note that a TFRecord is whole and going to take its name."""
        self.finished[path] = finished
        self._write(
            {
                "whole": self._name(path),
                "made_of": finished.made_of,
                "bytes": finished.size,
                "modified": finished.modified,
                "kept": finished.kept,
                "there": finished.there,
                "left_out": [(at, finding.to_json()) for at, finding in finished.left_out],
                "named": finished.named,
            }
        )
        assert self._file is not None
        os.fsync(self._file)  # with the TFRecord, or it would be taken for somebody else's

    def close(self) -> None:
        """Let others have the folder; the journal stays for who goes on."""
        if self._file is not None:
            file, self._file = self._file, None
            os.close(file)

    def finish(self) -> None:
        """Delete the journal: the build is whole, or had finished nothing."""
        if self._file is None:
            return
        try:
            self._path.unlink()  # while it is held, so that it is nobody else's
        except PermissionError:  # on Windows an open file cannot be deleted
            self.close()
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
        self.close()

    def _name(self, path: Path) -> str:
        return path.relative_to(self._output).as_posix()

    def _write(self, line: dict[str, Any], *, before: str = "") -> None:
        assert self._file is not None
        data = f"{before}{json.dumps(line, separators=(',', ':'))}\n".encode()
        with self._lock, naming(self._path):
            while data:
                data = data[os.write(self._file, data) :]


class _Noted:
    """What a journal says."""

    def __init__(self, output: Path) -> None:
        self.fingerprint: str | None = None
        self.finished: dict[Path, Finished] = {}
        self.asked: dict[str, Any] = {}
        self._output = output
        self._token: str | None = None
        self._hidden: set[Path] = set()

    @classmethod
    def read(cls, output: Path, data: bytes) -> "_Noted":
        noted = cls(output)
        for text in data.split(b"\n"):
            try:
                line = json.loads(text)
                if isinstance(line, dict):
                    noted._take(line)
            except (ValueError, TypeError, KeyError, RecursionError):
                continue  # cut off by a kill, or not ours
        return noted

    def clear_away(self) -> None:
        """Delete what a kill left half-made."""
        for hidden in self._hidden:
            with suppress(OSError):
                if stat.S_ISREG(hidden.lstat().st_mode):
                    hidden.unlink()

    def _take(self, line: dict[str, Any]) -> None:
        if "build" in line:
            if self.fingerprint not in (None, line["build"]):
                self.finished = {}
            self.fingerprint, self._token = str(line["build"]), None
            asked = line.get("asked")
            self.asked = asked if isinstance(asked, dict) else {}
            if is_token(line["token"]):
                self._token = line["token"]
                self._hidden.add(hidden_manifest(self._output, self._token))
        elif "begun" in line and self._token is not None:
            self._hidden.update(HiddenNames.of(self._path(line["begun"]), self._token))
        elif "whole" in line:
            self.finished[self._path(line["whole"])] = Finished(
                made_of=str(line["made_of"]),
                size=_number(line["bytes"]),
                modified=_number(line["modified"]),
                kept=_number(line["kept"]),
                there=tuple((_number(at), _number(record)) for at, record in line["there"]),
                left_out=tuple(
                    (_number(at), Finding.from_json(value)) for at, value in line["left_out"]
                ),
                named=bool(line["named"]),
            )

    def _path(self, name: object) -> Path:
        """Return the path that a line names.

        Raises:
            ValueError: If it leads out of the folder, through a link too.
        """
        if not isinstance(name, str) or "\0" in name or "\\" in name:
            raise ValueError(name)
        parts = PurePosixPath(name).parts
        if not parts or ".." in parts or PurePosixPath(name).is_absolute():
            raise ValueError(name)
        folder = self._output
        for part in parts[:-1]:
            folder /= part
            if folder.is_symlink():
                raise ValueError(name)
        path = folder / parts[-1]
        if path.parent != folder or path.drive != self._output.drive:
            raise ValueError(name)
        return path


def hidden_manifest(output: Path, token: str) -> Path:
    """Return the hidden name of a manifest that is being written."""
    return temporary_beside(output / MANIFEST, f"{token}m")


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(value)
    return value


def held(output: Path) -> Finding:
    """Return the finding of a folder that another build is writing to."""
    return Finding(
        kind=FindingKind.FOLDER_IN_USE,
        severity=Severity.ERROR,
        file=str(output),
        message="Another build is writing to this folder.",
        remedy="Wait until it is done, or choose another folder.",
    )
