"""Saving what is whole: exactly that, in order, byte for byte, and a report of the rest."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.unit.tfrecord.expected import expected, names, sha256
from tfrviewer import CancelToken, RecordWriter, TFRecord
from tfrviewer.errors import BuildError, FileChangedError, NotATFRecordError, TargetExistsError
from tfrviewer.jobs import Cancelled
from tfrviewer.tfrecord.example import make_example
from tfrviewer.tfrecord.framing import OVERHEAD, frame
from tfrviewer.tfrecord.salvage import NothingToSaveError, look_at_damage, salvage
from tfrviewer.tfrecord.source import FileSource

_CRC_WRONG = {
    "flipped_payload_byte.tfrecords": {2},
    "flipped_data_crc.tfrecords": {10},
    "truncated_footer.tfrecords": {19},
    "zeroed_crcs.tfrecords": set(range(20)),
}
"""Records that parse and decode, without a checksum that speaks for them."""
_GONE = {
    "truncated_payload.tfrecords": {17, 18, 19},
    "truncated_header.tfrecords": {17, 18, 19},
    "two_holes.tfrecords": {2, 17},
}


def _images(path: Path) -> list[str]:
    with TFRecord(path, create_index=False) as tfrecord:
        return [sha256(tfrecord.image(i)) for i in range(len(tfrecord))]


def _made(path: Path, count: int = 12) -> tuple[Path, list[bytes]]:
    """A TFRecord of records without images, and its payloads."""
    with RecordWriter(path, index=False) as writer:
        for i in range(count):
            writer.write_example({"text": random.Random(i).randbytes(300 + i), "loc_x": i})
    with TFRecord(path, create_index=False) as tfrecord:
        return path, [tfrecord.payload(i) for i in range(count)]


def _payloads(path: Path) -> list[bytes]:
    with TFRecord(path, create_index=False) as tfrecord:
        return [tfrecord.payload(i) for i in range(len(tfrecord))]


@pytest.mark.parametrize("name", names(damaged=True))
def test_exactly_the_whole_records_are_saved_in_order(
    name: str, golden: Path, tmp_path: Path
) -> None:
    told = expected()[name]
    lost = _CRC_WRONG.get(name, set()) | _GONE.get(name, set())
    out = tmp_path / "out.tfrecords"
    if len(lost) == 20:
        with pytest.raises(NothingToSaveError, match="20 parse and decode") as caught:
            salvage(golden / name, out)
        assert list(tmp_path.iterdir()) == []
        assert caught.value.report == replace(look_at_damage(golden / name), out=None)
        return
    report = salvage(golden / name, out)
    assert _images(out) == [sha for i, sha in enumerate(told["image_sha256"]) if i not in lost]
    assert report.records == 20 - len(lost)
    assert report.size == out.stat().st_size
    assert report.num_doubtful == len(_CRC_WRONG.get(name, ()))
    assert report.is_damaged


@pytest.mark.parametrize("name", sorted(_CRC_WRONG))
def test_what_decodes_is_added_and_listed_only_when_asked(
    name: str, golden: Path, tmp_path: Path
) -> None:
    told, out = expected()[name]["image_sha256"], tmp_path / "out.tfrecords"
    report = salvage(golden / name, out, keep_crc_mismatch=True)
    there = [i for i in range(20) if i not in _GONE.get(name, ())]
    altered = {2} if name == "flipped_payload_byte.tfrecords" else set()
    images = _images(out)
    assert len(images) == len(there)
    assert {i for i, sha in zip(there, images, strict=True) if sha != told[i]} == altered
    doubtful = [place.saved_as for place in report.doubtful]
    assert doubtful == [there.index(i) for i in sorted(_CRC_WRONG.get(name, ()))]


@pytest.mark.parametrize(
    ("data", "kind", "told"),
    [
        (b"", "empty-file", "It is empty"),
        (frame(make_example({"text": b"a" * 99}))[:-50], "truncated", "No record of it is whole"),
    ],
)
def test_a_file_of_which_nothing_can_be_saved_makes_no_empty_one(
    data: bytes, kind: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "bad.tfrecords").write_bytes(data)
    with pytest.raises(NothingToSaveError, match=told) as caught:
        salvage(tmp_path / "bad.tfrecords", tmp_path / "out.tfrecords")
    assert caught.value.finding.kind == kind
    assert [path.name for path in tmp_path.iterdir()] == ["bad.tfrecords"]
    assert "Nothing is damaged" not in "".join(look_at_damage(tmp_path / "bad.tfrecords").words())


@pytest.mark.parametrize(
    "name", ["slide-A.tfrecords", "gzip_compressed.tfrecords", "zlib_compressed.tfrecords"]
)
def test_a_healthy_file_is_copied_with_its_index(name: str, golden: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.tfrecords"
    report = salvage(golden / name, out)
    assert _images(out) == expected()[name]["image_sha256"]
    assert not report.is_damaged
    assert "Nothing is damaged" in report.words()[-1]
    with TFRecord(out) as new, TFRecord(golden / name, create_index=False) as old:
        assert new.compression is None
        assert new.index_state == "found"
        assert np.array_equal(new.xy, old.xy)
        if old.compression is None:
            assert out.read_bytes() == (golden / name).read_bytes()


def test_a_compressed_file_cut_short_gives_what_is_before(golden: Path, tmp_path: Path) -> None:
    whole = (golden / "gzip_compressed.tfrecords").read_bytes()
    cut = tmp_path / "cut.tfrecords"
    cut.write_bytes(whole[: len(whole) // 2])
    report = salvage(cut, tmp_path / "out.tfrecords")
    told = expected()["gzip_compressed.tfrecords"]["image_sha256"]
    assert 0 < report.records < 16
    assert _images(tmp_path / "out.tfrecords") == told[: report.records]
    assert report.findings[0].kind == "damaged-compression"


def test_several_records_in_a_row_whose_lengths_are_wrong_are_found(tmp_path: Path) -> None:
    path, payloads = _made(tmp_path / "made.tfrecords")
    data = bytearray(path.read_bytes())
    at = 0
    for i, payload in enumerate(payloads):
        if 3 <= i < 7 or i == 11:
            data[at : at + 12] = random.Random(i).randbytes(12)
        at += OVERHEAD + len(payload)
    path.write_bytes(data)
    report = salvage(path, tmp_path / "out.tfrecords")
    assert _payloads(tmp_path / "out.tfrecords") == payloads
    assert (report.num_mended, report.num_lost) == (5, 0)
    assert [place.saved_as for place in report.mended] == [3, 4, 5, 6, 11]


def test_that_many_wrong_lengths_in_a_row_are_not_read_again_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, payloads = _made(tmp_path / "a.tfrecords", 200)
    data, at = bytearray(path.read_bytes()), 0
    for payload in payloads:
        data[at] ^= 0x55
        at += OVERHEAD + len(payload)
    path.write_bytes(data)
    amounts: list[int] = []
    read = FileSource.read

    def counted(source: FileSource, offset: int, size: int) -> bytes:
        amounts.append(size)
        return read(source, offset, size)

    monkeypatch.setattr(FileSource, "read", counted)
    assert salvage(path, tmp_path / "out.tfrecords").records == 200
    assert sum(amounts) < 60 * len(data)


@pytest.mark.parametrize("seed", range(3))
def test_no_untouched_record_is_lost_or_altered_by_random_holes(seed: int, tmp_path: Path) -> None:
    path, payloads = _made(tmp_path / "made.tfrecords", 60)
    chance, data = random.Random(seed), bytearray(path.read_bytes())
    starts = np.concatenate(([0], np.cumsum([OVERHEAD + len(p) for p in payloads])))
    hit: set[int] = set()
    for _ in range(10):
        begin, size = chance.randrange(len(data)), chance.randrange(1, 700)
        data[begin : begin + size] = chance.randbytes(len(data[begin : begin + size]))
        end = min(begin + size, len(data))
        hit |= {i for i in range(60) if starts[i] < end and begin < starts[i + 1]}
    path.write_bytes(data)
    report = salvage(path, tmp_path / "out.tfrecords")
    saved = _payloads(tmp_path / "out.tfrecords")
    assert set(saved) <= set(payloads)
    assert set(saved) >= {payloads[i] for i in range(60) if i not in hit}
    assert len(saved) == len(set(saved)) == report.records
    inside = sum(place.size for place in report.lost)
    assert inside == report.lost_bytes == len(data) - report.size


def test_looking_writes_nothing_and_says_the_same(golden: Path, tmp_path: Path) -> None:
    path = golden / "two_holes.tfrecords"
    looked = look_at_damage(path)
    saved = salvage(path, tmp_path / "out.tfrecords")
    assert looked.out is None
    assert (looked.records, looked.size, looked.lost) == (saved.records, saved.size, saved.lost)
    assert "can be saved" in looked.words()[0]
    told = saved.to_json()
    assert [place["offset"] for place in told["lost"]] == [5018, 44236]
    assert told["lost"][0]["reason"].startswith("2,919 bytes are damaged")


@pytest.mark.parametrize("taken", ["out.tfrecords", "out.index.npz"])
def test_nothing_that_is_there_is_written_over(taken: str, golden: Path, tmp_path: Path) -> None:
    (tmp_path / taken).write_bytes(b"mine")
    with pytest.raises(TargetExistsError, match="there already"):
        salvage(golden / "two_holes.tfrecords", tmp_path / "out.tfrecords")
    assert [path.name for path in tmp_path.iterdir()] == [taken]
    assert (tmp_path / taken).read_bytes() == b"mine"


def test_the_damaged_file_itself_is_never_the_target(golden_copy: Path) -> None:
    path = golden_copy / "two_holes.tfrecords"
    before = path.read_bytes()
    (golden_copy / "link.tfrecords").symlink_to(path)
    for out in (path, golden_copy / "link.tfrecords"):
        with pytest.raises(TargetExistsError, match="damaged file itself"):
            salvage(path, out)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["lfs_pointer.tfrecords", "not_a_tfrecord.tfrecords"])
def test_what_is_no_tfrecord_is_refused(name: str, golden: Path, tmp_path: Path) -> None:
    with pytest.raises(NotATFRecordError):
        salvage(golden / name, tmp_path / "out.tfrecords")
    assert not list(tmp_path.glob("*.tfrecords"))


def test_a_disk_without_room_is_refused_first(
    golden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    with pytest.raises(BuildError, match="no room"):
        salvage(golden / "two_holes.tfrecords", tmp_path / "out.tfrecords")
    assert not list(tmp_path.iterdir())


def test_a_cancel_leaves_nothing(golden: Path, tmp_path: Path) -> None:
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        salvage(
            golden / "two_holes.tfrecords",
            tmp_path / "out.tfrecords",
            cancel=cancel,
            progress=lambda done, total, text: cancel.cancel() if done else None,
        )
    assert not list(tmp_path.iterdir())


def test_a_source_that_changes_meanwhile_leaves_nothing(golden_copy: Path, tmp_path: Path) -> None:
    path = golden_copy / "two_holes.tfrecords"

    def change(done: int, total: int, text: str) -> None:
        if done == total and total:
            with path.open("ab") as file:
                file.write(frame(b"more"))

    with pytest.raises(FileChangedError):
        salvage(path, tmp_path / "out.tfrecords", progress=change)
    assert not (tmp_path / "out.tfrecords").exists()
