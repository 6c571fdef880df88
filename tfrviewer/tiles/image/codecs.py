"""Opening the image of a record with Pillow, safely: the bytes are untrusted.

The plugin is chosen by the first bytes, never by trying each of Pillow's (one of them starts
Ghostscript), and the size in the header is checked before any pixel is given memory. Whatever
Pillow raises becomes an `ImageError`, and its warnings reach nobody.
"""

import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from io import BytesIO

import numpy as np
from PIL import Image, ImageFile

from tfrviewer.errors import Finding, FindingKind, ImageError, Severity
from tfrviewer.tiles.image.png import kinds_before_pixels

MAX_PIXELS = 1 << 27
"""An image with more pixels than this is refused: some 400 MB decoded, and no tile at all."""

_PLUGINS = {
    "jpeg": "JpegImagePlugin.JpegImageFile",
    "png": "PngImagePlugin.PngImageFile",
    "tiff": "TiffImagePlugin.TiffImageFile",
    "bmp": "BmpImagePlugin.BmpImageFile",
    "webp": "WebPImagePlugin.WebPImageFile",
    "gif": "GifImagePlugin.GifImageFile",
    "jp2": "Jpeg2KImagePlugin.Jpeg2KImageFile",
}
_STRIP = 256
"""Lines of an image that are laid over white at once."""
_DEEP = frozenset(("I", "I;16", "I;16L", "I;16B", "I;16N"))
_CLEAR = frozenset(("LA", "La", "PA", "RGBA", "RGBa"))
_warnings_lock = threading.Lock()

# If it is set, PILLOW_BLOCKS_MAX says what somebody wants.
if not Image.core.get_blocks_max():  # type: ignore[attr-defined]
    # Pillow gives the memory of each image back to the system; to be given it anew for the next
    # tile may take as long as decoding it. One block a thread is kept instead, of 16 MB at most.
    Image.core.set_blocks_max(2)  # type: ignore[attr-defined]


@cache
def plugin(image_format: str) -> Callable[[BytesIO], ImageFile.ImageFile]:
    """Return Pillow's class that reads a format named by `sniff_format`."""
    module, name = _PLUGINS[image_format].split(".")
    found: Callable[[BytesIO], ImageFile.ImageFile] = getattr(import_module(f"PIL.{module}"), name)
    return found


def image_error(data: bytes, cause: str) -> ImageError:
    """Return the error that says why some bytes cannot be decoded as an image."""
    return ImageError(
        Finding(
            kind=FindingKind.UNDECODABLE_IMAGE,
            severity=Severity.ERROR,
            file="",
            message=f"The image ({len(data):,} bytes) cannot be decoded: {cause}.",
            remedy="The other records are not affected; extract this tile again if it is needed.",
        )
    )


def header_size(data: bytes, image_format: str | None) -> tuple[int, int] | None:
    """Return (width, height) as Pillow reads it from a header, None where it cannot."""
    if image_format is None:
        return None
    if image_format == "webp":  # Pillow gives the whole canvas memory to learn its size
        return _webp_size(data)
    try:
        with _quiet(data, image_format):
            return plugin(image_format)(BytesIO(data)).size
    except Exception:
        return None


@contextmanager
def opened(
    data: bytes, image_format: str | None, size: tuple[int, int] | None
) -> Iterator[ImageFile.ImageFile]:
    """Open an image and turn whatever fails in the `with` block into an `ImageError`.

    Args:
        data: The encoded image.
        image_format: Its format, as `sniff_format` names it.
        size: Its (width, height), as `image_size` finds it.

    Raises:
        ImageError: If it is no image, too large, or damaged.
    """
    if image_format is None:
        raise image_error(data, _what_else(data))
    if size is None:
        raise image_error(data, f"the header of this {image_format.upper()} is damaged or cut off")
    _check_pixels(data, size)
    try:
        with _quiet(data, image_format):
            image = plugin(image_format)(BytesIO(data))
            _check_pixels(data, image.size)
            if image_format not in ("jpeg", "png"):  # their decoding may warn as well
                image.load()
        with image:
            yield image
    except ImageError:
        raise
    except MemoryError:
        raise image_error(data, "there is not enough memory for its pixels") from None
    except Exception as error:  # Pillow raises nearly every built-in error on damaged input
        raise image_error(data, _reason(error, image_format)) from error


