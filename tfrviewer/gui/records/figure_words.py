"""The figures of a column in words."""

from typing import TYPE_CHECKING, Any

import polars as pl
from PySide6.QtCore import QCoreApplication

from tfrviewer.dataset.table.statistics import Kind
from tfrviewer.gui.figures import NAMING_NUMBERS, decimal, number, records_text
from tfrviewer.gui.histogram import figure_text

if TYPE_CHECKING:
    from tfrviewer.dataset.table.statistics import Statistics

NONE = "–"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ColumnFigures", text)


def share_text(part: int, whole: int) -> str:
    """Return a part as a share, "" of nothing."""
    if not whole:
        return ""
    share = 100 * part / whole
    if part and share < 0.1:
        return _tr("< 0.1 %")
    return _tr("{0} %").format(decimal(round(share, 1)))


def value_text(value: Any) -> str:  # noqa: ANN401 - of the column's type
    """Return a value of the column in few digits."""
    if value is None:
        return NONE
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return figure_text(value)
    return str(value)


def _of_column(figures: "Statistics", value: Any) -> str:  # noqa: ANN401 - of the column's type
    """Return a figure as the table writes the values of the column."""
    if figures.column in NAMING_NUMBERS and isinstance(value, int | float):
        whole = float(value).is_integer()
        return decimal(int(value) if whole else value, grouped=False)
    return value_text(value)


def kind_words(dtype: "pl.DataType") -> str:
    """Return what a column holds in plain words."""
    if dtype.is_integer():
        return _tr("whole numbers")
    if dtype.is_numeric():
        return _tr("numbers")
    if dtype in (pl.String, pl.Categorical, pl.Enum):
        return _tr("text")
    if dtype == pl.Boolean:
        return _tr("yes/no")
    return _tr("bytes") if dtype == pl.Binary else str(dtype)


def figure_lines(figures: "Statistics") -> list[tuple[str, str]]:
    """Return the figures of a column, each with its name."""
    missing = number(figures.missing)
    if figures.missing:
        missing = f"{missing} ({share_text(figures.missing, figures.count)})"
    lines = [(_tr("Records"), number(figures.count)), (_tr("Missing"), missing)]
    if figures.kind is not Kind.OTHER:
        lines.append((_tr("Distinct"), number(figures.distinct)))
    if figures.kind is Kind.NUMBERS:
        lines += [
            (_tr("Minimum"), _of_column(figures, figures.least)),
            (_tr("Maximum"), _of_column(figures, figures.most)),
            (_tr("Mean"), _of_column(figures, figures.mean)),
            (_tr("Median"), _of_column(figures, figures.median)),
            (_tr("Std. deviation"), value_text(figures.sd)),
        ]
    return lines


def strip_parts(figures: "Statistics") -> list[tuple[str, str]]:
    """Return the figures that a strip has room for, the weightiest first."""
    parts: list[tuple[str, str]] = []
    if figures.missing:
        parts.append((_tr("missing"), number(figures.missing)))
    if figures.kind is Kind.OTHER:
        return parts
    distinct = (_tr("distinct"), number(figures.distinct))
    if figures.kind is Kind.TEXTS:
        top = [(value_text(value), number(count)) for value, count in figures.top[:8]]
        return [*parts, distinct, *top]
    return [
        *parts,
        (_tr("min"), _of_column(figures, figures.least)),
        (_tr("max"), _of_column(figures, figures.most)),
        (_tr("mean"), _of_column(figures, figures.mean)),
        (_tr("median"), _of_column(figures, figures.median)),
        (_tr("sd"), value_text(figures.sd)),
        distinct,
    ]


def scope_text(count: int, *, selected: bool) -> str:
    """Return of which records the figures are."""
    text = _tr("{0} selected") if selected else _tr("{0} shown")
    return text.format(records_text(count))
