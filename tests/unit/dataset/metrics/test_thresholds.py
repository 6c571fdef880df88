"""Thresholds: which tiles a range picks out, what lies next to it, and as a filter."""

import numpy as np
import polars as pl
import pytest

from tfrviewer.dataset.metrics.counting import count_picked
from tfrviewer.dataset.metrics.thresholds import Ranked, Threshold, renamed_condition
from tfrviewer.dataset.table.query import filter_numbers
from tfrviewer.tiles.metrics import METRICS, PRESETS, Preset

VALUES = np.array([0.1, 0.9, np.nan, 0.5, 0.1, 0.7, 0.3], np.float32)


def frame_of(values: np.ndarray[tuple[int], np.dtype[np.float32]]) -> pl.DataFrame:
    """Records with these values in every metric."""
    columns = [pl.Series(name, values).fill_nan(None) for name in METRICS]
    return pl.DataFrame(columns).with_row_index("number")


@pytest.mark.parametrize(
    ("low", "high"),
    [(None, 0.1), (0.1, None), (0.1, 0.5), (0.3, 0.3), (0.95, None), (None, 0.05), (0.2, 0.25)],
)
def test_that_a_range_picks_out_what_its_filter_shows(
    low: float | None, high: float | None
) -> None:
    threshold = Threshold("whitespace", low, high)
    ranked = Ranked(VALUES)
    first, end = ranked.span(low, high)
    shown = filter_numbers(frame_of(VALUES), threshold.condition())
    assert sorted(ranked.numbers[first:end].tolist()) == shown.tolist()
    others = filter_numbers(frame_of(VALUES), threshold.opposite())
    assert sorted([*shown.tolist(), *others.tolist()]) == list(range(len(VALUES)))


def test_that_what_is_next_to_the_line_comes_first() -> None:
    ranked = Ranked(VALUES)
    first, _ = ranked.span(0.5, None)
    below, above = ranked.beside(first, 2)
    assert below.tolist() == [6, 4]
    assert above.tolist() == [3, 5]
    assert ranked.value_of(first) == pytest.approx(0.5)
    assert ranked.value_of(99) is None


def test_that_only_some_tiles_may_be_looked_at() -> None:
    ranked = Ranked(VALUES, np.array([1, 2, 3], np.uint32))
    assert ranked.count == 3
    assert ranked.numbers.tolist() == [3, 1]


def test_that_there_may_be_no_tiles() -> None:
    ranked = Ranked(np.zeros(0, np.float32))
    assert ranked.span(0.1, 0.2) == (0, 0)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=list(PRESETS))
def test_that_a_preset_picks_out_what_its_condition_does(preset: Preset) -> None:
    threshold = Threshold.of_preset(preset)
    assert threshold.condition() == preset.condition
    random = np.random.default_rng(7)
    columns = {}
    for name, metric in METRICS.items():
        top = 255.0 if metric.high is None else metric.high
        columns[name] = (random.random(4000) * top).round(2).astype(np.float32)
    # At the very limit, too.
    for limit in (preset.low, preset.high):
        if limit is not None:
            columns[preset.metric][:400] = limit
    frame = pl.DataFrame(columns).with_row_index("number")
    asked = filter_numbers(frame, preset.condition)
    among = np.arange(4000, dtype=np.uint32)
    if threshold.rest:
        among = filter_numbers(frame, threshold.rest)
    ranked = Ranked(frame[preset.metric].to_numpy(), among)
    first, end = ranked.span(threshold.low, threshold.high)
    assert sorted(ranked.numbers[first:end].tolist()) == asked.tolist()
    assert 0 < len(asked) < 4000
    assert count_picked(frame, {"it": preset.condition}) == {"it": len(asked)}


def test_that_other_limits_are_no_preset_any_more() -> None:
    preset = Threshold.of_preset(PRESETS["blank"])
    moved = preset.between(None, 0.3)
    assert moved.title == moved.text == ""
    assert moved.rest == preset.rest
    assert "tissue <= 0.3" in moved.condition()
    assert preset.between(preset.low, preset.high) is preset


def test_that_columns_may_be_called_otherwise() -> None:
    columns = {"tissue": "tissue_metric", "pen": "pen"}
    assert renamed_condition("tissue < 0.1 AND pen < 0.1", columns) == (
        "tissue_metric < 0.1 AND pen < 0.1"
    )
    assert Threshold("tissue", 0.1, None).condition({"tissue": "my tissue"}) == '"my tissue" >= 0.1'


@pytest.mark.parametrize(
    "threshold",
    [Threshold("pen", 0.1, None), Threshold.of_preset(PRESETS["fold"])],
    ids=["range", "preset"],
)
def test_that_json_gives_it_back(threshold: Threshold) -> None:
    assert Threshold.from_json(threshold.to_json()) == threshold


@pytest.mark.parametrize(
    "value",
    [None, [], {}, {"metric": 3}, Threshold("pen", 0.1).to_json() | {"low": "x"},
     Threshold("pen", 0.1).to_json() | {"high": float("nan")},
     Threshold("pen", 0.1).to_json() | {"rest": 3}],
)  # fmt: skip
def test_that_anything_else_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="no threshold"):
        Threshold.from_json(value)
