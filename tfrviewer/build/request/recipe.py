"""A request as a file that people read, edit and keep: TOML, with a comment on each choice.

    version = 1
    source = "images"
    output = "tfrecords"

    [naming]
    pattern = "{slide}_{x}_{y}"

What is left out has its default. Relative paths are meant from the folder of the recipe. What a
recipe says and this program does not know is an error, never passed over: a choice with a letter
too few would else be none.
"""

import os
import re
import tomllib
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from tfrviewer.atomic import write_atomically
from tfrviewer.build.naming.rule import LocationRule
from tfrviewer.build.request.arguments import argument_of, short
from tfrviewer.build.request.recipe_form import OR_FALSE, PATHS, VERSION, text_of
from tfrviewer.build.request.request import (
    BuildRequest,
    Labels,
    Naming,
    Pictures,
    Policies,
    Shards,
    Sheet,
)
from tfrviewer.errors import (
    Finding,
    FindingKind,
    PathNotFoundError,
    RecipeError,
    Severity,
    TargetExistsError,
)

_LARGEST = 1 << 20
"""Bytes of a recipe. What is larger is some other file."""

_PARTS: dict[str, type] = {
    "naming": Naming,
    "sheet": Sheet,
    "pictures": Pictures,
    "labels": Labels,
    "shards": Shards,
    "policies": Policies,
}
_P = TypeVar("_P")


def read_recipe(
    path: str | os.PathLike[str],
    *,
    source: str | os.PathLike[str] | None = None,
    output: str | os.PathLike[str] | None = None,
) -> BuildRequest:
    """Read what a recipe asks for.

    Args:
        path: The recipe; relative paths in it are meant from its folder.
        source: The folder of images, in place of the one it names. It need then name none.
        output: The folder to write to, likewise.

    Raises:
        PathNotFoundError: If there is no such file.
        RecipeError: If it is no TOML, or says what is not known or cannot be; the message has
            line and key, and what there is.
        OSError: If it cannot be read.
    """
    file = Path(os.fsdecode(path))
    return _Reading(file, _read(file)).request({"source": source, "output": output})


def write_recipe(
    request: BuildRequest, path: str | os.PathLike[str], *, replace: bool = False
) -> None:
    """Write a request as a recipe, whole or not at all.

    Paths below the recipe's folder are written from there, so that the folder can be moved;
    others as absolute ones.

    Args:
        request: What to write.
        path: Where to.
        replace: Whether a file that is there may be replaced; its comments go with it.

    Raises:
        TargetExistsError: If it is there, says something else, and is not to be replaced.
        RecipeError: If a path or name in it is no text, which TOML asks for.
        PathNotFoundError: If there is no folder for it.
        OSError: If it cannot be written.
    """
    file = Path(os.fsdecode(path))
    data = recipe_text(request, folder=file.parent).encode()
    if os.path.lexists(file) and not replace:
        if file.is_file() and file.read_bytes() == data:
            return
        raise TargetExistsError(
            Finding(
                kind=FindingKind.TARGET_EXISTS,
                severity=Severity.ERROR,
                file=str(file),
                message="It is there already, and says something else.",
                remedy="Choose another name for the recipe; one that is read with --recipe is "
                "replaced by --save-recipe of the same name.",
            )
        )
    if not file.parent.is_dir():
        raise PathNotFoundError(
            _finding(
                file,
                f"There is no folder {file.parent} for it.",
                "Make the folder, or check the path.",
                FindingKind.MISSING_FILE,
            )
        )
    write_atomically(file, data)


def recipe_text(request: BuildRequest, *, folder: str | os.PathLike[str] | None = None) -> str:
    """Return the text of a recipe, with a comment on each choice.

    Args:
        request: What it is to say.
        folder: Where the recipe will lie: paths below it are written from there.

    Raises:
        RecipeError: If a path or name is no text: TOML cannot hold any bytes.
    """
    base = None if folder is None else Path(os.fsdecode(folder)).absolute()
    text = text_of(request, base)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text[: error.start].count("\n") + 1
        name = ascii(text.splitlines()[line - 1])
        raise RecipeError(
            Finding(
                kind=FindingKind.BAD_REQUEST,
                severity=Severity.ERROR,
                file="",
                message=f"A recipe is text, and this is not: {name}.",
                remedy="Rename the file or folder so that its name is UTF-8.",
            )
        ) from None
    return text


