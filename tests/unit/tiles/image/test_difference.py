import numpy as np
import pytest

from tfrviewer.tiles.image.difference import difference


def test_that_a_difference_has_no_sign_and_does_not_wrap_around() -> None:
    dark = np.zeros((2, 3, 3), np.uint8)
    light = dark.copy()
    light[0, 0] = (255, 10, 0)
    for one, other in ((dark, light), (light, dark)):
        found = difference(one, other)
        assert np.array_equal(found.pixels, light)
        assert (found.mean, found.largest) == (265 / 18, 255)


def test_that_images_of_two_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match=r"\(2, 3, 3\) and \(3, 2, 3\)"):
        difference(np.zeros((2, 3, 3), np.uint8), np.zeros((3, 2, 3), np.uint8))
