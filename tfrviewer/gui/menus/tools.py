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
        "measure_tiles",
        "&Measure Tiles",
        "Measure sharpness, whitespace, ink, stain and more of every tile, and choose by them",
        ("Ctrl+M",),
        "ruler",
        needs=Needs.DATASET,
        by="metrics",
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

MENU = MenuSpec("tools", "&Tools", ("build", SEPARATOR, "measure_tiles", "sampling"))
