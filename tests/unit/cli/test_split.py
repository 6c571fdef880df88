"""The command that divides records into parts."""

import csv
import json
from pathlib import Path

import pytest

from tests.unit.build.made import files_in
from tests.unit.cli.copies import make_folder, make_tfrecord, payloads
from tests.unit.dataset.made import tree
from tfrviewer.cli.app import run

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def slides(tmp_path: Path) -> Path:
    """Ten slides of two records."""
    return make_folder(tmp_path / "in", **dict.fromkeys("ABCDEFGHIJ", 2))


def parts_in(out: Path) -> dict[str, list[str]]:
    """The slides of each part, as split.csv tells them."""
    parts: dict[str, list[str]] = {}
    with (out / "split.csv").open(newline="") as file:
        for line in csv.DictReader(file):
            parts.setdefault(line["part"], []).append(line["slide"])
            assert (out / line["tfrecord"]).is_file()
    return parts


def test_fractions_are_drawn_by_lot(slides: Path, tmp_path: Path, capsys: Printed) -> None:
    def drawn(seed: int, *options: str) -> dict[str, list[str]]:
        out = tmp_path / " ".join(["out", str(seed), *options])
        assert (
            run(["split", str(slides), str(out), "--seed", str(seed), "--replace", *options]) == 0
        )
        return parts_in(out)

    fractions = ["--train", "0.7", "--val", "0.2", "--test", "0.1"]
    first = drawn(1, *fractions)
    assert [(part, len(first[part])) for part in first] == [("train", 7), ("val", 2), ("test", 1)]
    assert sorted(slide for part in first.values() for slide in part) == [*"ABCDEFGHIJ"]
    printed = capsys.readouterr().out
    assert "20 records in 10 TFRecords" in printed
    assert "14  train (7 slides)" in printed
    assert drawn(1, *fractions) == first
    assert any(drawn(seed, *fractions) != first for seed in (2, 3))
    usual = drawn(1, "--by", "fraction")
    assert usual.keys() == {"train", "val", "test"}
    halves = drawn(1, "--by", "fraction", "--part", "left=0.5", "--rest", "right")
    assert {part: len(slides) for part, slides in halves.items()} == {"left": 5, "right": 5}


def test_another_lot_goes_to_another_folder(slides: Path, tmp_path: Path, capsys: Printed) -> None:
    command = ["split", str(slides), str(tmp_path / "out"), "--train", "0.5", "--test", "0.5"]
    assert run([*command, "--seed", "1"]) == 0
    before = tree(tmp_path / "out")
    assert run([*command, "--seed", "2", "--replace"]) == 2
    assert "records could be in two parts" in capsys.readouterr().err
    assert tree(tmp_path / "out") == before


