"""Run the tests on each protobuf and each Python that is supported, and with what tfrviewer feeds:
`make test-long`.

Protobuf releases are put before the installed one; a Python gets an environment of its own in
build/matrix, kept for the next time, and so does PyTorch. What is not on this machine is named
and left out; but PyTorch is installed, and the run fails where it cannot be.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
HOME = CHECKOUT / "build" / "matrix"
PROTOBUFS = (5, 6, 7)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PIP = ("-m", "pip", "-qq", "install")
LONG = ("-m", "pytest", "-q", "-m", "long")
EXAMPLES = "tests/house/test_examples.py"
PUBLIC = "tests/house/test_public.py"
TORCH = os.environ.get("TFRVIEWER_TORCH", "torch==2.13.0")
"""What pip is asked for where PyTorch is not installed. Pinned, because on some systems pip's own
choice brings gigabytes for graphics cards where a build without them of this release is at hand."""
TENSORFLOW = os.environ.get("TFRVIEWER_TENSORFLOW", "")
"""What pip is asked for to run the examples for TensorFlow; nothing leaves them out."""


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


def python_in(folder: Path) -> Path:
    """The Python of an environment."""
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def on_python(version: str, python: str) -> bool:
    """Test everything but what takes long on another Python."""
    folder = HOME / f"python-{version}"
    own = python_in(folder)
    return (
        run(python, "-m", "venv", folder)
        and run(own, *PIP, "--upgrade", "pip>=25.1")
        and run(own, *PIP, "--editable", ".", "--group", "dev")
        and run(own, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", "-m", "not long")
    )


def python_with(name: str, requirement: str) -> Path | str | None:
    """A Python that has a framework: this one, or one in an environment made for it."""
    if find_spec(name) is not None:
        return sys.executable
    folder = HOME / name
    own = python_in(folder)
    ready = (
        run(sys.executable, "-m", "venv", folder)
        and run(own, *PIP, "--upgrade", "pip>=25.1")
        # Before all else, so that its choice of other packages stands.
        and run(own, *PIP, requirement)
        and run(own, *PIP, "--editable", ".", "--group", "dev")
    )
    return own if ready else None


def on_torch() -> dict[str, bool]:
    """Test what feeds PyTorch with PyTorch itself, and check types with its own."""
    python = python_with("torch", TORCH)
    if python is None:
        print(
            f"PyTorch is not here and could not be installed (pip install {TORCH}), so that "
            "tfrviewer.torch is NOT TESTED. Name another release (TFRVIEWER_TORCH=torch), or "
            "install one into .venv.",
            flush=True,
        )
        return {"PyTorch": False}
    probe = "import torch; print('PyTorch', torch.__version__)"
    cache = HOME / "torch-types"
    return {
        "PyTorch": run(python, "-c", probe)
        and run(python, *LONG, "tests/unit/torch", EXAMPLES, PUBLIC),
        "types with PyTorch": run(python, "-m", "mypy", "--cache-dir", cache, "tfrviewer", "tests"),
    }


def on_tensorflow() -> dict[str, bool]:
    """Run the examples for TensorFlow, if it is here or was asked for."""
    if not TENSORFLOW and find_spec("tensorflow") is None:
        print("TensorFlow is not here; TFRVIEWER_TENSORFLOW=tensorflow-cpu has it installed")
        return {}
    python = python_with("tensorflow", TENSORFLOW)
    return {"TensorFlow": python is not None and run(python, *LONG, EXAMPLES)}


def main() -> None:
    """Run the whole matrix and end with 1 if any of it failed."""
    results = {f"protobuf {major}": on_protobuf(major) for major in PROTOBUFS}
    for version in PYTHONS:
        if (python := find_python(version)) is not None:
            results[f"Python {version}"] = on_python(version, python)
        else:
            print(f"Python {version} is not here, or is the one running")
    results |= on_torch() | on_tensorflow()
    for name, passed in results.items():
        print(f"{name}: {'passed' if passed else 'FAILED'}")
    sys.exit(not all(results.values()))


if __name__ == "__main__":
    main()
