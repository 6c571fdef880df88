"""`tfrecord_heatmap`: a value a tile as a picture, over the slide re-assembled from its tiles."""

import io
import math
import os
from concurrent.futures import Executor
from dataclasses import dataclass
from dataclasses import replace as changed
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tfrviewer.atomic import write_atomically
from tfrviewer.dataset.heatmap_values import Values, values_of
from tfrviewer.dataset.words import counted, short
from tfrviewer.errors import (
    DatasetError,
    Finding,
    FindingKind,
    RecordError,
    Severity,
    TargetExistsError,
)
from tfrviewer.jobs import CancelToken, Progress, map_units
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tiles.drawing.colour_scales import NO_VALUE, VIRIDIS, hex_argb, scale_named
from tfrviewer.tiles.drawing.colour_scheme import NumberScheme, Span, usual_span
from tfrviewer.tiles.drawing.heatmap import (
    draw_values,
    heatmap_view,
    lay_over,
    outline_missing,
    paste_picture,
    with_colour_bar,
)
from tfrviewer.tiles.image.thumbnails import decode_thumbnail
from tfrviewer.tiles.layout.placement import Placement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tfrviewer.tiles.drawing.raster import RasterView

MOST_PIXELS = 20_000
"""Of a side: more than that is beyond what image programs open."""

_LONGEST_TITLE = 60  # letters: the name of a column may have thousands
_EXACT = 2.0**53  # below it whole numbers have all their digits
_UNIT = 64  # records read and decoded at once
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".tif": "TIFF", ".tiff": "TIFF"}
_INTERPOLATIONS = (None, "bicubic")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Heatmap:
    """A heatmap that was drawn.

    Attributes:
        image: uint8 (height, width, 3), with its colour bar.
        values: The value of each record, float64 (N,), NaN for none.
        range: The least and the greatest finite value that is drawn; None if there is none.
        limits: The numbers that have the first and the last colour.
        n_outside: How many of the tiles with a value lie beyond the limits.
        n_drawn: How many tiles have a value and a location.
        n_missing: How many tiles have a location but no value; they are outlined.
        findings: What did not fit, and records whose picture could not be read.
        path: The file that was written; None if none was.
    """

    image: NDArray[np.uint8]
    values: NDArray[np.float64]
    range: tuple[float, float] | None
    limits: tuple[float, float]
    n_outside: int
    n_drawn: int
    n_missing: int
    findings: tuple[Finding, ...]
    path: Path | None

    def __repr__(self) -> str:
        height, width = self.image.shape[:2]
        findings = f", {counted(len(self.findings), 'finding')}" if self.findings else ""
        return f"Heatmap({width} × {height} pixels, {summary(self)[:-1]}{findings}, {self.path})"


