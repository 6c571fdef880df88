"""The tiles of one slide as records will hold them: drawn, spoilt, copied and encoded."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageEnhance

from tfrviewer.build.sample.defects import draw_defect
from tfrviewer.build.sample.plan import Cell, SlidePlan, place_defects
from tfrviewer.build.sample.settings import SampleSettings
from tfrviewer.build.sample.tissue import Pixels, Tissue
from tfrviewer.build.sample.truth import Plant, Planted

PALE = 222.0
"""Mean of a tile too empty to be the original of a copy."""
PNG_MAGIC = b"\x89PNG"


@dataclass(slots=True, kw_only=True)
class Tile:
    """A record about to be written.

    Attributes:
        cell: Its column and row in the grid of the slide.
        image: The encoded image.
        pixels: What it was encoded from, while nothing is planted in the tile.
        kind, strength, group, detail: What is planted in it, as in `Plant`.
    """

    cell: Cell
    image: bytes
    pixels: Pixels | None = None
    kind: Planted | None = None
    strength: float | None = None
    group: int | None = None
    detail: str = ""

    @property
    def may_be_copied(self) -> bool:
        """Whether nothing is planted in it, it shows tissue, and it is a JPEG."""
        return (
            self.pixels is not None
            and float(self.pixels.mean()) < PALE
            and not self.image.startswith(PNG_MAGIC)
        )

    def mark(self, kind: Planted, detail: str, group: int | None = None) -> None:
        """Say what is planted in it; it is no longer free for anything else."""
        self.kind, self.detail, self.group = kind, detail, group
        self.pixels = None


@dataclass(frozen=True, slots=True)
class Spare:
    """A tile already written in which nothing is planted yet, to be copied to another slide."""

    pixels: Pixels
    image: bytes
    plant: Plant
    """Where it lies; its kind does not count."""


class TileMaker:
    """Makes the tiles of slides, one slide after the other."""

    def __init__(self, settings: SampleSettings, tick: Callable[[], None]) -> None:
        """Begin.

        Args:
            settings: What to draw.
            tick: Called for each tile; may raise to stop.
        """
        self._settings = settings
        self._tick = tick
        self._groups = 0

    def make(
        self, plan: SlidePlan, tissue: Tissue, rng: np.random.Generator, spares: list[Spare]
    ) -> tuple[list[Tile], list[Plant]]:
        """Return the tiles of a slide in the order of its records, and plants in earlier slides.

        Args:
            plan: What the slide gets.
            tissue: The slide.
            rng: Where chance is drawn from.
            spares: Tiles of earlier slides that may be copied.
        """
        tiles = self._draw(plan, tissue, rng)
        earlier = self._copy(plan, tissue, tiles, rng, spares)
        if Planted.MIXED in plan.faults:
            clean = _clean(tiles)
            count = max(1, round(self._settings.png_share * len(tiles)))
            for i in rng.permutation(len(clean))[:count]:
                pixels = clean[i].pixels
                if pixels is not None:
                    clean[i].image = _png(pixels)
        if Planted.CRC in plan.faults:
            clean = _clean(tiles)
            broken, spoilt = (clean[i] for i in rng.permutation(len(clean))[:2])
            broken.image = broken.image[: len(broken.image) // 2]
            broken.mark(Planted.UNDECODABLE, "the second half of the image is missing")
            spoilt.mark(Planted.CRC, "every bit of the stored CRC of the payload is flipped")
        return [tiles[i] for i in rng.permutation(len(tiles))], earlier

    def _draw(self, plan: SlidePlan, tissue: Tissue, rng: np.random.Generator) -> list[Tile]:
        px, quality = tissue.px, self._settings.jpeg_quality
        cells = [(int(x), int(y)) for x, y in tissue.layout.cells]
        defects = place_defects(plan, self._settings.strengths, cells, rng)
        tiles = []
        for cell in cells:
            self._tick()
            defect = defects.get(cell)
            if defect is None:
                pixels = tissue.picture(cell[0] * px, cell[1] * px, px, px)
                tiles.append(Tile(cell=cell, image=jpeg(pixels, quality), pixels=pixels))
                continue
            pixels, detail = draw_defect(tissue, cell[0], cell[1], defect)
            tile = Tile(cell=cell, image=jpeg(pixels, quality), strength=defect.strength)
            tile.mark(defect.kind, detail)
            tiles.append(tile)
        return tiles

    def _copy(
        self,
        plan: SlidePlan,
        tissue: Tissue,
        tiles: list[Tile],
        rng: np.random.Generator,
        spares: list[Spare],
    ) -> list[Plant]:
        """Add copies: exact ones at the place of the original or, from afar, at the tissue's edge.

        A near copy always lies at the edge: two unlike pictures of one place would say more
        than that they are alike.
        """
        earlier: list[Plant] = []
        own = [tile for tile in tiles if tile.may_be_copied] or _clean(tiles)
        own = [own[i] for i in rng.permutation(len(own))]
        free = [(int(x), int(y)) for x, y in tissue.layout.free]
        for number in range(plan.copies):
            self._tick()
            exact = number < plan.exact
            kind = Planted.EXACT if exact else Planted.NEAR
            group = self._groups
            self._groups += 1
            source: Tile | Spare
            if spares and (plan.exact_across if exact else plan.near_across):
                source = spares.pop()
                earlier.append(replace(source.plant, kind=kind, group=group, detail="the original"))
                cell, of = free.pop(0), f"a tile of {source.plant.slide}"
            else:
                source = own.pop()
                cell, of = source.cell if exact else free.pop(0), "another tile of the slide"
            pixels, image = source.pixels, source.image
            if isinstance(source, Tile):
                source.mark(kind, "the original", group)
            detail = f"the same image as {of}"
            if not exact and pixels is not None:
                image, how = self._alter(pixels, group)
                detail = f"{of}, {how}"
            copy = Tile(cell=cell, image=image)
            copy.mark(kind, detail, group)
            tiles.append(copy)
        return earlier

    def _alter(self, pixels: Pixels, turn: int) -> tuple[bytes, str]:
        """Return an image that looks the same, and what is different."""
        quality = self._settings.jpeg_quality
        if turn % 3 == 0:
            lower = max(30, quality - 25)
            return jpeg(pixels, lower), f"JPEG quality {lower} instead of {quality}"
        if turn % 3 == 1:
            brighter = ImageEnhance.Brightness(Image.fromarray(pixels)).enhance(1.05)
            return jpeg(np.asarray(brighter), quality), "5 % brighter"
        shift = max(1, pixels.shape[0] // 64)
        moved = np.concatenate([pixels[:, shift:], pixels[:, : -shift - 1 : -1]], axis=1)
        return jpeg(moved, quality), f"moved by {shift} px"


def _clean(tiles: list[Tile]) -> list[Tile]:
    return [tile for tile in tiles if tile.pixels is not None]


def jpeg(pixels: Pixels, quality: int) -> bytes:
    """Return a picture as JPEG."""
    out = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _png(pixels: Pixels) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()
