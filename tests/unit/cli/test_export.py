"""The command that takes images out of TFRecords."""

import json
from pathlib import Path

import pytest

from tests.unit.build.made import files_in, jpeg
from tfrviewer import RecordWriter
from tfrviewer.cli.app import run

Printed = pytest.CaptureFixture[str]


def test_the_images_of_a_file_are_written(golden: Path, tmp_path: Path, capsys: Printed) -> None:
    assert run(["export", str(golden / "slide-A.tfrecords"), str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"42 images written to {tmp_path}, 0 records left out\n"
    assert len(list((tmp_path / "slide-A").glob("slide-A-*-*.jpg"))) == 42


def test_what_was_exported_can_be_built_again(golden: Path, tmp_path: Path) -> None:
    source = golden / "loose_images"
    assert run(["build", str(source), str(tmp_path / "tfrecords")]) == 0
    assert run(["export", str(tmp_path / "tfrecords"), str(tmp_path / "images")]) == 0
    assert files_in(tmp_path / "images") == files_in(source)
    for name in files_in(source):
        assert (tmp_path / "images" / name).read_bytes() == (source / name).read_bytes()


def test_a_folder_with_damage_is_exported_past_it(
    golden_copy: Path, tmp_path: Path, capsys: Printed
) -> None:
    before = files_in(golden_copy)
    assert run(["export", str(golden_copy), str(tmp_path / "out")]) == 1
    printed = capsys.readouterr().out
    assert "24 records left out" in printed
    assert "Git-LFS pointer" in printed
    assert files_in(golden_copy) == before


def test_images_that_are_there_are_told(golden: Path, tmp_path: Path, capsys: Printed) -> None:
    command = ["export", str(golden / "slide-A.tfrecords"), str(tmp_path)]
    assert run(command) == 0
    image = next((tmp_path / "slide-A").iterdir())
    image.write_bytes(b"mine")
    capsys.readouterr()
    assert run(command) == 1
    printed = capsys.readouterr().out
    assert "0 images written" in printed
    assert "41 there already" in printed
    assert image.read_bytes() == b"mine"
    assert run([*command, "--strict"]) == 2
    assert run([*command, "--replace"]) == 0
    assert image.read_bytes() != b"mine"


def test_a_wrong_checksum_is_left_out_unless_asked(golden: Path, tmp_path: Path) -> None:
    command = ["export", str(golden / "zeroed_crcs.tfrecords"), str(tmp_path)]
    assert run(command) == 1
    assert files_in(tmp_path) == []
    assert run([*command, "--strict"]) == 1
    assert run([*command, "--no-check-crc"]) == 1
    assert len(files_in(tmp_path)) == 20


def test_a_report_is_printed_as_json(golden: Path, tmp_path: Path, capsys: Printed) -> None:
    assert run(["export", str(golden / "one_record.tfrecords"), str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["written"], told["kept"], told["left_out"]) == (1, 0, 0)
    (name,) = told["tfrecords"][0]["images"]
    assert (tmp_path / name).is_file()


def test_what_is_not_there_is_used_wrongly(tmp_path: Path, capsys: Printed) -> None:
    assert run(["export", str(tmp_path / "nowhere"), str(tmp_path / "out")]) == 2
    assert run(["export", str(tmp_path), str(tmp_path / "out")]) == 2
    assert "no TFRecord" in capsys.readouterr().err


def test_a_record_left_out_makes_the_status_1_whatever_is_said_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tfrviewer.build.tile_export import ExportReport

    report = ExportReport(tmp_path / "a.tfrecords", tmp_path, (None,), 0, 0, ())
    monkeypatch.setattr("tfrviewer.build.images.extract_many", lambda *_, **__: [report])
    (tmp_path / "a.tfrecords").write_bytes(b"")
    assert run(["export", str(tmp_path / "a.tfrecords"), str(tmp_path / "out")]) == 1


def test_what_was_done_before_an_error_is_told(tmp_path: Path, capsys: Printed) -> None:
    source = tmp_path / "A.tfrecords"
    with RecordWriter(source) as writer:
        for image in (jpeg(), b"text"):
            writer.write_example({"image_raw": image, "slide": "A", "loc_x": 1, "loc_y": 2})
    assert run(["export", str(source), str(tmp_path / "out"), "--strict", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["written"] == 1
    assert told["tfrecords"][0]["images"] == ["A/A-1-2.jpg"]


def test_where_nothing_was_done_before_an_error_that_is_told(
    golden: Path, tmp_path: Path, capsys: Printed
) -> None:
    source = golden / "two_holes.tfrecords"
    assert run(["export", str(source), str(tmp_path), "--strict", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["written"] == 0
