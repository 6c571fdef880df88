"""What is measured on a tile: the name, unit, range, formula and source of each metric."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

VERSION = 2
"""Raised whenever a metric is computed otherwise: what was kept before is then measured anew."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A number measured on a tile.

    Attributes:
        name: Name of its column, and its name in a filter.
        title: Its name for people.
        unit: Unit of its values, "" for a plain number.
        low, high: Its range; `high` is None where there is no upper end.
        description: What it says, in a sentence or two, for people.
        formula: How it is computed.
        source: Where the formula comes from.
        share: Whether it is a share of the tile, shown as percent.
    """

    name: str
    title: str
    unit: str
    low: float
    high: float | None
    description: str
    formula: str
    source: str
    share: bool = False


def _share(name: str, title: str, description: str, formula: str, source: str) -> Metric:
    return Metric(name, title, "", 0.0, 1.0, description, formula, source, share=True)


_ALL = (
    _share(
        "whitespace",
        "Whitespace",
        "Share of the tile that is as bright as glass.",
        "share of pixels whose mean of red, green and blue, rounded, is above 230",
        "Slideflow, whitespace_fraction and whitespace_threshold, as libvips computes it",
    ),
    _share(
        "grayspace",
        "Grayspace",
        "Share of the tile without colour: glass, and black ink.",
        "share of pixels whose HSV saturation, on 0 to 255 and rounded down, is below 0.05 x 255",
        "Slideflow, grayspace_fraction and grayspace_threshold, as libvips computes it",
    ),
    Metric(
        "brightness",
        "Brightness",
        "levels",
        0.0,
        255.0,
        "How light the tile is on the whole.",
        "mean of the luma Y = 0.299 R + 0.587 G + 0.114 B",
        "ITU-R BT.601",
    ),
    Metric(
        "contrast",
        "Contrast",
        "levels",
        0.0,
        127.5,
        "How far light and dark parts differ.",
        "standard deviation of the luma",
        "RMS contrast, Peli 1990, J Opt Soc Am A 7:2032",
    ),
    _share(
        "saturation",
        "Saturation",
        "How colourful the tile is on the whole.",
        "mean over pixels of (max - min) / max of red, green and blue; 0 for black",
        "HSV saturation, Smith 1978, SIGGRAPH 12:12",
    ),
    Metric(
        "sharpness",
        "Sharpness",
        "",
        0.0,
        None,
        "How fine and strong edges are; low where a tile is out of focus, and on glass.",
        "variance of the Laplacian of the luma",
        "Pech-Pacheco et al. 2000, ICPR 3:314",
    ),
    Metric(
        "entropy",
        "Entropy",
        "bits",
        0.0,
        8.0,
        "How many different levels of light the tile makes use of.",
        "-sum p log2 p over the shares p of the 256 levels of the luma",
        "Shannon 1948, Bell Syst Tech J 27:379",
    ),
    Metric(
        "highlight",
        "Highlight",
        "levels",
        0.0,
        255.0,
        "How light the lightest part is; low where too little light fell on the tile.",
        "99th percentile of the luma",
        "order statistic of the luma of ITU-R BT.601",
    ),
    Metric(
        "shadow",
        "Shadow",
        "levels",
        0.0,
        255.0,
        "How dark the darkest part is; high where a tile is blank or washed out.",
        "1st percentile of the luma",
        "order statistic of the luma of ITU-R BT.601",
    ),
    _share(
        "tissue",
        "Tissue",
        "Share of the tile that is neither glass nor ink.",
        "share of pixels whose optical density -ln(I / 255) exceeds 0.2 in red, green or blue, "
        "less those of ink",
        "after Macenko et al. 2009, ISBI:1107",
    ),
    _share(
        "pen_red",
        "Red ink",
        "Share of the tile under red marker.",
        "share of pixels of the colour of red ink",
        "tfrviewer",
    ),
    _share(
        "pen_green",
        "Green ink",
        "Share of the tile under green marker.",
        "share of pixels of the colour of green ink",
        "tfrviewer",
    ),
    _share(
        "pen_blue",
        "Blue ink",
        "Share of the tile under blue marker.",
        "share of pixels of the colour of blue ink",
        "tfrviewer",
    ),
    _share(
        "pen_black",
        "Black ink",
        "Share of the tile under black marker.",
        "share of pixels that are dark and without colour",
        "tfrviewer",
    ),
    _share(
        "pen",
        "Ink",
        "Share of the tile under marker of any colour.",
        "pen_red + pen_green + pen_blue + pen_black",
        "tfrviewer",
    ),
    _share(
        "dark",
        "Dark",
        "Share of the tile that is dark: folds, and tissue too thick to see through.",
        "share of pixels whose luma is below 80",
        "tfrviewer",
    ),
    Metric(
        "hematoxylin",
        "Hematoxylin",
        "OD",
        0.0,
        None,
        "How strongly tissue is stained by hematoxylin.",
        "mean over tissue of the amount of hematoxylin; 0 without tissue",
        "Ruifrok and Johnston 2001, Anal Quant Cytol Histol 23:291",
    ),
    Metric(
        "eosin",
        "Eosin",
        "OD",
        0.0,
        None,
        "How strongly tissue is stained by eosin.",
        "mean over tissue of the amount of eosin; 0 without tissue",
        "Ruifrok and Johnston 2001, Anal Quant Cytol Histol 23:291",
    ),
    Metric(
        "jpeg_quality",
        "JPEG quality",
        "",
        1.0,
        100.0,
        "How finely the JPEG was quantised; none for other formats.",
        "quality of libjpeg whose luminance table is nearest to that of the image",
        "ITU-T T.81 annex K, as the Independent JPEG Group scales it",
    ),
)

METRICS: Mapping[str, Metric] = MappingProxyType({metric.name: metric for metric in _ALL})
"""Every metric by name, in the order of the columns of `measure_many`."""
