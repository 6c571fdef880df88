"""A sampling preview as files: its table as CSV, its plot as a picture."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl
from PySide6.QtCore import QBuffer, QIODevice, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPalette

from tfrviewer.gui.sampling.bars import Colours, Legend, paint_bar
from tfrviewer.gui.sampling.words import percent, times
from tfrviewer.gui.theme import muted_text

if TYPE_CHECKING:
    from tfrviewer.dataset.sampling.sampling import SamplingPreview

MOST_BARS = 60
"""In a picture; a longer one cannot be looked at, and the CSV has them all."""
SCALE = 2
"""Pixels of a picture per logical one."""

_WIDTH, _MARGIN, _GAP = 900, 24, 16
_LONGEST_NAME = 300
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ASIDE = _MIDDLE | Qt.AlignmentFlag.AlignRight


def as_csv(preview: "SamplingPreview", order: Sequence[str | None]) -> bytes:
    """Return the table as CSV, in the order shown."""
    return _ordered(preview, order).write_csv().encode("utf-8")


def as_tsv(preview: "SamplingPreview", order: Sequence[str | None]) -> str:
    """Return the table as text for the clipboard, which spreadsheets take."""
    return _ordered(preview, order).write_csv(separator="\t")


def _ordered(preview: "SamplingPreview", order: Sequence[str | None]) -> pl.DataFrame:
    line_of = {group: line for line, group in enumerate(preview.frame["group"].to_list())}
    return preview.frame[[line_of[group] for group in order]]


def as_picture(
    preview: "SamplingPreview", groups: Sequence[dict[str, Any]], full: float, legend: Legend
) -> QImage:
    """Return the headline, the legend and the bars as a picture.

    Args:
        preview: What is shown.
        groups: The lines of its frame, in the order shown; the first `MOST_BARS` are painted.
        full: The share that a bar of full length stands for.
        legend: Tells the shapes, and lends its font and palette.
    """
    sheet = _Sheet(preview.headline, groups, full, legend)
    size = QSize(_WIDTH * SCALE, round(sheet.height * SCALE))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(legend.palette().color(QPalette.ColorRole.Base))
    painter = QPainter(image)
    sheet.paint(painter)
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """Return a picture as the bytes of a PNG file; safe to call in a thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class _Sheet:
    """The picture, laid out from top to bottom in logical pixels.

    Attributes:
        height: How high it is.
    """

    def __init__(
        self, headline: str, groups: Sequence[dict[str, Any]], full: float, legend: Legend
    ) -> None:
        self._headline, self._full, self._legend = headline, full, legend
        self._groups = groups[:MOST_BARS]
        self._more = len(groups) - len(self._groups)
        self._names = [_name(group) for group in self._groups]
        self._titles = (legend.tr("drawn"), legend.tr("ratio"))
        metrics = self._metrics = QFontMetricsF(legend.font())
        self._line = metrics.height() + 8
        room = QRectF(0, 0, _WIDTH - 2 * _MARGIN, 10_000)
        words = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), headline)
        self._words = QRectF(_MARGIN, _MARGIN, room.width(), words.height())
        lines = 2 + len(self._groups) + bool(self._more)
        self.height = self._words.bottom() + _GAP + lines * self._line + _MARGIN
        longest = max(map(metrics.horizontalAdvance, self._names))
        self._name_width = min(longest + 1, _LONGEST_NAME)
        numbers = ("99.9 %", "÷10,000", *self._titles)
        self._number_width = max(map(metrics.horizontalAdvance, numbers))
        self._left = _MARGIN + self._name_width + _GAP
        self._right = _WIDTH - _MARGIN - 2 * (self._number_width + _GAP)

    def paint(self, painter: QPainter) -> None:
        """Paint all of it."""
        palette = self._legend.palette()
        text, muted = palette.color(QPalette.ColorRole.Text), muted_text(palette)
        painter.setFont(self._legend.font())
        painter.setPen(text)
        painter.drawText(self._words, int(Qt.TextFlag.TextWordWrap), self._headline)
        top = self._words.bottom() + _GAP
        self._legend.paint_at(painter, self._scale(top), palette)
        top += self._line
        painter.setPen(muted)
        painter.drawText(self._scale(top), int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), "0")
        painter.drawText(self._scale(top), int(_ASIDE), percent(self._full))
        self._write(painter, top, self._titles)
        colours = Colours.of(palette)
        for group, name in zip(self._groups, self._names, strict=True):
            top += self._line
            paint_bar(painter, self._scale(top), group, self._full, colours)
            painter.setPen(text)
            short = self._metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, self._name_width)
            painter.drawText(
                QRectF(_MARGIN, top, self._name_width, self._line), int(_MIDDLE), short
            )
            drawn = group["delivered_share"]
            self._write(painter, top, (percent(drawn), times(drawn, group["share"])))
        if self._more:
            painter.setPen(muted)
            text_of_rest = self._legend.tr("and {0} more").format(QLocale().toString(self._more))
            top += self._line
            painter.drawText(QRectF(_MARGIN, top, _WIDTH, self._line), int(_MIDDLE), text_of_rest)

    def _scale(self, top: float) -> QRectF:
        """Return where the bar of the line at a height goes."""
        return QRectF(self._left, top, self._right - self._left, self._line)

    def _write(self, painter: QPainter, top: float, numbers: Sequence[str]) -> None:
        for at, number in enumerate(numbers):
            left = self._right + _GAP + at * (self._number_width + _GAP)
            painter.drawText(QRectF(left, top, self._number_width, self._line), int(_ASIDE), number)


def _name(group: dict[str, Any]) -> str:
    return "(none)" if group["group"] is None else str(group["group"])
