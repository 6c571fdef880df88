"""`multi_tfrecord_loader`: records of several files, by weight."""

import pickle
from collections import Counter
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from tests.unit.tfrecord.expected import GOLDEN, expected
from tfrviewer import RecordWriter, TFRecord, load_index, multi_tfrecord_loader
from tfrviewer.errors import (
    CrcError,
    IndexFileError,
    NotATFRecordError,
    RecordError,
    TfrError,
)

DAMAGED = GOLDEN / "flipped_payload_byte.tfrecords"


def make(folder: Path, name: str, count: int, **extra: int) -> Path:
    """Write a TFRecord whose records say the file's name and their number."""
    path = folder / f"{name}.tfrecords"
    with RecordWriter(path) as writer:
        for number in range(count):
            writer.write_example({"slide": name, "number": number, **extra})
    return path


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    return [make(tmp_path, name, count) for name, count in (("a", 6), ("b", 2), ("c", 30))]


Told = tuple[str, int]


def told(loader: object, n: int | None = None) -> list[Told]:
    """The slide and number of the records delivered."""
    return [(r["slide"], r["number"]) for r in islice(loader, n)]  # type: ignore[call-overload]


ALL = Counter((name, k) for name, count in (("a", 6), ("b", 2), ("c", 30)) for k in range(count))


def test_that_a_finite_pass_delivers_every_record_once_whatever_the_weights(
    three: list[Path],
) -> None:
    for weights in (None, [1, 1, 1], [0.1, 90.0, 0.001], np.array([5, 1, 1])):
        assert Counter(told(multi_tfrecord_loader(three, None, weights, infinite=False))) == ALL


def test_that_records_of_a_file_come_in_its_order(three: list[Path]) -> None:
    records = told(multi_tfrecord_loader(three, infinite=False, seed=3))
    for name in "abc":
        numbers = [number for slide, number in records if slide == name]
        assert numbers == sorted(numbers)


def test_that_each_pass_is_whole(three: list[Path]) -> None:
    # Slideflow's can be iterated only once: it drops its files as they end.
    loader = multi_tfrecord_loader(three, infinite=False)
    assert [Counter(told(loader)) for _ in range(3)] == [ALL] * 3


def test_that_infinite_goes_on_without_an_index_and_with_one(three: list[Path]) -> None:
    # Without indices Slideflow stops after one pass.
    for indices in (None, [load_index(path) for path in three]):
        loader = multi_tfrecord_loader(three, indices, seed=1)
        records = told(loader, 2000)
        assert len(records) == 2000
        assert set(records) == set(ALL)


def test_that_an_index_beside_the_file_is_not_needed(three: list[Path]) -> None:
    for path in three:
        path.with_name(f"{path.stem}.index.npz").unlink()
    assert Counter(told(multi_tfrecord_loader(three, infinite=False))) == ALL
    assert sorted(three[0].parent.iterdir()) == three


def test_that_draws_follow_the_weights(three: list[Path]) -> None:
    loader = multi_tfrecord_loader(three, weights=[30, 10, 0], seed=5)
    slides = Counter(slide for slide, _ in told(loader, 4000))
    assert slides.keys() == {"a", "b"}
    assert slides["a"] / 4000 == pytest.approx(0.75, abs=0.03)
    assert loader.weights.tolist() == [0.75, 0.25, 0]


def test_that_weights_may_be_by_path(three: list[Path]) -> None:
    weights = {str(three[2]): 3, three[0]: 1, str(three[1]).encode(): 0}
    assert multi_tfrecord_loader(three, weights=weights).weights.tolist() == [0.25, 0, 0.75]
    with pytest.raises(ValueError, match=r"no weight for .*b\.tfrecords"):
        multi_tfrecord_loader(three, weights={three[0]: 1})
    with pytest.raises(ValueError, match=r"weight for .*b\.tfrecords, which is not loaded"):
        multi_tfrecord_loader(three[:1], weights={three[0]: 1, three[1]: 1})


def test_that_a_finite_loader_has_a_length(three: list[Path]) -> None:
    loader = multi_tfrecord_loader(three, weights=[1, 0, 1], clip=4, infinite=False)
    assert len(loader) == len(list(loader)) == 8
    with pytest.raises(TypeError, match="infinite"):
        len(multi_tfrecord_loader(three))


def test_that_files_of_weight_0_are_left_out_of_a_finite_pass(three: list[Path]) -> None:
    # Slideflow fails once only files of weight 0 remain.
    records = told(multi_tfrecord_loader(three, weights=[1, 0, 0], infinite=False))
    assert records == [("a", number) for number in range(6)]


