"""What Slideflow noted beside TFRecords, and where it differs from what is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tfrviewer.dataset.discovery import Survey, base_name
from tfrviewer.dataset.sidecars.extraction_report import (
    Extraction,
    ExtractionReport,
    compare_extraction,
    read_report,
)
from tfrviewer.dataset.sidecars.manifest import Manifest, compare_manifests, read_manifest
from tfrviewer.errors import Finding


@dataclass(frozen=True, slots=True)
class Provenance:
    """The manifests and extraction reports of a dataset; they are only read.

    Attributes:
        manifests: What was counted.
        reports: How slides were extracted.
    """

    manifests: tuple[Manifest, ...]
    reports: tuple[ExtractionReport, ...]

    @classmethod
    def of(cls, seen: Survey) -> Self:
        """Read what lies in the folders of a dataset."""
        return cls(tuple(map(read_manifest, seen.manifests)), tuple(map(read_report, seen.reports)))

    @property
    def extractions(self) -> list[Extraction]:
        """The newest line of each slide, report by report."""
        return [one for report in self.reports for one in report.extractions.values()]

    def compare(self, counts: Mapping[Path, int | None]) -> list[Finding]:
        """Return what is wrong with the files, and where they differ from the TFRecords.

        Args:
            counts: How many records each TFRecord has; None for one that cannot be read.
        """
        findings = compare_manifests(self.manifests, counts)
        beside: dict[Path, Mapping[str, Extraction]] = {}
        for report in self.reports:
            findings += report.findings
            beside[report.path.parent] = report.extractions
        for path, count in counts.items():
            extraction = beside.get(path.parent, {}).get(base_name(path))
            if extraction is not None:
                findings += compare_extraction(extraction, path, count)
        return findings
