"""Tools > Find Duplicates: measures what is not measured, then tells of groups."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, open_paths, session_of
from tests.unit.checks.content.drawn import encoded, write
from tfrviewer.errors import FindingKind
from tfrviewer.gui.main_window import MainWindow


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    """Two slides with a tile in common, and blank ones."""
    blank = encoded(-1)
    write(tmp_path / "tiles/A.tfrecords", [encoded(1), encoded(2), blank])
    write(tmp_path / "tiles/B.tfrecords", [encoded(3), encoded(1), blank])
    return tmp_path / "tiles"


def find(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.duplicates.ended, timeout=20_000):
        action(window, "find_duplicates").trigger()


def test_groups_become_a_column_and_findings(window: MainWindow, twice: Path, qtbot: QtBot) -> None:
    open_paths(window, [twice], qtbot)
    session = session_of(window)
    find(window, qtbot)
    assert session.frame["duplicate group"].to_list() == [1, None, None, None, 1, None]
    qtbot.waitUntil(
        lambda: FindingKind.DUPLICATE_TILE in {finding.kind for finding in session.findings}
    )
    assert window.notice.text == (
        "1 group of tiles that are alike: 1 of equal tiles, 1 across slides. "
        "Left out: 2 blank tiles."
    )
    (button,) = (b for b in window.notice.findChildren(QPushButton) if b.text() == "Show Them")
    button.click()
    qtbot.waitUntil(lambda: session.order.tolist() == [0, 4])
    assert window.filter_line.text() == '"duplicate group" IS NOT NULL'


def test_a_dataset_without_any_is_told_as_such(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    write(tmp_path / "tiles/A.tfrecords", [encoded(1), encoded(2)])
    open_paths(window, [tmp_path / "tiles"], qtbot)
    find(window, qtbot)
    assert window.notice.text == "No tile is there twice."
    find(window, qtbot)  # again, now that all is measured
    assert session_of(window).frame["duplicate group"].null_count() == 2


def test_that_there_are_no_tiles_is_told(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a.tfrecords").touch()
    open_paths(window, [tmp_path], qtbot)
    find(window, qtbot)
    assert window.notice.text == "There are no tiles to compare."


def test_there_is_nothing_to_find_without_a_dataset(window: MainWindow) -> None:
    assert not action(window, "find_duplicates").isEnabled()
    window.duplicates.find_duplicates()
    assert not window.jobs.running
