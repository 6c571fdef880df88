import gzip
import os
import pickle
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.unit.tfrecord.expected import GOLDEN, expected, names, sha256
from tfrviewer import RecordWriter, TFRecord
from tfrviewer.errors import (
    CrcError,
    ExampleError,
    FileChangedError,
    FindingKind,
    IndexFileError,
    LocationNotFoundError,
    NotATFRecordError,
    RecordError,
    Severity,
)
from tfrviewer.tfrecord import opening
from tfrviewer.tfrecord.source import FileSource

SLIDE_A = GOLDEN / "slide-A.tfrecords"


@pytest.fixture
def slide_a(tmp_path: Path) -> Path:
    return Path(shutil.copy(SLIDE_A, tmp_path))


@pytest.mark.parametrize("name", names(damaged=False))
def test_a_whole_file_is_read_as_its_makers_say(name: str) -> None:
    told = expected()[name]
    tfrecord = TFRecord(GOLDEN / name, create_index=False)
    assert len(tfrecord) == tfrecord.length == told["length"]
    assert tfrecord.compression == told.get("compression")
    if "fields" in told:
        assert tfrecord.fields == told["fields"]
    if "img_format" in told:
        assert tfrecord.img_format == told["img_format"]
    if "slide" in told:
        assert tfrecord.slide == told["slide"]
    if "locations" in told:
        locations = told["locations"]
        assert tfrecord.locations == (
            None if locations is None else [None if xy is None else tuple(xy) for xy in locations]
        )
    if "image_sha256" in told:
        key = told.get("image_key", "image_raw")
        assert [sha256(record[key]) for record in tfrecord] == told["image_sha256"]
        assert [sha256(tfrecord.image(i)) for i in range(len(tfrecord))] == told["image_sha256"]


@pytest.mark.parametrize("name", names(damaged=True))
def test_a_damaged_file_gives_every_other_record(name: str) -> None:
    told = expected()[name]
    tfrecord = TFRecord(GOLDEN / name, create_index=False)
    images, refused = [], []
    for i in range(len(tfrecord)):
        try:
            images.append(sha256(tfrecord[i]["image_raw"]))
        except RecordError as error:
            refused.append((i, error.finding))
    for i, finding in refused:
        assert finding in tfrecord.findings
        assert (finding.record, finding.offset) == (i, tfrecord.index[i, 0])
    whole = [h for i, h in enumerate(told["image_sha256"]) if i not in told["bad_records"]]
    assert set(whole) <= set(images) <= set(told["image_sha256"])
    assert all(f.severity is Severity.ERROR for f in tfrecord.findings)
    found_at = {finding.offset for finding in tfrecord.findings}
    bad_at = {told["offsets"][i] for i in told["bad_records"]}
    if "truncated" in name:
        assert found_at == {min(bad_at)}
    else:
        assert bad_at <= found_at


