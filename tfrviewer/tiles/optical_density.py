"""Optical density: how much light a stain takes away, the measure that adds up with its amount."""

import math


def optical_density(value: int) -> float:
    """Return the optical density of one channel of a pixel, against white as all light.

    `-log10(value / 255)`, as QuPath and the colour deconvolution of Ruifrok and Johnston (2001)
    have it; 0 stands for 1, whose density is still a number.

    Args:
        value: The channel, 0 to 255.
    """
    return -math.log10(max(value, 1) / 255) + 0.0
