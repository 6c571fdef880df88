from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tfrviewer.gui.filter.line import FilterLine
from tfrviewer.gui.filter.menus import history_menu, saved_menu
from tfrviewer.gui.filter.saved import SavedFilters
from tfrviewer.gui.settings import SAVED_FILTERS, Settings


@pytest.fixture
def settings(qapp: object, tmp_path: Path) -> Settings:
    return Settings(tmp_path / "tfrviewer.ini")


@pytest.fixture
def line(qtbot: QtBot, settings: Settings) -> FilterLine:
    window = QWidget()
    qtbot.addWidget(window)
    line = FilterLine(SavedFilters(settings, window))
    QVBoxLayout(window).addWidget(line)
    window.resize(700, 200)
    with qtbot.waitExposed(window):
        window.show()
    line.setFocus()
    line.window_kept = window  # type: ignore[attr-defined]
    line.set_columns(["slide", "x"])
    return line


def test_filters_kept_outlive_the_window_and_nonsense_is_none(settings: Settings) -> None:
    saved = SavedFilters(settings)
    saved.keep("near", "x < 10")
    saved.keep(" A ", "slide = 'A'")
    saved.keep("near", "x < 20")
    settings.set(SAVED_FILTERS, settings.get(SAVED_FILTERS) + '\n{"name": 3}\nnonsense')
    again = SavedFilters(settings)
    assert [(one.name, one.condition) for one in again.all()] == [
        ("A", "slide = 'A'"),
        ("near", "x < 20"),
    ]
    assert again.name_of("x < 20 ") == "near"
    again.drop("near")
    assert [one.name for one in again.all()] == ["A"]
    with pytest.raises(ValueError, match="name and a condition"):
        again.keep(" ", "x")


def test_a_filter_is_kept_under_the_name_typed(line: FilterLine, qtbot: QtBot) -> None:
    line.set_condition("x < 10")
    line.keep_filter()
    dialog = line.window().findChild(QInputDialog, "keepFilterDialog")
    assert dialog is not None
    dialog.setTextValue("near")
    dialog.accept()
    assert line._saved is not None
    assert line._saved.name_of("x < 10") == "near"
    assert line._star.property("kept") is True


def test_a_kept_filter_tells_which_column_is_missing_here(line: FilterLine) -> None:
    assert line._saved is not None
    line._saved.keep("blurred", "blur > 2 AND x > 1")
    line._saved.keep("near", "x < 10")
    seen: list[str] = []
    line.asked.connect(seen.append)
    menu = saved_menu(line, line._saved, {"slide", "x"})
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "blurred  (here is no column blur)"
    assert texts[1] == "near"
    menu.actions()[0].trigger()
    assert seen == ["blur > 2 AND x > 1"]
    menu.deleteLater()


def test_what_was_applied_is_offered_again(line: FilterLine) -> None:
    for text in ("x > 1", "slide = 'A & B'"):
        line.set_condition(text)
        line.show_applied(text, "")
    menu = history_menu(line)
    texts = [action.text() for action in menu.actions()]
    assert texts[:2] == ["slide = 'A && B'", "x > 1"]
    menu.actions()[1].trigger()
    assert line.text() == "x > 1"
    menu.deleteLater()


def test_values_of_a_column_are_asked_for_and_completed(line: FilterLine, qtbot: QtBot) -> None:
    wanted: list[str] = []
    line.values_wanted.connect(wanted.append)
    qtbot.keyClicks(line, "slide = ")
    assert wanted == ["slide"]
    line.set_values("slide", [("TCGA-1", 9), ("o'brien", 3)])
    popup = line.completion.popup
    assert popup.isVisible()
    qtbot.keyClicks(line, "bri")
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert line.text() == "slide = 'o''brien' "


def test_a_function_is_completed_up_to_its_bracket(line: FilterLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "leng")
    popup = line.completion.popup
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert line.text() == "LENGTH("


def test_what_is_wrong_is_underlined_where_it_stands(line: FilterLine, qtbot: QtBot) -> None:
    line.set_condition("slidee = 'A'")
    line.show_error("there is no column slidee")
    faults = [line.fault]
    qtbot.keyClicks(line, " ")
    faults.append(line.fault)
    assert faults == [(0, 6), None]
    assert line.text() == "slidee = 'A' "
