"""Every action and every menu of the window; `menus` has a file for each menu.

`commands.Commands` has a method of each action's name. Texts are translated in the context
"Actions" when the actions are made.
"""

from tfrviewer.gui.actions import ActionSpec, MenuSpec
from tfrviewer.gui.menus import edit, file, go, help, review, tools, view

_TABLES = (file, edit, view, go, review, tools, help)

ACTIONS: tuple[ActionSpec, ...] = tuple(spec for table in _TABLES for spec in table.ACTIONS)
MENUS: tuple[MenuSpec, ...] = tuple(table.MENU for table in _TABLES)
