"""The keys and gestures of the location map."""

from tfrviewer.gui.marked_text import QT_TRANSLATE_NOOP
from tfrviewer.gui.view_keys import ViewKeys

SHORTCUTS = ViewKeys(
    QT_TRANSLATE_NOOP("Shortcuts", "On the location map"),
    (
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Wheel, +, -"),
            QT_TRANSLATE_NOOP("Shortcuts", "Zoom"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "0"),
            QT_TRANSLATE_NOOP("Shortcuts", "The whole slide"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "C"),
            QT_TRANSLATE_NOOP("Shortcuts", "Go to the current tile"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Page Up, Page Down"),
            QT_TRANSLATE_NOOP("Shortcuts", "Another slide"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "A"),
            QT_TRANSLATE_NOOP("Shortcuts", "All slides, or one alone"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "S, L, G"),
            QT_TRANSLATE_NOOP("Shortcuts", "Select by frame, by lasso, or move"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "T"),
            QT_TRANSLATE_NOOP("Shortcuts", "Tiles as their pictures, or as squares"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Space+Drag"),
            QT_TRANSLATE_NOOP("Shortcuts", "Move the map"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Shift+Drag, Alt+Drag"),
            QT_TRANSLATE_NOOP("Shortcuts", "Add to the selection, or take away"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Right click"),
            QT_TRANSLATE_NOOP("Shortcuts", "What can be done with the tile"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Return, Double click"),
            QT_TRANSLATE_NOOP("Shortcuts", "Show the tile large"),
        ),
    ),
)
