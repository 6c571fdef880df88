"""Reading records by number, by location, and one after the other."""

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

from benchmarks.bench import Bench
from benchmarks.harness import Figure, Kind, Pair, pairs, seconds

if TYPE_CHECKING:
    from pathlib import Path

    from tfrviewer import TFRecord

_CORPUS = "one20k"
_RECORDS = 4000
_LOCATIONS = 1500


def _opened(bench: Bench) -> "tuple[Path, TFRecord]":
    from tfrviewer import TFRecord

    path = bench.indexed(_CORPUS)[0]
    return path, TFRecord(path)


def _get_against_slideflow(bench: Bench) -> list[Pair]:
    path, tfr = _opened(bench)
    slideflow = bench.peer("slideflow")
    # Slideflow takes no index to reach record 0.
    picks = [random.Random(1).randrange(1, len(tfr)) for _ in range(_RECORDS)]

    def ours() -> int:
        return sum(len(tfr[i]["image_raw"]) for i in picks)

    with tfr:
        theirs = slideflow.call("get", file=str(path), records=picks)["result"]
        assert theirs == ours(), "Slideflow reads other records"
        return pairs(
            seconds(ours),
            lambda: slideflow.seconds("get", file=str(path), records=picks),
            bench.pairs,
        )


def _xy_against_slideflow(bench: Bench) -> list[Pair]:
    path, tfr = _opened(bench)
    slideflow = bench.peer("slideflow")
    randomly = random.Random(2)
    picks = [tfr.xy[randomly.randrange(1, len(tfr))].tolist() for _ in range(_LOCATIONS)]

    def ours() -> int:
        return sum(len(tfr.get_record_by_xy(x, y)[1]) for x, y in picks)

    with tfr:
        theirs = slideflow.call("get_by_xy", file=str(path), locations=picks)["result"]
        assert theirs == ours(), "Slideflow reads other records"
        return pairs(
            seconds(ours),
            lambda: slideflow.seconds("get_by_xy", file=str(path), locations=picks),
            bench.pairs,
        )


def _iterate_against(peer_name: str, command: str) -> Callable[[Bench], list[Pair]]:
    def measure(bench: Bench) -> list[Pair]:
        path, tfr = _opened(bench)
        peer = bench.peer(peer_name)

        def ours() -> int:
            return sum(len(record["image_raw"]) for record in tfr)

        with tfr:
            theirs = peer.call(command, file=str(path))["result"]
            assert theirs == ours(), f"{peer_name} reads other records"
            return pairs(seconds(ours), lambda: peer.seconds(command, file=str(path)), bench.pairs)

    return measure


FIGURES = (
    Figure(
        "reading/number/slideflow",
        "tfr[i], 20,000 records, CRC checked",
        "Slideflow's tfr[i] (checks no CRC)",
        Kind.SPEED,
        _get_against_slideflow,
        bar=4,
    ),
    Figure(
        "reading/xy/slideflow",
        "get_record_by_xy, 20,000 records, CRC checked",
        "Slideflow's get_record_by_xy",
        Kind.SPEED,
        _xy_against_slideflow,
        bar=20,
    ),
    Figure(
        "reading/all/slideflow",
        "for record in tfr, CRC checked",
        "Slideflow's for record in tfr",
        Kind.SPEED,
        _iterate_against("slideflow", "iterate"),
    ),
    Figure(
        "reading/all/slideflow-loader",
        "for record in tfr, CRC checked",
        "Slideflow's tfrecord_loader",
        Kind.SPEED,
        _iterate_against("slideflow", "load"),
    ),
    Figure(
        "reading/all/tfrecord",
        "for record in tfr, CRC checked",
        "the tfrecord package's tfrecord_loader",
        Kind.SPEED,
        _iterate_against("tfrecord", "load"),
    ),
    Figure(
        "reading/all/tensorflow",
        "for record in tfr, CRC checked",
        "tf.data with parse_single_example",
        Kind.SPEED,
        _iterate_against("tensorflow", "load"),
    ),
)
