import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset
from tests.gui.inspector.conftest import Go
from tfrviewer.errors import FindingKind
from tfrviewer.gui.inspector.fields import KIND, LENGTH, VALUE, FieldModel
from tfrviewer.gui.inspector.inspector import Inspector
from tfrviewer.gui.inspector.picture import PictureView, fitted
from tfrviewer.gui.inspector.selectable import SelectableText
from tfrviewer.gui.inspector.values import Mode
from tfrviewer.gui.session import Session
from tfrviewer.tfrecord.example import Example, make_example, parse_example
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.writer import RecordWriter


def text_of(inspector: Inspector, name: str) -> str:
    found = inspector.findChild(SelectableText, name)
    assert found is not None
    return found.toPlainText()


def names(inspector: Inspector) -> list[str]:
    model = inspector.fields.fields
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def line(inspector: Inspector, *path: str) -> list[str]:
    model = inspector.fields.fields
    index = model.find(path)
    return [index.siblingAtColumn(column).data() for column in range(4)]


def tile(inspector: Inspector) -> PictureView:
    found = inspector.findChild(PictureView, "inspectorTile")
    assert found is not None
    return found


# ------------------------------------------------------------------ sound records


def test_every_field_is_listed_with_kind_length_and_value(inspector: Inspector, go: Go) -> None:
    go("extra_features.tfrecords", 1)
    assert names(inspector) == [
        "attention", "embedding", "empty", "grid", "image_raw",
        "label", "loc_x", "loc_y", "nothing", "slide",
    ]  # fmt: skip
    assert line(inspector, "label") == ["label", "bytes", "6 B", "tumour"]
    assert line(inspector, "nothing") == ["nothing", "int64", "0", "empty"]
    assert line(inspector, "empty") == ["empty", "empty", "0", "no type set"]
    assert tile(inspector).image.size() == QSize(64, 64)
    head = text_of(inspector, "inspectorHead")
    assert head.splitlines()[0] == "extra_features"
    assert "256" in head
    assert "1280" in head
    assert "record 1 of extra_features.tfrecords" in head
    assert inspector._banner.isHidden()


def test_a_foreign_schema_shows_its_image(inspector: Inspector, go: Go) -> None:
    go("foreign_schema.tfrecord", 0)
    assert line(inspector, "image/encoded")[3] == "JPEG image, 64 × 64 px"
    assert tile(inspector).image.size() == QSize(64, 64)
    assert "no location" in text_of(inspector, "inspectorHead")
    inspector.fields.choose(("image/encoded",))
    inspector.value.set_mode(Mode.HEX)
    assert inspector.value.text.startswith("0000  ff d8 ff")


@pytest.mark.usefixtures("english")
def test_a_sequence_example_shows_its_context_and_every_step(
    qtbot: QtBot, inspector: Inspector, go: Go
) -> None:
    go("sequence_example.tfrecord", 1)
    assert names(inspector) == ["n", "slide", "tiles"]
    assert line(inspector, "tiles")[1:3] == ["list of bytes", "2 steps"]
    assert line(inspector, "tiles", "1") == [
        "step 1", "bytes", "2,644 B", "JPEG image, 64 × 64 px",
    ]  # fmt: skip
    assert not tile(inspector).image.isNull()
    reading = inspector.reading
    assert reading is not None
    assert reading.example is not None
    assert reading.image == reading.example.image
    assert "the first of its steps" in text_of(inspector, "inspectorHead")
    inspector.fields.choose(("tiles", "1"))
    qtbot.waitUntil(lambda: inspector.value.shown_image() is not None)


def test_the_field_looked_at_stays_from_record_to_record(inspector: Inspector, go: Go) -> None:
    go("extra_features.tfrecords", 0)
    inspector.fields.choose(("label",))
    inspector.value.set_mode(Mode.HEX)
    go("extra_features.tfrecords", 1)
    assert inspector.fields.path == ("label",)
    assert inspector.value.mode == Mode.HEX
    assert inspector.value.text == "0000  74 75 6d 6f 75 72        tumour"
    inspector.fields.choose(("slide",))
    assert inspector.value.mode.value == "auto"
    assert inspector.value.text == "extra_features"


def test_a_record_without_a_location_says_so(inspector: Inspector, go: Go) -> None:
    go("mixed_locations.tfrecords", 1)
    assert "no location" in text_of(inspector, "inspectorHead")
    go("mixed_locations.tfrecords", 2)
    assert "no location" not in text_of(inspector, "inspectorHead")


def test_values_can_be_stepped_through(
    qtbot: QtBot, inspector: Inspector, go: Go, tmp_path: Path
) -> None:
    path = tmp_path / "several.tfrecords"
    with RecordWriter(path) as writer:
        writer.write_example({"names": [b"one", b"two"], "long": b"\x00" * 100_000})
    go(path, 0)
    inspector.fields.choose(("names",))
    assert inspector.value.text == "one\ntwo"
    inspector.value._which.setValue(2)
    assert inspector.value.text == "two"
    inspector.fields.choose(("long",))
    assert inspector.value.note == "100000 bytes"


