"""Images of chosen records as files, by a template of names, with a table of what they are."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.extract.tile_export import ExportReport, TileExport, export_finding
from tfrviewer.build.extract.tile_names import Tile, TileNames
from tfrviewer.build.request.arguments import path as path_of
from tfrviewer.build.request.choices import OnProblem, choice
from tfrviewer.build.running.report import attach
from tfrviewer.build.running.targets import refuse_folder
from tfrviewer.build.safe_names import safe_name
from tfrviewer.build.source_folders import folders_below
from tfrviewer.build.subset.chosen import Chosen
from tfrviewer.build.subset.gathered import Gathered, gather
from tfrviewer.build.subset.image_names import BUILT_IN, NameTemplate, TemplateNames
from tfrviewer.build.subset.metadata import METADATA, Metadata
from tfrviewer.dataset.refusals import refusal
from tfrviewer.dataset.words import listed
from tfrviewer.errors import Finding, FindingKind, TargetExistsError
from tfrviewer.jobs import CancelToken, Progress

TEMPLATE = "{slide}/{slide}-{x}-{y}"


@dataclass(frozen=True, slots=True)
class ImagesReport:
    """What images were written of chosen records.

    Attributes:
        output: The folder.
        reports: Of each TFRecord, what became of its records.
        metadata: The table of the images, or None.
        notes: What is wrong besides.
    """

    output: Path
    reports: tuple[ExportReport, ...]
    metadata: Path | None
    notes: tuple[Finding, ...] = ()

    @property
    def written(self) -> int:
        """How many images were written."""
        return sum(report.written for report in self.reports)

    @property
    def kept(self) -> int:
        """How many were there already, with the very same bytes."""
        return sum(report.kept for report in self.reports)

    @property
    def left_out(self) -> int:
        """How many chosen records have no image file."""
        return sum(report.left_out for report in self.reports)

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with files and records."""
        of_files = (finding for report in self.reports for finding in report.findings)
        return list(dict.fromkeys([*self.notes, *of_files]))

    def to_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "output": str(self.output),
            "written": self.written,
            "kept": self.kept,
            "left_out": self.left_out,
            "metadata": None if self.metadata is None else str(self.metadata),
            "tfrecords": [
                {key: value for key, value in report.to_json().items() if key != "findings"}
                for report in self.reports
            ],
            "findings": [finding.to_json() for finding in self.findings],
        }


