"""The large view shows the current tile whole, and goes on through the present order."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from tests.gui.painted import PaintedFile
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.large_view.view import LargeView
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.tile_canvas.canvas import PictureCanvas
from tfrviewer.gui.tile_facts import TileFacts
from tfrviewer.gui.tile_pictures import Picture

Painted = Callable[..., PaintedFile]
Key = Qt.Key


@pytest.fixture
def large(qtbot: QtBot, session: Session, tasks: TaskRunner) -> LargeView:
    view = LargeView(session, tasks)
    qtbot.addWidget(view)
    return view


@pytest.fixture
def canvas(qtbot: QtBot) -> PictureCanvas:
    """A canvas of 400 by 300 with a picture of 8 by 8 whose pixels all differ."""
    view = PictureCanvas()
    qtbot.addWidget(view)
    view.resize(400, 300)
    with qtbot.waitExposed(view):
        view.show()
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    for x in range(8):
        for y in range(8):
            image.setPixelColor(x, y, QColor(x * 30, y * 30, 128))
    view.show_image(image)
    return view


def open_at(qtbot: QtBot, large: LargeView, session: Session, number: int) -> None:
    session.set_current(number)
    large.show()
    qtbot.waitUntil(lambda: large.number == number and large.is_settled())


def facts(large: LargeView) -> str:
    label = large.findChild(QLabel, "largeFacts")
    assert isinstance(label, QLabel)
    return label.text()


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


# -------------------------------------------------------------------- names of files


def named(slide: str | None, location: tuple[int, int] | None = (12, -34)) -> str:
    made = TileFacts(5, "file.x", 7, slide, location, None, None)
    return made.file_name("jpeg")


@pytest.mark.parametrize(
    ("slide", "name"),
    [
        ("A", "A-12--34.jpg"),
        (None, "file.x-12--34.jpg"),
        ("../../etc/passwd", "_.._etc_passwd-12--34.jpg"),
        ("C:\\Users\\x", "C_Users_x-12--34.jpg"),
        ("a\x00b\nc", "a_b_c-12--34.jpg"),
        ("\u202egpj.exe", "_gpj.exe-12--34.jpg"),
        ("...", "tile-12--34.jpg"),
        ("con", "_con-12--34.jpg"),
        ("Fälle 12 µ", "Fälle 12 µ-12--34.jpg"),
    ],
)
def test_that_a_slide_cannot_name_a_file_outside_the_folder(slide: str | None, name: str) -> None:
    made = named(slide)
    assert made == name
    assert Path(made).name == made


def test_that_a_tile_without_location_is_named_by_its_record() -> None:
    assert named("A", None) == "A-record-7.jpg"
    assert len(named("x" * 5000)) < 200


# -------------------------------------------------------------------- the canvas


def test_that_a_picture_fits_and_stays_so(canvas: PictureCanvas) -> None:
    canvas.resize(200, 200)
    assert canvas.fits is True
    canvas.show_pixels()
    assert (canvas.scale, canvas.fits) == (1.0, False)
    canvas.resize(300, 300)
    assert canvas.scale == 1.0


def test_that_the_wheel_zooms_about_the_pointer(canvas: PictureCanvas) -> None:
    canvas.set_place(canvas.place.scaled(60.0, 200, 150))
    at = QPointF(123, 77)
    before = canvas.pixel_at(at)
    for turn in (120, 120, -120):
        canvas.wheelEvent(
            QWheelEvent(
                at,
                at,
                QPoint(),
                QPoint(0, turn),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
        )
        assert canvas.pixel_at(at) == before


def test_that_each_pixel_is_a_square_with_a_line_around_it_when_large(
    canvas: PictureCanvas,
) -> None:
    canvas.set_place(canvas.place.scaled(32.0, 200, 150))
    image = canvas.grab().toImage()
    for x, y in [(0, 0), (3, 5), (7, 7)]:
        left, top = round(canvas.place.x) + x * 32, round(canvas.place.y) + y * 32
        assert image.pixelColor(left + 16, top + 16) == QColor(x * 30, y * 30, 128)
        assert image.pixelColor(left + 4, top + 28) == QColor(x * 30, y * 30, 128)
    line = image.pixelColor(round(canvas.place.x) + 32, round(canvas.place.y) + 16)
    assert line not in (QColor(0, 0, 128), QColor(30, 0, 128))


def test_that_one_to_one_shows_the_very_pixels(canvas: PictureCanvas) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (101, 99, 3), np.uint8)
    picture = QImage(noise.data, 99, 101, 297, QImage.Format.Format_RGB888)
    canvas.show_image(picture.convertToFormat(QImage.Format.Format_RGB32))
    canvas.show_pixels()
    grabbed = canvas.grab().toImage()
    x, y = round(canvas.place.x), round(canvas.place.y)
    part = grabbed.copy(x, y, 99, 101).convertToFormat(QImage.Format.Format_RGB32)
    assert part == picture.convertToFormat(QImage.Format.Format_RGB32)


def test_that_dragging_pans_and_never_loses_the_picture(canvas: PictureCanvas) -> None:
    canvas.set_place(canvas.place.scaled(60.0, 200, 150))
    before = canvas.place
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    QTest.mouseMove(canvas, QPoint(190, 145))
    assert (canvas.place.x, canvas.place.y) == (before.x - 10, before.y - 5)
    QTest.mouseMove(canvas, QPoint(-5000, -5000))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(-5000, -5000))
    assert canvas.pixel_at(QPointF(399, 299)) == QPoint(7, 7)


def test_that_a_huge_picture_is_averaged_not_skipped(canvas: PictureCanvas) -> None:
    buffer = io.BytesIO()
    stripes = np.zeros((4000, 4000, 3), np.uint8)
    stripes[::2] = 255
    Image.fromarray(stripes).save(buffer, "png")
    canvas.show_image(QImage.fromData(buffer.getvalue()))
    grey = canvas.grab().toImage().pixelColor(200, 150)
    assert abs(grey.red() - 128) < 12
