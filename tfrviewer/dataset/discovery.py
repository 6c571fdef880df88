"""Which files of a folder are TFRecords, at any depth, in an order that never changes."""

import os
import re
import stat
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from tfrviewer.errors import Finding, FindingKind, PathNotFoundError, Severity, TfrError
from tfrviewer.tfrecord.store import unpacked_folder

Paths: TypeAlias = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]

MANIFEST, REPORT = "manifest.json", "extraction_report.csv"
"""What Slideflow calls the files that it keeps beside TFRecords."""

JOURNAL = ".tfrviewer-build"
"""What `tfrviewer build` calls the file in which it notes what it has finished, until all is."""

COMPRESSED = (".gz", ".gzip", ".zlib")
"""What the name of a TFRecord that is compressed ends in, after what says that it is one."""

_SUFFIX = re.compile(r"\.tfrec(?:ords?)?(?:\.(?:gz|gzip|zlib))?$", re.IGNORECASE)
_SHARD = re.compile(r"(?P<base>.+)-\d{5}-of-\d{5}$")
_SHARD_BASE = re.compile(r"(?:[^.]+|.+\.tfrec(?:ords?)?)$", re.IGNORECASE)
_INDEX = re.compile(r"(?P<stem>.+)\.index(?:\.npz|\.npy)?$")
_UNFINISHED = ".unfinished"
_LINK = "the link leads to nothing"
_NUMBER = re.compile(r"([0-9]+)")

_Key: TypeAlias = tuple[tuple[int, int, str], ...]


@dataclass(slots=True)
class Survey:
    """What was seen in the paths of a dataset.

    Attributes:
        tfrecords: The TFRecords, in order.
        unfinished: Markers that an extraction left of slides it did not finish.
        manifests: Files in which Slideflow keeps the number of tiles of each TFRecord.
        reports: Files in which it keeps how slides were extracted.
        folders: How many folders were looked into.
        other_files: How many files are neither TFRecords nor their indices.
        findings: Folders that could not be looked into, or whose build is not finished.
    """

    tfrecords: list[Path] = field(default_factory=list)
    unfinished: list[Path] = field(default_factory=list)
    manifests: list[Path] = field(default_factory=list)
    reports: list[Path] = field(default_factory=list)
    folders: int = 0
    other_files: int = 0
    findings: list[Finding] = field(default_factory=list)


def discover(paths: Paths) -> list[Path]:
    """Return the TFRecords of a file, a folder, or several of either.

    In a folder, at any depth, a TFRecord is what ends in `.tfrecord`, `.tfrecords` or `.tfrec`
    (also `.gz` or `.zlib` after that), and shards such as `train-00000-of-00010`. Hidden folders,
    and the one in which tfrviewer keeps what it unpacked, are passed over, links to folders are
    followed once. The files of a folder come before its
    subfolders, `slide-2` before `slide-10`. A file given outright is taken whatever its name; an
    index file stands for the TFRecord beside it. Several paths keep the order given; a file
    found twice counts once.

    Raises:
        PathNotFoundError: If a path is not there.
        TfrError: If an index file is given that lies beside no TFRecord.
    """
    return survey(paths).tfrecords


def survey(paths: Paths, *, deep: bool = True) -> Survey:
    """Look for TFRecords as `discover` does, and note what else there is.

    Args:
        paths: A file, a folder, or several of either.
        deep: Whether to look into the folders of a folder.

    Raises:
        PathNotFoundError: If a path is not there.
        TfrError: If an index file is given that lies beside no TFRecord.
    """
    seen = Survey()
    for path in as_paths(paths):
        try:
            kind = stat_there(path).st_mode
        except PathNotFoundError:
            raise
        except OSError as error:
            raise TfrError(_closed(path, error)) from error
        if stat.S_ISDIR(kind):
            _look_into(path, seen, deep=deep)
        else:
            seen.tfrecords.append(_of_index(path))
    # A path reached twice counts once; two names of one file are two files.
    first: dict[Path, Path] = {}
    for path in seen.tfrecords:
        first.setdefault(path.absolute(), path)
    seen.tfrecords = list(first.values())
    return seen


