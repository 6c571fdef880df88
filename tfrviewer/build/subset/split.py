"""Records divided into parts, each a folder of its own."""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from tfrviewer.build.request.arguments import path as path_of
from tfrviewer.build.request.choices import choice
from tfrviewer.build.running.report import attach
from tfrviewer.build.subset.choices import CopyLayout, SplitBy
from tfrviewer.build.subset.chosen import SortKeys, check_frame, records_of, sort_keys
from tfrviewer.build.subset.gathered import Gathered, gather
from tfrviewer.build.subset.report import SubsetReport
from tfrviewer.build.subset.run import Copy, CopyPolicies, run_copy
from tfrviewer.build.subset.split_folder import SPLIT, refuse_other_split, write_split
from tfrviewer.build.subset.targets import plan_targets
from tfrviewer.dataset.discovery import base_name
from tfrviewer.dataset.words import counted
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    import polars as pl

    from tfrviewer.build.subset.parts import Parts
    from tfrviewer.dataset.dataset import Dataset


def split_records(
    dataset: "Dataset",
    output: str | os.PathLike[str],
    *,
    by: Literal["slide", "filter", "fraction"] = "slide",
    parts: Mapping[str, Any] | None = None,
    rest: str | None = None,
    where: str | None = None,
    sort: str | SortKeys | None = None,
    seed: int = 0,
    layout: Literal["slide", "single"] = "slide",
    existing: Literal["refuse", "skip", "replace"] = "refuse",
    on_problem: Literal["skip", "raise"] = "skip",
    index: bool = True,
    manifest: bool = False,
    check_crc: bool = True,
    sync: bool = True,
    frame: "pl.DataFrame | None" = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> SubsetReport:
    """Write the records of a dataset into a folder a part, with `split.csv` that tells which.

    No record is in two parts: by "filter" it is in the first part whose condition it fulfils. By
    "slide" and "fraction" no slide is, and by "fraction" no patient, if the dataset has
    annotations: fractions are of patients, or without annotations of slides, and each part gets
    one at least. Payloads and their framing are copied byte for byte.

    Args:
        dataset: The dataset; its annotations tell the patients.
        output: The folder; parts are folders in it.
        by: "slide" writes a TFRecord a slide into the folder itself, or by `parts`
            {part: [slide, …]}; "filter" by `parts` {part: condition}; "fraction" draws patients
            by lot into `parts` {part: fraction}.
        parts: As `by` says; None takes 0.7, 0.15 and 0.15 for train, val and test.
        rest: A part for the records that are in no other one; None leaves them out.
        where: A condition that all records fulfil that are taken; None takes all.
        sort: A column, or pairs of (column, whether it descends); None keeps the order of files.
        seed: Of the lot; the same gives the same parts on every machine.
        layout: "slide" writes a TFRecord a slide into each part, "single" one a part.
        existing: As for `save_records`, and so are the next five.
        on_problem: "skip" leaves out what is damaged, and reports it; "raise" ends.
        index: Whether an index is written beside each TFRecord.
        manifest: Whether `manifest.json` is written into the folder.
        check_crc: Whether a record whose payload does not match its CRC is left out.
        sync: Whether each file is on the disk before it takes its name.
        frame: As for `choose`: also the conditions of parts may ask its columns.
        executor: Where to read files whose columns are not in the cache; None reads them here.
        progress: Called after each file whose columns are read, then with (records done,
            records, name of the TFRecord).
        cancel: Looked at every few records.

    Raises:
        TypeError, ValueError: If an argument is wrong.
        QueryError: If a condition is none, or there is no column to sort by.
        DatasetError: If no record is chosen, there is no such slide, or there are fewer patients
            than parts.
        TargetExistsError: As `save_records`; also if a part has TFRecords of another split, or
            what stays there (`existing="skip"`) is in another part now.
        TfrError, OSError, Cancelled: As `save_records`.
    """
    from tfrviewer.build.subset.parts import by_conditions, checked_parts
    from tfrviewer.dataset.table.query import filter_numbers, sort_numbers

    folder = path_of("output", output)
    kind, word = choice(SplitBy, by, "by"), choice(CopyLayout, layout, "layout")
    told = checked_parts(kind, parts, rest, seed)
    if word is CopyLayout.FILE or (word is CopyLayout.SINGLE and not told):
        raise ValueError(f"layout={layout!r} does not go with by={by!r}; leave it out.")
    policies = CopyPolicies.checked(
        existing=existing,
        on_problem=on_problem,
        index=index,
        manifest=manifest,
        check_crc=check_crc,
        sync=sync,
    )
    if frame is None:
        frame = dataset.columns(executor=executor, progress=progress, cancel=cancel)
    else:
        check_frame(dataset, frame)
    numbers = filter_numbers(frame, where or "")
    if sort is not None:
        numbers = sort_numbers(frame, numbers, sort_keys(sort))
    of_number = by_conditions(frame, told) if kind is SplitBy.FILTER else None
    chosen = records_of(dataset, frame, numbers)
    gathered = gather(chosen, policy=policies.on_problem, cancel=cancel)
    try:
        names = [*told, *([] if rest is None else [rest])]
        of_given = None if of_number is None else of_number[numbers]
        part_of = divide(dataset, gathered, kind, told, rest=rest, seed=seed, of_given=of_given)
        targets = plan_targets(
            gathered, folder, word, names=gathered.slides, parts=names, part_of=part_of
        )
        copy = Copy(
            gathered=gathered,
            targets=targets,
            output=folder,
            names=gathered.slides,
            policies=policies,
            others=(folder / SPLIT,),
        )
        patients = Patients(dataset, gathered)
        groups = {SplitBy.FRACTION: patients.group_of, SplitBy.SLIDE: _itself}
        refuse_other_split(
            folder, names, gathered, targets, policies.existing, group_of=groups.get(kind)
        )
        report = run_copy(copy, progress=progress, cancel=cancel)
        try:
            write_split(folder, gathered, targets, report, patients.of)
        except BaseException as error:
            attach(error, report)
            raise
    finally:
        gathered.close()
    return replace(
        report,
        notes=(*report.notes, *_remarks(folder, names, part_of, rest)),
        others=(*report.others, folder / SPLIT),
    )


def divide(
    dataset: "Dataset",
    gathered: Gathered,
    by: SplitBy,
    parts: Mapping[str, Any],
    *,
    rest: str | None = None,
    seed: int = 0,
    of_given: "Parts | None" = None,
) -> "Parts | None":
    """Return the part of each chosen record, int32 (n,); None where there are no parts.

    Args:
        dataset: Its annotations tell the patients.
        gathered: The records.
        by: By what they are divided.
        parts: What `checked_parts` gave.
        rest: The name of the part of all others, whose number comes last; None leaves them -1.
        seed: Of the lot.
        of_given: By conditions: the part of each record, in the order in which they were given.

    Raises:
        DatasetError: If there is no such slide, or there are fewer patients than parts.
    """
    from tfrviewer.build.subset.parts import by_lot, by_slides

    if of_given is not None:
        part_of = of_given[gathered.given]
    elif by is SplitBy.FRACTION:
        part_of = by_lot(gathered, parts, seed, Patients(dataset, gathered).group_of)
    elif parts:
        part_of = by_slides(gathered, parts)
    else:
        return None
    return part_of if rest is None else np.where(part_of < 0, len(parts), part_of).astype(np.int32)


class Patients:
    """The patient of each slide."""

    def __init__(self, dataset: "Dataset", gathered: Gathered) -> None:
        """Take the slides of some records.

        Args:
            dataset: Its annotations tell the patients.
            gathered: The records.
        """
        self._dataset = dataset
        _, first = np.unique(gathered.slide_of, return_index=True)
        self._called = {
            gathered.slides[int(gathered.slide_of[at])]: base_name(
                gathered.files[int(gathered.file_of[at])].path
            )
            for at in first.tolist()
        }

    def of(self, slide: str) -> str:
        """Return the patient of a slide, "" if annotations tell none.

        By the slide that its TFRecord is called after, where its own name is not annotated.
        """
        line = self._dataset.annotation_of(slide) or self._dataset.annotation_of(
            self._called.get(slide, slide)
        )
        return "" if line is None else line.get("patient") or ""

    def group_of(self, slide: str) -> str:
        """Return the patient of a slide; the slide itself where none is told."""
        return self.of(slide) or slide


def _itself(slide: str) -> str:
    return slide


def _remarks(
    folder: Path, names: Sequence[str], part_of: "Parts | None", rest: str | None
) -> list[Finding]:
    """Tell of parts without records, and of records without a part."""
    if part_of is None:
        return []
    remarks = []
    for number, name in enumerate(names):
        if name != rest and not (part_of == number).any():
            message = f"The part “{name}” has no record, and no folder."
            remarks.append(_finding(folder, message, Severity.WARNING))
    if others := int((part_of < 0).sum()):
        are = "is" if others == 1 else "are"
        message = f"{counted(others, 'record')} {are} in no part."
        remarks.append(_finding(folder, message, Severity.NOTE, "A part for these is named rest."))
    return remarks


def _finding(folder: Path, message: str, severity: Severity, remedy: str = "") -> Finding:
    return Finding(
        kind=FindingKind.NEW_SPLIT,
        severity=severity,
        file=str(folder),
        message=message,
        remedy=remedy,
    )
