"""What a reader says of the records of a session."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tests.gui.windows import write_tfrecord
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.flags.colours import flag_pixels
from tfrviewer.gui.flags.keeping import Found, find_all, keys_maker
from tfrviewer.gui.flags.marks import flag_text, flag_title
from tfrviewer.gui.flags.unread import reader_of
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.review.hashing import image_hash
from tfrviewer.review.keys import RecordKeys
from tfrviewer.review.store import Gesture, Store


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two slides of eight and four tiles."""
    write_tfrecord(tmp_path / "data" / "a.tfrecords", 8)
    write_tfrecord(tmp_path / "data" / "b.tfrecords", 4)
    return tmp_path / "data"


def open_data(session: Session, data: Path, qtbot: QtBot) -> Session:
    with qtbot.waitSignal(session.settled):
        session.open(ToOpen.of([data]))
    qtbot.waitUntil(session.flags.is_settled)
    return session


@pytest.fixture
def flagged(session: Session, data: Path, qtbot: QtBot) -> Iterator[Session]:
    """A session of these slides, its flags not yet said."""
    yield open_data(session, data, qtbot)
    session.flags.shutdown()


def other_session(data: Path, qtbot: QtBot) -> tuple[Session, TaskRunner]:
    tasks = TaskRunner()
    return open_data(Session(tasks), data, qtbot), tasks


