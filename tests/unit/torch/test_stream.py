import copy
import multiprocessing
import pickle
import sys
import tracemalloc
from collections import Counter, deque
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest
import torch
from torch.utils.data import DataLoader

from tests.unit.dataset.made import write_slide
from tests.unit.torch.ranks import in_a_group
from tests.unit.torch.seen import Tile, load, process, tiles_in, tiles_of
from tfrviewer import Dataset, TFRecord, multi_tfrecord_loader
from tfrviewer.errors import CrcError, FindingKind, RecordError, TfrError
from tfrviewer.torch import TileDataset, TileStream
from tfrviewer.training.shares import Uneven

# PyTorch finds more worker processes than processors not worth having.
pytestmark = [
    pytest.mark.long,
    pytest.mark.filterwarnings("ignore:This DataLoader will create"),
]

SIZES = {"a": 7, "b": 2, "c": 12}
STARTS = ["fork", "spawn"] if sys.platform == "linux" else ["spawn"]


def by_rank(folder: Path, ranks: int, workers: int, **options: Any) -> list[list[Tile]]:  # noqa: ANN401
    """What each rank reads."""
    return [
        load(TileStream(folder, rank=rank, world_size=ranks, **options), workers)
        for rank in range(ranks)
    ]


# -- a pass


@pytest.mark.parametrize("ranks", [1, 2, 3])
@pytest.mark.parametrize("workers", [0, 1, 2, 5])
def test_that_a_pass_has_each_tile_once_over_all_workers_and_ranks(
    workers: int, ranks: int, folder: Path
) -> None:
    parts = by_rank(folder, ranks, workers, seed=1)
    assert sorted(tile for part in parts for tile in part) == tiles_in(SIZES)
    lengths = [len(TileStream(folder, rank=rank, world_size=ranks)) for rank in range(ranks)]
    assert [len(part) for part in parts] == lengths


def test_that_there_may_be_more_workers_than_tiles(tmp_path: Path) -> None:
    write_slide(tmp_path / "a.tfrecords", 3)
    parts = by_rank(tmp_path, 2, 4)
    assert sorted(tile for part in parts for tile in part) == tiles_in({"a": 3})


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("keep", [False, True])
def test_that_every_pass_is_whole_however_workers_start(
    start: str, keep: bool, folder: Path
) -> None:
    loader = DataLoader(
        TileStream(folder, clip=5),
        batch_size=4,
        num_workers=2,
        multiprocessing_context=start,
        persistent_workers=keep,
    )
    for _ in range(2):
        assert sorted(tiles_of(loader)) == tiles_in({"a": 5, "b": 2, "c": 5})


def test_that_it_gives_what_the_map_style_gives(golden: Path) -> None:
    path = golden / "slide-A.tfrecords"
    labels = {"slide-A": 3}
    # One file alone comes in its order.
    stream = TileStream(path, labels=labels)
    dataset = TileDataset(path, labels=labels)
    for i, tile in enumerate(stream):
        other = dataset[i]
        assert tile.keys() == other.keys() == {"image", "slide", "loc", "label"}
        assert torch.equal(tile["image"], other["image"])
        assert torch.equal(tile["loc"], other["loc"])
        assert (tile["slide"], tile["label"]) == (other["slide"], other["label"])
    assert i + 1 == len(stream) == len(dataset) == len(TFRecord(path, create_index=False))


@pytest.mark.parametrize("infinite", [False, True])
def test_that_one_alone_gives_what_the_loader_of_the_same_seed_gives(
    infinite: bool, folder: Path
) -> None:
    paths = sorted(folder.glob("*.tfrecords"))
    weights = [2, 0.5, 1]
    stream = TileStream(paths, weights=weights, seed=3, infinite=infinite, decode=False)
    loader = multi_tfrecord_loader(paths, weights=weights, seed=3, infinite=infinite)
    records = [(record["slide"], record["loc_x"]) for record in islice(loader, 100)]
    assert [(tile["slide"], int(tile["loc"][0])) for tile in islice(stream, 100)] == records


