from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer.tiles.image.sniff import image_size, sniff_format

FORMATS = {
    "JPEG": "jpeg",
    "PNG": "png",
    "TIFF": "tiff",
    "BMP": "bmp",
    "WEBP": "webp",
    "GIF": "gif",
    "JPEG2000": "jp2",
}
MAGIC = [encoded(tissue(), name)[:40] for name in FORMATS]


@pytest.mark.parametrize("name", FORMATS)
def test_that_an_image_is_named_by_how_it_begins(name: str) -> None:
    assert sniff_format(encoded(tissue(), name)) == FORMATS[name]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("size", [(60, 40), (1, 1), (300, 7)])
def test_that_the_header_alone_tells_the_size(name: str, size: tuple[int, int]) -> None:
    data = encoded(tissue(*size), name)
    assert image_size(data) == size
    if name in ("JPEG", "PNG"):
        assert image_size(data[: len(data) - len(data) // 8]) == size


@pytest.mark.parametrize(
    "save",
    [
        lambda image: encoded(image, "WEBP", lossless=True),
        lambda image: encoded(image, "WEBP", exact=True, exif=b"Exif\0\0" + bytes(64)),
        lambda image: encoded(image, "JPEG", progressive=True),
        lambda image: encoded(image, "JPEG", comment=b"x" * 60_000),
        lambda image: encoded(image.convert("CMYK"), "JPEG"),
    ],
)
def test_that_the_size_is_found_behind_other_segments(
    save: Callable[[Image.Image], bytes],
) -> None:
    assert image_size(save(tissue())) == (60, 40)


def test_that_fill_bytes_before_a_marker_are_skipped() -> None:
    data = encoded(tissue(), "JPEG")
    frame = data.index(b"\xff\xc0")
    assert image_size(data[:frame] + b"\xff\xff\xff" + data[frame:]) == (60, 40)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"BM, said the text, is not always a bitmap",
        b"RIFF1234WAVEfmt ",
        b"version https://git-lfs.github.com/spec/v1",
        b"\0" * 100,
        b"GIF8 is no version",
    ],
)
def test_that_other_bytes_are_no_image(data: bytes) -> None:
    assert sniff_format(data) is None
    assert image_size(data) is None


def test_that_a_segment_of_senseless_length_ends_the_walk() -> None:
    assert image_size(b"\xff\xd8\xff\xe0\x00\x00" + bytes(100)) is None
    assert image_size(b"\xff\xd8\xff\xe0\xff\xff" + bytes(100)) is None
    assert image_size(b"\xff\xd8" + b"\xff" * 1000) is None


def test_that_a_size_of_nought_is_no_size() -> None:
    data = bytearray(encoded(tissue(), "JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 7] = b"\0\0"
    assert image_size(bytes(data)) is None


@given(st.sampled_from([b"", *MAGIC]), st.binary(max_size=200), st.integers(0, 40))
def test_that_no_bytes_make_it_raise(magic: bytes, tail: bytes, cut: int) -> None:
    data = magic[:cut] + tail
    sniff_format(data)
    size = image_size(data)
    assert size is None or min(size) > 0


@given(st.sampled_from(MAGIC), st.data())
def test_that_no_flipped_byte_makes_it_raise(magic: bytes, data: st.DataObject) -> None:
    changed = bytearray(magic)
    at = data.draw(st.integers(0, len(changed) - 1))
    changed[at] = data.draw(st.integers(0, 255))
    image_size(bytes(changed))
