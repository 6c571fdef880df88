"""What is wrong with a dataset as a whole, and between its files."""

import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from tests.unit.dataset.made import JPEG, PNG, tile, write, write_slide
from tests.unit.dataset.projects import Made
from tfrviewer.checks.integrity import dataset_checks_files
from tfrviewer.checks.integrity.dataset_checks import check_dataset
from tfrviewer.checks.integrity.verify import verify
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.project.absence import Absence
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.jobs import Cancelled, CancelToken


def found(dataset: Dataset | Path, kind: FindingKind) -> list[Finding]:
    if isinstance(dataset, Path):
        dataset = Dataset(dataset)
    return [finding for finding in check_dataset(dataset) if finding.kind is kind]


def test_that_sound_files_of_different_slides_have_nothing_wrong(tmp_path: Path) -> None:
    for name, count in (("a", 3), ("b", 5), ("empty", 0)):
        write_slide(tmp_path / f"{name}.tfrecords", count)
    assert check_dataset(Dataset(tmp_path)) == []


def test_a_slide_in_two_files_is_told_at_the_later_one(tmp_path: Path) -> None:
    first = write_slide(tmp_path / "one" / "s.tfrecords", 3)
    second = write(tmp_path / "two" / "s.tfrecords", [tile("s", 9000, 9000)])
    (told,) = found(tmp_path, FindingKind.DUPLICATE_SLIDE)
    assert (told.file, told.severity) == (str(second), Severity.WARNING)
    assert told.message == "The slide “s” is in one/s as well."
    assert found(tmp_path, FindingKind.SAME_TILES) == []
    shutil.move(first, tmp_path / "one" / "copy of s.tfrecords")
    (tmp_path / "one" / "s.index.npz").unlink()
    assert len(found(tmp_path, FindingKind.DUPLICATE_SLIDE)) == 1


def test_two_slides_in_files_of_one_name_are_told_too(tmp_path: Path) -> None:
    write(tmp_path / "one" / "1.tfrecords", [tile("a")])
    write(tmp_path / "two" / "1.tfrecords", [tile("b", 1, 1)])
    (told,) = found(tmp_path, FindingKind.DUPLICATE_SLIDE)
    assert "one/1" in told.message
    assert "“a”" in told.message
    assert "“b”" in told.message


def test_a_slide_in_shards_or_in_tiles_of_two_sizes_is_there_once(tmp_path: Path) -> None:
    for at in range(2):
        write(tmp_path / f"s-{at:05}-of-00002", [tile("s", 256 * at, 256)])
    for size, label in (("299px_302um", 1), ("256px_10x", 2)):
        write(tmp_path / size / "t.tfrecords", [tile("t", 8 * i, 8, label=label) for i in range(3)])
    assert check_dataset(Dataset(tmp_path)) == []


def test_a_copy_of_a_file_is_told_as_one(tmp_path: Path) -> None:
    path = write_slide(tmp_path / "s.tfrecords", 6)
    shutil.copy(path, tmp_path / "t.tfrecords")
    (told,) = found(tmp_path, FindingKind.SAME_TILES)
    # The first tile of these lies at (0, 0), which stands for no location.
    assert told.message.startswith("5 of its 6 tiles are in s as well")
    shifted = [tile("s", 256 * i, 512 * i + 8) for i in range(4)]
    write(tmp_path / "s.tfrecords", shifted)
    write(tmp_path / "t.tfrecords", shifted)
    (told,) = found(tmp_path, FindingKind.SAME_TILES)
    assert told.message == (
        "All of its 4 tiles are in s as well, at one location and of one size in bytes."
    )
    assert told.file == str(tmp_path / "t.tfrecords")


@pytest.mark.parametrize("folder", ["copy", "299px_604um", "32px_10x"])
def test_that_a_copy_is_told_whatever_its_folder_is_called(folder: str, tmp_path: Path) -> None:
    tiles = [tile("s", 256 * i, 8) for i in range(200)]
    first = write(tmp_path / "299px_302um" / "s.tfrecords", tiles)
    (tmp_path / folder).mkdir()
    copy = shutil.copy(first, tmp_path / folder)
    later = Dataset(tmp_path).tfrecords()[1]
    assert {first, Path(copy)} == set(Dataset(tmp_path).tfrecords())
    (told,) = found(tmp_path, FindingKind.SAME_TILES)
    assert told.file == str(later)
    assert told.message.startswith("All of its 200 tiles are in ")
    slides = found(tmp_path, FindingKind.DUPLICATE_SLIDE)
    assert [one.file for one in slides] == ([str(later)] if folder == "copy" else [])


