"""What a training loop is given of a record: image, slide and location."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tfrviewer.errors import ExampleError, Finding, FindingKind, ImageError, Severity
from tfrviewer.image_format import sniff_format
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tiles.image.decode import decode_image


class Tile(NamedTuple):
    """The tile of one record.

    Attributes:
        image: Encoded: `image_raw`, else the first feature that looks like an image.
        slide: Its slide; empty where the record does not say.
        location: The tile's centre (x, y) in level-0 slide pixels, if the record has both.
    """

    image: bytes
    slide: str
    location: tuple[int, int] | None


def tile_of(values: Mapping[str, Any], tfrecord: TFRecord, number: int) -> Tile:
    """Take the tile out of a record's values.

    Args:
        values: By name, as `TFRecord` and the loaders give them.
        tfrecord: Where they are from.
        number: Of the record.

    Raises:
        ExampleError: If there is no image in it.
    """
    image = _first(values.get("image_raw"))
    if not isinstance(image, bytes):
        firsts = (_first(value) for value in values.values())
        image = next((v for v in firsts if isinstance(v, bytes) and sniff_format(v)), None)
    if image is None:
        raise ExampleError(
            Finding(
                kind=FindingKind.UNDECODABLE_IMAGE,
                severity=Severity.ERROR,
                file=str(tfrecord.path),
                record=number,
                offset=int(tfrecord.index[number, 0]),
                message="The record has no field with an image.",
                remedy='Leave the file out, or pass such records over (on_damage="skip").',
            )
        )
    slide = _first(values.get("slide"))
    x, y = _coordinate(values.get("loc_x")), _coordinate(values.get("loc_y"))
    return Tile(
        image,
        slide if isinstance(slide, str) else "",
        None if x is None or y is None else (x, y),
    )


def decode_tile(image: bytes, tfrecord: TFRecord, number: int) -> NDArray[np.uint8]:
    """Decode a tile to uint8 (height, width, 3).

    Args:
        image: Encoded.
        tfrecord: Where it is from.
        number: Of its record.

    Raises:
        ImageError: If it cannot be decoded; names file, record and byte.
    """
    try:
        return decode_image(image)
    except ImageError as error:
        finding = replace(
            error.finding,
            file=str(tfrecord.path),
            record=number,
            offset=int(tfrecord.index[number, 0]),
        )
        raise ImageError(finding) from None


def _first(value: Any) -> Any:  # noqa: ANN401 - a feature's value
    while isinstance(value, list):
        value = value[0] if value else None
    return value


def _coordinate(value: Any) -> int | None:  # noqa: ANN401 - a feature's value
    """Return a coordinate as `Example.location` takes it: a float is rounded where finite."""
    value = _first(value)
    if isinstance(value, float):
        return round(value) if abs(value) < 2**53 else None
    return value if isinstance(value, int) else None
