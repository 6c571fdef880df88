"""What is worth saying of the slides of a plan and of the names of their images, as findings."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.naming.grid_check import check_grid
from tfrviewer.build.safe_names import name_key
from tfrviewer.dataset.words import counted, listed, short
from tfrviewer.errors import Finding, FindingKind, Severity

_FEW = 10
"""Of fewer tiles it cannot be told that they should lie on a grid."""
_MANY = 1 << 14
"""So many, spread evenly, tell the grid of a slide that has more."""


def of_grid(path: Path, slide: str, locations: NDArray[np.int64]) -> list[Finding]:
    """Return whether the locations of a slide's tiles are no grid, or that of a count.

    Args:
        path: The TFRecord they go to.
        slide: The slide.
        locations: int64 (N, 2): those that are known.
    """
    if len(locations) < _FEW:
        return []
    check = check_grid(locations[:: -(-len(locations) // _MANY)])
    if check.pitch is not None and not check.off_grid and not check.is_close:
        return []
    remedy = "Tiles that were cut on no grid lie so; else check how names tell locations."
    if check.is_close:
        remedy = (
            "If the numbers are columns and rows, say so: with {column} and {row} in --pattern, "
            "and --pitch."
        )
    return [
        _finding(
            FindingKind.OFF_GRID,
            Severity.NOTE,
            path,
            f"{short(slide)}: {check.message}",
            remedy,
        )
    ]


def of_told(source: Path, slide: str, told: Mapping[str | None, int]) -> list[Finding]:
    """Return whether the names of images in the folder of one slide tell of several.

    Args:
        source: The folder.
        slide: Its slide.
        told: How many names tell each slide; None for none.
    """
    names = [name for name, count in told.items() if name is not None and count > 1]
    if len(names) < 2 or 2 * sum(told[name] for name in names) < sum(told.values()):
        return []
    return [
        _finding(
            FindingKind.OUTSIDE_LAYOUT,
            Severity.WARNING,
            source,
            f"Names of images tell {counted(len(names), 'slide')} ({listed(names, 3)}), and all "
            f"become one, “{short(slide)}”.",
            "If they are several, choose the layout names: a TFRecord each.",
        )
    ]


def not_renamed(source: Path, names: Iterable[str]) -> list[Finding]:
    """Return that there are no slides of some names which were to be changed."""
    names = list(names)
    if not names:
        return []
    return [
        _finding(
            FindingKind.BAD_REQUEST,
            Severity.WARNING,
            source,
            f"No slide is called {listed(names)}, which was to be renamed.",
            "Take the name that is found: that of the folder, or what names or the sheet tell.",
        )
    ]


def of_shards(output: Path, slides: Sequence[str]) -> list[Finding]:
    """Return that some slides have several TFRecords, which Slideflow does not expect."""
    if not slides:
        return []
    return [
        _finding(
            FindingKind.RENAMED,
            Severity.NOTE,
            output,
            f"{counted(len(slides), 'slide')} {'has' if len(slides) == 1 else 'have'} several "
            f"TFRecords ({listed(slides, 3)}); Slideflow takes each TFRecord for a slide of its "
            "own name.",
            "Their records have the name of the slide.",
        )
    ]


def one_name(output: Path, paths: Iterable[Path]) -> list[Finding]:
    """Return which TFRecords have names that are one on Windows and macOS.

    Args:
        output: The folder they are written to.
        paths: The TFRecords.
    """
    keys: dict[str, dict[str, None]] = {}
    for path in paths:
        name = path.relative_to(output).as_posix()
        keys.setdefault(name_key(name), {})[name] = None
    found = [list(names) for names in keys.values() if len(names) > 1]
    if not found:
        return []
    first = " and ".join(map(short, found[0]))
    more = f", and so are those of {counted(len(found) - 1, 'more TFRecord')}" if found[1:] else ""
    return [
        _finding(
            FindingKind.DUPLICATE_SLIDE,
            Severity.WARNING,
            output,
            f"{first} are one name where capitals make no difference, as on Windows and macOS"
            f"{more}: copied there, one replaces the other.",
            "Call one slide otherwise (--rename OLD=NEW).",
        )
    ]


def _finding(
    kind: FindingKind, severity: Severity, path: Path, message: str, remedy: str
) -> Finding:
    return Finding(kind=kind, severity=severity, file=str(path), message=message, remedy=remedy)
