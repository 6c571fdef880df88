import csv
import io
import json
import sys
from pathlib import Path

import pytest

from tests.unit.dataset.made import flip, write_slide
from tfrviewer.cli.app import run
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.sampling.sampling import preview_sampling


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, count in (("a", 3), ("b", 10), ("c", 40)):
        write_slide(tmp_path / "data" / f"{name}.tfrecords", count)
    return tmp_path / "data"


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    path = tmp_path / "annotations.csv"
    path.write_text("patient,slide,label\np1,a,x\np1,b,x\np2,c,y\n")
    return path


def test_that_a_person_reads_a_sentence_and_a_table(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sampling", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Only 34 % of the draws come from slide c, which has 75 %")
    assert lines[1] == ""
    assert lines[2].split()[:3] == ["slide", "tiles", "of"]
    assert [line.split()[0] for line in lines[3:]] == ["c", "a", "b"]
    assert "█" in lines[3]


def test_that_a_terminal_without_these_signs_gets_others(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
    monkeypatch.setattr(sys, "stdout", plain)
    assert run(["sampling", str(folder), "--by", "tfrecord"]) == 0
    buffer = plain.buffer
    assert isinstance(buffer, io.BytesIO)
    text = buffer.getvalue().decode("ascii")
    assert "#" in text
    assert "\\u" not in text


def test_that_a_program_reads_what_the_call_returns(
    folder: Path, annotations: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [
        *("sampling", str(folder), "-n", "500", "--weights", "category:label", "--clip", "8"),
        *("--shard", "1/2", "--finite", "--seed", "4", "--by", "label"),
        *("--annotations", str(annotations)),
    ]
    assert run([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    preview = preview_sampling(
        Dataset(folder, annotations=annotations),
        500,
        weights="category:label",
        clip=8,
        shard=(1, 2),
        infinite=False,
        seed=4,
        by="label",
    )
    assert told == {"path": str(folder), **preview.to_json()}
    assert run([*arguments, "--csv"]) == 0
    lines = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [line["group"] for line in lines] == ["x", "y"]
    assert [int(line["delivered"]) for line in lines] == preview.frame["delivered"].to_list()


def test_that_weights_can_come_from_a_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = tmp_path / "weights.CSV"
    weights.write_text("tfrecord,weight\na,1\nb,0\nc.tfrecords,1\n")
    assert run(["sampling", str(folder), "--weights", str(weights), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [group["expected_share"] for group in told["groups"]] == [0.5, 0, 0.5]


def test_that_one_file_will_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sampling", str(folder / "b.tfrecords"), "-n", "10"]) == 0
    assert "8 tiles" not in capsys.readouterr().out


def test_that_what_is_wrong_with_the_files_is_told_and_ends_with_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "d.tfrecords").write_text("This is a text.")
    for arguments in ([], ["--csv"], ["--json"]):
        assert run(["sampling", str(folder), "--by", "tfrecord", *arguments]) == 1
        seen = capsys.readouterr()
        assert "d.tfrecords" in (seen.err if arguments == ["--csv"] else seen.out)


def test_that_a_damaged_record_is_told_where_records_are_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "b.tfrecords"
    flip(path, path.stat().st_size - 40)
    assert run(["sampling", str(folder), "--by", "tfrecord"]) == 0
    assert run(["sampling", str(folder)]) == 1
    assert "record 9" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--weights", "heavy"], "no weights 'heavy'; there are uniform, tile"),
        (["--weights", "patient"], "--weights patient needs --annotations"),
        (["--weights", "category:label"], "--weights category:label needs --annotations"),
        (["--weights", "no-such.csv"], "no-such.csv: It is not there"),
        (["--annotations", "no-such.csv"], "no-such.csv"),
        (["--shard", "3/3"], "no shard 3 of 3"),
        (["--shard", "one"], "--shard takes I/N such as 0/4, not one"),
        (["--shard", "-1/4"], "--shard takes I/N"),
        (["--shard", "50/99"], "Shard 50 of 99: There is nothing to draw"),
        (["--by", "slid"], "Did you mean 'slide'"),
        (["--clip", "0"], "--clip"),
        (["--draws", "0"], "--draws"),
        (["--seed", "-1"], "--seed"),
        (["--json", "--csv"], "Choose one of --json and --csv"),
    ],
)
def test_that_wrong_use_ends_with_2_and_says_why(
    folder: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sampling", str(folder), *arguments]) == 2
    assert words in capsys.readouterr().err


def test_that_a_folder_that_is_not_there_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sampling", str(tmp_path / "nix")]) == 2
    assert "no file or folder" in capsys.readouterr().err


def test_that_a_folder_without_tfrecords_has_nothing_to_draw(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sampling", str(tmp_path)]) == 2
    assert "nothing to draw" in capsys.readouterr().err
