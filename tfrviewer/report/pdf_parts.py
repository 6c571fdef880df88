"""The parts of a PDF page: paragraphs, tables, charts, pictures side by side."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reportlab.graphics.shapes import Drawing as Shapes
from reportlab.graphics.shapes import Line, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, LongTable, Paragraph, Spacer, TableStyle
from reportlab.platypus import Image as PlacedImage

from tfrviewer.errors import Severity
from tfrviewer.report import drawing
from tfrviewer.report.pdf_text import BOLD, FIXED, REGULAR, marked, simple
from tfrviewer.report.report import Chart, Picture
from tfrviewer.report.tables import Cell, Column, Table

TEXT, FAINT, RULE = HexColor("#1d2125"), HexColor("#565d65"), HexColor("#d5d9dd")
BAR, LIMIT = HexColor("#4a7fb5"), HexColor("#a04f00")
COLOURS: dict[Severity | None, Color] = {
    Severity.ERROR: HexColor("#b3261e"),
    Severity.WARNING: HexColor("#8a5a00"),
    Severity.NOTE: HexColor("#3f6184"),
    None: HexColor("#1b6e3c"),
}
SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.NOTE: "●", None: "✔"}

_NARROW = 9.5 * mm
"""The least width of a column of numbers."""
_NUMBERS = 15 * mm
"""The usual one."""


_LOOKS: dict[str, tuple[float, Color, str]] = {
    "title": (22.0, TEXT, BOLD),
    "path": (8.5, FAINT, FIXED),
    "kicker": (8.5, FAINT, REGULAR),
    "heading": (13.0, TEXT, BOLD),
    "lead": (8.5, FAINT, REGULAR),
    "legend": (8.5, TEXT, REGULAR),
    "text": (8.5, TEXT, REGULAR),
    "faint": (8.5, FAINT, REGULAR),
    "figure": (17.0, TEXT, BOLD),
    "cell": (7.5, TEXT, REGULAR),
    "strong": (7.5, TEXT, BOLD),
    "dim": (7.5, FAINT, REGULAR),
    "number": (7.5, TEXT, REGULAR),
    "dim number": (7.5, FAINT, REGULAR),
    "head": (7.0, FAINT, BOLD),
    "number head": (7.0, FAINT, BOLD),
    "caption": (6.5, FAINT, REGULAR),
    "name": (6.8, TEXT, BOLD),
    "why": (6.0, COLOURS[Severity.ERROR], REGULAR),
}
"""Size, colour and font of each kind of text."""
_ROOM = {"title": (0, 2), "path": (0, 4), "heading": (14, 3), "lead": (0, 5), "legend": (0, 6)}
"""Space before and after it."""


@cache
def style(name: str) -> ParagraphStyle:
    """Return how text of a kind looks."""
    size, colour, font = _LOOKS[name]
    before, after = _ROOM.get(name, (0, 0))
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=size * 1.28,
        textColor=colour,
        spaceBefore=before,
        spaceAfter=after,
        alignment=TA_CENTER if name == "why" else TA_RIGHT if "number" in name else TA_LEFT,
        splitLongWords=1,  # names of slides are long words: they break where they must
    )


def said(text: str, kind: str = "text") -> Paragraph:
    """Return text as a paragraph; it may hold anything."""
    return Paragraph(marked(text), style(kind))


def severe(text: str, severity: Severity | None, kind: str = "strong") -> Paragraph:
    """Return text in the colour of a severity, after its sign."""
    colour = COLOURS[severity].hexval().replace("0x", "#")
    sign = marked(SIGNS[severity])
    words = f" {marked(text)}" if text else ""
    return Paragraph(f'<font color="{colour}">{sign}{words}</font>', style(kind))


def table_of(table: Table, width: float) -> Flowable:
    """Return a table, its head repeated on each page."""
    widths = _widths(table.columns, width)
    head = [
        said(column.title or "Severity", "number head" if column.is_number else "head")
        for column in table.columns
    ]
    lines = [
        [_cell(cell, column) for cell, column in zip(line, table.columns, strict=True)]
        for line in table.lines
    ]
    laid = LongTable([head, *lines], colWidths=widths, repeatRows=1)
    after_numbers = [
        ("LEFTPADDING", (at, 0), (at, -1), 10)
        for at in range(1, len(table.columns))
        if table.columns[at - 1].is_number and not table.columns[at].is_number
    ]
    laid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
                ("VALIGN", (0, 1), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, 0), 0.8, RULE),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
                ("LEFTPADDING", (0, 0), (-1, -1), 2.5),
                ("RIGHTPADDING", (0, 0), (-1, -1), 2.5),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
                *after_numbers,
            ]
        )
    )
    return laid


def _cell(cell: Cell, column: Column) -> Paragraph | str:
    if cell.severity is not None:
        if not column.is_number:
            return severe(cell.text, cell.severity)
        colour = COLOURS[cell.severity].hexval().replace("0x", "#")
        return Paragraph(
            f'<font color="{colour}" name="{BOLD}">{marked(cell.text)}</font>', style("number")
        )
    kind = ("dim " if cell.is_faint else "") + ("number" if column.is_number else "")
    return said(cell.text, kind.strip() or "cell")


def _widths(columns: Sequence[Column], width: float) -> list[float]:
    numbers = sum(column.is_number for column in columns)
    texts = sum(column.weight for column in columns if not column.is_number)
    # Texts have some room at least: in the table of slides there are many numbers.
    each = max(min(_NUMBERS, 0.7 * width / numbers), _NARROW) if numbers else 0.0
    rest = width - each * numbers
    return [each if column.is_number else rest * column.weight / texts for column in columns]


def pairs(facts: Sequence[tuple[str, str]], width: float) -> Flowable:
    """Return names with what they are."""
    names = 26 * mm
    laid = LongTable(
        [[said(name, "faint"), said(text)] for name, text in facts],
        colWidths=[names, width - names],
    )
    laid.setStyle(_bare(top=1.2))
    return laid


def _bare(top: float = 0.0, bottom: float = 0.0, between: float = 0.0) -> TableStyle:
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-2, -1), between),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), top),
            ("BOTTOMPADDING", (0, 0), (-1, -1), bottom),
        ]
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """How things lie side by side.

    Attributes:
        columns: How many.
        gap: Between them.
        below: Under each line of them.
    """

    columns: int
    gap: float = 4 * mm
    below: float = 4 * mm

    def room(self, width: float) -> float:
        """Return how wide each may be."""
        return (width - self.gap * (self.columns - 1)) / self.columns


def side_by_side(
    things: Sequence[Callable[[float], list[Flowable]]], shape: Shape, width: float
) -> Iterator[Flowable]:
    """Yield things in lines, each line kept together on a page.

    Args:
        things: Each makes its flowables for a width.
        shape: How many in a line.
        width: Of a line.
    """
    room = shape.room(width)
    widths = [room + shape.gap] * (shape.columns - 1) + [room]
    for first in range(0, len(things), shape.columns):
        line = [thing(room) for thing in things[first : first + shape.columns]]
        line += [[] for _ in range(shape.columns - len(line))]
        laid = LongTable([line], colWidths=widths)
        laid.setStyle(_bare(bottom=shape.below, between=shape.gap))
        yield laid


def picture(image: Picture, width: float, height: float) -> Flowable:
    """Return a picture as large as it fits."""
    scale = min(width / image.width, height / image.height)
    placed = PlacedImage(
        io.BytesIO(image.data), width=image.width * scale, height=image.height * scale, mask="auto"
    )
    placed.hAlign = "LEFT"
    return placed


def one_line(text: str, kind: str, width: float) -> Flowable:
    """Return text cut to one line, where lines side by side are to stay level.

    It is cut in the middle: names of slides are mostly told apart by how they end.
    """
    from reportlab.pdfbase.pdfmetrics import stringWidth

    look = style(kind)
    shown, kept = text, len(text)
    while kept > 1 and stringWidth(shown, look.fontName, look.fontSize) > width:
        kept -= 1
        shown = f"{text[: -(-kept // 2)]}…{text[len(text) - kept // 2 :]}"
    return said(shown, kind)


def chart(told: Chart, width: float) -> list[Flowable]:
    """Return a histogram with its title and caption."""
    drawn = drawing.draw(told)
    scale = width / drawing.WIDTH
    shapes = Shapes(width, drawing.HEIGHT * scale)

    def up(y: float) -> float:  # reportlab's y grows upwards
        return (drawing.HEIGHT - y) * scale

    for bar in drawn.bars:
        left, below = bar.x * scale, up(bar.y + bar.height)
        rect = Rect(left, below, bar.width * scale, bar.height * scale)
        rect.fillColor, rect.strokeColor = BAR, None
        shapes.add(rect)
    bottom = up(drawing.BOTTOM)
    ends = drawing.LEFT * scale, drawing.RIGHT * scale
    shapes.add(Line(ends[0], bottom, ends[1], bottom, strokeColor=FAINT, strokeWidth=0.5))
    size = 5.8
    above = up(drawing.TOP - 4)
    if not drawn.limits:
        words = f"{drawn.most:,} {told.counted}"
        shapes.add(String(ends[0], above, words, fontName=REGULAR, fontSize=size, fillColor=FAINT))
    for limit in drawn.limits:
        x = limit.x * scale
        shapes.add(
            Line(x, bottom, x, up(drawing.TOP), strokeColor=LIMIT, strokeWidth=0.8,
                 strokeDashArray=[2, 1.5])
        )  # fmt: skip
        shapes.add(_string(limit, x, above, size, LIMIT, BOLD))
    for tick in drawn.ticks:
        shapes.add(_string(tick, tick.x * scale, bottom - size - 1.5, size, FAINT, REGULAR))
    return [said(told.title, "name"), shapes, said(told.caption, "caption")]


def _string(
    mark: drawing.Mark, x: float, y: float, size: float, colour: Color, font: str
) -> String:
    text = simple(mark.text)
    return String(
        x, y, text, fontName=font, fontSize=size, fillColor=colour, textAnchor=mark.anchor
    )


def gap(height: float) -> Flowable:
    """Return empty space."""
    return Spacer(1, height)
