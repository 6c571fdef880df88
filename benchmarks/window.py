"""The window: how soon it is there, how soon it shows tiles, what it holds, whether it stalls.

Each run is a process of its own that starts as `tfrviewer PATH` does, drawn off screen. One run
tells all of its figures; runs of the window, of an empty one, and of a bare window of Qt take
turns.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.absence import Absent
from benchmarks.bench import Bench
from benchmarks.harness import Figure, Kind, Pair
from benchmarks.views import window_python

Seen = dict[str, float]

_CORPORA = {
    "one20k": "1 file of 20,000 records",
    "million": "941 files, 1,000,283 records",
    "one_million": "1 file of 1,000,000 records",
}
_PROBE = "from benchmarks.window_probe import main; main()"
_OPEN_SECONDS = 3.0
_TILES_SECONDS = 0.3
_MEMORY_MB = 600.0
_STALL_SECONDS = 0.1


def _start(bench: Bench, kind: str, path: Path | None = None) -> Seen:
    """Run the window once; return what was seen."""
    home = bench.scratch / "window-home"
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "TFRVIEWER_CACHE_DIR": str(bench.scratch / "window-cache"),
        "TFRVIEWER_CONFIG_DIR": str(home),
        "TFRVIEWER_LOG_DIR": str(home),
    }
    done = subprocess.run(
        [
            *(window_python(), "-c", _PROBE),
            *(kind, repr(time.monotonic())),
            *([] if path is None else [str(path)]),
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not done.stdout:
        words = done.stderr.strip().splitlines()
        raise Absent(f"the window did not get there: {words[-1] if words else done.returncode}")
    seen: Seen = json.loads(done.stdout.splitlines()[-1])
    return seen


def _runs(bench: Bench, corpus: str) -> list[tuple[Seen, Seen, Seen]]:
    """Return what was seen of a bare window, an empty one, and one with a corpus, by turns."""
    known: list[tuple[Seen, Seen, Seen]] | None = bench.kept.get(f"window/{corpus}")
    if known is None:
        files = bench.indexed(corpus)
        path = files[0] if len(files) == 1 else files[0].parent

        def bare() -> Seen:
            return _start(bench, "bare")

        def empty() -> Seen:
            return _start(bench, "window")

        def full() -> Seen:
            return _start(bench, "window", path)

        full()  # the first one fills the caches
        known = []
        for k in range(bench.pairs):
            if k % 2 == 0:
                known.append((bare(), empty(), full()))
            else:
                last, middle = full(), empty()
                known.append((bare(), middle, last))
        bench.kept[f"window/{corpus}"] = known
    return known


def _get(seen: Seen, name: str) -> float:
    if name not in seen:
        raise Absent(f"this run did not tell “{name}”")
    return seen[name]


def _beside_bare(corpus: str, name: str, *, empty: bool = False) -> Callable[[Bench], list[Pair]]:
    def measure(bench: Bench) -> list[Pair]:
        return [
            Pair(_get(run[1] if empty else run[2], name), _get(run[0], "window"))
            for run in _runs(bench, corpus)
        ]

    return measure


def _beside_bar(
    corpus: str, bar: float, take: Callable[[Seen, Seen], float]
) -> Callable[[Bench], list[Pair]]:
    def measure(bench: Bench) -> list[Pair]:
        return [Pair(take(empty, full), bar) for _, empty, full in _runs(bench, corpus)]

    return measure


def _opening(_: Seen, full: Seen) -> float:
    return _get(full, "browsable") - _get(full, "ready")


def _tiles_after(_: Seen, full: Seen) -> float:
    return max(0.0, _get(full, "first_tiles") - _get(full, "browsable"))


def _memory(empty: Seen, full: Seen) -> float:
    return _get(full, "memory") - _get(empty, "memory")


def _peak(empty: Seen, full: Seen) -> float:
    return _get(full, "peak") - _get(empty, "peak")


def _stall(_: Seen, full: Seen) -> float:
    return _get(full, "stall")


def _figures(corpus: str, what: str) -> tuple[Figure, ...]:
    bare = "a bare window of Qt"
    return (
        Figure(
            f"window/{corpus}/shown",
            f"From start to the window, {what}",
            bare,
            Kind.COST,
            _beside_bare(corpus, "window"),
        ),
        Figure(
            f"window/{corpus}/tiles",
            f"From start to the first tiles painted, {what}",
            bare,
            Kind.COST,
            _beside_bare(corpus, "first_tiles"),
        ),
        Figure(
            f"window/{corpus}/browsable",
            f"From asked to all records listed, {what}",
            f"{_OPEN_SECONDS:g} s",
            Kind.COST,
            _beside_bar(corpus, _OPEN_SECONDS, _opening),
            bar=1,
        ),
        Figure(
            f"window/{corpus}/tiles-after",
            f"From all records listed to the first tiles painted, {what}",
            f"{_TILES_SECONDS * 1000:g} ms",
            Kind.COST,
            _beside_bar(corpus, _TILES_SECONDS, _tiles_after),
            bar=1,
        ),
        Figure(
            f"window/{corpus}/memory",
            f"Memory beyond an empty window once all is read, {what}",
            f"{_MEMORY_MB:g} MB",
            Kind.COST,
            _beside_bar(corpus, _MEMORY_MB, _memory),
            bar=1,
            unit="MB",
        ),
        Figure(
            f"window/{corpus}/peak",
            f"The most memory it took beyond an empty window, {what}",
            f"{_MEMORY_MB:g} MB",
            Kind.COST,
            _beside_bar(corpus, _MEMORY_MB, _peak),
            unit="MB",
        ),
        Figure(
            f"window/{corpus}/stall",
            f"The longest wait of the event loop while opening, {what}",
            f"{_STALL_SECONDS * 1000:g} ms",
            Kind.COST,
            _beside_bar(corpus, _STALL_SECONDS, _stall),
            bar=1,
        ),
    )


FIGURES = (
    Figure(
        "window/empty/shown",
        "From start to the window, empty",
        "a bare window of Qt",
        Kind.COST,
        _beside_bare("one20k", "window", empty=True),
    ),
    *(figure for corpus, what in _CORPORA.items() for figure in _figures(corpus, what)),
)
