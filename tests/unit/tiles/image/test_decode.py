import hashlib
import struct
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.unit.tiles.pictures import encoded, png, png_of, tissue
from tfrviewer.errors import FindingKind, ImageError
from tfrviewer.tiles.image import decode
from tfrviewer.tiles.image.decode import decode_image

LOSSLESS = ["PNG", "TIFF", "BMP"]


@pytest.mark.parametrize("name", LOSSLESS)
def test_that_a_lossless_image_comes_back_bit_for_bit(name: str) -> None:
    picture = decode_image(encoded(tissue(), name))
    assert picture.dtype == np.uint8
    assert np.array_equal(picture, np.asarray(tissue()))
    assert picture.flags.writeable


@pytest.mark.parametrize("name", ["JPEG", "WEBP", "GIF", "JPEG2000"])
def test_that_a_lossy_image_comes_back_alike(name: str) -> None:
    picture = decode_image(encoded(tissue(), name)).astype(int)
    assert picture.shape == (40, 60, 3)
    assert np.abs(picture - np.asarray(tissue())).mean() < 12


def test_that_grey_becomes_three_equal_channels() -> None:
    grey = tissue().convert("L")
    picture = decode_image(encoded(grey, "PNG"))
    assert all(np.array_equal(picture[..., channel], np.asarray(grey)) for channel in range(3))


@pytest.mark.parametrize(("colour", "channels"), [(0, 1), (2, 3)])
def test_that_of_sixteen_bits_the_high_byte_is_kept(colour: int, channels: int) -> None:
    deep = np.arange(12 * 10 * channels, dtype=np.uint16).reshape(12, 10, channels) * 150
    picture = decode_image(png_of(deep, depth=16, colour=colour))
    assert np.array_equal(picture, np.broadcast_to(deep >> 8, (12, 10, 3)))


def test_that_sixteen_bits_are_kept_alike_whatever_the_container() -> None:
    deep = (np.arange(120, dtype=np.uint16) * 500).reshape(12, 10)
    picture = decode_image(encoded(Image.fromarray(deep), "TIFF"))
    assert np.array_equal(picture[..., 0], deep >> 8)


def test_that_floats_from_nought_to_one_span_the_range() -> None:
    values = np.linspace(0, 1, 120, dtype=np.float32).reshape(12, 10)
    assert decode_image(encoded(Image.fromarray(values), "TIFF")).max() == 255
    assert decode_image(encoded(Image.fromarray(values * 40), "TIFF")).max() == 40


def test_that_a_palette_is_looked_up() -> None:
    picture = Image.new("P", (2, 1))
    picture.putpalette([10, 20, 30, 200, 100, 0])
    picture.putpixel((1, 0), 1)
    decoded = decode_image(encoded(picture, "PNG"))
    assert decoded.tolist() == [[[10, 20, 30], [200, 100, 0]]]


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_that_alpha_is_laid_over_white(mode: str) -> None:
    picture = Image.new("RGBA", (3, 1))
    for x, alpha in enumerate((0, 128, 255)):
        picture.putpixel((x, 0), (0, 0, 0, alpha))
    decoded = decode_image(encoded(picture.convert(mode), "PNG"))
    assert decoded[0, :, 0].tolist() == [255, 127, 0]


def test_that_a_transparent_palette_colour_is_laid_over_white() -> None:
    picture = Image.new("P", (2, 1))
    picture.putpalette([10, 20, 30, 200, 100, 0])
    picture.putpixel((1, 0), 1)
    decoded = decode_image(encoded(picture, "PNG", transparency=bytes([0, 255])))
    assert decoded.tolist() == [[[255, 255, 255], [200, 100, 0]]]


def test_that_cmyk_becomes_rgb() -> None:
    picture = decode_image(encoded(tissue().convert("CMYK"), "JPEG", quality=95)).astype(int)
    assert np.abs(picture - np.asarray(tissue())).mean() < 12


