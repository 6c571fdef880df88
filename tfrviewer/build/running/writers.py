"""TFRecords from folders of images, under the names that Slideflow gives these calls.

Thin faces of `plan_build` and `run`. What they share:

* Images are `.jpg`, `.jpeg`, `.png`, `.tif`, `.tiff`, `.bmp` and `.webp`, in capitals or not.
  JPEG and PNG of 8-bit RGB are stored byte for byte, everything else as PNG of 8-bit RGB
  (`tfrviewer.build.pictures.pictures` states the rule). Hidden files are passed over.
* Every record has `image_raw`, `slide`, `loc_x` and `loc_y`, as Slideflow writes them.
* Where Slideflow shuffles without a seed, stores (0, 0) for every location, takes any bytes
  for an image, leaves an empty file for an empty folder and replaces what is there, these keep
  an order, take locations from names, decode each image, write no file without a record, and
  refuse to replace unless told to.
"""

import os
from concurrent.futures import Executor
from typing import Literal

from tfrviewer.build.planning.filenames import check_filename, check_slide
from tfrviewer.build.planning.planning import plan_build
from tfrviewer.build.request.choices import Layout
from tfrviewer.build.request.request import NO_PATTERN, BuildRequest, Policies
from tfrviewer.build.running.report import BuildReport
from tfrviewer.build.running.run import run
from tfrviewer.jobs import CancelToken, Progress

_OrderWord = Literal["name", "location", "seed"]
_LocationsWord = Literal["names", "none"]
_ProblemWord = Literal["skip", "raise"]


