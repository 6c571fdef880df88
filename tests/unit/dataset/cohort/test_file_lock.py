"""Changing a file that others change at the same moment."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from tfrviewer.atomic import write_atomically
from tfrviewer.dataset.cohort.file_lock import locked


def add(path: str, text: str, times: int = 25) -> None:
    """Add to a file what another may add to meanwhile."""
    for _ in range(times):
        with locked(Path(path)):
            there = Path(path).read_text() if Path(path).exists() else ""
            write_atomically(Path(path), (there + text).encode())


def test_that_no_thread_loses_what_another_wrote(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, [str(path)] * 4, "abcd"))
    assert sorted(path.read_text()) == sorted("abcd" * 25)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_that_no_process_loses_what_another_wrote(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(add, [str(path)] * 2, "ab"))
    assert sorted(path.read_text()) == sorted("ab" * 25)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_that_an_error_lets_go_of_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with pytest.raises(KeyError), locked(path):
        raise KeyError
    with locked(path):
        assert (tmp_path / ".file.lock").exists()
    assert list(tmp_path.iterdir()) == []


def test_that_a_lock_left_behind_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / ".file.lock").touch()
    with locked(tmp_path / "file"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), locked(tmp_path / "none" / "file"):
        pass
