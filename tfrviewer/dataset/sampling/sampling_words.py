"""A sampling preview in words: what it comes to, and a table with bars."""

import math
from typing import TYPE_CHECKING, Any

import polars as pl

from tfrviewer.dataset.sampling.sampling_tally import by_deviation
from tfrviewer.dataset.words import counted
from tfrviewer.errors import FindingKind, shown

if TYPE_CHECKING:
    from tfrviewer.dataset.sampling.sampling import SamplingPreview

LINES = 30
"""Groups in a table; with more of them, those that differ most from their share of the tiles."""

_BAR = 24
_LONGEST_NAME = 36
_MOST_SPOKEN = 20
_ALIKE = 0.1  # of its share: a group drawn so much more or less is as good as drawn by its tiles
_NOTABLE = 2  # times as often as on average
_ASCII = str.maketrans({"×": "x", "÷": "/", "–": "-", "…": "~"})
_KINDS = {"slide": "slide", "tfrecord": "TFRecord", "patient": "patient"}


def headline(preview: "SamplingPreview") -> str:
    """Return the main thing in a sentence or a few."""
    told = (_of_weights, _of_the_end, _of_unseen, _of_most, _of_damage)
    sentences = [sentence(preview) for sentence in told]
    return " ".join(filter(None, sentences))


def name_of(group: str | None, by: str) -> str:
    """Return what a group is called in a sentence."""
    if group is None:
        return f"tiles without “{by}”"
    kind = _KINDS.get(by)
    return f"“{group}” ({by})" if kind is None else f"{kind} {group}"


def kinds_of(by: str) -> str:
    """Return what groups are called together in a sentence."""
    return f"{_KINDS[by]}s" if by in _KINDS else f"values of “{by}”"


def percent(share: float) -> str:
    """Return a share with as many figures as it deserves."""
    value = 100 * share
    if not value or value >= 99.95:
        return f"{value:.0f} %"
    if value < 0.01:
        return "less than 0.01 %"
    if value > 99:
        return f"{value:.1f} %"
    figures = 0 if value >= 9.95 else 1 if value >= 0.995 else 2
    return f"{value:.{figures}f} %"


def times(delivered_share: float, share: float) -> str:
    """Return how often a group is drawn as compared with its share of the tiles: ×4, ÷2."""
    if not share:
        return ""
    if not delivered_share:
        return "never"
    ratio = delivered_share / share
    sign, ratio = ("×", ratio) if ratio >= 1 / 1.05 else ("÷", 1 / ratio)
    return f"{sign}{ratio:.1f}" if ratio < 9.95 else f"{sign}{ratio:,.0f}"