@pytest.mark.parametrize("folders", [("299px_302um", "299px_604um"), ("96px_302um", "large")])
def test_that_two_sizes_of_tiles_at_one_place_are_no_copies(
    folders: tuple[str, str], tmp_path: Path
) -> None:
    pictures = (JPEG, JPEG[:-3] + bytes(3)) if folders[1] != "large" else (JPEG, PNG)
    for folder, picture in zip(folders, pictures, strict=True):
        tiles = [{**tile("s", 256 * i, 8), "image_raw": picture} for i in range(5)]
        if folder == "299px_604um":
            tiles[3]["image_raw"] = JPEG  # one of the very bytes, and nothing else, is one
        write(tmp_path / folder / "s.tfrecords", tiles)
    assert found(tmp_path, FindingKind.DUPLICATE_SLIDE) == []
    same = found(tmp_path, FindingKind.SAME_TILES)
    assert [one.message[:16] for one in same] == ["1 of its 5 tiles"] * (folders[1] != "large")


@pytest.mark.parametrize(
    ("again", "words"),
    [
        ({}, "1 of its 2 tiles are in a as well, at one location and of one size in bytes."),
        ({"label": 1}, "1 of its 2 tiles lie at locations that a has tiles of as well, stored oth"),
    ],
)
def test_single_tiles_in_two_files_are_counted(
    again: dict[str, int], words: str, tmp_path: Path
) -> None:
    write(tmp_path / "a.tfrecords", [tile("s", 1, 2), tile("s", 3, 4)], index=False)
    write(tmp_path / "b.tfrecords", [tile("s", 5, 6), tile("s", 3, 4, **again)])
    (told,) = found(tmp_path, FindingKind.SAME_TILES)
    assert told.message.startswith(words)
    assert told.record is None


def test_a_file_with_tiles_of_several_others_is_told_once(tmp_path: Path) -> None:
    write(tmp_path / "a.tfrecords", [tile("s", 1, 1), tile("s", 2, 2)])
    write(tmp_path / "b.tfrecords", [tile("s", 3, 3)])
    write(tmp_path / "c" / "a.tfrecords", [tile("s", n, n) for n in (1, 2, 3, 4)])
    (told,) = found(tmp_path, FindingKind.SAME_TILES)
    assert told.message.startswith("3 of its 4 tiles are in ")
    assert "/a and 1 other file as well" in told.message
    slides = found(tmp_path, FindingKind.DUPLICATE_SLIDE)
    assert [Path(one.file).relative_to(tmp_path).as_posix() for one in slides] == [
        "b.tfrecords",
        "c/a.tfrecords",
    ]


def test_that_tiles_of_different_slides_at_one_place_are_not_the_same(tmp_path: Path) -> None:
    parts = [[tile(slide, 8 * i, 8) for i in range(4) for slide in "ab"] for _ in range(2)]
    parts[0] = [one for one in parts[0] if (one["slide"] == "a") == (one["loc_x"] in (0, 8))]
    parts[1] = [one for one in parts[1] if one not in parts[0]]
    for name, part in zip(("train", "test"), parts, strict=True):
        write(tmp_path / f"{name}.tfrecords", [tile("a", 999, 9 + len(name)), *part])
    assert found(tmp_path, FindingKind.SAME_TILES) == []
    write(tmp_path / "test.tfrecords", [tile("a", 999, 13), *parts[1], parts[0][0], parts[0][-1]])
    (told,) = found(tmp_path, FindingKind.SAME_TILES)
    assert "2 of its" in told.message


def test_tiles_that_say_no_place_are_not_the_same(tmp_path: Path) -> None:
    write(tmp_path / "a.tfrecords", [tile("s", 0, 0)] * 3)
    write(tmp_path / "b.tfrecords", [tile("s", 0, 0)] * 3)
    write(tmp_path / "c.tfrecords", [{"slide": "s", "label": 1}])
    assert found(tmp_path, FindingKind.SAME_TILES) == []


def test_files_of_other_formats_and_sizes_than_most_are_named(tmp_path: Path) -> None:
    for name in "abc":
        write_slide(tmp_path / f"{name}.tfrecords", 2)
    write(tmp_path / "odd.tfrecords", [{**tile("odd"), "image_raw": PNG}])
    (formats,) = found(tmp_path, FindingKind.MIXED_FORMATS)
    assert formats.file == str(tmp_path)
    assert formats.message == (
        "Files differ: JPEG images in 3 TFRecords, PNG images in 1 TFRecord (odd), by the "
        "first tile of each."
    )
    (sizes,) = found(tmp_path, FindingKind.ODD_SIZE)
    assert "tiles of 20×10 px in 1 TFRecord (odd)" in sizes.message


def test_many_findings_of_a_kind_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dataset_checks_files, "_MOST", 2)
    for name in "abcdef":
        write(tmp_path / f"{name}.tfrecords", [tile("s", ord(name), 1)])
    findings = check_dataset(Dataset(tmp_path))
    assert [one.kind for one in findings] == [FindingKind.DUPLICATE_SLIDE] * 2 + [FindingKind.MORE]
    assert findings[-1].message.startswith("3 more findings of the kind “duplicate-slide”: d.tfr")


