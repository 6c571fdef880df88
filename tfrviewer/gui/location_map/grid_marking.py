"""Shows on the map what the line below it tells of: holes as outlines, tiles as the selection."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.location_map.grid_words import Remark
from tfrviewer.gui.theme import warning_colour
from tfrviewer.tiles.layout.grid_marks import GridMarks, mark_tiles

if TYPE_CHECKING:
    from tfrviewer.gui.location_map.canvas import MapCanvas
    from tfrviewer.gui.location_map.slide import Slide
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

_KEY = ("map", "marks")
_MOST_DRAWN = 4000  # stretches of holes in sight; more of them are smaller than a line is wide


class HoleOutlines(QWidget):
    """Lies over the map and draws the holes as hatched places; lets the mouse through."""

    def __init__(self, canvas: "MapCanvas") -> None:
        super().__init__(canvas.viewport())
        self._canvas = canvas
        self._holes: NDArray[np.float64] = np.zeros((0, 4))
        self.setObjectName("locationMapHoles")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        canvas.view_changed.connect(self.update)
        canvas.viewport().installEventFilter(self)

    def show_holes(self, holes: NDArray[np.float64]) -> None:
        """Draw holes.

        Args:
            holes: Left, top, right and bottom of each stretch on the plane, float64 (k, 4).
        """
        self._holes = holes
        self.setGeometry(self._canvas.viewport().rect())
        self.setVisible(len(holes) > 0)
        self.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._canvas.viewport().rect())
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        plot = self._canvas.plot_rect()
        left, top = self._canvas.to_plane(plot.topLeft())
        right, bottom = self._canvas.to_plane(plot.bottomRight())
        holes = self._holes
        seen = (holes[:, 0] <= right) & (holes[:, 2] >= left)
        seen &= (holes[:, 1] <= bottom) & (holes[:, 3] >= top)
        shown = holes[seen][:_MOST_DRAWN]
        if not len(shown):
            return
        zero, scale = self._canvas.to_widget(0, 0), self._canvas.scale_factor
        places = [
            QRectF(zero.x() + a * scale, zero.y() + b * scale, (c - a) * scale, (d - b) * scale)
            for a, b, c, d in shown.tolist()
        ]
        lines = [
            QLineF(
                zero.x() + a * scale, zero.y() + b * scale,
                zero.x() + c * scale, zero.y() + d * scale,
            )
            for a, b, c, d in outline(shown).tolist()
        ]  # fmt: skip
        painter = QPainter(self)
        painter.setClipRect(plot)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = warning_colour(self.palette())
        faint = QColor(colour)
        faint.setAlphaF(0.18)
        for brush in (faint, colour):
            painter.setBrush(brush)
            if brush is colour:
                painter.setBrush(Qt.BrushStyle.BDiagPattern)
                hatch = painter.brush()
                hatch.setColor(colour)
                painter.setBrush(hatch)
            painter.drawRects(places)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 2))
        painter.drawLines(lines)
        painter.end()


def outline(holes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the lines around stretches of holes, those between two rows of one hole left out.

    Args:
        holes: Left, top, right and bottom of each stretch, float64 (k, 4), row after row.

    Returns:
        float64 (m, 4): both ends of each line.
    """
    a, b, c, d = holes.T
    lines = [np.stack([a, b, a, d], axis=1), np.stack([c, b, c, d], axis=1)]
    rows, at = np.unique(np.round(b, 3), return_inverse=True)
    for edge, beside in ((b, -1), (d, 1)):
        for row in range(len(rows)):
            mine, other = np.flatnonzero(at == row), np.flatnonzero(at == row + beside)
            if beside == -1:
                other = other[np.isclose(d[other], b[mine[0]])]
            else:
                other = other[np.isclose(b[other], d[mine[0]])]
            lines.append(_uncovered(a[mine], c[mine], a[other], c[other], float(edge[mine[0]])))
    return np.concatenate(lines)


def _uncovered(
    first: NDArray[np.float64],
    last: NDArray[np.float64],
    cover_first: NDArray[np.float64],
    cover_last: NDArray[np.float64],
    y: float,
) -> NDArray[np.float64]:
    """Return the parts of level stretches that no stretch of the next row lies at."""
    found = []
    for low, high in zip(first.tolist(), last.tolist(), strict=True):
        meets = (cover_last > low) & (cover_first < high)
        at = low
        for start, end in zip(cover_first[meets].tolist(), cover_last[meets].tolist(), strict=True):
            if start > at:
                found.append((at, y, start, y))
            at = max(at, end)
        if at < high:
            found.append((at, y, high, y))
    return np.array(found, np.float64).reshape(-1, 4)


class GridMarking(QObject):
    """Does what a click on the words below the map asks for."""

    def __init__(
        self, session: "Session", tasks: "TaskRunner", canvas: "MapCanvas", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._canvas = canvas
        self._slide: Slide | None = None
        self._marks: GridMarks | None = None
        self._at_zero: NDArray[np.int64] = np.zeros(0, np.int64)
        self.outlines = HoleOutlines(canvas)

    def set_slide(self, slide: "Slide | None") -> None:
        """Take the slide on the map; what was shown of another goes."""
        if slide is self._slide:
            return
        self._tasks.cancel(_KEY)
        self._slide, self._marks = slide, None
        if slide is not None:
            at_zero = (slide.tiles.x == 0) & (slide.tiles.y == 0)
            # One alone may lie there, where locations are the corners of tiles.
            several = np.count_nonzero(at_zero) > 1
            self._at_zero = slide.located.numbers[at_zero & several]
        self.outlines.show_holes(np.zeros((0, 4)))

    @property
    def n_zero(self) -> int:
        """How many tiles of the slide are said to lie at (0, 0)."""
        return len(self._at_zero)

    def clear(self) -> bool:
        """Hide the holes; return whether they were shown."""
        was = self.outlines.isVisible()
        self.outlines.show_holes(np.zeros((0, 4)))
        return was

    def choose(self, remark: Remark) -> None:
        """Show what some words tell of: select tiles, or draw the holes, or hide them again."""
        slide = self._slide
        if slide is None:
            return
        if remark is Remark.UNLOCATED:
            first, end = self._session.file_span(slide.located.file)
            numbers = np.arange(first, end)
            self._select(numbers[~self._session.has_location[first:end]])
            return
        if remark is Remark.ZERO:
            self._select(self._at_zero)
            return
        if remark is Remark.HOLES and self.clear():
            return
        if self._marks is not None:
            self._show(remark, slide, self._marks)
            return
        x, y = slide.tiles.x, slide.tiles.y

        def work(_: "CancelToken") -> GridMarks:
            return mark_tiles(x, y)

        def done(marks: GridMarks) -> None:
            if self._slide is slide:
                self._marks = marks
                self._show(remark, slide, marks)

        self._tasks.submit(_KEY, work, done)

    def _show(self, remark: Remark, slide: "Slide", marks: GridMarks) -> None:
        if remark is Remark.HOLES:
            x, y = slide.tiles.origin
            self.outlines.show_holes(marks.holes - np.array([x, y, x, y], np.float64))
            self._canvas.fit()
            return
        which = marks.off_grid if remark is Remark.OFF_GRID else marks.duplicate
        self._select(slide.located.numbers[which])

    def _select(self, numbers: NDArray[np.int64]) -> None:
        """Select records; the first one that is shown becomes current."""
        session = self._session
        shown = numbers[session.inverse[numbers] >= 0]
        session.select(shown if len(shown) else numbers, SelectMode.REPLACE)
        if len(shown):
            session.set_current(int(shown[0]))
