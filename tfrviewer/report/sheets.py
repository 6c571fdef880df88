"""Contact sheets: some tiles of very many, drawn by lot so that they stand for all."""

import io
import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.words import counted, short
from tfrviewer.errors import TfrError
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.report.records import NOTE, Records
from tfrviewer.report.report import Picture, Sheet, SheetTile, SlideLine
from tfrviewer.tiles.image.thumbnails import decode_thumbnail

TILE_PX = 160
"""The longest side of a tile in pixels."""
_QUALITY = 85
_LONGEST_NOTE = 120


def random_sheet(
    dataset: Dataset,
    records: Records,
    lines: Sequence[SlideLine],
    most: int,
    seed: int,
    *,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
) -> Sheet | None:
    """Return tiles drawn by lot from all that are shown, each with the same chance.

    None if no tile is shown: the verdict says so.

    Args:
        dataset: The dataset.
        records: Its records.
        lines: The line of each file, in the order of files.
        most: How many tiles.
        seed: Of the lot.
        cancel: Looked at before each tile.
        progress: Called after each tile.
    """
    numbers = np.flatnonzero(records.shown)
    if not len(numbers):
        return None
    drawn = _drawn(numbers, most, seed)
    if len(drawn) == len(numbers):
        words = f"All {counted(len(numbers), 'tile')}."
    else:
        words = (
            f"{counted(len(drawn), 'tile')} of {len(numbers):,}, drawn at random with the seed "
            f"{seed}: each tile had the same chance, and the same seed draws the same tiles again."
        )
    tiles = _tiles(dataset, records, lines, drawn, cancel, progress)
    return Sheet(tiles, words, len(numbers))


def rejected_sheet(
    dataset: Dataset,
    records: Records,
    lines: Sequence[SlideLine],
    most: int,
    seed: int,
    *,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
) -> Sheet | None:
    """Return the rejected tiles, of very many those drawn by lot; None if there are none.

    Args as `random_sheet`.
    """
    if records.rejected is None:
        return None
    numbers = np.flatnonzero(records.rejected & records.shown)
    if not len(numbers):
        return None
    drawn = _drawn(numbers, most, seed)
    if len(drawn) == len(numbers):
        words = f"All {counted(len(numbers), 'tile')} that were rejected."
    else:
        words = (
            f"{counted(len(drawn), 'tile')} of the {len(numbers):,} that were rejected, drawn at "
            f"random with the seed {seed}."
        )
    tiles = _tiles(dataset, records, lines, drawn, cancel, progress)
    return Sheet(tiles, words, len(numbers))


def _drawn(numbers: NDArray[np.int64], most: int, seed: int) -> list[int]:
    """Return some of the numbers, ascending; what a seed draws is the same on every machine."""
    if len(numbers) <= most:
        return [int(number) for number in numbers]
    places = random.Random(seed).sample(range(len(numbers)), most)
    return sorted(int(numbers[place]) for place in places)


def _tiles(
    dataset: Dataset,
    records: Records,
    lines: Sequence[SlideLine],
    numbers: Sequence[int],
    cancel: CancelToken | None,
    progress: Progress | None,
) -> tuple[SheetTile, ...]:
    notes = records.frame.get_column(NOTE) if NOTE in records.frame.columns else None
    tiles = []
    for at, number in enumerate(numbers):
        if cancel is not None:
            cancel.check()
        file, record = records.file_of(number)
        picture, why_not = _picture(dataset, file, record)
        place = records.place(number)
        note = None if notes is None else notes[number]
        tiles.append(
            SheetTile(
                slide=lines[file].title,
                number=number,
                place="" if place is None else f"{place[0]:,}, {place[1]:,}",
                picture=picture,
                why_not=why_not,
                note=short(str(note), _LONGEST_NOTE) if note else "",
            )
        )
        if progress is not None:
            progress(at + 1, len(numbers), lines[file].title)
    return tuple(tiles)


def _picture(dataset: Dataset, file: int, record: int) -> tuple[Picture | None, str]:
    try:
        data = dataset.open(file).image(record, check_crc=False)
        pixels = decode_thumbnail(data, TILE_PX)
    except TfrError as error:
        return None, error.finding.message
    except OSError as error:
        return None, error.strerror or str(error)
    buffer = io.BytesIO()
    image = Image.fromarray(pixels)
    image.save(buffer, "JPEG", quality=_QUALITY)
    return Picture(buffer.getvalue(), "image/jpeg", image.width, image.height), ""
