"""Options of the commands that copy records: `export`, `merge` and `split`."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tfrviewer.cli.options import check_replace

_chosen = partial(typer.Option, rich_help_panel="Which records")
_written = partial(typer.Option, rich_help_panel="What is written")
_features = partial(typer.Option, rich_help_panel="Features")
_work = partial(typer.Option, rich_help_panel="The work")

_DIRECTIONS = {"asc": False, "desc": True}


class There(StrEnum):
    """What becomes of a file that is there already."""

    REFUSE = "refuse"
    SKIP = "skip"
    REPLACE = "replace"


Where = Annotated[
    str | None,
    _chosen(
        metavar="SQL",
        help="Only records that fulfil a condition on their columns, flags or metrics: "
        "\"slide = 'A' AND x > 1000\", \"flag IS NULL OR flag != 'reject'\".",
    ),
]
Reader = Annotated[
    str | None,
    _chosen(
        metavar="NAME",
        help="Whose flags and notes the columns flag and note hold.",
        show_default="yours",
    ),
]
Sort = Annotated[
    list[str] | None,
    _chosen(
        metavar="COLUMN",
        help="Sort by a column, or by 'COLUMN desc'; several times, the first key first.",
        show_default="the order of files",
    ),
]
TilePx = Annotated[int | None, _chosen(help="Of a project: width of the tiles in pixels.")]
TileUm = Annotated[
    str | None,
    _chosen(help="Of a project: their width in µm, or their magnification such as 10x."),
]
Sources = Annotated[
    list[str] | None,
    _chosen(help="Of a project: a source to take; may be given several times."),
]
Annotations = Annotated[
    Path | None, _chosen(help="A CSV file with patient, slide and labels, a line a slide.")
]
Existing = Annotated[
    There | None,
    _written(help="What becomes of files that are there.", show_default="refuse"),
]
Replace = Annotated[bool, _written("--replace", help="The same as --existing replace.")]
Index = Annotated[bool, _written("--index/--no-index", help="Write an index beside each TFRecord.")]
Manifest = Annotated[
    bool, _written("--manifest/--no-manifest", help="Write manifest.json into OUT.")
]
Rename = Annotated[
    list[str] | None, _features(metavar="OLD=NEW", help="Call a slide otherwise; several times.")
]
AddColumn = Annotated[
    list[Path] | None,
    _features(
        metavar="FILE",
        help="CSV or Parquet whose columns become features, by slide, by slide, loc_x and loc_y, "
        "or by tfrecord and record; several times.",
    ),
]
Strict = Annotated[bool, _work("--strict", help="Stop at the first record that is not right.")]
CheckCrc = Annotated[
    bool,
    _work("--check-crc/--no-check-crc", help="Leave out records with a wrong checksum."),
]
AsJson = Annotated[bool, _work("--json", help="Print JSON.")]


def existing_of(existing: There | None, *, replace: bool) -> There:
    """Return what is to become of what is there, by both options that say it.

    Raises:
        Exit: If they contradict.
    """
    check_replace(existing, replace=replace)
    return There.REPLACE if replace else existing or There.REFUSE


def sort_keys_of(sort: Sequence[str] | None) -> list[tuple[str, bool]] | None:
    """Return what to sort by, as pairs of (column, whether it descends)."""
    if not sort:
        return None
    keys = []
    for text in sort:
        column, _, last = text.rpartition(" ")
        if column and last.lower() in _DIRECTIONS:
            keys.append((column.rstrip(), _DIRECTIONS[last.lower()]))
        else:
            keys.append((text, False))
    return keys
