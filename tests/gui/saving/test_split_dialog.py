import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from tests.gui.saving.asking import ask, open_cohort, part, pick, save, settle, told, type_target
from tests.gui.saving.keys import keys_given
from tests.gui.windows import session_of
from tests.unit.build.subset.copies import made
from tests.unit.dataset.made import tree, write_slide
from tfrviewer.build.request.choices import Existing
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.saving.split_dialog import SplitDialog


def lines(dialog: SplitDialog) -> list[list[str]]:
    """What the table of parts shows: name, what is typed, records, slides."""
    table = dialog.parts.table
    found = []
    for line in range(table.rowCount()):
        cells = [table.item(line, column) for column in range(4)]
        found.append(["" if cell is None else cell.text() for cell in cells])
    return found


def split_of(out: Path) -> list[dict[str, str]]:
    with (out / "split.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_what_is_previewed_is_what_is_written(
    window: MainWindow, cohort: Path, qtbot: QtBot
) -> None:
    open_cohort(window, cohort, qtbot, [])
    before = tree(cohort)
    dialog = ask(window, "save_split", SplitDialog, qtbot)
    shown = lines(dialog)
    assert [(line[0], line[1]) for line in shown] == [
        ("train", "70 %"),
        ("val", "15 %"),
        ("test", "15 %"),
    ]
    assert sum(int(line[2]) for line in shown) == 18
    assert dialog.parts.table.isColumnHidden(4)  # no annotations, no patients
    assert "Patients may be" in part(dialog, "splitByTold", QLabel).text()
    save(window, dialog, qtbot)
    out = cohort.parent / "cohort-split"
    written = split_of(out)
    for name, _, _, slides in shown:
        assert sum(line["part"] == name for line in written) == int(slides)
    assert {line["slide"] for line in written} == {"a", "b", "c"}
    assert told(window).startswith("17 records in 3 TFRecords saved to “cohort-split”.")
    assert tree(cohort) == before


