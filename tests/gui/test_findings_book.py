from dataclasses import replace
from pathlib import Path

import numpy as np

from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.findings_book import FindingsBook
from tfrviewer.gui.record_arrays import RecordArrays, Records


def stale(file: str) -> Finding:
    return Finding(
        kind=FindingKind.STALE_INDEX, severity=Severity.WARNING, file=file, message="It is old."
    )


def test_that_a_finding_about_an_index_is_one_about_its_tfrecord() -> None:
    book = FindingsBook([Path("/d/a.tfrecords"), Path("/d/b.tfrecords")], RecordArrays())
    finding = stale(str(Path("/d/b.index.npz")))
    assert book.add(finding)
    assert book.of_file(1) == [finding]
    assert book.file_of(finding) == 1


def test_that_a_finding_is_taken_once() -> None:
    book = FindingsBook([Path("/d/a.tfrecords")], RecordArrays())
    finding = stale(str(Path("/d/a.index.npz")))
    assert book.add(finding)
    assert not book.add(finding)
    assert book.all == [finding]


def damaged(file: str, record: int | None = 1, offset: int | None = 200) -> Finding:
    return Finding(
        kind=FindingKind.PAYLOAD_CRC,
        severity=Severity.ERROR,
        file=file,
        record=record,
        offset=offset,
        message="The checksum does not match.",
    )


def two_records() -> Records:
    zeros = np.zeros(2, np.int64)
    none = np.zeros(2, np.bool_)
    return Records(zeros, zeros, none, np.zeros(2, np.int32), np.arange(2))


def test_a_finding_told_before_its_record_is_loaded_is_the_one_told_after() -> None:
    arrays = RecordArrays()
    path = Path("/d/a.tfrecords")
    book = FindingsBook([path], arrays)
    finding = damaged(str(path))
    assert book.add(finding)
    assert book.of_record(1) == []
    arrays.append(two_records(), [2])
    book.take_records()
    assert not book.add(finding)
    assert not book.add(finding, number=1)
    assert not book.add(replace(finding, offset=None, message="It is damaged."))
    assert book.all == book.of_file(0) == book.of_record(1) == [finding]
    assert arrays.is_damaged.tolist() == [False, True]


def test_that_stretches_of_one_file_are_told_apart_by_their_bytes() -> None:
    book = FindingsBook([Path("/d/a.tfrecords")], RecordArrays())
    assert book.add(damaged(str(Path("/d/a.tfrecords")), None, 10))
    assert book.add(damaged(str(Path("/d/a.tfrecords")), None, 90))


def test_that_folders_outside_the_files_are_told_apart_by_their_names() -> None:
    book = FindingsBook([Path("/d/a.tfrecords")], RecordArrays())
    assert book.add(damaged("/d/locked", None, None))
    assert book.add(damaged("/d/locked too", None, None))


def test_that_a_file_may_have_several_findings_of_what_lies_beside_it() -> None:
    book = FindingsBook([Path("/d/a.tfrecords")], RecordArrays())
    gone = replace(
        stale(str(Path("/d/manifest.json"))), kind=FindingKind.STALE_MANIFEST, message="One."
    )
    assert book.add(gone)
    assert book.add(replace(gone, message="Two."))
    assert not book.add(replace(gone))
    assert [finding.message for finding in book.all] == ["One.", "Two."]


def test_that_what_its_teller_tells_no_more_is_forgotten_and_what_others_told_is_not() -> None:
    arrays = RecordArrays()
    path = Path("/d/a.tfrecords")
    arrays.append(two_records(), [2])
    book = FindingsBook([path], arrays)
    by_reader, mended = damaged(str(path), 0), damaged(str(path), 1)
    later, other = stale(str(path)), damaged("/d/locked", None, None)
    assert book.add(by_reader)
    for finding in (by_reader, mended, other):
        book.add(finding, teller="verify")
    assert book.end_of("verify") == {}
    book.add(later, teller="verify")
    book.forget(book.end_of("verify"))
    assert book.all == book.of_file(0) == [by_reader, later]
    assert (book.of_record(0), book.of_record(1), book.of_file(-1)) == ([by_reader], [], [])
    assert arrays.is_damaged.tolist() == [True, False]
    assert book.add(mended)  # it can be found again
    assert arrays.is_damaged.tolist() == [True, True]


def test_that_what_follows_from_changed_bytes_is_no_second_fault() -> None:
    path = "/d/a.tfrecords"
    book = FindingsBook([Path(path)], RecordArrays())
    crc = damaged(path)
    assert book.add(crc)
    for kind in (FindingKind.NOT_AN_EXAMPLE, FindingKind.UNDECODABLE_IMAGE):
        assert not book.add(replace(crc, kind=kind))
        assert book.add(replace(crc, kind=kind, record=2))
    assert book.add(replace(crc, kind=FindingKind.DUPLICATE_LOCATION))
    assert len(book.all) == 4
