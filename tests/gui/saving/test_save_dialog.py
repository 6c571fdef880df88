import csv
import os
import threading
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from tests.gui.saving.asking import (
    ask,
    open_cohort,
    part,
    pick,
    save,
    settle,
    told,
    type_target,
    visible,
)
from tests.gui.windows import action, session_of
from tests.unit.dataset.made import tile, tree, write
from tfrviewer.build.request.choices import Existing
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.saving.dialog import SaveDialog
from tfrviewer.gui.saving.looking import Look, look_at
from tfrviewer.tfrecord.file import TFRecord


def slides_of(path: Path) -> list[tuple[str, int]]:
    """What records of a TFRecord tell: slide and x."""
    with TFRecord(path) as file:
        return [(str(file[i]["slide"]), int(file[i]["loc_x"])) for i in range(len(file))]


def test_enter_twice_is_a_right_copy(window: MainWindow, cohort: Path, qtbot: QtBot) -> None:
    session = open_cohort(window, cohort, qtbot, [1, 2, 7, 13])
    before = tree(cohort)
    session.sort([("grade", True)])
    qtbot.waitUntil(session.is_settled)
    with qtbot.waitSignal(window.saving.shown):
        action(window, "save_selection").trigger()
    (dialog,) = window.findChildren(SaveDialog)
    # Before all was looked at: it begins by itself once that is done.
    with qtbot.waitSignal(window.saving.ended, timeout=30_000):
        qtbot.keyClick(dialog.field.line, Qt.Key.Key_Return)
    out = cohort.parent / "cohort-selection"
    assert slides_of(out / "a.tfrecords") == [("a", 512), ("a", 256)]  # as shown
    assert slides_of(out / "b.tfrecords") == [("b", 256)]
    assert slides_of(out / "c.tfrecords") == [("c", 256)]
    assert (out / "a.index.npz").is_file()
    assert told(window) == "4 records in 3 TFRecords saved to “cohort-selection”."
    assert tree(cohort) == before
    assert not visible(window)


