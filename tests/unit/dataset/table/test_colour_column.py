"""A column becomes numbers with limits, or a few classes."""

import numpy as np
import polars as pl
import pytest

from tfrviewer.dataset.table.colour_column import (
    ColumnKind,
    class_counts,
    histogram,
    kind_of,
    read_classes,
    read_numbers,
    shown_of,
)
from tfrviewer.tiles.drawing.colour_scheme import Span


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        (pl.Float32(), ColumnKind.NUMBERS),
        (pl.UInt32(), ColumnKind.NUMBERS),
        (pl.String(), ColumnKind.CLASSES),
        (pl.Categorical(), ColumnKind.CLASSES),
        (pl.Boolean(), ColumnKind.CLASSES),
        (pl.List(pl.Int64()), ColumnKind.NEITHER),
        (pl.Binary(), ColumnKind.NEITHER),
    ],
    ids=str,
)
def test_that_the_type_says_what_a_column_is(dtype: pl.DataType, kind: ColumnKind) -> None:
    assert kind_of(dtype) is kind


def test_that_limits_leave_outliers_out_and_skip_what_is_no_number() -> None:
    column = read_numbers(
        pl.Series([*map(float, range(1, 100)), 1e9, None, float("nan"), float("inf")])
    )
    assert column.n_missing == 2
    assert (column.least, column.greatest) == (1, 1e9)
    assert column.span(whole=False, log=False) == Span(1, 117.25)
    assert column.span(whole=True, log=False) == Span(1, 1e9)


def test_that_a_logarithmic_span_begins_above_zero() -> None:
    column = read_numbers(pl.Series([-1.0, 0.0, 0.5, 8.0]))
    assert column.span(whole=True, log=True) == Span(0.5, 8, log=True)
    assert not read_numbers(pl.Series([-1.0, 0.0])).span(whole=True, log=True).log


def test_that_a_column_without_numbers_is_told() -> None:
    column = read_numbers(pl.Series([None, None], dtype=pl.Float64))
    assert column.is_empty
    assert column.span(whole=False, log=True) == Span(0, 1)


def test_that_the_most_frequent_classes_have_names_and_the_others_are_one() -> None:
    column = read_classes(pl.Series(["b", "a", "a", "c", None, "d", "d", "d"]), most=2)
    assert [(one.name, one.count, one.n_values) for one in column.classes] == [
        ("d", 3, 1),
        ("a", 2, 1),
        ("", 2, 2),
        ("", 1, 1),
    ]
    assert [one.is_rest for one in column.classes] == [False, False, True, False]
    assert column.classes[-1].is_missing
    assert column.codes.tolist() == [2, 1, 1, 2, 3, 0, 0, 0]
    assert column.n_named == 2
    assert class_counts(column, np.array([0, 1, 4, 99])).tolist() == [0, 1, 1, 1]


@pytest.mark.parametrize("dtype", [pl.Int64, pl.String])
def test_that_classes_that_are_numbers_stand_in_their_order(dtype: pl.DataType) -> None:
    column = read_classes(pl.Series([10, 10, 10, 0, 2, 2, 2, 2, 1]).cast(dtype), most=9)
    assert [one.name for one in column.classes] == ["0", "1", "2", "10", ""]
    assert column.codes.tolist() == [3, 3, 3, 0, 2, 2, 2, 2, 1]


def test_that_truth_values_and_categories_are_classes() -> None:
    assert [one.name for one in read_classes(pl.Series([True, False, True]), 9).classes] == [
        *("true", "false", "")
    ]
    slides = pl.Series(["s1", "s2", "s2"], dtype=pl.Categorical)
    assert read_classes(slides, 9).codes.tolist() == [1, 0, 0]


def test_that_a_histogram_counts_what_is_asked_for_within_the_span() -> None:
    column = read_numbers(pl.Series([0.0, 1.0, 2.0, 3.0, 4.0, 99.0, None]))
    counts = histogram(column, np.arange(1, 9), Span(0, 4), 4)
    assert counts.tolist() == [0, 1, 1, 2]


def test_that_what_a_filter_hides_is_left_out() -> None:
    assert shown_of(np.array([0, -1, 1, 2, -1]), 1, 5).tolist() == [2, 3]
