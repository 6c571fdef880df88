"""The pictures of the tiles on the map: small ones read in the background, large ones shared.

Small ones are read in threads, a tenth of a second of work at a time: between two turns what is
wanted may have changed, and while any view waits for a thumbnail none is begun.
"""

import dataclasses
import logging
import os
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from tfrviewer.errors import CrcError, Finding, FindingKind, Severity, TfrError
from tfrviewer.gui.location_map import mosaic_cache
from tfrviewer.gui.location_map.drawing import Pictures
from tfrviewer.gui.location_map.sharp_pictures import READ_FROM, SharpPictures
from tfrviewer.gui.location_map.slide import BoolArray, IntArray, Slide
from tfrviewer.gui.tasks import Pool
from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.drawing.mosaic import LEVELS, Mosaic
from tfrviewer.tiles.drawing.mosaic_sheet import Picture
from tfrviewer.tiles.drawing.raster import RasterView, tiles_in_view
from tfrviewer.tiles.image.squares import decode_square

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.gui.thumbnails import ThumbnailLoader

log = logging.getLogger(__name__)

LARGE_FROM = 80
"""Device pixels: larger tiles are seen in pictures of their own."""

_CLIENT = "locationMap"
_LANES = min(max((os.cpu_count() or 1) - 1, 1), 2)  # one processor is left to the window
_TURN = 0.08  # seconds of work
_BATCH = 32
_FRAME_MS = (100, 1000)  # from drawing to drawing while pictures come in, at first and later
_MOST_LARGE = 2000

_MAKE = ("map", "mosaic")
_SAVE = ("map", "mosaic", "save")


@dataclasses.dataclass(frozen=True, slots=True)
class _Source:
    """Where the pictures of a slide are read.

    Attributes:
        dataset: What has the file.
        file: Its number there.
        records: Numbers of the tiles' records in it, int64 (n,).
        part: How much of a picture's width is taken, from its middle.
    """

    dataset: "Dataset"
    file: int
    records: IntArray
    part: float


@dataclasses.dataclass(frozen=True, slots=True)
class _Read:
    """What one turn of reading brought."""

    count: int
    findings: list[tuple[int, Finding]]


class _Plan:
    """What is to be read for one view; made by the first thread that asks."""

    def __init__(self, mosaic: Mosaic, view: RasterView, visible: BoolArray, least: int) -> None:
        self.mosaic = mosaic
        self._view, self._visible, self._least = view, visible, least
        self._lock = threading.Lock()
        self._tiles: IntArray | None = None
        self._at = 0
        self.px = LEVELS[0]
        self.is_done = False
        self.dropped = False

    def take(self, count: int) -> IntArray:
        """Return the next tiles to read; none when all are taken or another view is wanted."""
        with self._lock:
            if self.dropped:
                return np.zeros(0, np.int64)
            if self._tiles is None:
                self._tiles, px = self.mosaic.missing(self._view, self._visible)
                self.px = max(px, self._least, LEVELS[0])
                if len(self._tiles) and px > 1:
                    tiles = self.mosaic.tiles
                    sides = tiles.side_x, tiles.side_y
                    self.mosaic.keep(tiles_in_view(tiles.u, tiles.v, *sides, self._view), self.px)
            taken = self._tiles[self._at : self._at + count]
            self._at += len(taken)
            self.is_done = self._at >= len(self._tiles)
            return taken


