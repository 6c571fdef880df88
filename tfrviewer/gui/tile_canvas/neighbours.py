"""The neighbours of a tile on its slide, faded, around the picture of the tile."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from tfrviewer.gui.tasks import Pool
from tfrviewer.gui.theme import is_dark, tile_background
from tfrviewer.gui.tile_look import look_at
from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.layout.overlap import neighbours
from tfrviewer.tiles.layout.placement import Direction, Placement
from tfrviewer.tiles.layout.surroundings import Around, tiles_around

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.gui.thumbnails import ThumbnailLoader
    from tfrviewer.gui.tile_canvas.canvas import PictureCanvas

_REACH: Final = 8.0
_MOST: Final = 280
_PAIRS: Final = 12
_FADED: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Slide:
    """The tiles of one TFRecord on the plane.

    Attributes:
        file: Its number.
        numbers: The row numbers of its tiles, int64 (n,), ascending.
        placement: Where they lie.
        wide: How many times as wide as the pitch a tile is.
    """

    file: int
    numbers: NDArray[np.int64]
    placement: Placement
    wide: float


class Neighbours(QObject):
    """Knows the tiles around the one that is shown and paints them behind it.

    It is the backdrop of a canvas while it is on. Where the tiles of a slide lie, and how far
    they overlap, is found once a slide, in a thread; pictures come from the loader that all views
    share.

    Signals:
        changed: Others are known, or it is known why there are none.
    """

    changed = Signal()

    def __init__(
        self,
        session: "Session",
        tasks: "TaskRunner",
        thumbnails: "ThumbnailLoader",
        canvas: "PictureCanvas",
        name: str,
    ) -> None:
        super().__init__(canvas)
        self._session = session
        self._tasks = tasks
        self._thumbnails = thumbnails
        self._canvas = canvas
        self._name = name
        self._on = False
        self._number = -1
        self._slide: _Slide | None = None
        self._around: Around | None = None
        self._why = ""
        # Moving asks for pictures once, however many steps it had.
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._ask)
        canvas.changed.connect(self._asking.start)
        thumbnails.arrived_many.connect(self._take_pictures)
        session.dataset_changed.connect(self._forget)
        session.records_changed.connect(self._take_records)

    @property
    def is_on(self) -> bool:
        """Whether neighbours are shown."""
        return self._on

    @property
    def numbers(self) -> list[int]:
        """Row numbers of the tiles around, the nearest first."""
        if self._around is None or self._slide is None:
            return []
        found: list[int] = self._slide.numbers[self._around.tiles].tolist()
        return found

    @property
    def why_none(self) -> str:
        """Why no neighbours are known, or "" where some are, or may be."""
        return self._why

    def set_on(self, on: bool) -> None:
        """Show neighbours of the record that was asked for last, or not."""
        self._on = on
        self._canvas.backdrop = self if on else None
        self.show_around(self._number)
        if not on:
            self.rest()

    def show_around(self, number: int) -> None:
        """Show the neighbours of a record; those before go at once."""
        self._number = number
        self._around, self._why = None, ""
        if self._on and 0 <= number < self._session.n_records:
            self._place()
        self._canvas.update()
        self.changed.emit()

    def rest(self) -> None:
        """Want no pictures while nobody sees them; the next paint wants them again."""
        self._asking.stop()
        self._thumbnails.want([], 1, client=self._name)

    def is_settled(self) -> bool:
        """Whether nothing of them is on its way, pictures aside."""
        return not self._tasks.is_running(self._name)

    def at(self, point: QPointF) -> int:
        """Return the row number of the neighbour at a point of the canvas, -1 if there is none."""
        picture = self._canvas.picture_rect()
        if self._around is None or picture.isEmpty() or picture.contains(point):
            return -1
        off = point - picture.center()
        return self._number_of(
            self._around.at(off.x() / picture.width(), off.y() / picture.height())
        )

    def toward(self, direction: Direction) -> int:
        """Return the row number of the next tile in a direction, -1 if there is none near."""
        return self._number_of(self._around.toward(direction)) if self._around is not None else -1

    def offset_of(self, number: int) -> tuple[float, float] | None:
        """Return how far right of and below the tile another lies, in tiles; None if not near."""
        if self._around is None or number not in (numbers := self.numbers):
            return None
        at = numbers.index(number)
        return float(self._around.du[at]), float(self._around.dv[at])

    def _number_of(self, at: int) -> int:
        return self.numbers[at] if at >= 0 else -1

    # ---------------------------------------------------------------- where they lie

    def _place(self) -> None:
        session, number = self._session, self._number
        if not session.has_location[number]:
            self._why = self.tr("The tile has no location, so its neighbours are not known.")
            return
        file = int(session.file_number[number])
        if self._slide is not None and self._slide.file == file:
            self._look_around(self._slide)
            return
        first, end = session.file_span(file)
        located = session.has_location[first:end]
        x, y = session.x[first:end], session.y[first:end]

        def work(cancel: CancelToken) -> _Slide:
            numbers = first + np.flatnonzero(located)
            cancel.check()
            placement = Placement(x[located], y[located])
            wide = _width(session, numbers, placement, cancel)
            return _Slide(file, numbers, placement, wide)

        def done(slide: _Slide) -> None:
            self._slide = slide
            if self._on and 0 <= self._number < session.n_records:
                self.show_around(self._number)

        self._tasks.submit(self._name, work, done, pool=Pool.LONG)

    def _look_around(self, slide: _Slide) -> None:
        placement = slide.placement
        fit = placement.fit
        if fit is None or not fit.has_grid:
            self._why = self.tr("The locations of this slide show no grid: it is not known how "
                                "large its tiles are, nor what lies beside them.")  # fmt: skip
            return
        tile = int(np.searchsorted(slide.numbers, self._number))
        if tile >= len(slide.numbers) or slide.numbers[tile] != self._number:
            self._slide = None  # it has more records by now
            self._place()
            return
        self._around = tiles_around(placement, tile, reach=_REACH, most=_MOST, wide=slide.wide)
        if not len(self._around.tiles):
            self._why = self.tr("No other tile of this slide lies near.")
        self._asking.start()

    def _take_records(self) -> None:
        # Locations may have come late, and files may have grown: what was placed may be old.
        if self._slide is not None:
            first, end = self._session.file_span(self._slide.file)
            if np.count_nonzero(self._session.has_location[first:end]) == len(self._slide.numbers):
                return
            self._slide = None
        if self._on and self._around is None:
            self.show_around(self._number)

    def _forget(self) -> None:
        self._tasks.cancel(self._name)
        self._slide = None
        self.show_around(-1)

    # ---------------------------------------------------------------- their pictures

    def _ask(self) -> None:
        """Want the pictures of those in sight."""
        if not self._on or self._around is None or not self._canvas.isVisible():
            return
        picture, seen = self._canvas.picture_rect(), QRectF(self._canvas.rect())
        numbers = [number for number, _ in self._rects(picture, seen)]
        self._thumbnails.want(numbers, self._px(picture), client=self._name)

    def _px(self, picture: QRectF) -> int:
        longest = max(picture.width(), picture.height()) * self._canvas.devicePixelRatioF()
        return max(1, math.ceil(min(longest, 4096.0)))

    def _take_pictures(self, numbers: frozenset[int]) -> None:
        if self._on and not numbers.isdisjoint(self.numbers):
            self._canvas.update()

    def _rects(self, picture: QRectF, seen: QRectF) -> list[tuple[int, QRectF]]:
        around = self._around
        if around is None:
            return []
        found = []
        for number, du, dv in zip(
            self.numbers, around.du.tolist(), around.dv.tolist(), strict=True
        ):
            rect = picture.translated(du * picture.width(), dv * picture.height())
            if rect.intersects(seen):
                found.append((number, rect))
        return found

    def paint(self, painter: QPainter, picture: QRectF, seen: QRectF) -> None:
        """Paint the neighbours in sight, and a line around the picture; see `Backdrop`."""
        palette = self._canvas.palette()
        px = self._px(picture)
        line = QColor(255, 255, 255, 60) if is_dark(palette) else QColor(0, 0, 0, 60)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        pen = QPen(line, 1)
        pen.setCosmetic(True)
        # The farthest first: of overlapping tiles the nearest lie on top.
        for number, rect in reversed(self._rects(picture, seen)):
            image = self._thumbnails.find(number, px)
            if image is not None:
                painter.setOpacity(1.0)
                painter.fillRect(rect, tile_background(palette))
                painter.setOpacity(_FADED)
                painter.drawImage(rect, image)
                continue
            painter.setOpacity(1.0)
            painter.setPen(pen)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
            if self._thumbnails.broken(number) is None:
                self._asking.start()  # it was dropped meanwhile
            else:
                painter.drawLine(rect.topLeft(), rect.bottomRight())
                painter.drawLine(rect.bottomLeft(), rect.topRight())
        painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        frame = palette.highlight().color()
        painter.fillRect(picture.adjusted(-2, -2, 2, 2), frame)
        painter.restore()


def _width(
    session: "Session", numbers: NDArray[np.int64], placement: Placement, cancel: CancelToken
) -> float:
    """Return how many times as wide as the pitch tiles are, by what pictures of pairs share."""
    fit = placement.fit
    if fit is None or fit.pitch_x is None:
        return 1.0
    pairs = neighbours(placement.x, placement.y, fit.pitch_x, _PAIRS)
    asked = [(int(numbers[one]), int(numbers[other])) for one, other in pairs]
    return max(look_at(session, asked, cancel).ratio or 1.0, 1.0)
