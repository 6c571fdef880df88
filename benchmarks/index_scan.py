"""The scan that builds an index, with the files in the page cache."""

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.disk import read_blocks
from benchmarks.harness import Figure, Kind, Pair, pairs, seconds

ONE, MANY = "one20k", "d941x302"
_TITLES = {
    ONE: "Scan 1 file of 20,000 records",
    MANY: "Scan 941 files of 302 records",
}


def scan(files: Sequence[Path]) -> int:
    """Scan files as `create_index` does, but write nothing; return the records found."""
    from tfrviewer.tfrecord.scan import scan_file
    from tfrviewer.tfrecord.source import FileSource

    found = 0
    for path in files:
        source = FileSource(path)
        found += len(scan_file(source).records)
        source.close()
    return found


def _against_blocks(corpus: str) -> Callable[[Bench], list[Pair]]:
    def measure(bench: Bench) -> list[Pair]:
        files = bench.files(corpus)
        read_blocks(files)
        return pairs(seconds(lambda: scan(files)), seconds(lambda: read_blocks(files)), bench.pairs)

    return measure


def _against_slideflow(corpus: str) -> Callable[[Bench], list[Pair]]:
    def measure(bench: Bench) -> list[Pair]:
        files = bench.files(corpus)
        slideflow = bench.peer("slideflow")
        names = [str(path) for path in files]
        theirs, ours = slideflow.call("scan", files=names)["result"], scan(files)
        assert theirs == ours, f"Slideflow finds {theirs} records, tfrviewer {ours}"
        return pairs(
            seconds(lambda: scan(files)),
            lambda: slideflow.seconds("scan", files=names),
            bench.pairs,
            warm=False,
        )

    return measure


def _create_against_slideflow(bench: Bench) -> list[Pair]:
    from tfrviewer import create_index

    path = bench.files(ONE)[0]
    slideflow = bench.peer("slideflow")
    ours, theirs = bench.scratch / "ours.index.npz", bench.scratch / "theirs.index"
    return pairs(
        seconds(lambda: create_index(path, ours)),
        lambda: slideflow.seconds("create_index", file=str(path), index=str(theirs)),
        bench.pairs,
        before=bench.forget,
    )


def _create_against_tfrecord(corpus: str) -> Callable[[Bench], list[Pair]]:
    def measure(bench: Bench) -> list[Pair]:
        from tfrviewer import create_index

        files = bench.files(corpus)
        peer = bench.peer("tfrecord")

        def create() -> None:
            for path in files:
                create_index(path, bench.scratch / f"{path.stem}.index.npz")

        return pairs(
            seconds(create),
            lambda: peer.seconds(
                "create_index", files=[str(path) for path in files], folder=str(bench.scratch)
            ),
            bench.pairs,
            before=bench.forget,
        )

    return measure


FIGURES = (
    Figure(
        "index-scan/one/blocks",
        _TITLES[ONE],
        "reading the file in 1 MiB blocks",
        Kind.COST,
        _against_blocks(ONE),
        bar=1.5,
    ),
    Figure(
        "index-scan/one/slideflow",
        _TITLES[ONE],
        "Slideflow's scan",
        Kind.SPEED,
        _against_slideflow(ONE),
        bar=8,
    ),
    Figure(
        "index-scan/many/blocks",
        _TITLES[MANY],
        "reading the files in 1 MiB blocks",
        Kind.COST,
        _against_blocks(MANY),
    ),
    Figure(
        "index-scan/many/slideflow",
        _TITLES[MANY],
        "Slideflow's scan",
        Kind.SPEED,
        _against_slideflow(MANY),
        bar=5,
    ),
    Figure(
        "index-write/one/slideflow",
        "create_index of 1 file of 20,000 records",
        "Slideflow's create_index",
        Kind.SPEED,
        _create_against_slideflow,
    ),
    Figure(
        "index-write/one/tfrecord",
        "create_index of 1 file of 20,000 records",
        "the tfrecord package's create_index (no locations)",
        Kind.SPEED,
        _create_against_tfrecord(ONE),
    ),
    Figure(
        "index-write/many/tfrecord",
        "create_index of 941 files of 302 records",
        "the tfrecord package's create_index (no locations)",
        Kind.SPEED,
        _create_against_tfrecord(MANY),
    ),
)
