"""The bytes of a record: any number of them, named, and found in the structure and the fields."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.gui.inspector.conftest import Go
from tests.gui.test_theme import LEAST, contrast
from tfrviewer.gui.inspector.byte_source import ByteSource, Mark
from tfrviewer.gui.inspector.byte_view import MOST_DUMPED, ByteView
from tfrviewer.gui.inspector.colours import ground_colour, ink_colour
from tfrviewer.gui.inspector.framed import Frame
from tfrviewer.gui.inspector.hexdump import hexdump
from tfrviewer.gui.inspector.inks import Ink
from tfrviewer.gui.inspector.inspector import Inspector
from tfrviewer.gui.inspector.record_panel import RecordPanel
from tfrviewer.gui.inspector.searched_bytes import SearchedBytes
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.theme import make_palette
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.writer import RecordWriter


@pytest.fixture
def view(qtbot: QtBot) -> ByteView:
    view = ByteView("bytes", None)  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.resize(420, 200)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.fixture
def searched(qtbot: QtBot, tasks: TaskRunner) -> SearchedBytes:
    searched = SearchedBytes("bytes", tasks, None)  # type: ignore[arg-type]
    qtbot.addWidget(searched)
    with qtbot.waitExposed(searched):
        searched.show()
    return searched


def test_pieces_are_read_as_one() -> None:
    source = ByteSource(b"abc", b"", b"defg")
    assert len(source) == 7
    assert [source.read(i, i + 3) for i in range(8)] == [
        b"abc", b"bcd", b"cde", b"def", b"efg", b"fg", b"g", b"",
    ]  # fmt: skip
    assert source.find(b"cd", 0, CancelToken()) == 2
    assert source.find(b"ab", 5, CancelToken()) == 0
    assert source.find(b"x", 0, CancelToken()) == -1
    assert source.find(b"ab", 6, CancelToken(), forward=False) == 0
    assert source.find(b"fg", 0, CancelToken(), forward=False) == 5


def test_bytes_are_found_by_hexadecimal_and_by_text_there_and_back(
    qtbot: QtBot, searched: SearchedBytes
) -> None:
    searched.view.show_bytes(ByteSource(bytes(3_000_000), b"\xff\xd8JFIF", bytes(9), b"JFIF"))
    qtbot.keyClick(searched.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    for text, place in (("ff d8", (3_000_000, 3_000_002)), ("JFIF", (3_000_002, 3_000_006))):
        searched.bar.line.setText(text)
        qtbot.waitUntil(searched.is_settled)
        assert searched.view.selection == place
    for step, first in ((1, 3_000_015), (1, 3_000_002), (-1, 3_000_015)):
        searched.bar.go_asked.emit(step)
        qtbot.waitUntil(searched.is_settled)
        assert searched.view.selection[0] == first
    searched.bar.line.setText("nowhere")
    qtbot.waitUntil(lambda: searched.bar.words == "not found")


def test_what_was_found_in_other_bytes_is_not_selected_in_these(
    qtbot: QtBot, searched: SearchedBytes
) -> None:
    searched.view.show_bytes(ByteSource(bytes(4_000_000) + b"needle"))
    searched.bar.open_it()
    searched.bar.line.setText("needle")
    assert not searched.is_settled()
    searched.view.show_bytes(ByteSource(b"a needle"))
    qtbot.waitUntil(searched.is_settled)
    assert searched.view.selection == (2, 8)


def test_bytes_with_offsets_are_copied_only_as_far_as_is_quick(
    view: ByteView, qtbot: QtBot
) -> None:
    view.show_bytes(ByteSource(bytes(MOST_DUMPED + 1)))
    view.select_all()
    with qtbot.waitSignal(view.told) as told:
        view._copy(hexdump, MOST_DUMPED)
    assert "too many" in told.args[0]
    with qtbot.waitSignal(view.told) as told:
        view.copy()
    assert "copied" in told.args[0]


def test_only_what_is_seen_is_read(view: ByteView, qtbot: QtBot) -> None:
    reads: list[int] = []

    class Watched(ByteSource):
        def read(self, start: int, end: int) -> bytes:
            reads.append(end - start)
            return super().read(start, end)

    view.show_bytes(Watched(bytes(20_000_000)), lambda a, b: [Mark(a, b, Ink.BROKEN)])
    view.set_cursor_byte(19_999_999)
    view.grab()
    assert view.text.splitlines()[-1].startswith("1312cf")
    assert sum(reads) < 10_000


def test_bytes_are_gone_through_selected_and_copied_by_keys(qtbot: QtBot, view: ByteView) -> None:
    view.show_bytes(ByteSource(bytes(range(256))))
    keys = Qt.Key
    for key in (keys.Key_Down, keys.Key_Right, keys.Key_Up):
        qtbot.keyClick(view, key)
    assert view.cursor_byte == 1
    qtbot.keyClick(view, keys.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection == (1, 3)
    qtbot.keyClick(view, keys.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "01 02"
    qtbot.keyClick(view, keys.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.cursor_byte == 255
    qtbot.keyClick(view, keys.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selection == (0, 256)


def test_the_byte_under_the_pointer_is_told_in_both_columns(view: ByteView, qtbot: QtBot) -> None:
    view.show_bytes(ByteSource(bytes(100)))
    for offset in (0, 9, 37):
        assert view.byte_at(QPointF(view.rect_of(offset).center())) == offset
    with qtbot.waitSignal(view.pointed) as pointed:
        qtbot.mouseMove(view.viewport(), view.rect_of(9).center())
    assert pointed.args == [9]
    assert view.byte_at(QPointF(1, 1)) == -1


@pytest.mark.parametrize(("dark", "high", "least"), LEAST)
def test_every_ink_can_be_read_on_its_ground(dark: bool, high: bool, least: float) -> None:
    palette = make_palette(dark=dark, contrast=high)
    for ink in Ink:
        assert contrast(ink_colour(palette, ink), ground_colour(palette, ink)) >= least, ink


# ------------------------------------------------------------------ a record


def panel_of(inspector: Inspector, qtbot: QtBot) -> RecordPanel:
    inspector._tabs.setCurrentIndex(1)
    panel = inspector.record_panel
    qtbot.waitUntil(lambda: inspector.is_settled() and panel._record is not None)
    return panel


def test_a_byte_is_named_and_found_in_structure_and_fields(
    qtbot: QtBot, inspector: Inspector, go: Go, tmp_path: Path
) -> None:
    path = tmp_path / "one.tfrecords"
    with RecordWriter(path) as writer:
        writer.write_example({"loc_x": 20992, "slide": b"A"})
    go(path, 0)
    panel = panel_of(inspector, qtbot)
    source = panel.bytes_view.source
    at = source.find(b"\x80\xa4\x01", 0, CancelToken())
    panel.bytes_view.set_cursor_byte(at)
    assert panel.place == (
        f"features.feature['loc_x'].int64_list.value · value 20992 · bytes {at}–{at + 2}"
    )
    assert inspector.fields.path == ("loc_x",)
    line = panel.structure.currentIndex()
    assert (line.data(), line.siblingAtColumn(1).data()) == ("value", "20992")
    inspector.fields.choose(("slide",))
    assert panel.structure.currentIndex().data() == "'slide'"
    low = panel.bytes_view.cursor_byte
    assert b"slide" in source.read(low, low + 20)
    panel.bytes_view.set_cursor_byte(at + 1)
    assert inspector.fields.path == ("loc_x",)
    assert panel.bytes_view.cursor_byte == at + 1


def test_the_framing_is_in_the_bytes_and_its_checksums_are_marked(
    qtbot: QtBot, inspector: Inspector, go: Go
) -> None:
    go("flipped_payload_byte.tfrecords", 2)
    panel = panel_of(inspector, qtbot)
    record = panel._record
    assert record is not None
    assert len(panel.bytes_view.source) == record.framing.length + 16
    told = [panel.structure.structure.index(row, 1).data() for row in range(4)]
    assert told[0] == f"{record.framing.length} bytes"
    assert told[1].endswith("✓ holds")
    assert "✗ computed" in told[3]
    start, end = record.span(Frame.PAYLOAD_CRC)
    assert record.marks(start, end) == [Mark(start, end, Ink.BROKEN)]
    panel.bytes_view.set_cursor_byte(9)
    assert panel.place.startswith("Checksum of the length: ")
    assert panel.structure.currentIndex().row() == 1


@pytest.mark.parametrize(
    ("file", "record"), [("undecodable_images.tfrecords", 6), ("wrong_length.tfrecords", 0)]
)
def test_what_cannot_be_taken_apart_says_why(
    qtbot: QtBot, inspector: Inspector, go: Go, file: str, record: int
) -> None:
    go(file, record)
    panel = panel_of(inspector, qtbot)
    framed = panel._record
    assert framed is not None
    for offset in range(0, framed.size, 7):
        panel.bytes_view.set_cursor_byte(offset)
        assert panel.place
    panel.grab()
