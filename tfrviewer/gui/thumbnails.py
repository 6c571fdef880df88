"""Pictures of tiles in the size they are shown, decoded in the background and kept while useful."""

import dataclasses
import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from tfrviewer.errors import CrcError, Finding, FindingKind, Severity, TfrError
from tfrviewer.gui.picture_cache import (
    BUCKETS,
    SLACK,
    PictureCache,
    bucket_bytes,
    bucket_for,
    longest_side,
)
from tfrviewer.gui.thumbnail_queue import Request, RequestQueue
from tfrviewer.tiles.image.thumbnails import decode_thumbnail_rgbx

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

log = logging.getLogger(__name__)

DEFAULT_BUDGET: Final = 128 * 1024 * 1024
_FRAME_MS: Final = 16


@dataclasses.dataclass(frozen=True, slots=True)
class _Arrival:
    request: Request
    image: QImage | None
    finding: Finding | None


@dataclasses.dataclass(frozen=True, slots=True)
class _View:
    """What a view sees now, of which there is to be a picture in the very size it is shown in."""

    numbers: tuple[int, ...]
    px: int


class _Decoders:
    """The threads that decode; they take one wish after the other, so none waits for a turn."""

    def __init__(
        self, session: "Session", queue: RequestQueue, threads: int, ready: Callable[[], None]
    ) -> None:
        self._session = session
        self._queue = queue
        self._threads = threads
        self._ready = ready
        self._lock = threading.Lock()
        self._running = 0
        self._arrivals: list[_Arrival] = []
        self._executor: ThreadPoolExecutor | None = None
        self._closed = False

    def wake(self) -> None:
        """Start as many threads as there is work for."""
        with self._lock:
            if self._closed:
                return
            if self._executor is None:
                self._executor = ThreadPoolExecutor(self._threads, "tfrviewer-thumbnails")
            # Those that run may be held up by a slow disk: more are started even so.
            for _ in range(min(self._threads - self._running, len(self._queue))):
                self._running += 1
                self._executor.submit(self._work)

    def collect(self) -> list[_Arrival]:
        """Return what was decoded since the last call."""
        with self._lock:
            arrivals, self._arrivals = self._arrivals, []
        return arrivals

    def close(self) -> None:
        """Wait for the pictures under way, at most one a thread, and end the threads."""
        with self._lock:
            self._closed = True
            executor, self._executor = self._executor, None
        self._queue.clear()
        if executor is not None:
            executor.shutdown(wait=True, cancel_futures=True)

    def _work(self) -> None:
        while True:
            with self._lock:
                request = None if self._closed else self._queue.take()
                if request is None:
                    self._running -= 1
                    return
            arrival = _decode(self._session, request)
            with self._lock:
                first = not self._arrivals
                self._arrivals.append(arrival)
                closed = self._closed
            if first and not closed:
                self._ready()


