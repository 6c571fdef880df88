"""Giving the keyboard back to where it was before something lay over the window."""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def give_back(widget: QWidget | None) -> None:
    """Give the keyboard to a widget that had it, unless it is gone or not seen any more."""
    if widget is not None and shiboken6.isValid(widget) and widget.isVisible():
        widget.setFocus(Qt.FocusReason.PopupFocusReason)
