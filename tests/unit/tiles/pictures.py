"""Pictures made for the tests of tiles, encoded every way that a record may hold."""

import struct
import zlib
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image


def tissue(width: int = 60, height: int = 40) -> Image.Image:
    across = np.linspace(0, 255, width, dtype=np.uint8)
    down = np.linspace(255, 0, height, dtype=np.uint8)
    red, green = np.meshgrid(across, down)
    return Image.fromarray(np.dstack((red, green, np.full_like(red, 120))), "RGB")


def encoded(image: Image.Image, image_format: str, **options: object) -> bytes:
    stream = BytesIO()
    image.save(stream, image_format, **options)
    return stream.getvalue()


def png(header: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    parts = [b"\x89PNG\r\n\x1a\n"]
    for kind, body in ((b"IHDR", header), *chunks, (b"IEND", b"")):
        parts += [struct.pack(">I", len(body)), kind, body]
        parts.append(struct.pack(">I", zlib.crc32(kind + body)))
    return b"".join(parts)


def png_of(samples: np.ndarray[Any, Any], *, depth: int, colour: int) -> bytes:
    """Encode samples (H, W) or (H, W, C) of 8 or 16 bits, which Pillow cannot write for all."""
    height, width = samples.shape[:2]
    rows = samples.astype(">u2" if depth == 16 else "u1").reshape(height, -1)
    body = b"".join(b"\0" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return png(header, (b"IDAT", zlib.compress(body)))
