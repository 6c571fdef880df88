"""Run the tests on each protobuf and each Python that is supported: `make test-long`.

Protobuf releases are put before the installed one; a Python gets an environment of its own in
build/matrix, kept for the next time. What is not on this machine is named and left out.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
HOME = CHECKOUT / "build" / "matrix"
PROTOBUFS = (5, 6, 7)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PIP = ("-m", "pip", "-qq", "install")


def run(*command: str | Path, path: Path | None = None) -> bool:
    """Run a command in the checkout, with a folder before all others to import from."""
    environment = dict(os.environ)
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    print("$", *command, flush=True)
    return subprocess.run(command, cwd=CHECKOUT, env=environment, check=False).returncode == 0


def on_protobuf(major: int) -> bool:
    """Test reading and writing on a major release of protobuf."""
    folder = HOME / f"protobuf-{major}"
    wanted = f"protobuf=={major}.*"
    if not folder.exists() and not run(sys.executable, *PIP, "--target", folder, wanted):
        return False
    probe = (
        "import google.protobuf as p, sys; print('protobuf', p.__version__);"
        f" sys.exit(not p.__version__.startswith('{major}.'))"
    )
    tests = ("tests/unit/tfrecord", "tests/unit/dataset")
    return run(sys.executable, "-c", probe, path=folder) and run(
        sys.executable, "-m", "pytest", "-q", "-m", "not long", *tests, path=folder
    )


def find_python(version: str) -> str | None:
    """A Python of this version that starts, other than the one running."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return None
    home = Path.home()
    kept = [
        *home.glob(f".pyenv/versions/{version}.*/bin/python"),
        *home.glob(f".local/share/uv/python/cpython-{version}.*/bin/python3"),
    ]
    for python in [shutil.which(f"python{version}"), *map(str, kept)]:
        # A shim is there also for a version that is not.
        if (
            python
            and subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
        ):
            return python
    return None


def on_python(version: str, python: str) -> bool:
    """Test everything but what takes long on another Python."""
    folder = HOME / f"python-{version}"
    own = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    return (
        run(python, "-m", "venv", folder)
        and run(own, *PIP, "--upgrade", "pip>=25.1")
        and run(own, *PIP, "--editable", ".", "--group", "dev")
        and run(own, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", "-m", "not long")
    )


def main() -> None:
    """Run the whole matrix and end with 1 if any of it failed."""
    results = {f"protobuf {major}": on_protobuf(major) for major in PROTOBUFS}
    for version in PYTHONS:
        if (python := find_python(version)) is not None:
            results[f"Python {version}"] = on_python(version, python)
        else:
            print(f"Python {version} is not here, or is the one running")
    for name, passed in results.items():
        print(f"{name}: {'passed' if passed else 'FAILED'}")
    sys.exit(not all(results.values()))


if __name__ == "__main__":
    main()
