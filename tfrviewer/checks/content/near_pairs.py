"""Which hashes differ in few of their bits, without comparing all with all.

Both are cut into bands. If they differ in at most `bound` bits, there is a band that differs in no
more than its share of them: where the shares, and one more for each band, add up to more than the
bound, not every band can exceed its own (Norouzi, Punjani and Fleet 2012, "Fast search in Hamming
space with multi-index hashing"; Qin et al. 2018, "GPH: similarity search in Hamming space"). So
only hashes are compared of which a band is so near.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.metrics import hash_distance

MOST_BOUND = 11
"""Bits in which near hashes may differ at most; of many tiles some differ in 12 by chance."""

MOST_PAIRS = 1 << 22
"""Pairs kept at most: thousands of tiles that all look alike have no end of them."""

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]

_BANDS, _WIDTH = 4, 16
_PLACE = 40
"""Bits of a place."""
_AT_ONCE = 1 << 20
"""Pairs that are compared at once."""


def near_pairs(
    one: Hashes, bound: int, *, most: int = MOST_PAIRS, cancel: CancelToken | None = None
) -> tuple[Numbers, Numbers, NDArray[np.uint8]]:
    """Return the pairs of hashes that differ in at most `bound` bits.

    Args:
        one: uint64 (n,), no two alike.
        bound: In how many bits they may differ, 0 to `MOST_BOUND`.
        most: About how many pairs are returned at most; what is beyond is left out.
        cancel: Looked at every million comparisons.

    Returns:
        int64 (p,) and int64 (p,), the places of each pair, the lesser first, each pair once;
        uint8 (p,), in how many bits they differ. In the order of these places.

    Raises:
        ValueError: If the bound is another number.
        Cancelled: If `cancel` was raised.
    """
    found: list[Numbers] = []
    count = 0
    for left, right in _all_near(one, None, bound, cancel):
        found.append(np.stack([left, right]))
        count += len(left)
        if count >= most:
            break
    pairs = np.concatenate([np.empty((2, 0), np.int64), *found], axis=1)
    pairs = pairs[:, np.lexsort((pairs[1], pairs[0]))]
    return pairs[0], pairs[1], hash_distance(one[pairs[0]], one[pairs[1]])


def nearest(
    one: Hashes, other: Hashes, bound: int, *, cancel: CancelToken | None = None
) -> tuple[Numbers, NDArray[np.uint8]]:
    """Return, for each hash, the one among others that differs in the fewest bits.

    Args:
        one: uint64 (n,), no two alike.
        other: uint64 (m,), no two alike.
        bound: In how many bits they may differ, 0 to `MOST_BOUND`.
        cancel: Looked at every million comparisons.

    Returns:
        int64 (n,), a place in `other`, the first of several; -1 where none is so near. uint8
        (n,), in how many bits they differ; 0 where there is none.

    Raises:
        ValueError: If the bound is another number.
        Cancelled: If `cancel` was raised.
    """
    none = np.iinfo(np.int64).max
    best = np.full(len(one), none)  # distance and place in one number, the least of which is best
    for left, right in _all_near(one, other, bound, cancel):
        apart = hash_distance(one[left], other[right]).astype(np.int64)
        np.minimum.at(best, left, apart << _PLACE | right)
    there = best < none
    places = np.where(there, best & ((1 << _PLACE) - 1), -1)
    return places, np.where(there, best >> _PLACE, 0).astype(np.uint8)


def _all_near(
    one: Hashes, other: Hashes | None, bound: int, cancel: CancelToken | None
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield all near pairs, each once, at most a million at a time."""
    if not 0 <= bound <= MOST_BOUND:
        raise ValueError(f"bound is 0 to {MOST_BOUND} bits, not {bound}.")
    others = one if other is None else other
    bands = _bands(bound)
    for number, band in enumerate(bands):
        for left, right in _near(one, other, band, bound, cancel):
            differing = one[left] ^ others[right]
            first = np.ones(len(left), np.bool_)  # by no band before: else it was found by that
            for earlier in bands[:number]:
                first &= np.bitwise_count(differing & earlier.mask) > earlier.apart
            if first.any():
                yield left[first], right[first]


class _Band(NamedTuple):
    """Some bits of a hash that follow one another.

    Attributes:
        shift: How many bits are below it.
        apart: In how many of its bits hashes differ at most that are compared by it.
    """

    shift: int
    apart: int

    @property
    def mask(self) -> np.uint64:
        """Its bits in a hash."""
        return np.uint64(((1 << _WIDTH) - 1) << self.shift)


def _bands(bound: int) -> list[_Band]:
    """Return the bands that are needed; for a small bound not all of them are."""
    shares = [(bound + 1 + band) // _BANDS - 1 for band in range(_BANDS)]
    return [_Band(band * _WIDTH, share) for band, share in enumerate(shares) if share >= 0]


def _near(
    one: Hashes, other: Hashes | None, band: _Band, bound: int, cancel: CancelToken | None
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield the near pairs among those whose band differs in no more than its share of bits."""
    mine = _Buckets(one, band.shift)
    theirs = mine if other is None else _Buckets(other, band.shift)
    values = np.flatnonzero(mine.counts)
    for bits in range(band.apart + 1):
        for chosen in combinations(range(_WIDTH), bits):
            likes = values ^ sum(1 << bit for bit in chosen)
            there = theirs.counts[likes] > 0
            if other is None:  # each two buckets once
                there &= values <= likes
            for left, right in _products(mine, values[there], theirs, likes[there]):
                if cancel is not None:
                    cancel.check()
                near = hash_distance(mine.hashes[left], theirs.hashes[right]) <= bound
                if other is None and not bits:
                    near &= left < right
                if near.any():
                    pair = mine.order[left[near]], theirs.order[right[near]]
                    yield pair if other is not None else (np.minimum(*pair), np.maximum(*pair))


class _Buckets:
    """Hashes by the value of one band; those of a value lie together."""

    def __init__(self, hashes: Hashes, shift: int) -> None:
        values = ((hashes >> np.uint64(shift)) & np.uint64((1 << _WIDTH) - 1)).astype(np.uint16)
        self.order = np.argsort(values, kind="stable")
        self.hashes = hashes[self.order]
        self.counts = np.bincount(values, minlength=1 << _WIDTH)
        self.starts = np.cumsum(self.counts) - self.counts


def _products(
    one: _Buckets, values: Numbers, other: _Buckets, theirs: Numbers
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield all pairs of a hash of a bucket with one of the like bucket, a million at a time."""
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
        yield left, _spread(starts[part], counts[part])
        first = last


def _spread(starts: Numbers, counts: Numbers) -> Numbers:
    """Return start, start + 1, … of each, as many as its count, one after the other."""
    total = int(counts.sum())
    begins = np.cumsum(counts) - counts
    places: Numbers = np.arange(total) + np.repeat(starts - begins, counts)
    return places
