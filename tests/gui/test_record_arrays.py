import numpy as np

from tfrviewer.gui.record_arrays import RecordArrays, Records


def records(first: int, count: int) -> Records:
    at = np.arange(first, first + count)
    return Records(at, 2 * at, at % 2 == 0, np.zeros(count, np.int32), at)


def test_that_what_is_appended_follows_what_is_there() -> None:
    arrays = RecordArrays()
    for first in range(0, 100, 10):
        arrays.append(records(first, 10), [4, 6])
    assert arrays.x.tolist() == list(range(100))
    assert arrays.y.tolist() == list(range(0, 200, 2))
    assert arrays.span(19) == (94, 100)


def test_that_room_made_before_is_filled_without_moving_anything() -> None:
    arrays = RecordArrays()
    arrays.reserve(100)
    arrays.append(records(0, 10), [10])
    first = arrays.x
    arrays.append(records(10, 90), [90])
    assert arrays.x.tolist() == list(range(100))
    assert np.shares_memory(first, arrays.x)


def test_that_too_little_room_made_before_is_no_limit() -> None:
    arrays = RecordArrays()
    arrays.append(records(0, 10), [10])
    arrays.reserve(5)
    arrays.append(records(10, 10), [10])
    assert arrays.x.tolist() == list(range(20))


def test_the_first_records_are_taken_as_they_are_and_grown_from() -> None:
    first, more = records(0, 3), records(1, 2)
    arrays = RecordArrays()
    arrays.append(first, [3])
    assert np.shares_memory(arrays.x, first.x)
    before = first.x.copy()
    arrays.append(more, [2])
    assert arrays.x.tolist() == [*before, *more.x]
    assert first.x.tolist() == before.tolist()
    assert not arrays.is_damaged.any()
    assert len(arrays.is_damaged) == 5
