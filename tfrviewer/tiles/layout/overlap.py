"""How far tiles of one slide overlap, seen in the pictures of neighbours.

Locations tell the pitch, but not how wide a tile is. Where tiles overlap, the right part of one
shows the same tissue as the left part of the next: sliding one over the other finds how far.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
Picture = NDArray[np.uint8]

LEAST_ALIKE = 0.6
"""From this correlation on two parts are taken for the same tissue."""

_LEAST_SHARED = 0.08  # of the width: less shows too little to be sure
_FAINT = 3.0  # grey levels: a fainter picture is blank ground
_LEAST_PAIRS = 2
_MANY = 1 << 16


def neighbours(x: IntArray, y: IntArray, pitch_x: float, count: int) -> list[tuple[int, int]]:
    """Return some pairs of tiles that lie side by side, left before right, spread over the slide.

    Args:
        x: Level-0 x of each tile's centre, int64 (N,).
        y: Level-0 y of each tile's centre, int64 (N,).
        pitch_x: Step from column to column.
        count: How many pairs at most.
    """
    order = _some_rows(y, count) if len(y) > _MANY else np.arange(len(y))
    order = order[np.lexsort((x[order], y[order]))]
    step = np.diff(x[order].astype(np.float64))
    beside = (np.abs(step - pitch_x) <= 1) & (y[order][1:] == y[order][:-1])
    at = np.flatnonzero(beside)
    if len(at) > count:
        at = at[np.linspace(0, len(at) - 1, count).astype(np.int64)]
    return list(zip(order[at].tolist(), order[at + 1].tolist(), strict=True))


def _some_rows(y: IntArray, count: int) -> IntArray:
    """Return the tiles of some rows, spread over all: sorting a million takes half a second."""
    rows = np.unique(y[np.linspace(0, len(y) - 1, 4 * count).astype(np.int64)])
    nearest = rows[np.minimum(np.searchsorted(rows, y), len(rows) - 1)]
    return np.flatnonzero(nearest == y)


def measure_overlap(pairs: Sequence[tuple[Picture, Picture]]) -> float | None:
    """Return how many times as wide as the pitch tiles are.

    Args:
        pairs: Pictures of tiles that lie side by side, left and right, uint8 (h, w, 3).

    Returns:
        1.0 if they do not overlap (or by less than about a tenth), 2.0 if each shows half of
        the next, and so on; None if the pictures do not tell, as blank ones do not.
    """
    shifts: list[float] = []
    n_told = 0
    for left, right in pairs:
        if left.shape != right.shape or min(left.shape[:2]) < 16:
            continue
        told = _shift(left, right)
        if told is None:
            continue
        n_told += 1
        shift, alike = told
        if alike >= LEAST_ALIKE:
            shifts.append(shift / left.shape[1])
    if n_told < _LEAST_PAIRS:
        return None
    if len(shifts) < max(_LEAST_PAIRS, n_told / 2):
        return 1.0
    middle = float(np.median(shifts))
    near = sum(abs(one - middle) <= 0.03 for one in shifts)
    if near < max(_LEAST_PAIRS, len(shifts) / 2):
        return 1.0
    ratio = 1 / middle
    # A picture of 64 pixels tells to a pixel: whole ratios are by far the likeliest.
    return float(round(ratio)) if abs(round(ratio) / ratio - 1) <= 0.04 else ratio


def _shift(left: Picture, right: Picture) -> tuple[int, float] | None:
    """Return how many pixels the right picture lies further right, and how alike they are there."""
    first, second = _edges(left), _edges(right)
    if min(float(left.std()), float(right.std())) < _FAINT:
        return None
    width = first.shape[1]
    shifts = slice(max(round(width / 12), 1), int(width * (1 - _LEAST_SHARED)) + 1)
    # The products of all shifts at once, as the spectra of rows so long that no end meets its
    # beginning; one by one they would keep the interpreter busy for as long as a picture shows.
    spectrum = np.fft.rfft(first, 2 * width) * np.conj(np.fft.rfft(second, 2 * width))
    shared = np.fft.irfft(spectrum.sum(axis=0), 2 * width)[shifts]
    right_of = np.cumsum((first * first).sum(axis=0)[::-1])[::-1]
    left_of = np.cumsum((second * second).sum(axis=0))[::-1]
    power = (right_of * left_of)[shifts]
    alike = np.divide(shared, np.sqrt(power), out=np.zeros_like(shared), where=power > 0)
    best = int(np.argmax(alike))
    return (best + shifts.start, float(alike[best])) if alike[best] > 0 else (width, 0.0)


def _edges(picture: Picture) -> NDArray[np.float32]:
    """Return how the brightness changes from pixel to pixel: what slow changes share is no sign."""
    grey = picture.astype(np.float32).mean(axis=2)
    across = np.diff(grey, axis=1)[:-1]
    along = np.diff(grey, axis=0)[:, :-1]
    return np.concatenate([across, along])
