"""The command that saves what is whole."""

import json
from pathlib import Path

import pytest

from tfrviewer import TFRecord
from tfrviewer.cli.app import run

Printed = pytest.CaptureFixture[str]


def test_what_was_saved_and_lost_is_told(golden: Path, tmp_path: Path, capsys: Printed) -> None:
    source, out = golden / "flipped_data_crc.tfrecords", tmp_path / "out.tfrecords"
    assert run(["salvage", str(source), str(out)]) == 1
    printed = capsys.readouterr().out
    assert f"19 records saved to {out}" in printed
    assert "record 10, bytes 25,194 to 27,906" in printed
    assert len(TFRecord(out)) == 19
    assert run(["salvage", str(source), str(out)]) == 2
    assert "is there already" in capsys.readouterr().err


def test_the_report_is_printed_as_json(golden: Path, tmp_path: Path, capsys: Printed) -> None:
    source = golden / "zeroed_crcs.tfrecords"
    command = ["salvage", str(source), str(tmp_path), "--keep-crc-mismatch", "--json"]
    assert run(command) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["out"] == str(tmp_path / source.name)
    assert told["records"] == told["num_doubtful"] == 20
    assert [place["saved_as"] for place in told["doubtful"]] == list(range(20))


def test_a_healthy_file_ends_with_nothing_wrong(golden: Path, tmp_path: Path) -> None:
    command = ["salvage", str(golden / "slide-A.tfrecords"), str(tmp_path / "o.tfrecords")]
    assert run([*command, "--no-index"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["o.tfrecords"]


def test_what_is_not_there_or_a_folder_is_used_wrongly(
    golden: Path, tmp_path: Path, capsys: Printed
) -> None:
    assert run(["salvage", str(tmp_path / "none"), str(tmp_path / "o.tfrecords")]) == 2
    assert run(["salvage", str(golden), str(tmp_path / "o.tfrecords")]) == 2
    assert "is a folder" in capsys.readouterr().err


def test_that_nothing_is_written_where_nothing_can_be_saved(
    golden: Path, tmp_path: Path, capsys: Printed
) -> None:
    source, out = golden / "zeroed_crcs.tfrecords", tmp_path / "o.tfrecords"
    assert run(["salvage", str(source), str(out)]) == 1
    assert "--keep-crc-mismatch" in capsys.readouterr().err
    assert run(["salvage", str(source), str(out), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["error"]["kind"] == "payload-crc"
    assert (told["out"], told["records"], told["num_doubtful"]) == (None, 0, 20)
    assert "checksum is zero" in told["doubtful"][0]["reason"]
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_not_called_compressed(golden: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.tfrecords.gz"
    source.write_bytes((golden / "gzip_compressed.tfrecords").read_bytes())
    (tmp_path / "out").mkdir()
    assert run(["salvage", str(source), str(tmp_path / "out"), "--no-index"]) == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.tfrecords"]
