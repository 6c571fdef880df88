"""`tfrviewer sample`: a dataset to try things on."""

from pathlib import Path
from typing import Annotated

import typer


def sample(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
) -> None:
    """Make a dataset of drawn tissue."""
    raise typer.Exit(2)
