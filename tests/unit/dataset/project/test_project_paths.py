import os
from pathlib import Path

import pytest

from tfrviewer.dataset.project.project_paths import Places, is_plain, is_there, why_closed
from tfrviewer.errors import Finding, Severity


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "studies" / "lung"
    (root / "tfrecords" / "A").mkdir(parents=True)
    return root


def find(root: Path, text: str) -> tuple[Path, list[Finding]]:
    findings: list[Finding] = []
    return Places(root, findings).find(text, root / "datasets.json"), findings


@pytest.mark.parametrize("text", ["tfrecords/B", "./tfrecords/B", ".\\tfrecords\\B"])
def test_that_what_lies_above_the_project_is_warned_of(root: Path, text: str) -> None:
    other = root.parent / "tfrecords" / "B"
    other.mkdir(parents=True)
    path, (warning,) = find(root, text)
    assert path == other
    assert warning.severity is Severity.WARNING
    assert f"what lies in {root.parent} may be another project's" in warning.message


def test_that_a_neighbour_is_warned_of_and_the_own_folder_is_not(root: Path) -> None:
    neighbour = root.parent / "skin" / "tfrecords"
    neighbour.mkdir(parents=True)
    path, (warning,) = find(root, "skin/tfrecords")
    assert (path, warning.severity) == (neighbour, Severity.WARNING)
    path, (note,) = find(root, "lung/tfrecords")
    assert (path, note.severity) == (root / "tfrecords", Severity.NOTE)
    for finding in (warning, note):
        assert "Slideflow looks for it in the folder that it is run in." in finding.message
        assert "in full" in finding.remedy
    assert find(root, "../skin/tfrecords") == (neighbour, [])  # said so outright


def test_that_the_way_up_and_down_again_is_not_shown(root: Path) -> None:
    assert str(find(root, "../lung/./tfrecords/A")[0]) == str(root / "tfrecords" / "A")
    assert str(find(root, "../no/../such")[0]) == str(root / "../no/../such")  # it is nowhere


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_that_the_way_through_a_link_stays_what_it_is(root: Path, tmp_path: Path) -> None:
    (tmp_path / "far" / "away").mkdir(parents=True)
    (tmp_path / "far" / "notes.csv").touch()
    (root / "link").symlink_to(tmp_path / "far" / "away")
    path, findings = find(root, "link/../notes.csv")
    assert path.samefile(tmp_path / "far" / "notes.csv")
    assert not findings


def test_that_a_project_that_was_moved_is_looked_for_by_its_name_alone(root: Path) -> None:
    for text in ("/mnt/raid/lung/tfrecords/A", "D:\\work\\lung\\tfrecords\\A"):
        path, (note,) = find(root, text)
        assert path == root / "tfrecords" / "A"
        assert "The project was moved" in note.message
    # The folder of another project is none of this one's, though it has one of that name.
    for text in ("/mnt/raid/skin/tfrecords/A", "D:\\work\\skin\\tfrecords\\A"):
        path, findings = find(root, text)
        assert (path, findings) == (Path(text), [])


def test_that_root_stands_for_the_folder_of_the_project(root: Path) -> None:
    path, (note,) = find(root, "$ROOT/tfrecords")
    assert (path, note.severity) == (root / "tfrecords", Severity.NOTE)


def test_that_what_cannot_be_looked_into_says_why(root: Path) -> None:
    assert why_closed(root) is None
    assert why_closed(root / "none") == "it is not there"
    (root / "file").touch()
    assert "cannot be looked into" in str(why_closed(root / "file"))
    assert "cannot be looked into" in str(why_closed(Path("a\0b")))
    assert not is_there(Path("a\0b"))


def test_that_folders_are_not_plain_and_what_is_not_there_is(root: Path) -> None:
    (root / "file").touch()
    assert [is_plain(path) for path in (root / "file", root / "none", root)] == [True, True, False]
