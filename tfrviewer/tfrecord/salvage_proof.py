"""What speaks for a payload that does not match its checksum: it parses, and its image decodes."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from tfrviewer.image_format import sniff_format
from tfrviewer.tfrecord.example import Example, parse_example

_PILLOW = {"jp2": "JPEG2000"}
_MOST_PIXELS = 1 << 27
"""As for any tile: some 400 MB decoded."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A payload that parses.

    Attributes:
        location: Its location, if it has one.
        has_image: Whether it has an image, which decodes to the last line.
    """

    location: tuple[int, int] | None
    has_image: bool


def prove(payload: bytes) -> Proof | None:
    """Return what speaks for a payload; None if it does not parse, or its image not decode."""
    example = parsed(payload)
    if example is None:
        return None
    image = example.image
    if image is not None and not _decodes(image):
        return None
    return Proof(example.location, image is not None)


def parsed(payload: bytes) -> Example | None:
    """Return a payload as an Example that has at least one value; None if it is none."""
    try:
        example = parse_example(payload)
    except ValueError:
        return None
    return example if example.features or example.feature_lists else None


def _decodes(image: bytes) -> bool:
    """Tell whether an image can be decoded whole, by the decoder that its first bytes name."""
    name = sniff_format(image)
    if name is None:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(image), formats=(_PILLOW.get(name, name.upper()),)) as opened:
                width, height = opened.size
                if width * height > _MOST_PIXELS:
                    return False
                opened.load()
    except Exception:  # Pillow raises nearly every built-in error on damaged input
        return False
    return True
