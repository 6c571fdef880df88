"""Drawing many small ellipses at once, as cells are drawn."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.sample.noise import Array


@dataclass(frozen=True, slots=True)
class Cells:
    """Ellipses, one a cell; float32 arrays of one length.

    Attributes:
        x, y: Centre in micrometres.
        a, b: Half axes in micrometres.
        c, s: Cosine and sine of the direction of `a`.
        density: How much stain the cell holds.
        open: How pale a nucleus is inside, 0 to 1: chromatin lies at its rim.
    """

    x: Array
    y: Array
    a: Array
    b: Array
    c: Array
    s: Array
    density: Array
    open: Array

    def take(self, which: NDArray[np.intp] | NDArray[np.bool_]) -> "Cells":
        """Return some of the cells."""
        return Cells(*(getattr(self, name)[which] for name in self.__slots__))


def splat(
    cells: Cells, x0: float, y0: float, um: float, shape: tuple[int, int], grain: Array
) -> Array:
    """Draw cells, adding up their density where they overlap.

    Args:
        cells: What to draw.
        x0: Left edge of the picture in micrometres.
        y0: Its upper edge.
        um: Micrometres a pixel.
        shape: Rows and columns of the picture.
        grain: Noise of that shape, for the chromatin.

    Returns:
        Stain density, float32 of that shape.
    """
    rows, columns = shape
    if cells.x.size == 0:
        return np.zeros(shape, dtype=np.float32)
    reach = math.ceil(float(cells.a.max()) / um + 0.5)
    side = np.arange(-reach, reach + 1)
    i = np.floor((cells.y - np.float32(y0)) / np.float32(um)).astype(np.intp)
    j = np.floor((cells.x - np.float32(x0)) / np.float32(um)).astype(np.intp)
    i = i[:, None] + side
    j = j[:, None] + side
    dy = (i + 0.5).astype(np.float32) * np.float32(um) + np.float32(y0) - cells.y[:, None]
    dx = (j + 0.5).astype(np.float32) * np.float32(um) + np.float32(x0) - cells.x[:, None]
    c, s, a, b = (v[:, None] for v in (cells.c, cells.s, cells.a, cells.b))
    u = (dx * (c / a))[:, None, :] + (dy * (s / a))[:, :, None]
    v = (dy * (c / b))[:, :, None] - (dx * (s / b))[:, None, :]
    square = u * u
    square += v * v
    near = np.sqrt(square)
    # Coverage of a pixel by the edge; a cell thinner than a pixel covers part of it.
    sharp = (np.minimum(cells.a, cells.b) / np.float32(um)).clip(0.6, None)[:, None, None]
    covered = ((1 - near) * sharp + 0.5).clip(0, 1)
    pale = cells.open[:, None, None]
    covered *= 1 - pale * (1 - np.minimum(square, 1))
    covered *= cells.density[:, None, None]
    inside = ((i >= 0) & (i < rows))[:, :, None] & ((j >= 0) & (j < columns))[:, None, :]
    inside &= covered > 0
    flat = (i * columns)[:, :, None] + j[:, None, :]
    total = np.bincount(flat[inside], covered[inside], rows * columns).astype(np.float32)
    picture: Array = total.reshape(shape)
    picture *= 1 + np.float32(0.22) * grain
    return picture
