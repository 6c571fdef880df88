"""The Go menu."""

from PySide6.QtGui import QKeySequence

from tfrviewer.gui.actions import SEPARATOR, ActionSpec, MenuSpec, Needs

_Key = QKeySequence.StandardKey
_A = ActionSpec

ACTIONS: tuple[ActionSpec, ...] = (
    _A(
        "next_record",
        "&Next Record",
        "Go to the next record in the present order",
        ("J",),
        "chevron-right",
        needs=Needs.RECORDS,
    ),
    _A(
        "previous_record",
        "&Previous Record",
        "Go to the previous record in the present order",
        ("K",),
        "chevron-left",
        needs=Needs.RECORDS,
    ),
    _A(
        "first_record",
        "&First Record",
        "Go to the first record in the present order",
        ("Ctrl+Home",),
        "chevrons-left",
        needs=Needs.RECORDS,
    ),
    _A(
        "last_record",
        "&Last Record",
        "Go to the last record in the present order",
        ("Ctrl+End",),
        "chevrons-right",
        needs=Needs.RECORDS,
    ),
    _A(
        "next_selected",
        "Next Selecte&d",
        "Go to the next record that is selected and shown",
        ("Shift+J",),
        needs=Needs.SELECTION,
    ),
    _A(
        "previous_selected",
        "Previo&us Selected",
        "Go to the previous record that is selected and shown",
        ("Shift+K",),
        needs=Needs.SELECTION,
    ),
    _A(
        "next_slide",
        "Next &Slide",
        "Go to the next TFRecord of the dataset",
        ("Ctrl+PgDown",),
        "arrow-down",
        needs=Needs.RECORDS,
    ),
    _A(
        "previous_slide",
        "P&revious Slide",
        "Go to the previous TFRecord of the dataset",
        ("Ctrl+PgUp",),
        "arrow-up",
        needs=Needs.RECORDS,
    ),
    _A(
        "next_finding",
        "Next Finding",
        "Go to what the next finding of the list is about",
        ("F8",),
        "alert-circle",
        needs=Needs.DATASET,
        by="findings",
    ),
    _A(
        "previous_finding",
        "Previous Finding",
        "Go to what the previous finding of the list is about",
        ("Shift+F8",),
        needs=Needs.DATASET,
        by="findings",
    ),
    _A(
        "go_to",
        "&Go to Record…",
        "Go to a record by its number",
        ("Ctrl+G",),
        "search",
        needs=Needs.RECORDS,
    ),
    _A(
        "go_back",
        "&Back",
        "Go back to the record that was looked at before",
        (_Key.Back, "Alt+Left"),
        "arrow-left",
        needs=Needs.RECORDS,
    ),
    _A(
        "go_forward",
        "F&orward",
        "Undo a step back",
        (_Key.Forward, "Alt+Right"),
        "arrow-right",
        needs=Needs.RECORDS,
    ),
)

MENU = MenuSpec(
    "go",
    "&Go",
    (
        "next_record",
        "previous_record",
        "first_record",
        "last_record",
        SEPARATOR,
        "next_selected",
        "previous_selected",
        SEPARATOR,
        "next_slide",
        "previous_slide",
        SEPARATOR,
        "next_finding",
        "previous_finding",
        SEPARATOR,
        "go_back",
        "go_forward",
        "go_to",
    ),
)
