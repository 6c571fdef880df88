"""Small datasets of drawn tiles, some of them there more than once."""

from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from tfrviewer import RecordWriter


@cache
def picture(seed: int) -> Image.Image:
    """A stained texture of 64 px, of its own for each seed."""
    chance = np.random.default_rng(seed)
    coarse = Image.fromarray(chance.integers(90, 220, (7, 7, 3), np.uint8))
    return coarse.resize((64, 64), Image.Resampling.BICUBIC)


@cache
def encoded(seed: int, form: str = "JPEG", quality: int = 90) -> bytes:
    """That texture as an image file; seed -1 is blank."""
    image = Image.new("RGB", (64, 64), (244, 243, 245)) if seed < 0 else picture(seed)
    file = BytesIO()
    image.save(file, form, **({"quality": quality} if form == "JPEG" else {}))
    return file.getvalue()


def write(path: Path, images: list[bytes], slide: str | None = None) -> Path:
    """Write a TFRecord of images, of the slide that it is called after unless told."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with RecordWriter(path) as writer:
        for i, image in enumerate(images):
            writer.write_example(
                {"image_raw": image, "slide": slide or path.stem, "loc_x": 64 * i, "loc_y": 64}
            )
    return path
