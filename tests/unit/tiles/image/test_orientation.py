"""Which way up an image is."""

import struct
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer.tiles.image.orientation import orientation_of, sideways, upright

RGB = tissue(24, 16)
FORMATS = ["jpeg", "png", "webp"]


def turned(image_format: str, orientation: int) -> bytes:
    """An image whose tag says that it is turned."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    return encoded(RGB, image_format, exif=tags.tobytes())


def block(order: str, kind: int, value: int, *, count: int = 1) -> bytes:
    """An EXIF block of one tag, in either order of bytes."""
    form = "H2x" if kind == 3 else "I"
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "IH", 8, 1)
    return head + struct.pack(order + "HHI" + form, 0x0112, kind, count, value) + bytes(4)


@pytest.mark.parametrize("image_format", FORMATS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_tag_is_found_in_every_format(image_format: str, orientation: int) -> None:
    assert orientation_of(turned(image_format, orientation), image_format) == orientation


@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_image_is_turned_as_viewers_turn_it(orientation: int) -> None:
    with Image.open(BytesIO(turned("png", orientation))) as image:
        ours = upright(image, orientation)
        theirs = ImageOps.exif_transpose(image)
        np.testing.assert_array_equal(np.asarray(ours), np.asarray(theirs))
    assert sideways(orientation) is (ours.size != RGB.size)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("kind", "value", "told"), [(3, 6, 6), (4, 8, 8), (3, 9, 1), (3, 0, 1)])
def test_a_block_is_read_in_either_order(order: str, kind: int, value: int, told: int) -> None:
    data = encoded(RGB, "JPEG", exif=b"Exif\0\0" + block(order, kind, value))
    assert orientation_of(data, "jpeg") == told


def test_a_block_that_makes_no_sense_turns_nothing() -> None:
    sound = block("<", 3, 6)
    wrong = [
        b"",
        b"II*\0",
        b"XX*\0" + sound[4:],
        block("<", 3, 6, count=2),
        block("<", 2, 6),
        sound[:4] + struct.pack("<I", 0xFFFFFFFF) + sound[8:],
        sound[:8] + struct.pack("<H", 0xFFFF) + b"\x13\x01" + sound[12:],
        *(sound[:cut] for cut in range(len(sound) - 6)),
    ]
    for data in wrong:
        assert orientation_of(encoded(RGB, "JPEG", exif=b"Exif\0\0" + data), "jpeg") == 1


@pytest.mark.parametrize("image_format", FORMATS)
def test_bytes_cut_off_anywhere_raise_nothing(image_format: str) -> None:
    data = turned(image_format, 6)
    for cut in range(len(data)):
        assert orientation_of(data[:cut], image_format) in (1, 6)


def test_other_formats_say_nothing() -> None:
    assert orientation_of(encoded(RGB, "BMP"), "bmp") == 1
    assert orientation_of(encoded(RGB, "JPEG"), "jpeg") == 1
    assert orientation_of(encoded(RGB, "WEBP"), "webp") == 1
