"""The keys and gestures of the inspector."""

from tfrviewer.gui.marked_text import QT_TRANSLATE_NOOP
from tfrviewer.gui.view_keys import ViewKeys

SHORTCUTS = ViewKeys(
    QT_TRANSLATE_NOOP("Shortcuts", "In the inspector"),
    (
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Side buttons of the mouse"),
            QT_TRANSLATE_NOOP("Shortcuts", "Back and forward through what was looked at"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Ctrl+C"),
            QT_TRANSLATE_NOOP("Shortcuts", "Copy the value, the picture or the bytes"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Ctrl+F in a text or in bytes"),
            QT_TRANSLATE_NOOP("Shortcuts", "Find something in it"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Ctrl+PgUp, Ctrl+PgDown in a text"),
            QT_TRANSLATE_NOOP("Shortcuts", "Another page of a long one"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Arrow keys on a plot"),
            QT_TRANSLATE_NOOP("Shortcuts", "Read a number off, or look closer"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Shift+Arrow keys in bytes"),
            QT_TRANSLATE_NOOP("Shortcuts", "Select bytes"),
        ),
    ),
)
