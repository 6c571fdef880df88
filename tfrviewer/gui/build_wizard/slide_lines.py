"""What a plan says of each slide, as lines of a table; for worker threads."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.planning.plan import BuildPlan, PlannedImages
from tfrviewer.build.planning.planned import UNKNOWN
from tfrviewer.build.request.choices import Layout
from tfrviewer.build.scan.walk import is_image_name
from tfrviewer.jobs import CancelToken

IntArray = NDArray[np.int64]


@dataclass(slots=True, kw_only=True)
class SlideLine:
    """One slide of a plan.

    Attributes:
        name: Its name.
        images: How many of its images become records.
        left_out: How many images of its folders do not.
        located: Of how many records the location is known.
        bytes: Size of the image files.
        sizes: Sizes of the images in pixels, the commonest first; empty where none was looked at.
        formats: How they will be stored, the commonest first: "jpeg", "png".
        folder: The folder of its first image.
        parts: Its images: planned images of a TFRecord, and which of them.
    """

    name: str
    images: int = 0
    left_out: int = 0
    located: int = 0
    bytes: int = 0
    sizes: tuple[tuple[int, int], ...] = ()
    formats: tuple[str, ...] = ()
    folder: str = ""
    parts: list[tuple[PlannedImages, IntArray]] = field(default_factory=list, repr=False)

    def spread(self, count: int) -> list[tuple[PlannedImages, int]]:
        """Return some of its images, from the first to the last at even steps."""
        wanted = np.unique(np.linspace(0, max(self.images - 1, 0), count).round().astype(int))
        found, first = [], 0
        for images, at in self.parts:
            inside = wanted[(wanted >= first) & (wanted < first + len(at))] - first
            found += [(images, int(at[i])) for i in inside]
            first += len(at)
        return found

    def locations(self) -> IntArray:
        """Return the locations that are known, int64 (n, 2)."""
        known = [images.locations[at[images.known[at]]] for images, at in self.parts]
        return np.concatenate([np.zeros((0, 2), np.int64), *known])


def slide_lines(plan: BuildPlan, cancel: CancelToken | None = None) -> list[SlideLine]:
    """Return a line for each slide, in the order of the plan.

    Folders of which every image is left out have a line too, under the folder's name.
    """
    lines: dict[str, SlideLine] = {}
    pictures: dict[str, dict[int, int]] = {}
    for file in plan.files:
        if cancel is not None:
            cancel.check()
        images = file.images
        if not len(images):
            continue
        for name, at in _by_slide(images):
            line = lines.setdefault(name, SlideLine(name=name))
            _add(line, images, at)
            seen = pictures.setdefault(name, {})
            codes, counts = np.unique(images.columns.picture[images.at[at]], return_counts=True)
            for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
                seen[code] = seen.get(code, 0) + count
    for name, seen in pictures.items():
        _tell_pictures(lines[name], seen)
    _count_left_out(lines, plan)
    return list(lines.values())


def _by_slide(images: PlannedImages) -> Iterable[tuple[str, IntArray]]:
    """Yield the slides of a TFRecord with the places of their images, by their first image."""
    if images.slide is None:
        yield images.slide_names[0], np.arange(len(images), dtype=np.int64)
        return
    order = np.argsort(images.slide, kind="stable")
    codes, starts = np.unique(images.slide[order], return_index=True)
    groups = np.split(order.astype(np.int64), starts[1:])
    for i in np.argsort([group[0] for group in groups]):
        yield images.slide_names[codes[i]], groups[i]


def _add(line: SlideLine, images: PlannedImages, at: IntArray) -> None:
    columns, places = images.columns, images.at[at]
    sizes = columns.bytes[places]
    line.images += len(at)
    line.located += int(np.count_nonzero(images.known[at]))
    line.bytes += int(sizes[sizes > 0].sum())
    line.folder = line.folder or columns.folders[columns.folder[places[0]]]
    line.parts.append((images, at))


def _tell_pictures(line: SlideLine, seen: dict[int, int]) -> None:
    """Tell sizes and formats, the commonest first."""
    pictures = line.parts[0][0].columns.pictures
    sizes: dict[tuple[int, int], int] = {}
    formats: dict[str, int] = {}
    for code, count in seen.items():
        if code != UNKNOWN:
            picture = pictures[code]
            sizes[picture.size] = sizes.get(picture.size, 0) + count
            formats[picture.format] = formats.get(picture.format, 0) + count
    line.sizes = tuple(sorted(sizes, key=lambda size: -sizes[size]))
    line.formats = tuple(sorted(formats, key=lambda one: -formats[one]))


def _count_left_out(lines: dict[str, SlideLine], plan: BuildPlan) -> None:
    folders_tell = plan.layout not in (Layout.NAMES, Layout.SHEET)
    slide_of: dict[str, str | None] = {}
    for line in lines.values():
        for images, at in line.parts:
            columns = images.columns
            for code in np.unique(columns.folder[images.at[at]]).tolist():
                folder = str(columns.folders[code])
                if slide_of.setdefault(folder, line.name) != line.name:
                    slide_of[folder] = None  # nobody knows whose image was left out
    for left in plan.left_out:
        folder = str(left.path.parent)
        if folder not in slide_of and folders_tell and is_image_name(left.path.name):
            name = left.path.parent.name
            lines.setdefault(name, SlideLine(name=name, folder=folder))
            slide_of[folder] = name
        slide = slide_of.get(folder)
        if slide is not None:
            lines[slide].left_out += 1