def test_that_slides_are_mixed(folder: Path) -> None:
    slides = [slide for slide, _, _ in load(TileStream(folder, seed=1))]
    assert sum(one != other for one, other in pairwise(slides)) > 5


def test_that_clips_and_weights_are_those_of_the_dataset(folder: Path) -> None:
    clipped = Dataset(folder).clip(3).balance(strategy="slide")
    assert sorted(load(TileStream(clipped))) == tiles_in({"a": 3, "b": 2, "c": 3})
    drawn = islice(TileStream(clipped, infinite=True, seed=1, decode=False), 3000)
    counts = Counter(tile["slide"] for tile in drawn)
    assert counts["b"] == pytest.approx(1000, rel=0.1)


def test_that_a_label_column_of_a_dataset_gives_the_labels(folder: Path, tmp_path: Path) -> None:
    annotations = tmp_path / "annotations.csv"
    annotations.write_text("patient,slide,site\n1,a,lung\n2,b,colon\n3,c,lung\n")
    dataset = Dataset(folder, annotations=annotations)
    labels = {tile["slide"]: tile["label"] for tile in TileStream(dataset, labels="site")}
    assert labels == {"a": 1, "b": 0, "c": 1}


# -- the order


def test_that_a_seed_tells_the_order_also_with_workers(folder: Path) -> None:
    for workers in (0, 2):
        one = load(TileStream(folder, seed=1, shuffle=5), workers)
        assert one == load(TileStream(folder, seed=1, shuffle=5), workers)
        assert one != load(TileStream(folder, seed=2, shuffle=5), workers)


@pytest.mark.parametrize("keep", [False, True])
def test_that_each_epoch_has_another_order_that_comes_again(keep: bool, folder: Path) -> None:
    stream = TileStream(folder, seed=1)
    loader = DataLoader(stream, batch_size=4, num_workers=2, persistent_workers=keep)

    def epoch(number: int) -> list[Tile]:
        stream.set_epoch(number)
        return tiles_of(loader)

    first, second = epoch(0), epoch(1)
    assert first != second
    assert sorted(second) == tiles_in(SIZES)
    assert [epoch(0), epoch(1)] == [first, second]


def test_that_ranks_change_parts_with_the_epoch(folder: Path) -> None:
    streams = [TileStream(folder, rank=rank, world_size=3, seed=1) for rank in range(3)]
    seen: list[set[Tile]] = []
    for epoch in range(3):
        for stream in streams:
            stream.set_epoch(epoch)
        parts = [load(stream) for stream in streams]
        assert sorted(tile for part in parts for tile in part) == tiles_in(SIZES)
        seen.append(set(parts[0]))
        assert len(parts[0]) == len(streams[0])
    assert set.union(*seen) == set(tiles_in(SIZES))


@pytest.mark.parametrize("workers", [0, 2])
def test_that_without_a_seed_pytorchs_tells_the_order(workers: int, folder: Path) -> None:
    stream = TileStream(folder, shuffle=10)
    torch.manual_seed(1)
    first, second = load(stream, workers), load(stream, workers)
    torch.manual_seed(1)
    assert [first, second] == [load(stream, workers), load(stream, workers)]
    assert first != second


