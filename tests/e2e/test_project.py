"""A real project of Slideflow through the program: chosen by key, looked at, drawn."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QTreeWidget
from pytestqt.qtbot import QtBot

from tests.e2e.test_window import run_python
from tests.unit.dataset.made import tree
from tfrviewer.gui.assets import resources
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.project_dialog import ProjectDialog

RunMain = Callable[[list[str], Callable[[MainWindow], None]], int]

ANNOTATIONS = """patient,slide,subtype
PT-1,SYN-01-D,ductal
PT-1,SYN-02-D,ductal
PT-2,SYN-05-B,lobular
PT-3,SYN-06-A,lobular
PT-4,SYN-07-A,
PT-5,SYN-08-B,ductal
PT-6,SYN-09-B,ductal
PT-7,SYN-10-A,lobular
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample slides as a project of two sources and two sizes, eight slides annotated."""
    root = tmp_path / "breast"
    sample = resources() / "sample" / "96px_302um"

    def place(source: str, size: str, *names: str) -> Path:
        folder = root / "tfrecords" / source / size
        folder.mkdir(parents=True)
        for name in names:
            for suffix in (".tfrecords", ".index.npz"):
                shutil.copy(sample / f"{name}{suffix}", folder)
        return folder

    clinic = place("clinic", "96px_302um", "SYN-01-D", "SYN-02-D")
    other = place("clinic", "96px_10x", "SYN-01-D")
    shutil.copy(sample / "SYN-01-D.tfrecords", other / "SYN-09-B.tfrecords")
    place("validation", "96px_302um", "SYN-05-B")
    (clinic / "SYN-06-A.unfinished").touch()
    (clinic / "SYN-10-A.tfrecords").touch()
    shutil.copy(sample / "SYN-02-D.tfrecords", clinic / "SYN-08-B_2.tfrecords")
    (clinic / "manifest.json").write_text(json.dumps({"SYN-01-D.tfrecords": {"total": 100}}))
    (root / "annotations.csv").write_text(ANNOTATIONS)
    settings = {
        "name": "Breast",
        "annotations": "./annotations.csv",
        "dataset_config": "./datasets.json",
        "sources": ["clinic", "validation"],
        "slideflow_version": "3.0.2",
    }
    (root / "settings.json").write_text(json.dumps(settings))
    sources = {name: {"tfrecords": f"./tfrecords/{name}"} for name in ("clinic", "validation")}
    (root / "datasets.json").write_text(json.dumps(sources))
    return root


def test_a_project_is_chosen_by_key_and_tells_what_is_missing(
    run_main: RunMain, project: Path, qtbot: QtBot
) -> None:
    def play(window: MainWindow) -> None:
        qtbot.waitUntil(lambda: window.findChild(ProjectDialog) is not None, timeout=20_000)
        dialog = window.findChild(ProjectDialog)
        assert dialog is not None
        sizes = dialog.findChild(QTreeWidget, "projectSizes")
        assert sizes is not None
        qtbot.keyClick(sizes, Qt.Key.Key_Return)
        workspace = window.workspace
        assert workspace is not None
        qtbot.waitUntil(
            lambda: bool(workspace.slide_facts.absent) and workspace.session.is_settled(),
            timeout=30_000,
        )
        assert window.windowTitle() == "Breast, 96 px, 302 µm – tfrviewer"
        # The records of the fourth file name the slide that it is a copy of.
        patients = workspace.session.frame["patient"].unique(maintain_order=True).to_list()
        assert patients == ["PT-1", "PT-2"]
        absent = [(one.slide, one.reason.value) for one in workspace.slide_facts.absent]
        assert absent == [
            ("SYN-10-A", "empty"),
            ("SYN-06-A", "unfinished"),
            ("SYN-08-B", "name-differs"),
            ("SYN-07-A", "no-tfrecord"),
            ("SYN-09-B", "other-size"),
        ]
        tabs = workspace.dataset_panel.findChild(QTabBar, "datasetTabs")
        assert tabs is not None
        assert "5 without tiles" in [tabs.tabText(i) for i in range(tabs.count())]
        with qtbot.waitSignal(workspace.session.order_changed):
            window.filter_line.setFocus()
            qtbot.keyClicks(window.filter_line, "subtype = 'lobular'")
            qtbot.keyClick(window.filter_line, Qt.Key.Key_Return)
        shown = workspace.session.frame["slide"].gather(workspace.session.order)
        assert shown.unique().to_list() == ["SYN-05-B"]

    before = tree(project)
    assert run_main([str(project)], play) == 0
    assert tree(project) == before  # nothing was written, and nothing deleted


def screenshot(out: Path, *arguments: str) -> str:
    return (
        "from tfrviewer.__main__ import main; import sys; sys.argv = "
        f"['tfrviewer', 'screenshot', *{list(arguments)!r}, {str(out)!r}]; main()"
    )


def test_a_project_is_drawn_with_the_tiles_asked_for(
    project: Path, tmp_path: Path, machine_environment: dict[str, str]
) -> None:
    out = tmp_path / "window.png"
    asked = ("--tile-px", "96", "--tile-um", "10x", "--size", "900x600", str(project))
    ended = run_python(screenshot(out, *asked), machine_environment)
    assert ended.returncode == 0, ended.stderr
    with Image.open(out) as picture:
        assert picture.size == (900, 600)


def test_a_folder_is_drawn_with_annotations(
    project: Path, tmp_path: Path, machine_environment: dict[str, str]
) -> None:
    out = tmp_path / "window.png"
    folder = project / "tfrecords" / "validation"
    asked = ("--annotations", str(project / "annotations.csv"), str(folder))
    ended = run_python(screenshot(out, *asked), machine_environment)
    assert ended.returncode == 0, ended.stderr
    assert out.exists()


def test_a_choice_that_was_not_made_is_told_without_a_window(
    project: Path, tmp_path: Path, machine_environment: dict[str, str]
) -> None:
    out = tmp_path / "window.png"
    ended = run_python(screenshot(out, str(project)), machine_environment)
    assert ended.returncode == 2
    assert "--tile-px 96 --tile-um 302" in ended.stderr
    assert not out.exists()
