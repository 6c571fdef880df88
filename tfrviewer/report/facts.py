"""What was opened and how it was looked at, in lines of a name and what it is."""

import platform
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
import polars as pl

from tfrviewer import __version__
from tfrviewer.dataset.sidecars.extraction_report import together
from tfrviewer.dataset.summary import DatasetSummary
from tfrviewer.dataset.words import counted, listed, short, sized
from tfrviewer.report.records import Records
from tfrviewer.report.report import Fact
from tfrviewer.report.request import ReportRequest

_LISTED = 6
_LIBRARIES = ("numpy", "polars", "Pillow", "google-crc32c", "protobuf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What was looked at before the report was made.

    Attributes:
        verified: TFRecords that were verified whole; None if none were.
        deep: Whether their images were decoded.
        metrics: Version of the metrics that the records have; None if none were measured.
        reader: Whose flags the records have; None if nobody reviewed them.
    """

    verified: Collection[Path] | None = None
    deep: bool = False
    metrics: int | None = None
    reader: str | None = None

    def words(self, files: int) -> str:
        """Return what was checked.

        Args:
            files: How many TFRecords there are.
        """
        done = 0 if self.verified is None else len(self.verified)
        measured = "images were decoded as far as measuring them needs"
        if not done:
            opened = "Whether each file can be opened, its lengths and its index"
            if self.metrics is not None:
                return f"{opened}; not the checksums of the records; {measured}."
            return f"{opened}; neither the checksums of the records nor the images."
        images = measured if self.metrics is not None else "images were not decoded"
        if self.deep:
            images = "every image was decoded"
        of = "Every TFRecord" if done >= files else f"{done:,} of {counted(files, 'TFRecord')}"
        return f"{of} was verified: framing, checksums, Examples and locations; {images}."


def facts_of(summary: DatasetSummary, where: str, records: Records) -> tuple[Fact, ...]:
    """Return what was opened."""
    return tuple(Fact(name, text) for name, text in _opened(summary, where, records) if text)


def _opened(
    summary: DatasetSummary, where: str, records: Records
) -> Iterator[tuple[str, str | None]]:
    yield "Opened", where
    if summary.project is not None:
        yield "Project", f"{summary.project} ({summary.config})"
        yield "Sources", listed(source.name for source in summary.sources)
    folders = [str(folder.path) for folder in summary.folders]
    if len(folders) > 1:
        yield "Folders", f"{len(folders):,}: {listed(folders, _LISTED, longest=200)}"
    yield "TFRecords", f"{summary.tfrecords:,}, {sized(summary.bytes)}"
    yield "Slides", f"{summary.slides:,}"
    yield "Tiles", f"{len(records):,}"
    yield "Tile size", ", ".join(_sizes(summary, records.frame))
    yield "Images", _values(records.frame, "format")
    yield "Locations", _located(records)
    yield "Fields", listed(summary.fields, 2 * _LISTED)
    if summary.annotated_slides is not None:
        where_noted = "" if summary.annotations is None else f" ({summary.annotations})"
        yield (
            "Annotations",
            f"{counted(summary.annotated_slides, 'slide')}, "
            f"{counted(summary.patients or 0, 'patient')}{where_noted}",
        )
    yield "Slides with", "; ".join(_filters(summary))
    for words, extractions in together(summary.extractions)[:_LISTED]:
        yield "Extracted", f"{counted(len(extractions), 'slide')}, {words}"


def _filters(summary: DatasetSummary) -> Iterator[str]:
    """Yield what slides had to be to be looked at, where the dataset was filtered."""
    for column, wanted in summary.filters.items():
        values = [wanted] if isinstance(wanted, str) else wanted
        yield f"{short(column)}: {listed((str(value) for value in values), _LISTED)}"
    if summary.filter_blank:
        yield f"a value of {listed(summary.filter_blank, _LISTED)}"
    if summary.min_tiles:
        yield f"{counted(summary.min_tiles, 'tile')} or more"


def _sizes(summary: DatasetSummary, frame: pl.DataFrame) -> Iterator[str]:
    """Yield the sizes that folders name, and those that the images have."""
    for size in summary.tile_sizes:
        yield f"{size} ({size.label})"
    pixels = (
        frame.group_by("width", "height")
        .len()
        .drop_nulls()
        .sort(["len", "width", "height"], descending=[True, False, False])
    )
    for width, height, count in pixels.head(_LISTED).iter_rows():
        yield f"{width:,} × {height:,} pixels: {counted(count, 'tile')}"
    if pixels.height > _LISTED:
        yield f"and {pixels.height - _LISTED:,} more sizes"


def _values(frame: pl.DataFrame, column: str) -> str:
    counts = frame.group_by(column).len().sort("len", descending=True)
    return ", ".join(
        f"{'none found' if value is None else value}: {counted(count, 'tile')}"
        for value, count in counts.head(_LISTED).iter_rows()
    )


def _located(records: Records) -> str:
    located = int(np.count_nonzero(records.has_location))
    return f"{located:,} of {counted(len(records), 'tile')} have one" if len(records) else ""


def method_of(
    request: ReportRequest, records: Records, checks: Checks, made: str
) -> tuple[Fact, ...]:
    """Return how the dataset was looked at."""
    return tuple(Fact(name, text) for name, text in _looked(request, records, checks, made) if text)


def _looked(
    request: ReportRequest, records: Records, checks: Checks, made: str
) -> Iterator[tuple[str, str]]:
    yield "Made", made
    yield "tfrviewer", __version__
    yield "Libraries", ", ".join(_versions(_LIBRARIES))
    system = f"{platform.system()} {platform.machine()}".strip()
    yield "System", f"Python {platform.python_version()}, {system}"
    yield "Checked", checks.words(len(records.files))
    yield (
        "Metrics",
        "not measured"
        if checks.metrics is None
        else f"{records.n_measured:,} of {counted(len(records), 'tile')} measured, by version "
        f"{checks.metrics} of their formulas",
    )
    flags = listed((f"{short(name)} {count:,}" for name, count in records.flags), _LISTED)
    yield "Reviewed", "by nobody" if checks.reader is None else f"by {checks.reader}: {flags}"
    shown = int(np.count_nonzero(records.shown))
    yield (
        "Filter",
        f"{request.where or 'chosen by hand'}: {shown:,} of {counted(len(records), 'tile')}"
        if request.where or shown < len(records)
        else "none: all tiles are looked at",
    )
    yield "Seed", f"{request.seed}, of the tiles drawn at random"
    yield from request.remarks.items()


def _versions(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:  # a frozen program may not tell
            continue
