"""Splits that were made before, in the JSON files in which Slideflow keeps them.

A file is a list of plans: strategy, the patients with their labels and slides, and the slides of
each part (`training` and `validation`, or `k-fold-1` and so on).
"""

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from tfrviewer.atomic import write_atomically
from tfrviewer.dataset.cohort.file_lock import locked
from tfrviewer.dataset.cohort.splitting import TRAINING, VALIDATION, Patient, Split, part_name
from tfrviewer.dataset.refusals import refusal
from tfrviewer.dataset.words import counted, listed, short
from tfrviewer.errors import Finding, FindingKind, Severity

Parts: TypeAlias = dict[str, list[str]]
"""The names of the patients of each part."""

_FORM = "A plan file is a JSON list of plans, as Slideflow writes to splits.json."


def kept_parts(
    split: Split,
    patients: Sequence[Patient],
    splits: str | os.PathLike[str] | None,
    write_splits: str | os.PathLike[str] | None,
) -> tuple[Parts, list[Finding]]:
    """Return the parts of a split that was made before, or else of a new one.

    Args:
        split: What is asked for.
        patients: All of them.
        splits: The file that must have it, unless `write_splits` is given.
        write_splits: The file that a new one is added to.

    Returns:
        The parts, and what is to be told of a new one.

    Raises:
        DatasetError: If there is none and none is to be made, or a file holds no plans.
        OSError: If it cannot be written.
    """
    earlier = [] if splits is None else read_plans(Path(splits))
    if not split.can_be_kept:
        return split.part(patients), []
    parts = find_plan(earlier, split, patients)
    not_earlier = ""
    if splits is not None and parts is None:
        not_earlier = why_none_fits(earlier, split, patients)
        if write_splits is None:
            raise refusal(
                not_earlier,
                "Ask for what it was made for; or for a new one, with write_splits, to which it "
                "is added, or without splits.",
                file=str(splits),
            )
    if write_splits is None:
        return split.part(patients) if parts is None else parts, []
    kept, not_there = keep_plan(Path(write_splits), split, patients, parts)
    told = [(splits, not_earlier), (write_splits, not_there if parts is None else "")]
    return kept, [_new_split(str(path), why) for path, why in told if why]


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
        try:
            return _parts(plan, split, patients)
        except _MisfitError:
            continue
    return None


def why_none_fits(plans: Sequence[Any], split: Split, patients: Sequence[Patient]) -> str:
    """Return what is said of plans of which `find_plan` finds none: why the last ones do not fit.

    The last one of that strategy is told of, since it is most likely meant.
    """
    of_strategy = [plan for plan in plans if _strategy(plan) == split.strategy]
    if not of_strategy:
        there = listed(sorted({_strategy(plan) for plan in plans} - {""}))
        return f"None of {counted(len(plans), 'split')} is by {split.strategy}, but by: {there}."
    try:
        _parts(of_strategy[-1], split, patients)
    except _MisfitError as misfit:
        one = "It" if len(of_strategy) == 1 else f"Of {len(of_strategy):,}, the last one"
        return f"No split by {split.strategy} fits. {one} {misfit}."
    raise ValueError("The last plan fits.")


def keep_plan(
    path: Path, split: Split, patients: Sequence[Patient], parts: Parts | None
) -> tuple[Parts, str]:
    """Return the parts that a file has, or add these, or new ones, to it.

    Nobody else changes the file meanwhile: of several processes that ask at once, one draws, and
    the others use what it drew.

    Args:
        path: The file, which is made if it is not there; a link to it stays a link.
        split: What is asked for.
        patients: All of them.
        parts: Parts known from elsewhere, to be returned and kept; None takes those of the file,
            or new ones.

    Returns:
        The parts, and why the plans in the file do not fit: "" if one does, or there are none.

    Raises:
        DatasetError: If the file there is no plan file; it stays as it is.
        OSError: If it cannot be written.
    """
    path = Path(os.path.realpath(path))
    with locked(path):
        plans = read_plans(path, missing_ok=True)
        there = find_plan(plans, split, patients)
        if there is not None:
            return (there if parts is None else parts), ""
        parts = split.part(patients) if parts is None else parts
        text = json.dumps(
            [*plans, _plan(split, patients, parts)], indent=1, ensure_ascii=False, allow_nan=False
        )
        write_atomically(path, text.encode())
    return parts, why_none_fits(plans, split, patients) if plans else ""


