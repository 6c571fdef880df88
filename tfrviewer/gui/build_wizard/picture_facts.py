"""What the images of a plan are like: what each choice about them comes to. No Qt."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tfrviewer.build.pictures.pictures import Picture
from tfrviewer.build.planning.plan import BuildPlan, PlannedFile
from tfrviewer.errors import FindingKind

_BAD = frozenset(
    (
        FindingKind.NOT_AN_IMAGE,
        FindingKind.UNDECODABLE_IMAGE,
        FindingKind.UNREADABLE_FILE,
        FindingKind.MISSING_FILE,
    )
)


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What was found of the images of a plan.

    Attributes:
        images: How many are going to be records.
        looked: Whether their headers were read.
        kinds: How many there are of each size and format, those left out not counted.
        kept: Images whose bytes are stored as they are.
        odd_sizes: Images of another size than most of their TFRecord, left out or not.
        odd_formats: The same of the format.
        bad: Files that are no images, or cannot be read.
        labels: How many images lie in each of the topmost folders; empty if all lie outside.
    """

    images: int
    looked: bool
    kinds: Counter[tuple[tuple[int, int], str]]
    kept: int
    odd_sizes: int
    odd_formats: int
    bad: int
    labels: Counter[str]

    @property
    def sizes(self) -> Counter[tuple[int, int]]:
        """How many images there are of each size."""
        found: Counter[tuple[int, int]] = Counter()
        for (size, _), count in self.kinds.items():
            found[size] += count
        return found


def picture_facts(plan: BuildPlan) -> PictureFacts:
    """Return what was found of the images of a plan."""
    left = Counter(one.finding.kind for one in plan.left_out)
    kinds: Counter[tuple[tuple[int, int], str]] = Counter()
    odd_sizes, odd_formats = left[FindingKind.ODD_SIZE], left[FindingKind.MIXED_FORMATS]
    looked = kept = 0
    for file in plan.files:
        for picture, count in _pictures(file).items():
            looked += count
            kinds[picture.kind] += count
            if picture.verbatim and file.wanted.is_met(picture.size, picture.format):
                kept += count
            if file.picture is not None and picture.size != file.picture.size:
                odd_sizes += count
            elif file.picture is not None and picture.format != file.picture.format:
                odd_formats += count
    return PictureFacts(
        images=plan.records,
        looked=looked > 0 or not plan.records,
        kinds=kinds,
        kept=kept,
        odd_sizes=odd_sizes,
        odd_formats=odd_formats,
        bad=sum(left[kind] for kind in _BAD),
        labels=_labels(plan),
    )


def _pictures(file: PlannedFile) -> Counter[Picture]:
    columns = file.images.columns
    codes = columns.picture[file.images.at]
    counts = np.bincount(codes[codes >= 0], minlength=len(columns.pictures))
    return Counter(
        {columns.pictures[code]: int(counts[code]) for code in np.flatnonzero(counts).tolist()}
    )


def _labels(plan: BuildPlan) -> Counter[str]:
    found: Counter[str] = Counter()
    if not plan.files:
        return found
    columns = plan.files[0].images.columns  # of the scan, and so of all files
    taken = np.concatenate([file.images.at for file in plan.files])
    counts = np.bincount(columns.folder[taken], minlength=len(columns.folders))
    for at in np.flatnonzero(counts).tolist():
        try:
            inside = Path(columns.folders[at]).relative_to(plan.source)
        except ValueError:
            continue
        if inside.parts:
            found[inside.parts[0]] += int(counts[at])
    return found
