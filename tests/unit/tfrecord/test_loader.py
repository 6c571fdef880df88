"""`tfrecord_loader`: what it delivers, where Slideflow is right and where it is not."""

import json
import pickle
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tfrecord.expected import GOLDEN, expected, names, sha256
from tfrviewer import RecordWriter, TFRecord, load_index, tfrecord_loader
from tfrviewer.errors import (
    CrcError,
    ExampleError,
    FileChangedError,
    FindingKind,
    IndexFileError,
    NotATFRecordError,
    RecordError,
)
from tfrviewer.tfrecord import reader
from tfrviewer.tfrecord.description import Description
from tfrviewer.tfrecord.reader import as_array
from tfrviewer.tfrecord.selection import take_shard

Index: TypeAlias = npt.NDArray[np.int64]

SLIDE_A = GOLDEN / "slide-A.tfrecords"
TOLD = json.loads((GOLDEN / "slideflow.json").read_text(encoding="utf-8"))["slide-A.tfrecords"]


@pytest.fixture
def slide_a(tmp_path: Path) -> Path:
    return Path(shutil.copy(SLIDE_A, tmp_path))


@pytest.fixture
def index_a() -> Index:
    return TFRecord(SLIDE_A, create_index=False).index


def numbers_of(records: Iterable[dict[str, Any]], path: Path = SLIDE_A) -> list[int]:
    """Which records of a file these are, told by their images."""
    known = [record["image_raw"] for record in TFRecord(path, create_index=False)]
    return [known.index(record["image_raw"]) for record in records]


# -- what Slideflow delivers, where it is right


@pytest.mark.parametrize("name", TOLD["loader_shards"])
def test_that_a_shard_is_slideflow_s(name: str) -> None:
    i, n = map(int, name.split("/"))
    loader = tfrecord_loader(SLIDE_A, shard=(i, n))
    assert numbers_of(loader) == TOLD["loader_shards"][name] == loader.numbers.tolist()


def test_that_a_clip_takes_the_first_as_slideflow_does() -> None:
    assert numbers_of(tfrecord_loader(SLIDE_A, clip=10)) == TOLD["loader_clip_10"]


@pytest.mark.parametrize("name", names(damaged=False))
def test_that_a_whole_file_is_delivered_as_its_makers_say(name: str) -> None:
    told = expected()[name]
    loader = tfrecord_loader(GOLDEN / name, on_damage="skip")
    assert len(loader) == told["length"]
    records = list(loader)
    assert loader.skipped == (name == "undecodable_images.tfrecords")  # one is no Example
    if "image_sha256" in told:
        key = told.get("image_key", "image_raw")
        assert [sha256(record[key]) for record in records] == told["image_sha256"]


def test_that_arrays_are_those_of_slideflow() -> None:
    plain = next(iter(tfrecord_loader(SLIDE_A)))
    arrays = next(iter(tfrecord_loader(SLIDE_A, as_numpy=True)))
    assert bytes(arrays["image_raw"]) == plain["image_raw"]
    assert bytes(arrays["slide"]).decode("utf-8") == plain["slide"] == "slide-A"
    assert {name: (str(a.dtype), a.shape) for name, a in arrays.items()} == {
        "image_raw": ("uint8", (len(plain["image_raw"]),)),
        "slide": ("uint8", (7,)),
        "loc_x": ("int64", (1,)),
        "loc_y": ("int64", (1,)),
    }
    assert (int(arrays["loc_x"][0]), int(arrays["loc_y"][0])) == (plain["loc_x"], plain["loc_y"])


def test_that_arrays_keep_every_value_of_every_kind(tmp_path: Path) -> None:
    path = tmp_path / "kinds.tfrecords"
    with RecordWriter(path) as writer:
        writer.write_example({"i": [2**40, -1], "f": [0.5], "b": [b"ab", b"c"], "slide": b"\xe4"})
    (record,) = tfrecord_loader(path, as_numpy=True)
    assert record["i"].dtype == np.int64
    assert record["i"].tolist() == [2**40, -1]
    assert record["f"].dtype == np.float32
    assert [bytes(b) for b in record["b"]] == [b"ab", b"c"]
    assert bytes(record["slide"]) == b"\xe4"


# -- where Slideflow's answer is wrong