def test_a_payload_with_a_wrong_crc_raises_unless_asked_not_to() -> None:
    path = GOLDEN / "zeroed_crcs.tfrecords"
    tfrecord = TFRecord(path, create_index=False)
    with pytest.raises(CrcError, match=r"record 3, byte .*stored 00000000, computed"):
        tfrecord[3]
    lenient = TFRecord(path, create_index=False, check_crc=False)
    told = expected()[path.name]["image_sha256"]
    assert [sha256(record["image_raw"]) for record in lenient] == told
    assert {f.kind for f in lenient.findings} == {FindingKind.LENGTH_CRC, FindingKind.PAYLOAD_CRC}
    assert not tfrecord.framing(3).is_sound


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("lfs_pointer.tfrecords", FindingKind.LFS_POINTER, "git lfs pull"),
        ("not_a_tfrecord.tfrecords", FindingKind.NOT_A_TFRECORD, "text file"),
    ],
)
def test_what_is_no_tfrecord_is_named(name: str, kind: FindingKind, words: str) -> None:
    with pytest.raises(NotATFRecordError, match=words) as caught:
        TFRecord(GOLDEN / name, create_index=False)
    assert caught.value.finding.kind is kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"hello", "text"),
        (bytes(5000), "zeros"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "image"),
        (b"PK\x03\x04" + bytes(100), "zip"),
        (b"\x93NUMPY" + bytes(100), "NumPy"),
        (os.urandom(1 << 16), "no record begins"),
    ],
)
def test_other_files_are_named_by_what_they_seem(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "x.tfrecords"
    path.write_bytes(data)
    with pytest.raises(NotATFRecordError, match=words):
        TFRecord(path)
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_has_no_record_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty.tfrecords").touch()
    tfrecord = TFRecord(tmp_path / "empty.tfrecords", create_index=False)
    assert (len(tfrecord), tfrecord.locations, tfrecord.fields) == (0, None, [])
    assert tfrecord.img_format is None
    assert [finding.kind for finding in tfrecord.findings] == [FindingKind.EMPTY_FILE]


def test_a_file_cut_in_its_first_record_is_a_tfrecord_still(tmp_path: Path) -> None:
    path = tmp_path / "cut.tfrecords"
    path.write_bytes(SLIDE_A.read_bytes()[:1000])
    tfrecord = TFRecord(path)
    assert len(tfrecord) == 0
    assert [finding.kind for finding in tfrecord.findings] == [FindingKind.TRUNCATED]


def test_a_missing_file_and_a_folder_are_refused_by_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        TFRecord(tmp_path / "none.tfrecords")
    with pytest.raises(IsADirectoryError, match="it is a folder; a Dataset opens the TFRecords in"):
        TFRecord(tmp_path)


def test_an_index_is_written_once_and_then_found(slide_a: Path) -> None:
    index = slide_a.with_name("slide-A.index.npz")
    assert TFRecord(slide_a, create_index=False).index_state == "cached"
    assert not index.exists()
    assert TFRecord(slide_a).index_state == "built"
    before = index.stat().st_mtime_ns
    assert TFRecord(slide_a).index_state == "found"
    assert index.stat().st_mtime_ns == before


def test_opening_with_an_index_reads_no_record(
    slide_a: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    TFRecord(slide_a)
    read: list[int] = []
    plain = FileSource.read

    def counted(self: FileSource, offset: int, size: int) -> bytes:
        read.append(size)
        return plain(self, offset, size)

    monkeypatch.setattr(FileSource, "read", counted)
    monkeypatch.setattr(opening, "scan_file", None)
    tfrecord = TFRecord(slide_a)
    assert tfrecord.locations is not None
    assert len(tfrecord.locations) == 42
    headers = [size for size in read if size == 12]
    assert len(headers) <= 32
    assert sum(read) - 12 * len(headers) <= 4096  # the head of the file, to tell compression


def test_a_folder_that_cannot_be_written_to_is_read_all_the_same(
    slide_a: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(opening, "write_index", refuse)
    tfrecord = TFRecord(slide_a)
    assert tfrecord.index_state == "cached"
    assert tfrecord.findings == []
    assert [path.name for path in slide_a.parent.iterdir()] == ["slide-A.tfrecords"]


def test_a_cache_that_cannot_be_written_to_is_done_without(
    slide_a: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "a file"
    blocked.touch()
    monkeypatch.setenv("TFRVIEWER_CACHE_DIR", str(blocked))
    assert len(TFRecord(slide_a, create_index=False)) == 42
    packed = tmp_path / "packed.tfrecords"
    packed.write_bytes(gzip.compress(SLIDE_A.read_bytes()))
    assert len(TFRecord(packed)) == 42


def test_indexing_is_by_number_negative_number_and_slice(slide_a: Path) -> None:
    tfrecord = TFRecord(slide_a)
    assert tfrecord[-1] == tfrecord[41]
    assert tfrecord[40:] == [tfrecord[40], tfrecord[41]]
    assert tfrecord[np.int64(3)] == tfrecord[3]
    assert list(tfrecord[0]) == ["image_raw", "slide", "loc_x", "loc_y"]
    for wrong in (42, -43):
        with pytest.raises(IndexError, match="42 records"):
            tfrecord[wrong]


def test_further_features_come_as_value_list_or_empty_list() -> None:
    record = TFRecord(GOLDEN / "extra_features.tfrecords", create_index=False)[3]
    assert record["label"] == b"tumour"
    assert record["attention"] == pytest.approx(0.3)
    assert record["grid"] == [3, 4]
    assert len(record["embedding"]) == 16
    assert record["nothing"] == record["empty"] == []


def test_a_sequence_example_gives_its_context_and_its_steps() -> None:
    tfrecord = TFRecord(GOLDEN / "sequence_example.tfrecord", create_index=False)
    assert [len(record["tiles"]) for record in tfrecord] == [1, 2, 3]
    assert tfrecord[1]["slide"] == "seq"
    assert tfrecord.example(2).is_sequence


def test_a_record_is_found_by_its_location(slide_a: Path) -> None:
    tfrecord = TFRecord(slide_a)
    assert tfrecord.locations is not None
    for i, xy in enumerate(tfrecord.locations):
        assert xy is not None
        assert tfrecord.get_record_by_xy(*xy) == ("slide-A", tfrecord[i]["image_raw"])


def test_a_location_without_a_record_names_the_nearest(slide_a: Path) -> None:
    tfrecord = TFRecord(slide_a)
    with pytest.raises(LocationNotFoundError, match=r"nearest is record 0 at \(3328, 256\)"):
        tfrecord.get_record_by_xy(3300, 250)
    with pytest.raises(KeyError):
        tfrecord.get_record_by_xy(-(2**63), 2**63 - 1)


def test_no_location_at_all_is_told() -> None:
    tfrecord = TFRecord(GOLDEN / "no_locations.tfrecords", create_index=False)
    with pytest.raises(LocationNotFoundError, match="None of its records"):
        tfrecord.get_record_by_xy(0, 0)


def test_of_two_records_at_one_location_the_first_is_given(tmp_path: Path) -> None:
    path = tmp_path / "twice.tfrecords"
    with RecordWriter(path) as writer:
        for image in (b"first", b"second"):
            writer.write_example({"image_raw": image, "slide": "s", "loc_x": 1, "loc_y": 2})
    assert TFRecord(path).get_record_by_xy(1, 2) == ("s", b"first")


def test_a_given_index_may_be_a_part_in_any_order(slide_a: Path) -> None:
    whole = TFRecord(slide_a)
    part = TFRecord(slide_a, whole.index[[5, 2, 40]])
    assert part.index_state == "given"
    assert [r["image_raw"] for r in part] == [whole[i]["image_raw"] for i in (5, 2, 40)]
    assert whole.locations is not None
    assert part.locations == [whole.locations[i] for i in (5, 2, 40)]
    assert TFRecord(slide_a, slide_a.with_name("slide-A.index.npz")).locations == whole.locations


@pytest.mark.parametrize("row", [[-1, 20], [0, 3], [0, 2**62], [2**62, 2**62], [108900, 100]])
def test_a_given_index_that_leaves_the_file_is_refused(slide_a: Path, row: list[int]) -> None:
    with pytest.raises(IndexFileError, match="no record"):
        TFRecord(slide_a, np.array([row]))


def test_a_given_index_of_other_lengths_is_noticed_when_read(slide_a: Path) -> None:
    tfrecord = TFRecord(slide_a, np.array([[10, 300]]))
    with pytest.raises(FileChangedError, match="not of this file"):
        tfrecord[0]


def test_a_given_array_of_another_kind_is_refused(slide_a: Path) -> None:
    with pytest.raises(ValueError, match=r"shape \(N, 2\)"):
        TFRecord(slide_a, np.zeros((3, 3)))
    with pytest.raises(IndexFileError, match="feature bag"):
        TFRecord(slide_a, GOLDEN / "index_variants" / "feature_bag.index.npz")


def test_a_record_that_is_no_example_has_a_finding_and_the_others_none() -> None:
    tfrecord = TFRecord(GOLDEN / "undecodable_images.tfrecords", create_index=False)
    with pytest.raises(ExampleError, match=r"record 6, byte 9,635: .*protobuf"):
        tfrecord[6]
    assert tfrecord.payload(6)
    assert len(list(tfrecord[:6])) == 6
    assert [(f.kind, f.record) for f in tfrecord.findings] == [(FindingKind.NOT_AN_EXAMPLE, 6)]


def test_many_threads_read_the_same_records(slide_a: Path) -> None:
    tfrecord = TFRecord(slide_a)
    told = expected()["slide-A.tfrecords"]["image_sha256"]
    gate = threading.Barrier(8)

    def read(seed: int) -> list[bool]:
        gate.wait()
        order = np.random.default_rng(seed).permutation(42).tolist() * 5
        return [sha256(tfrecord[i]["image_raw"]) == told[i] for i in order]

    with ThreadPoolExecutor(8) as pool:
        assert all(all(result) for result in pool.map(read, range(8)))


def test_a_file_that_was_cut_while_open_is_told(slide_a: Path) -> None:
    tfrecord = TFRecord(slide_a)
    os.truncate(slide_a, 5000)
    with pytest.raises(FileChangedError, match="shortened"):
        tfrecord[41]


def test_a_file_that_was_replaced_or_is_gone_is_told_when_opened_again(slide_a: Path) -> None:
    tfrecord = TFRecord(slide_a)
    tfrecord.close()
    other = slide_a.with_name("other")
    shutil.copy(GOLDEN / "one_record.tfrecords", other)
    other.replace(slide_a)
    with pytest.raises(FileChangedError, match="was changed"):
        tfrecord[0]
    slide_a.unlink()
    with pytest.raises(FileChangedError, match="is gone"):
        tfrecord[0]


def test_a_tfrecord_goes_to_another_process(slide_a: Path) -> None:
    tfrecord = TFRecord(slide_a, TFRecord(slide_a).index[3:5], check_crc=False)
    copy = pickle.loads(pickle.dumps(tfrecord))
    assert [r["loc_x"] for r in copy] == [r["loc_x"] for r in tfrecord]
    assert copy.check_crc is False


def test_appending_to_a_file_makes_its_index_stale(slide_a: Path) -> None:
    TFRecord(slide_a)
    with slide_a.open("ab") as file:
        file.write((GOLDEN / "one_record.tfrecords").read_bytes())
    tfrecord = TFRecord(slide_a)
    assert (len(tfrecord), tfrecord.index_state) == (43, "stale")


def test_a_file_name_of_any_kind_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "Fälle 12.b µ.tfrecords"
    shutil.copy(GOLDEN / path.name, path)
    assert TFRecord(path).index_path == tmp_path / "Fälle 12.b µ.index.npz"


def test_a_link_in_the_place_of_the_index_is_left(tmp_path: Path) -> None:
    path = tmp_path / "slide-A.tfrecords"
    shutil.copy(GOLDEN / "slide-A.tfrecords", path)
    link = tmp_path / "slide-A.index.npz"
    link.symlink_to(tmp_path / "not mounted" / "slide-A.index.npz")
    assert TFRecord(path).index_state == "cached"
    assert link.is_symlink()


def test_a_record_without_an_image_has_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "labels.tfrecords"
    with RecordWriter(path) as writer:
        for label in range(3):
            writer.write_example({"label": label})
    tfrecord = TFRecord(path)
    with pytest.raises(ExampleError, match="no field with an image") as raised:
        tfrecord.image(-1)
    assert raised.value.finding.record == 2
    assert tfrecord.findings == []


def test_the_format_is_that_of_the_first_image_known(tmp_path: Path) -> None:
    path = tmp_path / "slide.tfrecords"
    jpeg = TFRecord(SLIDE_A, create_index=False).image(0)
    with RecordWriter(path) as writer:
        for image in (b"no image", jpeg):
            writer.write_example({"image_raw": image})
    assert TFRecord(path).img_format == "jpeg"


@pytest.mark.parametrize("at", [0, 100], ids=["its length", "its payload"])
def test_a_file_written_over_while_it_is_open_is_no_damage(at: int, slide_a: Path) -> None:
    tfrecord = TFRecord(slide_a, create_index=False)
    with open(slide_a, "r+b") as file:
        file.seek(at)
        file.write(b"xx")
    os.utime(slide_a, ns=(0, 0))
    with pytest.raises(FileChangedError, match="was changed since it was opened"):
        tfrecord.payload(0)
    assert tfrecord.findings == []


def test_that_a_damaged_record_tells_what_to_do_in_code_as_well(slide_a: Path) -> None:
    data = bytearray(slide_a.read_bytes())
    data[-1] ^= 1
    slide_a.write_bytes(data)
    with pytest.raises(CrcError) as caught:
        TFRecord(slide_a)[-1]
    for way in ("looked at", "check_crc=False", 'on_damage="skip"'):
        assert way in caught.value.finding.remedy
    with RecordWriter(slide_a.with_name("odd.tfrecords")) as writer:
        writer.write(b"\xff")
    with pytest.raises(ExampleError) as odd:
        TFRecord(slide_a.with_name("odd.tfrecords"))[0]
    for way in ("inspector", "payload(i)", 'on_damage="skip"'):
        assert way in odd.value.finding.remedy
