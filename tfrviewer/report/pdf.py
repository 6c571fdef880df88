"""A report as a PDF, to print and to file."""

import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    TableStyle,
)

from tfrviewer import __version__
from tfrviewer.errors import Severity, shown
from tfrviewer.report import tables
from tfrviewer.report.leads import (
    ABSENT_LEAD,
    RULES_LEAD,
    SLIDES_LEAD,
    charts_lead,
    findings_lead,
    maps_lead,
)
from tfrviewer.report.pdf_parts import (
    FAINT,
    RULE,
    Shape,
    chart,
    gap,
    one_line,
    pairs,
    picture,
    said,
    severe,
    side_by_side,
    style,
    table_of,
)
from tfrviewer.report.pdf_text import REGULAR, marked, simple
from tfrviewer.report.report import Figure, Report, Sheet, SheetTile, SlideMap
from tfrviewer.report.request import Part

_SIDE, _TOP, _BOTTOM = 16 * mm, 16 * mm, 18 * mm
_WIDTH, _LONG = A4[0] - 2 * _SIDE, A4[1] - 2 * _SIDE
_UPRIGHT, _LYING = "upright", "lying"
_MOST_COLUMNS = 10
"""Columns of slides that a page has room for when it stands upright."""
_MAPS, _TILES, _CHARTS = Shape(4), Shape(7, gap=2.5 * mm, below=2.5 * mm), Shape(3)
_MAP_HEIGHT = 30 * mm
_PICTURES = 75 * mm
"""Room for a heading and a line of pictures."""


def to_pdf(report: Report) -> bytes:
    """Return a report as the bytes of a PDF."""
    buffer = io.BytesIO()
    document = _Document(buffer, report)
    document.build(list(_story(report)), canvasmaker=_NumberedCanvas)
    return buffer.getvalue()


class _Document(BaseDocTemplate):
    """The pages, with the contents beside them."""

    def __init__(self, buffer: io.BytesIO, report: Report) -> None:
        super().__init__(
            buffer, pagesize=A4, leftMargin=_SIDE, rightMargin=_SIDE, topMargin=_TOP,
            bottomMargin=_BOTTOM, title=f"{shown(report.title)} – tfrviewer report",
            author="tfrviewer", creator=f"tfrviewer {__version__}", lang="en",
        )  # fmt: skip
        self.addPageTemplates(
            [
                PageTemplate(name, [_frame(size)], onPage=self._begin_page, pagesize=size)
                for name, size in ((_UPRIGHT, A4), (_LYING, landscape(A4)))
            ]
        )
        self._report = report
        self._headings = 0

    def handle_documentBegin(self) -> None:  # noqa: N802 - reportlab's
        """Have readers show the contents beside the pages."""
        super().handle_documentBegin()
        self.canv.showOutline()

    def _begin_page(self, canvas: Canvas, _: object) -> None:
        canvas.setFont(REGULAR, 7)
        canvas.setFillColor(FAINT)
        title = simple(self._report.title)
        made = self._report.made.strftime("%Y-%m-%d %H:%M")
        canvas.drawString(_SIDE, 10 * mm, f"{title[:90]}, tfrviewer {__version__}, {made}")

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's
        """Note a heading in the contents."""
        if isinstance(flowable, Paragraph) and flowable.style.name == "heading":
            text = flowable.getPlainText()
            self._headings += 1
            key = f"heading {self._headings}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(text, key, 0)


