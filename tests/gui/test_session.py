import threading
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.gui.grid.words import empty_message
from tfrviewer.gui.session import SelectMode, Session

Make = Callable[..., Any]


def damage(file: int, record: int | None = None) -> Finding:
    return Finding(
        kind=FindingKind.PAYLOAD_CRC,
        severity=Severity.ERROR,
        file=f"/synthetic/slide-{file}.tfrecords",
        record=record,
        message="The stored CRC differs.",
    )


def count_signals(session: Session) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in (
        "records_changed",
        "order_changed",
        "selection_changed",
        "current_changed",
        "focus_changed",
    ):
        counts[name] = 0

        def add(*_: object, name: str = name) -> None:
            counts[name] += 1

        getattr(session, name).connect(add)
    return counts


def test_a_dataset_is_read_whole(session: Session, synthetic: Make, open_synthetic: Make) -> None:
    open_synthetic(synthetic([3, 0, 2]))
    assert session.n_records == 5
    assert session.frame["number"].to_list() == [0, 1, 2, 3, 4]
    assert session.frame["tfrecord"].to_list() == ["slide-0"] * 3 + ["slide-2"] * 2
    assert session.frame["slide"].to_list() == ["slide-0"] * 3 + ["slide-2"] * 2
    assert session.file_number.tolist() == [0, 0, 0, 2, 2]
    assert session.record.tolist() == [0, 1, 2, 0, 1]
    assert session.order.tolist() == [0, 1, 2, 3, 4]
    assert session.columns[:4] == ["number", "tfrecord", "record", "slide"]
    assert session.columns[-2:] == ["score", "problem"]
    assert not session.pending
    assert not session.loading
    assert session.current == 0
    assert session.file_span(1) == (3, 3)
    assert [file.count for file in session.files] == [3, 0, 2]


def test_records_show_before_all_files_are_read(
    session: Session, synthetic: Make, qtbot: QtBot
) -> None:
    dataset = synthetic([4, 4])
    release = threading.Event()
    dataset.gate = lambda i: release.wait(10) if i else None
    with qtbot.waitSignal(session.records_changed):
        session.open_with(lambda: dataset, "synthetic")
    assert session.n_records == 4
    assert session.loading
    assert "slide" in session.pending
    session.click(2, ctrl=False, shift=False)
    with qtbot.waitSignal(session.settled):
        release.set()
    assert session.n_records == 8
    assert np.flatnonzero(session.selection).tolist() == [2]


