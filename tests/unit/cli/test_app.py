import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.tfrecord.expected import GOLDEN, expected, names
from tfrviewer import __version__
from tfrviewer.cli import app
from tfrviewer.cli.app import run


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    status = run([*arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("name", names(damaged=False))
def test_info_tells_what_a_file_holds(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = run_json(capsys, "info", str(GOLDEN / name))
    truth = expected()[name]
    assert told["length"] == truth["length"]
    assert told["compression"] == truth.get("compression")
    if "fields" in truth:
        assert told["fields"] == truth["fields"]
    if "locations" in truth:
        assert told["locations"] == sum(xy is not None for xy in truth["locations"] or [])
    expects_trouble = truth["length"] == 0 or "undecodable_example" in truth
    assert status == (1 if expects_trouble else 0)
    assert bool(told["findings"]) == expects_trouble


@pytest.mark.parametrize("name", ["lfs_pointer.tfrecords", "two_holes.tfrecords"])
def test_info_ends_with_1_where_something_is_wrong(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = run_json(capsys, "info", str(GOLDEN / name))
    assert status == 1
    assert {"kind", "severity", "file", "record", "offset", "message", "remedy"} == set(
        told["findings"][0]
    )


def test_info_of_a_folder_lists_every_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("slide-A.tfrecords", "one_record.tfrecords", "lfs_pointer.tfrecords"):
        shutil.copy(GOLDEN / name, tmp_path)
    before = sorted(tmp_path.iterdir())
    status, told = run_json(capsys, "info", str(tmp_path))
    assert status == 1
    assert (told["tfrecords"], told["num_tiles"]) == (3, 43)
    assert [file["length"] for file in told["files"]] == [0, 1, 42]
    assert sorted(tmp_path.iterdir()) == before
    assert run(["info", str(tmp_path)]) == 1
    assert "lfs_pointer" in capsys.readouterr().out


def test_show_tells_every_field_of_a_record(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(GOLDEN / "extra_features.tfrecords")
    status, told = run_json(capsys, "show", path, "-9")
    assert status == 0
    assert told["record"] == 3
    assert told["fields"]["grid"] == {"kind": "int64", "length": 2, "values": [3, 4]}
    assert told["fields"]["empty"]["kind"] == "empty"
    assert told["image"]["format"] == "jpeg"
    assert told["image"]["sha256"] == expected()["extra_features.tfrecords"]["image_sha256"][3]
    assert run(["show", path, "3"]) == 0
    assert "tumour" in capsys.readouterr().out


def test_show_tells_what_is_left_of_a_damaged_record(capsys: pytest.CaptureFixture[str]) -> None:
    status, told = run_json(capsys, "show", str(GOLDEN / "flipped_payload_byte.tfrecords"), "2")
    assert status == 1
    assert told["payload_crc"]["stored"] != told["payload_crc"]["computed"]
    assert told["image"]["width"] == 64
    status, told = run_json(capsys, "show", str(GOLDEN / "undecodable_images.tfrecords"), "6")
    assert (status, told["kind"]) == (1, None)


def test_show_tells_an_image_that_does_not_decode(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(GOLDEN / "undecodable_images.tfrecords")
    for record in (2, 4):
        status, told = run_json(capsys, "show", path, str(record))
        assert (status, [f["kind"] for f in told["findings"]]) == (1, ["undecodable-image"])
        assert told["findings"][0]["record"] == record
    assert run_json(capsys, "show", path, "0")[0] == 0


def test_many_findings_alike_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(GOLDEN / "zeroed_crcs.tfrecords")
    assert run(["info", path]) == 1
    told = capsys.readouterr().out
    assert told.count("The checksum of its length") == 5
    assert "15 more of the kind “length-crc”" in told
    kinds = [f["kind"] for f in run_json(capsys, "info", path)[1]["findings"]]
    assert kinds.count("length-crc") == 20


def test_info_says_what_it_did_not_look_at(capsys: pytest.CaptureFixture[str]) -> None:
    run(["info", str(GOLDEN / "slide-A.tfrecords")])
    assert "not checked" in capsys.readouterr().out


def test_show_of_a_sequence_example_lists_its_steps(capsys: pytest.CaptureFixture[str]) -> None:
    status, told = run_json(capsys, "show", str(GOLDEN / "sequence_example.tfrecord"), "2")
    assert (status, told["kind"], len(told["feature_lists"]["tiles"])) == (0, "SequenceExample", 3)


def test_index_writes_what_is_missing_and_leaves_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("slide-A.tfrecords", "one_record.tfrecords", "two_holes.tfrecords"):
        shutil.copy(GOLDEN / name, tmp_path)
    stale = tmp_path / "one_record.index.npz"
    shutil.copy(GOLDEN / "index_variants" / "stale_short.index.npz", stale)
    before = stale.read_bytes()
    assert run(["index", str(tmp_path)]) == 1
    assert "3 TFRecords, 1 index file written" in capsys.readouterr().out
    assert (tmp_path / "slide-A.index.npz").exists()
    assert not (tmp_path / "two_holes.index.npz").exists()
    assert stale.read_bytes() == before
    assert run(["index", str(tmp_path), "--rebuild"]) == 1  # two_holes is damaged still
    assert stale.read_bytes() != before
    assert "2 index files written" in capsys.readouterr().out
    capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["inof"], "Did you mean the command “info”"),
        (["/no/such/folder"], "no file or folder"),
        (["info", "/no/such/file"], "There is no file or folder"),
        (["index", "/no/such/folder"], "no file or folder"),
        (["info", "--wrong"], "No such option"),
        (["show", str(GOLDEN / "slide-A.tfrecords"), "42"], "no record 42"),
        (["screenshot", str(GOLDEN), "x.png", "--size", "big"], "1280x800"),
        (["screenshot", "/no/such", "x.png"], "no file or folder"),
    ],
)
def test_wrong_use_ends_with_2_and_says_why(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert words in capsys.readouterr().err


def test_a_fault_of_its_own_ends_with_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(app, "app", broken)
    assert run(["info", "x"]) == 3
    assert "itself failed" in capsys.readouterr().err


def test_the_version_is_told() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tfrviewer", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == f"tfrviewer {__version__}\n"


def test_a_reader_that_stops_reading_is_no_fault() -> None:
    shown = subprocess.run(
        f"{sys.executable} -m tfrviewer info {GOLDEN} --json | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout == "{\n"
    assert "Traceback" not in shown.stderr


_RUN_ALL = """
import json, sys
from tfrviewer.cli.app import run
asked = json.loads(sys.argv[1])
for number, words in enumerate(asked):
    assert run(words) == 1, words
    print(end="" if number == len(asked) - 1 else chr(12), flush=True)
"""
UNTEXT = os.fsdecode(b"odd\xff \n \x1b[31m [b] .tfrecords")


@pytest.mark.parametrize(
    "words",
    ["info {}", "verify {}", "show {} 0", "index {}", "metrics {}", "salvage {} out", "{}",
     "screenshot {} x.png", "heatmap {} v.csv x.png", "review {}"],
)  # fmt: skip
def test_that_each_command_says_that_a_link_leads_to_nothing(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = tmp_path / "a.tfrecords"
    link.symlink_to("gone")
    assert run(words.format(link).split()) == 2
    assert "a.tfrecords: It could not be looked into: the link leads to" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_name_that_is_no_text_is_printed(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / UNTEXT
    shutil.copy(GOLDEN / "two_holes.tfrecords", path)

    deeds = [["info", str(path)], ["info", str(tmp_path)], ["index", str(tmp_path)]]
    asked = [[*deed, *form] for deed in deeds for form in ([], ["--json"])]
    done = subprocess.run(  # all in one process, since a start takes longer than they do
        [sys.executable, "-c", _RUN_ALL, json.dumps(asked)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    told = done.stdout.decode(encoding).split("\f")
    for deed, plain, answer in zip(deeds, told[::2], told[1::2], strict=True):
        assert "\x1b" not in plain
        assert "\n \\x1b" not in plain
        assert "\\x1b[31m" in plain
        assert json.loads(answer)["path"] == deed[1]


def test_one_file_that_cannot_be_opened_does_not_end_info_of_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("slide-A.tfrecords", "one_record.tfrecords"):
        shutil.copy(GOLDEN / name, tmp_path)
    open_file = os.open

    def locked(path: Path, flags: int) -> int:
        if Path(path).name == "one_record.tfrecords":
            raise PermissionError(13, "Permission denied", str(path))
        return open_file(path, flags)

    monkeypatch.setattr(os, "open", locked)
    status, told = run_json(capsys, "info", str(tmp_path))
    assert status == 1
    assert [file["length"] for file in told["files"]] == [0, 42]
    assert [f["kind"] for f in told["files"][0]["findings"]] == ["unreadable-file"]
    status, told = run_json(capsys, "info", str(tmp_path / "one_record.tfrecords"))
    assert (status, told["length"]) == (1, 0)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are none here")
def test_a_pipe_is_refused_and_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe.tfrecords"
    os.mkfifo(pipe)
    for arguments in (["info", str(pipe)], ["index", str(pipe)], ["show", str(pipe), "0"]):
        assert run(arguments) == 1
        out, err = capsys.readouterr()
        assert "it is no file but a folder, a pipe or a device" in out + err
        assert ".." not in out + err
