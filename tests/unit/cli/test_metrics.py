"""`tfrviewer metrics`."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from tests.unit.dataset.made import JPEG, PNG, tile, write
from tfrviewer.cli.app import run
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.review.joining import keys_of
from tfrviewer.review.names import default_reader
from tfrviewer.review.store import Store
from tfrviewer.tiles.metrics import METRICS, PRESETS, measure


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    images = [JPEG, PNG, b"no picture"]
    write(tmp_path / "data" / "a.tfrecords", [tile("a") | {"image_raw": one} for one in images])
    write(tmp_path / "data" / "b.tfrecords", [tile("b")])
    return tmp_path / "data"


def test_that_a_person_reads_figures_and_presets(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["metrics", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("4 tiles, 1 without a picture that can be decoded.")
    assert "a.tfrecords, record 2" in out + err, "it is not said which"
    assert all(f"  {name} " in out for name in METRICS)
    assert all(preset.title in out for preset in PRESETS.values())


def test_that_a_program_reads_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["metrics", str(folder / "a.tfrecords"), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["records"], told["measured"]) == (3, 2)
    assert [(one["kind"], one["record"]) for one in told["findings"]] == [("undecodable-image", 2)]
    light = told["metrics"]["brightness"]
    known = [measure(image)["brightness"] for image in (JPEG, PNG)]
    assert light["count"] == 2
    assert [light["min"], light["max"]] == pytest.approx(sorted(known), rel=1e-6)
    assert told["metrics"]["jpeg_quality"]["sd"] is None, "of one value there is none"
    assert set(told["presets"]) == set(PRESETS)


@pytest.mark.parametrize("name", ["out.csv", "out.parquet"])
def test_that_a_table_has_a_line_a_tile(folder: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    assert run(["metrics", str(folder), "--out", str(out)]) == 1
    frame = pl.read_csv(out) if name.endswith("csv") else pl.read_parquet(out)
    assert frame["tfrecord"].cast(pl.String).to_list() == ["a", "a", "a", "b"]
    assert frame["record"].to_list() == [0, 1, 2, 0]
    assert frame["brightness"].null_count() == 1
    assert set(METRICS) | {"phash", "x", "y"} <= set(frame.columns)


def test_that_a_condition_leaves_the_others_out(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    arguments = ["metrics", str(folder), "--where", "jpeg_quality > 0", "--out", str(out), "--json"]
    assert run(arguments) == 1
    assert json.loads(capsys.readouterr().out)["records"] == 2
    assert pl.read_csv(out)["record"].to_list() == [0, 0]


@pytest.mark.parametrize(
    ("where", "records"),
    [
        ("flag = 'reject'", [("a", 1)]),
        ("flag IS NULL AND slide = 'a'", [("a", 0), ("a", 2)]),
        ("contrast = 3", [("b", 0)]),
        ("contrast = 3 AND contrast_metric > 0", [("b", 0)]),
        ("note = 'x' OR note_review = 'mine'", [("a", 1)]),
    ],
)
def test_that_a_condition_takes_the_columns_that_others_take(
    folder: Path, tmp_path: Path, where: str, records: list[tuple[str, int]]
) -> None:
    write(folder / "b.tfrecords", [tile("b", contrast=3, note="y")])
    with Store() as store:
        mine = keys_of(Dataset(folder)).frame(np.array([1]))
        store.flag(mine, "reject", reader=default_reader())
        store.note(mine, "mine", reader=default_reader())
    out = tmp_path / "out.csv"
    assert run(["metrics", str(folder), "--where", where, "--out", str(out)]) in (0, 1)
    frame = pl.read_csv(out)
    assert frame.select("tfrecord", "record").rows() == records
    assert "flag" not in frame.columns


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--where", "beauty > 3"], "beauty"),
        (["--out", "there.csv"], "--replace"),
        (["--out", "table.xls"], ".parquet"),
        (["--out", "nowhere/table.csv"], "no folder"),
        (["--jobs", "0"], "jobs"),
        (["--reader", "me"], "--where"),
        (["--reader", "me", "--where", "flag = 'keep'"], "flagged none of these tiles"),
    ],
)
def test_that_wrong_use_is_told_before_anything_is_measured(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.csv").write_text("mine")
    monkeypatch.setattr("tfrviewer.dataset.metrics.frame.metrics_frame", None)
    assert run(["metrics", str(folder), *arguments]) == 2
    assert words in capsys.readouterr().err
    assert (tmp_path / "there.csv").read_text() == "mine"


def test_that_files_changed_meanwhile_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = Dataset.columns

    def fewer(*given: Any, **more: Any) -> pl.DataFrame:  # noqa: ANN401 - whatever it is given
        return columns(*given, **more).head(2)

    monkeypatch.setattr(Dataset, "columns", fewer)
    assert run(["metrics", str(folder), "--where", "slide = 'a'", "--json"]) == 1
    out, err = capsys.readouterr()
    assert "measure them again" in json.loads(out)["error"]["message"]
    assert "measure them again" in err


def test_that_a_file_there_is_replaced_when_asked(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "there.csv"
    out.write_text("mine")
    path = folder / "b.tfrecords"
    assert run(["metrics", str(path), "--out", str(out), "--replace"]) == 0
    assert out.read_text().startswith("number,")


def test_that_a_folder_without_tfrecords_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["metrics", str(tmp_path)]) == 2
    assert "no TFRecord" in capsys.readouterr().err


def test_that_findings_of_files_decide_the_end(golden: Path) -> None:
    assert run(["metrics", str(golden / "truncated_payload.tfrecords")]) == 1
    assert run(["metrics", str(golden / "slide-A.tfrecords")]) == 0
