import numpy as np
import pytest

from tfrviewer.tiles.image.masks import brightened


def test_a_mask_is_spread_over_all_that_can_be_seen() -> None:
    pixels = np.zeros((2, 2, 3), np.uint8)
    pixels[0, 0], pixels[1, 1] = 1, 2
    found = brightened(pixels)
    assert found is not None
    shown, greatest = found
    assert greatest == 2
    assert shown[..., 0].tolist() == [[127, 0], [0, 255]]


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((2, 2, 3), np.uint8),
        np.full((2, 2, 3), 200, np.uint8),
        np.array([[[1, 2, 3]]], np.uint8),
        np.zeros((0, 0, 3), np.uint8),
    ],
)
def test_what_can_be_seen_as_it_is_stays_as_it_is(pixels: np.ndarray) -> None:
    assert brightened(pixels) is None
