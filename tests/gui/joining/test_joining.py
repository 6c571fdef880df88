"""A table is looked at in a dialog, joined to the records, and its columns taken back again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset
from tests.gui.windows import MakeWindow, action, open_paths, session_of
from tfrviewer.dataset.table.joining import KeyKind
from tfrviewer.gui.form import Tone
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.joining.dialog import JoinDialog
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner

Ask = Callable[..., JoinDialog]

LINES = "slide,record,score,grade,bytes\nslide-0,0,0.5,low,1\nslide-0,1,0.25,high,2\n"


@pytest.fixture
def ask(
    session: Session,
    tasks: TaskRunner,
    qtbot: QtBot,
    tmp_path: Path,
    synthetic: Callable[..., SyntheticDataset],
    open_synthetic: Callable[[SyntheticDataset], SyntheticDataset],
) -> Ask:
    """Show the dialog with a table of this content: `ask("slide,score\\n…")`."""
    open_synthetic(synthetic([3, 2]))

    def show(content: str, name: str = "scores.csv") -> JoinDialog:
        path = tmp_path / name
        path.write_text(content)
        dialog = JoinDialog(path, session, tasks, Jobs(tasks))
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(dialog.is_settled)
        return dialog

    return show


def test_that_keys_matches_and_columns_are_shown_before_anything_is_joined(
    ask: Ask, session: Session
) -> None:
    dialog = ask(LINES)
    assert dialog.kinds.value is KeyKind.RECORD
    assert [box.currentText() for box in dialog.keys[:2]] == ["slide", "record"]
    assert dialog.match.text == "2 of 5 records have a line."
    assert dialog.columns.ticked == ("score", "grade")
    assert dialog.button.isEnabled()
    assert "score" in session.columns  # of the records
    assert not session.added


def test_that_the_columns_that_are_ticked_are_joined(
    ask: Ask, session: Session, qtbot: QtBot
) -> None:
    dialog = ask(LINES)
    assert "becomes “score_joined”" in dialog.remarks.text
    dialog.columns.item(0).setCheckState(dialog.columns.item(1).checkState().Unchecked)
    with qtbot.waitSignal(dialog.joined) as told:
        dialog.button.click()
    assert told.args is not None
    assert told.args[1:] == ["scores.csv: 1 column joined to 2 of 5 records.", "grade"]
    assert session.values("grade").to_list() == ["low", "high", None, None, None]
    assert dict(session.added) == {"scores.csv": ("grade",)}


def test_that_a_table_joined_again_replaces_its_columns(ask: Ask, session: Session) -> None:
    first = ask(LINES)
    first.button.click()
    dialog = ask(LINES.replace("low", "new"))
    assert "grade_joined" not in dialog.remarks.text
    dialog.button.click()
    assert session.values("grade")[0] == "new"


def test_that_other_keys_can_be_chosen(ask: Ask, qtbot: QtBot) -> None:
    dialog = ask("who,x,y,p\nslide-0,0,0,1\nslide-1,0,0,2\n")
    assert not dialog.button.isEnabled()
    assert dialog.match.tone is Tone.WARNING
    dialog.kinds.chosen.emit(KeyKind.SLIDE)
    dialog.kinds.show_value(KeyKind.SLIDE)
    dialog.keys[0].setCurrentIndex(0)
    dialog.keys[0].activated.emit(0)
    qtbot.waitUntil(dialog.is_settled)
    assert dialog.match.text == "Every record has a line, and every line a record."
    assert [box.isHidden() for box in dialog.keys] == [False, True, True]
    assert dialog.button.isEnabled()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("slide,p\nother,1\n", "No line is of a record of this dataset; the first is of other."),
        ("slide,record,p\nslide-0,1.5,1\n", "on line 2 holds “1.5”"),
        ("slide,p\nslide-0,1,2\n", "Line 2 has 3 columns"),
    ],
    ids=["nothing matches", "no whole number", "a line too long"],
)
def test_that_what_cannot_be_joined_is_told_in_words(content: str, told: str, ask: Ask) -> None:
    dialog = ask(content)
    assert told in dialog.match.text + dialog._told.text
    assert not dialog.button.isEnabled()


def test_that_closing_while_a_table_is_read_ends_it(
    ask: Ask, session: Session, tasks: TaskRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    first = ask(LINES)
    first.reject()
    dialog = JoinDialog(tmp_path / "scores.csv", session, tasks, Jobs(tasks))
    dialog.show()
    dialog.reject()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert not session.added


def test_that_the_window_joins_what_is_dropped_and_colours_the_map_by_it(
    make_window: MakeWindow, golden: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window()
    open_paths(window, [golden / "slide-A.tfrecords"], qtbot)
    table = tmp_path / "attention.csv"
    table.write_text("number,attention\n0,0.5\n1,0.75\n")
    dialog = joined(window, table, qtbot)
    dialog.button.click()
    assert window.notice.text.startswith("attention.csv: 1 column joined to 2 of")
    assert window.workspace is not None
    assert window.workspace.map.colouring.column == "attention"
    assert action(window, "remove_joined").isEnabled()
    action(window, "remove_joined").trigger()
    assert not session_of(window).added
    assert not action(window, "remove_joined").isEnabled()
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(table.read_text().replace("attention", name[0]))
        joined(window, tmp_path / name, qtbot).button.click()
    action(window, "remove_joined").trigger()
    question = window.findChild(QInputDialog, "removeJoinedDialog")
    assert question is not None
    question.setTextValue("b.csv")
    question.accept()
    assert list(session_of(window).added) == ["a.csv"]
    qtbot.waitUntil(lambda: not window.tasks.busy)


def joined(window: MainWindow, table: Path, qtbot: QtBot) -> JoinDialog:
    """Drop a table; return the dialog once it has looked at it."""
    with qtbot.waitSignal(window.joining.shown):
        window.join_dropped(table)
    dialog = next(
        one for one in window.findChildren(JoinDialog) if one.path == table and one.isVisible()
    )
    qtbot.waitUntil(dialog.is_settled)
    return dialog
