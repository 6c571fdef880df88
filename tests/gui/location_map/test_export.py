"""Saving the map as a picture, a drawing, or squares for QuPath."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import cast

import numpy as np
import polars as pl
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from tests.gui.location_map.conftest import Hand, PlacedDataset, grid_places
from tests.gui.location_map.test_grid_marking import Open
from tests.gui.location_map.test_map import colours, same
from tfrviewer.errors import TfrError
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.location_map import export as export_module
from tfrviewer.gui.location_map import export_dialog
from tfrviewer.gui.location_map.export import ExportRequest, Form, MapExport, Which
from tfrviewer.gui.location_map.export_dialog import ExportDialog
from tfrviewer.gui.location_map.exports import MapExports
from tfrviewer.gui.location_map.view import LocationMap
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.jobs import Cancelled, CancelToken

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def placed(hand: Hand, open_places: Open) -> PlacedDataset:
    """A slide of 6 by 4 tiles on the map, and another of 2 by 2."""
    dataset = open_places(first=grid_places(6, 4), second=grid_places(2, 2))
    hand.settle()
    return dataset


def save(hand: Hand, target: Path, form: Form, **given: object) -> object:
    """Save the map, as the job does it."""
    work = MapExport.of(hand.view).work(ExportRequest(form, target, **given))  # type: ignore[arg-type]
    return work(lambda *_: None, CancelToken())


def test_that_a_picture_of_any_width_shows_what_the_map_shows(
    hand: Hand, placed: PlacedDataset, tmp_path: Path
) -> None:
    hand.view.session.select(np.array([7, 8]), SelectMode.REPLACE)
    hand.settle()
    save(hand, tmp_path / "a.png", Form.PNG, whole=True, width=640, legend=False)
    image = QImage(str(tmp_path / "a.png"))
    assert image.width() == 640
    assert image.height() == pytest.approx(640 * 4 / 6, rel=0.05)
    middle = QImage(image).pixelColor(image.width() // 4, int(image.height() * 0.4))
    assert same(middle, colours(hand.view).selected)
    save(hand, tmp_path / "b.png", Form.PNG, width=500)
    taller = QImage(str(tmp_path / "b.png"))
    plot = hand.canvas.plot_rect()
    assert taller.height() > round(500 * plot.height() / plot.width())
    below = taller.copy(0, taller.height() - 20, 500, 20)
    grey = {QColor(below.pixel(x, y)).name() for x in range(0, 500) for y in range(20)}
    assert len(grey) > 2  # words


def test_that_a_drawing_has_squares_and_says_what_they_mean(
    hand: Hand, placed: PlacedDataset, tmp_path: Path, qtbot: QtBot
) -> None:
    hand.view.colouring.colour_by("score")
    qtbot.waitUntil(lambda: hand.view.colouring.is_settled() and hand.view.is_settled())
    with qtbot.waitSignal(hand.view.session.order_changed):
        hand.view.session.set_filter("number <> 3")
    hand.settle()
    save(hand, tmp_path / "a.svg", Form.SVG, whole=True)
    drawing = ET.parse(tmp_path / "a.svg").getroot()
    paths = {p.get("fill", ""): p.get("d", "").count("M") for p in drawing.iter(f"{SVG}path")}
    assert sum(n for fill, n in paths.items() if fill.startswith("#")) == 23
    words = " ".join(one.text or "" for one in drawing.iter(f"{SVG}text"))
    assert "first" in words
    assert "pitch 512 px" in words
    assert "score" in words
    assert len(paths) > 4  # a colour a value


def test_that_squares_for_qupath_are_those_chosen_with_classes_in_their_colours(
    hand: Hand, placed: PlacedDataset, tmp_path: Path, qtbot: QtBot
) -> None:
    hand.view.colouring.colour_by("slide")
    qtbot.waitUntil(lambda: hand.view.colouring.is_settled() and hand.view.is_settled())
    hand.view.session.select(np.array([1, 2, 25]), SelectMode.REPLACE)
    save(hand, tmp_path / "a.geojson", Form.GEOJSON, which=Which.SELECTED)
    features = json.loads((tmp_path / "a.geojson").read_text())["features"]
    assert [one["properties"]["record"] for one in features] == [1, 2]
    classes = [one["properties"]["classification"] for one in features]
    entry = hand.view.colouring.entries[0]
    assert classes[0]["name"] == entry.key
    assert classes[0]["color"] == [entry.argb >> shift & 255 for shift in (16, 8, 0)]
    save(hand, tmp_path / "all", Form.GEOJSON, which=Which.ALL, all_slides=True)
    assert len(list((tmp_path / "all").iterdir())) == 2


def test_that_squares_have_the_numbers_that_colour_them_also_joined_ones(
    hand: Hand, placed: PlacedDataset, tmp_path: Path, qtbot: QtBot
) -> None:
    session = hand.view.session
    scores = np.arange(session.n_records) / 4
    session.add_columns("scores.csv", pl.DataFrame({"joined": scores}))
    for column in ("joined", "bytes"):
        hand.view.colouring.colour_by(column)
        qtbot.waitUntil(lambda: hand.view.colouring.is_settled() and hand.view.is_settled())
        save(hand, tmp_path / "a.geojson", Form.GEOJSON)
        features = json.loads((tmp_path / "a.geojson").read_text())["features"]
        told = [one["properties"]["measurements"] for one in features]
        numbers = [one["number"] for one in told]
        assert [one[column] for one in told] == session.frame[column][numbers].to_list()


def test_that_tiles_without_a_grid_are_squares_as_the_map_draws_them(
    hand: Hand, open_places: Open, tmp_path: Path
) -> None:
    random = np.random.default_rng(4)
    open_places(cells=[(int(x), int(y)) for x, y in random.integers(1, 9000, (40, 2))])
    save(hand, tmp_path / "a.geojson", Form.GEOJSON)
    features = json.loads((tmp_path / "a.geojson").read_text())["features"]
    (ring,) = features[0]["geometry"]["coordinates"]
    assert ring[1][0] - ring[0][0] == pytest.approx(hand.slide.tiles.side_x)


def test_that_squares_at_a_tenth_of_their_places_are_warned_of(
    hand: Hand, open_places: Open
) -> None:
    open_places(old=[(x // 10, y // 10) for x, y in filter(None, grid_places(20, 9, 604))])
    dialog = ExportDialog(MapExport.of(hand.view), "", hand.view)
    dialog.choose(Form.GEOJSON)
    says = dialog.findChild(QLabel, "mapExportSays")
    assert says is not None
    assert "divided by ten" in says.text()


def test_that_what_is_cancelled_or_too_large_leaves_nothing(
    hand: Hand, placed: PlacedDataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancel = CancelToken()
    cancel.cancel()
    for form in Form:
        work = MapExport.of(hand.view).work(ExportRequest(form, tmp_path / f"a.{form}"))
        with pytest.raises(Cancelled):
            work(lambda *_: None, cancel)
    monkeypatch.setattr(export_module, "MOST_SQUARES", 5)
    with pytest.raises(TfrError, match="24 tiles would take other programs minutes"):
        save(hand, tmp_path / "a.svg", Form.SVG)
    with pytest.raises(TfrError, match="too large to be made"):
        save(hand, tmp_path / "a.png", Form.PNG, width=30_000)
    assert list(tmp_path.iterdir()) == []


def test_that_the_dialog_says_what_will_be_saved_and_refuses_what_cannot_be(
    hand: Hand, placed: PlacedDataset, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = ExportDialog(MapExport.of(hand.view), "", hand.view)
    says, buttons = dialog.findChild(QLabel, "mapExportSays"), dialog.findChild(QDialogButtonBox)
    assert says is not None
    assert buttons is not None
    save_button = buttons.button(QDialogButtonBox.StandardButton.Save)
    assert says.text().startswith("2000 × ")
    dialog.width_box.setValue(32_000)
    assert not save_button.isEnabled()
    dialog.choose(Form.SVG)
    assert says.text() == "24 squares."
    assert save_button.isEnabled()
    monkeypatch.setattr(export_dialog, "MOST_SQUARES", 5)
    dialog.legend.toggle()
    assert "Save it as a picture" in says.text()
    assert not save_button.isEnabled()
    dialog.choose(Form.GEOJSON)
    assert says.text().startswith("24 squares")
    dialog.which.setCurrentIndex(1)
    assert says.text() == "There are no such tiles."
    dialog.which.setCurrentIndex(2)
    dialog.slides.setCurrentIndex(1)
    assert says.text().startswith("28 squares")
    with qtbot.waitSignal(dialog.asked) as asked:
        dialog.save_to(Path("/somewhere"))
    assert asked.args == [
        ExportRequest(
            Form.GEOJSON, Path("/somewhere"), width=32_000, legend=False,
            which=Which.ALL, all_slides=True,
        )
    ]  # fmt: skip


def map_of(window: MainWindow, qtbot: QtBot) -> LocationMap:
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert window.workspace is not None
    return window.workspace.map


def test_that_a_map_is_saved_from_the_window_and_that_is_told(
    window: MainWindow, golden: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.open_paths([golden / "slide-A.tfrecords"], remember=False)
    view = map_of(window, qtbot)
    qtbot.waitUntil(lambda: view.slide is not None)
    exports = MapExports(window)
    with qtbot.waitSignal(exports.shown) as shown:
        exports.ask(view)
    dialog = cast("ExportDialog", shown.args[0])
    dialog.choose(Form.SVG)
    with qtbot.waitSignal(exports.ended):
        dialog.save_to(tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<?xml")
    assert window.notice.text == "a.svg was saved."
    with qtbot.waitSignal(exports.shown) as shown:
        exports.ask(view)
    dialog = cast("ExportDialog", shown.args[0])
    with qtbot.waitSignal(exports.ended):
        dialog.width_box.setValue(32_000)
        dialog.save_to(tmp_path / "a.png")
    assert "too large to be made" in window.notice.text


def test_that_without_a_map_the_reason_is_told(
    window: MainWindow, golden: Path, qtbot: QtBot
) -> None:
    window.open_paths([golden / "no_locations.tfrecords"], remember=False)
    view = map_of(window, qtbot)
    qtbot.waitUntil(lambda: "no locations" in view.message)
    MapExports(window).ask(view)
    assert "no locations" in window.notice.text
