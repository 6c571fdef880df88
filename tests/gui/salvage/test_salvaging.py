"""Tools > Salvage Damaged File: says what is saved and lost, then saves and offers to open."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, open_paths, session_of
from tfrviewer import TFRecord
from tfrviewer.gui.finding_deeds import DAMAGE, Deed
from tfrviewer.gui.form import Meaning, Tone
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.salvage.dialog import SalvageDialog
from tfrviewer.gui.salvage.places import FATE
from tfrviewer.gui.settings import SAVED_IN


@pytest.fixture
def golden_files(golden: Path, tmp_path: Path) -> Path:
    """A folder with damaged files."""
    folder = tmp_path / "tiles"
    folder.mkdir()
    for name in ("flipped_data_crc", "two_holes", "slide-A", "lfs_pointer", "wrong_length"):
        (folder / f"{name}.tfrecords").write_bytes((golden / f"{name}.tfrecords").read_bytes())
    return folder


def show(window: MainWindow, path: Path, qtbot: QtBot) -> SalvageDialog:
    with qtbot.waitSignal(window.salvaging.shown, timeout=10_000):
        window.salvaging.salvage(path)
    (dialog,) = window.findChildren(SalvageDialog)
    qtbot.waitUntil(dialog.is_settled)
    return dialog


def told(dialog: SalvageDialog, name: str) -> tuple[str, Tone]:
    (meaning,) = (
        found
        for found in dialog.findChildren(Meaning)
        if found.findChild(object, name) is not None  # type: ignore[type-var]
    )
    return meaning.text, meaning.tone


@pytest.mark.usefixtures("english")
def test_what_is_saved_and_lost_is_said_before(
    window: MainWindow, golden_files: Path, qtbot: QtBot
) -> None:
    dialog = show(window, golden_files / "two_holes.tfrecords", qtbot)
    assert told(dialog, "salvageHeadline") == ("18 records can be saved.", Tone.WARNING)
    assert told(dialog, "salvageLost")[0].startswith("Lost: 2 stretches, 5.4 kB")
    assert dialog.model.texts(0)[:2] == ("Byte 5,018", "Lost")
    assert not list(golden_files.glob("*.index.npz"))
    assert not (golden_files.parent / "salvaged").exists()


def test_the_new_file_can_be_opened_at_once(
    window: MainWindow, golden_files: Path, qtbot: QtBot
) -> None:
    path = golden_files / "two_holes.tfrecords"
    before = path.read_bytes()
    dialog = show(window, path, qtbot)
    with qtbot.waitSignal(window.salvaging.ended, timeout=10_000):
        dialog.button.click()
    out = golden_files.parent / "salvaged" / path.name
    assert len(TFRecord(out)) == 18
    assert path.read_bytes() == before
    assert window.notice.text == "Saved to two_holes.tfrecords: 18 records. Lost: 2 stretches."
    (button,) = (b for b in window.notice.findChildren(QPushButton) if b.text() == "Open it")
    with qtbot.waitSignal(session_of(window).settled, timeout=10_000):
        button.click()
    assert session_of(window).n_records == 18


def test_doubtful_records_are_saved_only_when_ticked(
    window: MainWindow, golden_files: Path, qtbot: QtBot
) -> None:
    dialog = show(window, golden_files / "flipped_data_crc.tfrecords", qtbot)
    assert told(dialog, "salvageHeadline")[0] == "19 of 20 records can be saved."
    assert dialog.model.texts(0)[FATE] == "Left out"
    (box,) = dialog.findChildren(QCheckBox, "salvageDoubtful")
    box.click()
    assert told(dialog, "salvageHeadline")[0] == "All 20 records can be saved."
    assert dialog.model.texts(0)[FATE] == "Saved, look at it"
    with qtbot.waitSignal(window.salvaging.ended, timeout=10_000):
        dialog.button.click()
    assert len(TFRecord(golden_files.parent / "salvaged" / "flipped_data_crc.tfrecords")) == 20


def test_a_file_that_is_there_is_never_the_target(
    window: MainWindow, golden_files: Path, qtbot: QtBot
) -> None:
    path = golden_files / "wrong_length.tfrecords"
    dialog = show(window, path, qtbot)
    assert dialog.button.isEnabled()
    dialog.field.chosen.emit(path)
    qtbot.waitUntil(dialog.is_settled)
    assert told(dialog, "salvageTargetTold")[1] is Tone.ERROR
    assert not dialog.button.isEnabled()
    dialog.accept()
    assert dialog.isVisible()


def test_a_name_that_is_taken_is_not_offered(
    window: MainWindow, golden_files: Path, qtbot: QtBot
) -> None:
    path = golden_files / "wrong_length.tfrecords"
    window.settings.set(SAVED_IN, str(golden_files))  # which is not open
    for name in ("wrong_length-salvaged", "wrong_length-salvaged-2"):
        dialog = show(window, path, qtbot)
        assert dialog.field.line.text() == str(golden_files / f"{name}.tfrecords")
        with qtbot.waitSignal(window.salvaging.ended, timeout=10_000):
            dialog.button.click()
        qtbot.waitUntil(lambda: not window.findChildren(SalvageDialog))


def test_nothing_is_offered_within_the_open_dataset(
    window: MainWindow, golden_files: Path, qtbot: QtBot
) -> None:
    root = golden_files.parent
    inner = root / "run" / "tiles"
    inner.parent.mkdir()
    golden_files.rename(inner)
    open_paths(window, [root / "run"], qtbot)
    name = "two_holes.tfrecords"
    window.settings.set(SAVED_IN, str(inner))  # an earlier choice is no reason
    dialog = show(window, inner / name, qtbot)
    assert dialog.field.line.text() == str(root / "salvaged" / name)
    assert told(dialog, "salvageTargetTold")[0] == ""


@pytest.mark.usefixtures("english")
def test_a_target_within_the_open_dataset_is_warned_of_once(
    window: MainWindow, golden_files: Path, qtbot: QtBot
) -> None:
    open_paths(window, [golden_files], qtbot)
    dialog = show(window, golden_files / "two_holes.tfrecords", qtbot)
    dialog.field.line.setText(str(golden_files / "deeper" / "whole.tfrecords"))
    dialog.button.click()  # that takes the target, which nobody warned of yet
    qtbot.waitUntil(dialog.is_settled)
    text, tone = told(dialog, "salvageTargetTold")
    assert "within the open dataset" in text
    assert tone is Tone.WARNING
    assert dialog.isVisible()
    with qtbot.waitSignal(window.salvaging.ended, timeout=10_000):
        dialog.button.click()
    assert (golden_files / "deeper" / "whole.tfrecords").exists()


def test_a_target_that_was_just_typed_is_taken_at_once(
    window: MainWindow, golden_files: Path, qtbot: QtBot
) -> None:
    path = golden_files / "wrong_length.tfrecords"
    (golden_files.parent / "run.2").mkdir()
    dialog = show(window, path, qtbot)
    dialog.field.line.setText(str(golden_files.parent / "run.2"))  # a folder will do
    with qtbot.waitSignal(window.salvaging.ended, timeout=10_000):
        dialog.button.click()
    assert (golden_files.parent / "run.2" / path.name).exists()


def test_what_is_no_tfrecord_is_told_in_words(
    window: MainWindow, golden_files: Path, qtbot: QtBot
) -> None:
    dialog = show(window, golden_files / "lfs_pointer.tfrecords", qtbot)
    text, tone = told(dialog, "salvageHeadline")
    assert "Git-LFS pointer" in text
    assert tone is Tone.ERROR
    assert told(dialog, "salvageMended")[0] == "Fetch the file itself: git lfs pull"
    assert not dialog.button.isEnabled()


@pytest.mark.usefixtures("english", "caplog")
def test_a_file_that_vanished_is_told_in_words(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = show(window, tmp_path / "gone.tfrecords", qtbot)
    assert told(dialog, "salvageHeadline") == ("The file is not there any more.", Tone.ERROR)
    assert not dialog.button.isEnabled()


def test_a_whole_file_is_said_to_be_whole(
    window: MainWindow, golden_files: Path, qtbot: QtBot
) -> None:
    dialog = show(window, golden_files / "slide-A.tfrecords", qtbot)
    assert told(dialog, "salvageHeadline") == (
        "Nothing is damaged: all 42 records are whole.",
        Tone.GOOD,
    )
    assert not dialog.table.isVisible()
    # A copy would be of no use.
    assert not dialog.button.isVisible()
    dialog.accept()
    assert dialog.isVisible()


@pytest.mark.parametrize(
    ("name", "headline", "remedy"),
    [
        ("empty", "The file is empty: there is no record in it.", "Copy it again"),
        (
            "undecodable_images",
            "There is nothing to salvage: all 7 records are as they were written.",
            "",
        ),
    ],
)
@pytest.mark.usefixtures("english")
def test_that_nothing_can_be_salvaged_is_told(
    window: MainWindow, golden_copy: Path, qtbot: QtBot, name: str, headline: str, remedy: str
) -> None:
    dialog = show(window, golden_copy / f"{name}.tfrecords", qtbot)
    assert told(dialog, "salvageHeadline")[0] == headline
    assert told(dialog, "salvageMended")[0].startswith(remedy)
    assert not dialog.button.isVisible()


@pytest.mark.usefixtures("english")
def test_records_without_checksums_are_offered(
    window: MainWindow, golden_copy: Path, qtbot: QtBot
) -> None:
    dialog = show(window, golden_copy / "zeroed_crcs.tfrecords", qtbot)
    assert told(dialog, "salvageHeadline")[0] == "No record matches its checksum."
    assert not dialog.button.isEnabled()
    (box,) = dialog.findChildren(QCheckBox, "salvageDoubtful")
    box.click()
    assert told(dialog, "salvageHeadline")[0] == "All 20 records can be saved."
    assert dialog.button.isEnabled()


def test_the_menu_offers_the_file_that_is_damaged(
    window: MainWindow, golden_files: Path, qtbot: QtBot
) -> None:
    open_paths(window, [golden_files / "two_holes.tfrecords"], qtbot)
    action(window, "salvage_file").trigger()
    dialog = window.findChild(QFileDialog, "salvageFileDialog")
    assert isinstance(dialog, QFileDialog)
    assert [Path(name).name for name in dialog.selectedFiles()] == ["two_holes.tfrecords"]
    dialog.reject()


def test_a_finding_about_damage_leads_to_it(
    window: MainWindow, golden_files: Path, qtbot: QtBot
) -> None:
    open_paths(window, [golden_files / "two_holes.tfrecords"], qtbot)
    assert window.workspace is not None
    panel = window.workspace.findings
    finding = next(found for found in session_of(window).findings if found.kind in DAMAGE)
    with qtbot.waitSignal(window.salvaging.shown, timeout=10_000):
        panel.deed_asked.emit(Deed.SALVAGE, finding)
    (dialog,) = window.findChildren(SalvageDialog)
    qtbot.waitUntil(dialog.is_settled)
    assert dialog.report is not None
    assert dialog.report.source == golden_files / "two_holes.tfrecords"
