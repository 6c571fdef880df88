import gzip
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.tfrecord.expected import GOLDEN
from tfrviewer import TFRecord
from tfrviewer.errors import FindingKind, NotATFRecordError, TfrError
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tfrecord.framing import frame

SLIDE_A = (GOLDEN / "slide-A.tfrecords").read_bytes()


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress], ids=["gzip", "zlib"])
def test_a_packed_file_is_read_and_nothing_is_left_beside_it(
    pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "packed.tfrecords"
    path.write_bytes(pack(SLIDE_A))
    for _ in range(2):
        tfrecord = TFRecord(path)
        assert len(tfrecord) == 42
        assert tfrecord.size == path.stat().st_size
        assert tfrecord.findings == []
    assert list(tmp_path.iterdir()) == [path]


def test_gzip_members_one_after_another_are_one_file(tmp_path: Path) -> None:
    path = tmp_path / "members.tfrecords"
    path.write_bytes(gzip.compress(SLIDE_A[:50_000]) + gzip.compress(SLIDE_A[50_000:]))
    assert len(TFRecord(path)) == 42


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress], ids=["gzip", "zlib"])
def test_a_packed_file_cut_short_gives_what_is_left(
    pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "cut.tfrecords"
    path.write_bytes(pack(SLIDE_A)[:-20_000])
    for _ in range(2):
        tfrecord = TFRecord(path)
        assert 20 < len(tfrecord) < 42
        kinds = {finding.kind for finding in tfrecord.findings}
        assert FindingKind.DAMAGED_COMPRESSION in kinds
        assert str(path) == tfrecord.findings[0].file


def test_findings_about_a_packed_file_name_it_and_no_file_of_the_cache(tmp_path: Path) -> None:
    path = tmp_path / "packed.tfrecords"
    for name in ("two_holes", "undecodable_images"):
        path.write_bytes(gzip.compress((GOLDEN / f"{name}.tfrecords").read_bytes()))
        for _ in range(2):
            tfrecord = TFRecord(path)
            assert tfrecord.fields
            assert {finding.file for finding in tfrecord.findings} == {str(path)}


def test_zeros_after_packed_data_are_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "padded.tfrecords"
    path.write_bytes(gzip.compress(SLIDE_A) + bytes(2 << 20))
    tfrecord = TFRecord(path)
    assert (len(tfrecord), tfrecord.findings) == (42, [])


def test_unpacking_can_be_cancelled_and_leaves_nothing(tmp_path: Path, own_home: Path) -> None:
    path = tmp_path / "packed.tfrecords"
    path.write_bytes(gzip.compress(SLIDE_A))
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        TFRecord(path, cancel=cancel)
    assert not [p for p in own_home.rglob("*") if p.is_file()]


def test_no_room_to_unpack_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    path = tmp_path / "packed.tfrecords"
    path.write_bytes(gzip.compress(SLIDE_A))
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(TfrError, match="no room"):
        TFRecord(path)
    assert not [p for p in own_home.rglob("*") if p.suffix in (".tmp", ".tfrecords")]


def test_a_plain_file_whose_length_looks_like_zlib_is_read_plainly(tmp_path: Path) -> None:
    length = 0x9C78  # as a little-endian number these are the two bytes that begin ZLIB data
    path = tmp_path / "plain.tfrecords"
    path.write_bytes(frame(bytes(length)))
    assert path.read_bytes()[:2] == b"\x78\x9c"
    tfrecord = TFRecord(path)
    assert (tfrecord.compression, len(tfrecord)) == (None, 1)


def test_a_gzip_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.tfrecords"
    path.write_bytes(gzip.compress(b"some text that is no record at all\n" * 50))
    with pytest.raises(NotATFRecordError):
        TFRecord(path)
