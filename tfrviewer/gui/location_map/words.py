"""What the map says in words: why there is none, how many tiles, the current tile."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from tfrviewer.gui.location_map.lack import Lack

if TYPE_CHECKING:
    from tfrviewer.gui.location_map.slide import Located, Slide


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


def _tr(text: str) -> str:
    return QCoreApplication.translate("LocationMap", text)


def _what_helps() -> str:
    return _tr(
        "To get a map, extract the tiles again from the slide, or build the TFRecord anew from "
        "images whose names end in their location. Grid and table show the tiles all the same."
    )


def _count(n: int, one: str, many: str) -> str:
    return one if n == 1 else many.format(QLocale().toString(n))


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


def no_locations(name: str, n_records: int, lack: Lack = Lack.BOTH) -> Explanation:
    """No record has a location; `lack` is what they lack."""
    tiles = _count(n_records, _tr("Its tile has"), _tr("Its {0} tiles have"))
    if lack is Lack.Y:
        why = _tr("{0} loc_x but no loc_y, and only both tell where on the slide they were cut.")
    elif lack is Lack.X:
        why = _tr("{0} loc_y but no loc_x, and only both tell where on the slide they were cut.")
    elif lack is Lack.EXAMPLE:
        why = _tr(
            "{0} no loc_x and loc_y: the records are of another kind (SequenceExample), each a "
            "sequence of steps, and nothing tells where on a slide their images were cut."
        )
    else:
        why = _tr(
            "{0} no loc_x and loc_y, so nothing tells where on the slide they were cut. That is so "
            "in TFRecords made from loose images, and in those of Slideflow before 0.11."
        )
    return Explanation(
        "map",
        _tr("{0} has no locations").format(name),
        why.format(tiles) + "\n\n" + _what_helps(),
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


def why_no_map(name: str, located: "Located", *, awaits: bool) -> Explanation | None:
    """Return why a slide has no map, None if it has one.

    Args:
        name: Of the slide.
        located: Its records.
        awaits: Whether its records are still being read for their locations.
    """
    if not located.n_records:
        return no_records(name)
    if not len(located.numbers):
        return loading(name) if awaits else no_locations(name, located.n_records)
    return zero_locations(name, located.n_records) if located.is_zero else None


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


def spoken_tile(number: int, slide: "Slide", tile: int) -> str:
    """Return what a screen reader says of one tile; nothing of none, which is -1."""
    if tile < 0:
        return ""
    located = slide.located
    parts = [_tr("record {0} at {1}, {2}").format(number, located.x[tile], located.y[tile])]
    for holds, word in (
        (slide.selected[tile], _tr("selected")),
        (slide.damaged[tile], _tr("damaged")),
        (not slide.shown[tile], _tr("hidden by the filter")),
    ):
        if holds:
            parts.append(word)
    return ", ".join(parts)
