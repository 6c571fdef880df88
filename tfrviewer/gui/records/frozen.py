"""The columns that stay at the left while the others scroll beneath them.

There is one header and one view: what is frozen stands leftmost, so that it needs only be painted
once more at its own place, over what was scrolled there. No second view is kept in step.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView

from tfrviewer.gui.theme import border_colour, is_dark

LEFT_FREE: Final = 120
"""Pixels of the table that frozen columns leave to the others; what takes more is not frozen."""
_SHADOW: Final = 6


@dataclass(frozen=True, slots=True)
class Section:
    """One frozen column: as the model counts, and its place in the view."""

    column: int
    left: int
    width: int

    @property
    def end(self) -> int:
        """The first pixel right of it."""
        return self.left + self.width


class FrozenColumns:
    """Where the frozen columns stand in the view."""

    def __init__(self, header: QHeaderView, frozen: Callable[[], Sequence[int]]) -> None:
        """Watch a header.

        Args:
            header: The header, whose first sections are the frozen ones.
            frozen: Returns the frozen columns that are shown, left to right.
        """
        self._header = header
        self._frozen = frozen

    def sections(self) -> list[Section]:
        """Return the frozen columns that there is room for, left to right."""
        found: list[Section] = []
        room = self._header.viewport().width() - LEFT_FREE
        for column in self._frozen():
            section = Section(
                column, self._header.sectionPosition(column), self._header.sectionSize(column)
            )
            if section.end > room:
                break
            found.append(section)
        return found

    @property
    def width(self) -> int:
        """Pixels that the frozen columns take."""
        sections = self.sections()
        return sections[-1].end if sections else 0

    @property
    def covers(self) -> bool:
        """Whether the frozen columns lie over others that were scrolled there."""
        return self._header.offset() > 0 and bool(self.sections())

    def find(self, column: int) -> Section | None:
        """Return where a column stands; None if it is not frozen."""
        return next((s for s in self.sections() if s.column == column), None)

    def at(self, x: int) -> Section | None:
        """Return the frozen column at a pixel of the view."""
        return next((s for s in self.sections() if s.left <= x < s.end), None)


def paint_edge(painter: QPainter, x: int, rect: QRect, palette: QPalette, *, over: bool) -> None:
    """Paint the line right of the frozen columns, and a shadow where they lie over others."""
    painter.fillRect(x - 1, rect.top(), 1, rect.height(), border_colour(palette))
    if over:
        shade = QLinearGradient(x, 0, x + _SHADOW, 0)
        shade.setColorAt(0, QColor(0, 0, 0, 90 if is_dark(palette) else 46))
        shade.setColorAt(1, QColor(0, 0, 0, 0))
        painter.fillRect(x, rect.top(), _SHADOW, rect.height(), shade)
