"""All that File > Save … needs, to be loaded together in a thread."""

from tfrviewer.gui.saving import words
from tfrviewer.gui.saving.dialog import SaveDialog
from tfrviewer.gui.saving.left_out import LeftOutDialog
from tfrviewer.gui.saving.request import What
from tfrviewer.gui.saving.running import run_save, run_split
from tfrviewer.gui.saving.source import SaveSource
from tfrviewer.gui.saving.split_dialog import SplitDialog

__all__ = [
    "LeftOutDialog",
    "SaveDialog",
    "SaveSource",
    "SplitDialog",
    "What",
    "run_save",
    "run_split",
    "words",
]
