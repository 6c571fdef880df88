"""Features added to chosen records, and slides renamed."""

import os
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.build.made import kinds
from tests.unit.build.subset.copies import made, payloads, pick, sound
from tfrviewer import RecordWriter, TFRecord
from tfrviewer.build.subset.chosen import Chosen, all_of
from tfrviewer.build.subset.subset import save_records
from tfrviewer.errors import DatasetError, ExampleError
from tfrviewer.tfrecord.example import SequenceExample, parse_example

NAN = float("nan")


def two_slides(folder: Path) -> Path:
    return made(
        folder / "in/S.tfrecords",
        ("A", 1, 10, 20),
        ("B", 2, 30, 40),
        ("A", 3, 50, 60, {"grade": 2, "note": "x"}),
        ("A", 4, None, None),
    )


def values(folder: Path, name: str) -> list[Any]:
    """The values of a feature by the order of images, None where it is not there."""
    found: dict[int, Any] = {}
    for path in sorted(folder.glob("*.tfrecords")):
        with sound(path) as tfr:
            for record in tfr:
                found[len(found)] = record.get(name)
    return list(found.values())


def test_a_flag_is_added_to_all(tmp_path: Path) -> None:
    save_records([Chosen(two_slides(tmp_path))], tmp_path / "out", features={"kept": True})
    assert values(tmp_path / "out", "kept") == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("given_values", "expected"),
    [
        ({"A": 5}, [5.0, 5.0, 5.0, NAN]),
        ({"A": 5, "B": 6}, [5, 5, 5, 6]),
        ({"A": 5, "C": 6}, [5.0, 5.0, 5.0, NAN]),
        ({"A": "x"}, [b"x", b"x", b"x", b""]),
        ({("A", 50, 60): 0.5, ("B", 30, 40): 2}, [NAN, 0.5, NAN, 2.0]),
        ({("A", 0, 0): 1}, [NAN] * 4),
        ([1.5, None, 2, 3], [1.5, 2.0, 3.0, NAN]),
        (np.array([1, 2, 3, 4]), [1, 3, 4, 2]),
        (pl.Series(["a", None, "c", "d"]), [b"a", b"c", b"d", b""]),
        ({"A": [1, 2]}, [[1, 2], [1, 2], [1, 2], None]),
        ([None] * 4, [None] * 4),
        ([[1, 2], [3], None, [4, 5]], [[1, 2], None, [4, 5], 3]),
        ({}, [None, None, None, None]),
        (b"\x00\xff", [b"\x00\xff"] * 4),
        (np.float32(0.25), [0.25] * 4),
    ],
)
def test_values_go_by_slide_location_or_place(
    given_values: object, expected: list[Any], tmp_path: Path
) -> None:
    source = two_slides(tmp_path)
    save_records([Chosen(source)], tmp_path / "out", features={"score": given_values})
    found = values(tmp_path / "out", "score")
    assert list(map(repr, found)) == list(map(repr, expected))
    assert values(tmp_path / "out", "loc_x") == [10, 50, None, 30]


def test_values_go_by_record(tmp_path: Path) -> None:
    source = two_slides(tmp_path)
    features = {"score": {(source, 2): 7, (str(source), 0): 8, ("elsewhere", 0): 9}}
    report = save_records([pick(source, 2, 1, 0)], tmp_path / "out", features=features)
    assert values(tmp_path / "out", "score") == [7.0, 8.0, pytest.approx(NAN, nan_ok=True)]
    assert kinds(report.findings) == ["missing-field"]
    assert "1 record got NaN as “score”" in report.findings[0].message
    assert "Whole numbers are stored as floats" in report.findings[0].message


def test_whole_numbers_that_no_float_holds_are_told(tmp_path: Path) -> None:
    report = save_records(
        [Chosen(two_slides(tmp_path))], tmp_path / "out", features={"n": {"A": 2**24 + 1}}
    )
    assert "too large to be exact" in report.findings[0].message


def test_a_record_without_a_value_keeps_its_own(tmp_path: Path) -> None:
    source = made(
        tmp_path / "in/A.tfrecords",
        *(("A", n, n, n, {"grade": n}) for n in (1, 2)),
        ("A", 3, 3, 3),
    )
    features = {"grade": {("A", 1, 1): 7}}
    report = save_records([Chosen(source)], tmp_path / "out", features=features)
    assert values(tmp_path / "out", "grade") == [7, 2, pytest.approx(NAN, nan_ok=True)]
    (finding,) = report.findings
    assert "1 record keeps its own “grade”" in finding.message
    assert "1 record got NaN as “grade”" in finding.message


