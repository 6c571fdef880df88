"""A sampling preview as files: its table as CSV, its plot as a picture."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPalette, QTextDocument
from PySide6.QtWidgets import QWidget

from tfrviewer.dataset.sampling import SamplingPreview
from tfrviewer.dataset.sampling_words import percent, times
from tfrviewer.gui.sampling.bars import Colours, Legend, paint_bar
from tfrviewer.gui.theme import muted_text

MOST_BARS = 100
"""In a picture; a longer one cannot be looked at, and the CSV has them all."""
SCALE = 2
"""Pixels of a picture per logical one."""

_WIDTH, _MARGIN, _GAP = 900, 24, 16
_LONGEST_NAME = 300


def as_csv(preview: SamplingPreview, order: Sequence[str | None]) -> bytes:
    """Return the table as CSV, in the order shown."""
    return _ordered(preview, order).write_csv().encode("utf-8")


def as_tsv(preview: SamplingPreview, order: Sequence[str | None]) -> str:
    """Return the table as text for the clipboard, which spreadsheets take."""
    return _ordered(preview, order).write_csv(separator="\t")


def _ordered(preview: SamplingPreview, order: Sequence[str | None]) -> pl.DataFrame:
    line_of = {group: line for line, group in enumerate(preview.frame["group"].to_list())}
    return preview.frame[[line_of[group] for group in order]]


def as_picture(
    preview: SamplingPreview, groups: Sequence[dict[str, Any]], full: float, widget: QWidget
) -> QImage:
    """Return the headline, the legend and the bars as a picture.

    Args:
        preview: What is shown.
        groups: The lines of its frame, in the order shown; the first `MOST_BARS` are painted.
        full: The share that a bar of full length stands for.
        widget: Whose font and palette are taken.
    """
    shown = groups[:MOST_BARS]
    metrics = QFontMetricsF(widget.font())
    line = metrics.height() + 8
    words = QTextDocument()
    words.setDefaultFont(widget.font())
    words.setPlainText(preview.headline)
    words.setTextWidth(_WIDTH - 2 * _MARGIN)
    more = len(groups) - len(shown)
    height = 2 * _MARGIN + words.size().height() + (len(shown) + 2 + bool(more)) * line + _GAP
    palette = widget.palette()
    image = QImage(QSize(_WIDTH * SCALE, round(height) * SCALE), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(palette.color(QPalette.ColorRole.Base))
    painter = QPainter(image)
    painter.setFont(widget.font())
    text = palette.color(QPalette.ColorRole.Text)
    painter.setPen(text)
    painter.drawText(
        QRectF(_MARGIN, _MARGIN, _WIDTH - 2 * _MARGIN, words.size().height()),
        int(Qt.TextFlag.TextWordWrap),
        preview.headline,
    )
    top = _MARGIN + words.size().height() + _GAP / 2
    names = [_name(group) for group in shown]
    name_width = min(max(map(metrics.horizontalAdvance, [preview.by, *names])), _LONGEST_NAME)
    number_width = max(map(metrics.horizontalAdvance, ("99.9 %", "÷10,000")))
    left = _MARGIN + name_width + _GAP
    right = _WIDTH - _MARGIN - 2 * (number_width + _GAP)
    legend = Legend()
    legend.setFont(widget.font())
    legend.paint_at(painter, QRectF(left, top, right - left, line), palette)
    top += line
    _paint_scale(painter, QRectF(left, top, right - left, line), full, palette)
    colours = Colours.of(palette)
    aside = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    for group, name in zip(shown, names, strict=True):
        top += line
        painter.setPen(text)
        short = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, name_width)
        painter.drawText(
            QRectF(_MARGIN, top, name_width + 1, line), int(Qt.AlignmentFlag.AlignVCenter), short
        )
        paint_bar(painter, QRectF(left, top, right - left, line), group, full, colours)
        painter.setPen(text)
        told = (
            percent(group["delivered_share"]),
            times(group["delivered_share"], group["share"]),
        )
        for at, number in enumerate(told):
            place = right + _GAP + at * (number_width + _GAP)
            painter.drawText(QRectF(place, top, number_width, line), aside, number)
    if more:
        painter.setPen(muted_text(palette))
        painter.drawText(QRectF(_MARGIN, top + line, _WIDTH, line), 0, f"and {more:,} more")
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """Return a picture as the bytes of a PNG file; safe to call in a thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _name(group: dict[str, Any]) -> str:
    return "(none)" if group["group"] is None else str(group["group"])


def _paint_scale(painter: QPainter, rect: QRectF, full: float, palette: QPalette) -> None:
    painter.setPen(muted_text(palette))
    flags = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect, int(flags | Qt.AlignmentFlag.AlignLeft), "0")
    painter.drawText(rect, int(flags | Qt.AlignmentFlag.AlignRight), percent(full))
