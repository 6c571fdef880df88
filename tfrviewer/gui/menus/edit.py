"""The Edit menu."""

from PySide6.QtGui import QKeySequence

from tfrviewer.gui.actions import SEPARATOR, ActionSpec, MenuSpec, Needs

_Key = QKeySequence.StandardKey
_A = ActionSpec

ACTIONS: tuple[ActionSpec, ...] = (
    _A(
        "undo",
        "&Undo",
        "Take back the last change of filter, sorting or selection",
        (_Key.Undo, "Ctrl+Z"),
        "arrow-back-up",
        needs=Needs.UNDO,
    ),
    _A(
        "redo",
        "&Redo",
        "Do again what was undone",
        (_Key.Redo, "Ctrl+Shift+Z"),
        "arrow-forward-up",
        needs=Needs.REDO,
    ),
    _A("copy", "&Copy", "Copy what is selected in the focused view", (_Key.Copy, "Ctrl+C"), "copy"),
    _A(
        "copy_plain",
        "Copy &Without Header",
        "Copy the selected records without the names of the columns",
        ("Ctrl+Shift+C",),
        needs=Needs.RECORDS,
    ),
    _A(
        "select_all",
        "Select &All",
        "Select every record that is shown",
        (_Key.SelectAll, "Ctrl+A"),
        "select-all",
    ),
    _A(
        "invert_selection",
        "&Invert Selection",
        "Of what is shown, select what is not selected",
        ("Ctrl+I",),
        "square-toggle",
        needs=Needs.RECORDS,
    ),
    _A(
        "clear_selection",
        "C&lear Selection",
        "Select nothing",
        ("Ctrl+Shift+A",),
        "",
        needs=Needs.SELECTION,
    ),
    _A(
        "show_only_selected",
        "Show &Only Selected",
        "Show of what the filter shows only the records that are selected now",
        ("Ctrl+Shift+F",),
        "eye",
        needs=Needs.SELECTION,
    ),
    _A(
        "hide_selected",
        "&Hide Selected",
        "Hide the records that are selected now",
        ("Ctrl+Shift+H",),
        "eye-off",
        needs=Needs.SELECTION,
    ),
    _A(
        "find",
        "&Filter…",
        "Go to the filter line",
        (_Key.Find, "Ctrl+F", "Ctrl+L"),
        "filter",
        needs=Needs.DATASET,
    ),
    _A(
        "clear_filter",
        "Clear Fil&ter",
        "Show every record again",
        ("Ctrl+Shift+L",),
        "filter-off",
        needs=Needs.DATASET,
    ),
    _A(
        "only_damaged",
        "Only &Damaged",
        "Show only records in which something wrong was found, of those looked at so far",
        (),
        "alert-triangle",
        needs=Needs.DATASET,
    ),
    _A(
        "keep_filter",
        "&Keep Filter…",
        "Give the present filter a name, to apply it again, to other datasets as well",
        ("Ctrl+D",),
        "star",
        needs=Needs.DATASET,
    ),
    _A(
        "saved_filters",
        "Filters Ke&pt…",
        "Show the filters kept under a name",
        ("Ctrl+Shift+D",),
        "star-filled",
        needs=Needs.DATASET,
    ),
    _A(
        "copy_condition",
        "Copy Conditio&n",
        "Copy the present filter, as the commands and the library take it",
        needs=Needs.DATASET,
    ),
)

MENU = MenuSpec(
    "edit",
    "&Edit",
    (
        "undo",
        "redo",
        SEPARATOR,
        "copy",
        "copy_plain",
        SEPARATOR,
        "select_all",
        "invert_selection",
        "clear_selection",
        SEPARATOR,
        "show_only_selected",
        "hide_selected",
        SEPARATOR,
        "find",
        "clear_filter",
        "keep_filter",
        "saved_filters",
        "copy_condition",
        "only_damaged",
    ),
)
