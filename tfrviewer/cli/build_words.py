"""What `tfrviewer build` tells: what would be written, what was, and what it asks."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfrviewer.build.request.choices import Existing
from tfrviewer.cli import console
from tfrviewer.errors import Finding
from tfrviewer.jobs import Cancelled

if TYPE_CHECKING:
    from tfrviewer.build.planning.plan import BuildPlan
    from tfrviewer.build.running.report import BuildReport
    from tfrviewer.build.running.trial import Trial

_MOST_FILES = 20
_MOST_ALIKE = 10
_NAMED = 5
_WIDEST = 40
_FATES = {
    Existing.REFUSE: "--replace is needed, or another --existing",
    Existing.SKIP: "they stay as they are",
    Existing.REPLACE: "they are replaced",
    Existing.APPEND: "they are appended to",
}
_ANSWERS = {
    "r": Existing.REPLACE,
    "s": Existing.SKIP,
    "a": Existing.APPEND,
}


def print_plan(plan: "BuildPlan", trial: "Trial", *, resume: bool, as_json: bool) -> None:
    """Print what would be written.

    Args:
        plan: It.
        trial: What some of its images took.
        resume: Whether a build that was cut off would go on.
        as_json: Whether to print JSON.
    """
    from tfrviewer.build.running.decisions import decide
    from tfrviewer.build.running.space import needs
    from tfrviewer.dataset.words import sized

    decisions = decide(plan, resume=resume)
    existing = [path for file in plan.files for path in file.existing()]
    needed = needs(plan, decisions.to_write)
    if as_json:
        value = plan.to_json()
        value["names"] = [example.to_json() for example in _examples(plan)]
        value["existing"] = [str(path) for path in existing]
        value["bytes_needed"] = sum(need.needed for need in needed)
        value["bytes_free"] = min((need.free for need in needed), default=None)
        value["seconds"] = round(trial.seconds, 1)
        value["records_per_second"] = round(trial.records_per_second, 1)
        console.print_json(value)
        return
    records = console.counted(plan.records, "record")
    files = console.counted(len(plan.files), "TFRecord")
    print(f"{records} in {files} would be written (layout {plan.layout})")
    _print_slides(plan)
    for example in _examples(plan):
        print(f"  names   {console.shown(str(example))}")
    for need in needed:
        told = f"{sized(need.needed)}, of {sized(need.free)} that are free there"
        print(f"  size    {told}")
    if trial.records_per_second:
        rate = f"{trial.records_per_second:,.0f} images a second, by a trial"
        print(f"  time    about {console.lasting(trial.seconds)} ({rate})")
    if decisions.done:
        print(f"  resume  {console.counted(len(decisions.done), 'TFRecord')} finished already")
    own = {*decisions.done, *decisions.own}
    foreign = [
        path for at, file in enumerate(plan.files) if at not in own for path in file.existing()
    ]
    if foreign:
        there = f"{console.counted(len(foreign), 'file')} there already"
        print(f"  there   {there}: {_FATES[plan.policies.existing]}")
    _print_findings(plan, plan.all_findings)


@dataclass(frozen=True, slots=True)
class _Example:
    """What one name tells by a pattern."""

    pattern: str | None
    name: str
    slide: str
    location: tuple[int, int] | None
    guessed: bool

    def __str__(self) -> str:
        if self.location is None:
            read = "no location" if self.pattern is None else f"no location by {self.pattern}"
            return f"“{self.name}”: {read}"
        x, y = self.location
        by = f"by {self.pattern}" if self.pattern is not None else "by the sheet"
        guess = ", a guess" if self.guessed else ""
        return f"“{self.name}”: slide {self.slide}, x {x}, y {y} ({by}{guess})"

    def to_json(self) -> dict[str, Any]:
        return {
            "pattern": self.pattern,
            "name": self.name,
            "slide": self.slide,
            "location": None if self.location is None else list(self.location),
            "guessed": self.guessed,
        }


def _examples(plan: "BuildPlan") -> list[_Example]:
    """Return an example of each pattern that names are read by."""
    pattern_of = {slide.path: slide.pattern for slide in plan.slides}
    found: dict[tuple[str | None, bool], _Example] = {}
    for file in plan.files:
        image = file.images[0]
        pattern = pattern_of.get(file.path)
        example = _Example(pattern, image.name, image.slide, image.location, image.guessed)
        found.setdefault((pattern, image.location is None), example)
    return list(found.values())[:_NAMED]


def _print_slides(plan: "BuildPlan") -> None:
    slides = plan.slides[:_MOST_FILES]
    if not slides:
        return
    names = [console.shown(slide.slide)[:_WIDEST] for slide in slides]
    width = max(map(len, [*names, "slide"]))
    print(f"  {'slide':<{width}}  {'images':>9}  {'located':>9}  {'pixels':>9}  TFRecord")
    for slide, name in zip(slides, names, strict=True):
        size = "" if slide.picture is None else "×".join(map(str, slide.picture.size))
        path = slide.path
        where = path.relative_to(plan.output) if path.is_relative_to(plan.output) else path
        target = console.shown(str(where)) if slide.files else "none"
        if slide.files > 1:
            target += f" and {slide.files - 1:,} more"
        counts = f"{slide.images:>9,}  {slide.located:>9,}"
        print(f"  {name:<{width}}  {counts}  {size:>9}  {target}")
    if len(plan.slides) > _MOST_FILES:
        print(f"  … {console.counted(len(plan.slides) - _MOST_FILES, 'slide')} more")


def print_report(plan: "BuildPlan", report: "BuildReport", *, as_json: bool) -> None:
    """Print what was written."""
    if as_json:
        console.print_json(report_json(plan, report))
        return
    records = console.counted(report.records, "record")
    new = [file for file in report.files if file.records]
    files = console.counted(len(new), "TFRecord")
    left = console.counted(len(report.left_out), "image")
    where = report.files[0].path if len(report.files) == 1 else plan.output
    line = f"{records} in {files} written to {console.shown(str(where))}"
    if not new and report.files:
        there = console.counted(sum(len(file.there or ()) for file in report.files), "image")
        line = f"Nothing new: {there} in {console.shown(str(where))} already"
    elif same := len(report.files) - len(new):
        line += f", nothing new for {console.counted(same, 'TFRecord')}"
    if report.skipped:
        line += f", {console.counted(len(report.skipped), 'TFRecord')} there already"
    print(f"{line}, {left} left out")
    _print_findings(plan, report.findings)


def report_json(plan: "BuildPlan", report: "BuildReport") -> dict[str, Any]:
    """Return what was written as a JSON object."""
    return {
        "source": str(plan.source),
        "output": str(plan.output),
        "layout": plan.layout.value,
        **report.to_json(),
    }


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


def say_how_to_go_on(done: "BuildReport | None") -> None:
    """Say that what was finished is there, and how a build that was cut off goes on."""
    if done is not None and done.files:
        files = console.counted(len(done.files), "TFRecord")
        is_are = "is" if len(done.files) == 1 else "are"
        console.say(f"{files} {is_are} finished; the same command with --resume goes on.")


def _print_findings(plan: "BuildPlan", findings: list[Finding]) -> None:
    """Print findings with paths below source or output, the first few of each kind."""
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.kind] += 1
        if counts[finding.kind] <= _MOST_ALIKE:
            path = Path(finding.file)
            bases = [base for base in (plan.source, plan.output) if base in path.parents]
            where = path.relative_to(bases[0]) if bases else path
            text = " ".join(filter(None, (finding.message, finding.remedy)))
            print(f"  {finding.severity.value:<8}{console.shown(f'{where}: {text}')}")
    for kind, count in counts.items():
        if count > _MOST_ALIKE:
            print(f"  {'…':<8}{count - _MOST_ALIKE:,} more of the kind “{kind}”.")
