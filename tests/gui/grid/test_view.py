"""The grid shows what the session holds, and turns gestures into intents."""

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.grid.handling import (
    MILLION,
    Ctrl,
    Key,
    Painted,
    colour_of,
    look,
    middle,
    settle,
)
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.grid.captions import LOCATION, NUMBER, SLIDE, of_column
from tfrviewer.gui.grid.cells import find_cells
from tfrviewer.gui.grid.menu import tile_deeds
from tfrviewer.gui.grid.view import TileGrid
from tfrviewer.gui.session import Session
from tfrviewer.gui.thumbnails import ThumbnailLoader
from tfrviewer.gui.tile_deeds import selection_deeds

# -------------------------------------------------------------------- what is painted


def test_that_every_tile_shows_its_own_picture(
    painted: Painted, grid: TileGrid, qtbot: QtBot
) -> None:
    file = painted(1000)
    settle(qtbot, grid)
    image = look(grid)
    for number in grid.visible_positions().tolist():
        rect = grid.tile_rect(number)
        if grid.viewport().rect().contains(rect.center()):
            assert image.pixelColor(rect.center()) == QColor(file.colour(number))


def test_that_pictures_follow_filter_and_sorting(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    file = painted(1000)
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("record % 3 = 1")
    with qtbot.waitSignal(session.order_changed):
        session.sort([("record", True)])
    settle(qtbot, grid)
    numbers = session.order[grid.visible_positions()[:12]].tolist()
    assert numbers[:3] == [997 + 0, 994, 991]
    for number in numbers:
        assert colour_of(grid, number) == QColor(file.colour(number))


def test_that_what_is_not_selected_is_dimmed_and_still_seen(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(100)
    settle(qtbot, grid)
    session.select(np.array([8, 16]), SelectMode.REPLACE)
    red = colour_of(grid, 0)
    assert colour_of(grid, 8) == QColor("red")
    assert red != QColor("red")
    assert red.red() > red.green() + 30


def test_that_one_tile_selected_dims_nothing_wherever_the_current_one_is(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(100)
    settle(qtbot, grid)
    session.click(8, ctrl=False, shift=False)
    assert colour_of(grid, 0) == QColor("red")
    session.set_current(3)
    assert colour_of(grid, 0) == QColor("red")


def test_that_a_selected_tile_has_a_frame_and_the_current_one_a_ring(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(100)
    settle(qtbot, grid)
    session.set_current(0)
    session.select(np.array([11]), SelectMode.REPLACE)
    image = look(grid)
    background = image.pixelColor(1, 1)
    frame = image.pixelColor(grid.tile_rect(11).topLeft() + QPoint(20, -1))
    assert frame.blue() > 150 > frame.red()
    ring = image.pixelColor(grid.tile_rect(0).topLeft() + QPoint(20, -grid.tiles.gap + 1))
    assert ring != background
    assert ring != frame


def test_that_a_tile_on_its_way_is_a_neutral_cell_with_a_glyph(
    painted: Painted, grid: TileGrid, qtbot: QtBot
) -> None:
    file = painted(4, waits=True)
    grid.set_tile_size(128)
    cell = look(grid).copy(grid.tile_rect(0))
    shades = {cell.pixel(x, y) for x in range(cell.width()) for y in range(cell.height())}
    assert len(shades) > 1
    for shade in map(QColor, shades):
        rgb = (shade.red(), shade.green(), shade.blue())
        assert max(rgb) - min(rgb) < 8
    file.gate.set()
    settle(qtbot, grid)
    assert colour_of(grid, 0) == QColor("red")


def test_that_a_broken_tile_is_a_red_cross_with_its_cause(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(50, undecodable={3})
    settle(qtbot, grid)
    cross = colour_of(grid, 3)
    assert cross.red() > cross.green() + 80
    corner = look(grid).pixelColor(grid.tile_rect(3).topLeft() + QPoint(6, 30))
    assert abs(corner.red() - corner.green()) < 8
    assert grid.thumbnails.broken(3) == "It is <cut> off."
    assert "It is &lt;cut&gt; off." in tip(grid, 3)
    assert session.record_findings(3)[0].file == "/synthetic/slide-0.tfrecords"
    assert bool(session.is_damaged[3])


def test_that_a_sound_picture_of_a_damaged_record_has_a_badge(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(50, wrong_crc={8})
    settle(qtbot, grid)
    image = look(grid)
    assert image.pixelColor(middle(grid, 8)) == QColor("red")
    rect = grid.tile_rect(8)
    corner = image.copy(QRect(rect.right() - 16, rect.top(), 16, 18))
    sound = image.copy(grid.tile_rect(16).translated(0, 0)).copy(rect.width() - 17, 0, 16, 18)
    assert corner != sound
    assert "The checksum is wrong." in tip(grid, 8)
    assert grid.thumbnails.broken(8) is None


def tip(grid: TileGrid, number: int) -> str:
    from tfrviewer.gui.grid.words import tool_tip

    return tool_tip(grid.session, number, grid.thumbnails.broken(number))


def test_that_an_empty_grid_says_why(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    assert grid.message() == "No records"
    painted(10)
    assert grid.message() == ""
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("record > 99")
    assert grid.message() == "No tile matches the filter"
    assert look(grid).pixelColor(1, 1) == look(grid).pixelColor(40, 40)


@pytest.mark.parametrize(
    ("captions", "lines"),
    [
        ((), []),
        ((NUMBER,), [("", "3")]),
        ((of_column("score"),), [("", "0.4286")]),
        ((of_column("gone"), NUMBER), [("", "3")]),
        (
            (SLIDE, LOCATION, of_column("score")),
            [("", "slide-0"), ("", "768, 0"), ("score", "0.4286")],
        ),
    ],
)
def test_that_captions_are_written_below_the_tiles(
    painted: Painted, grid: TileGrid, qtbot: QtBot, captions: tuple[str, ...], lines: list[Any]
) -> None:
    painted(100)
    settle(qtbot, grid)
    before = grid.tiles.row_height
    grid.set_captions(*captions)
    look(grid)
    cells = {cell.rect.topLeft(): cell for cell in find_cells(grid, grid.viewport().rect())}
    assert list(cells[grid.tile_rect(3).topLeft()].lines) == lines
    height = QFontMetrics(grid.font()).height()
    gap = grid.tiles.gap if captions else 0
    assert grid.tiles.row_height - before == len(lines) * height + gap


# -------------------------------------------------------------------- size and scrolling


def test_that_the_size_stays_within_its_limits_and_is_told_once(
    painted: Painted, grid: TileGrid, qtbot: QtBot
) -> None:
    painted(1000)
    told: list[int] = []
    grid.tile_size_changed.connect(told.append)
    grid.set_tile_size(5)
    grid.set_tile_size(32)
    grid.set_tile_size(9999)
    assert told == [32, 512]
    columns = []
    for _ in range(40):
        columns.append(grid.tiles.columns)
        QTest.keyClick(grid, Key.Key_Minus, Ctrl)
    assert grid.tile_size == 32
    steps = columns[: columns.index(max(columns)) + 1]
    assert steps == sorted(set(steps))
    settle(qtbot, grid)


def test_that_the_current_tile_keeps_its_place_when_the_size_changes(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(MILLION)
    session.set_current(500_000)
    place = middle(grid, 500_000).y()
    for px in (100, 40, 150, 64):
        grid.set_tile_size(px)
        assert abs(middle(grid, 500_000).y() - place) <= 1
    settle(qtbot, grid)


def test_that_the_topmost_tile_keeps_its_place_when_the_width_changes(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(MILLION)
    grid.scroll_to(3_000_000)
    top = int(session.order[grid.visible_positions()[0]])
    place = grid.tile_rect(top).top()
    for width in (900, 333, 600):
        grid.resize(width, 400)
        rect = grid.tile_rect(top)
        assert abs(rect.top() - place) <= 1
    settle(qtbot, grid)


def test_that_a_filter_keeps_what_is_looked_at_and_sorting_goes_to_the_top(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(100_000)
    session.set_current(60_000)
    place = middle(grid, 60_000).y()
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("record % 2 = 0")
    assert abs(middle(grid, 60_000).y() - place) <= 1
    with qtbot.waitSignal(session.order_changed):
        session.sort_by("record", add=False)
    assert grid.offset == 0
    settle(qtbot, grid)


def test_that_a_filter_brings_the_current_tile_back_into_view_or_goes_to_the_top(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(100_000)
    session.set_current(60_000)
    grid.scroll_to(grid.offset // 2)
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("record % 2 = 0")
    assert grid.viewport().rect().contains(middle(grid, 60_000))
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("record % 2 = 1")
    assert grid.offset == 0
    settle(qtbot, grid)


def test_that_the_end_is_reached_by_the_bar(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(MILLION)
    bar = grid.verticalScrollBar()
    assert bar.maximum() < 2**31
    bar.setValue(bar.maximum())
    assert MILLION - 1 in grid.visible_positions()
    settle(qtbot, grid)
    assert colour_of(grid, MILLION - 1) == QColor(("red", "lime", "blue")[(MILLION - 1) % 8])


def test_that_only_what_is_seen_is_read_when_scrolling_far(
    painted: Painted, grid: TileGrid, qtbot: QtBot
) -> None:
    file = painted(MILLION)
    settle(qtbot, grid)
    file.read.clear()
    for i in range(200):
        grid.scroll_to(i * 50_000)
    settle(qtbot, grid)
    assert len(set(file.read)) < 20 * grid.tiles.columns


# -------------------------------------------------------------------- menu and access


def test_that_the_menu_offers_what_can_be_done(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(20)
    settle(qtbot, grid)
    deeds = {deed.name: deed for deed in tile_deeds(grid, 3)}
    assert set(deeds) == {"openLarge", "onlyThisSlide", "allButThisSlide"}
    with qtbot.waitSignal(grid.open_requested) as asked:
        deeds["openLarge"].run()
    assert asked.args == [3]
    with qtbot.waitSignal(session.order_changed):
        deeds["onlyThisSlide"].run()
    assert session.filter_text == "slide = 'slide-0'"


def test_that_a_screen_reader_hears_the_current_tile(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(50, undecodable={7})
    settle(qtbot, grid)
    assert grid.accessibleName() == "Tile grid"
    session.click(12, ctrl=False, shift=False)
    session.select(np.array([1, 2]), SelectMode.ADD)
    heard = grid.accessibleDescription()
    for part in ("record 12", "slide slide-0", "location 1280, 256", "3 selected", "50 shown"):
        assert part in heard
    session.set_current(7)
    assert "no picture: It is <cut> off." in grid.accessibleDescription()


def test_that_a_closed_dataset_leaves_an_empty_grid(
    painted: Painted, grid: TileGrid, session: Session, thumbnails: ThumbnailLoader, qtbot: QtBot
) -> None:
    painted(1000)
    settle(qtbot, grid)
    session.close()
    assert grid.message() == "No records"
    assert thumbnails.used == 0
    settle(qtbot, grid)
    look(grid)


def test_that_undecodable_tiles_are_counted_and_can_be_filtered(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(5000, undecodable={3, 4001}, wrong_crc={7})
    settle(qtbot, grid)
    qtbot.waitUntil(session.is_settled)
    assert session.n_damaged == 2
    with qtbot.waitSignal(session.order_changed):
        {deed.name: deed for deed in selection_deeds(session, None)}["onlyDamaged"].run()
    assert session.order.tolist() == [3, 7]
    assert session.values("problem")[3] == "It is <cut> off."
    grid.thumbnails.want([4001], 64)
    qtbot.waitUntil(lambda: len(session.order) == 3)
    assert session.order.tolist() == [3, 7, 4001]