class ThumbnailLoader(QObject):
    """Decodes the pictures that views show and keeps them within a budget of bytes.

    One loader is shared by all views. Each view says what it shows now (`want`); what it wanted
    before and no longer does is dropped from the queue. Painting looks a picture up (`find`) and
    draws a placeholder where there is none.

    Signals:
        arrived_many: A batch of pictures arrived or proved broken; the set of their numbers.
        arrived: The same, once for each number of the batch.
        settled: Everything that views see now has arrived.
    """

    arrived_many = Signal(object)
    arrived = Signal(int)
    settled = Signal()
    _ready = Signal()

    def __init__(
        self,
        session: "Session",
        parent: QObject | None = None,
        *,
        budget: int = DEFAULT_BUDGET,
        threads: int = 2,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("thumbnailLoader")
        self._session = session
        self._generation = 0
        self._busy = False
        self._closed = False
        self._broken: dict[int, str] = {}
        self._cache = PictureCache(budget)
        self._exact: dict[str, _View] = {}
        self._refined = True
        self._queue = RequestQueue()
        self._decoders = decoders = _Decoders(session, self._queue, threads, self._ready.emit)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._deliver)
        self._since_delivery = QElapsedTimer()
        self._since_delivery.start()
        self._ready.connect(self._schedule)
        session.dataset_changed.connect(self._forget)
        self.destroyed.connect(lambda: decoders.close())

    @property
    def budget(self) -> int:
        """How many bytes of pictures are kept at most."""
        return self._cache.budget

    @budget.setter
    def budget(self, size: int) -> None:
        self._cache.budget = size
        self._cache.shrink()

    @property
    def used(self) -> int:
        """How many bytes of pictures are kept."""
        return self._cache.used

    def find(self, number: int, px: int) -> QImage | None:
        """Return the best picture in memory for a longest side of `px` device pixels."""
        return self._cache.find(number, px)[0]

    def get(self, number: int, px: int) -> QImage | None:
        """Return the best picture in memory; if a better one can be had, have it decoded."""
        image, good = self._cache.find(number, px)
        if not good and number >= 0 and number not in self._broken and not self._closed:
            self._queue.ask(Request(self._generation, number, bucket_for(px)))
            self._start()
        return image

    def want(
        self,
        numbers: Sequence[int],
        px: int,
        *,
        ahead: Iterable[int] = (),
        client: str = "",
        exact: bool = False,
    ) -> None:
        """Say what a view shows now; what it wanted before is dropped.

        Args:
            numbers: The records seen, most urgent first.
            px: Longest side in device pixels.
            ahead: Records that may be seen soon; decoded when nothing is wanted by anybody.
            client: Name of the view.
            exact: Once all is there, what is larger is brought to exactly `px`, so that the view
                need not scale it: that is sharper, and quicker to paint.
        """
        if self._closed:
            return
        self._exact.pop(client, None)
        size = bucket_for(px)
        # More than half of the budget would push out its own pictures while they are shown.
        while size > BUCKETS[0] and len(numbers) * bucket_bytes(size) > self.budget // 2:
            size //= 2
        px = min(px, size)
        seen = len(numbers) * (bucket_bytes(size) + 4 * px * px)
        if exact and seen <= self.budget * 3 // 4:
            self._exact[client] = _View(tuple(numbers), px)
        self._refined = False
        room = self.budget // 4 // bucket_bytes(size)
        self._queue.replace(
            client,
            self._missing(numbers, px),
            self._missing([number for number, _ in zip(ahead, range(room), strict=False)], px),
        )
        self._start()

    def broken(self, number: int) -> str | None:
        """Return why a tile has no picture, or None while nothing is known against it."""
        return self._broken.get(number)

    def is_settled(self) -> bool:
        """Whether everything that views want to see has arrived."""
        return self._closed or not self._queue.is_awaited(self._generation)

    def shutdown(self) -> None:
        """End the threads once the pictures under way are done; nothing arrives after."""
        self._closed = True
        self._decoders.close()
        self._timer.stop()

    def _missing(self, numbers: Sequence[int], px: int) -> list[Request]:
        bucket = bucket_for(px)
        return [
            Request(self._generation, number, bucket)
            for number in numbers
            if number not in self._broken and not self._cache.find(number, px)[1]
        ]

    def _start(self) -> None:
        self._refine()
        self._decoders.wake()
        self._tell_if_settled()

    def _refine(self) -> None:
        """Once every picture is there, have those that are seen brought to their exact size."""
        if self._refined or self._closed or self._queue.is_awaited(self._generation):
            return
        self._refined = True
        for client, view in self._exact.items():
            finer = []
            for number in view.numbers:
                image, _ = self._cache.find(number, view.px)
                if image is not None and longest_side(image) > view.px:
                    finer.append(Request(self._generation, number, view.px, image))
            self._queue.add(client, finer)

    def _tell_if_settled(self) -> None:
        settled = self.is_settled()
        if settled and self._busy:
            self._busy = False
            self.settled.emit()
        else:
            self._busy = not settled

    @Slot()
    def _schedule(self) -> None:
        """Deliver at most once a frame: painting each picture by itself would cost more."""
        if self._closed:
            return
        wait = _FRAME_MS - self._since_delivery.elapsed()
        if wait <= 0:
            self._deliver()
        elif not self._timer.isActive():
            self._timer.start(int(wait))

    @Slot()
    def _deliver(self) -> None:
        arrivals = self._decoders.collect()
        numbers = set()
        findings = []
        for arrival in arrivals:
            request, image = arrival.request, arrival.image
            if request.generation != self._generation:
                continue
            numbers.add(request.number)
            if request.source is not None and image is not None:
                self._cache.put_fitted(request.number, image)
            elif image is not None:
                self._cache.put(request.number, request.bucket, image)
                self._refined = False
            elif arrival.finding is not None:
                self._broken[request.number] = arrival.finding.message
            if arrival.finding is not None:
                findings.append((request.number, arrival.finding))
        # Only now: between the two a view would ask again for what has just arrived.
        self._queue.done(arrival.request for arrival in arrivals)
        for number, finding in findings:
            if number < self._session.n_records:
                self._session.add_finding(number, finding)
        if numbers:
            self.arrived_many.emit(frozenset(numbers))
            for number in numbers:
                self.arrived.emit(number)
        self._since_delivery.restart()
        self._start()

    @Slot()
    def _forget(self) -> None:
        """Another dataset: its numbers mean other records."""
        self._generation += 1
        self._queue.clear()
        self._cache.clear()
        self._exact.clear()
        self._broken.clear()
        self._tell_if_settled()


def _decode(session: "Session", request: Request) -> _Arrival:
    """Read and decode one picture; called in a thread, so it never raises."""
    if request.source is not None:
        return _Arrival(request, _fit(request.source, request.bucket), None)
    finding: Finding | None = None
    path, record = "", request.number
    try:
        tfrecord, record = session.read_record(request.number)
        path = str(tfrecord.path)
        try:
            data = tfrecord.image(record, check_crc=True)
        except CrcError as error:
            # A wrong checksum may hide a sound picture: it is shown, and marked.
            finding = error.finding
            data = tfrecord.image(record, check_crc=False)
        finding = finding or session.flags.mismatch_of(request.number, data)
        pixels = decode_thumbnail_rgbx(data, request.bucket, slack=SLACK)
    except TfrError as error:
        if finding is None or finding.kind is not FindingKind.PAYLOAD_CRC:  # which tells why
            finding = dataclasses.replace(error.finding, file=path, record=record)
        return _Arrival(request, None, finding)
    except Exception as error:
        log.debug("record %d has no picture", request.number, exc_info=error)
        finding = Finding(
            kind=FindingKind.UNREADABLE_FILE,
            severity=Severity.ERROR,
            file=path,
            record=record,
            message=f"The record cannot be read: {error}.",
            remedy="Reload the dataset, in case the file has moved or changed.",
        )
        return _Arrival(request, None, finding)
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBX8888)
    # The conversion copies, so the picture outlives the array, and is what painting is quick with.
    return _Arrival(request, image.convertToFormat(QImage.Format.Format_RGB32), finding)


def _fit(image: QImage, px: int) -> QImage:
    """Return a picture shrunk to a longest side of `px`, every pixel of it averaged in."""
    return image.scaled(
        px, px, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
