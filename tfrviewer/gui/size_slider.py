"""The slider for the size of the tiles."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from tfrviewer.gui.assets import icon
from tfrviewer.gui.settings import TILE_PX

_STEPS = 100
_LOW, _HIGH = TILE_PX.low or 32, TILE_PX.high or 512


class SizeSlider(QWidget):
    """A slider whose every step makes tiles larger by the same factor.

    Signals:
        moved: The user wants tiles of this edge length.
    """

    moved = Signal(int)

    def __init__(self, px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sizeSlider")
        self._px = px
        small, large = QLabel(), QLabel()
        small.setPixmap(icon("square").pixmap(10, 10))
        large.setPixmap(icon("square").pixmap(18, 18))
        self._signs = ((small, 10), (large, 18))
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setObjectName("tileSize")
        self._slider.setAccessibleName(self.tr("Tile size"))
        self._slider.setRange(0, _STEPS)
        self._slider.setPageStep(10)
        self._slider.setFixedWidth(120)
        self._slider.setToolTip(self.tr("Size of the tiles (Ctrl++, Ctrl+-, Ctrl+wheel)"))
        self._slider.valueChanged.connect(self._take)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 0, 8, 0)
        line.setSpacing(6)
        line.addWidget(small)
        line.addWidget(self._slider)
        line.addWidget(large)
        self.set_value(px)

    @property
    def value(self) -> int:
        """The edge length in logical pixels."""
        return self._px

    def set_value(self, px: int) -> None:
        """Show a size that was chosen elsewhere."""
        self._px = px
        self._slider.blockSignals(True)
        self._slider.setValue(round(math.log(px / _LOW) / math.log(_HIGH / _LOW) * _STEPS))
        self._slider.blockSignals(False)

    def renew(self) -> None:
        """Draw the signs anew in the colours of the present palette."""
        for label, px in self._signs:
            label.setPixmap(icon("square").pixmap(px, px))

    def _take(self, step: int) -> None:
        self._px = round(_LOW * (_HIGH / _LOW) ** (step / _STEPS))
        self.moved.emit(self._px)