def stat_there(path: Path) -> os.stat_result:
    """Return what the system tells of a file or folder.

    Raises:
        PathNotFoundError: If it is not there.
        OSError: If it cannot be looked at.
    """
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise PathNotFoundError(_missing(path)) from None


def as_paths(paths: Paths) -> list[Path]:
    """Return one path or several as a list."""
    if isinstance(paths, str | os.PathLike):
        return [Path(paths)]
    return [Path(path) for path in paths]


def is_tfrecord_name(name: str) -> bool:
    """Tell whether a file of this name is taken for a TFRecord when a folder is searched."""
    if _SUFFIX.search(name):
        return len(_SUFFIX.sub("", name)) > 0
    shard = _SHARD.match(name)
    # Other formats shard as well: model.data-00000-of-00001 is a checkpoint.
    return shard is not None and _SHARD_BASE.match(shard["base"]) is not None


def base_name(path: Path) -> str:
    """Return a TFRecord's file name without the extension that says it is one.

    The slide that the file is called after. It is text, whatever bytes the file system has.
    """
    return as_text(_raw_name(path))


def _raw_name(path: Path) -> str:
    if _SUFFIX.search(path.name):
        return _SUFFIX.sub("", path.name)
    shard = _SHARD.match(path.name)
    if shard is not None:
        return _SUFFIX.sub("", shard["base"]) + path.name[shard.end("base") :]
    return path.stem


def unique_names(paths: Sequence[Path]) -> list[str]:
    """Return a short name for each of several different TFRecords, no two alike.

    It is text, whatever bytes the file system has: those that are none are escaped.
    It is the file name without extension; with it, where two in one folder differ only in that;
    and where a name occurs in several folders, with as many of its folders before it as tell
    them apart.
    """
    bases = list(map(_raw_name, paths))
    beside = Counter((path.parent, base) for path, base in zip(paths, bases, strict=True))
    own = [
        base if beside[path.parent, base] == 1 else path.name
        for path, base in zip(paths, bases, strict=True)
    ]
    names = own
    for depth in range(1, max((len(path.parts) for path in paths), default=0)):
        counts = Counter(names)
        if len(counts) == len(names):
            break
        names = [
            "/".join((*path.parts[:-1][-depth:], base)) if counts[name] > 1 else name
            for path, base, name in zip(paths, own, names, strict=True)
        ]
    return list(map(as_text, names))


def as_text(name: str) -> str:
    """Return a name with the bytes escaped that are no text."""
    return name.encode("utf-8", "backslashreplace").decode()


def natural_key(path: Path) -> tuple[tuple[_Key, ...], _Key, str]:
    """Return a key that sorts folder by folder, and numbers in names by their value."""
    return tuple(map(_chunks, path.parts[:-1])), _chunks(path.name), str(path)


def _chunks(name: str) -> _Key:
    return tuple(
        (0, int(chunk), "") if at % 2 else (1, 0, chunk.casefold())
        for at, chunk in enumerate(_NUMBER.split(name))
    )


def _look_into(root: Path, seen: Survey, *, deep: bool) -> None:
    """Walk a folder; links to folders last, so that a file keeps the path without links."""
    found: list[Path] = []
    visited = _own_folders(root)
    folders, links = [root], list[Path]()
    while folders or links:
        is_link = not folders
        folder = links.pop(0) if is_link else folders.pop()
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in visited or (is_link and _leads_up(folder, root)):
                continue
            visited.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            seen.findings.append(_closed(folder, error))
            continue
        seen.folders += 1
        for entry in inside:
            if _is_folder(entry):
                if deep and not entry.name.startswith("."):
                    (links if entry.is_symlink() else folders).append(folder / entry.name)
            else:
                _note_file(folder / entry.name, entry, found, seen)
    seen.tfrecords += sorted(found, key=natural_key)
    for others in (seen.unfinished, seen.manifests, seen.reports):
        others.sort(key=natural_key)


