"""Pictures arrive for what is seen, in time, within the budget, and for the right record."""

import gc
import hashlib
import json
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.gui.painted import PaintedFile
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.picture_cache import BUCKETS, bucket_for
from tfrviewer.gui.session import Session
from tfrviewer.gui.thumbnail_queue import KEPT_QUESTIONS, Request, RequestQueue
from tfrviewer.gui.thumbnails import ThumbnailLoader
from tfrviewer.gui.tile_pictures import read_picture

Painted = Callable[..., PaintedFile]


def settle(qtbot: QtBot, loader: ThumbnailLoader) -> None:
    qtbot.waitUntil(loader.is_settled, timeout=10_000)


def ask(*numbers: int, generation: int = 0) -> list[Request]:
    return [Request(generation, number, 64) for number in numbers]


def drain(queue: RequestQueue) -> list[int]:
    taken = []
    while (request := queue.take()) is not None:
        taken.append(request.number)
    return taken


# -------------------------------------------------------------------- the queue


def test_that_what_is_seen_goes_before_what_may_be_seen() -> None:
    queue = RequestQueue()
    queue.replace("a", ask(1, 2), ask(3))
    queue.replace("b", ask(11), ask(13))
    taken = drain(queue)
    assert set(taken[:3]) == {1, 2, 11}
    assert set(taken[3:]) == {3, 13}


def test_that_a_view_drops_its_own_wishes_only() -> None:
    queue = RequestQueue()
    queue.replace("a", ask(1, 2), ())
    queue.replace("b", ask(11, 12), ())
    queue.replace("a", ask(5), ())
    assert set(drain(queue)) == {5, 11, 12}


def test_that_no_view_starves_another() -> None:
    queue = RequestQueue()
    queue.replace("a", ask(*range(100)), ())
    queue.replace("b", ask(200, 201), ())
    taken = [queue.take() for _ in range(6)]
    assert {200, 201} <= {request.number for request in taken if request is not None}


def test_that_the_newest_questions_are_answered_first_and_old_ones_forgotten() -> None:
    queue = RequestQueue()
    for request in ask(*range(KEPT_QUESTIONS + 10)):
        queue.ask(request)
    taken = drain(queue)
    assert taken[0] == KEPT_QUESTIONS + 9
    assert len(taken) == KEPT_QUESTIONS
    assert 0 not in taken


def test_that_nothing_is_done_twice_while_it_is_under_way() -> None:
    queue = RequestQueue()
    queue.replace("a", ask(1), ())
    queue.replace("b", ask(1), ())
    assert drain(queue) == [1]
    queue.ask(ask(1)[0])
    assert drain(queue) == []
    assert queue.is_awaited(0)
    assert not queue.is_awaited(1)
    queue.done(ask(1))
    assert not queue.is_awaited(0)
    queue.ask(ask(1)[0])
    assert drain(queue) == [1]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.integers(0, 30))), max_size=8))
def test_that_the_queue_holds_the_last_wishes_of_every_view(
    wishes: list[tuple[str, list[int]]],
) -> None:
    queue = RequestQueue()
    last: dict[str, list[int]] = {}
    for client, numbers in wishes:
        queue.replace(client, ask(*numbers), ())
        last[client] = numbers
    assert len(queue) == sum(map(len, last.values()))
    taken = drain(queue)
    assert sorted(taken) == sorted({number for numbers in last.values() for number in numbers})
    assert len(queue) == 0


# -------------------------------------------------------------------- the loader


def test_that_a_miss_is_fetched_and_told(
    painted: Painted, thumbnails: ThumbnailLoader, qtbot: QtBot
) -> None:
    file = painted(10)
    assert thumbnails.get(3, 64) is None
    with qtbot.waitSignal(thumbnails.arrived) as one:
        pass
    assert one.args == [3]
    image = thumbnails.get(3, 64)
    assert image is not None
    assert image.pixelColor(30, 30) == QColor(file.colour(3))


def test_that_many_arrivals_are_told_at_once(
    painted: Painted, thumbnails: ThumbnailLoader, qtbot: QtBot
) -> None:
    file = painted(1000, waits=True)
    batches: list[frozenset[int]] = []
    thumbnails.arrived_many.connect(batches.append)
    thumbnails.want(range(300), 64)
    assert not thumbnails.is_settled()
    with qtbot.waitSignal(thumbnails.settled):
        file.gate.set()
    assert set().union(*batches) == set(range(300))
    assert len(batches) < 150


def test_that_what_scrolled_past_is_not_read(
    painted: Painted, thumbnails: ThumbnailLoader, qtbot: QtBot
) -> None:
    file = painted(20_000, waits=True)
    for first in range(0, 20_000, 100):
        thumbnails.want(range(first, first + 100), 64)
    file.gate.set()
    settle(qtbot, thumbnails)
    assert set(range(19_900, 20_000)) <= set(file.read)
    assert len(file.read) <= 110


