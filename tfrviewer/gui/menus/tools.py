"""The Tools menu."""

from tfrviewer.gui.actions import SEPARATOR, ActionSpec, MenuSpec, Needs

_A = ActionSpec

ACTIONS: tuple[ActionSpec, ...] = (
    _A(
        "build",
        "&Build TFRecords…",
        "Make TFRecords of folders of images, step by step",
        ("Ctrl+Shift+B",),
        "photo",
    ),
    _A(
        "verify",
        "&Verify",
        "Check every record: checksums, fields, images, names and locations",
        ("Ctrl+Shift+V",),
        "shield-check",
        needs=Needs.DATASET,
        by="verifying",
    ),
    _A(
        "verify_deeply",
        "Verify &Deeply",
        "Check every record and decode every image whole, which takes longer",
        needs=Needs.DATASET,
        by="verifying",
    ),
    _A(
        "measure_tiles",
        "&Measure Tiles",
        "Measure sharpness, whitespace, ink, stain and more of every tile, and choose by them",
        ("Ctrl+M",),
        "ruler",
        needs=Needs.DATASET,
        by="metrics",
    ),
    _A(
        "find_duplicates",
        "Find D&uplicates",
        "Find tiles that are there more than once, equal or nearly so, within and across slides",
        (),
        "copy-check",
        needs=Needs.DATASET,
        by="duplicates",
    ),
    _A(
        "salvage_file",
        "Salva&ge Damaged File…",
        "Save every record that is whole out of a damaged TFRecord to a new one",
        (),
        "first-aid-kit",
        by="salvaging",
    ),
    _A(
        "findings",
        "&Findings",
        "Show all that was found to be wrong in one list",
        ("Ctrl+4",),
        "list-details",
        needs=Needs.DATASET,
        by="findings",
    ),
    _A(
        "dashboard",
        "Sl&ide Dashboard",
        "Show what is known of each slide in a line, the worst first",
        ("Ctrl+5",),
        "layout-dashboard",
        needs=Needs.DATASET,
        by="findings",
    ),
    _A(
        "report",
        "&Report…",
        "Write what is known of the dataset as a page or a PDF: what is wrong, maps, tiles",
        ("Ctrl+Alt+R",),
        "report-analytics",
        needs=Needs.DATASET,
        by="reporting",
    ),
    _A(
        "sampling",
        "&Sampling…",
        "Show how many tiles of each slide or label a loader would deliver",
        (),
        "chart-histogram",
        needs=Needs.DATASET,
    ),
)

MENU = MenuSpec(
    "tools",
    "&Tools",
    (
        "build",
        SEPARATOR,
        "verify",
        "verify_deeply",
        "measure_tiles",
        "find_duplicates",
        "salvage_file",
        SEPARATOR,
        "findings",
        "dashboard",
        "sampling",
        SEPARATOR,
        "report",
    ),
)
