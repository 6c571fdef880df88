"""What views find wrong comes to the column of problems, and stays when columns come."""

import polars as pl

from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.problems import Problems


def finding(message: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(kind=FindingKind.UNDECODABLE_IMAGE, severity=severity, file="", message=message)


def frame(*problems: str | None) -> pl.DataFrame:
    return pl.DataFrame({"problem": problems}, schema={"problem": pl.String})


def test_that_new_problems_fill_what_is_empty_and_change_nothing_else() -> None:
    problems = Problems()
    before = frame(None, "known", None, None)
    assert problems.newest_onto(before) is before
    problems.add(1, finding("again"))
    problems.add(2, finding("cut off"))
    problems.add(2, finding("and more"))
    problems.add(3, finding("by the way", Severity.NOTE))
    after = problems.newest_onto(before)
    assert after["problem"].to_list() == [None, "known", "cut off", None]
    assert problems.newest_onto(after) is after


def test_that_a_frame_made_anew_gets_all_of_them_as_far_as_it_reaches() -> None:
    problems = Problems()
    for number in (0, 2, 9):
        problems.add(number, finding(str(number)))
    problems.newest_onto(frame(None, None, None))
    assert problems.onto(frame("own", None, None))["problem"].to_list() == ["own", None, "2"]
    assert problems.onto(frame())["problem"].to_list() == []


def test_that_what_is_told_no_more_leaves_the_column_and_what_others_wrote_stays() -> None:
    problems = Problems()
    for number in (0, 1, 2):
        problems.add(number, finding(f"cut off {number}"))
    told = problems.newest_onto(frame(None, None, "own", None))
    problems.add(3, finding("gone before it was written"))
    for number in (0, 2, 3):
        problems.replace(number, [])
    problems.replace(1, [finding("worse")])
    assert problems.newest_onto(told)["problem"].to_list() == [None, "worse", "own", None]
    assert problems.onto(frame(None, None))["problem"].to_list() == [None, "worse"]