def test_that_a_seed_gives_the_same_again_and_none_another_order(three: list[Path]) -> None:
    seeded = multi_tfrecord_loader(three, seed=7)
    assert told(seeded, 100) == told(seeded, 100)
    assert told(seeded, 100) == told(multi_tfrecord_loader(three, seed=7), 100)
    assert told(seeded, 100) != told(multi_tfrecord_loader(three, seed=8), 100)
    unseeded = multi_tfrecord_loader(three)
    assert told(unseeded, 100) != told(unseeded, 100)


def test_that_numpy_s_own_generator_is_neither_used_nor_moved(three: list[Path]) -> None:
    np.random.seed(1)
    before = np.random.get_state()[1].tolist()  # type: ignore[index]
    told(multi_tfrecord_loader(three), 50)
    assert np.random.get_state()[1].tolist() == before  # type: ignore[index]


@pytest.mark.parametrize("n", [1, 2, 3, 7, 40])
def test_that_every_record_is_in_exactly_one_shard(three: list[Path], n: int) -> None:
    shards = [
        told(multi_tfrecord_loader(three, shard=(i, n), infinite=False, seed=1)) for i in range(n)
    ]
    assert Counter(record for shard in shards for record in shard) == ALL


def test_that_small_files_are_shared_among_the_shards(tmp_path: Path) -> None:
    # Slideflow gives the first shard all of a file with fewer records than shards: 4, 2, 2.
    paths = [make(tmp_path, "big", 6), make(tmp_path, "small", 2)]
    lengths = [
        len(told(multi_tfrecord_loader(paths, shard=(i, 3), infinite=False))) for i in range(3)
    ]
    assert lengths == [3, 3, 2]


def test_that_a_clip_holds_for_each_file_and_for_ever(three: list[Path]) -> None:
    for clip in (4, [4, 2, 4], [4, None, 4]):
        loader = multi_tfrecord_loader(three, clip=clip, seed=2)
        wanted = {(name, k) for name, count in (("a", 4), ("b", 2), ("c", 4)) for k in range(count)}
        assert set(told(loader, 500)) == wanted
        assert loader.counts.tolist() == [4, 2, 4]


def test_that_a_part_of_an_index_is_honoured(three: list[Path]) -> None:
    indices = [load_index(three[0])[3:5], None, load_index(three[2])[::-1][:2]]
    records = told(multi_tfrecord_loader(three, indices, infinite=False, seed=1))
    of_files = {name: [k for slide, k in records if slide == name] for name in "abc"}
    assert of_files == {"a": [3, 4], "b": [0, 1], "c": [29, 28]}


def test_that_paths_may_be_text_or_bytes(three: list[Path]) -> None:
    mixed: list[str | bytes | Path] = [str(three[0]), str(three[1]).encode(), three[2]]
    assert Counter(told(multi_tfrecord_loader(mixed, infinite=False))) == ALL


@pytest.mark.parametrize("clip", [3, [3, 1, 9]])
def test_that_what_is_sent_to_another_process_is_what_was_checked(
    three: list[Path], clip: int | list[int]
) -> None:
    weights, indices = np.array([1.0, 2, 3]), [load_index(path) for path in three]
    loader = multi_tfrecord_loader(
        three, indices, weights, clip=clip, seed=4, shard=(1, 2), infinite=False
    )
    before = told(loader)
    weights[:] = 0, 1, 0
    for index in indices:
        index[:] = index[::-1].copy()
    assert told(pickle.loads(pickle.dumps(loader))) == before


def test_that_the_ways_of_reading_are_sent_along() -> None:
    loader = multi_tfrecord_loader(
        [GOLDEN / "zeroed_crcs.tfrecords"],
        description=["loc_x"],
        as_numpy=True,
        check_crc=False,
        on_damage="skip",
        infinite=False,
    )
    sent = pickle.loads(pickle.dumps(loader))
    assert [list(record) for record in sent] == [["loc_x"]] * 20
    assert next(iter(sent))["loc_x"].dtype == np.int64
    assert sent.skipped == 0
    damaged = multi_tfrecord_loader([DAMAGED], on_damage="skip", infinite=False)
    sent = pickle.loads(pickle.dumps(damaged))
    list(sent)
    assert sent.skipped == 1


