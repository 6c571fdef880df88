"""Labels of slides: the values of columns of the annotations, as a model is trained on them."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import polars as pl

from tfrviewer.dataset.cohort.filters import is_blank, number_of
from tfrviewer.dataset.refusals import refusal, unknown_column
from tfrviewer.dataset.words import counted, listed, short

Label: TypeAlias = int | float | str | list[int | float | str]
Assigned: TypeAlias = Mapping[str, Mapping[str, int]]
FORMATS = ("index", "name")


def labels_of(
    slides: pl.DataFrame,
    headers: Sequence[str],
    *,
    use_float: bool | str | Mapping[str, bool] = False,
    assign: Assigned | None = None,
    format: str = "index",
) -> tuple[dict[str, Label], list[str] | dict[str, list[str]]]:
    """Return the labels of slides, and the different ones; see `Dataset.labels`."""
    if format not in FORMATS:
        raise ValueError(f"format is one of {FORMATS}, not {format!r}.")
    if not headers:
        raise ValueError("headers names no column.")
    columns: list[list[int | float | str]] = []
    different: dict[str, list[str]] = {}
    floats = []
    for header in headers:
        values = values_of(slides, header)
        floats.append(_wants_float(header, values, use_float))
        different[header] = [] if floats[-1] else sorted(set(values))
        refuse_look_alikes(different[header], f"the column “{header}”")
        if floats[-1]:
            columns.append(list(map(float, values)))
        elif format == "name" and assign is None:
            columns.append(list(values))
        else:
            numbers = _numbers(header, different[header], assign)
            columns.append([numbers[value] for value in values])
    single = len(columns) == 1 and not floats[0]
    labels: dict[str, Label] = {
        slide: values[0] if single else list(values)
        for slide, *values in zip(slides["slide"].to_list(), *columns, strict=True)
    }
    return labels, different[headers[0]] if len(headers) == 1 else different


def values_of(slides: pl.DataFrame, header: str) -> list[str]:
    """Return a column of the annotations, a value for each slide.

    Raises:
        DatasetError: If there is no such column, or a slide has nothing in it.
    """
    if header not in slides.columns:
        raise unknown_column(header, slides.columns)
    blank = slides.filter(is_blank(slides[header]))["slide"].to_list()
    if blank:
        has = "has" if len(blank) == 1 else "have"
        raise refusal(
            f"{counted(len(blank), 'slide')} of {len(slides):,} {has} nothing in the column "
            f"“{header}”: {listed(blank)}.",
            f"Fill it in, or leave them out: filter(filter_blank={header!r}).",
        )
    return slides[header].to_list()


def is_float(values: Sequence[str]) -> bool:
    """Tell whether all values are numbers, so that they may well be no categories."""
    return all(number_of(value) is not None for value in values)


def refuse_look_alikes(values: Iterable[str], where: str) -> None:
    """Raise if two values differ in nothing that can be seen, and so are likely one.

    Space before and after is not seen, nor how a letter with an accent is composed.

    Args:
        values: Patients, labels or sites.
        where: In what they are, for people.

    Raises:
        DatasetError: If there are such two.
    """
    seen: dict[str, str] = {}
    for value in dict.fromkeys(values):
        other = seen.setdefault(unicodedata.normalize("NFC", value.strip()), value)
        if other == value:
            continue
        spaced = other.strip() != other or value.strip() != value
        how = "in the space around them" if spaced else "in how letters with accents are coded"
        raise refusal(
            f"“{short(other)}” and “{short(value)}” in {where} differ only {how}, so that one "
            "would be taken for two.",
            "Write them alike in the annotations.",
        )


def _wants_float(
    header: str, values: Sequence[str], use_float: bool | str | Mapping[str, bool]
) -> bool:
    if isinstance(use_float, Mapping):
        if header not in use_float:
            raise ValueError(f"use_float says nothing of the column {header!r}.")
        wanted: bool | str = use_float[header]
    else:
        wanted = use_float
    if wanted == "auto":
        return is_float(values)
    if not isinstance(wanted, bool):
        raise ValueError(f"use_float is True, False, 'auto' or a dict of them, not {wanted!r}.")
    if wanted and not is_float(values):
        odd = [value for value in values if not is_float([value])]
        raise refusal(
            f"The column “{header}” has values that are no numbers: {listed(sorted(set(odd)))}.",
            "Take it as categories with use_float=False.",
        )
    return wanted


def _numbers(header: str, different: Sequence[str], assign: Assigned | None) -> Mapping[str, int]:
    """Return the number of each value: its place in the sorted ones, unless it is assigned."""
    if assign is None:
        return {value: i for i, value in enumerate(different)}
    if header not in assign:
        raise ValueError(f"assign says nothing of the column {header!r}.")
    missing = [value for value in different if value not in assign[header]]
    if missing:
        raise ValueError(f"assign gives no number to {listed(missing)} of the column {header!r}.")
    return assign[header]
