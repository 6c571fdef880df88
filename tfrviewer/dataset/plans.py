"""Splits that were made before, in the JSON files in which Slideflow keeps them.

A file is a list of plans: strategy, the patients with their labels and slides, and the slides of
each part (`training` and `validation`, or `k-fold-1` and so on).
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

from tfrviewer.atomic import write_atomically
from tfrviewer.dataset.refusals import refusal
from tfrviewer.dataset.splitting import TRAINING, VALIDATION, Patient, Split, part_name

Parts: TypeAlias = dict[str, list[str]]
"""The names of the patients of each part."""

_FORM = "A plan file is a JSON list of plans, as Slideflow writes to splits.json."


def read_plans(path: Path, *, missing_ok: bool = False) -> list[Any]:
    """Return the plans in a file.

    Args:
        path: The file.
        missing_ok: Return none if there is no such file.

    Raises:
        DatasetError: If it cannot be read, or is no such list.
    """
    try:
        told = json.loads(path.read_bytes())
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        if missing and missing_ok:
            return []
        raise refusal(
            f"The splits cannot be read: {error.strerror or error}.",
            "To begin such a file, name it as write_splits." if missing else "",
            file=str(path),
        ) from error
    except (ValueError, RecursionError) as error:
        raise refusal(f"The splits are not JSON: {error}.", _FORM, file=str(path)) from None
    if not isinstance(told, list):
        raise refusal("It holds no list of splits.", _FORM, file=str(path))
    return told


def find_plan(plans: Sequence[Any], split: Split, patients: Sequence[Patient]) -> Parts | None:
    """Return the first plan that was made for these very patients, with their labels.

    Slides that patients have got since, or lost, are where their patients are. Left out are plans
    of another strategy, number of folds or share of patients for validation; and those that have
    a patient in two parts or in none, or divide a site if sites are to be preserved.
    """
    for plan in plans:
        parts = _parts(plan, split, patients)
        if parts is not None and _fits(parts, split, patients):
            return parts
    return None


def add_plan(path: Path, split: Split, patients: Sequence[Patient], parts: Parts) -> None:
    """Write a plan after those in a file, which is made if it is not there.

    Raises:
        DatasetError: If the file there is no plan file; it stays as it is.
        OSError: If it cannot be written.
    """
    by_name = {patient.name: patient for patient in patients}
    plan = {
        "strategy": split.strategy,
        "patients": {
            patient.name: {
                "outcome_label": patient.label,
                "slides": list(patient.slides),
                **({} if patient.group is None else {"site": patient.group}),
            }
            for patient in patients
        },
        "tfrecords": {
            part: [slide for name in names for slide in by_name[name].slides]
            for part, names in parts.items()
        },
    }
    plans = [*read_plans(path, missing_ok=True), plan]
    write_atomically(path, json.dumps(plans, indent=1, ensure_ascii=False).encode())


def _parts(plan: Any, split: Split, patients: Sequence[Patient]) -> Parts | None:  # noqa: ANN401 - what a file holds
    """Return the parts of a plan for these patients; None if it is not about them."""
    if not isinstance(plan, dict) or plan.get("strategy") != split.strategy:
        return None
    known, slides = plan.get("patients"), plan.get("tfrecords")
    if not isinstance(known, dict) or not isinstance(slides, dict):
        return None
    labels = {
        name: told.get("outcome_label") if isinstance(told, dict) else None
        for name, told in known.items()
    }
    if labels != {patient.name: patient.label for patient in patients}:
        return None
    patient_of = {slide: patient.name for patient in patients for slide in patient.slides}
    parts = {}
    for part, names in slides.items():
        if not isinstance(names, list):
            return None
        there = (patient_of[slide] for slide in names if patient_of.get(_text(slide)))
        parts[part] = list(dict.fromkeys(there))
    return parts


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _fits(parts: Parts, split: Split, patients: Sequence[Patient]) -> bool:
    """Tell whether parts are those that a split asks for, with every patient in one of them."""
    if split.strategy == "fixed":
        wanted = {TRAINING, VALIDATION}
    else:
        wanted = {part_name(fold) for fold in range(1, (split.folds or 0) + 1)}
    names = [name for members in parts.values() for name in members]
    if set(parts) != wanted or not all(parts.values()):
        return False
    if sorted(names) != sorted(patient.name for patient in patients):
        return False
    if split.fraction is not None and split.strategy == "fixed":
        return len(parts[VALIDATION]) == split.validating(len(patients))
    if split.strategy == "k-fold-preserved-site":
        group_of = {patient.name: patient.group for patient in patients}
        sites = [{group_of[name] for name in members} for members in parts.values()]
        return sum(map(len, sites)) == len(set().union(*sites))
    return True
