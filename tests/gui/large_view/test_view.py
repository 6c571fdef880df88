"""The large view shows the current tile whole, and goes on through the present order."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from tests.gui.painted import PaintedFile
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.large_view.view import LargeView
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.theme import tile_background
from tfrviewer.gui.thumbnails import ThumbnailLoader
from tfrviewer.gui.tile_canvas import neighbours as neighbours_module
from tfrviewer.gui.tile_canvas import reader
from tfrviewer.gui.tile_canvas.neighbours import Neighbours
from tfrviewer.gui.tile_pictures import Picture
from tfrviewer.tiles.layout.placement import Placement

Painted = Callable[..., PaintedFile]
Key = Qt.Key


@pytest.fixture
def large(
    qtbot: QtBot, session: Session, tasks: TaskRunner, thumbnails: ThumbnailLoader
) -> LargeView:
    view = LargeView(session, tasks, thumbnails=thumbnails)
    qtbot.addWidget(view)
    return view


def open_at(qtbot: QtBot, large: LargeView, session: Session, number: int) -> None:
    session.set_current(number)
    large.show()
    qtbot.waitUntil(lambda: large.number == number and large.is_settled())


def facts(large: LargeView) -> str:
    label = large.findChild(QLabel, "largeFacts")
    assert isinstance(label, QLabel)
    return label.text().replace("\u00a0", " ")


def has_picture(large: LargeView) -> bool:
    return large.canvas.image is not None


def shown_colour(large: LargeView) -> QColor:
    return large.canvas.grab().toImage().pixelColor(large.canvas.rect().center())


def test_that_it_shows_the_current_tile_and_what_is_known_of_it(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    file = painted(100)
    open_at(qtbot, large, session, 12)
    assert shown_colour(large) == QColor(file.colour(12))
    assert large.windowTitle() == "slide-0 – 512, 256"
    for part in ("slide-0", "512, 256", "number 12", "record 12", "64 × 64 px", "PNG"):
        assert part in facts(large)
    assert large.canvas.accessibleDescription().startswith("slide-0, 512, 256")


def test_that_the_arrows_follow_the_order_and_leave_the_selection(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    file = painted(100)
    session.select(np.array([50, 60]), SelectMode.REPLACE)
    session._choice.set_order(
        np.array([30, 20, 10], np.uint32),
        np.array([{30: 0, 20: 1, 10: 2}.get(i, -1) for i in range(100)], np.int64),
    )
    session.order_changed.emit()
    open_at(qtbot, large, session, 30)
    for key, number in [
        (Key.Key_Right, 20),
        (Key.Key_Right, 10),
        (Key.Key_Right, 10),
        (Key.Key_Left, 20),
        (Key.Key_Home, 30),
        (Key.Key_End, 10),
        (Key.Key_Up, 20),
        (Key.Key_Down, 10),
    ]:
        QTest.keyClick(large, key)
        qtbot.waitUntil(lambda number=number: large.number == number)  # type: ignore[misc]
        assert session.current == number
        assert shown_colour(large) == QColor(file.colour(number))
    assert np.flatnonzero(session.selection).tolist() == [50, 60]


def test_that_it_follows_the_other_views_while_it_is_open(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    painted(100)
    open_at(qtbot, large, session, 5)
    session.set_current(77)
    qtbot.waitUntil(lambda: large.number == 77)
    large.close()
    session.set_current(3)
    assert large.number == 77
    assert large.is_settled()
    large.show()
    qtbot.waitUntil(lambda: large.number == 3)


def test_that_title_and_picture_never_speak_of_different_tiles(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    file = painted(100)
    open_at(qtbot, large, session, 5)
    before = (large.windowTitle(), facts(large), shown_colour(large))
    file.gate.clear()
    session.set_current(60)
    assert not large.is_settled()
    assert (large.windowTitle(), facts(large), shown_colour(large)) == before
    file.gate.set()
    qtbot.waitUntil(lambda: large.number == 60)
    assert shown_colour(large) == QColor(file.colour(60))


def test_that_a_broken_tile_is_told_in_words(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    painted(10, undecodable={4})
    open_at(qtbot, large, session, 4)
    assert not has_picture(large)
    assert "It is <cut> off." in large.canvas.words
    assert session.record_findings(4)
    session.set_current(5)
    qtbot.waitUntil(lambda: large.number == 5)
    assert has_picture(large)


def test_that_a_damaged_record_with_a_sound_picture_shows_both(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    painted(10, wrong_crc={4})
    open_at(qtbot, large, session, 4)
    assert large.banner.isVisible()
    assert "The checksum is wrong." in large.banner.text
    assert large.canvas.image is not None


def test_that_escape_and_another_dataset_close_it(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    painted(10)
    open_at(qtbot, large, session, 4)
    QTest.keyClick(large, Key.Key_Escape)
    assert not large.isVisible()
    open_at(qtbot, large, session, 5)
    session.close()
    assert not large.isVisible()
    assert large.number == -1


def test_that_the_picture_is_copied_whole(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    file = painted(10, side=200)
    open_at(qtbot, large, session, 3)
    with qtbot.waitSignal(large.told):
        QTest.keyClick(large, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    image = QGuiApplication.clipboard().image()
    assert image.width() == 200
    assert image.pixelColor(100, 100) == QColor(file.colour(3))


def test_that_the_image_is_saved_as_it_is_stored(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    file = painted(10)
    open_at(qtbot, large, session, 3)
    large.save()
    qtbot.waitUntil(lambda: large.findChild(QFileDialog) is not None)
    dialog = large.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "slide-0-0-256.png"
    with qtbot.waitSignal(large.told):
        dialog.fileSelected.emit(str(tmp_path / "it.png"))
    dialog.close()
    assert (tmp_path / "it.png").read_bytes() == file.image(3)
    assert [path.name for path in tmp_path.glob("it*")] == ["it.png"]


def test_that_what_cannot_be_saved_is_told_and_leaves_nothing(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    file = painted(10)
    open_at(qtbot, large, session, 3)
    picture = Picture(3, file.image(3), "png", None, None)
    (tmp_path / "folder").mkdir()
    with qtbot.waitSignal(large.pictures.failed) as failed:
        large.pictures.save_to(picture, tmp_path / "folder")
    assert "Choose another folder" in failed.args[0]
    assert [path.name for path in tmp_path.glob("*") if "own-" not in path.name] == ["folder"]
    box = large.findChild(QMessageBox, "pictureFailure")
    assert isinstance(box, QMessageBox)
    assert not box.isModal()
    box.close()


# -------------------------------------------------------------------- reading ahead


def test_that_a_step_to_the_next_tile_is_instant(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    file = painted(100)
    open_at(qtbot, large, session, 20)
    qtbot.waitUntil(lambda: all(large.reader.find(number) for number in (21, 22, 19)))
    file.gate.clear()
    for key, number in [(Key.Key_Right, 21), (Key.Key_Right, 22), (Key.Key_Left, 21)]:
        QTest.keyClick(large, key)
        assert large.number == number
        assert shown_colour(large) == QColor(file.colour(number))
    file.gate.set()
    assert file.read.count(21) == 1


def test_that_of_a_cut_off_image_one_sees_what_there_is(
    painted: Painted,
    large: LargeView,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = painted(10)
    noise = np.random.default_rng(1).integers(0, 255, (64, 64, 3), np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(noise).save(buffer, "png")
    cut = buffer.getvalue()[:6000]
    monkeypatch.setattr(file, "image", lambda record, *, check_crc=None: cut)
    open_at(qtbot, large, session, 4)
    image = large.canvas.image
    assert image is not None
    assert image.pixelColor(3, 2) == QColor(*(int(value) for value in noise[2, 3]))
    assert "cut off" in large.banner.text
    assert "what could be decoded" in large.banner.text


def test_that_what_there_is_no_room_for_is_not_read_ahead(
    painted: Painted,
    large: LargeView,
    session: Session,
    tasks: TaskRunner,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = painted(20)
    open_at(qtbot, large, session, 5)
    qtbot.waitUntil(lambda: {4, 5, 6, 7} <= set(file.read))
    monkeypatch.setattr(reader, "_BUDGET", 64 * 64)
    session.set_current(12)
    qtbot.waitUntil(lambda: large.number == 12 and not tasks.busy)
    assert not {11, 13, 14} & set(file.read)


# -------------------------------------------------------------------- neighbours


def around(qtbot: QtBot, large: LargeView, session: Session, number: int) -> Neighbours:
    open_at(qtbot, large, session, number)
    QTest.keyClick(large, Key.Key_N)
    neighbours = large.neighbours
    assert neighbours is not None
    qtbot.waitUntil(lambda: neighbours.is_settled() and bool(neighbours.numbers))
    return neighbours


def test_that_the_neighbours_lie_faded_around_the_tile(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot, thumbnails: ThumbnailLoader
) -> None:
    file = painted(100)
    neighbours = around(qtbot, large, session, 44)
    assert set(neighbours.numbers[:4]) == {34, 43, 45, 54}
    qtbot.waitUntil(lambda: thumbnails.is_settled() and thumbnails.find(45, 64) is not None)
    picture = large.canvas.picture_rect()
    right = (picture.center() + QPointF(picture.width() * 0.8, 0)).toPoint()
    grabbed = large.canvas.grab().toImage()
    assert grabbed.pixelColor(picture.center().toPoint()) == QColor(file.colour(44))
    own, faded = QColor(file.colour(45)), grabbed.pixelColor(right)
    ground = tile_background(large.palette())
    assert faded not in (own, ground)
    assert abs(faded.red() * 2 - own.red() - ground.red()) < 6
    QTest.keyClick(large, Key.Key_N)
    assert large.canvas.grab().toImage().pixelColor(right) != faded


def test_that_a_click_or_a_key_goes_to_the_neighbour(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    painted(100)
    neighbours = around(qtbot, large, session, 44)
    picture = large.canvas.picture_rect()
    left = (picture.center() - QPointF(picture.width() * 0.8, 0)).toPoint()
    QTest.mouseMove(large.canvas, left)
    assert "number 43" in large.read_out.text
    assert large.canvas.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(large.canvas, Qt.MouseButton.LeftButton, pos=left)
    assert session.current == 43
    qtbot.waitUntil(lambda: large.number == 43)
    QTest.keyClick(large, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert session.current == 33
    qtbot.waitUntil(lambda: large.number == 33 and 34 in neighbours.numbers[:4])
    assert np.flatnonzero(session.selection).size == 0


def test_that_a_slide_is_placed_once_and_its_neighbours_go_with_the_tile(
    painted: Painted,
    large: LargeView,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    placed: list[int] = []

    class Counted(Placement):
        def __init__(self, x: npt.NDArray[np.int64], y: npt.NDArray[np.int64]) -> None:
            placed.append(len(x))
            super().__init__(x, y)

    monkeypatch.setattr(neighbours_module, "Placement", Counted)
    file = painted(100)
    neighbours = around(qtbot, large, session, 44)
    QTest.keyClick(large, Key.Key_N)
    QTest.keyClick(large, Key.Key_N)
    assert len(neighbours.numbers) > 4
    assert placed == [100]

    def gone(record: int, *, check_crc: bool | None = None) -> bytes:
        raise FileNotFoundError("It is gone.")

    monkeypatch.setattr(file, "image", gone)
    session.set_current(90)
    qtbot.waitUntil(lambda: "It is gone" in large.canvas.words)
    assert neighbours.numbers == []


def test_that_a_neighbour_gone_to_stays_where_it_was(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    painted(100)
    around(qtbot, large, session, 44)
    large.canvas.zoom(-1)
    large.canvas.pan(-40, 25)
    before = large.canvas.picture_rect()
    QTest.keyClick(large, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: large.number == 45)
    after = large.canvas.picture_rect()
    assert after.x() == pytest.approx(before.right(), abs=1.5)
    assert after.y() == pytest.approx(before.y(), abs=1.5)


def test_that_it_is_told_why_there_are_no_neighbours(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    painted(1)
    open_at(qtbot, large, session, 0)
    QTest.keyClick(large, Key.Key_N)
    qtbot.waitUntil(lambda: "no grid" in large.read_out.text)


# -------------------------------------------------------------------- what is read off


def test_that_the_pixel_under_the_pointer_is_told_also_after_a_step(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    file = painted(100)
    open_at(qtbot, large, session, 5)
    QTest.mouseMove(large.canvas, large.canvas.rect().center())
    for number in (5, 6):
        session.set_current(number)
        qtbot.waitUntil(lambda number=number: large.number == number)  # type: ignore[misc]
        colour = QColor(file.colour(number))
        told = f"RGB {colour.red()} {colour.green()} {colour.blue()}"
        assert told in large.read_out.text
        assert colour.name().upper() in large.read_out.text
        assert "OD " in large.read_out.text


def test_that_keys_alone_tell_the_pixel_in_the_middle(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    painted(100)
    open_at(qtbot, large, session, 5)
    for _ in range(6):
        QTest.keyClick(large, Key.Key_Plus)
    QTest.keyClick(large, Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    mark = large.canvas.mark
    assert mark is not None
    assert large.read_out.text.startswith(f"{int(mark.x())}, {int(mark.y())}")
    QTest.keyClick(large, Key.Key_C)
    copied = QGuiApplication.clipboard().text()
    assert copied == shown_colour(large).name().upper()
    assert copied in large.read_out.text


def test_that_a_tile_that_the_filter_hides_is_left_for_the_next_one_shown(
    painted: Painted, large: LargeView, session: Session, qtbot: QtBot
) -> None:
    painted(100)
    session.set_filter("number % 10 = 0")
    qtbot.waitUntil(lambda: len(session.order) == 10)
    for key, number in [(Key.Key_Right, 50), (Key.Key_Left, 40)]:
        open_at(qtbot, large, session, 44)
        QTest.keyClick(large, key)
        assert session.current == number
