"""Chosen records as TFRecords, byte for byte."""

import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from tfrviewer.build.subset.chosen import Chosen
from tfrviewer.build.subset.report import SubsetReport
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
            chosen record, in their order. None as a value adds none to its record.
        renamed: Other names for slides, by the name that records tell.
        existing: What becomes of a TFRecord that is there: "refuse" ends before anything is
            written, "skip" leaves it, "replace" replaces it once the new one is whole.
        on_problem: "skip" leaves out records that are damaged, and reports them; "raise" ends at
            the first one.
        index: Whether an index is written beside each TFRecord.
        manifest: Whether `manifest.json` is written into the folder, as Slideflow keeps it.
        check_crc: Whether a record whose payload does not match its CRC is left out.
        sync: Whether each file is on the disk, not only handed to the system, before it takes
            its name.
        progress: Called with (records done, records, name of the TFRecord).
        cancel: Looked at every few records.
    """
    raise NotImplementedError
