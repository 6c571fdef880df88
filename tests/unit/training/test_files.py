import pickle
from pathlib import Path

import numpy as np
import pytest

from tests.unit.dataset.made import tile, tree, write, write_slide
from tfrviewer import Dataset, TFRecord
from tfrviewer.errors import (
    CrcError,
    FileChangedError,
    FindingKind,
    PathNotFoundError,
    RecordError,
    TfrError,
)
from tfrviewer.training.files import TileFiles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, count in (("a", 5), ("b", 2), ("c", 3)):
        write_slide(tmp_path / "tiles" / f"{name}.tfrecords", count)
    return tmp_path / "tiles"


def names(files: TileFiles) -> list[str]:
    return [path.stem for path in files.paths]


def test_that_files_come_from_a_folder_a_file_or_several(folder: Path) -> None:
    assert names(TileFiles(folder)) == ["a", "b", "c"]
    assert names(TileFiles(str(folder / "b.tfrecords"))) == ["b"]
    assert names(TileFiles(bytes(folder / "b.tfrecords"))) == ["b"]
    opened = TFRecord(folder / "a.tfrecords")
    assert names(TileFiles([folder / "c.tfrecords", opened, folder])) == ["c", "a", "b"]
    assert TileFiles(folder).counts.tolist() == [5, 2, 3]


def test_that_a_dataset_gives_its_files(folder: Path) -> None:
    assert names(TileFiles(Dataset(folder))) == ["a", "b", "c"]


def test_that_nothing_is_written_beside_files_without_index(tmp_path: Path) -> None:
    write_slide(tmp_path / "tiles" / "a.tfrecords", 3, index=False)
    before = tree(tmp_path / "tiles")
    files = TileFiles(tmp_path / "tiles")
    assert files.read(0, 2)["loc_x"] == 512
    assert tree(tmp_path / "tiles") == before


def test_that_a_clip_takes_the_first_records_of_each(folder: Path) -> None:
    assert TileFiles(folder, clip=3).counts.tolist() == [3, 2, 3]


def test_that_a_part_or_another_order_of_records_is_honoured(folder: Path) -> None:
    path = folder / "a.tfrecords"
    index = TFRecord(path).index[[4, 1, 2]]
    files = TileFiles([TFRecord(path, index), folder / "b.tfrecords"], clip=2)
    assert files.counts.tolist() == [2, 2]
    assert [files.number(0, k) for k in range(2)] == [4, 1]
    again = pickle.loads(pickle.dumps(files))
    assert [again.read(0, again.number(0, k))["loc_x"] for k in range(2)] == [1024, 256]


def test_that_a_pickle_holds_no_open_file_and_reads_the_same(folder: Path) -> None:
    files = TileFiles(folder)
    pickled = pickle.dumps(files)
    assert len(pickled) < 4000
    again = pickle.loads(pickled)
    assert again.read(2, 1) == files.read(2, 1)


def test_that_a_file_replaced_meanwhile_is_noticed(folder: Path) -> None:
    pickled = pickle.dumps(TileFiles(folder))
    write_slide(folder / "b.tfrecords", 7)
    with pytest.raises(FileChangedError, match="has 7 records, and had 2"):
        pickle.loads(pickled).reader(1)


