"""The keys and gestures of the records table."""

from tfrviewer.gui.marked_text import QT_TRANSLATE_NOOP
from tfrviewer.gui.view_keys import ViewKeys

SHORTCUTS = ViewKeys(
    QT_TRANSLATE_NOOP("Shortcuts", "In the records table"),
    (
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Click on a header"),
            QT_TRANSLATE_NOOP("Shortcuts", "Sort by a column"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Shift+Click on a header"),
            QT_TRANSLATE_NOOP("Shortcuts", "Sort within by another one"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Alt+Down"),
            QT_TRANSLATE_NOOP("Shortcuts", "Figures of the column, and a filter"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Drag a header"),
            QT_TRANSLATE_NOOP("Shortcuts", "Move a column"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Left, Right"),
            QT_TRANSLATE_NOOP("Shortcuts", "Another column"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Ctrl+Home, Ctrl+End"),
            QT_TRANSLATE_NOOP("Shortcuts", "First or last record"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Return, Double click"),
            QT_TRANSLATE_NOOP("Shortcuts", "Show the tile large"),
        ),
    ),
)
