"""The colours of the map, from the palette."""

from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QPalette

from tfrviewer.gui.theme import is_dark


@dataclass(frozen=True, slots=True)
class MapColours:
    """What is drawn in which colour.

    Attributes:
        ground: Behind the tiles.
        tile: A tile's square.
        ghost: The square of a tile that the filter hides.
        selected: The square of a selected tile, and the box of a selection under way.
        ring: The ring of the current tile.
        text: What is written over the tiles, on `ground`; at least 4.5:1.
    """

    ground: QColor
    tile: QColor
    ghost: QColor
    selected: QColor
    ring: QColor
    text: QColor

    @classmethod
    def of(cls, palette: QPalette) -> "MapColours":
        """Return the colours for a light or a dark palette."""
        role = QPalette.ColorRole
        dark = is_dark(palette)
        return cls(
            ground=palette.color(role.Base),
            tile=QColor("#788593" if dark else "#8996a3"),
            ghost=QColor("#3d434a" if dark else "#d3d8dd"),
            selected=palette.color(role.Accent if dark else role.Highlight),
            ring=QColor("#ffffff" if dark else "#000000"),
            text=palette.color(role.Text),
        )

    def hovering(self) -> "MapColours":
        """Return the same, with the ring of the tile under the pointer."""
        return replace(self, ring=self.selected)
