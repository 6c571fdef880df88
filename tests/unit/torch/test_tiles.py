import pickle
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch.utils.data import DataLoader, Subset, WeightedRandomSampler

from tests.unit.dataset.made import JPEG, write_slide
from tests.unit.torch.seen import handles_of, heavy_modules, load, mean, tiles_in
from tfrviewer import Dataset, TFRecord
from tfrviewer.errors import CrcError, FileChangedError, FindingKind, ImageError, RecordError
from tfrviewer.torch import NO_LOCATION, TileDataset

pytestmark = pytest.mark.long

SIZES = {"a": 7, "b": 2, "c": 12}
STARTS = ["fork", "spawn"] if sys.platform == "linux" else ["spawn"]


# -- one tile


@pytest.mark.parametrize("name", ["slide-A.tfrecords", "mixed_formats.tfrecords"])
def test_that_a_tile_is_what_its_record_holds(name: str, golden: Path) -> None:
    tfrecord = TFRecord(golden / name, create_index=False)
    dataset = TileDataset(golden / name)
    assert len(dataset) == len(tfrecord)
    for i in range(len(tfrecord)):
        tile, record = dataset[i], tfrecord[i]
        pillow = np.asarray(Image.open(BytesIO(record["image_raw"])).convert("RGB"))
        assert tile["image"].dtype == torch.uint8
        assert torch.equal(tile["image"], torch.from_numpy(pillow.copy()).permute(2, 0, 1))
        assert tile["slide"] == record["slide"]
        assert tile["loc"].dtype == torch.int64
        assert tile["loc"].tolist() == [record["loc_x"], record["loc_y"]]
        assert "label" not in tile


def test_that_numbers_count_through_the_files_and_from_the_end(folder: Path) -> None:
    dataset = TileDataset(folder)
    assert len(dataset) == 21
    slides = [dataset[i]["slide"] for i in (0, 6, 7, 8, 9, 20, -1, -21, np.int64(7))]
    assert slides == ["a", "a", "b", "b", "c", "c", "c", "a", "b"]
    assert dataset.locate(8) == (folder / "b.tfrecords", 1)
    assert dataset.locate(-1) == (folder / "c.tfrecords", 11)
    for wrong in (21, -22):
        with pytest.raises(IndexError, match="21 tiles"):
            dataset[wrong]


def test_that_a_file_without_records_is_no_hole(folder: Path) -> None:
    (folder / "b2.tfrecords").touch()
    dataset = TileDataset(folder, on_damage="skip")
    assert [dataset[i]["slide"] for i in (8, 9)] == ["b", "c"]


def test_that_a_tile_without_a_location_can_be_told(golden: Path) -> None:
    path = golden / "mixed_locations.tfrecords"
    locations = TFRecord(path, create_index=False).locations
    assert locations is not None
    told = [tuple(tile["loc"].tolist()) for tile in map(TileDataset(path).__getitem__, range(12))]
    assert told == [place or (NO_LOCATION, NO_LOCATION) for place in locations]
    assert None in locations


def test_that_an_image_can_be_left_encoded(folder: Path) -> None:
    assert TileDataset(folder, decode=False)[0]["image"] == JPEG


def test_that_a_transform_makes_of_the_image_what_it_likes(folder: Path) -> None:
    plain, changed = TileDataset(folder), TileDataset(folder, transform=mean)
    assert changed[3]["image"] == mean(plain[3]["image"])
    with pytest.raises(TypeError, match="transform"):
        TileDataset(folder, transform="flip")  # type: ignore[arg-type]  # which is the point


def test_that_a_label_is_that_of_the_slide(folder: Path) -> None:
    dataset = TileDataset(folder, labels={"a": 0, "b": 1, "c": 1})
    batches = list(DataLoader(dataset, batch_size=21))
    assert torch.equal(batches[0]["label"], torch.tensor([0] * 7 + [1] * 14))
    with pytest.raises(ValueError, match="have no label: c"):
        TileDataset(folder, labels={"a": 0, "b": 1})


def test_that_a_dataset_keeps_its_clips_and_the_source_its_part(folder: Path) -> None:
    path = folder / "c.tfrecords"
    part = TFRecord(path, TFRecord(path).index[[9, 3]])
    assert [tile["loc"][0] for tile in map(TileDataset(part).__getitem__, range(2))] == [
        256 * 9,
        256 * 3,
    ]
    assert len(TileDataset(folder, clip=3)) == 3 + 2 + 3
    assert len(TileDataset(Dataset(folder).clip(3))) == 3 + 2 + 3


# -- in a DataLoader


@pytest.mark.parametrize("start", STARTS)
def test_that_worker_processes_read_all_tiles_in_order(start: str, folder: Path) -> None:
    dataset = TileDataset(folder)
    tiles = load(dataset, workers=2, multiprocessing_context=start)
    assert tiles == load(dataset) == tiles_in(SIZES)


def test_that_a_shuffled_pass_has_each_tile_once(folder: Path) -> None:
    tiles = load(TileDataset(folder), shuffle=True, workers=2)
    assert sorted(tiles) == tiles_in(SIZES)
    assert tiles != tiles_in(SIZES)


