"""`tfrviewer info` of files and folders; `test_projects` has projects, `test_app` the rest."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.unit.dataset.made import flip, tile, tree, write, write_slide
from tests.unit.dataset.projects import Made, extracted
from tfrviewer.cli.app import run
from tfrviewer.dataset.sidecars import provenance
from tfrviewer.dataset.sidecars.extraction_report import ExtractionReport, read_report
from tfrviewer.tfrecord.file import TFRecord


def info(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = run(["info", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


def info_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    status, out, _ = info(capsys, *arguments, "--json")
    return status, json.loads(out)


def test_what_a_file_holds_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "a.tfrecords", [tile("s", 7, 8), tile("s", 1, 9), {"label": 3}])
    before = tree(tmp_path)
    status, told = info_json(capsys, path)
    assert (status, told["path"], told["length"]) == (0, str(path), 3)
    assert (told["size"], told["slide"], told["img_format"]) == (path.stat().st_size, "s", "jpeg")
    assert (told["locations"], told["extent"]) == (2, [1, 8, 7, 9])
    assert (told["index"], told["compression"], told["extraction"]) == ("found", None, None)
    _, out, _ = info(capsys, path)
    for line in (
        "  records     3",
        "  slide       s",
        "  locations   2 of 3, x 1 to 7, y 8 to 9",
        "  extraction  nothing noted",
        "  not checked the payloads' checksums and the images",
    ):
        assert line in out.splitlines(), out
    assert tree(tmp_path) == before


def test_that_a_file_without_anything_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = info(capsys, write(tmp_path / "a.tfrecords", [{"label": 3}]))
    for line in ("  slide       none named", "  images      none found", "  locations   none"):
        assert line in out.splitlines(), out


def test_what_is_no_tfrecord_is_told_as_one_of_no_records(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.tfrecords"
    path.write_text("no TFRecord, but some text")
    status, told = info_json(capsys, path)
    assert (status, told["length"], told["size"], told["index"]) == (1, 0, 26, "none")
    assert [finding["kind"] for finding in told["findings"]] == ["not-a-tfrecord"]
    assert info(capsys, tmp_path / "none.tfrecords")[0] == 2


def test_that_a_folder_tells_of_each_file_what_the_file_tells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Made(tmp_path / "lung")
    made.report("A", extracted("s1", 2))
    made.report("B", extracted("s1", 4, stride=2))
    flip(write_slide(made.label("B") / "s4.tfrecords", 3, index=False), -1)
    (made.label("B") / "s5.tfrecords").write_text("no TFRecord")
    status, told = info_json(capsys, made.root / "tfrecords")
    assert (status, told["tfrecords"], told["num_tiles"]) == (1, 6, 13)
    for file in told["files"]:
        assert info_json(capsys, file["path"])[1] == file
    strides = [
        file["extraction"] and file["extraction"]["parameters"]["stride"] for file in told["files"]
    ]
    assert strides == ["1", None, "2", None, None, None]


def test_that_a_folder_is_read_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Made(tmp_path / "lung")
    for source in "AB":
        made.report(source, extracted("s1", 2))
    read = Counter[Path]()
    build = TFRecord.__init__

    def counted(self: TFRecord, path: Path, **options: Any) -> None:  # noqa: ANN401
        read[path] += 1
        build(self, path, **options)

    def counted_report(path: Path) -> ExtractionReport:
        read[path] += 1
        return read_report(path)

    monkeypatch.setattr(TFRecord, "__init__", counted)
    monkeypatch.setattr(provenance, "read_report", counted_report)
    monkeypatch.setattr("tfrviewer.dataset.sidecars.extraction_report.read_report", counted_report)
    _, told = info_json(capsys, made.root)
    assert len(told["files"]) == 4
    assert set(read.values()) == {1}
    assert len(read) == 6


def test_a_folder_of_no_size_is_not_offered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Made(tmp_path / "lung")
    write_slide(made.label("A", "0px_10x") / "s1.tfrecords", 1)
    assert info(capsys, made.root)[0] == 0
    status, _, err = info(capsys, made.root, "--tile-um", "10x")
    assert (status, "0px" in err) == (2, False)


def test_that_two_folders_of_one_size_are_one_choice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Made(tmp_path / "lung")
    other = made.label("A", "299px_302.0um")
    write_slide(other / "s1.tfrecords", 9)
    status, told = info_json(capsys, made.root)
    assert (status, told["num_tiles"]) == (1, 10)
    assert any(other.name in finding["message"] for finding in told["findings"])
    asked = ("--tile-px", 299, "--tile-um", "302.0", "--source", "A")
    assert info_json(capsys, made.root, *asked)[1]["num_tiles"] == 9
