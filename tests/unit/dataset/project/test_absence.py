from pathlib import Path

import polars as pl
import pytest

from tests.unit.dataset.made import flip, tile, tree, write, write_slide
from tests.unit.dataset.projects import SIZE, Made, extracted
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.project.absence import Absence, AbsentSlide
from tfrviewer.jobs import Cancelled, CancelToken


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A project in which the slide `x` of source A is annotated, and without tiles."""
    made = Made(tmp_path / "lung")
    made.annotate("patient,subtype,slide\nP1,LUAD,s1\nP1,LUAD,s2\nP2,LUSC,s3\nP9,LUAD,x\n")
    return made


def opened(made: Made, **options: object) -> Dataset:
    return Dataset.from_project(made.root, tile_px=299, tile_um=302, **options)  # type: ignore[arg-type]


def only(dataset: Dataset, slide: str = "x") -> AbsentSlide:
    (absent,) = [one for one in dataset.absent_slides() if one.slide == slide]
    return absent


def test_a_slide_with_tiles_is_not_absent(made: Made) -> None:
    assert [one.slide for one in opened(made).absent_slides()] == ["x"]
    write_slide(made.label("B") / "x.tfrecords", 1)
    assert opened(made).absent_slides() == []


def test_a_slide_without_tfrecord_is_told(made: Made) -> None:
    slide, reason, words = only(opened(made))
    assert (slide, reason) == ("x", Absence.NO_TFRECORD)
    assert words == "There is no TFRecord of it. Was it extracted?"


def test_a_tfrecord_that_cannot_be_read_is_told(made: Made) -> None:
    (made.label("A") / "x.tfrecords").write_text("no TFRecord")
    assert only(opened(made)).reason is Absence.UNREADABLE


def test_a_tfrecord_without_records_is_told(made: Made) -> None:
    (made.label("A") / "x.tfrecords").touch()
    absent = only(opened(made))
    assert absent.reason is Absence.EMPTY
    assert "Slideflow would delete the file" in absent.words


@pytest.mark.parametrize("is_begun", [True, False])
def test_an_extraction_that_was_not_finished_is_told(made: Made, is_begun: bool) -> None:
    (made.label("A") / "x.unfinished").touch()
    if is_begun:
        (made.label("A") / "x.tfrecords").touch()
    assert only(opened(made)).reason is Absence.UNFINISHED


@pytest.mark.parametrize(
    ("annotated", "file", "words"),
    [
        ("Case-17 A", "case-17 a", "capitals differ"),
        ("Case-17 A", "Case_17.A", "punctuation differ"),
        ("Case-17 A ", "Case-17 A", "a space before or after it"),
        ("Case-17.svs", "Case-17", "extension"),
        ("Case-17", "Case-17.ome.tiff", "extension"),
        ("TCGA-05-4244", "TCGA-05-4244-01Z-00-DX1.d4ff32cd", "begins like the other"),
        ("TCGA-05-4244-01Z-00-DX1.d4ff32cd", "TCGA-05-4244", "begins like the other"),
        ("melanoma-17", "melonoma-17", "some letters"),
    ],
)
def test_a_tfrecord_of_nearly_that_name_is_told(
    made: Made, annotated: str, file: str, words: str
) -> None:
    made.annotate(f"patient,slide\nP1,s1\nP1,s2\nP2,s3\nP9,{annotated}\n")
    write_slide(made.label("A") / f"{file}.tfrecords", 1)
    absent = only(opened(made), annotated)
    assert absent.reason is Absence.NAME_DIFFERS
    assert f"“{file}”" in absent.words
    assert words in absent.words


def test_a_slide_of_another_source_is_told(made: Made) -> None:
    absent = only(opened(made, sources="A"), "s3")
    assert absent.reason is Absence.OTHER_SOURCE
    assert "the source “B”" in absent.words


def test_tiles_of_another_size_are_told(made: Made) -> None:
    write_slide(made.label("A", "256px_10x") / "x.tfrecords", 1)
    absent = only(opened(made))
    assert absent.reason is Absence.OTHER_SIZE
    assert str(made.label("A", "256px_10x")) in absent.words


def test_tiles_in_a_folder_below_are_told(made: Made) -> None:
    write_slide(made.label("A") / "inside" / "x.tfrecords", 1)
    absent = only(opened(made))
    assert absent.reason is Absence.OTHER_FOLDER
    assert str(made.label("A") / "inside") in absent.words


def test_tiles_in_a_tfrecord_of_another_name_are_told(made: Made) -> None:
    write(made.label("A") / "other.tfrecords", [tile("x")])
    absent = only(opened(made))
    assert absent.reason is Absence.NAME_DIFFERS
    assert "Its tiles lie in other.tfrecords" in absent.words


def test_what_the_extraction_report_says_is_told(made: Made) -> None:
    made.report("A", extracted("s1", 2), extracted("x", 0))
    absent = only(opened(made))
    assert absent.reason is Absence.NOTHING_EXTRACTED
    assert "(extraction_report.csv, line 3)" in absent.words
    made.report("A", extracted("x", 7))
    absent = only(opened(made))
    assert absent.reason is Absence.NO_TFRECORD
    assert "It had 7 tiles once" in absent.words
    made.report("A", extracted("s1", 2))
    assert "report does not have it either" in only(opened(made)).words


def test_that_slide_files_are_looked_for(made: Made) -> None:
    made.add_slides("A", "s1.svs", "s2.SVS", "later.svs", "notes.txt", ".hidden.svs")
    assert only(opened(made)).reason is Absence.NO_TFRECORD  # source B names no slides
    folder = made.add_slides("B", "s3.ome.tif")
    (folder / "deeper").mkdir()
    (folder / "deeper" / "y.mrxs").touch()
    absent = opened(made).absent_slides()
    assert [(one.slide, one.reason) for one in absent] == [
        ("x", Absence.NO_SLIDE_FILE),
        ("later", Absence.NOT_ANNOTATED),
        ("y", Absence.NOT_ANNOTATED),
    ]
    assert str(folder) in absent[0].words
    (folder / "deeper" / "x.svs").touch()
    assert only(opened(made)).reason is Absence.NO_TFRECORD


def test_that_what_is_filtered_out_is_told(made: Made) -> None:
    dataset = opened(made)
    told = {one.slide: one for one in dataset.filter({"subtype": "LUSC"}).absent_slides()}
    assert {slide: one.reason for slide, one in told.items()} == dict.fromkeys(
        ["s1", "s2", "x"], Absence.FILTERED
    )
    assert told["s1"].words == "The filter wants “subtype” to be LUSC, and it is “LUAD”."
    made.annotate("patient,subtype,slide\nP1,LUAD,s1\nP1, ,s2\nP2,LUSC,s3\n")
    (blank,) = opened(made).filter(filter_blank="subtype").absent_slides()
    assert blank == ("s2", Absence.FILTERED, blank.words)
    assert "“subtype” is blank" in blank.words
    (few,) = opened(made).filter(min_tiles=2).absent_slides()
    assert few.slide == "s3"
    assert "less than 2 tiles" in few.words


def test_that_many_values_of_a_filter_are_cut_short(tmp_path: Path) -> None:
    slides = [f"s{i}" for i in range(12)]
    for slide in slides:
        write_slide(tmp_path / f"{slide}.tfrecords", 1)
    frame = pl.DataFrame({"slide": slides, "patient": slides})
    dataset = Dataset(tmp_path, annotations=frame).filter({"slide": slides[:11]})
    assert "s7 or one of 3 more, and it is “s11”" in only(dataset, "s11").words


def test_that_the_worst_comes_first(made: Made) -> None:
    slides = ("x", "empty", "gone10", "gone2", "closed", "begun")
    lines = "".join(f"P,{slide}\n" for slide in slides)
    made.annotate("patient,slide\nP,s1\nP,s2\nP,s3\n" + lines)
    (made.label("A") / "empty.tfrecords").touch()
    (made.label("A") / "closed.tfrecords").write_text("no")
    (made.label("A") / "begun.unfinished").touch()
    absent = opened(made).absent_slides()
    assert [one.slide for one in absent] == ["closed", "empty", "begun", "gone2", "gone10", "x"]


def test_that_a_plain_folder_tells_too(tmp_path: Path) -> None:
    root = tmp_path / SIZE
    write_slide(root / "s1.tfrecords", 1)
    write_slide(tmp_path / "256px_10x" / "s2.tfrecords", 1)
    write_slide(tmp_path / "other" / "s3.tfrecords", 1)
    write(root / "merged.tfrecords", [tile("s4")])
    write_slide(root / "stranger.tfrecords", 1)
    frame = pl.DataFrame({"slide": ["s1", "s2", "s3", "s4"], "patient": ["P"] * 4})
    before = tree(tmp_path)
    summary = Dataset(root, annotations=frame).summary()
    assert [(one.slide, one.reason) for one in summary.absent] == [
        ("s3", Absence.NO_TFRECORD),
        ("s2", Absence.OTHER_SIZE),
    ]
    assert [path.stem for path in summary.unannotated] == ["stranger"]
    assert tree(tmp_path) == before
    assert Dataset(root).absent_slides() == []


def test_a_damaged_tfrecord_with_records_left_is_not_absent(made: Made) -> None:
    path = write_slide(made.label("A") / "x.tfrecords", 3, index=False)
    flip(path, -1)
    assert opened(made).absent_slides() == []


def test_that_a_cancel_ends_it(made: Made) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        opened(made).absent_slides(cancel=cancel)
