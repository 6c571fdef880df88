"""What the tests of copies share."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tests.unit.build.made import jpeg
from tfrviewer import RecordWriter, TFRecord
from tfrviewer.build.subset.chosen import Chosen
from tfrviewer.tfrecord.index import index_path_of, read_index

DAMAGED = (
    "flipped_data_crc",
    "flipped_length_crc",
    "flipped_payload_byte",
    "huge_length",
    "inserted_zeros",
    "negative_length",
    "trailing_garbage",
    "truncated_footer",
    "truncated_header",
    "truncated_payload",
    "two_holes",
    "wrong_length",
    "zeroed_crcs",
)


def pick(path: Path, *numbers: int) -> Chosen:
    return Chosen(path, np.array(numbers, np.int64))


def payloads(path: Path, numbers: Sequence[int] | None = None) -> list[bytes]:
    """Payloads of a file, whatever their checksums are."""
    with TFRecord(path, create_index=False) as tfr:
        return [
            tfr.payload(i, check_crc=False)
            for i in (range(len(tfr)) if numbers is None else numbers)
        ]


def sound(path: Path) -> TFRecord:
    """Open a file that must be whole, with the index beside it that fits."""
    tfr = TFRecord(path, create_index=False)
    assert tfr.findings == []
    assert tfr.index_state == "found"
    for i in range(len(tfr)):
        assert tfr.framing(i).is_sound
    return tfr


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def indexed_locations(path: Path) -> list[list[int]] | None:
    locations = read_index(index_path_of(path)).locations
    return None if locations is None else locations.tolist()


def made(path: Path, *tiles: tuple[Any, ...]) -> Path:
    """Write tiles: slide, number of the image, x, y; None for a feature that is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with RecordWriter(path) as writer:
        for slide, number, x, y, *more in tiles:
            features = {"image_raw": jpeg(number), "slide": slide, "loc_x": x, "loc_y": y}
            features |= more[0] if more else {}
            writer.write_example({k: v for k, v in features.items() if v is not None})
    return path


def told(path: Path) -> list[tuple[Any, ...]]:
    """Slide, image and location of each record."""
    with TFRecord(path, create_index=False) as tfr:
        return [(r.get("slide"), r["image_raw"], r.get("loc_x"), r.get("loc_y")) for r in tfr]
