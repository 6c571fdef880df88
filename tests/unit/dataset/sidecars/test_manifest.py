import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.unit.dataset.made import tree, write_slide
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.sidecars.manifest import Manifest, compare_manifests, read_manifest
from tfrviewer.errors import Finding, FindingKind, Severity


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_slide(tmp_path / "a.tfrecords", 2)
    write_slide(tmp_path / "sub" / "b.tfrecords", 3)
    return tmp_path


class Counting(Mapping[Path, int | None]):
    """Counts of records that know how often all of them were gone through."""

    def __init__(self, counts: Mapping[Path, int | None]) -> None:
        self.counts = counts
        self.passes = 0

    def __getitem__(self, path: Path) -> int | None:
        return self.counts[path]

    def __len__(self) -> int:
        return len(self.counts)

    def __iter__(self) -> Iterator[Path]:
        self.passes += 1
        return iter(self.counts)


def written(folder: Path, value: object) -> list[Finding]:
    """What is found wrong with a manifest."""
    text = value if isinstance(value, str) else json.dumps(value, indent=1)
    (folder / "manifest.json").write_text(text)
    before = tree(folder)
    dataset = Dataset(folder)
    summary = dataset.summary()
    assert tree(folder) == before
    found = [f for f in dataset.findings if f.kind is FindingKind.STALE_MANIFEST]
    assert [f for f in summary.findings if f.kind is FindingKind.STALE_MANIFEST] == found
    return found


@pytest.mark.parametrize("key", ["sub/b.tfrecords", "sub\\b.tfrecords", "./sub/b.tfrecords"])
def test_a_manifest_that_is_right_is_no_finding(folder: Path, key: str) -> None:
    assert not written(folder, {"a.tfrecords": {"total": 2}, key: {"total": 3, "more": 1}})


def test_that_without_a_manifest_nothing_is_missed(folder: Path) -> None:
    assert not Dataset(folder).summary().findings


def test_a_total_that_is_not_the_count_is_a_warning(folder: Path) -> None:
    (finding,) = written(folder, {"a.tfrecords": {"total": 12}, "sub/b.tfrecords": {"total": 3}})
    assert finding.severity is Severity.WARNING
    assert finding.file == str(folder / "a.tfrecords")
    assert finding.message == "manifest.json counts 12 tiles, and it has 2."
    assert "deletes" not in finding.remedy


@pytest.mark.parametrize("told", [{}, {"total": None}, {"total": "2"}, 2, None, {"total": True}])
def test_an_entry_without_a_number_is_a_warning(folder: Path, told: object) -> None:
    (finding,) = written(folder, {"a.tfrecords": told, "sub/b.tfrecords": {"total": 3}})
    assert "counts no number of tiles" in finding.message


def test_that_files_slideflow_would_delete_are_warned_of(folder: Path) -> None:
    (folder / "a.tfrecords").write_text("no TFRecord")
    (folder / "sub" / "b.tfrecords").write_bytes(b"")
    (folder / "sub" / "b.index.npz").unlink()
    findings = written(folder, {"a.tfrecords": {"total": 2}, "sub/b.tfrecords": {"total": 3}})
    assert [f.message.partition("and ")[2] for f in findings] == ["it cannot be read.", "it has 0."]
    assert all("deletes each TFRecord" in finding.remedy for finding in findings)


def test_that_entries_without_file_and_files_without_entry_are_told(folder: Path) -> None:
    for i in range(7):
        write_slide(folder / f"new{i}.tfrecords", 1)
    (folder / "empty.tfrecords").touch()  # Slideflow never counts these
    shutil.copy(folder / "a.tfrecords", folder / "a.tfrecord")
    gone, new = written(folder, {"a.tfrecords": {"total": 2}, "x\\y.tfrecords": {"total": 9}})
    assert gone.message == "It counts 1 TFRecord that is not there: x/y.tfrecords."
    assert gone.severity is Severity.WARNING
    assert "8 TFRecords that are there: new0.tfrecords" in new.message
    assert new.message.endswith("new4.tfrecords and 3 more.")
    assert new.severity is Severity.NOTE


