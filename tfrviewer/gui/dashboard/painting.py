"""Drawing in the cells of the dashboard: small maps, distributions, figures."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from tfrviewer.errors import Severity
from tfrviewer.gui.assets import icon
from tfrviewer.gui.dashboard.words import FIGURES, UNKNOWN, Column, counts_of
from tfrviewer.gui.figures import number
from tfrviewer.gui.finding_words import SIGNS, severity_colour
from tfrviewer.gui.map_colours import MapColours
from tfrviewer.gui.theme import border_colour, error_colour, muted_text

if TYPE_CHECKING:
    from tfrviewer.gui.dashboard.table import SlideTable

_Index = QModelIndex | QPersistentModelIndex
_MARGIN, _SIGN, _INSET = 6, 16, 3
_TO_NUMBER, _BETWEEN = 4, 8


def counts_width(counts: Sequence[tuple[Severity, int]], metrics: QFontMetrics) -> int:
    """Return how wide the counts of findings of a slide are painted, margins among it."""
    texts = sum(metrics.horizontalAdvance(number(count)) for _, count in counts)
    return 2 * _MARGIN + texts + len(counts) * (_SIGN + _TO_NUMBER + _BETWEEN) - _BETWEEN


class SlideDelegate(QStyledItemDelegate):
    """Paints the cells that are no mere text, and figures that are not known as such."""

    def __init__(self, table: "SlideTable") -> None:
        super().__init__(table)
        self._table = table

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        palette: QPalette = option.palette
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        column = Column(index.column())
        role = QPalette.ColorRole
        painter.save()
        painter.fillRect(rect, palette.color(role.Highlight if selected else role.Base))
        if column is Column.MAP:
            self._paint_map(painter, rect, palette, index)
        elif column is Column.SPARK:
            self._paint_bars(painter, rect, palette, index, selected=selected)
        elif column is Column.FINDINGS and (counts := counts_of(self._table.slides.line(index))):
            self._paint_counts(painter, rect, palette, counts, selected=selected)
        else:
            self._paint_text(painter, rect, palette, index, selected=selected)
        painter.restore()

    def _paint_map(self, painter: QPainter, rect: QRect, palette: QPalette, index: _Index) -> None:
        side = min(rect.width(), rect.height()) - 2 * _INSET
        at = QRect(0, 0, side, side)
        at.moveCenter(rect.center())
        painter.fillRect(at, palette.color(QPalette.ColorRole.Base))
        painter.setPen(QPen(border_colour(palette), 1))
        painter.drawRect(QRectF(at).adjusted(-0.5, -0.5, 0.5, 0.5))
        image = self._table.picture(index)
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(at.adjusted(1, 1, -1, -1), image)
        elif self._table.has_no_picture(index):
            painter.setPen(muted_text(palette))
            painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), UNKNOWN)

    def _paint_bars(
        self, painter: QPainter, rect: QRect, palette: QPalette, index: _Index, *, selected: bool
    ) -> None:
        bars = self._table.slides.bars(index)
        most = 0 if bars is None else int(bars.max())
        inside = QRectF(rect.adjusted(_MARGIN, 5, -_MARGIN, -5))
        if bars is None or not most:
            self._write(painter, rect, palette, UNKNOWN, selected=selected)
            return
        colours = MapColours.of(palette)
        text = palette.color(QPalette.ColorRole.HighlightedText)
        painter.setPen(QPen(text if selected else border_colour(palette), 1))
        painter.drawLine(inside.bottomLeft(), inside.bottomRight())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(text if selected else colours.tile)
        step = inside.width() / len(bars)
        for i, count in enumerate(bars.tolist()):
            if count:  # one tile among thousands is seen as well
                height = max(inside.height() * count / most, 1.0)
                left = inside.left() + i * step
                painter.drawRect(
                    QRectF(left, inside.bottom() - height, max(step - 0.5, 0.5), height)
                )

    def _paint_counts(
        self,
        painter: QPainter,
        rect: QRect,
        palette: QPalette,
        counts: Sequence[tuple[Severity, int]],
        *,
        selected: bool,
    ) -> None:
        """Paint a sign and a number for each severity: the shape tells as well as the colour."""
        lit = palette.color(QPalette.ColorRole.HighlightedText)
        text = lit if selected else palette.color(QPalette.ColorRole.Text)
        left, middle = rect.left() + _MARGIN, rect.center().y() - _SIGN // 2
        for severity, count in counts:
            colour = lit if selected else severity_colour(severity, palette)
            sign = icon(SIGNS[severity], colour=colour.name())
            sign.paint(painter, QRect(left, middle, _SIGN, _SIGN))
            left += _SIGN + _TO_NUMBER
            room = QRect(left, rect.top(), max(rect.right() - left, 0), rect.height())
            painter.setPen(text)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), number(count))
            left += painter.fontMetrics().horizontalAdvance(number(count)) + _BETWEEN

    def _paint_text(
        self, painter: QPainter, rect: QRect, palette: QPalette, index: _Index, *, selected: bool
    ) -> None:
        model, column = self._table.slides, Column(index.column())
        line = model.line(index)
        text = model.text(line, column)
        sign = self._sign(line, column)
        if sign is not None:
            colour = severity_colour(sign, palette)
            if selected:
                colour = palette.color(QPalette.ColorRole.HighlightedText)
            middle = rect.center().y() - _SIGN // 2
            at = QRect(rect.left() + _MARGIN, middle, _SIGN, _SIGN)
            icon(SIGNS[sign], colour=colour.name()).paint(painter, at)
            rect = rect.adjusted(_SIGN + _MARGIN - 2, 0, 0, 0)
        if column is Column.BROKEN and line["broken"] and not selected:
            painter.setPen(error_colour(palette))
            self._draw(painter, rect, text, right=True)
        else:
            self._write(painter, rect, palette, text, selected=selected, column=column)

    def _sign(self, line: dict[str, object], column: Column) -> Severity | None:
        """Return the sign of a cell: the shape tells how bad it is as well as the colour."""
        if column is Column.INDEX and line["index"] == "stale":
            return Severity.WARNING
        return None

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        palette: QPalette,
        text: str,
        *,
        selected: bool,
        column: Column = Column.SPARK,
    ) -> None:
        role = QPalette.ColorRole
        quiet = text in (UNKNOWN, "0") or column is Column.INDEX
        if selected:
            painter.setPen(palette.color(role.HighlightedText))
        else:
            painter.setPen(muted_text(palette) if quiet else palette.color(role.Text))
        right = column in FIGURES
        self._draw(painter, rect, text, right=right)

    def _draw(self, painter: QPainter, rect: QRect, text: str, *, right: bool) -> None:
        inside = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
