"""What an image will be in a TFRecord, told from its header.

The rule: a JPEG or PNG of 8-bit RGB that is upright is stored byte for byte. Everything else
(TIFF, BMP, WebP, GIF, JPEG 2000; 16-bit, grey, palette, alpha or CMYK of any format; and what an
EXIF tag says to be turned, since training loops do not look at it) is brought to upright 8-bit
RGB and stored as PNG, which loses nothing more. `encoding` tells how, and what becomes of an
image that is wanted otherwise.

Worker processes import this; it knows neither polars nor the table.
"""

import os
from dataclasses import dataclass, replace
from io import FileIO

from tfrviewer.build.planning.wanted import Size, Wanted
from tfrviewer.errors import Finding, FindingKind, ImageError, Severity
from tfrviewer.image_format import sniff_format
from tfrviewer.tiles.image.orientation import UPRIGHT, orientation_in, orientation_of, sideways
from tfrviewer.tiles.image.png import CHUNK_HEAD, SIGNATURE, kinds_before_pixels
from tfrviewer.tiles.image.sniff import JpegFrame, image_size, jpeg_frame, jpeg_header

LARGEST = 1 << 28
"""Bytes of a file from which it is refused unread: no tile has so many."""

MAX_PIXELS = 1 << 24
"""An image with more pixels is refused: each worker has a few copies of it, of 64 MB each."""

_HEAD = 4 << 10
_SHOWN = 12
"""Bytes of what is no image that are told."""
_SOUND_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
"""Baseline, extended, progressive: what every decoder of JPEG knows."""

_MOST_CHUNKS = 4096
"""Of a PNG that are walked to look for its EXIF; one with more is read whole."""

FIX = "Mend or remove the file; the others are not affected."


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
    frame = exif = None
    if image_format == "jpeg":
        frame, exif = jpeg_header(data)
        if frame is not None and exif is None and _is_tile(frame):  # as nearly all are
            return Picture((frame.width, frame.height), "jpeg")
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
    turn = orientation_of(data, image_format) if frame is None else orientation_in(exif)
    if sideways(turn):
        size = size[1], size[0]
    if frame is not None and _is_plain(frame) and turn == UPRIGHT:
        return Picture(size, "jpeg")
    verbatim = image_format == "png" and turn == UPRIGHT and _is_plain_png(data)
    return Picture(size, "png", verbatim)


def look(path: str) -> Picture:
    """Tell what an image file will be, reading no more of it than its header needs.

    Raises:
        ImageError: As `picture_of`, or if the file cannot be read; the finding names the file.
    """
    try:
        with open(path, "rb", buffering=0) as file:
            head = file.read(_HEAD)
            if head.startswith(b"\xff\xd8"):
                frame, exif = jpeg_header(head)
                if frame is not None and exif is None and _is_tile(frame):
                    return Picture((frame.width, frame.height), "jpeg")
            if len(head) == _HEAD:
                plain = sniff_format(head) in ("jpeg", "png")
                if not (plain and _header_is_whole(head)):
                    head += rest_of(file)
                elif head.startswith(SIGNATURE):
                    head += _late_exif(file, head)
        return picture_of(head)
    except OSError as error:
        raise ImageError(unreadable(path, error)) from error
    except ImageError as error:
        raise ImageError(replace(error.finding, file=path)) from error


def odd(picture: Picture, wanted: Picture | Wanted) -> Finding:
    """Return the finding of an image unlike the others of its TFRecord; it names no file."""
    resized = isinstance(wanted, Wanted) and wanted.resize
    if wanted.size is not None and wanted.size != picture.size and not resized:
        return _finding(
            FindingKind.ODD_SIZE,
            f"It has {_pixels(picture.size)}, most images of this slide have "
            f"{_pixels(wanted.size)}.",
            "Resize it, have odd sizes converted, or have them accepted.",
        )
    common = (wanted.format or picture.format).upper()
    return _finding(
        FindingKind.MIXED_FORMATS,
        f"It would be stored as {picture.format.upper()}, most images of this slide are "
        f"{common}; Slideflow takes one format a TFRecord.",
        f"Save it as {common} of 8-bit RGB, or have other formats converted.",
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


def _is_tile(frame: JpegFrame) -> bool:
    """Tell whether a JPEG, if it is upright, is stored as it is."""
    return _is_plain(frame) and 0 < frame.width * frame.height <= MAX_PIXELS


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


def _late_exif(file: FileIO, head: bytes) -> bytes:
    """Return the rest of a PNG if its EXIF stands behind what was read of it, else nothing."""
    at = len(SIGNATURE)
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        chunk = file.read(CHUNK_HEAD)
        if len(chunk) < CHUNK_HEAD or chunk.endswith(b"IEND"):
            return b""
        length = int.from_bytes(chunk[:4], "big")
        if chunk.endswith(b"eXIf") and at + CHUNK_HEAD + length > len(head):
            break
        at += CHUNK_HEAD + length + 4
    file.seek(len(head))
    return rest_of(file)


def rest_of(file: FileIO) -> bytes:
    """Read the rest of a file, but never more than a tile may have.

    Raises:
        ImageError: If it is larger; the finding names no file.
        OSError: If it cannot be read.
    """
    refuse_large(os.fstat(file.fileno()).st_size)
    return file.readall()


def refuse_large(size: int) -> None:
    """Refuse a file of more bytes than a tile may have.

    Raises:
        ImageError: If it is; the finding names no file.
    """
    if size > LARGEST:
        raise ImageError(
            _finding(
                FindingKind.UNDECODABLE_IMAGE,
                f"The file has more than {LARGEST >> 20} MB: it is no tile.",
                "Cut it into tiles first.",
            )
        )


def _not_an_image(data: bytes) -> Finding:
    if not data:
        cause = "it is empty (0 bytes)"
    elif not data.strip(b"\0"):
        cause = "it holds nothing but zeros"
    else:
        cause = beginning(data)
    return _finding(FindingKind.NOT_AN_IMAGE, f"This is no image: {cause}.")


def beginning(data: bytes) -> str:
    """Return in words what some bytes begin with, to tell what a file is that is no image."""
    line = (data[:_SHOWN].splitlines() or [b""])[0]
    if line and all(32 <= byte < 127 for byte in line):
        return f"it begins with the text “{line.decode('ascii')}”"
    return f"it begins with the bytes {data[:_SHOWN].hex(' ')}"


def unreadable(path: str, error: OSError) -> Finding:
    """Return the finding of an image file that cannot be read."""
    return Finding(
        kind=FindingKind.UNREADABLE_FILE,
        severity=Severity.ERROR,
        file=path,
        message=f"The file cannot be read: {error.strerror or error}.",
        remedy="Check that it is there and that you may read it.",
    )


def _finding(kind: FindingKind, message: str, remedy: str = FIX) -> Finding:
    odd = kind in (FindingKind.ODD_SIZE, FindingKind.MIXED_FORMATS)
    severity = Severity.WARNING if odd else Severity.ERROR
    return Finding(kind=kind, severity=severity, file="", message=message, remedy=remedy)


def _pixels(size: Size) -> str:
    return f"{size[0]:,} x {size[1]:,} pixels"
