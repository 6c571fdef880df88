"""Images out of TFRecords."""

import hashlib
import json
import os
import sys
from pathlib import Path

import pytest

from tests.unit.build.made import contents, files_in, jpeg, kinds, make_slide
from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer import RecordWriter, TFRecord, extract_tiles, write_tfrecords_multi
from tfrviewer.build.extract.images import extract_many
from tfrviewer.build.extract.tile_export import ExportReport
from tfrviewer.errors import (
    CrcError,
    ExampleError,
    FileChangedError,
    ImageError,
    NotATFRecordError,
    RecordError,
    TargetExistsError,
)
from tfrviewer.jobs import Cancelled, CancelToken

EXPECTED = json.loads(
    (Path(__file__).parents[3] / "data" / "golden" / "expected.json").read_text(encoding="utf-8")
)
Features = dict[str, bytes | str | int | float | list[int]]


def write(path: Path, *records: Features) -> Path:
    with RecordWriter(path) as writer:
        for features in records:
            writer.write_example(features)
    return path


def tile(
    number: int = 0, slide: str | bytes | None = "A", xy: tuple[int, int] | None = None
) -> Features:
    features: Features = {"image_raw": jpeg(number)}
    if slide is not None:
        features["slide"] = slide
    if xy is not None:
        features |= {"loc_x": xy[0], "loc_y": xy[1]}
    return features


@pytest.mark.parametrize(
    "name",
    [
        "slide-A",
        "Fälle 12.b µ",
        "mixed_formats",
        "negative_locations",
        "gzip_compressed",
        "big_record",
    ],
)
def test_images_come_out_byte_for_byte(name: str, golden: Path, tmp_path: Path) -> None:
    source = golden / f"{name}.tfrecords"
    expected = EXPECTED[source.name]
    before = files_in(golden)
    report = extract_tiles(source, tmp_path)
    assert files_in(golden) == before
    assert report.findings == ()
    assert (report.written, report.kept, report.left_out) == (expected["length"], 0, 0)
    with TFRecord(source, create_index=False) as tfr:
        for number, path in enumerate(report.paths):
            assert path is not None
            data = path.read_bytes()
            assert hashlib.sha256(data).hexdigest() == expected["image_sha256"][number]
            record = tfr[number]
            extension = {b"\xff": "jpg", b"\x89": "png"}[data[:1]]
            x, y = record["loc_x"], record["loc_y"]
            assert path == tmp_path / record["slide"] / f"{record['slide']}-{x}-{y}.{extension}"
    assert len(files_in(tmp_path)) == expected["length"]


def _slides_that_come_back() -> list[str]:
    return [
        "slide-A.tfrecords",
        "Fälle 12.b µ.tfrecords",
        "one_record.tfrecords",
        "negative_locations.tfrecords",
        "zero_locations.tfrecords",
        "mixed_locations.tfrecords",
        "extra_features.tfrecords",
        "no_locations.tfrecords",
    ]


@pytest.mark.parametrize("name", _slides_that_come_back())
def test_what_came_out_can_be_put_back(name: str, golden: Path, tmp_path: Path) -> None:
    with TFRecord(golden / name, create_index=False) as tfr:
        told = [(r["slide"], r["image_raw"], (r.get("loc_x", 0), r.get("loc_y", 0))) for r in tfr]
    extract_tiles(golden / name, tmp_path / "images")
    report = write_tfrecords_multi(tmp_path / "images", tmp_path / "out")
    assert report.left_out == ()
    (built,) = (tmp_path / "out").glob("*.tfrecords")
    assert built.stem == told[0][0]
    assert sorted(contents(built)) == sorted(told)


