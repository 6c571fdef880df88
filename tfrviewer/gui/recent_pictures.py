"""Small pictures of datasets, for the start page: some of their tiles, kept in the cache."""

import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tfrviewer.errors import TfrError
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.settings import cache_dir
from tfrviewer.jobs import CancelToken

log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.workspace import Workspace

COLUMNS, ROWS, TILE_PX = 3, 2, 64
_LOOKED_AT = 16
"""Records in each part of the dataset, of which the fullest is taken: the least empty tile."""


def picture_path(what: ToOpen) -> Path:
    """Return where the picture of a dataset is kept."""
    key = json.dumps(what.absolute().to_json(), sort_keys=True)
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return cache_dir() / "recent" / f"{digest}.png"


def telling_records(session: "Session") -> list[int]:
    """Return the row numbers of a few sound records from all over a dataset."""
    import numpy as np

    count, wanted = session.n_records, COLUMNS * ROWS
    if not count or "bytes" not in session.columns:
        return []
    size = session.frame["bytes"].to_numpy()
    chosen: list[int] = []
    for part in np.array_split(np.linspace(0, count - 1, wanted * _LOOKED_AT).astype(int), wanted):
        sound = np.unique(part[~session.is_damaged[part]])
        sound = sound[~np.isin(sound, chosen)]
        if len(sound):
            chosen.append(int(sound[size[sound].argmax()]))
    return chosen


def draw_picture(payloads: Sequence[bytes], out: Path) -> bool:
    """Write tiles side by side; for worker threads.

    Args:
        payloads: The stored images; those that cannot be decoded are left out.
        out: The PNG to write.

    Returns:
        Whether there was anything to draw.

    Raises:
        OSError: If it cannot be written.
    """
    from PIL import Image

    from tfrviewer.atomic import open_atomically
    from tfrviewer.tiles.image.thumbnails import decode_thumbnail

    picture = Image.new("RGBA", (COLUMNS * TILE_PX, ROWS * TILE_PX), (0, 0, 0, 0))
    drawn = 0
    for payload in payloads:
        try:
            tile = Image.fromarray(decode_thumbnail(payload, TILE_PX))
        except (TfrError, ValueError):
            continue
        tile = tile.resize((TILE_PX, TILE_PX)) if tile.size != (TILE_PX, TILE_PX) else tile
        picture.paste(tile, (drawn % COLUMNS * TILE_PX, drawn // COLUMNS * TILE_PX))
        drawn += 1
    if drawn:
        out.parent.mkdir(parents=True, exist_ok=True)
        with open_atomically(out) as file:
            picture.save(file, "PNG")
    return drawn > 0


class RecentFacts(QObject):
    """Notes of each dataset that is opened how much there is in it, and draws its picture."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._noted: tuple[ToOpen, int] | None = None

    def follow(self, workspace: "Workspace") -> None:
        """Note what is opened in here."""
        workspace.session.settled.connect(lambda: self._note(workspace.session))

    def _note(self, session: "Session") -> None:
        opened = session.opened
        if opened is None or session.dataset is None:
            return
        noted = (opened, session.n_records)
        if noted == self._noted:
            return
        what = opened.absolute()
        if what not in self._window.settings.recent:
            return  # it is not remembered
        self._noted = noted
        self._window.settings.note_recent(what, files=len(session.paths), tiles=session.n_records)
        numbers, dataset = telling_records(session), session.dataset

        def work(cancel: CancelToken) -> bool:
            payloads = []
            for number in numbers:
                cancel.check()
                try:
                    file, record = session.read_record(number)
                    payloads.append(file.image(record))
                except (TfrError, IndexError):  # it is told by whoever shows it
                    continue
            if session.dataset is not dataset:  # the numbers were those of other records
                return False
            try:
                return draw_picture(payloads, picture_path(what))
            except OSError as error:
                log.info("no picture for the start page: %s", error)
                return False

        def done(drawn: bool) -> None:
            if drawn:
                self._window.settings.recent_changed.emit()  # to all windows

        self._window.tasks.submit("recent picture", work, done)