def test_slides_of_the_annotations_without_tiles_are_told_by_reason(tmp_path: Path) -> None:
    write_slide(tmp_path / "s1.tfrecords", 2)
    write_slide(tmp_path / "left over.tfrecords", 2)
    lines = {"patient": ["P"] * 4, "slide": ["s1", "x", "y", "z"]}
    dataset = Dataset(tmp_path, annotations=pl.DataFrame(lines))
    (told,) = found(dataset, FindingKind.ABSENT_SLIDE)
    assert told.message == "3 slides have no TFRecord: x, y, z."
    (unknown,) = found(dataset, FindingKind.NOT_ANNOTATED)
    assert unknown.severity is Severity.NOTE
    assert unknown.message == "1 TFRecord has no line in the annotations: left over.tfrecords."


def test_a_project_tells_of_each_absent_slide_why(tmp_path: Path) -> None:
    made = Made(tmp_path / "project")
    made.annotate("patient,slide\nP1,s1\nP2,s2\nP3,s3\nP4,s4\n")
    dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302)
    (told,) = found(dataset, FindingKind.ABSENT_SLIDE)
    assert told.message.startswith("The slide “s4” has no tiles. There is no TFRecord of it.")
    assert told.file == str(made.root / "annotations.csv")
    # Both sources of the project have a slide s1.
    assert len(found(dataset, FindingKind.DUPLICATE_SLIDE)) == 1


def test_that_what_lies_beside_the_files_is_compared_with_them(tmp_path: Path) -> None:
    write_slide(tmp_path / "s.tfrecords", 2)
    (tmp_path / "manifest.json").write_text(json.dumps({"s.tfrecords": {"total": 7}}))
    for name in ("gone", "s"):
        (tmp_path / f"{name}.unfinished").touch()
    (manifest,) = found(tmp_path, FindingKind.STALE_MANIFEST)
    assert "manifest.json counts 7 tiles, and it has 2" in manifest.message
    (marker,) = found(tmp_path, FindingKind.UNFINISHED_SLIDE)
    assert marker.file == str(tmp_path / "gone.unfinished")
    absent = Dataset(tmp_path).summary().absent
    assert [(one.slide, one.reason) for one in absent] == [("gone", Absence.UNFINISHED)]
    assert found(tmp_path, FindingKind.ABSENT_SLIDE) == []


def test_that_damaged_files_are_no_hindrance(golden: Path) -> None:
    findings = check_dataset(Dataset(golden))
    assert {one.kind for one in findings} >= {FindingKind.MIXED_FORMATS, FindingKind.ODD_SIZE}
    assert all(one.record is None for one in findings)


def test_that_it_can_be_cancelled(tmp_path: Path) -> None:
    write_slide(tmp_path / "s.tfrecords", 2)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        check_dataset(Dataset(tmp_path), cancel=cancel)


@pytest.mark.parametrize("strays", [[2], [1, 2, 4]])
def test_that_tiles_that_strayed_into_the_file_of_another_slide_are_found(
    strays: list[int], tmp_path: Path
) -> None:
    tiles = {slide: [tile(slide, 256 * i, 8) for i in range(6)] for slide in "abc"}
    tiles["b"][3:3] = [tiles["a"][i] for i in strays]
    for slide, own in tiles.items():
        write(tmp_path / f"{slide}.tfrecords", own)
    for recalled in (0, 3):
        verification = verify(tmp_path)
        assert verification.recalled == recalled
        (told,) = (f for f in verification.findings if f.kind is FindingKind.SAME_TILES)
        assert told.file == str(tmp_path / "b.tfrecords")
        assert told.message.startswith(f"{len(strays)} of its {6 + len(strays)} tiles are in a as")
        assert FindingKind.DUPLICATE_SLIDE not in {f.kind for f in verification.findings}


def test_that_tfrecords_that_are_not_called_so_are_noted(tmp_path: Path) -> None:
    path = write_slide(tmp_path / "a" / "s.tfrecords", 2)
    for name in ("F", "G.tfrecords.bak", ".hidden"):
        shutil.copy(path, path.with_name(name))
    shutil.copy(path, tmp_path / "H.bin")
    path.with_name("short").write_bytes(path.read_bytes()[:40])
    path.with_name("notes.txt").write_text("Nothing of any record, but long enough for one.")
    told = found(tmp_path, FindingKind.WRONG_SUFFIX)
    assert [Path(one.file).name for one in told] == ["H.bin", "F", "G.tfrecords.bak"]
    assert {one.severity for one in told} == {Severity.NOTE}
    assert found(Dataset([path]), FindingKind.WRONG_SUFFIX) == []
