"""One window used as a person would, each gesture timed: run as a process by `views.py`.

usage: python -c "from benchmarks.views_probe import main; main()" {dataset|map} PATH

A gesture counts until every view in sight has painted what it brought, with all the tiles in it.
The figures of a column below the table, reckoned in the background, are told apart as
`NAME-figures`. Prints the seconds of each as one line of JSON, with the longest wait of
the event loop meanwhile; `scatter` is a frame of pyqtgraph's ScatterPlotItem with as many points.
"""

# pyqtgraph declares no types.
# mypy: disable-error-code="no-untyped-call"

import json
import math
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from benchmarks.window_probe import LIMIT_MS, Heartbeat

if TYPE_CHECKING:
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.workspace import Workspace

Until = Callable[[], bool]
Script = Iterator[Until]

SIZE = (1280, 800)
_LASSOED = 100_000
_FRAMES = 20
_SCATTER_FRAMES = 3
_QUIET = 0.3
"""Seconds let be between two gestures, so that none pays for the one before."""


class Paints(QObject):
    """Knows when each of some widgets was painted last."""

    def __init__(self, widgets: dict[str, QWidget]) -> None:
        super().__init__()
        self._names = {id(widget): name for name, widget in widgets.items()}
        self._last = dict.fromkeys(widgets, 0.0)
        for widget in widgets.values():
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._last[self._names[id(watched)]] = time.monotonic()
        return False

    def since(self, start: float, *names: str) -> bool:
        """Say whether all of these were painted after a time."""
        return all(self._last[name] > start for name in names)


