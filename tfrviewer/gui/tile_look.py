"""What the pictures of some tiles tell of how a slide was cut: their width, and their overlap."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tfrviewer.errors import TfrError
from tfrviewer.tiles.image.sniff import image_size
from tfrviewer.tiles.image.thumbnails import decode_thumbnail
from tfrviewer.tiles.layout.overlap import measure_overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tfrviewer.gui.session import Session
    from tfrviewer.jobs import CancelToken
    from tfrviewer.tiles.layout.overlap import Picture

_PX = 64  # of the pictures that are compared


@dataclass(frozen=True, slots=True)
class TileLook:
    """What pictures of a slide told.

    Attributes:
        width: Width of a tile in its own pixels; None while that is not known.
        ratio: How many times as wide as the pitch tiles are, 1 where they do not overlap; None
            while or where that is not known.
        microns: Width of a tile in micrometres, as its folder tells; None where it does not.
    """

    width: int | None = None
    ratio: float | None = None
    microns: float | None = None


def look_at(
    session: "Session", pairs: "Sequence[tuple[int, int]]", cancel: "CancelToken"
) -> TileLook:
    """Return what pairs of neighbours tell; called in a thread.

    Tiles that cannot be read tell nothing: that they are broken is found and said elsewhere.
    """
    width: int | None = None
    pictures: list[tuple[Picture, Picture]] = []
    for pair in pairs:
        cancel.check()
        try:
            both = []
            for number in pair:
                tfrecord, record = session.read_record(number)
                data = tfrecord.image(record, check_crc=False)
                size = image_size(data)
                width = width or (None if size is None else size[0])
                both.append(decode_thumbnail(data, _PX))
        except (TfrError, IndexError, OSError):
            continue
        pictures.append((both[0], both[1]))
    return TileLook(width, measure_overlap(pictures))
