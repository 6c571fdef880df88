import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer import Dataset
from tfrviewer.build.running import journal
from tfrviewer.dataset.discovery import (
    JOURNAL,
    base_name,
    discover,
    is_tfrecord_name,
    natural_key,
    survey,
    unique_names,
)
from tfrviewer.errors import FindingKind, PathNotFoundError, TfrError


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def found(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in discover(folder)]


def test_that_tfrecords_are_found_at_any_depth_in_natural_order(tmp_path: Path) -> None:
    touch(
        tmp_path, "s10.tfrecords", "s2.tfrecords", "S3.tfrecord", "b/c/d/e.tfrec", "b/z.tfrecords"
    )
    assert found(tmp_path) == [
        "s2.tfrecords",
        "S3.tfrecord",
        "s10.tfrecords",
        "b/z.tfrecords",
        "b/c/d/e.tfrec",
    ]


def test_that_what_lies_beside_tfrecords_is_passed_over(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "a.tfrecords",
        "a.index.npz",
        "a.index",
        "manifest.json",
        "a.unfinished",
        "extraction_report.csv",
        "a.tfrecords.old",
        ".hidden.tfrecords",
        ".cache/b.tfrecords",
        "model.data-00000-of-00001",
        "train-00000-of-00010.parquet",
    )
    seen = survey(tmp_path)
    assert [path.name for path in seen.tfrecords] == ["a.tfrecords"]
    assert [path.name for path in seen.unfinished] == ["a.unfinished"]
    assert (seen.folders, seen.other_files) == (1, 6)


@pytest.mark.parametrize(
    "name",
    [
        "train-00000-of-00010",
        "mnist.tfrecord-00003-of-00010",
        "x.tfrecord.gz",
        "X.TFRECORDS",
        "Fälle 12.b µ.tfrecords",
        "a-00001-of-00002.tfrecord",
    ],
)
def test_that_the_usual_names_are_known(name: str) -> None:
    assert is_tfrecord_name(name)


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("slide.b.tfrecords", "slide.b"),
        ("slide.tfrecord.gz", "slide"),
        ("train.tfrecord-00001-of-00010", "train-00001-of-00010"),
        ("train-00001-of-00010", "train-00001-of-00010"),
        ("odd.bin", "odd"),
    ],
)
def test_that_a_base_name_has_no_extension(name: str, base: str) -> None:
    assert base_name(Path("/x") / name) == base


def test_that_a_file_given_outright_is_taken_whatever_its_name(tmp_path: Path) -> None:
    touch(tmp_path, "odd.bin")
    assert discover(tmp_path / "odd.bin") == [tmp_path / "odd.bin"]
    assert discover(str(tmp_path / "odd.bin")) == [tmp_path / "odd.bin"]


@pytest.mark.parametrize("index", ["a.b.index.npz", "a.b.index.npy", "a.b.index"])
@pytest.mark.parametrize("name", ["a.b.tfrecords", "a.b.tfrecord", "a.b.tfrecords.gz"])
def test_that_an_index_stands_for_its_tfrecord(tmp_path: Path, index: str, name: str) -> None:
    touch(tmp_path, name, index, "a.tfrecords", "a.b.c.tfrecords")
    assert discover(tmp_path / index) == [tmp_path / name]


def test_an_index_alone_is_refused_with_the_name_to_look_for(tmp_path: Path) -> None:
    touch(tmp_path, "a.index.npz", "b.tfrecords")
    with pytest.raises(TfrError, match=r"a\.tfrecords"):
        discover(tmp_path / "a.index.npz")


def test_a_path_that_is_not_there_is_named_with_what_is_there_of_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as missing:
        discover(tmp_path / "nowhere" / "at all")
    assert isinstance(missing.value, TfrError)
    assert missing.value.finding.kind is FindingKind.MISSING_FILE
    assert f"as far as {tmp_path}:" in str(missing.value)


def test_that_a_link_to_nothing_is_told_in_the_same_words_by_itself_as_in_its_folder(
    tmp_path: Path,
) -> None:
    link = tmp_path / "a.tfrecords"
    link.symlink_to("gone")
    (inside,) = survey(tmp_path).findings
    with pytest.raises(PathNotFoundError) as missing:
        discover(link)
    alone = missing.value.finding
    assert alone.kind is FindingKind.MISSING_FILE
    assert (alone.message, alone.remedy) == (inside.message, inside.remedy)


def test_that_several_paths_keep_their_order_and_no_file_counts_twice(tmp_path: Path) -> None:
    touch(tmp_path, "z.tfrecords", "sub/b.tfrecords", "sub/a.tfrecords")
    paths = [tmp_path / "z.tfrecords", tmp_path / "sub", tmp_path / "sub" / "b.tfrecords", tmp_path]
    assert [path.name for path in discover(paths)] == ["z.tfrecords", "a.tfrecords", "b.tfrecords"]


