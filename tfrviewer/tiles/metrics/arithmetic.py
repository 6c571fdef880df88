"""The arithmetic of the metrics, channel by channel in whole numbers."""

import numpy as np

from tfrviewer.tiles.metrics.focus import sharpness
from tfrviewer.tiles.metrics.ink import INKS, ink_cells, spread_cells
from tfrviewer.tiles.metrics.light import levels_of, mean_saturation, of_levels
from tfrviewer.tiles.metrics.slideflow import gray_pixels, white_pixels
from tfrviewer.tiles.metrics.stack import Stack, Values, share
from tfrviewer.tiles.metrics.stains import stain_strengths

DARK = 90
"""Luma below which a cell is dark."""
THIN = 208
"""Light above which, in every channel, there may be glass: an optical density of 0.09."""


def measure_stack(stack: Stack) -> dict[str, Values]:
    """Return every metric but the JPEG quality, float64 (n,) each, by name."""
    red, green, blue, scratch = stack.red, stack.green, stack.blue, stack.scratch
    most, least, span, mask = (
        scratch.array(name, red.shape, np.uint8) for name in ("most", "least", "span", "mask")
    )
    np.maximum(np.maximum(red, green, out=most), blue, out=most)
    np.minimum(np.minimum(red, green, out=least), blue, out=least)
    np.subtract(most, least, out=span)
    gray = gray_pixels(most, span, scratch)
    tissue = scratch.array("tissue", red.shape, np.bool_)
    np.logical_not(gray, out=tissue)
    tissue |= np.less_equal(least, THIN, out=mask.view(np.bool_))
    inks = ink_cells(stack.cells)
    ink = inks[0] | inks[1] | inks[2] | inks[3]
    for place in np.flatnonzero(ink.any(axis=(1, 2))):  # few tiles have any
        tissue[place] &= ~spread_cells(ink[place], stack.square, stack.shape)
    light = of_levels(levels_of(stack.luma, scratch))
    found = {
        "grayspace": share(gray),
        "whitespace": share(white_pixels(red, green, blue, scratch)),
        **light,
        "saturation": mean_saturation(span, most, scratch),
        "tissue": share(tissue),
        **{name: share(mask) for name, mask in zip(INKS, inks, strict=True)},
        "pen": share(ink),
        "dark": share((stack.shade < DARK) & ~ink),
    }
    found["sharpness"] = sharpness(
        stack.luma, stack.shape, light["highlight"] - light["shadow"], scratch
    )
    found["hematoxylin"], found["eosin"] = stain_strengths((red, green, blue), tissue, scratch)
    return found
