"""Chosen records as TFRecords, byte for byte."""

import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from tfrviewer.build.request.arguments import path as path_of
from tfrviewer.build.request.choices import choice
from tfrviewer.build.subset.choices import CopyLayout, CopyOrder
from tfrviewer.build.subset.chosen import Chosen
from tfrviewer.build.subset.features import new_names
from tfrviewer.build.subset.gathered import gather
from tfrviewer.build.subset.names import check_filename
from tfrviewer.build.subset.report import SubsetReport
from tfrviewer.build.subset.run import Copy, CopyPolicies, run_copy
from tfrviewer.build.subset.targets import plan_targets
from tfrviewer.jobs import CancelToken, Progress


def save_records(
    chosen: Sequence[Chosen],
    output: str | os.PathLike[str],
    *,
    layout: Literal["slide", "file", "single"] = "slide",
    filename: str | None = None,
    order: Literal["given", "file"] = "given",
    features: Mapping[str, Any] | None = None,
    renamed: Mapping[str, str] | None = None,
    existing: Literal["refuse", "skip", "replace"] = "refuse",
    on_problem: Literal["skip", "raise"] = "skip",
    index: bool = True,
    manifest: bool = False,
    check_crc: bool = True,
    sync: bool = True,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> SubsetReport:
    """Write chosen records to TFRecords of their own, byte for byte, with indices.

    Args:
        chosen: The records; `choose` makes them of a dataset.
        output: The folder; made if it is not there.
        layout: "slide" writes a TFRecord a slide, "file" one for each they come from, "single"
            all into one.
        filename: Of the one TFRecord of "single"; None names it after the folder.
        order: "given" as they were given, "file" as they lie in their TFRecords.
        features: Features to add, by name: one value for all records; {slide: value};
            {(slide, x, y): value}; {(path, record): value}; or a sequence with a value for each
            chosen record, in their order. A record without a value keeps the one it has, or
            gets "" among texts and NaN among numbers; whole numbers become floats for that.
        renamed: Other names for slides, by the name that records tell.
        existing: What becomes of a TFRecord that is there: "refuse" ends before anything is
            written, "skip" leaves it, "replace" replaces it once the new one is whole.
        on_problem: "skip" leaves out records that are damaged or no tf.train.Example, and
            reports them; "raise" ends at the first one.
        index: Whether an index is written beside each TFRecord.
        manifest: Whether `manifest.json` is written into the folder, as Slideflow keeps it.
        check_crc: Whether a record whose payload does not match its CRC is left out.
        sync: Whether each file is on the disk, not only handed to the system, before it takes
            its name.
        progress: Called with (records done, records, name of the TFRecord).
        cancel: Looked at every few records.

    A record whose `slide` differs from the others of its TFRecord goes to the TFRecord of its
    own slide; one that tells none counts to the slide that its TFRecord is called after. Where
    TFRecords of one name lie in several folders, as those of two sizes of tiles do, the copies
    lie in folders of the same names. Framing and payload are copied as they are, after their
    checksums were compared; with features or new names Examples are made anew, and all else in
    them stays. Nothing is written to the TFRecords that records come from, nor beside them.

    Returns:
        Which TFRecords were written, and what became of each record.

    Raises:
        TypeError, ValueError: If an argument is wrong: a word that is not known, a record that
            is not there or chosen twice, values that are none; nothing is written then.
        DatasetError: If no record is chosen, or none is of a slide to be renamed.
        TargetExistsError: If something is there that is not to be replaced. One of the
            TFRecords that records come from is never replaced.
        BuildError: If the disk is too full; nothing is written then.
        RecordError, NotATFRecordError: With `on_problem="raise"`, of the first problem.
        FileChangedError: If a TFRecord changes while it is read.
        Cancelled: If `cancel` was raised; TFRecords that are finished stay.
        OSError: If something cannot be written.

    What it raises once it has begun to write has an attribute `report`: what was done till then.
    """
    folder = path_of("output", output)
    word = choice(CopyLayout, layout, "layout")
    if filename is not None and word is not CopyLayout.SINGLE:
        raise ValueError(f"filename names one TFRecord; layout={layout!r} writes several.")
    check_filename(filename)
    in_order = choice(CopyOrder, order, "order")
    policies = CopyPolicies.checked(
        existing=existing,
        on_problem=on_problem,
        index=index,
        manifest=manifest,
        check_crc=check_crc,
        sync=sync,
    )
    gathered = gather(chosen, order=in_order, policy=policies.on_problem, cancel=cancel)
    try:
        names = new_names(gathered, renamed)
        targets = plan_targets(gathered, folder, word, names=names, filename=filename)
        copy = Copy(
            gathered=gathered,
            targets=targets,
            output=folder,
            names=names,
            features=features,
            policies=policies,
        )
        return run_copy(copy, progress=progress, cancel=cancel)
    finally:
        gathered.close()
