"""What is said of the grid of a slide: one line below the map, and all of it on its tool tip."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLocale

from tfrviewer.gui.figures import counted, number
from tfrviewer.gui.location_map.tile_look import TileLook
from tfrviewer.tiles.layout import divided
from tfrviewer.tiles.layout.grid_fit import GridFit

_NO_LOOK = TileLook()
_LITTLE = 1.02  # wider than the pitch by less is no overlap


class Remark(StrEnum):
    """What of a slide can be shown on its map by a click on the words for it."""

    HOLES = "holes"
    OFF_GRID = "off-grid"
    DUPLICATES = "duplicates"
    UNLOCATED = "unlocated"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class SlideCounts:
    """What is known of one slide of the map.

    Attributes:
        name: Its name.
        n_records: Records of its TFRecord.
        n_located: How many of them have a location.
        n_shown: How many of those are shown.
        n_zero: How many of those lie at (0, 0), where no tile's centre is.
        n_hidden: How many of those shown are of a class that the legend hides.
    """

    name: str
    n_records: int
    n_located: int
    n_shown: int
    n_zero: int = 0
    n_hidden: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the line below the map.

    Attributes:
        text: What it says.
        remark: What a click on it shows; None if there is nothing to show.
    """

    text: str
    remark: Remark | None = None


def _tr(text: str) -> str:
    return QCoreApplication.translate("LocationMap", text)


def _px(value: float) -> str:
    whole = float(value).is_integer()
    return number(int(value)) if whole else QLocale().toString(float(value), "f", 1)


def caption_parts(
    counts: SlideCounts, fit: GridFit | None, look: TileLook = _NO_LOOK
) -> list[Part]:
    """Return what one line says: the slide, its tiles, the grid found."""
    parts = [Part(counts.name)]
    n = counts.n_located
    if counts.n_shown < n:
        text = _tr("{0} of {1} tiles shown").format(number(counts.n_shown), number(n))
    else:
        text = counted(n, _tr("1 tile"), _tr("{0} tiles"))
    parts.append(Part(text))
    if counts.n_hidden:
        parts.append(Part(_hidden_text(counts)))
    if fit is not None:
        parts += _grid_parts(fit, look)
    if counts.n_zero:
        text = _tr("{0} at (0, 0)").format(number(counts.n_zero))
        parts.append(Part(text, Remark.ZERO))
    if missing := counts.n_records - n:
        text = counted(missing, _tr("1 without location"), _tr("{0} without location"))
        parts.append(Part(text, Remark.UNLOCATED))
    return parts


def _hidden_text(counts: SlideCounts) -> str:
    if counts.n_hidden == counts.n_shown:
        return _tr("all hidden by the legend")
    text = _tr("1 hidden by the legend"), _tr("{0} hidden by the legend")
    return counted(counts.n_hidden, *text)


def _grid_parts(fit: GridFit, look: TileLook) -> list[Part]:
    parts = []
    if fit.pitch_x is not None and fit.pitch_y is not None:
        x, y = _px(fit.pitch_x), _px(fit.pitch_y)
        same = _tr("pitch {0} px").format(x)
        parts.append(Part(same if x == y else _tr("pitch {0} × {1} px").format(x, y)))
        if look.ratio is not None and look.ratio > _LITTLE:
            parts.append(Part(_tr("tiles overlap by {0} %").format(overlap_percent(look.ratio))))
        if looks_divided(fit, look):
            parts.append(Part(_tr("locations divided by ten")))
    elif fit.n_tiles - fit.duplicates > 1:
        parts.append(Part(_tr("no regular grid")))
    if fit.holes:
        holes = counted(fit.holes, _tr("1 hole"), _tr("{0} holes"))
        if fit.missing != fit.holes:
            holes = _tr("{0} ({1} tiles)").format(holes, number(fit.missing or 0))
        parts.append(Part(holes, Remark.HOLES))
    if fit.off_grid:
        text = counted(fit.off_grid, _tr("1 off the grid"), _tr("{0} off the grid"))
        parts.append(Part(text, Remark.OFF_GRID))
    if fit.duplicates:
        text = counted(fit.duplicates, _tr("1 duplicate location"), _tr("{0} duplicate locations"))
        parts.append(Part(text, Remark.DUPLICATES))
    return parts