def table(preview: "SamplingPreview", *, lines: int = LINES, plain: bool = False) -> str:
    """Return a table of the groups, the ones that differ most from their share of tiles first.

    Args:
        preview: What is told of.
        lines: How many groups there are at most.
        plain: Whether to draw the bars with characters of ASCII alone.
    """
    frame = preview.sorted()
    titles = ("tiles", "of all", "expected", "drawn", "of draws", "ratio", "seen", "passes")
    cells = [
        (_cut(preview.by), *titles, _legend(plain=plain)),
        *(_line(group, preview, plain=plain) for group in frame.head(lines).iter_rows(named=True)),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    texts = [
        "  ".join(
            cell.ljust(width) if at in (0, len(widths) - 1) else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    ]
    if frame.height > lines:
        texts.append(f"and {frame.height - lines:,} more, closer to their share of the tiles")
    text = "\n".join(texts)
    return text.translate(_ASCII) if plain else text


def _line(group: dict[str, Any], preview: "SamplingPreview", *, plain: bool) -> tuple[str, ...]:
    low, high = group["passes_min"], group["passes_max"]
    return (
        _cut("(none)" if group["group"] is None else group["group"]),
        f"{group['tiles']:,}",
        percent(group["share"]),
        percent(group["expected_share"]),
        f"{group['delivered']:,}",
        percent(group["delivered_share"]),
        times(group["delivered_share"], group["share"]),
        percent(group["distinct"] / group["tiles"]),
        "–" if low is None else f"{low:,}" if low == high else f"{low:,}–{high:,}",
        _bar(group, _full(preview), plain=plain),
    )


def _full(preview: "SamplingPreview") -> float:
    """Return the share that a bar of full length stands for."""
    frame = preview.frame.select(pl.max_horizontal("share", "delivered_share").max())
    return float(frame.item() or 0)


def _legend(*, plain: bool) -> str:
    drawn, tiles = ("#", "|") if plain else ("█", "│")
    return f"{drawn} drawn  {tiles} share of the tiles"


def _bar(group: dict[str, Any], full: float, *, plain: bool) -> str:
    """Return a bar of the draws, with a mark at the share of the tiles."""
    drawn, tiles = ("#", "|") if plain else ("█", "│")
    length = round(_BAR * group["delivered_share"] / full) if full else 0
    at = min(round(_BAR * group["share"] / full), _BAR) if full else 0
    bar = (drawn * length).ljust(_BAR + 1)
    return f"{bar[:at]}{tiles}{bar[at + 1 :]}".rstrip()


def _cut(name: str) -> str:
    """Return a name short enough for a table, on a line: its beginning and its end."""
    name = shown(name)
    if len(name) <= _LONGEST_NAME:
        return name
    half = (_LONGEST_NAME - 1) // 2
    return f"{name[:half]}…{name[-half:]}"


def _of_weights(preview: "SamplingPreview") -> str:
    frame, by = preview.frame, preview.by
    if frame.height < 2:
        return ""
    off = (pl.col("expected_share") - pl.col("share")).abs()
    if frame.select((off <= _ALIKE * pl.col("share")).all()).item():
        text = f"On average {kinds_of(by)} are drawn as often as their shares of the tiles say"
        group = preview.sorted().row(0, named=True)
        if group["delivered_share"] < _NOTABLE * group["share"]:
            return f"{text}."
        often = times(group["delivered_share"], group["share"])
        return f"{text}; chance alone draws {name_of(group['group'], by)} {often} as often."
    group = by_deviation(frame, "expected_share").row(0, named=True)
    name, drawn = name_of(group["group"], by), group["delivered_share"]
    has = f"{name}, which has {percent(group['share'])} of the tiles."
    if not drawn:
        return f"No draw comes from {has}"
    if drawn < group["share"]:
        return f"Only {percent(drawn)} of the draws come from {has}"
    return f"{_one_in(drawn)} from {has}"


def _one_in(share: float) -> str:
    count = round(1 / share)
    if 2 <= count <= _MOST_SPOKEN and math.isclose(1 / share, count, rel_tol=0.05):
        return f"One draw in {count} comes"
    return f"{percent(share)} of the draws come"


def _of_the_end(preview: "SamplingPreview") -> str:
    delivered = preview.totals.delivered
    if delivered == preview.draws:
        return ""
    if not delivered:
        return "There is nothing to draw here."
    return f"After {delivered:,} draws all that there is had been given once."


def _of_unseen(preview: "SamplingPreview") -> str:
    shards, groups = preview.shard[1], preview.all_shards
    totals = preview.totals_of_all_shards
    draws = f"{preview.draws:,} draw{'' if preview.draws == 1 else 's'}"
    if shards > 1:
        draws = f"{draws} of each of the {shards:,} shards"
    if not totals.never:
        if totals.delivered < preview.draws * shards:
            return ""
        text = f"Every tile is seen at least once in {draws}"
        if shards > 1:  # the table is of this one alone
            own = percent(preview.totals.distinct / totals.tiles)
            text = f"{text} taken together, and {own} of them in those of shard {preview.shard[0]}"
        return f"{text}."
    missed = groups.height - int((groups["delivered"] > 0).sum())
    of_groups = f"{missed:,} of {groups.height:,} {kinds_of(preview.by)} and " if missed > 1 else ""
    clipped = totals.tiles - totals.available
    because = ""
    if clipped:
        part = "all of them" if clipped == totals.never else percent(clipped / totals.tiles)
        because = f"; {part} are clipped away"
    share = percent(totals.never / totals.tiles)
    text = f"{of_groups}{share} of the tiles are never seen in {draws}{because}."
    return f"{text[0].upper()}{text[1:]}"


def _of_most(preview: "SamplingPreview") -> str:
    """Say so if the tiles of a group come up far more often than the others."""
    frame, totals = preview.frame, preview.totals
    group = frame.sort("passes_max", descending=True, nulls_last=True).row(0, named=True)
    most = group["passes_max"] or 0
    if frame.height < 2 or most < 2 or most <= _NOTABLE * totals.delivered / totals.available:
        return ""
    return f"A tile of {name_of(group['group'], preview.by)} is delivered up to {most:,} times."


def _of_damage(preview: "SamplingPreview") -> str:
    count = preview.damaged
    if not count:
        return ""
    more = any(finding.kind is FindingKind.MORE for finding in preview.findings)
    are, were = ("is", "it were") if count == 1 else ("are", "they were")
    text = f"{'at least ' if more else ''}{counted(count, 'record')} {are} known to be damaged"
    return f"{text[0].upper()}{text[1:]}, and counted here as if {were} whole."
