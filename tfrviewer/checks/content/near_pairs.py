"""Which hashes differ in few of their bits, without comparing all with all.

If two hashes of 64 bits differ in at most `bound` of them, and both are cut into bands, then one
of the bands differs in at most `bound // bands` of them (Norouzi, Punjani and Fleet 2012, "Fast
search in Hamming space with multi-index hashing"). So only hashes are compared that have a band
that is so near.
"""

from collections.abc import Iterator
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.metrics import hash_distance

MOST_BOUND = 11
"""Bits in which near hashes may differ at most; of many tiles some differ in 12 by chance."""

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]

_AT_ONCE = 1 << 20
"""Pairs that are compared at once."""


def near_pairs(
    one: Hashes, other: Hashes | None, bound: int, *, cancel: CancelToken | None = None
) -> tuple[Numbers, Numbers, NDArray[np.uint8]]:
    """Return all pairs of hashes that differ in at most `bound` bits.

    Args:
        one: uint64 (n,), no two alike.
        other: uint64 (m,), no two alike: pairs are of one of each; None takes pairs of `one`, each
            once and none with itself.
        bound: In how many bits they may differ, 0 to `MOST_BOUND`.
        cancel: Looked at every million comparisons.

    Returns:
        int64 (p,), places in `one`; int64 (p,), places in `other`, of pairs of `one` the greater
        place; uint8 (p,), in how many bits they differ. In the order of these places.

    Raises:
        ValueError: If the bound is another number.
        Cancelled: If `cancel` was raised.
    """
    if not 0 <= bound <= MOST_BOUND:
        raise ValueError(f"bound is 0 to {MOST_BOUND} bits, not {bound}.")
    others = one if other is None else other
    bands, apart = _bands(bound)
    masks = [np.uint64(((1 << width) - 1) << shift) for shift, width in bands]
    found: list[Numbers] = []
    for band, (shift, width) in enumerate(bands):
        for left, right in _candidates(one, others, shift, width, apart, cancel):
            if other is None:
                once = left < right
                left, right = left[once], right[once]
            near = hash_distance(one[left], others[right]) <= bound
            if not near.any():
                continue
            left, right = left[near], right[near]
            first = np.ones(len(left), np.bool_)  # in no band before: else it was found there
            differing = one[left] ^ others[right]
            for mask in masks[:band]:
                first &= np.bitwise_count(differing & mask) > apart
            found.append(np.stack([left[first], right[first]]))
    pairs = np.concatenate([np.empty((2, 0), np.int64), *found], axis=1)
    pairs = pairs[:, np.lexsort((pairs[1], pairs[0]))]
    return pairs[0], pairs[1], hash_distance(one[pairs[0]], others[pairs[1]])


def _bands(bound: int) -> tuple[list[tuple[int, int]], int]:
    """Return (shift, width) of each band, and in how many bits one of them differs at most.

    More bands are shorter, so that more hashes share them; fewer want more bits to be tried.
    """
    count = 5 if bound in (4, 8, 9) else 4
    apart = bound // count
    edges = [64 * band // count for band in range(count + 1)]
    return [(low, high - low) for low, high in pairwise(edges)], apart


def _candidates(
    one: Hashes, other: Hashes, shift: int, width: int, apart: int, cancel: CancelToken | None
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield pairs whose band differs in at most so many bits, a million at a time."""
    sides = [_Buckets(hashes, shift, width) for hashes in (one, other)]
    values = np.flatnonzero(sides[0].counts)
    for bits in range(apart + 1):
        for chosen in combinations(range(width), bits):
            theirs = values ^ sum(1 << bit for bit in chosen)
            there = sides[1].counts[theirs] > 0
            for left, right in _products(sides[0], values[there], sides[1], theirs[there]):
                if cancel is not None:
                    cancel.check()
                yield left, right


class _Buckets:
    """Hashes by the value of one band."""

    def __init__(self, hashes: Hashes, shift: int, width: int) -> None:
        values = (hashes >> np.uint64(shift)) & np.uint64((1 << width) - 1)
        self.order = np.argsort(values, kind="stable")
        self.counts = np.bincount(values.astype(np.int64), minlength=1 << width)
        self.starts = np.cumsum(self.counts) - self.counts


def _products(
    one: _Buckets, values: Numbers, other: _Buckets, theirs: Numbers
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield all pairs of a hash of a bucket of one with one of the like bucket of the other."""
    # Each hash of one side, with how many it is compared with, and where these begin.
    own = one.counts[values]
    places = _spread(one.starts[values], own)
    counts = np.repeat(other.counts[theirs], own)
    starts = np.repeat(other.starts[theirs], own)
    ends = np.cumsum(counts)
    first = 0
    while first < len(places):
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + _AT_ONCE, side="right")))
        part = slice(first, last)
        left = np.repeat(places[part], counts[part])
        yield one.order[left], other.order[_spread(starts[part], counts[part])]
        first = last


def _spread(starts: Numbers, counts: Numbers) -> Numbers:
    """Return start, start + 1, … of each, as many as its count, one after the other."""
    total = int(counts.sum())
    begins = np.cumsum(counts) - counts
    places: Numbers = np.arange(total) + np.repeat(starts - begins, counts)
    return places
