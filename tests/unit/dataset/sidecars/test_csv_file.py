from pathlib import Path

import pytest

from tfrviewer.dataset.sidecars.csv_file import CsvTable, read_csv
from tfrviewer.errors import FindingKind, Severity, TfrError


def read(tmp_path: Path, text: str | bytes) -> CsvTable:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_csv(path, FindingKind.ANNOTATIONS, "slide")


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(TfrError) as caught:
        read(tmp_path, text)
    assert caught.value.finding.remedy
    return caught.value.finding.message


def test_that_lines_keep_the_numbers_they_have_in_the_file(tmp_path: Path) -> None:
    table = read(tmp_path, 'slide,note\n\ns1,"two\nlines"\ns2,"he said ""no"""\r\n,\ns3,NA\n')
    assert table.header == ["slide", "note"]
    assert table.lines == [["s1", "two\nlines"], ["s2", 'he said "no"'], ["s3", ""]]
    assert table.numbers == [3, 5, 7]
    assert table.column("slide") == ["s1", "s2", "s3"]
    assert not table.findings


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('slide,a,b\ns1,"x,1\ns2,y,2\n', 2),
        ('slide,a,b\ns1,x,1\ns2,"y,2', 3),  # in the last line, without its end
        ('slide,a,b\ns1,"x,1\ns2,"y",2\ns3,z,3\n', 2),  # closed by what opens the next one
        ('slide,a,b\r\ns1,"two\r\nlines",1\r\ns2,"y,2\r\ns3,z,3\r\n', 4),
        ('slide,a,b\ns1,"fine\nas it is","x,1\ns2,y,2\n', 3),
        ('slide,"a,b\ns1,x,1\n', 1),
        ('slide,a,b\ns1,"x,1\n' + "s2,y,2\n" * 40_000, 2),  # more than a cell may hold
    ],
)
def test_a_quotation_mark_that_is_not_closed_is_told_where_it_opens(
    tmp_path: Path, text: str, line: int
) -> None:
    message = refusal(tmp_path, text)
    assert message.startswith(f"Line {line:,} opens a quotation mark that is not closed")


def test_that_quotation_marks_within_a_cell_are_text(tmp_path: Path) -> None:
    table = read(tmp_path, 'slide,a,b\ns1,5" wide,"6" wide\n')
    assert table.lines == [["s1", '5" wide', "6 wide"]]
    assert not table.findings


def test_a_cell_that_holds_a_line_of_the_table_is_warned_of(tmp_path: Path) -> None:
    table = read(tmp_path, 'slide,a,b\ns1,x,"1\ns2,y,2\ns3,z,"\ns4,w,4\n')
    assert table.column("slide") == ["s1", "s4"]
    (finding,) = table.findings
    assert finding.severity is Severity.WARNING
    assert "lines 2 to 4 holds what looks like a line of its own" in finding.message
    assert not read(tmp_path, 'slide,note\ns1,"one\ntwo, three"\n').findings  # prose
    assert not read(tmp_path, 'slide,a,b\ns1,x,"one, two\nthree, four"\n').findings


def test_that_lines_with_fewer_columns_are_told_once(tmp_path: Path) -> None:
    table = read(tmp_path, "slide,a,b\ns1,x,1\ns2,y,2\ns3,z")
    assert table.lines[-1] == ["s3", "z", ""]
    assert table.cut == [4]
    (note,) = table.findings
    assert note.severity is Severity.NOTE
    assert note.message == "1 line has fewer columns than the header: line 4."
    assert "cut short" in note.remedy
    (note,) = read(tmp_path, "slide,a,b\ns1\ns2,y,2\ns3,z").findings
    assert note.message == "2 lines have fewer columns than the header: line 2 first."


def test_a_line_with_more_columns_is_refused_unless_they_are_blank(tmp_path: Path) -> None:
    table = read(tmp_path, "slide,a\ns1,x, ,\n")
    assert table.lines == [["s1", "x"]]  # as many cells as there are columns
    assert refusal(tmp_path, "slide,a\ns1,x,,y\n").startswith("Line 2 has 4 columns, the header 2")


def test_that_the_column_expected_tells_what_parts_the_columns(tmp_path: Path) -> None:
    header = "case;no;of;it,slide"
    table = read(tmp_path, f"{header}\n1;2;3;4,s1\n")
    assert table.header == ["case;no;of;it", "slide"]
    assert not table.findings
    assert read(tmp_path, "\ncase;slide\n1,5;s1\n").lines == [["1,5", "s1"]]
    assert read(tmp_path, "slide\ts,t;u,v;w\ns1\tx\n").header[0] != "slide"  # the most frequent
    assert read(tmp_path, "one\ns1\n").header == ["one"]


def test_that_columns_without_a_name_are_numbered_and_no_two_are_alike(tmp_path: Path) -> None:
    assert read(tmp_path, "slide,,\ns1,x,y\n").header == ["slide", "Unnamed: 1", "Unnamed: 2"]
    many = "".join(f",c{i}" for i in range(20_000))  # in no time, though there are many
    assert refusal(tmp_path, f"slide{many},c7\n") == "Line 1 names 2 columns “c7”."
    assert len(refusal(tmp_path, f"slide,{'x' * 500},{'x' * 500}\n")) < 130
