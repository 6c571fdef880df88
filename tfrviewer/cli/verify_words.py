"""What `tfrviewer verify` says to people: the worst first, and no more than can be read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tfrviewer.cli import console
from tfrviewer.errors import Finding, FindingKind, Severity

if TYPE_CHECKING:
    from tfrviewer.checks.integrity.verification import Verification

_MOST_LINES = 150
_MOST_ALIKE = 3
"""Findings of one kind in one file that are printed; the others are counted."""
_SCREENFUL = 30
_ORDER = list(Severity)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file, or the dataset as a whole, with what is wrong with it."""

    name: str
    path: Path
    findings: Sequence[Finding]

    @property
    def badness(self) -> tuple[int, ...]:
        counts = Counter(finding.severity for finding in self.findings)
        return tuple(-counts[severity] for severity in _ORDER)

    def lines(self, remedies: set[str]) -> list[str]:
        """Return its name with the counts, and its findings, the worst first.

        Args:
            remedies: Those told already, which are not told again; it takes the others.
        """
        lines = [f"{self.name}: {_counts(self.findings)}"]
        seen = Counter[FindingKind]()
        for finding in sorted(self.findings, key=lambda one: _ORDER.index(one.severity)):
            seen[finding.kind] += 1
            if seen[finding.kind] <= _MOST_ALIKE:
                told = self._told(replace(finding, remedy=""))
                if finding.remedy and finding.remedy not in remedies:
                    remedies.add(finding.remedy)
                    told += f" {finding.remedy}"
                lines.append(f"  {finding.severity.value:<8}{told}")
        for kind, count in seen.items():
            if count > _MOST_ALIKE:
                lines.append(f"  {'…':<8}{count - _MOST_ALIKE:,} more of the kind “{kind}”")
        return lines

    def _told(self, finding: Finding) -> str:
        """Return a finding; the name of the file, or the folder of all, stands above it."""
        text = str(finding)
        file = Path(finding.file)
        if not text.startswith(file.name):
            return text
        rest = text.removeprefix(file.name)
        if file == self.path:
            return rest.removeprefix(",").removeprefix(":").lstrip()
        if file.is_relative_to(self.path):  # of two files of one name it is to be told which
            return f"{_relative(file, self.path)}{rest}"
        return text


def print_verification(verification: "Verification") -> None:
    """Print what verifying found."""
    headline = str(verification)
    lines = [headline]
    if verification.recalled:
        known = console.counted(verification.recalled, "file")
        lines.append(f"  unchanged since an earlier check, and not read again: {known}")
    if not verification.deep:
        lines.append("  not checked: whether images decode to their end; --deep does that")
    told = _entries(verification)
    lines += told
    if len(told) > _SCREENFUL:
        lines += ["", headline]
    for line in lines:
        print(console.shown(line))


def _entries(verification: "Verification") -> list[str]:
    root = verification.root
    entries = [
        _Entry(_relative(file.path, root), file.path, file.findings)
        for file in verification.files
        if file.findings
    ]
    if verification.findings:
        entries.append(_Entry("all files together", root, verification.findings))
    entries.sort(key=lambda entry: entry.badness)
    lines: list[str] = []
    remedies: set[str] = set()
    for at, entry in enumerate(entries):
        more = entry.lines(remedies)
        if lines and len(lines) + len(more) > _MOST_LINES:
            rest = entries[at:]
            findings = [finding for entry in rest for finding in entry.findings]
            files = console.counted(len(rest), "more file")
            lines += ["", f"{files}: {_counts(findings)}; --json tells all"]
            break
        lines += ["", *more]
    return lines


def _counts(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(console.counted(counts[one], one.value) for one in _ORDER if counts[one])


def _relative(path: Path, root: Path) -> str:
    try:
        return str(path.relative_to(root))
    except ValueError:
        return str(path)
