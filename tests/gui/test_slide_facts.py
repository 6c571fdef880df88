from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.unit.dataset.made import tile, write, write_slide
from tests.unit.dataset.projects import ANNOTATIONS, SIZE, Made, extracted
from tfrviewer.dataset.project.absence import Absence
from tfrviewer.errors import FindingKind, Severity
from tfrviewer.gui.opening import Tiles, ToOpen
from tfrviewer.gui.session import Session
from tfrviewer.gui.slide_facts import SlideFacts


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = Made(tmp_path / "lung")
    made.annotate(ANNOTATIONS + "P4,LUAD,Site-2,s8\nP5,LUSC,Site-2,s9\n")
    return made


def open_it(session: Session, facts: SlideFacts, what: ToOpen, qtbot: QtBot) -> None:
    session.open(what)
    qtbot.waitUntil(
        lambda: session.dataset is not None and session.is_settled() and facts.is_settled(),
        timeout=20_000,
    )


def test_that_each_file_has_its_line_and_its_extraction(
    session: Session, facts: SlideFacts, made: Made, qtbot: QtBot
) -> None:
    made.report("A", extracted("s1", 2), extracted("s2", 3, stride=2))
    open_it(session, facts, ToOpen((made.root,), Tiles(SIZE)), qtbot)
    assert facts.labels == ("patient", "subtype", "site")
    told = [facts.of_file(i) for i in range(4)]
    assert [one and one.line and one.line["patient"] for one in told] == ["P1", "P1", "P1", "P2"]
    second = told[1]
    assert second is not None
    assert second.extraction is not None
    assert second.extraction.parameters["stride"] == "2"
    assert told[2] is not None
    assert told[2].extraction is None
    assert facts.has_extractions
    assert facts.of_file(4) is None
    assert facts.of_file(-1) is None


def test_that_slides_without_tiles_are_told_worst_first(
    session: Session, facts: SlideFacts, made: Made, qtbot: QtBot
) -> None:
    made.write_sources({"A": made.folders("A")})
    made.write_settings(sources=["A"])
    (made.label("A") / "s9.unfinished").touch()
    open_it(session, facts, ToOpen.of(made.root), qtbot)
    assert [(one.slide, one.reason) for one in facts.absent] == [
        ("s9", Absence.UNFINISHED),
        ("s3", Absence.NO_TFRECORD),
        ("s8", Absence.NO_TFRECORD),
    ]
    assert all(one.words for one in facts.absent)


def test_that_the_slide_named_in_the_records_tells_whose_labels_a_file_has(
    session: Session, facts: SlideFacts, tmp_path: Path, qtbot: QtBot
) -> None:
    write(tmp_path / "a" / "odd.tfrecords", [tile("s1")])
    (tmp_path / "x.csv").write_text("patient,slide,label\nP1,s1,yes\n")
    what = ToOpen((tmp_path / "a",), annotations=tmp_path / "x.csv")
    open_it(session, facts, what, qtbot)
    told = facts.of_file(0)
    assert told is not None
    assert told.slide == "s1"
    assert told.line is not None
    assert told.line["label"] == "yes"
    assert session.frame["label"].to_list() == ["yes"]


def test_that_manifest_and_report_that_differ_are_findings_of_the_file(
    session: Session, facts: SlideFacts, made: Made, qtbot: QtBot
) -> None:
    (made.label("A") / "manifest.json").write_text(
        '{"s1.tfrecords": {"total": 9}, "gone.tfrecords": {"total": 1}}'
    )
    made.report("A", extracted("s2", 30))
    open_it(session, facts, ToOpen((made.label("A"),)), qtbot)
    assert [f.kind for f in session.findings_of_file(0)] == [FindingKind.STALE_MANIFEST]
    assert [f.kind for f in session.findings_of_file(1)] == [FindingKind.EXTRACTION_REPORT]
    # Of the manifest itself there are two: one that is gone, and one that it lacks.
    about = [f for f in session.findings if f.file.endswith("manifest.json")]
    assert sorted(f.severity for f in about) == [Severity.NOTE, Severity.WARNING]
    assert facts.labels == ()
    assert facts.absent == ()


def test_that_tfrecords_without_a_line_are_told(
    session: Session, facts: SlideFacts, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in ("s1", "s2"):
        write_slide(tmp_path / "a" / f"{name}.tfrecords", 1)
    csv = tmp_path / "x.csv"
    csv.write_text("patient,slide\nP1,s1\n")
    open_it(session, facts, ToOpen((tmp_path / "a",), annotations=csv), qtbot)
    (note,) = session.findings
    assert note.severity is Severity.NOTE
    assert note.message == "1 TFRecord has no line in it: s2.tfrecords."
    csv.write_text("patient,slide\nP1,other\n")
    open_it(session, facts, ToOpen((tmp_path / "a",), annotations=csv), qtbot)
    (warning,) = session.findings
    assert warning.severity is Severity.WARNING
    assert "other slides?" in warning.remedy


def test_that_another_dataset_forgets_them(
    session: Session,
    facts: SlideFacts,
    made: Made,
    qtbot: QtBot,
    synthetic: Callable[..., Any],
    open_synthetic: Callable[..., Any],
) -> None:
    open_it(session, facts, ToOpen((made.root,), Tiles(SIZE)), qtbot)
    assert facts.absent
    open_synthetic(synthetic([3]))
    assert (facts.labels, facts.absent, session.labels) == ((), (), {})
    session.close()
    assert facts.of_file(0) is None


def test_that_a_folder_without_notes_is_not_read_again(
    session: Session,
    facts: SlideFacts,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tfrviewer.dataset.dataset import Dataset

    write_slide(tmp_path / "a" / "s1.tfrecords", 1)
    monkeypatch.setattr(Dataset, "summary", lambda *_, **__: pytest.fail("summed up"))
    open_it(session, facts, ToOpen.of(tmp_path / "a"), qtbot)
    assert facts.absent == ()