def _frame(size: tuple[float, float]) -> Frame:
    width, height = size
    return Frame(
        _SIDE, _BOTTOM, width - 2 * _SIDE, height - _TOP - _BOTTOM,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip


class _NumberedCanvas(Canvas):
    """Writes “page 2 of 9” once it is known how many there are."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - reportlab's
        super().__init__(*arguments, **options)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        for number, page in enumerate(self._pages):
            self.__dict__.update(page)
            self.setFont(REGULAR, 7)
            self.setFillColor(FAINT)
            text = f"page {number + 1} of {len(self._pages)}"
            self.drawRightString(page["_pagesize"][0] - _SIDE, 10 * mm, text)
            super().showPage()
        super().save()


def _story(report: Report) -> Iterator[Flowable]:
    yield said(f"tfrviewer report, {report.made:%Y-%m-%d %H:%M}", "kicker")
    yield gap(2)
    yield said(report.title, "title")
    yield said(report.where, "path")
    yield gap(4)
    yield _figures(report.figures)
    yield gap(6)
    yield _verdict(report)
    for title, facts in (
        ("What was opened", report.facts),
        ("How it was looked at", report.method),
    ):
        yield from _section(title)
        yield pairs([(fact.name, fact.text) for fact in facts], _WIDTH)
    if report.findings.counts:
        yield from _section("What was found, by kind")
        yield table_of(tables.kind_table(report), _WIDTH)
    if report.rules:
        yield from _section("Rules and thresholds", RULES_LEAD)
        yield table_of(tables.rule_table(report), _WIDTH)
    if report.absent:
        yield from _section("Slides without tiles", ABSENT_LEAD)
        yield table_of(tables.absent_table(report), _WIDTH)
        yield from _more(report.absent_more, "more.")
    if report.charts:
        yield from _section("Histograms", charts_lead(report), _PICTURES)
        yield from side_by_side([partial(chart, one) for one in report.charts], _CHARTS, _WIDTH)
    yield from _maps(report)
    yield from _sheet("Tiles drawn at random", report.sample)
    yield from _sheet("Rejected tiles", report.rejected)
    yield from _slides(report)
    if report.findings.listed and report.has(Part.FINDINGS):
        yield from _section("Findings, one by one", findings_lead(report))
        yield table_of(tables.finding_table(report), _WIDTH)


def _section(title: str, lead: str = "", room: float = 36 * mm) -> Iterator[Flowable]:
    """Yield a heading, on a new page if there is no room for something below it."""
    yield CondPageBreak(room)
    yield said(title, "heading")
    if lead:
        yield said(lead, "lead")


def _figures(figures: tuple[Figure, ...]) -> Flowable:
    numbers, labels = [], []
    for figure in figures:
        if figure.severity is None:
            numbers.append(said(figure.number, "figure"))
        else:
            numbers.append(severe(figure.number, figure.severity, "figure"))
        labels.append(said(figure.label, "faint"))
    laid = LongTable([numbers, labels], colWidths=[_WIDTH / len(figures)] * len(figures))
    laid.setStyle(
        TableStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 7),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("TOPPADDING", (0, 0), (-1, 0), 7),
                ("BOTTOMPADDING", (0, 0), (-1, 0), 1),
                ("TOPPADDING", (0, 1), (-1, 1), 0),
                ("BOTTOMPADDING", (0, 1), (-1, 1), 8),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (-1, -1), HexColor("#f5f6f8")),
                ("LINEAFTER", (0, 0), (-2, -1), 0.6, RULE),
            ]
        )
    )
    return laid


def _verdict(report: Report) -> Flowable:
    lines = [
        [
            severe(one.severity.value if one.severity else "good", one.severity, "strong"),
            said(one.text),
        ]
        for one in report.verdict
    ]
    laid = LongTable(lines, colWidths=[20 * mm, _WIDTH - 20 * mm])
    laid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 2),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
            ]
        )
    )
    return laid


def _slides(report: Report) -> Iterator[Flowable]:
    if not report.slides:
        return
    table = tables.slide_table(report)
    is_wide = len(table.columns) > _MOST_COLUMNS
    if is_wide:
        yield NextPageTemplate(_LYING)
        yield PageBreak()
    yield from _section("Slides", SLIDES_LEAD)
    yield table_of(table, _LONG if is_wide else _WIDTH)
    yield from _more(report.slides_more, "more slides, none worse than these.")
    if is_wide:
        yield NextPageTemplate(_UPRIGHT)
        yield PageBreak()


def _more(count: int, words: str) -> Iterator[Flowable]:
    if count:
        yield gap(3)
        yield said(f"And {count:,} {words}", "lead")


def _maps(report: Report) -> Iterator[Flowable]:
    maps = report.maps
    if not maps.maps:
        return
    yield from _section("Maps", maps_lead(maps), _PICTURES)
    squares = "&nbsp;&nbsp;&nbsp; ".join(
        f'<font name="ZapfDingbats" color="{one.colour}">■</font> {marked(one.name)}'
        for one in maps.classes
    )
    yield Paragraph(squares, style("legend"))
    yield from side_by_side([partial(_map, one) for one in maps.maps], _MAPS, _WIDTH)


def _map(one: SlideMap, width: float) -> list[Flowable]:
    return [
        picture(one.picture, width, _MAP_HEIGHT),
        gap(2),
        one_line(one.slide, "name", width),
        said(one.caption, "caption"),
    ]


def _sheet(title: str, sheet: Sheet | None) -> Iterator[Flowable]:
    if sheet is None:
        return
    yield from _section(title, sheet.words, _PICTURES)
    made: list[Callable[[float], list[Flowable]]] = [partial(_tile, one) for one in sheet.tiles]
    yield from side_by_side(made, _TILES, _WIDTH)


def _tile(tile: SheetTile, width: float) -> list[Flowable]:
    shown: list[Flowable]
    if tile.picture is None:
        shown = [severe("cannot be shown", Severity.ERROR, "why"), said(tile.why_not, "why")]
    else:
        shown = [picture(tile.picture, width, width)]
    words = [f"#{tile.number:,}", tile.place, f"“{tile.note}”" if tile.note else ""]
    return [
        *shown,
        gap(1.5),
        one_line(tile.slide, "name", width),
        *(said(text, "caption") for text in words if text),
    ]
