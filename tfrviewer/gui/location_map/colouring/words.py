"""What is written of colours."""

from PySide6.QtCore import QCoreApplication, QLocale

from tfrviewer.dataset.table.colour_column import ClassName
from tfrviewer.gui.figures import counted, number

_DIGITS = 4
_LONGEST = 80  # characters of a value of a file


def _tr(text: str) -> str:
    return QCoreApplication.translate("Colours", text)


def number_text(value: float) -> str:
    """Return a number in as many digits as a limit needs."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    if float(value).is_integer() and abs(value) < 10**9:
        return locale.toString(int(value))
    return locale.toString(float(value), "g", _DIGITS)


def number_of(text: str) -> float | None:
    """Return the number that somebody typed, as people here write it or with a point."""
    value, fits = QLocale().toDouble(text.strip())
    if not fits:
        try:
            value = float(text.strip())
        except ValueError:
            return None
    return value if value - value == 0 else None  # finite


def class_text(one: ClassName) -> str:
    """Return what a class is called."""
    if one.is_missing:
        return _tr("No value")
    if one.is_rest:
        return counted(one.n_values, _tr("1 other value"), _tr("{0} other values"))
    if not one.name.strip():
        return _tr("(blank)")
    name = " ".join(one.name.split())
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def spoken_class(name: str, count: int, *, hidden: bool) -> str:
    """Return what a screen reader says of a class."""
    tiles = tiles_text(count)
    if hidden:
        return _tr("{0}: {1}, hidden").format(name, tiles)
    return _tr("{0}: {1}").format(name, tiles)


def tiles_text(count: int) -> str:
    """Return how many tiles."""
    return counted(count, _tr("1 tile"), _tr("{0} tiles"))


def missing_text(count: int) -> str:
    """Return how many tiles have no number."""
    return counted(count, _tr("1 without a value"), _tr("{0} without a value"))


def few_colours(named: int, values: int) -> str:
    """Say in short that only the most frequent values have colours."""
    return _tr("{0} of {1} values have a colour").format(number(named), number(values))


def few_colours_why(named: int) -> str:
    """Say that only the most frequent values have colours."""
    return _tr(
        "The {0} most frequent values have a colour of their own; the others are grey, since more "
        "colours could not be told apart."
    ).format(named)


def value_text(column: str, value: str) -> str:
    """Return what a tile has in a column."""
    return _tr("{0}: {1}").format(column, value)


def hidden_text(count: int) -> str:
    """Return how many classes are hidden."""
    return counted(count, _tr("1 class hidden"), _tr("{0} classes hidden"))


def lost_text() -> str:
    """Say that a column that was chosen is not there."""
    return _tr("There is no such column here")
