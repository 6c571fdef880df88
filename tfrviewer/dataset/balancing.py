"""How likely each TFRecord is drawn from, so that slides, patients or categories are alike.

The weights of all TFRecords sum to 1; one that has no tiles to give has weight 0.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

STRATEGIES = ("tile", "slide", "patient", "category")


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
