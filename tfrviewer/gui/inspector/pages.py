"""A value as pages of text, each written when it is looked at, and what is found in them.

A value may have 100 MB: none of it is written out but the page that is seen.
"""

import json
import textwrap
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale

from tfrviewer.gui.inspector.forms import json_value
from tfrviewer.gui.inspector.letters import (
    BREAK,
    LONGEST_LINE,
    PAGE,
    break_lines,
    find_encoding,
    n_pages,
    page_of,
)
from tfrviewer.gui.inspector.numbers import Numbers, as_table
from tfrviewer.gui.inspector.values import number_text
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.example import Feature, FeatureKind, Scalar

LONGEST_JSON: Final = 1024 * 1024
"""A longer text is not laid out as JSON: that is a loop in Python."""
NUMBERS_PAGE: Final = 4096
"""Numbers on a page."""
MOST_FOUND: Final = 1000
_VALUES_PAGE: Final = 2048
_LINES_PAGE: Final = 1500
_MOST_JSON_VALUES: Final = 8192


@dataclass(frozen=True, slots=True, eq=False)
class Pages:
    """A text in pages.

    Attributes:
        count: How many pages it has, one at least.
        raw: Writes a page; called with its number and the letters that fit in a line. With a
            `BREAK` where a line goes on: within the page, or as its last sign on the next.
        note: What should be known about the whole: its encoding, or why it is no JSON.
        is_fixed: Whether it must be shown in letters of one width.
        is_json: Whether its parts are coloured as JSON.
        in_columns: Whether it is another text with another number of letters in a line.
    """

    count: int
    raw: Callable[[int, int], str]
    note: str = ""
    is_fixed: bool = False
    is_json: bool = False
    in_columns: bool = False

    def write(self, page: int, columns: int) -> str:
        """Return a page as it is shown."""
        return self.raw(page, columns).removesuffix(BREAK).replace(BREAK, "\n")


class Found(NamedTuple):
    """Where something was found: on which page, and which letters of it."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Searched:
    """A page as it is searched: in small letters, and no line broken.

    Attributes:
        text: The letters.
        breaks: Where in them lines are broken, ascending.
        goes_on: Whether the last line goes on on the next page.
    """

    text: str
    breaks: list[int]
    goes_on: bool

    @classmethod
    def of(cls, raw: str) -> "_Searched":
        lines = raw.removesuffix(BREAK).split(BREAK)
        breaks = list(accumulate(map(len, lines[:-1])))
        return cls(_small("".join(lines)), breaks, raw.endswith(BREAK))

    def place(self, at: int) -> int:
        """Return where a letter stands on the page as it is shown."""
        return at + bisect_right(self.breaks, at)


def find_all(pages: Pages, wanted: str, columns: int, cancel: CancelToken) -> list[Found]:
    """Return where a text is found, whatever its case; `MOST_FOUND` places at most.

    What goes on on the next page is found where it begins, up to the end of that page.

    Raises:
        Cancelled: Nobody waits for the answer any more.
    """
    found: list[Found] = []
    needle, start = _small(wanted), 0
    if not needle:
        return found
    following: _Searched | None = _Searched.of(pages.raw(0, columns))
    for number in range(pages.count):
        cancel.check()
        page, following = following, None
        assert page is not None
        text, size = page.text, len(page.text)
        if number + 1 < pages.count:
            following = _Searched.of(pages.raw(number + 1, columns))
            text += following.text[: len(needle) - 1] if page.goes_on else ""
        at = text.find(needle, start)
        start = 0
        while 0 <= at < size:
            end = at + len(needle)
            found.append(Found(number, page.place(at), page.place(min(end, size) - 1) + 1))
            if len(found) == MOST_FOUND:
                return found
            start = max(end - size, 0)
            at = text.find(needle, end)
    return found


def _small(text: str) -> str:
    """Return a text in small letters, as many as it has: a few have two small ones."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def plain(text: str, note: str = "") -> Pages:
    """Return a text that is one page."""
    return Pages(1, lambda _page, _columns: text, note)


