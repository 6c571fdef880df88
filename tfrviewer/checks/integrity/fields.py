"""Which tiles lack a field that readers of tiles ask for, or have it of another type.

Readers of Slideflow's tiles ask each record for all four fields, `loc_x` and `loc_y` where it says
so, and stop at the first that lacks one or has it of another type. Images that are not called
`image_raw` are of other programs, which have fields of their own.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from tfrviewer.checks.integrity.facts import NO_IMAGE, OTHER_IMAGE, WRONG_FIELD, Facts
from tfrviewer.checks.integrity.said import each, of_file
from tfrviewer.errors import Finding, FindingKind, Severity

_REMEDY = (
    "Slideflow stops at this record. Save a subset without it, or extract the slide again if the "
    "tile is needed."
)
_REMEDY_OF_ALL = (
    "Slideflow stops at the first of them. Extract the slide again, or have the program that wrote "
    "the file write the fields as Slideflow does."
)


def field_findings(path: Path, facts: Facts) -> list[Finding]:
    """Return what is wrong with the slides and locations of tiles, but for what they say."""
    tiles = facts.readable & (facts.flags & (NO_IMAGE | OTHER_IMAGE) == 0)
    wrong = tiles & (facts.flags & WRONG_FIELD != 0)
    without = tiles & ~wrong & (facts.slides < 0)
    n_tiles = int(np.count_nonzero(tiles))
    return [
        *_told(
            path,
            facts,
            wrong,
            n_tiles,
            FindingKind.WRONG_FIELD,
            "have slide or location of a type that readers of tiles do not take",
        ),
        *_told(
            path,
            facts,
            without,
            n_tiles,
            FindingKind.MISSING_FIELD,
            "are without the name of a slide",
        ),
    ]


def _told(
    path: Path,
    facts: Facts,
    bad: npt.NDArray[np.bool_],
    n_tiles: int,
    kind: FindingKind,
    what: str,
) -> list[Finding]:
    """Tell of each record where most tiles are otherwise; else it is how the file was written."""
    records = np.flatnonzero(bad)
    if not len(records):
        return []
    if 2 * len(records) < n_tiles:
        return each(
            path, facts, records, kind, lambda record: (_said(facts, record, kind), _REMEDY)
        )
    some = "All" if len(records) == n_tiles else f"{len(records):,} of {n_tiles:,}"
    message = f"{some} tiles {what}."
    if kind is FindingKind.WRONG_FIELD:
        message += f" {_said(facts, int(records[0]), kind)}"
    return [of_file(path, kind, Severity.WARNING, message, _REMEDY_OF_ALL)]


def _said(facts: Facts, record: int, kind: FindingKind) -> str:
    if kind is FindingKind.MISSING_FIELD:
        return "The record names no slide, as most others of the file do."
    cause = facts.causes.get((int(facts.offsets[record]), WRONG_FIELD), "")
    return f"Its field {cause}." if cause else "A field of it is of a wrong type."