def test_enter_while_the_disk_is_looked_at_saves_once_it_was(
    window: MainWindow, cohort: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_cohort(window, cohort, qtbot, [1])
    may_look = threading.Event()

    def late(*args: Any) -> Look:  # noqa: ANN401 - whatever it is given
        assert may_look.wait(20)
        return look_at(*args)

    monkeypatch.setattr("tfrviewer.gui.saving.dialog.look_at", late)
    with qtbot.waitSignal(window.saving.shown):
        action(window, "save_selection").trigger()
    (dialog,) = window.findChildren(SaveDialog)
    qtbot.waitUntil(lambda: dialog.prepared is not None)
    assert dialog.button.isEnabled()
    with qtbot.waitSignal(window.saving.ended, timeout=30_000):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        may_look.set()
    assert slides_of(cohort.parent / "cohort-selection" / "a.tfrecords") == [("a", 256)]


def test_what_is_selected_and_filtered_out_is_saved_and_said(
    window: MainWindow, cohort: Path, qtbot: QtBot
) -> None:
    session = open_cohort(window, cohort, qtbot, [1, 13])
    session.set_filter("slide = 'c'")
    qtbot.waitUntil(session.is_settled)
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    text = part(dialog, "saveWhatTold", QLabel).text()
    assert text.startswith("2 records of 2 slides")
    assert text.endswith("1 of them is filtered out.")
    pick(dialog, "saveWhat", "All that is shown")
    settle(dialog, qtbot)
    assert part(dialog, "saveWhatTold", QLabel).text().startswith("6 records of 1 slide")
    assert dialog.field.line.text() == str(cohort.parent / "cohort-filtered")
    dialog.reject()


def test_records_left_out_are_named_and_can_be_copied(
    window: MainWindow, cohort: Path, qtbot: QtBot
) -> None:
    open_cohort(window, cohort, qtbot, list(range(18)))
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    save(window, dialog, qtbot)
    assert told(window).endswith("1 record was left out.")
    buttons = {button.text(): button for button in window.notice.findChildren(QPushButton)}
    assert {"What was left out…", "Open it", "Show folder"} <= buttons.keys()
    buttons["What was left out…"].click()
    table = window.findChild(QTableView, "saveLeftOutTable")
    assert table is not None
    model = table.model()
    line = [model.index(0, column).data() for column in range(3)]
    assert line[:2] == ["b.tfrecords", "2"]
    assert "checksum" in line[2]
    copy = table.window().findChild(QPushButton, "saveLeftOutCopy")
    assert isinstance(copy, QPushButton)
    copy.click()
    head, first = QApplication.clipboard().text().splitlines()[:2]
    assert head.split("\t") == ["file", "record", "why"]
    assert first.split("\t")[:2] == [str(cohort / "b.tfrecords"), "2"]
    table.window().close()


def test_what_was_saved_can_be_opened(window: MainWindow, cohort: Path, qtbot: QtBot) -> None:
    open_cohort(window, cohort, qtbot, [0, 13])
    save(window, ask(window, "save_selection", SaveDialog, qtbot), qtbot)
    (button,) = (b for b in window.notice.findChildren(QPushButton) if b.text() == "Open it")
    session = session_of(window)
    with qtbot.waitSignal(session.settled, timeout=20_000):
        button.click()
    assert session.n_records == 2
    assert session.name == "cohort-selection"


@pytest.mark.parametrize("choice", [Existing.SKIP, Existing.REPLACE])
def test_what_is_there_is_asked_about(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot, choice: Existing
) -> None:
    out = tmp_path / "out"
    old = write(out / "a.tfrecords", [tile("old")]).read_bytes()
    open_cohort(window, cohort, qtbot, [1, 13])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    type_target(dialog, out, qtbot)
    assert "a.tfrecords is there already" in part(dialog, "saveExistingTold", QLabel).text()
    assert not dialog.button.isEnabled()
    dialog.existing.buttons[choice].click()
    settle(dialog, qtbot)
    save(window, dialog, qtbot)
    assert ((out / "a.tfrecords").read_bytes() == old) is (choice is Existing.SKIP)
    assert slides_of(out / "c.tfrecords") == [("c", 256)]
    assert ("1 TFRecord stayed" in told(window)) is (choice is Existing.SKIP)


def test_an_answer_counts_for_its_folder_alone(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in ("out", "other"):
        write(tmp_path / name / "a.tfrecords", [tile("old")])
    open_cohort(window, cohort, qtbot, [1])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    type_target(dialog, tmp_path / "out", qtbot)
    dialog.existing.buttons[Existing.REPLACE].click()
    settle(dialog, qtbot)
    assert dialog.button.isEnabled()
    type_target(dialog, tmp_path / "other", qtbot)
    assert not dialog.button.isEnabled()
    dialog.reject()


def test_the_open_dataset_is_never_written_over(
    window: MainWindow, cohort: Path, qtbot: QtBot
) -> None:
    open_cohort(window, cohort, qtbot, [1])
    before = tree(cohort)
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    type_target(dialog, cohort, qtbot)
    words = part(dialog, "saveTargetTold", QLabel)
    assert "one of the TFRecords that the records come from" in words.text()
    assert not dialog.button.isEnabled()
    pick(dialog, "saveForm", "Table: CSV")
    link = cohort.parent / "link.csv"
    link.symlink_to(cohort / "a.tfrecords")
    type_target(dialog, link, qtbot)
    assert "belongs to the open dataset" in words.text()
    assert not dialog.button.isEnabled()
    pick(dialog, "saveForm", "TFRecords")
    type_target(dialog, cohort / "copy", qtbot)
    assert "will have these records twice" in words.text()  # it may, and says what that means
    assert dialog.button.isEnabled()
    dialog.reject()
    assert tree(cohort) == before


def test_a_folder_that_may_not_be_written_to_is_told_at_once(
    window: MainWindow,
    cohort: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "locked"
    out.mkdir()
    access = os.access

    def locked(path: Path, mode: int) -> bool:  # root may write anywhere
        return Path(path) != out and access(path, mode)

    monkeypatch.setattr(os, "access", locked)
    open_cohort(window, cohort, qtbot, [1])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    for form in ("TFRecords", "Images", "Table: CSV"):
        pick(dialog, "saveForm", form)
        type_target(dialog, out / "new", qtbot)
        assert "may not be written to" in part(dialog, "saveTargetTold", QLabel).text()
        assert not dialog.button.isEnabled()
    dialog.reject()


def test_a_file_where_a_folder_should_be_is_told_at_once(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_bytes(b"x")
    open_cohort(window, cohort, qtbot, [1])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    type_target(dialog, tmp_path / "file" / "new", qtbot)
    assert "not a folder to write to" in part(dialog, "saveTargetTold", QLabel).text()
    assert not dialog.button.isEnabled()
    dialog.reject()


def test_all_go_into_one_tfrecord_with_a_manifest(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    open_cohort(window, cohort, qtbot, [13, 1])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    pick(dialog, "saveLayout", "A single one")
    settle(dialog, qtbot)
    assert dialog.field.line.text().endswith("cohort-selection.tfrecords")
    type_target(dialog, tmp_path / "one", qtbot)
    save(window, dialog, qtbot)
    assert slides_of(tmp_path / "one.tfrecords") == [("a", 256), ("c", 256)]


def test_images_are_named_by_a_template_that_shows_an_example(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    open_cohort(window, cohort, qtbot, [1, 13])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    pick(dialog, "saveForm", "Images")
    template = part(dialog, "saveTemplate", QLineEdit)
    example = part(dialog, "saveTemplateTold", QLabel)
    template.selectAll()
    qtbot.keyClicks(template, "{nothing}")
    assert "No record has a field “nothing”" in example.text()
    assert not dialog.button.isEnabled()
    template.selectAll()
    qtbot.keyClicks(template, "{slide}/{grade:03}")
    assert example.text() == "Such as a/001.jpg"
    type_target(dialog, tmp_path / "images", qtbot)
    save(window, dialog, qtbot)
    assert sorted(tree(tmp_path / "images")) == ["a/001.jpg", "c/001.jpg", "metadata.csv"]
    assert told(window) == "2 images saved to “images”."


def test_a_table_has_the_columns_chosen_in_the_order_shown(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    session = open_cohort(window, cohort, qtbot, [1, 2, 13])
    session.sort([("number", True)])
    qtbot.waitUntil(session.is_settled)
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    pick(dialog, "saveForm", "Table: CSV")
    pick(dialog, "saveColumns", "These")
    columns = dialog._table.list
    for at in range(columns.count()):
        line = columns.item(at)
        on = line.text() in ("number", "slide")
        line.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    settle(dialog, qtbot)
    type_target(dialog, tmp_path / "table", qtbot)
    save(window, dialog, qtbot)
    with (tmp_path / "table.csv").open(newline="") as file:
        assert list(csv.reader(file)) == [["number", "slide"], ["13", "c"], ["2", "a"], ["1", "a"]]
    assert told(window) == "3 records saved to “table.csv”."


def test_a_table_that_is_there_is_replaced_only_when_said(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    old = tmp_path / "old.parquet"
    old.write_bytes(b"old")
    open_cohort(window, cohort, qtbot, [1, 2])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    pick(dialog, "saveForm", "Table: Parquet")
    type_target(dialog, old, qtbot)
    assert not dialog.button.isEnabled()
    assert not dialog.existing.buttons[Existing.SKIP].isVisible()
    dialog.existing.buttons[Existing.REPLACE].click()
    settle(dialog, qtbot)
    save(window, dialog, qtbot)
    assert pl.read_parquet(old)["number"].to_list() == [1, 2]


def test_geojson_of_several_slides_goes_to_a_folder(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    open_cohort(window, cohort, qtbot, [1, 2, 13, 14])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    pick(dialog, "saveForm", "GeoJSON for QuPath")
    type_target(dialog, tmp_path / "squares", qtbot)
    save(window, dialog, qtbot)
    assert sorted(tree(tmp_path / "squares")) == ["a.geojson", "c.geojson"]


def test_fields_are_joined_and_a_slide_renamed(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    scores = tmp_path / "scores.csv"
    scores.write_text("slide,score\na,1.5\nc,2.5\n")
    open_cohort(window, cohort, qtbot, [1, 13])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    dialog._more.fold.open()
    dialog._more.join(scores)
    qtbot.waitUntil(lambda: dialog._more.fields.ticked == ("score",))
    name = part(dialog, "saveNewName", QLineEdit)
    qtbot.keyClicks(name, "first")
    settle(dialog, qtbot)
    assert dialog._more.fold.short == "adds score · 1 renamed"
    type_target(dialog, tmp_path / "out", qtbot)
    save(window, dialog, qtbot)
    with TFRecord(tmp_path / "out" / "first.tfrecords") as file:
        assert file[0]["score"] == 1.5
        assert file[0]["slide"] == "first"
    with TFRecord(tmp_path / "out" / "c.tfrecords") as file:
        assert file[0]["score"] == 2.5


def test_a_file_that_cannot_be_joined_is_told_in_the_dialog(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    scores = tmp_path / "scores.csv"
    scores.write_text("name,score\na,1.5\n")
    open_cohort(window, cohort, qtbot, [1])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    dialog._more.fold.open()
    dialog._more.join(scores)
    words = part(dialog, "saveFieldsTold", QLabel)
    qtbot.waitUntil(lambda: "scores.csv" in words.text() and "slide" in words.text())
    assert dialog.button.isEnabled()
    dialog.reject()


def test_a_dialog_that_is_closed_waits_for_no_file(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    scores = tmp_path / "scores.csv"
    scores.write_text("slide,score\na,1.5\n")
    open_cohort(window, cohort, qtbot, [1])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    dialog._more.join(scores)
    dialog.reject()
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert not visible(window)


def test_another_dataset_closes_the_dialog(window: MainWindow, cohort: Path, qtbot: QtBot) -> None:
    session = open_cohort(window, cohort, qtbot, [1])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    session.close()
    assert not dialog.isVisible()


def test_the_menus_of_the_views_save_the_selection(
    window: MainWindow, cohort: Path, qtbot: QtBot
) -> None:
    from tfrviewer.gui.records.menus import cell_entries
    from tfrviewer.gui.tile_deeds import selection_deeds

    session = open_cohort(window, cohort, qtbot, [])
    workspace = window.workspace
    assert workspace is not None
    deeds = selection_deeds(session, workspace.grid.pictures)
    (deed,) = (one for one in deeds if one.name == "saveSelection")
    assert not deed.is_enabled
    session.click(1, ctrl=False, shift=False)
    deeds = selection_deeds(session, workspace.grid.pictures)
    (deed,) = (one for one in deeds if one.name == "saveSelection")
    (entry,) = (
        one for one in cell_entries(workspace.table, 0, 0) if one.text == "Save selection as…"
    )
    assert entry.do is not None
    for do in (deed.run, entry.do):
        with qtbot.waitSignal(window.saving.shown):
            do()
        (dialog,) = (one for one in window.findChildren(SaveDialog) if one.isVisible())
        settle(dialog, qtbot)
        dialog.reject()


def test_every_key_of_the_dialog_is_given_once(
    window: MainWindow, cohort: Path, qtbot: QtBot
) -> None:
    from tests.gui.saving.keys import keys_given

    open_cohort(window, cohort, qtbot, [1])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    dialog._more.fold.open()
    for form in ("TFRecords", "Images", "Table: CSV", "GeoJSON for QuPath"):
        pick(dialog, "saveForm", form)
        keys = keys_given(dialog)
        assert len(set(keys)) == len(keys), (form, keys)
    settle(dialog, qtbot)
    dialog.reject()