def test_columns_of_read_files_show_before_the_others_are_read(
    session: Session, synthetic: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tfrviewer.gui.loading.JOIN_SECONDS", 0.0)
    dataset = synthetic([2, 2, 2])
    release = threading.Event()
    dataset.column_gate = lambda i: release.wait(10) if i == 2 else None
    session.open_with(lambda: dataset, "synthetic")
    qtbot.waitUntil(lambda: "score" in session.columns)
    assert session.frame["slide"].to_list()[0] == "slide-0"
    assert session.frame["slide"].to_list()[5] is None
    assert {"slide", "score"} <= session.pending
    with qtbot.waitSignal(session.settled):
        release.set()
    assert session.frame["slide"].null_count() == 0


def test_a_dataset_replaced_while_it_is_read_leaves_nothing_behind(
    session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
) -> None:
    old = synthetic([4, 4])
    release = threading.Event()
    old.gate = lambda i: release.wait(10) if i else None
    with qtbot.waitSignal(session.records_changed):
        session.open_with(lambda: old, "old")
    session.select_all()
    session.set_filter("number > 1")
    new = synthetic([3])
    with qtbot.waitSignal(session.settled):
        session.open_with(lambda: new, "new")
        release.set()
    assert session.n_records == 3
    assert session.dataset is new
    assert session.n_selected == 0
    assert session.filter_text == ""
    qtbot.waitUntil(lambda: old.closed)


def test_a_dataset_that_cannot_be_opened_leaves_the_one_before(
    session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
) -> None:
    before = open_synthetic(synthetic([3]))

    def fail() -> NoReturn:
        raise TfrError(damage(0))

    with qtbot.waitSignal(session.open_failed) as caught:
        session.open_with(fail, "broken")
    assert isinstance(caught.args[0], TfrError)
    assert session.dataset is before
    assert session.n_records == 3
    assert session.is_settled()


def test_a_dataset_goes_on_being_read_when_the_next_cannot_be_opened(
    session: Session, synthetic: Make, qtbot: QtBot
) -> None:
    dataset = synthetic([4, 4])
    release = threading.Event()
    dataset.column_gate = lambda i: release.wait(10)
    session.open_with(lambda: dataset, "synthetic")
    qtbot.waitUntil(lambda: session.n_records == 8 and not session.loading)

    def fail() -> NoReturn:
        raise TfrError(damage(0))

    with qtbot.waitSignal(session.open_failed):
        session.open_with(fail, "broken")
    release.set()
    qtbot.waitUntil(session.is_settled)
    assert not session.pending
    assert session.frame["slide"].null_count() == 0
    with qtbot.waitSignal(session.settled):
        session.reload()  # what is open, not what failed
    assert session.n_records == 8


def test_that_a_disk_that_is_slow_to_close_files_holds_nobody_up(
    session: Session,
    synthetic: Make,
    open_synthetic: Make,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dataset = open_synthetic(synthetic([3]))
    closed_in: list[int] = []
    monkeypatch.setattr(dataset, "close", lambda: closed_in.append(threading.get_ident()))
    session.close()
    qtbot.waitUntil(lambda: len(closed_in) == 1)
    assert closed_in != [threading.get_ident()]


def test_closing_empties_everything(
    session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
) -> None:
    dataset = open_synthetic(synthetic([3]))
    with qtbot.waitSignal(session.dataset_changed):
        session.close()
    assert session.dataset is None
    assert session.n_records == 0
    assert session.current == -1
    assert len(session.order) == 0
    qtbot.waitUntil(lambda: dataset.closed)
    with pytest.raises(IndexError):
        session.read_record(0)


def test_stopping_keeps_what_was_read(session: Session, synthetic: Make, qtbot: QtBot) -> None:
    dataset = synthetic([4, 4])
    release = threading.Event()
    dataset.gate = lambda i: release.wait(10) if i else None
    with qtbot.waitSignal(session.records_changed):
        session.open_with(lambda: dataset, "synthetic")
    session.stop_loading()
    release.set()
    assert session.n_records == 4
    assert not session.loading
    assert not session.pending


class TestReload:
    def test_the_state_of_the_window_stays(
        self, session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
    ) -> None:
        dataset = open_synthetic(synthetic([6, 6]))
        with qtbot.waitSignal(session.order_changed):
            session.set_filter("score >= 0 AND record < 4")
        with qtbot.waitSignal(session.order_changed):
            session.sort([("score", True), ("number", True)])
        session.select(np.array([2, 8]), SelectMode.REPLACE)
        session.set_current(7)
        refused: list[str] = []
        session.query_failed.connect(refused.append)
        dataset.paths.insert(0, dataset.root / "new.tfrecords")
        dataset.counts.insert(0, 2)
        with qtbot.waitSignal(session.settled, timeout=20_000):
            session.reload()
        assert session.n_records == 14
        assert session.filter_text == "score >= 0 AND record < 4"
        assert session.sort_keys == [("score", True), ("number", True)]
        assert session.order.tolist() == [11, 5, 10, 4, 9, 3, 1, 8, 2, 0]
        assert not session.order_stale
        assert np.flatnonzero(session.selection).tolist() == [4, 10]
        assert session.current == 9
        assert refused == []

    def test_a_condition_that_fits_no_more_hides_nothing(
        self, session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
    ) -> None:
        dataset = open_synthetic(synthetic([3]))
        with qtbot.waitSignal(session.order_changed):
            session.set_filter("score > 2")
        dataset.load_columns = lambda **_: iter(())
        with qtbot.waitSignals([session.query_failed, session.order_changed], timeout=20_000):
            session.reload()
        assert session.filter_text == ""
        assert session.order.tolist() == [0, 1, 2]

    def test_another_dataset_begins_anew(
        self, session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
    ) -> None:
        open_synthetic(synthetic([6]))
        with qtbot.waitSignal(session.order_changed):
            session.set_filter("record < 4")
        session.click(3, ctrl=False, shift=False)
        open_synthetic(synthetic([6]))
        assert (session.filter_text, session.current, session.n_selected) == ("", 0, 0)


class TestOrder:
    def test_a_filter_shows_what_fulfils_it(
        self, session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
    ) -> None:
        open_synthetic(synthetic([6, 6]))
        session.click(1, ctrl=False, shift=False)
        with qtbot.waitSignal(session.order_changed):
            session.set_filter("tfrecord = 'slide-1' AND record < 2")
        assert session.order.tolist() == [6, 7]
        assert session.inverse[7] == 1
        assert session.inverse[0] == -1
        assert session.n_selected == 1
        assert session.filter_text == "tfrecord = 'slide-1' AND record < 2"
        with qtbot.waitSignal(session.order_changed):
            session.set_filter("")
        assert len(session.order) == 12

    def test_a_slide_that_a_filter_hides_is_left_and_comes_back(
        self, session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
    ) -> None:
        open_synthetic(synthetic([6, 6, 6]))
        session.set_current(8)

        def after(condition: str) -> tuple[int, int]:
            with qtbot.waitSignal(session.settled):
                session.set_filter(condition)
            return session.current, session.focus_file

        assert after("tfrecord = 'slide-1' AND record < 2") == (8, 1)  # some of it is shown
        assert after("tfrecord = 'slide-0' AND record > 1") == (2, 0)
        assert after("tfrecord = 'slide-2'") == (12, 2)
        assert after("record > 50") == (12, 2)
        assert after("") == (8, 1)
        assert after("tfrecord = 'slide-0'") == (0, 0)
        session.set_current(3)
        assert after("") == (3, 0)

    def test_a_wrong_condition_says_so_and_leaves_the_order(
        self, session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
    ) -> None:
        open_synthetic(synthetic([6]))
        with qtbot.waitSignal(session.order_changed):
            session.set_filter("record < 2")
        with qtbot.waitSignal(session.query_failed) as caught:
            session.set_filter("no_such_column < 2")
        assert "no_such_column" in caught.args[0]
        assert session.order.tolist() == [0, 1]
        assert session.filter_text == "record < 2"

    def test_clicks_on_a_header_sort_up_then_down_then_not(
        self, session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
    ) -> None:
        open_synthetic(synthetic([3, 3]))
        orders = []
        for _ in range(3):
            with qtbot.waitSignal(session.order_changed):
                session.sort_by("record", add=False)
            orders.append((session.sort_keys, session.order.tolist()))
        assert orders == [
            ([("record", False)], [0, 3, 1, 4, 2, 5]),
            ([("record", True)], [2, 5, 1, 4, 0, 3]),
            ([], [0, 1, 2, 3, 4, 5]),
        ]

    def test_a_key_added_sorts_within_the_others(
        self, session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
    ) -> None:
        open_synthetic(synthetic([2, 2]))
        session.sort([("record", True)])
        with qtbot.waitSignal(session.order_changed):
            session.sort_by("number", add=True)
        assert session.sort_keys == [("record", True), ("number", False)]
        assert session.order.tolist() == [1, 3, 0, 2]

    def test_records_that_come_are_filtered_too(
        self, session: Session, synthetic: Make, qtbot: QtBot
    ) -> None:
        dataset = synthetic([4, 4])
        release = threading.Event()
        dataset.gate = lambda i: release.wait(10) if i else None
        with qtbot.waitSignal(session.records_changed):
            session.open_with(lambda: dataset, "synthetic")
        with qtbot.waitSignal(session.order_changed):
            session.set_filter("record = 1")
        assert session.order.tolist() == [1]
        release.set()
        qtbot.waitUntil(lambda: session.order.tolist() == [1, 5])

    def test_records_that_come_while_sorted_stand_at_the_end_and_say_so(
        self, session: Session, synthetic: Make, qtbot: QtBot
    ) -> None:
        dataset = synthetic([3, 3])
        release = threading.Event()
        dataset.gate = lambda i: release.wait(10) if i else None
        with qtbot.waitSignal(session.records_changed):
            session.open_with(lambda: dataset, "synthetic")
        with qtbot.waitSignal(session.order_changed):
            session.sort([("record", True)])
        release.set()
        qtbot.waitUntil(lambda: session.order.tolist() == [2, 1, 0, 3, 4, 5])
        assert session.order_stale
        qtbot.waitUntil(session.is_settled)
        with qtbot.waitSignal(session.order_changed):
            session.sort_by("record", add=False)
        assert session.sort_keys == [("record", True)]
        assert session.order.tolist() == [2, 5, 1, 4, 0, 3]
        assert not session.order_stale

    def test_a_column_that_comes_late_does_not_sort_again(
        self, session: Session, synthetic: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tfrviewer.gui.loading.JOIN_SECONDS", 0.0)
        dataset = synthetic([7])
        release = threading.Event()
        dataset.column_gate = lambda i: release.wait(10)
        session.open_with(lambda: dataset, "synthetic")
        qtbot.waitUntil(lambda: session.n_records == 7 and not session.loading)
        with qtbot.waitSignal(session.order_changed):
            session.sort([("slide", True)])
        with qtbot.waitSignal(session.settled):
            release.set()
        assert session.order_stale
        assert session.order.tolist() == list(range(7))

    def test_a_filter_on_a_column_that_comes_late_shows_what_comes(
        self, session: Session, synthetic: Make, qtbot: QtBot
    ) -> None:
        dataset = synthetic([2, 2])
        release = threading.Event()
        dataset.column_gate = lambda i: release.wait(10)
        session.open_with(lambda: dataset, "synthetic")
        qtbot.waitUntil(lambda: session.n_records == 4 and not session.loading)
        with qtbot.waitSignal(session.order_changed):
            session.set_filter("slide = 'slide-1'")
        assert len(session.order) == 0
        release.set()
        qtbot.waitUntil(lambda: session.order.tolist() == [2, 3])


class TestGestures:
    def test_each_signal_fires_once_a_gesture(
        self, session: Session, synthetic: Make, open_synthetic: Make
    ) -> None:
        open_synthetic(synthetic([5, 5]))
        counts = count_signals(session)
        session.click(7, ctrl=False, shift=False)
        assert counts == {
            "records_changed": 0,
            "order_changed": 0,
            "selection_changed": 1,
            "current_changed": 1,
            "focus_changed": 1,
        }
        session.click(7, ctrl=False, shift=False)  # nothing new
        assert sum(counts.values()) == 3

    def test_the_focus_follows_the_current_record(
        self, session: Session, synthetic: Make, open_synthetic: Make
    ) -> None:
        open_synthetic(synthetic([5, 5]))
        session.set_current(6)
        assert session.focus_file == 1

    def test_the_focus_on_a_file_goes_to_its_first_record_shown(
        self, session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
    ) -> None:
        open_synthetic(synthetic([5, 5, 0]))
        with qtbot.waitSignal(session.order_changed):
            session.sort([("number", True)])
        session.set_focus_file(1)
        assert session.current == 9
        session.set_focus_file(2)
        assert session.focus_file == 2
        assert session.current == 9

    def test_a_million_records_answer_every_gesture(
        self, session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
    ) -> None:
        open_synthetic(synthetic([1000] * 1000))
        session.select_all()
        assert session.n_selected == 1_000_000
        session.invert_selection()
        assert session.n_selected == 0
        session.click(10, ctrl=False, shift=False)
        session.click(999_999, ctrl=False, shift=True)
        assert session.n_selected == 999_990
        session.select(np.arange(0, 1_000_000, 2), SelectMode.REMOVE)
        with qtbot.waitSignal(session.order_changed):
            session.set_filter("record >= 500")
        assert len(session.order) == 500_000
        with qtbot.waitSignal(session.order_changed):
            session.sort_by("record", add=False)
        session.move(1, extend=False)
        assert session.n_selected == 1
        assert session.current == int(session.order[np.int64(session.inverse[session.current])])


class TestFindings:
    def test_findings_of_a_file_reach_its_records(
        self, session: Session, synthetic: Make, open_synthetic: Make
    ) -> None:
        about_record, about_file = damage(1, 2), damage(1)
        open_synthetic(synthetic([3, 3], {1: [about_record, about_file]}))
        assert session.findings == [about_record, about_file]
        assert [f for f in session.findings if f.record is None] == [about_file]
        assert session.findings_of_file(1) == [about_record, about_file]
        assert session.record_findings(5) == [about_record]
        assert np.flatnonzero(session.is_damaged).tolist() == [5]
        assert session.number_of(about_record) == 5

    def test_findings_made_by_views_are_told_together_and_once(
        self, session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
    ) -> None:
        open_synthetic(synthetic([3]))
        counts = []
        session.findings_changed.connect(lambda: counts.append(len(session.findings)))
        with qtbot.waitSignal(session.findings_changed):
            session.add_finding(0, damage(0, 0))
            session.add_finding(0, damage(0, 0))
            session.add_finding(None, damage(0, 1))
        assert counts == [2]
        assert np.flatnonzero(session.is_damaged).tolist() == [0, 1]


def test_a_filter_that_shows_nothing_tells_of_the_text_in_other_letters(
    session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
) -> None:
    open_synthetic(synthetic([2, 2]))
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("slide = 'SLIDE-1'")
    assert "“SLIDE-1”, but “slide-1”" in empty_message(session)
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("record > 5")
    assert empty_message(session) == "No tile matches the filter"


def test_that_many_findings_are_gone_through_some_at_a_time(
    session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
) -> None:
    open_synthetic(synthetic([3]))
    qtbot.waitUntil(session.is_settled)
    seen: list[int] = []

    def made() -> Iterator[Finding]:  # as what hides names does, of each finding
        for i in range(2500):
            seen.append(i)
            yield Finding(
                kind=FindingKind.LENGTH_CRC,
                severity=Severity.WARNING,
                file="/synthetic/slide-0.tfrecords",
                offset=i,
                message="",
            )

    before = len(session.findings)
    session.add_findings(made())
    assert len(seen) <= 1
    session.add_findings((), teller="somebody who knows nothing now")
    qtbot.waitUntil(session.is_settled)
    assert len(session.findings) == before + 2500
