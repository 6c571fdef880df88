from pathlib import Path

import pytest

from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tfrecord.framing import frame
from tfrviewer.tfrecord.headers import find_headers
from tfrviewer.tfrecord.source import FileSource


@pytest.mark.parametrize("between", [b"\0", b"\x07", b"\0\0\0\0\x01"])
@pytest.mark.parametrize("at", [0, 1, 8 << 10, (8 << 10) - 5, (24 << 10) - 11, 3 << 20])
def test_a_header_is_found_wherever_it_lies(tmp_path: Path, at: int, between: bytes) -> None:
    path = tmp_path / "some"
    filling = (between * (at + 300))[:at]
    path.write_bytes(filling + frame(b"abc") + bytes(100) + frame(b"defg") + bytes(7))
    source = FileSource(path)
    assert list(find_headers(source, 0, source.size)) == [at, at + 119]
    assert list(find_headers(source, at + 1, source.size)) == [at + 119]
    assert list(find_headers(source, 0, at)) == []


def test_a_header_whose_record_does_not_fit_is_none(tmp_path: Path) -> None:
    path = tmp_path / "some"
    path.write_bytes(b"x" + frame(bytes(500))[:-1])
    assert list(find_headers(FileSource(path), 0, path.stat().st_size)) == []


def test_the_search_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "some"
    path.write_bytes(bytes(100))
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(find_headers(FileSource(path), 0, 100, cancel))
