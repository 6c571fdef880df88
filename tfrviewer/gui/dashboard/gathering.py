"""The figures of all slides, gathered in the background while somebody looks at them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
from PySide6.QtCore import QObject, QTimer, Signal

from tfrviewer.checks.slides import Distributions, SlideFile, distributions, slide_figures
from tfrviewer.gui.tasks import Pool

if TYPE_CHECKING:
    from tfrviewer.gui.grid_fits import Fits
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.gui.verified import Verified
    from tfrviewer.jobs import CancelToken

_KEY = ("dashboard", "figures")
_WAIT_MS = 150  # findings, columns and files come in bursts
BINS = 24


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """What is known of the slides at one moment.

    Attributes:
        figures: A row a file, as `slide_figures` gives them.
        column: The column that is drawn for each slide; "" for none.
        drawn: How it is distributed; None without a column.
    """

    figures: pl.DataFrame
    column: str = ""
    drawn: Distributions | None = None


class Gathering(QObject):
    """Gathers the figures anew when what they are made of changed, while it is switched on.

    Attributes:
        gathered: What is known; None before anything is.
        column: The column to draw for each slide; "" for none.

    Signals:
        changed: Other figures.
        settled: Nothing is on its way any more.
    """

    changed = Signal()
    settled = Signal()

    def __init__(
        self,
        session: "Session",
        tasks: "TaskRunner",
        fits: "Fits",
        verified: "Verified",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._fits, self._verified = session, tasks, fits, verified
        self.gathered: Gathered | None = None
        self.column = ""
        self._on = False
        self._stale = True
        self._running = False
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._begin)
        session.dataset_changed.connect(self._forget)
        for signal in (
            session.records_changed,
            session.findings_changed,
            session.loading_changed,
            verified.changed,
        ):
            signal.connect(self.renew)

    def is_settled(self) -> bool:
        """Whether nothing is on its way."""
        return not self._running and not (self._on and self._stale and self._can_begin())

    def switch(self, *, on: bool) -> None:
        """Keep up with the session, or rest."""
        self._on = on
        if on and self._stale:
            self._begin()

    def draw(self, column: str) -> None:
        """Draw another column for each slide."""
        if column != self.column:
            self.column = column
            self._stale = True
            self._begin()

    def renew(self) -> None:
        """Gather anew, soon: what the figures are made of changed."""
        self._stale = True
        if self._on and not self._timer.isActive():
            self._timer.start()

    def _forget(self) -> None:
        self._tasks.cancel(_KEY)
        self._running = False
        self.gathered = None
        self._stale = True
        self._fits.forget()
        self.changed.emit()
        self.renew()

    def _can_begin(self) -> bool:
        session = self._session
        return session.dataset is not None and not session.loading and bool(session.files)

    def _begin(self) -> None:
        if not self._on or self._running or not self._stale or not self._can_begin():
            return
        self._timer.stop()
        self._running, self._stale = True, False
        session, column = self._session, self.column
        self._fits.refresh()
        places = self._fits.places()
        frame, findings = session.frame, list(session.findings)
        # A blinded session calls its files otherwise, and its findings name them so.
        shown = session.shown_paths
        verified = {
            called
            for called, path in zip(shown, session.paths, strict=True)
            if path in self._verified.files
        }
        files = [
            SlideFile(
                path=called,
                name=file.name,
                tiles=file.count,
                bytes=file.size,
                index=file.index_state,
            )
            for file, called in zip(session.files, shown, strict=False)
        ]

        def work(cancel: "CancelToken") -> Gathered:
            figures = slide_figures(
                frame, files, findings, fit=places.fit, verified=verified, cancel=cancel
            )
            cancel.check()
            if column not in frame.columns:
                return Gathered(figures)
            tiles = [file.tiles for file in files]
            return Gathered(figures, column, distributions(frame[column], tiles, bins=BINS))

        self._tasks.submit(_KEY, work, self._take, failed=self._fail, pool=Pool.LONG)

    def _take(self, gathered: Gathered) -> None:
        self._running = False
        self.gathered = gathered
        self.changed.emit()
        self._go_on()

    def _fail(self, _: BaseException) -> None:
        self._running = False
        self._go_on()

    def _go_on(self) -> None:
        if self._stale:
            self.renew()
        if self.is_settled():
            self.settled.emit()
