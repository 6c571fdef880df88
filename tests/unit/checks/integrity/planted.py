"""A file of 36 tiles in which faults are planted."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tfrviewer.checks.integrity import FileReport, check_file
from tfrviewer.tfrecord.example import make_example
from tfrviewer.tfrecord.framing import frame

SIDE = 6
PITCH = 600
GRID = [(300 + PITCH * (i % SIDE), 300 + PITCH * (i // SIDE)) for i in range(SIDE * SIDE)]


@cache
def _picture(px: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    noise = np.random.default_rng(px).integers(0, 255, (px // 2, px // 2, 3), np.uint8)
    return np.asarray(Image.fromarray(noise).resize((px, px)))


@cache
def _tile(px: int, left: int = 0, top: int = 0) -> bytes:
    """A tile, or the part of one large picture that begins at a place."""
    picture = _picture(px) if not left + top else _picture(2048)[top : top + px, left : left + px]
    buffer = BytesIO()
    Image.fromarray(np.ascontiguousarray(picture)).save(buffer, "JPEG", quality=50)
    return buffer.getvalue()


def record(i: int, px: int = 64, **changes: Any) -> bytes:  # noqa: ANN401 - of any feature
    """The payload of tile `i`; a feature changed to None is left out."""
    x, y = GRID[i]
    features: dict[str, Any] = {"image_raw": _tile(px), "slide": "s", "loc_x": x, "loc_y": y}
    features |= changes
    return make_example({name: value for name, value in features.items() if value is not None})


def planted(
    changes: dict[int, dict[str, Any]],
    *,
    px: int = 64,
    pitch: int = PITCH,
    overlapping: bool = False,
) -> list[bytes]:
    """The payloads of all tiles, with what is changed in some of them."""
    payloads = []
    for i, (x, y) in enumerate(GRID):
        near: dict[str, Any] = {"loc_x": x * pitch // PITCH, "loc_y": y * pitch // PITCH}
        if overlapping:
            column, row = i % SIDE, i // SIDE
            near["image_raw"] = _tile(px, 400 + pitch * column, 400 + pitch * row)
        payloads.append(record(i, px, **{**near, **changes.get(i, {})}))
    return payloads


def report_of(folder: Path, payloads: list[bytes]) -> FileReport:
    """Write them to a file, and check it."""
    path = folder / "s.tfrecords"
    path.write_bytes(b"".join(map(frame, payloads)))
    return check_file(path)
