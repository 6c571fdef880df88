"""Putting tiles that look alike into groups."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tfrviewer.checks.content.near_pairs import Hashes, near_pairs
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
    one, other, _ = near_pairs(different, bound, cancel=cancel)
    # Each pair once from either side, so that the neighbours of a hash lie together.
    left, right = np.concatenate((one, other)), np.concatenate((other, one))
    order = np.argsort(left, kind="stable")
    right = right[order]
    degrees = np.bincount(left, minlength=len(different))
    starts = np.cumsum(degrees) - degrees
    alike = np.bincount(left, weights=counts[np.concatenate((other, one))], minlength=len(counts))
    group = np.full(len(different), -1, np.int64)
    number = 0
    leaders = np.flatnonzero((degrees > 0) | (counts > 1))
    for leader in leaders[np.argsort(-(alike + counts)[leaders], kind="stable")].tolist():
        if group[leader] >= 0:
            continue
        near = right[starts[leader] : starts[leader] + degrees[leader]]
        near = near[group[near] < 0]
        if not len(near) and counts[leader] < 2:
            continue
        group[leader] = number
        group[near] = number
        number += 1
    return group[which]
