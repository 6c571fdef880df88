"""A few tiles of a slide, decoded in a worker and laid out in lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from tfrviewer.errors import TfrError
from tfrviewer.gui.assets import icon
from tfrviewer.gui.picture_cache import bucket_for
from tfrviewer.gui.tasks import Pool
from tfrviewer.gui.theme import border_colour, error_colour, muted_text, tile_background
from tfrviewer.tiles.image.thumbnails import decode_thumbnail

if TYPE_CHECKING:
    from tfrviewer.build.planning.planned import PlannedImage
    from tfrviewer.gui.build_wizard.slide_lines import SlideLine
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

MOST = 48
_LEAST, _LARGEST, _GAP = 72, 150, 6
_KEY = ("build wizard", "samples")
_LARGEST_FILE = 1 << 26
"""Bytes from which a sample is not read: the build says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One tile.

    Attributes:
        tip: Its name, and what is known of it.
        image: Its picture; None while it is not there.
        reason: Why there is none.
    """

    tip: str
    image: QImage | None = None
    reason: str = ""


class Samples(QWidget):
    """Shows as many tiles of one slide as there is room for, from its first to its last."""

    def __init__(self, tasks: "TaskRunner", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("buildSamples")
        self._tasks = tasks
        self._line: SlideLine | None = None
        self._shown: tuple[int, int] = (-1, 0)
        self._samples: list[Sample] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST, _LEAST)

    @property
    def samples(self) -> Sequence[Sample]:
        """What is shown."""
        return self._samples

    def is_settled(self) -> bool:
        """Whether every picture that is wanted is there."""
        return not self._tasks.is_running(_KEY)

    def show_slide(self, line: "SlideLine | None") -> None:
        """Show tiles of a slide, or none."""
        self._line = line
        self._shown = (-1, 0)
        self._samples = []
        self._tasks.cancel(_KEY)
        self._want()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(3 * (_LEAST + _GAP), 2 * (_LEAST + _GAP))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._want()

    # ---------------------------------------------------------------- reading

    def _grid(self) -> tuple[int, int, int]:
        """Return the side of a tile, and how many are beside and below one another.

        The fewer images there are, the larger they are shown; of many, as many as there is room.
        """
        count = MOST if self._line is None else min(self._line.images, MOST)
        width, height = self.width() + _GAP, self.height() + _GAP
        lines = max(height // (_LEAST + _GAP), 1)
        all_fit = [
            (min(height // down, width // -(-count // down)) - _GAP, -(-count // down), down)
            for down in range(1, lines + 1)
            if count
        ]
        side, across, down = max(all_fit, default=(0, 1, 1))
        if side < _LEAST:
            down = lines
            side = max(height // down - _GAP, 1)
            across = max(width // (side + _GAP), 1)
        return min(side, _LARGEST), across, down

    def _want(self) -> None:
        line = self._line
        side, across, down = self._grid()
        count = 0 if line is None else min(across * down, line.images, MOST)
        px = bucket_for(round(side * self.devicePixelRatioF()))
        if line is None or not count or self._shown == (count, px):
            return
        self._shown = (count, px)
        chosen = [images[at] for images, at in line.spread(count)]
        self._samples = [Sample(_tip(image)) for image in chosen]
        self.setAccessibleName(self.tr("{0} tiles of {1}").format(len(chosen), line.name))

        def work(cancel: "CancelToken", each: Callable[[tuple[int, Sample]], None]) -> None:
            for at, image in enumerate(chosen):
                cancel.check()
                each((at, _read(image, px)))

        self._tasks.stream(_KEY, work, self._take, lambda _: None, pool=Pool.THREADS)

    def _take(self, arrived: tuple[int, Sample]) -> None:
        at, sample = arrived
        self._samples[at] = sample
        self.update(self._rect(at))

    # ---------------------------------------------------------------- painting

    def _rect(self, at: int) -> QRect:
        side, across, _ = self._grid()
        row, column = divmod(at, across)
        return QRect(column * (side + _GAP), row * (side + _GAP), side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self.palette()
        if not self._samples:
            self._paint_word(painter)
        for at, sample in enumerate(self._samples):
            rect = self._rect(at)
            if rect.bottom() > self.height():
                break
            painter.fillRect(rect, tile_background(palette))
            if sample.image is not None:
                size = sample.image.size()
                size.scale(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
                inside = QRect(QPoint(0, 0), size)
                inside.moveCenter(rect.center())
                painter.drawImage(inside, sample.image)
            else:
                sign, colour = "hourglass", muted_text(palette)
                if sample.reason:
                    sign, colour = "photo-off", error_colour(palette)
                where = QRect(0, 0, 24, 24)
                where.moveCenter(rect.center())
                icon(sign, colour=colour.name()).paint(painter, where)
        painter.end()

    def _paint_word(self, painter: QPainter) -> None:
        palette = self.palette()
        painter.setPen(QPen(border_colour(palette), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        text = self.tr("Choose a slide to see its tiles")
        if self._line is not None:
            text = self.tr("No image of it becomes a record")
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(self.rect().adjusted(8, 4, -8, -4), flags, text)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for at, sample in enumerate(self._samples):
                if self._rect(at).contains(event.pos()):
                    tip = f"{sample.tip}\n{sample.reason}" if sample.reason else sample.tip
                    QToolTip.showText(event.globalPos(), tip, self, self._rect(at))
                    return True
            QToolTip.hideText()
            return True
        return super().event(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._want()


def _tip(image: "PlannedImage") -> str:
    lines = [image.name]
    if image.picture is not None:
        lines.append("{} × {} {}".format(*image.picture.size, image.picture.format.upper()))
    if image.location is not None:
        lines.append("{}, {}".format(*image.location))
    return "\n".join(lines)


def _read(image: "PlannedImage", px: int) -> Sample:
    """Read and decode one tile; in a thread, so it never raises."""
    tip = _tip(image)
    try:
        with Path(image.file).open("rb") as file:
            data = file.read(_LARGEST_FILE)
        pixels = decode_thumbnail(data, px)
    except (TfrError, OSError) as error:
        reason = error.finding.message if isinstance(error, TfrError) else error.strerror
        return Sample(tip, None, reason or str(error))
    height, width = pixels.shape[:2]
    picture = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    # The conversion copies, so the picture outlives the array.
    return Sample(tip, picture.convertToFormat(QImage.Format.Format_RGB32))
