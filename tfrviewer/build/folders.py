"""From folders of images to a plan: looks, and writes nothing."""

import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from tfrviewer.build.choices import Layout, OnProblem, Order
from tfrviewer.build.naming import location_of, owners_of
from tfrviewer.build.pictures import Picture, look, odd
from tfrviewer.build.plan import BuildPlan, LeftOut, PlannedFile, PlannedImage, PlannedImages
from tfrviewer.build.remarks import (
    between_files,
    empty_folder,
    nothing_left,
    of_file,
    of_slides,
    outside_layout,
    passed_over,
)
from tfrviewer.build.request import NO_PATTERN, BuildRequest, Policies
from tfrviewer.build.safe_names import safe_name
from tfrviewer.build.targets import refuse_folder
from tfrviewer.build.walk import Folder, walk
from tfrviewer.errors import BuildError, Finding, ImageError
from tfrviewer.jobs import CancelToken, Progress

SUFFIX = ".tfrecords"
_OFTEN = 64
"""Images after which a cancel is looked for."""


class NameMisuseError(ValueError):
    """A file or slide was named by what is no name, or where the layout has no use for it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One folder's share of a TFRecord."""

    folder: Folder
    slide: str


@dataclass(frozen=True, slots=True)
class _Target:
    """A TFRecord to plan: where it goes, and of which folders it is made."""

    path: Path
    parts: tuple[_Part, ...]