def test_values_follow_the_order_given_even_if_files_are_lost(tmp_path: Path) -> None:
    source = two_slides(tmp_path)
    chosen = [pick(tmp_path / "gone.tfrecords", 0, 1), pick(source, 2, 0)]
    save_records(chosen, tmp_path / "out", features={"n": [1, 2, 3, 4]})
    assert values(tmp_path / "out", "n") == [3, 4]
    chosen = [Chosen(source, np.array([0, 2]), np.array([9, 5]))]
    save_records(chosen, tmp_path / "placed", features={"n": [1, 2]}, order="file")
    assert values(tmp_path / "placed", "n") == [2, 1]


def test_nothing_else_of_a_record_changes(golden: Path, tmp_path: Path) -> None:
    source = golden / "extra_features.tfrecords"
    save_records(all_of([source]), tmp_path, features={"zzz": 1})
    (written,) = tmp_path.glob("*.tfrecords")
    for before, after in zip(payloads(source), payloads(written), strict=True):
        old, new = parse_example(before).features, parse_example(after).features
        assert new.pop("zzz").values == (1,)
        assert new == old


def test_a_feature_that_is_there_is_replaced(tmp_path: Path) -> None:
    source = two_slides(tmp_path)
    save_records([pick(source, 2)], tmp_path / "out", features={"grade": "high"})
    assert values(tmp_path / "out", "grade") == [b"high"]
    assert values(tmp_path / "out", "note") == [b"x"]
    save_records([pick(source, 2)], tmp_path / "same", features={"grade": 7})
    assert values(tmp_path / "same", "grade") == [7]


def test_features_are_written_in_the_order_of_their_names(tmp_path: Path) -> None:
    names = [f"added-{i:02}" for i in range(30)]
    save_records(
        [pick(two_slides(tmp_path), 0)], tmp_path / "out", features=dict.fromkeys(names[::-1], 1)
    )
    (payload,) = payloads(tmp_path / "out/A.tfrecords")
    places = [payload.index(name.encode()) for name in names]
    assert places == sorted(places)


def test_unknown_fields_and_feature_lists_are_kept(golden: Path, tmp_path: Path) -> None:
    source = golden / "sequence_example.tfrecord"
    save_records(all_of([source]), tmp_path, layout="file", features={"flag": 1})
    (written,) = tmp_path.glob("*.tfrecords")
    for before, after in zip(payloads(source), payloads(written), strict=True):
        old, new = parse_example(before), parse_example(after)
        assert new.feature_lists == old.feature_lists
        assert new.features["flag"].values == (1,)
    unknown = b"\x9a\x06\x03new"  # field 99, which no Example has
    with RecordWriter(tmp_path / "in.tfrecords") as writer:
        writer.write(payloads(source)[0] + unknown)
    save_records(
        all_of([tmp_path / "in.tfrecords"]), tmp_path / "o", layout="file", features={"flag": 1}
    )
    (after,) = payloads(tmp_path / "o/in.tfrecords")
    assert unknown in after


@given(
    st.dictionaries(
        st.text(min_size=1).filter(lambda n: n not in {"image_raw", "slide", "loc_x", "loc_y"}),
        st.one_of(
            st.integers(-(2**63), 2**63 - 1),
            st.text(),
            st.binary(),
            st.floats(width=32, allow_nan=False),
        ),
        max_size=3,
    )
)
def test_any_value_comes_back_and_the_same_bytes_again(features: dict[str, Any]) -> None:
    folder = Path(os.environ["HOME"])
    source = two_slides(folder)
    made_before = []
    for _ in range(2):
        save_records(
            [pick(source, 0)], folder / "out", features=features, existing="replace", sync=False
        )
        made_before.append((folder / "out/A.tfrecords").read_bytes())
    assert made_before[0] == made_before[1]
    with TFRecord(folder / "out/A.tfrecords") as tfr:
        for name, value in features.items():
            stored = value.encode() if isinstance(value, str) else value
            assert tfr.example(0).features[name].values == (stored,)


def test_a_slide_can_be_renamed(golden: Path, tmp_path: Path) -> None:
    source = golden / "mixed_formats.tfrecords"
    report = save_records(all_of([source]), tmp_path, renamed={"other-slide": "new/name"})
    assert [file.slides for file in report.files] == [("mixed_formats",), ("new/name",)]
    assert report.files[1].path.name == "new%2Fname.tfrecords"
    with sound(report.files[1].path) as tfr:
        assert tfr[0]["slide"] == "new/name"
    before = TFRecord(source, create_index=False)
    numbers = [i for i in range(8) if before[i]["slide"] == "mixed_formats"]
    assert payloads(report.files[0].path) == payloads(source, numbers)
    joined = save_records(
        all_of([source]), tmp_path / "j", renamed={"other-slide": "mixed_formats"}
    )
    assert [(file.records, file.slides, file.counts) for file in joined.files] == [
        (8, ("mixed_formats",), (8,))
    ]


