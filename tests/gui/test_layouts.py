from pathlib import Path

import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, dialog, open_paths, session_of, write_tfrecord
from tfrviewer.gui.layout_store import KeptLayout, Layout, LayoutStore, Place, dataset_key
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.opening import Tiles, ToOpen

LAYOUT = Layout(b"\0\xff", b"centre", "map", 200, b"c")
PLACE = Place("x > 0", (("y", True), ("x", False)), "/a/b.tfrecords", 7)


def test_what_is_kept_of_a_dataset_is_there_at_the_next_start(tmp_path: Path, qapp: object) -> None:
    what = ToOpen.of(tmp_path / "a")
    store = LayoutStore(tmp_path / "layouts.ini")
    store.keep(what, LAYOUT, PLACE)
    store.name("For ö / reading", LAYOUT)
    store.save()
    again = LayoutStore(tmp_path / "layouts.ini")
    kept = again.of_dataset(what)
    assert kept is not None
    assert (kept.layout, kept.place) == (LAYOUT, PLACE)
    assert again.of_dataset(ToOpen.of(tmp_path / "b")) is None
    assert again.names == ["For ö / reading"]
    assert again.named("For ö / reading") == LAYOUT
    again.forget("For ö / reading")
    assert again.names == []


def test_annotations_make_no_other_dataset_but_tiles_do(tmp_path: Path) -> None:
    plain = ToOpen((tmp_path,))
    assert dataset_key(plain) == dataset_key(ToOpen((tmp_path,), annotations=tmp_path / "a.csv"))
    assert dataset_key(plain) != dataset_key(ToOpen((tmp_path,), Tiles("299px_302um")))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"layout": {"panels": "?"}, "place": {}}',
        '{"layout": {"tile_px": "9"}, "place": {}}',
        '{"layout": {}, "place": {"keys": [["x"]]}}',
        '{"layout": {}, "place": {"keys": [[]], "record": "1"}}',
        '{"layout": {}, "place": {"condition": 3}}',
        '{"layout": {}, "place": {"record": -1}}',
        '{"layout": {}, "place": {}, "when": NaN}',
        '{"layout": {}, "place": {}, "when": 1' + "0" * 400 + "}",
    ],
)
def test_what_somebody_spoiled_is_not_taken(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of whatever kind
        KeptLayout.from_json(text)


def test_what_was_left_longest_ago_is_forgotten(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tfrviewer.gui.layout_store.MOST_DATASETS", 2)
    store = LayoutStore(tmp_path / "layouts.ini")
    for when, name in ((3, "c"), (1, "a"), (2, "b")):
        store.keep(ToOpen.of(tmp_path / name), LAYOUT, PLACE, now=when)
    kept = [store.of_dataset(ToOpen.of(tmp_path / name)) is not None for name in "abc"]
    assert kept == [False, True, True]


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    for name in ("one", "two"):
        write_tfrecord(tmp_path / name / "a.tfrecords", 8)
    return [tmp_path / "one", tmp_path / "two"]


def test_each_dataset_comes_back_as_it_was_left(
    window: MainWindow, folders: list[Path], qtbot: QtBot
) -> None:
    one, two = folders
    open_paths(window, [one], qtbot)
    session = session_of(window)
    window.docks["inspector"].close()
    action(window, "show_map").trigger()
    window.size_slider.moved.emit(200)
    assert window.workspace is not None
    window.workspace.map.colouring.colour_by("bytes")
    window.filter_line.set_condition("format = 'png' AND x > 0")
    qtbot.waitUntil(lambda: len(session.order) == 6)
    session.sort([("y", True)])
    qtbot.waitUntil(lambda: session.sort_keys == [("y", True)])
    session.click(5, ctrl=False, shift=False)
    open_paths(window, [two], qtbot)
    assert session.filter_text == ""  # what was narrowed there is not narrowed here
    assert session.sort_keys == []
    window.docks["inspector"].show()
    action(window, "show_all").trigger()
    action(window, "close_dataset").trigger()

    open_paths(window, [one], qtbot)
    qtbot.waitUntil(lambda: len(session.order) == 6)
    assert window.filter_line.text() == session.filter_text == "format = 'png' AND x > 0"
    assert session.sort_keys == [("y", True)]
    assert session.current == 5
    assert window.docks["inspector"].isHidden()
    assert window.workspace is not None
    assert window.workspace.maximised == "map"
    assert window.workspace.map.colouring.column == "bytes"
    assert window.size_slider.value == window.workspace.grid.tile_size == 200
    open_paths(window, [two], qtbot)
    assert window.docks["inspector"].isVisible()
    assert window.workspace.maximised == ""


def test_a_layout_with_a_name_serves_any_dataset(
    window: MainWindow, folders: list[Path], qtbot: QtBot
) -> None:
    open_paths(window, folders[:1], qtbot)
    window.docks["dataset"].close()
    action(window, "save_layout").trigger()
    asked = dialog(window, "layoutNameDialog")
    assert isinstance(asked, QInputDialog)
    asked.setTextValue("  QC  round ")
    asked.accept()
    window.docks["dataset"].show()
    open_paths(window, folders[1:], qtbot)
    menu = window.menus["layouts"]
    menu.aboutToShow.emit()
    entries = {a.text(): a.trigger for a in menu.actions()}
    assert next(iter(entries)) == "QC round"
    entries["QC round"]()
    assert window.docks["dataset"].isHidden()
    window.layouts.apply(Layout(tile_px=-(10**12)))
    assert window.size_slider.value == 32
    window.layouts.store.forget("QC round")
    menu.aboutToShow.emit()
    assert "QC round" not in [a.text() for a in menu.actions()]
