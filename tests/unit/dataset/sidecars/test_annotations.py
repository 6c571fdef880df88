from pathlib import Path

import polars as pl
import pytest

from tests.unit.dataset.made import tile, tree, write, write_slide
from tests.unit.dataset.projects import ANNOTATIONS
from tfrviewer import RecordWriter
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.sidecars.annotations import read_annotations
from tfrviewer.errors import AnnotationsError, FindingKind, Severity

TCGA = "TCGA-05-4244-01Z-00-DX1.d4ff32cd-38cf-40ea-8213-45c2b100ac01"


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "annotations.csv"
    path.write_text(ANNOTATIONS)
    return path


def test_that_annotations_are_read_as_slideflow_reads_them(csv: Path) -> None:
    annotations = read_annotations(csv)
    assert annotations.frame.to_dict(as_series=False) == {
        "patient": ["P1", "P1", "P2", "P3"],
        "subtype": ["LUAD", "LUSC", "", "LUAD"],
        "site": ["Site-1", "Site-1", "", "Site-2"],  # NA is blank, as pandas reads it
        "slide": ["s1", "s2", "s3", ""],
    }
    assert set(annotations.frame.dtypes) == {pl.String()}
    assert annotations.by_slide["s2"]["subtype"] == "LUSC"
    assert "" not in annotations.by_slide
    (note,) = annotations.findings
    assert (note.kind, note.severity) == (FindingKind.ANNOTATIONS, Severity.NOTE)
    assert "1 of 4 lines name no slide" in note.message


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        (b"\xef\xbb\xbfpatient,slide,site\nP1,s1,K\xc3\xb6ln\n", []),
        ("patient,slide,site\nP1,s1,Köln\n".encode("utf-16"), ["UTF-16"]),
        ("patient,slide,site\r\nP1,s1,Köln\r\n".encode("cp1252"), ["Line 2 is not UTF-8"]),
        ("patient;slide;site\nP1;s1;Köln\n".encode(), ["“;”"]),
        ("patient\tslide\tsite\nP1\ts1\tKöln\n".encode(), ["tabs"]),
        ('\n\npatient,slide,site\n\nP1,s1,"Köln"\n,,\n'.encode(), []),
        ("patient,slide,site,\nP1,s1,Köln,,,\n".encode(), []),
        ("patient,site,slide\nP1,Köln,s1".encode(), []),
    ],
)
def test_that_files_of_other_programs_are_understood(
    csv: Path, data: bytes, notes: list[str]
) -> None:
    csv.write_bytes(data)
    annotations = read_annotations(csv)
    assert annotations.by_slide["s1"]["site"] == "Köln"
    assert annotations.frame.height == 1
    assert len(annotations.findings) == len(notes)
    for finding, words in zip(annotations.findings, notes, strict=True):
        assert words in finding.message
        assert "Slideflow cannot read it" in finding.remedy


def test_that_cells_may_hold_commas_and_lines(csv: Path) -> None:
    csv.write_text('patient,slide,note\nP1,s1,"a, b"\nP2,s2,"two\nlines"\nP3,s2,\n')
    with pytest.raises(AnnotationsError, match="Lines 3 and 5 are both about the slide “s2”"):
        read_annotations(csv)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n \n", "“patient”; there are:  "),
        (b"patient\nP1\n", "nothing of any slide"),
        (b"case,slide\nP1,s1\n", "there are: case, slide"),
        (b"Patient ,slide\nP1,s1\n", "“Patient ” should be called “patient”"),
        (b"patient, slide,lab\nP1,s1,A\n", "“ slide” should be called “slide”"),
        (b"patient,Slide,lab\nP1,s1,A\n", "“Slide” should be called “slide”"),
        (b'patient,slide,lab\nP1,"s1,A\nP2,s2,B\n', "Line 2 opens a quotation mark"),
        (b"patient,slide,slide\nP1,s1,s2\n", "Line 1 names 2 columns “slide”"),
        (b"patient,slide\nP1,s1\nP1,s2,LUAD\n", "Line 3 has 3 columns, the header 2; “LUAD”"),
        (b"patient,slide\nP1,s1\nP2,s1\n", "Lines 2 and 3"),
        (b'patient,slide\nP1,"s1\n' + b"x" * 200_000, "quotation mark"),
        (b"patient,slide\nP1,s\x001\n", "Line 2 holds a byte that no text has"),
        (b"PK\x03\x04rest", "spreadsheet"),
    ],
)
def test_a_file_that_is_wrong_is_told_with_line_and_remedy(
    csv: Path, data: bytes, words: str
) -> None:
    csv.write_bytes(data)
    with pytest.raises(AnnotationsError) as caught:
        read_annotations(csv)
    assert words in str(caught.value)
    assert caught.value.finding.file == str(csv)
    assert caught.value.finding.remedy


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnnotationsError, match="not there") as caught:
        read_annotations(tmp_path / "none.csv")
    assert caught.value.finding.kind is FindingKind.MISSING_FILE
    with pytest.raises(AnnotationsError, match="cannot be read"):
        read_annotations(tmp_path)


