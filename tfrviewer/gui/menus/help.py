"""The Help menu."""

from PySide6.QtGui import QAction

from tfrviewer.gui.actions import SEPARATOR, ActionSpec, MenuSpec

_Role = QAction.MenuRole
_A = ActionSpec

ACTIONS: tuple[ActionSpec, ...] = (
    _A(
        "find_command",
        "&Find Command…",
        "Find anything the window can do by a few letters, and any slide, column or setting",
        ("Ctrl+Shift+P",),
        "command",
    ),
    _A(
        "tour",
        "&Tour of the Window",
        "Show what is where, in a few steps, on the sample data",
        (),
        "route",
    ),
    _A(
        "shortcuts",
        "&Keyboard Shortcuts",
        "List every key that does something",
        ("F1", "?"),
        "keyboard",
    ),
    _A(
        "open_log_folder",
        "Open &Log Folder",
        "Show the folder with the program's log",
        (),
        "folder",
    ),
    _A("about_qt", "About &Qt", "What the window is built with", role=_Role.AboutQtRole),
    _A(
        "about",
        "&About tfrviewer",
        "Versions of the program and of its parts",
        (),
        "info-circle",
        role=_Role.AboutRole,
    ),
)

MENU = MenuSpec(
    "help",
    "&Help",
    (
        "find_command",
        "shortcuts",
        "tour",
        SEPARATOR,
        "open_log_folder",
        SEPARATOR,
        "about_qt",
        "about",
    ),
)