def test_that_it_is_pickled_without_open_files(folder: Path) -> None:
    dataset = TileDataset(folder, labels={"a": 0, "b": 1, "c": 2})
    again = pickle.loads(pickle.dumps(dataset))
    assert torch.equal(again[20]["image"], dataset[20]["image"])
    assert again[20]["label"] == 2


def test_that_a_subset_of_it_works(folder: Path) -> None:
    assert load(Subset(TileDataset(folder), [20, 0])) == [("c", 2816, 5632), ("a", 0, 0)]


def test_that_a_worker_process_loads_neither_polars_nor_qt(folder: Path) -> None:
    dataset = TileDataset(Dataset(folder), transform=heavy_modules)
    loader = DataLoader(dataset, batch_size=21, num_workers=1, multiprocessing_context="spawn")
    assert [batch["image"] for batch in loader] == [[""] * 21]


@pytest.mark.skipif(sys.platform != "linux", reason="counts handles in /proc")
def test_that_few_files_are_held_open(tmp_path: Path) -> None:
    for i in range(150):
        write_slide(tmp_path / f"{i}.tfrecords", 1)
    dataset = TileDataset(tmp_path, transform=handles_of(".tfrecords"))
    most = max(batch["image"].max() for batch in DataLoader(dataset, num_workers=1))
    assert 100 < most <= 128


# -- drawing by weight


def test_that_tiles_are_drawn_by_the_weights_of_their_files(folder: Path) -> None:
    dataset = TileDataset(folder)
    weights = dataset.sampling_weights(
        {path: "abc".index(path.stem) for path in dataset.files.paths}
    )
    assert weights.dtype == torch.float64
    assert weights.shape == (21,)
    assert weights.sum() == pytest.approx(1)
    sampler = WeightedRandomSampler(
        weights.tolist(), 6000, generator=torch.Generator().manual_seed(1)
    )
    drawn = Counter(dataset.locate(i)[0].stem for i in sampler)
    assert drawn["a"] == 0
    assert drawn["b"] == pytest.approx(2000, rel=0.1)


def test_that_weights_are_those_of_the_balanced_dataset(folder: Path) -> None:
    balanced = Dataset(folder).balance(strategy="slide")
    weights = TileDataset(balanced).sampling_weights()
    np.testing.assert_allclose(weights[[0, 7, 9]], [1 / 21, 1 / 6, 1 / 36])
    np.testing.assert_allclose(TileDataset(folder).sampling_weights(), weights)


# -- damage


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_that_a_damaged_record_is_told_with_its_place(workers: int, golden: Path) -> None:
    dataset = TileDataset(golden / "flipped_payload_byte.tfrecords")
    with pytest.raises(
        CrcError, match=r"flipped_payload_byte\.tfrecords, record 2, byte"
    ) as caught:
        load(dataset, workers=workers)
    finding = caught.value.finding
    assert finding.kind is FindingKind.PAYLOAD_CRC
    assert (finding.record, finding.offset) == (2, dataset.files.reader(0).tfrecord.index[2, 0])


def test_that_an_image_that_cannot_be_decoded_is_told_with_its_place(golden: Path) -> None:
    dataset = TileDataset(golden / "undecodable_images.tfrecords")
    with pytest.raises(ImageError, match=r"undecodable_images\.tfrecords, record 2, byte"):
        load(dataset, workers=1)


def test_that_a_file_changed_meanwhile_is_told(folder: Path) -> None:
    dataset = TileDataset(folder)
    write_slide(folder / "a.tfrecords", 9)
    with pytest.raises(FileChangedError):
        load(dataset, workers=1, multiprocessing_context="spawn")


@pytest.mark.parametrize("workers", [0, 2])
def test_that_the_next_sound_tile_stands_for_a_damaged_one(
    workers: int, golden: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    dataset = TileDataset(golden / "flipped_payload_byte.tfrecords", on_damage="skip")
    start = "spawn" if workers else None  # a forked process logs to the handlers of this test
    tiles = load(dataset, workers=workers, multiprocessing_context=start)
    assert len(tiles) == 20
    assert tiles[2] == tiles[3]
    assert len(set(tiles)) == 19
    assert dataset.skipped == 1
    told = caplog.text + capfd.readouterr().err
    assert told.count("Passed over: flipped_payload_byte.tfrecords, record 2, byte") == 1


def test_that_the_file_goes_round_for_a_damaged_last_tile(
    golden: Path, caplog: pytest.LogCaptureFixture
) -> None:
    dataset = TileDataset(golden / "undecodable_images.tfrecords", on_damage="skip")
    assert torch.equal(dataset[6]["loc"], dataset[0]["loc"])
    assert dataset.skipped == 1
    assert len(dataset.findings) == 1


def test_that_a_file_without_a_sound_tile_is_told(
    golden: Path, caplog: pytest.LogCaptureFixture
) -> None:
    dataset = TileDataset(golden / "zeroed_crcs.tfrecords", on_damage="skip")
    with pytest.raises(RecordError, match=r"zeroed_crcs\.tfrecords, record 0"):
        dataset[0]
    assert TileDataset(golden / "zeroed_crcs.tfrecords", check_crc=False)[0]["slide"]