# -- without the column slide


def test_that_patients_get_the_slide_of_their_name_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("patient,label\nS1,a\nTCGA-05-4244,b\nTCGA-05-9999,c\nQ,d\n")
    other = TCGA.replace("05-4244", "05-9999")
    for name in ("S1", "S2", TCGA, other, other.replace("DX1", "DX2")):
        write_slide(tmp_path / "data" / f"{name}.tfrecords", 1)
    before = tree(tmp_path)
    dataset = Dataset(tmp_path / "data", annotations=tmp_path / "a.csv")
    annotations = dataset.annotations
    assert annotations is not None
    assert dict(annotations.select("patient", "slide").iter_rows()) == {
        "S1": "S1",
        "TCGA-05-4244": TCGA,
        "TCGA-05-9999": "",
        "Q": "",
    }
    (note,) = dataset.findings
    assert "2 of 4 lines were given" in note.message
    assert "TCGA-05-9999" in note.message
    assert note.severity is Severity.NOTE
    assert tree(tmp_path) == before


def test_that_two_lines_of_one_patient_cannot_share_his_slide(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("patient,label\nS1,a\nS1,b\n")
    write_slide(tmp_path / "S1.tfrecords", 1)
    with pytest.raises(AnnotationsError, match="Lines 2 and 3"):
        Dataset(tmp_path, annotations=tmp_path / "a.csv")


# -- frames


def test_that_a_frame_is_taken_as_text(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"slide": ["s", "t"], "patient": [1, 2], "age": [61.5, None], "dead": [True, False]}
    )
    dataset = Dataset(write_slide(tmp_path / "s.tfrecords", 1), annotations=frame)
    annotations = dataset.annotations
    assert annotations is not None
    assert annotations.row(0, named=True) == {
        "slide": "s",
        "patient": "1",
        "age": "61.5",
        "dead": "true",
    }
    assert annotations["age"].to_list() == ["61.5", ""]
    assert dataset.annotation_of("t") == {"slide": "t", "patient": "2", "age": "", "dead": "false"}
    assert dataset.annotation_of("u") is None
    assert not dataset.findings


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (pl.DataFrame({"patient": ["P"]}), "'slide'"),
        (pl.DataFrame({"slide": ["s"]}), "'patient'"),
        (pl.DataFrame({"slide": ["s", "s"], "patient": ["P", "Q"]}), "1 slide occurs more than"),
        (pl.DataFrame({"slide": ["s"], "patient": ["P"], "x": [[1]]}), "'x'"),
        (pl.DataFrame({"slide": ["s"], "patient": ["P"], "x": [b"\xff"]}), "'x'"),
    ],
)
def test_a_frame_that_is_no_annotations_is_refused(
    tmp_path: Path, frame: pl.DataFrame, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        Dataset(tmp_path, annotations=frame)
    with pytest.raises(TypeError, match="polars DataFrame, not a dict"):
        Dataset(tmp_path, annotations={"s": "P"})  # type: ignore[arg-type]


# -- in the table of records


def test_that_patient_and_labels_are_columns_of_the_table(csv: Path, tmp_path: Path) -> None:
    write_slide(tmp_path / "data" / "s1.tfrecords", 2)
    write(tmp_path / "data" / "merged.tfrecords", [tile("s3"), tile("s2"), tile("nobody")])
    write(tmp_path / "data" / "s2.tfrecords", [{"loc_x": 1, "loc_y": 2}])
    dataset = Dataset(tmp_path / "data", annotations=csv)
    table = dataset.columns()
    assert table.columns[-4:] == ["patient", "subtype", "site", "problem"]
    assert table.select("tfrecord", "slide", "patient", "subtype").rows() == [
        ("merged", "s3", "P2", None),
        ("merged", "s2", "P1", "LUSC"),
        ("merged", "nobody", None, None),
        ("s1", "s1", "P1", "LUAD"),
        ("s1", "s1", "P1", "LUAD"),
        ("s2", None, "P1", "LUSC"),  # its records name no slide, its file does
    ]
    assert table["number"].to_list() == list(range(6))


def test_that_a_name_that_is_taken_gets_another(tmp_path: Path) -> None:
    write(tmp_path / "s.tfrecords", [tile(label="of the tile", label_annotation="too")])
    frame = pl.DataFrame(
        {"patient": ["P"], "slide": ["s"], "label": ["of the slide"], "x": ["1"], "slide_": ["2"]}
    )
    table = Dataset(tmp_path, annotations=frame).columns()
    assert table.select(
        "label", "label_annotation", "label_annotation_annotation", "x", "x_annotation", "slide_"
    ).row(0) == ("of the tile", "too", "of the slide", 256, "1", "2")


@pytest.mark.parametrize("name", ["*", "^x$", "^.*$", "^(x", "", "a b", "struct.field"])
def test_that_a_column_may_be_called_anything(tmp_path: Path, name: str) -> None:
    write(tmp_path / "s.tfrecords", [tile()])
    frame = pl.DataFrame({"patient": ["P"], "slide": ["s"], name: ["told"], "x": ["1"]})
    table = Dataset(tmp_path, annotations=frame).columns()
    assert table.get_column(name).to_list() == ["told"]
    assert table.columns[-4:] == ["patient", name, "x_annotation", "problem"]


def test_that_lines_cut_short_are_told(csv: Path) -> None:
    csv.write_text("patient,slide,lab\nP1,s1,A\nP2,s2")
    annotations = read_annotations(csv)
    assert annotations.by_slide["s2"]["lab"] == ""
    (note,) = annotations.findings
    assert "1 line has fewer columns than the header: line 3" in note.message


def test_that_patients_with_several_slides_are_counted_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("patient,label\nTCGA-05-4244,b\n")
    for name in (TCGA, TCGA.replace("DX1", "DX2")):
        write_slide(tmp_path / f"{name}.tfrecords", 1)
    (note,) = Dataset(tmp_path, annotations=tmp_path / "a.csv").findings
    assert "1 patient has several slides and got none: TCGA-05-4244." in note.message


def test_that_annotations_of_an_empty_folder_make_empty_columns(csv: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    table = Dataset(tmp_path / "data", annotations=csv).columns()
    assert table.height == 0
    assert "subtype" in table.columns


def test_that_a_record_of_a_slide_without_a_line_is_of_that_of_its_file(tmp_path: Path) -> None:
    for file, slides in (("a", ["x", "y"]), ("merged", ["a", "b", "c"])):
        with RecordWriter(tmp_path / f"{file}.tfrecords") as writer:
            for slide in slides:
                writer.write_example({"slide": slide})
    lines = pl.DataFrame({"patient": ["P1", "P2"], "slide": ["a", "b"], "lab": ["hi", "lo"]})
    dataset = Dataset(tmp_path, annotations=lines)
    table = dataset.columns()
    assert table["lab"].to_list() == ["hi", "hi", "hi", "lo", None]
    # As filters and weights take it.
    assert dataset.patients() == {"a": "P1", "b": "P2"}
    assert len(dataset.filter({"lab": "hi"}).columns()) == 2
