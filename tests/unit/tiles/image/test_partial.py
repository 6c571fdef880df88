"""Of an image that is cut off one sees what is there."""

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tfrviewer.errors import ImageError
from tfrviewer.tiles.image.decode import decode_image
from tfrviewer.tiles.image.partial import decode_partly


@pytest.fixture
def picture() -> NDArray[np.uint8]:
    """An image of 120 by 90 pixels that is smooth and nowhere the same."""
    coarse = np.random.default_rng(3).integers(30, 225, (6, 8, 3), np.uint8)
    return np.asarray(Image.fromarray(coarse).resize((120, 90)))


def encoded(picture: NDArray[np.uint8], kind: str, mode: str = "RGB") -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture).convert(mode).save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_that_the_rows_that_are_there_are_right(picture: NDArray[np.uint8], kind: str) -> None:
    data = encoded(picture, kind)
    cut = data[: len(data) * 6 // 10]
    with pytest.raises(ImageError):
        decode_image(cut)
    seen = decode_partly(cut)
    assert seen is not None
    assert seen.shape == picture.shape
    assert np.abs(seen[:30].astype(int) - picture[:30]).mean() < 4
    assert np.abs(seen[-10:].astype(int) - picture[-10:]).mean() > 10


@pytest.mark.parametrize("mode", ["P", "L", "RGBA"])
def test_that_any_png_without_its_end_is_seen(picture: NDArray[np.uint8], mode: str) -> None:
    data = encoded(picture, "png", mode)
    seen = decode_partly(data[: len(data) * 8 // 10])
    assert seen is not None
    assert np.array_equal(seen[:30], decode_image(data)[:30])


def test_that_of_nothing_nothing_is_seen(picture: NDArray[np.uint8]) -> None:
    jpeg, png = encoded(picture, "jpeg"), encoded(picture, "png")
    lies = png[:16] + b"\x7f\xff\xff\xff" * 2 + png[24:]
    for data in (b"", b"no image", jpeg[:20], png[:30], lies, b"GIF89a" + bytes(20)):
        assert decode_partly(data) is None