def test_that_each_manifest_is_about_its_own_folder(folder: Path) -> None:
    (folder / "sub" / "manifest.json").write_text('{"b.tfrecords": {"total": 3}}')
    assert not written(folder, {"a.tfrecords": {"total": 2}})
    assert not Dataset(folder / "a.tfrecords").summary().findings


def test_that_filtered_tfrecords_are_not_missed(folder: Path) -> None:
    value = {"a.tfrecords": {"total": 2}, "sub/b.tfrecords": {"total": 3}}
    assert not written(folder, value)
    assert not Dataset(folder).filter(min_tiles=3).summary().findings


@pytest.mark.parametrize(
    "key", ["../a.tfrecords", "/etc/a.tfrecords", "C:\\a.tfrecords", "..\\..\\a"]
)
def test_that_paths_out_of_the_folder_are_passed_over(folder: Path, key: str) -> None:
    entries = {"a.tfrecords": {"total": 2}, "sub/b.tfrecords": {"total": 3}}
    (finding,) = written(folder, {**entries, key: {"total": 1}})
    assert "1 path in it leads out of its folder" in finding.message


@pytest.mark.parametrize("key", ["", ".", "./", "a\0b"])
def test_that_what_names_no_file_is_passed_over(folder: Path, key: str) -> None:
    entries = {"a.tfrecords": {"total": 2}, "sub/b.tfrecords": {"total": 3}}
    (finding,) = written(folder, {**entries, key: {"total": 1}})
    assert f"1 path in it is no name of a file: “{key}”" in finding.message


def test_that_long_names_are_cut(folder: Path) -> None:
    long = {f"{'../' * leads}{'x' * 100_000}{leads}": {"total": 1} for leads in (0, 1)}
    entries = {"a.tfrecords": {"total": 2}, "sub/b.tfrecords": {"total": 3}, **long}
    findings = written(folder, entries)
    assert len(findings) == 2
    assert all(len(finding.message) < 200 for finding in findings)


def test_a_count_as_other_programs_write_it_is_a_count(folder: Path) -> None:
    assert not written(folder, {"a.tfrecords": {"total": 2.0}, "sub/b.tfrecords": {"total": 3}})
    (finding,) = written(
        folder, {"a.tfrecords": {"total": 2.5}, "sub/b.tfrecords": {"total": 3e300}}
    )[:1]
    assert "no number of tiles" in finding.message


def test_that_many_manifests_are_compared_in_no_time(tmp_path: Path) -> None:
    folders = [tmp_path / str(i) for i in range(1000)]
    manifests = [
        Manifest(folder / "manifest.json", {folder / "0.tfrecords": 1}) for folder in folders
    ]
    looked_at = Counting(
        {
            folder / name / f"{i}.tfrecords": 1
            for folder in folders
            for name in ("", "in")
            for i in range(2)
        }
    )
    findings = compare_manifests(manifests, looked_at)
    assert len(findings) == 1000
    assert "3 TFRecords that are there: 1.tfrecords, in/0.tfrecords" in findings[0].message
    assert looked_at.passes == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1, column 1"),
        ('{"a.tfrecords": {"total": 2},\n', "line 2"),
        ("[]", "no object"),
        ("[" * 100_000, "recursion"),
    ],
)
def test_a_damaged_manifest_is_a_warning(folder: Path, text: str, words: str) -> None:
    (finding,) = written(folder, text)
    assert words in finding.message
    assert finding.severity is Severity.WARNING


def test_a_manifest_that_is_a_folder_is_told(tmp_path: Path) -> None:
    manifest = read_manifest(tmp_path)
    assert not manifest.totals
    assert manifest.findings
