"""What the values of a request may be, said once for calls, recipes and commands.

A checker takes the name of a value and what was given for it, and returns it as it is kept, or
raises an error in words. `settle` has a frozen dataclass run them when it is made.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from reprlib import Repr
from typing import Any, TypeVar

from tfrviewer.build.request.choices import choice

Checker = Callable[[str, object], object]
_E = TypeVar("_E", bound=Any)
_P = TypeVar("_P")


_REPR = Repr()
_REPR.maxstring = _REPR.maxother = 80


def short(value: object) -> str:
    """Return a value as it is written in code, cut where it is long."""
    return _REPR.repr(value)


def settle(owner: object, **checkers: Checker) -> None:
    """Replace values of a frozen dataclass by what their checkers make of them.

    Raises:
        TypeError: If a value is of the wrong kind. `argument_of` tells which.
        ValueError: If it is none of those that may be; likewise.
    """
    for name, checker in checkers.items():
        try:
            object.__setattr__(owner, name, checker(name, getattr(owner, name)))
        except (TypeError, ValueError) as error:
            vars(error)["argument"] = name
            raise


def argument_of(error: Exception) -> str | None:
    """Return the name of the value that an error of `settle` is about, if it is about one."""
    return getattr(error, "argument", None)


def or_none(checker: Checker) -> Checker:
    """Return a checker that lets None pass too."""
    return lambda name, value: None if value is None else checker(name, value)


def word(kind: type[_E]) -> Checker:
    """Return a checker of the words of an enumeration."""

    def check(name: str, value: object) -> object:
        return choice(kind, _as_text(name, value), name)

    return check


def whole(least: int | None = None, most: int | None = None) -> Checker:
    """Return a checker of whole numbers, from `least` to `most` where these are given."""
    wanted = "a whole number"
    if most is not None:
        wanted += f" from {least} to {most}"
    elif least is not None:
        wanted += f" of at least {least}"

    def check(name: str, value: object) -> object:
        if isinstance(value, bool) or not hasattr(value, "__index__"):
            raise TypeError(f"{name} is {wanted}, not {short(value)}.")
        number = value.__index__()
        if (least is not None and number < least) or (most is not None and number > most):
            raise ValueError(f"{name} is {wanted}, not {short(number)}.")
        return number

    return check


def flag(name: str, value: object) -> bool:
    """Return what is either true or false."""
    if not isinstance(value, bool):
        raise TypeError(f"{name} is true or false, not {short(value)}.")
    return value


def text(name: str, value: object) -> str:
    """Return a text that is not empty."""
    found = _as_text(name, value)
    if not found:
        raise ValueError(f"{name} is empty.")
    return found


def label(name: str, value: object) -> str:
    """Return a text that a record can hold, as UTF-8."""
    found = text(name, value)
    try:
        found.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{name}={short(found)} cannot be written as UTF-8.") from None
    return found


def path(name: str, value: object) -> Path:
    """Return a path."""
    if not isinstance(value, str | bytes | os.PathLike):
        raise TypeError(f"{name} is a path, not {short(value)}.")
    found = os.fsdecode(value)
    if not found:
        raise ValueError(f"{name} is empty; “.” is the current folder.")
    if "\0" in found:
        raise ValueError(f"{name}={short(found)} is no path.")
    return Path(found)


def texts(name: str, value: object) -> tuple[str, ...]:
    """Return several texts; one alone is not taken for the letters it has."""
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        raise TypeError(f"{name} is a list of names, not {short(value)}.")
    return tuple(text(f"a name in {name}", one) for one in value)


def renamings(name: str, value: object) -> dict[str, str]:
    """Return names by names."""
    if not isinstance(value, Mapping):
        raise TypeError(f"{name} gives new names by old ones, and is no {short(value)}.")
    return {
        text(f"a name in {name}", old): label(f"the new name of {short(old)}", new)
        for old, new in value.items()
    }


def part(kind: type) -> Checker:
    """Return a checker of a part of a request."""

    def check(name: str, value: object) -> object:
        if not isinstance(value, kind):
            raise TypeError(f"{name} is a {kind.__name__}, not {short(value)}.")
        return value

    return check


def made_of(kind: type[_P], given: object, name: str, make: Callable[..., _P] | None = None) -> _P:
    """Return a part of a request, made of the part itself, of a mapping, or of nothing.

    Args:
        kind: A dataclass.
        given: What was given for it.
        name: What it is called.
        make: Makes it of the values of a mapping; None calls `kind`.

    Raises:
        TypeError: If a mapping has what the part has not, or it is something else.
        ValueError: If a value may not be.
    """
    if given is None:
        return kind()
    if isinstance(given, kind):
        return given
    if not isinstance(given, Mapping):
        raise TypeError(f"{name} is a {kind.__name__} or a mapping, not {short(given)}.")
    known = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    for key in given:
        if key not in known:
            raise TypeError(f"{name} has no {short(key)}; there are {', '.join(known)}.")
    return (make or kind)(**given)


def _as_text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} is text, not {short(value)}.")
    return str.__str__(value)