def test_no_patient_is_in_two_parts(slides: Path, tmp_path: Path) -> None:
    lines = [f"p{number // 2},{slide}" for number, slide in enumerate("ABCDEFGHIJ")]
    annotations = tmp_path / "a.csv"
    annotations.write_text("\n".join(["patient,slide", *lines]))
    command = ["split", str(slides), str(tmp_path / "out"), "--train", "0.6", "--test", "0.4"]
    assert run([*command, "--annotations", str(annotations)]) == 0
    for part in parts_in(tmp_path / "out").values():
        assert len(part) == 2 * len({"ABCDEFGHIJ".index(slide) // 2 for slide in part})


def test_a_merged_tfrecord_is_split_by_slide(tmp_path: Path, capsys: Printed) -> None:
    make_folder(tmp_path / "in", A=2, B=3)
    assert run(["merge", str(tmp_path / "in"), str(tmp_path / "all.tfrecords")]) == 0
    assert run(["split", str(tmp_path / "all.tfrecords"), str(tmp_path / "out")]) == 0
    assert "5 records in 2 TFRecords" in capsys.readouterr().out
    for name in ("A.tfrecords", "B.tfrecords"):
        assert payloads(tmp_path / "out" / name) == payloads(tmp_path / "in" / name)


def test_slides_are_listed_by_part(slides: Path, tmp_path: Path) -> None:
    command = ["split", str(slides), str(tmp_path / "out"), "--by", "slide", "--no-index"]
    assert run([*command, "--part", "one=A, B", "--part", "two=C", "--rest", "others"]) == 0
    parts = parts_in(tmp_path / "out")
    assert (parts["one"], parts["two"], len(parts["others"])) == (["A", "B"], ["C"], 7)
    assert not any(name.endswith(".npz") for name in files_in(tmp_path / "out"))


def test_conditions_divide_records(slides: Path, tmp_path: Path) -> None:
    command = ["split", str(slides), str(tmp_path / "out"), "--by", "filter", "--single"]
    options = ["--part", "left=x < 512", "--rest", "right", "--where", "slide < 'C'"]
    assert run([*command, *options, "--sort", "slide desc"]) == 0
    left = payloads(tmp_path / "out/left/left.tfrecords")
    assert left == [payloads(slides / f"{slide}.tfrecords")[0] for slide in "BA"]


def test_a_report_is_printed_as_json(slides: Path, tmp_path: Path, capsys: Printed) -> None:
    command = ["split", str(slides), str(tmp_path / "out"), "--train", "0.5", "--val", "0.5"]
    assert run([*command, "--manifest", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["num_records"] == 20
    assert {file["part"] for file in told["tfrecords"]} == {"train", "val"}
    assert any(path.endswith("split.csv") for path in told["others"])


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--by", "size"], "size"),
        (["--by", "slide", "--train", "0.5"], "--train is a fraction; leave out --by slide"),
        (["--train", "0.7", "--val", "0.7"], "more than 1"),
        (["--train", "1.5"], "train"),
        (["--train", "0.5", "--part", "train=0.2"], "train is given twice"),
        (["--by", "fraction", "--part", "train"], "--part takes NAME=FRACTION"),
        (["--by", "fraction", "--part", "train=much"], "not train=much"),
        (["--by", "fraction", "--part", "train=nan"], "train"),
        (["--by", "filter"], "parts"),
        (["--by", "filter", "--part", "a=size > 3"], "size"),
        (["--part", "one=A", "--part", "two=A"], "twice"),
        (["--part", "one=Z"], "Z"),
        (["--part", "one=A,"], "--part takes NAME=SLIDES such as train=A,B, not one=A,"),
        (["--part", "../x=A"], "../x"),
        (["--rest", "others"], "rest"),
        (["--single"], "--single is for parts"),
        (["--where", "x > 100000"], "chosen"),
        (["--train", "0.5", "--val", "0.5", "--where", "slide = 'A'"], "fewer"),
        (["--tile-px", "299"], "no project"),
    ],
)
def test_what_cannot_be_meant_is_used_wrongly(
    options: list[str], reason: str, slides: Path, tmp_path: Path, capsys: Printed
) -> None:
    assert run(["split", str(slides), str(tmp_path / "out"), *options]) == 2
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_without_tfrecords_is_told(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "in").mkdir()
    assert run(["split", str(tmp_path / "in"), str(tmp_path / "out")]) == 2
    assert "no TFRecord" in capsys.readouterr().err
    assert run(["split", str(tmp_path / "nowhere"), str(tmp_path / "out")]) == 2


def test_a_damaged_record_is_left_out_or_ends_it(golden: Path, tmp_path: Path) -> None:
    source = golden / "zeroed_crcs.tfrecords"
    make_tfrecord(tmp_path / "in/A.tfrecords", "A", 2)
    (tmp_path / "in/damaged.tfrecords").write_bytes(source.read_bytes())
    assert run(["split", str(tmp_path / "in"), str(tmp_path / "out")]) == 1
    assert run(["split", str(tmp_path / "in"), str(tmp_path / "other"), "--strict"]) == 1


def test_fractions_that_are_taken_unasked_are_told(
    slides: Path, tmp_path: Path, capsys: Printed
) -> None:
    command = ["split", str(slides), str(tmp_path / "out"), "--by", "fraction"]
    assert run(command) == 0
    assert "--train 0.7, --val 0.15, --test 0.15" in capsys.readouterr().err
    assert run([*command, "--replace", "--train", "0.7", "--val", "0.15", "--test", "0.15"]) == 0
    assert capsys.readouterr().err == ""


def test_the_path_of_a_tfrecord_is_no_folder_of_parts(
    slides: Path, tmp_path: Path, capsys: Printed
) -> None:
    assert run(["split", str(slides), str(tmp_path / "x.tfrecords")]) == 2
    assert "OUT is a folder" in capsys.readouterr().err
