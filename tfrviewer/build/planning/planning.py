"""From what was found to a plan: quick, so that a choice can be changed and its plan be seen.

found = scan("tiles")                                       # slow: looks at every image
plan = make_plan(BuildRequest.of("tiles", "out"), found)    # quick, as often as wanted
report = run(plan)
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.naming.rule import LocationRule
from tfrviewer.build.planning.alike import needs_look, sort_out
from tfrviewer.build.planning.filenames import check_features, check_names
from tfrviewer.build.planning.labels import folder_labels, own_names, read_labels
from tfrviewer.build.planning.layouts import Laid, Target, lay_out, recognised_layout, told_slides
from tfrviewer.build.planning.leftovers import of_another_cut, told
from tfrviewer.build.planning.located import Locator, rule_for
from tfrviewer.build.planning.location_remarks import of_naming, of_origin, of_pattern
from tfrviewer.build.planning.ordering import in_order
from tfrviewer.build.planning.outside import not_named, outside_layout
from tfrviewer.build.planning.plan import (
    BuildPlan,
    LeftOut,
    PlannedFile,
    PlannedImages,
    PlannedSlide,
)
from tfrviewer.build.planning.planned import FeatureColumn
from tfrviewer.build.planning.remarks import (
    between_files,
    empty_folder,
    no_image,
    nothing_left,
    of_file,
    of_slides,
    passed_over,
    smaller_levels,
)
from tfrviewer.build.planning.shards import cut, shard_path
from tfrviewer.build.planning.slide_facts import slides_of
from tfrviewer.build.planning.slide_remarks import not_renamed, of_shards, of_told, one_name
from tfrviewer.build.request.choices import Layout, OnProblem
from tfrviewer.build.request.request import BuildRequest
from tfrviewer.build.running.targets import refuse_folder
from tfrviewer.build.scan.packed import Packed
from tfrviewer.build.scan.scan import Scan, ScannedFolder
from tfrviewer.build.scan.scan import scan as look_into
from tfrviewer.errors import BuildError, Finding, FindingKind, ImageError, Severity
from tfrviewer.jobs import CancelToken, Progress

_UNLIKE = (FindingKind.ODD_SIZE, FindingKind.MIXED_FORMATS)


def plan_build(
    request: BuildRequest,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> BuildPlan:
    """Look into a folder of images, and plan what TFRecords to make of it.

    Args:
        request: What is asked for.
        executor: Where images are looked at; None does it here.
        progress: Told of the images looked at so far.
        cancel: Looked at between units of a few images.

    Raises:
        PathNotFoundError: If there is no such folder.
        TargetExistsError: If the output is a file, or below one.
        PermissionError: If nothing may be written to the output.
        ImageError: If an image cannot be taken, and the policy is to raise.
        BuildError: If an image is unlike the others of its TFRecord or cannot be reached, and
            the policy is to raise.
        BuildError: Whatever the policy: if a sheet cannot be read, or lacks a column.
        NameMisuseError: If a name is no name, or something is given where the layout has no use
            for it; a ValueError, as is that of a pattern that is none.
        Cancelled: If `cancel` was raised.
    """
    refuse_folder(request.output)  # now, not when all images have been looked at
    LocationRule.of(request.naming)
    layout = request.layout
    if layout is None and request.sheet is not None:
        layout = Layout.SHEET
    if layout is not None:
        check_names(request, layout)
    found = look_into(
        request.source,
        sheet=request.sheet,
        look=needs_look(request.pictures),
        # Of a slide's own folder those in it are listed, to tell of their images, and none below.
        below=layout is not Layout.SINGLE,
        executor=executor,
        progress=progress,
        cancel=cancel,
    )
    return make_plan(request, found, cancel=cancel)


def make_plan(request: BuildRequest, scan: Scan, *, cancel: CancelToken | None = None) -> BuildPlan:
    """Plan what TFRecords to make of what was found; looks at no image, and writes nothing.

    Args:
        request: What is asked for.
        scan: What lies in its source.
        cancel: Looked at between TFRecords.

    Raises:
        TargetExistsError, PermissionError, ImageError, BuildError, NameMisuseError, Cancelled:
            As `plan_build` does.
        ValueError: If images have to be compared, and were not looked at.
    """
    refuse_folder(request.output)
    locator = Locator(rule_for(request.naming, scan), scan)
    layout = request.layout
    if layout is None:
        layout = recognised_layout(scan, locator)
    check_names(request, layout)
    if (request.sheet is None) is not (scan.sheet is None):
        raise ValueError("Scan with the sheet of the request: scan(source, sheet=request.sheet).")
    laid = lay_out(request, scan, layout, locator)
    planner = _Planner(request, scan, layout, laid)
    for target in laid.targets:
        if cancel is not None:
            cancel.check()
        planner.add(target)
    planner.look_at_rest()
    others = Packed.of(str(folder.path / name) for folder in scan.folders for name in folder.others)
    return BuildPlan(
        request=request,
        layout=layout,
        files=tuple(planner.files),
        slides=tuple(planner.slides),
        left_out=tuple(planner.left_out),
        passed_over=Packed.joined((others, _files_of(laid.lower, scan))) if laid.lower else others,
        findings=(
            *planner.findings,
            *_of_names(request, locator, planner.files),
            *_of_slides(request, scan, layout, laid, locator),
            *of_shards(request.output, [s.slide for s in planner.slides if s.files > 1]),
            *between_files([file for file in planner.files if not (file.shard and file.shard[0])]),
            *_of_another_cut(planner.files),
            *one_name(request.output, [file.path for file in planner.files]),
            *passed_over(request.source, others),
            *smaller_levels(request.source, laid.lower),
        ),
    )


class _Planner:
    """Plans TFRecord by TFRecord, and gathers what is left out on the way."""

    def __init__(self, request: BuildRequest, scan: Scan, layout: Layout, laid: Laid) -> None:
        self.files: list[PlannedFile] = []
        self.slides: list[PlannedSlide] = []
        self.left_out: list[LeftOut] = []
        self.findings: list[Finding] = [] if scan.sheet is None else list(scan.sheet.findings)
        self._request = request
        self._scan = scan
        self._layout = layout
        self._laid = laid
        self._output = request.output.absolute()
        self._taken = np.zeros(scan.images, dtype=bool)
        shares = chain.from_iterable(target.shares for target in laid.targets)
        self._labels = read_labels(
            request.labels, list(dict.fromkeys(self._final(share.slide) for share in shares))
        )
        self.findings += self._labels.findings

    def add(self, target: Target) -> None:
        """Plan the TFRecord of a target, or its shards."""
        images = self._images(target)
        self._taken[images.at] = True
        sorted_out = sort_out(images, self._scan, self._request.pictures)
        for at, finding in sorted_out.left_out:
            unlike = finding.kind in _UNLIKE
            error = BuildError(finding) if unlike else ImageError(finding)
            self._leave_out(Path(self._scan.columns.file(at)), error)
        taken = sorted_out.images
        if not len(taken):
            self.findings.append(nothing_left(target.path, len(images)))
            self.slides += slides_of(target, images, sorted_out, ())
            return
        ordered = in_order(taken, self._request.policies)
        pieces = cut(ordered, self._request.shards)
        files = [
            PlannedFile(
                path=target.path if len(pieces) == 1 else shard_path(target.path, at, len(pieces)),
                images=piece,
                picture=sorted_out.picture,
                wanted=sorted_out.wanted,
                shard=None if len(pieces) == 1 else (at, len(pieces)),
            )
            for at, piece in enumerate(pieces)
        ]
        files = [replace(file, there=tuple(file.existing())) for file in files]
        self.files += files
        self.slides += slides_of(target, images, sorted_out, files)
        for file in files:
            self.findings += of_file(file, self._request)

    def look_at_rest(self) -> None:
        """Note what the layout does not take, and what cannot be reached."""
        for folder in self._laid.lower:
            self._taken[folder.start : folder.stop] = True
        for at, finding in self._laid.left_out:
            self._taken[at] = True
            self._leave_out(Path(self._scan.columns.file(at)), BuildError(finding))
        sheet, folders = self._scan.sheet, self._scan.folders
        for folder in folders:
            self._look_at(folder)
        if sheet is not None:
            for path, finding in sheet.left_out:
                self._leave_out(path, BuildError(finding))
        if not self._scan.images and not any(folder.findings for folder in folders):
            empty = empty_folder(self._request.source) if sheet is None else no_image(sheet.path)
            self.findings.append(empty)

    def _images(self, target: Target) -> PlannedImages:
        """Return the images of a TFRecord, in the order in which they were found."""
        shares, scan = target.shares, self._scan
        slides: dict[str, int] = {}
        codes = [slides.setdefault(self._final(share.slide), len(slides)) for share in shares]
        counts = [len(share.at) for share in shares]
        at = np.concatenate([share.at for share in shares])
        guesses = [share.located.guesses for share in shares]
        slide = np.repeat(np.array(codes, dtype=np.int32), counts)
        features: list[tuple[str, FeatureColumn]] = []
        if scan.sheet is not None:
            features += [(name, _picked(column, at)) for name, column in scan.sheet.features]
        if self._request.labels.folder is not None:
            features.append((self._request.labels.folder, folder_labels(scan, at)))
        if self._labels.columns:
            lines = np.array([self._labels.line[name] for name in slides], dtype=np.int64)[slide]
            features += [(name, _picked(column, lines)) for name, column in self._labels.columns]
        check_features(name for name, _ in features)
        return PlannedImages(
            columns=scan.columns,
            at=at,
            slide_names=tuple(slides),
            slide=slide if len(slides) > 1 else None,
            locations=np.concatenate([share.located.locations for share in shares]),
            known=np.concatenate([share.located.known for share in shares]),
            guessed=np.concatenate(
                [
                    np.zeros(count, dtype=bool) if guess is None else guess
                    for count, guess in zip(counts, guesses, strict=True)
                ]
            )
            if any(guess is not None for guess in guesses)
            else None,
            features=tuple(features),
            by_sheet=scan.sheet is not None and scan.sheet.locations is not None,
        )

    def _final(self, slide: str) -> str:
        return self._request.renamed.get(slide, slide)

    def _look_at(self, folder: ScannedFolder) -> None:
        is_root = not folder.relative.parts
        single = self._layout is Layout.SINGLE
        for finding in folder.findings:
            if not (single and not is_root):  # else nothing of it was asked for
                self._may_raise(BuildError(finding))
            if finding.file == str(folder.path):  # the folder is no image, and holds nobody knows
                self.findings.append(finding)
            else:
                self.left_out.append(LeftOut(Path(finding.file), finding))
        left = np.flatnonzero(~self._taken[folder.start : folder.stop]) + folder.start
        for at in left.tolist():
            file = self._scan.columns.file(at)
            self._leave_out(Path(file), BuildError(outside_layout(file, self._layout)))
        if self._scan.sheet is not None:
            for name in folder.unnamed:
                path = folder.path / name
                self._leave_out(path, BuildError(not_named(path, self._scan.sheet.path)))
        seen = not folder.findings  # else it is not known what it holds
        empty = folder.is_leaf and seen and not len(folder) and not len(folder.unnamed)
        if empty and not is_root and not single and not self._is_output(folder.path):
            self.findings.append(empty_folder(folder.path))

    def _is_output(self, folder: Path) -> bool:
        folder = folder.absolute()
        return self._output == folder or self._output in folder.parents

    def _leave_out(self, path: Path, error: BuildError | ImageError) -> None:
        self._may_raise(error)
        self.left_out.append(LeftOut(path, error.finding))

    def _may_raise(self, error: BuildError | ImageError) -> None:
        raises = self._request.policies.on_problem is OnProblem.RAISE
        if raises and error.finding.severity is not Severity.NOTE:
            raise error


def _of_slides(
    request: BuildRequest, scan: Scan, layout: Layout, laid: Laid, locator: Locator
) -> Iterator[Finding]:
    """Yield what is worth saying of the slides together."""
    shares = [(target, share) for target in laid.targets for share in target.shares]
    if layout in (Layout.NESTED, Layout.MERGED) and scan.sheet is None:
        renamed = request.renamed
        yield from of_slides(
            [
                (renamed.get(share.slide, share.slide), share.folder, target.path)
                for target, share in shares
            ]
        )
    if layout is Layout.SINGLE:
        for _, share in shares:
            told = told_slides(scan, locator)
            yield from of_told(request.source, share.slide, told)
    yield from own_names(request, ((share.slide, share.folder) for _, share in shares))
    found = {share.slide for _, share in shares}
    yield from not_renamed(request.source, (name for name in request.renamed if name not in found))


def _of_names(
    request: BuildRequest, locator: Locator, files: Sequence[PlannedFile]
) -> Iterator[Finding]:
    """Yield what is worth saying of how all names, or the lines of a sheet, tell locations."""
    source, pattern = request.source, request.naming.pattern
    yield from of_naming(source, locator.lacking)
    yield from of_pattern(source, pattern, locator.matched, locator.names, locator.example)
    count = sum(file.images.at_origin for file in files)
    yield from of_origin(source, count, by_sheet=any(file.images.by_sheet for file in files))


def _of_another_cut(files: Sequence[PlannedFile]) -> list[Finding]:
    """Return what the run is going to refuse, so that it is seen before."""
    there = of_another_cut(files)
    return [told(there)] if there else []


def _files_of(folders: Iterable[ScannedFolder], scan: Scan) -> Packed:
    return Packed.of(
        scan.columns.file(at) for folder in folders for at in range(folder.start, folder.stop)
    )


def _picked(column: FeatureColumn, at: NDArray[np.int64]) -> FeatureColumn:
    return column.picked(at) if isinstance(column, Packed) else column[at]
