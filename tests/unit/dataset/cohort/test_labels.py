"""Labels of slides, as Slideflow 3.0.2 gives them."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.unit.dataset.study import SUBTYPES, TILES, annotations
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import DatasetError


@pytest.fixture
def study(tmp_path: Path) -> Dataset:
    """Annotations alone: labels need no TFRecord."""
    return Dataset(tmp_path, annotations=annotations())


def test_that_categories_are_numbered_in_their_order(study: Dataset) -> None:
    numbers = {slide: {"A": 0, "B": 1}[subtype] for slide, subtype in SUBTYPES.items()}
    assert study.labels("subtype") == (numbers, ["A", "B"])
    assert study.labels(["subtype"]) == (numbers, ["A", "B"])
    assert study.labels("subtype", format="name") == (SUBTYPES, ["A", "B"])


def test_that_only_what_passes_the_filters_is_labelled(study: Dataset) -> None:
    labels, different = study.filter({"site": ["S2", "S4"]}).labels("site")
    assert labels == {"c1": 0, "c2": 0, "c3": 0, "d1": 0, "g1": 1, "h1": 1, "h2": 1}
    assert different == ["S2", "S4"]


def test_that_numbers_are_a_list_of_one(study: Dataset) -> None:
    labels, different = study.labels("score", use_float=True)
    assert (labels["a1"], labels["b1"], different) == ([0.0], [1.0], [])
    assert study.labels("score", use_float="auto") == (labels, different)


def test_that_several_columns_are_a_list_a_slide(study: Dataset) -> None:
    labels, different = study.labels(["score", "subtype"], use_float="auto")
    assert (labels["e1"], different) == ([1.0, 0], {"score": [], "subtype": ["A", "B"]})
    labels, different = study.labels(["subtype", "site"], format="name")
    assert labels["g1"] == ["B", "S4"]
    assert different == {"subtype": ["A", "B"], "site": ["S1", "S2", "S3", "S4"]}
    labels, _ = study.labels(["score", "site"], use_float={"score": True, "site": False})
    assert labels["g1"] == [1.0, 3]


def test_that_numbers_can_be_assigned(study: Dataset) -> None:
    labels, different = study.labels("subtype", assign={"subtype": {"B": 4, "A": 7}})
    assert (labels["a1"], labels["b1"], different) == (7, 4, ["A", "B"])


def test_that_a_slide_without_a_value_is_refused(tmp_path: Path) -> None:
    lines = annotations().with_columns(grade=pl.Series(["1"] * 9 + ["", " ", "2"]))
    study = Dataset(tmp_path, annotations=lines)
    message = r"2 slides of 12 have nothing.*“grade”: g1, h1\..*filter\(filter_blank='grade'\)"
    with pytest.raises(DatasetError, match=message):
        study.labels("grade")
    assert len(study.filter(filter_blank="grade").labels("grade")[0]) == 10


def test_that_labels_need_annotations(tmp_path: Path) -> None:
    for ask in (lambda: Dataset(tmp_path).labels("subtype"), Dataset(tmp_path).patients):
        with pytest.raises(DatasetError, match=r"There are no annotations.*annotations=…"):
            ask()


@pytest.mark.parametrize("value", ["1_2", "nan", "inf", "1,5", "x"])
def test_that_what_is_no_number_is_no_float(tmp_path: Path, value: str) -> None:
    lines = annotations().with_columns(age=pl.Series(["1.5"] * 11 + [value]))
    study = Dataset(tmp_path, annotations=lines)
    with pytest.raises(DatasetError, match=f"“age” has values that are no numbers: {value}"):
        study.labels("age", use_float=True)
    assert study.labels("age", use_float="auto")[1] == sorted(["1.5", value])


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"headers": "grade"}, DatasetError, "no column “grade”"),
        ({"headers": []}, ValueError, "no column"),
        ({"headers": 3}, TypeError, "headers"),
        ({"headers": "site", "format": "number"}, ValueError, "format is one of"),
        ({"headers": "site", "use_float": "maybe"}, ValueError, "use_float is True"),
        ({"headers": "site", "use_float": {"score": True}}, ValueError, "nothing of .*'site'"),
        ({"headers": "site", "assign": {"score": {}}}, ValueError, "nothing of .*'site'"),
        ({"headers": "site", "assign": {"site": {"S1": 0}}}, ValueError, "S2, S3, S4"),
    ],
)
def test_that_wrong_arguments_are_refused(
    study: Dataset, arguments: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        study.labels(**arguments)


def test_that_slides_and_patients_need_no_tfrecord(study: Dataset) -> None:
    assert study.slides() == list(TILES)
    assert study.patients()["h2"] == "P8"
    assert study.filter({"site": "S4"}).patients() == {"g1": "P7", "h1": "P8", "h2": "P8"}


def test_that_one_value_is_not_taken_for_two(tmp_path: Path) -> None:
    for other in ("A ", "\tA", "\u00a0A"):
        lines = annotations().with_columns(grade=pl.Series(["A"] * 11 + [other]))
        study = Dataset(tmp_path, annotations=lines)
        with pytest.raises(DatasetError, match=r"in the column “grade” differ only in the space"):
            study.labels("grade")
        assert study.filter({"site": "S1"}).labels("grade")[1] == ["A"]
    lines = annotations().with_columns(grade=pl.Series(["Mu\u0308ller"] * 11 + ["M\u00fcller"]))
    with pytest.raises(DatasetError, match=r"differ only in how letters with accents are coded"):
        Dataset(tmp_path, annotations=lines).labels("grade", format="name")
    lines = annotations().with_columns(grade=pl.Series(["1"] * 11 + [" 1"]))
    labels, _ = Dataset(tmp_path, annotations=lines).labels("grade", use_float=True)
    assert list(labels.values()) == [[1.0]] * 12
