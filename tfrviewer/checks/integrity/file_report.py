"""What was found in one TFRecord."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tfrviewer.errors import Finding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What was found in one TFRecord.

    Attributes:
        path: The file, as it was asked for.
        records: How many records it has, damaged ones that can be told apart included.
        findings: What is wrong, in the order of the file; first what concerns it as a whole.
        deep: Whether every image was decoded whole.
        slides: The slides that its sound records name, in the order in which they come; the first
            thousand.
    """

    path: Path
    records: int
    findings: tuple[Finding, ...]
    deep: bool
    slides: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether there is neither an error nor a warning."""
        return all(finding.severity is Severity.NOTE for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object: `path`, `records` and `findings`."""
        return {
            "path": str(self.path),
            "records": self.records,
            "findings": [finding.to_json() for finding in self.findings],
        }
