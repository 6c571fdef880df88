"""Loaders of datasets that are clipped, balanced and filtered."""

from collections import Counter
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from tests.unit.dataset.made import flip, write_slide
from tests.unit.dataset.study import TILES, open_study, write_study
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import CrcError, DatasetError, NotATFRecordError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_study(tmp_path / "study")


@pytest.fixture
def study(folder: Path) -> Dataset:
    return open_study(folder)


def delivered(dataset: Dataset) -> Counter[str]:
    return Counter(record["slide"] for record in dataset.interleave(infinite=False))


def test_that_a_loader_delivers_every_record_once(study: Dataset) -> None:
    assert delivered(study) == Counter(TILES)
    some = study.filter({"site": "S3"})
    assert delivered(some) == Counter({"e1": 40, "f1": 9})


def test_that_a_loader_delivers_the_first_tiles_of_a_clip(study: Dataset) -> None:
    some = study.filter({"site": "S1"}).clip(8)
    loader = some.interleave(infinite=False)
    locations = {(record["slide"], record["loc_x"] // 256) for record in loader}
    assert locations == {(slide, i) for slide in ("a1", "a2") for i in range(8)} | {
        ("b1", i) for i in range(7)
    }
    assert loader.counts.tolist() == [8, 8, 7]


def test_that_every_pass_of_an_endless_loader_is_clipped(study: Dataset) -> None:
    some = study.filter({"site": "S3"}).clip(2)
    told = {record["loc_x"] for record in islice(some.interleave(seed=1), 50)}
    assert told == {0, 256}


def test_that_a_loader_has_the_weights_of_the_dataset(study: Dataset) -> None:
    some = study.filter({"site": "S1"})
    assert some.interleave().weights.tolist() == [1 / 3] * 3
    assert some.balance("subtype").interleave().weights.tolist() == [0.25, 0.25, 0.5]
    tiles = some.balance(strategy="tile").interleave().weights
    assert np.allclose(tiles, np.array([10, 20, 7]) / 37)


def test_that_the_seed_and_other_arguments_are_passed_on(study: Dataset) -> None:
    def draw(seed: int) -> list[str]:
        return [record["slide"] for record in islice(study.interleave(seed=seed), 40)]

    assert draw(1) == draw(1) != draw(2)
    loader = study.interleave(infinite=False, description=["loc_x"], as_numpy=True, shard=(1, 2))
    records = list(loader)
    assert len(records) == sum(tiles // 2 for tiles in TILES.values())
    assert set(records[0]) == {"loc_x"}
    assert isinstance(records[0]["loc_x"], np.ndarray)


def test_that_empty_tfrecords_are_left_out(folder: Path) -> None:
    write_slide(folder / "empty.tfrecords", 0)
    assert delivered(open_study(folder)) == Counter(TILES)


def test_that_what_is_no_tfrecord_is_refused_or_passed_over(folder: Path) -> None:
    (folder / "a1.tfrecords").write_text("This is a text.")
    study = open_study(folder)
    with pytest.raises(NotATFRecordError):
        study.interleave()
    with pytest.raises(NotATFRecordError):
        study.clip(3).interleave()
    loader = study.interleave(infinite=False, on_damage="skip")
    assert len(list(loader)) == 155


def test_that_damage_is_told_or_passed_over(folder: Path) -> None:
    flip(folder / "b1.tfrecords", -1)  # of the checksum of the last payload
    study = open_study(folder)
    with pytest.raises(CrcError, match="b1"):
        list(study.interleave(infinite=False))
    assert len(list(study.interleave(infinite=False, on_damage="skip"))) == 164
    assert len(list(study.interleave(infinite=False, check_crc=False))) == 165


def test_that_nothing_cannot_be_loaded(study: Dataset, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="No TFRecord passes the filters"):
        study.filter({"site": "S3", "subtype": "B"}).interleave()
    (tmp_path / "none").mkdir()
    with pytest.raises(DatasetError, match="There are no TFRecords"):
        Dataset(tmp_path / "none").interleave()


def test_that_a_training_set_of_a_split_loads(study: Dataset) -> None:
    training, validation = study.split(labels="subtype", val_fraction=0.4)
    told = delivered(training.clip(5, "patient").balance("subtype"))
    assert not set(told) & set(validation.slides())
    assert told.total() == 5 * len(set(training.patients().values()))
