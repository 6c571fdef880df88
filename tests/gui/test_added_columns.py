"""Columns that come from elsewhere than the records."""

import threading
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from pytestqt.qtbot import QtBot

from tfrviewer.gui.added_columns import AddedColumns
from tfrviewer.gui.session import Session

Make = Callable[..., Any]


@pytest.fixture
def opened(session: Session, synthetic: Make, open_synthetic: Make) -> Session:
    open_synthetic(synthetic([4, 2]))
    return session


def test_added_columns_are_filtered_and_sorted_by(opened: Session, qtbot: QtBot) -> None:
    opened.add_columns("scores.csv", pl.DataFrame({"attention": [0.1, 0.9, None, 0.5, 0.7, 0.3]}))
    assert opened.added == {"scores.csv": ("attention",)}
    assert opened.values("attention").to_list()[1] == 0.9
    with qtbot.waitSignal(opened.order_changed):
        opened.set_query("attention > 0.2", [("attention", True)])
    assert opened.order.tolist() == [1, 4, 3, 5]


def test_columns_of_the_same_name_take_the_place_of_those_before(opened: Session) -> None:
    opened.add_columns("a", pl.DataFrame({"p": range(6), "q": range(6)}))
    opened.add_columns("a", pl.DataFrame({"q": [7] * 6}))
    assert "p" not in opened.columns
    assert opened.values("q").to_list() == [7] * 6


def test_a_sorting_by_a_column_that_was_replaced_is_out_of_date_or_given_up(
    opened: Session, qtbot: QtBot
) -> None:
    opened.add_columns("a", pl.DataFrame({"p": range(6)}))
    with qtbot.waitSignal(opened.order_changed):
        opened.sort([("p", True)])
    opened.add_columns("a", pl.DataFrame({"p": [0] * 6}))
    assert opened.order_stale
    refused: list[str] = []
    opened.query_failed.connect(refused.append)
    with qtbot.waitSignal(opened.order_changed):
        opened.add_columns("a", pl.DataFrame({"q": [0] * 6}))
    assert (opened.sort_keys, opened.order_stale, refused) == ([], False, [])
    assert opened.order.tolist() == list(range(6))


def test_what_is_removed_is_no_longer_sorted_by(opened: Session, qtbot: QtBot) -> None:
    opened.add_columns("a", pl.DataFrame({"p": [3, 1, 2, 6, 5, 4]}))
    with qtbot.waitSignal(opened.order_changed):
        opened.sort([("p", False)])
    with qtbot.waitSignal(opened.order_changed):
        opened.remove_columns("a")
    assert opened.order.tolist() == list(range(6))
    assert not opened.added
    with pytest.raises(KeyError):
        opened.values("p")


def test_a_filter_by_what_is_removed_goes_as_well(opened: Session, qtbot: QtBot) -> None:
    opened.add_columns("a", pl.DataFrame({"p": range(6)}))
    with qtbot.waitSignal(opened.order_changed):
        opened.set_query("p > 2", [("record", True)])
    refused: list[str] = []
    opened.query_failed.connect(refused.append)
    with qtbot.waitSignal(opened.order_changed):
        opened.remove_columns("a")
    assert (opened.filter_text, opened.sort_keys, refused) == ("", [("record", True)], [])
    assert len(opened.order) == 6
    opened.history.undo()
    qtbot.waitUntil(opened.is_settled)
    assert opened.filter_text == ""


def test_what_does_not_fit_is_refused_and_nothing_changes(opened: Session) -> None:
    before = opened.columns
    with pytest.raises(ValueError, match="5 rows for 6 records"):
        opened.add_columns("a", pl.DataFrame({"p": range(5)}))
    with pytest.raises(ValueError, match="already: x"):
        opened.add_columns("a", pl.DataFrame({"x": range(6)}))
    assert opened.columns == before
    assert not opened.added


def test_added_columns_stay_when_those_of_the_records_come_late(
    session: Session, synthetic: Make, qtbot: QtBot
) -> None:
    dataset, listed, release = synthetic([4, 4]), threading.Event(), threading.Event()
    dataset.gate = lambda i: listed.wait(10) if i else None
    dataset.column_gate = lambda i: release.wait(10)
    with qtbot.waitSignal(session.records_changed):
        session.open_with(lambda: dataset, "synthetic")
    with pytest.raises(ValueError, match="still being listed"):
        session.add_columns("a", pl.DataFrame({"p": range(4)}))
    listed.set()
    qtbot.waitUntil(lambda: session.n_records == 8 and not session.loading)
    session.add_columns("a", pl.DataFrame({"p": range(8)}))
    release.set()
    qtbot.waitUntil(session.is_settled)
    assert session.values("slide").null_count() == 0
    assert session.values("p").to_list() == list(range(8))


def test_what_cannot_be_added_leaves_what_was_added_before(opened: Session) -> None:
    opened.add_columns("a", pl.DataFrame({"p": range(6)}))
    with pytest.raises(ValueError, match="already: x"):
        opened.add_columns("a", pl.DataFrame({"x": range(6)}))
    assert opened.values("p").to_list() == list(range(6))


def test_a_column_that_the_records_have_by_now_is_no_longer_an_added_one() -> None:
    added = AddedColumns()
    records = pl.DataFrame({"number": [0, 1]})
    added.add(records, "a", pl.DataFrame({"width": [7, 8], "p": [1, 2]}))
    frame = added.onto(records.with_columns(width=pl.lit(299)))
    assert added.names == {"a": ("p",)}
    assert added.remove(frame, "a").to_dict(as_series=False) == {
        "number": [0, 1],
        "width": [299, 299],
    }


def test_added_columns_stay_with_their_records_on_reload(
    session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
) -> None:
    dataset = open_synthetic(synthetic([3, 2]))
    session.add_columns("a", pl.DataFrame({"p": [1, 2, 3, 4, 5]}))
    with qtbot.waitSignal(session.order_changed):
        session.set_query("p > 1", [("p", True)])
    refused: list[str] = []
    session.query_failed.connect(refused.append)
    dataset.paths.insert(0, dataset.root / "new.tfrecords")
    dataset.counts = [2, 3, 4]  # the last one has others now
    with qtbot.waitSignal(session.settled, timeout=20_000):
        session.reload()
    assert session.values("p").to_list() == [None, None, 1, 2, 3, *[None] * 4]
    assert session.added == {"a": ("p",)}
    assert session.order.tolist() == [4, 3]
    assert refused == []
