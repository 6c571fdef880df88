"""The arithmetic of the metrics, over the channels of a stack of tiles."""

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.metrics.slideflow import gray_pixels, white_pixels
from tfrviewer.tiles.metrics.stack import Stack
from tfrviewer.tiles.metrics.stains import stain_strengths

Values = NDArray[np.float64]

DARK = 80
"""Luma below which a pixel is dark."""
TISSUE = 208
"""Light above which, in every channel, nothing but glass is there: 255 exp(-0.2)."""
_LEVELS = np.arange(256, dtype=np.float64)


def measure_planes(stack: Stack) -> dict[str, Values]:
    """Return every metric but the JPEG quality, (n,) each, by name."""
    red, green, blue = stack.red, stack.green, stack.blue
    most = np.maximum(np.maximum(red, green), blue)
    least = np.minimum(np.minimum(red, green), blue)
    spread = most - least
    total = np.add(red, green, dtype=np.uint16)
    total += blue
    gray = gray_pixels(most, spread)
    black = (most < 60) & (spread < 30)
    inks = {
        "pen_red": (red > 110) & (green < 70) & (blue < 90) & (red - np.minimum(red, blue) > 60),
        "pen_green": (green > red) & (green - np.minimum(green, red) > 30) & (green > blue),
        "pen_blue": (blue > red) & (blue - np.minimum(blue, red) > 60) & (green > red),
        "pen_black": black,
    }
    ink = np.zeros(red.shape, np.bool_)
    for mask in inks.values():
        ink |= mask
    tissue = (least <= TISSUE) & ~ink
    strengths = stain_strengths((red, green, blue), tissue)
    found = {
        "whitespace": stack.share(white_pixels(total)),
        "grayspace": stack.share(gray),
        "saturation": _mean_ratio(spread, most),
        "sharpness": _laplacian_variance(stack),
        "tissue": stack.share(tissue),
        **{name: stack.share(mask) for name, mask in inks.items()},
        "pen": stack.share(ink),
        "hematoxylin": strengths[:, 0],
        "eosin": strengths[:, 1],
    }
    return found | _of_levels(stack.levels)


def _of_levels(levels: NDArray[np.float32]) -> dict[str, Values]:
    shares = levels.astype(np.float64)
    mean = shares @ _LEVELS
    variance = np.maximum(shares @ _LEVELS**2 - mean**2, 0.0)
    below = np.cumsum(shares, axis=1)
    logs = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    return {
        "brightness": mean,
        "contrast": np.sqrt(variance),
        "entropy": np.abs((shares * logs).sum(axis=1)),
        "highlight": np.argmax(below >= 0.99 - 1e-9, axis=1).astype(np.float64),
        "shadow": np.argmax(below >= 0.01, axis=1).astype(np.float64),
        "dark": below[:, DARK - 1],
    }


def _mean_ratio(above: NDArray[np.uint8], below: NDArray[np.uint8]) -> Values:
    ratio = above.astype(np.float32)
    ratio /= np.maximum(below, 1)
    return np.asarray(ratio.mean(axis=1, dtype=np.float64))


def _laplacian_variance(stack: Stack) -> Values:
    rows, columns = stack.shape
    if rows < 3 or columns < 3:
        return np.zeros(len(stack.luma))
    luma = stack.luma.reshape(-1, rows, columns).astype(np.int16)
    edges = luma[:, 1:-1, 1:-1] << 2
    edges -= luma[:, :-2, 1:-1]
    edges -= luma[:, 2:, 1:-1]
    edges -= luma[:, 1:-1, :-2]
    edges -= luma[:, 1:-1, 2:]
    flat = edges.reshape(len(luma), -1).astype(np.float32)
    mean = flat.mean(axis=1, dtype=np.float64)
    return np.asarray(np.einsum("ij,ij->i", flat, flat) / flat.shape[1] - mean**2, np.float64)
