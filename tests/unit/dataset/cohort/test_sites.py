"""Folds that no site is divided between."""

import random
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tfrviewer.dataset.cohort import sites
from tfrviewer.dataset.cohort.sites import folds_of_sites


def unevenness(patients: dict[str, list[int]], fold_of: dict[str, int], folds: int) -> int:
    sums = [[0] * len(next(iter(patients.values()))) for _ in range(folds)]
    for site, counts in patients.items():
        for label, count in enumerate(counts):
            sums[fold_of[site]][label] += count
    return sum(number**2 for fold in sums for number in fold)


@st.composite
def cohorts(draw: st.DrawFn, most: int = 6) -> tuple[dict[str, list[int]], int]:
    labels = draw(st.integers(1, 3))
    counts = st.lists(st.integers(0, 30), min_size=labels, max_size=labels)
    several = draw(st.lists(counts, min_size=2, max_size=most))
    return {f"S{i}": counts for i, counts in enumerate(several)}, draw(
        st.integers(2, min(4, len(several)))
    )


@given(cohorts(), st.integers())
def test_that_few_sites_are_as_even_as_can_be(
    cohort: tuple[dict[str, list[int]], int], seed: int
) -> None:
    patients, folds = cohort
    found = folds_of_sites(patients, folds, random.Random(seed))
    assert set(found.values()) == set(range(folds))
    ways = product(range(folds), repeat=len(patients))
    best = min(unevenness(patients, dict(zip(patients, way, strict=True)), folds) for way in ways)
    assert unevenness(patients, found, folds) == best


@given(cohorts(most=14), st.integers())
def test_that_no_move_or_exchange_makes_folds_more_even(
    cohort: tuple[dict[str, list[int]], int], seed: int
) -> None:
    patients, folds = cohort
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sites, "MOST_STEPS", 3)
        found = folds_of_sites(patients, folds, random.Random(seed))
    assert set(found.values()) == set(range(folds))
    least = unevenness(patients, found, folds)
    for site in patients:
        for fold in range(folds):
            moved = found | {site: fold}
            if set(moved.values()) == set(range(folds)):
                assert unevenness(patients, moved, folds) >= least
        for other in patients:
            exchanged = found | {site: found[other], other: found[site]}
            assert unevenness(patients, exchanged, folds) >= least


def test_that_the_seed_decides_between_what_is_equally_good() -> None:
    patients = {f"S{i}": [2, 1] for i in range(6)}
    found = [folds_of_sites(patients, 3, random.Random(seed)) for seed in range(40)]
    assert {fold_of["S0"] for fold_of in found} == {0, 1, 2}
    with_s0 = {next(s for s in patients if f[s] == f["S0"] and s != "S0") for f in found}
    assert with_s0 == set(patients) - {"S0"}


def test_that_the_seed_decides_which_fold_is_the_first() -> None:
    patients = {"S0": [9], "S1": [5], "S2": [3]}
    found = [folds_of_sites(patients, 3, random.Random(seed))["S0"] for seed in range(40)]
    assert set(found) == {0, 1, 2}


def test_that_what_cannot_be_better_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    given_to = []

    class Told(sites._Folds):
        def give(self, fold: int) -> None:
            given_to.append(fold)
            super().give(fold)

    monkeypatch.setattr(sites, "_Folds", Told)
    patients = {f"S{i}": [1] for i in range(30)}
    found = folds_of_sites(patients, 3, random.Random(0))
    assert unevenness(patients, found, 3) == 300
    assert len(given_to) < 100


@pytest.mark.parametrize("most", ["MOST_STEPS", "MOST_SUMS", "MOST_PRODUCTS"])
@given(cohort=cohorts(most=14), seed=st.integers())
def test_that_no_time_is_enough_for_some_folds(
    cohort: tuple[dict[str, list[int]], int], seed: int, most: str
) -> None:
    patients, folds = cohort
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sites, most, 0)
        found = folds_of_sites(patients, folds, random.Random(seed))
    assert set(found) == set(patients)
    assert set(found.values()) == set(range(folds))


def test_that_more_sites_than_calls_can_be_nested_are_dealt() -> None:
    draw = random.Random(1)
    patients = {f"S{i}": [draw.randrange(9), draw.randrange(5)] for i in range(1200)}
    found = folds_of_sites(patients, 4, random.Random(0))
    sums = [
        [sum(c[at] for s, c in patients.items() if found[s] == f) for f in range(4)]
        for at in (0, 1)
    ]
    for of_label in sums:
        assert max(of_label) - min(of_label) <= 1


def test_that_the_work_on_many_sites_and_labels_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    products = []

    class Told(sites._Improving):
        def _times(self, counts: NDArray[np.int64]) -> NDArray[np.int64]:
            products.append(self._sites.size)
            return super()._times(counts)

    monkeypatch.setattr(sites, "_Improving", Told)
    monkeypatch.setattr(sites, "MOST_PRODUCTS", 3_000_000)
    draw = random.Random(1)
    patients = {f"S{i}": [draw.randrange(9) for _ in range(50)] for i in range(300)}
    folds_of_sites(patients, 2, random.Random(0))
    assert 6_000_000 <= sum(products) <= 2 * 3_200_000


def test_that_the_seed_alone_decides() -> None:
    patients = {f"S{i}": [i % 5 + 1, i % 3] for i in range(40)}
    turned = dict(reversed(patients.items()))
    first = folds_of_sites(patients, 5, random.Random(7))
    assert folds_of_sites(turned, 5, random.Random(7)) == first
    assert folds_of_sites(patients, 5, random.Random(8)) != first
    assert unevenness(patients, first, 5) <= 1 + 120**2 / 5 + 39**2 / 5
