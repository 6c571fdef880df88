"""The keys of the filter line."""

from tfrviewer.gui.marked_text import QT_TRANSLATE_NOOP
from tfrviewer.gui.view_keys import ViewKeys

SHORTCUTS = ViewKeys(
    QT_TRANSLATE_NOOP("Shortcuts", "In the filter line"),
    (
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Return"),
            QT_TRANSLATE_NOOP("Shortcuts", "Apply the condition"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Up, Down"),
            QT_TRANSLATE_NOOP("Shortcuts", "Conditions used before"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Alt+Down"),
            QT_TRANSLATE_NOOP("Shortcuts", "All conditions used before"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Tab"),
            QT_TRANSLATE_NOOP("Shortcuts", "Take what is proposed"),
        ),
        (
            QT_TRANSLATE_NOOP("Shortcuts", "Esc"),
            QT_TRANSLATE_NOOP("Shortcuts", "Back to the views"),
        ),
    ),
)
