"""The dashboard of slides as a person uses it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset
from tfrviewer.checks.slides import DUPLICATE_GROUP
from tfrviewer.dataset.table.query import condition_columns
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.dashboard.model import SlideModel
from tfrviewer.gui.dashboard.view import DashboardView
from tfrviewer.gui.dashboard.words import Column
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.verified import Verified
from tfrviewer.tiles.metrics import PRESETS

Make = Callable[..., SyntheticDataset]
Open = Callable[[SyntheticDataset], SyntheticDataset]

BROKEN = Finding(
    kind=FindingKind.PAYLOAD_CRC,
    severity=Severity.ERROR,
    file=str(Path("/synthetic/slide-1.tfrecords")),
    message="The checksum does not match.",
    record=3,
)


@pytest.fixture
def verified(session: Session) -> Verified:
    return Verified(session)


@pytest.fixture
def view(
    session: Session,
    tasks: TaskRunner,
    verified: Verified,
    synthetic: Make,
    open_synthetic: Open,
    qtbot: QtBot,
    english: None,
) -> DashboardView:
    """Three slides of 16, 25 and 9 tiles, of which the second has a broken one."""
    view = DashboardView(session, tasks, verified)
    qtbot.addWidget(view)
    view.resize(1100, 400)
    view.show()
    view.set_seen(on=True)
    open_synthetic(synthetic([16, 25, 9], findings={1: [BROKEN]}))
    qtbot.waitUntil(lambda: view.table.slides.rowCount() == 3 and view.is_settled())
    return view


def row(view: DashboardView, line: int) -> dict[str, str]:
    """Return what the cells of a line say."""
    model = view.table.slides
    return {column.name: model.index(line, column).data() for column in Column}


def label(view: DashboardView, name: str) -> QLabel:
    found = view.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found


def settle(view: DashboardView, qtbot: QtBot) -> None:
    qtbot.waitUntil(view.is_settled, timeout=10_000)


def test_that_the_worst_slide_comes_first_and_what_is_not_known_is_not_zero(
    view: DashboardView,
) -> None:
    first, second = row(view, 0), row(view, 1)
    assert first["NAME"] == "slide-1"
    assert first["BROKEN"] == "≥\N{NO-BREAK SPACE}1"
    assert first["SCORE"] == "40.0"
    assert first["FINDINGS"] == "1 error"
    assert second["BROKEN"] == second["BLANK"] == second["DUPLICATES"] == "–"
    assert (second["SAME_PLACE"], second["HOLES"], second["INDEX"]) == ("0", "0", "beside it")
    model = view.table.slides
    tip = model.index(1, Column.BLANK).data(Qt.ItemDataRole.ToolTipRole)
    assert "Measure Tiles" in tip
    spoken = model.index(1, Column.BLANK).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "not known"


def test_that_what_is_not_known_can_be_asked_for(
    view: DashboardView, session: Session, verified: Verified, qtbot: QtBot
) -> None:
    words = label(view, "dashboardUnknown")
    assert words.text() == (
        "Tiles are not measured yet. Nobody looked for duplicates yet. Files are not verified yet."
    )
    asked: list[str] = []
    view.look_asked.connect(asked.append)
    names = ("measure_tiles", "find_duplicates", "verify")
    buttons = [view.findChild(QPushButton, f"dashboard_{name}") for name in names]
    for button in buttons:
        assert isinstance(button, QPushButton)
        button.click()
    assert asked == list(names)
    verified.note(session.paths[:1], deep=False)
    qtbot.waitUntil(lambda: "2 of 3 TFRecords are not verified yet." in words.text())
    verified.note(session.paths, deep=False)
    columns = condition_columns(PRESETS["blank"].condition)
    columns |= condition_columns(PRESETS["out_of_focus"].condition)
    session.add_columns(
        "metrics", pl.DataFrame({name: np.zeros(50, np.float32) for name in sorted(columns)})
    )
    groups = pl.Series(DUPLICATE_GROUP, [1, 1, *[None] * 48], pl.UInt32())
    session.add_columns("duplicates", pl.DataFrame([groups]))
    qtbot.waitUntil(lambda: not words.isVisible())
    by_name = {row(view, line)["NAME"]: row(view, line) for line in range(3)}
    assert by_name["slide-1"]["BROKEN"] == "1"
    assert by_name["slide-0"]["DUPLICATES"] == "2"
    assert by_name["slide-2"]["FINDINGS"] == "none"
    note = Finding(
        kind=FindingKind.METRIC,
        severity=Severity.NOTE,
        file=str(session.paths[2]),
        message="Dark: 3 of 20 tiles.",
    )
    session.add_findings([note])
    place = [row(view, line)["NAME"] for line in range(3)].index("slide-2")
    qtbot.waitUntil(lambda: row(view, place)["FINDINGS"] == "1 note")


def test_that_titles_sort_and_the_third_click_brings_back_the_worst_first(
    view: DashboardView,
) -> None:
    def names() -> list[str]:
        return [row(view, line)["NAME"] for line in range(3)]

    table = view.table
    for column, expected in (
        (Column.NAME, ["slide-0", "slide-1", "slide-2"]),
        (Column.TILES, ["slide-2", "slide-0", "slide-1"]),
        (Column.FINDINGS, ["slide-0", "slide-2", "slide-1"]),
        (Column.INDEX, ["slide-0", "slide-1", "slide-2"]),
    ):
        table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        assert names() == expected
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert names()[0] == "slide-1"


def test_that_the_model_keeps_its_word_while_figures_come(
    view: DashboardView, session: Session, qtbot: QtBot
) -> None:
    model = SlideModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    gathered = view.table.slides.gathered
    assert gathered is not None
    model.show_figures(gathered)
    model.sort(Column.TILES, Qt.SortOrder.DescendingOrder)
    model.show_figures(gathered)
    model.show_figures(None)
    assert model.rowCount() == 0
    del tester


def test_that_a_line_goes_to_its_slide_and_follows_it(
    view: DashboardView, session: Session, qtbot: QtBot
) -> None:
    table = view.table
    at = table.visualRect(table.slides.index(0, Column.NAME)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (session.focus_file, session.current) == (1, 16)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert session.focus_file == table.slides.file(table.currentIndex())
    session.set_focus_file(2)
    assert table.slides.file(table.currentIndex()) == 2
    with qtbot.waitSignal(view.alone_asked) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == [2]


def test_that_a_line_stays_with_its_slide_when_the_order_changes(
    view: DashboardView, session: Session, qtbot: QtBot
) -> None:
    table = view.table
    session.set_focus_file(0)
    found = Finding(
        kind=FindingKind.TRUNCATED,
        severity=Severity.ERROR,
        file=str(Path("/synthetic/slide-2.tfrecords")),
        message="It ends too early.",
    )
    session.add_findings([found] * 1)
    qtbot.waitUntil(lambda: row(view, 1)["NAME"] == "slide-2")
    assert table.slides.file(table.currentIndex()) == 0
    assert session.focus_file == 0


def test_that_any_column_of_numbers_is_drawn(view: DashboardView, qtbot: QtBot) -> None:
    choice = view.findChild(QComboBox, "dashboardDrawn")
    assert isinstance(choice, QComboBox)
    names = [choice.itemText(i) for i in range(choice.count())]
    assert choice.currentText() == "bytes"
    assert "score" in names
    assert not {"number", "x", "slide"} & set(names)
    choice.setCurrentText("score")
    choice.activated.emit(choice.currentIndex())
    model = view.table.slides
    qtbot.waitUntil(lambda: model.gathered is not None and model.gathered.column == "score")
    bars = model.bars(model.index(0, Column.SPARK))
    assert bars is not None
    assert int(bars.sum()) == 25
    tip = model.index(0, Column.SPARK).data(Qt.ItemDataRole.ToolTipRole)
    assert "score from 0" in tip


def test_that_maps_and_bars_are_painted(view: DashboardView, qtbot: QtBot) -> None:
    table = view.table
    index = table.slides.index(0, Column.MAP)
    qtbot.waitUntil(lambda: table.picture(index) is not None)
    image = table.viewport().grab().toImage()
    for column in (Column.MAP, Column.SPARK):
        cell = table.visualRect(table.slides.index(0, column))
        colours = {
            image.pixel(x, y)
            for x in range(cell.left(), cell.right())
            for y in range(cell.top(), cell.bottom())
        }
        assert QColor("#8996a3").rgb() in colours, column.name


def test_that_the_score_is_stated(view: DashboardView) -> None:
    how = view.findChild(QToolButton, "dashboardScore")
    assert isinstance(how, QToolButton)
    words = label(view, "dashboardScoreWords")
    assert not words.isVisible()
    how.click()
    assert words.isVisible()
    assert "10 for each that is broken" in words.text()


def test_that_figures_are_copied_and_saved_in_the_order_shown(
    view: DashboardView, tmp_path: Path, qtbot: QtBot
) -> None:
    view.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("file\ttfrecord\t")
    assert lines[1].split("\t")[1] == "slide-1"
    with qtbot.waitSignal(view.told):
        view.save(tmp_path / "slides.csv")
    read = pl.read_csv(tmp_path / "slides.csv")
    assert read["tfrecord"][0] == "slide-1"
    assert read["blank"].null_count() == 3


def test_that_nothing_is_gathered_while_nobody_looks(
    view: DashboardView, session: Session, open_synthetic: Open, synthetic: Make, qtbot: QtBot
) -> None:
    view.set_seen(on=False)
    open_synthetic(synthetic([4]))
    assert view.is_settled()
    assert view.table.slides.rowCount() == 0
    view.set_seen(on=True)
    qtbot.waitUntil(lambda: view.table.slides.rowCount() == 1)
    session.close()
    assert label(view, "dashboardMessage").text().startswith("Open a dataset")


def test_that_a_blinded_session_has_the_same_figures_under_other_names(
    view: DashboardView, session: Session, verified: Verified, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.settled):
        session.blind(3)
    verified.note(session.paths, deep=False)
    qtbot.waitUntil(lambda: view.table.slides.rowCount() == 3 and row(view, 0)["BROKEN"] == "1")
    gathered = view.table.slides.gathered
    assert gathered is not None
    names = gathered.figures.select("tfrecord", "path", "slide").to_dicts()
    assert not [line for line in names if "slide-" in "".join(line.values())]
