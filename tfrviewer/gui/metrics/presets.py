"""The presets as buttons with how many tiles each picks out."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from tfrviewer.gui.figures import number
from tfrviewer.gui.metric_words import preset_title
from tfrviewer.gui.metrics.button_grid import ButtonGrid
from tfrviewer.gui.metrics.words import tiles_text
from tfrviewer.tiles.metrics import PRESETS

_COLUMNS = 2


class PresetButtons(ButtonGrid):
    """A button a preset; the one in force is pressed.

    Signals:
        chosen: A preset is wanted; its name.
        dropped: The one in force is not wanted any more.
    """

    chosen = Signal(str)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_COLUMNS, parent)
        self.setObjectName("metricPresets")
        self._by_name: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        for name, preset in PRESETS.items():
            button = self.add_button(preset_title(preset), f"preset_{name}", preset.condition)
            button.setCheckable(True)
            button.clicked.connect(partial(self._press, name))
            self._group.addButton(button)
            self._by_name[name] = button

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many tiles each picks out."""
        for name, button in self._by_name.items():
            preset, count = PRESETS[name], counts.get(name)
            if count is None:
                button.setText(preset_title(preset))
                continue
            button.setText(self.tr("{0}: {1}").format(preset_title(preset), number(count)))
            button.setToolTip(f"{tiles_text(count)}\n{preset.condition}")

    def show_chosen(self, condition: str) -> None:
        """Press the button of the preset of a condition, and no other."""
        for name, button in self._by_name.items():
            button.setChecked(bool(condition) and PRESETS[name].condition == condition)

    def _press(self, name: str) -> None:
        if self._by_name[name].isChecked():
            self.chosen.emit(name)
        else:
            self.dropped.emit()
