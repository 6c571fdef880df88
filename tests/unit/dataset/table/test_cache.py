import os
from pathlib import Path

import polars as pl
import pytest

from tests.unit.dataset.made import flip, write_slide
from tfrviewer.dataset.table.cache import Cache, Cached
from tfrviewer.tfrecord.file import TFRecord

COLUMNS = Cached(pl.DataFrame({"x": [1, None], "label": ["a", None]}), {"fields": ["x"]})
KEY = "0" * 64


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def key_of(cache: Cache, path: Path) -> str:
    with TFRecord(path, create_index=False) as tfrecord:
        return cache.key(path, tfrecord.index)


def files(cache: Cache) -> list[Path]:
    return sorted(cache.folder.iterdir())


def test_that_columns_come_back_as_they_were(cache: Cache) -> None:
    assert cache.write(KEY, "fields", 1, COLUMNS)
    found = cache.read(KEY, "fields", 1, 2)
    assert found is not None
    assert found.frame.equals(COLUMNS.frame)
    assert found.frame.schema == COLUMNS.frame.schema
    assert found.told == {"fields": ["x"]}


def test_that_any_arrow_reader_reads_the_file(cache: Cache) -> None:
    cache.write(KEY, "fields", 1, COLUMNS)
    assert pl.read_ipc_stream(files(cache)[0]).equals(COLUMNS.frame)


def test_that_another_key_group_version_or_count_finds_nothing(cache: Cache) -> None:
    cache.write(KEY, "fields", 1, COLUMNS)
    assert cache.read("1" * 64, "fields", 1, 2) is None
    assert cache.read(KEY, "metrics", 1, 2) is None
    assert cache.read(KEY, "fields", 2, 2) is None
    assert cache.read(KEY, "fields", 1, 3) is None


def test_that_it_says_whether_anything_of_a_group_is_kept(cache: Cache) -> None:
    assert not cache.has_any("fields", 1)
    cache.write(KEY, "fields", 1, COLUMNS)
    assert cache.has_any("fields", 1)
    assert not cache.has_any("fields", 2)
    assert not cache.has_any("metrics", 1)


def test_that_the_key_follows_the_content_and_not_the_path(cache: Cache, tmp_path: Path) -> None:
    path = write_slide(tmp_path / "a.tfrecords", 3)
    key = key_of(cache, path)
    moved = path.rename(tmp_path / "b.tfrecords")
    assert key_of(cache, moved) == key
    status = moved.stat()
    flip(moved, 100)
    os.utime(moved, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert key_of(cache, moved) != key


def test_that_the_key_follows_time_and_index(cache: Cache, tmp_path: Path) -> None:
    path = write_slide(tmp_path / "a.tfrecords", 3)
    with TFRecord(path, create_index=False) as tfrecord:
        key = cache.key(path, tfrecord.index)
        assert cache.key(path, tfrecord.index[:2]) != key
        assert cache.key(path, tfrecord.index[:, :]) == key
        os.utime(path, ns=(1, 1))
        assert cache.key(path, tfrecord.index) != key


@pytest.mark.parametrize("at", [0, 50, -60, -36, -1])
def test_a_damaged_file_is_not_there(cache: Cache, at: int) -> None:
    cache.write(KEY, "fields", 1, COLUMNS)
    flip(files(cache)[0], at)
    assert cache.read(KEY, "fields", 1, 2) is None


@pytest.mark.parametrize("data", [b"", b"x" * 30, b"x" * 500])
def test_a_foreign_file_is_not_there_and_is_written_over(cache: Cache, data: bytes) -> None:
    cache.write(KEY, "fields", 1, COLUMNS)
    files(cache)[0].write_bytes(data)
    assert cache.read(KEY, "fields", 1, 2) is None
    assert cache.write(KEY, "fields", 1, COLUMNS)
    assert cache.read(KEY, "fields", 1, 2) is not None


def test_that_a_folder_deleted_meanwhile_is_made_again(cache: Cache) -> None:
    cache.write(KEY, "fields", 1, COLUMNS)
    for path in files(cache):
        path.unlink()
    cache.folder.rmdir()
    assert cache.read(KEY, "fields", 1, 2) is None
    assert cache.write(KEY, "fields", 1, COLUMNS)


def test_that_a_folder_that_cannot_be_written_to_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file" / "cache")
    assert not cache.write(KEY, "fields", 1, COLUMNS)
    assert cache.read(KEY, "fields", 1, 2) is None
    cache.prune()
    assert cache.refusal()


def test_that_it_is_tried_whether_it_can_be_written_to(cache: Cache) -> None:
    assert cache.refusal() == ""
    assert list(cache.folder.iterdir()) == []


def test_that_what_was_used_least_recently_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    keys = [digit * 64 for digit in "abcd"]
    for age, key in enumerate(keys):
        cache.write(key, "fields", 1, COLUMNS)
        os.utime(cache.folder / f"{key}-fields-v1.arrow", (age * 1000, age * 1000))
    assert cache.read(keys[0], "fields", 1, 2) is not None  # used now
    size = files(cache)[0].stat().st_size
    cache.max_bytes = 2 * size
    cache.prune()
    assert [path.name[0] for path in files(cache)] == ["a", "d"]


def test_that_only_files_of_the_cache_are_removed(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.write(KEY, "fields", 1, COLUMNS)
    mine = cache.folder / "thesis.arrow"
    mine.write_bytes(b"x" * 1000)
    left_over = cache.folder / f".{KEY}-fields.1-0.tmp"
    fresh = cache.folder / f".{KEY}-fields.2-0.tmp"
    for path in (left_over, fresh):
        path.touch()
    os.utime(left_over, (0, 0))
    cache.max_bytes = 0
    cache.prune()
    assert files(cache) == sorted([mine, fresh])


def test_that_writing_keeps_the_cache_within_its_bound(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.write(KEY, "fields", 1, COLUMNS)
    size = files(cache)[0].stat().st_size
    cache = Cache(tmp_path / "cache", max_bytes=20 * size)
    for number in range(60):
        assert cache.write(f"{number:064x}", "fields", 1, COLUMNS)
    assert len(files(cache)) <= 22


def test_that_columns_larger_than_the_bound_are_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", max_bytes=100)
    assert not cache.write(KEY, "fields", 1, COLUMNS)


def test_that_the_environment_names_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TFRVIEWER_CACHE_DIR", str(tmp_path / "other"))
    assert Cache().folder == tmp_path / "other" / "columns"
