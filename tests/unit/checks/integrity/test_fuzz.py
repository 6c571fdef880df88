"""Random corruptions: nothing crashes or hangs, and no intact record goes unchecked."""

import errno
import random
import struct
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.tfrecord.expected import GOLDEN, expected
from tfrviewer.checks.integrity import check_file, check_unit, gathering, join_units, units_of
from tfrviewer.checks.integrity.examine import Examiner
from tfrviewer.checks.integrity.file_check import check_files
from tfrviewer.checks.integrity.whole import examined_whole
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.tfrecord.framing import HEADER, frame, masked_crc
from tfrviewer.tfrecord.source import FileSource

NAME = "flipped_payload_byte.tfrecords"
SOUND = (GOLDEN / NAME).read_bytes()  # all but one of its records are whole
PLACES = list(zip(expected()[NAME]["offsets"], expected()[NAME]["lengths"], strict=True))
BAD = expected()[NAME]["bad_records"]

_ALWAYS = 32 << 20
"""Bytes that blocks of a MiB and what is computed of them take, however large a file is."""

Stretch = tuple[int, int, int]
"""Bytes of the old file, from and to, that are whole, and where they begin in the new one."""


def _header(length: int) -> bytes:
    field = struct.pack("<Q", length)
    return field + struct.pack("<I", masked_crc(field))


def _overwritten(at: int, new: bytes) -> tuple[bytes, list[Stretch]]:
    end = min(at + len(new), len(SOUND))
    return SOUND[:at] + new[: end - at] + SOUND[end:], [(0, at, 0), (end, len(SOUND), end)]


def _spliced(at: int, end: int, new: bytes) -> tuple[bytes, list[Stretch]]:
    whole = [(0, at, 0), (end, len(SOUND), at + len(new))]
    return SOUND[:at] + new + SOUND[end:], whole


def _corrupted(chance: random.Random) -> tuple[bytes, list[Stretch]]:
    """Damage the file at one place, in one of many ways."""
    at, size = chance.randrange(len(SOUND)), chance.choice((1, 1, 4, 12, 200, 5000))
    start, framed = PLACES[chance.randrange(len(PLACES))]
    noise = bytes(size) if chance.random() < 0.3 else chance.randbytes(size)
    match chance.randrange(9):
        case 0:
            return _overwritten(at, noise)
        case 1:
            return SOUND[:at], [(0, at, 0)]
        case 2:
            return _spliced(at, at, noise)
        case 3:
            return _spliced(at, min(at + size, len(SOUND)), b"")
        case 4:  # the checksum of a wrong length is right
            length = chance.choice((0, 1, framed, 2 * framed, 1 << 20, 1 << 40, 2**64 - 1))
            return _overwritten(start, _header(length))
        case 5:  # a payload of noise whose checksums are right
            return _spliced(start, start + framed, frame(noise))
        case 6:  # a record comes twice, and once only in part
            other, length = PLACES[chance.randrange(len(PLACES))]
            return _spliced(start, start, SOUND[other : other + chance.randint(1, length)])
        case 7:
            return _overwritten(start + chance.randrange(HEADER), noise)
        case _:
            return _overwritten(start + framed - 4, noise[:4])


def _intact(whole: list[Stretch]) -> Iterator[tuple[int, int]]:
    """Offset in the new file, and size, of each record none of whose bytes was touched."""
    for number, (offset, size) in enumerate(PLACES):
        for first, last, moved in whole:
            if number not in BAD and first <= offset and offset + size <= last:
                yield offset - first + moved, size


def _assert_checked(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    damaged, whole = _corrupted(chance)
    path.write_bytes(damaged)
    report = check_file(path, deep=seed % 8 == 0)
    source = FileSource(path)
    examiner = Examiner(source)
    examiner.follow(0, source.size)
    facts = examined_whole(source, examiner).facts
    source.close()
    checked = dict(zip(facts.offsets.tolist(), facts.sizes.tolist(), strict=True))
    wrong = {one.offset for one in report.findings if _is_of_record(one)}
    for offset, size in _intact(whole):
        assert checked.get(offset) == size, f"seed {seed}: the record at {offset} is lost"
        assert offset not in wrong, f"seed {seed}: the record at {offset} is whole"
    assert report.records in (len(facts), 0)
    assert all(0 <= (one.offset or 0) <= len(damaged) for one in report.findings)
    if seed % 4 == 0:
        parts = units_of(path, deep=seed % 8 == 0, size=chance.choice((600, 5000, 20_000)))
        assert join_units([check_unit(unit) for unit in parts]) == report, f"seed {seed}"


def _is_of_record(finding: Finding) -> bool:
    return finding.record is not None and finding.severity is Severity.ERROR


def test_no_corruption_keeps_an_intact_record_from_being_checked(tmp_path: Path) -> None:
    for seed in range(200):
        _assert_checked(tmp_path / "DAMAGED.tfrecords", seed)


def test_files_checked_together_are_told_of_as_each_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = sorted(GOLDEN.glob("*.tfrecords*"))
    for seed in range(20):
        path = tmp_path / f"{seed}.tfrecords"
        path.write_bytes(_corrupted(random.Random(seed))[0])
        paths.insert(3 * seed, path)
    alone = [check_file(path) for path in paths]
    assert check_files(paths) == alone
    monkeypatch.setattr(gathering, "CAPACITY", 7)
    assert check_files(paths) == alone


def test_that_a_file_that_ends_while_it_is_read_is_no_matter_to_those_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, odd = (tmp_path / f"{name}.tfrecords" for name in ("a", "b", "odd"))
    for path in (first, second):
        path.write_bytes(SOUND)
    odd.write_bytes(SOUND + frame(b"no Example, which is read whole"))
    alone = [check_file(path) for path in (first, second)]
    read = FileSource.read

    def cut_short(source: FileSource, offset: int, size: int) -> bytes:
        if source.path == odd:
            raise OSError(errno.EIO, "Input/output error", str(odd))
        return read(source, offset, size)

    monkeypatch.setattr(FileSource, "read", cut_short)
    monkeypatch.setattr(FileSource, "read_upto", lambda source, offset, size: b"")
    found = check_files([first, odd, second])
    assert [found[0], found[2]] == alone
    assert [one.kind for one in found[1].findings] == [FindingKind.UNREADABLE_FILE]


@pytest.mark.long
@pytest.mark.timeout(600)
def test_no_corruption_of_very_many_does(tmp_path: Path) -> None:
    for seed in range(1000, 3000):
        _assert_checked(tmp_path / "DAMAGED.tfrecords", seed)


def test_no_more_is_allocated_than_the_file_has(tmp_path: Path) -> None:
    path = tmp_path / "DAMAGED.tfrecords"
    check_file(GOLDEN / NAME)  # what is made once
    size = 3 << 20
    payload = bytes(size)
    for data in (
        _header(1 << 50) + SOUND,
        _header(size) + payload,  # cut off
        frame(payload),
        _header(len(SOUND) + size) + SOUND + payload,
    ):
        path.write_bytes(data)
        tracemalloc.start()
        check_file(path, deep=True)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < len(data) + _ALWAYS


def test_a_file_of_noise_is_no_tfrecord(tmp_path: Path) -> None:
    path = tmp_path / "noise.tfrecords"
    path.write_bytes(random.Random(1).randbytes(1 << 16))
    assert [one.kind for one in check_file(path).findings] == [FindingKind.NOT_A_TFRECORD]
