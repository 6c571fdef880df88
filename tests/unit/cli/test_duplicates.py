"""The command that finds tiles that are there twice."""

import json
from pathlib import Path

import pytest

from tests.unit.checks.content.drawn import encoded, write
from tfrviewer.checks import content
from tfrviewer.checks.content import NEAR
from tfrviewer.cli import duplicates
from tfrviewer.cli.app import run

Printed = pytest.CaptureFixture[str]
HERE = ("--jobs", "1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "one/A.tfrecords", [encoded(1), encoded(2), encoded(-1), encoded(-1)])
    write(tmp_path / "one/B.tfrecords", [encoded(1), encoded(3)])
    write(tmp_path / "two/C.tfrecords", [encoded(3, quality=60)])
    return tmp_path


def test_groups_are_told(folder: Path, capsys: Printed) -> None:
    assert run(["duplicates", str(folder / "one"), *HERE]) == 1
    printed = capsys.readouterr().out
    assert "4 tiles compared, 2 blank tiles left out." in printed
    assert "1 group, 1 of them across slides: 1 of the same image. 1 tile too many." in printed
    assert "1  exact  A 0, B 0" in printed


def test_that_a_tile_of_one_slide_in_two_files_is_counted_across_files(
    tmp_path: Path, capsys: Printed
) -> None:
    write(tmp_path / "A.tfrecords", [encoded(1), encoded(2)])
    write(tmp_path / "B.tfrecords", [encoded(1), encoded(3)], slide="A")
    assert run(["duplicates", str(tmp_path), *HERE]) == 1
    assert "1 group, 1 of them across files, 0 across slides: " in capsys.readouterr().out


def test_several_paths_are_one_dataset(folder: Path, capsys: Printed) -> None:
    command = ["duplicates", str(folder / "one"), str(folder / "two"), *HERE, "--json"]
    assert run(command) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["counts"]["groups"] == 2
    assert [tile["record"] for tile in told["groups"][1]["tiles"]] == [1, 0]
    assert [*told["groups"][0]["tiles"][0]] == ["path", "record", "slide", "match", "distance"]
    assert len(told["findings"]) == 2


def test_two_folders_are_held_against_each_other(folder: Path, capsys: Printed) -> None:
    command = ["duplicates", str(folder / "one"), "--against", str(folder / "two"), *HERE]
    assert run(command) == 1
    assert "1 tile on both sides: 0 the same, 1 nearly" in capsys.readouterr().out
    assert run([*command, "--near", "0"]) == 0
    assert "Nothing is on both sides" in capsys.readouterr().out


def test_that_files_on_both_sides_are_told(folder: Path, capsys: Printed) -> None:
    same = "Both sides are the same TFRecords"
    inside = "2 TFRecords are on both sides, with all tiles"
    for side, other, words in (("one", "one", same), ("one", ".", inside), (".", "two", "1 TFR")):
        command = ["duplicates", str(folder / side), "--against", str(folder / other), *HERE]
        assert run(command) == 1
        assert words in capsys.readouterr().err


def test_wrong_use_is_told(folder: Path, capsys: Printed) -> None:
    assert run(["duplicates", str(folder / "none")]) == 2
    assert run(["duplicates", str(folder), "--near", "12"]) == 2
    assert run(["duplicates", str(folder), "--jobs", "0"]) == 2
    (folder / "empty").mkdir()
    assert run(["duplicates", str(folder / "empty")]) == 2
    assert "no TFRecord in" in capsys.readouterr().err


def test_that_a_run_cut_off_says_that_it_goes_on(
    folder: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(content, "find_duplicates", interrupted)
    assert run(["duplicates", str(folder), *HERE]) == 130
    assert "the same command goes on there" in capsys.readouterr().err


def test_the_bound_is_the_one_of_the_library() -> None:
    assert duplicates._NEAR == NEAR
