"""One thing that the command finder finds, and choosing among them; no Qt."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from tfrviewer.gui.command_finder.matching import Match, matcher

MOST_SHOWN = 60


class Kind(IntEnum):
    """What an entry is; of two that fit alike, the smaller comes first."""

    COMMAND = 0
    SETTING = 1
    PLACE = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be done.

    Attributes:
        key: Its own name, for the list of what was used last.
        title: What it does.
        do: Does it.
        kind: What it is.
        place: Where else it is found: its menu, or what it belongs to.
        keys: Its shortcut, or "".
        icon: Its icon, or "".
        why_not: Why it cannot be done now; "" if it can.
        more: Further words to find it by.
        is_on: For a switch, whether it is on.
        only_found: It is shown only when it is looked for.
    """

    key: str
    title: str
    do: Callable[[], object]
    kind: Kind = Kind.COMMAND
    place: str = ""
    keys: str = ""
    icon: str = ""
    why_not: str = ""
    more: str = ""
    is_on: bool | None = None
    only_found: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An entry, where its title fits what was typed, and whether it was used lately."""

    entry: Entry
    places: tuple[int, ...] = ()
    recent: bool = field(default=False)


def find(query: str, entries: Iterable[Entry], recent: Sequence[str]) -> list[Found]:
    """Return the entries that fit, the best first.

    Without a query, what was used last comes first, then all commands in their order.

    Args:
        query: A few letters of one or several words.
        entries: All there is.
        recent: Keys of entries used last, the latest first.
    """
    if not query.strip():
        known = {entry.key: entry for entry in entries}
        first = [Found(known[key], recent=True) for key in recent if key in known]
        rest = [Found(one) for one in known.values() if not one.only_found]
        return first + [one for one in rest if one.entry.key not in recent]
    match = matcher(query)
    ranked: list[tuple[tuple[float, ...], Found]] = []
    for entry in entries:
        found, worth = match(entry.title), 0.0
        if found is None and entry.more:
            found, worth = match(f"{entry.title} {entry.place} {entry.more}"), -40.0
            found = None if found is None else Match(found.score)
        if found is None:
            continue
        if entry.key in recent:
            worth += 8.0 - recent.index(entry.key)
        score = found.score + worth - (15.0 if entry.why_not else 0.0)
        rank = (-score, float(entry.kind), float(len(ranked)))
        ranked.append((rank, Found(entry, found.places, entry.key in recent)))
    ranked.sort(key=lambda pair: pair[0])
    return [found for _, found in ranked[:MOST_SHOWN]]
