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
    BUILD = "build"


class Step(StrEnum):
    """The steps of the wizard before it builds."""

    IMAGES = "images"
    SLIDES = "slides"
    NAMES = "names"
    PICTURES = "pictures"
    OUTPUT = "output"


_PAGES = {
    Step.IMAGES: "sourcePage",
    Step.SLIDES: "foundPage",
    Step.NAMES: "namesPage",
    Step.PICTURES: "picturesPage",
    Step.OUTPUT: "outputPage",
}


def screenshot(
    path: Annotated[
        Path,
        typer.Argument(
            help="A TFRecord, a dataset folder or a project of Slideflow; with --view build, "
            "a folder of images."
        ),
    ],
    out: Annotated[Path, typer.Argument(help="The PNG to write.")],
    size: Annotated[str, typer.Option(help="Size of the window, in pixels.")] = "1280x800",
    scale: Annotated[float, typer.Option(min=0.5, max=4, help="Device pixels a pixel.")] = 1.0,
    dark: Annotated[bool, typer.Option("--dark", help="Draw it dark.")] = False,
    view: Annotated[
        View | None,
        typer.Option(
            help="The view to maximise, or the panel to open; “build” draws the wizard instead."
        ),
    ] = None,
    step: Annotated[
        Step, typer.Option(help="With --view build: the step to draw; nothing is built.")
    ] = Step.SLIDES,
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
    shown = (int(match[1]), int(match[2]))
    if view is View.BUILD:
        from tfrviewer.gui.screenshot import draw_wizard

        draw_wizard(path, out, page=_PAGES[step], size=shown, scale=scale, dark=dark)
        print(out)
        return
    tiles = _tiles(path, Asked(tile_px, tile_um, source or None))
    from tfrviewer.gui.opening import Tiles, ToOpen
    from tfrviewer.gui.screenshot import draw

    draw(
        ToOpen((path,), None if tiles is None else Tiles(*tiles), annotations),
        out,
        size=shown,
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