def _read(file: Path) -> str:
    try:
        with open(file, "rb") as stream:
            data = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        raise PathNotFoundError(
            _finding(file, "There is no such recipe.", kind=FindingKind.MISSING_FILE)
        ) from None
    if len(data) > _LARGEST:
        raise RecipeError(_finding(file, "This is too large to be a recipe."))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RecipeError(
            _finding(file, f"Line {line} is no text in UTF-8.", "Save the file as UTF-8.")
        ) from None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One recipe, being read."""

    file: Path
    text: str

    def request(self, instead: dict[str, Any]) -> BuildRequest:
        """Return what it asks for, with what is given in place of what it says."""
        table = self._parsed()
        self._check_version(table.pop("version", None))
        self._check_keys(table, BuildRequest, "")
        values = {
            key: self._part(key, value) if key in _PARTS else self._value("", key, value)
            for key, value in table.items()
        }
        values.update({key: path for key, path in instead.items() if path is not None})
        return self._made(BuildRequest, "", values)

    def _parsed(self) -> dict[str, Any]:
        # The time that a key takes is that of its length squared.
        if long := _LONG_KEY.search(self.text):
            line = self.text.count("\n", 0, long.end()) + 1
            raise self._wrong(
                f"Line {line}: {short(long[1])}: no key of a recipe has more than 2 parts."
            )
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise self._wrong(f"This is no TOML: {error}.") from None
        except (ValueError, RecursionError):  # a number of thousands of digits; [[[[[…
            raise self._wrong("This is no recipe.") from None

    def _check_version(self, version: object) -> None:
        if version is None:
            raise self._wrong("version is missing.", remedy=f"Add version = {VERSION}.")
        if isinstance(version, int) and version > VERSION:
            raise self._wrong(
                f"It is of version {short(version)}; this program knows version {VERSION}.",
                key="version",
                remedy="Use a newer tfrviewer.",
            )
        if version != VERSION or not isinstance(version, int) or isinstance(version, bool):
            raise self._wrong(f"version is {VERSION}, not {short(version)}.", key="version")

    def _check_keys(self, table: dict[str, Any], kind: type, name: str) -> None:
        known = [*([] if name else ["version"]), *(field.name for field in fields(kind))]
        for key in table:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                raise self._wrong(
                    f"{short(key)} is not known{f' in [{name}]' if name else ''}."
                    + (f" Did you mean {near[0]!r}?" if near else ""),
                    name,
                    key,
                    remedy=f"There are {', '.join(known)}.",
                )

    def _part(self, name: str, table: object) -> object:
        if not isinstance(table, dict):
            raise self._wrong(
                f"{name} is a table, not {short(table)}.",
                key=name,
                remedy=f"Begin it with [{name}].",
            )
        kind = _PARTS[name]
        self._check_keys(table, kind, name)
        values = {key: self._value(name, key, value) for key, value in table.items()}
        part: object = self._made(kind, name, values)
        if isinstance(part, Naming):
            try:
                LocationRule.of(part)
            except ValueError as error:
                raise self._wrong(str(error), name, "pattern") from None
        return part

    def _value(self, table: str, key: str, value: object) -> object:
        """Return a value as a request takes it."""
        whole = f"{table}.{key}" if table else key
        if whole in PATHS and isinstance(value, str) and value and "\0" not in value:
            return _plain(self.file.parent.absolute() / value)
        if whole in OR_FALSE and value is False:
            return None
        return value

    def _made(self, kind: type[_P], table: str, values: dict[str, Any]) -> _P:
        for field in fields(kind):  # type: ignore[arg-type]
            needed = field.default is MISSING and field.default_factory is MISSING
            if needed and field.name not in values:
                raise self._wrong(
                    f"{field.name} is missing{f' in [{table}]' if table else ''}.",
                    remedy=f'Add {field.name} = "…".',
                )
        try:
            make: Any = Policies.checked if kind is Policies else kind
            made: _P = make(**values)
        except (TypeError, ValueError) as error:
            raise self._wrong(str(error), table, argument_of(error)) from None
        return made

    def _wrong(
        self, message: str, table: str = "", key: str | None = None, *, remedy: str = ""
    ) -> RecipeError:
        line = _line_of(self.text, table, key)
        where = "" if line is None else f"Line {line}: "
        return RecipeError(_finding(self.file, where + message, remedy))


def _line_of(text: str, table: str, key: str | None) -> int | None:
    """Return the line of a key, or of the head of its table; None where that is not plain."""
    at, found = "", None
    for number, line in enumerate(text.split("\n"), 1):
        if head := _HEADING.match(line):
            at = head[1]
            if at in (key if not table else "", table if key is None else ""):
                return number
        elif (entry := _ENTRY.match(line)) is not None and key is not None:
            name = ".".join(filter(None, (at, entry[1].strip("\"'"))))
            if name == ".".join(filter(None, (table, key))):
                found = number if found is None else 0  # as in a text of several lines
    return found or None


_LONG_KEY = re.compile(
    r"""(?:^|[\[{,])[ \t]*((?:(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){32})""",
    re.MULTILINE,
)
_HEADING = re.compile(r"\s*\[\s*([^\[\]]*?)\s*\]")
_ENTRY = re.compile(r"\s*([^\s=#]+)\s*=")


def _plain(path: Path) -> Path:
    """Return a path without "..", unless that were another place: behind a link it is."""
    plain = os.path.normpath(path)
    return Path(plain) if os.path.realpath(plain) == os.path.realpath(path) else path


def _finding(
    file: Path, message: str, remedy: str = "", kind: FindingKind = FindingKind.BAD_REQUEST
) -> Finding:
    return Finding(
        kind=kind, severity=Severity.ERROR, file=str(file), message=message, remedy=remedy
    )
