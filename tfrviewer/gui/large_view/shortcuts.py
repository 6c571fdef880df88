"""The keys and gestures of the large view."""

from tfrviewer.gui.marked_text import QT_TRANSLATE_NOOP
from tfrviewer.gui.view_keys import ViewKeys

SHORTCUTS = ViewKeys(
    QT_TRANSLATE_NOOP("Shortcuts", "In the large view"),
    (
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Arrow keys, J, K"),
            QT_TRANSLATE_NOOP("Shortcuts", "Next or previous tile"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Page Up, Page Down"),
            QT_TRANSLATE_NOOP("Shortcuts", "Ten tiles on or back"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Home, End"),
            QT_TRANSLATE_NOOP("Shortcuts", "First or last tile"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "F8, Shift+F8"),
            QT_TRANSLATE_NOOP("Shortcuts", "Next or previous finding"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Wheel, +, -"),
            QT_TRANSLATE_NOOP("Shortcuts", "Zoom about the pointer, or the middle"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "F, Z"),
            QT_TRANSLATE_NOOP("Shortcuts", "Fit, or 1:1"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Double click"),
            QT_TRANSLATE_NOOP("Shortcuts", "1:1 about the pointer, and back"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Drag, Shift+Arrow keys"),
            QT_TRANSLATE_NOOP("Shortcuts", "Move the picture"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "N"),
            QT_TRANSLATE_NOOP("Shortcuts", "Neighbours on the slide"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Alt+Arrow keys, Click on a neighbour"),
            QT_TRANSLATE_NOOP("Shortcuts", "Go to the neighbour"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "G"),
            QT_TRANSLATE_NOOP("Shortcuts", "Pixel grid from 800 %"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "C"),
            QT_TRANSLATE_NOOP("Shortcuts", "Copy the colour of the pixel"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "T"),
            QT_TRANSLATE_NOOP("Shortcuts", "Put on the light table"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "F11"),
            QT_TRANSLATE_NOOP("Shortcuts", "Full screen"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Space, Esc"),
            QT_TRANSLATE_NOOP("Shortcuts", "Close"),
        ),
    ),
)
