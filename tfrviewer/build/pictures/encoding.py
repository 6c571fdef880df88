"""The bytes that are stored for an image: as they are where that may be, encoded anew where not.

How an image is brought to what is wanted:

* It is decoded whole, brought to 8-bit RGB as `tfrviewer.tiles.image.codecs.to_rgb` says
  (transparency over white, the high byte of 16 bits), and turned upright.
* To another size it is scaled with its proportions kept (Lanczos over three pixels), and white,
  as the background of a slide is, fills what is missing, half on either side: a tile cut short by
  the edge of its slide keeps its scale and its centre. What would miss by `STRETCH` pixels at most
  is stretched.
* A JPEG has the quality asked for, and colour in full resolution (4:4:4): the eye does not see
  halved colour, a model of stains may. A PNG loses nothing. Neither has a profile or a tag.

The same image and wishes give the same bytes, with one release of Pillow and of the libraries in
it; images stored byte for byte with any.

Worker processes import this; it knows neither polars nor the table.
"""

import os
from dataclasses import dataclass, replace
from io import BytesIO

from PIL import Image

from tfrviewer.build.pictures.pictures import (
    FIX,
    Picture,
    odd,
    picture_of,
    refuse_large,
    unreadable,
)
from tfrviewer.build.planning.wanted import Size, Wanted
from tfrviewer.errors import ImageError
from tfrviewer.image_format import sniff_format
from tfrviewer.tiles.image.codecs import image_error, opened, to_rgb
from tfrviewer.tiles.image.orientation import orientation_of, upright
from tfrviewer.tiles.image.png import flaw

STRETCH = 2
"""Pixels that are stretched rather than filled."""

_PART = 1 << 20
_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class ImageFile:
    """An image file that was read.

    Attributes:
        data: Its bytes.
        size: How many they are, as the system says.
        modified: When it was last changed, in nanoseconds.
    """

    data: bytes
    size: int
    modified: int


def read_image(path: str) -> ImageFile:
    """Read an image file.

    Raises:
        ImageError: If it cannot be read, or is too large for a tile; the finding names it.
    """
    try:
        # A third quicker than a file object, which would look for the end once more.
        descriptor = os.open(path, os.O_RDONLY | _FLAGS)
        try:
            status = os.fstat(descriptor)
            refuse_large(status.st_size)
            data = os.read(descriptor, status.st_size + 1)
            if len(data) != status.st_size:  # it grows, or the system gives it in parts
                while part := os.read(descriptor, _PART):
                    data += part
                    refuse_large(len(data))
        finally:
            os.close(descriptor)
    except OSError as error:
        raise ImageError(unreadable(path, error)) from error
    except ImageError as error:
        raise ImageError(replace(error.finding, file=path)) from error
    return ImageFile(data, status.st_size, status.st_mtime_ns)


def stored(data: bytes, wanted: Wanted, *, quality: int, validate: bool) -> bytes:
    """Return the bytes that are stored for an image.

    Args:
        data: The image file.
        wanted: What it is to be.
        quality: Of JPEG, where it is encoded.
        validate: Whether to decode its pixels even where its bytes are stored as they are.

    Raises:
        ImageError: If it cannot be decoded, or is not what is wanted and not to be brought to
            it. The finding names no file: the caller knows it.
    """
    found = picture_of(data)
    if not wanted.takes(found.size, found.format):
        raise ImageError(odd(found, wanted))
    verbatim = found.verbatim and wanted.is_met(found.size, found.format)
    if verbatim and not validate:
        return data
    image_format = sniff_format(data)
    assert image_format is not None  # picture_of told
    try:
        if validate and image_format == "png" and (cause := flaw(data)) is not None:
            raise image_error(data, cause)
        # The size as the header has it, not upright.
        with opened(data, image_format, found.size) as image:
            image.load()
            if verbatim:
                return data
            rgb = upright(to_rgb(image), orientation_of(data, image_format))
            return _encoded(_fitted(rgb, wanted.size or found.size), found, wanted, quality)
    except ImageError as error:
        raise ImageError(replace(error.finding, remedy=FIX)) from error


def _fitted(image: Image.Image, size: Size) -> Image.Image:
    """Bring an RGB image to a size."""
    if image.size == size:
        return image
    scale = min(size[0] / image.width, size[1] / image.height)
    scaled = (
        _side(image.width * scale, size[0]),
        _side(image.height * scale, size[1]),
    )
    if scaled != image.size:
        image = image.resize(scaled, Image.Resampling.LANCZOS)
    if scaled == size:
        return image
    whole = Image.new("RGB", size, _WHITE)
    whole.paste(image, ((size[0] - scaled[0]) // 2, (size[1] - scaled[1]) // 2))
    return whole


def _side(scaled: float, wanted: int) -> int:
    side = max(1, round(scaled))
    return wanted if wanted - side <= STRETCH else side


def _encoded(image: Image.Image, found: Picture, wanted: Wanted, quality: int) -> bytes:
    # Nothing but pixels: Pillow would write a CMYK profile into the RGB image.
    image.info = {}
    buffer = BytesIO()
    if (wanted.format or found.format) == "jpeg":
        image.save(buffer, "JPEG", quality=quality, subsampling="4:4:4")
    else:
        image.save(buffer, "PNG")
    return buffer.getvalue()