def test_duplicates_and_records_without_location_come_back(tmp_path: Path) -> None:
    slide = "A-1-2"  # which looks like a location itself
    places = [(5, 7), None, (5, 7), (-5, -7), (0, 0), (5, 7), None]
    source = write(tmp_path / "A.tfrecords", *(tile(i, slide, xy) for i, xy in enumerate(places)))
    report = extract_tiles(source, tmp_path / "images")
    assert [Path(name).name for name in report.names if name] == [
        "A-1-2-5-7.jpg",
        "A-1-2-record1.jpg",
        "A-1-2-5-7-record2.jpg",
        "A-1-2--5--7.jpg",
        "A-1-2-record4.jpg",
        "A-1-2-5-7-record5.jpg",
        "A-1-2-record6.jpg",
    ]
    write_tfrecords_multi(tmp_path / "images", tmp_path / "out")
    assert sorted(contents(tmp_path / "out" / f"{slide}.tfrecords")) == sorted(
        (slide, jpeg(i), xy or (0, 0)) for i, xy in enumerate(places)
    )


EVIL = [
    "../../evil",
    "/etc/evil",
    "..",
    ".",
    "C:\\evil",
    "a/../../../evil",
    "nul\0byte",
    "NUL",
    "com1.txt",
    "dots...",
    "space ",
    "x" * 600,
    "µ" * 300,
    "new\nline \x1b[31m",
    "\u202egnp.evil",
    "~",
    ".hidden",
    "",
]


@pytest.mark.parametrize("slide", EVIL)
def test_no_slide_leads_out_of_the_folder(slide: str, tmp_path: Path) -> None:
    source = write(
        tmp_path / "S.tfrecords", tile(1, slide, (3, 4)), tile(2, slide), tile(3, slide, (3, 4))
    )
    before = files_in(tmp_path)
    inner = tmp_path / "deep" / "deeper" / "images"
    report = extract_tiles(source, inner)
    assert report.written == 3
    assert files_in(tmp_path) == sorted(before + [f"deep/deeper/images/{n}" for n in report.names])
    folders = [path.name for path in inner.iterdir()]
    assert len(folders) == 1
    for path in report.paths:
        assert path is not None
        assert path.parent.parent == inner
        assert path.name.isprintable()
        assert path.read_bytes() in (jpeg(1), jpeg(2), jpeg(3))
    assert [kind for kind in kinds(report.findings) if kind == "renamed"] == (
        [] if slide in ("~", "") else ["renamed"]
    )


def test_slides_that_some_systems_take_for_one_have_a_folder_each(tmp_path: Path) -> None:
    source = write(
        tmp_path / "S.tfrecords",
        *(tile(i, slide, (1, 2)) for i, slide in enumerate(["case", "Case", "a/b", "a%2Fb"])),
    )
    report = extract_tiles(source, tmp_path / "out")
    folders = [Path(name).parts[0].casefold() for name in report.names if name]
    assert len(set(folders)) == 4
    assert report.written == 4


def test_slides_without_a_name_are_named_after_the_file(tmp_path: Path) -> None:
    source = write(tmp_path / "the slide.tfrecords", tile(1, None, (1, 2)), tile(2, b"", (3, 4)))
    assert extract_tiles(source, tmp_path / "out").names == (
        "the slide/the slide-1-2.jpg",
        "the slide/the slide-3-4.jpg",
    )


def test_locations_of_any_kind_are_in_the_names(tmp_path: Path) -> None:
    source = write(
        tmp_path / "A.tfrecords",
        {**tile(1), "loc_x": 7.0, "loc_y": 8.4},
        {**tile(2), "loc_x": [9, 1], "loc_y": [10, 1]},
        {**tile(3), "loc_x": 5},
        {**tile(4), "loc_x": b"5", "loc_y": b"6"},
        {**tile(5), "loc_x": 2**63 - 1, "loc_y": -(2**63)},
    )
    assert [Path(name).stem for name in extract_tiles(source, tmp_path / "out").names if name] == [
        "A-7-8",
        "A-9-10",
        "A-record2",
        "A-record3",
        "A-9223372036854775807--9223372036854775808",
    ]


