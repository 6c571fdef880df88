"""A report is one file that asks nothing of a network, and takes nothing in it for its own."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from reportlab.platypus import Paragraph

from tests.unit.report.made import WICKED
from tfrviewer.errors import TargetExistsError, shown
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.report.drawing import LEFT, RIGHT, draw
from tfrviewer.report.html import to_html
from tfrviewer.report.pdf import to_pdf
from tfrviewer.report.pdf_parts import one_line
from tfrviewer.report.pdf_text import marked
from tfrviewer.report.report import Chart, ChartLimit, Report
from tfrviewer.report.tables import slide_table
from tfrviewer.report.words import tick_text
from tfrviewer.report.writing import check_target, write_report

VOID = {"meta", "img", "br", "path", "text"}


class Page(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_that_names_from_files_are_text_in_the_page(report: Report) -> None:
    page = Page(to_html(replace(report, title=WICKED, where=WICKED)))
    assert page.open == []
    assert "script" not in page.tags
    assert page.texts.count(WICKED) >= 4  # title, path, table, map


def test_that_the_page_holds_all_it_shows(report: Report) -> None:
    page = Page(text := to_html(report))
    assert all(link.startswith(("data:image/", "#")) for link in page.links)
    targets = {link for link in page.links if link.startswith("#")}
    assert targets == {f"#{name}" for name in re.findall(r'<section id="(\w+)"', text)}
    assert "url(" not in text
    assert "@import" not in text
    for needed in ("prefers-color-scheme: dark", "@media print", "default-src 'none'"):
        assert needed in text


def test_that_the_page_tells_every_slide_and_finding(report: Report) -> None:
    text = "".join(Page(to_html(report)).texts)
    for line in report.slides:
        assert line.title in text
    for finding in report.findings.listed:
        assert finding.message in text
    assert "2026-03-04 05:06" in text


def test_that_a_table_of_many_columns_is_set_closer_to_fit_a_page(report: Report) -> None:
    tight = len(re.findall('<table class="dense">', to_html(report)))
    slides = tuple(replace(line, duplicates=1) for line in report.slides)
    many = replace(report, slides=slides, is_filtered=True, is_reviewed=True)
    columns = len(slide_table(many).columns)
    assert (tight, columns) == (0, 11)
    assert len(re.findall('<table class="dense">', to_html(many))) == 1


@pytest.mark.parametrize(
    "name", ["\udce9\x07\x1b[1m", "切片 7 🔬", "x" * 5000, " ", "a\nb", "</title>&nbsp;<!--"]
)
def test_that_any_name_can_be_written(report: Report, name: str) -> None:
    lines = tuple(replace(line, title=name, slide=name) for line in report.slides)
    told = replace(report, title=name, where=name, slides=lines)
    page = Page(to_html(told).encode("utf-8").decode())
    assert page.open == []
    assert shown(name) in page.texts
    assert to_pdf(told).startswith(b"%PDF-")


def test_that_a_pdf_takes_any_name_and_has_its_contents_beside_it(report: Report) -> None:
    data = to_pdf(replace(report, title=WICKED))
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    assert b"/Outlines" in data
    assert b"/UseOutlines" in data


def test_that_text_of_a_pdf_is_escaped_and_every_letter_told() -> None:
    assert marked("<b>&") == "&lt;b&gt;&amp;"
    assert marked("a\x00b") == "a\\x00b"
    assert "\ue000" not in marked("\ue000")
    assert "✔" in marked("✔ ok")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ÄBC 12", "ÄBC 12"),
        ("אבג", "גבא"),
        ("x-אב גד 12.tfrecords", "x-12 דג בא.tfrecords"),
        ("אב (ג)", "(ג) בא"),
        ("א 1,234 ב", "ב 1,234 א"),
    ],
)
def test_that_names_read_from_the_right_stand_so_in_a_pdf(text: str, seen: str) -> None:
    assert re.sub("<[^>]*>", "", marked(text)) == seen


def test_that_a_long_name_in_a_pdf_keeps_its_end() -> None:
    told = one_line(f"{'slide-' * 20}B", "name", 80)
    assert isinstance(told, Paragraph)
    assert re.fullmatch("slide-.*….*-B", told.getPlainText())


def test_that_the_same_report_is_the_same_page(report: Report) -> None:
    assert to_html(report) == to_html(report)


def test_that_the_json_has_no_pictures_and_is_json(report: Report) -> None:
    told = json.loads(json.dumps(report.to_json()))
    assert told["findings"]["errors"] == len(
        [one for one in report.findings.listed if one.severity == "error"]
    )
    assert len(told["slides"]) == 5
    assert told["sample"] == sorted(told["sample"])


@pytest.mark.parametrize("name", ["out.html", "out.PDF"])
def test_that_a_report_is_written_over_nothing_unasked(
    report: Report, tmp_path: Path, name: str
) -> None:
    target = tmp_path / name
    target.write_text("mine")
    with pytest.raises(TargetExistsError, match="already"):
        write_report(report, target)
    assert target.read_text() == "mine"
    assert write_report(report, target, replace=True) == target
    assert target.read_bytes()[:5] in (b"<!DOC", b"%PDF-")
    assert list(tmp_path.iterdir()) == [target]


def test_that_a_folder_that_is_not_there_is_told_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        check_target(tmp_path / "nowhere" / "a.html")


def test_that_a_report_is_not_written_as_what_is_no_format_or_into_a_folder(
    report: Report, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="html"):
        write_report(report, tmp_path / "out.docx")
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(TargetExistsError, match="folder"):
        write_report(report, tmp_path / "folder.html", replace=True)


@pytest.mark.parametrize("name", ["out.html", "out.pdf"])
def test_a_cancelled_report_leaves_no_file(report: Report, tmp_path: Path, name: str) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        write_report(report, tmp_path / name, cancel=cancel)
    assert list(tmp_path.iterdir()) == []


def test_that_bars_and_limits_lie_within_the_drawing() -> None:
    limits = (ChartLimit(0.0, "low", is_low=True), ChartLimit(9.5, "high", is_low=False))
    chart = Chart("A", "", (1000, 0, 1), 0.0, 10.0, (0.0, 5.0, 10.0), limits, "")
    drawn = draw(chart)
    assert len(drawn.bars) == 2
    assert all(bar.x >= LEFT and bar.x + bar.width <= RIGHT for bar in drawn.bars)
    assert drawn.bars[1].height > 0.5, "one among a thousand is seen"
    assert [mark.anchor for mark in drawn.limits] == ["start", "end"]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1999.0, "bytes", "2.0 kB"),
        (0.125, "%", "12.5 %"),
        (0.1234, "", "0.123"),
        (4e4, "", "40,000"),
        (1e-5, "", "<0.001"),
    ],
)
def test_that_figures_have_the_digits_that_matter(value: float, unit: str, text: str) -> None:
    assert tick_text(value, unit) == text
