"""Opening a file that has its index: how long it takes, and how much it reads."""

from pathlib import Path

import numpy as np

from benchmarks.absence import Absent
from benchmarks.bench import Bench
from benchmarks.harness import Figure, Kind, Pair, against_bar, pairs, seconds

_CORPUS = "one20k"
_IO = Path("/proc/self/io")


def _open(path: Path) -> None:
    from tfrviewer import TFRecord

    with TFRecord(path) as tfr:
        assert tfr.index_state == "found", tfr.index_state


def _against_numpy(bench: Bench) -> list[Pair]:
    path = bench.indexed(_CORPUS)[0]
    index = path.with_name(f"{path.stem}.index.npz")

    def load() -> None:
        with np.load(index) as arrays:
            arrays["arr_0"], arrays["locations"]

    return pairs(seconds(lambda: _open(path)), seconds(load), bench.pairs)


def _against_slideflow(bench: Bench) -> list[Pair]:
    path = bench.indexed(_CORPUS)[0]
    slideflow = bench.peer("slideflow")
    return pairs(
        seconds(lambda: _open(path)),
        lambda: slideflow.seconds("open", file=str(path)),
        bench.pairs,
    )


def _bytes_read(bench: Bench) -> list[Pair]:
    if not _IO.exists():
        raise Absent("only Linux tells how many bytes a process has read")
    path = bench.indexed(_CORPUS)[0]
    index = path.with_name(f"{path.stem}.index.npz")
    with np.load(index) as arrays:
        smallest = float(arrays["arr_0"][:, 1].min()) / 1e6
    _open(path)  # once before, so that no module is imported meanwhile

    def run() -> float:
        own = _count_of_asking()
        before = _bytes_so_far()
        _open(path)
        return (_bytes_so_far() - before - own - index.stat().st_size) / 1e6

    return against_bar(run, smallest, bench.pairs)


def _bytes_so_far() -> int:
    """Return what every `read` of this process gave it, also from the page cache."""
    return int(_IO.read_text().split("rchar:")[1].split()[0])


def _count_of_asking() -> int:
    before = _bytes_so_far()
    return _bytes_so_far() - before


FIGURES = (
    Figure(
        "opening/time/numpy",
        "Open a file of 20,000 records that has its index",
        "np.load of that index",
        Kind.COST,
        _against_numpy,
    ),
    Figure(
        "opening/time/slideflow",
        "Open a file of 20,000 records that has its index",
        "Slideflow's TFRecord(path)",
        Kind.SPEED,
        _against_slideflow,
    ),
    Figure(
        "opening/bytes",
        "Bytes read beside the index on opening a file that has one",
        "its smallest record",
        Kind.COST,
        _bytes_read,
        bar=0.5,
        unit="MB",
    ),
)
