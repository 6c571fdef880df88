"""What `tfrviewer export` does for each form: images, TFRecords, tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tfrviewer.build.subset.choices import CopyLayout
from tfrviewer.cli import answers, console, copying
from tfrviewer.cli import copy_options as options
from tfrviewer.cli.known_columns import names_in, with_known
from tfrviewer.cli.options import target_of
from tfrviewer.cli.projects import Asked, open_dataset, reading_pool
from tfrviewer.errors import Finding
from tfrviewer.jobs import Progress

if TYPE_CHECKING:
    import polars as pl

    from tfrviewer.build.extract.tile_export import ExportReport
    from tfrviewer.build.subset.chosen import Chosen
    from tfrviewer.build.subset.images import ImagesReport
    from tfrviewer.build.subset.report import SubsetReport
    from tfrviewer.build.subset.table import TableReport
    from tfrviewer.dataset.dataset import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be exported, and what all forms are told."""

    path: Path
    output: Path
    where: str | None
    sort: list[tuple[str, bool]] | None
    reader: str | None
    asked: Asked
    annotations: Path | None
    there: options.There
    on_problem: Any
    check_crc: bool
    as_json: bool

    @property
    def chooses(self) -> bool:
        """Whether what is exported depends on the columns of records."""
        return self.where is not None or self.sort is not None

    def dataset(self) -> "Dataset":
        """Open what the records are of."""
        dataset = open_dataset(self.path, self.asked, self.annotations)
        if not len(dataset):
            raise console.usage_error(f"There is no TFRecord in {self.path}.")
        return dataset

    def chosen(self, dataset: "Dataset", progress: Progress) -> "list[Chosen]":
        """Return the records to export."""
        from tfrviewer.build.subset.chosen import all_of, choose

        if not self.chooses:
            return all_of(dataset.tfrecords())
        frame = self.records(dataset, progress)
        return choose(dataset, self.where, self.sort, frame=frame)

    def records(
        self, dataset: "Dataset", progress: Progress, columns: Iterable[str] = ()
    ) -> "pl.DataFrame":
        """Return all records, with what is known of them beside, as far as it is asked for."""
        with reading_pool(dataset) as executor:
            frame = dataset.columns(executor=executor, progress=progress)
        asked = {*names_in(self.where), *columns, *(name for name, _ in self.sort or ())}
        return with_known(dataset, frame, asked, self.reader)


def export_tfrecords(
    task: Task, added: Sequence[Path], columns: list[str] | None, choices: dict[str, Any]
) -> typer.Exit:
    """Write TFRecords, and return the end of the command.

    Args:
        task: What of which records.
        added: Files of columns that become features.
        columns: Which of their columns; None takes all.
        choices: Further arguments of `save_records`.
    """
    from tfrviewer.build.subset.added import read_added
    from tfrviewer.build.subset.names import check_filename
    from tfrviewer.build.subset.subset import save_records

    folder, filename = target_of(task.output)
    layout = choices["layout"] or (CopyLayout.SLIDE if filename is None else CopyLayout.SINGLE)
    if filename is not None and layout is not CopyLayout.SINGLE:
        raise console.usage_error(
            f"{filename} names one TFRecord; --layout {layout} writes several."
        )
    copying.check(check_filename, filename)
    if columns and not added:
        raise console.usage_error("--column says what to take of --add-column: name a file.")
    answers.note_files(*added)
    dataset = task.dataset()

    def work(progress: Progress) -> "SubsetReport":
        features: dict[str, Any] = {}
        for path in added:
            of_file = read_added(path, dataset, columns)
            if twice := features.keys() & of_file.keys():
                raise console.usage_error(f"Two files have the column {min(twice)} to add.")
            features |= of_file
        return save_records(
            task.chosen(dataset, progress),
            folder,
            filename=filename,
            features=features or None,
            existing=task.there.value,
            on_problem=task.on_problem,
            check_crc=task.check_crc,
            progress=progress,
            **{**choices, "layout": layout},
        )

    def told(report: "SubsetReport") -> dict[str, Any]:
        return copying.json_of(report, str(task.path))

    report = copying.carry_out("Copying", work, told)
    return copying.end(report, str(task.path), as_json=task.as_json)


