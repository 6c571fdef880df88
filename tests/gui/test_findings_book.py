from pathlib import Path

from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.findings_book import FindingsBook
from tfrviewer.gui.record_arrays import RecordArrays


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
