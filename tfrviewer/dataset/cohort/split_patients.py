"""Whom a split is made of: the patients of slides, with their labels and sites."""

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import polars as pl

from tfrviewer.dataset.cohort.filters import is_blank
from tfrviewer.dataset.cohort.labels import Label, refuse_look_alikes, values_of
from tfrviewer.dataset.cohort.splitting import Patient
from tfrviewer.dataset.refusals import as_list, refusal
from tfrviewer.dataset.sidecars.annotations import PATIENT, SLIDE
from tfrviewer.dataset.words import counted, listed

SplitLabels: TypeAlias = str | Sequence[str] | Mapping[str, Any]
Groups: TypeAlias = str | Mapping[str, str] | None


def patients_to_split(
    slides: pl.DataFrame,
    labels: SplitLabels | None,
    groups: Groups,
    chosen: Collection[str] | None = None,
) -> list[Patient]:
    """Return the patients of slides, sorted by name.

    Args:
        slides: A row a slide, with the columns of the annotations.
        labels: As `Dataset.split` takes them; None labels each patient with his own name, as
            Slideflow does.
        groups: The column, {slide: group} or {patient: group}; None if there are none.
        chosen: The slides to take; None takes all. The others count for the numbers of labels.

    Raises:
        DatasetError: If the annotations do not tell all that, or the slides of a patient differ.
    """
    everything = slides
    if chosen is not None:
        slides = slides.filter(pl.col(SLIDE).is_in(list(chosen)))
        if not slides.height and everything.height:
            raise refusal(
                f"None of {counted(everything.height, 'slide')} has a TFRecord with tiles.",
                "Split them by the annotations alone: from_wsi=True.",
            )
    if isinstance(labels, Mapping):
        known = [slide for slide in slides[SLIDE] if slide in labels]
        if not known:
            raise refusal(
                f"None of the {len(labels):,} slides that labels names is in the dataset.",
                f"There are: {listed(slides[SLIDE])}.",
            )
        slides = slides.filter(pl.col(SLIDE).is_in(known))
    names = slides[SLIDE].to_list()
    patients = values_of(slides, PATIENT)
    refuse_look_alikes(patients, f"the column “{PATIENT}”")
    label_names: Sequence[str] = patients
    of_slides: list[Label] = list(patients)
    if isinstance(labels, Mapping):
        of_slides = [plain_label(labels[name]) for name in names]
        label_names = list(map(str, of_slides))
    elif labels is not None:
        headers = as_list(labels, "labels")
        if not headers:
            raise ValueError("labels names no column.")
        label_names, of_slides = _columns(slides, headers, everything)
    refuse_look_alikes(label_names, "the labels")
    group_of = [None] * len(names) if groups is None else _groups(slides, patients, groups)
    refuse_look_alikes(filter(None, group_of), "the sites or folds")
    found: dict[str, list[int]] = {}
    for i, patient in enumerate(patients):
        found.setdefault(patient, []).append(i)
    for patient, lines in found.items():
        _check_same(patient, [(names[i], label_names[i]) for i in lines], "labels")
        _check_same(patient, [(names[i], group_of[i]) for i in lines], "sites or folds")
    return [
        Patient(
            patient,
            tuple(sorted(names[i] for i in lines)),
            of_slides[lines[0]],
            label_names[lines[0]],
            group_of[lines[0]],
        )
        for patient, lines in sorted(found.items())
    ]


def plain_label(label: object) -> Label:
    """Return a label as JSON holds it.

    Raises:
        TypeError: If it is none.
        ValueError: If it is not finite: JSON has no such number, and it equals not even itself.
    """
    if isinstance(label, np.generic | np.ndarray):
        label = label.tolist()
    if isinstance(label, list | tuple):
        return [_plain_number(one) for one in label]
    return _plain_number(label)


def _plain_number(label: object) -> int | float | str:
    if isinstance(label, np.generic):
        label = label.item()
    if not isinstance(label, int | float | str):
        raise TypeError(f"A label is a number or text, not {label!r}.")
    if isinstance(label, float) and not math.isfinite(label):
        raise ValueError(f"A label is {label}; leave out slides whose label is not known.")
    return label


def _columns(
    slides: pl.DataFrame, headers: Sequence[str], everything: pl.DataFrame
) -> tuple[list[str], list[Label]]:
    """Return the label of each slide for people, and as Slideflow numbers it."""
    columns = [values_of(slides, header) for header in headers]
    numbers = []
    for header, values in zip(headers, columns, strict=True):
        # A blank is no label, and has no number: others would have other ones by it.
        labelled = everything.filter(~is_blank(everything[header]))
        number_of = {value: i for i, value in enumerate(sorted(set(labelled[header])))}
        numbers.append([number_of[value] for value in values])
    if len(headers) == 1:
        return columns[0], list(numbers[0])
    joined = [
        ["-".join(map(str, line)) for line in zip(*several, strict=True)]
        for several in (columns, numbers)
    ]
    return joined[0], list(joined[1])


def _groups(
    slides: pl.DataFrame, patients: Sequence[str], groups: str | Mapping[str, str]
) -> list[str | None]:
    if isinstance(groups, str):
        return list(values_of(slides, groups))
    told = [
        groups.get(slide, groups.get(patient))
        for slide, patient in zip(slides[SLIDE], patients, strict=True)
    ]
    missing = [slide for slide, group in zip(slides[SLIDE], told, strict=True) if group is None]
    if missing:
        raise refusal(
            f"site_labels names neither {len(missing):,} of the slides nor their patients: "
            f"{listed(missing)}."
        )
    return list(map(str, told))


def _check_same(patient: str, told: Sequence[tuple[str, Hashable]], what: str) -> None:
    """Raise if the slides of a patient differ in something."""
    if len({value for _, value in told}) > 1:
        values = listed(f"{slide}: {value}" for slide, value in told)
        raise refusal(
            f"The slides of patient {patient} have different {what}: {values}.",
            "A patient is in one part, whatever his slides are; leave some of them out with "
            "filter(), or correct the annotations.",
        )
