"""Painting the bars: what is drawn, on what would be drawn by the tiles, with what is expected.

A bullet graph: each of the three has a shape of its own, so that nothing hangs on colour.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.sampling.model import Column, GroupModel
from tfrviewer.gui.sampling.words import percent
from tfrviewer.gui.sort_header import SortHeader
from tfrviewer.gui.theme import border_colour, is_dark, muted_text

_BAND, _DRAWN, _TICK, _TICK_WIDTH = 0.58, 0.26, 0.76, 2.0  # of a line's height; the last in px
_EDGE = 6  # free left and right of the bars
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of bars on one ground."""

    tiles: QColor
    drawn: QColor
    expected: QColor
    grid: QColor

    @classmethod
    def of(cls, palette: QPalette, *, selected: bool = False) -> "Colours":
        """Return the colours on the ground of a view, or of what is selected in it."""
        role = QPalette.ColorRole
        if selected:
            text = palette.color(role.HighlightedText)
            return cls(_faint(text, 0.42), text, text, _faint(text, 0.25))
        tiles = QColor("#5a6168" if is_dark(palette) else "#b6bcc2")
        return cls(
            tiles, palette.color(role.Accent), palette.color(role.Text), border_colour(palette)
        )


def _faint(colour: QColor, opacity: float) -> QColor:
    faint = QColor(colour)
    faint.setAlphaF(opacity)
    return faint


def paint_bar(
    painter: QPainter, rect: QRectF, group: Mapping[str, Any], full: float, colours: Colours
) -> None:
    """Paint the bar of a group.

    Args:
        painter: Paints.
        rect: Where the scale begins and ends, and the line's height.
        group: A line of `SamplingPreview.frame`; what is None in it is not shown.
        full: The share that the end of the scale stands for.
        colours: Of the ground it is painted on.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    height, middle = rect.height(), rect.center().y()
    for quarter in range(_QUARTERS + 1):
        at = rect.left() + rect.width() * quarter / _QUARTERS
        painter.fillRect(QRectF(round(at) - 0.5, rect.top(), 1, height), colours.grid)

    def bar(share: float, part: float, colour: QColor) -> None:
        width, thick = rect.width() * share / full, max(round(height * part), 2)
        if share:
            top = middle - thick / 2
            painter.fillRect(QRectF(rect.left(), top, max(width, 1), thick), colour)

    bar(group["share"], _BAND, colours.tiles)
    bar(group["delivered_share"], _DRAWN, colours.drawn)
    if group["expected_share"] is not None:
        at = rect.left() + rect.width() * group["expected_share"] / full
        thick = round(height * _TICK)
        tick = QRectF(at - _TICK_WIDTH / 2, middle - thick / 2, _TICK_WIDTH, thick)
        painter.fillRect(tick, colours.expected)
    painter.restore()


def scale_rect(cell: QRectF) -> QRectF:
    """Return where in a cell the scale begins and ends."""
    return cell.adjusted(_EDGE, 0, -_EDGE, 0)


class BarDelegate(QStyledItemDelegate):
    """Paints the bars of a table."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)  # the ground, and what is selected
        model = index.model()
        assert isinstance(model, GroupModel)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        colours = Colours.of(option.palette, selected=selected)
        paint_bar(painter, scale_rect(QRectF(option.rect)), model.group(index), model.full, colours)


class ScaleHeader(SortHeader):
    """The header of the table; the bars' section shows the ends of their scale."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHighlightSections(False)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        model = self.model()
        if logicalIndex != Column.BAR or not isinstance(model, GroupModel) or not model.rowCount():
            return
        inside = scale_rect(QRectF(rect))
        painter.setPen(muted_text(self.palette()))
        flags = Qt.AlignmentFlag.AlignVCenter
        end = percent(model.full)
        if self.sortIndicatorSection() == Column.BAR:
            inside.setRight(inside.right() - 14)
        painter.drawText(inside, int(flags | Qt.AlignmentFlag.AlignLeft), "0")
        painter.drawText(inside, int(flags | Qt.AlignmentFlag.AlignRight), end)


class Legend(QWidget):
    """Tells the shapes of the bars: drawn, share of the tiles, expected."""

    _SIGN, _GAP, _BETWEEN = 18, 6, 16

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("samplingLegend")
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Legend"))
        self.setAccessibleDescription(", ".join(text for text, _ in self.entries()))

    def entries(self) -> list[tuple[str, dict[str, float | None]]]:
        """Return the words, and for each the bar that it is shown by."""
        nothing: dict[str, float | None] = {
            "share": 0.0,
            "delivered_share": 0.0,
            "expected_share": None,
        }
        return [
            (self.tr("drawn"), {**nothing, "delivered_share": 1.0}),
            (self.tr("share of the tiles"), {**nothing, "share": 1.0}),
            (self.tr("expected"), {**nothing, "expected_share": 0.5}),
        ]

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = sum(metrics.horizontalAdvance(text) for text, _ in self.entries())
        count = len(self.entries())
        return QSize(
            width + count * (self._SIGN + self._GAP) + (count - 1) * self._BETWEEN,
            metrics.height() + 6,
        )

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_at(painter, QRectF(self.rect()), self.palette())
        painter.end()

    def paint_at(self, painter: QPainter, rect: QRectF, palette: QPalette) -> None:
        """Paint the legend into a rectangle, as much of it as there is room for."""
        metrics = self.fontMetrics()
        colours = Colours.of(palette)
        colours = Colours(colours.tiles, colours.drawn, colours.expected, QColor(0, 0, 0, 0))
        x = rect.left()
        for text, group in self.entries():
            width = metrics.horizontalAdvance(text)
            sign = QRectF(x, rect.top(), self._SIGN, rect.height())
            paint_bar(painter, sign, group, 1.0, colours)
            x += self._SIGN + self._GAP
            painter.setPen(muted_text(palette))
            painter.drawText(
                QRectF(x, rect.top(), width + 2, rect.height()),
                int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
                text,
            )
            x += width + self._BETWEEN