def test_that_a_part_of_an_index_is_delivered_and_no_more(index_a: Index) -> None:
    # Slideflow streams from a contiguous part to the end of the file.
    assert numbers_of(tfrecord_loader(SLIDE_A, index_a[:3])) == [0, 1, 2]
    assert numbers_of(tfrecord_loader(SLIDE_A, index_a[3:6])) == [3, 4, 5]
    assert numbers_of(tfrecord_loader(SLIDE_A, index_a[7:8])) == [7]
    assert numbers_of(tfrecord_loader(SLIDE_A, index_a[7])) == [7]


def test_that_the_order_of_an_index_is_kept(index_a: Index) -> None:
    # Slideflow sorts it, and raises where gaps leave out record 0.
    assert numbers_of(tfrecord_loader(SLIDE_A, index_a[[9, 2, 2, 30]])) == [9, 2, 2, 30]
    assert numbers_of(tfrecord_loader(SLIDE_A, index_a[::-1], clip=2)) == [41, 40]


def test_that_an_empty_index_delivers_nothing(index_a: Index) -> None:
    assert list(tfrecord_loader(SLIDE_A, index_a[:0])) == []
    assert list(tfrecord_loader(SLIDE_A, np.empty(0))) == []


def test_that_more_shards_than_records_divide_them() -> None:
    # Slideflow gives all to the first shard, also when there are as many shards as records.
    for n in (42, 43, 100):
        shards = [tfrecord_loader(SLIDE_A, shard=(i, n)).numbers.tolist() for i in range(n)]
        assert [number for shard in shards for number in shard] == list(range(42))
        assert max(map(len, shards)) == 1


def test_that_shards_and_clips_need_no_index_file(slide_a: Path) -> None:
    # Slideflow ignores both where it is given no index.
    assert numbers_of(tfrecord_loader(slide_a, shard=(1, 2), clip=10)) == [5, 6, 7, 8, 9]
    assert [path.name for path in slide_a.parent.iterdir()] == [slide_a.name]


def test_that_a_clip_holds_at_every_pass() -> None:
    # Slideflow's second pass delivers all records.
    loader = tfrecord_loader(SLIDE_A, clip=10)
    assert [numbers_of(loader) for _ in range(3)] == [list(range(10))] * 3


def test_that_records_kept_are_each_its_own() -> None:
    # The views that Slideflow's iterator gives all show its last record.
    images = [record["image_raw"] for record in tfrecord_loader(SLIDE_A, as_numpy=True)]
    assert [sha256(bytes(i)) for i in images] == expected()["slide-A.tfrecords"]["image_sha256"]


def test_that_a_compressed_file_is_delivered_whole() -> None:
    # Slideflow stops where its place in the unpacked data passes the size of the packed file.
    name = "gzip_compressed.tfrecords"
    for compression in (None, "gzip", "GZIP"):
        loader = tfrecord_loader(GOLDEN / name, compression=compression)
        assert len(list(loader)) == expected()[name]["length"]


# -- passes, processes, features


def test_that_two_passes_at_once_do_not_disturb_each_other() -> None:
    loader = tfrecord_loader(SLIDE_A)
    pairs = list(zip(loader, loader, strict=True))
    assert len(pairs) == 42
    assert all(first == second for first, second in pairs)


def test_that_what_is_sent_to_another_process_is_what_was_checked(index_a: Index) -> None:
    index = index_a[::2].copy()
    loader = tfrecord_loader(SLIDE_A, index, shard=(1, 3), clip=12, description=["loc_x"])
    index[:] = index[::-1].copy()
    sent = pickle.loads(pickle.dumps(loader))
    assert list(sent) == list(loader)
    assert len(sent) == 4


def test_that_the_ways_of_reading_are_sent_along() -> None:
    zeroed = GOLDEN / "zeroed_crcs.tfrecords"
    loader = tfrecord_loader(zeroed, as_numpy=True, check_crc=False)
    (first, *others) = pickle.loads(pickle.dumps(loader))
    assert len(others) == 19
    assert first["image_raw"].dtype == np.uint8
    sent = pickle.loads(pickle.dumps(tfrecord_loader(zeroed, on_damage="skip")))
    assert list(sent) == []
    assert sent.skipped == 20


