"""What `tfrviewer build` tells: what would be written, what was, and what it asks."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tfrviewer.build.choices import Existing
from tfrviewer.cli import console
from tfrviewer.errors import Finding
from tfrviewer.jobs import Cancelled

if TYPE_CHECKING:
    from tfrviewer.build.plan import BuildPlan
    from tfrviewer.build.report import BuildReport

_MOST_FILES = 20
_MOST_ALIKE = 10
_NAMED = 5
_ANSWERS = {
    "r": Existing.REPLACE,
    "s": Existing.SKIP,
    "a": Existing.APPEND,
}


def print_plan(plan: "BuildPlan", *, as_json: bool) -> None:
    """Print what would be written."""
    existing = [path for file in plan.files for path in file.existing()]
    if as_json:
        value = plan.to_json()
        value["existing"] = [str(path) for path in existing]
        console.print_json(value)
        return
    records = console.counted(plan.records, "record")
    files = console.counted(len(plan.files), "TFRecord")
    print(f"{records} in {files} would be written (layout {plan.layout})")
    for file in plan.files[:_MOST_FILES]:
        print(f"  {len(file.images):>9,}  {console.shown(str(file.path))}")
    if len(plan.files) > _MOST_FILES:
        print(f"  {'…':>9}  {len(plan.files) - _MOST_FILES:,} more")
    if existing and plan.policies.existing is Existing.REFUSE:
        print(f"  {console.counted(len(existing), 'file')} there already: --replace is needed")
    _print_findings(plan.source, plan.all_findings)


def print_report(plan: "BuildPlan", report: "BuildReport", *, as_json: bool) -> None:
    """Print what was written."""
    if as_json:
        console.print_json(
            {
                "source": str(plan.source),
                "output": str(plan.output),
                "layout": plan.layout.value,
                **report.to_json(),
            }
        )
        return
    records = console.counted(report.records, "record")
    files = console.counted(len(report.files), "TFRecord")
    left = console.counted(len(report.left_out), "image")
    print(f"{records} in {files} written to {console.shown(str(plan.output))}, {left} left out")
    _print_findings(plan.source, report.findings)


def ask_about(output: Path, existing: Sequence[Path]) -> Existing:
    """Ask what is to become of files that are there, and return the answer.

    Raises:
        Cancelled: If the person wants none of it.
    """
    console.say(f"{console.counted(len(existing), 'file')} there already:")
    for path in existing[:_NAMED]:
        where = path.relative_to(output) if path.is_relative_to(output) else path
        console.say(f"  {console.shown(str(where))}")
    if len(existing) > _NAMED:
        console.say(f"  … {len(existing) - _NAMED:,} more")
    while True:
        print("[r]eplace, [s]kip, [a]ppend or [c]ancel? ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline().strip().lower()
        if answer[:1] in _ANSWERS:
            return _ANSWERS[answer[0]]
        if answer[:1] in ("", "c"):  # nothing said is no consent
            raise Cancelled


def _print_findings(source: Path, findings: list[Finding]) -> None:
    """Print findings with paths below the source, the first few of each kind."""
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.kind] += 1
        if counts[finding.kind] <= _MOST_ALIKE:
            path = Path(finding.file)
            where = path.relative_to(source) if path.is_relative_to(source) else path
            text = " ".join(filter(None, (finding.message, finding.remedy)))
            print(f"  {finding.severity.value:<8}{console.shown(f'{where}: {text}')}")
    for kind, count in counts.items():
        if count > _MOST_ALIKE:
            print(f"  {'…':<8}{count - _MOST_ALIKE:,} more of the kind “{kind}”.")
