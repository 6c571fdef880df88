"""TFRecords divided into parts, and joined."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any, Literal

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.build.made import files_in, kinds
from tests.unit.build.subset.copies import made, payloads, pick, sound, told
from tests.unit.dataset.made import tree
from tfrviewer import Dataset
from tfrviewer.build.subset import split_folder
from tfrviewer.build.subset.chosen import all_of, choose, chosen_of
from tfrviewer.build.subset.gathered import gather
from tfrviewer.build.subset.merge import merge_records
from tfrviewer.build.subset.parts import by_lot
from tfrviewer.build.subset.split import split_records
from tfrviewer.errors import DatasetError, PathNotFoundError, QueryError, TargetExistsError


def slides(folder: Path, count: int, tiles: int = 3) -> Path:
    for slide in range(count):
        made(
            folder / f"S{slide}.tfrecords",
            *((f"S{slide}", 10 * slide + i, 100 * i, slide) for i in range(tiles)),
        )
    return folder


def split_of(folder: Path) -> list[dict[str, str]]:
    with open(folder / "split.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_records_are_chosen_by_columns_from_elsewhere(tmp_path: Path) -> None:
    folder = slides(tmp_path / "in", 2)
    with Dataset(folder) as dataset:
        frame = dataset.columns().with_columns(flag=pl.Series(["keep", None] * 3))
        chosen = choose(dataset, "flag = 'keep'", frame=frame)
        assert [np.asarray(one.records).tolist() for one in chosen] == [[0, 2], [1]]
        for wrong in (frame[:3], frame[::-1], frame.drop("record")):
            with pytest.raises(ValueError, match=r"Dataset\.columns\(\)"):
                choose(dataset, "flag = 'keep'", frame=wrong)
        kept = split_records(dataset, tmp_path / "out", where="flag = 'keep'", frame=frame)
    assert kept.records == 3
    merged = merge_records(folder, tmp_path / "merged", where="flag IS NULL", frame=frame)
    assert merged.records == 3
    with pytest.raises(ValueError, match="where"):
        merge_records(folder, tmp_path / "other", frame=frame)


def test_no_patient_is_in_two_parts(tmp_path: Path) -> None:
    slides(tmp_path / "in", 12)
    patients = {f"S{i}": f"P{i // 2}" for i in range(12)}
    annotations = pl.DataFrame({"patient": patients.values(), "slide": patients.keys()})
    before = tree(tmp_path / "in")
    with Dataset(tmp_path / "in", annotations=annotations) as dataset:
        report = split_records(dataset, tmp_path / "out", by="fraction", seed=5)
        again = split_records(dataset, tmp_path / "again", by="fraction", seed=5)
        other = split_records(dataset, tmp_path / "other", by="fraction", seed=6)
    assert tree(tmp_path / "in") == before
    assert report.records == 36
    parts = defaultdict(set)
    for line in split_of(tmp_path / "out"):
        assert line["patient"] == patients[line["slide"]]
        assert line["records"] == "3"
        assert told(tmp_path / "out" / line["tfrecord"])[0][0] == line["slide"]
        parts[line["patient"]].add(line["part"])
    assert all(len(one) == 1 for one in parts.values())
    assert {part for one in parts.values() for part in one} == {"train", "val", "test"}
    assert tree(tmp_path / "out") == tree(tmp_path / "again")
    assert again.records == other.records
    assert tree(tmp_path / "other") != tree(tmp_path / "out")


@given(
    st.integers(3, 40),
    st.lists(st.floats(0.01, 0.33), min_size=1, max_size=3),
    st.integers(0, 1000),
)
def test_parts_have_their_share_of_patients(count: int, fractions: list[float], seed: int) -> None:
    golden = Path(__file__).parents[3] / "data" / "golden"
    gathered = gather([pick(golden / "slide-A.tfrecords", *range(count))])
    gathered.slides = [f"S{i}" for i in range(count)]
    gathered.slide_of = np.arange(count, dtype=np.int32)
    parts = {str(number): fraction for number, fraction in enumerate(fractions)}
    part_of = by_lot(gathered, parts, seed, lambda slide: slide)
    for number, fraction in enumerate(fractions):
        share = int((part_of == number).sum())
        assert share >= 1
        if min(fractions) * count >= 1:
            assert abs(share - fraction * count) < 1.001
    gathered.close()


def test_a_record_is_in_the_first_part_whose_condition_it_fulfils(tmp_path: Path) -> None:
    slides(tmp_path / "in", 2, tiles=4)
    with Dataset(tmp_path / "in") as dataset:
        report = split_records(
            dataset,
            tmp_path / "out",
            by="filter",
            parts={"left": "x < 200", "low": "y = 1", "never": "x > 1000"},
            layout="single",
        )
        rest = split_records(
            dataset,
            tmp_path / "rest",
            by="filter",
            parts={"left": "x < 200"},
            rest="others",
            where="y = 0",
            sort=[("x", True)],
        )
    assert [(file.part, file.path.name, file.records) for file in report.files] == [
        ("left", "left.tfrecords", 4),
        ("low", "low.tfrecords", 2),
    ]
    assert [line[0] for line in told(report.files[0].path)] == ["S0", "S0", "S1", "S1"]
    assert kinds(report.findings) == ["new-split", "new-split"]
    assert [str(finding).partition(": ")[2] for finding in report.findings] == [
        "The part “never” has no record, and no folder.",
        "2 records are in no part. A part for these is named rest.",
    ]
    assert [(file.part, file.records) for file in rest.files] == [("others", 2), ("left", 2)]
    assert [line[2] for line in told(tmp_path / "rest/others/S0.tfrecords")] == [300, 200]
    assert split_of(tmp_path / "rest") == [
        {"part": part, "patient": "", "slide": "S0", "records": "2", "tfrecord": path}
        for part, path in (("others", "others/S0.tfrecords"), ("left", "left/S0.tfrecords"))
    ]


def test_slides_of_one_file_become_files(golden: Path, tmp_path: Path) -> None:
    with Dataset(golden / "mixed_formats.tfrecords") as dataset:
        report = split_records(dataset, tmp_path)
        assert report.others == (tmp_path / "split.csv",)
        with pytest.raises(TargetExistsError):
            split_records(dataset, tmp_path)
    assert [file.path.relative_to(tmp_path).as_posix() for file in report.files] == [
        "mixed_formats.tfrecords",
        "other-slide.tfrecords",
    ]
    assert [line["part"] for line in split_of(tmp_path)] == ["", ""]


def test_slides_can_be_listed(tmp_path: Path) -> None:
    slides(tmp_path / "in", 3)
    with Dataset(tmp_path / "in") as dataset:
        report = split_records(
            dataset, tmp_path / "out", parts={"a": ["S2"], "b": ["S0"]}, manifest=True
        )
        with pytest.raises(DatasetError, match="slide S9"):
            split_records(dataset, tmp_path / "o", parts={"a": ["S9"]})
    assert [(file.part, file.slides) for file in report.files] == [("b", ("S0",)), ("a", ("S2",))]
    assert "3 records are in no part." in str(report.findings[0])
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "a",
        "b",
        "manifest.json",
        "split.csv",
    ]


def test_what_is_there_is_told_before_anything_is_written(tmp_path: Path) -> None:
    slides(tmp_path / "in", 3)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/split.csv").write_bytes(b"mine")
    with Dataset(tmp_path / "in") as dataset:
        with pytest.raises(TargetExistsError, match="there already"):
            split_records(dataset, tmp_path / "out", by="fraction")
        assert tree(tmp_path / "out") == {"split.csv": b"mine"}
        split_records(dataset, tmp_path / "out", by="fraction", existing="replace")
    assert len(split_of(tmp_path / "out")) == 3


def test_what_stays_is_told_in_the_table_as_well(tmp_path: Path) -> None:
    slides(tmp_path / "in", 4)
    with Dataset(tmp_path / "in") as dataset:
        split_records(dataset, tmp_path / "out", by="fraction", seed=2)
        before = tree(tmp_path / "out")
        gone = split_of(tmp_path / "out")[1]["tfrecord"]
        (tmp_path / "out" / gone).unlink()
        (tmp_path / "out" / gone).with_suffix(".index.npz").unlink()
        report = split_records(dataset, tmp_path / "out", by="fraction", seed=2, existing="skip")
    assert (len(report.files), len(report.kept)) == (1, 3)
    assert tree(tmp_path / "out") == before


@pytest.mark.parametrize("existing", ["refuse", "skip", "replace"])
def test_no_slide_comes_to_two_parts_by_another_split(
    existing: Literal["refuse", "skip", "replace"], tmp_path: Path
) -> None:
    slides(tmp_path / "in", 6)
    out = tmp_path / "out"
    with Dataset(tmp_path / "in") as dataset:
        split_records(dataset, out, parts={"a": ["S0", "S1"], "b": ["S2", "S3"]})
        (out / "split.csv").unlink()
        before = tree(out)
        with pytest.raises(TargetExistsError, match="not of this split"):
            split_records(
                dataset, out, parts={"a": ["S1"], "b": ["S4"], "c": ["S0"]}, existing=existing
            )
        with pytest.raises(TargetExistsError, match=r"“b” has TFRecords .* S2"):
            split_records(
                dataset,
                out,
                by="filter",
                parts={"b": "x > 9999"},
                rest="d",
                existing=existing,
            )
    assert tree(out) == before


def test_patients_may_be_told_by_the_names_of_tfrecords(tmp_path: Path) -> None:
    for i in range(8):
        made(tmp_path / f"in/F{i}.tfrecords", (f"told-{i}", i, 1, 1))
    patients = pl.DataFrame({"patient": list("PPQQRRSS"), "slide": [f"F{i}" for i in range(8)]})
    with Dataset(tmp_path / "in", annotations=patients) as dataset:
        split_records(
            dataset, tmp_path / "out", by="fraction", parts=dict.fromkeys("ab", 0.5), seed=1
        )
    parts = defaultdict(set)
    for line in split_of(tmp_path / "out"):
        parts[line["patient"]].add(line["part"])
    assert parts.keys() == {*"PQRS"}
    assert all(len(one) == 1 for one in parts.values())


def test_conditions_hold_for_the_others_if_a_file_is_another_by_now(tmp_path: Path) -> None:
    slides(tmp_path / "in", 2, tiles=4)
    with Dataset(tmp_path / "in") as dataset:
        dataset.columns()
        with open(tmp_path / "in/S0.tfrecords", "ab") as file:
            file.write(b"more")
        report = split_records(
            dataset, tmp_path / "out", by="filter", parts={"left": "y = 0", "right": "x >= 200"}
        )
    assert [(file.part, file.slides, file.records) for file in report.files] == [
        ("right", ("S1",), 2)
    ]
    assert [line[2] for line in told(tmp_path / "out/right/S1.tfrecords")] == [200, 300]
    assert len(report.left_out) == 4


def test_what_stays_must_belong_to_its_part(tmp_path: Path) -> None:
    slides(tmp_path / "in", 4)
    out = tmp_path / "out"
    with Dataset(tmp_path / "in") as dataset:
        split_records(dataset, out, parts={"a": ["S0"], "b": ["S2"]}, layout="single")
        (out / "b/b.tfrecords").unlink()
        (out / "b/b.index.npz").unlink()
        before = tree(out)
        for parts in ({"a": ["S2"], "b": ["S0"]}, {"a": ["S1"], "b": ["S0", "S2"]}):
            with pytest.raises(TargetExistsError, match="in another part now: S0"):
                split_records(dataset, out, parts=parts, layout="single", existing="skip")
        assert tree(out) == before
        split_records(
            dataset, out, parts={"a": ["S0"], "b": ["S1"]}, layout="single", existing="skip"
        )
    assert tree(out)["a/a.tfrecords"] == before["a/a.tfrecords"]
    assert told(out / "b/b.tfrecords")[0][0] == "S1"


def test_no_patient_comes_to_two_parts_by_what_stays(tmp_path: Path) -> None:
    slides(tmp_path / "in", 6)
    patients = pl.DataFrame({"patient": list("PPQQRR"), "slide": [f"S{i}" for i in range(6)]})
    refused = set()
    with Dataset(tmp_path / "in", annotations=patients) as dataset:
        for seed in range(6):
            out, fresh = tmp_path / f"out{seed}", tmp_path / f"fresh{seed}"
            split_records(dataset, out, parts={"a": ["S0"]}, layout="single")

            def other(folder: Path, seed: int = seed) -> None:
                split_records(
                    dataset,
                    folder,
                    by="fraction",
                    parts=dict.fromkeys("ab", 0.5),
                    seed=seed,
                    layout="single",
                    where="slide <> 'S0'",
                    existing="skip",
                )

            other(fresh)
            if refuses := {line["slide"]: line["part"] for line in split_of(fresh)}["S1"] == "b":
                with pytest.raises(TargetExistsError, match="in another part now: S0"):
                    other(out)
            else:
                other(out)
            refused.add(refuses)
    assert refused == {True, False}


def test_a_table_of_another_kind_is_not_replaced_unasked(tmp_path: Path) -> None:
    slides(tmp_path / "in", 3)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/split.csv").write_bytes(b"mine")
    with (
        Dataset(tmp_path / "in") as dataset,
        pytest.raises(TargetExistsError, match="no table of a split"),
    ):
        split_records(dataset, tmp_path / "out", by="fraction", existing="skip")
    assert tree(tmp_path / "out") == {"split.csv": b"mine"}


def test_an_error_after_the_tfrecords_tells_what_was_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slides(tmp_path / "in", 3)

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(split_folder, "write_atomically", full)
    with (
        Dataset(tmp_path / "in") as dataset,
        pytest.raises(OSError, match="No space left") as raised,
    ):
        split_records(dataset, tmp_path / "out", by="fraction")
    assert vars(raised.value)["report"].records == 9


@pytest.mark.parametrize(
    ("arguments", "kind", "said"),
    [
        ({"by": "colour"}, ValueError, "by='colour'"),
        ({"by": "filter"}, ValueError, "needs parts"),
        ({"by": "filter", "parts": {}}, ValueError, "no part"),
        ({"by": "filter", "parts": ["x > 1"]}, TypeError, "mapping"),
        ({"by": "filter", "parts": {"a": 5}}, TypeError, "a condition"),
        ({"by": "filter", "parts": {"a": " "}}, ValueError, "empty"),
        ({"by": "filter", "parts": {"a": "nowhere = 1"}}, QueryError, "no column"),
        ({"by": "filter", "parts": {"../a": "x > 1"}}, ValueError, "name of a folder"),
        ({"by": "filter", "parts": {"a": "x > 1", "A": "x < 1"}}, ValueError, "one name"),
        ({"by": "filter", "parts": {"a": "x > 1"}, "rest": "a"}, ValueError, "one name"),
        ({"by": "filter", "parts": {5: "x > 1"}}, TypeError, "is text"),
        ({"by": "filter", "parts": {"Split.csv": "x > 1"}}, ValueError, "name of a file"),
        ({"parts": {"a": ["S0"]}, "rest": "manifest.json"}, ValueError, "name of a file"),
        ({"by": "fraction", "parts": {"a": 0.7, "b": 0.4}}, ValueError, "more than 1"),
        ({"by": "fraction", "parts": {"a": 0}}, ValueError, "between 0 and 1"),
        ({"by": "fraction", "parts": {"a": float("nan")}}, ValueError, "between 0 and 1"),
        ({"by": "fraction", "parts": {"a": "half"}}, TypeError, "a fraction"),
        ({"by": "fraction", "seed": 0.5}, TypeError, "seed"),
        (
            {"by": "fraction", "parts": dict.fromkeys("abcd", 0.2)},
            DatasetError,
            "without being divided",
        ),
        ({"parts": {"a": "S0"}}, TypeError, "list of slides"),
        ({"parts": {"a": [5]}}, TypeError, "holds 5"),
        ({"parts": {"a": ["S0"], "b": ["S0"]}}, ValueError, "two parts"),
        ({"layout": "single"}, ValueError, "does not go"),
        ({"layout": "file", "parts": {"a": ["S0"]}}, ValueError, "does not go"),
        ({"rest": "r"}, ValueError, "no parts"),
        ({"where": "x > 99999"}, DatasetError, "No record is chosen"),
        ({"index": 1}, TypeError, "index"),
    ],
)
def test_a_wrong_argument_is_told_at_once(
    arguments: dict[str, Any], kind: type[Exception], said: str, tmp_path: Path
) -> None:
    slides(tmp_path / "in", 3)
    with Dataset(tmp_path / "in") as dataset, pytest.raises(kind, match=said):
        split_records(dataset, tmp_path / "out", **arguments)
    assert not (tmp_path / "out").exists()


def test_files_of_one_slide_become_one(tmp_path: Path) -> None:
    one = made(tmp_path / "1/S.tfrecords", ("S", 1, 1, 1), ("T", 2, 2, 2))
    two = made(tmp_path / "2/S.tfrecords", ("S", 3, 3, 3))
    report = merge_records([tmp_path / "1", two], tmp_path / "out")
    assert report.findings == []
    assert payloads(tmp_path / "out/S.tfrecords") == [*payloads(one, [0]), *payloads(two)]
    assert payloads(tmp_path / "out/T.tfrecords") == payloads(one, [1])
    sound(tmp_path / "out/S.tfrecords").close()
    single = merge_records([one, two], tmp_path / "all", layout="single")
    assert single.files[0].path == tmp_path / "all/all.tfrecords"
    assert single.files[0].slides == ("S", "T")
    assert files_in(tmp_path / "all") == ["all.index.npz", "all.tfrecords"]


def test_the_same_tiles_twice_are_told(tmp_path: Path) -> None:
    sources = [made(tmp_path / f"{i}/S.tfrecords", ("S", i, 1, 1), ("S", i, 0, 0)) for i in (1, 2)]
    report = merge_records(sources, tmp_path / "out")
    assert kinds(report.findings) == ["duplicate-location"]
    assert "1 record of it has the location" in report.findings[0].message


def test_split_and_merged_again_nothing_is_lost(golden: Path, tmp_path: Path) -> None:
    source = golden / "slide-A.tfrecords"
    with Dataset(source) as dataset:
        split_records(dataset, tmp_path / "parts", by="filter", parts={"a": "x < 1500"}, rest="b")
    merge_records(tmp_path / "parts", tmp_path / "out")
    assert sorted(payloads(tmp_path / "out/slide-A.tfrecords")) == sorted(payloads(source))


@pytest.mark.parametrize(
    ("arguments", "kind", "said"),
    [
        ({"layout": "file"}, ValueError, "joins nothing"),
        ({"layout": "all"}, ValueError, "layout='all'"),
        ({"filename": "x.tfrecords"}, ValueError, "names one TFRecord"),
        ({"layout": "single", "filename": "a/b"}, ValueError, "no name of a file"),
        ({"existing": "append"}, ValueError, "append"),
    ],
)
def test_a_wrong_word_of_a_merge_is_told_at_once(
    arguments: dict[str, Any], kind: type[Exception], said: str, golden: Path, tmp_path: Path
) -> None:
    with pytest.raises(kind, match=said):
        merge_records(golden / "slide-A.tfrecords", tmp_path / "out", **arguments)
    assert not (tmp_path / "out").exists()


def test_nothing_to_merge_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no TFRecord to merge"):
        merge_records(tmp_path, tmp_path / "out")
    with pytest.raises(PathNotFoundError):
        merge_records(tmp_path / "gone", tmp_path / "out")


def test_records_are_chosen_by_condition_and_order(golden_copy: Path) -> None:
    with Dataset(
        [golden_copy / "slide-A.tfrecords", golden_copy / "mixed_formats.tfrecords"]
    ) as dataset:
        frame = dataset.columns()
        wanted = frame.filter(pl.col("x") > 700).sort("y", maintain_order=True)
        chosen = choose(dataset, "x > 700", "y")
        everything = choose(dataset)
        assert choose(dataset, "x > 99999") == []
        with pytest.raises(QueryError):
            choose(dataset, "nowhere = 1")
        with pytest.raises(QueryError):
            choose(dataset, sort="nowhere")
    assert [one.places for one in everything] == [None, None]
    assert [len(one.slides or ()) for one in everything] == [42, 8]
    placed: dict[int, tuple[str, int, str | None]] = {}
    for one in chosen:
        assert one.records is not None
        assert one.slides is not None
        places = range(len(one.records)) if one.places is None else one.places.tolist()
        for place, record, slide in zip(places, one.records.tolist(), one.slides, strict=True):
            placed[place] = one.path.stem, record, slide
    told_of = [placed[place] for place in sorted(placed)]
    assert told_of == wanted.select(pl.col("tfrecord").cast(pl.String), "record", "slide").rows()


def test_records_one_after_the_other_are_chosen_file_by_file() -> None:
    paths = [Path("a"), Path("b")]
    one, other = chosen_of(paths, np.array([1, 1, 0]), np.array([5, 3, 9]))
    assert (one.path, one.places, other.path, other.places) == (Path("b"), None, Path("a"), None)
    assert one.records is not None
    assert one.records.tolist() == [5, 3]
    one, other = chosen_of(paths, np.array([1, 0, 1]), np.array([5, 3, 9]), ["x", "y", "z"])
    assert one.places is not None
    assert one.places.tolist() == [0, 2]
    assert (one.slides, other.slides) == (["x", "z"], ["y"])
    assert chosen_of(paths, np.array([], np.int64), np.array([], np.int64)) == []
    assert [(one.path, one.records) for one in all_of(["a", "b"])] == [
        (Path("a"), None),
        (Path("b"), None),
    ]
