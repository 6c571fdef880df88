"""The tool bar of the light table: its actions, with their keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.tile_canvas.bar import TileBar

if TYPE_CHECKING:
    from tfrviewer.gui.light_table.table import LightTable


class LightBar(TileBar):
    """Holds the actions of the light table.

    Attributes:
        group_back: To the four of the selection before.
        group_text: Which of the selected tiles these are.
        group_on: To the next four.
        steps: To the previous and the next tile.
        scale: How large the active tile is shown.
        grid: Whether lines are drawn between pixels.
        difference: Whether differences are shown.
        full: Whether the table fills the screen.
        kept: The switches that are remembered.
        menu: The actions that the menu of a tile has.
    """

    def __init__(self, table: "LightTable") -> None:
        super().__init__(QCoreApplication.translate("LightTable", "Light table"), table)
        self.setObjectName("lightBar")
        self._add_groups(table)
        self.addSeparator()
        self._add_steps(table)
        self.addSeparator()
        self._add_zoom(table)
        self.addSeparator()
        self._add_links(table)
        self.addSeparator()
        self._add_deeds(table)

    def _add_groups(self, table: "LightTable") -> None:
        self.group_back = self.add(
            "previousGroup",
            "chevrons-left",
            self.tr("Previous four of the selection"),
            ["PgUp"],
            lambda: table.show_group(-1),
        )
        self.group_text = self.add_label("lightGroup")
        self.group_on = self.add(
            "nextGroup",
            "chevrons-right",
            self.tr("Next four of the selection"),
            ["PgDown"],
            lambda: table.show_group(1),
        )

    def _add_steps(self, table: "LightTable") -> None:
        back, on = (
            self.tr("Previous tile in the active pane"),
            self.tr("Next tile in the active pane"),
        )
        self.steps = (
            self.add("previous", "arrow-left", back, ["Left", "K"], lambda: table.step(-1)),
            self.add("next", "arrow-right", on, ["Right", "J"], lambda: table.step(1)),
        )
        together = self.tr("Step all tiles together")
        self.add("together", "stack-2", together, ["S"], table.set_together, switch=False)

    def _add_zoom(self, table: "LightTable") -> None:
        self.add("zoomOut", "zoom-out", self.tr("Smaller"), ["-"], lambda: table.zoom(-2))
        self.scale = self.add_label("lightScale", "6400 %")
        self.add("zoomIn", "zoom-in", self.tr("Larger"), ["+", "="], lambda: table.zoom(2))
        self.add("fit", "maximize", self.tr("Fit"), ["F", "0"], table.looking.fit)
        self.add("pixels", "", self.tr("1:1"), ["Z"], table.show_pixels)
        text = self.tr("Pixel grid from 800 %")
        self.grid = self.add("pixelGrid", "grid-4x4", text, ["G"], table.set_grid, switch=True)

    def _add_links(self, table: "LightTable") -> None:
        linked = self.tr("Pan and zoom as one; with Shift one moves alone")
        self.add("link", "link", linked, ["L"], table.set_linked, switch=True)
        align = self.tr("Align all with the active tile")
        self.add("align", "focus-centered", align, ["A"], table.looking.align)

    def _add_deeds(self, table: "LightTable") -> None:
        swap = self.tr("Swap with the next")
        swapping = self.add("swap", "arrows-exchange", swap, ["W"], table.swap)
        difference = self.tr("Difference from A")
        self.difference = self.add(
            "difference", "layers-difference", difference, ["D"], table.set_difference, switch=False
        )
        only = self.tr("Only facts that differ")
        show_only = table.facts.facts.set_only_different
        different = self.add("onlyDifferent", "equal-not", only, ["E"], show_only, switch=False)
        self.kept = (self.grid, different)
        full = self.tr("Full screen")
        self.full = self.add(
            "fullScreen", "arrows-maximize", full, ["F11"], table.set_full_screen, switch=False
        )
        copy = self.tr("Copy image")
        save = self.tr("Save image as…")
        remove = self.tr("Remove from the light table")
        self.menu = [
            self.add("copyImage", "copy", copy, ["Ctrl+Shift+C"], table.copy_image, shown=False),
            self.add("saveImage", "device-floppy", save, ["Ctrl+S"], table.save_image, shown=False),
            swapping,
            self.add("remove", "x", remove, ["Del"], table.remove, shown=False),
        ]
