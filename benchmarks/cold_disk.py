"""The scan that builds an index, with nothing of the files in the page cache."""

from collections.abc import Callable

from benchmarks.absence import Absent
from benchmarks.bench import Bench
from benchmarks.disk import can_drop, cat, drop
from benchmarks.harness import Figure, Kind, Pair, pairs, seconds
from benchmarks.index_scan import MANY, ONE, scan


def _against_cat(corpus: str) -> Callable[[Bench], list[Pair]]:
    def measure(bench: Bench) -> list[Pair]:
        if not can_drop():
            raise Absent("this system cannot take a file out of its cache")
        files = bench.files(corpus)
        return pairs(
            seconds(lambda: scan(files)),
            seconds(lambda: cat(files)),
            bench.pairs,
            before=lambda: drop(files),
            warm=False,
        )

    return measure


FIGURES = tuple(
    Figure(
        f"cold-disk/{place}/cat",
        f"Scan {what} from a cold disk",
        "cat FILES > /dev/null",
        Kind.COST,
        _against_cat(corpus),
        bar=1.5,
    )
    for place, what, corpus in (
        ("one", "1 file of 20,000 records", ONE),
        ("many", "941 files of 302 records", MANY),
    )
)
