"""Opened files that several datasets look at."""

import copy
import gc
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.unit.dataset.made import write_slide
from tfrviewer.dataset import files as files_module
from tfrviewer.dataset.files import Files
from tfrviewer.errors import Finding, FindingKind, NotATFRecordError, Severity
from tfrviewer.tfrecord.file import TFRecord


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files opened, and closed after a minus, as they are."""
    told: list[str] = []

    class Told(TFRecord):
        def __init__(self, path: str | Path, *args: object, **options: object) -> None:
            told.append(Path(path).stem)
            super().__init__(path, *args, **options)  # type: ignore[arg-type]

        def close(self) -> None:
            told.append(f"-{self.path.stem}")
            super().close()

    monkeypatch.setattr(files_module, "TFRecord", Told)
    return told


@pytest.fixture
def files(tmp_path: Path) -> Files:
    paths = [write_slide(tmp_path / f"{name}.tfrecords", i) for i, name in enumerate("abcd", 1)]
    return Files(paths, list("abcd"))


def test_that_some_of_the_files_are_numbered_anew(files: Files) -> None:
    some = files.only([1, 3])
    assert (len(some), some.names) == (2, ["b", "d"])
    assert some.paths == [files.paths[1], files.paths[3]]
    assert some.counts() == [2, 4]
    assert some.only([1]).names == ["d"]
    assert some.only([1]).counts() == [4]
    with pytest.raises(IndexError, match="2 TFRecords"):
        some.open(2)


def test_that_a_file_is_opened_once_for_all_who_look_at_it(files: Files, opened: list[str]) -> None:
    some = files.only([1, 2])
    assert files.open(1) is some.open(0)
    assert some.open(1) is files.open(2)
    assert files.only([2]).counts() == [3]
    assert opened == ["b", "c"]


def test_that_a_file_stays_open_while_another_looks_at_it(files: Files, opened: list[str]) -> None:
    some = files.only([1, 2])
    for i in range(4):
        files.open(i)
    some.open(0)
    files.close()
    assert opened[4:] == ["-a", "-c", "-d"]
    some.close()
    assert opened[7:] == ["-b"]
    some.close()
    assert opened[8:] == []


def test_that_a_closed_file_opens_again_for_whoever_asks(files: Files, opened: list[str]) -> None:
    some = files.only([0])
    some.open(0)
    some.close()
    assert len(files.open(0)) == 1
    assert opened == ["a", "-a", "a"]


def test_that_one_who_is_gone_keeps_no_file_open(files: Files, opened: list[str]) -> None:
    some = files.only([0])
    some.open(0)
    del some
    gc.collect()
    files.close()
    assert opened == ["a", "-a"]


def test_that_what_is_wrong_with_a_file_is_known_to_all(files: Files) -> None:
    files.paths[1].write_text("This is a text.")
    some = files.only([1, 3])
    assert files.counts() == [1, 0, 3, 4]
    assert [finding.kind for finding in some.findings()] == [FindingKind.NOT_A_TFRECORD]
    assert some.findings() == files.findings()
    assert files.only([0, 2]).findings() == []
    with pytest.raises(NotATFRecordError):
        some.open(0)
    noted = Finding(
        kind=FindingKind.PAYLOAD_CRC, severity=Severity.ERROR, file="d", message="Noted."
    )
    some.note(1, [noted])
    assert files.findings_of(3) == [noted]


def test_that_one_who_forgets_its_files_forgets_no_others(files: Files, opened: list[str]) -> None:
    some = files.only([1, 2])
    files.counts()
    write_slide(files.paths[0], 9)
    write_slide(files.paths[1], 9)
    some.forget()
    assert opened[4:] == ["-b", "-c"]
    assert files.counts() == [1, 9, 3, 4]


def test_that_threads_of_several_who_look_open_a_file_once(files: Files, opened: list[str]) -> None:
    lookers = [files, *(files.only([0, 1, 2, 3]) for _ in range(7))]
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda looker: looker.counts(), lookers * 4))
    assert counts == [[1, 2, 3, 4]] * 32
    assert sorted(opened) == ["a", "b", "c", "d"]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda looker: looker.close(), lookers))
    assert sorted(opened) == ["-a", "-b", "-c", "-d", "a", "b", "c", "d"]


def test_that_the_files_of_a_slide_are_found_in_some_of_the_files(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.tfrecords", "b.tfrecords", "x/a.tfrecords")]
    files = Files(paths, ["a", "b", "x/a"])
    assert files.slides == ["a", "b", "a"]
    assert files.by_slide == {"a": [0, 2], "b": [1]}
    assert files.only([1, 2]).by_slide == {"b": [0], "a": [1]}


def test_that_a_copy_of_the_files_opens_its_own(files: Files, opened: list[str]) -> None:
    files.paths[1].write_text("This is a text.")
    files.counts()
    some = files.only([1, 3])
    for copied in (copy.deepcopy(some), pickle.loads(pickle.dumps(some))):
        assert copied.counts() == [0, 4]
        assert copied.findings() == some.findings()
        assert copied.open(1) is not some.open(1)
        copied.close()
        assert opened[-1] == "-d"
        assert len(some.open(1)) == 4
