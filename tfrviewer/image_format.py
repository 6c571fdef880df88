"""The format of an encoded image, told by how it begins.

At the bottom of the house, since both the records (which feature is the tile?) and the pictures
(how is it decoded?) ask it.
"""

_MAGIC = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"),
    (b"\xff\x4f\xff\x51", "jp2"),
)
_BMP_HEADERS = frozenset((12, 16, 40, 52, 56, 64, 108, 124))


def sniff_format(data: bytes) -> str | None:
    """Return the format of an encoded image by its magic bytes.

    Returns:
        "jpeg", "png", "tiff", "bmp", "webp", "gif" or "jp2" (JPEG 2000); None for anything else.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    # "BM" alone begins too many other things: the size of the header that follows must fit.
    if data.startswith(b"BM") and int.from_bytes(data[14:18], "little") in _BMP_HEADERS:
        return "bmp"
    return None
