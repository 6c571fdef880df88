"""Writing a sample dataset: slides drawn, tiles cut, faults planted, all named in `truth.json`.

The sample that comes with tfrviewer is `resources/sample`, made by

    tfrviewer sample resources/sample --slides 5 --tiles 60 --seed 2 --px 96 --quality 84 --force
"""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from tfrviewer.atomic import temporary_beside
from tfrviewer.build.sample.plan import SlidePlan, plan_slides
from tfrviewer.build.sample.profiles import Textures
from tfrviewer.build.sample.settings import MPP, SampleSettings
from tfrviewer.build.sample.tiles import PNG_MAGIC, Spare, Tile, TileMaker
from tfrviewer.build.sample.tissue import Tissue
from tfrviewer.build.sample.truth import Plant, Planted
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.tfrecord.example import make_example
from tfrviewer.tfrecord.framing import frame
from tfrviewer.tfrecord.writer import RecordWriter

TRUTH = "truth.json"
TRUTH_VERSION = 1
CRC_BYTES = 4


def write_sample(
    folder: str | Path,
    settings: SampleSettings | None = None,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> list[Path]:
    """Draw a sample dataset into a folder.

    TFRecords go to `FOLDER/<px>px_<um>um/<slide>.tfrecords`, each with its index beside it; what
    was planted, and with which settings, to `FOLDER/truth.json`. All is written to a hidden
    folder first, so that a cancel or a crash leaves nothing half-made.

    Args:
        folder: Where to; it is made if it is not there.
        settings: What to draw; the same settings give the same bytes.
        overwrite: Whether to write to a folder with files in it. Only files of the names
            written are replaced.
        progress: Told of each tile.
        cancel: Looked at before each tile.

    Returns:
        The TFRecords, in the order of the slides.

    Raises:
        TfrError: If the folder is not empty, or no folder, and `overwrite` is not given.
        Cancelled: If `cancel` was raised.
        OSError: If the folder cannot be written to.
    """
    settings = settings or SampleSettings()
    target = Path(folder)
    _refuse_if_used(target, overwrite=overwrite)
    made = [path for path in (target, *target.parents) if not path.exists()]
    target.mkdir(parents=True, exist_ok=True)
    staging = temporary_beside(target / "sample")
    try:
        staging.mkdir()
        names = _Sample(settings, staging, progress, cancel).write()
        _move(staging, target)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        for path in made:
            if path.exists() and not any(path.iterdir()):
                path.rmdir()
        raise
    shutil.rmtree(staging)
    return [target / name for name in names]


def draw_slide(settings: SampleSettings, number: int) -> Tissue:
    """Return the slide that `write_sample` cuts the tiles of the slide `number` from."""
    textures = Textures(settings.seed, settings.tile_um / settings.px)
    return _tissue(settings, textures, plan_slides(settings)[number], number)


def _tissue(settings: SampleSettings, textures: Textures, plan: SlidePlan, number: int) -> Tissue:
    return Tissue(settings, textures, number, settings.tiles - plan.copies)


def _refuse_if_used(target: Path, *, overwrite: bool) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        message = "This is a file; a sample is written to a folder."
        remedy = "Name a new or empty folder."
    elif not overwrite and any(target.iterdir()):
        message = "The folder is not empty, and nothing in it is overwritten unasked."
        remedy = (
            "Name a new or empty folder, or ask for overwriting (--force), which replaces"
            " files of the same names and leaves others."
        )
    else:
        return
    raise TfrError(
        Finding(
            kind=FindingKind.FOLDER_IN_USE,
            severity=Severity.ERROR,
            file=str(target),
            message=message,
            remedy=remedy,
        )
    )


def _move(staging: Path, target: Path) -> None:
    """Give every file its name; `truth.json` last, since it says that all is there."""
    files = sorted(path for path in staging.rglob("*") if path.is_file())
    for path in sorted(files, key=lambda path: path.name == TRUTH):
        to = target / path.relative_to(staging)
        to.parent.mkdir(exist_ok=True)
        path.replace(to)


class _Sample:
    """The writing of one sample into an empty folder."""

    def __init__(
        self,
        settings: SampleSettings,
        folder: Path,
        progress: Progress | None,
        cancel: CancelToken | None,
    ) -> None:
        self._settings = settings
        self._folder = folder
        self._progress = progress
        self._cancel = cancel
        self._done = 0
        self._slide = ""
        self._maker = TileMaker(settings, self._tick)
        self._plants: list[Plant] = []
        self._slides: list[dict[str, Any]] = []

    def write(self) -> list[str]:
        """Write all; return the TFRecords relative to the folder, with slashes."""
        settings = self._settings
        (self._folder / settings.label).mkdir()
        textures = Textures(settings.seed, settings.tile_um / settings.px)
        spares: list[Spare] = []
        for number, plan in enumerate(plan_slides(settings)):
            rng = np.random.default_rng([settings.seed, 3, number])
            self._slide = f"SYN-{number + 1:02d}-{'ABCD'[rng.integers(4)]}"
            tissue = _tissue(settings, textures, plan, number)
            tiles, earlier = self._maker.make(plan, tissue, rng, spares)
            self._plants += earlier
            spares = self._write_slide(plan, tissue, tiles, rng)
        truth = {
            "version": TRUTH_VERSION,
            "settings": settings.to_json(),
            "slides": self._slides,
            "planted": [plant.to_json() for plant in self._plants],
        }
        text = json.dumps(truth, indent=1, ensure_ascii=False) + "\n"
        (self._folder / TRUTH).write_bytes(text.encode())
        return [slide["file"] for slide in self._slides]

    def _tick(self) -> None:
        if self._cancel is not None:
            self._cancel.check()
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._settings.slides * self._settings.tiles, self._slide)

    def _write_slide(
        self, plan: SlidePlan, tissue: Tissue, tiles: list[Tile], rng: np.random.Generator
    ) -> list[Spare]:
        """Write the file of a slide and note its plants; return tiles that may be copied."""
        base, slide = self._settings.tile_base, self._slide
        file = f"{self._settings.label}/{slide}.tfrecords"
        # The tissue lies somewhere on the glass; the grid begins at the corner of the slide.
        origin = [int(cells) * base for cells in rng.integers(2, 9, 2)]
        located = Planted.NO_LOCATIONS not in plan.faults
        payloads: list[bytes] = []
        locations: list[tuple[int, int] | None] = []
        spares: list[Spare] = []
        for record, tile in enumerate(tiles):
            x, y = (
                int(corner + cell * base + base / 2)
                for corner, cell in zip(origin, tile.cell, strict=True)
            )
            features: dict[str, bytes | str | int] = {"slide": slide, "image_raw": tile.image}
            plant = Plant(kind=tile.kind or Planted.EXACT, file=file, slide=slide, record=record,
                          strength=tile.strength, group=tile.group, detail=tile.detail)  # fmt: skip
            if located:
                features |= {"loc_x": x, "loc_y": y}
                plant = replace(plant, loc_x=x, loc_y=y)
            payloads.append(make_example(features))
            locations.append((x, y) if located else None)
            if tile.kind is not None:
                self._plants.append(plant)
            elif tile.pixels is not None and len(spares) < plan.copies and tile.may_be_copied:
                spares.append(Spare(tile.pixels, tile.image, plant))
        self._write_file(self._folder / file, plan, tiles, payloads, locations)
        self._note_file(plan, Plant(kind=Planted.MIXED, file=file, slide=slide), tiles)
        layout = tissue.layout
        self._slides.append(
            {"slide": slide, "file": file, "records": len(tiles), "mpp": MPP, "pitch": base,
             "origin": origin, "columns": layout.columns, "rows": layout.rows}
        )  # fmt: skip
        return spares

    def _write_file(
        self,
        path: Path,
        plan: SlidePlan,
        tiles: list[Tile],
        payloads: list[bytes],
        locations: list[tuple[int, int] | None],
    ) -> None:
        stale = Planted.STALE_INDEX in plan.faults
        with RecordWriter(path) as writer:
            indexed = len(payloads) - stale
            for payload, location in zip(payloads[:indexed], locations, strict=False):
                writer.write(payload, location)
        with open(path, "r+b") as file:
            for record, tile in enumerate(tiles):
                if tile.kind is Planted.CRC:
                    end = sum(len(frame(payload)) for payload in payloads[: record + 1])
                    file.seek(end - CRC_BYTES)
                    stored = file.read(CRC_BYTES)
                    file.seek(end - CRC_BYTES)
                    file.write(bytes(byte ^ 0xFF for byte in stored))
            if stale:
                file.seek(0, 2)
                file.write(frame(payloads[-1]))

    def _note_file(self, plan: SlidePlan, plant: Plant, tiles: list[Tile]) -> None:
        """Note what is planted in the file as a whole."""
        count = len(tiles)
        png = sum(tile.image.startswith(PNG_MAGIC) for tile in tiles)
        details = {
            Planted.NO_LOCATIONS: "no record has loc_x and loc_y",
            Planted.MIXED: f"{png} of {count} images are PNG, the others JPEG",
            Planted.STALE_INDEX: f"the index lists {count - 1} of {count} records",
        }
        self._plants += [
            replace(plant, kind=kind, detail=detail)
            for kind, detail in details.items()
            if kind in plan.faults
        ]
