import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.tfrecord.expected import GOLDEN
from tfrviewer.tfrecord import source as source_module
from tfrviewer.tfrecord.source import FileSource, HandlePool


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> HandlePool:
    pool = HandlePool(limit=3, idle_seconds=3600)
    monkeypatch.setattr(source_module, "_pool", pool)
    return pool


def make(folder: Path, count: int) -> list[FileSource]:
    for i in range(count):
        (folder / str(i)).write_bytes(bytes([i]) * 10)
    return [FileSource(folder / str(i)) for i in range(count)]


def stop(pool: HandlePool) -> None:
    if pool._sweeper is not None:
        pool._sweeper.cancel()


def test_no_more_files_are_open_than_allowed(tmp_path: Path, pool: HandlePool) -> None:
    sources = make(tmp_path, 10)
    assert len(pool) == 3
    for _ in range(2):
        for i, source in enumerate(sources):
            assert source.read(2, 3) == bytes([i]) * 3
            assert len(pool) == 3
    stop(pool)


def test_the_least_recently_used_file_is_closed_first(tmp_path: Path, pool: HandlePool) -> None:
    first, second, third, fourth = make(tmp_path, 4)
    assert first.handle is None
    second.read(0, 1)
    first.read(0, 1)
    assert third.handle is None
    assert None not in (first.handle, second.handle, fourth.handle)
    stop(pool)


def test_an_idle_file_is_closed_and_opens_again(tmp_path: Path, pool: HandlePool) -> None:
    (source,) = make(tmp_path, 1)
    pool.idle_seconds = 0
    pool._sweep()
    assert len(pool) == 0
    assert source.read(0, 2) == b"\0\0"
    stop(pool)


def test_a_handle_in_use_outlives_its_place_in_the_pool(tmp_path: Path, pool: HandlePool) -> None:
    (source,) = make(tmp_path, 1)
    lease = source.lease()
    source.close()
    buffer = bytearray(4)
    assert lease.read_into(memoryview(buffer), 3) == 4
    stop(pool)


def test_a_short_read_at_the_end_is_told_by_its_count(tmp_path: Path, pool: HandlePool) -> None:
    (source,) = make(tmp_path, 1)
    assert source.read_upto(7, 100) == b"\0\0\0"
    assert source.read_upto(10, 5) == b""
    buffer = bytearray(100)
    assert source.lease().read_into(memoryview(buffer), 7) == 3
    stop(pool)


@pytest.mark.parametrize("missing", ["_HAS_PREADV", "_HAS_PREAD"])
def test_systems_without_these_calls_read_the_same(
    missing: str, tmp_path: Path, pool: HandlePool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_module, missing, False)
    monkeypatch.setattr(source_module, "_HAS_PREADV", False)
    (tmp_path / "x").write_bytes(bytes(range(100)))
    source = FileSource(tmp_path / "x")
    assert source.read(5, 10) == bytes(range(5, 15))
    buffer = bytearray(10)
    assert source.lease().read_into(memoryview(buffer), 95) == 5
    assert buffer[:5] == bytes(range(95, 100))
    stop(pool)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is none here")
def test_a_forked_process_reads_even_if_a_lock_was_held() -> None:
    script = f"""
import os
from pathlib import Path
from tfrviewer.tfrecord import source
file = source.FileSource(Path({str(GOLDEN / "slide-A.tfrecords")!r}))
file.close()  # so that the child has to open it
with source._pool._lock:  # by a thread that is not there in the child
    child = os.fork()
    if not child:
        os._exit(0 if len(file.read(0, 8)) == 8 else 1)
os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    assert subprocess.run([sys.executable, "-c", script], timeout=60, check=False).returncode == 0
