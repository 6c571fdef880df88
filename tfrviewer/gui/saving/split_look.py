"""What a split would give: how much each part gets, and what lies where it goes.

For worker threads.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tfrviewer.build.request.choices import Existing
from tfrviewer.build.subset.choices import SplitBy
from tfrviewer.build.subset.parts import by_conditions, checked_parts
from tfrviewer.build.subset.split import Patients, divide
from tfrviewer.build.subset.split_folder import SPLIT, refuse_other_split
from tfrviewer.build.subset.targets import CopyTarget, plan_targets
from tfrviewer.dataset.discovery import MANIFEST
from tfrviewer.errors import TfrError
from tfrviewer.gui.disk_space import free_bytes
from tfrviewer.gui.saving.looking import (
    Look,
    Prepared,
    lies_inside,
    propose,
    refusal_text,
    taken,
)
from tfrviewer.gui.saving.request import SaveRequest, SplitRequest
from tfrviewer.gui.saving.source import SaveSource
from tfrviewer.jobs import CancelToken


@dataclass(frozen=True, slots=True)
class PartCount:
    """How much a part gets.

    Attributes:
        name: The part; "" for what is in none.
        records: How many records.
        slides: How many slides.
        patients: How many patients, a slide without one counting as one.
    """

    name: str
    records: int
    slides: int
    patients: int


@dataclass(frozen=True, slots=True)
class SplitLook:
    """What a split would give.

    Attributes:
        look: What lies where it goes; None where the parts themselves are wrong.
        problem: What is wrong with the parts, "" if nothing is.
        counts: What each part gets, in the order of the parts, what is in none last.
        n_patients: How many patients the annotations tell; 0 if they tell none.
    """

    look: Look | None
    problem: str = ""
    counts: tuple[PartCount, ...] = ()
    n_patients: int = 0


def look_at_split(
    source: SaveSource, prepared: Prepared, request: SplitRequest, beside: str, cancel: CancelToken
) -> SplitLook:
    """Work out what a split would give, and look at where it goes.

    Raises:
        Cancelled: If `cancel` was raised.
    """
    gathered = prepared.gathered
    try:
        parts = checked_parts(request.by, request.parts, request.rest, request.seed)
        of_given = None
        if request.by is SplitBy.FILTER:
            numbers = source.numbers(prepared.what)
            of_given = by_conditions(source.whole_frame(cancel=cancel), parts)[numbers]
        part_of = divide(
            source.dataset,
            gathered,
            request.by,
            parts,
            rest=request.rest,
            seed=request.seed,
            of_given=of_given,
        )
    except (TfrError, ValueError) as error:
        return SplitLook(None, problem=refusal_text(error))
    names = [*parts, *([] if request.rest is None else [request.rest])]
    called = Patients(source.dataset, gathered)
    patients = [called.of(slide) for slide in gathered.slides]
    groups = [patient or slide for patient, slide in zip(patients, gathered.slides, strict=True)]
    of_record = np.zeros(len(gathered), np.int32) if part_of is None else part_of
    counts = []
    for number, name in [*enumerate(names or [""]), (-1, "")]:
        mine = of_record == number
        slides = np.unique(gathered.slide_of[mine]).tolist()
        if number >= 0 or slides:
            count = int(np.count_nonzero(mine))
            own = {groups[slide] for slide in slides}
            counts.append(PartCount(name, count, len(slides), len(own)))
    target = request.target
    if target is None:
        target = propose(source, SaveRequest(), "split", len(prepared.slides), beside)
    told = {patient for patient in patients if patient}
    try:
        targets = plan_targets(
            gathered, target, request.layout, names=gathered.slides, parts=names, part_of=part_of
        )
        group_of: dict[SplitBy, Callable[[str], str]] = {
            SplitBy.FRACTION: dict(zip(gathered.slides, groups, strict=True)).__getitem__,
            SplitBy.SLIDE: str,
        }
        refuse_other_split(
            target,
            names,
            gathered,
            targets,
            request.existing,
            group_of=group_of.get(request.by),
        )
        look = _look(source, prepared, replace(request, target=target), targets, cancel)
    except (TfrError, OSError, ValueError) as error:
        look = Look(target, problem=refusal_text(error))
    return SplitLook(look, counts=tuple(counts), n_patients=len(told))


def _look(
    source: SaveSource,
    prepared: Prepared,
    request: SplitRequest,
    targets: Sequence[CopyTarget],
    cancel: CancelToken,
) -> Look:
    target = request.target
    assert target is not None
    others = [target / SPLIT, *([target / MANIFEST] if request.manifest else [])]
    there = taken(
        targets, others, source.paths, request.existing, index=request.index, cancel=cancel
    )
    kept = frozenset(there) if request.existing is Existing.SKIP else frozenset()
    rows = [one.rows for one in targets if one.path not in kept]
    return Look(
        target=target,
        is_new=not os.path.lexists(target),
        n_files=len(targets),
        needed=int(sum(prepared.sizes[own].sum() for own in rows)),
        free=free_bytes(target),
        there=tuple(there),
        inside=lies_inside(target, source),
    )
