from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.windows import open_paths, write_tfrecord
from tfrviewer.gui.drops import Deed, Drop, dropped_paths, judge
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.opening import ToOpen

Send = Callable[..., None]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("/a/b.tfrecords\n", ["/a/b.tfrecords"]),
        ("'/a b'\n/c", ["/a b", "/c"]),
        ("file:///a%20b", ["/a b"]),
        ("hello", []),
        ("/a\nand so on", []),
        ("", []),
        ("/a\0b", []),
        ("https://example.org/a", []),
    ],
)
def test_text_is_taken_for_paths_if_every_line_is_one(text: str, paths: list[str]) -> None:
    data = QMimeData()
    data.setText(text)
    assert dropped_paths(data) == list(map(Path, paths))


def test_what_is_dropped_is_opened_joined_or_built_from(tmp_path: Path) -> None:
    table = tmp_path / "labels.csv"
    table.write_text("slide,label\n")
    images = tmp_path / "images"
    (images / "a").mkdir(parents=True)
    (images / "a" / "1.png").touch()
    record = tmp_path / "a.tfrecords"
    record.touch()
    assert judge([table]) == Drop((table,), Deed.JOIN, table)
    assert judge([images]) == Drop((images,), Deed.BUILD, images)
    assert judge([record, table]).deed is Deed.OPEN
    assert judge([tmp_path]).deed is Deed.OPEN


@pytest.fixture
def drag(window: MainWindow) -> Send:
    """Drag a path onto the window, and let it go if told to."""

    def send(path: Path, *, drop: bool, shift: bool = False) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        common = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, held)
        QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), *common))
        if drop:
            QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), *common))

    return send


# Qt takes a QPointF from 6.12 on, and knew only QPoint before.
@pytest.mark.filterwarnings("ignore:Function. 'QDragEnterEvent:DeprecationWarning")
def test_while_it_is_dragged_the_window_says_what_will_be_done(
    window: MainWindow, drag: Send, tmp_path: Path, qtbot: QtBot
) -> None:
    overlay = window.drops.overlay
    record = write_tfrecord(tmp_path / "a.tfrecords", 2)
    drag(record, drop=False)
    qtbot.waitUntil(lambda: overlay.text == "Open a.tfrecords")
    drag(record, drop=False, shift=True)
    qtbot.waitUntil(lambda: overlay.text == "Open a.tfrecords in a new window")
    with qtbot.waitSignal(window.window_asked) as asked:
        drag(record, drop=True, shift=True)
    assert asked.args == [ToOpen.of(record)]
    assert overlay.isHidden()
    open_paths(window, [record], qtbot)
    drag(record, drop=False)
    qtbot.waitUntil(lambda: "In place of what is open" in overlay.text)
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert overlay.isHidden()


# Qt takes a QPointF from 6.12 on, and knew only QPoint before.
@pytest.mark.filterwarnings("ignore:Function. 'QDragEnterEvent:DeprecationWarning")
def test_a_table_without_a_dataset_is_told_what_it_wants(
    window: MainWindow, drag: Send, tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "labels.csv"
    table.write_text("slide,label\n")
    drag(table, drop=False)
    qtbot.waitUntil(lambda: "Open a dataset first" in window.drops.overlay.text)
    drag(table, drop=True)
    qtbot.waitUntil(lambda: "labels.csv is a table" in window.notice.text)
