"""Which files Slideflow deletes: as Slideflow 3.0.2 itself counted each of these."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.unit.dataset.made import write_slide
from tfrviewer.checks.integrity.slideflow_deletion import deletion_finding, why_deleted
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tfrecord.source import FileSource

DELETED = {
    "empty": "0 bytes",
    "huge_length": "the length field at byte 36,137 says 4,611,686,018,427,387,904 bytes",
    "inserted_zeros": "byte 25,978",
    "lfs_pointer": "byte 0",
    "negative_length": "byte 5,018 says -5 bytes",
    "not_a_tfrecord": "byte 0",
    "trailing_garbage": "ends within the length field at byte 52,320",
    "truncated_header": "ends within the length field at byte 44,236",
    "two_holes": "byte 5,018",
    "wrong_length": "byte 39,170",
    "zlib_compressed": "byte 0",
}


def _empty(index: Path) -> None:
    index.write_bytes(b"")


def _folder(index: Path) -> None:
    index.mkdir()


def _no_records(index: Path) -> None:
    np.savez(index, arr_0=np.zeros(0), locations=np.zeros(0))


def _no_index(index: Path) -> None:
    index.write_bytes(b"nonsense")


def _old(index: Path) -> None:
    np.savez(index, arr_0=np.array([[0, 100], [100, 100]]))


def test_that_slideflow_deletes_what_it_counts_no_record_in(golden: Path) -> None:
    found = {path.stem: why_deleted(path) for path in golden.glob("*.tfrecords")}
    assert {name for name, why in found.items() if why is not None} == set(DELETED)
    for name, why in DELETED.items():
        assert why in (found[name] or "")


@pytest.mark.parametrize(
    ("head", "is_deleted"),
    [
        (b"\xff" * 8, False),
        ((1 << 37).to_bytes(8, "little"), True),
        (b"\0\0\x10" + b"\0" * 5, False),
    ],
    ids=["-1 is all there is", "more than any machine has", "more than there is"],
)
def test_that_lengths_are_taken_as_slideflow_takes_them(
    head: bytes, is_deleted: bool, tmp_path: Path
) -> None:
    path = tmp_path / "a.tfrecords"
    path.write_bytes(head + b"crc!" + b"x" * 100)
    assert (why_deleted(path) is not None) is is_deleted


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (_empty, "0 bytes"),
        (_folder, "a folder"),
        (_no_records, "no record"),
        (_no_index, None),
        (_old, None),
    ],
)
def test_that_an_index_beside_the_file_decides_whatever_is_in_the_file(
    make: Callable[[Path], None], why: str | None, tmp_path: Path
) -> None:
    path = write_slide(tmp_path / "a.tfrecords", 2, index=False)
    make(tmp_path / "a.index.npz")
    told = why_deleted(path)
    assert told is None if why is None else told is not None and why in told
    (tmp_path / "a.index").write_bytes(b"")  # Slideflow looks for this one first
    assert "a.index" in (why_deleted(path) or "")


def test_that_files_of_other_names_are_never_looked_at(tmp_path: Path) -> None:
    for name in ("a.tfrecord", "a.tfrecords.gz", ".tfrecords"):
        (tmp_path / name).write_bytes(b"")
        assert why_deleted(tmp_path / name) is None


def test_that_a_sound_compressed_file_is_told_as_a_note_and_a_damaged_one_as_a_warning(
    golden: Path,
) -> None:
    sound = deletion_finding(golden / "zlib_compressed.tfrecords", 16, [])
    assert sound is not None
    assert (sound.kind, sound.severity) == (FindingKind.SLIDEFLOW_DELETES, Severity.NOTE)
    path = golden / "two_holes.tfrecords"
    damage = Finding(
        kind=FindingKind.DAMAGED_STRETCH,
        severity=Severity.ERROR,
        file=str(path),
        message="Damaged.",
    )
    found = deletion_finding(path, 18, [damage])
    assert found is not None
    assert (found.severity, found.record) == (Severity.WARNING, None)
    assert deletion_finding(golden / "gzip_compressed.tfrecords", 16, []) is None
    assert deletion_finding(golden / "slide-A.tfrecords", 42, []) is None


def test_that_a_file_of_zeros_is_gone_through_in_few_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []
    read = FileSource.read_upto

    def counted(source: FileSource, offset: int, size: int) -> bytes:
        reads.append(size)
        return read(source, offset, size)

    monkeypatch.setattr(FileSource, "read_upto", counted)
    path = tmp_path / "a.tfrecords"
    path.write_bytes(bytes(1 << 20))
    assert why_deleted(path) is None
    path.write_bytes(bytes(1 << 20) + b"end")
    assert why_deleted(path) == "it ends within the length field at byte 1,048,576"
    path.write_bytes(bytes((1 << 20) + 8) + b"\xfe" * 99)
    assert "the length field at byte 1,048,592 says -" in (why_deleted(path) or "")
    assert len(reads) < 100


def test_that_going_through_a_file_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "a.tfrecords"
    path.write_bytes(bytes(100))
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        why_deleted(path, cancel=cancel)
