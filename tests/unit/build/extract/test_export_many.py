"""Images of several TFRecords, and what is in their way."""

import sys
from pathlib import Path

import pytest

from tests.unit.build.made import contents, files_in, jpeg, kinds
from tfrviewer import RecordWriter, extract_tiles, write_tfrecords_multi
from tfrviewer.build.extract.images import extract_many
from tfrviewer.errors import TargetExistsError


def made(path: Path, *tiles: tuple[str, int, int]) -> Path:
    """Write a TFRecord of tiles: slide, number of the image, place on a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with RecordWriter(path) as writer:
        for slide, number, x in tiles:
            writer.write_example(
                {"image_raw": jpeg(number), "slide": slide, "loc_x": x, "loc_y": 5}
            )
    return path


def test_two_sizes_of_one_slide_are_not_mixed(tmp_path: Path) -> None:
    sources = [
        made(tmp_path / "ds/192px/S.tfrecords", ("S", 1, 1)),
        made(tmp_path / "ds/96px/S.tfrecords", ("S", 2, 1)),
        made(tmp_path / "ds/96px/T.tfrecords", ("T", 3, 1)),
    ]
    reports = extract_many(sources, tmp_path / "out")
    assert files_in(tmp_path / "out") == [
        str(Path(name)) for name in ("192px/S/S-1-5.jpg", "96px/S/S-1-5.jpg", "96px/T/T-1-5.jpg")
    ]
    assert [report.findings for report in reports] == [(), (), ()]
    assert [path.read_bytes() for report in reports for path in report.paths if path] == [
        jpeg(1),
        jpeg(2),
        jpeg(3),
    ]
    write_tfrecords_multi(tmp_path / "out", tmp_path / "again")
    assert contents(tmp_path / "again/96px/S.tfrecords") == [("S", jpeg(2), (1, 5))]


def test_one_slide_in_files_of_two_names_is_told(tmp_path: Path) -> None:
    sources = [
        made(tmp_path / "1.tfrecords", ("S", 1, 1)),
        made(tmp_path / "2.tfrecords", ("S", 2, 2), ("S", 3, 3)),
    ]
    reports = extract_many(sources, tmp_path / "out")
    assert [kinds(report.findings) for report in reports] == [[], ["duplicate-slide"]]


def test_a_file_in_the_way_of_one_slide_is_told_once_and_the_others_go_on(tmp_path: Path) -> None:
    source = made(tmp_path / "1.tfrecords", ("A", 1, 1), ("A", 2, 2), ("B", 3, 3))
    (tmp_path / "out").mkdir()
    (tmp_path / "out/A").write_bytes(b"mine")
    report = extract_tiles(source, tmp_path / "out", replace=True)
    assert report.names == (None, None, "B/B-3-5.jpg")
    assert kinds(report.findings) == ["target-exists"]
    assert (tmp_path / "out/A").read_bytes() == b"mine"
    with pytest.raises(TargetExistsError, match="which is a file"):
        extract_tiles(source, tmp_path / "out", on_problem="raise")


@pytest.mark.parametrize("replace", [True, False])
def test_a_folder_in_the_way_of_an_image_is_told_and_the_others_go_on(
    replace: bool, tmp_path: Path
) -> None:
    source = made(tmp_path / "1.tfrecords", ("A", 1, 1), ("A", 2, 2))
    (tmp_path / "out/A/A-1-5.jpg").mkdir(parents=True)
    report = extract_tiles(source, tmp_path / "out", replace=replace)
    assert report.names == (None, "A/A-2-5.jpg")
    assert kinds(report.findings) == ["target-exists"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_the_folder_of_a_slide_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    sources = [
        made(tmp_path / "ds/1/A.tfrecords", ("A", 1, 1)),
        made(tmp_path / "ds/2/A.tfrecords", ("A", 1, 1)),
    ]
    (tmp_path / "victim").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/A").symlink_to(tmp_path / "victim")
    report = extract_tiles(sources[0], tmp_path / "out", replace=True)
    assert (report.names, kinds(report.findings)) == ((None,), ["target-exists"])
    (tmp_path / "out/1").symlink_to(tmp_path / "victim")
    reports = extract_many(sources, tmp_path / "out")
    assert [kinds(report.findings) for report in reports] == [["target-exists"], []]
    assert files_in(tmp_path / "victim") == []


def test_a_finding_of_file_and_records_is_told_once(golden: Path, tmp_path: Path) -> None:
    for name in ("two_holes", "flipped_payload_byte", "zeroed_crcs"):
        findings = extract_tiles(golden / f"{name}.tfrecords", tmp_path / name).findings
        assert len(findings) == len(set(findings))
