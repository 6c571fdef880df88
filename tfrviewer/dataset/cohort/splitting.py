"""Which patients train a model and which validate it; no patient does both.

Everything here is drawn by a seed, and depends on nothing but patients, labels and the seed: not
on the order of files or annotations, nor on the machine.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from numbers import Real

from tfrviewer.dataset.cohort.clipping import apportioned
from tfrviewer.dataset.cohort.labels import Label
from tfrviewer.dataset.cohort.sites import folds_of_sites
from tfrviewer.dataset.refusals import as_number, refusal
from tfrviewer.dataset.words import counted, listed

STRATEGIES = ("fixed", "bootstrap", "k-fold", "k-fold-preserved-site", "k-fold-manual", "none")
MODEL_TYPES = {
    "classification": True,
    "regression": False,
    "survival": False,
    "categorical": True,
    "linear": False,
}
"""Whether labels are balanced; the last two are what Slideflow called the first two before."""

TRAINING, VALIDATION = "training", "validation"
_DUST = 1e-9  # 0.29 of 100 patients are 29, though 0.29 * 100 is 28.999999999999996


@dataclass(frozen=True, slots=True)
class Patient:
    """A patient of a dataset.

    Attributes:
        name: Who it is.
        slides: The patient's slides, sorted.
        label: What all of them are labelled.
        label_name: The same, for people.
        group: The site the patient is from, or the fold that the annotations give; None if
            neither was asked for.
    """

    name: str
    slides: tuple[str, ...]
    label: Label
    label_name: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """A split that is asked for; see `Dataset.split`.

    Attributes:
        strategy: One of `STRATEGIES`.
        balanced: Whether labels are balanced.
        fraction: Of the patients, for validation.
        folds: How many folds there are.
        fold: Which one validates.
        seed: Of all that is drawn.
    """

    strategy: str
    balanced: bool
    fraction: float | None = None
    folds: int | None = None
    fold: int | str | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        if self.strategy not in STRATEGIES:
            raise ValueError(f"val_strategy is one of {STRATEGIES}, not {self.strategy!r}.")
        object.__setattr__(self, "seed", as_number(self.seed, "seed"))
        if self.seed < 0:
            raise ValueError(f"seed is {self.seed}; it is 0 or more.")
        fraction: object = self.fraction
        if fraction is not None and not isinstance(fraction, Real):
            raise TypeError(f"val_fraction is a number, not {fraction!r}.")
        if self.fraction is not None and not 0 < self.fraction < 1:
            raise ValueError(f"val_fraction is {self.fraction}; it lies between 0 and 1.")
        if self.in_folds:
            self._check_folds()

    @property
    def in_folds(self) -> bool:
        """Whether patients are in folds, one of which validates."""
        return self.strategy.startswith("k-fold")

    @property
    def can_be_kept(self) -> bool:
        """Whether a plan of it is kept for others to use again."""
        return self.strategy in ("fixed", "k-fold", "k-fold-preserved-site")

    def _check_folds(self) -> None:
        if self.fold is None:
            raise ValueError(f"{self.strategy} needs k_fold_iter: which fold validates, from 1.")
        if self.strategy == "k-fold-manual":
            return
        if self.folds is None:
            raise ValueError(f"{self.strategy} needs val_k_fold: how many folds there are.")
        folds, fold = as_number(self.folds, "val_k_fold"), as_number(self.fold, "k_fold_iter")
        if folds < 2:
            raise ValueError(f"val_k_fold is {folds}; there are 2 folds at least.")
        if not 1 <= fold <= folds:
            raise ValueError(f"k_fold_iter is {fold}; the folds are 1 to {folds}.")
        object.__setattr__(self, "folds", folds)
        object.__setattr__(self, "fold", fold)

    def sides(self, parts: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str]]:
        """Return who of the patients of each part trains, and who validates."""
        validating = VALIDATION if not self.in_folds else part_name(self.fold)
        training = [name for part, names in parts.items() if part != validating for name in names]
        return training, list(parts.get(validating, ()))

    def part(self, patients: Sequence[Patient]) -> dict[str, list[str]]:
        """Return the names of the patients of each part: training and validation, or the folds.

        Args:
            patients: All of them, none twice.

        Raises:
            DatasetError: If they are too few.
        """
        if not patients:
            raise refusal("There is no patient to be in either part.")
        draw = random.Random(self.seed)
        by_name = sorted(patients, key=lambda patient: patient.name)
        if self.strategy == "none":
            return {TRAINING: [patient.name for patient in by_name], VALIDATION: []}
        if self.strategy == "k-fold-manual":
            return self._folds_given(by_name)
        if self.in_folds:
            assert self.folds is not None
            if len(by_name) < self.folds:
                raise refusal(
                    f"{counted(len(by_name), 'patient')} cannot be in {self.folds} folds.",
                    f"Ask for {len(by_name)} folds at most.",
                )
            by_label = _shuffled(by_name, draw, balanced=self.balanced)
            if self.strategy == "k-fold":
                # Dealt label after label: folds differ by a patient at most, and so does each
                # label in them.
                dealt = [patient.name for patients in by_label for patient in patients]
                folds = [dealt[fold :: self.folds] for fold in range(self.folds)]
            else:
                folds = _folds_of_sites(by_label, self.folds, draw)
            return {part_name(i): names for i, names in enumerate(folds, 1)}
        by_label = _shuffled(by_name, draw, balanced=self.balanced)
        taken = _quotas([len(patients) for patients in by_label], self.validating(len(by_name)))
        several = list(zip(by_label, taken, strict=True))
        return {
            VALIDATION: [one.name for patients, number in several for one in patients[:number]],
            TRAINING: [one.name for patients, number in several for one in patients[number:]],
        }

    def validating(self, patients: int) -> int:
        """Return how many of so many patients validate.

        Raises:
            DatasetError: If it is none, or all of them.
        """
        if self.fraction is None:
            raise ValueError(f"{self.strategy} needs val_fraction: how many patients validate.")
        number = math.floor(self.fraction * patients + _DUST)
        if not 0 < number < patients:
            raise refusal(
                f"{self.fraction:g} of {counted(patients, 'patient')} are {number}, so that one "
                "part would have none.",
                "Ask for another val_fraction, or add patients.",
            )
        return number

    def _folds_given(self, patients: Sequence[Patient]) -> dict[str, list[str]]:
        folds: dict[str, list[str]] = {}
        for patient in sorted(patients, key=lambda patient: str(patient.group)):
            folds.setdefault(part_name(patient.group), []).append(patient.name)
        there = [part.removeprefix(part_name("")) for part in folds]
        if part_name(self.fold) not in folds:
            raise refusal(f"There is no fold {self.fold}.", f"There are: {listed(there)}.")
        if len(folds) < 2:
            raise refusal(f"All patients are in the fold {there[0]}, so that none would train.")
        if self.folds is not None and self.folds != len(folds):
            raise refusal(
                f"There are {len(folds)} folds in the annotations, not {self.folds}: "
                f"{listed(there)}.",
                "Leave val_k_fold out, or correct them.",
            )
        return folds


def part_name(fold: int | str | None) -> str:
    """Return what a fold is called in a plan."""
    return f"k-fold-{fold}"


def _shuffled(
    patients: Sequence[Patient], draw: random.Random, *, balanced: bool
) -> list[list[Patient]]:
    """Return the patients of each label in an order drawn; all as of one label if unbalanced."""
    labels: dict[str, list[Patient]] = {}
    for patient in patients:
        labels.setdefault(str(patient.label) if balanced else "", []).append(patient)
    for label in sorted(labels) if balanced else ():
        if len(labels[label]) < 2:
            raise refusal(
                f"One patient only is labelled {labels[label][0].label_name}: "
                f"{labels[label][0].name}. Nobody can be in both parts.",
                "Leave the label out with filter(), or ask for model_type='regression', which "
                "does not balance labels.",
            )
    ordered = [labels[label] for label in sorted(labels)]
    for several in ordered:
        draw.shuffle(several)
    return ordered


def _quotas(sizes: Sequence[int], number: int) -> list[int]:
    """Divide a number of patients for validation between labels, in proportion to their patients.

    Each label has a patient left for training, and one for validation, too, if there are as many
    as labels; but for that, no label is further than 1 from its due.
    """
    if len(sizes) == 1:
        return [number]
    total = sum(sizes)
    if total - number < len(sizes):
        raise refusal(
            f"{counted(total - number, 'patient')} would be left for training, and there are "
            f"{len(sizes)} labels.",
            "Ask for a smaller val_fraction.",
        )
    least = 1 if number >= len(sizes) else 0
    quotas = [
        min(max(part, least), size - 1)
        for part, size in zip(apportioned(number, sizes), sizes, strict=True)
    ]
    due = [size * number / total for size in sizes]
    while sum(quotas) != number:
        step = 1 if sum(quotas) < number else -1
        free = [
            i
            for i, (quota, size) in enumerate(zip(quotas, sizes, strict=True))
            if least <= quota + step <= size - 1
        ]
        quotas[max(free, key=lambda i: step * (due[i] - quotas[i]))] += step
    return quotas


def _folds_of_sites(
    by_label: Sequence[Sequence[Patient]], folds: int, draw: random.Random
) -> list[list[str]]:
    sites: dict[str, list[int]] = {}
    for label, patients in enumerate(by_label):
        for patient in patients:
            numbers = sites.setdefault(str(patient.group), [0] * len(by_label))
            numbers[label] += 1
    if len(sites) < folds:
        raise refusal(
            f"{counted(len(sites), 'site')} cannot be in {folds} folds without being divided: "
            f"{listed(sorted(sites))}.",
            f"Ask for {len(sites)} folds at most.",
        )
    fold_of = folds_of_sites(sites, folds, draw)
    names: list[list[str]] = [[] for _ in range(folds)]
    for patients in by_label:
        for patient in patients:
            names[fold_of[str(patient.group)]].append(patient.name)
    return names
