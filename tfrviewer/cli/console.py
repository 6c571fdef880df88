"""What the commands share: what they print, how they show progress, and how they end."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import typer

from tfrviewer.cli import answers
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.errors import shown as shown  # for the commands
from tfrviewer.jobs import Progress

OK, FOUND, MISUSED, FAILED = 0, 1, 2, 3

_MOST_ALIKE = 5

_UNTOLD = "It ended before its time; the error stream says why."
_MARKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def say(text: str) -> None:
    """Tell the person something, a line, that is not the answer; it goes to the error stream."""
    print(shown(text), file=sys.stderr)


def complain(text: str) -> None:
    """Say that something is wrong."""
    say(f"tfrviewer: {text}")


def tolerate_names() -> None:
    """Let text be printed that the terminal's encoding, or any encoding, has no bytes for.

    The name of a file need not be text, and not every terminal knows µ.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def print_json(value: Any) -> None:  # noqa: ANN401 - any JSON
    """Print the answer for a program, the only one."""
    answers.current().is_given = True
    text = json.dumps(value, indent=2, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    print(text)


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings for a person, one a line with its severity as a word.

    Of many of one kind in one file the first few are printed and the others counted; `--json`
    has them all.
    """
    counts: Counter[tuple[str, FindingKind]] = Counter()
    for finding in findings:
        key = finding.file, finding.kind
        counts[key] += 1
        if counts[key] <= _MOST_ALIKE:
            print(f"  {_MARKS[finding.severity]:<8}{shown(str(finding))}")
    for (file, kind), count in counts.items():
        if count > _MOST_ALIKE:
            name = shown(Path(file).name)
            print(f"  {'…':<8}{name}: {count - _MOST_ALIKE:,} more of the kind “{kind}”.")


def counted(count: int, noun: str) -> str:
    """Return a number with its noun: "1 finding", "2,000 findings"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def say_if_not_kept() -> bool:
    """Say so if nothing that is found can be kept for another run; return whether it can."""
    from tfrviewer.dataset.table.cache import Cache

    cache = Cache()
    reason = cache.refusal()
    if reason:
        complain(
            f"What is found is not kept, so that another run begins anew: {cache.folder} cannot be "
            f"written to ({reason}). TFRVIEWER_CACHE_DIR names another folder."
        )
    return not reason


def lasting(seconds: float) -> str:
    """Return how long something takes, about: "1 s", "25 s", "4 min", "2 h 10 min"."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60:,} h {minutes % 60} min"


def end_with(findings: Iterable[Finding]) -> typer.Exit:
    """Return the end of a command that found these."""
    return typer.Exit(FOUND if any(f.severity is not Severity.NOTE for f in findings) else OK)


def usage_error(why: str | Exception) -> typer.Exit:
    """Return the end of a command that was used wrongly, and say why."""
    answers.note_error(why)
    complain(str(why))
    return typer.Exit(MISUSED)


def end_json() -> None:
    """Print the answer of a command that was ended before it gave one, if it is to give one."""
    answer = answers.current()
    if answer.as_json and not answer.is_given:
        print_json({"error": answer.error or {"message": _UNTOLD}, **answer.done})


def is_asked() -> bool:
    """Tell whether a person is at a terminal who reads what is said and can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


@contextmanager
def progress_bar(title: str, *, rate: str = "") -> Iterator[Progress]:
    """Show a progress bar on the error stream, if a person looks at it.

    Where the total changes something else is counted from there on, and time anew: first the
    files that are looked at, then the records that are copied.

    Args:
        title: What is going on.
        rate: What is counted, to tell how many a second; empty tells none.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text("" if speed is None else f"{speed:,.0f} {rate}/s")

    with Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        *([Rate()] if rate else []),
        TimeRemainingColumn(),
        TextColumn("{task.fields[text]}", markup=False),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    ) as bar:
        task = bar.add_task(title, total=None, text="")

        before = 0

        def advance(done: int, total: int, text: str) -> None:
            nonlocal before
            if total != before and before:
                bar.reset(task)
            before = total
            # Without a total it is not known yet: while folders are walked.
            bar.update(task, completed=done, total=total or None, text=shown(text))

        yield advance


@contextmanager
def process_pool(jobs: int) -> Iterator[Executor | None]:
    """Give a pool of worker processes, or None for one job: then all is done here."""
    if jobs <= 1:
        yield None
        return
    from tfrviewer.workers import worker_pool

    with worker_pool(jobs) as pool:
        yield pool
