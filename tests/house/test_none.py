"""Qt calls that return nothing give back None without losing a reference to it.

PySide6 6.12.0 loses one at every such call on Python 3.11, and the process aborts after some
thousand calls (docs/adr/0003). This is what keeps a pin from being loosened too far.
"""

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS = 1000


def none_is_counted() -> bool:
    """Whether this interpreter counts the references to None at all."""
    before = sys.getrefcount(None)
    held = [None] * CALLS
    return sys.getrefcount(None) - before >= len(held)


@pytest.mark.skipif(not none_is_counted(), reason="None is immortal here: nothing to lose")
@pytest.mark.parametrize("name", ["update", "resize", "start", "draw", "signal"])
def test_that_a_thousand_qt_calls_lose_no_reference_to_none(name: str, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    timer = QTimer()
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    timer.timeout.connect(widget.update)
    calls: dict[str, Callable[[], object]] = {
        "update": widget.update,
        "resize": lambda: widget.resize(10, 10),
        "start": lambda: timer.start(10_000),
        "draw": lambda: painter.drawPoint(1, 1),
        "signal": timer.timeout.emit,
    }
    call = calls[name]
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    lost = before - sys.getrefcount(None)
    painter.end()
    timer.stop()
    assert lost < CALLS // 10
