"""The order in which interleaved files give their records."""

from itertools import islice

import numpy as np
import pytest

from tfrviewer.tfrecord.draws import Draws, shard_seed


def drawn(draws: Draws, n: int | None = None) -> list[int]:
    picks = (int(i) for block in draws.blocks() for i in block)
    return list(picks if n is None else islice(picks, n))


def test_that_a_finite_order_gives_each_record_once_whatever_the_weights() -> None:
    counts = [10_000, 3, 0, 1, 500]
    picks = drawn(Draws(counts, [1, 1000, 5, 1e-9, 3], infinite=False, seed=4))
    assert np.bincount(picks, minlength=5).tolist() == counts


def test_that_a_file_of_weight_0_is_never_drawn_and_ends_nothing() -> None:
    assert drawn(Draws([2, 3], [0, 1], infinite=False, seed=1)) == [1, 1, 1]


def test_that_an_infinite_order_goes_on_after_every_record_was_given() -> None:
    picks = drawn(Draws([1, 2], infinite=True, seed=1), 50_000)
    assert len(picks) == 50_000


def test_that_draws_follow_the_weights_of_any_scale() -> None:
    picks = drawn(Draws([5, 5, 5], [100, 300, 0.0], seed=7), 40_000)
    share = np.bincount(picks, minlength=3) / len(picks)
    np.testing.assert_allclose(share, [0.25, 0.75, 0], atol=0.01)


def test_that_weights_of_the_greatest_numbers_do_not_overflow() -> None:
    assert Draws([1, 1], [1.5e308, 1.5e308]).weights.tolist() == [0.5, 0.5]


def test_that_the_others_share_the_draws_of_a_file_that_left_by_their_weights() -> None:
    picks = drawn(Draws([10, 60_000, 60_000], [8, 1, 3], infinite=False, seed=2))
    late = np.bincount(picks[1000:41_000], minlength=3) / 40_000
    np.testing.assert_allclose(late, [0, 0.25, 0.75], atol=0.01)


def test_that_a_seed_tells_the_order_and_none_gives_another_each_time() -> None:
    counts = [50, 50, 50]
    once, again = (drawn(Draws(counts, seed=3), 200) for _ in range(2))
    assert once == again
    draws = Draws(counts, seed=3)
    assert drawn(draws, 200) == drawn(draws, 200) == once
    unseeded = Draws(counts)
    assert drawn(unseeded, 200) != drawn(unseeded, 200)


def test_that_shards_of_one_seed_do_not_move_in_step() -> None:
    counts = [50, 50, 50]
    orders = [drawn(Draws(counts, seed=shard_seed(3, (i, 2))), 200) for i in range(2)]
    assert orders[0] != orders[1]
    assert drawn(Draws(counts, seed=shard_seed(3, (0, 1))), 200) == drawn(
        Draws(counts, seed=shard_seed(3, None)), 200
    )


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ([1.0], "for each of the 2 files"),
        ([1.0, -0.5], "Weight 1 is -0.5"),
        ([float("nan"), 1.0], "Weight 0 is nan"),
        ([1.0, float("inf")], "Weight 1 is inf"),
        ([0.0, 0.0], "All weights are 0"),
        ([[1.0, 1.0]], "list of numbers"),
        (["1", "2"], "list of numbers"),
        ([1j, 1], "list of numbers"),
        ([10**400, 1], "list of numbers"),
        ({"a": 1, "b": 2}, "list of numbers"),
        (iter([1, 2]), "list of numbers"),
    ],
)
def test_that_wrong_weights_are_told(weights: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Draws([3, 3], weights)  # type: ignore[arg-type]


def test_that_an_infinite_order_of_nothing_is_refused_and_a_finite_one_is_empty() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        Draws([0, 4], [1, 0])
    assert drawn(Draws([0, 4], [1, 0], infinite=False)) == []
    assert drawn(Draws([], infinite=False)) == []


def test_that_a_weight_is_not_lost_beside_one_that_is_greater_beyond_measure() -> None:
    for weights in ([1e300, 1e-300], [1, 5e-324]):
        assert drawn(Draws([3, 3], weights, infinite=False)) == [0, 0, 0, 1, 1, 1]
    assert drawn(Draws([0, 3], [1e300, 1e-300]), 5) == [1] * 5


def test_that_a_file_that_goes_leaves_its_draws_to_the_others() -> None:
    gone: set[int] = set()
    blocks = Draws([5, 5, 5], [1e9, 1, 1], seed=1).blocks(gone)
    assert set(next(blocks).tolist()) == {0}
    gone.add(0)
    assert set(next(blocks).tolist()) == {1, 2}
    gone |= {1, 2}
    assert list(blocks) == []


def test_that_the_order_of_a_seed_is_the_same_everywhere() -> None:
    # PCG64's raw numbers, which no version of NumPy may change.
    assert drawn(Draws([9, 9, 9], [1, 2, 3], seed=0), 12) == [2, 1, 0, 0, 2, 2, 2, 2, 2, 2, 2, 0]