def write_tfrecords_single(
    input_directory: str | os.PathLike[str],
    output_directory: str | os.PathLike[str],
    filename: str,
    slide: str,
    *,
    order: _OrderWord | None = None,
    seed: int | None = None,
    locations: _LocationsWord = "names",
    validate: bool = True,
    on_problem: _ProblemWord = "skip",
    replace: bool = False,
    index: bool = True,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> BuildReport:
    """Write one TFRecord of the images in a folder, all of one slide.

    Args:
        input_directory: The folder; images in the folders in it are reported, and none deeper
            is looked into.
        output_directory: Where to write; made if it is not there.
        filename: Name of the TFRecord, without a path; Slideflow looks for `<slide>.tfrecords`.
        slide: The feature `slide` of every record.
        order: "name" (numbers by their value; the default), "location" (from top to bottom,
            lines from left to right), or "seed" (shuffled).
        seed: Shuffles, always in the same way; alone it asks for `order="seed"`.
        locations: "names" takes `loc_x` and `loc_y`, the tile's centre in level-0 slide
            pixels, from names such as `<slide>-<x>-<y>.jpg`; (0, 0) where a name says nothing.
            "none" writes (0, 0) for all, as Slideflow does.
        validate: Whether each image is decoded, and left out if that fails or its size or
            format is not that of most; off, only headers are looked at, and all sizes and
            formats are taken.
        on_problem: "skip" leaves out an image that cannot be taken, and the report says why;
            "raise" ends with the error of the first one.
        replace: Whether a TFRecord that is there is replaced, once the new one is whole.
        index: Whether to write `<stem>.index.npz` beside it.
        executor: Where images are read and decoded; None does it here. A pool of threads does
            well.
        progress: Called with (images done, images, name of the last) while writing.
        cancel: Looked at between images; nothing half-made is left.

    Returns:
        The number of records, as from Slideflow, which is also a report: `files`, `left_out`,
        `findings`, `fates()`.

    Raises:
        PathNotFoundError: If there is no such folder.
        TargetExistsError: If the TFRecord or its index is there and `replace` is off.
        ImageError, BuildError: With `on_problem="raise"`.
        ValueError, TypeError: If an argument is none of these.
        Cancelled: If `cancel` was raised.
        OSError: If nothing can be written there.
    """
    check_filename(filename)
    check_slide(slide)
    policies = Policies.checked(
        order=order,
        seed=seed,
        on_problem=on_problem,
        existing="replace" if replace else "refuse",
        index=index,
    )
    request = BuildRequest.of(
        input_directory,
        output_directory,
        policies,
        layout=Layout.SINGLE,
        filename=filename,
        slide=slide,
        pattern=_pattern(locations),
        validate=validate,
    )
    plan = plan_build(request, cancel=cancel)
    return run(plan, executor=executor, progress=progress, cancel=cancel)


def write_tfrecords_multi(
    input_directory: str | os.PathLike[str],
    output_directory: str | os.PathLike[str],
    *,
    order: _OrderWord | None = None,
    seed: int | None = None,
    locations: _LocationsWord = "names",
    validate: bool = True,
    on_problem: _ProblemWord = "skip",
    replace: bool = False,
    index: bool = True,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> BuildReport:
    """Write a TFRecord for each folder of images in a folder: `<folder>.tfrecords`.

    The name of a folder is the slide of its records. Folders at any depth count;
    `cohort/slide-A` becomes `cohort/slide-A.tfrecords`. A folder name that makes no good file
    name is changed for the TFRecord, not for its records, and the report says so.

    Args:
        input_directory: The folder of folders; images in it itself are reported.
        output_directory: Where to write; made if it is not there.
        order: As for `write_tfrecords_single`, in each TFRecord.
        seed: The same.
        locations: The same.
        validate: The same; images are compared with those of their own TFRecord.
        on_problem: The same.
        replace: The same; without it nothing is written if one of the TFRecords is there.
        index: The same.
        executor: The same.
        progress: The same, over all images.
        cancel: The same; TFRecords finished before stay.

    Returns:
        A report, which is also the number of records. Slideflow returns nothing.

    Raises:
        PathNotFoundError: If there is no such folder.
        TargetExistsError: If a TFRecord or its index is there and `replace` is off.
        ImageError, BuildError: With `on_problem="raise"`.
        ValueError, TypeError: If an argument is none of these.
        Cancelled: If `cancel` was raised.
        OSError: If nothing can be written there.
    """
    policies = Policies.checked(
        order=order,
        seed=seed,
        on_problem=on_problem,
        existing="replace" if replace else "refuse",
        index=index,
    )
    request = BuildRequest.of(
        input_directory,
        output_directory,
        policies,
        layout=Layout.NESTED,
        pattern=_pattern(locations),
        validate=validate,
    )
    plan = plan_build(request, cancel=cancel)
    return run(plan, executor=executor, progress=progress, cancel=cancel)


def write_tfrecords_merge(
    input_directory: str | os.PathLike[str],
    output_directory: str | os.PathLike[str],
    filename: str,
    *,
    order: _OrderWord | None = None,
    seed: int | None = None,
    locations: _LocationsWord = "names",
    validate: bool = True,
    on_problem: _ProblemWord = "skip",
    replace: bool = False,
    index: bool = True,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> BuildReport:
    """Write one TFRecord of the images in all folders in a folder.

    The name of a folder is the slide of its records, so that one file has several slides;
    Slideflow expects one a file elsewhere. It takes JPEG and PNG only; here all formats count.

    Args:
        input_directory: The folder of folders, at any depth.
        output_directory: Where to write; made if it is not there.
        filename: Name of the TFRecord, without a path.
        order: As for `write_tfrecords_single`; slide after slide, but with "seed" all mixed.
        seed: The same.
        locations: The same.
        validate: The same.
        on_problem: The same.
        replace: The same.
        index: The same.
        executor: The same.
        progress: The same.
        cancel: The same.

    Returns:
        The number of records, as from Slideflow, which is also a report.

    Raises:
        PathNotFoundError: If there is no such folder.
        TargetExistsError: If the TFRecord or its index is there and `replace` is off.
        ImageError, BuildError: With `on_problem="raise"`.
        ValueError, TypeError: If an argument is none of these.
        Cancelled: If `cancel` was raised.
        OSError: If nothing can be written there.
    """
    check_filename(filename)
    policies = Policies.checked(
        order=order,
        seed=seed,
        on_problem=on_problem,
        existing="replace" if replace else "refuse",
        index=index,
    )
    request = BuildRequest.of(
        input_directory,
        output_directory,
        policies,
        layout=Layout.MERGED,
        filename=filename,
        pattern=_pattern(locations),
        validate=validate,
    )
    plan = plan_build(request, cancel=cancel)
    return run(plan, executor=executor, progress=progress, cancel=cancel)


def _pattern(locations: str) -> str | None:
    """Return what to take from names.

    Raises:
        ValueError: If it is neither word.
    """
    if locations not in ("names", "none"):
        raise ValueError(f"locations={locations!r} is not known; there are 'names', 'none'.")
    return NO_PATTERN if locations == "none" else None
