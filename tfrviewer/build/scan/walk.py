"""Which images lie in a folder and below it, in an order that never changes."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tfrviewer.build.scan.packed import NaturalOrder, Packed, natural_key
from tfrviewer.errors import Finding, FindingKind, PathNotFoundError, Severity
from tfrviewer.jobs import CancelToken

EXTENSIONS = frozenset((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp"))
NONE = Packed.of(())
_LITTER = frozenset(("thumbs.db", "desktop.ini", "__macosx", "@eadir"))
"""What systems leave in folders: Windows, macOS's archives, network storage."""


@dataclass(slots=True)
class Folder:
    """One folder that was looked into.

    Attributes:
        path: The folder.
        relative: Its path from where the walk began; "." for that itself.
        images: Names of the files that are images by their extension, `slide-2` before
            `slide-10`.
        others: Names of the other files, and of hidden ones.
        findings: What in it could not be looked at, by path.
        is_leaf: Whether no folder is in it.
    """

    path: Path
    relative: Path
    images: NaturalOrder = field(default_factory=NaturalOrder)
    others: Packed = NONE
    findings: list[Finding] = field(default_factory=list)
    is_leaf: bool = True


def walk(
    source: Path, *, deepest: int | None = None, cancel: CancelToken | None = None
) -> Iterator[Folder]:
    """Yield a folder and those below it, each before its own folders.

    With `deepest` no folder is looked into that lies more levels below; 0 is the folder alone.

    Links are followed, but not back to a folder that they are in. Hidden files and folders, and
    what systems leave about (`Thumbs.db`, `._tile.jpg`, `__MACOSX`), are passed over.

    Raises:
        PathNotFoundError: If there is no such folder.
        Cancelled: If `cancel` was raised.
    """
    if not source.is_dir():
        raise PathNotFoundError(_no_folder(source))
    waiting: list[tuple[Path, Path, tuple[tuple[int, int], ...]]] = [(source, Path(), ())]
    while waiting:
        if cancel is not None:
            cancel.check()
        path, relative, above = waiting.pop()
        folder, below, here = _look_into(path, relative, above)
        if deepest is None or len(relative.parts) < deepest:
            waiting += [(path / name, relative / name, (*above, here)) for name in reversed(below)]
        yield folder


def is_hidden(name: str) -> bool:
    """Tell whether a file or folder of this name is passed over without a word."""
    return name.startswith(".") or name.casefold() in _LITTER


def is_image_name(name: str) -> bool:
    """Tell whether a file is an image by its extension, in capitals or not."""
    return os.path.splitext(name)[1].casefold() in EXTENSIONS  # noqa: PTH122 - a name, no path


def _look_into(
    path: Path, relative: Path, above: tuple[tuple[int, int], ...]
) -> tuple[Folder, list[str], tuple[int, int]]:
    """Return a folder, the names of the folders in it, and what tells it from others."""
    found, here = _Found(), (0, 0)
    try:
        status = path.stat()
        here = (status.st_dev, status.st_ino)
        if here in above:
            reason = "it is a link back to a folder that it is in"
            found.findings.append(_closed(path, reason))
        else:
            with os.scandir(path) as entries:
                for entry in entries:
                    found.take(entry)
    except OSError as error:
        found.findings.append(_closed(path, error.strerror or str(error)))
    found.folders.sort(key=natural_key)
    found.images.settle()
    folder = Folder(
        path,
        relative,
        images=found.images,
        others=Packed.of(sorted(found.others)),
        findings=sorted(found.findings, key=lambda finding: finding.file),
        is_leaf=not found.folders,
    )
    return folder, found.folders, here


@dataclass(slots=True)
class _Found:
    """What is in a folder."""

    images: NaturalOrder = field(default_factory=NaturalOrder)
    others: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def take(self, entry: "os.DirEntry[str]") -> None:
        """Note what something in the folder is."""
        try:
            if is_hidden(entry.name):
                self.others.append(entry.name)
            elif entry.is_dir():
                self.folders.append(entry.name)
            elif not is_image_name(entry.name):
                self.others.append(entry.name)
            elif entry.is_file():
                self.images.add(entry.name)
            else:
                # os.path.exists() is false also of a link that leads to itself.
                is_lost = entry.is_symlink() and not os.path.exists(entry.path)  # noqa: PTH110
                reason = "the link leads nowhere" if is_lost else "it is no plain file"
                self.findings.append(_unread(Path(entry.path), reason))
        except OSError as error:
            self.findings.append(_unread(Path(entry.path), error.strerror or str(error)))


def _unread(path: Path, reason: str) -> Finding:
    return Finding(
        kind=FindingKind.UNREADABLE_FILE,
        severity=Severity.ERROR,
        file=str(path),
        message=f"It cannot be looked at: {reason}.",
        remedy="Check that it is there and that you may read it.",
    )


def _closed(folder: Path, reason: str) -> Finding:
    return Finding(
        kind=FindingKind.UNREADABLE_FILE,
        severity=Severity.ERROR,
        file=str(folder),
        message=f"This folder cannot be looked into: {reason}. What is in it is in no TFRecord.",
        remedy="Check that you may read it.",
    )


def _no_folder(source: Path) -> Finding:
    is_file = source.exists()
    return Finding(
        kind=FindingKind.MISSING_FILE,
        severity=Severity.ERROR,
        file=str(source),
        message="This is a file, not a folder of images."
        if is_file
        else "There is no such folder.",
        remedy="Name the folder that it is in." if is_file else "Check the path.",
    )
