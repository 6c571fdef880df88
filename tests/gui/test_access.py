"""What a screen reader is told: every control of the window has a name, and a role of its own."""

from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, open_paths
from tfrviewer.gui.accessible_roles import ROLES, install_roles
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


def test_views_painted_by_ourselves_have_a_role(qtbot: QtBot) -> None:
    install_roles()

    class TileGrid(QWidget):
        """Known by its name, as the real one is."""

    for _ in range(30):  # each time another object, perhaps at the same address
        grid, plain = TileGrid(), QWidget()
        roles = [QAccessible.queryAccessibleInterface(widget).role() for widget in (grid, plain)]
        assert roles == [QAccessible.Role.List, QAccessible.Role.Client]
        shiboken6.delete(grid)
        shiboken6.delete(plain)


def test_every_painted_view_is_there(window: MainWindow) -> None:
    classes = {type(widget).__name__ for widget in window.findChildren(QWidget)}
    assert {"TileGrid", "MapCanvas", "ByteView"} <= classes & set(ROLES)
