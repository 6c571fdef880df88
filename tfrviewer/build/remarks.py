"""What is worth saying of a plan, as findings."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePath

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.choices import Existing
from tfrviewer.build.plan import PlannedFile, PlannedImages
from tfrviewer.build.request import NO_PATTERN, BuildRequest, Policies
from tfrviewer.build.walk import is_hidden
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


def of_locations(file: PlannedFile, request: BuildRequest) -> list[Finding]:
    """Return what is worth knowing of the locations that the names of a TFRecord's images tell."""
    if request.naming.pattern == NO_PATTERN:
        return []
    images, count = file.images, len(file.images)
    known = int(images.known.sum())
    found = []
    if known < count:
        found.append(
            _finding(
                FindingKind.NO_LOCATION,
                Severity.NOTE,
                file.path,
                f"{count - known:,} of {count:,} names tell no location; these records have "
                "(0, 0), which readers take for none.",
                "A name that tells it is <slide>-<x>-<y>.jpg.",
            )
        )
    if guesses := 0 if images.guessed is None else int(images.guessed.sum()):
        found.append(
            _finding(
                FindingKind.GUESSED_LOCATION,
                Severity.NOTE,
                file.path,
                f"{guesses:,} of {count:,} locations are the last two numbers of names that do "
                "not begin with the name of the slide.",
                "Check that they are locations; if not, take none from names (--pattern none).",
            )
        )
    if twice := known - _different(images):
        found.append(
            _finding(
                FindingKind.DUPLICATE_LOCATION,
                Severity.NOTE,
                file.path,
                f"{twice:,} of {count:,} names tell a location that an image before has.",
                "Check that the last two numbers in the names are locations.",
            )
        )
    return found


def _different(images: PlannedImages) -> int:
    """Return how many places on slides the images have."""
    return sum(_distinct(images.take(places).places()) for _, places in images.by_slide())


def _distinct(places: NDArray[np.int64]) -> int:
    """Return how many different lines an array of int64 (N, 2) has."""
    if not len(places):
        return 0
    if places.max() >= 1 << 31 or places.min() < -(1 << 31):  # no slide is so wide
        return len(np.unique(places, axis=0))
    keys = (places[:, 0] << 32) + places[:, 1]
    keys.sort()
    return 1 + int(np.count_nonzero(keys[1:] != keys[:-1]))


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
