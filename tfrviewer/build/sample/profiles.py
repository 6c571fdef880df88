"""Kinds of tissue, and the noise that all of them are made of."""

from dataclasses import dataclass

import numpy as np

from tfrviewer.build.sample.noise import texture


@dataclass(frozen=True, slots=True)
class Profile:
    """What kind of tissue a slide shows; lengths in micrometres.

    Attributes:
        spacing: Distance between glands.
        radius: Least and greatest gland radius.
        aspect: Greatest ratio of a gland's length to its width.
        warp: How far glands are pushed out of shape.
        epithelium: Height of the epithelium.
        crowd: Nuclear layers in it.
        pleomorphism: How unlike nuclei are, 0 to 1.
        mucin: Share of epithelial cells with a mucin vacuole.
        glands: Share of the tissue that has glands.
        fat: Share of the tissue that is fat.
        lymphoid: Share of the tissue crowded by lymphocytes.
        dense: How dense the stroma is, about 1.
    """

    spacing: float
    radius: tuple[float, float]
    aspect: float
    warp: float
    epithelium: float
    crowd: float
    pleomorphism: float
    mucin: float
    glands: float
    fat: float
    lymphoid: float
    dense: float


PROFILES = (
    # crypts of a colon: round, alike, much mucin
    Profile(118, (40, 52), 1.35, 11, 23, 1.0, 0.15, 0.75, 0.80, 0.10, 0.10, 0.95),
    # a breast: few ducts and lobules in dense stroma and fat
    Profile(175, (30, 66), 1.7, 16, 17, 1.15, 0.2, 0.05, 0.50, 0.38, 0.05, 1.2),
    # a carcinoma: crowded, irregular glands with large nuclei
    Profile(128, (40, 70), 2.0, 26, 29, 1.7, 0.9, 0.10, 0.72, 0.07, 0.14, 1.05),
    # a prostate: wide, folded lumina
    Profile(205, (60, 98), 1.6, 34, 20, 1.05, 0.2, 0.15, 0.82, 0.05, 0.06, 1.0),
    # inflamed mucosa
    Profile(150, (38, 56), 1.6, 15, 22, 1.1, 0.3, 0.45, 0.55, 0.16, 0.28, 0.85),
)


class Textures:
    """Periodic textures that all slides of a dataset share, each from another place in it."""

    def __init__(self, seed: int, um_per_px: float) -> None:
        rng = np.random.default_rng([seed, 0])
        size = (420, 420)
        self.slow = texture(rng, size, shortest=(20, 20), longest=160, slope=1.2)
        self.middle = texture(rng, size, shortest=(9, 9), longest=40, slope=1.0)
        self.quick = texture(rng, size, shortest=(4, 4), longest=12, slope=0.8)
        # Fibres: down the texture goes across them, 0.75 um a texel; along them, 6 um.
        thin = max(2.4, 1.3 * um_per_px) / 0.75
        self.fibres = texture(rng, (1024, 256), shortest=(thin, 6), longest=90, slope=0.75)
        self.bundles = texture(rng, (1024, 256), shortest=(14, 9), longest=220, slope=0.6)
        self.grain = texture(rng, (512, 512), shortest=(1.9, 1.9), longest=10, slope=0.3)
