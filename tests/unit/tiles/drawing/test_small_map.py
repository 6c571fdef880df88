import numpy as np
import pytest

from tfrviewer.tiles.drawing.colour_scheme import TilePaint
from tfrviewer.tiles.drawing.small_map import SmallColours, SmallTiles, draw_small_map
from tfrviewer.tiles.layout.grid_fit import fit_grid

COLOURS = SmallColours(tile=0xFF808080, ghost=0xFF202020, selected=0xFF0000FF)


def draw(
    columns: int, rows: int, size: tuple[int, int] = (60, 60), **given: object
) -> tuple[np.ndarray, np.ndarray]:
    """The picture of a full grid, and where in it the tiles are (centres as row, column)."""
    far = 2**40
    column, row = np.meshgrid(np.arange(columns), np.arange(rows))
    x, y = column.ravel() * 512 + far, row.ravel() * 512 + far
    n = len(x)
    scale = given.pop("scale", None)
    tiles = {
        "shown": np.ones(n, bool),
        "selected": np.zeros(n, bool),
        "paint": TilePaint(),
        "dims": False,
        **given,
    }
    fit = fit_grid(x, y)
    assert fit is not None
    image = draw_small_map(SmallTiles(x, y, **tiles), fit, COLOURS, size, scale=scale)  # type: ignore[arg-type]
    return image, np.stack([row.ravel(), column.ravel()], axis=1)


def test_that_a_slide_fills_its_picture_in_the_middle() -> None:
    image, _ = draw(6, 3)
    assert image.shape == (60, 60)
    inked = np.argwhere(image)
    assert inked.min(axis=0).tolist() == [15, 0]
    assert inked.max(axis=0)[0] in (43, 44)
    assert inked.max(axis=0)[1] in (58, 59)


def test_that_a_common_scale_leaves_small_slides_small() -> None:
    image, _ = draw(2, 2, scale=60 / (6 * 512))
    inked = np.argwhere(image)
    assert (inked.max(axis=0) - inked.min(axis=0)).max() in (18, 19)
    assert abs(inked.mean() - 29.5) <= 1


def test_that_what_is_not_shown_selected_or_of_a_hidden_class_looks_so() -> None:
    shown = np.array([True, False, True, True])
    selected = np.array([False, True, True, False])
    hidden = np.array([False, False, False, True])
    pixels = np.array([0xFFFF0000] * 4, np.uint32)
    image, _ = draw(2, 2, shown=shown, selected=selected, paint=TilePaint(pixels, hidden))
    seen = [int(image[at]) for at in ((15, 15), (15, 45), (45, 15), (45, 45))]
    assert seen == [0xFFFF0000, COLOURS.ghost, COLOURS.selected, COLOURS.ghost]


def test_that_what_is_not_selected_is_dimmed() -> None:
    image, _ = draw(2, 1, dims=True, selected=np.array([True, False]))
    assert int(image[30, 15]) == COLOURS.selected
    assert int(image[30, 45]) == 0x7F404040


@pytest.mark.parametrize("size", [(1, 1), (400, 3)])
def test_that_any_size_will_do(size: tuple[int, int]) -> None:
    image, _ = draw(9, 9, size)
    assert image.shape == size[::-1]
    assert image.any()
