"""Keys of the inspector beside those of the window's menus."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.windows import open_paths, session_of
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.tfrecord.writer import RecordWriter

_Key, _Ctrl, _Alt = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_keys_of_the_inspector_and_of_the_menus_do_not_take_each_other_away(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        with RecordWriter(tmp_path / f"{name}.tfrecords") as writer:
            for number in range(3):
                writer.write_example({"notes": b"words\n" * 30_000, "loc_x": number, "loc_y": 0})
    open_paths(window, [tmp_path], qtbot)
    assert window.workspace is not None
    session, inspector = session_of(window), window.workspace.inspector

    def settled_at(number: int) -> bool:
        reading = inspector.reading
        return inspector.is_settled() and reading is not None and reading.number == number

    qtbot.waitUntil(lambda: settled_at(0))
    inspector.fields.choose(("notes",))
    text = inspector.value._paged_text()
    text.area.setFocus()
    qtbot.keyClick(text.area, _Key.Key_PageDown, _Ctrl)
    assert (text.page, session.current) == (1, 0)
    qtbot.keyClick(text.area, _Key.Key_F, _Ctrl)
    assert text.find_bar.isVisible()
    assert not window.filter_line.hasFocus()
    inspector.trail._since = float("-inf")
    session.set_current(4)
    qtbot.waitUntil(lambda: settled_at(4))
    qtbot.keyClick(window, _Key.Key_Left, _Alt)
    assert session.current == 0
    qtbot.keyClick(window, _Key.Key_Right, _Alt)
    assert session.current == 4
    qtbot.mouseClick(window.workspace.grid.viewport(), Qt.MouseButton.BackButton)
    assert session.current == 0
    assert session.n_selected == 0
    qtbot.waitUntil(lambda: settled_at(0))
