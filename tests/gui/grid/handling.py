"""How the grid is looked at and handled."""

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tfrviewer.gui.grid.view import TileGrid
from tfrviewer.gui.session import Session

Painted = Callable[..., Any]
MILLION = 1_000_283
Key = Qt.Key
Shift, Ctrl, Alt = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
Left = Qt.MouseButton.LeftButton


def settle(qtbot: QtBot, grid: TileGrid) -> None:
    qtbot.waitUntil(grid.is_settled, timeout=10_000)


def look(grid: TileGrid) -> QImage:
    return grid.viewport().grab().toImage()


def colour_of(grid: TileGrid, number: int) -> QColor:
    return look(grid).pixelColor(grid.tile_rect(number).center())


def middle(grid: TileGrid, number: int) -> QPoint:
    return grid.tile_rect(number).center()


def selected(session: Session) -> list[int]:
    return np.flatnonzero(session.selection).tolist()


def drag(
    grid: TileGrid, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier | None = None
) -> None:
    modifiers = modifiers or Qt.KeyboardModifier.NoModifier
    QTest.mousePress(grid.viewport(), Left, modifiers, start)
    QTest.mouseMove(grid.viewport(), start + QPoint(20, 20))
    QTest.mouseMove(grid.viewport(), end)
    QTest.mouseRelease(grid.viewport(), Left, modifiers, end)
