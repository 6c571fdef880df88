"""What a screen reader is told: every control of the window has a name, and a role of its own."""

from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, open_paths, session_of
from tfrviewer.gui.main_window import MainWindow


def unnamed(root: QWidget) -> list[str]:
    """The controls below a widget that the keyboard or a click reaches, and that have no name."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
            continue
        parent = widget.parentWidget()
        kind = parent.metaObject().className() if parent is not None else ""
        if widget.objectName().startswith("qt_") or kind == "QComboBoxPrivateContainer":
            continue  # parts of Qt's own controls
        if isinstance(widget, QLabel) and not widget.text():
            continue  # it says nothing now, and shows nothing
        known = QAccessible.queryAccessibleInterface(widget)
        if known is None or not known.text(QAccessible.Text.Name).strip():
            found.append(
                f"{type(widget).__name__} {widget.objectName()!r} in "
                f"{type(parent).__name__} {parent.objectName() if parent else ''!r}"
            )
    return sorted(set(found))


def test_every_control_has_a_name(window: MainWindow, golden_copy: Path, qtbot: QtBot) -> None:
    open_paths(window, [golden_copy], qtbot)
    assert window.workspace is not None
    window.show_panel("sampling")
    window.workspace.open_large(0)
    action(window, "find_command").trigger()
    wrong = unnamed(window)
    for top in QApplication.topLevelWidgets():
        if top is not window and top.isVisible():
            wrong += unnamed(top)
    assert not wrong, "\n".join(wrong)


def test_views_without_lines_say_where_one_is(
    window: MainWindow, golden_copy: Path, qtbot: QtBot
) -> None:
    open_paths(window, [golden_copy / "slide-A.tfrecords"], qtbot)
    assert window.workspace is not None
    session = session_of(window)
    session.click(1, ctrl=False, shift=False)
    where = f"x {QLocale().toString(int(session.x[1]))}, y {QLocale().toString(int(session.y[1]))}"
    said = f"record 1, 2 of 42 shown, slide-A, {where}, selected"
    for view in (window.workspace.grid, window.workspace.map):
        assert view.accessibleDescription() == said
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("record > 5")
    assert window.workspace.grid.accessibleDescription().startswith("record 1, not shown")
