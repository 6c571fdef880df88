"""Finding the TFRecord of a slide or patient, and its locations."""

import shutil
from pathlib import Path

import pytest

from tests.unit.dataset.made import tile, tree, write, write_slide
from tests.unit.dataset.study import open_study, write_study
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import DatasetError, NotATFRecordError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_study(tmp_path / "study")


def test_that_the_tfrecord_of_a_slide_is_found(folder: Path) -> None:
    for dataset in (open_study(folder), Dataset(folder)):
        assert dataset.find_tfrecord(slide="c2") == folder / "c2.tfrecords"
        assert dataset.find_tfrecord(slide="c") is None


def test_that_a_tfrecord_of_a_patient_is_found(folder: Path) -> None:
    # Slideflow looks for a slide of the patient's name.
    study = open_study(folder)
    assert study.find_tfrecord(patient="P8") == folder / "h1.tfrecords"
    assert study.find_tfrecord(patient="P9") is None
    assert study.find_tfrecord(patient="a1") is None
    with pytest.raises(DatasetError, match="There are no annotations"):
        Dataset(folder).find_tfrecord(patient="P8")


def test_that_only_what_passes_the_filters_is_found(folder: Path) -> None:
    some = open_study(folder).filter({"site": "S1"})
    assert some.find_tfrecord(slide="c2") is None
    assert some.find_tfrecord(patient="P8") is None
    with pytest.raises(DatasetError, match=r"no TFRecord of the slide “c2”.*those of: a1, a2, b1"):
        some.get_tfrecord_locations("c2")


def test_that_slide_or_patient_is_asked_for(folder: Path) -> None:
    with pytest.raises(ValueError, match="either slide or patient"):
        open_study(folder).find_tfrecord()
    with pytest.raises(ValueError, match="either slide or patient"):
        open_study(folder).find_tfrecord(slide="a1", patient="P1")


def test_that_two_tfrecords_of_one_slide_are_refused(tmp_path: Path) -> None:
    write_slide(tmp_path / "one" / "s.tfrecords", 1)
    write_slide(tmp_path / "two" / "s.tfrecords", 2)
    dataset = Dataset(tmp_path)
    for ask in (
        lambda: dataset.find_tfrecord(slide="s"),
        lambda: dataset.get_tfrecord_locations("s"),
    ):
        with pytest.raises(DatasetError, match=r"2 TFRecords are called “s”: .*one.*, .*two"):
            ask()


def test_that_locations_are_those_of_the_slide(folder: Path) -> None:
    study = open_study(folder)
    assert study.get_tfrecord_locations("c2") == [(256 * i, 512 * i) for i in range(5)]
    assert Dataset(folder).get_tfrecord_locations("c3") == [(0, 0)]
    with pytest.raises(DatasetError, match=r"“e”.*and 4 more\. Did you mean “e1”"):
        study.get_tfrecord_locations("e")


def test_that_records_without_location_have_none(tmp_path: Path) -> None:
    bare = {key: value for key, value in tile().items() if not key.startswith("loc")}
    write(tmp_path / "some.tfrecords", [tile(x=1, y=2), bare])
    write(tmp_path / "none.tfrecords", [bare, bare])
    write(tmp_path / "empty.tfrecords", [])
    dataset = Dataset(tmp_path)
    assert dataset.get_tfrecord_locations("some") == [(1, 2), None]
    assert dataset.get_tfrecord_locations("none") == [None, None]
    assert dataset.get_tfrecord_locations("empty") == []


@pytest.mark.parametrize(
    "variant", ["text.index", "zero_bytes.index.npz", "stale_shifted.index.npz", ""]
)
def test_that_no_index_is_built_or_deleted_for_locations(
    tmp_path: Path, golden: Path, variant: str
) -> None:
    # Slideflow deletes a text index, and writes one where there is none.
    shutil.copy(golden / "slide-A.tfrecords", tmp_path)
    if variant:
        name = "slide-A.index" if variant.endswith("index") else "slide-A.index.npz"
        source = golden / "index_variants" / variant
        (tmp_path / name).write_bytes(source.read_bytes())
    before = tree(tmp_path)
    located = Dataset(tmp_path).get_tfrecord_locations("slide-A")
    assert len(located) == 42
    assert located == Dataset(golden / "slide-A.tfrecords").open(0).locations
    assert tree(tmp_path) == before


def test_that_what_is_no_tfrecord_has_no_locations(tmp_path: Path) -> None:
    (tmp_path / "text.tfrecords").write_text("This is a text.")
    with pytest.raises(NotATFRecordError):
        Dataset(tmp_path).get_tfrecord_locations("text")
