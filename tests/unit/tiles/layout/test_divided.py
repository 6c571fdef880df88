"""Whether locations look divided by ten, with and without what else is known of the tiles."""

import numpy as np
import pytest

from tfrviewer.tiles.layout.divided import looks_divided
from tfrviewer.tiles.layout.grid_fit import GridFit, fit_grid


def fit(pitch: float) -> GridFit:
    column, row = (axis.ravel() for axis in np.meshgrid(np.arange(12), np.arange(9)))
    found = fit_grid(*((300 + axis * pitch).astype(np.int64) for axis in (column, row)))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("pitch", "width", "overlap", "microns", "is_divided"),
    [
        (60, 96, 1.0, None, True),
        (60, 96, None, None, False),
        (60, 299, None, None, True),
        (60, 96, 2.0, None, False),
        (60, 299, 2.0, None, True),
        (60, 96, 1.0, 302, True),
        (60, 96, 1.0, 60, False),
        (604, 299, 1.0, 302, False),
        (60.4, 299, None, None, True),
        (60.4, 299, None, 302, True),
        (604.5, 299, None, 302, False),
        (604.5, 0, None, None, True),
    ],
)
def test_that_pitch_overlap_and_size_of_tiles_tell_together(
    pitch: float, width: int, overlap: float | None, microns: float | None, is_divided: bool
) -> None:
    assert looks_divided(fit(pitch), width, overlap, microns) is is_divided
