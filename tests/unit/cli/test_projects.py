"""`tfrviewer info` of projects of Slideflow, and of folders with annotations."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.dataset.made import tree, write_slide
from tests.unit.dataset.projects import SIZE, Made, extracted
from tfrviewer.cli.app import run


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "lung")


def info(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = run(["info", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


def info_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    status, out, _ = info(capsys, *arguments, "--json")
    return status, json.loads(out)


def test_that_the_only_size_of_a_project_is_taken(
    made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(made.root)
    status, out, _ = info(capsys, made.root)
    assert status == 0
    for part in ("4 TFRecords: 3 slides, 10 tiles", "project “Lung”", "3 slides, 3 patients"):
        assert part in out
    assert info(capsys, made.root / "settings.json")[1] == out
    status, told = info_json(capsys, made.root)
    assert (status, told["num_tiles"], told["summary"]["patients"]) == (0, 10, 3)
    assert tree(made.root) == before


def test_that_several_sizes_are_listed(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    write_slide(made.label("B", "299px_2.5x") / "s3.tfrecords", 1)
    write_slide(made.label("B", "256px_128um") / "s3.tfrecords", 1)
    status, out, err = info(capsys, made.root)
    assert (status, out) == (2, "")
    assert "Say which" in err
    assert err.splitlines()[1:] == [
        "  --tile-px 299 --tile-um 302",
        "  --tile-px 256 --tile-um 128",
        "  --tile-px 299 --tile-um 2.5x",
    ]
    for half, label in (
        (("--tile-px", 256), "256px_128um"),
        (("--tile-um", "2.5X"), "299px_2.5x"),
        (("--source", "A"), SIZE),
        (("--tile-px", 299, "--tile-um", "302um"), SIZE),
    ):
        status, told = info_json(capsys, made.root, *half)
        assert [one["label"] for one in told["summary"]["tile_sizes"]] == [label]


def test_that_sources_are_chosen(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = info_json(capsys, made.root, "--source", "B")
    assert (status, told["tfrecords"]) == (0, 2)
    reasons = {one["slide"]: one["reason"] for one in told["summary"]["absent"]}
    assert reasons == {"s2": "other-source"}
    assert info_json(capsys, made.root, "--source", "B", "--source", "A")[1]["tfrecords"] == 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--source", "C"], "The sources are: A, B."),
        (["--tile-px", "299", "--tile-um", "10x"], f"There are: {SIZE}"),
        (["--tile-um", "10x"], f"the sizes there are {SIZE}"),
        (["--tile-um", "ten"], "not 'ten'"),
        (["--tile-px", "0", "--tile-um", "302"], "at least 1"),
        (["--tile-px", "many"], "as an integer"),
    ],
)
def test_what_a_project_has_not_is_wrong_use(
    made: Made, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = info(capsys, made.root, *arguments)
    assert (status, out) == (2, "")
    assert words in " ".join(err.split())


def test_a_project_without_tiles_says_where_it_looked(
    made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    made.label("A").rename(made.label("A", "tiles"))
    made.label("B").rename(made.label("B", "tiles"))
    status, _, err = info(capsys, made.root)
    assert status == 2
    assert "no folder is called after a size" in err
    assert str(made.root / "tfrecords" / "A") in err


def test_a_damaged_project_ends_with_1(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    (made.root / "settings.json").write_text('{"name": "Lung",\n "annotations" "x"}')
    status, _, err = info(capsys, made.root)
    assert status == 1
    assert "settings.json: Line 2, column 16 is no JSON" in err


def test_that_options_of_projects_are_refused_elsewhere(
    made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = info(capsys, made.root / "tfrecords", "--tile-px", 299)
    assert (status, "is no project of Slideflow" in err) == (2, True)
    status, _, err = info(capsys, made.label("A") / "s1.tfrecords", "--annotations", "x.csv")
    assert (status, "is a file" in err) == (2, True)
    assert info(capsys, made.root / "none", "--tile-px", 299)[0] == 2


def test_that_a_folder_takes_annotations(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    path = made.root / "annotations.csv"
    status, out, _ = info(capsys, made.label("A"), "--annotations", path)
    assert status == 0
    assert f"annotations in {path}: 3 slides, 3 patients" in out
    assert "s3: There is no TFRecord of it." in out
    assert "project" not in out
    path.write_text("case,slide\n")
    status, _, err = info(capsys, made.label("A"), "--annotations", path)
    assert (status, "no column is called “patient”" in err.lower()) == (2, True)


def test_that_manifest_and_report_are_shown(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    made.report("A", extracted("s1", 2), extracted("s2", 30))
    (made.label("A") / "manifest.json").write_text('{"s1.tfrecords": {"total": 9}}')
    status, out, _ = info(capsys, made.root)
    assert status == 1
    assert "extracted by Slideflow, 2 slides" in out
    assert "s1.tfrecords: manifest.json counts 9 tiles, and it has 2." in out
    assert "s2.tfrecords: It has 3 tiles, and 30 were extracted" in out
    status, told = info_json(capsys, made.root)
    kinds = {finding["kind"] for finding in told["findings"]}
    assert (status, kinds) == (1, {"annotations", "stale-manifest", "extraction-report"})
    assert told["files"][1]["extraction"]["num_tiles"] == 30
    status, out, _ = info(capsys, made.label("A") / "s1.tfrecords")
    assert (status, "extraction  date 2026-01-05 10:30:00.123456, tile_px 299" in out) == (0, True)
