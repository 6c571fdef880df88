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
    SLIDES = "slides"
    LARGE = "large"
    LIGHT_TABLE = "light-table"
    INSPECTOR = "inspector"
    SAMPLING = "sampling"
    METRICS = "metrics"
    FINDINGS = "findings"
    DASHBOARD = "dashboard"
    BUILD = "build"


class Language(StrEnum):
    """What the window can speak."""

    EN = "en"
    DE = "de"


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
    contrast: Annotated[
        bool, typer.Option("--contrast", help="Draw it in the clearest colours.")
    ] = False,
    view: Annotated[
        View | None,
        typer.Option(
            help="The view to maximise, the panel to open, or the window to draw; “slides” shows "
            "the maps of all slides, “build” the wizard."
        ),
    ] = None,
    step: Annotated[
        Step, typer.Option(help="With --view build: the step to draw; nothing is built.")
    ] = Step.SLIDES,
    record: Annotated[
        int | None, typer.Option(help="The current record: its number in the table.")
    ] = None,
    filter_: Annotated[
        str, typer.Option("--filter", metavar="CONDITION", help="Show what fulfils a condition.")
    ] = "",
    sort: Annotated[
        str,
        typer.Option(metavar="COLUMN", help="Sort by a column; “-COLUMN” for the greatest first."),
    ] = "",
    select: Annotated[int, typer.Option(min=0, help="Select the first so many shown.")] = 0,
    colour_by: Annotated[
        str, typer.Option(metavar="COLUMN", help="Colour the map by a column.")
    ] = "",
    overlay: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="How opaque the colours lie over the tiles on the map."),
    ] = None,
    zoom: Annotated[
        float | None,
        typer.Option(min=0.1, max=1000, help="Magnify the map, about the current tile."),
    ] = None,
    language: Annotated[Language, typer.Option(help="What the window speaks.")] = Language.EN,
    tile_px: TilePx = None,
    tile_um: TileUm = None,
    source: Sources = None,
    annotations: Annotations = None,
) -> None:
    """Draw the window with a TFRecord or folder to a PNG, once all it shows is loaded."""
    from tfrviewer.dataset.discovery import stat_there

    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", size)
    if match is None:
        raise console.usage_error(f"--size takes WIDTHxHEIGHT such as 1280x800, not {size}.")
    stat_there(path)
    shown = (int(match[1]), int(match[2]))
    if view is View.BUILD:
        from tfrviewer.gui.screenshot import draw_wizard

        draw_wizard(
            path, out, page=_PAGES[step], size=shown, scale=scale, dark=dark,
            language=language.value,
        )  # fmt: skip
        print(console.shown(str(out)))
        return
    tiles = _tiles(path, Asked(tile_px, tile_um, source or None))
    from tfrviewer.gui.opening import Tiles, ToOpen
    from tfrviewer.gui.pose import Pose
    from tfrviewer.gui.screenshot import draw

    pose = Pose(
        view=None if view is None else view.value,
        record=record,
        condition=filter_,
        sort=sort,
        colour=colour_by,
        overlay=overlay,
        zoom=zoom,
        selected=select,
        theme="contrast" if contrast else "dark" if dark else "light",
        language=language.value,
    )
    what = ToOpen((path,), None if tiles is None else Tiles(*tiles), annotations)
    try:
        draw(what, out, pose, size=shown, scale=scale)
    except ValueError as error:
        raise console.usage_error(f"The window cannot be drawn so: {error}.") from error
    print(console.shown(str(out)))


def _tiles(path: Path, asked: Asked) -> tuple[str, tuple[str, ...] | None] | None:
    """Return the size of tiles and the sources of a project; None if it is none."""
    from tfrviewer.dataset.project.project import is_project

    if asked.is_nothing and not is_project(path):
        return None
    size = choose_project(path, asked).size
    assert size is not None
    return size.label, None if asked.sources is None else tuple(asked.sources)
