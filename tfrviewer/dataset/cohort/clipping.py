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
    kept = [0] * len(tiles)
    least, members = _members(tiles, groups)
    for files in members:
        for i, part in zip(files, apportioned(least, [tiles[i] for i in files]), strict=True):
            kept[i] = part
    return kept


def cut_groups(tiles: Sequence[int], groups: Sequence[Hashable]) -> list[int]:
    """Let each group give as many tiles as the smallest one, or a few less.

    Each TFRecord gives the whole part of its share, as Slideflow has it: the group falls short
    by less than a tile a TFRecord, and one of few tiles may give none. A group that would give
    no tile at all gives exactly as many as the smallest one.
    """
    kept = cut_groups_exactly(tiles, groups)
    least, members = _members(tiles, groups)
    for files in members:
        total = sum(tiles[i] for i in files)
        parts = [tiles[i] * least // total for i in files]
        if any(parts):
            for i, part in zip(files, parts, strict=True):
                kept[i] = part
    return kept


def _members(tiles: Sequence[int], groups: Sequence[Hashable]) -> tuple[int, list[list[int]]]:
    """Return the tiles of the smallest group, and the numbers of the TFRecords of each."""
    members: dict[Hashable, list[int]] = {}
    for i, (count, group) in enumerate(zip(tiles, groups, strict=True)):
        if count:
            members.setdefault(group, []).append(i)
    several = list(members.values())
    return min((sum(tiles[i] for i in files) for files in several), default=0), several


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
