"""Saving, as a job does it: what was asked for goes to the core, and what became of it comes back.

What ends the work early is an answer, too: what was finished till then is told with it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tfrviewer.build.request.choices import Existing
from tfrviewer.build.subset.choices import CopyOrder
from tfrviewer.build.subset.images import ImagesReport, save_images
from tfrviewer.build.subset.report import SubsetReport
from tfrviewer.build.subset.split import split_records
from tfrviewer.build.subset.subset import save_records
from tfrviewer.build.subset.table import TableReport, save_table
from tfrviewer.errors import Finding, TfrError
from tfrviewer.gui.saving.request import SaveForm, SaveRequest, SplitRequest
from tfrviewer.gui.saving.source import SaveSource
from tfrviewer.jobs import Cancelled, CancelToken, Progress

Report = SubsetReport | ImagesReport | TableReport


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that is not in what was saved, or a remark.

    Attributes:
        path: The file; None if it is about none.
        record: Number of the record in it; None for a remark.
        finding: What is wrong.
    """

    path: Path | None
    record: int | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a save.

    Attributes:
        target: The folder or file.
        form: What records were saved as.
        report: What was written; None if it had not begun.
        error: What ended it early; None if nothing did.
        cancelled: Whether somebody cancelled it.
        left_out: Records that are not in it, each with its reason.
        remarks: What is worth knowing besides.
    """

    target: Path
    form: SaveForm
    report: Report | None
    error: BaseException | None = None
    cancelled: bool = False
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[LeftOut, ...] = ()

    @property
    def records(self) -> int:
        """How many records were saved."""
        if self.report is None:
            return 0
        if isinstance(self.report, ImagesReport):
            return self.report.written
        return self.report.records

    @property
    def kept(self) -> int:
        """How many files were there already and stayed."""
        if isinstance(self.report, SubsetReport):
            return len(self.report.kept)
        return self.report.kept if isinstance(self.report, ImagesReport) else 0

    @property
    def can_be_opened(self) -> bool:
        """Whether it is TFRecords, which the window can open."""
        return self.form is SaveForm.TFRECORDS

    @property
    def folder(self) -> Path:
        """The folder to show: that of a file."""
        return self.target if self.target.is_dir() else self.target.parent

    @property
    def n_left_out(self) -> int:
        """How many records were left out."""
        if isinstance(self.report, TableReport):
            return self.report.left_out
        return len(self.left_out)


def run_save(
    source: SaveSource, request: SaveRequest, progress: Progress, cancel: CancelToken
) -> Outcome:
    """Save records; called in a worker thread."""
    assert request.target is not None

    def work() -> Report:
        if request.form is SaveForm.TFRECORDS:
            return _save_records(source, request, progress, cancel)
        if request.form is SaveForm.IMAGES:
            return save_images(
                source.chosen(request.what, cancel),
                request.folder,
                template=request.template,
                metadata=request.metadata,
                replace=request.existing is Existing.REPLACE,
                progress=progress,
                cancel=cancel,
            )
        return _save_table(source, request, progress, cancel)

    return _carried_out(work, request.target, request.form)


def run_split(
    source: SaveSource, request: SplitRequest, progress: Progress, cancel: CancelToken
) -> Outcome:
    """Divide records into parts; called in a worker thread."""
    target = request.target
    assert target is not None

    def work() -> Report:
        return split_records(
            source.dataset,
            target,
            by=request.by.value,
            parts=request.parts,
            rest=request.rest,
            where=request.where or None,
            seed=request.seed,
            layout="single" if request.single else "slide",
            existing=_word(request.existing),
            index=request.index,
            manifest=request.manifest,
            progress=progress,
            cancel=cancel,
        )

    return _carried_out(work, target, SaveForm.TFRECORDS)


def _carried_out(work: Callable[[], Report], target: Path, form: SaveForm) -> Outcome:
    error: BaseException | None = None
    report: Report | None
    try:
        report = work()
    except (TfrError, OSError, Cancelled) as ended:
        error, report = ended, getattr(ended, "report", None)
    left_out, remarks = _fates(report)
    cancelled = isinstance(error, Cancelled)
    return Outcome(target, form, report, None if cancelled else error, cancelled, left_out, remarks)


def _save_records(
    source: SaveSource, request: SaveRequest, progress: Progress, cancel: CancelToken
) -> SubsetReport:
    features: dict[str, Any] = dict(request.joined)
    if request.fields:
        numbers = source.numbers(request.what)
        frame = source.whole_frame(progress, cancel)
        for name, column in request.fields.items():
            values = frame.get_column(column)[numbers]
            if values.dtype.is_float():
                values = values.fill_nan(None)
            features[name] = values.to_list()
    return save_records(
        source.chosen(request.what, cancel),
        request.folder,
        layout=request.layout.value,
        filename=request.filename,
        order=request.order.value,
        features=features or None,
        renamed=request.renamed or None,
        existing=_word(request.existing),
        index=request.index,
        manifest=request.manifest,
        progress=progress,
        cancel=cancel,
    )


def _save_table(
    source: SaveSource, request: SaveRequest, progress: Progress, cancel: CancelToken
) -> TableReport:
    assert request.target is not None
    frame = source.whole_frame(progress, cancel)
    cancel.check()
    numbers = source.numbers(request.what)
    return save_table(
        frame,
        request.target,
        form=request.form.value,  # type: ignore[arg-type]
        columns=request.columns,
        numbers=np.sort(numbers) if request.order is CopyOrder.FILE else numbers,
        extent=request.extent if request.form is SaveForm.GEOJSON else None,
        existing="replace" if request.existing is Existing.REPLACE else "refuse",
    )


def _word(existing: Existing) -> Any:  # noqa: ANN401 - a Literal of three
    return existing.value


def _fates(report: Report | None) -> tuple[tuple[LeftOut, ...], tuple[LeftOut, ...]]:
    """Return the records left out, and the findings that are about none of them."""
    if report is None:
        return (), ()
    left_out: list[LeftOut] = []
    if isinstance(report, SubsetReport):
        left_out = [LeftOut(left.path, left.record, left.finding) for left in report.left_out]
    elif isinstance(report, ImagesReport):
        left_out = list(_lost_images(report))
    told = {left.finding for left in left_out}
    findings = report.findings
    remarks = [
        LeftOut(Path(one.file) if one.file else None, one.record, one)
        for one in findings
        if one not in told
    ]
    return tuple(left_out), tuple(remarks)


def _lost_images(report: ImagesReport) -> Iterator[LeftOut]:
    for file in report.reports:
        of_record = {one.record: one for one in file.findings if one.record is not None}
        of_file = next(iter(file.findings), None)
        records = file.records if file.records is not None else range(len(file.names))
        for record, name in zip(records, file.names, strict=True):
            if name is None and (finding := of_record.get(record, of_file)) is not None:
                yield LeftOut(file.tfrecord, record, finding)
