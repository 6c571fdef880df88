"""`tfrviewer sample`: a dataset to try things on, with known faults."""

from pathlib import Path
from typing import Annotated

import typer

from tfrviewer.cli import console
from tfrviewer.cli.options import AsJson
from tfrviewer.errors import TfrError


def sample(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new or empty folder.", show_default=False)
    ],
    slides: Annotated[int, typer.Option("--slides", min=1, help="How many slides to draw.")] = 5,
    tiles: Annotated[int, typer.Option("--tiles", min=16, help="Records in each slide.")] = 60,
    seed: Annotated[
        int, typer.Option("--seed", min=0, help="The same seed gives the same slides.")
    ] = 1,
    px: Annotated[
        int, typer.Option("--px", min=16, max=2048, help="Side of a tile in pixels.")
    ] = 128,
    um: Annotated[
        int, typer.Option("--um", min=16, max=2000, help="Side of a tile in micrometres.")
    ] = 302,
    quality: Annotated[
        int, typer.Option("--quality", min=1, max=95, help="Quality of the JPEG images.")
    ] = 85,
    force: Annotated[
        bool, typer.Option("--force", help="Write to a folder that is not empty as well.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Draw slides that look like stained tissue, and cut them into TFRecords with known faults.

    Planted are blank, out-of-focus, pen-marked, folded and dark tiles in graded strength, exact
    and near duplicates, an image that does not decode, a wrong CRC, a slide without locations, a
    file of JPEG and PNG, and a stale index. DIR/truth.json names each. No patient is behind it.
    """
    from tfrviewer.build.sample.sample import TRUTH, write_sample
    from tfrviewer.build.sample.settings import SampleSettings

    settings = SampleSettings(
        slides=slides, tiles=tiles, seed=seed, px=px, tile_um=um, jpeg_quality=quality
    )
    try:
        with console.progress_bar("Drawing") as progress:
            paths = write_sample(folder, settings, overwrite=force, progress=progress)
    except TfrError as error:
        raise console.usage_error(error) from error
    if as_json:
        console.print_json(
            {
                "path": str(folder),
                "truth": str(folder / TRUTH),
                "tfrecords": [str(path) for path in paths],
                "num_tiles": slides * tiles,
            }
        )
    else:
        where = console.shown(str(paths[0].parent))
        print(f"{slides:,} slides, {slides * tiles:,} tiles in {where}")
        print(console.shown(f"What is planted in them: {folder / TRUTH}"))
