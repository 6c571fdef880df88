"""Which TFRecords are made of which images: the layouts."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.planning.located import Located, Locator, rule_for
from tfrviewer.build.planning.outside import no_slide
from tfrviewer.build.planning.pyramids import folders_above, lower_levels, slide_name
from tfrviewer.build.request.choices import Layout
from tfrviewer.build.request.request import BuildRequest, Naming
from tfrviewer.build.safe_names import safe_name
from tfrviewer.build.scan.scan import Scan, ScannedFolder
from tfrviewer.errors import Finding

SUFFIX = ".tfrecords"
_SAMPLE = 256
"""So many names, spread evenly, tell whether reading all of them is worth while."""

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """Images of one slide that lie in one folder.

    Attributes:
        slide: Their slide, as it was found.
        folder: Where they lie.
        at: Their places in the columns of the scan.
        located: Where they lie on the slide.
    """

    slide: str
    folder: Path
    at: Places
    located: Located


@dataclass(frozen=True, slots=True)
class Target:
    """A TFRecord to plan: where it goes, and of what it is made."""

    path: Path
    shares: tuple[Share, ...]


@dataclass(slots=True)
class Laid:
    """What a layout makes of what was found.

    Attributes:
        targets: The TFRecords, in order.
        left_out: Images that it leaves out for a reason of its own, by place.
        lower: Folders of smaller levels of pyramids: nothing is lost with them.
    """

    targets: list[Target] = field(default_factory=list)
    left_out: list[tuple[int, Finding]] = field(default_factory=list)
    lower: list[ScannedFolder] = field(default_factory=list)


def recognised_layout(scan: Scan, naming: Naming | Locator | None = None) -> Layout:
    """Return the layout that a source looks like.

    Args:
        scan: What was found: with a sheet, that is it; folders with images are a slide each;
            images in one folder are of several slides if the names of all of them tell so.
        naming: How names tell slides, or what tells them.

    Raises:
        ValueError: If the pattern is none.
    """
    if isinstance(naming, Locator):
        locator = naming
    else:
        locator = Locator(rule_for(naming or Naming(), scan), scan)
    if scan.sheet is not None:
        return Layout.SHEET
    if any(len(folder) for folder in scan.folders[1:]):
        return Layout.NESTED
    slides = told_slides(scan, locator)
    sure = bool(slides) and None not in slides and 2 * len(slides) <= scan.images
    return Layout.NAMES if sure and len(slides) > 1 else Layout.SINGLE


def told_slides(scan: Scan, locator: Locator) -> dict[str | None, int]:
    """Return how many names of the images in the source itself tell each slide; None for none.

    Nothing is returned where not more than one slide is told by a few of the names.
    """
    root = scan.folders[0]
    at = _places(root)
    for tried in (at[np.linspace(0, len(at) - 1, min(_SAMPLE, len(at))).astype(np.int64)], at):
        slides = locator.read(None, str(root.path), tried).slides if len(tried) > 1 else None
        counts: dict[str | None, int] = {}
        for slide in slides or ():
            counts[slide] = counts.get(slide, 0) + 1
        if len(counts.keys() - {None}) < 2:
            return {}
    return counts


def lay_out(request: BuildRequest, scan: Scan, layout: Layout, locator: Locator) -> Laid:
    """Return the TFRecords that a layout makes of what was found.

    Args:
        request: What is asked for.
        scan: What was found.
        layout: The layout.
        locator: Tells where images lie.
    """
    return _Layer(request, scan, locator).lay(layout)


def folder_name(path: Path) -> str:
    """Return the name of a folder, which "." and ".." have too, as text."""
    return text_of(Path(os.path.abspath(path)).name)  # noqa: PTH100 - resolve() follows links


def text_of(name: str) -> str:
    """Return a name as text: the bytes of a file name need not be any."""
    return name.encode("utf-8", "backslashreplace").decode()


class _Layer:
    """Lays out one source."""

    def __init__(self, request: BuildRequest, scan: Scan, locator: Locator) -> None:
        self._request = request
        self._scan = scan
        self._locator = locator
        self._left_out: list[tuple[int, Finding]] = []
        self._lower: list[ScannedFolder] = []

    def lay(self, layout: Layout) -> Laid:
        ways: dict[Layout, Callable[[], Iterable[tuple[Path, Share]]]] = {
            Layout.SINGLE: self._single,
            Layout.NESTED: self._nested,
            Layout.MERGED: self._merged,
            Layout.NAMES: self._by_names,
            Layout.SHEET: self._by_sheet,
        }
        # Shares that go to one path are of one slide, or were to be merged.
        found: dict[Path, list[Share]] = {}
        for path, share in ways[layout]():
            found.setdefault(path, []).append(share)
        targets = [Target(path, tuple(shares)) for path, shares in found.items()]
        return Laid(targets, self._left_out, self._lower)

    def _single(self) -> Iterator[tuple[Path, Share]]:
        root = self._scan.folders[0]
        slide = self._request.slide or text_of(slide_name(root.path))
        if len(root):
            yield self._one_path(slide), self._share(slide, root)

    def _nested(self) -> Iterator[tuple[Path, Share]]:
        for folder, slide in self._folders():
            above = (safe_name(text_of(part)) for part in folders_above(folder))
            path = self._request.output.joinpath(*above) / self._name(slide)
            yield path, self._share(slide, folder)

    def _merged(self) -> Iterator[tuple[Path, Share]]:
        path = self._one_path(folder_name(self._scan.source))
        if self._scan.sheet is not None:
            for _, share in self._by_sheet():
                yield path, share
        else:
            for folder, slide in self._folders():
                yield path, self._share(slide, folder)

    def _by_names(self) -> Iterator[tuple[Path, Share]]:
        for folder in self._scan.folders:
            at = _places(folder)
            if not len(at):
                continue
            located, named = self._locator.locate_told(str(folder.path), at)
            for slide, places in _groups(named.slides or [None] * len(at)).items():
                if slide is None:
                    files = self._scan.columns.file
                    missing = at[places].tolist()
                    self._left_out += [(one, no_slide(files(one))) for one in missing]
                else:
                    share = Share(text_of(slide), folder.path, at[places], located.picked(places))
                    yield self._request.output / self._name(share.slide), share

    def _by_sheet(self) -> Iterator[tuple[Path, Share]]:
        sheet = self._scan.sheet
        assert sheet is not None
        bounds = np.searchsorted(sheet.folder, np.arange(len(sheet.folders) + 1)).tolist()
        parts: list[tuple[str, str, Places]] = []
        for number, folder in enumerate(sheet.folders):
            start, stop = bounds[number : number + 2]
            own = text_of(slide_name(Path(folder)))
            slides = [own] * (stop - start) if sheet.slides is None else sheet.slides[start:stop]
            parts += [
                (text_of(slide or ""), folder, start + places)
                for slide, places in _groups(slides).items()
            ]
        order = {slide: at for at, slide in enumerate(dict.fromkeys(part[0] for part in parts))}
        for slide, folder, at in sorted(parts, key=lambda part: order[part[0]]):
            share = Share(slide, Path(folder), at, self._locator.locate(slide, folder, at))
            yield self._request.output / self._name(slide), share

    def _folders(self) -> Iterator[tuple[ScannedFolder, str]]:
        """Yield the folders of slides below the source, and the slides."""
        lower = lower_levels(self._scan.folders)
        for folder in self._scan.folders[1:]:
            if not len(folder):
                continue
            if folder.path in lower:
                self._lower.append(folder)
            else:
                yield folder, text_of(slide_name(folder.path))

    def _share(self, slide: str, folder: ScannedFolder) -> Share:
        at = _places(folder)
        return Share(slide, folder.path, at, self._locator.locate(slide, str(folder.path), at))

    def _one_path(self, name: str) -> Path:
        return self._request.output / (self._request.filename or self._name(name))

    def _name(self, slide: str) -> str:
        return safe_name(self._request.renamed.get(slide, slide)) + SUFFIX


def _places(folder: ScannedFolder) -> Places:
    return np.arange(folder.start, folder.stop, dtype=np.int64)


def _groups(slides: Iterable[str | None]) -> dict[str | None, Places]:
    """Return the places of each slide, in the order of the first."""
    found: dict[str | None, int] = {}
    codes = np.array([found.setdefault(slide, len(found)) for slide in slides], dtype=np.int32)
    if len(found) == 1:
        return dict.fromkeys(found, np.arange(len(codes), dtype=np.int64))
    order = np.argsort(codes, kind="stable")
    bounds = np.searchsorted(codes[order], np.arange(len(found) + 1)).tolist()
    return {slide: order[bounds[at] : bounds[at + 1]] for slide, at in found.items()}
