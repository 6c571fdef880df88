import numpy as np
import polars as pl

from tfrviewer.dataset.table.by_file import counts_by_file, middles_by_file, order_by

FILES = np.array([0, 0, 0, 2, 2, 3], np.int32)


def test_that_records_are_counted_by_file() -> None:
    assert counts_by_file(FILES, 5).tolist() == [3, 0, 2, 1, 0]
    assert counts_by_file(FILES[:0], 2).tolist() == [0, 0]


def test_that_mean_and_median_are_of_the_records_asked_for_that_have_a_number() -> None:
    values = pl.Series([1.0, 2.0, 9.0, None, float("nan"), 5.0])
    among = np.array([True, True, True, True, True, False])
    mean, median = middles_by_file(values, FILES, among, 4)
    assert mean[0] == 4
    assert median[0] == 2
    assert np.isnan([*mean[1:], *median[1:]]).all()


def test_that_yes_and_no_have_a_share() -> None:
    values = pl.Series([True, False, False, True, True, True])
    mean, _ = middles_by_file(values, FILES, FILES < 9, 4)
    assert mean.round(2).tolist()[0::2] == [0.33, 1]


def test_that_files_without_a_figure_come_last_either_way() -> None:
    figures = np.array([2.0, np.nan, 7.0, 2.0])
    assert order_by(figures, descending=False).tolist() == [0, 3, 2, 1]
    assert order_by(figures, descending=True).tolist() == [2, 0, 3, 1]
