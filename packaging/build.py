"""Freeze tfrviewer into dist/tfrviewer and try what came out: `make package`.

A frozen program breaks in ways that its source does not: resources are elsewhere, imports that
the analysis did not see are missing, and worker processes start from the same file. So the
checks run its commands on the sample, in an empty folder, without this checkout's environment.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
BUNDLE = CHECKOUT / "dist" / "tfrviewer"
FOUND = 1
"""Exit status of a command that ran well and found something wrong; the sample has faults."""


def freeze() -> None:
    """Run PyInstaller."""
    options: dict[str, str | Path] = {
        "--log-level": "WARN",
        "--distpath": BUNDLE.parent,
        "--workpath": CHECKOUT / "build" / "pyinstaller",
    }
    command: list[str | Path] = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean"]
    for name, value in options.items():
        command += [name, value]
    command.append(CHECKOUT / "packaging" / "tfrviewer.spec")
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def run(*arguments: str | Path, folder: Path, allowed: tuple[int, ...] = (0,)) -> str:
    """Run the frozen program with a home folder of its own; its standard output."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        environment[name] = str(home)
    result = subprocess.run(
        [BUNDLE / "tfrviewer", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if result.returncode not in allowed:
        words = " ".join(str(argument) for argument in arguments)
        sys.exit(f"{result.stdout}\nThe frozen `tfrviewer {words}` ended with {result.returncode}.")
    return result.stdout


def check(folder: Path) -> None:
    """Run commands of the frozen program on a copy of the sample that it brings."""
    sample = shutil.copytree(
        BUNDLE / "_internal" / "tfrviewer" / "_resources" / "sample", folder / "sample"
    )
    for index in sample.rglob("*.index.npz"):
        index.unlink()
    print(run("--version", folder=folder).strip())
    run("info", sample, "--json", folder=folder, allowed=(0, FOUND))
    run("index", sample, folder=folder, allowed=(0, FOUND))
    if not list(sample.rglob("*.index.npz")):
        sys.exit("The frozen `tfrviewer index` wrote no index.")
    picture = folder / "window.png"
    run("screenshot", sample, picture, folder=folder)
    if picture.stat().st_size < 50_000:
        sys.exit("The frozen `tfrviewer screenshot` drew an empty window.")
    kept = CHECKOUT / "build" / "frozen.png"
    shutil.copyfile(picture, kept)
    print(f"Its window with the sample is drawn in {kept.relative_to(CHECKOUT)}")


def main() -> None:
    """Freeze, check, and say what there is now."""
    freeze()
    with tempfile.TemporaryDirectory(prefix="tfrviewer-package-") as folder:
        check(Path(folder))
    size = sum(
        path.stat().st_size
        for path in BUNDLE.rglob("*")
        if path.is_file() and not path.is_symlink()
    )
    print(f"{BUNDLE.relative_to(CHECKOUT)} holds the program: {size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