# ------------------------------------------------------------------ damaged records


def test_a_wrong_checksum_is_told_and_the_record_shown_all_the_same(
    inspector: Inspector, session: Session, go: Go
) -> None:
    go("flipped_payload_byte.tfrecords", 2)
    kinds = [finding.kind for finding in inspector._banner.findings]
    assert kinds == [FindingKind.PAYLOAD_CRC]
    assert "checksum" in text_of(inspector, "finding")
    assert not tile(inspector).image.isNull()
    assert inspector._tabs.tabText(1) == "Record ✗"
    assert "✗ does not match" in inspector._framing.facts
    assert "✓ holds" in inspector._framing.facts
    assert session.is_damaged[2]
    go("flipped_payload_byte.tfrecords", 3)
    assert inspector._banner.isHidden()
    assert inspector._tabs.tabText(1) == "Record"


@pytest.mark.parametrize("record", [2, 4])
def test_an_image_that_cannot_be_decoded_leaves_the_fields(
    inspector: Inspector, go: Go, record: int
) -> None:
    go("undecodable_images.tfrecords", record)
    kinds = [finding.kind for finding in inspector._banner.findings]
    assert FindingKind.UNDECODABLE_IMAGE in kinds
    assert tile(inspector).image.isNull()
    assert tile(inspector).text != ""
    assert "slide" in names(inspector)


def test_a_payload_that_is_no_example_is_shown_as_bytes(
    qtbot: QtBot, inspector: Inspector, go: Go
) -> None:
    go("undecodable_images.tfrecords", 6)
    kinds = [finding.kind for finding in inspector._banner.findings]
    assert FindingKind.NOT_AN_EXAMPLE in kinds
    assert inspector._tabs.currentWidget() is inspector._framing
    assert "✗" in inspector._framing.structure.structure.index(2, 1).data()
    assert not inspector.fields.isVisible()
    go("undecodable_images.tfrecords", 5)
    assert inspector._tabs.currentWidget() is inspector._tabs.lists
    assert inspector.fields.isVisible()


def test_a_file_that_cannot_be_opened_is_told_in_words(
    qtbot: QtBot,
    inspector: Inspector,
    session: Session,
    synthetic: Callable[..., SyntheticDataset],
    open_synthetic: Callable[[SyntheticDataset], SyntheticDataset],
) -> None:
    open_synthetic(synthetic([3]))
    qtbot.waitUntil(lambda: inspector.is_settled() and inspector.reading is not None)
    assert text_of(inspector, "finding").startswith("There is no such file.")
    assert tile(inspector).image.isNull()


# ------------------------------------------------------------------ stepping


def test_quick_steps_show_the_last_record_alone(
    qtbot: QtBot, inspector: Inspector, session: Session, go: Go
) -> None:
    go("slide-A.tfrecords", 0)
    shown: list[int] = []
    inspector.settled.connect(
        lambda: shown.append(inspector.reading.number if inspector.reading else -1)
    )
    for _ in range(10):
        session.move(1, extend=False)
    qtbot.waitUntil(lambda: inspector.is_settled())
    assert inspector.reading is not None
    assert inspector.reading.number == 10
    assert set(shown) == {10}


def test_nothing_is_read_while_it_is_hidden(
    qtbot: QtBot, inspector: Inspector, session: Session, go: Go
) -> None:
    go("slide-A.tfrecords", 0)
    inspector.hide()
    session.set_current(3)
    assert inspector.is_settled()
    inspector.show()
    qtbot.waitUntil(lambda: inspector.reading is not None and inspector.reading.number == 3)


def test_a_closed_dataset_leaves_nothing(inspector: Inspector, session: Session, go: Go) -> None:
    go("flipped_payload_byte.tfrecords", 2)
    session.close()
    assert inspector.reading is None
    assert names(inspector) == []
    assert inspector._banner.isHidden()
    assert inspector.is_settled()


# ------------------------------------------------------------------ copying, opening, looks


def test_values_and_fields_are_copied(qtbot: QtBot, inspector: Inspector, go: Go) -> None:
    go("extra_features.tfrecords", 1)
    inspector.fields.choose(("label",))
    inspector.copy_value()
    assert QGuiApplication.clipboard().text() == "tumour"
    inspector.fields.choose(("image_raw",))
    qtbot.waitUntil(lambda: inspector.value.shown_image() is not None)
    inspector.copy_value()
    assert QGuiApplication.clipboard().image().size() == QSize(64, 64)
    with qtbot.waitSignal(inspector.told):
        inspector.copy_json()
    told = json.loads(QGuiApplication.clipboard().text())
    assert told["fields"]["label"]["values"] == ["tumour"]
    assert told["fields"]["image_raw"]["values"][0]["bytes"] == 2644
    assert (told["record"], told["offset"]) == (1, 3150)


