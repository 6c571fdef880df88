"""Measuring a dataset: every tile once, kept by content, taken up again."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pytest

from tests.unit.dataset.made import JPEG, PNG, flip, tile, tree, write
from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.metrics import keeping as keeping_module
from tfrviewer.dataset.metrics import kept_metrics, metrics_frame, reader
from tfrviewer.dataset.metrics import measuring as measuring_module
from tfrviewer.dataset.table.gather import Unit
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tiles.metrics import METRICS, measure, measure_hashed

IMAGES = [JPEG, PNG, b"no picture", encoded(tissue(24, 24), "JPEG"), PNG]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files of five and three tiles, one of which cannot be decoded."""
    write(tmp_path / "data" / "a.tfrecords", [tile("a") | {"image_raw": one} for one in IMAGES])
    write(tmp_path / "data" / "b.tfrecords", [tile("b") | {"image_raw": JPEG}] * 3)
    return tmp_path / "data"


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many tiles were measured at each call."""
    counts: list[int] = []

    def counting(images: list[bytes]) -> object:
        counts.append(len(images))
        return measure_hashed(images)

    monkeypatch.setattr(measuring_module, "measure_hashed", counting)
    return counts


@pytest.fixture
def small_units(monkeypatch: pytest.MonkeyPatch) -> None:
    """Units of two tiles."""
    monkeypatch.setattr(reader, "UNIT_RECORDS", 2)


def test_that_each_tile_has_its_metrics_in_the_order_of_the_records(folder: Path) -> None:
    before = tree(folder)
    frame = metrics_frame(Dataset(folder))
    assert dict(frame.schema) == dict.fromkeys(METRICS, pl.Float32()) | {"phash": pl.UInt64()}
    assert frame.height == 8
    for at, image in enumerate([*IMAGES, JPEG, JPEG, JPEG]):
        if image == b"no picture":
            assert set(frame.row(at)) == {None}
            continue
        known = {name: value for name, value in measure(image).items() if value == value}
        told = {name: value for name, value in frame.row(at, named=True).items() if name in known}
        assert told == pytest.approx(known, rel=1e-6)
        assert frame["phash"][at] == int(measure_hashed([image]).hashes[0])
    assert tree(folder) == before, "something was written beside the data"


@pytest.mark.parametrize("there", [False, True], ids=["here", "in an executor"])
def test_that_an_image_that_cannot_be_decoded_is_a_finding_that_is_kept(
    folder: Path, measured: list[int], there: bool
) -> None:
    with ThreadPoolExecutor(1) as pool:
        first = Dataset(folder)
        metrics_frame(first, executor=pool if there else None)
    second, third = Dataset(folder), Dataset(folder)
    metrics_frame(second)
    kept_metrics(third)
    assert sum(measured) == 8
    for dataset in (first, second, third):
        (found,) = dataset.findings
        assert (found.kind, found.record) == (FindingKind.UNDECODABLE_IMAGE, 2)
        assert found.severity is Severity.ERROR
        assert found.offset
        assert found.file == str(folder / "a.tfrecords")
        assert "10 bytes" in found.message


def test_that_a_metric_that_says_nothing_of_a_tile_is_null(folder: Path) -> None:
    frame = metrics_frame(Dataset(folder))
    assert frame["jpeg_quality"][1] is None
    assert frame["brightness"][1] is not None


def test_that_a_second_opening_measures_nothing(folder: Path, measured: list[int]) -> None:
    first = metrics_frame(Dataset(folder))
    assert sum(measured) == 8
    told: list[tuple[int, int]] = []
    second = metrics_frame(
        Dataset(folder), progress=lambda done, total, text: told.append((done, total))
    )
    assert sum(measured) == 8
    assert second.equals(first)
    assert told[-1] == (8, 8)
    kept = kept_metrics(Dataset(folder))
    assert kept is not None
    assert kept.equals(first)


def test_that_moving_a_folder_keeps_what_was_measured(folder: Path, measured: list[int]) -> None:
    first = metrics_frame(Dataset(folder))
    moved = folder.rename(folder.with_name("moved"))
    assert metrics_frame(Dataset(moved)).equals(first)
    assert sum(measured) == 8


def test_that_nothing_is_kept_of_what_was_not_measured(folder: Path, tmp_path: Path) -> None:
    assert kept_metrics(Dataset(folder)) is None
    write(tmp_path / "other.tfrecords", [tile("other")])
    metrics_frame(Dataset(tmp_path / "other.tfrecords"))
    assert kept_metrics(Dataset(folder)) is None


@pytest.mark.usefixtures("small_units")
def test_that_a_cancelled_run_goes_on_where_it_stopped(folder: Path, measured: list[int]) -> None:
    cancel = CancelToken()

    def stop(done: int, total: int, text: str) -> None:
        if done >= 4:
            cancel.cancel()

    with pytest.raises(Cancelled):
        metrics_frame(Dataset(folder), cancel=cancel, progress=stop)
    assert sum(measured) == 4
    kept = kept_metrics(Dataset(folder))
    assert kept is not None
    assert kept["brightness"].is_not_null().to_list() == [True, True, False, True] + [False] * 4
    metrics_frame(Dataset(folder))
    assert sum(measured) == 8, "a tile was measured twice, or not at all"


@pytest.mark.usefixtures("small_units")
def test_that_what_takes_long_is_kept_on_the_way(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "KEEP_SECONDS", -1.0)
    kept: list[int] = []
    keep = keeping_module.Keeper.keep

    def noting(self: keeping_module.Keeper, key: str, metrics: keeping_module.FileMetrics) -> None:
        kept.append(metrics.done)
        keep(self, key, metrics)

    monkeypatch.setattr(keeping_module.Keeper, "keep", noting)
    metrics_frame(Dataset(folder))
    assert kept == [2, 4, 5, 2, 3]


@pytest.mark.usefixtures("small_units")
def test_that_an_executor_gives_the_same(folder: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        there = metrics_frame(Dataset(folder), executor=pool)
    assert there.equals(metrics_frame(Dataset(folder)))
    assert there["brightness"].null_count() == 1


def test_that_a_changed_file_is_measured_anew(folder: Path, measured: list[int]) -> None:
    metrics_frame(Dataset(folder))
    write(folder / "b.tfrecords", [tile("b") | {"image_raw": PNG}] * 4)
    frame = metrics_frame(Dataset(folder))
    assert sum(measured) == 8 + 4
    assert frame.height == 9
    assert frame["jpeg_quality"][5:].null_count() == 4


def test_that_another_version_of_the_metrics_is_measured_anew(
    folder: Path, measured: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    metrics_frame(Dataset(folder))
    monkeypatch.setattr(keeping_module, "VERSION", 999)
    metrics_frame(Dataset(folder))
    assert sum(measured) == 16


def test_that_a_tile_whose_checksum_alone_is_wrong_is_measured(folder: Path) -> None:
    path = folder / "b.tfrecords"
    flip(path, path.stat().st_size - 1)
    assert metrics_frame(Dataset(folder))["brightness"].null_count() == 1


def test_that_a_tile_is_not_measured_as_its_bytes_were_changed_is_told_as_that(
    folder: Path,
) -> None:
    path = folder / "a.tfrecords"
    flip(path, path.read_bytes().index(b"no picture"))
    dataset = Dataset(folder)
    metrics_frame(dataset)
    assert [(one.kind, one.record) for one in dataset.findings] == [(FindingKind.PAYLOAD_CRC, 2)]


@pytest.mark.parametrize("there", [False, True], ids=["here", "in an executor"])
def test_that_a_file_cut_short_while_it_is_open_has_none_and_is_a_finding(
    folder: Path, there: bool
) -> None:
    dataset = Dataset(folder)
    list(dataset.load())
    with (folder / "b.tfrecords").open("r+b") as file:
        file.truncate(10)
    with ThreadPoolExecutor(1) as pool:
        frame = metrics_frame(dataset, executor=pool if there else None)
    assert frame.height == 8
    assert frame["brightness"][5:].null_count() == 3
    assert dataset.findings_of(1)
    assert kept_metrics(Dataset(folder / "a.tfrecords")) is not None


def test_that_a_file_replaced_while_it_is_open_leaves_no_metrics_of_the_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "UNIT_RECORDS", 1)
    path, dataset = folder / "b.tfrecords", Dataset(folder)
    list(dataset.load())
    dataset.metric_reader.count(1)
    other = JPEG[:-12] + bytes(10) + JPEG[-2:]  # as long, so that the same index fits

    def replace_it(done: int, total: int, text: str) -> None:
        if done == 6:
            write(folder / "other", [tile("b") | {"image_raw": other}] * 3)
            (folder / "other").replace(path)

    metrics_frame(dataset, progress=replace_it)
    assert [one.kind for one in dataset.findings_of(1)] == [FindingKind.CHANGED_FILE]
    again = Dataset(folder)
    assert kept_metrics(Dataset(path)) is None
    assert metrics_frame(again)["brightness"][5] == pytest.approx(measure(other)["brightness"])
    assert metrics_frame(dataset)["brightness"][5:].null_count() == 3, "of records no longer there"


def test_that_a_unit_of_a_file_that_has_fewer_records_by_now_is_a_finding(folder: Path) -> None:
    told = measuring_module.measure_unit(Unit(str(folder / "b.tfrecords"), 0, 9))
    assert isinstance(told, Finding)
    assert told.kind is FindingKind.CHANGED_FILE


def test_that_a_file_that_is_none_has_no_metrics(folder: Path) -> None:
    (folder / "c.tfrecords").write_bytes(b"no TFRecord at all")
    (folder / "d.tfrecords").write_bytes(b"")
    assert metrics_frame(Dataset(folder)).height == 8


def test_that_what_is_kept_but_damaged_is_not_there(
    folder: Path, measured: list[int], own_home: Path
) -> None:
    metrics_frame(Dataset(folder))
    for path in own_home.rglob("*-metrics-v*.arrow"):
        flip(path, 100)
    metrics_frame(Dataset(folder))
    assert sum(measured) == 16
