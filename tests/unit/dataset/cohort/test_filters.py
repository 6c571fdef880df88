"""Datasets of some of the slides, derived by filters."""

import gc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from tests.unit.dataset.made import tree, write_slide
from tests.unit.dataset.study import TILES, annotations, open_study, write_study
from tfrviewer.dataset import files as files_module
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import DatasetError, FindingKind
from tfrviewer.tfrecord.file import TFRecord


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_study(tmp_path / "study")


@pytest.fixture
def study(folder: Path) -> Dataset:
    return open_study(folder)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files opened, as they are."""
    told: list[str] = []

    class Told(TFRecord):
        def __init__(self, path: str | Path, *args: object, **options: object) -> None:
            told.append(Path(path).stem)
            super().__init__(path, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(files_module, "TFRecord", Told)
    return told


def names(dataset: Dataset) -> str:
    return " ".join(path.stem for path in dataset.tfrecords())


# -- what passes


def test_that_a_value_or_several_pass(study: Dataset) -> None:
    assert names(study.filter({"subtype": "B"})) == "b1 c1 c2 c3 g1"
    assert names(study.filter({"site": ["S3", "S1"]})) == "a1 a2 b1 e1 f1"
    assert names(study.filter(filters={"site": ["S1"], "subtype": "A"})) == "a1 a2"
    assert names(study.filter({"score": 1, "site": "S3"})) == "e1"
    assert names(study.filter({"patient": ["P8", "P8"]})) == "h1 h2"
    assert names(study.filter({"score": np.int64(1), "site": np.array(["S3"])})) == "e1"
    assert names(study.filter({"site": {"S3", "S1"}})) == "a1 a2 b1 e1 f1"
    assert names(study.filter()) == names(study)


def test_that_a_number_passes_however_it_is_written(folder: Path) -> None:
    dosages = ["1", "1.0", "01", "1e0", "2", "1_0", "10", "0.1", "one", "True", "9007199254740993"]
    lines = annotations().with_columns(dosage=pl.Series([*dosages, ""], dtype=pl.String()))
    study = Dataset(folder, annotations=lines)
    ones = "a1 a2 b1 c1"
    values: list[Any] = [1, 1.0, np.int64(1), np.float32(1), [1.0, "1"]]
    for value in values:
        assert names(study.filter({"dosage": value})) == ones
    assert names(study.filter({"dosage": "1"})) == "a1"
    assert names(study.filter({"dosage": 10})) == "d1"
    assert names(study.filter({"dosage": np.float32(0.1)})) == "e1"
    assert names(study.filter({"dosage": 9007199254740993})) == "h1"
    assert names(study.filter({"dosage": True})) == "g1"
    for odd in (9007199254740992.5, float("nan"), 3, False):
        with pytest.raises(DatasetError, match="No slide has"):
            study.filter({"dosage": odd})


def test_that_blanks_do_not_pass(folder: Path) -> None:
    grades = ["", " ", "\t", "1", None, "2", "", "", "", "", "", ""]
    lines = annotations().with_columns(grade=pl.Series(grades, dtype=pl.String()))
    study = Dataset(folder, annotations=lines)
    assert names(study.filter(filter_blank="grade")) == "c1 c3"
    assert names(study.filter(filter_blank=["site", "grade"]).filter({"grade": "2"})) == "c3"


def test_that_tfrecords_with_few_tiles_do_not_pass(study: Dataset) -> None:
    dataset = study.filter(min_tiles=9)
    assert names(dataset) == "a1 a2 c1 d1 e1 f1 g1"
    assert dataset.slides() == names(dataset).split()
    assert set(dataset.patients()) == set(names(dataset).split())
    assert names(study.filter(min_tiles=0)) == names(study)


def test_that_any_name_of_a_column_is_a_name(folder: Path) -> None:
    lines = annotations().rename({"subtype": "*", "site": "^s.*$"})
    study = Dataset(folder, annotations=lines)
    assert names(study.filter({"*": "B", "^s.*$": "S2"}, filter_blank=["*"])) == "c1 c2 c3"
    assert study.balance("*").prob_weights == open_study(folder).balance("subtype").prob_weights


def test_that_filters_are_told(study: Dataset) -> None:
    assert (study.filters, study.filter_blank, study.min_tiles) == ({}, [], 0)
    dataset = study.filter({"site": ["S1", "S3"]}, filter_blank="score", min_tiles=9)
    assert dataset.filters == {"site": ["S1", "S3"]}
    assert (dataset.filter_blank, dataset.min_tiles) == (["score"], 9)
    assert study.filters == {}
    dataset.filters["site"].append("S2")
    assert dataset.filters == {"site": ["S1", "S3"]}
    assert repr(dataset).endswith("tfrecords=4 of 12)")


def test_that_a_further_filter_never_lets_more_through(study: Dataset) -> None:
    # In Slideflow the second filter of a column replaces the first.
    some = study.filter({"site": ["S1", "S3"]}, min_tiles=9)
    assert names(some.filter({"site": ["S3", "S4"]}, min_tiles=3)) == "e1 f1"
    assert some.filter(min_tiles=3).min_tiles == 9
    with pytest.raises(DatasetError, match=r"already lets only S1, S3 through.*remove_filter"):
        some.filter({"site": "S4"})


def test_that_what_no_slide_is_all_of_leaves_an_empty_dataset(study: Dataset) -> None:
    empty = study.filter({"site": "S3", "subtype": "B"})
    assert (len(empty), empty.num_tiles, empty.manifest(), empty.slides()) == (0, 0, {}, [])
    assert empty.columns().height == 0
    assert empty.summary().tfrecords == 0
    with pytest.raises(IndexError):
        empty.open(0)


def test_that_a_slide_passes_without_annotations(folder: Path) -> None:
    dataset = Dataset(folder).filter({"slide": ["g1", "a1"]}, min_tiles=11)
    assert names(dataset) == "g1"
    assert dataset.slides() == ["g1"]
    assert dataset.filtered_annotations is None


def test_that_a_tfrecord_without_annotations_is_blank(folder: Path) -> None:
    write_slide(folder / "other.tfrecords", 3)
    study = open_study(folder)
    assert len(study) == 13
    assert names(study.filter({"slide": ["other", "a1"]})) == "a1 other"
    assert "other" not in names(study.filter(filter_blank="patient"))
    assert study.slides() == [*TILES, "other"]
    assert "other" not in study.patients()


def test_that_both_tfrecords_of_a_slide_pass(tmp_path: Path) -> None:
    write_study(tmp_path / "one")
    write_slide(tmp_path / "two" / "e1.tfrecords", 3)
    study = open_study(tmp_path)
    assert len(study.filter({"slide": "e1"})) == 2
    assert study.filter({"slide": "e1"}).names == ["one/e1", "two/e1"]
    assert len(study.filter({"slide": "e1"}, min_tiles=4)) == 1


# -- what is refused


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"sub": "A"}, r"no column “sub”\. There are: patient, slide, subtype, site, score"),
        ({"subtype": "C"}, r"No slide has “C” in the column “subtype”\. There are: A, B\."),
        ({"subtype": ["A", "C"]}, "No slide has “C”"),
        ({"slide": "a11"}, r"There are: .* and 4 more\. Did you mean .*“a1”"),
    ],
)
def test_that_what_no_slide_has_is_refused(
    study: Dataset, filters: dict[str, Any], message: str
) -> None:
    with pytest.raises(DatasetError, match=message) as error:
        study.filter(filters)
    assert error.value.finding.kind is FindingKind.BAD_REQUEST


def test_that_blanks_of_an_unknown_column_are_refused(study: Dataset, folder: Path) -> None:
    with pytest.raises(DatasetError, match="no column “grade”"):
        study.filter(filter_blank=["site", "grade"])
    with pytest.raises(DatasetError, match="There are no annotations"):
        Dataset(folder).filter(filter_blank="site")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"filters": ["site"]}, TypeError),
        ({"filters": {"site": None}}, TypeError),
        ({"filters": {"site": [None]}}, TypeError),
        ({"filter_blank": [3]}, TypeError),
        ({"min_tiles": True}, TypeError),
        ({"min_tiles": "3"}, TypeError),
        ({"min_tiles": -1}, ValueError),
    ],
)
def test_that_what_is_no_filter_is_refused(
    study: Dataset, arguments: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        study.filter(**arguments)


# -- removing


def test_that_filters_can_be_removed_one_by_one(study: Dataset) -> None:
    some = study.filter({"site": "S1", "subtype": "A"}, filter_blank="score", min_tiles=11)
    assert names(some) == "a2"
    assert names(some.remove_filter(min_tiles=True)) == "a1 a2"
    assert names(some.remove_filter(filters=["site"])) == "a2 d1 e1"
    fewer = some.remove_filter(filters="subtype", filter_blank="score", min_tiles=True)
    assert (fewer.filters, fewer.filter_blank, fewer.min_tiles) == ({"site": ["S1"]}, [], 0)
    assert names(fewer) == "a1 a2 b1"
    assert names(some.clear_filters()) == names(study)
    assert names(some) == "a2"


def test_that_filters_that_are_not_set_cannot_be_removed(study: Dataset) -> None:
    some = study.filter({"site": "S1"}, filter_blank="score")
    with pytest.raises(DatasetError, match=r"no filter on “subtype”\. There are: site"):
        some.remove_filter(filters="subtype")
    with pytest.raises(DatasetError, match=r"no filter_blank on “site”\. There are: score"):
        some.remove_filter(filter_blank="site")
    with pytest.raises(DatasetError, match="No min_tiles is set"):
        some.remove_filter(min_tiles=True)
    with pytest.raises(ValueError, match="which filters to remove"):
        some.remove_filter()


def test_that_files_do_not_come_back_without_clip_or_weight(study: Dataset) -> None:
    clipped = study.filter({"site": "S1"}).clip(3)
    with pytest.raises(DatasetError, match=r"9 TFRecords would come back.*unclip\(\)"):
        clipped.clear_filters()
    with pytest.raises(DatasetError, match="would come back"):
        study.filter({"site": "S1"}).balance(strategy="tile").remove_filter(filters="site")
    assert len(clipped.unclip().clear_filters()) == 12
    assert study.filter(min_tiles=1).clip(3).clear_filters().num_tiles == 34


def test_that_clips_stay_with_their_files(study: Dataset) -> None:
    some = study.clip(9).filter({"site": "S1"})
    assert some.num_tiles == 25
    assert {Path(path).stem: k for path, k in some.clips.items()} == {"a1": 9, "a2": 9, "b1": 7}


# -- what a derived dataset tells


def test_that_a_derived_dataset_numbers_its_own_files_and_records(study: Dataset) -> None:
    some = study.filter({"site": "S3"})
    assert (len(some), some.names, some.num_tiles) == (2, ["e1", "f1"], 49)
    frame = some.columns()
    assert frame["number"].to_list() == list(range(49))
    assert frame["tfrecord"].cast(pl.String).unique(maintain_order=True).to_list() == ["e1", "f1"]
    assert [(file.file_number, file.name, len(file)) for file in some.load()] == [
        (0, "e1", 40),
        (1, "f1", 9),
    ]
    assert some.open(1).path.stem == "f1"
    assert some.read_columns(1).height == 9
    assert [(i, frame.height) for i, frame in some.load_columns()] == [(0, 40), (1, 9)]
    with pytest.raises(IndexError):
        some.open(2)
    summary = some.summary()
    assert (summary.tfrecords, summary.slides, summary.tiles) == (2, 2, 49)
    annotated = some.filtered_annotations
    assert annotated is not None
    assert annotated["patient"].to_list() == ["P5", "P6"]
    assert some.annotations is study.annotations


def test_that_the_manifest_can_leave_filters_out(study: Dataset, folder: Path) -> None:
    some = study.filter({"site": "S3"}).clip(10)
    assert some.manifest() == {
        str(folder / "e1.tfrecords"): {"total": 40, "clipped": 10},
        str(folder / "f1.tfrecords"): {"total": 9, "clipped": 9},
    }
    assert some.manifest("name") == {
        "e1": {"total": 40, "clipped": 10},
        "f1": {"total": 9, "clipped": 9},
    }
    assert len(some.manifest(filter=False)) == 12
    assert some.manifest("name", filter=False)["a1"] == {"total": 10, "clipped": 10}
    with pytest.raises(ValueError, match="'path' or 'name'"):
        some.manifest("slide")


def test_that_two_files_of_one_name_are_two_in_the_manifest(tmp_path: Path) -> None:
    for i, folder in enumerate(("one", "two"), 1):
        write_slide(tmp_path / folder / "s.tfrecords", i)
    assert Dataset(tmp_path).manifest("name") == {
        "one/s": {"total": 1, "clipped": 1},
        "two/s": {"total": 2, "clipped": 2},
    }


def test_that_findings_are_those_of_its_files(folder: Path) -> None:
    (folder / "b1.tfrecords").write_text("This is a text.")
    study = open_study(folder)
    some, others = study.filter({"site": "S1"}), study.filter({"site": "S2"})
    assert study.num_tiles == 158
    assert [finding.kind for finding in some.findings] == [FindingKind.NOT_A_TFRECORD]
    assert others.findings == []


def test_that_building_indices_forgets_only_its_own_files(folder: Path) -> None:
    for path in folder.glob("*.npz"):
        path.unlink()
    study = open_study(folder)
    assert study.num_tiles == 165
    some = study.filter({"site": "S3"})
    assert some.build_index() == []
    assert sorted(path.name for path in folder.glob("*.npz")) == ["e1.index.npz", "f1.index.npz"]
    assert study.num_tiles == 165
    assert [file.index_state for file in some.load()] == ["found", "found"]


# -- shared files


def test_that_deriving_opens_no_file_again(study: Dataset, opened: list[str]) -> None:
    study.filter({"site": "S1"})
    assert opened == []
    assert study.num_tiles == 165
    for dataset in (
        study.filter({"site": "S1"}),
        study.filter(min_tiles=3).clip(5, "patient").balance("subtype"),
        *study.split(labels="subtype", val_fraction=0.3),
    ):
        assert dataset.columns().height > 0
        dataset.summary()
        dataset.close()
    assert sorted(opened) == sorted(TILES)


def test_that_what_a_derived_dataset_opened_its_parent_need_not_open(
    study: Dataset, opened: list[str]
) -> None:
    some = study.filter({"site": "S3"})
    assert some.open(0) is study.open(7)
    assert opened == ["e1"]


def test_that_closing_leaves_open_what_others_use(study: Dataset, opened: list[str]) -> None:
    assert study.num_tiles == 165
    same = study.clip(3)
    with study.filter({"site": "S3"}) as some:
        assert some.open(0) is study.open(7)
    same.close()
    assert len(opened) == 12
    study.open(7)
    assert len(opened) == 12
    study.close()
    study.open(7)
    assert len(opened) == 13


def test_that_a_derived_dataset_outlives_its_parent(folder: Path, opened: list[str]) -> None:
    study = open_study(folder)
    assert study.num_tiles == 165
    some = study.filter({"site": "S3"})
    study.close()
    del study
    gc.collect()
    assert some.open(0).payload(0)
    assert some.num_tiles == 49
    assert opened.count("e1") == 2


def test_that_threads_may_derive_and_read_at_once(study: Dataset, opened: list[str]) -> None:
    def work(i: int) -> tuple[int, int]:
        site = f"S{i % 4 + 1}"
        with study.filter({"site": site}).clip(1) as some:
            return some.columns().height, some.num_tiles

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(work, range(32)))
    assert told == [(37, 3), (48, 4), (49, 2), (31, 3)] * 8


def test_that_nothing_is_written_beside_the_data(study: Dataset, folder: Path) -> None:
    (folder / "e1.index.npz").unlink()
    (folder / "a1.index.npz").write_bytes(b"")
    before = tree(folder)
    some = study.filter({"site": ["S1", "S3"]}, min_tiles=2).clip(5, "patient").balance("subtype")
    some.split(val_fraction=0.5)
    some.get_tfrecord_locations("e1")
    some.get_tfrecord_locations("a1")
    some.manifest()
    assert tree(folder) == before
