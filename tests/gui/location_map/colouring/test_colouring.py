"""Tiles are coloured by a column, between limits or by classes, with controls that say so."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset
from tfrviewer.gui.location_map.colouring.choices import MISSING, REST, Choices
from tfrviewer.gui.location_map.colouring.chooser import in_order
from tfrviewer.gui.location_map.colouring.colouring import (
    ClassScheme,
    Colouring,
    NumberScheme,
    PlainScheme,
)
from tfrviewer.gui.location_map.colouring.handle import LimitHandle
from tfrviewer.gui.location_map.colouring.legend import LegendEntry, LegendModel, isolate
from tfrviewer.gui.location_map.colouring.words import number_of
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.theme import make_palette
from tfrviewer.tiles.drawing.colour_scheme import Span

COUNT = 100


class Eye:
    """Colours with their controls, shown as the map shows them."""

    def __init__(self, session: Session, tasks: TaskRunner, qtbot: QtBot) -> None:
        self.session, self.qtbot = session, qtbot
        self.widget = QWidget()
        self.widget.resize(520, 240)
        self.colouring = Colouring(session, tasks, self.widget)
        layout = QVBoxLayout(self.widget)
        layout.addWidget(self.colouring.chooser)
        layout.addWidget(self.colouring.panel)
        qtbot.addWidget(self.widget)
        with qtbot.waitExposed(self.widget):
            self.widget.show()

    def by(self, column: str) -> None:
        self.colouring.colour_by(column)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.session.is_settled() and self.colouring.is_settled())

    def handle(self, name: str) -> LimitHandle:
        found = self.widget.findChild(LimitHandle, name)
        assert found is not None
        return found

    @property
    def numbers(self) -> NumberScheme:
        scheme = self.colouring.scheme
        assert isinstance(scheme, NumberScheme)
        return scheme

    @property
    def classes(self) -> ClassScheme:
        scheme = self.colouring.scheme
        assert isinstance(scheme, ClassScheme)
        return scheme


@pytest.fixture
def eye(
    session: Session,
    tasks: TaskRunner,
    qtbot: QtBot,
    synthetic: Callable[..., SyntheticDataset],
    open_synthetic: Callable[[SyntheticDataset], SyntheticDataset],
) -> Eye:
    open_synthetic(synthetic([COUNT - 20, 20]))
    score = np.arange(COUNT, dtype=float)
    score[7] = np.nan
    score[99] = 1000
    tissue = np.where(np.arange(COUNT) % 4 == 0, "stroma", "tumour")
    session.add_columns(
        "scores.csv",
        pl.DataFrame(
            {
                "attention": score,
                "tissue": tissue,
                "grade": np.arange(COUNT) % 3,
                "cluster": [f"c{at % 30}" for at in range(COUNT)],
                "label": pl.Series(["a", None] * (COUNT // 2)),
            }
        ),
    )
    session.set_focus_file(0)
    return Eye(session, tasks, qtbot)


def test_that_at_first_tiles_have_one_colour_and_nothing_is_said(eye: Eye) -> None:
    assert isinstance(eye.colouring.scheme, PlainScheme)
    assert eye.colouring.panel.isHidden()


def test_that_the_chooser_lists_joined_columns_first_and_then_those_of_the_records(
    eye: Eye,
) -> None:
    chooser = eye.colouring.chooser
    names = [chooser.itemData(at) for at in range(chooser.count())]
    listed = [name for name in names if name]
    assert names[0] == ""
    assert listed[:5] == ["attention", "tissue", "grade", "cluster", "label"]
    assert listed[5:7] == ["tfrecord", "slide"]
    assert "score" in listed
    assert in_order(["number", "blur", "slide"]) == ["slide", "blur", "number"]


def test_that_a_number_colours_tiles_between_usual_limits(eye: Eye) -> None:
    with eye.qtbot.waitSignal(eye.colouring.changed):
        eye.by("attention")
    assert eye.numbers.span == Span(0, 117.75)
    paint = eye.numbers.paint(np.array([0, 7, 99]))
    assert paint.pixels is not None
    assert paint.pixels.tolist() == [0xFF440154, eye.numbers.missing, 0xFFFDE725]
    assert paint.overlay == 0.6
    assert eye.colouring.panel.isVisible()
    assert eye.colouring.panel.remark == "1 without a value"
    assert eye.colouring.value_text(12) == "attention: 12"
    assert eye.colouring.value_text(7) == "attention: –"


def test_that_limits_are_moved_by_mouse_by_keys_and_by_typing(eye: Eye) -> None:
    eye.by("attention")
    panel = eye.colouring.panel
    handle = eye.handle("colourLow")
    middle = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(handle, middle + handle.mapFromParent(panel.bar.rect().center()) - middle)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    low = eye.numbers.span.low
    assert 50 < low < 70
    QTest.keyClick(eye.handle("colourLow"), Qt.Key.Key_Right)
    assert eye.numbers.span.low > low
    end = panel.bar.axis.high
    QTest.keyClick(eye.handle("colourHigh"), Qt.Key.Key_End)
    assert eye.numbers.span.high == pytest.approx(end)
    panel.low.setFocus()
    panel.low.selectAll()
    QTest.keyClicks(panel.low, "1.5")
    QTest.keyClick(panel.low, Qt.Key.Key_Return)
    assert eye.numbers.span.low == 1.5
    eye.settle()


def test_that_a_limit_beyond_the_other_is_refused_in_words(eye: Eye) -> None:
    eye.by("attention")
    eye.colouring.set_limits(10, 20)
    panel = eye.colouring.panel
    for field, text, why in (
        (panel.high, "-7", "The upper limit must lie above 10"),
        (panel.low, "20", "The lower limit must lie below 20"),
    ):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert eye.numbers.span == Span(10, 20)
        assert panel.remark == why
    assert (panel.low.text(), panel.high.text()) == ("10", "20")
    panel.window().resize(300, 300)
    panel.low.selectAll()
    QTest.keyClicks(panel.low, "30")
    QTest.keyClick(panel.low, Qt.Key.Key_Return)
    assert QToolTip.text() == "The lower limit must lie below 20"
    QToolTip.hideText()
    eye.settle()


def test_that_a_double_click_fits_the_limits_to_the_usual_and_then_to_all(eye: Eye) -> None:
    eye.by("attention")
    eye.colouring.set_limits(10, 20)
    QTest.mouseDClick(eye.handle("colourHigh"), Qt.MouseButton.LeftButton)
    assert eye.numbers.span == Span(0, 117.75)
    QTest.mouseDClick(eye.colouring.panel.bar, Qt.MouseButton.LeftButton)
    assert eye.numbers.span == Span(0, 1000)
    eye.settle()


def test_that_scale_direction_logarithm_and_opacity_are_chosen(eye: Eye) -> None:
    eye.by("attention")
    panel = eye.colouring.panel
    panel.scale_chosen.emit("cividis")
    panel.reverse_action.trigger()
    panel.log_action.trigger()
    panel.overlay.setValue(80)
    assert (eye.numbers.scale.name, eye.numbers.reverse) == ("cividis", True)
    assert eye.numbers.span.log
    assert 2 < eye.numbers.span.low < 3
    assert eye.numbers.overlay == 0.8
    eye.settle()


def test_that_the_legend_counts_hides_and_isolates_classes(eye: Eye) -> None:
    eye.by("tissue")
    legend = eye.colouring.panel.legend
    assert [(one.name, one.count) for one in eye.colouring.entries] == [
        ("tumour", 60),
        ("stroma", 20),
    ]
    first = legend.visualRect(legend.model().index(0, 0)).center()
    second = legend.visualRect(legend.model().index(1, 0)).center()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(legend.viewport(), left, pos=second)
    assert eye.classes.hidden == {1}
    hidden = eye.classes.paint(np.array([0, 1])).hidden
    assert hidden is not None
    assert hidden.tolist() == [True, False]
    assert eye.colouring.panel.remark == "1 class hidden"
    QTest.mouseClick(legend.viewport(), left, pos=second)
    assert not eye.classes.hidden
    for expected in ({1}, set[int]()):  # the second double click brings all back
        QTest.mouseDClick(legend.viewport(), left, pos=first)
        assert eye.classes.hidden == expected
    legend.setCurrentIndex(legend.model().index(0, 0))
    QTest.keyClick(legend, Qt.Key.Key_Space)
    assert eye.classes.hidden == {0}
    QTest.keyClick(legend, Qt.Key.Key_Return)
    assert eye.classes.hidden == {1}


def test_that_classes_without_a_colour_are_grey_and_those_without_a_value_told(eye: Eye) -> None:
    eye.by("cluster")
    assert [one.key for one in eye.colouring.entries][-1] == REST
    assert eye.colouring.entries[-1].name == "15 other values"
    assert eye.colouring.panel.remark == "15 of 30 values have a colour"
    assert eye.colouring.value_text(29) == "cluster: c29"
    eye.by("label")
    last = eye.colouring.entries[-1]
    assert (last.key, last.name, last.hatched, last.count) == (MISSING, "No value", True, 40)


def test_that_a_few_whole_numbers_are_classes_unless_told_otherwise(eye: Eye) -> None:
    eye.by("grade")
    assert [one.name for one in eye.colouring.entries] == ["0", "1", "2"]
    action = eye.colouring.panel.classes_action
    action.trigger()
    eye.settle()
    assert eye.numbers.span == Span(0, 2)
    action.trigger()
    eye.settle()
    assert len(eye.classes.colours) == 4


def test_that_what_the_filter_hides_is_not_counted(eye: Eye) -> None:
    eye.by("tissue")
    eye.session.set_filter("tissue = 'stroma'")
    eye.settle()
    assert [one.count for one in eye.colouring.entries] == [0, 20]
    eye.session.set_focus_file(1)
    eye.settle()
    assert [one.count for one in eye.colouring.entries] == [0, 5]


def test_that_a_column_that_goes_takes_its_colours_along_and_brings_them_back(eye: Eye) -> None:
    eye.by("attention")
    eye.session.remove_columns("scores.csv")
    eye.settle()
    assert isinstance(eye.colouring.scheme, PlainScheme)
    assert eye.colouring.panel.remark == "There is no such column here"
    assert not eye.colouring.panel.bar.isVisible()
    eye.session.add_columns("b.csv", pl.DataFrame({"attention": [1.0] * COUNT}))
    eye.settle()
    assert eye.numbers.span == Span(1, 1)


def test_that_the_choices_are_kept_and_nonsense_is_not(eye: Eye) -> None:
    eye.by("attention")
    eye.colouring.set_limits(10, 20)
    saved = eye.colouring.save_state()
    eye.by("tissue")
    eye.colouring.restore_state(b"\xff nonsense")
    assert eye.colouring.column == "tissue"
    for _ in range(2):  # also where it is the same column
        eye.colouring.restore_state(saved)
        eye.settle()
        assert eye.numbers.span == Span(10, 20)


def test_that_records_that_change_nothing_of_a_column_leave_its_colours(eye: Eye) -> None:
    eye.by("attention")
    scheme = eye.colouring.scheme
    eye.session.add_columns("other.csv", pl.DataFrame({"other": [1] * COUNT}))
    eye.settle()
    assert eye.colouring.scheme is scheme


@pytest.mark.parametrize(
    "saved",
    [
        b"[]",
        b'{"column": 3, "scale": "jet", "overlay": "1", "hidden": [1], "log": 1}',
        b'{"low": 5, "high": 1}',
        b'{"low": NaN, "high": true}',
    ],
    ids=["a list", "wrong kinds", "turned limits", "no numbers"],
)
def test_that_a_state_that_does_not_fit_is_taken_for_what_it_holds(saved: bytes) -> None:
    assert Choices.from_bytes(saved) in (None, Choices())


def test_that_the_neutral_colours_follow_the_theme(eye: Eye) -> None:
    eye.by("attention")
    before = eye.numbers.missing
    eye.widget.setPalette(make_palette(dark=True))
    assert eye.numbers.missing != before
    eye.settle()


def test_that_isolating_twice_shows_all() -> None:
    keys = frozenset("abc")
    assert isolate(frozenset(), "a", keys) == {"b", "c"}
    assert isolate(frozenset("bc"), "a", keys) == frozenset()
    assert isolate(frozenset("a"), "a", keys) == {"b", "c"}


@pytest.mark.parametrize(
    ("text", "number"), [("1.5", 1.5), ("1e3", 1000), ("x", None), ("inf", None)]
)
def test_that_numbers_are_read_as_people_type_them(text: str, number: float | None) -> None:
    assert number_of(text) == number


def test_that_long_names_of_classes_are_cut_so_that_they_stay_apart(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    lines = LegendModel(parent)
    names = [f"TCGA-00-{at:04}-01Z-00-DX1" for at in range(3)]
    lines.show(tuple(LegendEntry(name, name, 1, 0) for name in names))
    metrics = QFontMetrics(QFont())
    room = metrics.horizontalAdvance(names[0]) * 2 // 3
    cut = [lines.cut(name, room, metrics) for name in names]
    assert len(set(cut)) == 3
    assert all("…" in name for name in cut)
