import json
import os
import pickle
import shutil
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.unit.dataset.made import JPEG, flip, tile, tree, write, write_slide
from tfrviewer.dataset import files as dataset_files
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.table import reading, scan
from tfrviewer.dataset.table.cache import Cache
from tfrviewer.errors import FindingKind, NotATFRecordError
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tfrecord.file import TFRecord


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three slides of 2, 3 and 4 tiles, and a file that is none."""
    data = tmp_path / "data"
    write_slide(data / "s2.tfrecords", 2)
    write_slide(data / "s10.tfrecords", 3, index=False)
    (data / "s11.tfrecords").write_text("This is a text.")
    write_slide(data / "sub" / "t.tfrecords", 4)
    return data


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files opened, as they are."""
    opened: list[Path] = []

    class Counted(TFRecord):
        def __init__(self, path: str | Path, *args: object, **options: object) -> None:
            opened.append(Path(path))
            super().__init__(path, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(dataset_files, "TFRecord", Counted)
    return opened


# -- listing and opening


def test_that_opening_a_dataset_reads_no_file(folder: Path, counted: list[Path]) -> None:
    dataset = Dataset(folder)
    assert [path.name for path in dataset.tfrecords()] == [
        "s2.tfrecords",
        "s10.tfrecords",
        "s11.tfrecords",
        "t.tfrecords",
    ]
    assert dataset.names == ["s2", "s10", "s11", "t"]
    assert (dataset.root, len(dataset)) == (folder, 4)
    assert not counted


def test_that_several_paths_have_no_root(folder: Path) -> None:
    dataset = Dataset([folder / "sub", folder / "s2.tfrecords"])
    assert dataset.root is None
    assert dataset.names == ["t", "s2"]
    assert Dataset(folder / "s2.index.npz").names == ["s2"]


def test_that_tiles_are_counted_and_a_bad_file_counts_none(folder: Path) -> None:
    dataset = Dataset(str(folder))
    assert dataset.num_tiles == 9
    assert dataset.manifest() == {
        str(folder / name): {"total": count, "clipped": count}
        for name, count in {
            "s2.tfrecords": 2,
            "s10.tfrecords": 3,
            "s11.tfrecords": 0,
            "sub/t.tfrecords": 4,
        }.items()
    }
    assert [finding.kind for finding in dataset.findings] == [FindingKind.NOT_A_TFRECORD]


def test_that_an_empty_folder_is_an_empty_dataset(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    assert (len(dataset), dataset.num_tiles, dataset.manifest()) == (0, 0, {})
    assert list(dataset.load()) == []
    assert dataset.columns().height == 0


def test_that_a_file_is_opened_once(folder: Path, counted: list[Path]) -> None:
    with Dataset(folder) as dataset:
        assert dataset.open(0) is dataset.open(0)
        assert len(dataset.open(3)) == 4
        assert counted == [folder / "s2.tfrecords", folder / "sub" / "t.tfrecords"]


def test_that_the_files_used_longest_ago_are_closed(
    folder: Path, counted: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dataset_files, "MAX_OPEN", 2)
    dataset = Dataset(folder)
    first = dataset.open(0)
    for i in (1, 0, 3, 0):
        dataset.open(i)
    assert [path.stem for path in counted] == ["s2", "s10", "t"]
    dataset.open(1)
    assert [path.stem for path in counted] == ["s2", "s10", "t", "s10"]
    assert len(first.payload(1)) > 0


def test_that_indices_in_memory_are_bounded(
    folder: Path, counted: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dataset_files, "MAX_OPEN_RECORDS", 3)
    dataset = Dataset(folder)
    for i in (3, 3, 0, 0, 3):
        dataset.open(i)
    assert [path.stem for path in counted] == ["t", "s2", "t"]


def test_that_threads_that_ask_for_one_file_open_it_once(folder: Path, counted: list[Path]) -> None:
    dataset = Dataset(folder)
    with ThreadPoolExecutor(8) as pool:
        opened = set(map(id, pool.map(dataset.open, [1] * 32)))
    assert len(opened) == len(counted) == 1


def test_that_files_stand_in_the_order_asked_for(folder: Path) -> None:
    dataset = Dataset(folder)
    turned = dataset.in_order([3, 2, 1, 0])
    assert turned.tfrecords() == dataset.tfrecords()[::-1]
    assert turned.columns()["tfrecord"].unique(maintain_order=True).to_list() == [
        *dataset.columns()["tfrecord"].unique(maintain_order=True).to_list()[::-1]
    ]
    with pytest.raises(ValueError, match="each of the 4 TFRecords once"):
        dataset.in_order([0, 1, 2, 2])


def test_a_file_that_cannot_be_opened_raises_when_asked_for(folder: Path) -> None:
    dataset = Dataset(folder)
    with pytest.raises(NotATFRecordError):
        dataset.open(2)
    with pytest.raises(IndexError, match="4 TFRecords"):
        dataset.open(4)
    with pytest.raises(IndexError):
        dataset.open(-1)


def test_that_looking_writes_nothing_beside_the_data(folder: Path) -> None:
    before = tree(folder)
    dataset = Dataset(folder)
    list(dataset.load())
    dataset.columns()
    dataset.summary()
    dataset.manifest()
    assert tree(folder) == before


# -- index columns


def test_that_indices_are_loaded_in_file_order(folder: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    loaded = list(Dataset(folder).load(progress=lambda *step: steps.append(step)))
    assert [(file.file_number, file.name, len(file)) for file in loaded] == [
        (0, "s2", 2),
        (1, "s10", 3),
        (2, "s11", 0),
        (3, "t", 4),
    ]
    assert [file.index_state for file in loaded] == ["found", "cached", "none", "found"]
    assert loaded[3].x.tolist() == [0, 256, 512, 768]
    assert loaded[3].has_location.all()
    assert [finding.kind for finding in loaded[2].findings] == [FindingKind.NOT_A_TFRECORD]
    assert steps == [(1, 4, "s2"), (2, 4, "s10"), (3, 4, "s11"), (4, 4, "t")]


def test_that_an_index_without_locations_leaves_them_unknown(tmp_path: Path, golden: Path) -> None:
    shutil.copy(golden / "slide-A.tfrecords", tmp_path)
    variant = golden / "index_variants" / "no_locations_key.index.npz"
    shutil.copy(variant, tmp_path / "slide-A.index.npz")
    dataset = Dataset(tmp_path)
    (loaded,) = dataset.load()
    assert not loaded.locations_known
    assert not loaded.has_location.any()
    assert dataset.columns()["x"].null_count() == 0


@pytest.mark.parametrize(
    "variant", ["stale_short.index.npz", "stale_shifted.index.npz", "feature_bag.index.npz"]
)
def test_a_stale_index_is_not_trusted(tmp_path: Path, golden: Path, variant: str) -> None:
    shutil.copy(golden / "slide-A.tfrecords", tmp_path)
    shutil.copy(golden / "index_variants" / variant, tmp_path / "slide-A.index.npz")
    (loaded,) = Dataset(tmp_path).load()
    assert (len(loaded), loaded.index_state) == (42, "stale")
    assert loaded.findings


def test_that_a_cancel_ends_loading_between_files(folder: Path) -> None:
    cancel = CancelToken()
    loaded = Dataset(folder).load(cancel=cancel)
    next(loaded)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(loaded)


# -- all columns


def test_that_columns_number_all_records(folder: Path) -> None:
    frame = Dataset(folder).columns()
    assert frame["number"].to_list() == list(range(9))
    assert frame["record"].to_list() == [0, 1, 0, 1, 2, 0, 1, 2, 3]
    assert frame["tfrecord"].cast(pl.String).unique(maintain_order=True).to_list() == [
        "s2",
        "s10",
        "t",
    ]
    assert frame["slide"].to_list() == ["s2"] * 2 + ["s10"] * 3 + ["t"] * 4
    assert frame["width"].to_list() == [32] * 9


def test_that_columns_of_the_golden_files_are_what_they_hold(golden: Path) -> None:
    expected = json.loads((golden / "expected.json").read_text(encoding="utf-8"))
    dataset = Dataset([golden / name for name in expected])
    frame = dataset.columns()
    assert frame.height == dataset.num_tiles
    for name, truth in expected.items():
        part = frame.filter(pl.col("tfrecord") == name.rsplit(".", 1)[0])
        if "damaged" in truth:
            kept = [i for i in range(20) if i in _readable(part, truth)]
            assert part["x"].to_list() == [truth["locations"][i][0] for i in kept], name
        elif "length" in truth:
            assert part.height == truth["length"], name
    attention = frame.filter(pl.col("tfrecord") == "extra_features")["attention"]
    assert attention.dtype == pl.Float64
    assert np.allclose(attention.to_list(), np.arange(12) / 10)


def _readable(part: pl.DataFrame, truth: dict[str, list[int]]) -> set[int]:
    """The records of the undamaged file that are there, by their sizes."""
    sizes = part["bytes"].to_list()
    there = {i for i, size in enumerate(truth["lengths"]) if size in sizes}
    assert there >= set(range(20)) - set(truth["bad_records"])
    return there


def test_that_columns_are_read_once_and_then_come_from_the_cache(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flip(folder / "s10.tfrecords", -1)
    first = Dataset(folder)
    frame = first.columns()
    monkeypatch.setattr(reading, "scan_range", None)
    second = Dataset(folder)
    assert second.columns().equals(frame)
    assert second.findings == first.findings
    assert frame["problem"].to_list()[4] == "The checksum of its payload does not match."


def test_that_findings_from_the_cache_name_the_file_where_it_is_now(folder: Path) -> None:
    flip(folder / "s2.tfrecords", -1)
    Dataset(folder).columns()
    moved = folder.rename(folder.with_name("moved"))
    dataset = Dataset(moved / "s2.tfrecords")
    dataset.columns()
    assert [finding.file for finding in dataset.findings] == [str(moved / "s2.tfrecords")]


def test_that_a_changed_file_is_read_again(folder: Path) -> None:
    Dataset(folder).columns()
    write_slide(folder / "s2.tfrecords", 6)
    assert Dataset(folder).columns().height == 13


def test_that_a_cache_that_cannot_be_used_is_no_obstacle(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    dataset = Dataset(folder, cache=Cache(tmp_path / "file"))
    assert dataset.columns().equals(Dataset(folder).columns())


def test_that_a_file_changed_while_open_keeps_its_number_of_records(folder: Path) -> None:
    dataset = Dataset(folder)
    frame = pl.concat(dataset.read_columns(i) for i in range(4))
    write_slide(folder / "s10.tfrecords", 5, index=False)
    again = dataset.read_columns(1)
    assert again.height == 3
    dataset.close()
    assert (
        dataset.read_columns(1)["problem"].to_list()
        == ["The file was changed since the dataset was opened."] * 3
    )
    (folder / "s10.tfrecords").unlink()
    dataset.close()
    assert dataset.read_columns(1).height == 3
    assert frame.height == 9
    assert FindingKind.CHANGED_FILE in {finding.kind for finding in dataset.findings_of(1)}


def test_that_columns_come_in_file_order_with_progress(folder: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    dataset = Dataset(folder)
    read = dataset.load_columns(progress=lambda *step: steps.append(step))
    assert [(i, frame.height) for i, frame in read] == [(0, 2), (1, 3), (2, 0), (3, 4)]
    assert [done for done, _, _ in steps] == [1, 2, 3, 4]


def test_that_a_cancel_ends_reading(folder: Path) -> None:
    cancel = CancelToken()
    read = Dataset(folder).load_columns(cancel=cancel)
    next(read)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(read)


@pytest.mark.parametrize("run", [1, 3, 32])
def test_that_an_executor_reads_the_same_in_the_same_order(
    folder: Path, monkeypatch: pytest.MonkeyPatch, run: int
) -> None:
    monkeypatch.setattr(reading, "_RUN", run)
    monkeypatch.setattr(scan, "UNIT_RECORDS", 2)
    flip(folder / "sub" / "t.tfrecords", -1)
    here = Dataset(folder, cache=Cache(folder.parent / "here"))
    there = Dataset(folder, cache=Cache(folder.parent / "there"))
    there.read_columns(1)  # one of them is in the cache
    with ThreadPoolExecutor(3) as pool:
        assert there.columns(executor=pool).equals(here.columns())
    assert there.findings == here.findings


def test_that_worker_processes_read_the_same(golden_copy: Path, folder: Path) -> None:
    paths = [
        folder,
        golden_copy / "extra_features.tfrecords",
        golden_copy / "zeroed_crcs.tfrecords",
    ]
    here = Dataset(paths, cache=Cache(folder.parent / "here")).columns()
    dataset = Dataset(paths, cache=Cache(folder.parent / "there"))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert dataset.columns(executor=pool).equals(here)
        assert dataset.build_index(executor=pool)
    assert (folder / "s10.index.npz").exists()
    assert (golden_copy / "extra_features.index.npz").exists()


def test_that_findings_of_a_file_are_bounded_and_its_problems_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (dataset_files, reading):
        monkeypatch.setattr(module, "MOST_FINDINGS", 3)
    path = write(tmp_path / "a.tfrecords", [{"image_raw": b"none", "slide": "s"}] * 10)
    dataset = Dataset(path)
    assert dataset.columns()["problem"].null_count() == 0
    assert [finding.kind for finding in dataset.findings] == [
        *[FindingKind.UNDECODABLE_IMAGE] * 3,
        FindingKind.MORE,
    ]
    assert dataset.findings[-1].message.startswith("7 more")


def test_that_odd_names_and_fields_are_kept(tmp_path: Path) -> None:
    name = "Fälle 12.b µ"
    write(tmp_path / f"{name}.tfrecords", [{"image_raw": JPEG, "slide": name, "läsion": "ja"}])
    write(tmp_path / "x" / f"{name}.tfrecord", [tile("other")])
    frame = Dataset(tmp_path).columns()
    assert frame["tfrecord"].cast(pl.String).to_list() == [f"{tmp_path.name}/{name}", f"x/{name}"]
    assert frame["läsion"].to_list() == ["ja", None]


def test_that_findings_can_be_sent_to_another_process(folder: Path) -> None:
    dataset = Dataset(folder)
    dataset.columns()
    assert pickle.loads(pickle.dumps(dataset.findings)) == dataset.findings


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_that_file_names_that_are_no_text_are_told_apart(tmp_path: Path) -> None:
    for name in (b"a\xff.tfrecords", b"a\xfe.tfrecords", b"a\nb.tfrecords"):
        write(tmp_path / os.fsdecode(name), [tile(), tile()])
    dataset = Dataset(tmp_path)
    frame = dataset.columns()
    assert frame["tfrecord"].n_unique() == 3
    assert frame.height == dataset.num_tiles == 6
    assert "a\\udcff" in dataset.names
    assert str(dataset.summary()).startswith("3 TFRecords")
