"""What the line below the map tells of, and what a click on it shows."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.gui.location_map.conftest import Hand, Locations, PlacedDataset, grid_places
from tfrviewer.gui.location_map.caption import MapCaption
from tfrviewer.gui.location_map.grid_marking import HoleOutlines, outline
from tfrviewer.gui.location_map.grid_words import Part, Remark, SlideCounts, caption_parts, details
from tfrviewer.gui.location_map.tile_look import TileLook
from tfrviewer.tiles.layout.grid_fit import GridFit, fit_grid

Open = Callable[..., PlacedDataset]
HOLE = (604 * 3 + 302, 604 * 3 + 302)


def holed() -> Locations:
    """A grid of 9 by 7 tiles with a hole, a tile off it, two in one place and one nowhere."""
    places = grid_places(9, 7, 604)
    return [*(at for at in places if at != HOLE), places[0], (5000, 1111), None]


def choose(hand: Hand, remark: Remark) -> None:
    """Follow the link of some words."""
    caption = hand.view.findChild(MapCaption)
    assert caption is not None
    assert f'href="{remark}"' in caption.text()
    caption.linkActivated.emit(str(remark))


def test_that_no_line_of_the_caption_ends_with_a_dot(qtbot: QtBot) -> None:
    caption = MapCaption()
    qtbot.addWidget(caption)
    caption.say([Part("slide"), Part("60 tiles"), Part("1 hole", Remark.HOLES)], "")
    wide = caption.fontMetrics().horizontalAdvance
    margins = caption.contentsMargins()
    for words, breaks in (
        ("slide · 60 tiles · 1 hole", 0),
        ("slide · 60 tiles · ", 1),
        ("60 til", 2),
    ):
        caption.resize(wide(words) + margins.left() + margins.right() + 2, 100)
        caption.show()
        assert caption.text().count("<br>") == breaks
        assert " · <br>" not in caption.text()
        assert caption.plain == "slide · 60 tiles · 1 hole"


@pytest.mark.parametrize(
    ("remark", "numbers"),
    [(Remark.OFF_GRID, [63]), (Remark.DUPLICATES, [0, 62]), (Remark.UNLOCATED, [64])],
)
def test_that_a_click_on_words_selects_the_tiles_they_tell_of(
    hand: Hand, open_places: Open, qtbot: QtBot, remark: Remark, numbers: list[int]
) -> None:
    open_places(slide=holed())
    with qtbot.waitSignal(hand.view.session.selection_changed):
        choose(hand, remark)
    assert hand.selected() == numbers
    assert hand.view.session.current == numbers[0]


def test_that_a_few_tiles_at_zero_are_told_of_and_selected(
    hand: Hand, open_places: Open, qtbot: QtBot
) -> None:
    open_places(slide=[(0, 0), *grid_places(4, 4), (0, 0)])
    assert "2 at (0, 0)" in hand.view.caption
    with qtbot.waitSignal(hand.view.session.selection_changed):
        choose(hand, Remark.ZERO)
    assert hand.selected() == [0, 17]


def test_that_a_click_on_holes_shows_them_and_another_hides_them(
    hand: Hand, open_places: Open, qtbot: QtBot
) -> None:
    open_places(slide=holed(), other=grid_places(3, 3))
    outlines = hand.view.findChild(HoleOutlines)
    assert outlines is not None

    def seen() -> QImage:
        return hand.picture().copy(
            hand.at(HOLE[0], HOLE[1]).x() - 6, hand.at(*HOLE).y() - 6, 12, 12
        )

    without = seen()
    choose(hand, Remark.HOLES)
    qtbot.waitUntil(outlines.isVisible)
    assert seen() != without
    choose(hand, Remark.HOLES)
    assert not outlines.isVisible()
    assert seen() == without
    hand.view.set_show_all_slides(True)
    choose(hand, Remark.HOLES)
    assert outlines.isVisible()
    assert not hand.view.show_all_slides
    hand.view.session.set_focus_file(1)
    qtbot.waitUntil(lambda: "other" in hand.view.caption)
    assert not outlines.isVisible()


def test_that_lines_between_the_rows_of_a_hole_are_left_out() -> None:
    lines = outline(np.array([[0.0, 0, 1, 1], [0, 1, 3, 2]]))
    drawn = {tuple(line) for line in lines.tolist()}
    sides = {(0, 0, 0, 1), (1, 0, 1, 1), (0, 1, 0, 2), (3, 1, 3, 2)}
    assert drawn == sides | {(0, 0, 1, 0), (1, 1, 3, 1), (0, 2, 3, 2)}


def fit(places: Locations, divided_by: int = 1) -> GridFit:
    x, y = np.array(places, np.int64).T // divided_by
    found = fit_grid(x, y)
    assert found is not None
    return found


def said(found: GridFit, look: TileLook) -> tuple[str, str]:
    counts = SlideCounts("slide", found.n_tiles, found.n_tiles, found.n_tiles)
    parts = caption_parts(counts, found, look)
    return " · ".join(part.text for part in parts), details(counts, found, look)


def test_that_overlap_is_said_with_what_tells_of_it() -> None:
    found = fit(grid_places(9, 7, 302))
    short, long = said(found, TileLook(299, 2.0))
    assert "pitch 302 px · tiles overlap by 50 %" in short
    assert "tiles are 604 px wide, 2 times the pitch" in long
    short, long = said(found, TileLook(299, 1.0))
    assert "overlap" not in short
    assert "do not overlap" in long
    even = fit([(at[0] - 151, at[1] - 151) for at in grid_places(9, 7, 302) if at is not None])
    assert "centres lie at whole pitches" in said(even, TileLook())[1]


@pytest.mark.parametrize(("pitch", "width"), [(604, None), (600, 299)])
def test_that_locations_divided_by_ten_are_recognised_and_explained(
    pitch: int, width: int | None
) -> None:
    found = fit(grid_places(30, 20, pitch), 10)
    short, long = said(found, TileLook(width))
    assert "locations divided by ten" in short
    assert "Slideflow before 1.5" in long
    assert f"about {pitch} px" in long.replace(",", "")
    assert "divided" not in said(fit(grid_places(30, 20, pitch)), TileLook(width))[0]
    assert "divided" not in said(found, TileLook(width, 1.0, microns=60))[0]