def plan_build(
    request: BuildRequest,
    *,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> BuildPlan:
    """Look into a folder of images, and plan what TFRecords to make of it.

    Args:
        request: What is asked for.
        progress: Told of each image looked at; with `validate` off, none is.
        cancel: Looked at between images.

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
    source, output, layout = request.source, request.output, request.layout
    filename, slide = request.filename, request.slide
    refuse_folder(output)  # now, not when all images have been looked at
    # Of a slide's own folder those in it are listed, to tell of their images, and none below.
    deepest = 1 if layout is Layout.SINGLE else None
    folders = list(walk(source, deepest=deepest, cancel=cancel))
    layout = layout or recognised(folders)
    _check_names(layout, filename, slide)
    planner = _Planner(request, progress, cancel)
    planner.total = sum(len(folder.images) for folder in _taken(folders, layout))
    name = Path(os.path.abspath(source)).name  # noqa: PTH100 - resolve() would follow links
    targets = _targets(folders, layout, output, filename, slide or _text(name))
    files = [file for target in targets if (file := planner.file(target)).images]
    for folder in folders:
        planner.look_at_rest(folder, layout)
    if not any(folder.images or folder.findings for folder in folders):
        planner.findings.append(empty_folder(source))
    others = [str(folder.path / name) for folder in folders for name in folder.others]
    return BuildPlan(
        request=request,
        layout=layout,
        files=tuple(files),
        left_out=tuple(planner.left_out),
        passed_over=tuple(others),
        findings=(
            *planner.findings,
            *of_slides(_slides(targets), layout),
            *between_files(files),
            *passed_over(source, others),
        ),
    )


def recognised(folders: Sequence[Folder]) -> Layout:
    """Return the layout of a folder and those in it, as `walk` yields them."""
    below = any(folder.images for folder in folders[1:])
    return Layout.NESTED if below else Layout.SINGLE


class _Planner:
    """Plans TFRecord by TFRecord, and gathers what is left out on the way."""

    def __init__(
        self,
        request: BuildRequest,
        progress: Progress | None,
        cancel: CancelToken | None,
    ) -> None:
        self.left_out: list[LeftOut] = []
        self.findings: list[Finding] = []
        self.total = 0
        self._request = request
        self._policies = request.policies
        self._output = request.output.absolute()
        self._progress = progress
        self._cancel = cancel
        self._done = 0

    def file(self, target: _Target) -> PlannedFile:
        """Return the plan of one TFRecord, its images in order."""
        images = [image for part in target.parts for image in self._images(part)]
        found, picture = len(images), None
        if self._request.pictures.validate:
            images, picture = self._alike(images)
        ordered = tuple(_in_order(images, self._policies))
        file = PlannedFile(path=target.path, images=PlannedImages.of(ordered), picture=picture)
        if ordered:
            self.findings += of_file(file, self._request)
        elif found:
            self.findings.append(nothing_left(target.path, found))
        return file

    def look_at_rest(self, folder: Folder, layout: Layout) -> None:
        """Note what of a folder the layout does not take, and what cannot be reached."""
        is_root = not folder.relative.parts
        for finding in folder.findings:
            if layout is Layout.SINGLE and not is_root:  # nothing of it was asked for
                self.left_out.append(LeftOut(Path(finding.file), finding))
            else:
                self._leave_out(Path(finding.file), BuildError(finding))
        if is_root is not (layout is Layout.SINGLE):
            for name in folder.images:
                path = folder.path / name
                self._leave_out(path, BuildError(outside_layout(path, layout)))
        seen = not folder.findings  # else it is not known what it holds
        no_use = folder.is_leaf and seen and not folder.images and not self._is_output(folder.path)
        if no_use and not is_root and layout is not Layout.SINGLE:
            self.findings.append(empty_folder(folder.path))

    def _images(self, part: _Part) -> Iterator[PlannedImage]:
        folder = str(part.folder.path)
        owners = owners_of(part.slide, part.folder.path.name)
        named = self._request.naming.pattern != NO_PATTERN
        for name in part.folder.images:
            location = location_of(PurePath(name).stem, owners) if named else None
            yield PlannedImage(folder, name, part.slide, location)

    def _alike(self, images: list[PlannedImage]) -> tuple[list[PlannedImage], Picture | None]:
        """Return those images that have the commonest size and format, and what that is."""
        seen = [(image, picture) for image in images if (picture := self._look(image)) is not None]
        if not seen:
            return [], None
        counts = Counter(picture.kind for _, picture in seen)
        most = max(counts, key=counts.__getitem__)  # of equals, the first by name
        common = next(picture for _, picture in seen if picture.kind == most)
        alike = []
        for image, picture in seen:
            if picture.kind == most:
                alike.append(image)
            else:
                finding = replace(odd(picture, common), file=str(image.path))
                self._leave_out(image.path, BuildError(finding))
        return alike, common

    def _look(self, image: PlannedImage) -> Picture | None:
        if self._cancel is not None and self._done % _OFTEN == 0:
            self._cancel.check()
        self._done += 1
        try:
            return look(image.file)
        except ImageError as error:
            self._leave_out(image.path, error)
            return None
        finally:
            if self._progress is not None:
                self._progress(self._done, self.total, image.name)

    def _is_output(self, folder: Path) -> bool:
        folder = folder.absolute()
        return self._output == folder or self._output in folder.parents

    def _leave_out(self, path: Path, error: BuildError | ImageError) -> None:
        if self._policies.on_problem is OnProblem.RAISE:
            raise error
        self.left_out.append(LeftOut(path, error.finding))


def _taken(folders: Iterable[Folder], layout: Layout) -> Iterator[Folder]:
    """Yield the folders whose images a layout takes."""
    for folder in folders:
        if folder.images and (not folder.relative.parts) is (layout is Layout.SINGLE):
            yield folder


def _targets(
    folders: Sequence[Folder], layout: Layout, output: Path, filename: str | None, name: str
) -> list[_Target]:
    taken = list(_taken(folders, layout))
    if layout is Layout.NESTED:
        return [
            _Target(
                output.joinpath(*(safe_name(_text(part)) for part in folder.relative.parts[:-1]))
                / (safe_name(slide) + SUFFIX),
                (_Part(folder, slide),),
            )
            for folder in taken
            for slide in (_text(folder.path.name),)
        ]
    path = output / (filename or safe_name(name) + SUFFIX)
    parts = (
        _Part(folder, name if layout is Layout.SINGLE else _text(folder.path.name))
        for folder in taken
    )
    return [_Target(path, tuple(parts))]


def _slides(targets: Iterable[_Target]) -> list[tuple[str, Path]]:
    return [(part.slide, part.folder.path) for target in targets for part in target.parts]


def _in_order(images: list[PlannedImage], policies: Policies) -> list[PlannedImage]:
    if policies.order is Order.LOCATION:
        slides = {slide: at for at, slide in enumerate(dict.fromkeys(i.slide for i in images))}
        return sorted(
            images,
            key=lambda image: (
                slides[image.slide],
                image.location is None,
                image.location[::-1] if image.location is not None else (),
            ),
        )
    if policies.order is Order.SEED:
        # Of each file its own, so that one folder more does not shuffle the others anew.
        slides_in = "\n".join(dict.fromkeys(image.slide for image in images))
        # random() gives the same numbers in every release of Python; shuffle() need not.
        lots = random.Random(f"{policies.seed}\n{slides_in}")
        drawn = sorted((lots.random(), at) for at in range(len(images)))
        return [images[at] for _, at in drawn]
    return images


def _check_names(layout: Layout, filename: str | None, slide: str | None) -> None:
    if filename is not None:
        if layout is Layout.NESTED:
            raise NameMisuseError(
                "filename names one TFRecord; the layout 'nested' writes one a slide. Name a "
                "folder, or say that all are to be in one (layout 'merged')."
            )
        check_filename(filename)
    if slide is not None:
        if layout is not Layout.SINGLE:
            raise NameMisuseError(
                f"slide names one slide; in the layout {layout.value!r} folders do."
            )
        check_slide(slide)


def check_filename(filename: str) -> None:
    """Refuse what is not the name of a file in a folder.

    Raises:
        ValueError: If it holds a separator, or is empty, or "..".
        TypeError: If it is no text.
    """
    if not isinstance(filename, str):
        raise TypeError(f"filename is text, not {filename!r}.")
    if filename in ("", ".", "..") or any(mark in filename for mark in "/\\\0"):
        raise NameMisuseError(
            f"filename={filename!r} is no name of a file: give it without a path, as in "
            "'SLIDE.tfrecords'."
        )


def check_slide(slide: str) -> None:
    """Refuse what cannot be the feature `slide`.

    Raises:
        ValueError: If it is empty, or cannot be written as UTF-8.
        TypeError: If it is no text.
    """
    if not isinstance(slide, str):
        raise TypeError(f"slide is text, not {slide!r}.")
    if not slide or slide != _text(slide):
        raise NameMisuseError(
            f"slide={slide!r} is no name: it is empty, or cannot be written as UTF-8."
        )


def _text(name: str) -> str:
    """Return a name as text: the bytes of a file name need not be any."""
    return name.encode("utf-8", "backslashreplace").decode()
