from collections import Counter
from itertools import islice

import numpy as np
import pytest

from tfrviewer.training.order import Order, Place

COUNTS = [13, 1, 0, 8]


def order(
    turn: int = 0,
    readers: int = 1,
    *,
    counts: list[int] = COUNTS,
    shares: list[float] | None = None,
    infinite: bool = False,
    shuffle: int = 0,
    seed: int = 1,
) -> Order:
    return Order(
        np.array(counts, np.int64),
        np.array(shares or [0.25] * len(counts)),
        turn,
        readers,
        infinite=infinite,
        shuffle=shuffle,
        seed=np.random.SeedSequence(seed),
    )


def all_places() -> list[Place]:
    return [(file, k) for file, count in enumerate(COUNTS) for k in range(count)]


@pytest.mark.parametrize("shuffle", [0, 1, 2, 5, 1000])
@pytest.mark.parametrize("readers", [1, 3, 40])
def test_that_a_pass_has_each_record_once(shuffle: int, readers: int) -> None:
    places = [
        place
        for turn in range(readers)
        for place in order(turn, readers, shuffle=shuffle, seed=turn)
    ]
    assert sorted(places) == all_places()


def test_that_a_file_is_read_in_its_order() -> None:
    places = list(order())
    for file, count in enumerate(COUNTS):
        assert [k for f, k in places if f == file] == list(range(count))
    assert [file for file, _ in places] != sorted(file for file, _ in places)


def test_that_a_buffer_mixes_also_within_a_file() -> None:
    alone = order(counts=[100], shares=[1.0], shuffle=10)
    ks = [k for _, k in alone]
    assert sorted(ks) == list(range(100))
    assert ks != list(range(100))
    # Nothing comes before it was put into the buffer.
    assert all(k < at + 10 + 1 for at, k in enumerate(ks))


def test_that_the_same_seed_gives_the_same_order_each_time() -> None:
    one = order(shuffle=4)
    assert list(one) == list(one) == list(order(shuffle=4))
    assert list(one) != list(order(shuffle=4, seed=2))


def test_that_an_endless_order_begins_files_anew_and_keeps_to_the_weights() -> None:
    drawn = Counter(
        file for file, _ in islice(order(shares=[0.5, 0.3, 0.0, 0.2], infinite=True), 20_000)
    )
    assert set(drawn) == {0, 1, 3}
    assert drawn[1] == pytest.approx(6000, rel=0.05)


def test_that_an_endless_order_draws_a_small_file_as_often_from_every_reader() -> None:
    for turn in range(4):
        places = list(islice(order(turn, 4, infinite=True), 6000))
        assert sum(file == 1 for file, _ in places) == pytest.approx(2000, rel=0.1)


def test_that_readers_begin_a_small_file_at_different_records() -> None:
    firsts = {next(iter(order(t, 4, counts=[3], shares=[1.0], infinite=True))) for t in range(3)}
    assert firsts == {(0, 0), (0, 1), (0, 2)}


def test_that_a_file_of_no_weight_is_not_read() -> None:
    places = list(order(shares=[0.5, 0.0, 0.0, 0.5]))
    assert {file for file, _ in places} == {0, 3}
    assert len(places) == 21


def test_that_a_reader_without_records_has_an_empty_pass() -> None:
    empty = order(5, 8, counts=[2], shares=[1.0])
    assert len(empty) == 0
    assert list(empty) == []
