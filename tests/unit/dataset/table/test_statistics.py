import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.dataset.table.statistics import Kind, Statistics, describe, histogram
from tfrviewer.jobs import Cancelled, CancelToken

BIG = st.integers(-(2**63), 2**63 - 1)


@given(st.lists(st.one_of(st.none(), st.floats(width=32)), min_size=1, max_size=40))
def test_figures_are_those_of_the_finite_values(values: list[float | None]) -> None:
    found = describe(pl.DataFrame({"a": pl.Series(values, dtype=pl.Float64)}), "a")
    present = [v for v in values if v is not None and not math.isnan(v)]
    finite = np.array([v for v in present if math.isfinite(v)])
    assert found.count == len(values)
    assert found.present == len(present)
    assert found.distinct == len(set(present))
    if len(finite):
        assert found.histogram is not None
        assert found.histogram.counts.sum() == len(finite)
        assert (found.least, found.most) == (finite.min(), finite.max())
        assert found.mean == pytest.approx(finite.mean(), rel=1e-9, abs=1e-30)
        assert found.median == pytest.approx(np.median(finite), rel=1e-9, abs=1e-30)
    else:
        assert found.histogram is None


@given(st.lists(BIG, min_size=1, max_size=40), st.integers(1, 20))
def test_a_histogram_of_whole_numbers_has_whole_bins(values: list[int], bins: int) -> None:
    found = histogram(pl.Series(values, dtype=pl.Int64), bins=bins)
    assert found.counts.sum() == len(values)
    assert len(found.counts) <= max(bins, 2)
    assert len(found.edges) == len(found.counts) + 1
    if found.whole:
        assert all(edge == int(edge) for edge in found.edges)
        for i, count in enumerate(found.counts):
            low, high = found.limits(i)
            assert count == sum(low <= v <= high for v in values)


def test_bins_of_numbers_on_a_grid_have_its_pitch() -> None:
    found = histogram(pl.Series(np.arange(100) % 32 * 1024 + 512), bins=64)
    assert (found.edges[1] - found.edges[0], len(found.counts)) == (1024, 32)
    assert (found.least, found.most, found.counts.min()) == (512, 31 * 1024 + 512, 3)


def test_the_spread_is_that_of_a_sample() -> None:
    found = describe(pl.DataFrame({"a": [1, 2, 3, 4]}), "a")
    assert found.sd == pytest.approx(1.2909944)
    assert describe(pl.DataFrame({"a": [1]}), "a").sd is None


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical, pl.Enum(["b", "a"])])
def test_texts_are_counted_the_most_frequent_first(dtype: pl.DataType) -> None:
    frame = pl.DataFrame({"count": pl.Series(["b", "a", "b", None, "a", "b"], dtype=dtype)})
    found = describe(frame, "count", np.array([0, 1, 2, 3, 4]))
    assert (found.kind, found.count, found.missing, found.distinct) == (Kind.TEXTS, 5, 1, 2)
    assert found.top == (("a", 2), ("b", 2))


def test_yes_and_no_and_lists_are_told_of() -> None:
    frame = pl.DataFrame({"good": [True, None, True], "list": [[1], [], None]})
    assert describe(frame, "good").top == ((True, 2),)
    lists = describe(frame, "list")
    assert (lists.kind, lists.count, lists.missing) == (Kind.OTHER, 3, 1)


@pytest.mark.parametrize("dtype", [pl.Int64, pl.UInt64, pl.Float32, pl.String, pl.UInt8])
def test_no_record_has_no_figures(dtype: pl.DataType) -> None:
    found: Statistics = describe(pl.DataFrame({"a": pl.Series([], dtype=dtype)}), "a")
    assert (found.count, found.present, found.mean, found.histogram) == (0, 0, None, None)


def test_it_stops_when_it_is_not_wanted_any_more() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        describe(pl.DataFrame({"a": [1]}), "a", cancel=cancel)


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="b"):
        describe(pl.DataFrame({"a": [1]}), "b")
    with pytest.raises(ValueError, match="one at least"):
        describe(pl.DataFrame({"a": [1]}), "a", bins=0)
    with pytest.raises(ValueError, match="one at least"):
        histogram(pl.Series([], dtype=pl.Int64))
