"""The options of `tfrviewer build`: every choice of a request, by panels of the help."""

import os
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tfrviewer.build.request.choices import Anchor, Encoding, Layout, Order, Unlike
from tfrviewer.cli.options import given_path

_read = partial(typer.Option, rich_help_panel="What is read")
_names = partial(typer.Option, rich_help_panel="What names tell")
_pictures = partial(typer.Option, rich_help_panel="Pictures")
_features = partial(typer.Option, rich_help_panel="Further features")
_written = partial(typer.Option, rich_help_panel="What is written")
_work = partial(typer.Option, rich_help_panel="The work")
_recipes = partial(typer.Option, rich_help_panel="Recipes")

MOST_JOBS = os.cpu_count() or 1


class There(StrEnum):
    """What becomes of a TFRecord that is there already; the person may be asked."""

    REFUSE = "refuse"
    SKIP = "skip"
    REPLACE = "replace"
    APPEND = "append"
    ASK = "ask"


Source = Annotated[
    Path | None,
    typer.Argument(
        metavar="SRC",
        help="A folder of tile images, or of such folders.",
        show_default=False,
        parser=given_path,
    ),
]
Output = Annotated[
    Path | None,
    typer.Argument(
        metavar="OUT",
        help="The folder to write to; for one TFRecord also its path.",
        show_default=False,
        parser=given_path,
    ),
]

LayoutOption = Annotated[
    Layout | None,
    _read(
        "--layout",
        help="single: SRC is one slide. nested: a slide a folder. merged: the same, in one "
        "TFRecord. names: the names tell the slides. sheet: --sheet does.",
        show_default="what SRC looks like",
    ),
]
Slide = Annotated[
    str | None,
    _read(help="Name of the one slide.", show_default="that of SRC"),
]
Rename = Annotated[
    list[str] | None,
    _read(metavar="OLD=NEW", help="Call a slide otherwise; several times."),
]
SheetFile = Annotated[
    Path | None,
    _read(
        "--sheet",
        metavar="FILE",
        help="CSV or Parquet: images, and their slides, locations and features.",
    ),
]
SheetImage = Annotated[
    str | None,
    _read(metavar="COLUMN", help="Its column of paths, from SRC.", show_default="image"),
]
SheetSlide = Annotated[
    str | None,
    _read(metavar="COLUMN", help="Its column of slides; '' if it has none.", show_default="slide"),
]
SheetX = Annotated[
    str | None,
    _read(
        metavar="COLUMN",
        help="Its column of x; '' takes locations from names.",
        show_default="loc_x",
    ),
]
SheetY = Annotated[
    str | None,
    _read(metavar="COLUMN", help="Its column of y, likewise.", show_default="loc_y"),
]
SheetFeature = Annotated[
    list[str] | None,
    _read(
        metavar="COLUMN",
        help="A column that becomes a feature; several times.",
        show_default="all others",
    ),
]

PatternOption = Annotated[
    str | None,
    _names(
        "--pattern",
        help="How names tell locations: none, a known pattern such as slideflow or qupath, or a "
        "template such as {slide}_{x}_{y}.",
        show_default="recognised",
    ),
]
AnchorOption = Annotated[
    Anchor | None,
    _names(
        "--anchor",
        help="Which point of a tile the numbers mean.",
        show_default="as the pattern has it",
    ),
]
Extent = Annotated[
    int | None,
    _names(
        min=1, help="Side of a tile in level-0 pixels of the slide: turns corners into centres."
    ),
]
Pitch = Annotated[
    int | None,
    _names(
        min=1,
        help="Distance of tiles in level-0 pixels of the slide: places columns and rows.",
    ),
]

EncodingOption = Annotated[
    Encoding | None,
    _pictures(
        "--encoding",
        help="keep: byte for byte where that may be. jpeg, png: those that are not are encoded.",
        show_default="keep",
    ),
]
Quality = Annotated[
    int | None,
    _pictures(min=1, max=100, help="Of JPEG.", show_default="95"),
]
Size = Annotated[
    int | None,
    _pictures(min=1, max=4096, help="Side of all tiles in pixels.", show_default="theirs"),
]
Validate = Annotated[
    bool | None,
    _pictures(
        "--validate/--no-validate",
        help="Decode each image, and compare it with the others.",
        show_default="--validate",
    ),
]
OddSize = Annotated[
    Unlike | None,
    _pictures(help="Images of another size than most of their TFRecord.", show_default="leave-out"),
]
MixedFormat = Annotated[
    Unlike | None,
    _pictures(
        help="Images of another format than most of their TFRecord.", show_default="leave-out"
    ),
]

LabelFolder = Annotated[
    str | None,
    _features(
        metavar="NAME", help="A feature that gets the name of the topmost folder; '' is none."
    ),
]
LabelsFile = Annotated[
    Path | None,
    _features(
        "--labels",
        metavar="FILE",
        help="CSV or Parquet with a column slide; the others become features.",
    ),
]
LabelColumn = Annotated[
    list[str] | None,
    _features(
        metavar="COLUMN", help="One of its columns to take; several times.", show_default="all"
    ),
]

OrderOption = Annotated[
    Order | None,
    _written("--order", help="Order of the records.", show_default="name"),
]
Seed = Annotated[
    int | None,
    _written(help="Shuffle; the same number gives the same order."),
]
ShardRecords = Annotated[
    int | None,
    _written(min=1, help="The most records of a TFRecord."),
]
ShardBytes = Annotated[
    str | None,
    _written(metavar="SIZE", help="The most bytes of a TFRecord: 500MB."),
]
ExistingOption = Annotated[
    There | None,
    _written(
        "--existing",
        help="What becomes of TFRecords that are there; ask asks at the terminal.",
        show_default="refuse",
    ),
]
Replace = Annotated[
    bool,
    _written("--replace", help="The same as --existing replace."),
]
Index = Annotated[
    bool | None,
    _written(
        "--index/--no-index", help="Write an index beside each TFRecord.", show_default="--index"
    ),
]
Manifest = Annotated[
    bool | None,
    _written(
        "--manifest/--no-manifest",
        help="Write manifest.json into OUT.",
        show_default="--no-manifest",
    ),
]

Strict = Annotated[
    bool | None,
    _work(
        "--strict/--no-strict",
        help="Stop at the first image that cannot be taken.",
        show_default="--no-strict",
    ),
]
Verify = Annotated[
    bool | None,
    _work(
        "--verify/--no-verify",
        help="Read each TFRecord back before it takes its name.",
        show_default="--verify",
    ),
]
Resume = Annotated[
    bool,
    _work("--resume", help="Go on with a build that was cut off: what it finished stays."),
]
DryRun = Annotated[
    bool,
    _work("--dry-run", help="Say what would be written, and write nothing."),
]
Jobs = Annotated[int, _work("--jobs", "-j", min=1, help="Images decoded at once.")]
Report = Annotated[
    Path | None,
    _work(
        "--report",
        metavar="FILE",
        help="Write what became of every file found: a .csv with a line a file, or a .json.",
    ),
]
AsJson = Annotated[bool, _work("--json", help="Print JSON.")]

Recipe = Annotated[
    Path | None,
    _recipes(
        metavar="FILE", help="Build as this file says, but for SRC, OUT and options that are given."
    ),
]
SaveRecipe = Annotated[
    Path | None,
    _recipes(metavar="FILE", help="Write all choices to a file for --recipe."),
]