@pytest.mark.parametrize("wrong", [3, None, {"a": 1}, ["a.tfrecords", 3]], ids=str)
def test_a_source_that_is_none(
    wrong: object, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(TypeError, match="The tiles come from"):
        TileFiles(wrong)  # type: ignore[arg-type]  # which is the point


def test_a_path_that_is_not_there(folder: Path) -> None:
    with pytest.raises(PathNotFoundError, match="no file or folder"):
        TileFiles([folder, folder / "d.tfrecords"])


def test_a_folder_without_records(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no record to train on in an empty list"):
        TileFiles(tmp_path)
    with pytest.raises(ValueError, match="no record to train on"):
        TileFiles([])


@pytest.mark.parametrize("wrong", [0, -1, 1.5, True], ids=str)
def test_a_clip_that_makes_no_sense(wrong: int, folder: Path) -> None:
    with pytest.raises(ValueError, match="clip"):
        TileFiles(folder, clip=wrong)


def test_that_an_empty_file_is_named_or_passed_over(folder: Path) -> None:
    (folder / "bare.tfrecords").touch()
    with pytest.raises(TfrError, match=r"bare\.tfrecords.*empty"):
        TileFiles(folder)
    files = TileFiles(folder, on_damage="skip")
    assert dict(zip(names(files), files.counts.tolist(), strict=True))["bare"] == 0


def test_that_a_file_that_lost_records_is_named_or_passed_over(golden: Path) -> None:
    path = golden / "truncated_payload.tfrecords"
    with pytest.raises(RecordError, match=r"truncated_payload\.tfrecords"):
        TileFiles(path)
    files = TileFiles(path, on_damage="skip")
    assert files.counts.tolist() == [17]
    assert FindingKind.TRUNCATED in {finding.kind for finding in files.findings}


@pytest.mark.parametrize("on_damage", ["raise", "skip"])
def test_that_a_damaged_record_is_raised_when_read(on_damage: str, golden: Path) -> None:
    files = TileFiles(golden / "flipped_payload_byte.tfrecords", on_damage=on_damage)  # type: ignore[arg-type]
    with pytest.raises(RecordError, match=r"flipped_payload_byte\.tfrecords, record 2, byte"):
        files.read(0, 2)
    assert files.read(0, 3)["slide"]


def test_that_crcs_can_be_left_unchecked(golden: Path) -> None:
    path = golden / "flipped_data_crc.tfrecords"
    with pytest.raises(CrcError):
        TileFiles(path).read(0, 10)
    assert TileFiles(path, check_crc=False).read(0, 10)["image_raw"]


# -- weights


def test_that_weights_are_taken_in_order_or_by_path(folder: Path, tmp_path: Path) -> None:
    files = TileFiles(folder)
    by_path = {str(folder / "c.tfrecords"): 2, folder / "a.tfrecords": 6.0}
    by_path[folder / "x" / ".." / "b.tfrecords"] = 0
    with pytest.raises(ValueError, match="no weight for 1 of 3"):
        files.shares(by_path)  # a path is taken as it is written
    del by_path[folder / "x" / ".." / "b.tfrecords"]
    by_path[folder / "b.tfrecords"] = 0
    np.testing.assert_allclose(files.shares(by_path), [0.75, 0, 0.25])
    np.testing.assert_allclose(files.shares([3, 0, 1]), [0.75, 0, 0.25])
    np.testing.assert_allclose(files.shares(None), [1 / 3] * 3)


def test_weights_of_a_file_that_is_not_read(folder: Path) -> None:
    weights = dict.fromkeys(TileFiles(folder).paths, 1)
    with pytest.raises(ValueError, match=r"weight for .*z\.tfrecords, which is not read"):
        TileFiles(folder).shares({**weights, folder / "z.tfrecords": 1})


@pytest.mark.parametrize("wrong", [[1, 2], [1, 2, -1], [0, 0, 0], [1, 2, float("nan")]], ids=str)
def test_weights_that_make_no_sense(wrong: list[float], folder: Path) -> None:
    with pytest.raises(ValueError, match=r"[Ww]eight"):
        TileFiles(folder).shares(wrong)


def test_that_weight_on_files_without_records_alone_draws_nothing(folder: Path) -> None:
    (folder / "bare.tfrecords").touch()
    files = TileFiles(folder, on_damage="skip")
    weights = {path: float(path.stem == "bare") for path in files.paths}
    with pytest.raises(ValueError, match="nothing to draw"):
        files.shares(weights)


def test_that_features_are_kept(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tfrecords", [tile("a", grade=3)])
    assert TileFiles(path).read(0, 0)["grade"] == 3
