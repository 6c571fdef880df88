"""Tiles framed without a copy have the bytes of those framed with copies."""

import random

import pytest

from tfrviewer.tfrecord.example import Value, make_example
from tfrviewer.tfrecord.framing import frame
from tfrviewer.tfrecord.spliced import framed_tile

PLAIN: dict[str, Value] = {"slide": "Fälle µ", "loc_x": 512, "loc_y": -3}
SIZES = [0, 1, 100, 113, 114, 127, 128, 16_360, 16_384, 300_000, 2_200_000]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "features",
    [
        {},
        PLAIN,
        {"a": 1},
        {**PLAIN, "image_raw_": b"", "image_raw\0": 0.5, "image_ra": [1, 2, 3], "": 1},
        {**PLAIN, "Z": "capital", "label": "x" * 20_000, "é": 1, "a": "y" * 200, "empty": []},
    ],
)
def test_a_tile_in_pieces_is_the_tile_in_one(size: int, features: dict[str, Value]) -> None:
    image = random.Random(size).randbytes(size)
    pieces = framed_tile(image, features)
    assert b"".join(pieces) == frame(make_example({"image_raw": image, **features}))


def test_the_image_is_not_copied_and_no_feature_takes_its_place() -> None:
    image = bytes(1000)
    assert framed_tile(image, PLAIN)[1] is image
    assert b"".join(framed_tile(image, {**PLAIN, "image_raw": b"other"})) == frame(
        make_example({**PLAIN, "image_raw": image})
    )


def test_a_value_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError):
        framed_tile(b"", {"slide": None})  # type: ignore[dict-item]
    with pytest.raises(ValueError, match="range"):
        framed_tile(b"", {"loc_x": 1 << 70})
