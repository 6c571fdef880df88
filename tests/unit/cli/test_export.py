"""The command that takes images out of TFRecords."""

import json
import math
from pathlib import Path

import polars as pl
import pytest

from tests.unit.build.made import files_in, jpeg
from tests.unit.cli.copies import make_folder, payloads
from tfrviewer import RecordWriter, TFRecord
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
    from tfrviewer.build.extract.tile_export import ExportReport

    report = ExportReport(tmp_path / "a.tfrecords", tmp_path, (None,), 0, 0, ())
    monkeypatch.setattr("tfrviewer.build.extract.images.extract_many", lambda *_, **__: [report])
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


@pytest.fixture
def slides(tmp_path: Path) -> Path:
    """A of four records, B of three."""
    return make_folder(tmp_path / "in", A=4, B=3)


def test_tfrecords_are_copied_byte_for_byte(slides: Path, tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / "out"
    assert run(["export", str(slides), str(out), "--as", "tfrecords"]) == 0
    assert capsys.readouterr().out == (
        f"7 records in 2 TFRecords written to {out}, 0 records left out\n"
    )
    assert files_in(out) == ["A.index.npz", "A.tfrecords", "B.index.npz", "B.tfrecords"]
    assert payloads(out / "A.tfrecords") == payloads(slides / "A.tfrecords")


def test_records_are_chosen_and_sorted(slides: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ["export", str(slides), str(out), "--as", "tfrecords", "--no-index", "--manifest"]
    assert run([*command, "--where", "slide = 'A' AND x > 512", "--sort", "x DESC"]) == 0
    assert files_in(out) == ["A.tfrecords", "manifest.json"]
    assert payloads(out / "A.tfrecords") == payloads(slides / "A.tfrecords")[:0:-1]
    command += ["--replace", "--sort", "slide", "--sort", "x desc", "--order", "file"]
    assert run(command) == 0
    assert payloads(out / "B.tfrecords") == payloads(slides / "B.tfrecords")


def test_all_go_into_the_tfrecord_named(slides: Path, tmp_path: Path) -> None:
    out = tmp_path / "out/all.tfrecords"
    assert run(["export", str(slides), str(out), "--as", "tfrecords"]) == 0
    both = payloads(slides / "A.tfrecords") + payloads(slides / "B.tfrecords")
    assert payloads(out) == both


def test_slides_are_renamed_and_columns_become_features(slides: Path, tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("slide,loc_x,loc_y,score,notes\nA,256,256,0.5,a\n")
    (tmp_path / "labels.csv").write_text("slide,stage\nA,2\nB,3\n")
    out = tmp_path / "out"
    added = ["--add-column", str(tmp_path / "scores.csv"), "--column", "score"]
    command = ["export", str(slides), str(out), "--as", "tfrecords", "--rename", "A=case 7"]
    run([*command, *added])
    with TFRecord(out / "case 7.tfrecords") as tfr:
        assert (tfr[0]["slide"], tfr[0]["score"]) == ("case 7", 0.5)
        assert math.isnan(tfr[1]["score"])
        assert "notes" not in tfr[0]
    command = ["export", str(slides), str(out), "--as", "tfrecords", "--existing", "skip"]
    assert run([*command, "--add-column", str(tmp_path / "labels.csv")]) == 0
    with TFRecord(out / "B.tfrecords") as tfr:
        assert "stage" not in tfr[0]
    assert run([*command[:-2], "--replace", "--add-column", str(tmp_path / "labels.csv")]) == 0
    with TFRecord(out / "B.tfrecords") as tfr:
        assert tfr[0]["stage"] == 3


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_table_is_written(form: str, slides: Path, tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / f"table.{form}"
    command = ["export", str(slides), str(out), "--as", form, "--where", "slide = 'B'"]
    assert run([*command, "--sort", "x desc", "--column", "slide", "--column", "x"]) == 0
    assert capsys.readouterr().out == f"3 records written to {out}\n"
    table = pl.read_csv(out) if form == "csv" else pl.read_parquet(out)
    assert table.columns == ["slide", "x"]
    assert table["x"].to_list() == [1280, 768, 256]
    assert run(command) == 2
    assert "there already" in capsys.readouterr().err
    assert run([*command, "--replace", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["paths"], told["num_records"]) == ([str(out)], 3)


def test_tiles_are_written_as_geojson(slides: Path, tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / "out"
    assert run(["export", str(slides), str(out), "--as", "geojson", "--extent", "512"]) == 0
    assert files_in(out) == ["A.geojson", "B.geojson"]
    assert f"7 records written to {out}" in capsys.readouterr().out
    assert len(json.loads((out / "A.geojson").read_text())["features"]) == 4


def test_images_are_chosen_and_named_as_asked(
    slides: Path, tmp_path: Path, capsys: Printed
) -> None:
    out = tmp_path / "out"
    command = ["export", str(slides), str(out), "--where", "x < 512", "--metadata"]
    assert run([*command, "--template", "all/{slide}_{x}_{y}", "--json"]) == 0
    assert files_in(out) == [
        str(Path("all", "A_256_256.jpg")),
        str(Path("all", "B_256_256.jpg")),
        "metadata.csv",
    ]
    told = json.loads(capsys.readouterr().out)
    assert (told["written"], told["left_out"]) == (2, 0)
    assert run(command) == 0


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--as", "jpeg"], "jpeg"),
        (["--as", "csv", "--template", "{x}"], "--template is for --as images, not for --as csv"),
        (["--template", "{x"], "{x"),
        (["--template", "{nothing}"], "nothing"),
        (["--layout", "single"], "--layout is for --as tfrecords"),
        (["--as", "csv", "--strict"], "--strict is for --as images or --as tfrecords"),
        (["--as", "csv", "--extent", "3"], "--extent is for --as geojson"),
        (["--existing", "skip"], "not for images"),
        (["--as", "csv", "--existing", "skip"], "a table is replaced or not"),
        (["--replace", "--existing", "skip"], "--replace contradicts"),
        (["--where", "size > 3"], "size"),
        (["--as", "tfrecords", "--where", "x > 10000"], "chosen"),
        (["--as", "tfrecords", "--sort", "size desc"], "size"),
        (["--as", "tfrecords", "--rename", "A"], "--rename takes OLD=NEW"),
        (["--as", "tfrecords", "--rename", "C=D"], "slide C"),
        (["--as", "tfrecords", "--column", "score"], "--add-column: name a file"),
        (["--as", "tfrecords", "--rename", "A=\udcff"], "--rename takes text in UTF-8"),
        (["--as", "csv", "--column", "x", "--column", "x"], "--column names x twice"),
        (["--as", "geojson", "--extent", "inf"], "extent"),
        (["--as", "geojson", "--extent", "nan"], "extent"),
        (["--as", "tfrecords", "--add-column", "{in}/none.csv"], "none.csv"),
        (["--as", "csv", "--column", "score"], "no column"),
        (["--tile-px", "299"], "no project"),
        (["--annotations", "{in}/none.csv"], "none.csv"),
    ],
)
def test_what_cannot_be_meant_is_used_wrongly(
    options: list[str], reason: str, slides: Path, tmp_path: Path, capsys: Printed
) -> None:
    words = [option.replace("{in}", str(slides)) for option in options]
    assert run(["export", str(slides), str(tmp_path / "out"), *words]) == 2
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_what_a_template_may_name_is_listed_once(
    slides: Path, tmp_path: Path, capsys: Printed
) -> None:
    assert run(["export", str(slides), str(tmp_path / "out"), "--template", "{nothing}"]) == 2
    assert capsys.readouterr().err.count("slide") == 1


def test_one_tfrecord_is_not_named_where_several_are_written(
    slides: Path, tmp_path: Path, capsys: Printed
) -> None:
    command = ["export", str(slides), str(tmp_path / "x.tfrecords"), "--as", "tfrecords"]
    assert run([*command, "--layout", "slide"]) == 2
    assert "--layout slide writes several" in capsys.readouterr().err


def test_two_files_may_not_add_one_feature(slides: Path, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "a.csv").write_text("slide,stage\nA,2\nB,3\n")
    added = ["--add-column", str(tmp_path / "a.csv")] * 2
    assert run(["export", str(slides), str(tmp_path / "out"), "--as", "tfrecords", *added]) == 2
    assert "Two files have the column stage" in capsys.readouterr().err


def test_what_is_there_is_replaced_only_when_asked(
    slides: Path, tmp_path: Path, capsys: Printed
) -> None:
    command = ["export", str(slides), str(tmp_path / "out"), "--as", "tfrecords"]
    assert run(command) == 0
    assert run(command) == 2
    assert "A.tfrecords" in capsys.readouterr().err
    assert run([*command, "--existing", "skip"]) == 0
    assert "2 TFRecords there already" in capsys.readouterr().out
    assert run([*command, "--existing", "replace"]) == 0


def test_what_was_copied_before_an_error_is_told(
    slides: Path, tmp_path: Path, capsys: Printed
) -> None:
    data = bytearray((slides / "B.tfrecords").read_bytes())
    data[40] ^= 1
    (slides / "B.tfrecords").write_bytes(data)
    command = ["export", str(slides), str(tmp_path / "out"), "--as", "tfrecords", "--json"]
    assert run(command) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["num_records"], told["left_out"]) == (6, 1)
    assert run([*command, "--replace", "--strict"]) == 1
    printed = capsys.readouterr()
    assert "record 0" in printed.err


@pytest.mark.parametrize("form", ["images", "tfrecords", "csv", "geojson"])
def test_what_is_wrong_with_files_of_which_nothing_is_chosen_does_not_count(
    form: str, golden: Path, slides: Path, tmp_path: Path, capsys: Printed
) -> None:
    (slides / "damaged.tfrecords").write_bytes((golden / "two_holes.tfrecords").read_bytes())
    (slides / "no.tfrecords").write_text("version https://git-lfs.github.com/spec/v1\n")
    command = ["export", str(slides), str(tmp_path / "out"), "--as", form, "--json"]
    options = ["--extent", "512"] if form == "geojson" else []
    assert run([*command, *options, "--where", "slide = 'A'"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []
    assert run([*command, *options, "--replace"]) == 1


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("one.tfrecords", ["one.index.npz", "one.tfrecords"]),
        ("one.TFRecord", ["one.TFRecord", "one.index.npz"]),
        ("table.csv", ["table.csv"]),
        ("table.PARQUET", ["table.PARQUET"]),
        ("a.geojson", ["a.geojson"]),
        ("v1.0", ["v1.0/A/A-256-256.jpg"]),
    ],
)
def test_what_out_ends_in_tells_what_records_become(
    name: str, files: list[str], slides: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    command = ["export", str(slides), str(out / name), "--where", "slide = 'A' AND x < 1024"]
    (out / "folder.csv").mkdir(parents=True)
    assert run([*command, "--sort", "x"]) == 0
    assert files_in(out)[: len(files)] == [str(Path(file)) for file in files]
    assert run([*command[:2], str(out / "folder.csv")]) == 0
    assert len(files_in(out / "folder.csv")) == 7


@pytest.mark.parametrize(
    ("name", "form"),
    [("x.csv", "parquet"), ("x.tfrecords", "images"), ("x.parquet", "tfrecords")],
)
def test_what_out_ends_in_may_not_contradict(
    name: str, form: str, slides: Path, tmp_path: Path, capsys: Printed
) -> None:
    assert run(["export", str(slides), str(tmp_path / name), "--as", form]) == 2
    assert f"and not for --as {form}" in capsys.readouterr().err
    assert not (tmp_path / name).exists()
