"""How filters leave lines of the annotations out, in words."""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import TypeAlias

Wanted: TypeAlias = str | Sequence[str]

_LISTED = 8


class Exclusion:
    """How filters exclude lines of the annotations.

    Args:
        filters: {column: the value or values wanted}.
        filter_blank: Columns that must not be blank.
    """

    def __init__(self, filters: Mapping[str, Wanted], filter_blank: Sequence[str]) -> None:
        self._filled = filter_blank
        self._wanted = {
            column: {wanted: None} if isinstance(wanted, str) else dict.fromkeys(wanted)
            for column, wanted in filters.items()
        }

    def of(self, line: Mapping[str, str]) -> str | None:
        """Return how a line is excluded, None if it is not."""
        for column, wanted in self._wanted.items():
            if line.get(column) not in wanted:
                return (
                    f"The filter wants “{column}” to be {_either(wanted)}, and it is "
                    f"“{line.get(column, '')}”."
                )
        for column in self._filled:
            if not line.get(column, "").strip():
                return f"“{column}” is blank, and the filter leaves such slides out."
        return None


def _either(values: Collection[str]) -> str:
    more = f" or one of {len(values) - _LISTED:,} more" if len(values) > _LISTED else ""
    return " or ".join(islice(values, _LISTED)) + more