def test_each_image_has_the_extension_of_its_own_format(tmp_path: Path) -> None:
    formats = {"JPEG": "jpg", "PNG": "png", "TIFF": "tif", "BMP": "bmp", "WEBP": "webp"}
    source = write(
        tmp_path / "A.tfrecords",
        *({**tile(xy=(1, 2)), "image_raw": encoded(tissue(), name)} for name in formats),
    )
    names = extract_tiles(source, tmp_path / "out").names
    assert names == tuple(f"A/A-1-2.{extension}" for extension in formats.values())


def test_existing_images_are_kept_replaced_or_refused(tmp_path: Path) -> None:
    source = write(tmp_path / "A.tfrecords", tile(1, "A", (1, 2)), tile(2, "A", (3, 4)))
    extract_tiles(source, tmp_path / "out")
    mine = tmp_path / "out/A/A-3-4.jpg"
    mine.write_bytes(b"mine")
    again = extract_tiles(source, tmp_path / "out")
    assert (again.written, again.kept, again.left_out) == (0, 1, 1)
    assert again.names == ("A/A-1-2.jpg", None)
    assert kinds(again.findings) == ["target-exists"]
    assert mine.read_bytes() == b"mine"
    with pytest.raises(TargetExistsError, match=r"A-3-4\.jpg"):
        extract_tiles(source, tmp_path / "out", on_problem="raise")
    replaced = extract_tiles(source, tmp_path / "out", replace=True)
    assert (replaced.written, replaced.kept) == (2, 0)
    assert mine.read_bytes() == jpeg(2)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_the_way_is_replaced_and_not_followed(tmp_path: Path) -> None:
    source = write(tmp_path / "A.tfrecords", tile(1, "A", (1, 2)))
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "out/A").mkdir(parents=True)
    (tmp_path / "out/A/A-1-2.jpg").symlink_to(tmp_path / "precious")
    assert extract_tiles(source, tmp_path / "out").left_out == 1
    assert extract_tiles(source, tmp_path / "out", replace=True).written == 1
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert (tmp_path / "out/A/A-1-2.jpg").read_bytes() == jpeg(1)


@pytest.mark.parametrize(
    ("name", "left_out", "error"),
    [
        ("flipped_payload_byte", 1, CrcError),
        ("two_holes", 0, RecordError),
        ("truncated_payload", 0, RecordError),
        ("undecodable_images", 2, ImageError),
    ],
)
def test_damage_is_left_out_and_told_or_ends_it(
    name: str, left_out: int, error: type[RecordError], golden: Path, tmp_path: Path
) -> None:
    source = golden / f"{name}.tfrecords"
    report = extract_tiles(source, tmp_path / "out")
    with TFRecord(source, create_index=False) as tfr:
        count = len(tfr)
    assert len(report.names) == count
    assert report.left_out == report.names.count(None)
    assert report.written == count - report.left_out
    assert report.left_out >= left_out
    assert any(finding.severity == "error" for finding in report.findings)
    with pytest.raises(RecordError):
        extract_tiles(source, tmp_path / "again", on_problem="raise")


def test_a_record_with_a_wrong_crc_comes_out_when_asked(golden: Path, tmp_path: Path) -> None:
    report = extract_tiles(golden / "zeroed_crcs.tfrecords", tmp_path, check_crc=False)
    assert report.written == len(report.names) == 20
    assert set(kinds(report.findings)) == {"length-crc", "payload-crc"}


def test_a_record_without_image_is_left_out(tmp_path: Path) -> None:
    source = write(tmp_path / "A.tfrecords", {"slide": "A"}, {"image_raw": b"text"}, tile(3))
    report = extract_tiles(source, tmp_path / "out")
    assert report.names == (None, None, "A/A-record2.jpg")
    assert kinds(report.findings) == ["not-an-example", "not-an-image"]
    with pytest.raises(ExampleError):
        extract_tiles(source, tmp_path / "again", on_problem="raise")


def test_images_in_other_fields_come_out(golden: Path, tmp_path: Path) -> None:
    report = extract_tiles(golden / "foreign_schema.tfrecord", tmp_path)
    assert report.written == EXPECTED["foreign_schema.tfrecord"]["length"]


