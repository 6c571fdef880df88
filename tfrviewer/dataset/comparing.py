"""Comparing the files of a dataset with what lies beside them and tells of them.

`Dataset.summary` does so as well, and looks into every file for it; here whoever has looked
already says what is in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.project.absence import AbsentSlide
from tfrviewer.dataset.sidecars.provenance import Provenance
from tfrviewer.dataset.summary import FileSummary
from tfrviewer.errors import Finding


@dataclass(frozen=True, slots=True)
class Comparison:
    """What folders, manifests, reports, annotations and project tell beside the files.

    Attributes:
        findings: What is wrong with them, and where they differ from the files.
        absent: Slides without tiles, and why.
        unannotated: TFRecords whose slide has no line in the annotations.
        unfinished: Markers of slides whose extraction was not finished.
        annotations: The file of the annotations, if there is one.
    """

    findings: tuple[Finding, ...]
    absent: tuple[AbsentSlide, ...]
    unannotated: tuple[Path, ...]
    unfinished: tuple[Path, ...]
    annotations: Path | None


def compare(dataset: Dataset, files: Sequence[FileSummary]) -> Comparison:
    """Compare the files of a dataset with what tells of them; reads no TFRecord.

    Args:
        dataset: The dataset.
        files: What its files hold: `path`, `tiles`, `slides` and `index` are looked at.
    """
    provenance = Provenance.of(dataset._survey)
    evidence = dataset._evidence(files, provenance)
    return Comparison(
        findings=(*dataset._common_findings, *provenance.compare(evidence.counts)),
        absent=tuple(evidence.absent()),
        unannotated=tuple(evidence.unannotated()),
        unfinished=tuple(dataset._survey.unfinished),
        annotations=None if evidence.annotations is None else evidence.annotations.path,
    )
