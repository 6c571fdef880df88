"""From what was found to a plan: quick, so that a choice can be changed and its plan be seen.

found = scan("tiles")                                       # slow: looks at every image
plan = make_plan(BuildRequest.of("tiles", "out"), found)    # quick, as often as wanted
report = run(plan)
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from itertools import chain
from pathlib import Path

import numpy as np

from tfrviewer.build.alike import needs_look, sort_out
from tfrviewer.build.choices import Layout, OnProblem
from tfrviewer.build.filenames import check_names
from tfrviewer.build.layouts import Target, recognised_layout, targets_of
from tfrviewer.build.located import Located, read_names
from tfrviewer.build.ordering import in_order
from tfrviewer.build.packed import Packed
from tfrviewer.build.plan import BuildPlan, LeftOut, PlannedFile, PlannedImages
from tfrviewer.build.remarks import (
    between_files,
    empty_folder,
    nothing_left,
    of_file,
    of_slides,
    outside_layout,
    passed_over,
)
from tfrviewer.build.request import BuildRequest
from tfrviewer.build.scan import Scan, ScannedFolder
from tfrviewer.build.scan import scan as look_into
from tfrviewer.build.targets import refuse_folder
from tfrviewer.errors import BuildError, Finding, FindingKind, ImageError
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
        NameMisuseError: If a name is no name, or is given where the layout has no use for it; a
            ValueError.
        Cancelled: If `cancel` was raised.
    """
    refuse_folder(request.output)  # now, not when all images have been looked at
    if request.layout is not None:
        check_names(request, request.layout)
    found = look_into(
        request.source,
        look=needs_look(request.pictures),
        # Of a slide's own folder those in it are listed, to tell of their images, and none below.
        below=request.layout is not Layout.SINGLE,
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
    layout = request.layout or recognised_layout(scan, request.naming)
    check_names(request, layout)
    planner = _Planner(request, scan, layout)
    targets = targets_of(request, scan, layout)
    for target in targets:
        if cancel is not None:
            cancel.check()
        planner.add(target)
    planner.look_at_rest()
    others = Packed.of(str(folder.path / name) for folder in scan.folders for name in folder.others)
    return BuildPlan(
        request=request,
        layout=layout,
        files=tuple(planner.files),
        left_out=tuple(planner.left_out),
        passed_over=others,
        findings=(
            *planner.findings,
            *of_slides(_slides(targets), layout),
            *between_files(planner.files),
            *passed_over(request.source, others),
        ),
    )


class _Planner:
    """Plans TFRecord by TFRecord, and gathers what is left out on the way."""

    def __init__(self, request: BuildRequest, found: Scan, layout: Layout) -> None:
        self.files: list[PlannedFile] = []
        self.left_out: list[LeftOut] = []
        self.findings: list[Finding] = []
        self._request = request
        self._found = found
        self._layout = layout
        self._output = request.output.absolute()
        self._taken = np.zeros(found.images, dtype=bool)

    def add(self, target: Target) -> None:
        """Plan one TFRecord."""
        images = self._images(target)
        self._taken[images.at] = True
        count = len(images)
        sorted_out = sort_out(images, self._found, self._request.pictures)
        for at, finding in sorted_out.left_out:
            unlike = finding.kind in _UNLIKE
            error = BuildError(finding) if unlike else ImageError(finding)
            self._leave_out(Path(self._found.columns.file(at)), error)
        if not len(sorted_out.images):
            self.findings.append(nothing_left(target.path, count))
            return
        file = PlannedFile(
            path=target.path,
            images=in_order(sorted_out.images, self._request.policies),
            picture=sorted_out.picture,
            wanted=sorted_out.wanted,
        )
        self.files.append(file)
        self.findings += of_file(file, self._request)

    def look_at_rest(self) -> None:
        """Note what the layout does not take, and what cannot be reached."""
        folders = self._found.folders
        for folder in folders:
            self._look_at(folder)
        if not any(len(folder) or folder.findings for folder in folders):
            self.findings.append(empty_folder(self._request.source))

    def _images(self, target: Target) -> PlannedImages:
        """Return the images of a TFRecord, in the order in which they were found."""
        renamed, columns = self._request.renamed, self._found.columns
        located: list[Located] = []
        slides: dict[str, int] = {}
        codes = []
        for share in target.shares:
            names = columns.names.picked(share.at)
            folder = share.folder.name
            located.append(read_names(self._request.naming, share.slide, folder, names))
            slide = renamed.get(share.slide, share.slide)
            codes.append(slides.setdefault(slide, len(slides)))
        guessed = [
            np.zeros(len(one.known), dtype=bool) if one.guessed is None else one.guessed
            for one in located
        ]
        counts = [len(share.at) for share in target.shares]
        return PlannedImages(
            columns=columns,
            at=np.concatenate([share.at for share in target.shares]),
            slide_names=tuple(slides),
            slide=np.repeat(np.array(codes, dtype=np.int32), counts) if len(slides) > 1 else None,
            locations=np.concatenate([one.locations for one in located]),
            known=np.concatenate([one.known for one in located]),
            guessed=np.concatenate(guessed) if any(map(np.any, guessed)) else None,
        )

    def _look_at(self, folder: ScannedFolder) -> None:
        is_root = not folder.relative.parts
        single = self._layout is Layout.SINGLE
        for finding in folder.findings:
            if single and not is_root:  # nothing of it was asked for
                self.left_out.append(LeftOut(Path(finding.file), finding))
            else:
                self._leave_out(Path(finding.file), BuildError(finding))
        left = np.flatnonzero(~self._taken[folder.start : folder.stop]) + folder.start
        for at in left.tolist():
            path = Path(self._found.columns.file(at))
            self._leave_out(path, BuildError(outside_layout(path, self._layout)))
        seen = not folder.findings  # else it is not known what it holds
        no_use = folder.is_leaf and seen and not len(folder) and not self._is_output(folder.path)
        if no_use and not is_root and not single:
            self.findings.append(empty_folder(folder.path))

    def _is_output(self, folder: Path) -> bool:
        folder = folder.absolute()
        return self._output == folder or self._output in folder.parents

    def _leave_out(self, path: Path, error: BuildError | ImageError) -> None:
        if self._request.policies.on_problem is OnProblem.RAISE:
            raise error
        self.left_out.append(LeftOut(path, error.finding))


def _slides(targets: Sequence[Target]) -> list[tuple[str, Path]]:
    shares = chain.from_iterable(target.shares for target in targets)
    return [(share.slide, share.folder) for share in shares]
