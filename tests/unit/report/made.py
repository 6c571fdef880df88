"""A small dataset with something of everything, and its report."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from tests.unit.dataset.made import flip, tile, write, write_slide
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.table.cache import Cache
from tfrviewer.report.facts import Checks
from tfrviewer.report.gathering import gather
from tfrviewer.report.report import Report
from tfrviewer.report.request import ReportRequest

WICKED = "<script>alert('ä') & \"中\"</script>"
"""A slide's name from a file that nobody checked."""
NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def make(folder: Path) -> Path:
    """Two sound slides, one of a wicked name, one damaged, one without records."""
    write_slide(folder / "sound.tfrecords", 6)
    write_slide(folder / "other.tfrecords", 4)
    wicked = [tile(WICKED, 256 * i, 0) for i in range(3)]
    write(folder / "wicked.tfrecords", wicked)
    write_slide(folder / "damaged.tfrecords", 5)
    flip(folder / "damaged.tfrecords", 200)
    (folder / "empty.tfrecords").touch()
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[Dataset]:
    with Dataset(folder, cache=Cache(folder.parent / "cache")) as dataset:
        yield dataset


def flagged(frame: pl.DataFrame, *rejected: int, note: str | None = None) -> pl.DataFrame:
    """The frame, with some records rejected."""
    number = pl.col("number").is_in(rejected)
    return frame.with_columns(
        flag=pl.when(number).then(pl.lit("reject")), note=pl.when(number).then(pl.lit(note))
    )


def reported(
    folder: Path,
    frame: pl.DataFrame | None = None,
    *,
    checks: Checks | None = None,
    **asked: Any,  # noqa: ANN401 - attributes of a request
) -> Report:
    with opened(folder) as dataset:
        request = ReportRequest(**{"tiles": 6, **asked})
        return gather(dataset, request, frame=frame, checks=checks, now=lambda: NOW)
