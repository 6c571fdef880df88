"""What becomes of an image that is put into a TFRecord.

The rule: a JPEG or PNG of 8-bit RGB is stored byte for byte. Everything else (TIFF, BMP, WebP,
GIF, JPEG 2000; and 16-bit, grey, palette, alpha or CMYK of any format) is brought to 8-bit RGB
as `tfrviewer.tiles.codecs.to_rgb` says (transparency over white, the high byte of 16 bits) and
stored as PNG, which loses nothing more. Of several pages the first is taken. An EXIF orientation
is not applied and a colour profile not kept: training loops look at neither.

Worker processes import this; it knows neither polars nor the table.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO, FileIO
from typing import TypeAlias

from tfrviewer.errors import Finding, FindingKind, ImageError, Severity
from tfrviewer.image_format import sniff_format
from tfrviewer.tiles.codecs import image_error, opened, to_rgb
from tfrviewer.tiles.png import flaw, kinds_before_pixels
from tfrviewer.tiles.sniff import JpegFrame, image_size, jpeg_frame

LARGEST = 1 << 28
"""Bytes of a file from which it is refused unread: no tile has so many."""

MAX_PIXELS = 1 << 24
"""An image with more pixels is refused: each worker has a few copies of it, of 64 MB each."""

_HEAD = 4 << 10
_SOUND_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
"""Baseline, extended, progressive: what every decoder of JPEG knows."""

_FIX = "Mend or remove the file; the others are not affected."
Size: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Picture:
    """What an image will be in a TFRecord.

    Attributes:
        size: (width, height) in pixels.
        format: "jpeg" or "png": how it is stored.
        verbatim: Whether its bytes are stored as they are.
    """

    size: Size
    format: str
    verbatim: bool = True

    @property
    def kind(self) -> tuple[Size, str]:
        """What the images of one TFRecord have in common."""
        return self.size, self.format


def picture_of(data: bytes) -> Picture:
    """Tell from an image's header what it will be.

    Raises:
        ImageError: If it is no image, its header is damaged, or it is too large. The finding
            names no file: the caller knows it.
    """
    image_format = sniff_format(data)
    frame = jpeg_frame(data) if image_format == "jpeg" else None
    size = image_size(data) if frame is None else (frame.width, frame.height)
    if image_format is None:
        raise ImageError(_not_an_image(data))
    if size is None or 0 in size:
        raise ImageError(
            _finding(
                FindingKind.UNDECODABLE_IMAGE,
                f"The header of this {image_format.upper()} is damaged or cut off.",
            )
        )
    if size[0] * size[1] > MAX_PIXELS:
        raise ImageError(
            _finding(
                FindingKind.UNDECODABLE_IMAGE,
                f"The image has {size[0]:,} x {size[1]:,} pixels, more than the {MAX_PIXELS:,} "
                "allowed for one tile: it may be a whole slide.",
                "Cut it into tiles first.",
            )
        )
    if frame is not None and _is_plain(frame):
        return Picture(size, "jpeg")
    return Picture(size, "png", verbatim=image_format == "png" and _is_plain_png(data))


def look(path: str) -> Picture:
    """Tell what an image file will be, reading no more of it than its header needs.

    Raises:
        ImageError: As `picture_of`, or if the file cannot be read; the finding names the file.
    """
    try:
        with open(path, "rb", buffering=0) as file:
            head = file.read(_HEAD)
            plain = sniff_format(head) in ("jpeg", "png")
            if len(head) == _HEAD and not (plain and _header_is_whole(head)):
                head += _rest(file)
        return picture_of(head)
    except OSError as error:
        raise ImageError(_unreadable(path, error)) from error
    except ImageError as error:
        raise ImageError(replace(error.finding, file=path)) from error


def load(path: str, expected: Picture | None, *, validate: bool) -> bytes:
    """Return the bytes that are stored for an image file.

    Args:
        path: The file.
        expected: What it was when it was looked at; None takes any size and format.
        validate: Whether to decode its pixels even where its bytes are stored as they are.

    Raises:
        ImageError: If it cannot be read or decoded, or is not what was expected; the finding
            names the file.
    """
    try:
        with open(path, "rb", buffering=0) as file:
            data = _rest(file)
        picture = picture_of(data)
        if expected is not None and picture.kind != expected.kind:
            raise ImageError(odd(picture, expected))
        return _stored(data, picture, validate=validate)
    except OSError as error:
        raise ImageError(_unreadable(path, error)) from error
    except ImageError as error:
        raise ImageError(replace(error.finding, file=path)) from error


def load_all(
    unit: tuple[int, Picture | None, Sequence[str]], *, validate: bool
) -> tuple[int, list[bytes | Finding]]:
    """Return what `load` returns for several files, or the finding that it raises.

    Args:
        unit: A number that is handed back, what is expected of the files, and the files.
        validate: As for `load`.
    """
    number, expected, paths = unit
    results: list[bytes | Finding] = []
    for path in paths:
        try:
            results.append(load(path, expected, validate=validate))
        except ImageError as error:
            results.append(error.finding)
    return number, results


def odd(picture: Picture, common: Picture) -> Finding:
    """Return the finding of an image unlike the others of its TFRecord; it names no file."""
    if picture.size != common.size:
        return _finding(
            FindingKind.ODD_SIZE,
            f"It has {_pixels(picture.size)}, most images of this slide have "
            f"{_pixels(common.size)}.",
            "Resize it, or build without validation to take images of all sizes.",
        )
    return _finding(
        FindingKind.MIXED_FORMATS,
        f"It would be stored as {picture.format.upper()}, most images of this slide are "
        f"{common.format.upper()}; Slideflow takes one format a TFRecord.",
        f"Convert it to {common.format.upper()} of 8-bit RGB, or build without validation.",
    )


def slideflow_names(data: bytes) -> bool:
    """Tell whether Slideflow can name the format of an image: of a file's first, it must.

    It goes by the first bytes as Python's old `imghdr` did, which knew a JPEG by "JFIF" or
    "Exif" in its first segment, or by a first segment of quantisation tables.
    """
    return (
        not data.startswith(b"\xff\xd8")
        or data[6:10] in (b"JFIF", b"Exif")
        or data[:4] == b"\xff\xd8\xff\xdb"
    )


def _stored(data: bytes, picture: Picture, *, validate: bool) -> bytes:
    if picture.verbatim and not validate:
        return data
    image_format = sniff_format(data)
    try:
        if validate and image_format == "png" and (cause := flaw(data)) is not None:
            raise image_error(data, cause)
        with opened(data, image_format, picture.size) as image:
            image.load()
            if picture.verbatim:
                return data
            rgb = to_rgb(image)
            # Nothing but pixels: Pillow would write a CMYK profile into the RGB image.
            rgb.info = {}
            buffer = BytesIO()
            rgb.save(buffer, "PNG")
            return buffer.getvalue()
    except ImageError as error:
        raise ImageError(replace(error.finding, remedy=_FIX)) from error


def _is_plain(frame: JpegFrame) -> bool:
    return frame.marker in _SOUND_FRAMES and frame.precision == 8 and frame.channels == 3


def _is_plain_png(data: bytes) -> bool:
    """Tell whether a PNG has 8 bits a channel, RGB, and no transparent colour."""
    return data[24:26] == b"\x08\x02" and b"tRNS" not in (kinds_before_pixels(data) or ())


def _header_is_whole(head: bytes) -> bool:
    if head.startswith(b"\xff\xd8"):
        frame = jpeg_frame(head)
        return frame is not None and frame.channels is not None
    return kinds_before_pixels(head) is not None


def _rest(file: FileIO) -> bytes:
    """Read the rest of a file, but never more than a tile may have."""
    if os.fstat(file.fileno()).st_size > LARGEST:
        raise ImageError(
            _finding(
                FindingKind.UNDECODABLE_IMAGE,
                f"The file has more than {LARGEST >> 20} MB: it is no tile.",
                "Cut it into tiles first.",
            )
        )
    return file.readall()


def _not_an_image(data: bytes) -> Finding:
    if not data:
        cause = "it is empty (0 bytes)"
    elif not data.strip(b"\0"):
        cause = "it holds nothing but zeros"
    else:
        cause = f"it begins with {data[:12]!r}"
    return _finding(FindingKind.NOT_AN_IMAGE, f"This is no image: {cause}.")


def _unreadable(path: str, error: OSError) -> Finding:
    return Finding(
        kind=FindingKind.UNREADABLE_FILE,
        severity=Severity.ERROR,
        file=path,
        message=f"The file cannot be read: {error.strerror or error}.",
        remedy="Check that it is there and that you may read it.",
    )


def _finding(kind: FindingKind, message: str, remedy: str = _FIX) -> Finding:
    odd = kind in (FindingKind.ODD_SIZE, FindingKind.MIXED_FORMATS)
    severity = Severity.WARNING if odd else Severity.ERROR
    return Finding(kind=kind, severity=severity, file="", message=message, remedy=remedy)


def _pixels(size: Size) -> str:
    return f"{size[0]:,} x {size[1]:,} pixels"
