"""The maps of all slides beside each other."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import numpy as np
import polars as pl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.gui.location_map.conftest import Locations, PlacedDataset, grid_places
from tests.gui.location_map.test_map import same
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.location_map.multiples.figures import Figure, Kind, figures_of, value_text
from tfrviewer.gui.location_map.multiples.layout import CellGrid
from tfrviewer.gui.location_map.multiples.view import AllSlides
from tfrviewer.gui.map_colours import MapColours
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset

NO_GRID = {Kind.HOLES, Kind.OFF_GRID, Kind.DUPLICATES}  # nothing is known of a slide without
HOLED: Locations = [at for at in grid_places(5, 5) if at != (1280, 1280)]
FILES: dict[str, Locations] = {
    "s10": grid_places(6, 3),
    "s2": [*HOLED, HOLED[0], (700, 700)],
    "s1": [None, None],
    "s3": [],
}


@pytest.fixture
def slides(qtbot: QtBot, session: Session, tasks: TaskRunner) -> AllSlides:
    """All slides of `FILES`, shown and drawn."""
    view = AllSlides(session, tasks)
    view.resize(340, 420)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    with qtbot.waitSignal(session.settled):
        session.open_with(lambda: cast("Dataset", PlacedDataset(FILES)), "placed")
    qtbot.waitUntil(lambda: view.is_settled() and len(view.order) == len(FILES))
    return view


@pytest.fixture
def sorted_by(slides: AllSlides, qtbot: QtBot) -> Callable[..., list[int]]:
    """Sort by a figure and return the order."""

    def sort(kind: Kind, column: str = "", *, descending: bool = True) -> list[int]:
        slides.sort(Figure(kind, column), descending=descending)
        qtbot.waitUntil(slides.is_settled)
        return slides.order

    return sort


def centre(slides: AllSlides, file: int) -> QPoint:
    return slides.grid.rect_of(file).center()


def test_that_slides_come_in_the_order_of_their_names_with_numbers_as_numbers(
    slides: AllSlides, sorted_by: Callable[..., list[int]]
) -> None:
    assert slides.order == [2, 1, 3, 0]
    assert sorted_by(Kind.NAME) == [0, 3, 1, 2]


def test_that_slides_can_be_sorted_by_any_figure(sorted_by: Callable[..., list[int]]) -> None:
    for kind in (Kind.TILES, Kind.SIZE, Kind.HOLES, Kind.OFF_GRID, Kind.DUPLICATES):
        assert sorted_by(kind) == [1, 0, 2, 3], kind
        assert sorted_by(kind, descending=False)[-1] == (3 if kind in NO_GRID else 1), kind


def test_that_figures_follow_filter_selection_findings_and_columns(
    slides: AllSlides, session: Session, sorted_by: Callable[..., list[int]], qtbot: QtBot
) -> None:
    session.select(np.array([0, 1, 18]), SelectMode.REPLACE)
    assert sorted_by(Kind.SELECTED)[0] == 0
    session.select(np.array([20, 21]), SelectMode.REPLACE)
    qtbot.waitUntil(lambda: slides.order[0] == 1)
    assert sorted_by(Kind.MEAN, "score")[:2] == [1, 0]
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("number < 10")
    assert sorted_by(Kind.SHOWN)[0] == 0
    assert sorted_by(Kind.MEDIAN, "score") == [0, 1, 2, 3]
    kind, severity = FindingKind.PAYLOAD_CRC, Severity.ERROR
    session.add_finding(19, Finding(kind=kind, severity=severity, file="", message="Damaged."))
    assert sorted_by(Kind.DAMAGED)[0] == 1


def test_that_a_click_goes_to_a_slide_and_two_show_it_alone(
    slides: AllSlides, session: Session, qtbot: QtBot
) -> None:
    viewport = slides.grid.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=centre(slides, 1))
    assert session.focus_file == 1
    assert "s2" in slides.grid.accessibleDescription()
    with qtbot.waitSignal(slides.alone_asked) as asked:
        QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=centre(slides, 0))
    assert asked.args == [0]
    with qtbot.waitSignal(slides.alone_asked) as asked:
        QTest.keyClick(slides.grid, Qt.Key.Key_Return)
    assert asked.args == [1]


def test_that_arrow_keys_go_from_slide_to_slide_as_they_lie(
    slides: AllSlides, session: Session
) -> None:
    keys = {Qt.Key.Key_End: 0, Qt.Key.Key_Left: 3, Qt.Key.Key_Up: 2, Qt.Key.Key_Right: 1}
    for key, file in keys.items():
        QTest.keyClick(slides.grid, key)
        assert session.focus_file == file
        assert slides.grid.viewport().rect().intersects(slides.grid.rect_of(file))
    QTest.keyClick(slides.grid, Qt.Key.Key_Up)
    assert session.focus_file == 1


def test_that_maps_show_tiles_selection_and_why_there_are_none(
    slides: AllSlides, session: Session, qtbot: QtBot
) -> None:
    palette = MapColours.of(slides.palette())
    beside = QPoint(5, 0)  # of the line between two tiles
    seen = slides.grid.viewport().grab().toImage()
    assert same(seen.pixelColor(centre(slides, 0) + beside), palette.tile)
    assert same(seen.pixelColor(centre(slides, 1)), palette.ground)  # its hole
    session.select(np.arange(18), SelectMode.REPLACE)
    qtbot.waitUntil(slides.is_settled)
    seen = slides.grid.viewport().grab().toImage()
    assert same(seen.pixelColor(centre(slides, 0) + beside), palette.selected)


def test_that_one_scale_for_all_leaves_small_slides_small(slides: AllSlides, qtbot: QtBot) -> None:
    corner = slides.grid.rect_of(1).topLeft() + QPoint(9, 9)
    palette = MapColours.of(slides.palette())
    assert same(slides.grid.viewport().grab().toImage().pixelColor(corner), palette.tile)
    button = slides.findChild(QToolButton, "allSlidesSameScale")
    assert button is not None
    button.click()
    qtbot.waitUntil(slides.is_settled)
    assert same(slides.grid.viewport().grab().toImage().pixelColor(corner), palette.ground)


def test_that_the_size_of_maps_keeps_the_slide_in_focus_in_sight(
    slides: AllSlides, session: Session
) -> None:
    session.set_focus_file(0)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        QTest.keyClick(slides.grid, key)
        assert slides.grid.viewport().rect().intersects(slides.grid.rect_of(0))
    assert slides.grid.side > 120


def test_that_columns_of_numbers_have_a_mean_and_a_median() -> None:
    frame = pl.DataFrame({"number": [1], "x": [2], "blur": [0.5], "good": [True], "label": ["a"]})
    middles = [figure.column for figure in figures_of(frame) if figure.column]
    assert middles == ["blur", "blur", "good", "good"]
    assert value_text(Figure(Kind.MEAN, "blur"), 0.123456) == "mean 0.1235"
    assert value_text(Figure(Kind.HOLES), float("nan")) == "no figure"


@pytest.mark.parametrize("room", [20, 150, 700])
def test_that_cells_fill_the_width_and_are_found_where_they_lie(room: int) -> None:
    grid = CellGrid.of(941, room, 120, 30)
    assert grid.columns * grid.width <= max(room, grid.width)
    for place in (0, grid.columns - 1, 500, 940):
        assert grid.place_at(grid.map_rect(place).center()) == place
        cell = grid.cell(place)
        assert place in grid.places_in(cell.top() + 1, cell.bottom() - 1)
    assert grid.place_at(QPoint(5, grid.total_height + 5)) == -1
    assert CellGrid.of(0, room, 120, 30).places_in(0, 500) == range(0)


def test_that_another_dataset_opened_or_closed_while_all_slides_are_seen_is_followed(
    slides: AllSlides, session: Session, qtbot: QtBot
) -> None:
    other = PlacedDataset({"t1": grid_places(2, 2)})
    with qtbot.waitSignal(session.settled):
        session.open_with(lambda: cast("Dataset", other), "other")
    qtbot.waitUntil(lambda: slides.is_settled() and slides.order == [0])
    assert slides.grid.rect_of(0).isValid()
    session.close()
    qtbot.waitUntil(slides.is_settled)
    assert slides.order == []
    assert slides.grid.rect_of(0).isNull()
