import shiboken6
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, session_of
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.tour.callout import Side, place
from tfrviewer.gui.tour.steps import STEPS
from tfrviewer.gui.tour.tour import Tour


def test_a_bubble_lies_beside_its_target_and_within_the_window() -> None:
    room, bubble = QRect(0, 0, 900, 600), QSize(300, 160)
    for target, side in (
        (QRect(0, 0, 200, 600), Side.RIGHT),
        (QRect(700, 0, 200, 600), Side.LEFT),
        (QRect(0, 0, 900, 20), Side.BELOW),
        (QRect(0, 560, 900, 40), Side.ABOVE),
        (QRect(0, 0, 900, 600), Side.INSIDE),
    ):
        at, found = place(target, bubble, room)
        assert found is side
        assert room.contains(QRect(at, bubble))
        assert side is Side.INSIDE or not target.intersects(QRect(at, bubble))


def test_it_opens_the_sample_and_leads_by_keys_through_every_step(
    window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session_of(window).settled, timeout=20_000):
        action(window, "tour").trigger()
    tour = window.findChild(Tour)
    assert tour is not None
    assert window.recent.entries == []
    window.docks["inspector"].close()
    callout = tour.callout
    for step in STEPS:
        assert tour.step is step
        assert callout.isVisible()
        assert callout.later.hasFocus()
        assert window.rect().contains(callout.geometry())
        target = window.findChild(QWidget, step.target)
        assert target is None or target.isVisible()
        assert callout.accessibleDescription()
        if step is STEPS[1]:
            qtbot.keyClick(callout, Qt.Key.Key_Left)
            assert tour.step is STEPS[0]
            qtbot.keyClick(callout, Qt.Key.Key_Return)
        if step is not STEPS[-1]:
            qtbot.mouseClick(callout.later, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    with qtbot.waitSignal(tour.ended):
        qtbot.keyClick(callout.later, Qt.Key.Key_Return)
    assert callout.isHidden()


def test_it_can_be_skipped_and_ends_with_the_dataset(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session_of(window).settled, timeout=20_000):
        action(window, "tour").trigger()
        action(window, "tour").trigger()  # a double click
    (tour,) = window.findChildren(Tour)
    with qtbot.waitSignal(tour.ended):
        qtbot.keyClick(tour.callout.later, Qt.Key.Key_Escape)
    editor = QLineEdit(window)
    editor.show()
    editor.setFocus()
    action(window, "tour").trigger()  # on what is open
    shiboken6.delete(editor)  # as an editor of a value is, once another record is shown
    (tour,) = window.findChildren(Tour)
    with qtbot.waitSignal(tour.ended):
        qtbot.keyClick(tour.callout.later, Qt.Key.Key_Escape)
    action(window, "tour").trigger()
    (tour,) = window.findChildren(Tour)
    with qtbot.waitSignal(tour.ended):
        action(window, "close_dataset").trigger()
