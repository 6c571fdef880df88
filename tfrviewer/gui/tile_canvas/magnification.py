"""How large a tile is on the slide, where anything tells: the extraction, or a folder's name."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tfrviewer.dataset.project.tile_size import TileSize
from tfrviewer.gui.figures import decimal

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.slide_facts import SlideFacts

_TEN_TIMES = 10.0
"""Micrometres in a pixel at an objective of 1: by convention 10x is 1 µm, and 40x is 0.25."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Magnification", text)


@dataclass(frozen=True, slots=True)
class Magnification:
    """How large a tile is on the slide.

    Attributes:
        um: Its width in micrometres; None if that is not known.
        objective: The magnification it was cut at, such as "10x"; "" if that is not told.
    """

    um: float | None = None
    objective: str = ""

    @classmethod
    def of(
        cls, session: "Session", number: int, facts: "SlideFacts | None" = None
    ) -> "Magnification":
        """Return what is known of a record: by the report of its extraction, then by folders."""
        file = int(session.file_number[number])
        told = None if facts is None else facts.of_file(file)
        extraction = None if told is None else told.extraction
        parameters = {} if extraction is None else extraction.parameters
        try:
            size = TileSize.asked(int(parameters["tile_px"]), parameters["tile_um"])
        except (KeyError, ValueError):  # it was written by anybody
            project = None if session.dataset is None else session.dataset.project
            found = TileSize.of(session.paths[file])
            if found is None and project is not None:
                found = project.size
            if found is None:
                return cls()
            size = found
        if isinstance(size.tile_um, str):
            return cls(None, size.tile_um)
        return cls(float(size.tile_um))

    def um_per_px(self, width: int) -> float | None:
        """Return the micrometres in a pixel of a tile so many pixels wide, None if not known."""
        if self.um is None or width < 1 or not math.isfinite(self.um):
            return None
        return self.um / width

    def words(self, width: int) -> str:
        """Say how large the pixels of a tile so many pixels wide are, "" if nothing tells."""
        um_per_px = self.um_per_px(width)
        if um_per_px:
            about = decimal(float(f"{_TEN_TIMES / um_per_px:.2g}"))  # never as in 1e+02
            return _tr("{0} µm a pixel, about {1}×").format(decimal(um_per_px, 3), about)
        return self.objective.replace("x", "×")
