"""Paints the cells of the table, frozen ones or not, from the model's pages.

Qt's own way asks the delegate for every cell, with an index and an option made for each: at the
five hundred cells of a window that is most of the time of a frame. Here what a record or a column
has in common is looked up once.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QTableView

from tfrviewer.errors import Severity
from tfrviewer.gui.marks import paint_mark, severity_colour, worst
from tfrviewer.gui.records.delegate import MARK_GAP, PADDING, mark_side
from tfrviewer.gui.records.frozen import FrozenColumns, Section, paint_edge
from tfrviewer.gui.records.pages import MISSING, PENDING
from tfrviewer.gui.theme import muted_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tfrviewer.gui.records.model import RecordModel
    from tfrviewer.gui.session import Session

_ROLE: Final = QPalette.ColorRole
_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT: Final = _LEFT | int(Qt.AlignmentFlag.AlignRight)


class CellPainter:
    """Paints some columns of the records seen.

    Attributes:
        mark_column: The column, as the model counts, that shows the mark of a record's findings.
    """

    def __init__(self, view: QTableView, session: "Session", model: "RecordModel") -> None:
        self._view = view
        self._session = session
        self._model = model
        self.mark_column = 0

    def paint_view(self, rect: QRect, frozen: FrozenColumns, rows: tuple[int, int]) -> None:
        """Paint a part of the view: the columns as they are scrolled, then the frozen ones.

        Args:
            rect: The part, in pixels of the viewport.
            frozen: The columns that stay at the left.
            rows: The first and the last position seen.
        """
        viewport, over, still = self._view.viewport(), frozen.covers, frozen.sections()
        painter = QPainter(viewport)
        after = still[-1].end if over else 0
        seen = _seen(self._view, after=max(after, rect.left()))
        self.paint(painter, [section for section in seen if section.left <= rect.right()], rows)
        if over and rect.left() < after:
            self.paint(painter, still, rows)
        if still:
            paint_edge(painter, still[-1].end, viewport.rect(), self._view.palette(), over=over)
        painter.end()

    def paint(
        self, painter: QPainter, sections: "Sequence[Section]", rows: tuple[int, int]
    ) -> None:
        """Paint columns over whatever is there.

        Args:
            painter: Paints on the viewport of the view.
            sections: The columns, left to right, and where they stand.
            rows: The first and the last position seen; the last is less if there is none.
        """
        if not sections:
            return
        view = self._view
        active = view.isActiveWindow()
        group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
        palette = view.palette()
        base, alternate, ground, on_ground, plain = (
            palette.color(group, role)
            for role in (
                _ROLE.Base,
                _ROLE.AlternateBase,
                _ROLE.Highlight,
                _ROLE.HighlightedText,
                _ROLE.Text,
            )
        )
        muted = muted_text(palette)
        first, last = rows
        height = view.verticalHeader().defaultSectionSize()
        left, right = sections[0].left, sections[-1].end
        painter.fillRect(left, 0, right - left, view.viewport().height(), base)
        painter.setFont(view.font())
        texts = [self._model.texts(first, last, section.column) for section in sections]
        fits = self._fits(sections)
        session, selection, order = self._session, self._session.selection, self._session.order
        for i, row in enumerate(range(first, last + 1)):
            number = int(order[row])
            top = view.rowViewportPosition(row)
            selected = bool(selection[number])
            if selected:
                painter.fillRect(left, top, right - left, height, ground)
            elif row % 2:
                painter.fillRect(left, top, right - left, height, alternate)
            pen: QColor | None = None
            for section, column, (flags, room, letters) in zip(sections, texts, fits, strict=True):
                text = column[i]
                at, wide = section.left + PADDING, room
                if section.column == self.mark_column and session.is_damaged[number]:
                    taken = self._paint_mark(
                        painter, at, top, height, number, group, selected=selected
                    )
                    at, wide = at + taken, wide - taken
                    pen = None
                if wide <= 0:
                    continue
                if len(text) > letters or wide < room:
                    text = view.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, wide)
                wanted = on_ground if selected else muted if text in (MISSING, PENDING) else plain
                if wanted is not pen:
                    painter.setPen(wanted)
                    pen = wanted
                painter.drawText(at, top, wide, height, flags, text)
            if number == session.current:
                self._frame(painter, sections, top, height, group, selected=selected)

    def _fits(self, sections: "Sequence[Section]") -> list[tuple[int, int, int]]:
        """Return of each column how it is aligned, its room, and the letters that surely fit."""
        metrics = self._view.fontMetrics()
        digit, widest = metrics.horizontalAdvance("0"), metrics.horizontalAdvance("W")
        found = []
        for section in sections:
            numbers = self._model.is_right(section.column)
            room = section.width - 2 * PADDING
            letters = max(room, 0) // max(digit if numbers else widest, 1)
            found.append((_RIGHT if numbers else _LEFT, room, letters))
        return found

    def _paint_mark(
        self,
        painter: QPainter,
        left: int,
        top: int,
        height: int,
        number: int,
        group: QPalette.ColorGroup,
        *,
        selected: bool,
    ) -> int:
        """Paint the mark of a damaged record; return how much room it takes."""
        palette = self._view.palette()
        side = mark_side(self._view.fontMetrics())
        severity = worst(self._session.record_findings(number)) or Severity.WARNING
        marked = _ROLE.HighlightedText
        colour = palette.color(group, marked) if selected else severity_colour(severity, palette)
        ground = palette.color(group, _ROLE.Highlight if selected else _ROLE.Base)
        rect = QRectF(left, top + (height - side) / 2, side, side)
        paint_mark(painter, rect, severity, colour, ground)
        return side + MARK_GAP

    def _frame(
        self,
        painter: QPainter,
        sections: "Sequence[Section]",
        top: int,
        height: int,
        group: QPalette.ColorGroup,
        *,
        selected: bool,
    ) -> None:
        """Frame the current record from edge to edge, and its current cell once more."""
        view = self._view
        palette = view.palette()
        role = _ROLE.HighlightedText if selected else _ROLE.Highlight
        colour = palette.color(group, role)
        edge = palette.color(group, _ROLE.Text) if selected else colour
        thick = 2 if view.hasFocus() else 1
        left, right = sections[0].left, sections[-1].end
        painter.fillRect(left, top, right - left, thick, edge)
        painter.fillRect(left, top + height - thick, right - left, thick, edge)
        current = view.currentIndex().column()
        section = next((section for section in sections if section.column == current), None)
        if section is not None and view.hasFocus():
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(
                section.left + 2, top + thick + 1, section.width - 5, height - 2 * thick - 3
            )


def _seen(view: QTableView, *, after: int = 0) -> list[Section]:
    """Return the columns of a view that are seen right of a pixel, scrolled as they are."""
    header = view.horizontalHeader()
    found = []
    width = view.viewport().width()
    for place in range(header.count()):
        column = header.logicalIndex(place)
        if header.isSectionHidden(column):
            continue
        section = Section(
            column, header.sectionViewportPosition(column), header.sectionSize(column)
        )
        if section.left >= width:
            break
        if section.end > after:
            found.append(section)
    return found
