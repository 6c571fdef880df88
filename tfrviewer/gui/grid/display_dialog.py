"""What the grid shows beside the pictures, and how much memory these may take."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from tfrviewer.gui.grid.captions import LOCATION, MOST_LINES, NUMBER, SLIDE, columns_for, of_column
from tfrviewer.gui.grid.looks import Looks
from tfrviewer.gui.settings import GRID_LOOKS, PICTURE_MB, Settings

if TYPE_CHECKING:
    from tfrviewer.gui.grid.view import TileGrid

_MB = 1024 * 1024
_SPACING = 2
_CAPTION = Qt.ItemDataRole.UserRole


class TileDisplayDialog(QDialog):
    """Sets the looks of the grid; what is chosen is seen at once."""

    def __init__(self, grid: "TileGrid", settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tileDisplayDialog")
        self.setWindowTitle(self.tr("Tile Display"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._grid = grid
        self._settings = settings
        self.captions = QListWidget()
        self.captions.setObjectName("captions")
        self.captions.setAccessibleName(self.tr("Captions below the tiles"))
        self.captions.setSpacing(_SPACING)
        self._fill()
        self.captions.itemChanged.connect(self._take_captions)
        self.headings = QCheckBox(self.tr("&Headings over tiles that belong together"))
        self.headings.setObjectName("headings")
        self.headings.setToolTip(
            self.tr(
                "A heading for each TFRecord, or for each value of what is sorted by if it is text"
            )
        )
        self.values = QCheckBox(self.tr("The &value sorted by, on each tile"))
        self.values.setObjectName("values")
        self.headings.setChecked(grid.looks.headings)
        self.values.setChecked(grid.looks.values)
        self.headings.toggled.connect(
            lambda on: self._grid.set_looks(replace(self._grid.looks, headings=on))
        )
        self.values.toggled.connect(
            lambda on: self._grid.set_looks(replace(self._grid.looks, values=on))
        )
        self.memory = QSpinBox()
        self.memory.setObjectName("pictureMemory")
        self.memory.setRange(PICTURE_MB.low or 16, PICTURE_MB.high or 4096)
        self.memory.setSingleStep(32)
        self.memory.setSuffix(self.tr(" MB"))
        self.memory.setValue(settings.get(PICTURE_MB))
        self.memory.setToolTip(
            self.tr("Pictures beyond this are dropped, those seen longest ago first")
        )
        self.memory.valueChanged.connect(self._take_memory)
        self.used = QLabel()
        self.used.setObjectName("pictureMemoryUsed")
        grid.thumbnails.settled.connect(self._show_used)
        self._show_used()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        title = QLabel(self.tr("&Captions below the tiles, {0} at most:").format(MOST_LINES))
        title.setBuddy(self.captions)
        form = QFormLayout()
        form.addRow(self.tr("&Memory for pictures:"), self.memory)
        form.addRow("", self.used)
        box = QVBoxLayout(self)
        box.addWidget(title)
        box.addWidget(self.captions, 1)
        box.addWidget(self.headings)
        box.addWidget(self.values)
        box.addLayout(form)
        box.addWidget(buttons)
        self.resize(360, 460)

    def _fill(self) -> None:
        chosen = self._grid.shown_captions()
        names = {
            NUMBER: self.tr("Number"),
            LOCATION: self.tr("Location (x, y)"),
            SLIDE: self.tr("Slide"),
            **{of_column(column): column for column in columns_for(self._grid.session)},
        }
        # What is chosen goes first, in the order of the lines.
        for caption in (*chosen, *(it for it in names if it not in chosen)):
            item = QListWidgetItem(names.get(caption, caption.partition(":")[2]))
            item.setData(_CAPTION, caption)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = caption in chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.captions.addItem(item)

    @Slot(QListWidgetItem)
    def _take_captions(self, item: QListWidgetItem) -> None:
        caption = str(item.data(_CAPTION))
        others = [it for it in self._grid.shown_captions() if it != caption]
        on = item.checkState() == Qt.CheckState.Checked
        if on and len(others) >= MOST_LINES:
            item.setCheckState(Qt.CheckState.Unchecked)
            return
        self._grid.set_captions(*others, *([caption] if on else []))

    @Slot(int)
    def _take_memory(self, mb: int) -> None:
        self._settings.set(PICTURE_MB, mb)
        self._grid.thumbnails.budget = mb * _MB
        self._show_used()

    @Slot()
    def _show_used(self) -> None:
        used = QLocale().toString(self._grid.thumbnails.used / _MB, "f", 1)
        self.used.setText(self.tr("{0} MB of it in use").format(used))


def remember_looks(grid: "TileGrid", settings: Settings) -> None:
    """Show the grid as it was when the program was used last, and remember changes."""
    grid.thumbnails.budget = settings.get(PICTURE_MB) * _MB
    grid.set_looks(Looks.of_text(settings.get(GRID_LOOKS)))
    grid.looks_changed.connect(lambda: settings.set(GRID_LOOKS, grid.looks.to_text()))
