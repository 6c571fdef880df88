import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.unit.dataset.made import tree, write_slide
from tfrviewer import atomic
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import Finding, FindingKind
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tfrecord.index_files import load_index


def kinds(findings: list[Finding]) -> list[FindingKind]:
    return [finding.kind for finding in findings]


def test_that_missing_indices_are_built_past_bad_files(golden_copy: Path) -> None:
    dataset = Dataset(golden_copy)
    steps: list[tuple[int, int, str]] = []
    findings = dataset.build_index(progress=lambda *step: steps.append(step))
    assert [done for done, _, _ in steps] == list(range(1, 36))
    assert (golden_copy / "slide-A.index.npz").exists()
    assert not (golden_copy / "wrong_length.index.npz").exists()
    assert not (golden_copy / "gzip_compressed.index.npz").exists()
    found = set(kinds(findings))
    assert {FindingKind.LFS_POINTER, FindingKind.EMPTY_FILE, FindingKind.TRUNCATED} <= found
    not_written = [f for f in findings if f.kind is FindingKind.INDEX_NOT_WRITTEN]
    reasons = {Path(finding.file).stem: finding.message for finding in not_written}
    assert "compressed (GZIP)" in reasons["gzip_compressed"]
    assert "damaged" in reasons["wrong_length"]
    assert not [path for path in golden_copy.iterdir() if path.suffix == ".tmp"]


@pytest.mark.parametrize("method", ["build_index", "rebuild_index"])
def test_that_indices_are_slideflows(golden_copy: Path, golden: Path, method: str) -> None:
    for name in ("slide-A", "Fälle 12.b µ", "negative_locations", "no_locations", "one_record"):
        dataset = Dataset(golden_copy / f"{name}.tfrecords")
        assert getattr(dataset, method)() == []
        with (
            np.load(golden_copy / f"{name}.index.npz") as ours,
            np.load(golden / "slideflow_index" / f"{name}.index.npz") as theirs,
        ):
            assert sorted(ours) == sorted(theirs)
            for key in ours:
                assert ours[key].dtype == theirs[key].dtype
                assert np.array_equal(ours[key], theirs[key])


def test_that_building_leaves_an_index_that_is_there(tmp_path: Path, golden: Path) -> None:
    shutil.copy(golden / "slide-A.tfrecords", tmp_path)
    stale = golden / "index_variants" / "stale_short.index.npz"
    shutil.copy(stale, tmp_path / "slide-A.index.npz")
    before = tree(tmp_path)
    assert kinds(Dataset(tmp_path).build_index()) == [FindingKind.STALE_INDEX]
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("variant", "name"),
    [
        ("stale_short.index.npz", "slide-A.index.npz"),
        ("stale_shifted.index.npz", "slide-A.index.npz"),
        ("short_locations.index.npz", "slide-A.index.npz"),
        ("zero_bytes.index.npz", "slide-A.index.npz"),
        ("not_a_zip.index.npz", "slide-A.index.npz"),
        ("text.index", "slide-A.index"),
        ("plain.index.npy", "slide-A.index.npy"),
    ],
)
def test_that_rebuilding_replaces_what_is_there(
    tmp_path: Path, golden: Path, variant: str, name: str
) -> None:
    shutil.copy(golden / "slide-A.tfrecords", tmp_path)
    shutil.copy(golden / "index_variants" / variant, tmp_path / name)
    dataset = Dataset(tmp_path)
    assert dataset.num_tiles == 42
    assert dataset.rebuild_index() == []
    assert sorted(tree(tmp_path)) == ["slide-A.index.npz", "slide-A.tfrecords"]
    assert len(load_index(tmp_path / "slide-A.tfrecords")) == 42
    (loaded,) = dataset.load()
    assert (loaded.index_state, loaded.findings) == ("found", ())


