"""All near hashes are found, and no others, without comparing all with all."""

from functools import partial

import numpy as np
import pytest

from tfrviewer.checks.content import groups
from tfrviewer.checks.content.groups import group_near
from tfrviewer.checks.content.near_pairs import MOST_BOUND, near_pairs, nearest
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tiles.metrics import hash_distance


@pytest.fixture(scope="module")
def hashes() -> np.ndarray:
    """Hashes of which some lie within each bound of others."""
    chance = np.random.default_rng(5)
    drawn = chance.integers(0, 2**64, 150, dtype=np.uint64)
    parts = [drawn]
    for bits in range(1, MOST_BOUND + 2):
        near = drawn[:25].copy()
        for _ in range(bits):
            near ^= np.uint64(1) << chance.integers(0, 64, len(near)).astype(np.uint64)
        parts.append(near)
    return np.unique(np.concatenate(parts))


@pytest.mark.parametrize("bound", [0, 1, 3, 6, 8, MOST_BOUND])
def test_the_pairs_are_those_of_comparing_all(hashes: np.ndarray, bound: int) -> None:
    apart = hash_distance(hashes[:, None], hashes[None, :])
    one, other, distance = near_pairs(hashes, bound)
    wanted = np.nonzero(np.triu(apart <= bound, 1))
    assert np.array_equal([one, other], wanted)
    assert np.array_equal(distance, apart[wanted])
    few = set(zip(*(side.tolist() for side in near_pairs(hashes, bound, most=1)[:2]), strict=True))
    assert few <= set(zip(one.tolist(), other.tolist(), strict=True))
    assert bool(few) == bool(len(one))


@pytest.mark.parametrize("bound", [0, 5, MOST_BOUND])
def test_the_nearest_is_that_of_comparing_all(hashes: np.ndarray, bound: int) -> None:
    others = np.unique(np.concatenate((hashes[::3], hashes[1::3] ^ np.uint64(1 << 40 | 1))))
    apart = hash_distance(hashes[:, None], others[None, :]).astype(int)
    places, distance = nearest(hashes, others, bound)
    there = apart.min(axis=1) <= bound
    assert np.array_equal(places, np.where(there, apart.argmin(axis=1), -1))
    assert np.array_equal(distance, np.where(there, apart.min(axis=1), 0))
    assert nearest(hashes, others[:0], bound)[0].max() == -1


@pytest.mark.parametrize("bound", [-1, MOST_BOUND + 1])
def test_a_bound_that_is_none_is_told(hashes: np.ndarray, bound: int) -> None:
    with pytest.raises(ValueError, match="0 to 11"):
        near_pairs(hashes, bound)


def test_comparing_ends_when_cancelled(hashes: np.ndarray) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        near_pairs(hashes, 4, cancel=cancel)


def test_a_group_is_no_chain() -> None:
    # Each is 2 bits from the next: the middle one is like most, and the ends are not like it.
    chain = np.array([(1 << 2 * k) - 1 for k in range(7)], np.uint64)
    group = group_near(chain, 4)
    for number in range(group.max() + 1):
        members = chain[group == number]
        apart = hash_distance(members[:, None], members[None, :])
        assert len(members) > 1
        assert apart.min(axis=0).max() == 0
        assert (apart <= 4).all(axis=1).any()
    assert (group >= 0).sum() >= 6


def test_more_alike_than_can_be_kept_find_their_groups_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = np.random.default_rng(3)
    alike = np.full(600, 1 << 33, np.uint64)
    for _ in range(3):
        alike ^= np.uint64(1) << chance.integers(0, 64, len(alike)).astype(np.uint64)
    monkeypatch.setattr(groups, "MOST_PAIRS", 500)
    monkeypatch.setattr(groups, "near_pairs", partial(near_pairs, most=500))
    group = groups.group_near(alike, 6)
    assert (group >= 0).all()
    for number in range(group.max() + 1):
        members = alike[group == number]
        assert len(members) > 1
        assert (hash_distance(members[:, None], members) <= 6).all(axis=1).any()


def test_equal_hashes_are_a_group_and_lonely_ones_none() -> None:
    group = group_near(np.array([9, 7 << 40, 9, 1 << 63], np.uint64), 0)
    assert group.tolist() == [0, -1, 0, -1]
    assert group_near(np.empty(0, np.uint64), 4).tolist() == []
