"""What a view tells of its own keys and gestures, and where these tables are found.

A view that has any says so in `shortcuts.py` of its folder, as `SHORTCUTS`: texts marked by
`QT_TRANSLATE_NOOP("Shortcuts", …)`. Such a file imports nothing else of its view.
"""

import importlib
import importlib.util
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.marked_text import QT_TRANSLATE_NOOP

CONTEXT = "Shortcuts"
_FOLDERS = (
    "filter",
    "grid",
    "location_map",
    "records",
    "inspector",
    "large_view",
    "light_table",
    "findings",
    "dashboard",
)


@dataclass(frozen=True, slots=True)
class ViewKeys:
    """The keys and gestures of a view.

    Attributes:
        title: What the view is called.
        lines: Keys, and what they do.
    """

    title: str
    lines: tuple[tuple[str, str], ...]


EVERYWHERE = ViewKeys(
    QT_TRANSLATE_NOOP("Shortcuts", "In grid, map and table"),
    (
        (QT_TRANSLATE_NOOP("Shortcuts", "Click"), QT_TRANSLATE_NOOP("Shortcuts", "Select alone")),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Ctrl+Click"),
            QT_TRANSLATE_NOOP("Shortcuts", "Select it too, or no more"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Shift+Click"),
            QT_TRANSLATE_NOOP("Shortcuts", "Select all up to it"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Arrow keys"),
            QT_TRANSLATE_NOOP("Shortcuts", "Go to another record"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Shift+Arrow keys"),
            QT_TRANSLATE_NOOP("Shortcuts", "Select on the way"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Esc"),
            QT_TRANSLATE_NOOP("Shortcuts", "Show all views again"),
        ),
    ),
)


def view_keys() -> list[ViewKeys]:
    """Return the tables of all views, translated; those of the views in common first."""
    tables = [EVERYWHERE]
    for folder in _FOLDERS:
        name = f"tfrviewer.gui.{folder}"
        if importlib.util.find_spec(name) and importlib.util.find_spec(f"{name}.shortcuts"):
            tables.append(importlib.import_module(f"{name}.shortcuts").SHORTCUTS)
    return [_translated(table) for table in tables]


def _translated(table: ViewKeys) -> ViewKeys:
    def said(text: str) -> str:
        return QCoreApplication.translate(CONTEXT, text)

    return ViewKeys(
        said(table.title), tuple((said(keys), said(does)) for keys, does in table.lines)
    )
