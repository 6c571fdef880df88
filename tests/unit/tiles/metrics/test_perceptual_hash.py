"""Tiles that look alike have hashes that are near, and others have not."""

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from tests.unit.tiles.pictures import encoded
from tfrviewer.tiles.metrics import hash_distance, measure_hashed


def picture(seed: int, side: int = 128) -> Image.Image:
    """Return blobs of colour, coarse and fine."""
    rng = np.random.default_rng(seed)
    coarse = Image.fromarray(rng.integers(60, 256, (9, 9, 3), np.uint8))
    fine = Image.fromarray(rng.integers(60, 256, (40, 40, 3), np.uint8))
    size = (side, side)
    bicubic = Image.Resampling.BICUBIC
    return Image.blend(coarse.resize(size, bicubic), fine.resize(size, bicubic), 0.3)


def hashes(*images: bytes) -> list[np.uint64]:
    return list(measure_hashed(images).hashes)


def distance(one: np.uint64, other: np.uint64) -> int:
    return int(hash_distance(np.array([one]), np.array([other]))[0])


@pytest.mark.parametrize("side", [50, 64, 128, 299])
@pytest.mark.parametrize("quality", [30, 60, 95])
def test_that_another_jpeg_quality_keeps_the_hash(side: int, quality: int) -> None:
    for seed in range(4):
        image = picture(seed, side)
        one, other = hashes(encoded(image, "PNG"), encoded(image, "JPEG", quality=quality))
        assert distance(one, other) <= 4


def test_that_brightness_and_size_keep_the_hash() -> None:
    image = picture(5)
    brighter = ImageEnhance.Brightness(image.point(lambda level: level * 0.9)).enhance(1.05)
    smaller = image.resize((96, 96), Image.Resampling.BOX)
    one, *others = hashes(*(encoded(some, "PNG") for some in (image, brighter, smaller)))
    assert [distance(one, other) <= 4 for other in others] == [True, True]


def test_that_other_pictures_have_other_hashes() -> None:
    found = hashes(*(encoded(picture(seed), "PNG") for seed in range(20)))
    apart = [distance(a, b) for at, a in enumerate(found) for b in found[:at]]
    assert min(apart) > 10
    assert 28 < np.mean(apart) < 36


def test_that_the_bits_of_a_hash_are_balanced() -> None:
    found = hashes(*(encoded(picture(seed), "PNG") for seed in range(8)))
    assert {int(np.bitwise_count(value)) for value in found} == {32}


def test_that_distances_are_counted_for_every_pair() -> None:
    some = np.array([0, 1, 2**64 - 1], np.uint64)
    assert hash_distance(some[:, None], some).tolist() == [[0, 1, 64], [1, 0, 63], [64, 63, 0]]
