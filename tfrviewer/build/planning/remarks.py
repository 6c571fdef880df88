"""What is worth saying of a plan, as findings."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePath

from tfrviewer.build.planning.location_remarks import of_locations as of_locations
from tfrviewer.build.planning.plan import PlannedFile
from tfrviewer.build.request.choices import Existing
from tfrviewer.build.request.request import BuildRequest, Policies
from tfrviewer.build.scan.scan import ScannedFolder
from tfrviewer.build.scan.walk import is_hidden
from tfrviewer.dataset.words import counted
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.tfrecord.index import find_indices, index_path_of, stem_of
from tfrviewer.tfrecord.writer import is_index

_MOST_EXTENSIONS = 6


def of_file(file: PlannedFile, request: BuildRequest) -> list[Finding]:
    """Return what is worth knowing of one TFRecord to be."""
    found = of_locations(file, request)
    slides = file.slides
    if len(slides) == 1 and file.shard is None and stem_of(file.path) != slides[0]:
        found.append(
            _finding(
                FindingKind.RENAMED,
                Severity.NOTE,
                file.path,
                f"The slide “{slides[0]}” has another name than its TFRecord, where Slideflow "
                "looks for it.",
                "Its records have its full name.",
            )
        )
    return found + _old_index(file, request.policies)


def between_files(files: Sequence[PlannedFile]) -> list[Finding]:
    """Return which TFRecords have other tiles than most: one dataset has one kind."""
    kinds = Counter(file.picture.kind for file in files if file.picture is not None)
    if len(kinds) < 2:
        return []
    most = max(kinds, key=kinds.__getitem__)
    (width, height), image_format = most
    found = []
    for file in files:
        if file.picture is None or file.picture.kind == most:
            continue
        odd_size = file.picture.size != most[0]
        own = file.picture.size if odd_size else (file.picture.format.upper(),)
        common = f"{width:,} x {height:,} pixels" if odd_size else image_format.upper()
        found.append(
            _finding(
                FindingKind.ODD_SIZE if odd_size else FindingKind.MIXED_FORMATS,
                Severity.WARNING,
                file.path,
                f"Its tiles are {' x '.join(map(str, own))}; those of most TFRecords of this "
                f"build are {common}.",
                "Keep one size and one format a folder; Slideflow reads a dataset as one kind.",
            )
        )
    return found


def of_slides(parts: Sequence[tuple[str, Path, Path]]) -> list[Finding]:
    """Return which slides are made of several folders.

    Args:
        parts: The slide, the folder and the TFRecord of each share, of layouts in which folders
            are slides.
    """
    first: dict[str, tuple[Path, Path]] = {}
    found = []
    for slide, folder, target in parts:
        other, its_target = first.setdefault(slide, (folder, target))
        if other == folder:
            continue
        together = its_target == target
        found.append(
            _finding(
                FindingKind.DUPLICATE_SLIDE,
                Severity.WARNING if together else Severity.NOTE,
                folder,
                f"The folder {other} is the same slide “{slide}”"
                + (
                    ": their records can no more be told apart."
                    if together
                    else " in another TFRecord."
                ),
                "Rename one of them if they are two slides.",
            )
        )
    return found


def empty_folder(folder: Path) -> Finding:
    """Return the finding of a folder that no TFRecord is made of."""
    return _finding(
        FindingKind.EMPTY_FOLDER,
        Severity.WARNING,
        folder,
        "The folder holds no image; no TFRecord is written for it.",
        "Images end in .jpg, .jpeg, .png, .tif, .tiff, .bmp or .webp.",
    )


def no_image(sheet: Path) -> Finding:
    """Return the finding of a sheet that names no image that can be taken."""
    return _finding(
        FindingKind.SHEET,
        Severity.WARNING,
        sheet,
        "It names no image that can be taken; no TFRecord is written.",
        "It should have a line for each image.",
    )


def nothing_left(path: Path, count: int) -> Finding:
    """Return the finding of a TFRecord that is not written, for lack of a single image."""
    return _finding(
        FindingKind.EMPTY_FOLDER,
        Severity.WARNING,
        path,
        f"It is not written: none of its {count:,} images can be taken.",
        "Each of them is reported with its reason.",
    )


def passed_over(source: Path, paths: Sequence[str]) -> list[Finding]:
    """Return at most one finding: what lies there that is no image by its name."""
    names = (os.path.basename(path) for path in paths)  # noqa: PTH119 - there may be many
    kinds = Counter(PurePath(name).suffix.lower() for name in names if not is_hidden(name))
    if not kinds:
        return []
    listed = [suffix or "without extension" for suffix, _ in kinds.most_common(_MOST_EXTENSIONS)]
    if len(kinds) > len(listed):
        listed.append("…")
    count = sum(kinds.values())
    are = "1 file is no image by its name" if count == 1 else f"{count:,} files are no images"
    return [
        _finding(
            FindingKind.PASSED_OVER,
            Severity.NOTE,
            source,
            f"{are} ({', '.join(listed)}) and passed over.",
        )
    ]


def smaller_levels(source: Path, folders: Sequence[ScannedFolder]) -> list[Finding]:
    """Return at most one finding: images of smaller levels, with which nothing is lost."""
    if not folders:
        return []
    slides = counted(len({folder.path.parent for folder in folders}), "slide")
    images = sum(map(len, folders))
    are = "1 image is of a smaller level" if images == 1 else f"{images:,} images are of smaller"
    levels = "" if images == 1 else " levels"
    return [
        _finding(
            FindingKind.PASSED_OVER,
            Severity.NOTE,
            source,
            f"{are}{levels} of {slides}, whose highest level is taken, and passed over.",
        )
    ]


def _old_index(file: PlannedFile, policies: Policies) -> list[Finding]:
    """Return which files with the name of an index outlive the build: nothing replaces them."""
    if policies.existing is not Existing.REPLACE:  # then they are in the way
        return []
    return [
        _finding(
            FindingKind.STALE_INDEX,
            Severity.WARNING,
            path,
            f"It has the name of an index of {file.path.name}, is older than the new one, and "
            "stays beside it. Slideflow may read it.",
            "Delete it, or move it away.",
        )
        for path in find_indices(file.path)
        if not _goes(path, file.path, policies)
    ]


def _goes(index: Path, tfrecord: Path, policies: Policies) -> bool:
    """Tell whether the writer replaces an index, or takes it away with its TFRecord."""
    if index != index_path_of(tfrecord):
        return False
    return policies.index or (tfrecord.exists() and is_index(index))


def _finding(
    kind: FindingKind, severity: Severity, path: Path, message: str, remedy: str = ""
) -> Finding:
    return Finding(kind=kind, severity=severity, file=str(path), message=message, remedy=remedy)
