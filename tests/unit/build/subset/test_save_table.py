"""Records as a table."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from tests.unit.build.made import files_in, kinds
from tests.unit.build.subset.copies import made
from tests.unit.dataset.made import tree
from tfrviewer import Dataset
from tfrviewer.build.subset.table import save_table
from tfrviewer.errors import DatasetError, QueryError, TargetExistsError
from tfrviewer.jobs import Cancelled, CancelToken


@pytest.fixture
def frame(golden: Path) -> pl.DataFrame:
    with Dataset([golden / "slide-A.tfrecords", golden / "no_locations.tfrecords"]) as dataset:
        return dataset.columns()


def features_of(path: Path) -> list[dict[str, Any]]:
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["type"] == "FeatureCollection"
    features: list[dict[str, Any]] = told["features"]
    return features


def test_a_table_comes_back_from_csv_and_parquet(frame: pl.DataFrame, tmp_path: Path) -> None:
    report = save_table(frame, tmp_path / "deep/t.csv")
    assert (report.records, report.left_out, report.paths) == (
        54,
        0,
        (tmp_path / "deep/t.csv",),
    )
    read = pl.read_csv(tmp_path / "deep/t.csv", schema_overrides=dict(frame.schema))
    assert read.equals(frame)
    save_table(frame, tmp_path / "t.parquet")
    assert pl.read_parquet(tmp_path / "t.parquet").equals(frame)


def test_condition_order_and_columns_are_obeyed(frame: pl.DataFrame, tmp_path: Path) -> None:
    report = save_table(
        frame,
        tmp_path / "t.csv",
        columns=["y", "x"],
        where="x > 1000",
        sort=[("y", True), ("x", False)],
    )
    expected = (
        frame.filter(pl.col("x") > 1000).sort("y", "x", descending=[True, False]).select("y", "x")
    )
    assert pl.read_csv(tmp_path / "t.csv").equals(expected)
    assert report.records == expected.height


def test_chosen_places_keep_their_order(frame: pl.DataFrame, tmp_path: Path) -> None:
    save_table(frame, tmp_path / "t.csv", numbers=np.array([5, 2, 40]), where="x > 300")
    places = [n for n in (5, 2, 40) if frame["x"][n] > 300]
    assert pl.read_csv(tmp_path / "t.csv")["number"].to_list() == places
    part = frame[[30, 3]]
    save_table(part, tmp_path / "p.csv", where="record = 3")
    assert pl.read_csv(tmp_path / "p.csv")["number"].to_list() == [3]


def test_csv_holds_what_is_no_text(tmp_path: Path) -> None:
    frame = pl.DataFrame({"b": [b"\x00\xff", None], "l": [[1, 2], None], "t": ['a,"b"\n', "ü"]})
    save_table(frame, tmp_path / "t.csv")
    assert pl.read_csv(tmp_path / "t.csv").rows() == [
        ("00ff", "[1, 2]", 'a,"b"\n'),
        (None, None, "ü"),
    ]


def test_tiles_are_squares_around_their_locations(frame: pl.DataFrame, tmp_path: Path) -> None:
    report = save_table(frame, tmp_path / "t.geojson")
    assert (report.records, report.left_out) == (42, 12)
    assert kinds(report.findings) == ["no-location"]
    features = features_of(tmp_path / "t.geojson")
    located = frame.filter(pl.col("x").is_not_null())
    for feature, line in zip(features, located.iter_rows(named=True), strict=True):
        (ring,) = feature["geometry"]["coordinates"]
        x, y = line["x"], line["y"]
        assert ring == [
            [x - 256, y - 256],
            [x + 256, y - 256],
            [x + 256, y + 256],
            [x - 256, y + 256],
            [x - 256, y - 256],
        ]
        told = feature["properties"]
        assert (told["slide"], told["tfrecord"], told["record"]) == (
            line["slide"],
            line["tfrecord"],
            line["record"],
        )
        assert (told["x"], told["y"], told["objectType"]) == (x, y, "tile")
        for name in ("width", "number", "offset", "bytes"):
            assert told["measurements"][name] == line[name]


def test_qupath_finds_what_it_keeps_and_nothing_it_would_misread(tmp_path: Path) -> None:
    own = {"color": "blue", "classification": "benign", "name": "mine", "type": "cell", "id": 5}
    frame = pl.DataFrame(
        {"slide": ["S"], "tfrecord": ["S"], "record": [7], "x": [1], "y": [2]}
        | {name: [value] for name, value in own.items()}
        | {"score": [0.5], "kept": [True], "cost": [Decimal("1.5")], "objectType": ["cell"]}
    )
    save_table(frame, tmp_path / "t.geojson", extent=2)
    (feature,) = features_of(tmp_path / "t.geojson")
    assert feature.keys() == {"type", "geometry", "properties"}
    told = feature["properties"]
    assert told["objectType"] == "tile"
    assert told["name"] == "S 7"
    assert told["measurements"] == {"x": 1, "y": 2, "id": 5, "score": 0.5}
    assert told["metadata"] == {
        "slide": "S",
        "tfrecord": "S",
        "record": "7",
        "color": "blue",
        "classification": "benign",
        "name": "mine",
        "type": "cell",
        "kept": "true",
        "cost": "1.5",
        "objectType": "cell",
    }
    assert told.keys() - {"objectType", "name", "measurements", "metadata"} == {
        "slide",
        "tfrecord",
        "record",
        "x",
        "y",
        "score",
        "kept",
        "cost",
    }


def test_the_pitch_is_that_of_all_records(frame: pl.DataFrame, tmp_path: Path) -> None:
    save_table(frame, tmp_path / "t.geojson", numbers=np.array([0]))
    ((ring,),) = (f["geometry"]["coordinates"] for f in features_of(tmp_path / "t.geojson"))
    assert ring[1][0] - ring[0][0] == 512


def test_squares_of_two_pitches_do_not_overlap(tmp_path: Path) -> None:
    places = [(256 * i, 512 * j) for i in range(1, 5) for j in range(1, 5)]
    frame = pl.DataFrame(
        {"slide": "S", "tfrecord": "S", "record": range(16)}
        | {"x": [x for x, _ in places], "y": [y for _, y in places]}
    )
    save_table(frame, tmp_path / "t.geojson")
    ((ring,), *_) = (f["geometry"]["coordinates"] for f in features_of(tmp_path / "t.geojson"))
    assert (ring[1][0] - ring[0][0], ring[2][1] - ring[1][1]) == (256, 256)


def test_an_extent_that_is_given_is_taken(frame: pl.DataFrame, tmp_path: Path) -> None:
    save_table(frame, tmp_path / "t.geojson", numbers=np.array([0]), extent=301)
    ((ring,),) = (f["geometry"]["coordinates"] for f in features_of(tmp_path / "t.geojson"))
    x, y = frame["x"][0], frame["y"][0]
    assert ring[0] == [x - 150.5, y - 150.5]
    assert ring[2] == [x + 150.5, y + 150.5]


def test_places_far_away_are_exact(tmp_path: Path) -> None:
    far = 2**60 + 1
    frame = pl.DataFrame(
        {"slide": ["S"], "tfrecord": ["S"], "record": [0], "x": [far], "y": [-far]}
    )
    save_table(frame, tmp_path / "t.geojson", extent=2)
    ((ring,),) = (f["geometry"]["coordinates"] for f in features_of(tmp_path / "t.geojson"))
    assert ring[0] == [far - 1, -far - 1]


def test_each_slide_has_a_file_in_a_folder(tmp_path: Path) -> None:
    tiles = [(slide, i, 256 * i, 0) for slide in ("A.1", "../b", "a.1") for i in range(1, 5)]
    with Dataset(made(tmp_path / "in/S.tfrecords", *tiles)) as dataset:
        frame = dataset.columns()
    report = save_table(frame, tmp_path / "out", form="geojson", extent=256)
    assert report.findings == ()
    assert files_in(tmp_path / "out") == ["%2E.%2Fb.geojson", "A.1.geojson", "a.1~2.geojson"]
    assert len(features_of(tmp_path / "out/A.1.geojson")) == 4
    one = save_table(frame, tmp_path / "t.geojson", extent=256)
    assert kinds(one.findings) == ["duplicate-slide"]


def test_numbers_that_json_has_not_are_left_out(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "slide": ["S", None],
            "tfrecord": ["S", "S"],
            "record": [0, 1],
            "x": [1, 2],
            "y": [1, 2],
            "score": [float("nan"), 0.5],
            "b": [b"\x01", None],
        }
    )
    save_table(frame, tmp_path / "t.geojson", extent=1, columns=["score", "b"])
    first, second = (f["properties"] for f in features_of(tmp_path / "t.geojson"))
    assert "score" not in first
    assert first["b"] == "01"
    assert second["measurements"] == {"x": 2, "y": 2, "score": 0.5}
    assert "slide" not in second


def test_tiles_that_tell_no_pitch_need_an_extent(tmp_path: Path) -> None:
    frame = pl.DataFrame({"slide": ["S"], "tfrecord": ["S"], "record": [0], "x": [5], "y": [5]})
    with pytest.raises(DatasetError, match="tell no pitch") as raised:
        save_table(frame, tmp_path / "t.geojson")
    assert "extent" in raised.value.finding.remedy
    assert files_in(tmp_path) == []


def test_what_is_there_is_refused_or_replaced(frame: pl.DataFrame, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"mine")
    with pytest.raises(TargetExistsError):
        save_table(frame, tmp_path / "t.csv")
    assert tree(tmp_path) == {"t.csv": b"mine"}
    save_table(frame, tmp_path / "t.csv", existing="replace")
    assert pl.read_csv(tmp_path / "t.csv").height == 54
    with pytest.raises(TargetExistsError, match="not a folder"):
        save_table(frame, tmp_path / "t.csv/deeper.csv")
    (tmp_path / "d.csv").mkdir()
    with pytest.raises(TargetExistsError, match="folder"):
        save_table(frame, tmp_path / "d.csv", existing="replace")


@pytest.mark.parametrize(
    ("name", "arguments", "kind", "said"),
    [
        ("t.txt", {}, ValueError, "tells no form"),
        ("t.csv", {"form": "xml"}, ValueError, "form='xml'"),
        ("S.tfrecords", {"form": "csv", "existing": "replace"}, ValueError, "name of a TFRecord"),
        ("t.csv", {"existing": "skip"}, ValueError, "refused or replaced"),
        ("t.csv", {"extent": 5}, ValueError, "has none"),
        ("t.geojson", {"extent": 0}, ValueError, "greater than 0"),
        ("t.geojson", {"extent": float("nan")}, ValueError, "greater than 0"),
        ("t.geojson", {"extent": "5"}, TypeError, "level-0"),
        ("t.csv", {"classes": "slide"}, ValueError, "has none"),
        ("t.geojson", {"classes": "nowhere"}, DatasetError, "no column nowhere"),
        ("t.geojson", {"classes": 3}, TypeError, "name of a column"),
        ("t.geojson", {"colours": {}}, ValueError, "name the column"),
        ("t.geojson", {"classes": "slide", "colours": {"A": (1, 2, 256)}}, ValueError, "0 to 255"),
        ("t.csv", {"columns": []}, ValueError, "names none"),
        ("t.csv", {"columns": ["x", "x"]}, ValueError, "twice"),
        ("t.csv", {"columns": "x"}, TypeError, "list of names"),
        ("t.csv", {"columns": ["nowhere"]}, DatasetError, "no column nowhere"),
        ("t.csv", {"where": "nowhere > 1"}, QueryError, "no column"),
        ("t.csv", {"sort": "nowhere"}, QueryError, "no column"),
        ("t.csv", {"where": "x > 99999999"}, DatasetError, "No record is chosen"),
        ("t.csv", {"numbers": np.array([54])}, ValueError, "places"),
        ("t.csv", {"numbers": np.array([0.5])}, TypeError, "whole numbers"),
    ],
)
def test_a_wrong_argument_is_told_at_once(
    name: str,
    arguments: dict[str, Any],
    kind: type[Exception],
    said: str,
    frame: pl.DataFrame,
    tmp_path: Path,
) -> None:
    with pytest.raises(kind, match=said):
        save_table(frame, tmp_path / name, **arguments)
    assert files_in(tmp_path) == []


def test_squares_have_the_classes_of_a_column_in_their_colours(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"slide": "S", "tfrecord": "S", "record": range(4), "x": [1, 2, 3, 4], "y": 2}
        | {"kind": ["tumour", "stroma", None, ""], "other": [1, 2, 3, 4]}
    )
    told: list[tuple[int, int]] = []
    save_table(
        frame, tmp_path / "t.geojson", extent=1, columns=["other"], classes="kind",
        colours={"tumour": (200, 0, 1)},
        progress=lambda done, total, _: told.append((done, total)),
    )  # fmt: skip
    classes = [f["properties"].get("classification") for f in features_of(tmp_path / "t.geojson")]
    assert classes == [{"name": "tumour", "color": [200, 0, 1]}, {"name": "stroma"}, None, None]
    assert told == [(4, 4)]


def test_a_geojson_that_is_cancelled_is_not_there(frame: pl.DataFrame, tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        save_table(frame, tmp_path / "t.geojson", cancel=cancel)
    assert files_in(tmp_path) == []


def test_a_table_without_places_is_no_geojson(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="has no column “slide”"):
        save_table(pl.DataFrame({"x": [1]}), tmp_path / "t.geojson")
    with pytest.raises(TypeError, match="DataFrame"):
        save_table({"x": [1]}, tmp_path / "t.csv")  # type: ignore[arg-type]
