"""The wheel, installed into an environment of its own, brings all that it needs."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.house.layers import CHECKOUT

# One worker builds and installs; the tests of this file share what it made.
pytestmark = [pytest.mark.xdist_group("wheel"), pytest.mark.timeout(280)]

SEES_ITS_RESOURCES = """
from pathlib import Path
import sys
import tfrviewer
from PySide6.QtWidgets import QApplication
from tfrviewer.gui import assets

application = QApplication([])
assert Path(tfrviewer.__file__).is_relative_to(sys.prefix), tfrviewer.__file__
assert not assets.icon("search").isNull()
assert not assets.app_icon().pixmap(32).isNull()
print(assets.resources() / "sample")
"""


def run(command: list[str | Path], environment: dict[str, str], folder: Path) -> str:
    """Run a command to its end; its output, or a failure that shows it."""
    result = subprocess.run(
        command,
        env=environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    if result.returncode:
        pytest.fail(f"{command}:\n{result.stdout}", pytrace=False)
    return result.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory, machine_environment: dict[str, str]) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip: list[str | Path] = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    run([*pip, "--wheel-dir", folder, CHECKOUT], machine_environment, folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def scripts(wheel: Path, machine_environment: dict[str, str]) -> Path:
    """The scripts of an environment that holds the wheel and what it asked for, no more.

    The environment is kept in build/ for as long as pyproject.toml does not change, and only
    the wheel is put in anew: what it stands on is half a gigabyte.
    """
    key = hashlib.sha256((CHECKOUT / "pyproject.toml").read_bytes() + sys.version.encode())
    home = CHECKOUT / "build" / "wheel-environments" / key.hexdigest()[:12]
    whole = home / "whole"
    folder = home / ("Scripts" if os.name == "nt" else "bin")
    pip: list[str | Path] = [folder / "python", "-m", "pip", "install", "--quiet"]
    if whole.exists():
        again = ["--no-deps", "--force-reinstall"]
        run([*pip, *again, wheel], machine_environment, wheel.parent)
    else:
        shutil.rmtree(home.parent, ignore_errors=True)
        venv.create(home, with_pip=True)
        run([*pip, wheel], machine_environment, wheel.parent)
        whole.touch()
    return folder


def test_that_the_wheel_holds_the_package_its_resources_and_its_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    expected = {f"tfrviewer/_resources/icons/{name}" for name in ("search.svg", "LICENSE")}
    expected |= {"tfrviewer/_resources/tfrviewer.svg", "tfrviewer/py.typed"}
    assert expected <= names
    assert any(name.startswith("tfrviewer/_resources/sample/") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"tfrviewer"}


def test_that_the_installed_wheel_starts_and_draws_its_sample(
    scripts: Path, tmp_path: Path
) -> None:
    environment = dict(os.environ)
    environment.pop("PYTHONPATH", None)
    assert run([scripts / "tfrviewer", "--version"], environment, tmp_path).strip()
    sees = run([scripts / "python", "-c", SEES_ITS_RESOURCES], environment, tmp_path)
    sample = Path(sees.splitlines()[-1])
    picture = tmp_path / "window.png"
    run([scripts / "tfrviewer", "screenshot", sample, picture], environment, tmp_path)
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 50_000  # an empty window compresses to much less
    assert not list(sample.rglob("*.tmp"))
