"""The examples in the documentation, as they stand there."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.house.layers import CHECKOUT

_FENCE = re.compile(r"^```(\w+)(?: ([\w ]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A block of code in a document.

    Attributes:
        document: Where it stands, from the checkout.
        line: Of its first line there.
        language: "python" or "sh"; others are not run.
        needs: What must be installed beside tfrviewer to run it, as words after the language.
        code: What it says.
    """

    document: str
    line: int
    language: str
    needs: tuple[str, ...]
    code: str


def documents() -> list[str]:
    """The documents for people, from the checkout."""
    found = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").rglob("*.md"))]
    return [path.relative_to(CHECKOUT).as_posix() for path in found]


def examples_of(document: str) -> list[Example]:
    """The blocks of a document in order."""
    text = Path(CHECKOUT, document).read_text(encoding="utf-8")
    return [
        Example(
            document,
            text.count("\n", 0, match.start(3)) + 1,
            match[1],
            tuple((match[2] or "").split()),
            match[3],
        )
        for match in _FENCE.finditer(text)
    ]
