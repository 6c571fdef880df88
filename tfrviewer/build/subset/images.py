"""Images of chosen records as files, by a template of names, with a table of what they are."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tfrviewer.build.subset.chosen import Chosen
from tfrviewer.build.tile_export import ExportReport
from tfrviewer.errors import Finding
from tfrviewer.jobs import CancelToken, Progress

TEMPLATE = "{slide}/{slide}-{x}-{y}"


@dataclass(frozen=True, slots=True)
class ImagesReport:
    """What images were written of chosen records.

    Attributes:
        output: The folder.
        reports: Of each TFRecord, what became of its records.
        metadata: The table of the images, or None.
    """

    output: Path
    reports: tuple[ExportReport, ...]
    metadata: Path | None

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
        return list(dict.fromkeys(one for report in self.reports for one in report.findings))

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
    """
    raise NotImplementedError
