from pathlib import Path

import pytest

from tests.unit.dataset.made import tile, write, write_slide
from tfrviewer.training.files import TileFiles
from tfrviewer.training.labels import SlideLabels


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_slide(tmp_path / "tiles" / "a.tfrecords", 2)
    # The file is named otherwise than its slide.
    write(tmp_path / "tiles" / "b.tfrecords", [tile("slide-b"), tile("slide-c")])
    return tmp_path / "tiles"


def labels_of(labels: object, folder: Path) -> SlideLabels:
    return SlideLabels(labels, folder, TileFiles(folder))  # type: ignore[arg-type]


def test_that_a_label_is_that_of_the_records_slide(folder: Path) -> None:
    labels = labels_of({"a": 0, "slide-b": 1, "slide-c": 2}, folder)
    assert [labels.of("a", 0), labels.of("slide-b", 1), labels.of("slide-c", 1)] == [0, 1, 2]


def test_that_the_files_name_stands_for_a_slide_without_label(folder: Path) -> None:
    labels = labels_of({"a": 0, "b": 1, "slide-c": 2}, folder)
    assert [labels.of("slide-b", 1), labels.of("slide-c", 1), labels.of("", 1)] == [1, 2, 1]


def test_that_files_without_label_are_told_at_once(folder: Path) -> None:
    with pytest.raises(ValueError, match="2 of 2 TFRecords have no label: a, b"):
        labels_of({"z": 1}, folder)
    with pytest.raises(ValueError, match="1 of 2 TFRecords have no label: b"):
        labels_of({"a": 1}, folder)


def test_that_a_second_slide_in_a_file_needs_a_label(folder: Path) -> None:
    labels = labels_of({"a": 0, "slide-b": 1}, folder)
    with pytest.raises(ValueError, match="'slide-c', which has no label"):
        labels.of("slide-c", 1)


def test_that_a_label_may_be_false_or_zero(folder: Path) -> None:
    assert labels_of({"a": 0, "b": 0}, folder).of("a", 0) == 0


@pytest.mark.parametrize("wrong", [["a", "b"], 3], ids=str)
def test_labels_of_another_kind(wrong: object, folder: Path) -> None:
    with pytest.raises(TypeError, match="dict of slide to label"):
        labels_of(wrong, folder)


def test_that_paths_have_no_annotations(folder: Path) -> None:
    with pytest.raises(TypeError, match="no annotation column 'grade' without a Dataset"):
        labels_of("grade", folder)
