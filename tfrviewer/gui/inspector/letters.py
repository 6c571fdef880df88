"""Bytes as text: in which encoding they are, and a page of them at a time. No Qt."""

from dataclasses import dataclass
from typing import Final

PAGE: Final = 64 * 1024
"""Bytes that are shown at once."""
LONGEST_LINE: Final = 400
"""A longer line is broken: Qt takes seconds to wrap one of 64 kB."""
BREAK: Final = "\u2028"
"""Where a line goes on in the next one, or on the next page; no text that is shown has it."""
_CUT: Final = "unexpected end of data"
_MOST_BEYOND: Final = 0.4
_ASCII: Final = bytes(range(128))
_LETTERS: Final = bytes(range(0xC0, 0x100)) + bytes.fromhex("828485919293949697a0a7abb0b2b3b5bb")
_SHORTEST_GUESSED: Final = 4
_LOOKED_AT: Final = 1 << 20
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8 with byte order mark"),
    (b"\xff\xfe", "utf-16-le", "UTF-16, little-endian"),
    (b"\xfe\xff", "utf-16-be", "UTF-16, big-endian"),
)
_CONTROLS: Final = bytes(i for i in range(32) if i not in b"\t\n\r\f") + b"\x7f"


@dataclass(frozen=True, slots=True)
class Encoding:
    """How bytes become letters.

    Attributes:
        codec: Its name in Python.
        name: What people call it.
        skip: Bytes of a byte order mark before the text.
        is_sure: Whether all of the bytes looked at are text in it.
    """

    codec: str
    name: str
    skip: int = 0
    is_sure: bool = True


def find_encoding(data: bytes) -> Encoding:
    """Return the encoding of a text, by its mark, else by what its first MB can be.

    What is not UTF-8 but has no control characters either is read as Windows-1252, in which
    old names with umlauts and accents are written.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return Encoding(codec, name, len(mark))
    start = data[:_LOOKED_AT]
    if start.isascii():
        return Encoding("utf-8", "ASCII")
    if is_utf8(start, whole=len(data) <= _LOOKED_AT):
        return Encoding("utf-8", "UTF-8")
    if start.translate(None, _CONTROLS) == start:
        return Encoding("cp1252", "Windows-1252 (not UTF-8)", is_sure=False)
    return Encoding("utf-8", "no text", is_sure=False)


def is_utf8(data: bytes, *, whole: bool = True) -> bool:
    """Tell whether bytes are UTF-8; not `whole`, the last letter may be cut in two."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return (
            not whole and error.start > len(data) - 4 and error.reason.startswith("unexpected end")
        )
    return True


def looks_like_text(start: bytes, size: int) -> bool:
    """Tell whether bytes are best shown as text.

    Args:
        start: Their beginning.
        size: How many there are in all.
    """
    if any(start.startswith(mark) for mark, _, _ in _MARKS):
        return True
    if start.translate(None, _CONTROLS) != start:
        return False
    if is_utf8(start, whole=len(start) == size):
        return True
    # Windows-1252: letters beyond ASCII are few in any name, and signs beyond it fewer still.
    looked_at = start[:4096]
    beyond = looked_at.translate(None, _ASCII)
    few = len(beyond) <= _MOST_BEYOND * len(looked_at)
    return few and len(looked_at) >= _SHORTEST_GUESSED and not beyond.translate(None, _LETTERS)


def n_pages(data: bytes) -> int:
    """Return how many pages a text has: one at least."""
    return max(-(-len(data) // PAGE), 1)


def page_of(data: bytes, number: int, encoding: Encoding) -> str:
    """Return one page of a text, whole letters only, with a mark for each byte that is none."""
    start = _letter_start(data, max(number * PAGE, encoding.skip), encoding)
    end = _letter_start(data, (number + 1) * PAGE, encoding)
    text = data[start:end].decode(encoding.codec, "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.replace("\n", "").replace("\t", "").isprintable():
        text = text.translate({ord(c): "�" for c in set(text) if not _is_shown(c)})
    return text


def _letter_start(data: bytes, at: int, encoding: Encoding) -> int:
    """Return the first byte of a letter, from `at` on."""
    if encoding.codec.startswith("utf-16"):
        at -= at % 2  # a letter of four bytes may come apart, and shows as two marks
    elif encoding.codec == "utf-8":
        for _ in range(3):
            if at < len(data) and data[at] & 0xC0 == 0x80:
                at += 1
    return min(at, len(data))


def break_lines(text: str) -> str:
    """Return a text with a `BREAK` wherever a line would be too long to be laid out."""
    lines = text.split("\n")
    if max(map(len, lines)) <= LONGEST_LINE:
        return text
    return "\n".join(
        BREAK.join(line[at : at + LONGEST_LINE] for at in range(0, max(len(line), 1), LONGEST_LINE))
        for line in lines
    )


def _is_shown(letter: str) -> bool:
    return letter.isprintable() or letter in "\n\t"
