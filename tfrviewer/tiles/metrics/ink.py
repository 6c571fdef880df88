"""Which parts of a tile lie under the ink of a marker, told by their colour."""

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

INKS = ("pen_red", "pen_green", "pen_blue", "pen_black")


def ink_cells(cells: NDArray[np.uint8]) -> tuple[Mask, Mask, Mask, Mask]:
    """Say which cells lie under ink of each colour.

    Tissue stained with hematoxylin and eosin takes most light from green, and no less from red
    than from blue. With R, G and B the mean light of a cell:

        red     R > 90, 2 R > 5 G, 5 R > 11 B
        green   5 G > 6 R, G + 15 > B
        blue    5 B > 9 R, B > R + 40, G + 8 > R, and not green
        black   max < 80, max - min < 25

    A nucleus alone may have the colour of ink; the mean of a cell, some nuclei wide, hardly has.

    Args:
        cells: uint8 (3, n, rows, columns): red, green, blue.

    Returns:
        bool (n, rows, columns) each, in the order of INKS; no cell is in more than one.
    """
    red, green, blue = cells.astype(np.int16)
    most = np.maximum(np.maximum(red, green), blue)
    least = np.minimum(np.minimum(red, green), blue)
    is_red = (red > 90) & (2 * red > 5 * green) & (5 * red > 11 * blue)
    is_green = (5 * green > 6 * red) & (green + 15 > blue)
    is_blue = (5 * blue > 9 * red) & (blue > red + 40) & (green + 8 > red) & ~is_green
    is_black = (most < 80) & (most - least < 25) & ~is_green & ~is_blue
    return is_red, is_green, is_blue, is_black


def spread_cells(cells: Mask, square: int, shape: tuple[int, int]) -> Mask:
    """Return a mask of the cells of a tile (rows, columns) as one of its pixels (pixels,).

    Args:
        cells: The mask.
        square: Pixels on the side of a cell.
        shape: (rows, columns) of the pixels; the last cells may be cut.
    """
    wide = cells.repeat(square, axis=0).repeat(square, axis=1)
    return wide[: shape[0], : shape[1]].ravel()
