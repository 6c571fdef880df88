"""The one answer for a program: with `--json` a command prints one object, whatever its end."""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tfrviewer.errors import TfrError

JSON = "--json"


@dataclass(slots=True)
class Answer:
    """What a command has to say to a program, as far as it has come.

    Attributes:
        as_json: Whether there is one: `--json` was given.
        is_given: Whether it is printed already.
        error: What ended the command before its time.
        done: What was done till then.
        named: Files that options name, as they were given: what is wrong with them is wrong use.
    """

    as_json: bool = False
    is_given: bool = False
    error: dict[str, Any] | None = None
    done: dict[str, Any] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)


_current: ContextVar[Answer] = ContextVar("answer")


def begin(arguments: Iterable[str]) -> Answer:
    """Begin the answer of a command.

    Args:
        arguments: Those of the command line: an option may be wrong before all are read.
    """
    answer = Answer()
    for argument in arguments:
        if argument == "--":
            break
        answer.as_json |= argument == JSON
    _current.set(answer)
    return answer


def current() -> Answer:
    """Return the answer of the command that is running."""
    try:
        return _current.get()
    except LookupError:
        return begin(())


def note_error(error: object) -> None:
    """Note what ends the command: the first that is said, since others follow from it."""
    answer = current()
    if answer.error is None:
        told = error.finding.to_json() if isinstance(error, TfrError) else {"message": str(error)}
        answer.error = told


def note_done(done: dict[str, Any]) -> None:
    """Note what was done before an error, as the JSON that tells it."""
    current().done = done


def note_files(*paths: Path | None) -> None:
    """Note files that options name."""
    current().named.update(str(path) for path in paths if path is not None)


def is_about_named(error: TfrError | OSError) -> bool:
    """Tell whether an error is about a file that an option names."""
    file = error.finding.file if isinstance(error, TfrError) else str(error.filename)
    return file in current().named
