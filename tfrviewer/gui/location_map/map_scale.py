"""How many micrometres a level-0 pixel of the slide on the map is, where that can be told."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tfrviewer.dataset.project.tile_size import TileSize
from tfrviewer.dataset.sidecars.extraction_report import extraction_of

if TYPE_CHECKING:
    from tfrviewer.gui.location_map.slide import Slide
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner

_KEY = ("map", "scale")


def tile_um_of(tfrecord: Path, asked: float | str | None = None) -> float | None:
    """Return the width of a TFRecord's tiles in micrometres, None where nothing tells.

    A magnification such as 10x tells no width: that of a pixel differs from scanner to scanner.

    Args:
        tfrecord: The TFRecord; its folder may name the size, or a report beside it tell.
        asked: What the project says.
    """
    size = TileSize.of(tfrecord)
    for told in (None if size is None else size.tile_um, asked):
        if isinstance(told, int | float):
            return float(told)
    extraction = extraction_of(tfrecord)
    if extraction is None:
        return None
    try:
        width = float(extraction.parameters.get("tile_um", "").removesuffix("um"))
    except ValueError:
        return None
    return width if 0 < width < 1e9 else None


class MapScale(QObject):
    """Finds the scale of one slide after the other: of a tile in micrometres and in pixels.

    Attributes:
        um_per_px: Micrometres per level-0 pixel; None while or where nothing tells.

    Signals:
        changed: It is known now.
    """

    changed = Signal()

    def __init__(self, session: "Session", tasks: "TaskRunner", parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._slide: Slide | None = None
        self._tile_um: float | None = None
        self._overlap: float | None = None
        self.um_per_px: float | None = None

    def show(self, slide: "Slide | None") -> None:
        """Begin with another slide, or with none."""
        self._tasks.cancel(_KEY)
        self._slide = slide
        self._tile_um = self._overlap = self.um_per_px = None
        dataset = self._session.dataset
        if slide is None or dataset is None:
            return
        asked = None if dataset.project is None else dataset.tile_um
        path = self._session.paths[slide.located.file]

        def done(tile_um: float | None) -> None:
            self._tile_um = tile_um
            self._find()

        # In a thread, since a report may have to be read.
        self._tasks.submit(_KEY, lambda _: tile_um_of(path, asked), done)

    def take_overlap(self, overlap: float) -> None:
        """Take how many times as wide as the pitch a tile is, which its width is told by."""
        self._overlap = overlap
        self._find()

    def _find(self) -> None:
        fit = None if self._slide is None else self._slide.tiles.fit
        if self._tile_um is None or self._overlap is None or fit is None or fit.pitch_x is None:
            return
        self.um_per_px = self._tile_um / (fit.pitch_x * self._overlap)
        self.changed.emit()
