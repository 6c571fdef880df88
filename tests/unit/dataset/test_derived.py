"""Whatever is derived from a dataset, and in whatever order: what it tells is what it delivers."""

import copy
import json
import math
import pickle
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.dataset.made import write_slide
from tests.unit.dataset.study import TILES, annotations, open_study, write_study
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import DatasetError, FindingKind

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
    for of_file in (one.clips, one.prob_weights):
        assert not of_file or list(of_file) == [str(path) for path in one.tfrecords()]
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


@pytest.mark.parametrize("step", sorted(set(STEPS) - {"all", "training", "validating"}))
def test_that_a_file_stays_open_for_whom_it_is_derived(study: Dataset, step: str) -> None:
    one = STEPS[step](study)
    for first, other in ((one, study), (study, one)):
        own, others = (each.open(_number(each, "e1")) for each in (first, other))
        assert own is others
        first.close()
        assert len(others.image(39)) > 0
        assert other.open(_number(other, "e1")) is others
        other.close()
        assert other.open(_number(other, "e1")) is not others
        other.close()


def _number(dataset: Dataset, slide: str) -> int:
    return [path.stem for path in dataset.tfrecords()].index(slide)


def test_that_a_derived_dataset_has_its_own_notes(tmp_path: Path) -> None:
    folder = write_study(tmp_path / "study")
    (folder / "manifest.json").write_text(json.dumps({"gone.tfrecords": {"total": 3}}))
    study = Dataset(folder, annotations=annotations())
    study.summary()
    kinds = {finding.kind for finding in study.findings}
    assert kinds == {FindingKind.STALE_MANIFEST}
    some = study.filter({"site": "S1"})
    assert some.findings == []
    some.summary()
    assert {finding.kind for finding in study.findings} == kinds


def test_that_a_dataset_can_be_copied_and_sent(study: Dataset) -> None:
    some = study.filter({"site": ["S1", "S3"]}).clip(7).balance("subtype")
    some.open(0)
    for other in (copy.deepcopy(some), pickle.loads(pickle.dumps(some))):
        assert other.manifest() == some.manifest()
        assert other.prob_weights == some.prob_weights
        assert other.filters == some.filters
        assert other.findings == some.findings
        assert other.open(0) is not some.open(0)
        assert len(other.columns()) == len(some.columns())
        with pytest.raises(DatasetError, match="would come back"):
            other.clear_filters()
        assert len(other.unclip().balance(strategy=None).clear_filters()) == len(study)
        other.close()


def test_that_many_tfrecords_are_found_by_slide(tmp_path: Path) -> None:
    for i in range(30):
        write_slide(tmp_path / f"s{i}.tfrecords", i)
    dataset = Dataset(tmp_path)
    some = dataset.filter({"slide": ["s3", "s20", "s7"]})
    assert some.find_tfrecord(slide="s20") == tmp_path / "s20.tfrecords"
    assert some.find_tfrecord(slide="s8") is None
    assert len(some.get_tfrecord_locations("s7")) == 7
    assert len(some.clear_filters().get_tfrecord_locations("s8")) == 8
