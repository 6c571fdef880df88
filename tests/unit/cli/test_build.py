"""The command that makes TFRecords of images."""

import json
import shutil
from pathlib import Path

import pytest

from tests.unit.build.made import contents, files_in, jpeg, make_slide
from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer.cli.app import run

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Two slides of three images."""
    for number, name in enumerate("AB"):
        make_slide(tmp_path / "in" / name, 3, start=10 * number)
    return tmp_path / "in"


def test_nested_folders_are_built_without_options(
    source: Path, tmp_path: Path, capsys: Printed
) -> None:
    assert run(["build", str(source), str(tmp_path / "out")]) == 0
    assert "6 records in 2 TFRecords" in capsys.readouterr().out
    assert files_in(tmp_path / "out") == [
        "A.index.npz",
        "A.tfrecords",
        "B.index.npz",
        "B.tfrecords",
    ]


def test_one_folder_is_built_without_options(source: Path, tmp_path: Path) -> None:
    assert run(["build", str(source / "A"), str(tmp_path / "out")]) == 0
    assert [slide for slide, _, _ in contents(tmp_path / "out/A.tfrecords")] == ["A"] * 3


def test_the_one_slide_can_be_named(source: Path, tmp_path: Path) -> None:
    command = ["build", str(source / "A"), str(tmp_path / "out"), "--slide", "case 7"]
    assert run(command) == 0
    assert [slide for slide, _, _ in contents(tmp_path / "out/case 7.tfrecords")] == ["case 7"] * 3


def test_all_are_merged_into_the_file_named(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.tfrecords"
    assert run(["build", str(source), str(out), "--layout", "merged", "--jobs", "1"]) == 0
    assert [slide for slide, _, _ in contents(out)] == [*"AAABBB"]
    assert run(["build", str(source), str(tmp_path / "out"), "--layout", "merged"]) == 0
    assert files_in(tmp_path / "out") == ["in.index.npz", "in.tfrecords"]


def test_records_are_ordered_as_asked(source: Path, tmp_path: Path) -> None:
    def order(*options: str) -> list[tuple[int, int]]:
        out = str(tmp_path / "out")
        assert run(["build", str(source), out, "--replace", *options]) == 0
        return [location for _, _, location in contents(tmp_path / "out/A.tfrecords")]

    assert order() == order("--order", "location") == [(256, 256), (256, 768), (256, 1280)]
    assert len({tuple(order("--seed", str(seed))) for seed in range(8)}) > 2
    assert order("--seed", "3") == order("--order", "seed", "--seed", "3")
    assert order("--locations", "none") == [(0, 0)] * 3


def test_a_dry_run_tells_and_writes_nothing(source: Path, tmp_path: Path, capsys: Printed) -> None:
    (source / "A/bad.png").write_text("text")
    before = files_in(tmp_path)
    assert run(["build", str(source), str(tmp_path / "out"), "--dry-run"]) == 1
    printed = capsys.readouterr().out
    assert "6 records in 2 TFRecords would be written (layout nested)" in printed
    assert str(Path("A", "bad.png")) in printed
    assert run(["build", str(source), str(tmp_path / "out"), "--dry-run", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["num_records"], told["left_out"], told["existing"]) == (6, 1, [])
    assert files_in(tmp_path) == before


def test_an_image_left_out_is_told_and_makes_the_status_1(
    source: Path, tmp_path: Path, capsys: Printed
) -> None:
    (source / "A/cut.jpg").write_bytes(encoded(tissue(32, 32), "JPEG")[:-200])
    assert run(["build", str(source), str(tmp_path / "out")]) == 1
    printed = capsys.readouterr().out
    assert "6 records in 2 TFRecords" in printed
    assert "1 image left out" in printed
    assert f"{Path('A', 'cut.jpg')}: The image" in printed


def test_of_many_findings_the_first_few_of_each_kind_are_printed(
    source: Path, tmp_path: Path, capsys: Printed
) -> None:
    for number in range(30):
        (source / f"A/odd-{number}.jpg").write_bytes(b"")
    assert run(["build", str(source), str(tmp_path / "out")]) == 1
    assert capsys.readouterr().out.count("This is no image") == 10
    assert run(["build", str(source), str(tmp_path / "out"), "--replace"]) == 1
    assert "20 more of the kind “not-an-image”" in capsys.readouterr().out


def test_strict_stops_at_the_first_wrong_image(
    source: Path, tmp_path: Path, capsys: Printed
) -> None:
    (source / "A/bad.png").write_text("text")
    assert run(["build", str(source), str(tmp_path / "out"), "--strict"]) == 1
    assert "bad.png: This is no image" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_without_validation_odd_sizes_are_taken(source: Path, tmp_path: Path) -> None:
    (source / "A/odd.jpg").write_bytes(jpeg(1, (40, 40)))
    assert run(["build", str(source), str(tmp_path / "out"), "--no-validate"]) == 0
    assert len(contents(tmp_path / "out/A.tfrecords")) == 4


def test_what_is_there_is_replaced_only_when_asked(
    source: Path, tmp_path: Path, capsys: Printed
) -> None:
    command = ["build", str(source), str(tmp_path / "out")]
    assert run(command) == 0
    shutil.rmtree(source / "B")
    before = {name: (tmp_path / "out" / name).stat() for name in files_in(tmp_path / "out")}
    assert run(command) == 2
    assert "--replace" in capsys.readouterr().err
    assert run([*command, "--dry-run"]) == 0
    assert "2 files there already: --replace is needed" in capsys.readouterr().out
    assert {name: (tmp_path / "out" / name).stat() for name in before} == before
    assert run([*command, "--replace"]) == 0
    assert (tmp_path / "out/B.tfrecords").stat() == before["B.tfrecords"]


def test_a_report_is_printed_as_json(source: Path, tmp_path: Path, capsys: Printed) -> None:
    assert run(["build", str(source), str(tmp_path / "out"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["layout"] == "nested"
    assert told["num_records"] == 6
    assert [file["slides"] for file in told["tfrecords"]] == [["A"], ["B"]]
    assert told["findings"] == []


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["{in}/nowhere", "{out}"], "no such folder"),
        (["{in}/A/A-256-256.jpg", "{out}"], "a file, not a folder"),
        (["{in}", "{out}", "--order", "seed"], "needs a seed"),
        (["{in}", "{out}", "--order", "name", "--seed", "1"], "contradicts"),
        (["{in}", "{out}", "--slide", "A"], "folders do"),
        (["{in}", "{out}/x.tfrecords"], "--layout"),
        (["{in}", "{out}", "--layout", "flat"], "flat"),
        (["{in}", "{out}", "--jobs", "0"], "jobs"),
        (["{in}"], "OUT"),
    ],
)
def test_what_cannot_be_meant_is_used_wrongly(
    options: list[str], reason: str, source: Path, tmp_path: Path, capsys: Printed
) -> None:
    words = [word.format(**{"in": source, "out": tmp_path / "out"}) for word in options]
    assert run(["build", *words]) == 2
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_without_images_is_told(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "in").mkdir()
    assert run(["build", str(tmp_path / "in"), str(tmp_path / "out")]) == 1
    assert "holds no image" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()
