"""The command that joins TFRecords."""

import json
from pathlib import Path

import pytest

from tests.unit.build.made import files_in
from tests.unit.cli.copies import make_folder, make_tfrecord, payloads
from tfrviewer.cli.app import run

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """One folder of A and B, another with more of A, and C."""
    make_tfrecord(tmp_path / "two/A more.tfrecords", "A", 2, start=50, line=1)
    return make_folder(tmp_path / "one", A=3, B=2), make_folder(tmp_path / "two", C=1)


def test_records_of_one_slide_come_together(
    folders: tuple[Path, Path], tmp_path: Path, capsys: Printed
) -> None:
    one, two = folders
    out = tmp_path / "out"
    assert run(["merge", str(one), str(two), str(out)]) == 0
    printed = capsys.readouterr().out
    assert f"8 records in 3 TFRecords written to {out}, 0 records left out" in printed
    assert files_in(out) == [
        f"{slide}{end}" for slide in "ABC" for end in (".index.npz", ".tfrecords")
    ]
    both = payloads(one / "A.tfrecords") + payloads(two / "A more.tfrecords")
    assert payloads(out / "A.tfrecords") == both


def test_all_go_into_the_tfrecord_named(folders: tuple[Path, Path], tmp_path: Path) -> None:
    one, two = folders
    out = tmp_path / "all.tfrecords"
    command = ["merge", str(one / "B.tfrecords"), str(two / "C.tfrecords"), str(out), "--no-index"]
    assert run(command) == 0
    assert payloads(out) == payloads(one / "B.tfrecords") + payloads(two / "C.tfrecords")
    assert not (tmp_path / "all.index.npz").exists()


def test_a_report_is_printed_as_json(
    folders: tuple[Path, Path], tmp_path: Path, capsys: Printed
) -> None:
    out = tmp_path / "out"
    assert run(["merge", *map(str, folders), str(out), "--manifest", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["num_records"] == 8
    assert [file["slides"] for file in told["tfrecords"]] == [["A"], ["B"], ["C"]]
    assert (out / "manifest.json").is_file()


def test_what_is_there_is_replaced_only_when_asked(
    folders: tuple[Path, Path], tmp_path: Path, capsys: Printed
) -> None:
    command = ["merge", *map(str, folders), str(tmp_path / "out")]
    assert run(command) == 0
    assert run(command) == 2
    assert "A.tfrecords" in capsys.readouterr().err
    assert run([*command, "--existing", "skip"]) == 0
    assert run([*command, "--replace"]) == 0
    assert run([*command, "--replace", "--existing", "skip"]) == 2


def test_a_damaged_record_is_left_out_or_ends_it(
    golden: Path, folders: tuple[Path, Path], tmp_path: Path, capsys: Printed
) -> None:
    sources = [str(golden / "zeroed_crcs.tfrecords"), str(folders[1])]
    assert run(["merge", *sources, str(tmp_path / "out")]) == 1
    assert "20 records left out" in capsys.readouterr().out
    assert run(["merge", *sources, str(tmp_path / "strict"), "--strict"]) == 1
    assert run(["merge", *sources, str(tmp_path / "all"), "--no-check-crc"]) == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([], "PATH"),
        (["{one}"], "OUT is missing"),
        (["{one}/nowhere", "{out}"], "nowhere"),
        (["{empty}", "{out}"], "no TFRecord in"),
        (["{one}", "{one}/A.tfrecords/x"], "A.tfrecords"),
        (["{one}", "{empty}/../one", "{out}"], "are the same TFRecord"),
    ],
)
def test_what_cannot_be_meant_is_used_wrongly(
    words: list[str],
    reason: str,
    folders: tuple[Path, Path],
    tmp_path: Path,
    capsys: Printed,
) -> None:
    (tmp_path / "empty").mkdir()
    places = {"one": folders[0], "empty": tmp_path / "empty", "out": tmp_path / "out"}
    assert run(["merge", *(word.format(**places) for word in words)]) == 2
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_tfrecords_of_one_name_are_told_with_their_folders(tmp_path: Path, capsys: Printed) -> None:
    for folder in ("one", "two"):
        make_tfrecord(tmp_path / folder / "A.tfrecords", "A", 2)
    folders = [str(tmp_path / folder) for folder in ("one", "two")]
    assert run(["merge", *folders, str(tmp_path / "out")]) == 1
    made_of = ", ".join(str(Path(folder, "A.tfrecords")) for folder in ("one", "two"))
    assert f"it was made of {made_of}." in capsys.readouterr().out


def test_what_is_merged_is_never_replaced(folders: tuple[Path, Path], capsys: Printed) -> None:
    one, _ = folders
    before = payloads(one / "A.tfrecords")
    command = ["merge", str(one / "A.tfrecords"), str(one / "B.tfrecords"), str(one), "--replace"]
    assert run(command) == 2
    assert "A.tfrecords" in capsys.readouterr().err
    assert payloads(one / "A.tfrecords") == before
