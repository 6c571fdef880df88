"""The order in which people sort names."""

import re

_NUMBERS = re.compile(r"([0-9]+)")


def natural_key(name: str) -> tuple[list[tuple[int, str]], str]:
    """Return what sorts names as people do: slide-9 before slide-10, whatever the case."""
    parts = _NUMBERS.split(name.casefold())
    # A number is compared by its length, then its digits: it may be too long for an int.
    words = [
        (len(part.lstrip("0")), part.lstrip("0")) if i % 2 else (0, part)
        for i, part in enumerate(parts)
    ]
    return words, name
