"""What each record of a file told when it was read: plain arrays, which workers send back."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Self

import numpy as np
import numpy.typing as npt

Int64Array = npt.NDArray[np.int64]

PAYLOAD_CRC, NO_EXAMPLE, BAD_IMAGE, NO_IMAGE, DECODES, WRONG_FIELD, OTHER_IMAGE = (
    1 << bit for bit in range(7)
)
"""Flags: the payload's CRC fails; it is no Example; its image cannot be read; it has none; it is an
Example whose image can be decoded although its CRC fails, which only a deep look tells; slide or
location are of a type that readers of tiles do not take; its image is not called `image_raw`."""
FORMATS = ("", "jpeg", "png", "tiff", "bmp", "webp", "gif", "jp2")
"""Formats of images by their code; none, or none known, is 0."""
HAS_X, HAS_Y, WRONG_TYPE = 1, 2, 4
"""Which coordinates are there; and that one is there that is no number."""
BOTH = HAS_X | HAS_Y


@dataclass(slots=True, eq=False)
class Facts:
    """What the records of a file, or of a part of it, told.

    Attributes:
        offsets: int64 (N,), where each record's length field begins.
        sizes: int64 (N,), framed size in bytes.
        flags: uint8 (N,), what is wrong with it.
        formats: uint8 (N,), format of its image, a place in `FORMATS`.
        pixels: int32 (N, 2), width and height of its image; 0 where they are not known.
        xy: int64 (N, 2), its location in level-0 pixels.
        has: uint8 (N,), which of its coordinates are there.
        slides: int32 (N,), which slide it says it is of, a place in `names`; -1 for none.
        names: The different slides, as they are stored.
        causes: Why, by offset and flag, of as many as can be listed.
    """

    offsets: Int64Array
    sizes: Int64Array
    flags: npt.NDArray[np.uint8]
    formats: npt.NDArray[np.uint8]
    pixels: npt.NDArray[np.int32]
    xy: Int64Array
    has: npt.NDArray[np.uint8]
    slides: npt.NDArray[np.int32]
    names: list[bytes] = field(default_factory=list)
    causes: dict[tuple[int, int], str] = field(default_factory=dict)

    @classmethod
    def blank(cls, offsets: Int64Array, sizes: Int64Array) -> Self:
        """Return facts of records of which nothing is known but where they are."""
        n = len(offsets)
        return cls(
            offsets,
            sizes,
            np.zeros(n, np.uint8),
            np.zeros(n, np.uint8),
            np.zeros((n, 2), np.int32),
            np.zeros((n, 2), np.int64),
            np.zeros(n, np.uint8),
            np.full(n, -1, np.int32),
        )

    @classmethod
    def joined(cls, parts: Sequence["Facts"]) -> Self:
        """Return the facts of several parts as one, in their order."""
        if not parts:
            return cls.blank(np.empty(0, np.int64), np.empty(0, np.int64))
        known: dict[bytes, int] = {}
        slides = []
        causes: dict[tuple[int, int], str] = {}
        for part in parts:
            # One more place, for the -1 of those that name no slide.
            codes = [known.setdefault(name, len(known)) for name in part.names]
            slides.append(np.array([*codes, -1], np.int32)[part.slides])
            causes.update(part.causes)
        arrays = {name: np.concatenate([getattr(part, name) for part in parts]) for name in _ARRAYS}
        return cls(**arrays, slides=np.concatenate(slides), names=list(known), causes=causes)

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.offsets)

    def __getitem__(self, which: npt.NDArray[np.bool_] | Int64Array | slice) -> "Facts":
        """Return the facts of some of the records."""
        return Facts(
            **{name: getattr(self, name)[which] for name in (*_ARRAYS, "slides")},
            names=self.names,
            causes=self.causes,
        )

    @property
    def readable(self) -> npt.NDArray[np.bool_]:
        """Bool (N,): whether what it holds can be believed: it is whole, and an Example."""
        readable: npt.NDArray[np.bool_] = (self.flags & (PAYLOAD_CRC | NO_EXAMPLE)) == 0
        return readable


_ARRAYS = tuple(one.name for one in fields(Facts) if one.name not in ("slides", "names", "causes"))
