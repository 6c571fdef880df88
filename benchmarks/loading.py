"""Loaders: every value of every record touched, one file and several, one process and two.

To touch a value is to take its length, and its first and last byte or number.
"""

from collections.abc import Callable, Iterable
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.absence import Absent
from benchmarks.bench import Bench
from benchmarks.harness import Figure, Kind, Pair, pairs, seconds

_ONE, _MANY = "one20k", "d20x1000"
_RECORDS = 20_000
_FEATURES = ["image_raw", "slide", "loc_x", "loc_y"]
_OURS: dict[str, dict[str, Any]] = {
    "all": {},
    "arrays": {"as_numpy": True},
    "four": {"check_crc": False, "description": _FEATURES},
}
_PASSES = 10


def touched(records: Iterable[dict[str, Any]]) -> int:
    """Look at every value; the sum says that both loaders gave the same."""
    total = 0
    for record in records:
        for value in record.values():
            if type(value) is int:
                total += value
            elif type(value) is str:
                total += ord(value[0]) + ord(value[-1]) + len(value)
            elif len(value) > 1:
                total += int(value[0]) + int(value[-1]) + len(value)
            else:
                total += int(value[0])
    return total


def _one_file(kind: str) -> Callable[[Bench], list[Pair]]:
    def measure(bench: Bench) -> list[Pair]:
        from tfrviewer import tfrecord_loader

        path = bench.indexed(_ONE)[0]
        peer = bench.peer("slideflow")
        asked = {"file": str(path), "description": _FEATURES if kind == "four" else None}

        def ours() -> int:
            return touched(tfrecord_loader(path, **_OURS[kind]))

        assert peer.call("loader", **asked)["result"] == ours(), "Slideflow loads other records"
        return pairs(seconds(ours), lambda: peer.seconds("loader", **asked), bench.pairs)

    return measure


def _several_files(kind: str) -> Callable[[Bench], list[Pair]]:
    def measure(bench: Bench) -> list[Pair]:
        from tfrviewer import multi_tfrecord_loader

        paths = bench.indexed(_MANY)
        peer = bench.peer("slideflow")
        asked = {
            "files": [str(path) for path in paths],
            "description": _FEATURES if kind == "four" else None,
        }

        def ours() -> int:
            return touched(multi_tfrecord_loader(paths, infinite=False, seed=1, **_OURS[kind]))

        told = peer.call("multi_loader", **asked)["result"]
        assert told == ours(), "Slideflow loads other records"
        return pairs(seconds(ours), lambda: peer.seconds("multi_loader", **asked), bench.pairs)

    return measure


def _work(connection: Connection, path: str, shard: tuple[int, int]) -> None:
    """Load one shard each time that one is told to; in a process of its own."""
    from tfrviewer import tfrecord_loader

    loader = tfrecord_loader(path, shard=shard)
    while connection.recv():
        connection.send(touched(loader))


def _two_processes(bench: Bench) -> list[Pair]:
    context = get_context("spawn")
    path = str(bench.indexed(_ONE)[0])
    workers = []
    for shard in ((0, 1), (0, 2), (1, 2)):
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(there, path, shard), daemon=True)
        process.start()
        workers.append((process, here))
    connections = [connection for _, connection in workers]

    def run(chosen: list[Any]) -> int:
        for connection in chosen:
            connection.send(True)
        return sum(connection.recv() for connection in chosen)

    def one() -> int:
        return run(connections[:1])

    def two() -> int:
        return run(connections[1:])

    assert one() == two(), "two shards are not the whole"
    found = pairs(seconds(two), seconds(one), bench.pairs)
    for process, connection in workers:
        connection.send(False)
        process.join()
    return found


def _measure_memory(connection: Connection, paths: list[str]) -> None:
    """Tell the most memory ever held after one pass, and after many; in a process of its own."""
    from tfrviewer import multi_tfrecord_loader

    records = iter(multi_tfrecord_loader(paths, seed=1))
    for passes in (1, _PASSES):
        touched(islice(records, passes * _RECORDS))
        connection.send(_most_memory())
    connection.close()


def _most_memory() -> float:
    """Return the most memory that this process ever held, in MB.

    Not `getrusage`: a process begins there with the most that its parent held.
    """
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        raise Absent("only Linux tells the most memory that one process held") from None
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _memory(bench: Bench) -> list[Pair]:
    context = get_context("spawn")
    paths = [str(path) for path in bench.indexed(_MANY)]
    found = []
    for _ in range(bench.pairs):
        here, there = context.Pipe()
        process = context.Process(target=_measure_memory, args=(there, paths))
        process.start()
        first, last = here.recv(), here.recv()
        process.join()
        found.append(Pair(last, first))
    return found


FIGURES = (
    Figure(
        "loading/one/slideflow",
        "tfrecord_loader, all features, CRC checked",
        "Slideflow's tfrecord_loader (checks no CRC)",
        Kind.SPEED,
        _one_file("all"),
        bar=1.8,
    ),
    Figure(
        "loading/one-arrays/slideflow",
        "tfrecord_loader, all features as arrays, CRC checked",
        "Slideflow's tfrecord_loader (arrays, checks no CRC)",
        Kind.SPEED,
        _one_file("arrays"),
    ),
    Figure(
        "loading/one-unchecked/slideflow",
        "tfrecord_loader, the four features, no CRC checked",
        "Slideflow's tfrecord_loader, the same features",
        Kind.SPEED,
        _one_file("four"),
        bar=2.5,
    ),
    Figure(
        "loading/several/slideflow",
        "multi_tfrecord_loader, 20 files, CRC checked",
        "Slideflow's multi_tfrecord_loader (checks no CRC)",
        Kind.SPEED,
        _several_files("all"),
        bar=1.8,
    ),
    Figure(
        "loading/several-unchecked/slideflow",
        "multi_tfrecord_loader, 20 files, the four features, no CRC checked",
        "Slideflow's multi_tfrecord_loader, the same features",
        Kind.SPEED,
        _several_files("four"),
        bar=2.5,
    ),
    Figure(
        "loading/two-processes",
        "two processes, each its shard",
        "one process that loads all",
        Kind.SPEED,
        _two_processes,
        bar=1.4,
    ),
    Figure(
        "loading/memory",
        f"most memory after {_PASSES + 1} passes of an infinite loader",
        "after its first pass",
        Kind.COST,
        _memory,
        bar=1.02,
        unit="MB",
    ),
)