def remark_hint(remark: Remark) -> str:
    """Return what a click on a part of the line does."""
    match remark:
        case Remark.HOLES:
            return _tr("Show the holes on the map, or hide them again")
        case Remark.OFF_GRID:
            return _tr("Select the tiles that lie off the grid")
        case Remark.DUPLICATES:
            return _tr("Select the tiles that lie in one place with another")
        case Remark.ZERO:
            return _tr("Select the tiles that are said to lie at (0, 0)")
    return _tr("Select the records without a location")


def overlap_percent(ratio: float) -> int:
    """Return how much of a tile its neighbour shows as well, in percent."""
    return round(100 * (1 - 1 / ratio))


def looks_divided(fit: GridFit, look: TileLook = _NO_LOOK) -> bool:
    """Whether the locations look like those of old releases, divided by ten."""
    return divided.looks_divided(fit, look.width or 0, look.ratio, look.microns)


def details(counts: SlideCounts, fit: GridFit | None, look: TileLook = _NO_LOOK) -> str:
    """Return lines that tell all that was found, for a tool tip."""
    if fit is None:
        return ""
    lines = [counts.name]
    if fit.pitch_x is not None and fit.pitch_y is not None:
        lines += _grid_details(fit, look)
    elif fit.n_tiles - fit.duplicates > 1:
        lines.append(
            _tr(
                "The locations lie on no regular grid, as those of cells do. Squares are drawn in "
                "a size that fits how far the tiles lie apart: {0} px."
            ).format(_px(round(fit.side_x)))
        )
    if fit.duplicates:
        text = _tr("Tiles that lie where an earlier one lies: {0}")
        lines.append(text.format(number(fit.duplicates)))
    if counts.n_zero:
        text = _tr(
            "Tiles said to lie at (0, 0), where no tile's centre is: {0}. Programs write that "
            "where they do not know it."
        )
        lines.append(text.format(number(counts.n_zero)))
    if missing := counts.n_records - counts.n_located:
        text = _tr("Records without a location, not on the map: {0}")
        lines.append(text.format(number(missing)))
    lines.append(
        _tr("Centres from {0}, {1} to {2}, {3}").format(
            *map(number, (fit.left, fit.top, fit.right, fit.bottom))
        )
    )
    lines.append(_tr("All in pixels of the slide at level 0"))
    return "\n".join(lines)


def _grid_details(fit: GridFit, look: TileLook) -> list[str]:
    assert fit.pitch_x is not None
    assert fit.pitch_y is not None
    lines = [
        _tr("Pitch {0} px across, {1} px down; phase {2}, {3}").format(
            *map(_px, (fit.pitch_x, fit.pitch_y, fit.phase_x, fit.phase_y))
        ),
        _tr("{0} columns, {1} rows").format(number(fit.columns), number(fit.rows)),
    ]
    if look.ratio is not None and look.ratio > _LITTLE:
        lines.append(
            _tr(
                "Pictures of neighbours show the same tissue: tiles are {0} px wide, {1} times the "
                "pitch, and overlap by {2} %. The middle of each is shown."
            ).format(
                _px(round(look.ratio * fit.pitch_x)),
                QLocale().toString(look.ratio, "g", 3),
                overlap_percent(look.ratio),
            )
        )
    elif look.ratio is not None:
        lines.append(_tr("Pictures of neighbours share no tissue: the tiles do not overlap."))
    elif fit.is_exact and fit.phase_x == 0 and fit.phase_y == 0:
        lines.append(
            _tr(
                "The centres lie at whole pitches: so lie those of tiles that overlap by half, or "
                "locations that are corners of tiles."
            )
        )
    if looks_divided(fit, look):
        lines.append(_divided(fit, look))
    if fit.missing:
        text = _tr("Places within the tissue that have no tile: {0}")
        lines.append(text.format(number(fit.missing)))
    if fit.off_grid:
        text = _tr("Tiles that do not lie on the grid: {0}")
        lines.append(text.format(number(fit.off_grid)))
    return lines


def _divided(fit: GridFit, look: TileLook) -> str:
    assert fit.pitch_x is not None
    remedy = _tr(
        "Releases of Slideflow before 1.5 wrote locations divided by ten. The map is right but for "
        "its scale: times ten they are pixels of the slide, about {0} px from tile to tile."
    ).format(_px(round(10 * fit.pitch_x)))
    if not fit.is_exact:
        return _tr("The pitch is no whole number. {0}").format(remedy)
    return _tr("The pitch is far below the {0} px that the tiles are wide. {1}").format(
        number(look.width or 0), remedy
    )
