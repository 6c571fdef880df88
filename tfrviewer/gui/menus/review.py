"""The Review menu."""

from tfrviewer.gui.actions import SEPARATOR, ActionSpec, MenuSpec, Needs

_A = ActionSpec


def _said(name: str, text: str, tip: str, key: str, icon: str = "") -> ActionSpec:
    return _A(name, text, tip, (key,), icon, needs=Needs.RECORDS, by="reviewing")


ACTIONS: tuple[ActionSpec, ...] = (
    _said("flag_1", "Class &1", "Give the tile, or the selection, the first class", "1"),
    _said("flag_2", "Class &2", "Give the tile, or the selection, the second class", "2"),
    _said("flag_3", "Class &3", "Give the tile, or the selection, the third class", "3"),
    _said("flag_4", "Class &4", "Give the tile, or the selection, the fourth class", "4"),
    _said("flag_5", "Class &5", "Give the tile, or the selection, the fifth class", "5"),
    _said("flag_6", "Class &6", "Give the tile, or the selection, the sixth class", "6"),
    _said("flag_7", "Class &7", "Give the tile, or the selection, the seventh class", "7"),
    _said("flag_8", "Class &8", "Give the tile, or the selection, the eighth class", "8"),
    _said("flag_9", "Class &9", "Give the tile, or the selection, the ninth class", "9"),
    _said("flag_reject", "Re&ject", "Flag the tile, or the selection, to be left out", "X"),
    _said("flag_unsure", "&Unsure", "Flag the tile, or the selection, to be looked at again", "U"),
    _said(
        "remove_flag", "&No Flag", "Take the flag of the tile, or the selection, away", "Backspace"
    ),
    _said("edit_note", "N&ote…", "Write a note to the current tile", "N"),
    _A(
        "next_unflagged",
        "Ne&xt Without a Flag",
        "Go to the next tile shown that has no flag",
        ("Shift+U",),
        needs=Needs.RECORDS,
        by="reviewing",
    ),
    _A(
        "auto_advance",
        "&Move On After a Flag",
        "Go to the next tile as soon as one is flagged, or stay",
        checkable=True,
        by="reviewing",
    ),
    _A(
        "hide_rejected",
        "&Hide Rejected",
        "Add to the filter that rejected tiles are not shown",
        (),
        "eye-off",
        needs=Needs.RECORDS,
        by="reviewing",
    ),
    _A(
        "colour_by_flag",
        "&Colour Map by Flag",
        "Show on the map how tiles are flagged",
        (),
        "map",
        needs=Needs.RECORDS,
        by="reviewing",
    ),
    _A(
        "save_without_rejected",
        "&Save Without Rejected…",
        "Save all records that are shown and not rejected, as TFRecords, images or a table",
        (),
        "device-floppy",
        needs=Needs.RECORDS,
        by="reviewing",
    ),
    _A(
        "name_classes",
        "Name C&lasses…",
        "Say what the keys 1 to 9 call a tile",
        (),
        "keyboard",
        by="reviewing",
    ),
    _A("choose_reader", "&Reader…", "Say who reads: flags are kept by reader", by="reviewing"),
    _A(
        "blinded",
        "&Blinded",
        "Hide the names of slides and files, and show the tiles in an order drawn by lot",
        (),
        "eye-off",
        needs=Needs.DATASET,
        checkable=True,
        by="reviewing",
    ),
    _A(
        "import_flags",
        "&Import Flags…",
        "Take flags and notes of these tiles from a CSV, JSON or Parquet file",
        needs=Needs.RECORDS,
        by="reviewing",
    ),
    _A(
        "export_flags",
        "&Export Flags…",
        "Write all flags and notes of these tiles, of every reader, as CSV, JSON or Parquet",
        needs=Needs.RECORDS,
        by="reviewing",
    ),
    _A(
        "agreement",
        "&Agreement…",
        "Tell how far two readers agree about these tiles",
        needs=Needs.RECORDS,
        by="reviewing",
    ),
)

CLASSES = tuple(f"flag_{key}" for key in range(1, 10))
SAYING = (*CLASSES, "flag_reject", "flag_unsure", "remove_flag")
"""Those that say something of a tile, and have their keys in every window that shows one."""

TELLING = frozenset(
    (
        *("annotations", "remove_annotations", "join_table", "remove_joined"),
        *("save_selection", "save_shown", "save_split", "save_map", "save_without_rejected"),
        *("export_table", "open_log_folder"),
        *("save_indices", "rebuild_indices", "verify", "verify_deeply", "find_duplicates"),
        *("salvage_file", "report", "import_flags", "export_flags"),
        *("open_in_new_window",),
    )
)
"""Those that show names of slides or files, or write them: not while the review is blinded."""

MENU = MenuSpec(
    "review",
    "&Review",
    (
        *SAYING,
        SEPARATOR,
        "edit_note",
        "next_unflagged",
        "auto_advance",
        SEPARATOR,
        "hide_rejected",
        "colour_by_flag",
        "save_without_rejected",
        SEPARATOR,
        "name_classes",
        "choose_reader",
        "blinded",
        SEPARATOR,
        "import_flags",
        "export_flags",
        "agreement",
    ),
)