def test_a_record_without_a_slide_gets_the_new_name(golden: Path, tmp_path: Path) -> None:
    source = golden / "foreign_schema.tfrecord"
    report = save_records(all_of([source]), tmp_path, renamed={"foreign_schema": "S"})
    with sound(report.files[0].path) as tfr:
        assert {tfr.example(i).slide for i in range(len(tfr))} == {"S"}


@pytest.mark.parametrize("features", [None, {"flag": 1}])
def test_what_is_no_example_is_left_out(
    features: dict[str, int] | None, golden: Path, tmp_path: Path
) -> None:
    source = golden / "undecodable_images.tfrecords"
    report = save_records(all_of([source]), tmp_path / "out", layout="file", features=features)
    assert [left.record for left in report.left_out] == [6]
    assert kinds(report.findings) == ["not-an-example"]
    with sound(report.files[0].path) as tfr:
        assert len(tfr) == report.records
        for record in range(len(tfr)):
            tfr.example(record)
    if features is None:
        with TFRecord(source, create_index=False) as before:
            kept = [record for record in range(len(before)) if record != 6]
        assert payloads(report.files[0].path) == payloads(source, kept)
    with pytest.raises(ExampleError, match=r"not a tf\.train\.Example") as raised:
        save_records(
            all_of([source]),
            tmp_path / "strict",
            layout="file",
            features=features,
            on_problem="raise",
        )
    assert raised.value.finding.record == 6


def test_an_empty_payload_is_copied(tmp_path: Path) -> None:
    with RecordWriter(tmp_path / "A.tfrecords") as writer:
        writer.write(b"")
    report = save_records(all_of([tmp_path / "A.tfrecords"]), tmp_path / "out")
    assert payloads(report.files[0].path) == [b""]


@pytest.mark.parametrize(
    ("features", "kind", "said"),
    [
        ({"slide": "x"}, ValueError, "renamed by renamed"),
        ({"loc_x": 1}, ValueError, "what a tile is"),
        ({"": 1}, TypeError, "name of a feature"),
        ({"\ud800": 1}, ValueError, "name of the feature .* UTF-8"),
        ({"a": "\ud800"}, ValueError, "value of the feature 'a' cannot be written as UTF-8"),
        ({"a": [1, 2]}, ValueError, "2 values for 4 chosen"),
        ({"a": {"A": 1, ("A", 1, 2): 2}}, TypeError, "all alike"),
        ({"a": {5: 1}}, TypeError, "by slide"),
        ({"a": [1, "x", 2, 3]}, TypeError, "mixed"),
        ({"a": [1, object(), 2, 3]}, TypeError, "number, text or bytes"),
        ({"a": [[[1]], 1, 2, 3]}, TypeError, "list of lists"),
        ({"a": 2**63}, ValueError, "64 bits"),
        ({"a": object()}, TypeError, "not as values"),
        ({"a": None}, TypeError, "not as values"),
        ([("a", 1)], TypeError, "mapping by names"),
    ],
)
def test_a_wrong_feature_is_told_at_once(
    features: object, kind: type[Exception], said: str, tmp_path: Path
) -> None:
    source = two_slides(tmp_path)
    with pytest.raises(kind, match=said):
        save_records([Chosen(source)], tmp_path / "out", features=features)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("renamed", "kind", "said"),
    [
        ({"C": "D"}, DatasetError, "There are: A, B"),
        ({"A": ""}, ValueError, "empty"),
        ({"A": "\ud800"}, ValueError, "UTF-8"),
        ({"A": 5}, TypeError, "holds 5"),
        ("A", TypeError, "mapping"),
    ],
)
def test_a_wrong_new_name_is_told_at_once(
    renamed: object, kind: type[Exception], said: str, tmp_path: Path
) -> None:
    with pytest.raises(kind, match=said):
        save_records([Chosen(two_slides(tmp_path))], tmp_path / "out", renamed=renamed)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


def test_the_image_is_the_same_after_all(golden: Path, tmp_path: Path) -> None:
    source = golden / "slide-A.tfrecords"
    save_records(all_of([source]), tmp_path, features={"f": 1}, renamed={"slide-A": "B"})
    with TFRecord(source, create_index=False) as before, sound(tmp_path / "B.tfrecords") as after:
        for i in range(len(before)):
            assert after[i] == before[i] | {"slide": "B", "f": 1}
    assert SequenceExample.FromString(payloads(tmp_path / "B.tfrecords")[0]).HasField("context")
