"""Indices are written when they are asked for, and as it was promised."""

from pathlib import Path

from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, dialog, open_paths, session_of, write_tfrecord
from tfrviewer.errors import FindingKind
from tfrviewer.gui.main_window import MainWindow


def test_indices_are_written_only_once_the_user_agrees(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write_tfrecord(tmp_path / "bare" / "c.tfrecords", 3, index=False)
    index = path.with_name("c.index.npz")
    open_paths(window, [path.parent], qtbot)
    assert not index.exists()
    action(window, "save_indices").trigger()
    box = dialog(window, "indexDialog")
    assert isinstance(box, QMessageBox)
    assert box.text() == "Write 1 index file beside its TFRecord?"
    assert str(path.parent) in box.informativeText()
    box.reject()
    assert not index.exists()
    action(window, "save_indices").trigger()
    box = window.findChildren(QMessageBox, "indexDialog")[-1]
    button = box.defaultButton()
    assert button is not None
    with qtbot.waitSignal(session_of(window).settled, timeout=20_000):
        button.click()
    assert index.exists()
    assert window.notice.text == "1 index was written."
    assert session_of(window).files[0].index_state == "found"


def test_what_is_promised_is_what_is_written(
    window: MainWindow, golden_copy: Path, qtbot: QtBot
) -> None:
    names = ("slide-A", "one_record", "truncated_footer", "huge_length")
    files = [golden_copy / f"{name}.tfrecords" for name in names]
    for index in golden_copy.glob("*.index*"):
        index.unlink()
    open_paths(window, files, qtbot)
    action(window, "save_indices").trigger()
    box = dialog(window, "indexDialog")
    promised = int(box.text().split()[1])
    unfit = box.informativeText().split("\n")[-1]
    with qtbot.waitSignal(session_of(window).settled, timeout=20_000):
        box.defaultButton().click()
    states = [file.index_state for file in session_of(window).files if file.count]
    assert window.notice.text == (
        f"{promised} indices were written; {unfit.replace('their index', 'theirs')}"
    )
    assert states.count("found") == promised
    assert int(unfit.split()[0]) == len(states) - promised
    action(window, "save_indices").trigger()
    assert window.notice.text == unfit


def test_a_stale_index_built_anew_is_no_longer_told(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write_tfrecord(tmp_path / "a.tfrecords", 3)
    stale = path.with_name("a.index.npz").read_bytes()
    write_tfrecord(path, 5)
    path.with_name("a.index.npz").write_bytes(stale)
    open_paths(window, [tmp_path], qtbot)
    session = session_of(window)
    assert [finding.kind for finding in session.findings] == [FindingKind.STALE_INDEX]
    window.filter_line.set_condition("record > 1")
    qtbot.waitUntil(lambda: len(session.order) == 3)
    session.click(3, ctrl=False, shift=False)
    action(window, "rebuild_indices").trigger()
    with qtbot.waitSignal(session.settled, timeout=20_000):
        dialog(window, "indexDialog").defaultButton().click()
    assert session.findings == []
    assert session.files[0].index_state == "found"
    assert window.filter_line.text() == session.filter_text == "record > 1"
    assert (session.current, session.n_selected) == (3, 1)


def test_nothing_is_asked_where_every_index_is_there(opened: MainWindow) -> None:
    action(opened, "save_indices").trigger()
    assert "already" in opened.notice.text
