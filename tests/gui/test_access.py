"""What a screen reader is told: every control of the window has a name, and a role of its own."""

from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QLabel,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)
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
        of_words = isinstance(widget, QPushButton) or (
            isinstance(widget, QToolButton)
            and widget.toolButtonStyle() is not Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        if of_words and not widget.isVisible():
            continue  # nor does a button that gets its words with what it is about
        known = QAccessible.queryAccessibleInterface(widget)
        # Of a bar of tabs Qt tells the tab in front, which may have no words yet.
        name = "" if known is None else known.text(QAccessible.Text.Name)
        if not (name or widget.accessibleName()).strip():
            found.append(
                f"{type(widget).__name__} {widget.objectName()!r} in "
                f"{type(parent).__name__} {parent.objectName() if parent else ''!r}"
            )
    return sorted(set(found))


OPENERS = (
    "export_table",
    "save_map",
    "save_indices",
    "saved_filters",
    "compare",
    "column_statistics",
    "choose_columns",
    "tile_display",
    "save_layout",
    "go_to",
    "build",
    "about",
    "find_command",
    "shortcuts",
)
"""Actions that open something to work with: dialogs, windows, panels, and what lies over them."""


def test_every_control_of_every_panel_dialog_and_window_has_a_name(
    window: MainWindow, golden_copy: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    open_paths(window, [golden_copy / "slide-A.tfrecords"], qtbot)
    assert window.workspace is not None
    window.workspace.session.select_all()
    for panel in window.docks:
        window.show_panel(panel)
    window.workspace.open_large(0)
    wrong, opened = set[str](), set[str]()

    def look() -> None:
        for top in QApplication.topLevelWidgets():
            if top.isVisible():
                opened.add(top.objectName())
                opened.update(over.objectName() for over in top.findChildren(QFrame))
                wrong.update(unnamed(top))

    for name in OPENERS:
        action(window, name).trigger()
        look()  # a popup may go as the next one comes
    table = tmp_path / "values.csv"
    table.write_text("slide,score\nslide-A,1\n")
    window.join_dropped(table)
    for name in ("save_selection", "save_split"):
        with qtbot.waitSignal(window.saving.shown):
            action(window, name).trigger()
    qtbot.waitUntil(lambda: window.findChild(QDialog, "joinDialog") is not None)
    look()
    assert {"saveDialog", "splitDialog", "joinDialog", "exportTableDialog"} <= opened
    assert {"largeView", "lightTable", "aboutDialog", "columnChooser", "commandFinder"} <= opened
    assert not wrong, "\n".join(sorted(wrong))


def test_a_bar_of_tabs_of_panels_has_a_name_and_is_no_stop_without_tabs(
    window: MainWindow, golden_copy: Path, qtbot: QtBot
) -> None:
    open_paths(window, [golden_copy / "slide-A.tfrecords"], qtbot)
    for name in window.docks:
        window.show_panel(name)
    first, second = window.docks["findings"], window.docks["metrics"]
    window.tabifyDockWidget(first, second)
    children = Qt.FindChildOption.FindDirectChildrenOnly

    def bars() -> list[QTabBar]:
        return window.findChildren(QTabBar, options=children)

    qtbot.waitUntil(lambda: any(bar.count() for bar in bars()))
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, second)
    for name in window.docks:
        window.docks[name].close()
    qtbot.waitUntil(lambda: not any(bar.count() for bar in bars()))
    assert all(bar.accessibleName() for bar in bars())
    assert unnamed(window) == []
    assert window.workspace is not None
    window.workspace.grid.setFocus()
    for _ in range(100):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        assert window.focusWidget() not in bars()
        if window.workspace.grid.isAncestorOf(window.focusWidget()):
            return
    raise AssertionError("Tab does not come round")


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
