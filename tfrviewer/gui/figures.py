"""Counts, numbers, sizes, rates and times in words, as people write them here."""

import math
import re
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_TYPED: Final = re.compile(
    r"(?P<minus>-?)\+?(?=[.,]?[0-9])(?P<whole>[0-9]*)"
    r"(?:(?P<sign>[.,])(?P<decimals>[0-9]*))?(?P<power>[eE][+-]?[0-9]{1,3})?"
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Figures", text)


def quoted(text: str) -> str:
    """Return a text in quotes."""
    return _tr("“{0}”").format(text)


NAMING_NUMBERS: Final = frozenset(("number", "record", "x", "y"))
"""Columns whose numbers are names, as one types them, and no amounts: no thousands apart."""


def number(count: int) -> str:
    """Return a whole number with its thousands apart."""
    if abs(count) < 2**63:
        return QLocale().toString(count)
    return f"{count:,}".replace(",", QLocale().groupSeparator())  # more than Qt writes


def decimal(value: float, digits: int = 6, *, grouped: bool = True) -> str:
    """Return a number in few digits, without needless zeros; what is none, in words.

    Args:
        value: Any number; a whole one is written as `number` does.
        digits: How many digits it has at most; an `int` has all of its own.
        grouped: Whether the thousands stand apart, as in amounts, not in names such as 12345.
    """
    if isinstance(value, int):
        return number(value) if grouped else str(value)
    if math.isnan(value):
        return _tr("not a number")
    if math.isinf(value):
        return _tr("infinity") if value > 0 else _tr("-infinity")
    locale = QLocale()
    if not grouped:
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(float(value), "g", digits)


def written_here(figure: str) -> str:
    """Return a number that was written with a point, as in "1.50", with as many decimals."""
    if "e" in figure:
        return figure.replace(".", QLocale().decimalPoint())
    _, _, decimals = figure.partition(".")
    return QLocale().toString(float(figure.replace(",", "")), "f", len(decimals))


def typed_number(text: str) -> float | None:
    """Return the number that somebody typed, with a point or a comma before its decimals.

    None where it is no finite number, or may be two: in English 1,500 may be meant as 1500 or 1.5.
    """
    match = _TYPED.fullmatch(text.strip().replace("\N{MINUS SIGN}", "-"))
    if match is None:
        return None
    sign, decimals = match["sign"], match["decimals"]
    may_group = sign and sign != QLocale().decimalPoint() and not match["power"]
    if may_group and len(decimals) == 3 and match["whole"].lstrip("0") == match["whole"] != "":
        return None
    value = float(f"{match['whole'] or 0}.{decimals or 0}{match['power'] or ''}")
    return (-value if match["minus"] else value) if math.isfinite(value) else None


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its noun.

    Args:
        count: How many.
        one: What is said of one, as "1 slide".
        many: What is said of any other count, as "{0} slides".
    """
    return one if count == 1 else many.format(number(count))


def slides_text(count: int) -> str:
    """Return how many slides."""
    return counted(count, _tr("1 slide"), _tr("{0} slides"))


def images_text(count: int) -> str:
    """Return how many images."""
    return counted(count, _tr("1 image"), _tr("{0} images"))


def records_text(count: int) -> str:
    """Return how many records."""
    return counted(count, _tr("1 record"), _tr("{0} records"))


def files_text(count: int) -> str:
    """Return how many TFRecords."""
    return counted(count, _tr("1 TFRecord"), _tr("{0} TFRecords"))


def size_text(size: int) -> str:
    """Return bytes for people, in kB and MB of a thousand as everywhere else."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def rate_text(rate: float) -> str:
    """Return images a second."""
    shown = number(round(rate)) if rate >= 10 else QLocale().toString(rate, "f", 1)
    return _tr("{0} images/s").format(shown)


def duration_text(seconds: float) -> str:
    """Return a time in its two largest units at most."""
    whole = max(round(seconds), 0)
    if whole < 1:
        return _tr("less than a second")
    if whole < _MINUTE:
        return _tr("{0} s").format(whole)
    if whole < 10 * _MINUTE:
        minutes, rest = divmod(whole, _MINUTE)
        text = _tr("{0} min {1} s") if rest else _tr("{0} min")
        return text.format(minutes, rest)
    if whole < _HOUR:
        return _tr("{0} min").format(round(whole / _MINUTE))
    if whole < 2 * _DAY:
        hours, rest = divmod(round(whole / _MINUTE), 60)
        text = _tr("{0} h {1} min") if rest else _tr("{0} h")
        return text.format(hours, rest)
    return _tr("{0} days").format(round(whole / _DAY))