def _own_folders(root: Path) -> set[tuple[int, int]]:
    """Return device and inode of folders that hold TFRecords which tfrviewer made for itself."""
    try:
        own, chosen = unpacked_folder().stat(), root.stat()
    except OSError:
        return set()
    if os.path.samestat(own, chosen):  # it was asked for
        return set()
    return {(own.st_dev, own.st_ino)}


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _note_file(path: Path, entry: "os.DirEntry[str]", found: list[Path], seen: Survey) -> None:
    if is_tfrecord_name(entry.name) and not entry.name.startswith("."):
        try:
            if entry.is_file():
                found.append(path)
            elif entry.is_symlink():
                raise FileNotFoundError(2, _LINK)
        except OSError as error:
            seen.findings.append(_closed(path, error))
    elif entry.name == JOURNAL:
        seen.findings.append(_unfinished(path.parent))
    elif entry.name.endswith(_UNFINISHED):
        seen.unfinished.append(path)
    elif entry.name in (MANIFEST, REPORT):
        (seen.manifests if entry.name == MANIFEST else seen.reports).append(path)
        seen.other_files += 1
    elif not _INDEX.match(entry.name):
        seen.other_files += 1


def _leads_up(folder: Path, root: Path) -> bool:
    """Tell whether a link inside `root` leads to a folder that holds `root`."""
    return Path(os.path.realpath(root)).is_relative_to(os.path.realpath(folder))


def _of_index(path: Path) -> Path:
    """Return the TFRecord that an index file lies beside; any other file is itself."""
    index = _INDEX.match(path.name)
    if index is None or is_tfrecord_name(path.name):
        return path
    beside = [
        other
        for other in path.parent.iterdir()
        if is_tfrecord_name(other.name) and index["stem"] in (other.stem, _raw_name(other))
    ]
    if not beside:
        raise TfrError(
            Finding(
                kind=FindingKind.MISSING_FILE,
                severity=Severity.ERROR,
                file=str(path),
                message="This is an index, and the TFRecord it belongs to is not beside it.",
                remedy=f"Open {index['stem']}.tfrecords, or put the two into one folder.",
            )
        )
    return min(beside, key=natural_key)


def _unfinished(folder: Path) -> Finding:
    return Finding(
        kind=FindingKind.UNFINISHED_BUILD,
        severity=Severity.WARNING,
        file=str(folder),
        message="A build of TFRecords in this folder is not finished: it goes on at this moment, "
        "or was cut off. TFRecords or records of it are missing.",
        remedy="Go on with it: the same tfrviewer build with --resume, or Tools > Build "
        "TFRecords… in the window.",
    )


def _missing(path: Path) -> Finding:
    if path.is_symlink():
        closed = _closed(path, FileNotFoundError(2, _LINK))
        return replace(closed, kind=FindingKind.MISSING_FILE, severity=Severity.ERROR)
    parent = next((p for p in path.absolute().parents if p.is_dir()), None)
    return Finding(
        kind=FindingKind.MISSING_FILE,
        severity=Severity.ERROR,
        file=str(path),
        message=f"There is no file or folder {path}.",
        remedy=f"The path is right as far as {parent}: check the rest of it, and whether a "
        "drive or network folder is missing.",
    )


def _closed(path: Path, error: OSError) -> Finding:
    return Finding(
        kind=FindingKind.UNREADABLE_FILE,
        severity=Severity.WARNING,
        file=str(path),
        message=f"It could not be looked into: {error.strerror or error}.",
        remedy="What it leads to was moved, or lies on a drive that is not there now."
        if isinstance(error, FileNotFoundError)
        else "TFRecords in it are not shown. Ask for permission to read it.",
    )
