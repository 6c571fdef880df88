"""The keys and gestures of the dashboard of slides."""

from tfrviewer.gui.marked_text import QT_TRANSLATE_NOOP
from tfrviewer.gui.view_keys import ViewKeys

SHORTCUTS = ViewKeys(
    QT_TRANSLATE_NOOP("Shortcuts", "In the slide dashboard"),
    (
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Click, Up, Down"),
            QT_TRANSLATE_NOOP("Shortcuts", "Go to a slide"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Return, Double click"),
            QT_TRANSLATE_NOOP("Shortcuts", "Show this slide alone"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Click on a title"),
            QT_TRANSLATE_NOOP("Shortcuts", "Sort by it; the third time the worst come first"),
        ),
    ),
)