class Gestures(QObject):
    """Goes through a script of gestures and notes what each took."""

    def __init__(self, app: QApplication, window: "MainWindow", kind: str) -> None:
        super().__init__(app)
        self._app = app
        self._window = window
        self._kind = kind
        self._seen: dict[str, float] = {}
        self._heart = Heartbeat(self)
        self._until: Until = lambda: True
        self._script: Script = iter(())
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._step)
        window.ready.connect(self._begin)
        QTimer.singleShot(LIMIT_MS, self._give_up)

    def _give_up(self) -> None:
        work = self._window.workspace
        late = ["views"] if work is None else work.unsettled()
        print(f"after {sorted(self._seen)} waited in vain for {late}", file=sys.stderr)
        self._app.exit(1)

    def _begin(self) -> None:
        workspace = self._window.workspace
        assert workspace is not None
        self._work: Workspace = workspace
        self._views = {
            "grid": workspace.grid.viewport(),
            "map": workspace.map.canvas.viewport(),
            "table": workspace.table.viewport(),
        }
        self._paints = Paints(self._views)
        self._script = self._dataset() if self._kind == "dataset" else self._map()
        self._heart.start()
        self._timer.start()

    def _step(self) -> None:
        if not self._until():
            return
        try:
            self._until = next(self._script)
        except Exception as error:
            self._timer.stop()
            if not isinstance(error, StopIteration):
                print(f"after {sorted(self._seen)}: {error!r}", file=sys.stderr)
                self._app.exit(1)
                return
            print(json.dumps({**self._seen, "stall": self._heart.longest}), flush=True)
            self._window.close()
            self._app.quit()

    # ---------------------------------------------------------------- what is waited for

    def _settled(self) -> bool:
        session = self._work.session
        return session.n_records > 0 and session.is_settled() and self._work.is_settled()

    def _shown(self) -> bool:
        """Say whether the views show all that there is to see."""
        work = self._work
        parts = (work.session, work.grid, work.map, work.thumbnails)
        return all(part.is_settled() for part in parts)

    def _rested(self) -> Until:
        until = time.monotonic() + _QUIET
        return lambda: time.monotonic() >= until and self._settled()

    def _gesture(self, name: str, do: Callable[[], object], *views: str) -> Script:
        """Do something, and note how long it takes until the views show it whole."""
        yield self._rested()
        start = time.monotonic()
        do()
        yield lambda: self._shown() and self._paints.since(start, *views)
        self._seen[name] = time.monotonic() - start
        yield self._settled
        self._seen[f"{name}-figures"] = time.monotonic() - start

    def _frames(self, name: str, do: Callable[[int], object], count: int = _FRAMES) -> Script:
        """Note the median of some frames: a change of the map, and painting it at once."""
        yield self._rested()
        took = []
        for k in range(count):
            start = time.monotonic()
            do(k)
            self._views["map"].repaint()
            took.append(time.monotonic() - start)
            yield lambda: True
        self._seen[name] = sorted(took)[count // 2]
        self._seen[f"{name}-longest"] = max(took)

    # ---------------------------------------------------------------- the scripts

    def _dataset(self) -> Script:
        """Grid, filter, sorting and selection in a dataset of many slides."""
        work, session, window = self._work, self._work.session, self._window
        number = "bytes"
        yield self._settled
        middle = float(session.values(number).median() or 0.0)  # type: ignore[arg-type]
        work.grid.hide()
        yield from self._gesture("grid-show", work.grid.show, "grid")
        width, height = SIZE
        yield from self._gesture(
            "grid-resize", lambda: window.resize(width + 80, height + 60), "grid"
        )
        yield from self._gesture("grid-end", lambda: _press(work.grid, Qt.Key.Key_End), "grid")
        everywhere = ("grid", "table", "map")
        yield from self._gesture(
            "filter", lambda: session.set_filter(f"{number} > {middle:g}"), *everywhere[:2]
        )
        yield from self._gesture("unfilter", lambda: session.set_filter(""), *everywhere[:2])
        yield from self._gesture("sort", lambda: session.sort([(number, True)]), *everywhere[:2])
        yield from self._gesture("unsort", lambda: session.sort([]), *everywhere[:2])
        yield from self._gesture("select-all", session.select_all, *everywhere)
        yield from self._gesture("clear", session.clear_selection, *everywhere)
        yield from self._scroll()

    def _scroll(self) -> Script:
        """Go through the whole grid page by page of a bar dragged; only the stall tells."""
        bar = self._work.grid.verticalScrollBar()
        yield self._rested()
        for k in range(60):
            bar.setValue(round(bar.maximum() * k / 59))
            yield lambda: True

    def _map(self) -> Script:
        """The map of one slide of very many tiles."""
        work, session = self._work, self._work.session
        canvas = work.map.canvas
        yield lambda: session.n_records > 0 and not session.loading
        start = time.monotonic()
        yield lambda: self._paints.since(start, "map") and work.map.slide is not None
        self._seen["map-first"] = time.monotonic() - start
        yield self._settled
        canvas.fit()
        yield from self._frames("map-pan", lambda k: canvas.pan(7.0 if k % 4 < 2 else -7.0, 3.0))
        yield from self._frames("map-zoom", lambda k: canvas.zoom(1.1 if k % 4 < 2 else 1 / 1.1))
        canvas.fit()
        yield from self._lasso()
        session.clear_selection()
        yield from self._scatter()

    def _lasso(self) -> Script:
        """Draw a lasso round a part of the slide by mouse; counted from letting go."""
        from tfrviewer.gui.location_map.canvas import MouseMode

        canvas, slide = self._work.map.canvas, self._work.map.slide
        assert slide is not None
        left, top, right, bottom = slide.tiles.bounds
        share = math.sqrt(_LASSOED / len(slide.tiles) / math.pi)
        points = [
            canvas.to_widget(
                (left + right) / 2 + (right - left) * share * math.cos(turn * math.tau / 200),
                (top + bottom) / 2 + (bottom - top) * share * math.sin(turn * math.tau / 200),
            )
            for turn in range(200)
        ]
        canvas.set_mode(MouseMode.LASSO)
        yield self._rested()
        _mouse(canvas.viewport(), QEvent.Type.MouseButtonPress, points[0])
        for point in points[1:]:
            _mouse(canvas.viewport(), QEvent.Type.MouseMove, point)
            yield lambda: True
        yield from self._gesture(
            "lasso",
            lambda: _mouse(canvas.viewport(), QEvent.Type.MouseButtonRelease, points[-1]),
            *self._views,
        )
        self._seen["lassoed"] = float(self._work.session.n_selected)
        canvas.set_mode(MouseMode.SELECT)

    def _scatter(self) -> Script:
        """Time a frame of pyqtgraph's own scatter plot with the same points."""
        import pyqtgraph as pg

        slide = self._work.map.slide
        assert slide is not None
        self._heart.pause()
        plot = pg.PlotWidget()
        plot.resize(self._work.map.canvas.size())
        plot.addItem(pg.ScatterPlotItem(x=slide.tiles.u, y=slide.tiles.v, size=2, pen=None))
        plot.show()
        yield self._rested()
        plot.viewport().repaint()
        took = []
        for k in range(_SCATTER_FRAMES):
            box = plot.getViewBox()
            start = time.monotonic()
            box.translateBy(x=(7 if k % 2 else -7) * box.viewPixelSize()[0])
            plot.viewport().repaint()
            took.append(time.monotonic() - start)
        self._seen["scatter"] = sorted(took)[_SCATTER_FRAMES // 2]
        plot.close()
        yield lambda: True


def _press(widget: QWidget, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)


def _mouse(widget: QWidget, kind: QEvent.Type, at: QPointF) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind is QEvent.Type.MouseMove else left
    held = none if kind is QEvent.Type.MouseButtonRelease else left
    everywhere = QPointF(widget.mapToGlobal(at.toPoint()))
    event = QMouseEvent(kind, at, everywhere, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def main() -> None:
    """Open the window on a dataset and go through its gestures."""
    kind, path = sys.argv[1:]
    from tfrviewer.gui.app import collect_garbage, start

    app, window = start([Path(path)])
    collect_garbage(app, window)
    Gestures(app, window, kind)
    window.resize(*SIZE)
    window.show()
    sys.exit(app.exec())
