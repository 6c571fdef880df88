"""The examples in the documentation, as they stand there."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
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
        output: What it prints, from a block marked `text` right beneath it; None if none is.
    """

    document: str
    line: int
    language: str
    needs: tuple[str, ...]
    code: str
    output: str | None


def documents() -> list[str]:
    """The documents for people, from the checkout."""
    found = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").rglob("*.md"))]
    return [path.relative_to(CHECKOUT).as_posix() for path in found]


def examples_of(document: str) -> list[Example]:
    """The blocks of a document in order."""
    text = Path(CHECKOUT, document).read_text(encoding="utf-8")
    blocks = list(_FENCE.finditer(text))
    return [
        Example(
            document,
            text.count("\n", 0, block.start(3)) + 1,
            block[1],
            tuple((block[2] or "").split()),
            block[3],
            _output_of(text, block, beneath),
        )
        for block, beneath in pairwise([*blocks, None])
        if block is not None
    ]


def _output_of(text: str, block: re.Match[str], beneath: re.Match[str] | None) -> str | None:
    if beneath is None or beneath[1] != "text" or text[block.end() : beneath.start()].strip():
        return None
    return beneath[3]


def names_used(example: Example) -> Iterator[str]:
    """Yield the names that a block of Python uses; importing one is not using it."""
    for node in ast.walk(ast.parse(example.code)):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
