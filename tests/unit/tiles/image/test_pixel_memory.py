import gc

import numpy as np
import pytest
from PIL import Image

from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer.tiles.image.pixel_memory import rgbx_pixels
from tfrviewer.tiles.image.thumbnails import decode_thumbnail, decode_thumbnail_rgbx


@pytest.mark.parametrize("name", ["JPEG", "PNG"])
@pytest.mark.parametrize("px", [64, 300])
def test_a_thumbnail_in_the_memory_of_the_decoder_is_the_same(name: str, px: int) -> None:
    data = encoded(tissue(299, 200), name)
    rgbx = decode_thumbnail_rgbx(data, px, slack=1.25)
    gc.collect()
    others = [decode_thumbnail_rgbx(encoded(tissue(299, 200), "PNG"), px) for _ in range(5)]
    assert np.array_equal(rgbx[..., :3], decode_thumbnail(data, px, slack=1.25))
    assert rgbx.flags.c_contiguous
    assert not rgbx.flags.writeable
    assert len(others) == 5


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGBA"])
def test_an_image_of_another_mode_is_brought_to_the_same_memory(mode: str) -> None:
    data = encoded(tissue(64, 64).convert(mode), "TIFF")
    assert np.array_equal(decode_thumbnail_rgbx(data, 64)[..., :3], decode_thumbnail(data, 64))


def test_memory_that_is_not_lent_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    image = tissue(70, 40)
    wanted = np.asarray(image)

    def in_pieces(*_: object) -> None:
        raise ValueError("Image is in multiple array blocks")

    with monkeypatch.context() as patch:
        patch.setattr(Image.Image, "__arrow_c_array__", in_pieces, raising=False)
        assert np.array_equal(rgbx_pixels(image)[..., :3], wanted)
    monkeypatch.delattr(Image.Image, "__arrow_c_array__", raising=False)
    assert np.array_equal(rgbx_pixels(image)[..., :3], wanted)


def test_a_picture_in_several_pieces_comes_whole() -> None:
    image = tissue(64, 64).resize((2600, 2100))
    assert np.array_equal(rgbx_pixels(image)[..., :3], np.asarray(image))
