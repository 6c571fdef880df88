"""How likely each TFRecord is drawn from, so that slides, patients or categories are alike.

The weights of all TFRecords sum to 1; one that has no tiles to give has weight 0.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

STRATEGIES = ("tile", "slide", "patient", "category")


@dataclass(frozen=True, slots=True)
class Balance:
    """How a dataset was balanced, to weigh it anew when other tiles are used.

    Attributes:
        strategy: One of `STRATEGIES`.
        headers: The columns whose values make the groups; none for tiles and slides.
        weights: What came of it; others were put in their place by hand.
    """

    strategy: str
    headers: tuple[str, ...]
    weights: Mapping[str, float]


def weigh(strategy: str, tiles: Sequence[int], groups: Sequence[Hashable]) -> list[float]:
    """Return the weight of each TFRecord; all 0 if there is no tile.

    Args:
        strategy: One of `STRATEGIES`.
        tiles: How many tiles each TFRecord gives.
        groups: The patient or category of each; not looked at for tiles and slides.
    """
    if not any(tiles):
        return [0.0] * len(tiles)
    if strategy == "tile":
        return weigh_tiles(tiles)
    return weigh_groups(tiles, range(len(tiles)) if strategy == "slide" else groups)


def weigh_tiles(tiles: Sequence[int]) -> list[float]:
    """Make each tile as likely as any other.

    Args:
        tiles: How many tiles each TFRecord gives; not all 0.
    """
    total = sum(tiles)
    return [count / total for count in tiles]


def weigh_groups(tiles: Sequence[int], groups: Sequence[Hashable]) -> list[float]:
    """Make each group as likely as any other, and the TFRecords of a group alike.

    Args:
        tiles: How many tiles each TFRecord gives; not all 0.
        groups: The group of each.
    """
    sizes = Counter(group for count, group in zip(tiles, groups, strict=True) if count)
    return [
        1 / (len(sizes) * sizes[group]) if count else 0.0
        for count, group in zip(tiles, groups, strict=True)
    ]
