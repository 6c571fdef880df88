"""The keys and gestures of the list of findings."""

from tfrviewer.gui.marked_text import QT_TRANSLATE_NOOP
from tfrviewer.gui.view_keys import ViewKeys

SHORTCUTS = ViewKeys(
    QT_TRANSLATE_NOOP("Shortcuts", "In the findings"),
    (
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Click, Return"),
            QT_TRANSLATE_NOOP("Shortcuts", "Go to what a finding is about"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Up, Down"),
            QT_TRANSLATE_NOOP("Shortcuts", "Read another finding"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Left, Right"),
            QT_TRANSLATE_NOOP("Shortcuts", "Close or open a group"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Ctrl+C"),
            QT_TRANSLATE_NOOP("Shortcuts", "Copy the finding"),
        ),
    ),
)
