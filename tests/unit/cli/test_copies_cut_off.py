"""Commands that copy records, ended before their time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.build.made import files_in
from tests.unit.cli.copies import make_folder

CODE = """
import os, signal, sys
from tfrviewer.cli.app import run
from tfrviewer.tfrecord.writer import RecordWriter
close = RecordWriter.close
def killing(self):
    close(self)
    os.kill(os.getpid(), signal.{0})
RecordWriter.close = killing
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a signal ends a process at once there")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize(
    "words", [["export", "{in}", "{out}", "--as", "tfrecords"], ["merge", "{in}", "{out}"]]
)
def test_a_signal_leaves_what_was_finished_and_tells_it(
    words: list[str], name: str, tmp_path: Path
) -> None:
    source, out = make_folder(tmp_path / "in", A=3, B=2), tmp_path / "out"
    command = [word.format(**{"in": source, "out": out}) for word in words]
    ended = subprocess.run(
        [sys.executable, "-c", CODE.format(name), *command, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 130
    assert ended.stderr == "Cancelled. Nothing half-made was left.\n"
    assert json.loads(ended.stdout)["num_records"] in (0, 3)
    assert files_in(out) == ["A.index.npz", "A.tfrecords"]
