"""The buttons at the side of a mouse, which go back and forward wherever the pointer is."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override


class SideButtons(QObject):
    """Takes these two buttons off the views it watches, which would do nothing with them.

    Signals:
        back: The button that goes back was pressed.
        forward: The one that goes forward.
    """

    back = Signal()
    forward = Signal()

    def watch(self, view: QWidget) -> None:
        """Watch a view and the areas in it."""
        areas = view.findChildren(QAbstractScrollArea)
        if isinstance(view, QAbstractScrollArea):
            areas.append(view)
        for area in areas:
            area.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            match event.button():
                case Qt.MouseButton.BackButton:
                    self.back.emit()
                    return True
                case Qt.MouseButton.ForwardButton:
                    self.forward.emit()
                    return True
        return False
