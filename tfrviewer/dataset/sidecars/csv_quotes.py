"""Quotation marks in CSV files that are not closed: they swallow lines, and nothing tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Self

_LINE_END = re.compile(r"\r\n|\r|\n")
_LEAST_COLUMNS = 3
"""Of a table, to take a line in a cell for one of its own: prose has a comma, too."""


@dataclass
class Lines:
    """The lines of a file, and which of them one line of its table is made of.

    Attributes:
        file: The file.
        begin: Where the line of the table begins that is read now, from 1.
        read: The lines of the file that were read for it.
        ended: Whether the file ended while it was read.
    """

    file: StringIO
    begin: int = 1
    read: list[str] = field(default_factory=list)
    ended: bool = False

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self.file.readline()
        if not line:
            self.ended = True
            raise StopIteration
        self.read.append(line)
        return line

    @property
    def spans(self) -> bool:
        """Whether a cell of the line of the table goes on over the end of a line or the file."""
        return self.ended or len(self.read) > 1

    def take(self) -> None:
        """Go on to the next line of the table."""
        self.begin += len(self.read)
        self.read.clear()

    def unclosed(self, delimiter: str) -> int | None:
        """Return the line whose quotation mark is not closed, None if there is none.

        One that is closed in a later line, and not at the end of a cell, was not meant so.
        """
        text, mark = "".join(self.read), re.escape(delimiter)
        quoted = re.compile(rf'"(?P<text>(?:[^"]|"")*+)(?:(?P<close>")(?P<rest>[^{mark}\r\n]*))?')
        plain = re.compile(rf"[^{mark}\r\n]*")
        at = 0
        while at < len(text):
            cell = quoted.match(text, at)
            if cell is not None and (
                cell["close"] is None or (cell["rest"] and _LINE_END.search(cell["text"]))
            ):
                return self.begin + len(_LINE_END.findall(text, 0, at))
            end = cell or plain.match(text, at)
            assert end is not None
            at = end.end() + 1
        return None


def holds_a_line(cells: Sequence[str], delimiter: str, columns: int) -> bool:
    """Tell whether a cell holds what looks like another line of the table.

    Args:
        cells: The cells of one line.
        delimiter: What parts the columns.
        columns: How many the table has.
    """
    if columns < _LEAST_COLUMNS:
        return False
    inside = (part for cell in cells for part in _LINE_END.split(cell)[1:])
    return any(part.count(delimiter) >= columns - 1 for part in inside)
