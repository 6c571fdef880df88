"""The command that draws sample data."""

import json
from pathlib import Path

import pytest

from tfrviewer.cli.app import run

SMALL = ["--slides", "1", "--tiles", "16", "--px", "16", "--seed", "3"]


def test_sample_draws_a_dataset_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sample", str(tmp_path / "new"), *SMALL]) == 0
    output = capsys.readouterr().out
    assert "16 tiles" in output
    assert "truth.json" in output
    assert len(list((tmp_path / "new" / "16px_302um").glob("*.tfrecords"))) == 1


def test_sample_prints_json_for_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sample", str(tmp_path), *SMALL, "--um", "128", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["num_tiles"] == 16
    assert Path(answer["truth"]).is_file()
    assert [Path(path).parent.name for path in answer["tfrecords"]] == ["16px_128um"]


def test_sample_refuses_a_folder_in_use_unless_forced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("precious")
    assert run(["sample", str(tmp_path), *SMALL]) == 2
    assert "not empty" in capsys.readouterr().err
    assert run(["sample", str(tmp_path), *SMALL, "--force"]) == 0
    assert (tmp_path / "mine.txt").read_text() == "precious"


def test_sample_names_an_option_out_of_range(tmp_path: Path) -> None:
    assert run(["sample", str(tmp_path), "--tiles", "2"]) == 2
    assert list(tmp_path.iterdir()) == []