def test_that_what_may_be_seen_next_is_read_last(
    painted: Painted, thumbnails: ThumbnailLoader, qtbot: QtBot
) -> None:
    file = painted(100)
    thumbnails.want(range(20), 64, ahead=range(20, 40))
    qtbot.waitUntil(lambda: len(file.read) == 40)
    qtbot.waitUntil(lambda: thumbnails.find(39, 64) is not None)
    assert sorted(file.read[:20]) == list(range(20))


def test_that_the_budget_of_bytes_holds_and_the_last_used_stay(
    painted: Painted, session: Session, qtbot: QtBot
) -> None:
    painted(2000)
    budget = 100 * 64 * 64 * 4
    loader = ThumbnailLoader(session, budget=budget)
    for first in range(0, 2000, 50):
        loader.want(range(first, first + 50), 64)
        settle(qtbot, loader)
        assert loader.used <= budget
    assert loader.find(1999, 64) is not None
    assert loader.find(1900, 64) is not None
    assert loader.find(0, 64) is None
    loader.budget = budget // 10
    assert loader.used <= budget // 10
    loader.shutdown()


def test_that_more_than_the_budget_is_shown_coarser_and_not_for_ever_anew(
    painted: Painted, session: Session, qtbot: QtBot
) -> None:
    file = painted(500, side=256)
    loader = ThumbnailLoader(session, budget=200 * 128 * 128 * 4)
    loader.want(range(300), 256)
    settle(qtbot, loader)
    assert all(loader.find(number, 256) is not None for number in range(300))
    read = len(file.read)
    loader.want(range(300), 256)
    assert loader.is_settled()
    assert len(file.read) == read
    loader.shutdown()


def test_that_an_old_size_stands_in_until_the_right_one_comes(
    painted: Painted, thumbnails: ThumbnailLoader, qtbot: QtBot
) -> None:
    file = painted(10, side=512)
    thumbnails.want([1], 64)
    settle(qtbot, thumbnails)
    file.gate.clear()
    thumbnails.want([1], 256)
    standing_in = thumbnails.find(1, 256)
    assert standing_in is not None
    assert standing_in.width() == 64
    file.gate.set()
    settle(qtbot, thumbnails)
    right = thumbnails.find(1, 256)
    assert right is not None
    assert right.width() == 256
    read = len(file.read)
    thumbnails.want([1], 130)
    thumbnails.want([1], 200)
    assert thumbnails.is_settled()
    assert len(file.read) == read


def test_that_what_is_seen_gets_the_very_size_it_is_shown_in_once_all_is_there(
    painted: Painted, thumbnails: ThumbnailLoader, qtbot: QtBot
) -> None:
    file = painted(40, side=256)
    sizes: list[int] = []

    def note() -> None:
        images = [thumbnails.find(number, 100) for number in range(20)]
        sizes.append(sum(image is not None and image.width() == 100 for image in images))

    thumbnails.arrived_many.connect(note)
    thumbnails.want(range(20), 100, ahead=range(20, 30), client="a", exact=True)
    settle(qtbot, thumbnails)
    assert sizes[-1] == 20
    assert thumbnails.used <= 40 * 160 * 160 * 4
    qtbot.waitUntil(lambda: thumbnails.find(29, 100) is not None)
    assert len(file.read) == 30
    standing_in = thumbnails.find(3, 400)
    assert standing_in is not None
    thumbnails.want(range(20), 60, client="a", exact=True)
    settle(qtbot, thumbnails)
    smaller = thumbnails.find(3, 60)
    assert smaller is not None
    assert smaller.width() == 60


def test_that_a_small_tile_is_not_decoded_again_for_every_larger_size(
    painted: Painted, thumbnails: ThumbnailLoader, qtbot: QtBot
) -> None:
    file = painted(10, side=48)
    for px in (60, 120, 500, 1000):
        thumbnails.want([1], px)
        settle(qtbot, thumbnails)
    assert len(file.read) == 1


@pytest.mark.parametrize(("px", "bucket"), [(1, 32), (32, 32), (33, 64), (512, 512), (4000, 1024)])
def test_that_sizes_are_rounded_up(px: int, bucket: int) -> None:
    assert bucket_for(px) == bucket
    assert bucket in BUCKETS


def test_that_a_broken_tile_is_remembered_and_found_once(
    painted: Painted, thumbnails: ThumbnailLoader, session: Session, qtbot: QtBot
) -> None:
    file = painted(10, undecodable={2})
    thumbnails.want([2], 64)
    settle(qtbot, thumbnails)
    assert thumbnails.broken(2) == "It is <cut> off."
    assert thumbnails.get(2, 64) is None
    thumbnails.want([2], 256)
    assert thumbnails.is_settled()
    assert len(file.read) == 1
    assert len(session.record_findings(2)) == 1


