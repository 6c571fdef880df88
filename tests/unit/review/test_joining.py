"""Flags are found again by what indices tell."""

import shutil
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from tfrviewer import Dataset
from tfrviewer.review import RecordKeys, Store, flags_frame, join_flags
from tfrviewer.review.joining import keys_of
from tfrviewer.review.keys import ordinals


def made(
    x: list[int],
    *,
    size: list[int] | None = None,
    files: list[int] | None = None,
    names: tuple[str, ...] = ("a", "b"),
    slide: list[str | None] | None = None,
    located: bool = True,
    y: int = 0,
) -> RecordKeys:
    n = len(x)
    return RecordKeys.of(
        names,
        np.array(files or [0] * n, np.int32),
        np.array(x, np.int64),
        np.full(n, y, np.int64),
        np.full(n, located),
        np.array(size or [100] * n, np.int64),
        None if slide is None else pl.Series(slide, dtype=pl.String),
    )


def rows(*numbers: int) -> NDArray[np.int64]:
    return np.array(numbers, np.int64)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "review.sqlite")


def test_that_ordinals_count_equal_rows_from_the_first() -> None:
    rng = np.random.default_rng(3)
    columns = [rng.integers(0, 12, 2000) for _ in range(3)]
    seen: dict[tuple[int, ...], int] = {}
    expected = []
    for row in zip(*(column.tolist() for column in columns), strict=True):
        expected.append(seen.get(row, 0))
        seen[row] = expected[-1] + 1
    assert ordinals(*columns).tolist() == expected


def test_that_flags_return_whatever_order_the_records_have(store: Store) -> None:
    first = made([1, 2, 3, 4])
    store.flag(first.frame(rows(1, 3)), "reject", reader="r")
    store.note(first.frame(rows(0)), "fold", reader="r")
    joined = join_flags(made([4, 3, 2, 1, 5]), store.flags(reader="r"))
    assert joined.frame()["flag"].to_list() == ["reject", None, "reject", None, None]
    assert joined.frame()["note"].to_list() == [None, None, None, "fold", None]


def test_that_of_equal_records_the_flagged_one_is_found(store: Store) -> None:
    records = made([5, 5, 5])
    store.flag(records.frame(rows(1)), "keep", reader="r")
    assert join_flags(records, store.flags()).codes.tolist() == [0, 1, 0]


def test_that_records_without_locations_are_told_apart_by_their_sizes(store: Store) -> None:
    records = made([0, 0, 0], size=[10, 11, 10], located=False)
    store.flag(records.frame(rows(1, 2)), "keep", reader="r")
    assert join_flags(records, store.flags()).codes.tolist() == [0, 1, 1]
    # A location that is (0, 0) is another thing than none.
    assert not join_flags(made([0], size=[11]), store.flags()).codes.any()


def test_that_a_slide_in_two_files_has_its_flags_in_both(store: Store) -> None:
    records = made([1, 1, 2], files=[0, 1, 1], names=("a", "a"))
    store.flag(records.frame(rows(0)), "keep", reader="r")
    assert join_flags(records, store.flags()).codes.tolist() == [1, 1, 0]


def test_that_flags_follow_the_slide_that_records_name_into_a_joined_file(store: Store) -> None:
    apart = made([1, 2], files=[0, 1])
    store.flag(apart.frame(rows(1)), "reject", reader="r")
    joined = made([1, 2], names=("all",), slide=["a", "b"])
    assert join_flags(joined, store.flags()).codes.tolist() == [0, 1]
    store.flag(joined.frame(rows(0)), "keep", reader="r")
    assert join_flags(apart, store.flags()).frame()["flag"].to_list() == ["keep", "reject"]


def test_that_the_later_of_two_flags_counts(store: Store) -> None:
    before_reading = made([1], names=("file",))
    store.flag(before_reading.frame(rows(0)), "keep", reader="r")
    read = made([1], names=("file",), slide=["a"])
    store.flag(read.frame(rows(0)), "reject", reader="r")
    assert join_flags(read, store.flags()).frame()["flag"].to_list() == ["reject"]


def test_that_flags_survive_moving_and_indexing_anew(
    golden: Path, tmp_path: Path, store: Store
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    source = next(path for path in sorted(golden.glob("*.tfrecord*")) if _records(path) > 2)
    shutil.copy(source, here / "one.tfrecord")
    with Dataset(here) as dataset:
        store.flag(keys_of(dataset).frame(rows(0, 2)), "reject", reader="r")
        before = flags_frame(dataset, store, "r")
    (tmp_path / "there").mkdir()
    moved = (here / "one.tfrecord").rename(tmp_path / "there" / "one.tfrecord")
    with Dataset(moved) as dataset:
        dataset.build_index()
        after = flags_frame(dataset, store, "r")
    assert after.equals(before)
    assert after["flag"].to_list()[:3] == ["reject", None, "reject"]


def test_that_a_joined_file_has_the_flags_of_its_slides(
    golden: Path, tmp_path: Path, store: Store
) -> None:
    apart = golden / "slide-A.tfrecords"
    with Dataset(apart) as dataset:
        store.flag(keys_of(dataset).frame(rows(1)), "reject", reader="r")
    shutil.copy(apart, tmp_path / "all.tfrecords")
    with Dataset(tmp_path / "all.tfrecords") as dataset:
        assert flags_frame(dataset, store, "r")["flag"].to_list()[:3] == [None, "reject", None]


def test_that_an_image_says_nothing_of_a_tile_that_has_no_flag_any_more(store: Store) -> None:
    records = made([1])
    store.flag(records.frame(rows(0)), "keep", reader="r", images=[b"1" * 16])
    assert join_flags(records, store.flags()).images.all()
    store.flag(records.frame(rows(0)), None, reader="r")
    assert not join_flags(records, store.flags(since=-1)).images.any()


def _records(path: Path) -> int:
    with Dataset(path) as dataset:
        return len(keys_of(dataset)) if not dataset.findings else 0


def test_that_wrong_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="different lengths"):
        made([1, 2], size=[1])
    with pytest.raises(ValueError, match="no name"):
        made([1], files=[7])