def test_that_the_index_of_a_feature_bag_is_not_replaced(tmp_path: Path, golden: Path) -> None:
    shutil.copy(golden / "slide-A.tfrecords", tmp_path)
    bag = golden / "index_variants" / "feature_bag.index.npz"
    shutil.copy(bag, tmp_path / "slide-A.index.npz")
    (tmp_path / "slide-A.pt").touch()
    before = tree(tmp_path)
    findings = Dataset(tmp_path).rebuild_index()
    assert kinds(findings) == [FindingKind.INDEX_NOT_WRITTEN]
    assert "feature bag slide-A.pt" in str(findings[0])
    assert tree(tmp_path) == before


def test_that_rebuilding_leaves_what_is_only_named_as_an_index(
    tmp_path: Path, golden: Path
) -> None:
    shutil.copy(golden / "slide-A.tfrecords", tmp_path)
    other = tmp_path / "slide-A.index"  # a checkpoint of TensorFlow has such a file
    other.write_bytes(b"\x00\x00\x01model\xff")
    findings = Dataset(tmp_path).rebuild_index()
    assert kinds(findings) == [FindingKind.UNREADABLE_INDEX]
    assert other.exists()
    assert len(load_index(tmp_path / "slide-A.tfrecords")) == 42


def test_that_rebuilding_a_damaged_file_leaves_its_index(golden_copy: Path) -> None:
    path = golden_copy / "wrong_length.tfrecords"
    index = golden_copy / "wrong_length.index.npz"
    index.write_bytes(b"")
    found = kinds(Dataset(path).rebuild_index())
    assert found[0] is FindingKind.INDEX_NOT_WRITTEN
    assert FindingKind.DAMAGED_STRETCH in found
    assert index.read_bytes() == b""


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder that cannot be written to; taking the right away does not stop root."""
    folder = tmp_path / "read-only"
    write_slide(folder / "a.tfrecords", 3, index=False)
    temporary_beside = atomic.temporary_beside

    def refuse(path: Path) -> Path:
        if folder in path.parents:
            raise PermissionError(13, "Permission denied", str(path))
        return temporary_beside(path)

    monkeypatch.setattr(atomic, "temporary_beside", refuse)
    return folder


def test_that_a_folder_that_cannot_be_written_to_is_told(read_only: Path) -> None:
    before = tree(read_only)
    dataset = Dataset(read_only)
    (note,) = dataset.build_index()
    assert "cannot be written to" in note.message
    assert dataset.num_tiles == 3
    (error,) = dataset.rebuild_index()
    assert "permission is denied" in error.message
    assert tree(read_only) == before


def test_that_a_cancel_keeps_what_is_written(tmp_path: Path) -> None:
    for name in "abc":
        write_slide(tmp_path / f"{name}.tfrecords", 2, index=False)
    cancel = CancelToken()

    def stop(done: int, total: int, text: str) -> None:
        if done == 1:
            cancel.cancel()

    with pytest.raises(Cancelled):
        Dataset(tmp_path).build_index(progress=stop, cancel=cancel)
    names = [path.name for path in sorted(tmp_path.glob("*.npz"))]
    assert names == ["a.index.npz"]


def test_that_an_executor_builds_them_all(tmp_path: Path) -> None:
    for name in "abcdefgh":
        write_slide(tmp_path / f"{name}.tfrecords", 2, index=False)
    (tmp_path / "bad.tfrecords").write_text("no")
    with ThreadPoolExecutor(3) as pool:
        findings = Dataset(tmp_path).build_index(executor=pool)
    assert kinds(findings) == [FindingKind.NOT_A_TFRECORD]
    assert len(list(tmp_path.glob("*.index.npz"))) == 8


def test_that_a_file_gone_meanwhile_is_a_finding(tmp_path: Path) -> None:
    write_slide(tmp_path / "a.tfrecords", 2)
    dataset = Dataset(tmp_path)
    (tmp_path / "a.tfrecords").unlink()
    assert kinds(dataset.build_index()) == [FindingKind.MISSING_FILE]
    assert kinds(list(next(dataset.load()).findings)) == [FindingKind.MISSING_FILE]
