"""What packaging/system-libraries.sh does where libraries are missing, on a made-up system."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.layers import CHECKOUT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the script is for Linux")

SCRIPT = CHECKOUT / "packaging" / "system-libraries.sh"
ALWAYS = ["libGL.so.1", "libEGL.so.1", "libfontconfig.so.1", "libglib-2.0.so.0"]
ALWAYS += ["libdbus-1.so.3", "libxkbcommon.so.0"]
WINDOWS = ["libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libxcb-icccm.so.4"]
WINDOWS += ["libxcb-keysyms.so.1", "libxcb-shape.so.0"]
WINDOWS += ["libwayland-cursor.so.0", "libwayland-egl.so.1"]


class System:
    """Stands for a machine: its libraries, its user and its package manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.installed = folder / "installed"
        self.command("apt-get", f'echo "$@" >> "{self.installed}"')

    def command(self, name: str, body: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)

    def run(
        self, libraries: list[str], *, user: int, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        lines = "\n".join(f"\t{name} (libc6,x86-64) => /lib/{name}" for name in libraries)
        self.command("ldconfig", f"cat <<'END'\n{lines}\nEND")
        self.command("id", f"echo {user}")
        environment = {"PATH": f"{self.folder}{os.pathsep}/usr/bin{os.pathsep}/bin", **variables}
        return subprocess.run(
            [SCRIPT], env=environment, capture_output=True, text=True, check=False
        )


@pytest.fixture
def system(tmp_path: Path) -> System:
    folder = tmp_path / "system"
    folder.mkdir()
    return System(folder)


def test_that_nothing_is_done_where_nothing_is_missing(system: System) -> None:
    result = system.run(ALWAYS + WINDOWS, user=0)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert not system.installed.exists()


def test_that_root_gets_what_is_missing_and_no_more(system: System) -> None:
    result = system.run([*ALWAYS[1:], *WINDOWS[1:]], user=0)
    assert result.returncode == 0, result.stderr
    installing = system.installed.read_text(encoding="utf-8").splitlines()[-1]
    assert installing.split()[-2:] == ["libgl1", "libxcb-cursor0"]


def test_that_others_are_told_the_line_to_run(system: System) -> None:
    result = system.run([*ALWAYS[1:], *WINDOWS], user=1000)
    assert result.returncode == 1
    assert "    sudo apt-get install -y --no-install-recommends libgl1\n" in result.stderr
    assert not system.installed.exists()


def test_that_a_failed_installation_shows_why_and_what_to_run(system: System) -> None:
    system.command("apt-get", "echo no way to the archive >&2; exit 100")
    result = system.run(WINDOWS, user=0)
    assert result.returncode == 1
    assert "no way to the archive" in result.stderr
    assert "sudo apt-get install" in result.stderr


@pytest.mark.parametrize(
    ("variables", "status"),
    [({}, 0), ({"DISPLAY": ":0"}, 1), ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, 0)],
    ids=["no display", "X11", "Wayland"],
)
def test_that_libraries_of_a_window_system_hinder_only_where_it_runs(
    variables: dict[str, str], status: int, system: System
) -> None:
    result = system.run(ALWAYS + WINDOWS[-2:], user=1000, **variables)
    assert result.returncode == status
    assert "libxcb-cursor0" in result.stderr
