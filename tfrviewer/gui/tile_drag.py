"""Tiles dragged out of the window: files that are written when somebody takes them."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QMimeData, QTemporaryDir, QUrl
from typing_extensions import override

from tfrviewer.errors import TfrError
from tfrviewer.gui.drops import OWN_DRAG
from tfrviewer.gui.tile_facts import TileFacts
from tfrviewer.tiles.image.sniff import sniff_format

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from tfrviewer.gui.session import Session

log = logging.getLogger(__name__)

MOST: Final = 100
"""More tiles than this are saved rather than dragged."""
_FILES: Final = "text/uri-list"
_IMAGE: Final = "application/x-qt-image"


class TileFiles:
    """Writes images of tiles, as they are stored, to a folder that goes when this goes."""

    def __init__(self) -> None:
        self._folder: QTemporaryDir | None = None
        self._count = 0

    def write(self, session: "Session", numbers: Sequence[int]) -> list[Path]:
        """Write the images of some records, and return where; records without one are left out.

        Raises:
            OSError: When a file cannot be written.
        """
        if self._folder is None:
            self._folder = QTemporaryDir()
            self._folder.setAutoRemove(True)
        if not self._folder.isValid():
            raise OSError(self._folder.errorString())
        # A folder a drag: what was dragged before may still be being copied.
        self._count += 1
        folder = Path(self._folder.path()) / str(self._count)
        folder.mkdir()
        written: list[Path] = []
        for number in numbers:
            data = stored_image(session, number)
            if data:
                path = _free(folder, TileFacts.of(session, number), sniff_format(data))
                path.write_bytes(data)
                written.append(path)
        return written


class TileMime(QMimeData):
    """What is dragged: files of some tiles, and the picture itself where it is one tile.

    Args:
        session: Where the tiles are.
        numbers: Their row numbers.
        files: Writes them, at the moment that somebody asks for them.
        picture: Decodes the picture of a tile, None where it has none.
        failed: Told why the files cannot be written.
    """

    def __init__(
        self,
        session: "Session",
        numbers: Sequence[int],
        files: TileFiles,
        picture: Callable[[int], "QImage | None"],
        failed: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._session = session
        self._numbers = tuple(numbers)
        self._files = files
        self._picture = picture
        self._failed = failed
        self._written: list[Path] | None = None

    def numbers_of(self, session: "Session") -> tuple[int, ...]:
        """Return the row numbers of the tiles; none where they are those of another session."""
        return self._numbers if session is self._session else ()

    @override
    def formats(self) -> list[str]:
        return [OWN_DRAG, _FILES, *([_IMAGE] if len(self._numbers) == 1 else [])]

    @override
    def hasFormat(self, mimetype: str) -> bool:
        return mimetype in self.formats()

    @override
    def retrieveData(self, mimetype: str, preferredType: Any) -> Any:
        if mimetype == _FILES:
            return [QUrl.fromLocalFile(str(path)) for path in self._paths()]
        if mimetype == _IMAGE and len(self._numbers) == 1:
            return self._picture(self._numbers[0])
        return b"" if mimetype == OWN_DRAG else None

    def _paths(self) -> list[Path]:
        if self._written is None:
            self._written = []
            try:
                self._written = self._files.write(self._session, self._numbers)
            except OSError as error:
                self._failed(error.strerror or str(error))
        return self._written


def dragged_tiles(data: QMimeData, session: "Session") -> tuple[int, ...]:
    """Return the row numbers of the tiles of a session that are dragged, none if it is else."""
    return data.numbers_of(session) if isinstance(data, TileMime) else ()


def stored_image(session: "Session", number: int) -> bytes:
    """Return the image of a record byte for byte; empty where there is none to be had."""
    try:
        tfrecord, record = session.read_record(number)
        return bytes(tfrecord.image(record, check_crc=False))
    except (TfrError, IndexError, OSError) as error:
        log.info("record %d has no image to drag: %s", number, error)
        return b""


def _free(folder: Path, facts: TileFacts, image_format: str | None) -> Path:
    """Return a name that no file in a folder has: two tiles may have one location."""
    path = folder / facts.file_name(image_format)
    if path.exists():
        path = path.with_name(f"{path.stem}-{facts.number}{path.suffix}")
    return path
