"""Folds that no site is divided between."""

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.dataset import sites
from tfrviewer.dataset.sites import folds_of_sites


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


def test_that_the_seed_alone_decides() -> None:
    patients = {f"S{i}": [i % 5 + 1, i % 3] for i in range(40)}
    turned = dict(reversed(patients.items()))
    first = folds_of_sites(patients, 5, random.Random(7))
    assert folds_of_sites(turned, 5, random.Random(7)) == first
    assert folds_of_sites(patients, 5, random.Random(8)) != first
    assert unevenness(patients, first, 5) <= 1 + 120**2 / 5 + 39**2 / 5
