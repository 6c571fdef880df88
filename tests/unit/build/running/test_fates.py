import csv
import json
import os
from pathlib import Path

import pytest

from tests.unit.build.made import files_in, make_slide, plan_folders
from tfrviewer.build.request.choices import Existing
from tfrviewer.build.request.request import Policies
from tfrviewer.build.running.fates import COLUMNS, Fates, Outcome, write_fates
from tfrviewer.build.running.report import BuildReport
from tfrviewer.build.running.run import run
from tfrviewer.jobs import Cancelled, CancelToken


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Two slides of three tiles; one more is no image, and one file is none by its name."""
    root = tmp_path / "images"
    make_slide(root / "a", 3)
    make_slide(root / "b", 3, start=10)
    (root / "b" / "b-9-9.png").write_text("no image")
    (root / "notes.txt").write_text("text")
    return root


@pytest.fixture
def report(source: Path, tmp_path: Path) -> BuildReport:
    return run(plan_folders(source, tmp_path / "out"))


def test_that_they_are_those_of_the_report_in_its_order(report: BuildReport) -> None:
    fates = Fates(report)
    assert list(fates) == list(report.fates())
    assert len(fates) == 8
    assert fates[-1] == fates[7]
    assert fates[2:4] == list(report.fates())[2:4]
    with pytest.raises(IndexError, match="8 files"):
        fates[8]


def test_that_each_has_its_outcome(report: BuildReport) -> None:
    fates = Fates(report)
    outcomes = [fates.outcome(at) for at in range(len(fates))]
    assert outcomes == [Outcome.WRITTEN] * 6 + [Outcome.LEFT_OUT, Outcome.PASSED_OVER]
    counts = fates.counts()
    assert {outcome: count for outcome, count in counts.items() if count} == {
        Outcome.WRITTEN: 6,
        Outcome.LEFT_OUT: 1,
        Outcome.PASSED_OVER: 1,
    }


def test_that_images_of_tfrecords_that_stay_are_told_apart(source: Path, tmp_path: Path) -> None:
    run(plan_folders(source, tmp_path / "out"))
    kept = run(plan_folders(source, tmp_path / "out", Policies(existing=Existing.SKIP)))
    assert Fates(kept).counts()[Outcome.SKIPPED] == 6
    make_slide(source / "a", 4)
    more = run(plan_folders(source, tmp_path / "out", Policies(existing=Existing.APPEND)))
    counts = Fates(more).counts()
    assert (counts[Outcome.WRITTEN], counts[Outcome.THERE]) == (1, 6)
    assert list(Fates(more)) == list(more.fates())


@pytest.mark.parametrize(
    ("words", "outcome", "found"),
    [
        ("", None, range(8)),
        ("", Outcome.LEFT_OUT, [6]),
        ("BEGINS with", None, [6]),  # of its reason
        ("b-256 .jpg", None, [3, 4, 5]),
        ("b-256", Outcome.LEFT_OUT, []),
        ("txt", None, [7]),
    ],
)
def test_that_words_and_outcomes_find_them(
    report: BuildReport, words: str, outcome: Outcome | None, found: list[int]
) -> None:
    assert list(Fates(report).find(words, outcome)) == list(found)


def test_that_a_search_is_cancelled(report: BuildReport) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        list(Fates(report).find("a", cancel=cancel))


def test_that_nothing_built_has_none() -> None:
    fates = Fates(BuildReport())
    assert len(fates) == 0
    assert list(fates.find("a")) == []


def test_that_the_csv_has_a_line_a_file(report: BuildReport, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    write_fates(report, path, "csv")
    with open(path, encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert tuple(lines[0]) == COLUMNS
    assert [line["fate"] for line in lines] == ["written"] * 6 + ["left out", "no image"]
    assert lines[0]["tfrecord"] == str(tmp_path / "out" / "a.tfrecords")
    assert [line["record"] for line in lines[:3]] == ["0", "1", "2"]
    assert lines[6]["kind"] == "not-an-image"
    assert "This is no image" in lines[6]["reason"]
    assert lines[7]["file"].endswith("notes.txt")


def test_that_the_json_is_that_of_the_report_and_a_list(
    report: BuildReport, tmp_path: Path
) -> None:
    path = tmp_path / "report.json"
    write_fates(report, path, "json")
    found = json.loads(path.read_text(encoding="utf-8"))
    files = found.pop("files")
    assert found == report.to_json()
    assert [file["fate"] for file in files][-2:] == ["left out", "no image"]
    assert files[4]["record"] == 1
    write_fates(BuildReport(), path, "json")
    assert json.loads(path.read_text(encoding="utf-8"))["files"] == []


@pytest.mark.skipif(os.name == "nt", reason="names there are text")
@pytest.mark.parametrize("form", ["csv", "json"])
def test_that_names_that_are_no_text_are_written(tmp_path: Path, form: str) -> None:
    folder = tmp_path / "images" / "a"
    make_slide(folder, 1)
    os.rename(folder / "a-256-256.jpg", os.fsencode(folder) + b"/a-\xff.jpg")  # noqa: PTH104
    path = tmp_path / f"report.{form}"
    write_fates(run(plan_folders(folder.parent, tmp_path / "out")), path, form)  # type: ignore[arg-type]
    assert "xff" in path.read_text(encoding="utf-8") or "udcff" in path.read_text(encoding="utf-8")


def test_that_a_cancel_writes_nothing(report: BuildReport, tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    folder = tmp_path / "reports"
    folder.mkdir()
    with pytest.raises(Cancelled):
        write_fates(report, folder / "report.csv", "csv", cancel=cancel)
    assert files_in(folder) == []


def test_that_another_form_is_refused(report: BuildReport, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there are 'csv' and 'json'"):
        write_fates(report, tmp_path / "report.xml", "xml")  # type: ignore[arg-type]
