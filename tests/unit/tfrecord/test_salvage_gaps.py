"""Whole records are found where no length leads to them, and nothing else is taken for one."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.tfrecord.test_salvage import _made, _payloads
from tfrviewer.checks.integrity import check_file
from tfrviewer.tfrecord.example import make_example
from tfrviewer.tfrecord.framing import frame
from tfrviewer.tfrecord.salvage import SalvageReport, salvage

_Records = list[bytes]


def _wipe(records: _Records, *numbers: int) -> None:
    for i in numbers:
        records[i] = random.Random(i).randbytes(12) + records[i][12:]


def _first_dead(records: _Records) -> set[int]:
    _wipe(records, 7, 8, 9)
    records[7] = records[7][:90] + bytes(40) + records[7][130:]
    return {7}


def _shortened(records: _Records) -> set[int]:
    _wipe(records, 7, 8)
    records[7] = records[7][:-37]
    return {7}


def _burst(records: _Records) -> set[int]:
    records[7] = records[7][:-200] + b"\xaa" * 200
    records[8] = b"\xaa" * 12 + records[8][12:]
    return {7}


def _every_other_dead(records: _Records) -> set[int]:
    _wipe(records, *range(2, 11))
    dead = {2, 4, 6, 8, 10}
    for i in dead:
        records[i] = records[i][:-1] + bytes([records[i][-1] ^ 1])
    return dead


def _garbage_before(records: _Records) -> set[int]:
    _wipe(records, 7)
    records.insert(7, b"garbage garbage garbage" * 9)
    return set()


def _header_partly_gone(records: _Records) -> set[int]:
    records[7] = records[7][5:]
    return set()


def _header_longer(records: _Records) -> set[int]:
    records[7] = records[7][:4] + b"\x07\x07\x07" + records[7][4:]
    return set()


def _first_header_gone(records: _Records) -> set[int]:
    records[0] = records[0][12:]
    return set()


def _garbage_at_end(records: _Records) -> set[int]:
    _wipe(records, 11)
    records[11] = b"garbage" * 30 + records[11] + b"more of it" * 20
    return set()


@pytest.mark.parametrize(
    "damage",
    [
        _first_dead,
        _shortened,
        _burst,
        _every_other_dead,
        _garbage_before,
        _header_partly_gone,
        _header_longer,
        _first_header_gone,
        _garbage_at_end,
    ],
)
def test_a_whole_payload_is_found_behind_what_cannot_be_read(
    damage: Callable[[_Records], set[int]], tmp_path: Path
) -> None:
    path, payloads = _made(tmp_path / "made.tfrecords")
    records = [frame(payload) for payload in payloads]
    dead = damage(records)
    path.write_bytes(b"".join(records))
    report = salvage(path, tmp_path / "out.tfrecords")
    wanted = [payload for i, payload in enumerate(payloads) if i not in dead]
    assert _payloads(tmp_path / "out.tfrecords") == wanted
    covered = sorted((place.offset, place.size) for place in (*report.mended, *report.lost))
    ends = [offset + size for offset, size in covered]
    assert all(end <= start for end, (start, _) in zip(ends[:-1], covered[1:], strict=True))
    _assert_verify_agrees(path, report)


def test_a_file_all_of_whose_lengths_are_wrong_is_saved_and_verify_says_so(tmp_path: Path) -> None:
    path, payloads = _made(tmp_path / "made.tfrecords", 8)
    records = [frame(payload) for payload in payloads]
    _wipe(records, *range(8))
    path.write_bytes(b"".join(records))
    report = salvage(path, tmp_path / "out.tfrecords")
    assert _payloads(tmp_path / "out.tfrecords") == payloads
    _assert_verify_agrees(path, report)
    assert "record -1" not in "".join(one.message for one in check_file(path).findings)


def _assert_verify_agrees(path: Path, report: SalvageReport) -> None:
    told = [one.message for one in check_file(path).findings]
    counts = [re.search(r"(One|[\d,]+) records? there (?:is|are) whole", one) for one in told]
    number = sum(1 if hit[1] == "One" else int(hit[1]) for hit in counts if hit)
    assert number == sum(place.record is None for place in report.mended)


@pytest.mark.parametrize("wiped", [(3,), (3, 4), (2, 3, 4), (2, 3)])
def test_an_empty_record_with_a_wrong_length_is_saved_with_its_neighbours(
    wiped: tuple[int, ...], tmp_path: Path
) -> None:
    path, payloads = _made(tmp_path / "made.tfrecords", 8)
    payloads.insert(3, b"")
    records = [frame(payload) for payload in payloads]
    _wipe(records, *wiped)
    path.write_bytes(b"".join(records))
    report = salvage(path, tmp_path / "out.tfrecords")
    assert _payloads(tmp_path / "out.tfrecords") == payloads
    _assert_verify_agrees(path, report)


@pytest.mark.parametrize("wiped", [(3,), (3, 4, 5), (2, 3)])
@pytest.mark.parametrize("garbage", [b"", b"garbage" * 20])
def test_a_record_that_holds_a_framed_one_is_saved_as_one(
    wiped: tuple[int, ...], garbage: bytes, tmp_path: Path
) -> None:
    path, payloads = _made(tmp_path / "made.tfrecords", 8)
    inner = frame(make_example({"text": b"inner" * 9}))
    payloads[3] = make_example({"text": b"X" * 50 + inner + inner + b"Y" * 50})
    records = [frame(payload) for payload in payloads]
    _wipe(records, *wiped)
    records[wiped[0]] = garbage + records[wiped[0]]
    path.write_bytes(b"".join(records))
    report = salvage(path, tmp_path / "out.tfrecords")
    assert _payloads(tmp_path / "out.tfrecords") == payloads
    assert report.lost_bytes == len(garbage)
    _assert_verify_agrees(path, report)


def test_a_sequence_with_a_wrong_length_is_found_behind_what_cannot_be_read(
    tmp_path: Path,
) -> None:
    path, payloads = _made(tmp_path / "made.tfrecords", 8)
    lists = b"\x12\x11\x0a\x0f\x0a\x05steps\x12\x06\x0a\x04\x0a\x02\x0a\x00"
    payloads[4] += lists  # a context, and lists of features
    records = [frame(payload) for payload in payloads]
    _wipe(records, 3, 4, 5)
    records[3] = records[3][:50] + records[3][60:]
    path.write_bytes(b"".join(records))
    salvage(path, tmp_path / "out.tfrecords")
    assert _payloads(tmp_path / "out.tfrecords") == [*payloads[:3], *payloads[4:]]


def test_what_only_looks_like_many_records_ends_the_search_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tfrviewer.tfrecord.salvage_gaps._PROOF_LEAST", 0)
    path, payloads = _made(tmp_path / "made.tfrecords", 8)
    fake = payloads[0][:16] * 200  # each begins as a record of some 300 bytes does
    records = [frame(payload) for payload in payloads]
    _wipe(records, 4)
    path.write_bytes(b"".join([*records[:4], fake, *records[4:]]))
    report = salvage(path, tmp_path / "out.tfrecords")
    assert _payloads(tmp_path / "out.tfrecords") == [*payloads[:4], *payloads[5:]]
    assert "not all of it was searched" in report.lost[0].reason
