"""What is measured on a tile: the name, unit, range, formula and source of each metric."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

VERSION = 5
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


_OURS = "tfrviewer, tuned on drawn tissue"


def _share(name: str, title: str, description: str, formula: str, source: str) -> Metric:
    return Metric(name, title, "", 0.0, 1.0, description, formula, source, share=True)


_ALL = (
    _share(
        "whitespace",
        "Whitespace",
        "Share of the tile that is as bright as glass.",
        "share of pixels whose mean of red, green and blue is above 230",
        "Slideflow, whitespace_fraction and whitespace_threshold",
    ),
    _share(
        "grayspace",
        "Grayspace",
        "Share of the tile without colour: glass, and black ink.",
        "share of pixels whose HSV saturation, (max - min) / max, is below 0.05",
        "Slideflow, grayspace_fraction and grayspace_threshold",
    ),
    Metric(
        "brightness",
        "Brightness",
        "levels",
        0.0,
        255.0,
        "How light the tile is on the whole.",
        "mean of the luma Y = (77 R + 150 G + 29 B) / 256, rounded",
        "ITU-R BT.601, its weights in 256ths",
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
        "How steep the steepest edges are, against the range of light; low out of focus.",
        "99th percentile of the absolute Laplacian of the luma / (highlight - shadow + 4); tiles "
        "of 127 pixels and more are averaged to 32 to 63 a side first",
        "the Laplacian of Pech-Pacheco et al. 2000, ICPR 3:314; its normalisation is tfrviewer's",
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
        "share of pixels that are no grayspace, or of which red, green or blue is at most 208 "
        "(optical density 0.09 and above), less those under ink",
        "Slideflow's grayspace; the optical density after Macenko et al. 2009, ISBI:1107",
    ),
    _share(
        "pen_red",
        "Red pen",
        "Share of the tile under red marker.",
        "share of cells whose mean has R > 90, 2 R > 5 G and 5 R > 11 B",
        _OURS,
    ),
    _share(
        "pen_green",
        "Green pen",
        "Share of the tile under green marker.",
        "share of cells whose mean has 5 G > 6 R and G + 15 > B",
        _OURS,
    ),
    _share(
        "pen_blue",
        "Blue pen",
        "Share of the tile under blue marker.",
        "share of cells whose mean has 5 B > 9 R, B > R + 40 and G + 8 > R, and that are not green",
        _OURS,
    ),
    _share(
        "pen_black",
        "Black pen",
        "Share of the tile under black marker.",
        "share of cells, of no other ink, whose mean has max < 80 and max - min < 25",
        _OURS,
    ),
    _share(
        "pen",
        "Pen",
        "Share of the tile under marker of any colour.",
        "pen_red + pen_green + pen_blue + pen_black",
        _OURS,
    ),
    _share(
        "dark",
        "Dark",
        "Share of the tile that is dark: folds, and tissue too thick to see through.",
        "share of cells whose mean luma is below 90, less those under ink",
        _OURS,
    ),
    Metric(
        "hematoxylin",
        "Hematoxylin",
        "OD",
        0.0,
        None,
        "How strongly tissue is stained by hematoxylin.",
        "mean over the pixels of tissue of the first of D M^-1, with D = -log10(I / 255) and M the "
        "densities (0.65, 0.70, 0.29), (0.07, 0.99, 0.11), (0.27, 0.57, 0.78) brought to length "
        "1; not below 0, and 0 without tissue",
        "Ruifrok and Johnston 2001, Anal Quant Cytol Histol 23:291",
    ),
    Metric(
        "eosin",
        "Eosin",
        "OD",
        0.0,
        None,
        "How strongly tissue is stained by eosin.",
        "as hematoxylin, the second of D M^-1",
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
