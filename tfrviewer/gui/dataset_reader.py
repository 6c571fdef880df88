"""Opening a dataset and reading all of it in the background, one dataset at a time."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl
from PySide6.QtCore import QObject, QTimer, Signal

from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.loading import (
    Batch,
    FileInfo,
    Joined,
    Opened,
    load_dataset,
    read_columns,
    read_dataset,
)
from tfrviewer.gui.mask import Mask, in_drawn_order
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.jobs import CancelToken
from tfrviewer.review.blinding import Blinding

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset

log = logging.getLogger(__name__)

_MOST_REST = 0.25  # seconds that reading rests while the window shows what it was handed


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a dataset comes from: what makes it, what that is called, and what was asked for."""

    make: Callable[[], "Dataset"]
    title: str
    what: ToOpen | None

    def as_opened(self, dataset: "Dataset") -> "_Source":
        """Return where to get the same dataset from again."""
        if self.what is None:
            return self
        what = self.what.as_opened(dataset)
        return _Source(what.dataset, self.title, what)


class DatasetReader(QObject):
    """Reads the index columns of a dataset file by file, then its other columns.

    The dataset that is open stays so until the files of the next one are found.

    Attributes:
        loading: Records of the open dataset are still to come.
        reading: Columns of the open dataset are still to come.
        seed: What hides the names of the dataset opened next, and draws its order; None for none.
        drawn: The place of each record in the order drawn by lot, once all of them are loaded;
            None unless the review is blinded.

    Signals:
        opened: The files of a dataset are known; `Opened`.
        loaded: Further files were loaded; `Batch`.
        joined: Further columns were read; `Joined`.
        changed: `loading` or `reading` changed.
        failed: A dataset could not be opened or read to its end; the exception.
    """

    opened = Signal(object)
    loaded = Signal(object)
    joined = Signal(object)
    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        tasks: TaskRunner,
        jobs: Jobs,
        frame: Callable[[], pl.DataFrame],
        parent: QObject | None = None,
    ) -> None:
        """Make a reader.

        Args:
            tasks: Runs the reading.
            jobs: Shows it.
            frame: Returns all batches so far as one frame.
            parent: Owner.
        """
        super().__init__(parent)
        self.loading = False
        self.reading = False
        self.seed: int | None = None
        self.drawn: pl.Series | None = None
        self._mask: Mask | None = None
        self._tasks = tasks
        self._jobs = jobs
        self._frame = frame
        self._job = 0
        self._dataset: Dataset | None = None
        self._count = 0
        self._files: list[FileInfo] = []
        self._asked: _Source | None = None
        self._source: _Source | None = None
        self._is_opening = False

    def is_running(self) -> bool:
        """Whether anything is still to come."""
        return self.loading or self.reading or self._tasks.is_running("load")

    @property
    def what(self) -> ToOpen | None:
        """What the open dataset was opened from, if it was not made otherwise."""
        return None if self._source is None else self._source.what

    def open(self, what: ToOpen) -> None:
        """Open a dataset."""
        self._open(_Source(what.dataset, self.tr("Reading {0}").format(what.name), what))

    def open_with(self, make: Callable[[], "Dataset"], title: str) -> None:
        """Open the dataset that `make` returns; it is called in a thread, also to reload it."""
        self._open(_Source(make, title, None))

    def _open(self, source: _Source) -> None:
        self._cancel()
        self._asked = source
        blinding = None if self.seed is None else Blinding(self.seed)
        title = source.title if blinding is None else self.tr("Reading the records")
        self._is_opening = True
        self._job = self._jobs.open(title, self.stop).id
        free = threading.Event()
        free.set()

        def make() -> "Dataset":
            dataset = source.make()
            return dataset if blinding is None else in_drawn_order(dataset, blinding)

        def work(cancel: CancelToken, each: Callable[[Opened | Batch], None]) -> pl.Series | None:
            mask: Mask | None = None
            count = 0

            def hand_over(news: Opened | Batch) -> None:
                nonlocal mask, count
                if isinstance(news, Batch):
                    count += len(news.records)
                    news = news if mask is None else mask.batch(news)
                elif blinding is not None:
                    mask = Mask(blinding, news.dataset)
                    news = replace(news, mask=mask)
                free.clear()
                each(news)
                # Both would take turns at the interpreter, and the window's turn last thrice as
                # long; a window that is gone never says that it is done.
                free.wait(_MOST_REST)

            load_dataset(make, cancel, hand_over, is_free=free.is_set)
            return None if mask is None else mask.order(count)

        def take(news: Opened | Batch) -> None:
            self._take(news)
            QTimer.singleShot(0, free.set)  # after the painting that this asks for

        self._tasks.stream("load", work, take, self._end_loading, failed=self._fail)

    def reload(self) -> None:
        """Open the same dataset again."""
        if self._source is not None:
            self._open(self._source)

    def close(self) -> None:
        """Forget the dataset."""
        self._cancel()
        self._source = self._dataset = self._mask = self.drawn = None
        self.loading = self.reading = False

    def stop(self) -> None:
        """Read no more; what is there stays."""
        self._cancel()
        self.loading = self.reading = False
        self.changed.emit()

    def _cancel(self) -> None:
        for key in ("load", "columns"):
            self._tasks.cancel(key)
        self._is_opening = False
        self._jobs.close(self._job)

    def _take(self, news: Opened | Batch) -> None:
        if isinstance(news, Opened):
            self._is_opening = False
            self._source = None if self._asked is None else self._asked.as_opened(news.dataset)
            self._dataset, self._count = news.dataset, len(news.paths)
            self._mask, self.drawn = news.mask, None
            self._files = []
            self.loading = self.reading = True
            self.opened.emit(news)
        else:
            self._files += news.files
            self._jobs.report(self._job, len(self._files), self._count, news.files[-1].name)
            self.loaded.emit(news)

    def _end_loading(self, drawn: pl.Series | None) -> None:
        self._jobs.close(self._job)
        self.loading, self.drawn = False, drawn
        self.changed.emit()
        self._read_columns()

    def _fail(self, error: BaseException) -> None:
        was_opening = self._is_opening
        self._cancel()
        self.failed.emit(error)
        if was_opening and self.loading:
            self.reload()  # the dataset that is still there had not been read to its end
        elif was_opening and self.reading:
            self._read_columns()
        else:
            self.stop()

    def _read_columns(self) -> None:
        dataset, frame, files, mask = self._dataset, self._frame(), self._files, self._mask
        if dataset is None or not frame.height:
            self._end_reading(None)
            return
        self._job = self._jobs.open(self.tr("Reading fields"), self.stop).id

        def work(cancel: CancelToken, each: Callable[[Joined], None]) -> None:
            def hand_over(joined: Joined) -> None:
                each(joined if mask is None else mask.joined(joined))

            read = read_dataset(dataset, frame.height, cancel)
            read_columns(frame, files, read, hand_over, annotations=dataset.annotations)

        def take(joined: Joined) -> None:
            self._jobs.report(self._job, joined.done, len(files), "")
            self.joined.emit(joined)

        def fail(error: BaseException) -> None:
            log.error("the columns could not be read", exc_info=error)
            self._end_reading(None)

        self._tasks.stream("columns", work, take, self._end_reading, failed=fail)

    def _end_reading(self, _: None) -> None:
        self._jobs.close(self._job)
        self.reading = False
        self.changed.emit()
