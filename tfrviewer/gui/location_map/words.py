"""What the map says in words: the grid found, why there is no map, the current tile."""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication, QLocale

from tfrviewer.gui.tile_facts import TileFacts
from tfrviewer.tiles.grid_fit import GridFit


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why there is nothing to see, and what can be done.

    Attributes:
        icon: Name of the sign.
        title: What is the matter.
        text: Why, and what can be done.
    """

    icon: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class SlideFacts:
    """What is known of one slide of the map.

    Attributes:
        name: Its name.
        n_records: Records of its TFRecord.
        n_located: How many of them have a location.
        n_shown: How many of those the filter shows.
    """

    name: str
    n_records: int
    n_located: int
    n_shown: int


def _tr(text: str) -> str:
    return QCoreApplication.translate("LocationMap", text)


def _what_helps() -> str:
    return _tr(
        "To get a map, extract the tiles again from the slide, or build the TFRecord anew from "
        "images whose names end in their location. Grid and table show the tiles all the same."
    )


def _count(n: int, one: str, many: str) -> str:
    return one if n == 1 else many.format(QLocale().toString(n))


def _px(value: float) -> str:
    whole = float(value).is_integer()
    return QLocale().toString(int(value)) if whole else QLocale().toString(float(value), "f", 1)


def caption(facts: SlideFacts, fit: GridFit | None) -> str:
    """Return one line: the slide, its tiles, the grid found."""
    parts = [facts.name]
    n = facts.n_located
    if facts.n_shown < n:
        parts.append(
            _tr("{0} of {1} tiles shown").format(
                QLocale().toString(facts.n_shown), QLocale().toString(n)
            )
        )
    else:
        parts.append(_count(n, _tr("1 tile"), _tr("{0} tiles")))
    if fit is not None:
        parts += _grid(fit)
    if facts.n_located < facts.n_records:
        missing = facts.n_records - facts.n_located
        parts.append(_count(missing, _tr("1 without location"), _tr("{0} without location")))
    return " · ".join(parts)


def _grid(fit: GridFit) -> list[str]:
    parts = []
    if fit.pitch_x is not None and fit.pitch_y is not None:
        x, y = _px(fit.pitch_x), _px(fit.pitch_y)
        same = _tr("pitch {0} px").format(x)
        parts.append(same if x == y else _tr("pitch {0} × {1} px").format(x, y))
    elif fit.n_tiles - fit.duplicates > 1:
        parts.append(_tr("no regular grid"))
    if fit.holes:
        holes = _count(fit.holes, _tr("1 hole"), _tr("{0} holes"))
        if fit.missing != fit.holes:
            holes = _tr("{0} ({1} tiles)").format(holes, QLocale().toString(fit.missing or 0))
        parts.append(holes)
    if fit.off_grid:
        parts.append(_count(fit.off_grid, _tr("1 off the grid"), _tr("{0} off the grid")))
    if fit.duplicates:
        parts.append(
            _count(fit.duplicates, _tr("1 duplicate location"), _tr("{0} duplicate locations"))
        )
    return parts


def tip(facts: TileFacts) -> str:
    """Return what is said of a tile pointed at, as rich text."""
    lines = [f"<b>{escape(facts.name)}</b>"]
    if facts.location is not None:
        lines.append(_tr("Location {0}, {1}").format(*facts.location))
    lines.append(_tr("Number {0}").format(QLocale().toString(facts.number)))
    return "<br>".join(lines)


def details(facts: SlideFacts, fit: GridFit | None) -> str:
    """Return lines that tell all that was found, for a tool tip."""
    if fit is None:
        return ""
    lines = [facts.name]
    if fit.pitch_x is not None and fit.pitch_y is not None:
        lines.append(
            _tr("Pitch {0} px across, {1} px down; phase {2}, {3}").format(
                *map(_px, (fit.pitch_x, fit.pitch_y, fit.phase_x, fit.phase_y))
            )
        )
        lines.append(
            _tr("{0} columns, {1} rows").format(
                QLocale().toString(fit.columns), QLocale().toString(fit.rows)
            )
        )
        if not fit.is_exact:
            lines.append(
                _tr(
                    "The pitch is no whole number: releases of Slideflow before 1.5 wrote "
                    "locations divided by ten."
                )
            )
        if fit.missing:
            lines.append(
                _tr("Places within the tissue that have no tile: {0}").format(
                    QLocale().toString(fit.missing)
                )
            )
        if fit.off_grid:
            lines.append(
                _tr("Tiles that do not lie on the grid: {0}").format(
                    QLocale().toString(fit.off_grid)
                )
            )
    elif fit.n_tiles - fit.duplicates > 1:
        lines.append(
            _tr(
                "The locations lie on no regular grid, as those of cells do. Squares are drawn in "
                "a size that fits how far the tiles lie apart: {0} px."
            ).format(_px(round(fit.side_x)))
        )
    if fit.duplicates:
        lines.append(
            _tr("Tiles that lie where an earlier one lies: {0}").format(
                QLocale().toString(fit.duplicates)
            )
        )
    if facts.n_located < facts.n_records:
        lines.append(
            _tr("Records without a location, not on the map: {0}").format(
                QLocale().toString(facts.n_records - facts.n_located)
            )
        )
    locale = QLocale()
    lines.append(
        _tr("Centres from {0}, {1} to {2}, {3}").format(
            *map(locale.toString, (fit.left, fit.top, fit.right, fit.bottom))
        )
    )
    lines.append(_tr("All in pixels of the slide at level 0"))
    return "\n".join(lines)


def no_dataset(*, is_open: bool = False) -> Explanation:
    """Nothing is open, or no slide of what is open is chosen yet."""
    if is_open:
        return Explanation(
            "map",
            _tr("No slide to show"),
            _tr("Choose a TFRecord in the list to see where its tiles lie on the slide."),
        )
    return Explanation(
        "map",
        _tr("No slide to show"),
        _tr("Open a TFRecord or a folder to see where its tiles lie on the slide."),
    )


def loading(name: str) -> Explanation:
    """The index of the file is on its way."""
    return Explanation("hourglass", name, _tr("Its locations are being read."))


def no_records(name: str) -> Explanation:
    """The file holds nothing."""
    return Explanation(
        "map",
        _tr("{0} holds no tiles").format(name),
        _tr(
            "The TFRecord has no readable record. What is wrong with it, if anything, is listed "
            "in the dataset panel."
        ),
    )


def no_locations(name: str, n_records: int) -> Explanation:
    """No record has a location."""
    tiles = _count(n_records, _tr("Its tile has"), _tr("Its {0} tiles have"))
    return Explanation(
        "map",
        _tr("{0} has no locations").format(name),
        _tr(
            "{0} no loc_x and loc_y, so nothing tells where on the slide they were cut. That is so "
            "in TFRecords made from loose images, and in those of Slideflow before 0.11."
        ).format(tiles)
        + "\n\n"
        + _what_helps(),
    )


def zero_locations(name: str, n_records: int) -> Explanation:
    """Every record has the location (0, 0)."""
    tiles = _count(
        n_records,
        _tr("Its tile is said to lie at (0, 0)"),
        _tr("All {0} tiles are said to lie at (0, 0)"),
    )
    return Explanation(
        "map",
        _tr("{0} has no real locations").format(name),
        _tr(
            "{0}: that is written by programs that put loose images into a TFRecord without "
            "knowing where they were cut."
        ).format(tiles)
        + "\n\n"
        + _what_helps(),
    )


def not_placed(name: str, error: BaseException) -> Explanation:
    """Placing the tiles failed."""
    return Explanation(
        "alert-triangle",
        _tr("{0} cannot be shown on the map").format(name),
        _tr(
            "Its locations could not be placed ({0}); the log has the details. Grid and table show "
            "the tiles all the same."
        ).format(str(error) or type(error).__name__),
    )


def box_count(n: int) -> str:
    """Return what is written beside the box of a selection under way."""
    return _count(n, _tr("1 tile"), _tr("{0} tiles"))


def spoken(text: str, tile: str) -> str:
    """Return the state of the map in a sentence for a screen reader."""
    return _tr("{0}. Current tile: {1}").format(text, tile or _tr("none on this slide"))


def spoken_tile(number: int, x: int, y: int, *, selected: bool, damaged: bool, shown: bool) -> str:
    """Return what a screen reader says of one tile."""
    parts = [_tr("record {0} at {1}, {2}").format(number, x, y)]
    if selected:
        parts.append(_tr("selected"))
    if damaged:
        parts.append(_tr("damaged"))
    if not shown:
        parts.append(_tr("hidden by the filter"))
    return ", ".join(parts)
