import itertools

import numpy as np
import pytest

from tfrviewer.tiles.layout import overlap
from tfrviewer.tiles.layout.overlap import measure_overlap, neighbours


def tissue(side: int) -> np.ndarray:
    """A picture with structures of all sizes."""
    random = np.random.default_rng(2)
    picture = np.zeros((side, side))
    for size in (2, 4, 8, 16, 32):
        cells = random.normal(size=(side // size + 1, side // size + 1))
        picture += np.kron(cells, np.ones((size, size)))[:side, :side] * size**0.5
    spread = (picture - picture.min()) / np.ptp(picture) * 200 + 20
    return np.repeat(spread[:, :, None], 3, axis=2).astype(np.uint8)


def cut(picture: np.ndarray, pitch: int, side: int = 64) -> list[tuple[np.ndarray, np.ndarray]]:
    random = np.random.default_rng(3)
    tiles = []
    for row in range(4):
        for at in range(0, 400, pitch):
            noisy = picture[row * 64 : row * 64 + side, at : at + side].astype(float)
            noisy += random.normal(scale=4, size=noisy.shape)
            tiles.append(np.clip(noisy, 0, 255).astype(np.uint8))
    per_row = len(range(0, 400, pitch))
    pairs = enumerate(itertools.pairwise(tiles), 1)
    return [pair for i, pair in pairs if i % per_row]


@pytest.mark.parametrize(("pitch", "ratio"), [(64, 1), (32, 2), (16, 4), (48, 4 / 3), (70, 1)])
def test_that_overlap_is_seen_in_the_pictures(pitch: int, ratio: float) -> None:
    assert measure_overlap(cut(tissue(512), pitch)[:12]) == pytest.approx(ratio, rel=0.03)


def test_that_blank_or_single_pictures_tell_nothing() -> None:
    blank = np.full((64, 64, 3), 240, np.uint8)
    assert measure_overlap([(blank, blank)] * 5) is None
    assert measure_overlap([]) is None
    assert measure_overlap(cut(tissue(512), 32)[:1]) is None
    assert measure_overlap([(blank[:32], blank)] * 5) is None


def test_that_pairs_lie_side_by_side_and_apart_from_each_other() -> None:
    columns, rows = np.meshgrid(np.arange(9), np.arange(7))
    x, y = columns.ravel() * 604, rows.ravel() * 604
    order = np.random.default_rng(1).permutation(len(x))
    x, y = x[order], y[order]
    pairs = neighbours(x, y, 604, 5)
    assert len(pairs) == 5
    assert all(x[b] - x[a] == 604 and y[a] == y[b] for a, b in pairs)
    assert len({int(y[a]) for a, _ in pairs}) > 3
    assert neighbours(x, y, 77, 5) == []


def test_that_some_rows_of_a_large_slide_tell_as_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlap, "_MANY", 100)
    columns, rows = np.meshgrid(np.arange(90), np.arange(70))
    x, y = columns.ravel() * 604, rows.ravel() * 604
    pairs = neighbours(x, y, 604, 5)
    assert all(x[b] - x[a] == 604 and y[a] == y[b] for a, b in pairs)
    assert len({int(y[a]) for a, _ in pairs}) == 5
    assert np.ptp([y[a] for a, _ in pairs]) > 50 * 604
