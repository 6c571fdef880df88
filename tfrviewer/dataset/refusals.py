"""What is said of a request that a dataset cannot fulfil: what there is instead."""

import difflib
from collections.abc import Sequence
from operator import index
from typing import SupportsIndex

from tfrviewer.dataset.words import listed
from tfrviewer.errors import DatasetError, Finding, FindingKind, Severity

_COMPARED = 5000


def refusal(message: str, remedy: str = "", *, file: str = "") -> DatasetError:
    """Return the error that says why something cannot be done, and what can."""
    return DatasetError(
        Finding(
            kind=FindingKind.BAD_REQUEST,
            severity=Severity.ERROR,
            file=file,
            message=message,
            remedy=remedy,
        )
    )


def unknown_column(header: str, columns: Sequence[str]) -> DatasetError:
    """Return the error of asking for a column that the annotations have not."""
    if set(columns) <= {"slide"}:
        return refusal(
            f"There are no annotations, so that slides have no “{header}”.",
            "Open the dataset with annotations=…, a CSV file with the columns patient and slide.",
        )
    return refusal(
        f"The annotations have no column “{header}”.",
        f"There are: {listed(columns)}.{_hint(header, columns)}",
    )


def unknown_value(value: str, header: str, values: Sequence[str]) -> DatasetError:
    """Return the error of asking for a value that no slide has."""
    return refusal(
        f"No slide has “{value}” in the column “{header}”.",
        f"There are: {listed(values)}.{_hint(value, values)}",
    )


def unknown_slide(slide: str, slides: Sequence[str]) -> DatasetError:
    """Return the error of asking for a slide that has no TFRecord."""
    return refusal(
        f"There is no TFRecord of the slide “{slide}”.",
        f"There are those of: {listed(slides)}.{_hint(slide, slides)}",
    )


def as_number(value: object, name: str) -> int:
    """Return a whole number, which may also be one of numpy's.

    Raises:
        TypeError: If it is none.
    """
    if isinstance(value, bool) or not isinstance(value, SupportsIndex):
        raise TypeError(f"{name} is a whole number, not {value!r}.")
    return index(value)


def as_list(names: str | Sequence[str], what: str) -> list[str]:
    """Return one name or several as a list without repetition.

    Raises:
        TypeError: If they are not names.
    """
    several = [names] if isinstance(names, str) else names
    if not isinstance(several, Sequence) or not all(isinstance(name, str) for name in several):
        raise TypeError(f"{what} is a column's name or a list of them, not {names!r}.")
    return list(dict.fromkeys(several))


def _hint(name: str, names: Sequence[str]) -> str:
    """Ask whether a name like the one given was meant."""
    near = difflib.get_close_matches(name, names[:_COMPARED], n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(f'“{one}”' for one in near)}?" if near else ""
