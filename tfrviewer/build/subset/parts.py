"""Which part each chosen record belongs to: by lists of slides, by conditions, or by lot."""

import math
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from numbers import Real
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.build.safe_names import name_key, safe_name
from tfrviewer.build.subset.choices import SplitBy
from tfrviewer.build.subset.gathered import Gathered
from tfrviewer.dataset.cohort.clipping import apportioned
from tfrviewer.dataset.refusals import as_number, refusal
from tfrviewer.dataset.table.query import filter_numbers
from tfrviewer.dataset.words import listed

Parts = NDArray[np.int32]
"""int32 (n,), the part of each record; -1 for none."""

FRACTIONS: Mapping[str, float] = {"train": 0.7, "val": 0.15, "test": 0.15}
_SHARES = 1_000_000
"""A fraction is taken as so many shares: 0.7 is not quite what it says."""
_DUST = 1e-9
_TAKEN = ("manifest.json", "split.csv")


def checked_parts(
    by: SplitBy, parts: Mapping[str, Any] | None, rest: str | None, seed: int
) -> dict[str, Any]:
    """Return what each part is made of, looked at.

    Raises:
        TypeError, ValueError: If it is none of what `by` takes, or a name is no folder's.
    """
    as_number(seed, "seed")
    if parts is None:
        if by is SplitBy.FILTER:
            raise ValueError("by='filter' needs parts: {part: condition}.")
        if rest is not None and by is SplitBy.SLIDE:
            raise ValueError("rest names a part, and there are no parts.")
        parts = FRACTIONS if by is SplitBy.FRACTION else {}
    elif not isinstance(parts, Mapping):
        raise TypeError(f"parts is a mapping by names, not {type(parts).__name__}.")
    elif not parts:
        raise ValueError("parts names no part.")
    _check_names([*parts, *([] if rest is None else [rest])])
    check: Callable[[str, object], Any] = {
        SplitBy.SLIDE: _slides,
        SplitBy.FILTER: _condition,
        SplitBy.FRACTION: _fraction,
    }[by]
    told = {name: check(name, value) for name, value in parts.items()}
    if by is SplitBy.FRACTION and sum(told.values()) > 1 + _DUST:
        raise ValueError(f"The fractions sum to {sum(told.values()):g}, which is more than 1.")
    if by is SplitBy.SLIDE:
        counts = Counter(slide for several in told.values() for slide in several)
        if twice := sorted(slide for slide, count in counts.items() if count > 1):
            raise ValueError(f"In two parts, or twice in one, is the slide {listed(twice)}.")
    return told


def by_slides(gathered: Gathered, parts: Mapping[str, Sequence[str]]) -> Parts:
    """Return the part that names the slide of each record.

    Raises:
        DatasetError: If there is no record of a slide that is named.
    """
    there = {gathered.slides[code] for code in np.unique(gathered.slide_of).tolist()}
    named = {slide: number for number, one in enumerate(parts.values()) for slide in one}
    if unknown := [slide for slide in named if slide not in there]:
        raise refusal(
            f"No record is of the slide {listed(unknown)}.", f"There are: {listed(sorted(there))}."
        )
    of_slide = np.array([named.get(slide, -1) for slide in gathered.slides], np.int32)
    return of_slide[gathered.slide_of]


def by_conditions(frame: pl.DataFrame, parts: Mapping[str, str]) -> Parts:
    """Return the first part whose condition each record of a frame fulfils.

    Args:
        frame: A row a record, its number in the column `number`, from 0 without a gap.
        parts: Conditions by part.

    Raises:
        QueryError: If one of them is none.
    """
    part_of = np.full(frame.height, -1, np.int32)
    for number, condition in reversed(list(enumerate(parts.values()))):
        part_of[filter_numbers(frame, condition)] = number
    return part_of


def by_lot(
    gathered: Gathered,
    parts: Mapping[str, float],
    seed: int,
    group_of: Callable[[str], str],
) -> Parts:
    """Draw for each patient the part that all records of his slides belong to.

    Args:
        gathered: The chosen records.
        parts: Fractions of the patients by part.
        seed: Of the lot.
        group_of: Tells the patient of a slide.

    Raises:
        DatasetError: If there are fewer patients than parts.
    """
    codes = np.unique(gathered.slide_of).tolist()
    group = {code: group_of(gathered.slides[code]) for code in codes}
    names = sorted(set(group.values()))
    shares = [round(fraction * _SHARES) for fraction in parts.values()]
    without = max(_SHARES - sum(shares), 0)
    if len(names) < len(parts):
        raise refusal(
            f"There are {len(names)} patients, or slides without one, and these cannot be in "
            f"{len(parts)} parts without being divided.",
            "Ask for fewer parts, or split by filter.",
        )
    quotas = _quotas(len(names), shares, without)
    # random() gives the same numbers in every release of Python; shuffle() need not.
    lots = random.Random(f"{seed}")
    drawn = [name for _, name in sorted((lots.random(), name) for name in names)]
    numbers = np.repeat(np.arange(len(parts)), quotas).tolist()
    part_of = dict(zip(drawn, [*numbers, *[-1] * (len(names) - len(numbers))], strict=True))
    of_slide = np.full(len(gathered.slides), -1, np.int32)
    for code, name in group.items():
        of_slide[code] = part_of[name]
    return of_slide[gathered.slide_of]


def _quotas(count: int, shares: Sequence[int], without: int) -> list[int]:
    """Divide patients between parts by shares, and those without a part; no part gets none."""
    # Times the count, so that no part exceeds its share.
    quotas = apportioned(count, [share * count for share in (*shares, without)])
    while 0 in quotas[:-1]:
        most = max(quotas)
        # Of equals the last one: first those go to a part that have none.
        quotas[max(at for at, quota in enumerate(quotas) if quota == most)] -= 1
        quotas[quotas.index(0)] += 1
    return quotas[:-1]


def _check_names(names: Sequence[Any]) -> None:
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"The name of a part is text, not {name!r:.80}.")
        if name_key(name) in _TAKEN:
            raise ValueError(f"The part {name!r} has the name of a file of the folder.")
        if not name or safe_name(name) != name:
            raise ValueError(f"The part {name!r:.80} could not be the name of a folder everywhere.")
    if len({name_key(name) for name in names}) < len(names):
        raise ValueError(f"Two parts are of one name: {listed(names)}.")


def _slides(part: str, value: object) -> list[str]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(f"The part {part!r} is a list of slides, not {value!r:.80}.")
    if wrong := [one for one in value if not isinstance(one, str)]:
        raise TypeError(f"The part {part!r} is a list of slides, and holds {wrong[0]!r:.80}.")
    return list(value)


def _condition(part: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"The part {part!r} is a condition, not {value!r:.80}.")
    if not value.strip():
        raise ValueError(f"The condition of the part {part!r} is empty; rest names the others'.")
    return value


def _fraction(part: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"The part {part!r} is a fraction, not {value!r:.80}.")
    fraction = float(value)
    if not math.isfinite(fraction) or not 1 / _SHARES <= fraction <= 1:
        raise ValueError(f"The part {part!r} is {value}; a fraction lies between 0 and 1.")
    return fraction
