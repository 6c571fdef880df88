"""`tfrviewer screenshot`: the real window as a picture, without a display."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tfrviewer.cli import console
from tfrviewer.cli.options import Annotations, Sources, TilePx, TileUm
from tfrviewer.cli.projects import Asked, choose_project


class View(StrEnum):
    """What can fill the middle of the window, or be opened beside it."""

    GRID = "grid"
    MAP = "map"
    TABLE = "table"
    SAMPLING = "sampling"


def screenshot(
    path: Annotated[
        Path, typer.Argument(help="A TFRecord, a dataset folder or a project of Slideflow.")
    ],
    out: Annotated[Path, typer.Argument(help="The PNG to write.")],
    size: Annotated[str, typer.Option(help="Size of the window, in pixels.")] = "1280x800",
    scale: Annotated[float, typer.Option(min=0.5, max=4, help="Device pixels a pixel.")] = 1.0,
    dark: Annotated[bool, typer.Option("--dark", help="Draw it dark.")] = False,
    view: Annotated[
        View | None, typer.Option(help="The view to maximise, or the panel to open.")
    ] = None,
    tile_px: TilePx = None,
    tile_um: TileUm = None,
    source: Sources = None,
    annotations: Annotations = None,
) -> None:
    """Draw the window with a TFRecord or folder to a PNG, once all it shows is loaded."""
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", size)
    if match is None:
        raise console.usage_error(f"--size takes WIDTHxHEIGHT such as 1280x800, not {size}.")
    if not path.exists():
        raise console.usage_error(f"There is no file or folder {path}.")
    tiles = _tiles(path, Asked(tile_px, tile_um, source or None))
    from tfrviewer.gui.opening import Tiles, ToOpen
    from tfrviewer.gui.screenshot import draw

    draw(
        ToOpen((path,), None if tiles is None else Tiles(*tiles), annotations),
        out,
        size=(int(match[1]), int(match[2])),
        scale=scale,
        dark=dark,
        view=None if view is None else view.value,
    )
    print(out)


def _tiles(path: Path, asked: Asked) -> tuple[str, tuple[str, ...] | None] | None:
    """Return the size of tiles and the sources of a project; None if it is none."""
    from tfrviewer.dataset.project.project import is_project

    if asked.is_nothing and not is_project(path):
        return None
    size = choose_project(path, asked).size
    assert size is not None
    return size.label, None if asked.sources is None else tuple(asked.sources)