def to_rgb(image: Image.Image) -> Image.Image:
    """Bring an image of any mode to 8-bit RGB.

    Alpha, and a transparent palette colour, are laid over white, as a slide's background is. Of
    more than 8 bits a channel the high byte of 16 is kept. Floats are taken as 0 to 1 where none
    lies outside that, else as 0 to 255. CMYK and YCbCr go through Pillow's plain formulas;
    colour profiles are not applied.
    """
    if image.mode == "RGB" and "transparency" not in image.info:
        return image
    if image.mode in _DEEP:
        deep = np.clip(np.asarray(image).astype(np.int64), 0, 0xFFFF)
        return Image.fromarray((deep >> 8).astype(np.uint8)).convert("RGB")
    if image.mode == "F":
        values = np.nan_to_num(np.asarray(image), nan=0.0)
        if values.size and values.min() >= 0.0 and values.max() <= 1.0:
            values = values * 255.0
        return Image.fromarray(np.clip(values.round(), 0, 255).astype(np.uint8)).convert("RGB")
    if image.mode in _CLEAR or "transparency" in image.info:
        return _over_white(image)
    return image.convert("RGB")


def _over_white(image: Image.Image) -> Image.Image:
    """Lay an image over white strip by strip: its whole in RGBA would be in memory three times."""
    width, height = image.size
    result = Image.new("RGB", image.size)
    for top in range(0, height, _STRIP):
        clear = image.crop((0, top, width, min(top + _STRIP, height))).convert("RGBA")
        white = Image.new("RGBA", clear.size, (255, 255, 255, 255))
        result.paste(Image.alpha_composite(white, clear).convert("RGB"), (0, top))
    return result


def _check_pixels(data: bytes, size: tuple[int, int]) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise image_error(
            data,
            f"its header claims {size[0]:,} x {size[1]:,} pixels, more than the "
            f"{MAX_PIXELS:,} allowed for one tile",
        )


def _reason(error: Exception, image_format: str) -> str:
    name, text = image_format.upper(), str(error).strip().rstrip(".")
    if "truncated" in text.lower() or isinstance(error, EOFError):
        return f"this {name} is cut off before its end"
    return f"this {name} is damaged ({text or type(error).__name__})"


def _what_else(data: bytes) -> str:
    if not data:
        return "it is empty"
    if not data.strip(b"\0"):
        return "it holds nothing but zeros"
    return "it does not begin as a JPEG, PNG, TIFF, BMP, WebP, GIF or JPEG 2000"


@contextmanager
def _quiet(data: bytes, image_format: str) -> Iterator[None]:
    """Keep Pillow's warnings back, for the few images that can cause one.

    The filters belong to the whole process and not to a thread, so they are changed under a
    lock, and not at all for plain JPEGs and PNGs: threads decode those side by side.
    """
    # Each stands before the pixels; to look through these costs as much as a tile's header.
    if (image_format == "jpeg" and data.find(b"Exif\0", 0, data.find(b"\xff\xda")) < 0) or (
        image_format == "png" and b"acTL" not in (kinds_before_pixels(data) or (b"acTL",))
    ):
        yield
        return
    with _warnings_lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _webp_size(data: bytes) -> tuple[int, int] | None:
    kind, body = data[12:16], data[20:30]
    if len(body) < 10:
        return None
    if kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        width, height = int.from_bytes(body[6:8], "little"), int.from_bytes(body[8:10], "little")
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and body[0] == 0x2F:
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None