def test_that_a_buffer_as_large_as_a_pass_mixes_it_altogether(tmp_path: Path) -> None:
    write_slide(tmp_path / "a.tfrecords", 200)
    locations = [x // 256 for _, x, _ in load(TileStream(tmp_path, shuffle=200, seed=1))]
    assert sorted(locations) == list(range(200))
    assert sum(locations[:100]) == pytest.approx(100 * 100, rel=0.15)


# -- without end


@pytest.mark.parametrize("workers", [0, 2])
def test_that_an_infinite_stream_goes_on(workers: int, folder: Path) -> None:
    stream = TileStream(folder, weights=[1, 0, 3], infinite=True, seed=1, decode=False)
    loader = DataLoader(stream, batch_size=50, num_workers=workers)
    tiles = tiles_of(islice(loader, 40))
    counts = Counter(slide for slide, _, _ in tiles)
    assert counts["b"] == 0
    assert counts["a"] == pytest.approx(500, rel=0.15)
    assert len(set(tiles)) == 19
    with pytest.raises(TypeError, match="no length"):
        len(stream)


def test_that_an_infinite_stream_has_small_files_from_every_worker(folder: Path) -> None:
    stream = TileStream(folder, infinite=True, transform=process, seed=1)
    loader = DataLoader(stream, batch_size=50, num_workers=4)
    drawn = Counter(
        (slide, int(worker))
        for batch in islice(loader, 24)
        for slide, worker in zip(batch["slide"], batch["image"], strict=True)
    )
    from_workers = [count for (slide, _), count in drawn.items() if slide == "b"]
    assert len(from_workers) == 4
    assert min(from_workers) == pytest.approx(100, rel=0.3)


def test_that_an_endless_stream_takes_no_more_memory_with_time(folder: Path) -> None:
    tiles = iter(TileStream(folder, infinite=True, shuffle=100, seed=1, decode=False))
    tracemalloc.start()
    try:
        deque(islice(tiles, 1000), maxlen=0)
        before = tracemalloc.get_traced_memory()[0]
        deque(islice(tiles, 5000), maxlen=0)
        assert tracemalloc.get_traced_memory()[0] < before + 50_000
    finally:
        tracemalloc.stop()


# -- ranks


@pytest.mark.parametrize(("uneven", "length"), [("drop", 5), ("repeat", 6)])
@pytest.mark.parametrize("workers", [0, 1, 3])
def test_that_ranks_can_be_made_even(
    uneven: Uneven, length: int, workers: int, folder: Path
) -> None:
    streams = [TileStream(folder, rank=rank, world_size=4, uneven=uneven) for rank in range(4)]
    loaders = [DataLoader(s, batch_size=2, num_workers=workers) for s in streams]
    batches = [list(loader) for loader in loaders]
    assert len({len(of_rank) for of_rank in batches}) == 1
    parts = [tiles_of(of_rank) for of_rank in batches]
    assert [len(part) for part in parts] == [len(stream) for stream in streams] == [length] * 4
    tiles = [tile for part in parts for tile in part]
    if uneven == "drop":
        assert len(set(tiles)) == 20
    else:
        assert set(tiles) == set(tiles_in(SIZES))


def test_that_a_rank_without_a_tile_of_its_own_repeats_anothers(tmp_path: Path) -> None:
    write_slide(tmp_path / "a.tfrecords", 2)
    parts = by_rank(tmp_path, 3, 2, uneven="repeat")
    assert [len(part) for part in parts] == [1, 1, 1]
    assert {tile for part in parts for tile in part} == set(tiles_in({"a": 2}))
    with pytest.raises(ValueError, match="cannot be dealt alike to 3 ranks"):
        by_rank(tmp_path, 3, 0, uneven="drop")


@pytest.mark.parametrize("start", STARTS)
def test_that_the_ranks_of_a_process_group_share_the_tiles(
    start: str, folder: Path, tmp_path: Path
) -> None:
    start_new = multiprocessing.get_context("spawn").Process
    ranks = [start_new(target=in_a_group, args=(rank, folder, tmp_path, start)) for rank in (0, 1)]
    for rank in ranks:
        rank.start()
    for rank in ranks:
        rank.join()
    parts = [pickle.loads((tmp_path / f"rank{rank}").read_bytes()) for rank in range(2)]
    assert [len(part) for part in parts] == [11, 10]
    assert sorted(parts[0] + parts[1]) == tiles_in(SIZES)


def test_that_a_copy_is_a_stream_of_its_own(folder: Path) -> None:
    stream = TileStream(folder, seed=1)
    copied = copy.deepcopy(stream)
    again = pickle.loads(pickle.dumps(stream))
    first = load(stream)
    stream.set_epoch(5)
    assert load(copied) == load(again) == first != load(stream)
    again.set_epoch(5)
    assert load(again, 2) == load(stream, 2)


# -- damage


@pytest.mark.parametrize("workers", [0, 2])
@pytest.mark.parametrize("infinite", [False, True])
def test_that_a_damaged_record_is_told_with_its_place_and_nothing_hangs(
    infinite: bool, workers: int, folder: Path, golden: Path
) -> None:
    paths = [folder, golden / "flipped_payload_byte.tfrecords"]
    stream = TileStream(paths, infinite=infinite, decode=False)
    with pytest.raises(CrcError, match=r"payload_byte\.tfrecords, record 2, byte") as caught:
        load(stream, workers)
    assert caught.value.finding.kind is FindingKind.PAYLOAD_CRC
    assert caught.value.finding.record == 2


@pytest.mark.parametrize("workers", [0, 2])
def test_that_damaged_records_are_passed_over_and_counted(
    workers: int, golden: Path, caplog: pytest.LogCaptureFixture
) -> None:
    paths = [golden / f"{name}.tfrecords" for name in ("flipped_data_crc", "undecodable_images")]
    stream = TileStream(paths, on_damage="skip", seed=1)
    assert len(load(stream, workers)) == 27 - 4
    assert stream.skipped == 4
    load(stream, workers)
    assert stream.skipped == 8
    if not workers:
        assert len(caplog.messages) == 4


@pytest.mark.parametrize("workers", [0, 1])
def test_that_an_endless_stream_of_damaged_records_ends_with_an_error(
    workers: int, golden: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stream = TileStream(golden / "zeroed_crcs.tfrecords", infinite=True, on_damage="skip")
    with pytest.raises(TfrError, match="Every record"):
        load(stream, workers)
    finite = TileStream(golden / "zeroed_crcs.tfrecords", on_damage="skip")
    assert load(finite, workers) == []
    assert finite.skipped == 20


def test_that_even_ranks_stay_even_where_records_are_passed_over(
    golden: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = golden / "undecodable_images.tfrecords"
    parts = by_rank(path, 2, 0, uneven="repeat", on_damage="skip")
    assert [len(part) for part in parts] == [4, 4]
    assert len({tile for part in parts for tile in part}) == 4


def test_that_lost_records_are_told_at_once(golden: Path) -> None:
    with pytest.raises(RecordError, match=r"truncated_payload\.tfrecords"):
        TileStream(golden / "truncated_payload.tfrecords")
    assert len(TileStream(golden / "truncated_payload.tfrecords", on_damage="skip")) == 17


# -- what is wrong is told at once


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"weights": [1, 2]}, "weight"),
        ({"weights": [0, 0, 0]}, "weights are 0"),
        ({"clip": 0}, "clip"),
        ({"shuffle": -1}, "shuffle"),
        ({"seed": -1}, "seed"),
        ({"seed": 1.5}, "seed"),
        ({"rank": 1}, "both rank and world_size"),
        ({"rank": 2, "world_size": 2}, "no rank 2 of 2"),
        ({"uneven": "pad"}, "uneven"),
        ({"uneven": "drop", "infinite": True}, "infinite stream are even"),
        ({"on_damage": "ignore"}, "on_damage"),
        ({"labels": {"a": 1}}, "no label: b, c"),
    ],
    ids=str,
)
def test_an_argument_that_makes_no_sense(wrong: dict[str, Any], told: str, folder: Path) -> None:
    with pytest.raises(ValueError, match=told):
        TileStream(folder, **wrong)


@pytest.mark.parametrize("wrong", [-1, 1.5, True, None], ids=str)
def test_an_epoch_that_is_no_number(wrong: Any, folder: Path) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match="epoch"):
        TileStream(folder).set_epoch(wrong)