def test_no_patient_is_in_two_parts(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    folder, annotations = tmp_path / "slides", tmp_path / "annotations.csv"
    text = "patient,slide\n"
    for at in range(8):
        write_slide(folder / f"s{at}.tfrecords", 2)
        text += f"p{at // 2},s{at}\n"
    annotations.write_text(text)
    session = session_of(window)
    with qtbot.waitSignal(session.settled, timeout=20_000):
        window.open_dataset(ToOpen((folder,), annotations=annotations))
    dialog = ask(window, "save_split", SplitDialog, qtbot)
    assert "the annotations tell 4 patients" in part(dialog, "splitByTold", QLabel).text()
    assert not dialog.parts.table.isColumnHidden(4)
    save(window, dialog, qtbot)
    parts: dict[str, set[str]] = {}
    for line in split_of(tmp_path / "slides-split"):
        parts.setdefault(line["patient"], set()).add(line["part"])
    assert len(parts) == 4
    assert all(len(of) == 1 for of in parts.values())


def test_another_seed_draws_other_parts(window: MainWindow, cohort: Path, qtbot: QtBot) -> None:
    open_cohort(window, cohort, qtbot, [])
    dialog = ask(window, "save_split", SplitDialog, qtbot)
    dialog.parts.set_part(0, "train", "34%")
    dialog.parts.set_part(1, "val", "33%")
    dialog.parts.set_part(2, "test", "0.33")
    seed = part(dialog, "splitSeed", QSpinBox)
    drawn = set()
    for number in range(6):
        seed.setValue(number)
        settle(dialog, qtbot)
        assert dialog.request.seed == number
        assert dialog.look is not None
        assert [count.records for count in dialog.look.counts] == [6, 6, 6]
        drawn.add(number)
    assert len(drawn) == 6
    dialog.reject()


def test_parts_by_conditions_and_the_rest(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    open_cohort(window, cohort, qtbot, [])
    dialog = ask(window, "save_split", SplitDialog, qtbot)
    pick(dialog, "splitBy", "Conditions")
    words = part(dialog, "splitPartsTold", QLabel)
    assert "Say which records “train” gets" in words.text()
    assert not dialog.button.isEnabled()
    dialog.parts.set_part(0, "late", "grade > 3")
    dialog.parts.set_part(1, "odd", "nothing = 1")
    qtbot.waitUntil(lambda: "nothing" in words.text())
    assert not dialog.button.isEnabled()
    dialog.parts.set_part(1, "first", "grade = 0")
    settle(dialog, qtbot)
    assert [line[0:1] + line[2:4] for line in lines(dialog)] == [
        ["late", "6", "3"],
        ["first", "3", "3"],
        ["", "9", "3"],
    ]
    assert lines(dialog)[2][1] == "in no part: not written"
    part(dialog, "splitRest", QCheckBox).click()
    name = part(dialog, "splitRestName", QLineEdit)
    name.selectAll()
    qtbot.keyClicks(name, "others")
    settle(dialog, qtbot)
    assert lines(dialog)[2][:3] == ["others", "the rest", "9"]
    pick(dialog, "splitLayout", "One a part")
    type_target(dialog, tmp_path / "out", qtbot)
    save(window, dialog, qtbot)
    files = [name for name in sorted(tree(tmp_path / "out")) if name.endswith(".tfrecords")]
    assert files == ["first/first.tfrecords", "late/late.tfrecords", "others/others.tfrecords"]


def test_only_what_is_shown_is_divided_if_said(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    session = open_cohort(window, cohort, qtbot, [])
    session.set_filter("grade < 2")
    qtbot.waitUntil(session.is_settled)
    dialog = ask(window, "save_split", SplitDialog, qtbot)
    pick(dialog, "splitWhat", "All that is shown")
    pick(dialog, "splitBy", "Slides")
    settle(dialog, qtbot)
    assert lines(dialog) == [["each slide", "a TFRecord of its own", "6", "3"]]
    type_target(dialog, tmp_path / "out", qtbot)
    save(window, dialog, qtbot)
    assert {line["records"] for line in split_of(tmp_path / "out")} == {"2"}


@pytest.mark.parametrize(
    ("name", "share", "said"),
    [
        ("train", "much", "no number"),
        ("val", "70 %", "Two parts are called"),
        ("", "70 %", "has no name"),
        ("train", "90 %", "more than 1"),
        ("../train", "70 %", "name of a folder"),
    ],
)
def test_parts_that_are_wrong_are_told_in_words(
    window: MainWindow, cohort: Path, qtbot: QtBot, name: str, share: str, said: str
) -> None:
    open_cohort(window, cohort, qtbot, [])
    dialog = ask(window, "save_split", SplitDialog, qtbot)
    dialog.parts.set_part(0, name, share)
    qtbot.waitUntil(lambda: said in part(dialog, "splitPartsTold", QLabel).text())
    assert not dialog.button.isEnabled()
    dialog.reject()


def test_more_parts_than_slides_are_told(window: MainWindow, cohort: Path, qtbot: QtBot) -> None:
    open_cohort(window, cohort, qtbot, [])
    dialog = ask(window, "save_split", SplitDialog, qtbot)
    dialog.parts.set_part(0, "train", "50 %")
    dialog.parts.add()
    dialog.parts.set_part(3, "more", "20 %")
    qtbot.waitUntil(lambda: "cannot be in 4 parts" in dialog._parts_told.text)
    dialog.parts.table.setCurrentCell(3, 0)
    dialog.parts.remove()
    settle(dialog, qtbot)
    assert dialog.button.isEnabled()
    dialog.reject()


def test_a_split_that_is_there_is_asked_about(
    window: MainWindow, cohort: Path, qtbot: QtBot
) -> None:
    open_cohort(window, cohort, qtbot, [])
    save(window, ask(window, "save_split", SplitDialog, qtbot), qtbot)
    out = cohort.parent / "cohort-split"
    before = tree(out)
    dialog = ask(window, "save_split", SplitDialog, qtbot)
    assert dialog.field.line.text() == f"{out}-2"
    type_target(dialog, out, qtbot)
    assert not dialog.button.isEnabled()
    dialog.existing.buttons[Existing.REPLACE].click()
    settle(dialog, qtbot)
    save(window, dialog, qtbot)
    assert tree(out) == before


def test_another_split_that_is_there_is_refused_before_it_is_run(
    window: MainWindow, cohort: Path, qtbot: QtBot
) -> None:
    open_cohort(window, cohort, qtbot, [])
    out = cohort.parent / "elsewhere"
    made(out / "train/other.tfrecords", ("other", 1, 1, 1))
    dialog = ask(window, "save_split", SplitDialog, qtbot)
    type_target(dialog, out, qtbot)
    dialog.existing.buttons[Existing.REPLACE].click()
    settle(dialog, qtbot)
    assert not dialog.button.isEnabled()


def test_every_key_of_the_split_is_given_once(
    window: MainWindow, cohort: Path, qtbot: QtBot
) -> None:
    open_cohort(window, cohort, qtbot, [])
    dialog = ask(window, "save_split", SplitDialog, qtbot)
    for by in ("Shares, at random", "Conditions", "Slides"):
        pick(dialog, "splitBy", by)
        keys = keys_given(dialog)
        assert len(set(keys)) == len(keys), (by, keys)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