def test_that_a_wrong_checksum_does_not_hide_a_sound_picture(
    painted: Painted, thumbnails: ThumbnailLoader, session: Session, qtbot: QtBot
) -> None:
    painted(10, wrong_crc={2})
    thumbnails.want([2], 64)
    settle(qtbot, thumbnails)
    assert thumbnails.find(2, 64) is not None
    assert thumbnails.broken(2) is None
    assert session.record_findings(2)[0].message == "The checksum is wrong."


def test_that_a_record_that_cannot_be_read_is_broken_and_not_an_end(
    painted: Painted, thumbnails: ThumbnailLoader, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = painted(10)

    def vanished(record: int, **_: object) -> bytes:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(file, "image", vanished)
        thumbnails.want([1], 64)
        settle(qtbot, thumbnails)
    assert "Input/output error" in (thumbnails.broken(1) or "")
    thumbnails.want([2], 64)
    settle(qtbot, thumbnails)
    assert thumbnails.find(2, 64) is not None


def test_that_nothing_of_the_old_dataset_arrives_in_the_new_one(
    painted: Painted, thumbnails: ThumbnailLoader, session: Session, qtbot: QtBot
) -> None:
    old = painted(100, waits=True, undecodable={0, 1})
    thumbnails.want(range(100), 64)
    qtbot.waitUntil(lambda: len(old.read) == 2)
    new = painted(50)
    new.colour = lambda record: "gray"  # type: ignore[method-assign]
    assert thumbnails.is_settled()
    thumbnails.want(range(50), 64)
    old.gate.set()
    settle(qtbot, thumbnails)
    assert len(old.read) == 2
    for number in range(50):
        image = thumbnails.find(number, 64)
        assert image is not None
        assert image.pixelColor(9, 9) == QColor("gray")
    assert not session.is_damaged.any()


def test_that_closing_while_decoding_ends_the_threads(
    painted: Painted, session: Session, qtbot: QtBot
) -> None:
    file = painted(1000)
    loader = ThumbnailLoader(session)
    told: list[object] = []
    loader.arrived_many.connect(told.append)
    loader.want(range(1000), 64)
    qtbot.waitUntil(lambda: len(file.read) > 5)
    loader.shutdown()
    count = len(told)
    assert not [t for t in threading.enumerate() if t.name.startswith("tfrviewer-thumbnails")]
    loader.want(range(500), 64)
    loader.get(700, 64)
    qtbot.waitUntil(lambda: True)
    assert len(told) == count
    loader.shutdown()


def test_that_a_loader_that_is_only_dropped_ends_its_threads_too(
    painted: Painted, session: Session, qtbot: QtBot
) -> None:
    file = painted(1000)
    loader = ThumbnailLoader(session)
    loader.want(range(10), 64)
    qtbot.waitUntil(lambda: len(file.read) >= 10)
    loader.deleteLater()
    del loader
    gc.collect()
    qtbot.waitUntil(
        lambda: not [t for t in threading.enumerate() if t.name.startswith("tfrviewer-thumb")]
    )


def test_that_thumbnails_are_those_of_their_records_after_filter_and_sorting(
    painted: Painted, thumbnails: ThumbnailLoader, session: Session, qtbot: QtBot
) -> None:
    file = painted(64)
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("record % 5 <> 0")
    with qtbot.waitSignal(session.order_changed):
        session.sort([("record", True)])
    numbers = session.order.tolist()
    thumbnails.want(numbers, 64)
    settle(qtbot, thumbnails)
    for number in numbers:
        image = thumbnails.find(number, 64)
        assert image is not None
        want = QImage.fromData(file.image(int(session.record[number])))
        assert image == want.convertToFormat(QImage.Format.Format_RGB32)
    assert np.all(np.diff(session.record[session.order]) < 0)


def test_that_every_picture_of_a_real_dataset_is_its_records_own(
    thumbnails: ThumbnailLoader, session: Session, qtbot: QtBot, golden_copy: Path
) -> None:
    expected = json.loads((golden_copy / "expected.json").read_text("utf-8"))
    hashes = expected["slide-A.tfrecords"]["image_sha256"]
    names = ["slide-A", "flipped_payload_byte", "undecodable_images"]
    with qtbot.waitSignal(session.settled, timeout=20_000):
        session.open(ToOpen.of(golden_copy / f"{name}.tfrecords" for name in names))
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("record % 2 = 0")
    with qtbot.waitSignal(session.order_changed):
        session.sort([("x", True)])
    numbers = session.order.tolist()
    thumbnails.want(numbers, 64)
    settle(qtbot, thumbnails)
    assert len(numbers) > 25
    for number in numbers:
        name = session.files[int(session.file_number[number])].path.name
        record = int(session.record[number])
        picture = read_picture(session, number)
        image = thumbnails.find(number, 64)
        assert image == picture.image
        assert (image is None) == (thumbnails.broken(number) is not None)
        if name == "slide-A.tfrecords":
            assert hashlib.sha256(picture.data).hexdigest() == hashes[record]
