"""What slides are sorted by: a figure of each, found in the background."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from PySide6.QtCore import QCoreApplication, QObject, Signal

from tfrviewer.dataset.table.by_file import FloatArray, counts_by_file, middles_by_file, order_by
from tfrviewer.gui.figures import counted, decimal, number, size_text
from tfrviewer.gui.natural_order import natural_key
from tfrviewer.gui.tasks import Pool

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfrviewer.gui.grid_fits import Fits
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

_KEY = ("map", "figures")


class Kind(StrEnum):
    """What a figure is of."""

    NAME = "name"
    TILES = "tiles"
    SHOWN = "shown"
    SELECTED = "selected"
    DAMAGED = "damaged"
    SIZE = "size"
    HOLES = "holes"
    OFF_GRID = "off-grid"
    DUPLICATES = "duplicates"
    MEAN = "mean"
    MEDIAN = "median"


_MIDDLES = frozenset({Kind.MEAN, Kind.MEDIAN})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a slide.

    Attributes:
        kind: What it is of.
        column: The column whose mean or median it is; "" for others.
    """

    kind: Kind
    column: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("AllSlides", text)


def figure_text(figure: Figure) -> str:
    """Return what a figure is called."""
    match figure.kind:
        case Kind.NAME:
            return _tr("Name")
        case Kind.TILES:
            return _tr("Tiles")
        case Kind.SHOWN:
            return _tr("Tiles shown")
        case Kind.SELECTED:
            return _tr("Tiles selected")
        case Kind.DAMAGED:
            return _tr("Damaged records")
        case Kind.SIZE:
            return _tr("Size of the file")
        case Kind.HOLES:
            return _tr("Holes")
        case Kind.OFF_GRID:
            return _tr("Tiles off the grid")
        case Kind.DUPLICATES:
            return _tr("Duplicate locations")
        case Kind.MEAN:
            return _tr("Mean of {0}").format(figure.column)
    return _tr("Median of {0}").format(figure.column)


def value_text(figure: Figure, value: float) -> str:
    """Return the value of a figure as it is written below a map."""
    if np.isnan(value):
        return _tr("no figure")
    count = int(value) if figure.kind not in _MIDDLES else 0
    match figure.kind:
        case Kind.NAME | Kind.TILES:
            return counted(count, _tr("1 tile"), _tr("{0} tiles"))
        case Kind.SHOWN:
            return _tr("{0} shown").format(number(count))
        case Kind.SELECTED:
            return _tr("{0} selected").format(number(count))
        case Kind.DAMAGED:
            return _tr("{0} damaged").format(number(count))
        case Kind.SIZE:
            return size_text(count)
        case Kind.HOLES:
            return counted(count, _tr("1 hole"), _tr("{0} holes"))
        case Kind.OFF_GRID:
            return _tr("{0} off the grid").format(number(count))
        case Kind.DUPLICATES:
            return counted(count, _tr("1 duplicate"), _tr("{0} duplicates"))
        case Kind.MEAN:
            return _tr("mean {0}").format(decimal(value, 4))
    return _tr("median {0}").format(decimal(value, 4))


def figures_of(frame: pl.DataFrame) -> list[Figure]:
    """Return the figures that there are of slides with these columns."""
    plain = [Figure(kind) for kind in Kind if kind not in _MIDDLES]
    own = {"number", "record", "x", "y", "offset"}
    columns = [
        name
        for name, kind in frame.schema.items()
        if name not in own and (kind.is_numeric() or kind == pl.Boolean)
    ]
    return plain + [Figure(kind, name) for name in columns for kind in (Kind.MEAN, Kind.MEDIAN)]