class MapPictures(QObject):
    """Reads the pictures of the tiles that are seen on the map, and keeps them.

    Signals:
        changed: There are further pictures; not more often than they can be drawn.
        settled: All pictures of what is seen are there.
    """

    changed = Signal()
    settled = Signal()

    def __init__(
        self,
        session: "Session",
        tasks: "TaskRunner",
        thumbnails: "ThumbnailLoader | None",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._thumbnails = thumbnails
        self._slide: Slide | None = None
        self._plan: _Plan | None = None
        self._wanted: tuple[RasterView, BoolArray] | None = None
        self._large: frozenset[int] = frozenset()  # row numbers of tiles seen large
        self._running: set[int] = set()  # lanes
        self._unsaved = 0
        self._part = 1.0
        self._path = Path()
        self._dataset: Dataset | None = None
        self._records: IntArray = np.zeros(0, np.int64)
        self.mosaic: Mosaic | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FRAME_MS[0])
        self._timer.timeout.connect(self._tell_changed)
        if thumbnails is not None:
            thumbnails.arrived_many.connect(self._take_large)
            thumbnails.settled.connect(self._go_on)

    def is_settled(self) -> bool:
        """Whether all pictures of what is seen are there."""
        if self._wanted is None:
            return True
        making = self.mosaic is None
        reading = self._plan is not None and not (self._plan.is_done and not self._running)
        large = bool(self._large) and not (
            self._thumbnails is None or self._thumbnails.is_settled()
        )
        return not (making or reading or large or self._timer.isActive())

    # ---------------------------------------------------------------- what is wanted

    def show(self, slide: Slide, overlap: float = 1.0) -> None:
        """Begin with the tiles of another slide.

        Args:
            slide: The slide.
            overlap: How many times as wide as its place on the map a tile is: of its picture
                the middle is shown.
        """
        wanted = self._wanted if slide is self._slide else None
        self.drop()
        self._slide, self._part = slide, min(1 / overlap, 1.0)
        self._wanted = wanted
        if self._thumbnails is None:
            return
        part = self._part
        numbers = slide.of_tiles(self._session.record)
        path = self._path = self._session.paths[slide.located.file]
        self._dataset = self._session.dataset
        self._records = numbers

        def make(cancel: CancelToken) -> Mosaic:
            mosaic = Mosaic(slide.tiles)
            cancel.check()
            kept = mosaic_cache.path_of(path, numbers, part)
            if kept is not None:
                mosaic_cache.load(kept, mosaic)
            return mosaic

        self._tasks.submit(
            _MAKE, make, self._take_mosaic, failed=lambda _: self._give_up(), pool=Pool.LONG
        )

    @property
    def part(self) -> float:
        """How much of the width of a tile's picture is shown, from its middle."""
        return self._part

    def drop(self) -> None:
        """Forget the slide and its pictures."""
        self.stop()
        self._tasks.cancel(_MAKE)
        self._save()
        self._slide = self.mosaic = self._dataset = None

    def _give_up(self) -> None:
        """Show squares: there is no room for pictures."""
        self.drop()
        self.settled.emit()

    def stop(self) -> None:
        """Want nothing any more: the map is not seen, or shows squares."""
        self._wanted = None
        self._drop_plan()
        self._timer.stop()
        if self._large:
            self._want_large(frozenset(), 0, [])

    def want(self, view: RasterView) -> None:
        """Have the pictures read that a view shows."""
        slide = self._slide
        if slide is None or self._thumbnails is None:
            return
        wanted = view, slide.visible
        before = self._wanted
        if before is not None and before[0] == view and before[1] is slide.visible:
            return
        self._wanted = wanted
        self._begin()

    def large_of(self, view: RasterView) -> Pictures | None:
        """Return what gives the pictures there are of a view where tiles are seen large."""
        slide, thumbnails = self._slide, self._thumbnails
        if slide is None or thumbnails is None or self._size(view) < LARGE_FROM:
            return None
        found = []
        px = round(self._size(view) / self._part)
        for tile in self._in(view, slide).tolist():
            picture = thumbnails.find(int(slide.located.numbers[tile]), px)
            if picture is not None:
                found.append((tile, picture))
        return lambda which, _: ((tile, picture) for tile, picture in found if which[tile])

    def sharp_of(self, view: RasterView) -> Pictures | None:
        """Return what reads the pictures of a view; None where the small ones are sharp."""
        slide, dataset = self._slide, self._dataset
        if slide is None or dataset is None or self._size(view) < READ_FROM:
            return None
        tiles = slide.tiles
        seen = tiles_in_view(tiles.u, tiles.v, tiles.side_x, tiles.side_y, view)
        px = max(round(self._size(view) / self._part), 1)
        return SharpPictures(dataset, slide.located.file, seen, self._records[seen], px).read

    def _size(self, view: RasterView) -> float:
        assert self._slide is not None
        return max(self._slide.tiles.side_x, self._slide.tiles.side_y) * view.scale

    def _in(self, view: RasterView, slide: Slide) -> IntArray:
        """Return the tiles in a view, in order; for few."""
        right, bottom = view.left + view.width / view.scale, view.top + view.height / view.scale
        found = np.sort(slide.tiles.near(view.left, view.top, right, bottom))
        return found[slide.visible[found]][:_MOST_LARGE]

    # ---------------------------------------------------------------- small ones

    def _take_mosaic(self, mosaic: Mosaic) -> None:
        self.mosaic = mosaic
        self._unsaved = 0
        self.changed.emit()
        self._begin()

    def _begin(self) -> None:
        """Read for what is wanted now; what was wanted before is dropped."""
        if self.mosaic is None or self._wanted is None or self._slide is None:
            return
        view, visible = self._wanted
        self._drop_plan()
        self._timer.setInterval(_FRAME_MS[0])
        size = self._size(view)
        if size >= LARGE_FROM:
            tiles = self._in(view, self._slide)
            u, v = self._slide.tiles.u[tiles], self._slide.tiles.v[tiles]
            middle_u = view.left + view.width / view.scale / 2
            middle_v = view.top + view.height / view.scale / 2
            nearest = np.argsort(np.hypot(u - middle_u, v - middle_v), kind="stable")
            numbers = self._slide.located.numbers[tiles[nearest]].tolist()
            self._want_large(frozenset(numbers), round(size / self._part), numbers)
            self._tell()
            return
        if self._large:
            self._want_large(frozenset(), 0, [])
        least = mosaic_cache.kept_level(len(self.mosaic))
        self._plan = _Plan(self.mosaic, view, visible, least)
        self._go_on()

    def _drop_plan(self) -> None:
        if self._plan is not None:
            self._plan.dropped = True
            self._plan = None

    def _go_on(self) -> None:
        """Begin another turn of reading, if there is something to read and nobody waits."""
        thumbnails, plan = self._thumbnails, self._plan
        if (
            plan is not None
            and not plan.is_done
            and (thumbnails is None or thumbnails.is_settled())
        ):
            for lane in range(_LANES):
                if lane not in self._running:
                    self._turn(lane, plan)
        self._tell()

    def _turn(self, lane: int, plan: _Plan) -> None:
        slide, dataset = self._slide, self._dataset
        if slide is None or dataset is None:
            return
        self._running.add(lane)

        def done(read: _Read) -> None:
            self._running.discard(lane)
            if slide is self._slide:
                for tile, finding in read.findings:
                    self._session.add_finding(int(slide.located.numbers[tile]), finding)
                self._unsaved += read.count
                if read.count and not self._timer.isActive() and self._wanted is not None:
                    self._timer.start()
            self._go_on()

        def failed(_: BaseException) -> None:
            self._running.discard(lane)
            plan.is_done = True
            self._tell()

        # Of the dataset as it was: the session may have another one before this has ended.
        source = _Source(dataset, slide.located.file, self._records, self._part)
        work = partial(_read_turn, source, plan)
        key = ("map", "pictures", lane)
        self._tasks.submit(key, work, done, failed=failed, pool=Pool.LONG)

    def _tell_changed(self) -> None:
        """Have what came in drawn, ever less often: of many the first tell the most."""
        self._timer.setInterval(min(round(self._timer.interval() * 1.4), _FRAME_MS[1]))
        self.changed.emit()
        self._tell()

    def _tell(self) -> None:
        if self.is_settled():
            self._save()
            self.settled.emit()

    def _save(self) -> None:
        """Keep what was read, once it is worth it."""
        mosaic, slide = self.mosaic, self._slide
        if mosaic is None or slide is None or self._unsaved < max(len(mosaic) // 20, 1):
            return
        self._unsaved = 0
        # As they were when the slide was shown: the session may have another dataset by now.
        path, numbers, part = self._path, self._records, self._part

        def work(cancel: CancelToken) -> bool:
            kept = mosaic_cache.path_of(path, numbers, part)
            return kept is not None and mosaic_cache.save(kept, mosaic)

        self._tasks.submit((*_SAVE, str(path)), work, lambda _: None, pool=Pool.LONG)

    # ---------------------------------------------------------------- large ones

    def _want_large(self, numbers: frozenset[int], px: int, order: list[int]) -> None:
        self._large = numbers
        if self._thumbnails is not None:
            self._thumbnails.want(order, max(px, 1), client=_CLIENT)

    def _take_large(self, numbers: frozenset[int]) -> None:
        if not self._large.isdisjoint(numbers) and not self._timer.isActive():
            self._timer.start()


def _read_turn(source: _Source, plan: _Plan, cancel: CancelToken) -> _Read:
    """Read and decode for a moment; called in a thread."""
    end = time.perf_counter() + _TURN
    count, findings = 0, []
    while time.perf_counter() < end and not cancel.cancelled:
        tiles = plan.take(_BATCH)
        if not len(tiles):
            break
        good, pictures = [], []
        for tile in tiles.tolist():
            picture, finding = _read(source, int(source.records[tile]), plan.px)
            if picture is not None:
                good.append(tile)
                pictures.append(picture)
            if finding is not None:
                findings.append((tile, finding))
        if good:
            plan.mosaic.put(np.array(good, np.int64), np.stack(pictures))
        plan.mosaic.put_broken(np.setdiff1d(tiles, good))
        count += len(tiles)
    return _Read(count, findings)


def _read(source: _Source, record: int, px: int) -> tuple[Picture | None, Finding | None]:
    """Read the picture of one record; called in a thread, so it never raises."""
    finding: Finding | None = None
    path = ""
    try:
        tfrecord = source.dataset.open(source.file)
        path = str(tfrecord.path)
        try:
            data = tfrecord.image(record, check_crc=True)
        except CrcError as error:  # a wrong checksum may hide a sound picture
            finding = error.finding
            data = tfrecord.image(record, check_crc=False)
        return decode_square(data, px, part=source.part), finding
    except TfrError as error:
        return None, dataclasses.replace(error.finding, file=path, record=record)
    except Exception as error:
        log.debug("record %d has no picture", record, exc_info=error)
        return None, Finding(
            kind=FindingKind.UNREADABLE_FILE,
            severity=Severity.ERROR,
            file=path,
            record=record,
            message=f"The record cannot be read: {error}.",
            remedy="Reload the dataset, in case the file has moved or changed.",
        )
