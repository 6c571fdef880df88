"""Measure and print: `python -m benchmarks [--only NAME]`."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import (
    building,
    cold_disk,
    curating,
    index_scan,
    loading,
    measuring,
    opening,
    reading,
    thumbnails,
    verifying,
    views,
    window,
)
from benchmarks.absence import Absent
from benchmarks.bench import Bench, python_of
from benchmarks.harness import Figure
from benchmarks.report import Result, line, write_json

SUBJECTS = (
    index_scan,
    cold_disk,
    reading,
    loading,
    opening,
    thumbnails,
    measuring,
    building,
    curating,
    verifying,
    window,
    views,
)
PEERS = ("slideflow", "tfrecord", "tensorflow")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the arguments ask for; return 1 where a bar is missed."""
    parser = _parser()
    options = parser.parse_args(arguments)
    figures = [f for subject in SUBJECTS for f in subject.FIGURES]
    if options.only:
        figures = [f for f in figures if any(f.name.startswith(name) for name in options.only)]
        if not figures:
            parser.error(f"no figure begins with {' or '.join(options.only)}; see --list")
    if options.list:
        for figure in figures:
            print(f"{figure.name:32} {figure.title}, against {figure.against}")
        return 0
    pythons = {name: python_of(name, getattr(options, f"{name}_python")) for name in PEERS}
    with tempfile.TemporaryDirectory(prefix="tfrviewer-bench-") as scratch:
        os.environ["TFRVIEWER_CACHE_DIR"] = str(Path(scratch, "cache"))
        bench = Bench(options.corpora.absolute(), Path(scratch), options.pairs, pythons)
        try:
            results = [_measure(figure, bench) for figure in figures]
            if options.json is not None:
                write_json(options.json, results, bench.versions())
        finally:
            bench.close()
    missed = [result for result in results if result.met is False]
    for result in missed:
        print(f"MISSED: {result.figure.name}")
    return 1 if missed else 0


def _measure(figure: Figure, bench: Bench) -> Result:
    try:
        result = Result(figure, figure.measure(bench))
    except Absent as absent:
        result = Result(figure, absent=str(absent))
    print(line(result), flush=True)
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--corpora", type=Path, default=Path("build/corpora"), help="made here if absent (12 GB)"
    )
    for name in PEERS:
        parser.add_argument(f"--{name}-python", type=Path, metavar="PYTHON")
    parser.add_argument("--only", action="append", metavar="NAME", help="figures that begin so")
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--json", type=Path, metavar="OUT")
    parser.add_argument("--list", action="store_true", help="name the figures and stop")
    return parser


if __name__ == "__main__":
    sys.exit(main())
