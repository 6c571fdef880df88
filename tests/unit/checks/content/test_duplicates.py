"""Tiles that are there twice: the same, of the same pixels, nearly the same; not blank ones."""

import errno
import shutil
from pathlib import Path

import polars as pl
import pytest

from tests.unit.checks.content.drawn import encoded, write
from tfrviewer import Dataset, TFRecord
from tfrviewer.checks.content import find_duplicates, find_leaks
from tfrviewer.dataset.metrics.frame import metrics_frame
from tfrviewer.errors import FindingKind, Severity


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """A has a tile twice, B one of A and one nearly of A, and both have blank ones."""
    blank = [encoded(-1)] * 3
    write(tmp_path / "A.tfrecords", [encoded(1), encoded(2), encoded(3), encoded(1), *blank])
    again = [encoded(4), encoded(2), encoded(3, quality=60), b"no image", *blank]
    write(tmp_path / "B.tfrecords", again)
    return Dataset(tmp_path)


def test_groups_are_of_equal_and_of_near_tiles_across_slides_first(dataset: Dataset) -> None:
    found = find_duplicates(dataset)
    told = found.frame.select("tfrecord", "record", "group", "match").rows()
    assert told == [
        ("A", 1, 1, "exact"),
        ("B", 1, 1, "exact"),
        ("A", 2, 2, "near"),
        ("B", 2, 2, "near"),
        ("A", 0, 3, "exact"),
        ("A", 3, 3, "exact"),
    ]
    assert found.groups["slides"].to_list() == [2, 2, 1]
    assert found.counts() == {
        "groups": 3,
        "across_slides": 2,
        "across_files": 2,
        "exact": 2,
        "pixels": 0,
        "near": 1,
        "duplicates": 3,
    }
    assert (found.tiles.blank, found.tiles.undecodable, len(found.tiles)) == (6, 1, 14)


def test_the_column_gives_the_group_of_each_record(dataset: Dataset) -> None:
    column = find_duplicates(dataset).column()
    assert column.columns == ["duplicate group"]
    groups = column["duplicate group"].to_list()
    assert groups == [3, 1, 2, 3, *[None] * 3, None, 1, 2, *[None] * 4]


def test_findings_name_the_tile_that_is_there_already(dataset: Dataset) -> None:
    exact, near, within = find_duplicates(dataset).findings()
    assert (exact.kind, exact.severity) == (FindingKind.DUPLICATE_TILE, Severity.WARNING)
    assert (Path(exact.file).name, exact.record) == ("B.tfrecords", 1)
    assert exact.offset == dataset.open(1).index[1, 0]
    assert "byte for byte, as that of record 1 of A. They are of different slides." in exact.message
    assert (near.kind, near.severity) == (FindingKind.NEAR_DUPLICATE, Severity.WARNING)
    assert (within.record, "slides" in within.message) == (3, False)


def test_without_any_difference_allowed_equal_tiles_alone_are_found(tmp_path: Path) -> None:
    images = [encoded(1, "PNG"), encoded(1, "TIFF"), encoded(1, quality=95), encoded(1, "PNG")]
    write(tmp_path / "A.tfrecords", images)
    found = find_duplicates(Dataset(tmp_path), near=0)
    assert found.frame.select("record", "match").rows() == [
        (0, "exact"),
        (1, "pixels"),
        (3, "exact"),
    ]
    assert found.groups["match"].to_list() == ["pixels"]
    assert "3 tiles are alike in all" in found.findings()[0].message
    near = find_duplicates(Dataset(tmp_path))
    assert near.frame["record"].to_list() == [0, 1, 2, 3]


def test_metrics_that_are_there_are_taken_and_must_fit(dataset: Dataset) -> None:
    metrics = metrics_frame(dataset)
    assert len(find_duplicates(dataset, metrics=metrics)) == 3
    with pytest.raises(ValueError, match="13 rows for 14 records"):
        find_duplicates(dataset, metrics=metrics.head(13))


@pytest.mark.parametrize("near", [-1, 12, 2.5, True])
def test_a_bound_that_is_none_is_told_at_once(near: int, dataset: Dataset) -> None:
    with pytest.raises(ValueError, match="near is a number of bits, 0 to 11"):
        find_duplicates(dataset, near=near)


def test_a_dataset_without_any_is_told_as_such(tmp_path: Path) -> None:
    write(tmp_path / "A.tfrecords", [encoded(1), encoded(2)])
    found = find_duplicates(Dataset(tmp_path))
    assert len(found) == 0
    assert found.findings() == []
    assert found.column()["duplicate group"].dtype == pl.UInt32
    assert found.to_json()["groups"] == []


def test_a_file_that_is_gone_by_the_end_takes_no_other_answer_with_it(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    metrics, opened = metrics_frame(dataset), dataset.open

    def gone(i: int) -> TFRecord:
        if i == 1:
            raise FileNotFoundError(errno.ENOENT, "gone", "B.tfrecords")
        return opened(i)

    monkeypatch.setattr(dataset, "open", gone)
    found = find_duplicates(dataset, metrics=metrics)
    assert [one.offset is None for one in found.findings()] == [True, True, False]


def test_sequences_are_alike_only_if_all_their_images_are(tmp_path: Path, golden: Path) -> None:
    name = "sequence_example.tfrecord"  # three records, which begin with the same image
    for folder in "ab":
        (tmp_path / folder).mkdir()
        shutil.copyfile(golden / name, tmp_path / folder / name)
    for near in (0, 6):
        assert not len(find_duplicates(Dataset(tmp_path / "a"), near=near))
        found = find_duplicates(Dataset(tmp_path), near=near)
        assert found.counts()["exact"] == 3
        assert sorted(found.frame["record"].to_list()) == [0, 0, 1, 1, 2, 2]
        leaks = find_leaks(Dataset(tmp_path / "a"), Dataset(tmp_path / "b"), near=near)
        assert leaks.frame.select("record", "other_record", "match").rows() == [
            (i, i, "exact") for i in range(3)
        ]