def test_that_an_exif_orientation_is_not_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert decode_image(encoded(tissue(), "JPEG", exif=exif)).shape == (40, 60, 3)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "TIFF", "BMP", "WEBP", "GIF"])
def test_a_truncated_image_is_refused(name: str) -> None:
    data = encoded(tissue(), name)
    for size in (len(data) // 2, 30, 12):
        with pytest.raises(ImageError) as refused:
            decode_image(data[:size])
        finding = refused.value.finding
        assert (finding.kind, finding.file) == (FindingKind.UNDECODABLE_IMAGE, "")
        assert f"({size:,} bytes)" in str(refused.value)


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "empty"),
        (bytes(50), "zeros"),
        (b"no image at all", "does not begin as"),
        (b"\xff\xd8\xff\xe0", "header"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "does not begin as"),
    ],
)
def test_what_is_no_image_is_refused_with_its_cause(data: bytes, cause: str) -> None:
    with pytest.raises(ImageError, match=cause):
        decode_image(data)


def _claims(width: int, height: int) -> list[bytes]:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    webp = b"RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xfe\xff\x3f" * 2 + bytes(40)
    bmp = bytearray(encoded(tissue(), "BMP"))
    bmp[18:26] = struct.pack("<II", width, height)
    tiff = bytearray(encoded(tissue(), "TIFF"))
    for tag, value in ((256, width), (257, height)):
        at = tiff.index(struct.pack("<HHI", tag, 4, 1))
        tiff[at : at + 12] = struct.pack("<HHII", tag, 4, 1, value)
    return [png(header, (b"IDAT", b"")), webp, bytes(bmp), bytes(tiff)]


@pytest.mark.parametrize("data", _claims(100_000, 100_000), ids=["png", "webp", "bmp", "tiff"])
def test_an_image_that_claims_a_huge_size_is_refused_before_it_gets_memory(data: bytes) -> None:
    with pytest.raises(ImageError, match="more than the"):
        decode_image(data)


def test_that_warnings_of_the_codec_reach_nobody() -> None:
    data = encoded(tissue(), "TIFF")
    broken = data.replace(struct.pack("<HHI", 258, 3, 3), struct.pack("<HHI", 258, 3, 90_000))
    exif = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x01\x02\x05\0\xff\xff\xff\x7f" * 8
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        decode_image(encoded(tissue(), "JPEG", exif=exif))
        with pytest.raises(ImageError):
            decode_image(broken[:-200])
    assert not caught


def test_that_threads_decode_side_by_side() -> None:
    sources = [encoded(tissue(), name) for name in ("JPEG", "PNG", "TIFF", "WEBP", "GIF")] * 20
    alone = [hashlib.sha256(decode_image(data).tobytes()).digest() for data in sources]
    gate = threading.Barrier(4)

    def digest(data: bytes) -> bytes:
        return hashlib.sha256(decode_image(data).tobytes()).digest()

    with ThreadPoolExecutor(4, initializer=gate.wait) as pool:
        assert list(pool.map(digest, sources)) == alone


@settings(max_examples=200)
@given(
    st.sampled_from([encoded(tissue(), name) for name in ("JPEG", "PNG", "TIFF", "GIF", "WEBP")]),
    st.data(),
)
def test_that_damaged_bytes_raise_nothing_but_an_image_error(
    source: bytes, data: st.DataObject
) -> None:
    changed = bytearray(source[: data.draw(st.integers(0, len(source)))])
    for _ in range(data.draw(st.integers(0, 4))):
        if changed:
            changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        picture = decode_image(bytes(changed))
    except ImageError:
        return
    assert picture.dtype == np.uint8
    assert picture.ndim == 3


def test_that_a_large_image_is_taken_over_in_strips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "_AT_ONCE", 100)
    for height, width in ((101, 7), (3, 300)):
        pixels = np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)
        picture = decode_image(encoded(Image.fromarray(pixels), "PNG"))
        assert np.array_equal(picture, pixels)
        assert picture.flags.writeable
