"""The arithmetic of the metrics, channel by channel in whole numbers."""

import numpy as np

from tfrviewer.tiles.metrics.focus import sharpness
from tfrviewer.tiles.metrics.ink import INKS, ink_cells, spread_cells
from tfrviewer.tiles.metrics.light import mean_saturation, of_levels
from tfrviewer.tiles.metrics.slideflow import gray_pixels, white_pixels
from tfrviewer.tiles.metrics.stack import Stack, Values, share
from tfrviewer.tiles.metrics.stains import stain_strengths

DARK = 90
"""Luma below which a cell is dark."""
THIN = 208
"""Light above which, in every channel, there may be glass: an optical density of 0.09."""


def measure_stack(stack: Stack) -> dict[str, Values]:
    """Return every metric but the JPEG quality, float64 (n,) each, by name."""
    red, green, blue = stack.red, stack.green, stack.blue
    most = np.maximum(np.maximum(red, green), blue)
    least = np.minimum(np.minimum(red, green), blue)
    span = most - least
    gray = gray_pixels(most, span)
    tissue = ~gray
    tissue |= least <= THIN
    inks = ink_cells(stack.cells)
    ink = inks[0] | inks[1] | inks[2] | inks[3]
    if ink.any():
        tissue &= ~spread_cells(ink, stack.square, stack.shape)
    hematoxylin, eosin = stain_strengths((red, green, blue), tissue)
    light = of_levels(stack.levels())
    return {
        "whitespace": share(white_pixels(red, green, blue)),
        "grayspace": share(gray),
        **light,
        "saturation": mean_saturation(span, most),
        "sharpness": sharpness(stack.luma, stack.shape, light["highlight"] - light["shadow"]),
        "tissue": share(tissue),
        **{name: share(mask) for name, mask in zip(INKS, inks, strict=True)},
        "pen": share(ink),
        "dark": share((stack.shade < DARK) & ~ink),
        "hematoxylin": hematoxylin,
        "eosin": eosin,
    }
