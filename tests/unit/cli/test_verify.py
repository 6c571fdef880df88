"""`tfrviewer verify`: what it prints, for people and as JSON, and how it ends."""

import json
import os
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.unit.dataset.made import flip, tile, tree, write
from tests.unit.dataset.projects import Made
from tfrviewer.checks.integrity import verify as verify_module
from tfrviewer.checks.integrity.units import Unit, UnitReport, check_bundle
from tfrviewer.cli import verify_words
from tfrviewer.cli.app import run


def verify(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = run(["verify", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


def verify_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    status, out, _ = verify(capsys, *arguments, "--json")
    return status, json.loads(out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two slides of three tiles, with a damaged record in the second."""
    for name in "ab":
        tiles = [tile(name, 256 * (i + 1), 512) for i in range(3)]
        write(tmp_path / f"{name}.tfrecords", tiles)
    flip(tmp_path / "b.tfrecords", 60)
    return tmp_path


def test_that_sound_files_end_with_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = verify(capsys, folder / "a.tfrecords")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "1 file, 3 records: nothing wrong",
        "  not checked: whether images decode to their end; --deep does that",
    ]
    status, out, _ = verify(capsys, folder / "a.tfrecords", "--deep")
    assert (status, out.splitlines()) == (0, ["1 file, 3 records: nothing wrong"])


def test_that_what_is_wrong_is_told_file_by_file_and_ends_with_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(folder)
    status, out, _ = verify(capsys, folder)
    assert status == 1
    assert out.startswith("2 files, 6 records: 1 error\n")
    assert (
        "\n\nb.tfrecords: 1 error\n  error   record 0, byte 0: The checksum of its payload" in out
    )
    assert tree(folder) == before
    _, out, _ = verify(capsys, folder)
    assert "  unchanged since an earlier check, and not read again: 2 files\n" in out
    _, out, _ = verify(capsys, folder, "--fresh")
    assert "unchanged" not in out


def test_that_notes_end_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "a.tfrecords", [{"image_raw": tile()["image_raw"], "slide": "a"}] * 2)
    status, out, _ = verify(capsys, tmp_path)
    assert (status, out.splitlines()[0]) == (0, "1 file, 2 records: 1 note")


def test_that_the_json_is_that_of_the_verification(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = verify_json(capsys, folder)
    assert (status, list(told)) == (1, ["files"])
    assert [(Path(file["path"]).name, file["records"]) for file in told["files"]] == [
        ("a.tfrecords", 3),
        ("b.tfrecords", 3),
    ]
    assert [len(file["findings"]) for file in told["files"]] == [0, 1]
    assert told == verify_json(capsys, folder, "--jobs", 1)[1]


def test_that_several_paths_are_one_dataset(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, told = verify_json(capsys, folder / "b.tfrecords", folder / "a.tfrecords")
    assert [Path(file["path"]).stem for file in told["files"]] == ["b", "a"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none"], "There is no file or folder"),
        (["empty"], "There is no TFRecord in"),
        (["empty", "empty", "--tile-px", "299"], "for one project alone"),
        (["a.tfrecords", "--annotations", "none.csv"], "none.csv"),
        ([], "Missing argument"),
    ],
)
def test_that_wrong_use_ends_with_2(
    arguments: list[str],
    words: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(folder)
    (folder / "empty").mkdir()
    status, _, err = verify(capsys, *arguments)
    assert status == 2
    assert words in err
    status, told = verify_json(capsys, *arguments)
    assert (status, list(told)) == (2, ["error"])


def test_that_of_files_of_one_name_it_is_told_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "one" / "s.tfrecords", [tile("s", 1, 1)])
    write(tmp_path / "two" / "s.tfrecords", [tile("s", 2, 2)])
    _, out, _ = verify(capsys, tmp_path)
    assert "  warning two/s.tfrecords: The slide “s” is in one/s as well." in out


def test_that_annotations_and_projects_are_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "data" / "s.tfrecords", [tile("s", 1, 1)])
    table = tmp_path / "a.csv"
    pl.DataFrame({"patient": ["P", "Q"], "slide": ["s", "gone"]}).write_csv(table)
    status, out, _ = verify(capsys, tmp_path / "data", "--annotations", table)
    assert status == 1
    assert "all files together: 1 warning\n  warning a.csv: The slide “gone” has no tiles." in out
    made = Made(tmp_path / "project")
    _, out, _ = verify(capsys, made.root, "--tile-px", "299", "--source", "A")
    assert out.startswith("2 files, 5 records: ")


def test_that_no_more_is_printed_than_can_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        path = write(tmp_path / f"{name}.tfrecords", [tile(name, 256 * i, 1) for i in range(9)])
        data = bytearray(path.read_bytes())
        size = len(data) // 9
        for at in range(60, len(data), size):
            data[at] ^= 1
        path.write_bytes(data)
    _, out, _ = verify(capsys, tmp_path)
    assert out.count("  error   record") == 9
    assert out.count("more of the kind “payload-crc”") == 3
    assert out.count("Copy the file again") == 1
    monkeypatch.setattr(verify_words, "_MOST_LINES", 5)
    _, out, _ = verify(capsys, tmp_path)
    assert out.endswith("\n\n2 more files: 18 errors; --json tells all\n")
    monkeypatch.setattr(verify_words, "_SCREENFUL", 5)
    _, out, _ = verify(capsys, tmp_path)
    assert out.endswith("\n\n3 files, 27 records: 27 errors\n")


def test_that_names_cannot_move_the_cursor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "a.tfrecords", [tile("\x1b[2J", 1, 1)])
    _, out, _ = verify(capsys, tmp_path)
    assert "\x1b" not in out
    assert "\\x1b[2J" in out


@pytest.mark.parametrize("command", ["verify", "metrics", "duplicates"])
def test_that_it_is_said_once_if_nothing_can_be_kept(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run([command, str(folder)])
    assert "not kept" not in capsys.readouterr().err
    (folder / "file").touch()
    monkeypatch.setenv("TFRVIEWER_CACHE_DIR", str(folder / "file"))
    run([command, str(folder)])
    err = capsys.readouterr().err
    assert err.count("What is found is not kept, so that another run begins anew: ") == 1
    assert "(Not a directory)" in err or os.name == "nt"


def test_that_what_was_done_is_told_and_kept_when_it_is_interrupted(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(bundle: list[Unit]) -> list[UnitReport]:
        if "b.tfr" in bundle[0].path:
            raise KeyboardInterrupt
        return check_bundle(bundle)

    with monkeypatch.context() as patch:
        patch.setattr(verify_module, "check_bundle", interrupted)
        status, told = verify_json(capsys, folder)
        assert (status, set(told)) == (130, {"error", "files"})
        assert [Path(file["path"]).stem for file in told["files"]] == ["a"]
        _, _, err = verify(capsys, folder)
    assert "Checked until now: 1 of 2 files. The same command goes on from there." in err
    _, out, _ = verify(capsys, folder)
    assert "not read again: 1 file\n" in out
