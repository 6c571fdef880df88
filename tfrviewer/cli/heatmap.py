"""`tfrviewer heatmap`: a value a tile over the slide re-assembled from its tiles."""

from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tfrviewer.cli import console
from tfrviewer.cli.options import AsJson, given_path

if TYPE_CHECKING:
    from tfrviewer.dataset.heatmap import Heatmap

_THREADS = 2


class Scale(StrEnum):
    """The colour scales."""

    VIRIDIS = "viridis"
    CIVIDIS = "cividis"
    MAGMA = "magma"
    BLUE_BROWN = "blue-brown"


def heatmap(
    file: Annotated[Path, typer.Argument(help="A TFRecord.", parser=given_path)],
    values: Annotated[
        Path,
        typer.Argument(
            help="A table (CSV, TSV, Parquet) whose lines tell record, location or slide; or a "
            ".npy or .npz with one number a record.",
            parser=given_path,
        ),
    ],
    out: Annotated[Path, typer.Argument(help="The PNG to write.", parser=given_path)],
    column: Annotated[
        str | None, typer.Option(help="The column of the table, or the array of the .npz.")
    ] = None,
    scale: Annotated[Scale, typer.Option(help="The colour scale.")] = Scale.VIRIDIS,
    limits: Annotated[
        tuple[float, float] | None,
        typer.Option(
            help="The numbers with the first and the last colour; otherwise the least and the "
            "greatest, without a few that lie far out.",
        ),
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="Turn the scale.")] = False,
    log: Annotated[bool, typer.Option("--log", help="Make the scale logarithmic.")] = False,
    smooth: Annotated[
        bool, typer.Option("--smooth", help="Let values pass into each other between tiles.")
    ] = False,
    opacity: Annotated[
        float, typer.Option(min=0, max=1, help="How much of the colours is seen over the tiles.")
    ] = 0.6,
    tiles: Annotated[
        bool, typer.Option("--tiles/--no-tiles", help="Draw the tiles below the colours.")
    ] = True,
    size: Annotated[
        int, typer.Option(min=1, max=20_000, help="Pixels of the longer side of the map.")
    ] = 2000,
    colour_bar: Annotated[
        bool, typer.Option("--bar/--no-bar", help="Draw the colour bar beside it.")
    ] = True,
    title: Annotated[
        str | None, typer.Option(help="What is written over the bar; otherwise the column.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace OUT if it is there.")] = False,
    as_json: AsJson = False,
) -> None:
    """Draw a value a tile in colours where the tiles lie; the slide is not needed."""
    from tfrviewer.dataset.discovery import stat_there
    from tfrviewer.dataset.heatmap import summary, tfrecord_heatmap

    for path in (file, values):
        stat_there(path)
        if not path.is_file():
            raise console.usage_error(f"There is no file {path}.")
    try:
        with (
            ThreadPoolExecutor(_THREADS) as pool,
            console.progress_bar("Drawing", rate="tiles") as told,
        ):
            drawn = tfrecord_heatmap(
                file, values, out, column=column, cmap=scale.value, limits=limits,
                reverse=reverse, log=log, interpolation="bicubic" if smooth else None,
                opacity=opacity, tiles=tiles, size=size, colour_bar=colour_bar, title=title,
                replace=replace, executor=pool, progress=told,
            )  # fmt: skip
    except ValueError as error:  # limits that are turned, an OUT that is no image, no number
        raise console.usage_error(f"{str(error)[:1].upper()}{str(error)[1:]}.") from None
    if as_json:
        console.print_json(_json(drawn, file))
    else:
        print(console.shown(f"{out}: {summary(drawn)}"))
        console.print_findings(drawn.findings)
    raise console.end_with(drawn.findings)


def _json(drawn: "Heatmap", file: Path) -> dict[str, Any]:
    height, width = drawn.image.shape[:2]
    return {
        "path": str(file),
        "output": str(drawn.path),
        "width": width,
        "height": height,
        "range": None if drawn.range is None else list(drawn.range),
        "limits": list(drawn.limits),
        "outside": drawn.n_outside,
        "tiles": drawn.n_drawn,
        "without_value": drawn.n_missing,
        "findings": [finding.to_json() for finding in drawn.findings],
    }
