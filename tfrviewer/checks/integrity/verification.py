"""What was found in many TFRecords, and in all of them together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tfrviewer.checks.integrity.file_report import FileReport
from tfrviewer.dataset.words import counted
from tfrviewer.errors import Finding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What verifying a dataset found.

    Attributes:
        root: Its folder; of several paths, the folder that holds them all.
        files: Each file with what is wrong with it, in the order of the dataset.
        findings: What is wrong between files, and with what lies beside them.
        recalled: How many of the files were checked before and are as they were.
        deep: Whether every image was decoded whole.
        unchecked: How many files of the dataset are not among them.
    """

    root: Path
    files: tuple[FileReport, ...]
    findings: tuple[Finding, ...]
    recalled: int
    deep: bool
    unchecked: int = 0

    @property
    def records(self) -> int:
        """How many records the files have."""
        return sum(file.records for file in self.files)

    def all_findings(self) -> Iterator[Finding]:
        """Yield all that is wrong: of the dataset as a whole, then of each file in order."""
        yield from self.findings
        for file in self.files:
            yield from file.findings

    def count(self, severity: Severity) -> int:
        """Return how many findings are of a severity."""
        return self._counts()[severity]

    @property
    def is_sound(self) -> bool:
        """Whether there is neither an error nor a warning."""
        return all(finding.severity is Severity.NOTE for finding in self.all_findings())

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object: `files`, each with `path`, `records` and `findings`.

        What is wrong with the dataset as a whole stands under its folder, which comes last and
        only then, with 0 records.
        """
        files = [file.to_json() for file in self.files]
        if self.findings:
            whole = FileReport(path=self.root, records=0, findings=self.findings, deep=self.deep)
            files.append(whole.to_json())
        return {"files": files}

    def __str__(self) -> str:
        """Return it in a line: “941 files, 284,114 records: 3 errors, 12 warnings”."""
        counts = self._counts()
        told = [counted(counts[one], one.value) for one in Severity if counts[one]]
        return (
            f"{counted(len(self.files), 'file')}, {counted(self.records, 'record')}: "
            f"{', '.join(told) or 'nothing wrong'}"
        )

    def _counts(self) -> Counter[Severity]:
        return Counter(finding.severity for finding in self.all_findings())