def test_what_is_no_tfrecord_is_refused(golden: Path, tmp_path: Path) -> None:
    with pytest.raises(NotATFRecordError):
        extract_tiles(golden / "lfs_pointer.tfrecords", tmp_path / "out")
    with pytest.raises(FileNotFoundError):
        extract_tiles(golden / "nowhere.tfrecords", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    report = extract_tiles(golden / "empty.tfrecords", tmp_path / "out")
    assert (report.names, report.written) == ((), 0)


def test_arguments_are_checked_at_once(golden: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="on_problem='stop'"):
        extract_tiles(golden / "slide-A.tfrecords", tmp_path, on_problem="stop")  # type: ignore[arg-type]
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(TargetExistsError, match="not a folder"):
        extract_tiles(golden / "slide-A.tfrecords", tmp_path / "file")


def test_several_files_share_a_folder_and_one_that_is_none_is_told(
    golden: Path, tmp_path: Path
) -> None:
    first = write(tmp_path / "1.tfrecords", tile(1, "A", (1, 2)))
    second = write(tmp_path / "2.tfrecords", tile(2, "A", (1, 2)), tile(3, "B", (1, 2)))
    told: list[tuple[int, int]] = []
    reports = extract_many(
        [first, golden / "lfs_pointer.tfrecords", tmp_path / "nowhere", second],
        tmp_path / "out",
        progress=lambda done, total, text: told.append((done, total)),
    )
    assert [report.names for report in reports] == [
        ("A/A-1-2.jpg",),
        (),
        (),
        ("A/A-1-2-record0.jpg", "B/B-1-2.jpg"),
    ]
    assert kinds(reports[1].findings) == ["lfs-pointer"]
    assert kinds(reports[2].findings) == ["unreadable-file"]
    assert told == [(1, 3), (3, 3)]
    with pytest.raises(NotATFRecordError):
        extract_many([golden / "lfs_pointer.tfrecords"], tmp_path / "out", on_problem="raise")


def test_progress_is_told_and_a_cancel_leaves_whole_images(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 100)
    write_tfrecords_multi(tmp_path / "in", tmp_path)
    told: list[tuple[int, int, str]] = []
    cancel = CancelToken()

    def progress(done: int, total: int, text: str) -> None:
        told.append((done, total, text))
        if done >= 50:
            cancel.cancel()

    with pytest.raises(Cancelled):
        extract_tiles(tmp_path / "A.tfrecords", tmp_path / "out", progress=progress, cancel=cancel)
    assert told[0][1:] == (100, "A.tfrecords")
    written = sorted((tmp_path / "out/A").iterdir())
    assert len(written) == told[-1][0] < 100
    assert all(
        path.read_bytes() == (tmp_path / "in/A" / path.name).read_bytes() for path in written
    )
    report = extract_tiles(tmp_path / "A.tfrecords", tmp_path / "out")
    assert (report.written, report.kept) == (100 - len(written), len(written))


def test_a_file_that_changes_meanwhile_is_told(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 40)
    write_tfrecords_multi(tmp_path / "in", tmp_path)
    source = tmp_path / "A.tfrecords"

    def progress(done: int, total: int, text: str) -> None:
        os.truncate(source, 2000)

    with pytest.raises(FileChangedError):
        extract_tiles(source, tmp_path / "out", progress=progress)


def test_a_report_is_told_as_json(tmp_path: Path) -> None:
    source = write(tmp_path / "A.tfrecords", tile(1, "A", (1, 2)), {"slide": "A"})
    report = extract_tiles(source, tmp_path / "out")
    assert isinstance(report, ExportReport)
    assert report.paths == [tmp_path / "out/A/A-1-2.jpg", None]
    told = json.loads(json.dumps(report.to_json()))
    assert (told["written"], told["left_out"], told["images"]) == (1, 1, ["A/A-1-2.jpg", None])