def _new_split(path: str, why: str) -> Finding:
    return Finding(
        kind=FindingKind.NEW_SPLIT,
        severity=Severity.NOTE,
        file=path,
        message=why,
        remedy="Another split was taken. Do not compare with models that one of these trained.",
    )


def _plan(split: Split, patients: Sequence[Patient], parts: Parts) -> dict[str, Any]:
    by_name = {patient.name: patient for patient in patients}
    return {
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


class _MisfitError(Exception):
    """Why a plan is not the one that is asked for, as “It …” goes on."""


def _strategy(plan: object) -> str:
    told = plan.get("strategy") if isinstance(plan, dict) else None
    return told if isinstance(told, str) else ""


def _parts(plan: Any, split: Split, patients: Sequence[Patient]) -> Parts:  # noqa: ANN401 - what a file holds
    """Return the parts of a plan for these patients, if it is the one that is asked for.

    Raises:
        _MisfitError: If it is not.
    """
    if _strategy(plan) != split.strategy:
        raise _MisfitError("is of another strategy")
    known, slides = plan.get("patients"), plan.get("tfrecords")
    if not isinstance(known, dict) or not isinstance(slides, dict):
        raise _MisfitError("lacks its patients or slides")
    _check_patients(known, patients)
    patient_of = {slide: patient.name for patient in patients for slide in patient.slides}
    parts = {}
    for part, names in slides.items():
        if not isinstance(names, list):
            raise _MisfitError(f"has no list of slides in the part {short(part)}")
        there = (patient_of[slide] for slide in names if patient_of.get(_text(slide)))
        parts[part] = list(dict.fromkeys(there))
    _check_parts(parts, split, patients)
    return parts


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _check_patients(known: Mapping[str, Any], patients: Sequence[Patient]) -> None:
    """Raise unless these patients, and no others, are known with their labels."""
    names = {patient.name for patient in patients}
    for which, odd in (
        ("has not", [patient.name for patient in patients if patient.name not in known]),
        ("has, and the dataset has not,", [name for name in known if name not in names]),
    ):
        if odd:
            raise _MisfitError(f"{which} {counted(len(odd), 'patient')}: {listed(odd)}")
    for patient in patients:
        told = known[patient.name]
        label = told.get("outcome_label") if isinstance(told, dict) else None
        if label != patient.label:
            raise _MisfitError(
                f"labels patient {patient.name} {short(repr(label))}, and not "
                f"{short(repr(patient.label))}"
            )


def _check_parts(parts: Parts, split: Split, patients: Sequence[Patient]) -> None:
    """Raise unless parts are those that a split asks for, with every patient in one of them."""
    if split.strategy == "fixed":
        wanted = [TRAINING, VALIDATION]
    else:
        wanted = [part_name(fold) for fold in range(1, (split.folds or 0) + 1)]
    if set(parts) != set(wanted):
        raise _MisfitError(f"has the parts {listed(parts)}, and not {listed(wanted)}")
    if not all(parts.values()):
        raise _MisfitError(f"has nobody in the part {next(p for p in parts if not parts[p])}")
    times = Counter(name for members in parts.values() for name in members)
    odd = [patient.name for patient in patients if times[patient.name] != 1]
    if odd:
        raise _MisfitError(f"has in no part, or in several, {listed(odd)}")
    if split.strategy == "fixed" and split.fraction is not None:
        number, asked = len(parts[VALIDATION]), split.validating(len(patients))
        if number != asked:
            raise _MisfitError(
                f"has {counted(number, 'patient')} in validation, and {split.fraction:g} of "
                f"{len(patients):,} are {asked:,}"
            )
    if split.strategy == "k-fold-preserved-site":
        group_of = {patient.name: patient.group for patient in patients}
        sites = Counter(
            site for members in parts.values() for site in {group_of[name] for name in members}
        )
        divided = [str(site) for site, number in sites.items() if number > 1]
        if divided:
            raise _MisfitError(f"divides the site {listed(divided)}")