def test_a_double_click_or_return_on_the_tile_opens_it(
    qtbot: QtBot, inspector: Inspector, go: Go
) -> None:
    go("slide-A.tfrecords", 2)
    with qtbot.waitSignal(inspector.open_requested) as opened:
        qtbot.mouseDClick(tile(inspector), Qt.MouseButton.LeftButton)
    assert opened.args == [2]
    with qtbot.waitSignal(inspector.open_requested):
        qtbot.keyClick(tile(inspector), Qt.Key.Key_Return)


def test_long_findings_do_not_make_the_window_grow(inspector: Inspector, go: Go) -> None:
    go("flipped_payload_byte.tfrecords", 2)
    assert inspector.size() == QSize(320, 760)


def test_with_more_width_than_height_the_tile_stands_beside_the_fields(
    inspector: Inspector, go: Go
) -> None:
    go("slide-A.tfrecords", 0)
    inspector.resize(900, 440)
    head = inspector.findChild(SelectableText, "inspectorHead")
    assert head is not None
    assert inspector._split.orientation() is Qt.Orientation.Horizontal
    inspector.resize(320, 760)
    assert inspector._split.orientation() is Qt.Orientation.Vertical


def test_in_a_low_room_the_value_has_a_tab_of_its_own(
    qtbot: QtBot, inspector: Inspector, go: Go
) -> None:
    go("flipped_payload_byte.tfrecords", 2)
    tabs = inspector._tabs
    assert tabs.indexOf(inspector.value) == -1
    inspector.resize(230, 460)
    assert [tabs.tabText(i) for i in range(3)] == ["Fields", "Value", "Record ✗"]

    def shown() -> list[str]:
        findings = inspector.findChildren(SelectableText, "finding")
        return [finding.toPlainText() for finding in findings if finding.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    assert "Copy the file again" not in shown()[0]
    tabs.setCurrentIndex(1)
    inspector.resize(320, 760)
    assert tabs.count() == 2
    assert inspector.value.isVisible()


def test_every_control_has_an_accessible_name(inspector: Inspector, go: Go) -> None:
    go("slide-A.tfrecords", 0)
    for widget in inspector.findChildren(QWidget):
        inside = widget.objectName().startswith("qt_") or widget.window() is not inspector
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inside:
            parent = widget.parentWidget()
            named = widget.accessibleName() or (parent and parent.accessibleName())
            assert named, (type(widget), widget.objectName())


@pytest.mark.parametrize(
    ("size", "room", "expected"),
    [
        (QSize(64, 64), QSize(300, 300), QSize(256, 256)),
        (QSize(299, 299), QSize(310, 310), QSize(299, 299)),
        (QSize(160, 160), QSize(300, 300), QSize(300, 300)),
        (QSize(1000, 500), QSize(300, 300), QSize(300, 150)),
        (QSize(0, 0), QSize(300, 300), QSize()),
    ],
)
def test_a_picture_is_fitted_in_whole_pixels_where_that_wastes_little(
    size: QSize, room: QSize, expected: QSize
) -> None:
    assert fitted(size, room) == expected


@pytest.mark.parametrize("file", ["extra_features.tfrecords", "sequence_example.tfrecord"])
def test_the_field_model_is_sound_while_records_change(
    qapp: object, golden: Path, file: str
) -> None:
    model = FieldModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with TFRecord(golden / file, create_index=False) as tfrecord:
        for record in range(3):
            model.set_example(tfrecord.example(record))
    model.set_example(parse_example(b""))
    model.set_example(Example({}))
    model.set_example(None)
    del tester


def test_the_image_is_looked_for_once_however_many_fields_there_are(
    inspector: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    first = Example._first

    def counted(example: Example, name: str) -> bytes | None:
        looked.append(name)
        return first(example, name)

    monkeypatch.setattr(Example, "_first", counted)
    example = parse_example(make_example({f"f{i}": i for i in range(300)}))
    inspector.fields.show_example(example)
    assert inspector.fields.path == ("f0",)
    assert len(looked) <= 300


def test_the_columns_fit_once_it_was_narrow(inspector: Inspector, go: Go) -> None:
    fields = inspector.fields
    for width in (200, 320):
        inspector.resize(width, 760)
    go("slide-A.tfrecords", 0)
    assert not fields.isColumnHidden(KIND)
    assert fields.header().length() <= fields.viewport().width()
    assert fields.columnWidth(KIND) < 80


def test_the_values_are_seen_even_where_it_is_narrow(inspector: Inspector, go: Go) -> None:
    go("slide-A.tfrecords", 0)
    fields = inspector.fields
    for width, hidden in ((200, [KIND, LENGTH]), (240, [KIND]), (320, [])):
        inspector.resize(width, 760)
        assert [column for column in range(4) if fields.isColumnHidden(column)] == hidden
        assert fields.columnWidth(VALUE) > 60
        assert not fields.horizontalScrollBar().isVisible()