def text_pages(feature: Feature) -> Pages:
    """Return a feature as text: a value in each line, or all of one value."""
    if feature.kind is not FeatureKind.BYTES or len(feature.values) != 1:
        return _list_pages(feature)
    data = feature.values[0]
    assert isinstance(data, bytes)
    encoding = find_encoding(data)
    notes = [_tr("{0}, {1} bytes").format(encoding.name, _number(len(data)))]
    if encoding.codec == "utf-8" and not encoding.is_sure:
        notes = [_tr("not UTF-8 text: what is no letter shows as �")]
    if BREAK in break_lines(page_of(data, 0, encoding)):
        notes.append(_tr("lines of more than {0} letters are broken").format(LONGEST_LINE))

    count = n_pages(data)

    def raw(page: int, _columns: int) -> str:
        text = break_lines(page_of(data, page, encoding))
        return text + BREAK if page + 1 < count else text

    return Pages(count, raw, " · ".join(notes))


def _list_pages(feature: Feature) -> Pages:
    """Return several values, each in a line of its own unless it has more."""
    starts = list(range(0, max(len(feature.values), 1), _VALUES_PAGE))
    if feature.kind is FeatureKind.BYTES:
        starts = _starts([min(len(v), PAGE) if isinstance(v, bytes) else 8 for v in feature.values])
    ends = [*starts[1:], len(feature.values)]

    def write(page: int, _columns: int) -> str:
        lines = (_line(value) for value in feature.values[starts[page] : ends[page]])
        return break_lines("\n".join(lines))

    note = _tr("{0} values, each in a line").format(_number(len(feature.values)))
    return Pages(len(starts), write, note if len(feature.values) != 1 else "")


def _starts(sizes: list[int], most: int = _VALUES_PAGE) -> list[int]:
    """Return the first of each page, so that none has much more than `PAGE` bytes."""
    starts, used = [0], 0
    for i, size in enumerate(sizes):
        if i > starts[-1] and (i - starts[-1] == most or used + size > PAGE):
            starts.append(i)
            used = 0
        used += size
    return starts


def _line(value: Scalar) -> str:
    if not isinstance(value, bytes):
        return number_text(value)
    text = page_of(value, 0, find_encoding(value))
    return text + (" …" if len(value) > PAGE else "")


def json_pages(feature: Feature) -> Pages:
    """Return a feature laid out as JSON; what is none as text, with the reason."""
    values = feature.values
    if feature.kind is FeatureKind.BYTES and len(values) == 1:
        data = values[0]
        assert isinstance(data, bytes)
        if len(data) > LONGEST_JSON:
            return _not_json(feature, _tr("too long to be laid out as JSON"))
        encoding = find_encoding(data)
        try:
            parsed = json.loads(data[encoding.skip :].decode(encoding.codec))
        except (ValueError, RecursionError) as error:
            return _not_json(feature, _tr("not JSON: {0}").format(error))
        note = _tr("JSON, {0} bytes").format(_number(len(data)))
    else:
        shown = values[:_MOST_JSON_VALUES]
        parsed = [json_value(value) for value in shown]
        note = ""
        if len(shown) < len(values):
            note = _tr("The first {0} of {1} values.").format(
                _number(len(shown)), _number(len(values))
            )
    flat = isinstance(parsed, list) and all(isinstance(v, int | float) for v in parsed)
    text = json.dumps(parsed, indent=None if flat else 2, ensure_ascii=False)
    text = text.replace(BREAK, "\\u2028")
    pages = _cut_lines(textwrap.fill(text, 100) if flat else text)
    return Pages(len(pages), lambda page, _: pages[page], note, is_fixed=True, is_json=True)


def _not_json(feature: Feature, why: str) -> Pages:
    pages = text_pages(feature)
    return Pages(pages.count, pages.raw, f"{pages.note} · {why}")


def _cut_lines(text: str) -> list[str]:
    """Return a text as pages of whole lines, so many that colouring them is quick."""
    lines = break_lines(text).replace(BREAK, BREAK + "\n").split("\n")
    starts = _starts([len(line) + 1 for line in lines], _LINES_PAGE)
    ends = [*starts[1:], len(lines)]
    pages = ("\n".join(lines[start:end]) for start, end in zip(starts, ends, strict=True))
    return [page.replace(BREAK + "\n", BREAK) for page in pages]


def number_pages(numbers: Numbers, note: str = "") -> Pages:
    """Return numbers in as many columns as fit, each line with the place of its first."""
    if not len(numbers):
        return plain("", note)

    def write(page: int, columns: int) -> str:
        start = page * NUMBERS_PAGE
        return as_table(numbers, start, min(start + NUMBERS_PAGE, len(numbers)), columns)

    count = -(-len(numbers) // NUMBERS_PAGE)
    return Pages(count, write, note, is_fixed=True, in_columns=True)


def _number(value: int) -> str:
    return QLocale().toString(value)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FieldValue", text)
