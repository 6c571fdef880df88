import os
from pathlib import Path

import pytest

from tests.unit.dataset.made import tree, write_slide
from tests.unit.dataset.projects import REPORT, extracted
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.sidecars.extraction_report import extraction_of, read_report, together
from tfrviewer.errors import FindingKind, Severity


def written(folder: Path, *lines: str, header: str = REPORT) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "extraction_report.csv"
    path.write_text(header + "".join(f"{line}\n" for line in lines))
    return path


def test_that_the_newest_line_of_a_slide_tells(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        extracted("s1", 3, stride=2, date="2026-01-05 10:30:00.5"),
        extracted("s2", "4.0", date="2026-01-05 10:31:00"),
        extracted("s1", 9, date="2025-01-05 10:30:00"),
        extracted("s2", 5, date="2026-02-05 10:31:00"),
        extracted("s3", "", date="yesterday"),
        extracted("s3", 7, date=""),
        extracted("", 7),
    )
    report = read_report(path)
    told = {slide: (one.num_tiles, one.line) for slide, one in report.extractions.items()}
    assert told == {"s1": (3, 2), "s2": (5, 5), "s3": (None, 6)}
    first = report.extractions["s1"]
    assert first.parameters["stride"] == "2"
    assert first.parameters["slideflow_version"] == "3.0.2"
    assert first.to_json()["parameters"]["gs_fraction"] == "0.6"
    assert not report.findings


def test_that_slides_cut_alike_are_told_together(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        extracted("s2", 4, stride=2, date=""),
        extracted("s1", 3),
        extracted("s3", 5, date="2025-12-31 23:59:59"),
    )
    groups = together(read_report(path).extractions.values())
    assert [[one.slide for one in of] for _, of in groups] == [["s1", "s3"], ["s2"]]
    assert groups[0][0].startswith("2025-12-31 to 2026-01-05: tile_px 299, tile_um 302, stride 1")
    assert groups[1][0].startswith("tile_px 299, tile_um 302, stride 2, gs_fraction 0.6")
    assert "num_tiles" not in groups[0][0]
    assert "qc" not in groups[0][0]


def test_that_tfrecords_are_compared_with_their_extraction(tmp_path: Path) -> None:
    folder = tmp_path / "299px_302um"
    for name, count in {"s1": 3, "s2": 4, "s3": 5, "s4": 6}.items():
        write_slide(folder / f"{name}.tfrecords", count)
    write_slide(tmp_path / "plain" / "s1.tfrecords", 1)
    written(
        folder,
        extracted("s1", 3, size="299.0,302.0"),
        extracted("s2", 5),
        extracted("s3", 5, size="299,10x"),
        extracted("s4", "many", size="big,"),
        extracted("gone", 5),
    )
    before = tree(tmp_path)
    dataset = Dataset(tmp_path)
    summary = dataset.summary()
    assert tree(tmp_path) == before
    assert [one.slide for one in summary.extractions] == ["s1", "s2", "s3", "s4", "gone"]
    found = [f for f in dataset.findings if f.kind is FindingKind.EXTRACTION_REPORT]
    assert {f.severity for f in found} == {Severity.WARNING}
    assert [(Path(f.file).stem, f.message) for f in found] == [
        ("s2", "It has 4 tiles, and 5 were extracted (extraction_report.csv, line 3)."),
        (
            "s3",
            "Its tiles are of 299 px, 10x (extraction_report.csv, line 4), and the folder says "
            "299 px, 302 µm.",
        ),
    ]
    assert "5 slides" not in str(summary)
    assert "extracted by Slideflow" in str(summary)
    one = extraction_of(folder / "s2.tfrecords")
    assert one is not None
    assert one.num_tiles == 5
    assert extraction_of(tmp_path / "plain" / "s1.tfrecords") is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "It is empty"),
        (b"name,num_tiles\ns1,3\n", "no column is called “slide”, but name, num_tiles"),
        (b"slide,num_tiles\ns1,3,4\n", "Line 2 has 3 columns"),
        (b'slide,num_tiles\ns1,"3\ns2,4\n', "Line 2 opens a quotation mark"),
        (b"slide\0", "no text has"),
    ],
)
def test_a_damaged_report_is_a_warning(tmp_path: Path, data: bytes, words: str) -> None:
    write_slide(tmp_path / "s1.tfrecords", 1)
    (tmp_path / "extraction_report.csv").write_bytes(data)
    (finding,) = Dataset(tmp_path).summary().findings
    assert (finding.kind, finding.severity) == (FindingKind.EXTRACTION_REPORT, Severity.WARNING)
    assert words in finding.message
    assert finding.remedy


def test_a_report_that_is_a_folder_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in read_report(tmp_path).findings[0].message


def test_that_lines_cut_short_tell_nothing_but_that(tmp_path: Path) -> None:
    for name, count in {"s1": 3, "s2": 210}.items():
        write_slide(tmp_path / f"{name}.tfrecords", min(count, 4))
    header = "slide,num_tiles,tile_px\n"
    path = written(tmp_path, "s1,3,299", header=header)
    path.write_text(f"{path.read_text()}s2,21")  # of 210
    report = read_report(path)
    assert list(report.extractions) == ["s1"]
    dataset = Dataset(tmp_path)
    dataset.summary()
    (note,) = dataset.findings
    assert (note.severity, "line 3" in note.message) == (Severity.NOTE, True)
    assert "cut short" in note.remedy


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are none here")
def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    write_slide(tmp_path / "s1.tfrecords", 1)
    os.mkfifo(tmp_path / "extraction_report.csv")
    os.mkfifo(tmp_path / "manifest.json")
    findings = Dataset(tmp_path).summary().findings
    assert [finding.kind for finding in findings] == [
        FindingKind.STALE_MANIFEST,
        FindingKind.EXTRACTION_REPORT,
    ]
    assert all("a pipe" in finding.message for finding in findings)
