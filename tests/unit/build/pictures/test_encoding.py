"""Images brought to what is wanted."""

import hashlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.unit.build.made import contents, kinds, make_slide
from tests.unit.tiles.image.test_orientation import block, turned
from tests.unit.tiles.pictures import encoded, png, tissue
from tfrviewer.build.pictures.encoding import stored
from tfrviewer.build.pictures.pictures import Picture, look, picture_of
from tfrviewer.build.planning.planning import plan_build
from tfrviewer.build.planning.wanted import ANYTHING, Wanted
from tfrviewer.build.request.choices import Encoding, Unlike
from tfrviewer.build.request.request import BuildRequest, Pictures
from tfrviewer.build.running.report import BuildReport
from tfrviewer.build.running.run import run
from tfrviewer.errors import ImageError
from tfrviewer.tiles.image.decode import decode_image

RGB = tissue(24, 16)
WHITE = (255, 255, 255)


def store(data: bytes, wanted: Wanted = ANYTHING, *, quality: int = 95) -> bytes:
    return stored(data, wanted, quality=quality, validate=True)


def to(size: tuple[int, int]) -> Wanted:
    return Wanted(size=size, format="png", resize=True, encode=True)


@pytest.mark.parametrize("image_format", ["jpeg", "png", "webp", "tiff"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_image_that_a_tag_turns_is_stored_upright(
    image_format: str, orientation: int, tmp_path: Path
) -> None:
    data = turned(image_format, orientation)
    file = tmp_path / "tile"
    file.write_bytes(data)
    size = RGB.size if orientation < 5 else RGB.size[::-1]
    image = store(data)
    assert picture_of(data).size == look(str(file)).size == decode_image(image).shape[1::-1] == size
    if orientation == 1 and image_format in ("jpeg", "png"):
        assert image == data
        return
    assert picture_of(image) == Picture(size, "png")
    with Image.open(BytesIO(data)) as opened:
        upright = ImageOps.exif_transpose(opened.convert("RGB") if orientation == 1 else opened)
        np.testing.assert_array_equal(decode_image(image), np.asarray(upright.convert("RGB")))


def test_the_tag_of_a_png_counts_wherever_it_stands(tmp_path: Path) -> None:
    plain = encoded(tissue(300, 200), "PNG", compress_level=0)
    tag = png(b"", (b"eXIf", block(">", 3, 6)))[8 + 12 : -12]
    end = plain.index(b"IEND") - 4
    late = plain[:end] + tag + plain[end:]
    file = tmp_path / "tile.png"
    file.write_bytes(late)
    assert look(str(file)) == picture_of(late) == Picture((200, 300), "png", verbatim=False)
    file.write_bytes(plain)
    assert look(str(file)) == Picture((300, 200), "png")


def test_a_smaller_image_is_scaled_in_its_proportions() -> None:
    scaled = decode_image(store(encoded(RGB, "PNG"), to((48, 32))))
    with_pillow = RGB.resize((48, 32), Image.Resampling.LANCZOS)
    np.testing.assert_array_equal(scaled, np.asarray(with_pillow))


def test_a_tile_cut_short_keeps_its_scale_and_its_centre() -> None:
    stored_image = decode_image(store(encoded(RGB, "PNG"), to((24, 24))))
    np.testing.assert_array_equal(stored_image[4:20], np.asarray(RGB))
    assert (stored_image[:4] == 255).all()
    assert (stored_image[20:] == 255).all()


def test_a_pixel_or_two_are_stretched_and_not_filled() -> None:
    grey = Image.new("RGB", (31, 30), (90, 90, 90))
    for size in ((32, 32), (30, 30), (31, 32)):
        image = decode_image(store(encoded(grey, "PNG"), to(size)))
        assert image.shape == (size[1], size[0], 3)
        assert (image == 90).all()


def test_a_thread_of_an_image_has_a_pixel_at_least() -> None:
    line = Image.new("RGB", (500, 1), (9, 9, 9))
    image = decode_image(store(encoded(line, "PNG"), to((20, 20))))
    assert image.shape == (20, 20, 3)
    assert ((image == 9).all(axis=2).any(axis=1)).sum() == 1


def test_jpeg_has_the_quality_asked_for_and_colour_in_full_resolution() -> None:
    wanted = Wanted(format="jpeg", encode=True)
    data = encoded(tissue(64, 64), "PNG")
    fine, coarse = store(data, wanted), store(data, wanted, quality=30)
    assert len(coarse) < len(fine)
    with Image.open(BytesIO(fine)) as image:
        assert image.format == "JPEG"
        assert image.layer == [(1, 1, 1, 0), (2, 1, 1, 1), (3, 1, 1, 1)]  # type: ignore[attr-defined]
    assert fine[6:10] == b"JFIF"  # by which Slideflow knows it
    assert np.abs(decode_image(fine).astype(int) - np.asarray(tissue(64, 64))).max() < 12


def test_what_is_as_wanted_already_is_stored_byte_for_byte() -> None:
    data = encoded(RGB, "JPEG", quality=40)
    assert store(data, Wanted(size=RGB.size, format="jpeg", resize=True, encode=True)) == data


def test_what_is_not_wanted_and_not_to_be_converted_is_refused() -> None:
    data = encoded(RGB, "JPEG")
    with pytest.raises(ImageError, match="24 x 16 pixels, most images of this slide have 24 x 24"):
        store(data, Wanted(size=(24, 24), format="jpeg", encode=True))
    with pytest.raises(ImageError, match="stored as JPEG, most images of this slide are PNG"):
        store(data, Wanted(size=(24, 24), format="png", resize=True))


def test_no_tag_and_no_profile_is_left_of_what_is_encoded() -> None:
    tags = Image.Exif()
    tags[0x0112] = 6
    data = encoded(RGB, "JPEG", exif=tags.tobytes(), icc_profile=bytes(500), comment=b"x")
    for wanted in (ANYTHING, Wanted(format="jpeg", encode=True)):
        with Image.open(BytesIO(store(data, wanted))) as image:
            assert not image.getexif()
            assert not {"icc_profile", "comment"} & set(image.info)


def _build(source: Path, out: Path, pictures: Pictures) -> BuildReport:
    return run(plan_build(BuildRequest(source=source, output=out, pictures=pictures)))


def _mixed(folder: Path) -> Path:
    make_slide(folder / "A", 5)
    for name, data in {
        "A-256-256.jpg": encoded(tissue(40, 20), "JPEG"),
        "A-256-768.jpg": encoded(tissue(32, 32).convert("L"), "JPEG"),
        "A-256-1280.jpg": turned("jpeg", 6),
    }.items():
        (folder / "A" / name).write_bytes(data)
    return folder


def test_odd_images_are_left_out_converted_or_accepted(tmp_path: Path) -> None:
    source = _mixed(tmp_path / "in")
    report = _build(source, tmp_path / "left", Pictures())
    assert report == 2
    convert = Pictures(odd_size=Unlike.CONVERT, mixed_format=Unlike.CONVERT)
    report = _build(source, tmp_path / "converted", convert)
    assert report == 5
    images = [image for _, image, _ in contents(tmp_path / "converted/A.tfrecords")]
    assert {picture_of(image) for image in images} == {Picture((32, 32), "jpeg")}
    accept = Pictures(odd_size=Unlike.ACCEPT, mixed_format=Unlike.ACCEPT)
    report = _build(source, tmp_path / "accepted", accept)
    assert report == 5
    images = [image for _, image, _ in contents(tmp_path / "accepted/A.tfrecords")]
    assert {picture_of(image).kind for image in images} == {
        ((40, 20), "jpeg"),
        ((32, 32), "png"),
        ((16, 24), "png"),
        ((32, 32), "jpeg"),
    }


@pytest.mark.parametrize("validate", [True, False])
def test_all_images_are_encoded_and_scaled_where_that_was_asked(
    validate: bool, tmp_path: Path
) -> None:
    source = _mixed(tmp_path / "in")
    pictures = Pictures(encoding=Encoding.PNG, size=20, validate=validate)
    report = _build(source, tmp_path / "out", pictures)
    assert report == 5
    assert "odd-size" not in kinds(report.findings)
    images = [image for _, image, _ in contents(tmp_path / "out/A.tfrecords")]
    assert {picture_of(image) for image in images} == {Picture((20, 20), "png")}


def test_the_same_wishes_give_the_same_bytes(tmp_path: Path) -> None:
    source = _mixed(tmp_path / "in")
    pictures = Pictures(encoding=Encoding.PNG, size=20)
    hashes = set()
    for out in ("one", "two"):
        _build(source, tmp_path / out, pictures)
        data = (tmp_path / out / "A.tfrecords").read_bytes()
        hashes.add(hashlib.sha256(data).hexdigest())
    assert len(hashes) == 1
