"""The steps of the wizard at the left: done, current, to come; those that can be gone to."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.theme import border_colour, muted_text

_SIGN = 22
_LINE = 40
_MARGIN = 14
_GAP = 10


class StepButton(QAbstractButton):
    """One step: a disc with its number, or a check once it is done, and its name."""

    def __init__(self, number: int, count: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._count = count
        self._done = False
        self._current = False
        self.setText(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def is_current(self) -> bool:
        """Whether it is the one that is shown."""
        return self._current

    def show_state(self, *, done: bool, current: bool, reachable: bool) -> None:
        """Say whether the step lies behind, is shown, and can be gone to."""
        self._done, self._current = done, current
        self.setEnabled(reachable or current)
        clickable = reachable and not current
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor
        )
        # One stop for the tabulator key; the arrows go on from there.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.NoFocus)
        state = self.tr("to come")
        if current:
            state = self.tr("current step")
        elif done:
            state = self.tr("done")
        self.setAccessibleName(
            self.tr("Step {0} of {1}: {2}, {3}").format(
                self._number, self._count, self.text(), state
            )
        )
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the list goes to another step; a button would move the keyboard
        else:
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        width = self.fontMetrics().horizontalAdvance(self.text()) + 12
        return QSize(_MARGIN + _SIGN + _GAP + width + _MARGIN, _LINE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        role = QPalette.ColorRole
        accent = palette.color(QPalette.ColorGroup.Active, role.Highlight)
        muted, line = muted_text(palette), border_colour(palette)
        middle = self.height() / 2
        disc = QRectF(_MARGIN, middle - _SIGN / 2, _SIGN, _SIGN)
        if self._current or (self.isEnabled() and self.underMouse()) or self.hasFocus():
            ground = palette.color(role.Base) if self._current else palette.color(role.Midlight)
            painter.setBrush(ground)
            painter.setPen(QPen(accent, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 3, -5, -3), 7, 7)
        painter.setPen(QPen(line, 1.5))
        x = disc.center().x()
        if self._number > 1:
            painter.drawLine(QPointF(x, 0), QPointF(x, disc.top() - 3))
        if self._number < self._count:
            painter.drawLine(QPointF(x, disc.bottom() + 3), QPointF(x, self.height()))
        self._paint_disc(painter, disc, accent, muted)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self._current else QFont.Weight.Normal)
        painter.setFont(font)
        known = self._current or self._done
        painter.setPen(
            palette.color(QPalette.ColorGroup.Active, role.WindowText) if known else muted
        )
        left = round(disc.right()) + _GAP
        where = QRect(left, 0, self.width() - left - 8, self.height())
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, where.width()
        )
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()

    def _paint_disc(self, painter: QPainter, disc: QRectF, accent: QColor, muted: QColor) -> None:
        inner = disc.adjusted(1, 1, -1, -1)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        if self._current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(inner)
            painter.setPen(self.palette().color(QPalette.ColorRole.HighlightedText))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = self.palette().color(QPalette.ColorRole.Link) if self._done else muted
        painter.setPen(QPen(colour, 1.4))
        painter.drawEllipse(inner)
        if self._done:
            pen = QPen(colour, 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            centre, part = inner.center(), inner.width() / 20
            painter.drawPolyline(
                [
                    centre + QPointF(-4.2 * part, 0.3 * part),
                    centre + QPointF(-1.2 * part, 3.4 * part),
                    centre + QPointF(4.6 * part, -3.2 * part),
                ]
            )
        else:
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepList(QWidget):
    """All steps, from top to bottom.

    Signals:
        chosen: Somebody wants to go to a step; its number, from 0.
    """

    chosen = Signal(int)

    def __init__(self, texts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("buildSteps")
        self.setAccessibleName(self.tr("Steps"))
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self._current = 0
        self.buttons = [StepButton(i + 1, len(texts), text, self) for i, text in enumerate(texts)]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 12)
        box.setSpacing(0)
        for i, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, i=i: self._choose(i))
            box.addWidget(button)
        box.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_state(self, current: int, reachable: Sequence[bool]) -> None:
        """Say which step is shown, and which can be gone to."""
        had_focus = self.buttons[self._current].hasFocus()
        self._current = current
        for i, button in enumerate(self.buttons):
            button.show_state(done=i < current, current=i == current, reachable=reachable[i])
        if had_focus:
            self.buttons[current].setFocus()

    def _choose(self, step: int) -> None:
        if step != self._current:
            self.chosen.emit(step)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        toward = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if toward is None:
            super().keyPressEvent(event)
            return
        step = self._current + toward
        if 0 <= step < len(self.buttons) and self.buttons[step].isEnabled():
            self.chosen.emit(step)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(border_colour(self.palette()))
        right = self.width() - 1
        painter.drawLine(right, 0, right, self.height())
        painter.end()
