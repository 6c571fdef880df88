"""What is stored of an image."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.unit.tiles.pictures import encoded, png, png_of, tissue
from tfrviewer.build.pictures import pictures
from tfrviewer.build.pictures.encoding import read_image, stored
from tfrviewer.build.pictures.pictures import Picture, look, picture_of, slideflow_names
from tfrviewer.build.planning.wanted import ANYTHING, Wanted
from tfrviewer.build.running.making import Task, make_records
from tfrviewer.errors import ImageError
from tfrviewer.tiles.image.codecs import to_rgb
from tfrviewer.tiles.image.decode import decode_image

RGB = tissue(24, 16)
DEEP = np.arange(24 * 16, dtype=np.uint16).reshape(16, 24) * 100


def clear() -> Image.Image:
    image = RGB.convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(RGB.size))
    return image


VERBATIM = {
    "jpeg": encoded(RGB, "JPEG"),
    "progressive jpeg": encoded(RGB, "JPEG", progressive=True),
    "jpeg with a large profile": encoded(RGB, "JPEG", icc_profile=bytes(90_000)),
    "jpeg with exif": encoded(RGB, "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"),
    "png": encoded(RGB, "PNG"),
    "png with text before its pixels": encoded(RGB, "PNG", icc_profile=bytes(90_000)),
}
CONVERTED = {
    "grey jpeg": encoded(RGB.convert("L"), "JPEG"),
    "cmyk jpeg": encoded(RGB.convert("CMYK"), "JPEG"),
    "grey png": encoded(RGB.convert("L"), "PNG"),
    "bilevel png": encoded(RGB.convert("1"), "PNG"),
    "palette png": encoded(RGB.convert("P"), "PNG"),
    "alpha png": encoded(clear(), "PNG"),
    "png with a transparent colour": encoded(RGB, "PNG", transparency=(0, 255, 120)),
    "16-bit grey png": png_of(DEEP, depth=16, colour=0),
    "16-bit rgb png": png_of(np.dstack([DEEP] * 3), depth=16, colour=2),
    "tiff": encoded(RGB, "TIFF"),
    "compressed tiff": encoded(RGB, "TIFF", compression="tiff_lzw"),
    "tiff of two pages": encoded(RGB, "TIFF", save_all=True, append_images=[RGB.convert("L")]),
    "cmyk tiff with a profile": encoded(RGB.convert("CMYK"), "TIFF", icc_profile=bytes(500)),
    "bmp": encoded(RGB, "BMP"),
    "webp": encoded(RGB, "WEBP", lossless=True),
    "gif": encoded(RGB, "GIF"),
}
WRONG = {
    "empty": (b"", "empty"),
    "zeros": (bytes(100), "nothing but zeros"),
    "text": (b"hello\n, I am no picture", "begins with the text “hello”"),
    "bytes": (b"h\xff\x00 and more of it", "begins with the bytes 68 ff 00 20 61"),
    "jpeg without header": (b"\xff\xd8\xff\xe0", "damaged or cut off"),
    "png without header": (b"\x89PNG\r\n\x1a\n", "damaged or cut off"),
    "jpeg cut off": (encoded(tissue(300, 300), "JPEG")[:3000], "cut off"),
    "png cut off": (encoded(tissue(300, 300), "PNG")[:-200], "damaged|cut off"),
    "tiff cut off": (encoded(RGB, "TIFF")[:600], "damaged|cut off"),
    "more than a tile": (encoded(Image.new("1", (4097, 4096)), "PNG"), "more than the 16,777,216"),
    "a slide": (encoded(Image.new("1", (20_000, 20_000)), "PNG"), "may be a whole slide"),
}


def load(path: str, wanted: Wanted = ANYTHING, *, validate: bool) -> bytes:
    """What is stored for an image file, or the error that names the file."""
    task = Task(
        files=[path],
        slides=["S"],
        locations=[(0, 0)],
        features=(),
        wanted=wanted,
        quality=95,
        validate=validate,
    )
    made = make_records(task)
    for _, finding in made.problems:
        raise ImageError(finding)
    return stored(read_image(path).data, wanted, quality=95, validate=validate)


def like(picture: Picture) -> Wanted:
    return Wanted(size=picture.size, format=picture.format)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tile.any"


@pytest.mark.parametrize("name", VERBATIM)
@pytest.mark.parametrize("validate", [True, False])
def test_an_8_bit_rgb_jpeg_or_png_is_stored_byte_for_byte(
    name: str, validate: bool, file: Path
) -> None:
    file.write_bytes(VERBATIM[name])
    picture = look(str(file))
    assert picture == Picture(RGB.size, name.split()[name.startswith("prog")], verbatim=True)
    assert load(str(file), like(picture), validate=validate) == VERBATIM[name]


@pytest.mark.parametrize("name", CONVERTED)
@pytest.mark.parametrize("validate", [True, False])
def test_anything_else_becomes_a_png_of_the_same_pixels(
    name: str, validate: bool, file: Path
) -> None:
    file.write_bytes(CONVERTED[name])
    picture = look(str(file))
    assert picture == Picture(RGB.size, "png", verbatim=False)
    stored = load(str(file), like(picture), validate=validate)
    with Image.open(BytesIO(stored)) as image:
        assert image.format == "PNG"
        assert image.mode == "RGB"
        assert "transparency" not in image.info
        assert "icc_profile" not in image.info
    np.testing.assert_array_equal(decode_image(stored), decode_image(CONVERTED[name]))
    assert picture_of(stored).verbatim


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_image_is_refused_by_file_and_reason(name: str, file: Path) -> None:
    data, reason = WRONG[name]
    file.write_bytes(data)
    with pytest.raises(ImageError, match=reason) as caught:
        load(str(file), validate=True)
    assert caught.value.finding.file == str(file)
    assert caught.value.finding.remedy


def test_without_validation_only_the_header_is_looked_at(file: Path) -> None:
    data = WRONG["jpeg cut off"][0]
    file.write_bytes(data)
    assert load(str(file), validate=False) == data
    file.write_bytes(WRONG["text"][0])
    with pytest.raises(ImageError, match="no image"):
        load(str(file), validate=False)


def test_an_image_that_changed_since_it_was_looked_at_is_refused(file: Path) -> None:
    file.write_bytes(VERBATIM["jpeg"])
    picture = look(str(file))
    file.write_bytes(encoded(tissue(30, 30), "JPEG"))
    with pytest.raises(ImageError, match=r"30 x 30 pixels, most images .* have 24 x 16"):
        load(str(file), like(picture), validate=False)
    file.write_bytes(VERBATIM["png"])
    with pytest.raises(ImageError, match=r"stored as PNG, most images .* are JPEG"):
        load(str(file), like(picture), validate=False)


def test_a_file_that_is_gone_or_too_large_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for call in (lambda: look(str(file)), lambda: load(str(file), validate=True)):
        with pytest.raises(ImageError, match="cannot be read: No such file"):
            call()
    file.write_bytes(CONVERTED["tiff of two pages"] * 5)
    monkeypatch.setattr(pictures, "LARGEST", 1 << 12)
    for call in (lambda: look(str(file)), lambda: load(str(file), validate=True)):
        with pytest.raises(ImageError, match="it is no tile"):
            call()


def test_several_files_are_taken_past_one_that_is_wrong(tmp_path: Path) -> None:
    paths = []
    for name, data in (("a", VERBATIM["png"]), ("b", b"text"), ("c", VERBATIM["png"])):
        (tmp_path / name).write_bytes(data)
        paths.append(str(tmp_path / name))
    made = make_records(
        Task(
            files=paths,
            slides=["S"] * 3,
            locations=[(1, 2)] * 3,
            features=(),
            wanted=ANYTHING,
            quality=95,
            validate=True,
        )
    )
    assert made.taken == [0, 2]
    assert [(at, finding.file) for at, finding in made.problems] == [(1, paths[1])]
    assert [size for size, _ in made.stats] == [Path(path).stat().st_size for path in paths]


def test_what_slideflow_can_name_the_format_of() -> None:
    jpeg = VERBATIM["jpeg"]
    tables = jpeg[:2] + jpeg[20:]
    adobe = jpeg[:2] + b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\x01" + jpeg[20:]
    assert [slideflow_names(data) for data in (jpeg, tables, adobe, VERBATIM["png"])] == [
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("name", ["png", "grey png"])
def test_a_png_that_lacks_its_last_bytes_is_refused(name: str, file: Path) -> None:
    whole = {**VERBATIM, **CONVERTED}[name]
    for cut in range(1, 21):
        file.write_bytes(whole[:-cut])
        with pytest.raises(ImageError, match="cut off before its end"):
            load(str(file), validate=True)


def test_words_in_the_text_of_a_png_are_no_chunks(file: Path) -> None:
    pixels = b"".join(b"\0" + bytes(24 * 3) for _ in range(16))
    header = struct.pack(">IIBBBBB", 24, 16, 8, 2, 0, 0, 0)
    body = (b"IDAT", zlib.compress(pixels))
    for chunks, verbatim in (
        ([(b"tEXt", b"a\0tRNS"), body], True),
        ([(b"tEXt", b"a\0IDAT"), (b"tRNS", bytes(6)), body], False),
        ([(b"tEXt", b"a\0IDAT" + bytes(9000)), (b"tRNS", bytes(6)), body], False),
    ):
        file.write_bytes(png(header, *chunks))
        assert look(str(file)) == Picture(RGB.size, "png", verbatim=verbatim)


def test_transparency_is_laid_over_white_alike_on_every_line() -> None:
    image = clear().resize((40, 700))
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    palette = Image.open(BytesIO(encoded(image.quantize(16), "PNG")))
    for other in (image, palette, image.convert("LA")):
        whole = Image.alpha_composite(white, other.convert("RGBA")).convert("RGB")
        np.testing.assert_array_equal(np.asarray(to_rgb(other)), np.asarray(whole))
