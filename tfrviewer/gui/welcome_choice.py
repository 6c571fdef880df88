"""A wide button of the start page: what it is, and a word about it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from tfrviewer.gui.assets import icon
from tfrviewer.gui.theme import border_colour, muted_text

_BETWEEN = 12
"""Between a title and its key; with less, the key is left out: the menu tells it too."""


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """Return a colour between two, `share` of it the second."""

    def between(a: int, b: int) -> int:
        return round(a * (1 - share) + b * share)

    return QColor(
        between(first.red(), second.red()),
        between(first.green(), second.green()),
        between(first.blue(), second.blue()),
    )


class Choice(QAbstractButton):
    """A wide button of two lines: what it is, and a word about it."""

    def __init__(
        self,
        name: str,
        title: str,
        detail: str,
        key: str = "",
        parent: QWidget | None = None,
        *,
        large: bool = False,
    ) -> None:
        super().__init__(parent)
        self._icon_name = name
        self._detail = detail
        self._key = key
        self._large = large
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        lines = self.fontMetrics().height() * 2
        return QSize(240, lines + (30 if self._large else 14))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        active = self.isEnabled() and (self.underMouse() or self.hasFocus())
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._large or active:
            painter.setBrush(palette.color(QPalette.ColorRole.Base))
            edge = palette.color(QPalette.ColorRole.Highlight)
            if not self.hasFocus():
                edge = mix(edge, border_colour(palette), 0.5) if active else border_colour(palette)
            painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(frame, 8, 8)
        if self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Midlight))
            painter.drawRoundedRect(frame.adjusted(2, 2, -2, -2), 7, 7)
        self._paint_content(painter, palette)
        painter.end()

    def _paint_content(self, painter: QPainter, palette: QPalette) -> None:
        margin = 16 if self._large else 10
        side = 26 if self._large else 20
        rect = self.rect().adjusted(margin, 0, -margin, 0)
        colour = muted_text(palette)
        if self._large:
            colour = palette.color(QPalette.ColorRole.Link)
        at = QRect(rect.left(), (self.height() - side) // 2, side, side)
        icon(self._icon_name, colour=colour.name()).paint(painter, at)
        text = rect.adjusted(side + (14 if self._large else 10), 0, 0, 0)
        title_font = QFont(self.font())
        title_font.setWeight(QFont.Weight.DemiBold if self._large else QFont.Weight.Medium)
        height = self.fontMetrics().height()
        top = (self.height() - 2 * height - 2) // 2
        title_width = QFontMetrics(title_font).horizontalAdvance(self.text())
        key_width = self.fontMetrics().horizontalAdvance(self._key)
        if self._key and title_width + _BETWEEN + key_width <= text.width():
            painter.setFont(self.font())
            painter.setPen(muted_text(palette))
            line = QRect(text.left(), top, text.width(), height)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, self._key)
        painter.setFont(title_font)
        enabled = palette.color(QPalette.ColorRole.WindowText)
        painter.setPen(enabled if self.isEnabled() else muted_text(palette))
        title = QFontMetrics(title_font).elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, text.width()
        )
        painter.drawText(QRect(text.left(), top, text.width(), height), 0, title)
        painter.setFont(self.font())
        painter.setPen(muted_text(palette))
        detail = self.fontMetrics().elidedText(
            self._detail, Qt.TextElideMode.ElideMiddle, text.width()
        )
        painter.drawText(QRect(text.left(), top + height + 2, text.width(), height), 0, detail)
