"""Verifying many files: kept, taken up again, and told together."""

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from tests.unit.dataset.made import flip, tile, tree, write
from tfrviewer.checks.integrity import units
from tfrviewer.checks.integrity import verify as verify_module
from tfrviewer.checks.integrity.file_report import FileReport
from tfrviewer.checks.integrity.keeping import Keeping
from tfrviewer.checks.integrity.verify import recall, verify
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import FindingKind, PathNotFoundError, Severity
from tfrviewer.jobs import Cancelled, CancelToken


def slide(path: Path, count: int) -> Path:
    return write(path, [tile(path.stem, 256 * (i + 1), 512) for i in range(count)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three slides, the second of which has a damaged record."""
    for name, count in (("a", 3), ("b", 4), ("c", 2)):
        slide(tmp_path / f"{name}.tfrecords", count)
    flip(tmp_path / "b.tfrecords", 60)
    return tmp_path


@pytest.fixture
def executor() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def kinds(report: FileReport) -> list[FindingKind]:
    return [finding.kind for finding in report.findings]


def test_that_every_file_is_reported_in_order_and_nothing_is_written(folder: Path) -> None:
    before = tree(folder)
    done = verify(folder)
    assert [file.path.stem for file in done.files] == ["a", "b", "c"]
    assert [file.records for file in done.files] == [3, 4, 2]
    assert [kinds(file) for file in done.files] == [[], [FindingKind.PAYLOAD_CRC], []]
    assert (done.records, done.recalled, done.root) == (9, 0, folder)
    assert str(done) == "3 files, 9 records: 1 error"
    assert (done.is_sound, done.count(Severity.ERROR)) == (False, 1)
    assert tree(folder) == before


def test_that_an_executor_finds_the_same(
    folder: Path, executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units, "UNIT_BYTES", 2000)
    assert len(units.units_of(folder / "b.tfrecords")) > 1
    alone = verify(folder, keep=False)
    assert verify(folder, executor=executor, keep=False) == alone


def test_that_what_was_found_is_not_read_again_till_the_file_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = verify(folder)
    seen: list[Path] = []
    again = verify(folder, each=lambda report: seen.append(report.path))
    assert (again.recalled, again.files) == (3, first.files)
    assert seen == [file.path for file in first.files]
    slide(folder / "b.tfrecords", 5)
    third = verify(folder)
    assert (third.recalled, third.is_sound, third.records) == (2, True, 10)
    assert verify(folder, fresh=True).recalled == 0
    assert verify(folder, deep=True).recalled == 0
    assert verify(folder).recalled == 3  # a deep check will do for a plain one


def test_that_a_moved_folder_is_known(folder: Path, tmp_path: Path) -> None:
    flip(folder / "c.index.npz", 300)
    verify(folder)
    moved = tmp_path / "moved"
    moved.mkdir()
    for path in folder.glob("*.*"):
        shutil.move(path, moved / path.name)
    again = verify(moved)
    assert again.recalled == 3
    assert all(Path(one.file).parent == moved for one in again.all_findings())
    assert len(list(again.all_findings())) == 2


def test_that_a_file_of_another_name_is_checked_anew(folder: Path) -> None:
    verify(folder)
    shutil.move(folder / "a.tfrecords", folder / "z.tfrecords")
    again = verify(folder)
    assert again.recalled == 2
    (told,) = again.files[-1].findings
    assert "“z”" in told.message


def test_that_an_index_written_anew_is_judged_without_reading_the_records(folder: Path) -> None:
    index = folder / "a.index.npz"
    right = index.read_bytes()
    index.write_bytes((folder / "c.index.npz").read_bytes())
    assert kinds(verify(folder).files[0]) == [FindingKind.STALE_INDEX]
    index.write_bytes(right)
    again = verify(folder)
    assert (again.recalled, kinds(again.files[0])) == (3, [])
    index.write_bytes(b"none")
    again = verify(folder)
    assert (again.recalled, kinds(again.files[0])) == (3, [FindingKind.UNREADABLE_INDEX])
    arrays = dict(np.load(BytesIO(right)))
    np.savez(index, arr_0=arrays["arr_0"], locations=arrays["locations"] + 1)
    again = verify(folder)  # only the records can tell what is wrong with it
    assert (again.recalled, kinds(again.files[0])) == (2, [FindingKind.STALE_INDEX])


def test_that_a_cancelled_run_goes_on_where_it_stopped(folder: Path) -> None:
    cancel = CancelToken()
    done: list[str] = []

    def each(report: FileReport) -> None:
        done.append(report.path.stem)
        if len(done) == 2:
            cancel.cancel()

    with pytest.raises(Cancelled):
        verify(folder, cancel=cancel, each=each)
    assert done == ["a", "b"]
    found = recall(Dataset(folder))
    assert ([file.path.stem for file in found.files], found.unchecked) == (["a", "b"], 1)
    assert found.findings == ()
    assert verify(folder).recalled == 2


def test_that_a_run_cancelled_within_a_huge_file_goes_on_within_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    path = slide(folder / "b.tfrecords", 40)
    flip(path, 60)
    expected = verify(path, keep=False).files
    monkeypatch.setattr(units, "UNIT_BYTES", path.stat().st_size // 10)
    checked: list[int] = []
    cancel = CancelToken()
    check = units.check_bundle

    def counted(bundle: Sequence[units.Unit]) -> list[units.UnitReport]:
        checked.extend(unit.start for unit in bundle)
        if len(checked) == 4:
            cancel.cancel()
        return check(bundle)

    monkeypatch.setattr(verify_module, "check_bundle", counted)
    with pytest.raises(Cancelled):
        verify(path, cancel=cancel)
    assert len(checked) == 4
    steps: list[int] = []
    done = verify(path, progress=lambda done, total, text: steps.append(done))
    assert done.files == expected
    assert len(checked) == len(set(checked)) == len(units.units_of(path))
    assert len(steps) == len(checked) - 4 + 1
    kept = [file.name for file in own_home.rglob("*.arrow")]
    assert len(kept) == 1, "of the parts nothing is left"
    verify(path, fresh=True)
    assert len(checked) == 2 * len(set(checked))


def test_that_what_is_recalled_tells_of_all_files_together(folder: Path) -> None:
    write(folder / "other" / "a.tfrecords", [tile("a", 9999, 1)])
    told = verify(folder, deep=True)
    assert [finding.kind for finding in told.findings] == [FindingKind.DUPLICATE_SLIDE]
    found = recall(Dataset(folder))
    assert (found.files, found.findings, found.unchecked) == (told.files, told.findings, 0)
    assert found.deep


def test_that_progress_is_told_to_its_end(folder: Path, executor: Executor) -> None:
    told: list[tuple[int, int, str]] = []
    verify(folder, progress=lambda *news: told.append(news), executor=executor, keep=False)
    assert told[-1] == (1, 1, "c.tfrecords")
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)


def test_that_nothing_is_kept_unless_it_is_wanted(folder: Path) -> None:
    verify(folder, keep=False)
    assert recall(Dataset(folder)).files == ()


@pytest.mark.parametrize("kind", [FindingKind.UNREADABLE_FILE, FindingKind.CHANGED_FILE])
def test_that_what_may_pass_is_not_kept(kind: FindingKind, folder: Path) -> None:
    keeping = Keeping()
    path = folder / "a.tfrecords"
    (damage,) = verify(folder / "b.tfrecords").files[0].findings
    report = FileReport(path=path, records=0, findings=(), deep=False)
    assert keeping.keep(keeping.key(path), report)
    assert not keeping.keep("0" * 64, report)  # it changed meanwhile
    passing = replace(report, findings=(replace(damage, kind=kind),))
    assert not keeping.keep(keeping.key(path), passing)


def test_that_a_file_that_vanishes_is_a_finding(folder: Path) -> None:
    dataset = Dataset(folder)
    (folder / "a.tfrecords").unlink()
    done = verify(dataset)
    assert kinds(done.files[0]) == [FindingKind.MISSING_FILE]
    assert done.files[0].records == 0


def test_that_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PathNotFoundError):
        verify(tmp_path / "none")


def test_that_the_json_has_files_and_their_folder_only_if_something_is_wrong_with_it(
    folder: Path,
) -> None:
    told = verify(folder).to_json()["files"]
    assert [set(file) for file in told] == [{"path", "records", "findings"}] * 3
    (damage,) = told[1]["findings"]
    assert (damage["kind"], damage["record"], damage["severity"]) == ("payload-crc", 0, "error")
    shutil.copy(folder / "a.tfrecords", folder / "d.tfrecords")
    *_, whole = verify(folder).to_json()["files"]
    assert (whole["path"], whole["records"]) == (str(folder), 0)
    assert {one["kind"] for one in whole["findings"]} == {"duplicate-slide", "same-tiles"}


def test_that_files_that_slideflow_would_delete_say_so(golden: Path) -> None:
    names = ("slide-A", "two_holes", "empty", "zlib_compressed", "truncated_payload")
    done = verify([golden / f"{name}.tfrecords" for name in names])
    deleted = {
        file.path.stem: finding.severity
        for file in done.files
        for finding in file.findings
        if finding.kind is FindingKind.SLIDEFLOW_DELETES
    }
    assert deleted == {
        "two_holes": Severity.WARNING,
        "empty": Severity.WARNING,
        "zlib_compressed": Severity.NOTE,
    }
    assert done.root == golden


def test_that_processes_are_worth_it_for_many_bytes_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = Dataset(folder)
    assert not verify_module.is_worth_processes(dataset, deep=True)
    monkeypatch.setattr(verify_module, "WORTH_BYTES_DEEP", 1000)
    assert verify_module.is_worth_processes(dataset, deep=True)
    assert not verify_module.is_worth_processes(dataset, deep=False)
    (folder / "a.tfrecords").unlink()
    assert verify_module.is_worth_processes(dataset, deep=True)


def test_that_a_name_that_leaves_no_room_for_a_marker_is_no_hindrance(tmp_path: Path) -> None:
    slide(tmp_path / f"{'a' * 245}.tfrecords", 2)
    assert verify(tmp_path).is_sound
    assert verify(tmp_path).recalled == 1


@pytest.mark.parametrize("name", ["a.tfrecords", "a.tfrecord", "a.tfrecords.gz"])
def test_that_a_marker_put_beside_a_file_is_told_at_the_next_look(
    tmp_path: Path, name: str
) -> None:
    path = slide(tmp_path / name, 2)
    assert FindingKind.UNFINISHED_SLIDE not in kinds(verify(path).files[0])
    marker = path.with_name(f"{path.stem}.unfinished")
    marker.touch()
    assert FindingKind.UNFINISHED_SLIDE in kinds(verify(path).files[0])


def test_that_the_index_of_another_file_is_told_as_it_may_be(tmp_path: Path) -> None:
    path = slide(tmp_path / "a.tfrecords", 2)
    other = write(tmp_path / "b" / "b.tfrecords", [tile("b", label=1)] * 5)
    shutil.copy(other.with_name("b.index.npz"), tmp_path / "a.index.npz")
    (told,) = (one for one in verify(path).files[0].findings if one.file.endswith(".npz"))
    assert told.kind is FindingKind.STALE_INDEX
    assert "another state of the file, or of another file" in told.message
