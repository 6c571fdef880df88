"""How many tiles each TFRecord gives at most, in numbers that Slideflow 3.0.2 gave."""

from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.dataset.made import write_slide
from tests.unit.dataset.study import PATIENTS, TILES, annotations, by_slide, open_study, write_study
from tfrviewer.dataset.cohort.clipping import apportioned, cut_groups, cut_groups_exactly
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import DatasetError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_study(tmp_path_factory.mktemp("study"))


@pytest.fixture
def study(folder: Path) -> Dataset:
    return open_study(folder)


def clipped(dataset: Dataset) -> dict[str, int]:
    return {name: counts["clipped"] for name, counts in dataset.manifest("name").items()}


SUBTYPE_CLIP = {
    "a1": 5,
    "a2": 10,
    "b1": 7,
    "c1": 30,
    "c2": 5,
    "c3": 1,
    "d1": 6,
    "e1": 21,
    "f1": 4,
    "g1": 15,
    "h1": 4,
    "h2": 4,
}
BOTH_CLIP = {
    "a1": 2,
    "a2": 4,
    "b1": 7,
    "c1": 5,
    "c2": 0,
    "c3": 0,
    "d1": 7,
    "e1": 5,
    "f1": 1,
    "g1": 7,
    "h1": 3,
    "h2": 3,
}


def test_that_without_arguments_nothing_is_clipped(study: Dataset) -> None:
    assert study.clip().clips == {}
    assert study.num_tiles == study.clip().num_tiles == 165
    assert clipped(study) == TILES


def test_that_max_tiles_bounds_each_tfrecord(study: Dataset) -> None:
    dataset = study.clip(9)
    assert by_slide(dataset.clips) == clipped(dataset)
    assert clipped(dataset) == {slide: min(9, tiles) for slide, tiles in TILES.items()}
    assert dataset.num_tiles == 92


@pytest.mark.parametrize("most", [0, 3])
def test_that_slides_are_clipped_to_the_smallest(study: Dataset, most: int) -> None:
    assert set(clipped(study.clip(most, "slide")).values()) == {1}
    larger = study.filter(min_tiles=8).clip(most, "slide")
    assert set(clipped(larger).values()) == {most or 8}


def test_that_categories_are_clipped_in_proportion_and_rounded_down(study: Dataset) -> None:
    assert clipped(study.clip(strategy="category", headers="subtype")) == SUBTYPE_CLIP
    dataset = study.clip(strategy="category", headers=["subtype", "site"])
    assert clipped(dataset) == BOTH_CLIP
    assert dataset.num_tiles == 44


def test_that_max_tiles_holds_for_categories_as_well(study: Dataset) -> None:
    # Slideflow forgets it: its numbers are those of `SUBTYPE_CLIP`.
    dataset = study.clip(5, "category", headers="subtype")
    assert clipped(dataset) == {
        slide: {"c3": 1}.get(slide, 5 if slide[0] in "bcg" else 3) for slide in TILES
    }


@pytest.mark.parametrize("most", [0, 12])
def test_that_each_patient_gives_as_many_tiles_as_the_smallest(study: Dataset, most: int) -> None:
    # Slideflow lets each TFRecord give as many: 13 of patient P3.
    numbers = clipped(study.clip(most, "patient"))
    totals: Counter[str] = Counter()
    for slide, number in numbers.items():
        assert number <= min(TILES[slide], most or TILES[slide])
        totals[PATIENTS[slide]] += number
    assert set(totals.values()) == {7}
    assert numbers["e1"] == 7
    assert (numbers["a1"], numbers["a2"]) == ((3, 4) if most else (2, 5))


def test_that_a_clip_of_no_tile_gives_none(study: Dataset) -> None:
    # Slideflow's loaders take a clip of 0 for none, and give all tiles.
    dataset = study.clip(strategy="category", headers=["subtype", "site"])
    given = Counter(record["slide"] for record in dataset.interleave(infinite=False))
    assert given == Counter({slide: number for slide, number in BOTH_CLIP.items() if number})


def test_that_shares_are_exact_where_floating_point_is_not() -> None:
    assert int(49 * (1 / 49)) == 0  # what Slideflow makes of 1 of 49 tiles
    assert cut_groups([49, 1], ["a", "b"]) == [1, 1]


