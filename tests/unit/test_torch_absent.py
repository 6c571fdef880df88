"""Where PyTorch is not, all else works, and what needs it says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.layers import CHECKOUT

HIDDEN = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "torch":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Absent())
"""


def run_without_torch(code: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    (folder / "sitecustomize.py").write_text(HIDDEN, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(CHECKOUT)])},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.mark.parametrize(
    "code",
    [
        "import tfrviewer.torch",
        "from tfrviewer.torch import TileDataset",
        "import tfrviewer.torch.stream",
    ],
)
def test_that_what_is_for_pytorch_says_what_to_do_without(code: str, tmp_path: Path) -> None:
    result = run_without_torch(code, tmp_path)
    assert result.returncode == 1
    last = result.stderr.splitlines()[-1]
    assert last.startswith("ImportError: tfrviewer.torch makes datasets for PyTorch")
    assert "pip install 'tfrviewer[torch]'" in last
    assert "tfrviewer.Dataset" in last


def test_that_training_is_prepared_without_pytorch(tmp_path: Path, golden: Path) -> None:
    code = f"""
from tfrviewer import TFRecord
from tfrviewer.training.files import TileFiles
print(int(TileFiles({str(golden / "slide-A.tfrecords")!r}).counts.sum()))
"""
    result = run_without_torch(code, tmp_path)
    assert (result.stdout.strip(), result.stderr) == ("42", "")
