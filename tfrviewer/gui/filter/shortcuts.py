"""The keys of the filter line."""

from tfrviewer.gui.marked_text import QT_TRANSLATE_NOOP
from tfrviewer.gui.view_keys import ViewKeys

SHORTCUTS = ViewKeys(
    QT_TRANSLATE_NOOP("Shortcuts", "In the filter line"),
    (
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Return"),
            QT_TRANSLATE_NOOP("Shortcuts", "Apply the condition, and tell what is wrong with it"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Up, Down"),
            QT_TRANSLATE_NOOP("Shortcuts", "Go through the filters applied before"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Alt+Down"),
            QT_TRANSLATE_NOOP("Shortcuts", "List the filters applied before"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Tab"),
            QT_TRANSLATE_NOOP("Shortcuts", "Take what is offered"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Esc"),
            QT_TRANSLATE_NOOP("Shortcuts", "Go back to the views"),
        ),
    ),
)
