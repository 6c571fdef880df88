"""Saying of tiles what they are, by menu and key."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.windows import MakeWindow, action, dialog, open_paths, session_of
from tfrviewer import TFRecord
from tfrviewer.gui import history
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.workspace import Workspace
from tfrviewer.tfrecord.writer import RecordWriter


def workspace_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def press(window: MainWindow, key: Qt.Key, qtbot: QtBot, at: QWidget | None = None) -> None:
    qtbot.keyClick(workspace_of(window).grid if at is None else at, key)


def shown(window: MainWindow) -> list[str | None]:
    session = session_of(window)
    return [session.flags.flag_of(number) for number in range(session.n_records)]


def keep(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(session_of(window).flags.is_settled)


def test_that_a_key_flags_the_current_tile_and_goes_on(opened: MainWindow, qtbot: QtBot) -> None:
    for number, key in enumerate((Qt.Key.Key_1, Qt.Key.Key_X, Qt.Key.Key_U)):
        assert session_of(opened).current == number
        press(opened, key, qtbot)
    assert shown(opened)[:4] == ["keep", "reject", "unsure", None]
    press(opened, Qt.Key.Key_K, qtbot)
    press(opened, Qt.Key.Key_Backspace, qtbot)
    assert shown(opened)[:4] == ["keep", "reject", None, None]
    keep(opened, qtbot)


def test_that_a_flag_that_goes_on_is_one_step_back_to_its_tile(
    opened: MainWindow, qtbot: QtBot
) -> None:
    session = session_of(opened)
    session.click(0, ctrl=False, shift=False)
    for key in (Qt.Key.Key_X, Qt.Key.Key_U):
        press(opened, key, qtbot)
    session.flags.flag(np.array([9]), "keep")
    session.click(5, ctrl=False, shift=False)
    keep(opened, qtbot)
    for first, text in ((2, "Selection"), (9, "Flag"), (1, "Flag"), (0, "Flag")):
        qtbot.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        keep(opened, qtbot)
        if text == "Flag":
            assert (session.current, session.flags.flag_of(first)) == (first, None)
        assert opened.status.told == f"Undone: {text}"
    assert np.flatnonzero(session.selection).tolist() == [0]
    action(opened, "redo").trigger()
    keep(opened, qtbot)
    assert shown(opened)[:2] == ["reject", None]
    assert (session.current, np.flatnonzero(session.selection).tolist()) == (1, [1])
    assert opened.status.told == "Done again: Flag"


@pytest.mark.parametrize("is_selected", [True, False])
def test_that_a_flag_that_cannot_be_kept_is_told_and_its_tile_is_current_again(
    opened: MainWindow, qtbot: QtBot, *, is_selected: bool
) -> None:
    session = session_of(opened)
    if is_selected:
        session.click(2, ctrl=False, shift=False)
    else:
        session.set_current(2)
    session.flags.store.path.parent.mkdir(parents=True)
    session.flags.store.path.mkdir()
    with qtbot.waitSignal(session.flags.refused):
        press(opened, Qt.Key.Key_X, qtbot)
        assert (session.current, opened.status.told) == (3, "")
    keep(opened, qtbot)
    assert (session.current, session.flags.flag_of(2)) == (2, None)
    assert np.flatnonzero(session.selection).tolist() == [2] * is_selected
    assert opened.status.told == "Not saved"
    assert "cannot be used" in opened.notice.text
    press(opened, Qt.Key.Key_X, qtbot)
    session.flags.store.path.rmdir()
    keep(opened, qtbot)


def test_that_a_note_that_cannot_be_kept_is_not_lost(opened: MainWindow, qtbot: QtBot) -> None:
    session, said = session_of(opened), workspace_of(opened).inspector.said
    session.flags.store.path.parent.mkdir(parents=True)
    session.flags.store.path.mkdir()
    press(opened, Qt.Key.Key_N, qtbot)
    qtbot.keyClicks(said.note_line, "a fold")
    with qtbot.waitSignal(session.flags.refused):
        qtbot.keyClick(said.note_line, Qt.Key.Key_Return)
        session.set_current(4)
    keep(opened, qtbot)
    assert (session.current, said.note_line.text()) == (0, "a fold")
    session.flags.store.path.rmdir()
    said.keep()
    keep(opened, qtbot)
    assert session.flags.store.flags()["note"].to_list() == ["a fold"]


def test_that_flags_are_undone_though_the_ways_between_them_are_forgotten(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST_STEPS", 3)
    session = session_of(opened)
    session.click(0, ctrl=False, shift=False)
    for number in range(8):
        opened.reviewing.say(("keep", "reject")[number % 2])
        if session.current == 11:
            session.click(0, ctrl=False, shift=False)
    while session.history.can_undo:
        session.history.undo()
    keep(opened, qtbot)
    assert (shown(opened), session.current) == ([None] * 12, 0)


def test_that_a_selection_with_the_current_tile_is_flagged_as_far_as_it_is_shown(
    opened: MainWindow, qtbot: QtBot
) -> None:
    session = session_of(opened)
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("record < 6")
    session.select(np.array([1, 2, 7]), SelectMode.REPLACE)
    session.set_current(2)
    press(opened, Qt.Key.Key_X, qtbot)
    assert [number for number, flag in enumerate(shown(opened)) if flag] == [1, 2]
    assert (session.current, session.n_selected) == (3, 3)
    press(opened, Qt.Key.Key_X, qtbot)  # it is not of the selection
    assert [number for number, flag in enumerate(shown(opened)) if flag] == [1, 2, 3]
    keep(opened, qtbot)


def test_that_keys_flag_in_the_large_view_too(opened: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(opened)
    workspace.open_large(0)
    large = workspace.windows.large
    assert large is not None
    qtbot.waitUntil(large.isActiveWindow)
    press(opened, Qt.Key.Key_X, qtbot, at=large.canvas)
    assert shown(opened)[:2] == ["reject", None]
    assert session_of(opened).current == 1
    large.close()
    keep(opened, qtbot)


def test_that_a_class_is_named_and_given_by_its_key(opened: MainWindow, qtbot: QtBot) -> None:
    assert not action(opened, "flag_2").isVisible()
    press(opened, Qt.Key.Key_2, qtbot)
    assert opened.notice.text == "Key 2 gives no class yet: give it a name first."
    button = next(one for one in opened.notice.findChildren(QPushButton) if "Name" in one.text())
    button.click()
    box = dialog(opened, "classesDialog")
    box.lines[2].setText("keep")
    box.accept()
    qtbot.waitUntil(lambda: "two classes" in box.findChild(QLabel, "classesWrong").text())
    box.lines[2].setText("tumour")
    with qtbot.waitSignal(box.accepted):
        box.accept()
    assert action(opened, "flag_2").text() == "Tumour"
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    press(opened, Qt.Key.Key_2, qtbot)
    assert shown(opened)[0] == "tumour"
    keep(opened, qtbot)


def test_that_the_note_is_written_in_the_inspector_and_stays_with_its_tile(
    opened: MainWindow, qtbot: QtBot
) -> None:
    session, strip = session_of(opened), workspace_of(opened).inspector.said
    press(opened, Qt.Key.Key_N, qtbot)
    qtbot.keyClicks(strip.note_line, "x1u fold")
    assert session.flags.flag_of(0) is None  # the keys wrote
    qtbot.keyClick(strip.note_line, Qt.Key.Key_Return)
    assert workspace_of(opened).grid.hasFocus()
    session.set_current(1)
    assert (session.flags.note_of(0), strip.note_line.text()) == ("x1u fold", "")
    session.set_current(0)
    assert strip.note_line.text() == "x1u fold"
    qtbot.keyClicks(strip.note_line, "?")
    qtbot.keyClick(strip.note_line, Qt.Key.Key_Escape)
    assert strip.note_line.text() == "x1u fold"
    qtbot.keyClicks(strip.note_line, "!")
    with qtbot.waitSignal(session.dataset_changed):
        session.reload()
    qtbot.waitUntil(lambda: session.is_settled() and session.flags.is_settled())
    assert session.flags.note_of(0) == "!x1u fold"


def test_that_a_flag_is_chosen_by_mouse_and_marked_on_its_tile(
    opened: MainWindow, qtbot: QtBot
) -> None:
    strip = workspace_of(opened).inspector.said
    grid = workspace_of(opened).grid

    def picture() -> QImage:
        return grid.viewport().grab(grid.tile_rect(5)).toImage()

    qtbot.waitUntil(workspace_of(opened).is_settled)
    before = picture()
    session_of(opened).set_current(5)
    menu = strip.button.menu()
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if one.text().startswith("reject")).trigger()
    session_of(opened).set_current(4)
    assert picture() != before
    session_of(opened).set_current(5)
    assert strip.button.text() == "reject"
    assert strip.button.accessibleName() == "Flag: reject"
    keep(opened, qtbot)


def test_that_a_flagged_tile_with_another_image_is_a_finding_when_it_is_read(
    opened: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    session = session_of(opened)
    session.flags.flag(np.array([3]), "reject")
    keep(opened, qtbot)
    file = folder / "a.tfrecords"
    with TFRecord(file, create_index=False) as there:
        payloads = [bytes(there.payload(i)) for i in range(len(there))]
        places, image = there.locations or [], there.image(3)
    other = Image.new("RGB", (16, 16), "#d8b")
    encoded = BytesIO()
    other.save(encoded, "PNG")
    assert len(encoded.getvalue()) == len(image)  # its record has the same size
    payloads[3] = payloads[3].replace(image, encoded.getvalue())
    with RecordWriter(file) as writer:
        for payload, place in zip(payloads, places, strict=True):
            writer.write(payload, place)
    with qtbot.waitSignal(session.dataset_changed):
        session.reload()
    qtbot.waitUntil(lambda: session.is_settled() and session.flags.is_settled())
    assert session.flags.flag_of(3) == "reject"
    session.set_current(3)
    qtbot.waitUntil(lambda: bool(session.record_findings(3)))
    (finding,) = session.record_findings(3)
    assert finding.kind == "flagged-otherwise"


def test_that_rejected_tiles_are_hidden_left_out_of_copies_and_coloured(
    opened: MainWindow, qtbot: QtBot
) -> None:
    session = session_of(opened)
    action(opened, "hide_rejected").trigger()
    assert session.filter_text == ""  # nothing is flagged yet
    session.flags.flag(np.array([0, 9]), "reject")
    session.flags.flag(np.array([1]), "keep")
    keep(opened, qtbot)
    with qtbot.waitSignal(session.order_changed):
        action(opened, "hide_rejected").trigger()
    assert sorted(session.order.tolist()) == [1, 2, 3, 4, 5, 6, 7, 8, 10, 11]
    with qtbot.waitSignal(session.order_changed):
        session.history.undo()
    with qtbot.waitSignal(opened.saving.shown):
        action(opened, "save_without_rejected").trigger()
    assert len(session.order) == 10
    dialog(opened, "saveDialog").reject()
    action(opened, "colour_by_flag").trigger()
    assert workspace_of(opened).map.colouring.column == "flag"


def test_that_the_next_tile_without_a_flag_is_found_past_the_end(
    opened: MainWindow, qtbot: QtBot
) -> None:
    session = session_of(opened)
    session.flags.flag(np.arange(4, 12), "keep")
    session.set_current(5)
    action(opened, "next_unflagged").trigger()
    assert session.current == 0
    action(opened, "next_unflagged").trigger()
    assert session.current == 1
    keep(opened, qtbot)


def test_that_flags_are_written_and_taken_by_the_menu(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    session = session_of(opened)
    session.flags.flag(np.array([0, 1]), "reject")
    keep(opened, qtbot)
    file = tmp_path / "flags.csv"
    choose(opened, "export_flags", "exportFlagsDialog", file)
    qtbot.waitUntil(lambda: "flags.csv: 2" in opened.notice.text)
    file.write_text(file.read_text().replace(",reject,", ",keep,"))
    choose(opened, "import_flags", "importFlagsDialog", file)
    qtbot.waitUntil(lambda: shown(opened)[:2] == ["keep", "keep"])
    keep(opened, qtbot)


def choose(window: MainWindow, name: str, of: str, file: Path) -> None:
    action(window, name).trigger()
    asked = window.findChild(QFileDialog, of)
    assert isinstance(asked, QFileDialog)
    asked.setOption(QFileDialog.Option.DontUseNativeDialog)
    asked.selectFile(str(file))
    found = asked.findChild(QLineEdit)
    if found is not None:
        found.setText(str(file))
    asked.accept()


def test_that_the_agreement_with_another_reader_is_told(opened: MainWindow, qtbot: QtBot) -> None:
    session = session_of(opened)
    session.flags.flag(np.array([0, 1, 2]), "reject")
    keep(opened, qtbot)
    opened.reviewing.set_reader("bert")
    session.flags.flag(np.array([0, 1]), "reject")
    session.flags.flag(np.array([2]), "keep")
    keep(opened, qtbot)
    action(opened, "agreement").trigger()
    qtbot.waitUntil(lambda: opened.findChild(QWidget, "agreementDialog") is not None)
    box = dialog(opened, "agreementDialog")
    assert "both flagged 3 tiles, 2 of them alike" in box.words.text()
    box.close()


def test_that_the_reader_is_chosen_of_those_there_are(opened: MainWindow, qtbot: QtBot) -> None:
    opened.reviewing.set_reader("bert")
    press(opened, Qt.Key.Key_X, qtbot)
    keep(opened, qtbot)
    opened.reviewing.set_reader("anna")
    action(opened, "choose_reader").trigger()
    qtbot.waitUntil(lambda: opened.findChild(QInputDialog, "readerDialog") is not None)
    asked = opened.findChild(QInputDialog, "readerDialog")
    assert isinstance(asked, QInputDialog)
    assert asked.comboBoxItems() == ["anna", "bert"]
    asked.reject()


def test_that_reader_and_staying_are_remembered(
    opened: MainWindow, folder: Path, qtbot: QtBot, make_window: MakeWindow
) -> None:
    opened.reviewing.set_reader(" bert ")
    action(opened, "auto_advance").trigger()
    press(opened, Qt.Key.Key_X, qtbot)
    assert session_of(opened).current == 0
    keep(opened, qtbot)
    opened.close()
    later = make_window()
    assert not action(later, "auto_advance").isChecked()
    open_paths(later, [folder], qtbot)
    keep(later, qtbot)
    assert session_of(later).flags.reader == "bert"
    assert shown(later)[0] == "reject"