def test_that_paths_mean_the_same_from_another_folder(
    three: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(three[0].parent)
    loader = multi_tfrecord_loader([path.name for path in three], infinite=False)
    monkeypatch.chdir("/")
    loader.close()
    assert Counter(told(loader)) == Counter(told(pickle.loads(pickle.dumps(loader)))) == ALL


def test_that_more_files_than_may_be_open_are_interleaved(tmp_path: Path) -> None:
    paths = [make(tmp_path, f"{k:03d}", 2) for k in range(150)]
    records = told(multi_tfrecord_loader(paths, infinite=False, seed=1))
    assert len(set(records)) == 300


def test_that_arrays_and_chosen_features_can_be_had(three: list[Path]) -> None:
    loader = multi_tfrecord_loader(three, description=["number"], as_numpy=True, seed=1)
    record = next(iter(loader))
    assert list(record) == ["number"]
    assert record["number"].dtype == np.int64


# -- wrong arguments, told at the call


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ([1, 1], "for each of the 3 files"),
        ([1, 1, -1], "Weight 2 is -1"),
        ([1, float("nan"), 1], "Weight 1 is nan"),
        ([0, 0, 0], "All weights are 0"),
    ],
)
def test_that_wrong_weights_are_refused(
    three: list[Path], weights: list[float], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        multi_tfrecord_loader(three, weights=weights)


@pytest.mark.parametrize(
    "clip", [0, -1, [1, 1], [1, 0, 1], [7, 1, 1], [1, 3, 1], 2.5, np.array(3.0), "abc", [1.5, 1, 1]]
)
def test_that_wrong_clips_are_refused(three: list[Path], clip: object) -> None:
    with pytest.raises(ValueError, match="clip"):
        multi_tfrecord_loader(three, clip=clip)  # type: ignore[arg-type]


@pytest.mark.parametrize("shard", [(0, 0), (3, 3), (-1, 3)])
def test_that_a_shard_that_does_not_exist_is_refused(
    three: list[Path], shard: tuple[int, int]
) -> None:
    with pytest.raises(ValueError, match="There is no shard"):
        multi_tfrecord_loader(three, shard=shard)


def test_that_an_infinite_shard_without_records_is_refused(three: list[Path]) -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        multi_tfrecord_loader(three[:2], shard=(9, 10))
    assert told(multi_tfrecord_loader(three[:2], shard=(9, 10), infinite=False)) == []


@pytest.mark.parametrize("seed", [-1, 1.5, "1", True])
def test_that_a_seed_that_is_none_is_refused(three: list[Path], seed: object) -> None:
    with pytest.raises(ValueError, match="A seed is an integer"):
        multi_tfrecord_loader(three, seed=seed)  # type: ignore[arg-type]


def test_that_as_many_indices_as_files_are_wanted(three: list[Path]) -> None:
    index = load_index(three[0])
    for indices in ([index], {"a": index, "b": None, "c": None}, index):
        with pytest.raises(ValueError, match="as many indices as TFRecords"):
            multi_tfrecord_loader(three, indices)  # type: ignore[arg-type]


def test_that_indices_of_other_files_are_refused(three: list[Path]) -> None:
    swapped = [load_index(three[1]), load_index(three[0]), None]
    with pytest.raises(IndexFileError, match=r"b\.tfrecords, byte .*index of another file"):
        multi_tfrecord_loader(three, swapped)


def test_that_one_path_alone_is_refused(three: list[Path]) -> None:
    for path in (three[0], str(three[0]), str(three[0]).encode()):
        with pytest.raises(TypeError, match="Give a list"):
            multi_tfrecord_loader(path)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least one"):
        multi_tfrecord_loader([])


def test_that_a_feature_that_one_file_lacks_is_told_with_the_file(
    three: list[Path], tmp_path: Path
) -> None:
    other = make(tmp_path, "other", 3, grade=1)
    with pytest.raises(ValueError, match=r"a\.tfrecords has no field 'grade'"):
        multi_tfrecord_loader([other, *three], description=["grade"])


def test_that_missing_and_foreign_files_are_told(three: list[Path], tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        multi_tfrecord_loader([*three, tmp_path / "no.tfrecords"])
    with pytest.raises(NotATFRecordError, match="text file"):
        multi_tfrecord_loader([*three, GOLDEN / "not_a_tfrecord.tfrecords"])


def test_that_an_empty_file_is_named_or_passed_over(three: list[Path]) -> None:
    empty = GOLDEN / "empty.tfrecords"
    with pytest.raises(TfrError, match=r"empty\.tfrecords: The file has no record"):
        multi_tfrecord_loader([*three, empty])
    loader = multi_tfrecord_loader([empty, *three], on_damage="skip", infinite=False)
    assert Counter(told(loader)) == ALL
    assert [Path(finding.file).name for finding in loader.findings] == ["empty.tfrecords"]


def test_that_an_empty_index_is_named_like_an_empty_file(three: list[Path]) -> None:
    indices = [None, load_index(three[1])[:0], None]
    with pytest.raises(TfrError, match=r"b\.tfrecords: The index given names no record"):
        multi_tfrecord_loader(three, indices)
    loader = multi_tfrecord_loader(three, indices, on_damage="skip", infinite=False)
    assert len(told(loader)) == 36


# -- damage


def test_that_a_damaged_record_is_raised_with_file_record_and_byte() -> None:
    (bad,) = expected()[DAMAGED.name]["bad_records"]
    with pytest.raises(CrcError, match=rf"{DAMAGED.name}, record {bad}, byte"):
        list(multi_tfrecord_loader([GOLDEN / "slide-A.tfrecords", DAMAGED], infinite=False))


def test_that_damaged_records_are_passed_over_and_counted() -> None:
    loader = multi_tfrecord_loader([DAMAGED, DAMAGED], infinite=False, on_damage="skip")
    told_of = expected()[DAMAGED.name]
    assert len(list(loader)) == 2 * (len(told_of["lengths"]) - 1)
    assert loader.skipped == 2
    assert {finding.record for finding in loader.findings} == set(told_of["bad_records"])


def test_that_without_checking_wrong_crcs_are_delivered() -> None:
    paths = [GOLDEN / "zeroed_crcs.tfrecords"]
    assert len(list(multi_tfrecord_loader(paths, check_crc=False, infinite=False))) == 20
    with pytest.raises(CrcError):
        next(iter(multi_tfrecord_loader(paths)))


def test_that_a_file_of_damaged_records_alone_leaves_however_heavy_it_is(
    three: list[Path], tmp_path: Path
) -> None:
    path = tmp_path / "odd.tfrecords"
    with RecordWriter(path) as writer:
        for _ in range(3):
            writer.write(b"\x0f\xff")
    loader = multi_tfrecord_loader([path, *three], weights=[1, 0, 1e-12, 0], on_damage="skip")
    for _ in range(2):
        assert {slide for slide, _ in told(loader, 50)} == {"b"}
    assert loader.skipped == 3


def test_that_a_skipped_record_is_read_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "half.tfrecords"
    with RecordWriter(path) as writer:
        for number in range(50):
            writer.write(b"\x0f\xff")
            writer.write_example({"slide": "half", "number": number})
    loader = multi_tfrecord_loader([path], on_damage="skip")
    told(loader, 50)
    reads = []
    read_bytes = TFRecord.read_bytes

    def counted(tfrecord: TFRecord, offset: int, size: int) -> bytes:
        reads.append(offset)
        return read_bytes(tfrecord, offset, size)

    monkeypatch.setattr(TFRecord, "read_bytes", counted)
    again = pickle.loads(pickle.dumps(loader))
    told(again, 500)
    assert len(reads) == 500 + 50


def test_that_lost_records_are_told_at_the_call() -> None:
    with pytest.raises(RecordError, match="truncated_payload"):
        multi_tfrecord_loader(
            [GOLDEN / "slide-A.tfrecords", GOLDEN / "truncated_payload.tfrecords"]
        )


def test_that_an_infinite_loader_of_damaged_records_alone_ends_with_an_error(
    tmp_path: Path,
) -> None:
    path = tmp_path / "odd.tfrecords"
    with RecordWriter(path) as writer:
        for _ in range(3):
            writer.write(b"\x0f\xff")
    loader = multi_tfrecord_loader([path], on_damage="skip")
    with pytest.raises(TfrError, match="Every record to be delivered is damaged"):
        next(iter(loader))
    assert list(multi_tfrecord_loader([path], on_damage="skip", infinite=False)) == []


def test_that_it_can_be_closed_and_read_on(three: list[Path]) -> None:
    loader = multi_tfrecord_loader(three, seed=1)
    told(loader, 10)
    loader.close()
    assert len(told(loader, 10)) == 10  # it opens them again
    loader.close()


def test_that_a_tfrecord_s_own_index_is_the_default(three: list[Path]) -> None:
    indices = [TFRecord(path).index for path in three]
    assert told(multi_tfrecord_loader(three, indices, seed=9), 50) == told(
        multi_tfrecord_loader(three, seed=9), 50
    )