class Figures(QObject):
    """Holds the figures of all slides and the order they give.

    Attributes:
        figure: What the slides are sorted by.
        descending: Whether the greatest comes first.
        values: The figure of each file, float64 (n,), NaN where there is none.
        order: Numbers of the files in their order.

    Signals:
        changed: Other figures, or another order.
    """

    changed = Signal()

    def __init__(
        self, session: "Session", tasks: "TaskRunner", fits: "Fits", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._fits = fits
        self._running = False
        self._again = False
        self.figure = Figure(Kind.NAME)
        self.descending = False
        self.values: FloatArray = np.zeros(0)
        self.order: list[int] = []

    def is_settled(self) -> bool:
        """Whether nothing is on its way."""
        return not self._running

    def sort(self, figure: Figure, *, descending: bool) -> None:
        """Sort by a figure."""
        self.figure, self.descending = figure, descending
        self.renew()

    def forget(self) -> None:
        """There is another dataset."""
        self._tasks.cancel(_KEY)
        self._running = self._again = False
        self.values, self.order = np.zeros(0), []
        self.changed.emit()  # whoever shows the order lets go of files that are no longer there

    def renew(self) -> None:
        """Find the figures anew; the order there is stays until then."""
        if self._running:
            self._again = True  # never given up: while records come in, none would ever end
            return
        self._running, self._again = True, False
        figure, descending = self.figure, self.descending
        work = self._work(figure)

        def done(values: FloatArray) -> None:
            self._running = False
            if self.figure == figure and self.descending == descending:
                self.values = values
                self.order = self._sorted(values)
                self.changed.emit()
            if self._again:
                self.renew()

        def failed(_: BaseException) -> None:
            self._running = False
            self.changed.emit()

        self._tasks.submit(_KEY, work, done, failed=failed, pool=Pool.LONG)

    def _work(self, figure: Figure) -> "Callable[[CancelToken], FloatArray]":
        """Return what finds the values, with all that it needs of the session taken now."""
        session = self._session
        n = len(session.files)
        files, total = session.file_number, session.n_records
        match figure.kind:
            case Kind.SIZE:
                sizes = np.array([file.size for file in session.files], np.float64)
                return lambda _: sizes
            case Kind.SHOWN:
                order = session.order
                return lambda _: counts_by_file(files[order], n)
            case Kind.SELECTED:
                selection = session.selection
                return lambda _: counts_by_file(files[: len(selection)][selection], n)
            case Kind.DAMAGED:
                damaged = session.is_damaged.copy()
                return lambda _: counts_by_file(files[damaged], n)
            case Kind.HOLES | Kind.OFF_GRID | Kind.DUPLICATES:
                return self._grid_work(figure.kind, n)
            case Kind.MEAN | Kind.MEDIAN if figure.column in session.frame.columns:
                values, shown = session.frame[figure.column], session.inverse >= 0
                which = 0 if figure.kind is Kind.MEAN else 1
                return lambda _: middles_by_file(values, files[:total], shown, n)[which]
            case Kind.MEAN | Kind.MEDIAN:
                return lambda _: np.full(n, np.nan)
        counts = np.array([file.count for file in session.files], np.float64)
        return lambda _: counts

    def _grid_work(self, kind: Kind, n: int) -> "Callable[[CancelToken], FloatArray]":
        places = self._fits.places()

        def work(cancel: "CancelToken") -> FloatArray:
            values = np.full(n, np.nan)
            for file in range(n):
                cancel.check()
                fit = places.fit(file)
                if fit is None:
                    continue
                if kind is Kind.OFF_GRID:
                    values[file] = fit.off_grid if fit.has_grid else np.nan
                else:
                    of = fit.holes if kind is Kind.HOLES else fit.duplicates
                    values[file] = np.nan if of is None else of
            return values

        return work

    def _sorted(self, values: FloatArray) -> list[int]:
        if self.figure.kind is not Kind.NAME:
            order: list[int] = order_by(values, descending=self.descending).tolist()
            return order
        names = [file.name for file in self._session.files[: len(values)]]
        keys = [natural_key(name) for name in names]
        return sorted(range(len(names)), key=keys.__getitem__, reverse=self.descending)
