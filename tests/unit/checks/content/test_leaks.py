"""What two sides of a split have in common."""

from pathlib import Path

import pytest

from tests.unit.checks.content.drawn import encoded, write
from tfrviewer import Dataset, TFRecord
from tfrviewer.checks.content import find_leaks
from tfrviewer.checks.content.patients import patient_like
from tfrviewer.errors import FindingKind


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with a slide, a patient, an equal and a near tile in common."""
    one, other = tmp_path / "train", tmp_path / "test"
    blank = encoded(-1)
    write(one / "S19-1234_A1.tfrecords", [encoded(1), encoded(2), blank])
    write(one / "both.tfrecords", [encoded(3)])
    write(other / "S19-1234_B2.tfrecords", [encoded(4), blank])
    write(other / "both.tfrecords", [encoded(5)])
    write(other / "other.tfrecords", [encoded(2, quality=60), encoded(1), encoded(1)])
    return one, other


def test_slides_patients_and_tiles_on_both_sides_are_found(sides: tuple[Path, Path]) -> None:
    found = find_leaks(*map(Dataset, sides))
    assert found.is_leaking
    assert found.slides == ("both",)
    assert found.patients == {"S19-1234": (("S19-1234_A1",), ("S19-1234_B2",))}
    assert found.by_name
    told = found.frame.select("tfrecord", "record", "other_tfrecord", "other_record", "match")
    assert told.rows() == [
        ("S19-1234_A1", 0, "other", 1, "exact"),
        ("S19-1234_A1", 1, "other", 0, "near"),
    ]
    assert found.counts() == {"slides": 1, "patients": 1, "tiles": 2, "exact": 1, "near": 1}
    findings = found.findings()
    assert {finding.kind for finding in findings} == {FindingKind.SPLIT_LEAK}
    assert [finding.record for finding in findings] == [None, None, 0, 1]
    there = sides[1]
    with TFRecord(sides[0] / "S19-1234_A1.tfrecords", create_index=False) as tfrecord:
        offsets = tfrecord.index[:2, 0].tolist()
    assert [finding.offset for finding in findings] == [None, None, *offsets]
    names = [Path(finding.file).stem for finding in findings]
    assert names == ["both", "S19-1234_A1", "S19-1234_A1", "S19-1234_A1"]
    assert findings[0].message == f"The slide both is in {there} as well."
    assert findings[2].message.endswith(f"record 1 of {there / 'other.tfrecords'}.")
    assert found.to_json()["tiles"][0]["other_slide"] == "other"


def test_equal_tiles_alone_are_found_when_nothing_may_differ(sides: tuple[Path, Path]) -> None:
    assert find_leaks(*map(Dataset, sides), near=0).counts()["tiles"] == 1


def test_the_annotations_tell_of_patients_where_there_are_any(
    sides: tuple[Path, Path], tmp_path: Path
) -> None:
    sheet = tmp_path / "annotations.csv"
    sheet.write_text("patient,slide\nP1,S19-1234_A1\nP2,S19-1234_B2\nP1,other\nP3,both\n")
    found = find_leaks(*(Dataset(side, annotations=sheet) for side in sides))
    assert not found.by_name
    assert found.patients == {"P1": (("S19-1234_A1",), ("other",))}


def test_sides_with_nothing_in_common_leak_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a/A.tfrecords", [encoded(1)])
    write(tmp_path / "b/B.tfrecords", [encoded(2)])
    found = find_leaks(Dataset(tmp_path / "a"), Dataset(tmp_path / "b"))
    assert not found.is_leaking
    assert found.findings() == []


def test_the_patient_is_told_by_names_that_tell() -> None:
    told = {
        "TCGA-A1-A0SB-01Z-00-DX1": "TCGA-A1-A0SB",
        "C3L-00004-21": "C3L-00004",
        "patient_017_node_2": "patient_017",
        "S19-1234_B2": "S19-1234",
        "12345 HE": "12345",
        "slide-A": None,
        "2024-11-17_2": None,
        "scan_20241117-3": None,
        "12345": None,
    }
    assert {slide: patient_like(slide) for slide in told} == told
