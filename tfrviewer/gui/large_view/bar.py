"""The tool bar of the large view: its actions, with their keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QKeySequence

from tfrviewer.gui.tile_canvas.bar import TileBar

if TYPE_CHECKING:
    from tfrviewer.gui.large_view.view import LargeView


class LargeBar(TileBar):
    """Holds the actions of the large view.

    Attributes:
        scale: How large the tile is shown.
        neighbours: Whether neighbours are shown.
        full: Whether the window fills the screen.
        kept: The switches that are remembered.
        menu: The actions that the menu of the picture has.
    """

    def __init__(self, view: "LargeView") -> None:
        super().__init__(QCoreApplication.translate("LargeView", "Large view"), view)
        self.setObjectName("largeBar")
        back, on = self.tr("Previous"), self.tr("Next")
        self._back = self.add("previous", "arrow-left", back, ["Left", "K"], lambda: view.go(-1))
        self._place = self.add_label("largePlace")
        self._on = self.add("next", "arrow-right", on, ["Right", "J"], lambda: view.go(1))
        self.addSeparator()
        self._add_zoom(view)
        self.addSeparator()
        self._add_deeds(view)

    def _add_zoom(self, view: "LargeView") -> None:
        canvas = view.canvas
        self.add("zoomOut", "zoom-out", self.tr("Smaller"), ["-"], lambda: canvas.zoom(-2))
        self.scale = self.add_label("largeScale", "6400 %")
        self.add("zoomIn", "zoom-in", self.tr("Larger"), ["+", "="], lambda: canvas.zoom(2))
        self.add("fit", "maximize", self.tr("Fit"), ["F", "0"], canvas.fit)
        self.add("pixels", "", self.tr("1:1"), ["Z"], canvas.show_pixels)

    def _add_deeds(self, view: "LargeView") -> None:
        keys, can = QKeySequence.StandardKey, view.neighbours is not None
        beside, lines = self.tr("Neighbours on the slide"), self.tr("Pixel grid from 800 %")
        table, whole = self.tr("Put on the light table"), self.tr("Full screen")
        copy, save = self.tr("Copy image"), self.tr("Save image as…")
        location = self.tr("Copy location")
        self.neighbours = self.add(
            "neighbours", "layout-grid", beside, ["N"], view.set_neighbours, switch=False, shown=can
        )
        grid = self.add("pixelGrid", "grid-4x4", lines, ["G"], view.canvas.set_grid, switch=True)
        compare = self.add("putOnLightTable", "columns-2", table, ["T"], view.ask_to_compare)
        self.addSeparator()
        copying = self.add("copyImage", "copy", copy, [_keys(keys.Copy)], view.copy)
        saving = self.add("saveImage", "device-floppy", save, [_keys(keys.Save)], view.save)
        where = self.add(
            "copyLocation", "", location, ["Ctrl+Shift+C"], view.copy_location, shown=False
        )
        colour = self.add(
            "copyColour", "", self.tr("Copy colour"), ["C"], view.copy_colour, shown=False
        )
        self.full = self.add(
            "fullScreen", "arrows-maximize", whole, ["F11"], view.set_full_screen, switch=False
        )
        self.kept = (self.neighbours, grid)
        self.menu = [copying, saving, where, colour, compare, self.neighbours, grid, self.full]

    def tell_place(self, position: int, count: int) -> None:
        """Say which tile of the order is shown, and let one step on where there are more.

        Args:
            position: In the order, -1 for a tile that the filter hides.
            count: How many tiles it shows.
        """
        hidden = position < 0 < count
        self._back.setEnabled(position > 0 or hidden)
        self._on.setEnabled(0 <= position < count - 1 or hidden)
        number = QLocale().toString
        self._place.setText(
            self.tr("{0} of {1}").format(number(position + 1), number(count))
            if position >= 0
            else self.tr("not among the {0} shown").format(number(count))
        )


def _keys(key: QKeySequence.StandardKey) -> str:
    return QKeySequence(key).toString()
