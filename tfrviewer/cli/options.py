"""Options that several commands have, declared once: they mean the same everywhere."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from tfrviewer.cli import console

TilePx = Annotated[int | None, typer.Option(help="Of a project: width of the tiles in pixels.")]
TileUm = Annotated[
    str | None,
    typer.Option(help="Of a project: their width in µm, or their magnification such as 10x."),
]
Sources = Annotated[
    list[str] | None,
    typer.Option(help="Of a project: a source to take; may be given several times."),
]
Annotations = Annotated[
    Path | None,
    typer.Option(help="A CSV file with patient, slide and labels, a line a slide."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Worker processes.")]
N_JOBS = os.cpu_count() or 1
"""As many as there are processors, unless it is said otherwise."""

_SUFFIXES = (".tfrecords", ".tfrecord")
_SIZE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([kmgt]?)(i?)b?\s*", re.IGNORECASE)
_MOST_DIGITS = 20
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


def given_path(text: str) -> Path:
    """Return a path; an empty one, as of a variable that is not set, is not the current folder.

    Raises:
        BadParameter: If it is empty.
    """
    if not text:
        raise typer.BadParameter("It is empty; . is the current folder.")
    return Path(text)


def bytes_of(text: str, option: str) -> int:
    """Return how many bytes a size is: "500MB" is 500,000,000, "1GiB" is 1,073,741,824.

    Raises:
        Exit: If it is none.
    """
    match = _SIZE.fullmatch(text)
    if match is None or len(match[1]) > _MOST_DIGITS or (match[3] and not match[2]):
        raise console.usage_error(f"{option} takes a size such as 500MB, not {text}.")
    unit: int = (1024 if match[3] else 1000) ** _POWERS[match[2].lower()]
    whole, _, part = match[1].partition(".")
    scale: int = 10 ** len(part)
    return int(whole + part) * unit // scale


def pairs_of(texts: Iterable[str], option: str, meant: str) -> dict[str, str]:
    """Return what is given as NAME=VALUE, by name.

    Raises:
        Exit: If a text is not UTF-8, has no "=", or nothing on either side, or a name comes twice.
    """
    pairs: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        try:
            text.encode()
        except UnicodeEncodeError:
            raise console.usage_error(f"{option} takes text in UTF-8, not {text}.") from None
        if not (name and equals and value):
            raise console.usage_error(f"{option} takes {meant}, not {text}.")
        if name in pairs:
            raise console.usage_error(f"{option} names {name} twice.")
        pairs[name] = value
    return pairs


def check_replace(existing: str | None, *, replace: bool) -> None:
    """Refuse `--replace` beside another word of `--existing`.

    Raises:
        Exit: If they contradict.
    """
    if replace and existing not in (None, "replace"):
        raise console.usage_error(f"--replace contradicts --existing {existing}. Leave one out.")


def target_of(output: Path) -> tuple[Path, str | None]:
    """Return the folder to write to, and the name of the one TFRecord if OUT is its path."""
    if output.suffix.lower() not in _SUFFIXES or output.is_dir():
        return output, None
    return output.parent, output.name
