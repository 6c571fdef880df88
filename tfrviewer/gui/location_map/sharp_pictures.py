"""The pictures of tiles as a large drawing of the slide shows them, read while it is made."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from tfrviewer.errors import TfrError
from tfrviewer.gui.location_map.slide import BoolArray, IntArray
from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.image.thumbnails import decode_thumbnail

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset

log = logging.getLogger(__name__)

READ_FROM = 45
"""Pixels: up to here the small pictures that the map keeps are sharp."""


@dataclass(frozen=True, slots=True, eq=False)
class SharpPictures:
    """Reads pictures one after the other; one that cannot be read stays the small one.

    Attributes:
        dataset: What has the file.
        file: Its number there.
        tiles: The tiles that are drawn, int64 (n,).
        records: Numbers of their records in the file, int64 (n,).
        px: Side of a picture.
    """

    dataset: "Dataset"
    file: int
    tiles: IntArray
    records: IntArray
    px: int

    def read(self, which: BoolArray, cancel: CancelToken) -> Iterator[tuple[int, QImage]]:
        """Return the tiles for which `which`, bool (N,), is true, with their pictures.

        Raises:
            Cancelled: When `cancel` was raised.
        """
        for tile, record in zip(self.tiles.tolist(), self.records.tolist(), strict=True):
            cancel.check()
            if not which[tile]:
                continue
            try:
                data = self.dataset.open(self.file).image(record, check_crc=False)
                pixels = decode_thumbnail(data, self.px)
            except (TfrError, OSError, ValueError) as error:
                log.debug("record %d has no picture", record, exc_info=error)
                continue
            height, width = pixels.shape[:2]
            image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
            yield tile, image.copy()
