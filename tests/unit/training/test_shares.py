import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.training.shares import Reader, Uneven, blocks, evened, portion

COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=12)


def dealt(counts: list[int], readers: int) -> list[list[tuple[int, int]]]:
    """Which records (file, record) each reader gets."""
    shares = []
    for turn in range(readers):
        starts, stops = blocks(np.array(counts, np.int64), turn, readers)
        shares.append(
            [
                (file, record)
                for file, (start, stop) in enumerate(zip(starts, stops, strict=True))
                for record in range(start, stop)
            ]
        )
    return shares


@given(COUNTS, st.integers(1, 17))
def test_that_each_record_is_dealt_to_exactly_one_reader(counts: list[int], readers: int) -> None:
    everything = [place for share in dealt(counts, readers) for place in share]
    expected = [(file, record) for file, count in enumerate(counts) for record in range(count)]
    assert sorted(everything) == expected


@given(COUNTS, st.integers(1, 17))
def test_that_no_reader_gets_two_records_more_than_another(counts: list[int], readers: int) -> None:
    sizes = [len(share) for share in dealt(counts, readers)]
    assert sizes == [portion(sum(counts), turn, readers) for turn in range(readers)]
    assert max(sizes) - min(sizes) <= 1


def test_that_many_small_files_do_not_all_go_to_the_first_reader() -> None:
    # Split one by one, as Slideflow does, six files of two records give (6, 6, 0).
    assert [len(share) for share in dealt([2] * 6, 3)] == [4, 4, 4]


def test_that_every_reader_sees_every_file_that_is_large_enough() -> None:
    for share in dealt([9, 8, 30], 4):
        assert {file for file, _ in share} == {0, 1, 2}


@given(st.integers(1, 5), st.integers(1, 4), st.integers(0, 60), st.integers(0, 9))
def test_that_ranks_differ_by_one_record_at_most(
    world_size: int, workers: int, records: int, epoch: int
) -> None:
    readers = world_size * workers
    sums = [
        sum(
            portion(records, Reader(rank, world_size, worker, workers).turn + epoch, readers)
            for worker in range(workers)
        )
        for rank in range(world_size)
    ]
    assert sums == [portion(records, rank + epoch, world_size) for rank in range(world_size)]


@pytest.mark.parametrize(
    ("uneven", "together"), [("keep", 10), ("drop", 8), ("repeat", 12)], ids=str
)
def test_that_ranks_can_be_made_even(uneven: Uneven, together: int) -> None:
    assert evened(10, 4, uneven) == together
    assert evened(12, 4, uneven) == 12


def test_that_readers_are_numbered_rank_by_rank() -> None:
    numbers = [Reader(rank, 2, worker, 3).number for rank in range(2) for worker in range(3)]
    assert numbers == list(range(6))


def test_that_turns_go_round_the_ranks_first() -> None:
    turns = [Reader(rank, 2, worker, 3).turn for worker in range(3) for rank in range(2)]
    assert turns == list(range(6))


@pytest.mark.parametrize("wrong", [(2, 2), (-1, 2), (0, 0)])
def test_a_reader_that_there_is_not(wrong: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="There is no rank"):
        Reader(*wrong)
    with pytest.raises(ValueError, match="There is no worker"):
        Reader(0, 1, *wrong)
