"""The keys and gestures of the records table."""

from tfrviewer.gui.marked_text import QT_TRANSLATE_NOOP
from tfrviewer.gui.view_keys import ViewKeys

SHORTCUTS = ViewKeys(
    QT_TRANSLATE_NOOP("Shortcuts", "In the records table"),
    (
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Left, Right"),
            QT_TRANSLATE_NOOP("Shortcuts", "Go to another column; with Ctrl to the first or last"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Home, End"),
            QT_TRANSLATE_NOOP(
                "Shortcuts", "Go to the first or last column; with Ctrl to the first or last record"
            ),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Return or Space"),
            QT_TRANSLATE_NOOP("Shortcuts", "Show the tile large"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Alt+Down"),
            QT_TRANSLATE_NOOP("Shortcuts", "Show the figures of the column, and filter by it"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Click on a header"),
            QT_TRANSLATE_NOOP("Shortcuts", "Sort: ascending, descending, not"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Shift+Click on a header"),
            QT_TRANSLATE_NOOP("Shortcuts", "Sort by it next"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Drag a header"),
            QT_TRANSLATE_NOOP("Shortcuts", "Move the column; among frozen ones it is frozen too"),
        ),
    ),
)
