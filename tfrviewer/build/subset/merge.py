"""Several TFRecords as one folder, or one file."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from tfrviewer.build.request.arguments import path as path_of
from tfrviewer.build.request.choices import choice
from tfrviewer.build.subset.choices import CopyLayout
from tfrviewer.build.subset.chosen import all_of, choose
from tfrviewer.build.subset.gathered import gather
from tfrviewer.build.subset.names import check_filename
from tfrviewer.build.subset.report import SubsetReport
from tfrviewer.build.subset.run import Copy, CopyPolicies, run_copy
from tfrviewer.build.subset.targets import plan_targets
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.discovery import survey
from tfrviewer.dataset.refusals import refusal
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    import polars as pl


def merge_records(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    layout: Literal["slide", "single"] = "slide",
    filename: str | None = None,
    where: str | None = None,
    frame: "pl.DataFrame | None" = None,
    existing: Literal["refuse", "skip", "replace"] = "refuse",
    on_problem: Literal["skip", "raise"] = "skip",
    index: bool = True,
    manifest: bool = False,
    check_crc: bool = True,
    sync: bool = True,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> SubsetReport:
    """Write the records of several TFRecords and folders into one folder.

    Records of one slide that lie in several TFRecords become one TFRecord, those of each after
    the other; `layout="single"` joins all. Payloads and their framing are copied byte for byte.

    Args:
        paths: A folder, a TFRecord, or several of either, as `Dataset` takes them.
        output: The folder to write to; made if it is not there.
        layout: "slide" writes a TFRecord a slide, "single" all into one.
        filename: Of the one TFRecord of "single"; None names it after the folder.
        where: A condition that the records fulfil that are taken; None takes all.
        frame: As for `choose`, of `Dataset(paths)`.
        existing: As for `save_records`, and so are all that follow.
        on_problem: "skip" leaves out what is damaged, and reports it; "raise" ends.
        index: Whether an index is written beside each TFRecord.
        manifest: Whether `manifest.json` is written into the folder.
        check_crc: Whether a record whose payload does not match its CRC is left out.
        sync: Whether each file is on the disk before it takes its name.
        progress: Called with (records done, records, name of the TFRecord).
        cancel: Looked at every few records.

    Raises:
        PathNotFoundError: If a path is not there.
        QueryError: If the condition is none.
        DatasetError: If there is no TFRecord, or no record is chosen.
        TfrError, OSError, ValueError, TypeError, Cancelled: As `save_records`.
    """
    folder = path_of("output", output)
    word = choice(CopyLayout, layout, "layout")
    if word is CopyLayout.FILE:
        raise ValueError("layout='file' joins nothing; it is 'slide' or 'single'.")
    if filename is not None and word is not CopyLayout.SINGLE:
        raise ValueError(f"filename names one TFRecord; layout={layout!r} writes several.")
    check_filename(filename)
    if frame is not None and where is None:
        raise ValueError("frame is what the condition where is asked of; give that as well.")
    policies = CopyPolicies.checked(
        existing=existing,
        on_problem=on_problem,
        index=index,
        manifest=manifest,
        check_crc=check_crc,
        sync=sync,
    )
    found = survey(paths)
    if not found.tfrecords:
        raise refusal("There is no TFRecord to merge.", "Name TFRecords, or folders of them.")
    chosen = all_of(found.tfrecords)
    if where is not None:
        with Dataset(paths) as dataset:
            chosen = choose(dataset, where, frame=frame, cancel=cancel)
    gathered = gather(chosen, policy=policies.on_problem, cancel=cancel)
    gathered.notes += found.findings
    try:
        copy = Copy(
            gathered=gathered,
            targets=plan_targets(
                gathered, folder, word, names=gathered.slides, filename=filename, joined=True
            ),
            output=folder,
            names=gathered.slides,
            policies=policies,
            joined=True,
        )
        return run_copy(copy, progress=progress, cancel=cancel)
    finally:
        gathered.close()
