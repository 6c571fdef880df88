"""Verifying files: checksums and framing, and every image decoded, on all processors."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from multiprocessing import get_context

from benchmarks.bench import Bench
from benchmarks.harness import Figure, Kind, Pair, pairs, seconds

MANY, FEW = "d941x302", "d20x1000"
_FILES = {MANY: 300, FEW: 20}
_TITLES = {
    MANY: "Verify 300 files of 302 records, checksums and framing",
    FEW: "Verify 20 files of 1,000 records, checksums and framing",
}
_DEEP_FILES = 2
_BLOCK = 1 << 20
_AT_ONCE = 4
"""Files that a worker is handed at once by what ours is compared with: it pays for no more."""


def read_and_sum(path: str) -> int:
    """Read a file in blocks of a MiB and put them through google-crc32c."""
    import google_crc32c

    size = 0
    with open(path, "rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            google_crc32c.value(block)
            size += len(block)
    return size


def decode_images(images: Sequence[bytes]) -> int:
    """Decode images whole with Pillow."""
    from PIL import Image

    for image in images:
        Image.open(BytesIO(image)).load()
    return len(images)


def verify(paths: Sequence[str], executor: Executor, *, deep: bool = False) -> int:
    """Check files as `tfrviewer verify` does; return how many records were found sound."""
    from tfrviewer.checks.integrity import bundled, check_bundle, join_units, units_of
    from tfrviewer.jobs import map_units

    files = [units_of(path, deep=deep) for path in paths]
    bundles = bundled(unit for units in files for unit in units)
    reports = (
        report
        for bundle in map_units(check_bundle, bundles, executor=executor)
        for report in bundle
    )
    records = 0
    for units in files:
        report = join_units(list(islice(reports, len(units))))
        assert report.is_sound, report.findings
        records += report.records
    return records


@contextmanager
def _workers() -> Iterator[Executor]:
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        yield pool


def _against_sums(corpus: str) -> Callable[[Bench], list[Pair]]:
    def measure(bench: Bench) -> list[Pair]:
        paths = [str(path) for path in bench.files(corpus)[: _FILES[corpus]]]
        with _workers() as pool:

            def sums() -> int:
                return sum(pool.map(read_and_sum, paths, chunksize=_AT_ONCE))

            return pairs(seconds(lambda: verify(paths, pool)), seconds(sums), bench.pairs)

    return measure


def _against_tensorflow(bench: Bench) -> list[Pair]:
    paths = [str(path) for path in bench.files(FEW)[: _FILES[FEW]]]
    tensorflow = bench.peer("tensorflow")
    with _workers() as pool:
        theirs, ours = tensorflow.call("count", files=paths)["result"], verify(paths, pool)
        assert theirs == ours, f"TensorFlow finds {theirs} records, tfrviewer {ours}"
        return pairs(
            seconds(lambda: verify(paths, pool)),
            lambda: tensorflow.seconds("count", files=paths),
            bench.pairs,
        )


def _deep_against_pillow(bench: Bench) -> list[Pair]:
    from tfrviewer import TFRecord

    paths = [str(path) for path in bench.files(FEW)[:_DEEP_FILES]]
    parts: list[list[bytes]] = []
    for path in paths:
        with TFRecord(path, create_index=False) as tfrecord:
            images = [tfrecord.image(number) for number in range(len(tfrecord))]
        parts += [images[at : at + 100] for at in range(0, len(images), 100)]
    with _workers() as pool:
        return pairs(
            seconds(lambda: verify(paths, pool, deep=True)),
            seconds(lambda: sum(pool.map(decode_images, parts))),
            bench.pairs,
        )


FIGURES = (
    Figure(
        "verify/many/crc32c",
        _TITLES[MANY],
        "reading them in 1 MiB blocks through google-crc32c, as many processes",
        Kind.SPEED,
        _against_sums(MANY),
        bar=0.6,
    ),
    Figure(
        "verify/few/crc32c",
        _TITLES[FEW],
        "reading them in 1 MiB blocks through google-crc32c, as many processes",
        Kind.SPEED,
        _against_sums(FEW),
        bar=0.6,
    ),
    Figure(
        "verify/few/tensorflow",
        _TITLES[FEW],
        "TensorFlow's TFRecordDataset over them",
        Kind.SPEED,
        _against_tensorflow,
        bar=3,
    ),
    Figure(
        "verify/deep/pillow",
        f"Verify {_DEEP_FILES} files of 1,000 records deeply, 299 px JPEGs",
        "Pillow's full decode of their images, as many processes",
        Kind.SPEED,
        _deep_against_pillow,
        bar=0.7,
    ),
)
