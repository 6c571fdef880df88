"""Measuring tiles: every metric of encoded images, decoded once."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tfrviewer.errors import ImageError
from tfrviewer.tiles.metrics.arithmetic import measure_stack
from tfrviewer.tiles.metrics.catalogue import METRICS
from tfrviewer.tiles.metrics.perceptual_hash import perceptual_hashes
from tfrviewer.tiles.metrics.picture import picture_of
from tfrviewer.tiles.metrics.scratch import Scratch
from tfrviewer.tiles.metrics.stack import Pile, Stack

_PIXELS_AT_ONCE = 1 << 19
"""Pixels of a stack: so few that the processor keeps most of them at hand."""
_MOST_KEPT = 8 * _PIXELS_AT_ONCE
"""Bytes of one array that are kept for the next stack; a huge picture's are not."""
_scratch = Scratch()


class Measured(NamedTuple):
    """What was measured on tiles, in their order.

    Attributes:
        values: float32 (n, len(METRICS)), the columns in the order of `METRICS`; NaN all along
            where a tile cannot be decoded, and where a metric says nothing of a tile.
        hashes: uint64 (n,), the perceptual hashes; 0 where a tile cannot be decoded.
    """

    values: NDArray[np.float32]
    hashes: NDArray[np.uint64]


def measure(image: bytes) -> Mapping[str, float]:
    """Measure every metric of one encoded tile.

    Args:
        image: As for `decode_image`.

    Returns:
        The value of each of `METRICS` by name; NaN where a metric says nothing of it, as the
        JPEG quality of a PNG.

    Raises:
        ImageError: As `decode_image`.
    """
    picture = picture_of(image)
    pile = Pile(_scratch, _PIXELS_AT_ONCE)
    pile.add(picture)
    values = _measure_stack(pile.take(), [picture.jpeg_quality]).values[0]
    return dict(zip(METRICS, values.tolist(), strict=True))


def measure_many(images: Sequence[bytes]) -> NDArray[np.float32]:
    """Measure every metric of encoded tiles, as `measure_hashed` does.

    Returns:
        float32 (n, len(METRICS)), as in `Measured`.
    """
    return measure_hashed(images).values


def measure_hashed(images: Sequence[bytes]) -> Measured:
    """Measure every metric of encoded tiles, and hash them.

    Never raises for what is wrong with an image.

    Args:
        images: Each as for `decode_image`; an empty one counts as undecodable.
    """
    values = np.full((len(images), len(METRICS)), np.nan, np.float32)
    hashes = np.zeros(len(images), np.uint64)
    pile = Pile(_scratch, _PIXELS_AT_ONCE)
    places: list[int] = []
    qualities: list[float] = []

    def flush() -> None:
        if places:
            values[places], hashes[places] = _measure_stack(pile.take(), qualities)
            places.clear()
            qualities.clear()

    for place, image in enumerate(images):
        try:
            picture = picture_of(image)
        except ImageError:
            continue
        if not pile.takes(picture):
            flush()
        pile.add(picture)
        places.append(place)
        qualities.append(picture.jpeg_quality)
    flush()
    return Measured(values, hashes)


def _measure_stack(stack: Stack, qualities: Sequence[float]) -> Measured:
    found = measure_stack(stack)
    _scratch.let_go(_MOST_KEPT)
    found["jpeg_quality"] = np.array(qualities)
    values = np.stack([found[name] for name in METRICS], axis=1).astype(np.float32)
    return Measured(values, perceptual_hashes(stack.shade))
