"""Putting tiles that look alike into groups."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tfrviewer.checks.content.near_pairs import MOST_PAIRS, Hashes, near_pairs, nearest
from tfrviewer.jobs import CancelToken


class Match(StrEnum):
    """How alike tiles are."""

    EXACT = "exact"
    """The images are the same, byte for byte."""
    PIXELS = "pixels"
    """The pixels are the same, encoded in another way."""
    NEAR = "near"
    """They look nearly the same."""


def group_near(
    hashes: Hashes, bound: int, *, cancel: CancelToken | None = None
) -> NDArray[np.int64]:
    """Return the group of each tile: tiles of a group look like the first of it.

    The tile that most others are like begins a group, which takes all that are not yet in one;
    then the next. So no group is a chain at whose ends tiles are nothing alike.

    Args:
        hashes: uint64 (n,).
        bound: In how many bits a tile may differ from the first of its group.
        cancel: Ends it.

    Returns:
        int64 (n,), a number from 0 for each group of at least two; -1 for a tile like no other.

    Raises:
        Cancelled: If `cancel` was raised.
    """
    different, which, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    group = np.full(len(different), -1, np.int64)
    leaders = np.empty(0, np.int64)
    rest = np.arange(len(different))
    while True:
        one, other, _ = near_pairs(different[rest], bound, cancel=cancel)
        # With so many that some were left out, those that found no group look for one once more.
        is_all = len(one) < MOST_PAIRS
        found = _lead(group, rest, one, other, counts, len(leaders), alone=is_all)
        leaders = np.concatenate((leaders, found))
        if is_all:
            return group[which]
        rest = np.flatnonzero(group < 0)
        places, _ = nearest(different[rest], different[leaders], bound, cancel=cancel)
        group[rest[places >= 0]] = places[places >= 0]
        rest = rest[places < 0]


def _lead(
    group: NDArray[np.int64],
    rest: NDArray[np.int64],
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    counts: NDArray[np.int64],
    number: int,
    *,
    alone: bool,
) -> NDArray[np.int64]:
    """Put hashes into groups, from the one that most tiles are like on.

    Args:
        group: The group of each hash, -1 for none; those of `rest` are found here.
        rest: Hashes that are in no group.
        one: A place in `rest` of each pair of near ones.
        other: The other.
        counts: How many tiles have each hash.
        number: Of the first group made here.
        alone: Whether several tiles of one hash that is near no other are a group.

    Returns:
        The hash that begins each group.
    """
    # Each pair once from either side, so that the neighbours of a hash lie together.
    left, right = np.concatenate((one, other)), np.concatenate((other, one))
    order = np.argsort(left, kind="stable")
    right = right[order]
    degrees = np.bincount(left, minlength=len(rest))
    starts = np.cumsum(degrees) - degrees
    own = counts[rest]
    alike = np.bincount(left[order], weights=own[right], minlength=len(rest)) + own
    mine = np.full(len(rest), -1, np.int64)
    candidates = np.flatnonzero((degrees > 0) | ((own > 1) & alone))
    leaders: list[int] = []
    for leader in candidates[np.argsort(-alike[candidates], kind="stable")].tolist():
        if mine[leader] >= 0:
            continue
        near = right[starts[leader] : starts[leader] + degrees[leader]]
        near = near[mine[near] < 0]
        if not len(near) and (own[leader] < 2 or not alone):
            continue
        mine[leader] = number + len(leaders)
        mine[near] = number + len(leaders)
        leaders.append(leader)
    group[rest] = mine
    return rest[np.array(leaders, np.int64)]