def save_images(
    chosen: Sequence[Chosen],
    output: str | os.PathLike[str],
    *,
    template: str = TEMPLATE,
    metadata: bool = True,
    replace: bool = False,
    on_problem: Literal["skip", "raise"] = "skip",
    check_crc: bool = True,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> ImagesReport:
    """Write the images of chosen records to files, byte for byte.

    Args:
        chosen: The records.
        output: The folder; made if it is not there.
        template: Where an image goes below it, without extension: `{slide}`, `{x}`, `{y}`,
            `{record}`, `{file}` (its TFRecord) and any feature of one value stand for theirs.
        metadata: Whether `metadata.csv` is written, a line an image.
        replace: Whether image files that are there are replaced.
        on_problem: "skip" leaves out records that are damaged or hold no image; "raise" ends.
        check_crc: Whether a record whose payload does not match its CRC is a problem.
        progress: Called with (records done, records, name of the TFRecord).
        cancel: Looked at every few records.

    An image gets the extension of its format. Every part of its path is safe on any system,
    whatever a slide is called: what could lead out of the folder is written as `%` and two
    digits. A record without a location is `{slide}-record{record}` by the template that is
    taken without one, and one at the location of an earlier one gets `-record{record}` added;
    by other templates "none" stands for what a record has not, and images of one name are
    numbered. Where TFRecords of one name lie in several folders, their images lie in folders of
    the same names. Images that are there already with the very same bytes are kept.

    Returns:
        How many images were written, and which file each record became.

    Raises:
        TypeError, ValueError: If an argument is wrong, or the template names no files.
        DatasetError: If no record is chosen, or the template names a feature that no record has.
        TargetExistsError: If the output is a file, or the table of the images a folder; with
            `on_problem="raise"` also if an image is there.
        RecordError, ImageError, TfrError: With `on_problem="raise"`, of the first problem.
        Cancelled: If `cancel` was raised; images that are written stay, each whole.
        OSError: If a file cannot be written.

    What it raises once it has begun to write has an attribute `report`: what was done till then.
    """
    folder = path_of("output", output)
    parsed = NameTemplate(template)
    policy = choice(OnProblem, on_problem, "on_problem")
    for name, value in (("metadata", metadata), ("replace", replace), ("check_crc", check_crc)):
        if not isinstance(value, bool):
            raise TypeError(f"{name} is true or false, not {value!r:.80}.")
    refuse_folder(folder)
    table = folder / METADATA if metadata else None
    if table is not None and table.is_dir():
        raise TargetExistsError(
            export_finding(FindingKind.TARGET_EXISTS, table, "This is a folder.", "Move it away.")
        )
    gathered = gather(chosen, policy=policy, cancel=cancel)
    try:
        _check_features(gathered, parsed)
        for file in gathered.files:
            file.check_crc = check_crc
        work = _Images(gathered, folder, parsed, policy, replace=replace)
        try:
            work.run(progress, cancel)
            if table is not None:
                work.write_table(table)
        except BaseException as error:
            attach(error, work.report())
            raise
        return work.report()
    finally:
        gathered.close()


class _Images:
    """Takes images out TFRecord by TFRecord."""

    def __init__(
        self,
        gathered: Gathered,
        folder: Path,
        template: NameTemplate,
        policy: OnProblem,
        *,
        replace: bool,
    ) -> None:
        self._gathered = gathered
        self._folder = folder
        self._template = template
        self._policy = policy
        self._replace = replace
        self._names: dict[Path, TileNames | TemplateNames] = {}
        self._metadata = Metadata()
        self._reports: list[ExportReport] = []
        self._table: Path | None = None
        self._notes: list[Finding] = list(gathered.notes)

    def run(self, progress: Progress | None, cancel: CancelToken | None) -> None:
        """Write the images of all chosen records."""
        gathered = self._gathered
        paths = [file.path for file in gathered.files]
        done = 0
        for number, below in enumerate(folders_below(paths)):
            places = np.flatnonzero(gathered.file_of == number)
            export: TileExport | None = None
            try:
                export = self._export(number, self._folder.joinpath(*map(safe_name, below)), places)
                self._reports.append(export.run(done, len(gathered), progress, cancel))
            except BaseException:
                if export is not None:
                    self._reports.append(export.report())
                raise
            done += len(places)

    def write_table(self, path: Path) -> None:
        """Write the table of the images."""
        if not any(report.written + report.kept for report in self._reports):
            return
        try:
            self._metadata.write(path, replace=self._replace)
        except TargetExistsError as error:
            if self._policy is OnProblem.RAISE:
                raise
            self._notes.append(error.finding)
            return
        self._table = path

    def report(self) -> ImagesReport:
        """Return what was done so far."""
        unopened: dict[Path, list[int]] = {}
        findings: dict[Path, Finding] = {}
        for left in self._gathered.left_out:
            unopened.setdefault(left.path, []).append(left.record)
            findings[left.path] = left.finding
        lost = [
            ExportReport(
                path, self._folder, (None,) * len(records), 0, 0, (findings[path],), tuple(records)
            )
            for path, records in unopened.items()
        ]
        return ImagesReport(self._folder, (*self._reports, *lost), self._table, tuple(self._notes))

    def _export(self, number: int, folder: Path, places: NDArray[np.int64]) -> TileExport:
        file = self._gathered.files[number]
        names = self._names.get(folder)
        if names is None:
            plain = self._template.text == TEMPLATE
            names = self._names[folder] = TileNames() if plain else TemplateNames(self._template)
        if isinstance(names, TemplateNames):
            names.begin(file.path)
        records = self._gathered.records[places].tolist()
        place_of = dict(zip(records, places.tolist(), strict=True))
        below = folder.relative_to(self._folder).as_posix()

        def taken(tile: Tile, name: str, image: bytes) -> None:
            path = name if below == "." else f"{below}/{name}"
            self._metadata.add(place_of[tile.record], path, file.path, tile, len(image))

        return TileExport(
            file,
            folder,
            names,
            self._policy,
            replace=self._replace,
            records=records,
            taken=taken,
        )


def _check_features(gathered: Gathered, template: NameTemplate) -> None:
    """Refuse a template that names a feature that no record has."""
    wanted = template.features
    if not wanted:
        return
    there = sorted({name for file in gathered.files for name in file.fields})
    if unknown := [name for name in wanted if name not in there]:
        raise refusal(
            f"The template names “{listed(unknown)}”, and no record has such a field.",
            f"There are: {listed(dict.fromkeys([*BUILT_IN, *there]), 40)}.",
        )