def keep(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(session.flags.is_settled)


def next_texts(session: Session) -> tuple[str, str]:
    return session.history.undo_text, session.history.redo_text


def shown(session: Session) -> list[str | None]:
    return [session.flags.flag_of(number) for number in range(session.n_records)]


def test_that_a_flag_is_seen_at_once_and_in_the_columns_soon(
    flagged: Session, qtbot: QtBot
) -> None:
    flagged.flags.flag(np.array([1, 9]), "reject")
    assert flagged.flags.flag_of(9) == "reject"
    assert "flag" not in flagged.columns
    flagged.flags.note(2, "a fold")
    keep(flagged, qtbot)
    assert flagged.values("flag").to_list() == shown(flagged)
    assert flagged.values("note")[2] == "a fold"
    with qtbot.waitSignal(flagged.order_changed):
        flagged.set_filter("flag = 'reject'")
    assert flagged.order.tolist() == [1, 9]


def test_that_flags_are_there_when_it_is_opened_again_and_can_be_undone(
    flagged: Session, data: Path, qtbot: QtBot
) -> None:
    flagged.flags.flag(np.array([0]), "keep")
    flagged.flags.flag(np.array([0, 1]), "reject")
    keep(flagged, qtbot)
    later, tasks = other_session(data, qtbot)
    assert shown(later)[:3] == ["reject", "reject", None]
    assert later.history.undo_words == "&Undo Flag"
    later.history.undo()
    keep(later, qtbot)
    assert shown(later)[:3] == ["keep", None, None]
    later.history.undo()
    later.history.redo()
    keep(later, qtbot)
    assert shown(later)[:3] == ["keep", None, None]
    assert next_texts(later) == ("Flag", "Flag")
    later.flags.flag(np.array([5]), "unsure")
    assert next_texts(later) == ("Flag", "")
    later.flags.shutdown()
    tasks.shutdown()


def test_that_flags_and_selections_are_undone_in_their_order(
    flagged: Session, qtbot: QtBot
) -> None:
    flagged.select(np.array([3]), SelectMode.REPLACE)
    flagged.flags.flag(np.array([3]), "reject")
    flagged.select(np.array([4]), SelectMode.REPLACE)
    history = flagged.history
    assert next_texts(flagged) == ("Selection", "")
    history.undo()
    assert next_texts(flagged) == ("Flag", "Selection")
    history.undo()
    keep(flagged, qtbot)
    assert (flagged.flags.flag_of(3), flagged.current) == (None, 3)
    history.redo()
    keep(flagged, qtbot)
    assert flagged.flags.flag_of(3) == "reject"
    for _ in range(2):
        history.undo()
    assert not history.can_undo
    keep(flagged, qtbot)


def test_that_flags_are_undone_without_limit_and_selections_with_one(
    flagged: Session, qtbot: QtBot
) -> None:
    flagged.flags.flag(np.array([0]), "keep")
    for number in range(150):
        flagged.select(np.array([number % 12]), SelectMode.REPLACE)
    assert sum(1 for _ in iter(lambda: undone(flagged), False)) == 101
    keep(flagged, qtbot)
    assert flagged.flags.flag_of(0) is None


def undone(session: Session) -> bool:
    if not session.history.can_undo:
        return False
    session.history.undo()
    return True


def test_that_another_window_sees_flags_without_being_told(
    flagged: Session, data: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tfrviewer.gui.flags.flags._WATCH_MS", 50)
    other, tasks = other_session(data, qtbot)
    flagged.flags.flag(np.array([0]), "keep")  # the first ever
    qtbot.waitUntil(lambda: other.flags.flag_of(0) == "keep")
    with qtbot.waitSignal(other.flags.changed):
        flagged.flags.flag(np.array([7]), "reject")
        flagged.flags.note(0, "sharp")
    qtbot.waitUntil(lambda: other.flags.note_of(0) == "sharp")
    assert other.flags.flag_of(7) == "reject"
    keep(other, qtbot)
    other.flags.shutdown()
    tasks.shutdown()


def test_that_closing_keeps_what_was_said_the_moment_before(
    flagged: Session, data: Path, qtbot: QtBot
) -> None:
    flagged.flags.flag(np.array([2]), "keep")
    flagged.flags.note(2, "sharp")
    flagged.close()
    assert flagged.flags.flag_of(2) is None
    keep(flagged, qtbot)
    later, tasks = other_session(data, qtbot)
    assert (later.flags.flag_of(2), later.flags.note_of(2)) == ("keep", "sharp")
    later.flags.shutdown()
    tasks.shutdown()


def test_that_what_is_said_while_flags_are_looked_up_is_not_lost_from_sight(
    flagged: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    flagged.flags.flag(np.array([0]), "keep")
    keep(flagged, qtbot)
    found, go_on = threading.Event(), threading.Event()

    def find_late(store: Store, keys: RecordKeys, reader: str) -> Found:
        answer = find_all(store, keys, reader)
        found.set()
        go_on.wait(10)
        return answer

    monkeypatch.setattr("tfrviewer.gui.flags.flags.find_all", find_late)
    flagged.flags.reload()
    assert found.wait(10)
    flagged.flags.flag(np.array([3]), "reject")
    qtbot.waitUntil(lambda: len(flagged.flags.store.flags()) == 2)
    qtbot.waitUntil(lambda: flagged.flags.flag_of(0) == "keep")
    go_on.set()
    keep(flagged, qtbot)
    qtbot.waitUntil(lambda: shown(flagged)[:4] == ["keep", None, None, "reject"])
    for _ in range(2):
        flagged.history.undo()
    keep(flagged, qtbot)
    assert (shown(flagged)[:4], flagged.history.can_undo) == ([None] * 4, False)


def test_that_records_go_at_once_though_something_is_still_to_be_kept(
    flagged: Session, data: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    really = Store.flag

    def slowly(self: Store, *args: Any, **named: Any) -> Gesture:  # noqa: ANN401 - as it is
        begun.set()
        go_on.wait(10)
        return really(self, *args, **named)

    monkeypatch.setattr(Store, "flag", slowly)
    flagged.flags.flag(np.array([2]), "keep")
    assert begun.wait(10)
    with qtbot.waitSignal(flagged.dataset_changed):
        flagged.reload()
    assert not go_on.is_set()
    assert not flagged.flags.is_settled()
    go_on.set()
    qtbot.waitUntil(lambda: flagged.is_settled() and flagged.flags.is_settled())
    assert flagged.flags.flag_of(2) == "keep"


def test_that_a_flag_is_told_when_it_is_on_the_disk_and_before_its_image_is_read(
    flagged: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    flags, told, go_on = flagged.flags, list[str](), threading.Event()
    flags.kept.connect(told.append)
    really = reader_of(flagged)

    def read(row: int) -> bytes:
        go_on.wait(10)
        return really(row)

    monkeypatch.setattr("tfrviewer.gui.flags.flags.reader_of", lambda _: read)
    with qtbot.waitSignal(flags.kept):
        flags.flag(np.array([2]), "keep", told="It is.")
        assert flags.store.flags().is_empty()
        assert told == []
    assert told == ["It is."]
    assert flags.store.flags()["image"].to_list() == [None]
    go_on.set()
    qtbot.waitUntil(lambda: not flags.store.flags()["image"].null_count())


def test_that_images_of_a_few_are_read_though_their_records_go(
    flagged: Session, qtbot: QtBot
) -> None:
    flagged.flags.flag(np.arange(4), "keep")
    flagged.flags.shutdown()
    assert flagged.flags.store.flags()["image"].null_count() == 0


def test_that_images_of_many_are_read_on_when_their_records_go(
    flagged: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tfrviewer.gui.flags.unread.FEW", 1)
    begun, go_on = threading.Event(), threading.Event()
    really = reader_of(flagged)

    def read(row: int) -> bytes:
        begun.set()
        go_on.wait(10)
        return really(row)

    monkeypatch.setattr("tfrviewer.gui.flags.flags.reader_of", lambda _: read)
    flags = flagged.flags
    flags.flag(np.arange(4), "keep")
    qtbot.waitUntil(begun.is_set)
    with qtbot.waitSignal(flagged.dataset_changed):
        flagged.reload()
    go_on.set()
    qtbot.waitUntil(lambda: flagged.is_settled() and flags.is_settled())
    qtbot.waitUntil(lambda: not flags.store.flags()["image"].null_count())


def test_that_the_same_flag_once_more_is_of_the_image_that_is_there_now(
    flagged: Session, qtbot: QtBot
) -> None:
    flags, row = flagged.flags, np.array([1])
    flags.flag(row, "reject")
    qtbot.waitUntil(lambda: flags.mismatch_of(1, b"another") is not None)
    keys = keys_maker(flagged)().frame(row)
    flags.store.take_images(keys, [b"an old one"], reader=flags.reader, renew=True)
    flags.flag(row, "reject", told="again")
    keep(flagged, qtbot)
    now = image_hash(reader_of(flagged)(1))
    qtbot.waitUntil(lambda: flags.store.flags()["image"].to_list() == [now])
    assert flagged.history.undo_text == "Flag"
    flagged.history.undo()
    assert not flagged.history.can_undo
    keep(flagged, qtbot)


def test_that_a_note_written_while_records_are_listed_is_kept(
    session: Session, qtbot: QtBot, synthetic: Callable[..., Any]
) -> None:
    dataset, listed = synthetic([3, 3]), threading.Event()
    dataset.gate = lambda number: number == 0 or listed.wait(10)
    session.open_with(lambda: dataset, "synthetic")
    qtbot.waitUntil(lambda: session.n_records == 3)
    session.flags.note(1, "a fold")
    assert session.flags.note_of(1) == "a fold"
    listed.set()
    qtbot.waitUntil(lambda: session.n_records == 6 and session.flags.is_settled())
    assert session.flags.note_of(1) == "a fold"
    (note,) = session.flags.store.flags()["note"]
    assert note == "a fold"
    session.flags.shutdown()


def test_that_what_is_said_while_columns_are_read_is_undone_once(
    session: Session, qtbot: QtBot, synthetic: Callable[..., Any]
) -> None:
    dataset, read = synthetic([3]), threading.Event()
    dataset.column_gate = lambda number: read.wait(10)
    session.open_with(lambda: dataset, "synthetic")
    qtbot.waitUntil(lambda: session.n_records == 3 and not session.loading)
    session.flags.flag(np.array([1]), "keep")
    qtbot.waitUntil(lambda: len(session.flags.store.flags()) == 1)
    read.set()
    qtbot.waitUntil(lambda: session.is_settled() and session.flags.is_settled())
    session.history.undo()
    keep(session, qtbot)
    assert (shown(session), session.history.can_undo) == ([None] * 3, False)
    session.flags.shutdown()


def test_that_no_flag_of_a_file_stays_that_is_another_now(
    flagged: Session, data: Path, qtbot: QtBot
) -> None:
    flagged.flags.flag(np.array([1, 9]), "reject")
    keep(flagged, qtbot)
    write_tfrecord(data / "a.tfrecords", 8, colour="#123456", side=32)
    with qtbot.waitSignal(flagged.dataset_changed):
        flagged.reload()
    qtbot.waitUntil(lambda: flagged.is_settled() and flagged.flags.is_settled())
    assert [number for number, flag in enumerate(shown(flagged)) if flag] == [9]
    assert flagged.values("flag").to_list() == shown(flagged)


def test_that_a_gesture_of_an_earlier_session_is_undone_where_it_is_seen(
    flagged: Session, data: Path, qtbot: QtBot
) -> None:
    flagged.flags.flag(np.array([9]), "keep")
    keep(flagged, qtbot)
    later, tasks = other_session(data, qtbot)
    assert later.current == 0
    later.history.undo()
    keep(later, qtbot)
    assert later.current == 9
    later.flags.shutdown()
    tasks.shutdown()


def test_that_classes_are_known_before_anything_is_opened(
    flagged: Session, data: Path, qtbot: QtBot
) -> None:
    kept: list[Exception | None] = []
    flagged.flags.set_classes({1: "keep", 4: "fat"}, kept.append)
    qtbot.waitUntil(lambda: kept == [None])
    tasks = TaskRunner()
    later = Session(tasks)
    qtbot.waitUntil(lambda: later.flags.classes == {1: "keep", 4: "fat"})
    later.flags.shutdown()
    tasks.shutdown()


def test_that_a_flag_has_one_colour_however_often_it_is_given() -> None:
    classes = {1: "keep", 2: "tumour", 3: "fat"}
    first = flag_pixels(["reject", "tumour", "keep", "old"], classes)
    second = flag_pixels(["fat", "keep", "tumour", "reject"], classes)
    assert first[:3] == [second[3], second[2], second[1]]
    assert len({*first, *second}) == 5


class OtherLanguage(QTranslator):
    """Says the flags that every review has in another language."""

    @override
    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return "verwerfen" if (context, text) == ("Flags", "reject") else ""

    @override
    def isEmpty(self) -> bool:
        return False


def test_that_flags_all_reviews_have_are_read_in_the_language_of_the_window(
    qapp: QApplication,
) -> None:
    other = OtherLanguage()
    qapp.installTranslator(other)
    told = [flag_text(name) for name in ("reject", "fat & pen")]
    titles = [flag_title(name) for name in ("reject", "fat & pen")]
    qapp.removeTranslator(other)
    assert (told, titles) == (["verwerfen", "fat & pen"], ["Verwerfen", "Fat && pen"])
    assert flag_text("reject") == "reject"


def test_that_each_reader_sees_their_own_flags(flagged: Session, qtbot: QtBot) -> None:
    flagged.flags.flag(np.array([1]), "keep")
    flagged.flags.set_reader("bert")
    keep(flagged, qtbot)
    assert flagged.flags.flag_of(1) is None
    flagged.flags.flag(np.array([1]), "reject")
    keep(flagged, qtbot)
    assert sorted(flagged.flags.store.readers())[-1] != ""
    assert len(flagged.flags.store.flags()) == 2


def test_that_a_reader_undoes_gestures_of_their_own_alone(flagged: Session, qtbot: QtBot) -> None:
    anna, history = flagged.flags.reader, flagged.history
    flagged.flags.flag(np.array([1]), "keep")
    flagged.select(np.array([3]), SelectMode.REPLACE)
    flagged.flags.set_reader("bert")
    keep(flagged, qtbot)
    assert next_texts(flagged) == ("Selection", "")
    history.undo()
    assert not history.can_undo
    flagged.flags.set_reader(anna)
    keep(flagged, qtbot)
    assert next_texts(flagged)[0] == "Flag"
    history.undo()
    keep(flagged, qtbot)
    assert not history.can_undo
    assert flagged.flags.flag_of(1) is None


def test_that_images_of_many_are_read_also_of_those_flagged_meanwhile(
    flagged: Session, qtbot: QtBot
) -> None:
    flagged.flags.flag(np.array([0, 1]), "keep")
    qtbot.waitUntil(lambda: len(flagged.flags.store.flags()) == 2)
    flagged.flags.flag(np.array([2, 3]), "keep")
    flagged.flags.flag(np.array([4, 5]), "reject")
    keep(flagged, qtbot)
    qtbot.waitUntil(lambda: not flagged.flags.store.flags()["image"].null_count())
    qtbot.waitUntil(lambda: flagged.flags.mismatch_of(5, b"another") is not None)


def test_that_another_image_than_was_flagged_is_a_finding(flagged: Session, qtbot: QtBot) -> None:
    flagged.flags.flag(np.array([1]), "keep")
    keep(flagged, qtbot)
    tfrecord, record = flagged.read_record(1)
    assert flagged.flags.mismatch_of(1, tfrecord.image(record)) is None
    finding = flagged.flags.mismatch_of(1, b"another")
    assert finding is not None
    assert (finding.record, finding.severity) == (1, "warning")
    assert finding.offset == tfrecord.index[1, 0]
    assert flagged.flags.mismatch_of(0, b"not flagged") is None


def test_that_what_cannot_be_kept_is_told_and_not_shown(
    flagged: Session, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    flagged.flags.store.path.parent.mkdir(parents=True)
    flagged.flags.store.path.write_text("no database" * 100)
    with qtbot.waitSignal(flagged.flags.refused):
        flagged.flags.flag(np.array([1]), "keep")
    assert flagged.flags.flag_of(1) is None
    qtbot.waitUntil(flagged.flags.is_settled)
