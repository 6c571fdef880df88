"""The Fusion style with edges that are seen, for high contrast.

Fusion draws the edges of fields, buttons and lists a little darker than the window: on black that
is black. Here they are drawn once more, in the colour of text.
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

_Part, _Control = QStyle.PrimitiveElement, QStyle.ComplexControl
_PARTS = frozenset(
    (
        _Part.PE_FrameLineEdit,
        _Part.PE_PanelButtonCommand,
        _Part.PE_IndicatorCheckBox,
        _Part.PE_Frame,
    )
)
_CONTROLS = frozenset((_Control.CC_ComboBox, _Control.CC_SpinBox))


class EdgedStyle(QProxyStyle):
    """Fusion, with edges in the colour of text."""

    def __init__(self) -> None:
        super().__init__(QStyleFactory.create("Fusion"))

    @override
    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        super().drawPrimitive(element, option, painter, widget)
        if element in _PARTS:
            _draw_edge(option, painter)
        elif element == _Part.PE_IndicatorRadioButton:
            _draw_edge(option, painter, round_it=True)

    @override
    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        super().drawComplexControl(control, option, painter, widget)
        if control in _CONTROLS:
            _draw_edge(option, painter)


def _draw_edge(option: QStyleOption, painter: QPainter, *, round_it: bool = False) -> None:
    rect = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    group = QPalette.ColorGroup.Active if enabled else QPalette.ColorGroup.Disabled
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    role = QPalette.ColorRole.Accent if focused else QPalette.ColorRole.WindowText
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(option.palette.color(group, role), 2 if focused else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = rect.height() / 2 if round_it else 2
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()
