"""What the sample generator may be told: one frozen dataclass, recorded in `truth.json`."""

from dataclasses import asdict, dataclass
from typing import Any

MPP = 0.5
"""Micrometres a level-0 pixel of the drawn slides (a scan at 20x)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSettings:
    """Settings of the generator; the same settings give the same bytes.

    The same bytes, that is, with the same numpy, Pillow and kind of processor. Lengths are in
    micrometres unless the name says otherwise.

    Attributes:
        slides: How many slides to draw.
        tiles: How many records each slide gets, planted copies included.
        seed: What all chance is drawn from.
        px: Side of a tile in pixels (`tile_px`).
        tile_um: Side of a tile on the slide (`tile_um`).
        jpeg_quality: Quality of the JPEG images, 1 to 95.
        hematoxylin: Optical density of hematoxylin in red, green and blue.
        eosin: Optical density of eosin in red, green and blue.
        stain_strength: How strongly both stain; 1 is an ordinary stain.
        stain_jitter: How much strength and hue differ between slides; 0 is not at all.
        nuclei: How many nuclei, against ordinary tissue.
        strengths: The strengths that each run of tile defects has, one a tile, 0 to 1.
        defects: Share of the tiles that get a tile defect, whatever its strength. Each kind
            is planted once at least.
        washed_out: Whether washed out tiles are among the tile defects.
        copies: Share of each slide's records that are exact copies; as many are near copies.
            Each slide holds one of either at least.
        png_share: Share of PNG images in the file of mixed formats.
    """

    slides: int = 5
    tiles: int = 60
    seed: int = 1
    px: int = 128
    tile_um: int = 302
    jpeg_quality: int = 85
    hematoxylin: tuple[float, float, float] = (0.65, 0.70, 0.29)
    eosin: tuple[float, float, float] = (0.07, 0.99, 0.11)
    stain_strength: float = 1.0
    stain_jitter: float = 1.0
    nuclei: float = 1.0
    strengths: tuple[float, ...] = (0.25, 0.5, 0.75, 1.0)
    defects: float = 0.14
    washed_out: bool = False
    copies: float = 0.012
    png_share: float = 0.15

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        _within("slides", self.slides, 1, 9999)
        _within("tiles", self.tiles, 16, 20_000)
        _within("seed", self.seed, 0, 2**63 - 1)
        _within("px", self.px, 16, 2048)
        _within("tile_um", self.tile_um, 16, 2000)
        _within("jpeg_quality", self.jpeg_quality, 1, 95)
        _within("stain_strength", self.stain_strength, 0.1, 4)
        _within("stain_jitter", self.stain_jitter, 0, 3)
        _within("nuclei", self.nuclei, 0, 4)
        _within("defects", self.defects, 0, 0.5)
        _within("copies", self.copies, 0, 0.1)
        _within("png_share", self.png_share, 0, 1)
        if not self.strengths:
            raise ValueError("strengths must name at least one strength")
        for strength in self.strengths:
            _within("each of strengths", strength, 0.01, 1)

    @property
    def label(self) -> str:
        """Name of the folder of TFRecords: tile size in pixels and in micrometres."""
        return f"{self.px}px_{self.tile_um}um"

    @property
    def tile_base(self) -> int:
        """Side of a tile, and pitch of the grid, in level-0 pixels."""
        return round(self.tile_um / MPP)

    def to_json(self) -> dict[str, Any]:
        """Return every setting as a JSON object."""
        return asdict(self)


def _within(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise ValueError(f"{name} must lie between {low:g} and {high:g}, not {value:g}")
