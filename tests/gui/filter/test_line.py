import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCompleter, QFrame, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tfrviewer.gui.filter.completion import quote_text
from tfrviewer.gui.filter.line import FilterLine


@pytest.fixture
def line(qtbot: QtBot) -> FilterLine:
    window = QWidget()
    qtbot.addWidget(window)
    line = FilterLine()
    QVBoxLayout(window).addWidget(line)
    window.resize(700, 200)
    window.show()
    qtbot.waitExposed(window)
    line.setFocus()
    line.window_kept = window  # type: ignore[attr-defined]
    return line


def asked(line: FilterLine) -> list[str]:
    seen: list[str] = []
    line.asked.connect(seen.append)
    return seen


def test_return_applies_the_condition(line: FilterLine, qtbot: QtBot) -> None:
    seen = asked(line)
    qtbot.keyClicks(line, "x > 1 ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert seen == ["x > 1"]


def test_typing_applies_it_once_it_rests(line: FilterLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.asked) as caught:
        qtbot.keyClicks(line, "x > 1")
    assert caught.args == ["x > 1"]


def test_what_is_wrong_is_told_at_return_only(line: FilterLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.asked):
        qtbot.keyClicks(line, "x >")
    line.show_error("it cannot be read")
    assert line.message == ""
    qtbot.keyClick(line, Qt.Key.Key_Return)
    line.show_error("it cannot be read")
    assert line.message == "it cannot be read"
    assert line.accessibleDescription() == "it cannot be read"
    qtbot.keyClicks(line, " 1")
    assert line.message == ""


def test_what_is_wrong_is_marked_once_typing_rests(line: FilterLine, qtbot: QtBot) -> None:
    mark = line.findChild(QAction, "filterMark")
    assert mark is not None
    with qtbot.waitSignal(line.asked):
        qtbot.keyClicks(line, "x >")
    assert not mark.isVisible()
    line.show_error("it cannot be read")
    assert mark.isVisible()
    assert mark.toolTip() == "it cannot be read"
    qtbot.keyClicks(line, " 1")
    assert not mark.isVisible()
    line.show_error("it cannot be read")
    line.show_applied("x > 1", "9 → 1")
    assert not mark.isVisible()


def test_escape_closes_the_message_first(line: FilterLine, qtbot: QtBot) -> None:
    left: list[bool] = []
    line.left.connect(lambda: left.append(True))
    line.set_condition("x >")
    line.show_error("it cannot be read")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert (line.message, left) == ("", [])
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert left == [True]


@pytest.mark.parametrize("words", [3, 40])
def test_the_message_is_as_large_as_its_text(line: FilterLine, words: int) -> None:
    line.set_condition("x >")
    line.show_error("readable " * words)
    message = line.window().findChild(QFrame, "filterMessage")
    assert message is not None
    lines = -(-words * line.fontMetrics().horizontalAdvance("readable ") // 500)
    assert message.height() <= (lines + 1) * line.fontMetrics().lineSpacing() + 20
    sign, text = message.findChildren(QLabel)
    assert abs(sign.geometry().center().y() - text.y() - line.fontMetrics().height() // 2) <= 2


def test_emptying_it_shows_everything_at_once(line: FilterLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "x")
    seen = asked(line)
    line.clear()
    assert seen == [""]


def test_counts_are_shown_while_there_is_a_condition(line: FilterLine) -> None:
    line.set_condition("x > 1")
    line.show_applied("x > 1", "284,182 → 1,204")
    counts = line.findChild(QWidget, "filterCounts")
    assert counts is not None
    assert counts.isVisible()
    line.setText("x > 12")
    assert not counts.isVisible()
    line.setText("x > 1")
    assert counts.isVisible()
    line.clear()
    assert not counts.isVisible()


def test_a_condition_set_elsewhere_is_shown(line: FilterLine) -> None:
    line.clearFocus()
    line.show_applied("x > 1", "")
    assert line.text() == "x > 1"


def test_the_arrow_keys_go_through_what_was_applied(line: FilterLine, qtbot: QtBot) -> None:
    for text in ("x > 1", "x > 2"):
        line.set_condition(text)
        line.show_applied(text, "")
    line.clear()
    qtbot.keyClick(line, Qt.Key.Key_Up)
    assert line.text() == "x > 2"
    qtbot.keyClick(line, Qt.Key.Key_Up)
    assert line.text() == "x > 1"
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert line.text() == "x > 2"
    assert line.history == ["x > 2", "x > 1"]


def test_a_column_is_completed_within_the_condition(line: FilterLine, qtbot: QtBot) -> None:
    line.set_columns(["slide", '"white space"'])
    qtbot.keyClicks(line, "x > 1 AND sl")
    completer = line.findChild(QCompleter)
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert line.text() == "x > 1 AND slide "


def test_escape_leaves_the_line(line: FilterLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.left):
        qtbot.keyClick(line, Qt.Key.Key_Escape)


@pytest.mark.parametrize(("text", "quoted"), [("a", "'a'"), ("o'b", "'o''b'")])
def test_a_text_is_quoted(text: str, quoted: str) -> None:
    assert quote_text(text) == quoted
