"""A report tells all that is known, the worst first, and says what is not."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from tests.unit.dataset.made import flip, tile, write
from tests.unit.report.made import WICKED, flagged, opened, reported
from tfrviewer.checks.slides import SlideFile
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.project.absence import Absence
from tfrviewer.errors import Finding, FindingKind, QueryError, Severity
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.report import gathering
from tfrviewer.report.facts import Checks
from tfrviewer.report.finding_list import MOST_ALIKE, MOST_LISTED, findings_of, once
from tfrviewer.report.gathering import gather
from tfrviewer.report.html import to_html
from tfrviewer.report.knowing import know
from tfrviewer.report.making import make_report
from tfrviewer.report.records import Records
from tfrviewer.report.report import Report, Statement
from tfrviewer.report.request import Part, ReportRequest, Rule
from tfrviewer.report.verdict import found_words


def test_that_slides_are_told_worst_first_with_those_that_have_no_records(report: Report) -> None:
    assert {line.slide for line in report.slides} == {
        "sound", "other", WICKED, "damaged", "empty",
    }  # fmt: skip
    scores = [line.score for line in report.slides]
    assert scores == sorted(scores, reverse=True)
    assert report.slides[0].slide == "damaged"
    (empty,) = (line for line in report.slides if line.slide == "empty")
    assert (empty.tiles, empty.rejected, empty.ruled) == (0, None, ())


def test_that_the_verdict_begins_with_the_worst_and_says_what_was_not_checked(
    report: Report,
) -> None:
    severities = [one.severity for one in report.verdict if one.severity is not None]
    assert severities[0] is Severity.ERROR
    assert severities == sorted(severities, key=list(Severity).index)
    assert report.worst is Severity.ERROR
    words = " ".join(one.text for one in report.verdict)
    assert "not verified" in words
    assert "not measured" in words
    assert "neither the checksums" in {f.name: f.text for f in report.method}["Checked"]


def test_that_a_sound_dataset_is_said_to_be_sound(golden: Path) -> None:
    with Dataset(golden / "slide-A.tfrecords") as dataset:
        checks = Checks(verified=dataset.tfrecords(), deep=True, metrics=1)
        frame = dataset.columns().with_columns(whitespace=0.5)
        told = gather(dataset, frame=frame, checks=checks)
    assert [one.severity for one in told.verdict] == [None]
    assert told.worst is None
    assert told.title == "slide-A.tfrecords"


def test_that_a_record_is_not_broken_for_a_suspicion(folder: Path) -> None:
    doubt = Finding(
        kind=FindingKind.SPLIT_LEAK,
        severity=Severity.WARNING,
        file=str(folder / "sound.tfrecords"),
        record=2,
        message="It is on the other side as well.",
    )
    with opened(folder) as dataset:
        frame = dataset.columns()
        before = frame["problem"]
        files = [SlideFile.of(file) for file in dataset.load()]
        at = next(i for i, name in enumerate(frame["tfrecord"]) if name == "sound") + 2
        told = before.clone().scatter(at, doubt.message)
        records = Records(frame.with_columns(told), files, "", (), is_reviewed=False)
        assert records.broken[at]
        records.note_broken([doubt])
        assert records.broken.tolist() == before.is_not_null().to_list()
        records.note_broken([replace(doubt, severity=Severity.ERROR), doubt])
        assert records.broken[at]


def test_that_the_filter_is_told_and_counted_by(folder: Path) -> None:
    told = reported(folder, where="slide = 'sound' AND x > 256")
    assert told.is_filtered
    assert {line.slide: line.shown for line in told.slides if line.shown} == {"sound": 4}
    assert told.sample is not None
    assert {tile.slide for tile in told.sample.tiles} == {"sound"}
    assert "slide = 'sound'" in {f.name: f.text for f in told.method}["Filter"]
    with pytest.raises(QueryError):
        reported(folder, where="nonsense > 1")


def test_that_a_filter_that_keeps_nothing_is_said_to(folder: Path) -> None:
    with opened(folder) as dataset:
        frame = flagged(dataset.columns(), 2)
    told = reported(folder, frame, checks=Checks(reader="me"), where="bytes < 0")
    assert Statement(Severity.WARNING, "The filter keeps none of 18 tiles.") in told.verdict
    assert told.charts == ()
    assert (told.sample, told.rejected) == (None, None), "no part is empty"
    assert to_html(told)


def test_that_rules_are_counted_slide_by_slide_and_those_without_a_column_say_so(
    folder: Path,
) -> None:
    rules = (
        Rule(title="Right", condition="x > 512", column="x", low=512.0),
        Rule(title="Blank", condition="tissue < 0.1"),
    )
    told = reported(folder, rules=rules)
    right, blank = told.rules
    assert (right.tiles, right.slides, right.worst) == (3 + 1 + 2, 3, "sound")
    assert right.worst_share == 0.5
    assert blank.tiles is None
    assert "tissue" in blank.why_not
    assert any("Blank cannot be told" in one.text for one in told.verdict)
    (sound,) = (line for line in told.slides if line.slide == "sound")
    assert sound.ruled == (3, None)


def test_a_slide_in_several_files_counts_once(tmp_path: Path) -> None:
    for part in range(3):
        path = write(tmp_path / f"{part}.tfrecords", [tile("s", 8 * part, 8), tile("s", 4, 8)])
        flip(path, 60)
    told = reported(tmp_path, rules=(Rule(title="All", condition="y = 8"),))
    assert told.figures[0].number == "1"
    assert [(rule.tiles, rule.slides) for rule in told.rules] == [(6, 1)]
    sentences = [one.text for one in told.verdict]
    assert any(text.startswith("3 records of 1 slide are damaged: ") for text in sentences)
    assert any(text.startswith("All: 6 tiles (100 %) on 1 slide;") for text in sentences)


def test_that_tiles_that_are_not_measured_yet_are_told(folder: Path) -> None:
    with opened(folder) as dataset:
        frame = dataset.columns()
    half = frame.with_columns(whitespace=pl.when(pl.col("number") < 9).then(0.5))
    told = reported(folder, half, checks=Checks(metrics=1))
    assert any(one.text.startswith("Only 9 of 18 tiles were measured") for one in told.verdict)
    (chart,) = (chart for chart in told.charts if chart.title == "Whitespace")
    assert sum(chart.counts) == 9
    assert "9 without a value" in chart.caption


def test_that_rejected_tiles_have_a_sheet_of_their_own(folder: Path) -> None:
    with opened(folder) as dataset:
        frame = flagged(dataset.columns(), 1, 8, note="torn")
    told = reported(folder, frame, checks=Checks(reader="Ada"))
    assert told.is_reviewed
    assert {fact.name: fact.text for fact in told.method}["Reviewed"] == "by Ada: reject 2"
    assert told.rejected is not None
    assert [tile.number for tile in told.rejected.tiles] == [1, 8]
    assert told.rejected.tiles[0].note == "torn"
    assert sum(line.rejected or 0 for line in told.slides) == 2
    assert reported(folder, frame).rejected is None, "a field called flag is no review"


def test_that_a_seed_draws_the_same_tiles_again_and_another_one_others(folder: Path) -> None:
    with opened(folder) as dataset:
        frame = dataset.columns()

    def drawn(seed: int) -> list[int]:
        sheet = reported(folder, frame, seed=seed, parts=frozenset({Part.SAMPLE})).sample
        assert sheet is not None
        assert f"seed {seed}" in sheet.words
        return [tile.number for tile in sheet.tiles]

    assert drawn(3) == drawn(3)
    assert drawn(3) != drawn(4)
    assert {number for seed in range(12) for number in drawn(seed)} == set(range(18))


def test_that_a_tile_that_cannot_be_read_says_why(golden: Path) -> None:
    with Dataset(golden / "undecodable_images.tfrecords") as dataset:
        told = gather(dataset)
    assert told.sample is not None
    broken = [tile for tile in told.sample.tiles if tile.picture is None]
    assert broken
    assert all(tile.why_not for tile in broken)


def test_that_images_that_measuring_could_not_decode_are_told(golden: Path, tmp_path: Path) -> None:
    source = golden / "undecodable_images.tfrecords"
    told = make_report(source, tmp_path / "out.html", verify=False, measure=True)
    (kind,) = (one for one in told.findings.counts if one.kind is FindingKind.UNDECODABLE_IMAGE)
    (line,) = told.slides
    assert kind.count == 2
    assert line.broken == 3, "two images, and what is no Example"
    assert "2 broken, " in told.maps.maps[0].caption, "the third has no place"
    assert "as far as measuring" in {f.name: f.text for f in told.method}["Checked"]


def test_that_a_damaged_stretch_is_told_once_though_two_tell_it(golden: Path) -> None:
    with Dataset(golden / "two_holes.tfrecords") as dataset:
        found = know(dataset).findings
        told = gather(dataset, findings=found)
    assert told.findings.of(Severity.ERROR) == sum(one.severity is Severity.ERROR for one in found)


def test_that_many_kinds_of_errors_leave_room_for_warnings() -> None:
    kinds = list(FindingKind)[:10]
    found = findings_of(
        Finding(kind=kind, severity=severity, file="a.tfrecords", message="Wrong.")
        for kind in kinds
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    told = list(found_words(found))
    assert [one.severity for one in told] == [Severity.ERROR] * 7 + [Severity.WARNING] * 7
    assert told[6].text.startswith("4 errors of 4 more kinds, counted below: ")


def test_that_what_is_in_no_file_is_told_without_one() -> None:
    def leak(file: str, slide: str) -> Finding:
        words = f"The slide {slide} is on both sides."
        return Finding(
            kind=FindingKind.SPLIT_LEAK, severity=Severity.WARNING, file=file, message=words
        )

    (alone,) = found_words(findings_of([leak("", "A")]))
    assert alone.text == "The slide A is on both sides."
    (both,) = found_words(findings_of([leak("", "A"), leak("", "B")]))
    assert both.text == "Split leak, 2 times. The first: The slide A is on both sides."
    (more,) = found_words(findings_of([leak("b.tfrecords", "B"), leak("", "A")]))
    assert more.text.startswith("Split leak, 2 times in 1 file. The first, b.tfrecords: ")


def test_that_slides_without_tiles_are_listed_with_the_reason(folder: Path) -> None:
    annotations = pl.DataFrame(
        {"patient": ["1", "2"], "slide": ["sound", "nowhere"], "label": ["a", "b"]}
    )
    with Dataset(folder, annotations=annotations) as dataset:
        told = gather(dataset, ReportRequest(tiles=1))
        some = gather(dataset.filter({"label": "a"}), ReportRequest(tiles=1))
    assert {fact.name: fact.text for fact in some.facts}["Slides with"] == "label: a"
    assert [line.slide for line in some.slides] == ["sound"]
    assert [(one.slide, one.reason) for one in told.absent] == [("nowhere", Absence.NO_TFRECORD)]
    assert any("nowhere" in one.text for one in told.verdict)


def test_that_parts_can_be_left_out(folder: Path) -> None:
    told = reported(folder, parts=frozenset({Part.SLIDES}))
    assert told.slides
    assert (told.charts, told.maps.maps, told.sample, told.absent) == ((), (), None, ())


def test_that_findings_are_counted_and_only_the_first_of_many_alike_listed() -> None:
    def finding(file: int, record: int) -> Finding:
        return Finding(
            kind=FindingKind.PAYLOAD_CRC, severity=Severity.ERROR, file=f"{file}.tfrecords",
            record=record, message=f"{record}",
        )  # fmt: skip

    note = Finding(
        kind=FindingKind.NO_LOCATION, severity=Severity.NOTE, file="0.tfrecords", message="none"
    )
    many = [note, *(finding(f, r) for f in range(100) for r in range(50)), finding(0, 0)]
    told = findings_of(once(many))
    assert [(one.severity, one.count, one.files) for one in told.counts] == [
        (Severity.ERROR, 5000, 100),
        (Severity.NOTE, 1, 1),
    ]
    assert len(told.listed) == MOST_LISTED
    assert told.more == 5001 - MOST_LISTED
    assert sum(one.file == "3.tfrecords" for one in told.listed) == MOST_ALIKE


def test_that_a_report_of_very_many_slides_is_no_larger(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "MOST_SLIDES", 2)
    told = reported(folder, maps=1)
    assert (len(told.slides), told.slides_more) == (2, 3)
    assert (len(told.maps.maps), told.maps.more) == (1, 3)
    page = to_html(told)
    assert "And 3 more slides, none worse than these." in page
    assert "3 more slides have no map here." in page


def test_that_gathering_can_be_cancelled(folder: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with opened(folder) as dataset, pytest.raises(Cancelled):
        gather(dataset, cancel=cancel)


@pytest.mark.parametrize(
    "asked",
    [
        {"seed": -1},
        {"seed": True},
        {"tiles": 0},
        {"tiles": 10_000},
        {"maps": -1},
        {"title": "x" * 500},
        {"rules": (Rule(title="a", condition="x > 1"), Rule(title="a", condition="x > 2"))},
    ],
)
def test_a_request_out_of_range_is_refused_at_once(asked: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"seed|tiles|maps|title"):
        ReportRequest(**asked)  # type: ignore[arg-type]


def test_a_rule_without_a_title_or_condition_is_refused() -> None:
    for title, condition in (("", "x > 1"), ("a", " ")):
        with pytest.raises(ValueError, match="title and a condition"):
            Rule(title=title, condition=condition)
