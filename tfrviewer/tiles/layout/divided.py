"""Whether locations look divided by ten, as releases of Slideflow before 1.5 wrote them.

Slides are made smaller in extraction: tiles are mostly wider on the slide than their pictures are,
and never where locations tell the truth would a slide have pixels of several micrometres.
"""

from tfrviewer.tiles.layout.grid_fit import GridFit

COARSEST = 1.5
"""Micrometres per pixel at level 0: slides are scanned with 0.1 to 1, a tenth of them have 1 to
10; of both, those are rare that lie on the other side of this."""
_FAR_BELOW = 3
"""How many times the pitch of tiles that may overlap is to go into their width in pixels."""


def may_be_divided(pitch: float, width: int, microns: float | None) -> bool:
    """Tell whether whole locations may be divided by ten; if not, no picture need be looked at.

    Args:
        pitch: Step from column to column.
        width: Width of a tile in its own pixels; 0 where it is not known.
        microns: Width of a tile in micrometres; None where it is not known.
    """
    return pitch < width and (microns is None or pitch * COARSEST < microns)


def looks_divided(
    fit: GridFit, width: int, overlap: float | None, microns: float | None = None
) -> bool:
    """Tell whether locations look like those that were divided by ten.

    The pitch of such is mostly no whole number. One that is lies below the width of the tiles'
    pictures. So it does where tiles overlap, which their pictures show, and where they were
    enlarged, which their width in micrometres shows.

    Args:
        fit: What the locations say of the grid.
        width: Width of a tile in its own pixels; 0 where it is not known.
        overlap: How many times as wide as the pitch tiles are, of `measure_overlap`; None where
            their pictures do not tell.
        microns: Width of a tile in micrometres; None where it is not known.
    """
    if fit.pitch_x is None:
        return False
    wide = fit.pitch_x * (overlap or 1.0)
    if microns is not None and wide * COARSEST >= microns:
        return False
    if not fit.is_exact:
        return True
    return wide < (width / _FAR_BELOW if overlap is None else width)
