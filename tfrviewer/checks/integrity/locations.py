"""Which locations are suspicious: missing, all zero, the same twice, off the grid, divided by ten.

(0, 0) stands for none: no tile's centre lies there, and programs that know no location write it.
A file without any location is a file of tiles without places, as Slideflow makes of loose images.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from tfrviewer.checks.integrity.facts import BAD_IMAGE, BOTH, WRONG_TYPE, Facts
from tfrviewer.checks.integrity.said import of_file, suspicions
from tfrviewer.dataset.project.tile_size import TileSize
from tfrviewer.errors import Finding, FindingKind, ImageError, Severity
from tfrviewer.tfrecord.example import parse_example
from tfrviewer.tfrecord.framing import HEADER, OVERHEAD
from tfrviewer.tfrecord.source import FileSource
from tfrviewer.tiles.image.decode import decode_image
from tfrviewer.tiles.layout.divided import looks_divided, may_be_divided
from tfrviewer.tiles.layout.grid_fit import GridFit, fit_grid
from tfrviewer.tiles.layout.grid_marks import mark_tiles
from tfrviewer.tiles.layout.overlap import measure_overlap, neighbours

Int64Array = npt.NDArray[np.int64]

_PAIRS = 8
_REACH = 1 << 31
_MISSING_REMEDY = "They are in no map or heatmap. Extract the slide again if these are needed."


def location_findings(path: Path, facts: Facts, source: FileSource) -> list[Finding]:
    """Return what is suspicious about locations.

    Args:
        path: The file.
        facts: What its records told.
        source: Its bytes: whether tiles overlap is seen in their pictures.
    """
    readable = facts.readable
    has = readable & (facts.has == BOTH)
    zero = has & ~facts.xy.any(axis=1)
    placed = has & ~zero
    if not placed.any():
        return _none(path, facts, readable, zero)
    return [
        *_missing(path, facts, np.flatnonzero(_without(facts))),
        *_zero(path, facts, np.flatnonzero(zero)),
        *_misplaced(path, facts, np.flatnonzero(placed), source),
    ]


def _none(
    path: Path, facts: Facts, readable: npt.NDArray[np.bool_], zero: npt.NDArray[np.bool_]
) -> list[Finding]:
    """Return what is said of a file none of whose records has a location."""
    if not readable.any():
        return []
    if zero.any():
        message = "All locations are (0, 0), which stands for none: the tiles have no places."
    elif (facts.has[readable] & BOTH).any():
        message = "Its records have only one of loc_x and loc_y: the tiles have no places."
    else:
        message = "No record has a location: the tiles have no places."
    remedy = "There is no map or heatmap of them. Only a new extraction of the slide can tell."
    return [of_file(path, FindingKind.NO_LOCATION, Severity.NOTE, message, remedy)]


def _without(facts: Facts) -> npt.NDArray[np.bool_]:
    """Return who lacks a location; where one is of a wrong type, that is told in its place."""
    without: npt.NDArray[np.bool_] = facts.readable & (facts.has & (BOTH | WRONG_TYPE) < BOTH)
    return without


def _missing(path: Path, facts: Facts, which: Int64Array) -> list[Finding]:
    return suspicions(
        path,
        facts,
        which,
        FindingKind.NO_LOCATION,
        lambda record: (
            "The record has only one of loc_x and loc_y."
            if facts.has[record]
            else "The record has no location, others of the file have one."
        ),
        "{0} records have no location, others of the file have one.",
        _MISSING_REMEDY,
    )


def _zero(path: Path, facts: Facts, which: Int64Array) -> list[Finding]:
    return suspicions(
        path,
        facts,
        which,
        FindingKind.NO_LOCATION,
        lambda _: "The location is (0, 0), which stands for none; others of the file have one.",
        "{0} records have the location (0, 0), which stands for none; others have one.",
        _MISSING_REMEDY,
    )


def _misplaced(path: Path, facts: Facts, placed: Int64Array, source: FileSource) -> list[Finding]:
    """Return what is said of tiles that lie twice in one place, off the grid, or all too near."""
    earlier: dict[int, int] = {}
    off: dict[int, str] = {}  # and the pitch of the grid they are off
    divided: GridFit | None = None
    size = TileSize.of(path)
    microns = None if size is None else size.microns
    for some in _by_slide(facts, placed):
        x, y = (np.ascontiguousarray(facts.xy[some, axis]) for axis in (0, 1))
        if _has_duplicates(x, y):
            earlier |= _earlier(facts, some)
        width = int(np.sort(facts.pixels[some, 0])[len(some) // 2])
        if all(_lies_even(one, width, microns) for one in (x, y)):
            continue
        fit = fit_grid(x, y)
        if fit is None:
            continue
        if fit.off_grid:
            off |= dict.fromkeys(some[mark_tiles(x, y).off_grid].tolist(), _pitch(fit))
        if divided is None and _looks_divided(facts, some, fit, width, microns, source):
            divided = fit
    return [
        *_twice(path, facts, earlier),
        *_off_grid(path, facts, off),
        *([] if divided is None else [_divided(path, divided)]),
    ]


def _by_slide(facts: Facts, placed: Int64Array) -> list[Int64Array]:
    """Part records by slide, as each slide has locations and a grid of its own."""
    slides = facts.slides[placed]
    if (slides == slides[0]).all():
        return [placed]
    order = np.argsort(slides, kind="stable")
    return np.split(placed[order], np.flatnonzero(np.diff(slides[order])) + 1)


def _off_grid(path: Path, facts: Facts, off: dict[int, str]) -> list[Finding]:
    pitches = set(off.values())
    where = (
        f"the grid of the others, which has a pitch of {pitches.pop()} px"
        if len(pitches) == 1
        else "the grid of the others of their slides"
    )
    return suspicions(
        path,
        facts,
        np.array(sorted(off), np.int64),
        FindingKind.OFF_GRID,
        lambda record: (
            f"Its location {_at(facts, record)} does not lie on the grid of the "
            f"others, which has a pitch of {off[record]} px."
        ),
        f"{{0}} locations do not lie on {where}.",
        "Look at them in the map. They may come from another extraction of the slide.",
    )


def _divided(path: Path, fit: GridFit) -> Finding:
    return of_file(
        path,
        FindingKind.DIVIDED_LOCATIONS,
        Severity.WARNING,
        f"The locations look divided by ten (a pitch of {_pitch(fit)} px), as releases of "
        "Slideflow before 1.5 wrote them.",
        "Times ten they are pixels of the slide: programs that cut or draw by them go "
        "wrong otherwise. Extract the slide again with a newer release.",
    )


def _has_duplicates(x: Int64Array, y: Int64Array) -> bool:
    if all(int(one.min()) >= -_REACH and int(one.max()) < _REACH for one in (x, y)):
        both = np.sort(x << 32 | y & 0xFFFFFFFF)  # much faster than two keys are
        return bool((both[1:] == both[:-1]).any())
    order = np.lexsort((x, y))
    x, y = x[order], y[order]
    return bool(((x[1:] == x[:-1]) & (y[1:] == y[:-1])).any())


def _lies_even(values: Int64Array, width: int, microns: float | None) -> bool:
    """Whether coordinates plainly are a grid, without a stray one, and not divided by ten.

    So nearly all are; `fit_grid`, which takes eight times as long, is asked of the others. A
    divisor of all is not enough: one tile halfway between two halves it. Most tiles must lie one
    step from the next line.
    """
    there, counts = np.unique(values, return_counts=True)
    gaps = there[1:] - there[:-1]  # one that is too great for 64 bits is negative
    if not len(gaps):
        return False
    pitch = int(gaps.min())
    if pitch <= 0 or may_be_divided(pitch, width, microns) or bool((gaps % pitch).any()):
        return False
    beside = np.minimum(counts[1:], counts[:-1])[gaps == pitch]
    return 2 * int(beside.sum()) > len(values)


def _earlier(facts: Facts, placed: Int64Array) -> dict[int, int]:
    """Return the records that lie where an earlier one lies, each with the first that does."""
    _, first, which = np.unique(facts.xy[placed], axis=0, return_index=True, return_inverse=True)
    earlier = placed[first[which.reshape(-1)]]
    again = placed != earlier
    return dict(zip(placed[again].tolist(), earlier[again].tolist(), strict=True))


def _twice(path: Path, facts: Facts, earlier: dict[int, int]) -> list[Finding]:
    """Return what is said of tiles that lie where an earlier one of their slide lies."""
    return suspicions(
        path,
        facts,
        np.array(sorted(earlier), np.int64),
        FindingKind.DUPLICATE_LOCATION,
        lambda record: f"Its location {_at(facts, record)} is that of record {earlier[record]}.",
        "{0} records lie where an earlier one lies.",
        "If the slide was extracted twice into one file, extract it again; Slideflow's features "
        "fail at such tiles.",
    )


def _looks_divided(
    facts: Facts,
    placed: Int64Array,
    fit: GridFit,
    width: int,
    microns: float | None,
    source: FileSource,
) -> bool:
    """Whether the locations of a slide look divided by ten, in view of its tiles if need be."""
    if fit.pitch_x is None:
        return False
    if not fit.is_exact:
        return looks_divided(fit, width, None, microns)
    return may_be_divided(fit.pitch_x, width, microns) and looks_divided(
        fit, width, _overlap(facts, placed, fit, source), microns
    )


def _overlap(facts: Facts, placed: Int64Array, fit: GridFit, source: FileSource) -> float | None:
    """Return how many times as wide as the pitch the tiles are, as their pictures show."""
    assert fit.pitch_x is not None
    pairs = neighbours(facts.xy[placed, 0], facts.xy[placed, 1], fit.pitch_x, _PAIRS)
    pictures = []
    for pair in pairs:
        found = [_picture(facts, int(placed[one]), source) for one in pair]
        if found[0] is not None and found[1] is not None:
            pictures.append((found[0], found[1]))
    return measure_overlap(pictures)


def _picture(facts: Facts, record: int, source: FileSource) -> npt.NDArray[np.uint8] | None:
    if facts.flags[record] & BAD_IMAGE:
        return None
    offset, size = int(facts.offsets[record]), int(facts.sizes[record])
    try:
        image = parse_example(source.read(offset + HEADER, size - OVERHEAD)).image
        return None if image is None else decode_image(image)
    except (ValueError, ImageError):
        return None


def _at(facts: Facts, record: int) -> str:
    x, y = facts.xy[record].tolist()
    return f"({x}, {y})"


def _pitch(fit: GridFit) -> str:
    assert fit.pitch_x is not None
    return f"{fit.pitch_x:.1f}".removesuffix(".0")
