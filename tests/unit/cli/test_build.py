"""The command that makes TFRecords of images."""

import json
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.unit.build.made import contents, files_in, jpeg, make_slide
from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer import TFRecord
from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.running.journal import NAME
from tfrviewer.build.running.report import BuildReport
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
    assert order("--pattern", "none") == [(0, 0)] * 3


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


def test_a_dry_run_tells_slides_names_size_and_time(
    source: Path, tmp_path: Path, capsys: Printed
) -> None:
    make_slide(source / "many", 4)
    (source / "B/no name.jpg").write_bytes(jpeg(5))
    assert run(["build", str(source), str(tmp_path / "out"), "--dry-run"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[1].split() == ["slide", "images", "located", "pixels", "TFRecord"]
    assert [line.split() for line in printed[2:5]] == [
        ["A", "3", "3", "32×32", "A.tfrecords"],
        ["B", "4", "3", "32×32", "B.tfrecords"],
        ["many", "4", "4", "32×32", "many.tfrecords"],
    ]
    assert printed[5] == "  names   “A-256-256.jpg”: slide A, x 256, y 256 (by slideflow)"
    assert any(line.startswith("  size    ") and "free there" in line for line in printed)
    assert any(line.startswith("  time    about ") for line in printed)
    assert run(["build", str(source), str(tmp_path / "out"), "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["names"][0] == {
        "pattern": "slideflow",
        "name": "A-256-256.jpg",
        "slide": "A",
        "location": [256, 256],
        "guessed": False,
    }
    assert 0 < told["bytes_needed"] < told["bytes_free"]
    assert told["records_per_second"] > 0
    assert [slide["located"] for slide in told["slides"]] == [3, 3, 4]


def test_a_dry_run_of_many_slides_shows_the_first(
    source: Path, tmp_path: Path, capsys: Printed
) -> None:
    for number in range(25):
        make_slide(source / f"slide {number}", 1)
    command = ["build", str(source), str(tmp_path / "out"), "--dry-run"]
    assert run([*command, "--pattern", "none"]) in (0, 1)
    printed = capsys.readouterr().out
    assert "… 7 slides more" in printed
    assert "“A-256-256.jpg”: no location" in printed


def test_a_dry_run_of_nothing_tells_so(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "in").mkdir()
    assert run(["build", str(tmp_path / "in"), str(tmp_path / "out"), "--dry-run"]) == 1
    assert "0 records in 0 TFRecords" in capsys.readouterr().out
    assert run(["build", str(tmp_path / "in"), str(tmp_path / "out"), "--dry-run", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["bytes_free"] is None


@pytest.mark.parametrize(
    ("existing", "records", "told"),
    [
        ("skip", [3, 3], "2 TFRecords there already"),
        ("replace", [4, 3], "7 records in 2 TFRecords"),
        ("append", [4, 3], "1 record in"),
    ],
)
def test_what_is_there_is_treated_as_asked(
    existing: str, records: list[int], told: str, source: Path, tmp_path: Path, capsys: Printed
) -> None:
    command = ["build", str(source), str(tmp_path / "out")]
    assert run(command) == 0
    (source / "A/A-5000-256.jpg").write_bytes(jpeg(77))
    capsys.readouterr()
    assert run([*command, "--existing", existing, "--dry-run"]) == 0
    assert "there already: they " in capsys.readouterr().out
    assert run([*command, "--existing", existing]) == 0
    assert told in capsys.readouterr().out
    written = [len(contents(tmp_path / f"out/{slide}.tfrecords")) for slide in "AB"]
    assert written == records


def test_a_sheet_names_images_slides_and_features(source: Path, tmp_path: Path) -> None:
    lines = ["file,case,cx,cy,stage", "A/A-256-256.jpg,S,1,2,3", "B/B-256-256.jpg,T,3,4,5"]
    (tmp_path / "t.csv").write_text("\n".join(lines))
    sheet = ["--sheet", str(tmp_path / "t.csv"), "--sheet-image", "file", "--sheet-slide", "case"]
    columns = ["--sheet-x", "cx", "--sheet-y", "cy"]
    assert run(["build", str(source), str(tmp_path / "out"), *sheet, *columns]) in (0, 1)
    with TFRecord(tmp_path / "out/T.tfrecords") as tfr:
        assert (tfr[0]["loc_x"], tfr[0]["stage"]) == (3, 5)
    with TFRecord(tmp_path / "out/S.tfrecords") as tfr:
        assert len(tfr) == 1


def test_a_sheet_that_cannot_be_used_is_wrong_use(
    source: Path, tmp_path: Path, capsys: Printed
) -> None:
    (tmp_path / "t.csv").write_text("file,slide\na,b\n")
    command = ["build", str(source), str(tmp_path / "out"), "--sheet", str(tmp_path / "t.csv")]
    assert run(command) == 2
    assert "image" in capsys.readouterr().err


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


@pytest.mark.parametrize(
    ("answer", "wanted"), [("r\n", "replace"), ("x\nSkip\n", "skip"), ("a\n", "append")]
)
def test_a_person_is_asked_what_becomes_of_what_is_there(
    answer: str,
    wanted: str,
    source: Path,
    tmp_path: Path,
    capsys: Printed,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    command = ["build", str(source), str(tmp_path / "out"), "--existing", "ask"]
    monkeypatch.setattr("tfrviewer.cli.console.is_asked", lambda: True)
    assert run(command) == 0
    assert "replace" not in capsys.readouterr().err
    seen: list[str] = []

    def carry_out(plan: BuildPlan, **_: Any) -> BuildReport:  # noqa: ANN401 - not looked at
        seen.append(plan.policies.existing)
        return BuildReport()

    monkeypatch.setattr("tfrviewer.build.running.run.run", carry_out)
    monkeypatch.setattr("sys.stdin", StringIO(answer))
    assert run(command) == 0
    printed = capsys.readouterr().err
    assert "4 files there already:" in printed
    assert "A.index.npz" in printed
    assert seen == [wanted]


@pytest.mark.parametrize("answer", ["c\n", "\n", ""])
def test_who_wants_none_of_it_changes_nothing(
    answer: str, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["build", str(source), str(tmp_path / "out"), "--existing", "ask"]
    monkeypatch.setattr("tfrviewer.cli.console.is_asked", lambda: True)
    assert run(command) == 0
    before = {name: (tmp_path / "out" / name).stat() for name in files_in(tmp_path / "out")}
    monkeypatch.setattr("sys.stdin", StringIO(answer))
    assert run(command) == 130
    assert {name: (tmp_path / "out" / name).stat() for name in before} == before


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
        (["{in}", "{out}", "--sheet", "{in}/none.csv"], "none.csv: It is not there"),
        (["{in}", "{out}", "--labels", "{in}/none.csv"], "none.csv: It is not there"),
        (["{in}", "{out}", "--label-folder", "\udcff"], "cannot be written as UTF-8"),
        (["{in}", "{out}", "--shard-bytes", "9" * 400], "--shard-bytes takes a size"),
        (["{in}", "{out}", "--save-recipe", "{in}/no/r.toml"], "r.toml: There is no folder"),
        (["{in}", "{out}", "--labels", "\udcff", "--save-recipe", "{in}/r.toml"], "\\udcff"),
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


def test_the_path_of_one_tfrecord_is_taken_where_the_folder_is_one_slide(
    source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out/case.tfrecords"
    assert run(["build", str(source / "A"), str(out)]) == 0
    assert [slide for slide, _, _ in contents(out)] == ["A"] * 3
    named = tmp_path / "out/named.tfrecords"
    assert run(["build", str(source / "A"), str(named), "--slide", "case 7"]) == 0
    assert [slide for slide, _, _ in contents(named)] == ["case 7"] * 3


def test_an_error_of_planning_is_no_wrong_use(
    source: Path, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("a fault of tfrviewer")

    monkeypatch.setattr("tfrviewer.build.scan.scan.walk", broken)
    assert run(["build", str(source), str(tmp_path / "out")]) == 3
    assert "tfrviewer itself failed" in capsys.readouterr().err


@pytest.mark.parametrize("dry", [True, False])
def test_what_can_never_be_written_is_told_by_a_dry_run_too(
    dry: bool, source: Path, tmp_path: Path, capsys: Printed
) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "out/A.tfrecords").mkdir(parents=True)
    for out, reason in (
        ("file", "a file, not a folder"),
        ("file/x", "a file, not a folder"),
        ("out", "a folder"),
    ):
        command = ["build", str(source), str(tmp_path / out), "--replace"]
        assert run([*command, *(["--dry-run"] if dry else [])]) == 2
        assert reason in capsys.readouterr().err


def test_what_was_done_before_an_error_is_told(
    source: Path, tmp_path: Path, capsys: Printed
) -> None:
    (source / "B/B-256-1792.jpg").write_bytes(encoded(tissue(32, 32), "JPEG")[:-300])
    out = tmp_path / "out"
    assert run(["build", str(source), str(out), "--strict", "--json", "--jobs", "1"]) == 1
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert [file["path"] for file in told["tfrecords"]] == [str(out / "A.tfrecords")]
    assert told["num_records"] == 3
    assert "B-256-1792.jpg" in printed.err
    assert files_in(out) == [NAME, "A.index.npz", "A.tfrecords"]


@pytest.mark.skipif(sys.platform == "win32", reason="a signal ends a process at once there")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_leaves_nothing_half_made_and_the_build_goes_on_when_asked(
    name: str, source: Path, tmp_path: Path, capsys: Printed
) -> None:
    code = (
        "import os, signal, sys\n"
        "from tfrviewer.cli.app import run\n"
        "from tfrviewer.tfrecord.writer import RecordWriter\n"
        "write = RecordWriter.write_framed\n"
        "def killing(self, data, sizes, locations=None):\n"
        "    write(self, data, sizes, locations)\n"
        "    if self.path.name == 'B.tfrecords':\n"
        f"        os.kill(os.getpid(), signal.{name})\n"
        "RecordWriter.write_framed = killing\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", code, "build", str(source), str(tmp_path / "out")]
    ended = subprocess.run([*command, "--json"], capture_output=True, text=True, check=False)
    assert ended.returncode == 130
    assert ended.stderr == (
        "1 TFRecord is finished; the same command with --resume goes on.\n"
        "Cancelled. Nothing half-made was left.\n"
    )
    assert json.loads(ended.stdout)["num_records"] == 3
    assert files_in(tmp_path / "out") == [NAME, "A.index.npz", "A.tfrecords"]
    first = (tmp_path / "out/A.tfrecords").stat()
    go_on = ["build", str(source), str(tmp_path / "out")]
    assert run(go_on) == 2
    assert "A build into this folder was cut off: it can go on" in capsys.readouterr().err
    assert run([*go_on, "--resume", "--dry-run"]) == 0
    assert "1 TFRecord finished already" in capsys.readouterr().out
    assert run([*go_on, "--resume", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["num_records"] == 6
    assert (tmp_path / "out/A.tfrecords").stat() == first
    assert files_in(tmp_path / "out") == [
        "A.index.npz",
        "A.tfrecords",
        "B.index.npz",
        "B.tfrecords",
    ]
