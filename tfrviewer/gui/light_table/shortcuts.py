"""The keys and gestures of the light table."""

from tfrviewer.gui.marked_text import QT_TRANSLATE_NOOP
from tfrviewer.gui.view_keys import ViewKeys

SHORTCUTS = ViewKeys(
    QT_TRANSLATE_NOOP("Shortcuts", "On the light table"),
    (
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Tab, Click"),
            QT_TRANSLATE_NOOP("Shortcuts", "Choose the active tile"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Arrow keys, J, K"),
            QT_TRANSLATE_NOOP("Shortcuts", "Next or previous tile in its pane"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "S"),
            QT_TRANSLATE_NOOP("Shortcuts", "Step all tiles together"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Page Up, Page Down"),
            QT_TRANSLATE_NOOP("Shortcuts", "Next or previous four of the selection"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Wheel, +, -"),
            QT_TRANSLATE_NOOP("Shortcuts", "Zoom all that are linked"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Drag, Shift+Arrow keys"),
            QT_TRANSLATE_NOOP("Shortcuts", "Move all that are linked"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Shift+Drag, Shift+Wheel"),
            QT_TRANSLATE_NOOP("Shortcuts", "Move or zoom one alone"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "L, A"),
            QT_TRANSLATE_NOOP("Shortcuts", "Link or unlink, align all"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "F, Z"),
            QT_TRANSLATE_NOOP("Shortcuts", "Fit, or 1:1"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "W, Delete"),
            QT_TRANSLATE_NOOP("Shortcuts", "Swap with the next, remove"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "D, E"),
            QT_TRANSLATE_NOOP("Shortcuts", "Difference from A, only facts that differ"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "F11, Esc"),
            QT_TRANSLATE_NOOP("Shortcuts", "Full screen, close"),
        ),
    ),
)
