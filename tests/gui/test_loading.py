from collections.abc import Callable, Iterator
from typing import Any

import polars as pl
import pytest

from tfrviewer.dataset.table.columns import blank_columns
from tfrviewer.errors import Finding, TfrError
from tfrviewer.gui.choice import Numbering
from tfrviewer.gui.loading import (
    Batch,
    FileInfo,
    Joined,
    Opened,
    join_batch,
    load_dataset,
    read_columns,
)
from tfrviewer.jobs import CancelToken

Make = Callable[..., Any]


class Clock:
    """A clock that goes on by a step each time it is looked at."""

    def __init__(self, step: float) -> None:
        self.now = 0.0
        self.step = step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def batches(seen: list[Opened | Batch]) -> list[int]:
    return [len(batch.files) for batch in seen if isinstance(batch, Batch)]


def test_the_first_file_goes_at_once_and_the_others_in_batches(synthetic: Make) -> None:
    seen: list[Opened | Batch] = []
    load_dataset(lambda: synthetic([2] * 10), CancelToken(), seen.append, clock=Clock(step=0.03))
    assert isinstance(seen[0], Opened)
    assert batches(seen)[0] == 1
    assert 1 < batches(seen)[1] < 9
    assert sum(batches(seen)) == 10


def test_a_batch_grows_while_the_one_before_is_not_taken(synthetic: Make) -> None:
    seen: list[Opened | Batch] = []
    load_dataset(
        lambda: synthetic([2] * 10),
        CancelToken(),
        seen.append,
        is_free=lambda: False,
        clock=Clock(step=1.0),
    )
    assert batches(seen) == [1, 9]


def test_numbers_go_on_from_batch_to_batch(synthetic: Make) -> None:
    seen: list[Opened | Batch] = []
    load_dataset(lambda: synthetic([2, 0, 3]), CancelToken(), seen.append, clock=Clock(step=1.0))
    frame = pl.concat([batch.frame for batch in seen if isinstance(batch, Batch)])
    assert frame["number"].to_list() == [0, 1, 2, 3, 4]
    assert frame["record"].to_list() == [0, 1, 0, 1, 2]
    assert frame["tfrecord"].to_list() == ["slide-0"] * 2 + ["slide-2"] * 3


def test_a_dataset_without_files_is_refused(synthetic: Make) -> None:
    with pytest.raises(TfrError, match="no TFRecord"):
        load_dataset(lambda: synthetic([]), CancelToken(), lambda _: None)


class TestColumns:
    @staticmethod
    def loaded(synthetic: Make, counts: list[int]) -> tuple[pl.DataFrame, tuple[FileInfo, ...]]:
        batch = join_batch(list(synthetic(counts).load()), 0, Numbering())
        return batch.frame, batch.files

    def test_they_are_joined_no_more_often_than_it_pays(self, synthetic: Make) -> None:
        frame, files = self.loaded(synthetic, [2] * 20)
        seen: list[Joined] = []
        read: Iterator[tuple[pl.DataFrame, list[Finding]]] = (
            (columns, []) for _, columns in synthetic([2] * 20).load_columns()
        )
        read_columns(frame, files, read, seen.append, clock=Clock(step=0.1))
        assert seen[-1].done == 20
        assert len(seen) <= 5
        assert all(joined.frame.height == 40 for joined in seen)
        assert seen[0].frame["slide"].null_count() > seen[-1].frame["slide"].null_count() == 0

    def test_locations_that_no_index_holds_come_with_them(self, synthetic: Make) -> None:
        frame, files = self.loaded(synthetic, [3])
        frame = frame.with_columns(x=pl.lit(None, pl.Int64()), y=pl.lit(None, pl.Int64()))
        unknown = FileInfo(
            **{name: getattr(files[0], name) for name in FileInfo.__slots__}
            | {"locations_known": False}
        )
        columns = blank_columns(3).with_columns(
            x=pl.Series([1, None, 3], dtype=pl.Int64()), y=pl.Series([4, None, 6], dtype=pl.Int64())
        )
        seen: list[Joined] = []
        read_columns(frame, [unknown], [(columns, [])], seen.append)
        ((file_number, (x, y, there)),) = seen[0].locations
        assert file_number == 0
        assert x.tolist() == [1, 0, 3]
        assert y.tolist() == [4, 0, 6]
        assert there.tolist() == [True, False, True]
        assert seen[0].frame["x"].to_list() == [1, None, 3]

    def test_a_file_with_another_number_of_records_is_an_error(self, synthetic: Make) -> None:
        frame, files = self.loaded(synthetic, [3])
        with pytest.raises(ValueError, match="2 values for 3 records"):
            read_columns(frame, files, [(blank_columns(2), [])], lambda _: None)

    def test_annotations_are_joined_by_the_slide_of_each_record(self, synthetic: Make) -> None:
        frame, files = self.loaded(synthetic, [1, 2])
        annotations = pl.DataFrame(
            {"patient": ["P0", "P1"], "slide": ["other", "slide-1"], "format": ["x", ""]}
        )
        columns = [
            blank_columns(1).with_columns(slide=pl.lit("other")),
            blank_columns(2),  # which name no slide: the file's name tells
        ]
        seen: list[Joined] = []
        read: list[tuple[pl.DataFrame, list[Finding]]] = [(one, []) for one in columns]
        read_columns(frame, files, read, seen.append, annotations=annotations)
        assert seen[-1].frame["patient"].to_list() == ["P0", "P1", "P1"]
        assert seen[-1].labels == {"patient": "patient", "format": "format_annotation"}
        assert seen[-1].frame["format_annotation"].to_list() == ["x", None, None]
        assert seen[-1].frame.columns[-1] == "problem"