def test_that_links_in_a_circle_are_followed_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    touch(data, "a.tfrecords", "deep/b.tfrecords")
    touch(tmp_path, "beside.tfrecords", "elsewhere/c.tfrecords")
    (data / "again").symlink_to(data, target_is_directory=True)
    (data / "deep" / "up").symlink_to(tmp_path, target_is_directory=True)
    (data / "0").symlink_to(data / "deep", target_is_directory=True)
    (data / "other").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (data / "linked.tfrecords").symlink_to(data / "a.tfrecords")
    assert found(data) == [
        "a.tfrecords",
        "linked.tfrecords",
        "deep/b.tfrecords",
        "other/c.tfrecords",
    ]


def test_that_a_folder_given_as_a_link_is_looked_into(tmp_path: Path) -> None:
    touch(tmp_path, "data/a.tfrecords")
    (tmp_path / "data" / "link").symlink_to(tmp_path / "data", target_is_directory=True)
    assert found(tmp_path / "data" / "link") == ["a.tfrecords"]


def test_a_broken_link_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "gone.tfrecords").symlink_to(tmp_path / "nothing")
    seen = survey(tmp_path)
    assert not seen.tfrecords
    assert [finding.kind for finding in seen.findings] == [FindingKind.UNREADABLE_FILE]
    assert "leads to nothing" in str(seen.findings[0])
    assert "permission" not in str(seen.findings[0])


def test_a_folder_that_may_not_be_read_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "a.tfrecords", "closed/b.tfrecords")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    seen = survey(tmp_path)
    assert [path.name for path in seen.tfrecords] == ["a.tfrecords"]
    assert [finding.file for finding in seen.findings] == [str(tmp_path / "closed")]


def test_that_names_are_as_short_as_they_can_be() -> None:
    names = unique_names(
        [
            Path("/d/299px_302um/a.tfrecords"),
            Path("/d/256px_20x/a.tfrecords"),
            Path("/d/256px_20x/b.tfrecords"),
            Path("/d/256px_20x/c.tfrecord"),
            Path("/d/256px_20x/c.tfrecords"),
        ]
    )
    assert names == ["299px_302um/a", "256px_20x/a", "b", "c.tfrecord", "c.tfrecords"]


def test_that_names_differ_when_only_a_folder_far_up_does() -> None:
    assert unique_names([Path("/x/t/a.tfrecords"), Path("/y/t/a.tfrecords")]) == ["x/t/a", "y/t/a"]
    assert unique_names([]) == []


@given(st.lists(st.text("ab1/.-", min_size=1, max_size=12).map(Path), unique=True, max_size=8))
def test_that_names_are_unique_whatever_the_paths(paths: list[Path]) -> None:
    files = list({path.absolute() / "f.tfrecords": None for path in paths})
    names = unique_names(files)
    assert len(set(names)) == len(files)


@given(st.permutations(["s1", "s2", "s10", "S11", "s1a", "t", "9", "ä", "s01"]))
def test_that_the_order_does_not_depend_on_how_the_disk_lists_it(names: list[str]) -> None:
    ordered = sorted((Path(name) for name in names), key=natural_key)
    assert [str(path) for path in ordered] == [
        "9",
        "s01",
        "s1",
        "s1a",
        "s2",
        "s10",
        "S11",
        "t",
        "ä",
    ]


def test_that_a_base_name_is_text_whatever_bytes_the_file_system_has() -> None:
    assert base_name(Path("/x") / "a\udcff.tfrecords") == r"a\udcff"


def test_that_a_build_that_is_not_finished_is_told(tmp_path: Path) -> None:
    assert JOURNAL == journal.NAME
    touch(tmp_path, "whole/A.tfrecords", "cut/B.tfrecords", f"cut/{JOURNAL}")
    seen = survey(tmp_path)
    (finding,) = seen.findings
    assert (finding.kind, finding.file) == (FindingKind.UNFINISHED_BUILD, str(tmp_path / "cut"))
    assert "--resume" in finding.remedy
    assert seen.other_files == 0
    assert [path.name for path in seen.tfrecords] == ["B.tfrecords", "A.tfrecords"]
    assert finding in Dataset(tmp_path).findings
    assert survey(tmp_path / "cut" / "B.tfrecords").findings == []


def test_that_what_the_program_unpacked_for_itself_is_no_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TFRVIEWER_CACHE_DIR", str(tmp_path / "cache"))
    touch(tmp_path, "a.tfrecords", "cache/mine.tfrecords", "cache/unpacked/0f.tfrecords")
    assert found(tmp_path) == ["a.tfrecords", "cache/mine.tfrecords"]
    assert found(tmp_path / "cache" / "unpacked") == ["0f.tfrecords"]
