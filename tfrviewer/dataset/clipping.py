"""How many tiles each TFRecord gives at most, so that none outweighs the others.

All functions take the number of tiles of each TFRecord, cut to `max_tiles` before if that is
wanted, and return how many of them are left. TFRecords without tiles count for nothing.
"""

from collections.abc import Hashable, Sequence

STRATEGIES = ("slide", "patient", "category")


def cut(tiles: Sequence[int], most: int) -> list[int]:
    """Let no TFRecord give more than some number of tiles; 0 lets each give all."""
    return [min(count, most) if most else count for count in tiles]


def cut_to_smallest(tiles: Sequence[int]) -> list[int]:
    """Let each TFRecord give as many tiles as the smallest one."""
    least = min(filter(None, tiles), default=0)
    return cut(tiles, least)


def cut_groups_exactly(tiles: Sequence[int], groups: Sequence[Hashable]) -> list[int]:
    """Let each group give exactly as many tiles as the smallest one.

    The TFRecords of a group give in proportion to their tiles; see `apportioned`.
    """
    members: dict[Hashable, list[int]] = {}
    for i, (count, group) in enumerate(zip(tiles, groups, strict=True)):
        if count:
            members.setdefault(group, []).append(i)
    least = min((sum(tiles[i] for i in files) for files in members.values()), default=0)
    kept = [0] * len(tiles)
    for files in members.values():
        for i, part in zip(files, apportioned(least, [tiles[i] for i in files]), strict=True):
            kept[i] = part
    return kept


def cut_groups(tiles: Sequence[int], groups: Sequence[Hashable]) -> list[int]:
    """Let each group give as many tiles as the smallest one, or a few less.

    Each TFRecord gives the whole part of its share, as Slideflow has it: the group falls short
    by less than a tile a TFRecord, and one of few tiles may give none.
    """
    totals: dict[Hashable, int] = {}
    for count, group in zip(tiles, groups, strict=True):
        if count:
            totals[group] = totals.get(group, 0) + count
    least = min(totals.values(), default=0)
    return [
        count * least // totals[group] if count else 0
        for count, group in zip(tiles, groups, strict=True)
    ]


def apportioned(number: int, shares: Sequence[int]) -> list[int]:
    """Divide a number in proportion to shares, into whole parts that sum to it.

    Each gets the whole part of its due, and those with the greatest remainders, the first of
    equal ones, one more: no part is further than 1 from its due.

    Args:
        number: At most the sum of the shares, so that no part exceeds its share.
        shares: None less than 0, and not all 0.
    """
    total = sum(shares)
    parts = [share * number // total for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda i: -(shares[i] * number % total))
    for i in by_remainder[: number - sum(parts)]:
        parts[i] += 1
    return parts
