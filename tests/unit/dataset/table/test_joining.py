"""A table is joined to the records by what its lines are of, and what does not fit is told."""

import gzip
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tfrviewer.dataset.table.joining import (
    JoinTable,
    KeyKind,
    Keys,
    find_keys,
    is_table,
    join_table,
    read_join_table,
    value_columns,
)
from tfrviewer.errors import DatasetError
from tfrviewer.jobs import Cancelled, CancelToken

RECORDS = pl.DataFrame(
    {
        "tfrecord": pl.Series(["a", "a", "a", "sub/b", "sub/b"], dtype=pl.Categorical),
        "record": pl.Series([0, 1, 2, 0, 1], dtype=pl.UInt32),
        "slide": ["A", "A", "A", "B", "B"],
        "x": [0, 256, 512, 0, None],
        "y": [0, 0, 0, 256, None],
    }
)

Write = Callable[..., JoinTable]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a table and read it: `write("a,b\\n1,2\\n")`."""

    def write_it(content: str | bytes, name: str = "table.csv") -> JoinTable:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_join_table(path)

    return write_it


def test_that_columns_of_text_get_types(write: Write) -> None:
    table = write(
        "slide;loc_x;score;id;ok;gone;odd\nA; 10 ;0.5;007;True;;1\nB;20;NA;008;false;;x\n"
    )
    assert dict(table.frame.schema) == {
        "slide": pl.String(),
        "loc_x": pl.Int64(),
        "score": pl.Float64(),
        "id": pl.String(),
        "ok": pl.Boolean(),
        "gone": pl.Float64(),
        "odd": pl.String(),
    }
    assert table.frame.get_column("score").to_list() == [0.5, None]
    assert table.frame.get_column("ok").to_list() == [True, False]


def test_that_decimal_commas_are_read_where_semicolons_part_the_columns(write: Write) -> None:
    table = write("slide;x;p;q;r\nA;0;0,25;1;a,b\nA;256;-1,5e3;,5;1,2\nB;0;;2;\n")
    assert table.frame["p"].to_list() == [0.25, -1500, None]
    assert table.frame["q"].to_list() == [1, 0.5, 2]
    assert table.frame.schema["r"] == pl.String
    assert [one.message for one in table.findings] == [
        "The numbers of the column “p” have decimal commas: “0,25” was read as 0.25.",
        "The numbers of the column “q” have decimal commas: “,5” was read as 0.5.",
    ]
    table = write('slide,p\nA,"0,25"\nB,"1,5"\n')
    assert table.frame.schema["p"] == pl.String
    assert "“p” is taken as text: its numbers have commas" in table.findings[0].message


def test_that_names_stay_text_also_where_they_look_like_numbers(write: Write) -> None:
    table = write("Slide,score\n12E5,1e3\n001,2\n")
    assert table.frame.get_column("Slide").to_list() == ["12E5", "001"]
    assert table.frame.get_column("score").to_list() == [1000, 2]


@pytest.mark.parametrize(
    "name", ["t.parquet", "t.parquet.gzip", "t.feather", "t.csv.gz", "t[1].tsv"]
)
def test_that_every_form_of_a_table_is_read(name: str, tmp_path: Path) -> None:
    frame = pl.DataFrame({"slide": ["A", "B"], "loc_x": [1, 2], "loc_y": [3, 4], "p": [0.25, 0.5]})
    path = tmp_path / name
    if "parquet" in name:
        frame.with_columns(
            pl.col("p").cast(pl.Float32), pl.lit([1, 2]).alias("list"), pl.lit(b"x").alias("raw")
        ).write_parquet(path)
    elif name.endswith("feather"):
        frame.write_ipc(path)
    elif name.endswith("gz"):
        path.write_bytes(gzip.compress(frame.write_csv().encode()))
    else:
        frame.write_csv(path, separator="\t")
    assert is_table(path)
    assert read_join_table(path).frame.equals(frame)


def test_that_only_tables_are_taken_for_tables() -> None:
    names = ["x.CSV", "x.parquet.gzip", "x.tfrecords", "x.npz", "x.json"]
    assert [is_table(name) for name in names] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "It is empty"),
        (b"slide,p\nA,1\nB,2,3\n", "Line 3 has 3 columns, the header 2"),
        (b"slide,p,p\nA,1,2\n", "names 2 columns “p”"),
        (b'slide,p\n"A,1\nB,2\n', "opens a quotation mark that is not closed"),
        (b"PAR1 and no more", "cannot be read as Parquet"),
        (b"ARROW1\0\0 and no more", "cannot be read as Arrow"),
        (b"FEA1....", "Feather file of the first version"),
        (b"PK\x03\x04zip", "spreadsheet"),
        (b"a\0b,c\n1,2\n", "holds a byte that no text has"),
    ],
)
def test_that_what_cannot_be_read_is_told_in_words(
    content: bytes, message: str, write: Write
) -> None:
    with pytest.raises(DatasetError, match=message):
        write(content)


def test_that_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="It is not there"):
        read_join_table(tmp_path / "none.csv")


def test_that_text_of_another_encoding_is_read_and_told(write: Write) -> None:
    table = write("slide,grade\nA,mäßig\n".encode("cp1252"))
    assert table.frame.get_column("grade").to_list() == ["mäßig"]
    assert "not UTF-8" in table.findings[0].message


@pytest.mark.parametrize(
    ("header", "kind", "columns"),
    [
        ("number,tfrecord,record,slide,x,y,score", KeyKind.RECORD, ("tfrecord", "record")),
        ("slide,x,y,tfr_index,score", KeyKind.RECORD, ("slide", "tfr_index")),
        ("Slide,loc_x,loc_y,tumour-y_pred0", KeyKind.PLACE, ("Slide", "loc_x", "loc_y")),
        ("slide,x,y,score", KeyKind.PLACE, ("slide", "x", "y")),
        ("number,score", KeyKind.NUMBER, ("number",)),
        ("record,score", KeyKind.NUMBER, ("record",)),
        ("slide,score", KeyKind.SLIDE, ("slide",)),
    ],
)
def test_that_the_names_of_columns_tell_what_a_line_is_of(
    header: str, kind: KeyKind, columns: tuple[str, ...], write: Write
) -> None:
    table = write(f"{header}\n{','.join('1' * (header.count(',') + 1))}\n")
    keys = find_keys(table)[0]
    assert keys == Keys(kind, columns)
    assert value_columns(table, keys) == [header.split(",")[-1]]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("slide,loc_x,loc_y,p\nB,0,256,4\nA,256.0,0,2\n", [None, 2, None, 4, None]),
        ("tfrecord,record,p\nsub/b,1,5\na,0,1\n", [1, None, None, None, 5]),
        ("tfrecord,record,p\nb,1,5\n", [None, None, None, None, 5]),
        ("slide,record,p\nA,2,3\n", [None, None, 3, None, None]),
        ("number,p\n4,5\n0,1\n", [1, None, None, None, 5]),
        ("slide,p\nA,1\n", [1, 1, 1, None, None]),
        ("slide,p\na,1\n", [1, 1, 1, None, None]),
        (",p\nA-256-0,2\nB-0-256,4\n", [None, 2, None, 4, None]),
    ],
    ids=["place", "record", "stem", "record of slide", "number", "slide", "name of file", "label"],
)
def test_that_values_go_to_the_records_that_lines_are_of(
    text: str, values: list[int | None], write: Write
) -> None:
    joined = join_table(write(text), RECORDS)
    assert joined.columns.get_column("p").to_list() == values
    assert joined.n_matched == 5 - values.count(None)
    assert joined.n_lost == 0


def test_that_what_has_no_counterpart_is_counted_and_the_first_named(write: Write) -> None:
    joined = join_table(write("slide,x,y,p\nC,1,2,3\nA,0,0,1\n,0,0,9\nA,,,2\n"), RECORDS)
    assert (joined.n_lines, joined.n_lost) == (4, 3)
    assert joined.lost == ("C, 1, 2", "no slide, 0, 0", "A without a location")
    assert (joined.n_records, joined.n_matched) == (5, 1)
    assert joined.unmatched[0] == "a, record 1"
    told = [finding.message for finding in joined.findings]
    assert told[0] == (
        "3 lines of 4 are of no record here, first: C, 1, 2; no slide, 0, 0; A without a location."
    )
    assert told[1].startswith("4 records of 5 have no line, first: a, record 1; a, record 2;")


def test_that_lines_that_mean_the_same_are_told_and_the_first_is_taken(write: Write) -> None:
    joined = join_table(write("slide,x,y,p\n\nA,0,0,1\nB,0,256,2\nA,0,0,3\n"), RECORDS)
    assert joined.columns.get_column("p").to_list() == [1, None, None, 2, None]
    assert (joined.n_twice, joined.n_lost) == (1, 0)
    told = next(str(one) for one in joined.findings if "earlier" in one.message)
    assert "line 3 and line 5 are both of A, 0, 0" in told


def test_that_names_that_are_taken_get_a_suffix(write: Write) -> None:
    table = write("slide,score,score_joined\nA,1,2\n")
    joined = join_table(table, RECORDS, taken=["score", "slide"])
    assert joined.columns.columns == ["score_joined2", "score_joined"]
    assert joined.renamed == {"score": "score_joined2"}
    assert any("becomes “score_joined2”" in one.message for one in joined.findings)


def test_that_a_key_that_is_no_whole_number_is_told_with_its_line(write: Write) -> None:
    with pytest.raises(DatasetError, match=r"“loc_x”.* on line 3 holds “12\.5”"):
        join_table(write("slide,loc_x,loc_y,p\nA,0,0,1\nA,12.5,0,1\n"), RECORDS)
    with pytest.raises(DatasetError, match="on line 2 holds “left”"):
        join_table(write("slide,loc_x,loc_y,p\nA,left,0,1\n"), RECORDS)


def test_that_a_column_with_a_few_cells_that_are_no_numbers_is_told(write: Write) -> None:
    lines = "".join(f"{at},{'?' if at == 3 else at}\n" for at in range(40))
    joined = join_table(write("number,p\n" + lines), RECORDS)
    assert any("1 cell is none, first “?” on line 5" in one.message for one in joined.findings)


def test_that_keys_and_columns_can_be_chosen_and_wrong_ones_are_refused(write: Write) -> None:
    table = write("slide,x,y,p,q\nA,0,0,1,2\n")
    by_slide = Keys(KeyKind.SLIDE, ("slide",))
    joined = join_table(table, RECORDS, keys=by_slide, columns=["q"])
    assert joined.columns.to_dict(as_series=False) == {"q": [2, 2, 2, None, None]}
    with pytest.raises(DatasetError, match="no column “z”"):
        join_table(table, RECORDS, columns=["z"])
    with pytest.raises(DatasetError, match="taken twice"):
        join_table(table, RECORDS, columns=["p", "p"])
    with pytest.raises(DatasetError, match="None of its columns says what a line is of"):
        join_table(write("a,b\n1,2\n"), RECORDS)


def test_that_a_table_without_lines_and_a_dataset_without_records_are_joined(write: Write) -> None:
    table = write("slide,p\n")
    assert join_table(table, RECORDS).n_matched == 0
    assert join_table(write("slide,p\nA,1\n"), RECORDS.clear()).columns.height == 0


def test_that_joining_tells_its_steps_and_can_be_cancelled(write: Write) -> None:
    steps: list[tuple[int, int]] = []
    table = write("number,p\n0,1\n")
    join_table(table, RECORDS, progress=lambda done, total, _: steps.append((done, total)))
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        join_table(table, RECORDS, cancel=cancel)
    with pytest.raises(Cancelled):
        read_join_table(table.path, cancel=cancel)


@pytest.mark.parametrize("far", [2**40, -(2**63), 2**63 - 1], ids=["far", "least", "most"])
def test_that_numbers_of_any_size_are_joined_by(far: int) -> None:
    records = RECORDS.with_columns(x=pl.Series([0, 256, far, 0, None]))
    lines = {
        "slide": ["A", "A", "A", "A", None],
        "x": [far, 256, far, far // 2, 0],
        "y": [0] * 5,
        "p": [1, 2, 3, 4, 5],
    }
    table = JoinTable(Path("table.parquet"), pl.DataFrame(lines), is_text=False)
    joined = join_table(table, records)
    assert joined.columns["p"].to_list() == [None, 2, 1, None, None]
    assert (joined.n_lost, joined.n_twice, joined.n_matched) == (2, 1, 2)