def test_that_a_path_means_the_same_from_another_folder(
    slide_a: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(slide_a.parent)
    loader = tfrecord_loader(slide_a.name)
    monkeypatch.chdir("/")
    loader.close()
    assert len(list(loader)) == len(list(pickle.loads(pickle.dumps(loader)))) == 42


def test_that_threads_can_share_a_loader() -> None:
    loader = tfrecord_loader(SLIDE_A)
    with ThreadPoolExecutor(4) as pool:
        passes = list(pool.map(lambda _: numbers_of(loader), range(8)))
    assert passes == [list(range(42))] * 8


def test_that_spawned_processes_each_load_their_shard() -> None:
    loaders = [tfrecord_loader(SLIDE_A, shard=(i, 2)) for i in range(2)]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        told: list[list[dict[str, Any]]] = list(pool.map(list, loaders))
    assert told == [list(loader) for loader in loaders]


@pytest.mark.parametrize("as_path", [str, Path, lambda path: str(path).encode()])
def test_that_a_path_may_be_text_or_bytes(as_path: Callable[[Path], str | bytes | Path]) -> None:
    assert len(tfrecord_loader(as_path(SLIDE_A))) == 42


def test_that_an_index_may_be_a_file(slide_a: Path) -> None:
    index = GOLDEN / "slideflow_index" / "slide-A.index.npz"
    assert len(tfrecord_loader(slide_a, index)) == len(tfrecord_loader(slide_a, str(index))) == 42


def test_that_only_the_features_asked_for_are_given() -> None:
    loader = tfrecord_loader(SLIDE_A, description={"loc_y": "int", "slide": "byte", "loc_x": None})
    record = next(iter(loader))
    assert list(record) == ["loc_y", "slide", "loc_x"]
    assert record["slide"] == "slide-A"


def test_that_features_beyond_the_four_are_given() -> None:
    name = "extra_features.tfrecords"
    first = next(iter(tfrecord_loader(GOLDEN / name)))
    assert sorted(first) == expected()[name]["fields"]


def test_that_no_description_and_an_empty_one_give_all() -> None:
    assert next(iter(tfrecord_loader(SLIDE_A, description=[]))).keys() == {
        "image_raw",
        "slide",
        "loc_x",
        "loc_y",
    }


def test_that_an_empty_file_delivers_nothing() -> None:
    assert list(tfrecord_loader(GOLDEN / "empty.tfrecords")) == []


# -- wrong arguments, told at the call


@pytest.mark.parametrize(
    "shard",
    [(0, 0), (2, 2), (-1, 2), (0, -1), 3, (1,), ("a", 2), (0, 1, 2), (0.5, 2), "02", {0: 1, 2: 3}],
)
def test_that_a_shard_that_does_not_exist_is_refused(shard: object) -> None:
    with pytest.raises(ValueError, match=r"shard"):
        tfrecord_loader(SLIDE_A, shard=shard)  # type: ignore[arg-type]


@pytest.mark.parametrize("clip", [0, -1, 43, 1.5, True, "3"])
def test_that_a_clip_below_1_or_beyond_the_end_is_refused(clip: object) -> None:
    with pytest.raises(ValueError, match="clip"):
        tfrecord_loader(SLIDE_A, clip=clip)  # type: ignore[arg-type]


def test_that_a_clip_beyond_the_end_of_an_index_is_refused(index_a: Index) -> None:
    with pytest.raises(ValueError, match=r"beyond the end of slide-A\.tfrecords, which has 3"):
        tfrecord_loader(SLIDE_A, index_a[:3], clip=4)


@pytest.mark.parametrize(
    ("description", "words"),
    [
        (["loc_z"], "has no field 'loc_z'; it has 'image_raw', 'loc_x', 'loc_y', 'slide'"),
        ({"loc_x": "byte"}, "described as 'byte', but it holds 'int'"),
        ({"image_raw": "float"}, "described as 'float', but it holds 'byte'"),
        ({"loc_x": "int64"}, "a kind is one of"),
        ({"loc_x": ["int"]}, "a kind is one of"),
    ],
)
def test_that_a_wrong_description_is_refused(description: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        tfrecord_loader(SLIDE_A, description=description)  # type: ignore[arg-type]


@pytest.mark.parametrize("description", ["loc_x", b"loc_x", [1], {1: "int"}])
def test_that_a_description_that_is_no_list_of_names_is_refused(description: object) -> None:
    with pytest.raises(TypeError, match="A description is a list of names"):
        tfrecord_loader(SLIDE_A, description=description)  # type: ignore[arg-type]


def test_that_a_description_may_be_any_iterable_of_names_and_keeps_their_order() -> None:
    names = ["loc_y", "image_raw", "slide", "loc_x"]
    for description in (iter(names), np.array(names), tuple(names), dict.fromkeys(names)):
        loader = tfrecord_loader(SLIDE_A, description=description)
        for passes in range(2):
            assert [list(record) for record in loader] == [names] * 42, passes


def test_that_the_index_of_another_file_is_refused() -> None:
    other = GOLDEN / "no_locations.tfrecords"
    index = load_index(GOLDEN / "slideflow_index" / "no_locations.index.npz")
    with pytest.raises(IndexFileError, match=r"its row 0.*index of another file"):
        tfrecord_loader(SLIDE_A, index)
    assert len(tfrecord_loader(other, index)) == len(index)


@pytest.mark.parametrize(
    "name", ["stale_shifted.index.npz", "stale_short.index.npz", "feature_bag.index.npz"]
)
def test_that_an_index_file_that_does_not_fit_is_refused(name: str) -> None:
    with pytest.raises(IndexFileError):
        tfrecord_loader(SLIDE_A, GOLDEN / "index_variants" / name)


@pytest.mark.parametrize("index", [np.zeros((3, 3), int), np.ones((2, 2)), np.ones(4, int)])
def test_that_an_array_that_is_no_index_is_refused(index: npt.NDArray[np.float64]) -> None:
    with pytest.raises(ValueError, match="shape"):
        tfrecord_loader(SLIDE_A, index)


def test_that_what_is_no_index_at_all_is_refused(index_a: Index) -> None:
    with pytest.raises(TypeError, match="An index is an index file or an array"):
        tfrecord_loader(SLIDE_A, 7)  # type: ignore[arg-type]
    assert numbers_of(tfrecord_loader(SLIDE_A, index_a[:2].tolist())) == [0, 1]


def test_that_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        tfrecord_loader(tmp_path / "no.tfrecords")
    with pytest.raises(FileNotFoundError):
        tfrecord_loader(SLIDE_A, tmp_path / "no.index.npz")


def test_that_another_file_is_told() -> None:
    with pytest.raises(NotATFRecordError, match="Git-LFS"):
        tfrecord_loader(GOLDEN / "lfs_pointer.tfrecords")


@pytest.mark.parametrize(("name", "is_now"), [("slide-A", "plain"), ("zlib_compressed", "ZLIB")])
def test_that_another_compression_than_it_has_is_refused(name: str, is_now: str) -> None:
    with pytest.raises(ValueError, match=is_now):
        tfrecord_loader(GOLDEN / f"{name}.tfrecords", compression="gzip")


def test_that_an_unknown_way_with_damage_is_refused() -> None:
    with pytest.raises(ValueError, match='"raise" or "skip"'):
        tfrecord_loader(SLIDE_A, on_damage="ignore")  # type: ignore[arg-type]


# -- damage


def test_that_a_damaged_record_is_raised_with_file_record_and_byte() -> None:
    name = "flipped_payload_byte.tfrecords"
    bad = expected()[name]["bad_records"]
    offset = expected()[name]["offsets"][bad[0]]
    records = iter(tfrecord_loader(GOLDEN / name))
    for _ in range(bad[0]):
        next(records)
    with pytest.raises(CrcError, match=f"{name}, record {bad[0]}, byte {offset:,}"):
        next(records)


def test_that_damaged_records_are_passed_over_and_counted() -> None:
    name = "flipped_payload_byte.tfrecords"
    told = expected()[name]
    loader = tfrecord_loader(GOLDEN / name, on_damage="skip")
    for _ in range(2):  # counted once, however often they are met
        hashes = [sha256(record["image_raw"]) for record in loader]
        bad = set(told["bad_records"])
        assert hashes == [h for i, h in enumerate(told["image_sha256"]) if i not in bad]
        assert loader.skipped == len(bad)
        assert {f.record for f in loader.findings} == bad


def test_that_without_checking_a_flipped_byte_is_delivered() -> None:
    name = "zeroed_crcs.tfrecords"
    loader = tfrecord_loader(GOLDEN / name, check_crc=False)
    assert [sha256(r["image_raw"]) for r in loader] == expected()[name]["image_sha256"]
    with pytest.raises(CrcError):
        next(iter(tfrecord_loader(GOLDEN / name)))


@pytest.mark.parametrize("name", ["truncated_payload", "truncated_header", "two_holes"])
def test_that_lost_records_are_told_at_the_call_or_passed_over(name: str) -> None:
    path = GOLDEN / f"{name}.tfrecords"
    with pytest.raises(RecordError, match=f"{name}.tfrecords.*byte"):
        tfrecord_loader(path)
    loader = tfrecord_loader(path, on_damage="skip")
    whole = expected()[path.name]["image_sha256"]
    hashes = [sha256(record["image_raw"]) for record in loader]
    assert set(hashes) <= set(whole)
    assert len(hashes) == len(loader) - loader.skipped
    assert any(
        f.kind in (FindingKind.TRUNCATED, FindingKind.DAMAGED_STRETCH) for f in loader.findings
    )


def test_that_a_record_without_a_feature_asked_for_is_damage_of_its_own() -> None:
    path = GOLDEN / "mixed_locations.tfrecords"
    located = TFRecord(path, create_index=False).has_location
    without = int(np.argmin(located))
    records = iter(tfrecord_loader(path, description=["loc_x"]))
    with pytest.raises(ExampleError, match=f"record {without}, .*'loc_x', which was asked for"):
        list(records)
    loader = tfrecord_loader(path, description=["loc_x"], on_damage="skip")
    assert len(list(loader)) == located.sum()
    assert loader.skipped == (~located).sum()
    assert {f.kind for f in loader.findings} == {FindingKind.MISSING_FIELD}


def test_that_a_field_of_another_kind_is_damage_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "kinds.tfrecords"
    with RecordWriter(path) as writer:
        writer.write_example({"slide": "S", "grade": b"x"})
        writer.write_example({"slide": "S", "grade": 1})
        writer.write_example({"slide": "S"})
    with pytest.raises(ExampleError, match=r"record 1, .*described as 'byte', but it holds 'int'"):
        list(tfrecord_loader(path, description={"grade": "byte"}))
    loader = tfrecord_loader(path, description={"grade": "byte"}, on_damage="skip")
    assert list(loader) == [{"grade": b"x"}]
    assert {f.kind for f in loader.findings} == {
        FindingKind.WRONG_FIELD,
        FindingKind.MISSING_FIELD,
    }


def test_that_an_index_of_whole_records_of_a_damaged_file_is_enough() -> None:
    path = GOLDEN / "two_holes.tfrecords"
    index = TFRecord(path, create_index=False).index[:1]
    assert len(list(tfrecord_loader(path, index))) == 1


def test_that_what_is_told_of_very_many_damaged_records_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MOST_FINDINGS", 2)
    path = tmp_path / "bare.tfrecords"
    with RecordWriter(path) as writer:
        for _ in range(30):
            writer.write_example({"slide": "S"})
        writer.write_example({"slide": "S", "grade": 1})
    loader = tfrecord_loader(path, description=["grade"], on_damage="skip")
    assert list(loader) == [{"grade": 1}]
    assert loader.skipped == 30
    assert len(loader.findings) == 8


def test_that_steps_of_a_sequence_become_arrays_each(tmp_path: Path) -> None:
    path = GOLDEN / "sequence_example.tfrecord"
    for plain, arrays in zip(
        tfrecord_loader(path), tfrecord_loader(path, as_numpy=True), strict=True
    ):
        assert plain.keys() == arrays.keys()
    ragged = as_array([1, [2, 3], []])
    assert [step.tolist() for step in ragged] == [[1], [2, 3], []]


def test_that_a_described_sequence_of_lists_is_checked() -> None:
    description = Description({"x": "int"})
    assert description._wrong({"x": [[1, 2], [3]]}) is None
    assert description._wrong({"x": [[b"1"]]}) == (
        "field 'x' is described as 'int', but it holds 'byte'"
    )


def test_that_a_record_that_is_no_example_is_told(tmp_path: Path) -> None:
    path = tmp_path / "odd.tfrecords"
    with RecordWriter(path) as writer:
        writer.write_example({"slide": "S"})
        writer.write(b"\x0f\xff")
    with pytest.raises(ExampleError, match="record 1"):
        list(tfrecord_loader(path))
    assert [r["slide"] for r in tfrecord_loader(path, on_damage="skip")] == ["S"]


def test_that_a_file_replaced_between_two_records_is_told(slide_a: Path) -> None:
    records = iter(tfrecord_loader(slide_a))
    next(records)
    with open(slide_a, "r+b") as file:
        file.truncate(5000)
    with pytest.raises(FileChangedError, match="shortened"):
        list(records)


@given(st.integers(0, 300), st.integers(1, 60))
def test_that_shards_are_those_of_array_split(count: int, n: int) -> None:
    numbers = np.arange(count)
    for i, part in enumerate(np.array_split(numbers, n)):
        assert take_shard(numbers, (i, n)).tolist() == part.tolist()
