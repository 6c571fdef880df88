"""Images out of TFRecords: byte for byte, with names that tell slide and location."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from tfrviewer.build.extract.tile_export import (
    ExportReport,
    TileExport,
    export_finding,
    make_folder,
)
from tfrviewer.build.extract.tile_names import TileNames
from tfrviewer.build.request.choices import OnProblem, choice
from tfrviewer.build.running.report import attach
from tfrviewer.build.safe_names import safe_name
from tfrviewer.build.source_folders import folders_below
from tfrviewer.errors import Finding, FindingKind, TargetExistsError, TfrError
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.tfrecord.file import TFRecord


def extract_tiles(
    tfrecord: str | os.PathLike[str],
    destination: str | os.PathLike[str],
    *,
    replace: bool = False,
    on_problem: Literal["skip", "raise"] = "skip",
    check_crc: bool = True,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Write the images of a TFRecord to files, byte for byte.

    An image goes to `<destination>/<slide>/<slide>-<x>-<y>.jpg`, or `.png`, … as its own first
    bytes tell. A record without a location, or with (0, 0), which stands for none, becomes
    `<slide>-record<number>.jpg`; one at the location of an earlier one gets `-record<number>`
    added. A record without a slide counts to the one that the TFRecord is named after.

    `write_tfrecords_multi` makes records of the same images, slides and locations of the folder
    again, but in its own order and without other features; a record without a location has
    (0, 0) then, and a slide that had to be renamed has the name of its folder.

    Slides may have any name: what could lead out of the folder, or be no file on some system,
    is written as `%` and two digits. Slideflow writes `<slide>/tile<number>` and lets a slide
    named `../..` lead anywhere; its files are replaced without a word.

    Args:
        tfrecord: The TFRecord; nothing is written to it nor beside it.
        destination: The folder; made if it is not there.
        replace: Whether image files that are there are replaced. Without, one with the same
            bytes is kept and counts as done; any other is a problem.
        on_problem: "skip" leaves out records that are damaged or hold no image, and reports
            them; "raise" ends at the first one.
        check_crc: Whether a record whose payload does not match its CRC is a problem.
        progress: Called with (records done, records, name of the TFRecord).
        cancel: Looked at every few records; the images written so far stay, each whole.

    Returns:
        How many images were written, and which file each record became.

    Raises:
        RecordError, ImageError, TfrError: With `on_problem="raise"`, of the first problem.
        NotATFRecordError: If the file is something else.
        TargetExistsError: If the destination is a file; with `on_problem="raise"` also if an
            image is there and `replace` is off.
        ValueError: If `on_problem` is neither word.
        Cancelled: If `cancel` was raised.
        OSError: If a file cannot be read or written.

    What it raises once it has begun has an attribute `report`: what was done till then.
    """
    policy = choice(OnProblem, on_problem, "on_problem")
    folder = _folder(destination)
    with TFRecord(
        Path(os.fsdecode(tfrecord)), create_index=False, check_crc=check_crc, cancel=cancel
    ) as file:
        export = TileExport(file, folder, TileNames(), policy, replace=replace)
        try:
            return export.run(0, len(file), progress, cancel)
        except BaseException as error:
            attach(error, export.report())
            raise


def extract_many(
    tfrecords: Sequence[Path],
    destination: str | os.PathLike[str],
    *,
    replace: bool = False,
    on_problem: Literal["skip", "raise"] = "skip",
    check_crc: bool = True,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> list[ExportReport]:
    """Write the images of several TFRecords into one folder, as `extract_tiles` does.

    Where two TFRecords have one name, as those of two tile sizes have, each one's images go
    below a folder named as its own (`96px/S.tfrecords` to `96px/S/…`), and so do all others'.
    Images of one slide in TFRecords of several names share its folder, which is a finding. With
    `on_problem="skip"` a file that cannot be opened is reported like a damaged record.

    Raises:
        As `extract_tiles`; the attribute `report` is a list.
    """
    policy = choice(OnProblem, on_problem, "on_problem")
    folder = _folder(destination)
    total = sum(_count(path, cancel) for path in tfrecords) if progress is not None else 0
    done = 0
    reports: list[ExportReport] = []
    names: dict[Path, TileNames] = {}
    for path, parts in zip(tfrecords, folders_below(tfrecords), strict=True):
        below = [safe_name(part) for part in parts]
        try:
            for part in range(1, len(below) + 1):
                make_folder(folder.joinpath(*below[:part]), path)
            file = TFRecord(path, create_index=False, check_crc=check_crc, cancel=cancel)
        except (TfrError, OSError) as error:
            if policy is OnProblem.RAISE:
                attach(error, reports)
                raise
            reports.append(ExportReport(path, folder, (), 0, 0, (_unopened(path, error),)))
            continue
        own = folder.joinpath(*below)
        with file:
            export: TileExport | None = None
            try:
                export = TileExport(
                    file, own, names.setdefault(own, TileNames()), policy, replace=replace
                )
                reports.append(export.run(done, total, progress, cancel))
            except BaseException as error:
                attach(error, [*reports, *([export.report()] if export is not None else [])])
                raise
            done += len(file)
    return reports


def _folder(destination: str | os.PathLike[str]) -> Path:
    folder = Path(os.fsdecode(destination))
    if folder.exists() and not folder.is_dir():
        raise TargetExistsError(
            export_finding(FindingKind.TARGET_EXISTS, folder, "This is a file, not a folder.")
        )
    return folder


def _count(path: Path, cancel: CancelToken | None) -> int:
    """Return how many records a file has; none if it cannot be opened, which is told later."""
    try:
        with TFRecord(path, create_index=False, cancel=cancel) as file:
            return len(file)
    except (TfrError, OSError):
        return 0


def _unopened(path: Path, error: TfrError | OSError) -> Finding:
    if isinstance(error, TfrError):
        return error.finding
    message = f"The file cannot be read: {error.strerror or error}."
    return export_finding(FindingKind.UNREADABLE_FILE, path, message, "Check that you may read it.")
