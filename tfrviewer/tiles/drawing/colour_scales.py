"""Colours for numbers and for classes, told apart also by people who see few colours.

Viridis and magma are those of Matplotlib (N. J. Smith and S. van der Walt, CC0); cividis is that
of J. R. Nuñez, C. R. Anderton and R. S. Renslow (2018, BSD 2-Clause). Of each every eighth colour
is kept and the others are drawn between them: they are off by 2 of 255 at most, the darkest ones of
cividis by 6. The darkest eighth of magma is left out, which would be lost on a dark ground. The
scale from blue over grey to brown was computed in Oklab, alike to both sides; its middle is dark
enough to be seen on white, and light enough to be seen on black.

The first seven colours of classes are those of M. Okabe and K. Ito (2008), free to use, without
black. Those that follow were chosen one after the other among all of middle lightness: each as far
as can be from all before it, from black, white and grey, as people see them and as they are seen
with deuteranopia and protanopia (G. M. Machado and others, 2009).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint32]
Rgb = NDArray[np.uint8]

STEPS = 256
"""Colours of a scale."""


@dataclass(frozen=True, slots=True)
class ColourScale:
    """Colours for numbers, from the least to the greatest.

    Attributes:
        name: What it is called in files and on the command line.
        anchors: Colours at equal distances, as hexadecimal digits.
        diverging: Whether its middle means something, such as zero.
    """

    name: str
    anchors: str
    diverging: bool = False

    def table(self, *, reverse: bool = False) -> Rgb:
        """Return its colours as uint8 (256, 3), red, green and blue; not to be changed."""
        colours = _table(self.anchors)
        return colours[::-1] if reverse else colours

    def pixels(self, *, reverse: bool = False) -> Pixels:
        """Return its colours as opaque ARGB, uint32 (256,)."""
        return argb(self.table(reverse=reverse))


VIRIDIS = ColourScale(
    "viridis",
    "440154 470d60 48186a 482374 472d7b 453681 424086 3f4989 3b528b 375a8d 33638d 2f6a8e 2c728e "
    "297a8e 26818e 23898e 21908c 1f988b 1f9f88 21a685 28ae80 31b57b 3ebc74 4cc26c 5dc963 6ece58 "
    "82d34c 96d83f abdc32 c0df24 d5e21a eae51a fde725",
)
CIVIDIS = ColourScale(
    "cividis",
    "00224e 00285b 002e6a 043371 1a386f 273e6e 32436d 3b496c 434e6c 4b546c 52596d 5a5f6e 61656f "
    "686a71 6f7073 757676 7c7b78 848179 8b8778 938d78 9b9376 a39a75 aba072 b3a670 bbad6c c3b469 "
    "ccba64 d4c15f ddc958 e6d051 efd748 f8df3c fee838",
)
MAGMA = ColourScale(
    "magma",
    "1d1146 28115a 36106a 430f76 50127c 5d177f 691c81 762181 822681 8f2a81 9c2e7f a9327d b63779 "
    "c33b75 cf4170 db486a e65163 ee5c5e f5695c f9785d fb8761 fd9668 fea571 feb47b fec387 fed194 "
    "fde0a2 fceeb0 fcfdbf",
)
BLUE_BROWN = ColourScale(
    "blue-brown",
    "114c8f 2a5c99 406ba2 557aaa 6a89b2 7e98b9 93a6be a8b3c1 bebebe beaea4 ba9d8d b38c75 aa7b5e "
    "a16947 96582f 8b4611 7f3300",
    diverging=True,
)
SCALES = {scale.name: scale for scale in (VIRIDIS, CIVIDIS, MAGMA, BLUE_BROWN)}
"""Every scale by its name, the first one to be taken where none was chosen."""

CLASS_COLOURS = (
    "e69f00",
    "56b4e9",
    "009e73",
    "f0e442",
    "0072b2",
    "d55e00",
    "cc79a7",
    "971c11",
    "8472fe",
    "85f3af",
    "143cc9",
    "9bbd8a",
    "825b71",
    "27e3fd",
    "733281",
)
"""Colours of classes, as hexadecimal digits; more cannot be told apart."""

NO_VALUE = {False: "c9ced4", True: "4a5057"}
"""Neutral colour of what has no value, by whether the ground is dark."""
OTHER = {False: "8b8f94", True: "83888e"}
"""Neutral colour of the classes that have no colour of their own."""


def scale_named(name: str) -> ColourScale:
    """Return a scale.

    Raises:
        ValueError: If there is none of this name.
    """
    if name not in SCALES:
        raise ValueError(f"there is no colour scale {name!r}; there are {', '.join(SCALES)}")
    return SCALES[name]


def argb(colours: Rgb) -> Pixels:
    """Return colours, uint8 (n, 3), as opaque ARGB, uint32 (n,)."""
    red, green, blue = (colours[:, channel].astype(np.uint32) for channel in range(3))
    return np.uint32(0xFF000000) | red << np.uint32(16) | green << np.uint32(8) | blue


def hex_argb(digits: str) -> int:
    """Return a colour in six hexadecimal digits as opaque ARGB."""
    return 0xFF000000 | int(digits, 16)


def class_pixels(count: int) -> Pixels:
    """Return the colours of the first classes as opaque ARGB, uint32 (count,).

    Raises:
        ValueError: If there are not so many colours.
    """
    if count > len(CLASS_COLOURS):
        raise ValueError(f"{count} classes want colours; there are {len(CLASS_COLOURS)}")
    return np.array([hex_argb(digits) for digits in CLASS_COLOURS[:count]], np.uint32)


@cache
def _table(anchors: str) -> Rgb:
    digits = anchors.split()
    colours = np.array([list(bytes.fromhex(colour)) for colour in digits], np.float64)
    at, known = np.linspace(0, 1, STEPS), np.linspace(0, 1, len(digits))
    drawn = np.stack([np.interp(at, known, colours[:, channel]) for channel in range(3)], axis=1)
    table = np.rint(drawn).astype(np.uint8)
    table.flags.writeable = False  # it is shared
    return table
