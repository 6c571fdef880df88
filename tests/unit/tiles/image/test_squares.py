"""Pictures of tiles as small squares."""

import io

import numpy as np
import pytest
from PIL import Image

from tfrviewer.errors import ImageError
from tfrviewer.tiles.image.squares import decode_square


def encoded(pixels: np.ndarray, form: str = "png") -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(buffer, form)
    return buffer.getvalue()


def test_that_a_square_is_the_mean_of_what_it_shows() -> None:
    pixels = np.zeros((8, 8, 3))
    pixels[:4, :4] = 200
    square = decode_square(encoded(pixels), 2)
    assert square[..., 0].tolist() == [[200, 0], [0, 0]]


@pytest.mark.parametrize("size", [(3, 3), (40, 10), (300, 299)])
def test_that_any_image_becomes_a_square(size: tuple[int, int]) -> None:
    assert decode_square(encoded(np.full((*size, 3), 90), "jpeg"), 16).shape == (16, 16, 3)


def test_that_a_part_is_taken_from_the_middle() -> None:
    pixels = np.zeros((64, 64, 3))
    pixels[16:48, 16:48] = 255
    assert (decode_square(encoded(pixels), 8, part=0.5) == 255).all()


def test_that_what_is_no_image_is_an_error() -> None:
    with pytest.raises(ImageError):
        decode_square(b"nothing", 8)


@pytest.mark.parametrize(("px", "part"), [(0, 1.0), (8, 0.0), (8, 1.5)])
def test_that_senseless_sizes_are_refused(px: int, part: float) -> None:
    with pytest.raises(ValueError, match="at"):
        decode_square(encoded(np.zeros((4, 4, 3))), px, part=part)
