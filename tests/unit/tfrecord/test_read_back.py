"""What was written is read back before it has its name."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tfrviewer import RecordWriter, TFRecord
from tfrviewer.errors import BuildError, FindingKind
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tfrecord.framing import frame

PAYLOADS = [b"", b"a", bytes(range(256)) * 40, b"x" * 3_000_000, b"end"]
SIZES = [len(payload) + 16 for payload in PAYLOADS]
ENDS = np.cumsum(SIZES).tolist()


def _hidden(folder: Path) -> Path:
    (path,) = folder.glob(".*.tmp")
    return path


def test_what_is_right_takes_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.tfrecords"
    with RecordWriter(path) as writer:
        for payload in PAYLOADS:
            writer.write(payload)
        status = writer.verify()
        assert not path.exists()
        writer.write(b"more after it")
        again = writer.verify()
    assert status.st_size == ENDS[-1]
    assert (again.st_size, again.st_mtime_ns) == (path.stat().st_size, path.stat().st_mtime_ns)
    with TFRecord(path) as tfr:
        assert [tfr.payload(i) for i in range(len(tfr))] == [*PAYLOADS, b"more after it"]


def test_a_file_of_no_record_is_right(tmp_path: Path) -> None:
    with RecordWriter(tmp_path / "a.tfrecords", index=False) as writer:
        assert writer.verify().st_size == 0


def _flip(at: int) -> Callable[[bytes], bytes]:
    return lambda data: data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@pytest.mark.parametrize(
    ("harm", "record"),
    [
        (_flip(0), 0),
        (_flip(9), 0),
        (_flip(13), 0),
        (_flip(ENDS[0] + 12), 1),
        (_flip(ENDS[1] + 5000), 2),
        (_flip(ENDS[2] + 2_000_000), 3),
        (_flip(ENDS[-1] - 1), 4),
        (lambda data: data[:-1], 4),
        (lambda data: data[: ENDS[2] + 100], 3),
        (lambda data: data[: ENDS[2]], 3),
        (lambda data: b"", 0),
        (lambda data: data + b"\0", 5),
        (lambda data: data + frame(b"one more"), 5),
        # A whole record, and another one than was written.
        (lambda data: frame(b"") + frame(b"b") + data[ENDS[1] :], None),
    ],
)
def test_what_is_another_file_does_not_take_its_name(
    harm: Callable[[bytes], bytes], record: int | None, tmp_path: Path
) -> None:
    path = tmp_path / "a.tfrecords"
    path.write_bytes(b"before")
    writer = RecordWriter(path)
    for payload in PAYLOADS:
        writer.write(payload)
    writer.status()
    hidden = _hidden(tmp_path)
    hidden.write_bytes(harm(hidden.read_bytes()))
    if record is None:  # its sums hold: only what it is of could tell
        writer.verify()
        writer.discard()
        return
    with pytest.raises(BuildError, match="Read back, it is not what was written") as caught, writer:
        writer.verify()
    finding = caught.value.finding
    assert finding.kind is FindingKind.NOT_AS_WRITTEN
    assert (finding.file, finding.record) == (str(path), record)
    assert finding.offset == [0, *ENDS][record]
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_writer_whose_file_is_wrong_cannot_be_finished(tmp_path: Path) -> None:
    writer = RecordWriter(tmp_path / "a.tfrecords")
    writer.write(b"x")
    writer.status()
    _hidden(tmp_path).write_bytes(b"")
    with pytest.raises(BuildError):
        writer.verify()
    with pytest.raises(ValueError, match="not written whole"):
        writer.close()
    assert list(tmp_path.iterdir()) == []


def test_reading_back_hears_a_cancel(tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    writer = RecordWriter(tmp_path / "a.tfrecords")
    writer.write(b"x")
    with pytest.raises(Cancelled), writer:
        writer.verify(cancel=cancel)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("large", [False, True])
def test_framed_records_are_written_as_they_are(large: bool, tmp_path: Path) -> None:
    payloads = [b"a", b"bb" * (200_000 if large else 1), b""]
    framed = [frame(payload) for payload in payloads]
    with RecordWriter(tmp_path / "a.tfrecords") as writer:
        writer.write(b"first", (9, 9))
        writer.write_framed(b"".join(framed), [len(f) for f in framed], [(1, 2), (3, 4), (5, -6)])
        writer.write_framed(memoryview(framed[0]), np.array([17]), np.array([[7, 8]]))
        writer.write_framed(b"", [], [])
        writer.write_framed(framed[:2], [len(f) for f in framed[:2]], [(0, 1), (0, 2)])
        writer.verify()
    with TFRecord(tmp_path / "a.tfrecords") as tfr:
        assert tfr.index_state == "found"
        assert [tfr.payload(i) for i in range(len(tfr))] == [
            b"first",
            *payloads,
            b"a",
            *payloads[:2],
        ]
        assert tfr.xy.tolist() == [[9, 9], [1, 2], [3, 4], [5, -6], [7, 8], [0, 1], [0, 2]]


@pytest.mark.parametrize(
    ("sizes", "locations", "error"),
    [
        ([16], None, ValueError),
        ([17, 1], None, ValueError),
        ([-1, 18], None, ValueError),
        ([17.0], None, TypeError),
        (["17"], None, TypeError),
        ([17], [(1, 2), (3, 4)], ValueError),
        ([17], [(1.5, 2)], TypeError),
        ([17], [(1 << 70, 2)], TypeError),
        ([17], [(1, 2, 3)], ValueError),
    ],
)
def test_wrong_sizes_and_locations_write_nothing(
    sizes: object, locations: object, error: type[Exception], tmp_path: Path
) -> None:
    with RecordWriter(tmp_path / "a.tfrecords") as writer:
        with pytest.raises(error):
            writer.write_framed(frame(b"a"), sizes, locations)  # type: ignore[arg-type]
        assert (len(writer), writer.size) == (0, 0)
        writer.write(b"still goes on")


def test_a_file_need_not_be_on_the_disk_when_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(number: int) -> None:
        raise AssertionError("fsync")

    monkeypatch.setattr("os.fsync", never)
    with RecordWriter(tmp_path / "a.tfrecords", sync=False) as writer:
        writer.write(b"x")
    assert len(TFRecord(tmp_path / "a.tfrecords")) == 1
