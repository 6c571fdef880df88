"""The views in use: how long each gesture takes at a million records, and whether the loop stalls.

Each run is a process of its own that opens the window off screen and goes through its gestures
(`views_probe.py`), with indices beside the files and the column cache filled.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.absence import Absent
from benchmarks.bench import Bench
from benchmarks.harness import Figure, Kind, Pair

Seen = dict[str, float]

_PROBE = "from benchmarks.views_probe import main; main()"
_PYTHON = "TFRVIEWER_BENCH_WINDOW_PYTHON"
_STALL_SECONDS = 0.1

_DATASET = (
    ("grid-show", "Show the grid until it is painted", 0.05),
    ("grid-resize", "Resize the window until the grid is painted", 0.05),
    ("grid-end", "Jump to the end until every tile in view is painted", 0.3),
    ("filter", "Filter by a numeric column until the views are painted", 0.1),
    ("filter-figures", "The same, and the figures of a column", None),
    ("unfilter", "Take the filter off again", None),
    ("sort", "Sort by a numeric column until the views are painted", 0.5),
    ("select-all", "Select all until every view is painted", 0.1),
    ("select-all-figures", "The same, and the figures of a column", None),
)
_MAP = (
    ("map-first", "From all records listed to the first painted map", 0.2),
    ("map-pan", "A frame of the map moved", 0.033),
    ("map-zoom", "A frame of the map scaled", 0.033),
    ("lasso", "A lasso round 100,000 tiles until every view is painted", 0.2),
)


def window_python() -> str:
    """Return the python that windows run in: this one, or another that was asked for."""
    return os.environ.get(_PYTHON, sys.executable)


def _run(bench: Bench, kind: str, path: Path) -> Seen:
    home = bench.scratch / "views-home"
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "TFRVIEWER_CACHE_DIR": str(bench.scratch / "views-cache"),
        "TFRVIEWER_CONFIG_DIR": str(home),
        "TFRVIEWER_LOG_DIR": str(home),
    }
    done = subprocess.run(
        [window_python(), "-c", _PROBE, kind, str(path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not done.stdout:
        words = done.stderr.strip().splitlines()
        raise Absent(f"the views did not get there: {words[-1] if words else done.returncode}")
    seen: Seen = json.loads(done.stdout.splitlines()[-1])
    return seen


def _runs(bench: Bench, kind: str, corpus: str) -> list[Seen]:
    known: list[Seen] | None = bench.kept.get(f"views/{kind}")
    if known is None:
        files = bench.indexed(corpus)
        path = files[0] if len(files) == 1 else files[0].parent
        _run(bench, kind, path)  # fills the caches
        known = [_run(bench, kind, path) for _ in range(bench.pairs)]
        bench.kept[f"views/{kind}"] = known
    return known


def _beside(
    kind: str, corpus: str, ours: str, theirs: str | float
) -> Callable[[Bench], list[Pair]]:
    """Return the measurement of a gesture beside another one of the same run, or a number."""

    def measure(bench: Bench) -> list[Pair]:
        return [
            Pair(seen[ours], seen[theirs] if isinstance(theirs, str) else theirs)
            for seen in _runs(bench, kind, corpus)
        ]

    return measure


def _figures(
    kind: str, corpus: str, what: str, gestures: tuple[tuple[str, str, float | None], ...]
) -> tuple[Figure, ...]:
    stall = ("stall", "The longest wait of the event loop through all gestures", _STALL_SECONDS)
    return tuple(
        Figure(
            f"views/{kind}/{name}",
            f"{title}, {what}",
            f"{(limit or 0.1) * 1000:g} ms",
            Kind.COST,
            _beside(kind, corpus, name, limit or 0.1),
            bar=None if limit is None else 1,
        )
        for name, title, limit in (*gestures, stall)
    )


FIGURES = (
    *_figures("dataset", "million", "941 files, 1,000,283 records", _DATASET),
    *_figures("map", "one_million", "1 file of 1,000,000 records", _MAP),
    Figure(
        "views/map/scatter",
        "A frame of the map moved, 1,000,000 tiles",
        "pyqtgraph's ScatterPlotItem",
        Kind.SPEED,
        _beside("map", "one_million", "map-pan", "scatter"),
        bar=10,
    ),
)
