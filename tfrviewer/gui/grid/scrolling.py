"""A scroll area whose content may be taller than a scroll bar can count."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from tfrviewer.gui.grid.columns import DEFAULT_TILE
from tfrviewer.gui.grid.layout import GridLayout, Positions, ScrollScale

_LINE = 32  # logical pixels a notch of the wheel scrolls for each line it is set to


class TallScrollArea(QAbstractScrollArea):
    """Scrolls by an offset in pixels, a Python integer; the bar follows, scaled where it must be.

    Attributes:
        offset: Where the content is scrolled to; set it by `scroll_to`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offset = 0
        self._scale = ScrollScale(0)
        self._syncing = False
        # A bar that comes and goes would change the width, and the width what must be scrolled.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._take_bar)

    def offset_changed(self, before: int) -> None:
        """Called after the content was scrolled; `before` is where it was."""

    def set_span(self, span: int, page: int, step: int) -> None:
        """Say how far the content can be scrolled, how much is seen, and the height of a line."""
        self._scale = ScrollScale(span)
        bar = self.verticalScrollBar()
        self._syncing = True
        bar.setRange(0, self._scale.maximum)
        bar.setPageStep(max(1, page))
        bar.setSingleStep(max(1, step))
        self._syncing = False
        self.scroll_to(self.offset)

    def scroll_to(self, offset: int) -> None:
        """Scroll to an offset, or as far as there is content."""
        before = self.offset
        self.offset = max(0, min(self._scale.span, offset))
        self._syncing = True
        self.verticalScrollBar().setValue(self._scale.to_bar(self.offset))
        self._syncing = False
        if self.offset != before:
            self.offset_changed(before)

    def scroll_by_wheel(self, event: QWheelEvent) -> None:
        """Scroll as the wheel or the touch pad says."""
        if not event.pixelDelta().isNull():
            delta = event.pixelDelta().y()
        else:
            lines = QApplication.wheelScrollLines() * event.angleDelta().y() / 120
            delta = round(lines * _LINE)
        self.scroll_to(self.offset - delta)
        event.accept()

    def _take_bar(self, value: int) -> None:
        if not self._syncing:
            before, self.offset = self.offset, self._scale.to_offset(value)
            if before != self.offset:
                self.offset_changed(before)


class TileArea(TallScrollArea):
    """A tall scroll area of tiles, by their positions.

    Attributes:
        tiles: Where they lie.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = GridLayout(0, 0, DEFAULT_TILE)

    def to_content(self, at: QPoint) -> tuple[int, int]:
        """Return the point of the content that is at a point of the viewport."""
        return at.x(), at.y() + self.offset

    def position_at(self, at: QPoint) -> int:
        """Return the position of the tile at a point of the viewport, -1 for none."""
        if self.heading_at(at) >= 0:
            return -1
        return self.tiles.position_at(*self.to_content(at))

    def headings(self) -> list[tuple[int, QRect]]:
        """Return the groups whose headings are seen, and where they are in the viewport."""
        width, height = self.viewport().width(), self.tiles.heading
        return [
            (section, QRect(0, top - self.offset, width, height))
            for section, top in self.tiles.headings(self.offset, self.viewport().height())
        ]

    def heading_at(self, at: QPoint) -> int:
        """Return the group whose heading is at a point of the viewport, -1 for none."""
        found = [section for section, rect in self.headings() if rect.contains(at)]
        return found[0] if found else -1

    def rect_at(self, position: int) -> QRect:
        """Return where a tile is in the viewport, seen or not."""
        x, y = self.tiles.corner(position)
        return QRect(x, y - self.offset, self.tiles.side, self.tiles.side)

    def visible_positions(self) -> Positions:
        """Return the positions of the tiles that are seen, whole or in part."""
        return self.tiles.visible(self.offset, self.viewport().height())

    def update_positions(self, positions: Iterable[int]) -> None:
        """Paint some tiles anew, with their frames."""
        seen = set(self.visible_positions().tolist())
        grow, extra = self.tiles.gap, self.tiles.caption
        for position in positions:
            if position in seen:
                rect = self.rect_at(position).adjusted(-grow, -grow, grow, grow + extra)
                self.viewport().update(rect)
