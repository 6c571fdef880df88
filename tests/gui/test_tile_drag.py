"""Tiles are dragged out as the files they are stored as, written when somebody takes them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.painted import PaintedFile
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.drops import dropped_paths
from tfrviewer.gui.grid.view import TileGrid
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.thumbnails import ThumbnailLoader
from tfrviewer.gui.tile_drag import MOST, TileFiles
from tfrviewer.gui.tile_pictures import TilePictures

Painted = Callable[..., PaintedFile]


@pytest.fixture
def pictures(session: Session, tasks: TaskRunner, qtbot: QtBot) -> TilePictures:
    """What drags tiles on behalf of the views."""
    host = QWidget()
    qtbot.addWidget(host)
    return TilePictures(session, tasks, host)


def test_that_files_are_written_only_when_they_are_taken(
    painted: Painted, pictures: TilePictures
) -> None:
    file = painted(20, undecodable={2})
    mime = pictures.dragged(np.array([1, 2, 3]))
    assert mime is not None
    assert mime.hasUrls()
    assert not mime.hasImage()
    assert file.read == []
    paths = [Path(url.toLocalFile()) for url in mime.urls()]
    assert [path.name for path in paths] == ["slide-0-256-0.png", "slide-0-768-0.png"]
    assert paths[0].read_bytes() == file.image(1)
    assert bytes(mime.data("text/uri-list").data()).startswith(b"file:///")
    assert [Path(url.toLocalFile()) for url in mime.urls()] == paths
    assert dropped_paths(mime) == []


def test_that_a_record_of_a_closed_dataset_is_not_told_of(
    painted: Painted, pictures: TilePictures, session: Session, tasks: TaskRunner, qtbot: QtBot
) -> None:
    file = painted(20, waits=True)
    told: list[str] = []
    pictures.told.connect(told.append)
    pictures.failed.connect(told.append)
    pictures.copy_image(3)
    qtbot.waitUntil(lambda: file.read == [3])
    session.close()
    file.gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert told == []


def test_that_one_tile_is_dragged_as_a_picture_too(
    painted: Painted, pictures: TilePictures
) -> None:
    painted(20)
    mime = pictures.dragged(np.array([1]))
    assert mime is not None
    assert mime.hasImage()
    image = mime.imageData()
    assert isinstance(image, QImage)
    assert image.pixelColor(5, 5) == QColor("lime")


def test_that_too_many_tiles_are_not_dragged_and_that_is_said(
    painted: Painted, pictures: TilePictures, qtbot: QtBot
) -> None:
    painted(500)
    with qtbot.waitSignal(pictures.told) as told:
        assert pictures.dragged(np.arange(MOST + 1)) is None
    assert "Ctrl+S" in told.args[0]


def test_that_two_tiles_of_one_name_are_two_files(painted: Painted, session: Session) -> None:
    painted(5)
    files = TileFiles()
    first, second = files.write(session, [3, 3])
    assert first != second
    assert first.read_bytes() == second.read_bytes()


def test_that_a_full_disk_is_told(
    painted: Painted, pictures: TilePictures, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    painted(5)
    mime = pictures.dragged(np.array([1]))
    assert mime is not None
    monkeypatch.setattr(Path, "write_bytes", full)
    with qtbot.waitSignal(pictures.told) as told:
        assert mime.urls() == []
    assert "No space left on device" in told.args[0]


def test_that_a_drag_of_what_is_selected_takes_it_out_and_any_other_draws_a_box(
    painted: Painted,
    session: Session,
    thumbnails: ThumbnailLoader,
    pictures: TilePictures,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    painted(50)
    grid = TileGrid(session, thumbnails, pictures=pictures)
    qtbot.addWidget(grid)
    grid.resize(500, 300)
    with qtbot.waitExposed(grid):
        grid.show()
    dragged: list[list[int]] = []
    monkeypatch.setattr(pictures, "drag", lambda numbers, *_: dragged.append(numbers.tolist()))
    session.select(np.array([1, 7]), SelectMode.REPLACE)

    def drag(number: int) -> None:
        at = grid.tile_rect(number).center()
        QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseMove(grid.viewport(), at + QPoint(30, 30))
        QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(30, 30))

    drag(1)
    assert dragged == [[1, 7]]
    assert session.n_selected == 2
    drag(3)
    assert dragged == [[1, 7]]
    assert bool(session.selection[3])
    qtbot.waitUntil(grid.is_settled)
