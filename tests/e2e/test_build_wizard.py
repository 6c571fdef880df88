"""From images to a TFRecord on the screen, through the program, without the mouse."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.e2e.test_window import run_python
from tests.unit.dataset.made import tree
from tfrviewer.gui.build_wizard.wizard import BuildWizard
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.tfrecord.file import TFRecord

RunMain = Callable[[list[str], Callable[[MainWindow], None]], int]


def go_on(wizard: BuildWizard, qtbot: QtBot) -> None:
    """Go to the next page by key, as soon as that can be; the build goes on by itself."""
    step = wizard.step
    qtbot.waitUntil(lambda: wizard.next.isEnabled() or wizard.step > step, timeout=20_000)
    if wizard.step == step:
        qtbot.keyClick(wizard, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: wizard.step > step, timeout=20_000)


def test_a_folder_of_tiles_is_built_and_opened_by_key(
    run_main: RunMain, golden_copy: Path, qtbot: QtBot
) -> None:
    images = golden_copy / "loose_images"
    output = golden_copy / "loose_images-tfrecords"

    def play(window: MainWindow) -> None:
        qtbot.keyClick(
            window,
            Qt.Key.Key_B,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
        qtbot.waitUntil(lambda: window.building.wizard is not None, timeout=20_000)
        wizard = window.building.wizard
        assert wizard is not None
        qtbot.waitUntil(wizard.isVisible)
        line = wizard.findChild(QLineEdit, "buildFolder")
        assert line is not None
        qtbot.keyClicks(line, str(images))
        qtbot.keyClick(line, Qt.Key.Key_Return)
        while not wizard.pages[-1].isVisible():
            go_on(wizard, qtbot)
        shown = wizard.findChild(QPushButton, "buildOpenResult")
        assert shown is not None
        shown.setFocus()
        qtbot.keyClick(shown, Qt.Key.Key_Space)
        workspace = window.workspace
        assert workspace is not None
        session = workspace.session
        qtbot.waitUntil(lambda: session.n_records == 9 and session.is_settled(), timeout=30_000)
        assert session.frame["slide"].unique().sort().to_list() == ["slide-0", "slide-1", "slide-2"]

    before = tree(images)
    assert run_main([], play) == 0
    assert tree(images) == before  # read, and nothing else
    found = {}
    for path in sorted(output.glob("*.tfrecords")):
        with TFRecord(path) as records:
            for record in records:
                name = f"{record['slide']}-{record['loc_x']}-{record['loc_y']}.jpg"
                found[name] = hashlib.sha256(record["image_raw"]).hexdigest()
    given = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in images.rglob("*.jpg")
    }
    assert found == given


def draw(out: Path, images: Path, *arguments: str) -> str:
    asked = ["tfrviewer", "screenshot", str(images), str(out), "--view", "build", *arguments]
    return f"from tfrviewer.__main__ import main; import sys; sys.argv = {asked!r}; main()"


def test_a_step_of_the_wizard_is_drawn_and_nothing_is_built(
    golden_copy: Path, tmp_path: Path, machine_environment: dict[str, str]
) -> None:
    before = tree(golden_copy)
    out = tmp_path / "names.png"
    code = draw(out, golden_copy / "loose_images", "--step", "names", "--size", "800x600", "--dark")
    ended = run_python(code, machine_environment)
    assert ended.returncode == 0, ended.stderr
    with Image.open(out) as picture:
        assert picture.size == (800, 600)
        assert len(set(picture.convert("L").tobytes())) > 30
    assert tree(golden_copy) == before


def test_a_step_that_cannot_be_reached_is_an_error(
    tmp_path: Path, machine_environment: dict[str, str]
) -> None:
    out = tmp_path / "names.png"
    (tmp_path / "empty").mkdir()
    ended = run_python(draw(out, tmp_path / "empty", "--step", "output"), machine_environment)
    assert ended.returncode == 1
    assert "cannot go on from “Where are the images?”" in ended.stderr
    assert not out.exists()
