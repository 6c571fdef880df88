"""What is chosen and done in the inspector: pictures, forms, filters, files, the way back."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.gui.inspector.conftest import Go
from tfrviewer.gui.inspector.forms import Form
from tfrviewer.gui.inspector.inspector import Inspector
from tfrviewer.gui.inspector.numbers import ByteKind
from tfrviewer.gui.inspector.plot import NumberPlot
from tfrviewer.gui.inspector.values import Mode
from tfrviewer.gui.session import Session
from tfrviewer.tfrecord.example import Feature, FeatureKind
from tfrviewer.tfrecord.writer import RecordWriter


def image(mode: str, size: tuple[int, int], colour: int | tuple[int, int, int]) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    """A record with two images, a mask, an embedding as bytes, and a long text."""
    path = tmp_path / "rich.tfrecords"
    with RecordWriter(path) as writer:
        for number in range(3):
            writer.write_example(
                {
                    "image/encoded": image("RGB", (32, 32), (200, 100, 150)),
                    "image/mask": image("L", (16, 16), 2),
                    "raw": np.arange(64, dtype="<f4").tobytes(),
                    "notes": b"word\n" * 30_000 + b"Needle",
                    "label": b"stroma",
                    "loc_x": 100 + number,
                    "loc_y": 5,
                    "slide": b"rich",
                }
            )
    return path


def menu_texts(inspector: Inspector) -> list[str]:
    inspector._show_menu(inspector.mapToGlobal(inspector.rect().center()))
    menu = inspector.findChild(QMenu, "fieldMenu")
    assert menu is not None
    texts = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    return texts


def test_another_image_of_the_record_can_be_its_picture(
    qtbot: QtBot, inspector: Inspector, go: Go, rich: Path
) -> None:
    go(rich, 0)
    pictures = inspector.findChild(QComboBox, "inspectorPictures")
    assert pictures is not None
    assert [pictures.itemText(i) for i in range(2)] == ["image/encoded", "image/mask"]
    assert inspector._picture.image.size() == QSize(32, 32)
    pictures.activated.emit(1)
    qtbot.waitUntil(lambda: inspector._picture.image.size() == QSize(16, 16))
    assert inspector._picture.image.pixelColor(0, 0).lightness() == 255
    assert "brightened" in inspector._head.toPlainText().replace("\u00a0", " ")
    inspector.copy_image()
    assert QGuiApplication.clipboard().image().size() == QSize(16, 16)
    go(rich, 1)
    assert inspector._picture.image.size() == QSize(16, 16)


def test_one_image_alone_is_no_choice(inspector: Inspector, go: Go) -> None:
    go("slide-A.tfrecords", 0)
    pictures = inspector.findChild(QComboBox, "inspectorPictures")
    assert pictures is not None
    assert pictures.isHidden()


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (Form.TEXT, "stroma"),
        (Form.JSON, '"stroma"'),
        (Form.HEX, "73 74 72 6f 6d 61"),
        (Form.PYTHON, "b'stroma'"),
    ],
)
def test_a_value_is_copied_in_the_form_asked_for(
    inspector: Inspector, go: Go, rich: Path, form: Form, text: str
) -> None:
    go(rich, 0)
    inspector.fields.choose(("label",))
    inspector.copy_as(form)
    assert QGuiApplication.clipboard().text() == text


def test_records_are_narrowed_by_the_value_of_a_field(
    qtbot: QtBot, inspector: Inspector, session: Session, go: Go, rich: Path
) -> None:
    go(rich, 1)
    inspector.fields.choose(("loc_x",))
    assert [t for t in menu_texts(inspector) if t.startswith("Only where")] == [
        "Only where x is 101", "Only where x is not 101", "Only where x > 101",
        "Only where x < 101",
    ]  # fmt: skip
    narrowing = inspector._deeds.narrowings("loc_x", 1)[2]
    with qtbot.waitSignal(session.settled):
        narrowing.do()
    assert session.filter_text == "x > 101"
    assert session.order.tolist() == [2]
    assert inspector._deeds.narrowings("notes, which no column has", 1) == []


def test_the_bytes_of_a_value_are_saved(
    qtbot: QtBot, inspector: Inspector, go: Go, rich: Path, tmp_path: Path
) -> None:
    go(rich, 0)
    inspector.fields.choose(("image/mask",))
    feature = inspector.value.one_value()
    assert feature is not None
    with qtbot.waitSignal(inspector.told) as told:
        inspector._deeds.save_to(feature, tmp_path / "mask.png")
    assert told.args == ["Saved mask.png"]
    assert (tmp_path / "mask.png").read_bytes() == feature.values[0]
    with qtbot.waitSignal(inspector.told) as told:
        inspector._deeds.save_to(feature, tmp_path / "missing" / "mask.png")
    assert told.args is not None
    assert "cannot be saved" in told.args[0]


def test_the_way_a_field_is_shown_is_kept_for_its_name(
    inspector: Inspector, go: Go, rich: Path
) -> None:
    go(rich, 0)
    inspector.fields.choose(("raw",))
    inspector.value.set_mode(Mode.PLOT)
    inspector.value.set_kind(ByteKind.FLOAT32)
    assert (
        inspector.value.note == "64 values · 0 to 63 · mean 31.5 · median 31.5 · sd 18.473 · 1 zero"
    )
    inspector.fields.choose(("label",))
    assert inspector.value.shown_mode is Mode.TEXT
    saved = inspector.save_state()
    inspector.value.restore_state('{"modes": {}, "kinds": {}}')
    inspector.restore_state(saved)
    go(rich, 2)
    inspector.fields.choose(("raw",))
    assert inspector.value.mode is Mode.PLOT
    for nonsense in (b"", b"[1]", b'{"value": 3}'):
        inspector.restore_state(type(saved)(nonsense))
    assert inspector.value.mode is Mode.PLOT


def test_a_number_is_read_off_the_plot_by_pointer_and_keys(
    qtbot: QtBot, inspector: Inspector, go: Go, rich: Path
) -> None:
    go(rich, 0)
    inspector.fields.choose(("raw",))
    inspector.value.set_mode(Mode.PLOT)
    inspector.value.set_kind(ByteKind.FLOAT32)
    plot = inspector.findChild(NumberPlot)
    assert plot is not None
    area = plot._area()
    qtbot.mouseMove(plot, QPointF(area.left() + 1, area.center().y()).toPoint())
    assert plot.read == "[0] = 0"
    qtbot.keyClick(plot, Qt.Key.Key_End)
    assert plot.read == "[63] = 63"
    qtbot.keyClick(plot, Qt.Key.Key_Plus)
    first, last = plot.seen
    assert (first > 20, last) == (True, 64)
    plot.grab()
    plot.show_all()
    assert plot.seen == (0, 64)


def test_something_is_found_on_a_page_further_on(
    qtbot: QtBot, inspector: Inspector, go: Go, rich: Path
) -> None:
    go(rich, 0)
    inspector.fields.choose(("notes",))
    text = inspector.value._paged_text()
    assert text.found_words == ""
    qtbot.keyClick(text.area, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    wanted = inspector.findChild(QLineEdit, "valueFind")
    assert wanted is not None
    wanted.setText("needle")
    qtbot.waitUntil(lambda: text.found_words == "1 of 1")
    assert text.page == 2
    assert text.area.textCursor().selectedText() == "Needle"
    wanted.setText("nowhere")
    qtbot.waitUntil(lambda: text.found_words == "not found")
    qtbot.keyClick(wanted, Qt.Key.Key_Escape)
    assert wanted.isHidden() or not wanted.isVisible()
    qtbot.keyClick(text.area, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert text.page == 1


def test_what_is_found_behind_an_emoji_is_marked_itself(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.value.show_feature("f", Feature("f", FeatureKind.BYTES, ("🔬🔬 needle".encode(),)))
    text = inspector.value._paged_text()
    text.find_bar.line.setText("needle")
    text.find_bar.open_it()
    qtbot.waitUntil(lambda: text.found_words == "1 of 1")
    assert text.area.textCursor().selectedText() == "needle"


def test_what_was_looked_at_is_listed_with_its_picture(
    qtbot: QtBot, inspector: Inspector, session: Session, go: Go, look_long: Callable[[], None]
) -> None:
    go("slide-A.tfrecords", 0)
    look_long()
    go("slide-A.tfrecords", 4)
    inspector.show_recent()
    recent = inspector._recent
    assert [recent.item(row).text().splitlines()[0] for row in range(2)] == ["slide-A"] * 2
    thumbnails = inspector._thumbnails
    qtbot.waitUntil(lambda: thumbnails.is_settled() and thumbnails.find(0, 40) is not None)
    recent.setCurrentRow(1)
    qtbot.keyClick(recent, Qt.Key.Key_Return)
    assert session.current == 0
    assert not recent.isVisible()
    qtbot.mouseClick(inspector._bar.button("forward"), Qt.MouseButton.LeftButton)
    assert session.current == 4
    qtbot.mouseClick(inspector._picture, Qt.MouseButton.BackButton)
    assert session.current == 0
    qtbot.waitUntil(inspector.is_settled)


@pytest.fixture
def look_long(inspector: Inspector) -> Callable[[], None]:
    """Look at the current record for long enough to remember it."""

    def look_long() -> None:
        inspector.trail._since = float("-inf")

    return look_long
