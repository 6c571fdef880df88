"""The preview says what the loader delivers, to the record."""

import json
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from tests.unit.dataset.made import tile, tree, write, write_slide
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.sampling.sampling import SamplingPreview, preview_sampling
from tfrviewer.dataset.sampling.sampling_weights import read_weights
from tfrviewer.errors import DatasetError, TfrError
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tfrecord.interleave import multi_tfrecord_loader

ANNOTATIONS = pl.DataFrame(
    {
        "patient": ["p1", "p1", "p2", "p3"],
        "slide": ["a", "b", "c", "m"],
        "label": ["x", "x", "y", ""],
    }
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Slides of 3, 10 and 40 tiles, and a file of two slides, 4 tiles of one and 8 of the other."""
    data = tmp_path / "data"
    for name, count in (("a", 3), ("b", 10), ("c", 40)):
        write_slide(data / f"{name}.tfrecords", count)
    merged = [tile("m", 256 * i, 0) for i in range(4)] + [tile("a", 256 * i, 9) for i in range(8)]
    write(data / "merged.tfrecords", merged)
    return data


@pytest.fixture
def dataset(folder: Path) -> Dataset:
    return Dataset(folder, annotations=ANNOTATIONS)


def keys(record: dict[str, Any]) -> tuple[str, int, int]:
    """What tells the records of the fixture apart."""
    return record["slide"], record["loc_x"], record["loc_y"]


def told(preview: SamplingPreview, column: str = "delivered") -> dict[str | None, Any]:
    return dict(preview.frame.select("group", column).iter_rows())


# -- the loader


@pytest.mark.parametrize("infinite", [True, False])
@pytest.mark.parametrize("draws", [1, 50, 5000])
@pytest.mark.parametrize(
    ("weights", "clip", "shard"),
    [
        (None, None, None),
        ([5, 0, 1, 2.5], None, None),
        (None, 7, None),
        ([1, 2, 3, 4], 9, (1, 3)),
        (None, None, (0, 4)),
        ([1e-300, 1e300, 0, 1], None, (2, 3)),
    ],
)
def test_that_it_counts_what_the_loader_delivers(
    dataset: Dataset,
    draws: int,
    weights: list[float] | None,
    clip: int | None,
    shard: tuple[int, int] | None,
    infinite: bool,
) -> None:
    preview = preview_sampling(
        dataset, draws, weights=weights, clip=clip, shard=shard, infinite=infinite, seed=3
    )
    loader = multi_tfrecord_loader(
        dataset.tfrecords(), None, weights, clip=clip, shard=shard, infinite=infinite, seed=3
    )
    delivered = Counter(keys(record) for record in islice(loader, draws))
    records = dataset.columns()
    of_each = {key: delivered[key] for key in records.select("slide", "x", "y").iter_rows()}
    assert preview.times.tolist() == list(of_each.values())
    slides: Counter[str | None] = Counter()
    for (slide, _, _), count in delivered.items():
        slides[slide] += count
    assert told(preview) == {name: slides[name] for name in told(preview)}
    assert preview.totals.delivered == delivered.total()
    assert preview.totals.distinct == len(delivered)


@pytest.mark.parametrize("strategy", ["tile", "slide", "patient", "category"])
def test_that_it_counts_what_a_balanced_and_clipped_dataset_delivers(
    dataset: Dataset, strategy: str
) -> None:
    some = dataset.filter({"slide": ["a", "b", "c"]})
    balanced = some.clip(8).balance("label", strategy=strategy)
    preview = preview_sampling(balanced, 400, seed=7, shard=(1, 2))
    loader = balanced.interleave(seed=7, shard=(1, 2))
    delivered = Counter(record["slide"] for record in islice(loader, 400))
    assert told(preview) == {"a": delivered["a"], "b": delivered["b"], "c": delivered["c"]}
    word = "category:label" if strategy == "category" else strategy
    same = preview_sampling(some, 400, weights=word, clip=8, seed=7, shard=(1, 2))
    assert same.frame.equals(preview.frame)


def test_that_all_shards_together_are_the_sum_of_the_loaders(dataset: Dataset) -> None:
    preview = preview_sampling(dataset, 30, shard=(1, 3), seed=5, by="tfrecord")
    delivered: Counter[str] = Counter()
    for i in range(3):
        loader = multi_tfrecord_loader(dataset.tfrecords(), shard=(i, 3), seed=5)
        delivered += Counter(map(str, map(keys, islice(loader, 30))))
    assert preview.totals_of_all_shards.delivered == 90
    assert preview.totals_of_all_shards.distinct == len(delivered)
    assert preview.all_shards["available"].sum() == dataset.num_tiles
    one, two, three = (
        preview_sampling(dataset, 30, shard=(i, 3), seed=5, by="tfrecord").frame["delivered"]
        for i in range(3)
    )
    assert preview.all_shards["delivered"].to_list() == (one + two + three).to_list()
    assert preview.frame["delivered"].to_list() == two.to_list()


def test_that_other_shards_may_have_nothing_to_draw(dataset: Dataset) -> None:
    weights = {"a": 1, "b": 0, "c": 0, "merged": 0}
    preview = preview_sampling(dataset, 10, weights=weights, shard=(2, 1000))
    assert preview.totals.delivered == 10
    assert preview.totals_of_all_shards.delivered == 30
    with pytest.raises(ValueError, match=r"Shard 3 of 1000: There is nothing to draw"):
        preview_sampling(dataset, 10, weights=weights, shard=(3, 1000))


# -- what is told of a group


def test_that_a_file_of_two_slides_is_split_by_its_records(dataset: Dataset) -> None:
    preview = preview_sampling(dataset, 6, weights=[0, 0, 0, 1], by="slide")
    assert told(preview) == {"a": 2, "b": 0, "c": 0, "m": 4}  # a file's records come in order
    assert told(preview, "tiles") == {"a": 11, "b": 10, "c": 40, "m": 4}
    assert told(preview, "tfrecords") == {"a": 2, "b": 1, "c": 1, "m": 1}
    assert told(preview, "passes_max") == {"a": 1, "b": 0, "c": 0, "m": 1}
    assert told(preview, "expected_share") == {"a": 1 / 3, "b": 0, "c": 0, "m": 2 / 3}


def test_that_each_column_says_what_it_is_called(dataset: Dataset) -> None:
    preview = preview_sampling(
        dataset, 10, weights=[1, 1, 0, 0], clip=2, infinite=False, by="tfrecord"
    )
    assert preview.frame.to_dicts()[1] == {
        "group": "b",
        "tfrecords": 1,
        "tiles": 10,
        "share": 10 / 65,
        "available": 2,
        "expected_share": 0.5,
        "delivered": 2,
        "delivered_share": 0.5,
        "distinct": 2,
        "passes_min": 1,
        "passes_max": 1,
    }
    assert preview.totals.to_json() == {
        "tiles": 65,
        "available": 8,
        "delivered": 4,
        "distinct": 4,
        "never": 61,
    }
    assert preview.all_shards.equals(preview.frame)


def test_that_a_group_without_available_tiles_has_no_passes(dataset: Dataset) -> None:
    first = preview_sampling(dataset, 10, shard=(0, 4), clip=3, infinite=False)
    assert set(told(first, "passes_max").values()) == {1}
    last = preview_sampling(dataset, 10, shard=(3, 4), clip=3, infinite=False)
    assert set(told(last, "passes_max").values()) == {None}
    assert "There is nothing to draw here." in last.headline


def test_that_labels_come_from_the_annotations_by_the_slide_of_each_record(
    dataset: Dataset,
) -> None:
    preview = preview_sampling(dataset, 100, by="label")
    assert told(preview, "tiles") == {"x": 21, "y": 40, None: 4}
    assert told(preview_sampling(dataset, 9, by="patient"), "tiles") == {
        "p1": 21,
        "p2": 40,
        "p3": 4,
    }


def test_that_no_record_is_read_to_count_by_tfrecord(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object, **__: object) -> None:
        pytest.fail("records were read")

    monkeypatch.setattr(Dataset, "columns", read)
    before = tree(folder)
    preview = preview_sampling(Dataset(folder), 10, by="tfrecord")
    assert preview.frame["group"].to_list() == ["a", "b", "c", "merged"]
    assert tree(folder) == before


def test_that_a_table_at_hand_is_taken(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    records = dataset.columns()
    expected = preview_sampling(dataset, 100, by="label")
    monkeypatch.setattr(Dataset, "columns", None)
    for part in (records, records.select("label")):
        assert preview_sampling(dataset, 100, by="label", records=part).frame.equals(expected.frame)
    with pytest.raises(ValueError, match="another dataset"):
        preview_sampling(dataset, 100, records=records.head(3))


@pytest.mark.parametrize("draws", [3, 8, 20, 60, 65, 200])
@pytest.mark.parametrize("infinite", [True, False])
def test_that_what_is_expected_is_the_mean_over_seeds(
    dataset: Dataset, draws: int, infinite: bool
) -> None:
    options: dict[str, Any] = {"weights": [1, 4, 2, 0.5], "infinite": infinite, "by": "tfrecord"}
    runs = [preview_sampling(dataset, draws, seed=seed, **options) for seed in range(200)]
    mean = np.mean([run.frame["delivered_share"].to_numpy() for run in runs], axis=0)
    assert runs[0].frame["expected_share"].to_numpy() == pytest.approx(mean, abs=0.03)


def test_that_a_seed_gives_the_same_again_and_none_another(dataset: Dataset) -> None:
    one, two, other = (preview_sampling(dataset, 1000, seed=seed) for seed in (1, 1, 2))
    assert one.frame.equals(two.frame)
    assert not one.frame.equals(other.frame)
    free = [preview_sampling(dataset, 1000, seed=None).times.tolist() for _ in range(3)]
    assert free[0] != free[1] or free[1] != free[2]


# -- weights and clips


def test_that_weights_and_clips_are_given_by_path_or_name(dataset: Dataset) -> None:
    paths = dataset.tfrecords()
    expected = preview_sampling(dataset, 500, weights=[1, 2, 3, 4], clip=[1, None, 5, 12])
    for names in (
        paths,
        [str(path) for path in paths],
        [path.name for path in paths],
        [path.stem for path in paths],
    ):
        weights: Any = {**dict(zip(names, (1, 2, 3, 4), strict=True)), "of another": 9}
        clips: Any = {names[0]: 1, names[2]: 5}
        preview = preview_sampling(dataset, 500, weights=weights, clip=clips)
        assert preview.frame.equals(expected.frame)


def test_that_a_name_of_two_files_is_told_by_its_folder(tmp_path: Path) -> None:
    for sub in ("one", "two"):
        write_slide(tmp_path / sub / "a.tfrecords", 2)
    dataset = Dataset(tmp_path)
    with pytest.raises(ValueError, match="2 TFRecords of 2 have no weight"):
        preview_sampling(dataset, weights={"a": 1})
    weights = {dataset.names[0]: 0.0, str(tmp_path / "two" / "a.tfrecords"): 1.0}
    preview = preview_sampling(dataset, 10, weights=weights, by="tfrecord")
    assert preview.frame["delivered"].to_list() == [0, 10]


def test_that_uniform_weights_put_those_of_the_dataset_aside(dataset: Dataset) -> None:
    balanced = dataset.balance(strategy="tile")
    assert preview_sampling(balanced, weights="uniform").frame.equals(
        preview_sampling(dataset).frame
    )


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"draws": 0}, "draws is how many"),
        ({"draws": True}, "draws is how many"),
        ({"weights": [1, 2]}, "a weight for each of the 4 TFRecords, not 2"),
        ({"weights": [1, 2, 3, -1]}, "Weight 3 is -1"),
        ({"weights": [0, 0, 0, 0]}, "All weights are 0"),
        ({"weights": [1, 2, 3, "x"]}, "A weight is a number, 0 or more, not 'x'"),
        ({"weights": {"a": 1}}, "3 TFRecords of 4 have no weight: b.tfrecords"),
        ({"weights": "heavy"}, "no weights 'heavy'; there are uniform, tile"),
        ({"weights": "category:"}, "no weights 'category:'"),
        ({"clip": 0}, "1 or more, not 0"),
        ({"clip": [1, 2]}, "one for each of the 4 TFRecords, not 2"),
        ({"clip": {"a": 4}}, "A clip of 4 is beyond the end of a.tfrecords, which has 3 records"),
        ({"clip": {"nix": 4}}, "The clips are of other TFRecords: nix"),
        ({"shard": (3, 3)}, "no shard 3 of 3"),
        ({"seed": -1}, "A seed is an integer"),
        ({"by": "slid"}, "no column 'slid' to count by. Did you mean 'slide'"),
    ],
)
def test_that_a_wrong_argument_is_told(
    dataset: Dataset, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        preview_sampling(dataset, **options)


def test_that_strategies_say_what_they_lack(folder: Path, dataset: Dataset) -> None:
    with pytest.raises(DatasetError, match="There are no annotations"):
        preview_sampling(Dataset(folder), weights="patient")
    with pytest.raises(DatasetError, match="nothing in the column"):
        preview_sampling(dataset, weights="category:label")


def test_that_wrong_arguments_are_told_before_records_are_read(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Dataset, "columns", None)
    for options in ({"weights": [1]}, {"clip": {"a": 99}}, {"shard": (1, 0)}):
        with pytest.raises(ValueError):  # noqa: PT011 - told apart above
            preview_sampling(dataset, **options)


def test_that_nothing_at_all_is_nothing_to_draw(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing to draw: there are no TFRecords"):
        preview_sampling(Dataset(tmp_path))
    (tmp_path / "e.tfrecords").touch()
    with pytest.raises(ValueError, match="nothing to draw: none of 1 TFRecord has a tile"):
        preview_sampling(Dataset(tmp_path))


def test_that_weights_are_read_from_a_csv_file(tmp_path: Path, dataset: Dataset) -> None:
    path = tmp_path / "w.csv"
    path.write_text("slide;weight\na;1\nb;2.5\nc;0\nmerged;1e3\n")
    assert read_weights(path) == {"a": 1.0, "b": 2.5, "c": 0.0, "merged": 1000.0}
    assert told(preview_sampling(dataset, weights=read_weights(path)), "expected_share")["c"] == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("slide,weight\na,1\nb,heavy\n", r"w\.csv: Line 3 gives “b” the weight “heavy”"),
        ("slide,weight\na,-1\n", "Line 2 gives “a” the weight “-1”"),
        ("slide,weight\na,inf\n", "the weight “inf”"),
        ("slide,weight\na,1\na,2\n", "Line 3 gives “a” a second weight"),
        ("slide,w\na,1\n", "need a column “weight” and one of tfrecord"),
        ("who,weight\na,1\n", "there are: who, weight"),
        ("", "It is empty"),
    ],
)
def test_that_a_wrong_file_of_weights_is_told(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "w.csv"
    path.write_text(text)
    with pytest.raises(TfrError, match=words):
        read_weights(path)


# -- words


def test_that_the_headline_says_who_is_drawn_too_often_and_what_is_never_seen(
    tmp_path: Path,
) -> None:
    for name, count in (("tiny", 2), ("large", 98)):
        write_slide(tmp_path / f"{name}.tfrecords", count)
    dataset = Dataset(tmp_path)
    text = preview_sampling(dataset, 40, weights={"tiny": 1, "large": 4}).headline
    assert "from slide tiny, which has 2.0 % of the tiles." in text
    assert " of the tiles are never seen in 40 draws." in text
    assert "A tile of slide tiny is delivered up to " in text
    text = preview_sampling(dataset, 40, weights={"tiny": 0, "large": 1}).headline
    assert text.startswith("No draw comes from slide tiny, which has 2.0 % of the tiles.")
    text = preview_sampling(dataset, 2000, weights="tile").headline
    assert text == (
        "On average slides are drawn as often as their shares of the tiles say. "
        "Every tile is seen at least once in 2,000 draws."
    )
    text = preview_sampling(dataset, 2000, weights="tile", shard=(1, 4)).headline
    assert text.endswith(
        "Every tile is seen at least once in 2,000 draws of each of the 4 shards taken together, "
        "and 26 % of them in those of shard 1."
    )
    text = preview_sampling(dataset, 2000, clip=49, shard=(0, 7)).headline
    assert "never seen in 2,000 draws of each of the 7 shards; all of them are clipped away" in text
    text = preview_sampling(dataset, 2000, infinite=False).headline
    assert text.endswith("After 100 draws all that there is had been given once.")


def test_that_records_known_to_be_damaged_are_told_and_counted_as_whole(folder: Path) -> None:
    path = folder / "b.tfrecords"
    data = bytearray(path.read_bytes())
    data[-3] ^= 1  # of the checksum of the last payload
    path.write_bytes(data)
    dataset = Dataset(folder)
    unread = preview_sampling(dataset, 500, by="tfrecord")
    assert (unread.damaged, told(unread, "distinct")["b"]) == (0, 10)
    assert "damaged" not in unread.headline
    preview = preview_sampling(dataset, 500)
    assert (preview.damaged, told(preview, "distinct")["b"]) == (1, 10)
    words = "1 record is known to be damaged, and counted here as if it were whole."
    assert preview.headline.endswith(words)
    assert preview.to_json()["damaged"] == 1


def test_that_one_draw_in_so_many_is_said_where_it_is_so(tmp_path: Path) -> None:
    for name, count in (("tiny", 2), ("large", 98)):
        write_slide(tmp_path / f"{name}.tfrecords", count)
    text = preview_sampling(Dataset(tmp_path), 100_000, weights={"tiny": 1, "large": 4}).headline
    assert text.startswith("One draw in 5 comes from slide tiny, which has 2.0 % of the tiles.")


def test_that_groups_that_miss_out_are_counted(tmp_path: Path) -> None:
    for i in range(30):
        write_slide(tmp_path / f"s{i}.tfrecords", 2)
    text = preview_sampling(Dataset(tmp_path), 10).headline
    assert " of 30 slides and " in text
    assert "; chance alone draws slide " in text


def test_that_the_table_has_the_groups_that_differ_most_first(dataset: Dataset) -> None:
    preview = preview_sampling(dataset, 1000, weights=[1, 0, 0, 0])
    lines = str(preview).splitlines()
    assert lines[2].startswith("slide ")
    assert [line.split()[0] for line in lines[3:]] == ["a", "c", "b", "m"]
    assert "never" in lines[4]
    assert all("│" in line for line in lines[2:])


def test_that_a_long_table_ends_with_what_is_left_out(tmp_path: Path) -> None:
    for i in range(35):
        write_slide(tmp_path / f"s{i}.tfrecords", 1)
    lines = str(preview_sampling(Dataset(tmp_path), 100, by="tfrecord")).splitlines()
    assert len(lines) == 2 + 1 + 30 + 1
    assert lines[-1] == "and 5 more, closer to their share of the tiles"


def test_that_json_holds_everything_but_the_records(dataset: Dataset) -> None:
    preview = preview_sampling(dataset, 100, by="label", shard=(0, 2))
    told = json.loads(json.dumps(preview.to_json(), allow_nan=False))
    assert told["shard"] == [0, 2]
    assert [group["group"] for group in told["groups"]] == ["x", "y", None]
    assert told["all_shards"]["totals"]["delivered"] == 200
    assert told["headline"] == preview.headline


# -- how


def test_that_it_tells_how_far_it_is_and_can_be_cancelled(dataset: Dataset) -> None:
    seen: list[tuple[int, int, str]] = []
    token = CancelToken()

    def progress(done: int, total: int, text: str) -> None:
        seen.append((done, total, text))
        if text == "draws" and 0 < done < total:
            token.cancel()

    with pytest.raises(Cancelled):
        preview_sampling(dataset, 10_000_000, shard=(0, 2), progress=progress, cancel=token)
    assert seen[0] == (1, 4, "a")
    assert (seen[-1][1], seen[-1][2]) == (20_000_000, "draws")
    assert seen[-1][0] < 1_000_000
