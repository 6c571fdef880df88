"""What names tell, as the third page shows it; for worker threads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tfrviewer.build.naming.grid_check import GridCheck, check_grid, suggested_extent
from tfrviewer.build.naming.pattern import Pattern
from tfrviewer.build.naming.preview import LIMIT, NamePreview, preview_names
from tfrviewer.build.planning.located import rule_for
from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.request.choices import Anchor, Layout
from tfrviewer.build.scan.scan import Scan, ScannedFolder
from tfrviewer.gui.build_wizard.slide_lines import SlideLine, slide_lines
from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.layout.placement import Placement

_MOST_FOLDERS = 40
"""Of which names are shown: of each at least a few."""
_TELLING = 4096
"""Names of a folder that tell its pattern; where all of them lie is known from the plan."""
_MOST_READ = 200_000
"""Names that are read for the table; each folder is read whole, as a build does."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Some names, and what they tell.

    Attributes:
        names: The names.
        patterns: The patterns by which their folders are read, the commonest first.
        tell_other_slides: Whether some tell a slide though folders do, and another one.
    """

    names: tuple[NamePreview, ...]
    patterns: tuple[Pattern, ...]
    tell_other_slides: bool = False


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the images of a plan lie, and those of one slide more closely.

    Attributes:
        slides: The slides that have images, in the order of the plan.
        images: How many images become records.
        located: Of how many of them the location is known.
        line: The slide that was looked at closely; None if there is none.
        placement: Its tiles on the plane; None if no location is known.
        check: What its grid looks like.
        pattern: By which pattern its names are read; None if by none.
        anchor: What the numbers in its names mean.
        lacks: "pitch" or "extent" if that is missing to make centres of its names.
        suggested_extent: What its extent may be.
        image_side: Width of most of its images in pixels.
    """

    slides: tuple[str, ...]
    images: int
    located: int
    line: SlideLine | None = None
    placement: Placement | None = None
    check: GridCheck | None = None
    pattern: Pattern | None = None
    anchor: Anchor = Anchor.CENTRE
    lacks: str | None = None
    suggested_extent: int | None = None
    image_side: int | None = None


def preview(plan: BuildPlan, scan: Scan, cancel: CancelToken) -> Preview:
    """Read names of each folder, as many of one as of another, as the plan does."""
    rule = rule_for(plan.request.naming, scan)
    slides = _slides_of_folders(plan)
    folders = [folder for folder in scan.folders if str(folder.path) in slides]
    chosen: list[ScannedFolder] = []
    total = 0
    for i in np.unique(np.linspace(0, len(folders) - 1, min(len(folders), _MOST_FOLDERS))):
        folder = folders[round(float(i))]
        total += len(folder)
        if chosen and total > _MOST_READ:
            break
        chosen.append(folder)
    read: list[NamePreview] = []
    for number, folder in enumerate(chosen):
        cancel.check()
        share = -(-(LIMIT - len(read)) // (len(chosen) - number))
        told = (slides[str(folder.path)], str(folder.path), scan.names(folder))
        read += preview_names(rule, [told], share)
    shown = [_as_written(name, slides[name.folder], plan.request.renamed) for name in read]
    others = any(len(one.spans) < len(name.spans) for one, name in zip(shown, read, strict=True))
    return Preview(tuple(shown), _by_frequency(read), others)


def _as_written(name: NamePreview, slide: str | None, renamed: Mapping[str, str]) -> NamePreview:
    """Return what was read with the slide that is going to be written: its folder's, if it is."""
    spans = name.spans
    if slide is not None and name.slide != slide:
        spans = {part: span for part, span in spans.items() if part != "slide"}
    slide = name.slide if slide is None else slide
    return replace(name, slide=renamed.get(slide or "", slide), spans=spans)


def look_closely(plan: BuildPlan, scan: Scan, slide: str, cancel: CancelToken) -> Whereabouts:
    """Look where the images of a plan lie, and those of one slide; the first if it is not there."""
    lines = [line for line in slide_lines(plan, cancel) if line.images]
    images = sum(line.images for line in lines)
    located = sum(line.located for line in lines)
    slides = tuple(line.name for line in lines)
    if not lines:
        return Whereabouts(slides, images, located)
    line = next((line for line in lines if line.name == slide), lines[0])
    cancel.check()
    locations = line.locations()
    x, y = (np.ascontiguousarray(locations[:, axis]) for axis in (0, 1))
    found = Whereabouts(
        slides,
        images,
        located,
        line,
        Placement(x, y) if len(locations) else None,
        check_grid(locations) if len(locations) else None,
        image_side=line.sizes[0][0] if line.sizes else None,
    )
    return _told_by_names(found, plan, scan)


def planned(plan: BuildPlan, cancel: CancelToken) -> tuple[NamePreview, ...]:
    """Return images of each slide as they are planned, as many of one as of another."""
    lines = [line for line in slide_lines(plan, cancel) if line.images]
    found: list[NamePreview] = []
    for number, line in enumerate(lines):
        share = -(-(LIMIT - len(found)) // (len(lines) - number))
        for images, at in line.spread(share) if share > 0 else ():
            image = images[at]
            found.append(
                NamePreview(image.name, image.folder, image.slide, image.location, {}, None)
            )
    return tuple(found)


def unlocated(plan: BuildPlan, cancel: CancelToken) -> tuple[NamePreview, ...]:
    """Return the first images of which no location is known."""
    found: list[NamePreview] = []
    for file in plan.files:
        cancel.check()
        images = file.images
        for at in np.flatnonzero(~images.known)[: LIMIT - len(found)].tolist():
            image = images[at]
            found.append(NamePreview(image.name, image.folder, image.slide, None, {}, None))
    return tuple(found)


def _slides_of_folders(plan: BuildPlan) -> dict[str, str | None]:
    """Return the slide that each folder stands for, as it was found; None if its names tell."""
    former = {new: old for old, new in plan.request.renamed.items()}
    found: dict[str, str | None] = {}
    for file in plan.files:
        images = file.images
        codes, first = np.unique(images.columns.folder[images.at], return_index=True)
        for code, at in zip(codes.tolist(), first.tolist(), strict=True):
            slide = images.slide_of(at)
            by_names = plan.layout is Layout.NAMES
            found[images.columns.folders[code]] = None if by_names else former.get(slide, slide)
    return found


def _by_frequency(shown: Sequence[NamePreview]) -> tuple[Pattern, ...]:
    counts: dict[str, int] = {}
    patterns: dict[str, Pattern] = {}
    for name in shown:
        if name.pattern is not None:
            patterns[name.pattern.word] = name.pattern
            counts[name.pattern.word] = counts.get(name.pattern.word, 0) + 1
    return tuple(patterns[word] for word in sorted(counts, key=lambda word: -counts[word]))


def _told_by_names(found: Whereabouts, plan: BuildPlan, scan: Scan) -> Whereabouts:
    """Add what the rule says of the names in the folder of the slide's first image."""
    assert found.line is not None
    if scan.sheet is not None and scan.sheet.locations is not None:
        return found
    images, at = found.line.parts[0]
    columns, places = images.columns, images.at[at]
    first = columns.folder[places[0]]
    inside = places[columns.folder[places] == first]
    names = columns.names.picked(inside[:: len(inside) // _TELLING + 1])
    folder = columns.folders[first]
    rule = rule_for(plan.request.naming, scan)
    named = rule.read(_slides_of_folders(plan)[folder], folder, names)
    return replace(
        found,
        pattern=named.pattern,
        anchor=named.anchor,
        lacks=named.lacks,
        suggested_extent=suggested_extent(found.line.locations()),
    )
