import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer.errors import ImageError
from tfrviewer.tiles.image.decode import decode_image
from tfrviewer.tiles.image.thumbnails import decode_thumbnail, fitted


@pytest.mark.parametrize("name", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("px", [16, 32, 100, 256])
def test_a_thumbnail_has_the_side_and_aspect_wanted(name: str, px: int) -> None:
    data = encoded(tissue(300, 200), name)
    assert decode_thumbnail(data, px).shape == (round(200 * px / 300), px, 3)


def test_a_small_image_is_never_enlarged() -> None:
    data = encoded(tissue(60, 40), "PNG")
    assert np.array_equal(decode_thumbnail(data, 512), decode_image(data))


@pytest.mark.parametrize("name", ["JPEG", "PNG"])
@pytest.mark.parametrize("px", [20, 50, 75, 140])
def test_a_thumbnail_shows_the_image_shrunk(name: str, px: int) -> None:
    image = tissue(299, 299)
    wanted = np.asarray(image.resize((px, px), Image.Resampling.BOX)).astype(int)
    thumbnail = decode_thumbnail(encoded(image, name, quality=95), px).astype(int)
    assert np.abs(thumbnail - wanted).mean() < 3


def test_a_picture_near_the_size_is_left_as_it_was_decoded() -> None:
    data = encoded(tissue(299, 299), "JPEG")
    assert decode_thumbnail(data, 64, slack=1.25).shape == (75, 75, 3)
    assert decode_thumbnail(data, 64, slack=1.1).shape == (64, 64, 3)
    assert decode_thumbnail(encoded(tissue(299, 299), "PNG"), 64, slack=1.25).shape == (64, 64, 3)


def test_a_thumbnail_averages_what_it_leaves_out() -> None:
    stripes = np.zeros((256, 256, 3), np.uint8)
    stripes[:, ::2] = 255
    thumbnail = decode_thumbnail(encoded(Image.fromarray(stripes), "PNG"), 32)
    assert thumbnail.min() > 100
    assert thumbnail.max() < 155


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_a_jpeg_of_another_mode_gives_a_thumbnail_in_rgb(mode: str) -> None:
    data = encoded(tissue(256, 256).convert(mode), "JPEG")
    assert decode_thumbnail(data, 32).shape == (32, 32, 3)


def test_an_extreme_aspect_keeps_a_pixel() -> None:
    assert decode_thumbnail(encoded(tissue(900, 2), "JPEG"), 32).shape == (1, 32, 3)


def test_a_truncated_jpeg_is_refused_at_every_scale() -> None:
    data = encoded(tissue(512, 512), "JPEG")
    for px in (32, 64, 128, 256, 512):
        with pytest.raises(ImageError, match="cut off"):
            decode_thumbnail(data[: len(data) // 2], px)


def test_a_side_below_one_pixel_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="at least 1 pixel"):
        decode_thumbnail(b"", 0)


@given(st.tuples(st.integers(1, 10**6), st.integers(1, 10**6)), st.integers(1, 2048))
def test_that_a_fitted_size_lies_within_both(size: tuple[int, int], px: int) -> None:
    small = fitted(size, px)
    assert all(1 <= side <= min(px, whole) for side, whole in zip(small, size, strict=True))
