"""What a command prints for a program: one JSON object, whatever its end."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.unit.build.made import make_slide
from tests.unit.cli.copies import make_folder
from tfrviewer.cli.app import run

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    """Images, TFRecords, a file, and a folder for what is written."""
    make_slide(tmp_path / "images/A", 3)
    make_folder(tmp_path / "records", A=2, B=2)
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "there.csv").write_bytes(b"mine")
    return {
        "images": tmp_path / "images",
        "records": tmp_path / "records",
        "file": tmp_path / "file",
        "out": tmp_path / "out",
        "none": tmp_path / "none",
        "there": tmp_path / "there.csv",
    }


def ended(words: str, places: dict[str, Path], capsys: Printed) -> tuple[int, Any, str]:
    """Return the status, the one object, and what was said to a person."""
    status = run([*words.format(**places).split(), "--json"])
    printed = capsys.readouterr()
    return status, json.loads(printed.out), printed.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("build", "SRC is missing"),
        ("build {none} {out}", "no such folder"),
        ("build {images} {file}", "a file, not a folder"),
        ("build {images} {out} --quality 0", "--quality"),
        ("build {images} {out} --nothing", "--nothing"),
        ("build {images} {out} --pattern {{x}}_{{z}}", "z"),
        ("build --recipe {none}", "no such recipe"),
        ("build --recipe {records}", "directory"),
        ("build {images} {out} --sheet {none}", "not there"),
        ("build {images} {out} --labels {records}", "directory"),
        ("build {images} {out} --rename X=Y", "No slide is called X"),
        ("export {none} {out}", "none"),
        ("export {records} {out} --where size>3", "size"),
        ("export {records} {file}/x", "file"),
        ("export {records} {there} --as csv", "there already"),
        ("export {records} {out} --as tfrecords --add-column {images}", "directory"),
        ("export {records} {out} --annotations {images}", "directory"),
        ("merge {none} {out}", "none"),
        ("merge {records} {file}/x", "file"),
        ("split {records} {out} --by filter --part a=size>3", "size"),
        ("info {none}", "There is no file or folder"),
        ("show {records}/A.tfrecords 7", "no record 7"),
        ("index {none}", "none"),
        ("sampling {none}", "none"),
    ],
)
def test_wrong_use_is_told_as_one_object(
    words: str, message: str, places: dict[str, Path], capsys: Printed
) -> None:
    status, told, said = ended(words, places, capsys)
    assert (status, [*told]) == (2, ["error"])
    assert message.lower() in told["error"]["message"].lower()
    assert said
    assert not places["out"].exists()


def test_an_error_that_is_a_finding_is_told_as_such(
    places: dict[str, Path], capsys: Printed
) -> None:
    status, told, _ = ended("build {images} {file}", places, capsys)
    assert status == 2
    assert told["error"]["kind"] == "target-exists"
    assert told["error"]["file"] == str(places["file"])
    (places["images"] / "A/bad.png").write_text("text")
    status, told, _ = ended("build {images} {out} --strict", places, capsys)
    assert (status, told["error"]["kind"]) == (1, "not-an-image")


def test_a_full_disk_is_told_before_anything_is_written(
    places: dict[str, Path], capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = SimpleNamespace(total=10, used=10, free=0)
    monkeypatch.setattr("shutil.disk_usage", lambda _: full)
    for command in ("build {images} {out}", "merge {records} {out}", "split {records} {out}"):
        status, told, _ = ended(command, places, capsys)
        assert (status, told["error"]["kind"]) == (2, "disk-space")


def test_what_was_done_is_told_beside_the_error(places: dict[str, Path], capsys: Printed) -> None:
    make_slide(places["images"] / "B", 2)
    cut = next((places["images"] / "B").iterdir())
    cut.write_bytes(cut.read_bytes()[:-200])
    status, told, _ = ended("build {images} {out} --strict --jobs 1", places, capsys)
    assert status == 1
    assert told["error"]["file"] == str(cut)
    assert [file["slides"] for file in told["tfrecords"]] == [["A"]]


@pytest.mark.parametrize("words", ["build {images} {out}", "export {records} {out} --where x>3"])
def test_an_interrupt_while_looking_is_told(
    words: str, places: dict[str, Path], capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tfrviewer.build.scan.scan.walk", interrupted)
    monkeypatch.setattr("tfrviewer.dataset.dataset.Dataset.columns", interrupted)
    status, told, said = ended(words, places, capsys)
    assert status == 130
    assert told == {"error": {"message": "Cancelled. Nothing half-made was left."}}
    assert said == "Cancelled. Nothing half-made was left.\n"


def test_a_fault_of_its_own_is_told(
    places: dict[str, Path], capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("tfrviewer.build.scan.scan.walk", broken)
    status, told, said = ended("build {images} {out}", places, capsys)
    assert (status, [*told]) == (3, ["error"])
    assert "ZeroDivisionError" in said


INTERRUPTING = """
import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "typer":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
"""


def test_an_interrupt_while_the_program_is_loaded_is_no_fault(tmp_path: Path) -> None:
    code = f"{INTERRUPTING}\nimport runpy\nrunpy.run_module('tfrviewer', run_name='__main__')"

    def told(*words: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout, done.stderr

    said = "Cancelled. Nothing half-made was left."
    assert told("build", "a", "b") == (130, "", f"{said}\n")
    status, out, err = told("build", "a", "b", "--json")
    assert (status, json.loads(out), err) == (130, {"error": {"message": said}}, f"{said}\n")
