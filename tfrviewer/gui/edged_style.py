"""The Fusion style with edges that are seen, for high contrast and for dark ground.

Fusion draws the edges of fields, buttons and lists a little darker than the window: on black that
is black. Here they are drawn once more, in the colour of text. On dark ground that is done for
what is ticked or picked alone: a box that is not ticked would not be seen at all.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleFactory,
    QStyleOption,
    QStyleOptionComplex,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.theme import muted_text

_Part, _Control = QStyle.PrimitiveElement, QStyle.ComplexControl
_BOXES = frozenset((_Part.PE_IndicatorCheckBox, _Part.PE_IndicatorItemViewItemCheck))
_FRAMES = frozenset((_Part.PE_FrameLineEdit, _Part.PE_PanelButtonCommand, _Part.PE_Frame))
_CONTROLS = frozenset((_Control.CC_ComboBox, _Control.CC_SpinBox))


class EdgedStyle(QProxyStyle):
    """Fusion, with edges in the colour of text."""

    def __init__(self, *, everywhere: bool) -> None:
        """Make the style.

        Args:
            everywhere: Give fields, buttons and lists an edge as well, and not a muted one.
        """
        super().__init__(QStyleFactory.create("Fusion"))
        self._everywhere = everywhere

    @override
    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        super().drawPrimitive(element, option, painter, widget)
        if element in _BOXES or (self._everywhere and element in _FRAMES):
            self._draw_edge(option, painter)
        elif element == _Part.PE_IndicatorRadioButton:
            self._draw_edge(option, painter, round_it=True)

    @override
    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        super().drawComplexControl(control, option, painter, widget)
        if self._everywhere and control in _CONTROLS:
            self._draw_edge(option, painter)

    def _draw_edge(
        self, option: QStyleOption, painter: QPainter, *, round_it: bool = False
    ) -> None:
        rect = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        group = QPalette.ColorGroup.Active if enabled else QPalette.ColorGroup.Disabled
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus) and self._everywhere
        role = QPalette.ColorRole.Accent if focused else QPalette.ColorRole.WindowText
        colour = option.palette.color(group, role)
        if enabled and not self._everywhere:
            colour = muted_text(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 2 if focused else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = rect.height() / 2 if round_it else 2
        painter.drawRoundedRect(rect, radius, radius)
        painter.restore()