def tfrecord_heatmap(
    tfrecord: str | os.PathLike[str],
    values: Values,
    out: str | os.PathLike[str] | None = None,
    *,
    column: str | None = None,
    cmap: str = VIRIDIS.name,
    limits: tuple[float, float] | None = None,
    reverse: bool = False,
    log: bool = False,
    interpolation: str | None = None,
    opacity: float = 0.6,
    tiles: bool = True,
    size: int = 2000,
    colour_bar: bool = True,
    title: str | None = None,
    replace: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> Heatmap:
    """Draw a value a tile over the slide re-assembled from the tiles; the slide is not needed.

    Slideflow's `Dataset.tfrecord_heatmap` takes a dict of record numbers, as this does, but
    wants the slide, `tile_px` and `tile_um`, and fails on one row of tiles: here the locations
    alone tell how large tiles are.

    Args:
        tfrecord: The TFRecord; nothing is written to it nor beside it.
        values: As `values_of` takes them: numbers in the order of the records, a dict by record
            number or by (x, y), or the path of a table, `.npy` or `.npz`.
        out: A `.png`, `.jpg` or `.tif` to write; None writes none.
        column: Of a table or `.npz`, what to take.
        cmap: Name of the colour scale: "viridis", "cividis", "magma" or "blue-brown".
        limits: Which numbers have the first and the last colour; what lies beyond has the same.
            None takes the least and the greatest, or less where a few lie far out; see
            `usual_span`.
        reverse: Whether the scale runs the other way.
        log: Whether it is logarithmic.
        interpolation: None draws each tile as a square; "bicubic" lets values pass into each
            other.
        opacity: How much of the colours is seen over the tiles, 0 to 1; without tiles it is 1.
        tiles: Whether the pictures of the tiles are drawn below; otherwise the ground is white.
        size: Pixels of the longer side of the map, without its bar; at most 20,000, and less
            where a tile would have more than 512.
        colour_bar: Whether a bar with numbers is drawn beside it.
        title: What is written over the bar; None takes the name of the column.
        replace: Whether `out` is replaced if it is there.
        executor: Where tiles are read and decoded; threads or processes. None does it here.
        progress: Called with (records done, records, name of the TFRecord).
        cancel: Looked at every few records; then nothing is written.

    Returns:
        The image, and what it shows.

    Raises:
        DatasetError: If the TFRecord has no locations, or a file of values cannot be used.
        TargetExistsError: If `out` is there, and is not to be replaced.
        NotATFRecordError: If the TFRecord is something else.
        ValueError: If an argument is none that there is; which ones there are is told.
        TypeError: If `values` are of no kind that is known.
        Cancelled: If `cancel` was raised.
        OSError: If a file cannot be read or written.
    """
    scale = scale_named(cmap)
    _check(limits, interpolation, opacity, size, log=log)
    target = None if out is None else Path(os.fsdecode(out))
    form = _form(target)
    if target is not None and not replace and target.exists():
        raise TargetExistsError(_there_is(target))
    with TFRecord(Path(os.fsdecode(tfrecord)), create_index=False, cancel=cancel) as file:
        told = values_of(values, file, column)
        there = _located(file)
        places = file.xy[there]
        placed = Placement(places[:, 0], places[:, 1])
        shown = told.values[there]
        span = _span(shown, limits, log=log)
        scheme = NumberScheme(
            shown, span, hex_argb(NO_VALUE[False]), scale, reverse, opacity if tiles else 1.0
        )
        view = heatmap_view(placed, size)
        ground = np.full((view.height, view.width, 3), 255, np.uint8)
        findings = list(told.findings)
        if tiles:
            findings += _assemble(file, there, placed, view, ground, executor, progress, cancel)
    colours = draw_values(
        placed, shown, view, scheme, smooth=interpolation is not None, cancel=cancel
    )
    image = lay_over(ground, colours, scheme.overlay)
    missing = np.isnan(shown)
    outline_missing(image, placed, missing, view)
    n_missing = int(np.count_nonzero(missing))
    if colour_bar:
        remarks = [f"{n_missing:,} without a value"] if n_missing else []
        title = " ".join((told.name if title is None else title).split())
        image = with_colour_bar(image, scheme, short(title, _LONGEST_TITLE), remarks)
    if target is not None:
        if cancel is not None:
            cancel.check()
        write_atomically(target, _encoded(image, form))
    finite = shown[np.isfinite(shown)]
    return Heatmap(
        image,
        told.values,
        (float(finite.min()), float(finite.max())) if len(finite) else None,
        (span.low, span.high),
        int(np.count_nonzero((shown < span.low) | (shown > span.high))),
        len(shown) - n_missing,
        n_missing,
        tuple(findings),
        target,
    )


def _check(
    limits: tuple[float, float] | None,
    interpolation: str | None,
    opacity: float,
    size: int,
    *,
    log: bool,
) -> None:
    if limits is not None:
        low, high = limits
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            raise ValueError(f"limits are a lower and an upper number, not {limits}")
        if log and low <= 0:
            raise ValueError(f"limits of a logarithmic scale lie above 0, not at {low}")
    if interpolation not in _INTERPOLATIONS:
        raise ValueError(f"interpolation is None or 'bicubic', not {interpolation!r}")
    if not 0 <= opacity <= 1:
        raise ValueError(f"opacity lies between 0 and 1, not at {opacity}")
    if not 1 <= size <= MOST_PIXELS:
        raise ValueError(f"size is 1 to {MOST_PIXELS:,} pixels, not {size:,}")


def _form(target: Path | None) -> str:
    if target is None:
        return ""
    form = _FORMATS.get(target.suffix.lower())
    if form is None:
        raise ValueError(f"a heatmap is written as {', '.join(_FORMATS)}, not {target.name}")
    return form


def _there_is(target: Path) -> Finding:
    return Finding(
        kind=FindingKind.TARGET_EXISTS,
        severity=Severity.ERROR,
        file=str(target),
        message="It is there already.",
        remedy="Ask for it to be replaced, or write to another file.",
    )


def _located(file: TFRecord) -> NDArray[np.int64]:
    """Return the records that have a location.

    Raises:
        DatasetError: If none has, or all lie at (0, 0).
    """
    there = np.flatnonzero(file.has_location)
    reason = ""
    if not len(file):
        reason = "It holds no records"
    elif not len(there):
        reason = "None of its records has a location (loc_x and loc_y)"
    elif not file.xy[there].any():
        reason = "All its records are said to lie at (0, 0), which stands for no location"
    if reason:
        raise DatasetError(
            Finding(
                kind=FindingKind.NO_LOCATION,
                severity=Severity.ERROR,
                file=str(file.path),
                message=f"{reason}, so there is no place to draw its tiles.",
                remedy="Take a TFRecord that was extracted from a slide.",
            )
        )
    return there


def _span(values: NDArray[np.float64], limits: tuple[float, float] | None, *, log: bool) -> Span:
    if limits is not None:
        return Span(*limits, log=log)
    span = usual_span(values, log=log)
    if span is None:
        raise ValueError(
            "none of the values is a number"
            + (" above 0, which a logarithmic scale needs" if log else "")
        )
    return span


# -------------------------------------------------------------------- the slide re-assembled


@dataclass(frozen=True, slots=True)
class _Unit:
    """Some records to read and decode."""

    file: TFRecord
    records: tuple[int, ...]
    px: int


def _decode(unit: _Unit) -> list[NDArray[np.uint8] | Finding]:
    """Return the picture of each record, or why there is none."""
    found: list[NDArray[np.uint8] | Finding] = []
    for record in unit.records:
        try:
            found.append(decode_thumbnail(unit.file.image(record, check_crc=False), unit.px))
        except RecordError as error:
            found.append(changed(error.finding, file=str(unit.file.path), record=record))
    return found


def _assemble(
    file: TFRecord,
    there: NDArray[np.int64],
    placed: Placement,
    view: "RasterView",
    ground: NDArray[np.uint8],
    executor: Executor | None,
    progress: Progress | None,
    cancel: CancelToken | None,
) -> list[Finding]:
    """Lay the pictures of tiles into an image; return what could not be read."""
    side = max(placed.side_x, placed.side_y) * view.scale
    records: Sequence[int] = there.tolist()
    units = [
        _Unit(file, tuple(records[at : at + _UNIT]), max(math.ceil(side), 1))
        for at in range(0, len(records), _UNIT)
    ]
    broken: list[Finding] = []
    tile = 0
    for pictures in map_units(_decode, units, executor=executor, cancel=cancel):
        for picture in pictures:
            if isinstance(picture, Finding):
                broken.append(picture)
            else:
                paste_picture(ground, placed, tile, view, picture)
            tile += 1
        if progress is not None:
            progress(tile, len(records), file.path.name)
    return broken


def _encoded(image: NDArray[np.uint8], form: str) -> bytes:
    buffer = io.BytesIO()
    options = {"quality": 92} if form == "JPEG" else {}
    Image.fromarray(image).save(buffer, form, **options)
    return buffer.getvalue()


def summary(heatmap: Heatmap) -> str:
    """Return in a sentence what a heatmap shows."""
    text = f"{counted(heatmap.n_drawn, 'tile')} with a value"
    if heatmap.range is not None:
        least, greatest = map(_exactly, heatmap.range)
        text += f", from {least} to {greatest}"
    if heatmap.n_missing:
        text += f"; {heatmap.n_missing:,} without one"
    low, high = map(_exactly, heatmap.limits)
    text += f"; colours from {low} to {high}"
    if heatmap.n_outside:
        text += f", {heatmap.n_outside:,} outside"
    return f"{text}."


def _exactly(value: float) -> str:
    """Return a number in as many digits as tell it from its neighbours, whole ones in full."""
    return f"{value:.0f}" if value.is_integer() and abs(value) < _EXACT else f"{value:.6g}"
