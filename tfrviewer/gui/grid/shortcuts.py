"""The keys and gestures of the tile grid."""

from tfrviewer.gui.marked_text import QT_TRANSLATE_NOOP
from tfrviewer.gui.view_keys import ViewKeys

SHORTCUTS = ViewKeys(
    QT_TRANSLATE_NOOP("Shortcuts", "In the tile grid"),
    (
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Arrow keys, Home, End"),
            QT_TRANSLATE_NOOP("Shortcuts", "Go to another tile"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Page Up, Page Down"),
            QT_TRANSLATE_NOOP("Shortcuts", "A page up or down"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Space, Double click"),
            QT_TRANSLATE_NOOP("Shortcuts", "Show the tile large"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Ctrl+Space"),
            QT_TRANSLATE_NOOP("Shortcuts", "Select the tile too, or no more"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Drag beside a tile"),
            QT_TRANSLATE_NOOP("Shortcuts", "Select all in a frame"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Drag a tile"),
            QT_TRANSLATE_NOOP("Shortcuts", "Take it to another program as a file"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Ctrl+Wheel"),
            QT_TRANSLATE_NOOP("Shortcuts", "Larger or smaller tiles"),
        ),
    ),
)
