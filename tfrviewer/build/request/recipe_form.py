"""The form of a recipe: its keys in order, what is said of each, and how it is written.

The comments need a writer of our own: those there are write values alone (docs/adr/0012).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from textwrap import wrap

from tfrviewer.build.naming.known import KNOWN
from tfrviewer.build.request.choices import (
    Anchor,
    Encoding,
    Existing,
    Layout,
    OnProblem,
    Order,
    Unlike,
)
from tfrviewer.build.request.request import BuildRequest

VERSION = 1

_HEAD = """\
# How tfrviewer builds TFRecords of tile images. To do it:
#     tfrviewer build --recipe FILE
# Relative paths are meant from the folder of this file. Lines that begin with # say nothing to
# the program: of choices that were not made they show an example.
"""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a recipe.

    Attributes:
        name: As it is written.
        told: What it means, for a comment.
        words: The words that it may be.
        unset: Of a key that may be left out, a value as an example.
        or_false: Whether it may be `false`, which is None.
    """

    name: str
    told: str
    words: type[StrEnum] | None = None
    unset: str | int | tuple[str, ...] | None = None
    or_false: bool = False


KEYS: dict[str, tuple[Key, ...]] = {
    "": (
        Key("source", "The folder of images."),
        Key("output", "The folder to write to."),
        Key(
            "layout",
            "How images become TFRecords; recognised if not given.",
            Layout,
            unset="nested",
        ),
        Key(
            "filename",
            "Name of the one TFRecord of the layouts single and merged.",
            unset="all.tfrecords",
        ),
        Key("slide", "Name of the slide of the layout single.", unset="case-7"),
    ),
    "naming": (
        Key(
            "pattern",
            "How names tell locations: recognised if not given; "
            f"{', '.join(pattern.word for pattern in KNOWN)}; none; or a template.",
            unset="{slide}_{x}_{y}",
        ),
        Key("anchor", "Which point of a tile the numbers mean.", Anchor, unset="corner"),
        Key(
            "extent",
            "Side of a tile in level-0 pixels: turns corners into centres.",
            unset=512,
        ),
        Key(
            "pitch",
            "Distance of tiles in level-0 pixels: places columns and rows.",
            unset=512,
        ),
    ),
    "sheet": (
        Key("path", "A CSV or Parquet file that names the images.", unset="tiles.csv"),
        Key("image", "Its column of paths, from the folder of images.", unset="image"),
        Key("slide", "Its column of slides; false: as folders tell.", unset="slide", or_false=True),
        Key("x", "Its column of x; false, with y: as names tell.", unset="loc_x", or_false=True),
        Key("y", "Its column of y.", unset="loc_y", or_false=True),
        Key("features", "Columns that become features; all others if not given.", unset=("stage",)),
    ),
    "pictures": (
        Key("encoding", "Kept byte for byte where that may be, or all encoded anew.", Encoding),
        Key("quality", "Of JPEG, where an image is encoded: 1 to 100."),
        Key("size", "Side of all tiles in pixels; theirs if not given.", unset=299),
        Key("validate", "Whether each image is decoded, and compared with the others."),
        Key("odd_size", "Images of another size than most.", Unlike),
        Key("mixed_format", "Images of another format than most.", Unlike),
    ),
    "labels": (
        Key("folder", "A feature that gets the name of the topmost folder.", unset="class"),
        Key("sheet", "A CSV or Parquet file with a column slide, and labels.", unset="labels.csv"),
        Key("columns", "Its columns to take; all if not given.", unset=("grade", "stage")),
    ),
    "shards": (
        Key("records", "The most records of a TFRecord.", unset=10_000),
        Key("bytes", "The most bytes of a TFRecord.", unset=500_000_000),
    ),
    "policies": (
        Key("order", "In which order images become records.", Order),
        Key("seed", "Of the order seed: any whole number.", unset=1),
        Key("on_problem", "Images that cannot be taken.", OnProblem),
        Key("existing", "TFRecords that are there already.", Existing),
        Key("index", "Whether an index is written beside each TFRecord."),
        Key("manifest", "Whether manifest.json is written too."),
        Key("verify", "Whether each TFRecord is read back before it takes its name."),
    ),
}
"""The keys of each table; of the recipe itself under no name."""

_TABLES = {
    "naming": "What the names of images tell.",
    "sheet": "A file that names the images, in place of folders.",
    "pictures": "What images are stored as.",
    "labels": "Further features of the records.",
    "shards": "Into how many TFRecords a slide goes: one, unless one of these is given.",
    "policies": "How the work is done.",
}
RENAMED = "renamed"
_RENAMED_TOLD = "Other names for slides, by the names that were found."
_RENAMED_UNSET = '# "slide-1" = "case-7"'

PATHS = {"source", "output", "sheet.path", "labels.sheet"}
"""Keys of paths, with their tables."""
OR_FALSE = {f"{table}.{key.name}" for table, keys in KEYS.items() for key in keys if key.or_false}
"""Keys that may be `false`, with their tables."""

_WIDTH = 100


def text_of(request: BuildRequest, folder: Path | None) -> str:
    """Return a request as the text of a recipe.

    Args:
        request: What to write.
        folder: Paths below it are written from there.
    """
    return "\n".join([_HEAD, f"version = {VERSION}\n", *_lines(request, folder)])


def _lines(request: BuildRequest, folder: Path | None) -> Iterator[str]:
    for table, keys in KEYS.items():
        part = getattr(request, table) if table else request
        if table:
            mark = "# " if part is None else ""
            yield f"{_comment(_TABLES[table])}\n{mark}[{table}]\n"
        for key in keys:
            yield _entry(key, part, folder)
    renamed = [f"{_quoted(old)} = {_quoted(new)}" for old, new in request.renamed.items()]
    yield "\n".join([_comment(_RENAMED_TOLD), f"[{RENAMED}]", *(renamed or [_RENAMED_UNSET]), ""])


def _entry(key: Key, part: object, folder: Path | None) -> str:
    value = None if part is None else getattr(part, key.name)
    if value is None and part is not None and key.or_false:
        value = False
    mark = "# " if value is None else ""
    shown = _value(key.unset if value is None else value, folder)
    words = "" if key.words is None else f" One of: {', '.join(key.words)}."
    return f"{_comment(key.told + words)}\n{mark}{key.name} = {shown}\n"


def _comment(told: str) -> str:
    return "\n".join(wrap(told, _WIDTH, initial_indent="# ", subsequent_indent="# "))


def _value(value: object, folder: Path | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Path):
        return _quoted(_path(value, folder))
    if isinstance(value, tuple):
        return f"[{', '.join(_quoted(one) for one in value)}]"
    return _quoted(str(value))


def _path(path: Path, folder: Path | None) -> str:
    """Return a path with "/" between its parts, which every system reads."""
    path = path.absolute()
    if folder is not None and path.is_relative_to(folder):
        path = path.relative_to(folder)
    return path.as_posix()


def _quoted(text: str) -> str:
    """Return a text as a string of TOML; what cannot be seen is told by its number."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign.isprintable() or "\ud800" <= sign <= "\udfff":  # these no TOML can hold
        return sign
    return f"\\u{ord(sign):04X}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08X}"
