"""`tfrviewer screenshot`: the real window as a picture, without a display."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tfrviewer.cli import console


class View(StrEnum):
    """What can fill the middle of the window, or be opened beside it."""

    GRID = "grid"
    MAP = "map"
    TABLE = "table"
    SAMPLING = "sampling"


def screenshot(
    path: Annotated[Path, typer.Argument(help="A TFRecord or a dataset folder.")],
    out: Annotated[Path, typer.Argument(help="The PNG to write.")],
    size: Annotated[str, typer.Option(help="Size of the window, in pixels.")] = "1280x800",
    scale: Annotated[float, typer.Option(min=0.5, max=4, help="Device pixels a pixel.")] = 1.0,
    dark: Annotated[bool, typer.Option("--dark", help="Draw it dark.")] = False,
    view: Annotated[
        View | None, typer.Option(help="The view to maximise, or the panel to open.")
    ] = None,
) -> None:
    """Draw the window with a TFRecord or folder to a PNG, once all it shows is loaded."""
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", size)
    if match is None:
        raise console.usage_error(f"--size takes WIDTHxHEIGHT such as 1280x800, not {size}.")
    if not path.exists():
        raise console.usage_error(f"There is no file or folder {path}.")
    from tfrviewer.gui.screenshot import draw

    draw(
        path,
        out,
        size=(int(match[1]), int(match[2])),
        scale=scale,
        dark=dark,
        view=None if view is None else view.value,
    )
    print(out)
