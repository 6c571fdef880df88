"""The command that writes reports."""

import json
from pathlib import Path

import pytest

from tests.unit.dataset.made import tree
from tfrviewer.cli.app import run


def test_that_a_report_of_damaged_files_is_written_and_told(
    golden_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = golden_copy / "flipped_payload_byte.tfrecords"
    before = tree(golden_copy)
    out = tmp_path / "out.html"
    assert run(["report", str(source), str(out), "--rule", "small=bytes < 1", "--measure"]) == 1
    told = capsys.readouterr().out
    assert "error   1 record of 1 slide is damaged" in told
    assert "Payload CRC" not in told.split("damaged")[0]
    assert out.read_text().count("<img") > 5
    assert run(["report", str(source), str(out)]) == 2, "it is there"
    (line,) = capsys.readouterr().err.splitlines()
    assert "already" in line
    assert "--replace" in line
    assert run(["report", str(source), str(out), "--replace", "--json", "--no-verify"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["output"] == str(out)
    assert "verified" in answer["method"]["Checked"], "what was found before is told"
    assert {rule["title"] for rule in answer["rules"]} >= {"Blank", "Pen"}, "as it was measured"
    assert tree(golden_copy) == before


def test_that_a_report_of_a_sound_file_ends_well(
    golden: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = str(golden / "slide-A.tfrecords")
    assert run(["report", source, str(tmp_path / "out.pdf"), "--deep", "--title", "Mine"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Mine: 1 slide with tiles")
    assert "Nothing was found to be wrong" in told


def test_that_there_is_no_report_of_a_folder_without_tfrecords(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", str(tmp_path), str(tmp_path / "out.html")]) == 2
    assert "no TFRecord" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "options",
    [
        ["out.txt"],
        ["out.html", "--deep", "--no-verify"],
        ["out.html", "--rule", "nonsense"],
        ["out.html", "--rule", "small=bytes <"],
        ["out.html", "--tiles", "0"],
        ["out.html", "--where", "nonsense > 1"],
    ],
)
def test_that_wrong_options_write_nothing(
    golden: Path, tmp_path: Path, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["report", str(golden / "one_record.tfrecords"), *options]) == 2
    assert list(tmp_path.glob("out*")) == []