def test_that_no_category_loses_all_tiles_by_rounding() -> None:
    # Slideflow clips each of the small ones to 0, and its loaders then take all of them.
    assert cut_groups([2, 1, 1, 1], ["a", "b", "b", "b"]) == [2, 1, 1, 0]
    assert cut_groups([30, 40, 50, 1], ["a", "a", "a", "b"]) == [0, 0, 1, 1]
    assert cut_groups([30, 40, 50, 4], ["a", "a", "a", "b"]) == [1, 1, 1, 4]


def test_that_tfrecords_without_tiles_count_for_nothing(tmp_path: Path) -> None:
    write_study(tmp_path)
    write_slide(tmp_path / "empty.tfrecords", 0)
    (tmp_path / "text.tfrecords").write_text("This is a text.")
    dataset = open_study(tmp_path)
    numbers = clipped(dataset.clip(strategy="slide"))
    assert numbers == dict.fromkeys(TILES, 1) | {"empty": 0, "text": 0}
    assert clipped(dataset.clip(strategy="patient"))["b1"] == 7
    assert clipped(dataset.clip(strategy="category", headers="subtype"))["e1"] == 21


def test_that_a_second_clip_replaces_the_first(study: Dataset) -> None:
    once = study.clip(3)
    assert clipped(once.clip(9)) == clipped(study.clip(9))
    assert once.unclip().clips == {}
    assert clipped(once)["e1"] == 3
    assert study.clips == {}


def test_that_tables_show_all_records_of_a_clipped_dataset(study: Dataset) -> None:
    dataset = study.clip(1)
    assert (dataset.columns().height, dataset.num_tiles) == (165, 12)


def test_that_wrong_clips_are_refused(study: Dataset) -> None:
    with pytest.raises(ValueError, match=r"one of .*'slide'.*not 'tile'"):
        study.clip(strategy="tile")
    with pytest.raises(ValueError, match="max_tiles is -1"):
        study.clip(-1)
    with pytest.raises(TypeError, match="max_tiles"):
        study.clip(2.5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="headers"):
        study.clip(strategy="category")
    with pytest.raises(DatasetError, match=r"no column “subtyp”.*Did you mean “subtype”"):
        study.clip(strategy="category", headers="subtyp")


def test_that_slides_without_annotations_are_named(folder: Path) -> None:
    dataset = Dataset(folder, annotations=annotations().filter(pl.col("slide") != "e1"))
    message = r"1 slide of 12 has nothing.*“patient”: e1.*filter\(filter_blank='patient'\)"
    with pytest.raises(DatasetError, match=message):
        dataset.clip(strategy="patient")
    assert dataset.filter(filter_blank="patient").clip(strategy="patient").num_tiles == 49
    with pytest.raises(DatasetError, match="There are no annotations"):
        Dataset(folder).clip(strategy="patient")


def test_that_nothing_cannot_be_clipped(study: Dataset, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"No TFRecord passes the filters \(site = S3; subtype"):
        study.filter({"site": "S3", "subtype": "B"}).clip(3)
    with pytest.raises(DatasetError, match="There are no TFRecords"):
        Dataset(tmp_path).clip(3)
    write_slide(tmp_path / "empty.tfrecords", 0)
    with pytest.raises(DatasetError, match="None of 1 TFRecord has a tile"):
        Dataset(tmp_path).clip(3)


@given(st.lists(st.integers(0, 1000), min_size=1).filter(any), st.floats(0, 1))
def test_that_parts_sum_to_what_is_divided(shares: list[int], part: float) -> None:
    number = int(part * sum(shares))
    parts = apportioned(number, shares)
    assert sum(parts) == number
    for got, share in zip(parts, shares, strict=True):
        assert 0 <= got <= share
        assert abs(got - share * number / sum(shares)) < 1


@given(st.lists(st.tuples(st.integers(0, 500), st.sampled_from("abc"))))
def test_that_groups_give_as_many_tiles_as_the_smallest(files: list[tuple[int, str]]) -> None:
    tiles, groups = [count for count, _ in files], [group for _, group in files]
    totals = Counter[str]()
    for count, group in files:
        totals[group] += count
    least = min(filter(None, totals.values()), default=0)
    exactly, roughly = Counter[str](), Counter[str]()
    for group, kept in zip(groups, cut_groups_exactly(tiles, groups), strict=True):
        exactly[group] += kept
    for group, kept in zip(groups, cut_groups(tiles, groups), strict=True):
        roughly[group] += kept
    for group, total in totals.items():
        assert exactly[group] == (least if total else 0)
        assert exactly[group] - groups.count(group) < roughly[group] <= exactly[group]
        assert roughly[group] or not total
