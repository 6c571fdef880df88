"""Imports run downwards, and nothing below the window knows Qt."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.layers import CHECKOUT, Import, imports, modules, rows

QT_MODULES = {
    "QtCore",
    "QtGui",
    "QtNetwork",
    "QtSvg",
    "QtSvgWidgets",
    "QtTest",
    "QtWidgets",
}
"""In the Essentials wheel, and not under the GPL alone."""

WITHOUT_QT = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "pyqtgraph"}:
            raise ModuleNotFoundError(f"{name} is hidden from this test", name=name)

sys.meta_path.insert(0, Absent())
"""

IMPORT_ALL = """
import importlib, pkgutil, tfrviewer
for module in pkgutil.walk_packages(tfrviewer.__path__, "tfrviewer."):
    if not (module.name + ".").startswith(("tfrviewer.gui.", "tfrviewer.torch.")):
        importlib.import_module(module.name)
        print(module.name)
"""


def layer(module: str) -> str:
    """The layer that a module of the package belongs to."""
    return [*module.split("."), ""][1]


LAYERED = [
    found
    for found in imports()
    if found.target.startswith("tfrviewer.")
    # `import tfrviewer`, the public face and the entry point stand above all layers.
    and found.source not in {"tfrviewer", "tfrviewer.__main__"}
    and layer(found.target) != layer(found.source)
    and layer(found.target) in set().union(*rows())
]


def broken_rule(found: Import) -> str | None:
    """What is wrong with an import from one layer to another, or None."""
    rank = {name: i for i, row in enumerate(rows()) for name in row}
    above, below = layer(found.source), layer(found.target)
    if (above, below) == ("cli", "gui"):
        # The commands that show or draw a window start the other front end, when called.
        return None if found.lazy else "a command may import the window only when it runs"
    if rank[below] < rank[above]:
        return "imports run only downwards"
    if rank[below] == rank[above] and rank[above] < len(rows()) - 1:
        return "layers of one row do not know each other"
    return None


def test_that_every_module_has_a_layer() -> None:
    known = set().union(*rows()) | {"", "__main__"}
    homeless = sorted({layer(name) for name in modules()} - known)
    assert not homeless, f"put {homeless} into a row of the layers of docs/architecture.md"


def test_that_imports_run_only_downwards() -> None:
    assert [f"{found}: {rule}" for found in LAYERED if (rule := broken_rule(found))] == []


def test_that_views_do_not_reach_into_each_other() -> None:
    views = {name.split(".")[2] for name in modules() if name.startswith("tfrviewer.gui.")}
    folders = {name for name in views if (CHECKOUT / "tfrviewer" / "gui" / name).is_dir()}
    shared = {"tile_canvas", "flags"}  # no views: what several of them are made of

    def view(module: str) -> str:
        parts = module.split(".")
        return parts[2] if module.startswith("tfrviewer.gui.") and parts[2] in folders else ""

    reaching = [
        str(found)
        for found in imports()
        if view(found.source) and view(found.target) not in {"", *shared, view(found.source)}
    ]
    assert reaching == []


def test_that_only_the_window_knows_qt_and_only_its_free_modules() -> None:
    qt = [found for found in imports() if found.target.split(".")[0] == "PySide6"]
    outside = [str(found) for found in qt if not found.source.startswith("tfrviewer.gui")]
    # `import PySide6` alone asks for its version.
    foreign = [
        str(found) for found in qt if {*found.target.split(".")[1:2]} - {"__version__", *QT_MODULES}
    ]
    assert outside + foreign == []


def test_that_only_the_plots_know_pyqtgraph() -> None:
    homes = ("tfrviewer.gui.plots", "tfrviewer.gui.location_map.")
    knowing = [
        str(found)
        for found in imports()
        if found.target.split(".")[0] == "pyqtgraph" and not f"{found.source}.".startswith(homes)
    ]
    assert knowing == []


def test_that_only_what_is_for_pytorch_knows_it() -> None:
    knowing = [
        str(found)
        for found in imports()
        if found.target.split(".")[0] in {"torch", "torchvision", "tensorflow"}
        and not f"{found.source}.".startswith("tfrviewer.torch.")
    ]
    assert knowing == []


@pytest.fixture
def without_qt(tmp_path: Path) -> dict[str, str]:
    """An environment in which no interpreter, also a worker's, can import Qt."""
    hidden = tmp_path / "without-qt"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(WITHOUT_QT, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(hidden), str(CHECKOUT)])}


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments in an environment; its output is text."""
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


def test_that_the_window_really_is_missing_there(without_qt: dict[str, str]) -> None:
    assert run(without_qt, "-c", "import PySide6").returncode == 1


def test_that_every_module_below_the_window_imports_without_qt(
    without_qt: dict[str, str],
) -> None:
    result = run(without_qt, "-c", IMPORT_ALL)
    assert result.returncode == 0, result.stderr
    # What is for PyTorch needs it, and `make test-long` imports it where it is.
    others = ("tfrviewer.gui.", "tfrviewer.torch.")
    below = {name for name in modules() if not f"{name}.".startswith(others)}
    assert set(result.stdout.split()) == below - {"tfrviewer"}


@pytest.mark.parametrize(
    "command",
    [
        ["--version"],
        ["--help"],
        ["info", "FILE"],
        ["info", "FILE", "--json"],
        ["info", "FOLDER", "--json"],
        ["show", "FILE", "0", "--json"],
        ["index", "FOLDER"],
        ["sample", "NEW", "--slides", "1", "--tiles", "24"],
    ],
    ids=" ".join,
)
def test_that_a_command_runs_without_qt(
    command: list[str], without_qt: dict[str, str], golden: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "dataset"
    folder.mkdir()
    file = folder / "slide-A.tfrecords"
    file.write_bytes((golden / file.name).read_bytes())
    places = {"FILE": str(file), "FOLDER": str(folder), "NEW": str(tmp_path / "new")}
    result = run(without_qt, "-m", "tfrviewer", *(places.get(word, word) for word in command))
    assert result.returncode == 0, result.stdout + result.stderr
    if "--json" in command:
        json.loads(result.stdout)
