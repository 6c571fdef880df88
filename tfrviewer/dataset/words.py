"""Numbers, names and text from files, as the words of findings and summaries have them."""

from collections.abc import Iterable

LONGEST = 80
"""Characters of a name or cell that are shown: what files hold may be of any length."""
LISTED = 8
"""Names that are shown of many."""


def counted(number: int, noun: str) -> str:
    """Return how many there are, with the noun in the right number: “1,000 slides”."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def sized(count: int) -> str:
    """Return how many bytes there are: “512 bytes”, “1.2 GB”."""
    for unit, size in (("TB", 10**12), ("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= size:
            return f"{count / size:,.1f} {unit}"
    return counted(count, "byte")


def short(text: str, longest: int = LONGEST) -> str:
    """Return text from a file, cut if it is long."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def listed(names: Iterable[str], most: int = LISTED, *, longest: int = LONGEST) -> str:
    """Return the first of some names, each cut if it is long, and how many there are more.

    Args:
        names: What is to be listed; “none” if there is nothing.
        most: How many are shown.
        longest: How many characters of each; paths, whose end tells most, want more.
    """
    names = list(names)
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return (", ".join(short(name, longest) for name in names[:most]) or "none") + more
