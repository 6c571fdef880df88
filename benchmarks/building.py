"""Building TFRecords of 5,000 JPEGs of 35 kB, and what that takes beside the least it can take.

Planning is in every figure, as are the index, reading back and waiting for the disk.
"""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.absence import Absent
from benchmarks.bench import Bench
from benchmarks.harness import Figure, Kind, Pair, pairs, seconds

_IMAGES = "loose5000"
_FEW, _MANY = "loose1000", "loose100k"
_THREADS = 2


def _build(source: Path, output: Path, *, validate: bool, verify: bool = True) -> int:
    from tfrviewer.build.planning.planning import plan_build
    from tfrviewer.build.request.request import BuildRequest, Policies
    from tfrviewer.build.running.run import run

    with ThreadPoolExecutor(_THREADS) as pool:
        policies = Policies(verify=verify)
        request = BuildRequest.of(source, output, policies, validate=validate)
        return run(plan_build(request, executor=pool), executor=pool)


def _decode(path: str) -> None:
    from PIL import Image

    with Image.open(path) as image:
        image.load()


def _emptied(folder: Path) -> Callable[[], None]:
    return lambda: shutil.rmtree(folder, ignore_errors=True)


def _against_slideflow(bench: Bench) -> list[Pair]:
    source, out = bench.loose(_IMAGES), bench.scratch / "built"
    peer = bench.peer("slideflow")
    return pairs(
        seconds(lambda: _build(source, out, validate=False)),
        lambda: peer.seconds("build", source=str(source), output=str(out)),
        bench.pairs,
        before=_emptied(out),
    )


def _against_pillow(bench: Bench) -> list[Pair]:
    source, out = bench.loose(_IMAGES), bench.scratch / "built"
    paths = [str(path) for path in sorted(source.rglob("*.jpg"))]

    def pillow() -> None:
        with ThreadPoolExecutor(_THREADS) as pool:
            for _ in pool.map(_decode, paths):
                pass

    return pairs(
        seconds(lambda: _build(source, out, validate=True)),
        seconds(pillow),
        bench.pairs,
        before=_emptied(out),
    )


def _verified(bench: Bench) -> list[Pair]:
    source, out = bench.loose(_IMAGES), bench.scratch / "built"
    return pairs(
        seconds(lambda: _build(source, out, validate=False)),
        seconds(lambda: _build(source, out, validate=False, verify=False)),
        bench.pairs,
        before=_emptied(out),
    )


def _measure_memory(connection: Connection, source: str, output: str) -> None:
    """Build, and tell the most memory ever held; in a process of its own."""
    _build(Path(source), Path(output), validate=True)
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        connection.send(None)
        return
    connection.send(int(status.split("VmHWM:")[1].split()[0]) / 1024)


def _memory(bench: Bench) -> list[Pair]:
    context = get_context("spawn")
    sources = {name: bench.loose(name) for name in (_FEW, _MANY)}
    out = bench.scratch / "built"

    def most(name: str) -> float:
        here, there = context.Pipe()
        arguments = (there, str(sources[name]), str(out))
        process = context.Process(target=_measure_memory, args=arguments)
        process.start()
        told = here.recv()
        process.join()
        if told is None:
            raise Absent("only Linux tells the most memory that one process held")
        return float(told)

    return pairs(
        lambda: most(_MANY),
        lambda: most(_FEW),
        min(bench.pairs, 3),
        before=_emptied(out),
        warm=False,
    )


FIGURES = (
    Figure(
        "building/copied/slideflow",
        "write_tfrecords_multi without decoding, indexed, read back and on the disk",
        "Slideflow's write_tfrecords_multi (none of these)",
        Kind.SPEED,
        _against_slideflow,
        bar=1.0,
    ),
    Figure(
        "building/validated/pillow",
        f"write_tfrecords_multi, every image decoded, {_THREADS} threads",
        "Pillow alone decoding the same files on as many threads",
        Kind.SPEED,
        _against_pillow,
        bar=0.8,
    ),
    Figure(
        "building/verified",
        "a build without decoding, each file read back before it has its name",
        "the same, not read back",
        Kind.COST,
        _verified,
    ),
    Figure(
        "building/memory",
        "most memory that a build of 100,000 images holds",
        "that a build of 1,000 holds",
        Kind.COST,
        _memory,
        bar=1.5,
        unit="MB",
    ),
)