def export_table(
    task: Task, form: str, columns: list[str] | None, extent: float | None
) -> typer.Exit:
    """Write a table of records, and return the end of the command.

    Args:
        task: What of which records.
        form: "csv", "parquet" or "geojson".
        columns: Which columns; None writes all.
        extent: Side of a tile on the slide, of GeoJSON.
    """
    from tfrviewer.build.subset.table import save_table

    dataset = task.dataset()
    used = _Used(dataset)

    def work(progress: Progress) -> "TableReport":
        frame = task.records(dataset, progress, columns or ())
        if task.where is not None:
            used.only_of(frame, task.where)
        return save_table(
            frame,
            task.output,
            form=form,  # type: ignore[arg-type]
            columns=columns,
            where=task.where,
            sort=task.sort,
            extent=extent,
            existing="replace" if task.there is options.There.REPLACE else "refuse",
        )

    def told(report: "TableReport") -> dict[str, Any]:
        return {
            "path": str(task.path),
            **report.to_json(),
            "findings": [finding.to_json() for finding in used.findings([report])],
        }

    report = copying.carry_out("Reading", work, told)
    findings = used.findings([report])
    if task.as_json:
        console.print_json(told(report))
    else:
        where = report.paths[0] if len(report.paths) == 1 else task.output
        line = f"{console.counted(report.records, 'record')} written to {console.shown(str(where))}"
        left_out = console.counted(report.left_out, "record")
        print(f"{line}, {left_out} left out" if report.left_out else line)
        console.print_findings(findings)
    if report.left_out:
        return typer.Exit(console.FOUND)
    return console.end_with(findings)


def export_images(task: Task, template: str | None, *, metadata: bool) -> typer.Exit:
    """Write images, and return the end of the command.

    Args:
        task: What of which records.
        template: Names of the images.
        metadata: Whether a table of the images is written.
    """
    from tfrviewer.build.extract.images import extract_many
    from tfrviewer.build.running.targets import refuse_folder
    from tfrviewer.build.subset.image_names import NameTemplate
    from tfrviewer.build.subset.images import TEMPLATE, save_images

    if template is not None:
        copying.check(NameTemplate, template)
    refuse_folder(task.output)
    dataset = task.dataset()
    used = _Used(dataset)

    def work(progress: Progress) -> "list[ExportReport]":
        common: dict[str, Any] = {
            "replace": task.there is options.There.REPLACE,
            "on_problem": task.on_problem,
            "check_crc": task.check_crc,
            "progress": progress,
        }
        if not (task.chooses or template or metadata):
            return extract_many(dataset.tfrecords(), task.output, **common)
        chosen = task.chosen(dataset, progress)
        used.only([one.path for one in chosen])
        report = save_images(
            chosen,
            task.output,
            template=template or TEMPLATE,
            metadata=metadata,
            **common,
        )
        return list(report.reports)

    def told(done: "list[ExportReport] | ImagesReport") -> dict[str, Any]:
        reports = done if isinstance(done, list) else list(done.reports)
        return {
            "path": str(task.path),
            "output": str(task.output),
            "written": sum(report.written for report in reports),
            "kept": sum(report.kept for report in reports),
            "left_out": sum(report.left_out for report in reports),
            "tfrecords": [
                {key: value for key, value in report.to_json().items() if key != "findings"}
                for report in reports
            ],
            "findings": [finding.to_json() for finding in used.findings(reports)],
        }

    reports = copying.carry_out("Exporting", work, told)
    findings = used.findings(reports)
    if task.as_json:
        console.print_json(told(reports))
    else:
        written = console.counted(sum(report.written for report in reports), "image")
        line = f"{written} written to {console.shown(str(task.output))}"
        if kept := sum(report.kept for report in reports):
            line += f", {kept:,} there already"
        left_out = console.counted(sum(report.left_out for report in reports), "record")
        print(f"{line}, {left_out} left out")
        console.print_findings(findings)
    if any(report.left_out for report in reports):  # whatever the reason, even a mere note
        return typer.Exit(console.FOUND)
    return console.end_with(findings)


class _Used:
    """The TFRecords of a dataset that records are taken from: all, unless a condition chooses."""

    def __init__(self, dataset: "Dataset") -> None:
        self._dataset = dataset
        self._others: set[str] = set()

    def only(self, paths: Iterable[Path]) -> None:
        """Take these alone: what is wrong with the others is none of this command's business."""
        from tfrviewer.tfrecord.index import possible_indices

        used = set(paths)
        others = [path for path in self._dataset.tfrecords() if path not in used]
        self._others = {str(one) for path in others for one in (path, *possible_indices(path))}

    def only_of(self, frame: "pl.DataFrame", where: str) -> None:
        """Take those alone of which a record fulfils a condition."""
        from tfrviewer.dataset.table.query import filter_numbers

        names = set(frame.get_column("tfrecord")[filter_numbers(frame, where)].unique())
        paths = zip(self._dataset.names, self._dataset.tfrecords(), strict=True)
        self.only(path for name, path in paths if name in names)

    def findings(self, reports: "Sequence[ExportReport | TableReport]") -> list[Finding]:
        """Return what is wrong with the data, and with what was made of it, each once."""
        of_data = (one for one in self._dataset.findings if one.file not in self._others)
        made = (finding for report in reports for finding in report.findings)
        return list(dict.fromkeys([*of_data, *made]))
