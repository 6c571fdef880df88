from pathlib import Path

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tfrviewer.dataset.table import table_file
from tfrviewer.dataset.table.table_file import TableForm, form_of, write_table
from tfrviewer.jobs import Cancelled, CancelToken

NUMBERS = np.array([4, 0, 2, 1], np.uint32)


@pytest.fixture
def frame(monkeypatch: pytest.MonkeyPatch) -> pl.DataFrame:
    monkeypatch.setattr(table_file, "PART", 3)
    return pl.DataFrame(
        {
            "number": pl.Series(range(5), dtype=pl.UInt32),
            "slide": pl.Series(["a", 'b"', None, "d\te", "é"], dtype=pl.Categorical),
            "blur": [0.5, None, 1e-9, 2.0, 3.0],
            "raw": [b"\x00\xff", b"", None, b"x", b"y"],
            "list": [[1, 2], [], None, [3], [4]],
        }
    )


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.parquet"])
def test_the_file_holds_the_columns_and_records_asked_for_in_their_order(
    frame: pl.DataFrame, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    seen: list[tuple[int, int]] = []
    columns = ["blur", "slide", "number"]
    count = write_table(
        frame,
        path,
        columns=columns,
        numbers=NUMBERS,
        progress=lambda done, total, text: seen.append((done, total)),
    )
    expected = frame.select(columns)[NUMBERS]
    if name.endswith("parquet"):
        assert_frame_equal(pl.read_parquet(path), expected)
    else:
        separator = "," if name.endswith("csv") else "\t"
        found = pl.read_csv(path, separator=separator, schema_overrides={"number": pl.UInt32})
        assert_frame_equal(found, expected.cast({"slide": pl.String}))
    assert (count, seen) == (4, [(3, 4), (4, 4)])
    assert [other.name for other in tmp_path.iterdir()] == [name]


def test_bytes_and_lists_are_told_in_text(frame: pl.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_table(frame, path, columns=["raw", "list"], numbers=NUMBERS)
    assert path.read_text().splitlines() == ["raw,list", "79,[4]", '00ff,"[1, 2]"', ",", '"",[]']


@pytest.mark.parametrize("form", TableForm)
def test_a_cancel_leaves_the_old_file_and_nothing_else(
    frame: pl.DataFrame, tmp_path: Path, form: TableForm
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("old")
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        write_table(
            frame,
            path,
            columns=["number"],
            numbers=NUMBERS,
            form=form,
            progress=lambda done, total, text: cancel.cancel(),
            cancel=cancel,
        )
    assert [one.name for one in tmp_path.iterdir()] == ["t.csv"]
    assert path.read_text() == "old"


@pytest.mark.parametrize("name", ["t.csv", "t.parquet"])
def test_no_record_leaves_the_names_of_the_columns(
    frame: pl.DataFrame, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    assert write_table(frame, path, columns=["blur"], numbers=NUMBERS[:0]) == 0
    read = pl.read_csv if name.endswith("csv") else pl.read_parquet
    assert read(path).columns == ["blur"]


@pytest.mark.parametrize(
    ("columns", "numbers", "name", "message"),
    [
        (["no"], [0], "t.csv", "which the table has not"),
        (["blur", "blur"], [0], "t.csv", "twice"),
        (["blur"], [5], "t.csv", "places in a table of 5"),
        (["blur"], [0], "t.xls", "tells no form"),
        (["blur"], [0], "t.tfrecords", "name of a TFRecord"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    frame: pl.DataFrame,
    tmp_path: Path,
    columns: list[str],
    numbers: list[int],
    name: str,
    message: str,
) -> None:
    with pytest.raises(ValueError, match=message):
        write_table(frame, tmp_path / name, columns=columns, numbers=np.array(numbers))
    assert list(tmp_path.iterdir()) == []


def test_the_form_goes_by_the_extension() -> None:
    assert form_of(Path("a/T.CSV")) is TableForm.CSV
    assert form_of(Path("t.txt")) is TableForm.TSV
