"""Whatever is derived from a dataset, and in whatever order: what it tells is what it delivers."""

import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.dataset.study import TILES, open_study, write_study
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import DatasetError

Step = Callable[[Dataset], Dataset]
STEPS: dict[str, Step] = {
    "some sites": lambda one: one.filter({"site": ["S1", "S2", "S3"]}),
    "a subtype": lambda one: one.filter({"subtype": "A"}),
    "large ones": lambda one: one.filter(min_tiles=8),
    "all": lambda one: one.clear_filters(),
    "few tiles": lambda one: one.clip(7),
    "patients cut": lambda one: one.clip(9, "patient"),
    "categories cut": lambda one: one.clip(strategy="category", headers=["subtype", "site"]),
    "whole": lambda one: one.unclip(),
    "by tile": lambda one: one.balance(strategy="tile"),
    "by patient": lambda one: one.balance(strategy="patient"),
    "by category": lambda one: one.balance("subtype"),
    "not weighed": lambda one: one.balance(strategy=None),
    "training": lambda one: one.split(labels="subtype", val_fraction=0.4)[0],
    "validating": lambda one: one.split(labels="subtype", val_fraction=0.4)[1],
}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return open_study(write_study(tmp_path_factory.mktemp("study")))


def derived(dataset: Dataset, steps: list[str]) -> Dataset:
    for step in steps:
        try:
            dataset = STEPS[step](dataset)
        except DatasetError:
            continue  # the step is refused, and the dataset is as it was
    return dataset


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=6))
@settings(deadline=None)
def test_that_a_derived_dataset_delivers_what_it_tells(study: Dataset, steps: list[str]) -> None:
    one = derived(study, steps)
    told = {Path(path).stem: tiles["clipped"] for path, tiles in one.manifest().items()}
    assert sum(told.values()) == one.num_tiles
    if not one.num_tiles:
        with pytest.raises(DatasetError):
            one.interleave()
        return
    loader = one.interleave(infinite=False, description=["slide"], seed=0)
    assert Counter(record["slide"] for record in loader) == +Counter(told)
    if one.prob_weights is not None:
        assert math.isclose(math.fsum(one.prob_weights.values()), 1)
        drawn = {Path(path).stem for path, weight in one.prob_weights.items() if weight}
        assert drawn == {slide for slide, tiles in told.items() if tiles}


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=6))
@settings(deadline=None)
def test_that_deriving_changes_nothing(study: Dataset, steps: list[str]) -> None:
    derived(study, steps)
    assert (study.clips, study.prob_weights, study.filters, study.min_tiles) == ({}, None, {}, 0)
    assert study.num_tiles == sum(TILES.values())
    assert study.slides() == list(TILES)
