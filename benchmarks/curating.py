"""Copying chosen records into a TFRecord of their own."""

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import google_crc32c

from benchmarks.bench import Bench
from benchmarks.harness import Figure, Kind, Pair, pairs, seconds

if TYPE_CHECKING:
    from tfrviewer.build.subset.chosen import Chosen

_CORPUS = "one20k"
_RECORDS = 10_000


def _half(path: Path, *, shuffled: bool) -> "list[Chosen]":
    """Choose half of the records at random: nearly none beside another one."""
    import numpy as np

    from tfrviewer.build.subset.chosen import Chosen

    drawn = random.Random(1).sample(range(2 * _RECORDS), _RECORDS)
    return [Chosen(path, np.array(drawn if shuffled else sorted(drawn)))]


def _against_cp(*, shuffled: bool) -> Callable[[Bench], list[Pair]]:
    def measure(bench: Bench) -> list[Pair]:
        from tfrviewer.build.subset.subset import save_records

        chosen = _half(bench.indexed(_CORPUS)[0], shuffled=shuffled)
        ours, theirs = bench.scratch / "curated", bench.scratch / "copied.tfrecords"
        result = save_records(chosen, bench.scratch / "reference", sync=False)
        assert result.records == _RECORDS
        assert not result.findings
        reference = result.files[0].path
        # What the pass reads is in memory: nothing but the checksum is counted.
        data = reference.read_bytes()

        def copy() -> None:
            subprocess.run(["cp", "--", str(reference), str(theirs)], check=True)
            google_crc32c.value(data)

        def clear() -> None:
            shutil.rmtree(ours, ignore_errors=True)
            theirs.unlink(missing_ok=True)

        found = pairs(
            seconds(lambda: save_records(chosen, ours, sync=False)),
            seconds(copy),
            bench.pairs,
            before=clear,
        )
        clear()
        shutil.rmtree(reference.parent)
        return found

    return measure


FIGURES = (
    Figure(
        "curating/subset/cp",
        "Copy 10,000 of 20,000 records, checksums compared, slides read, without fsync",
        "cp of the result and a pass of google-crc32c over it",
        Kind.COST,
        _against_cp(shuffled=False),
        bar=2.5,
    ),
    Figure(
        "curating/shuffled/cp",
        "The same records in another order",
        "cp of the result and a pass of google-crc32c over it",
        Kind.COST,
        _against_cp(shuffled=True),
    ),
)
