"""`tfrviewer export`: records as images, TFRecords of their own, or a table."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tfrviewer.build.request.request import LONGEST
from tfrviewer.build.subset.choices import CopyLayout, CopyOrder
from tfrviewer.cli import console
from tfrviewer.cli import copy_options as options
from tfrviewer.cli.export_forms import Task, export_images, export_table, export_tfrecords
from tfrviewer.cli.options import given_path, pairs_of
from tfrviewer.cli.projects import Asked


class Form(StrEnum):
    """What records become."""

    IMAGES = "images"
    TFRECORDS = "tfrecords"
    CSV = "csv"
    PARQUET = "parquet"
    GEOJSON = "geojson"


_TABLES = (Form.CSV, Form.PARQUET, Form.GEOJSON)
_ENDINGS = {
    ".tfrecords": Form.TFRECORDS,
    ".tfrecord": Form.TFRECORDS,
    ".csv": Form.CSV,
    ".parquet": Form.PARQUET,
    ".geojson": Form.GEOJSON,
}
_OF = {
    "--template": (Form.IMAGES,),
    "--metadata": (Form.IMAGES,),
    "--layout": (Form.TFRECORDS,),
    "--order": (Form.TFRECORDS,),
    "--rename": (Form.TFRECORDS,),
    "--add-column": (Form.TFRECORDS,),
    "--no-index": (Form.TFRECORDS,),
    "--manifest": (Form.TFRECORDS,),
    "--column": (Form.TFRECORDS, *_TABLES),
    "--extent": (Form.GEOJSON,),
    "--strict": (Form.IMAGES, Form.TFRECORDS),
    "--no-check-crc": (Form.IMAGES, Form.TFRECORDS),
}
"""Options that only some forms have a use for."""


def export(
    path: Annotated[
        Path,
        typer.Argument(
            help="A TFRecord, a dataset folder or a project of Slideflow.", parser=given_path
        ),
    ],
    output: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            help="The folder to write to; of a table, and one TFRecord, the file.",
            parser=given_path,
        ),
    ],
    form: Annotated[
        Form | None,
        typer.Option(
            "--as",
            help="What records become.",
            show_default="what OUT ends in tells, else images",
            rich_help_panel="What is written",
        ),
    ] = None,
    where: options.Where = None,
    sort: options.Sort = None,
    reader: options.Reader = None,
    tile_px: options.TilePx = None,
    tile_um: options.TileUm = None,
    source: options.Sources = None,
    annotations: options.Annotations = None,
    template: Annotated[
        str | None,
        typer.Option(
            help="Of images: their names below OUT, without extension.",
            show_default="{slide}/{slide}-{x}-{y}",
            rich_help_panel="What is written",
        ),
    ] = None,
    metadata: Annotated[
        bool,
        typer.Option(
            "--metadata",
            help="Of images: write metadata.csv, a line an image.",
            rich_help_panel="What is written",
        ),
    ] = False,
    layout: Annotated[
        CopyLayout | None,
        typer.Option(
            help="Of TFRecords: one a slide, one for each they come from, or a single one.",
            show_default="slide",
            rich_help_panel="What is written",
        ),
    ] = None,
    order: Annotated[
        CopyOrder | None,
        typer.Option(
            help="Of TFRecords: as sorted, or as records lie in their files.",
            show_default="given",
            rich_help_panel="What is written",
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="A column to write, or of --add-column to take; several times.",
            show_default="all",
            rich_help_panel="Features",
        ),
    ] = None,
    add_column: options.AddColumn = None,
    rename: options.Rename = None,
    extent: Annotated[
        float | None,
        typer.Option(
            min=1,
            max=LONGEST,
            help="Of GeoJSON: side of a tile, in level-0 pixels of the slide.",
            show_default="the distance of tiles",
            rich_help_panel="What is written",
        ),
    ] = None,
    existing: options.Existing = None,
    replace: options.Replace = False,
    index: options.Index = True,
    manifest: options.Manifest = False,
    strict: options.Strict = False,
    check_crc: options.CheckCrc = True,
    as_json: options.AsJson = False,
) -> None:
    """Write records to OUT: images byte for byte, TFRecords of their own, or a table.

    Images go to OUT/<slide>/<slide>-<x>-<y>.jpg or .png. What is there already with the same bytes
    is kept, so that a run that was cancelled can be repeated. Nothing is written beside the data.
    """
    used = {
        "--template": template is not None,
        "--metadata": metadata,
        "--layout": layout is not None,
        "--order": order is not None,
        "--rename": bool(rename),
        "--add-column": bool(add_column),
        "--no-index": not index,
        "--manifest": manifest,
        "--column": bool(column),
        "--extent": extent is not None,
        "--strict": strict,
        "--no-check-crc": not check_crc,
    }
    form = _form_of(form, output)
    _refuse_useless(used, form)
    if twice := next((name for name, count in Counter(column).items() if count > 1), None):
        raise console.usage_error(f"--column names {twice} twice.")
    there = options.existing_of(existing, replace=replace)
    task = Task(
        path=path,
        output=output,
        where=where,
        sort=options.sort_keys_of(sort),
        reader=reader,
        asked=Asked(tile_px, tile_um, source or None),
        annotations=annotations,
        there=there,
        on_problem="raise" if strict else "skip",
        check_crc=check_crc,
        as_json=as_json,
    )
    if reader is not None and not task.chooses and form not in _TABLES:
        raise console.usage_error("--reader is for --where and --sort; there is neither.")
    if form is Form.IMAGES:
        if there is options.There.SKIP:
            raise console.usage_error(
                "--existing skip is not for images: the same are kept anyway."
            )
        raise export_images(task, template, metadata=metadata)
    if form is Form.TFRECORDS:
        raise export_tfrecords(
            task,
            add_column or [],
            column,
            {
                "layout": layout,
                "order": order or CopyOrder.GIVEN,
                "renamed": pairs_of(rename, "--rename", "OLD=NEW") if rename else None,
                "index": index,
                "manifest": manifest,
            },
        )
    if there is options.There.SKIP:
        raise console.usage_error("--existing skip is for TFRecords; a table is replaced or not.")
    raise export_table(task, form, column, extent)


def _form_of(form: Form | None, output: Path) -> Form:
    """Return what records become, by what is said and by what OUT ends in.

    Raises:
        Exit: If these contradict.
    """
    told = None if output.is_dir() else _ENDINGS.get(output.suffix.lower())
    if form is None:
        return told or Form.IMAGES
    if told not in (None, form):
        raise console.usage_error(
            f"{output.name} is the name of a file for --as {told}, and not for --as {form}. Call "
            "it otherwise, or leave --as out."
        )
    return form


def _refuse_useless(used: Mapping[str, bool], form: Form) -> None:
    for option, is_used in used.items():
        if is_used and form not in _OF[option]:
            forms = " or ".join(f"--as {one}" for one in _OF[option])
            raise console.usage_error(f"{option} is for {forms}, not for --as {form}.")
