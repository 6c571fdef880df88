"""What is known of the tiles on the light table, fact by fact, and where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.figures import decimal

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

_LONGEST: Final = 200
_NONE: Final = "–"
_FIRST: Final = ("slide", "x", "y", "number")
_LAST: Final = ("format", "width", "height", "bytes", "tfrecord", "record", "offset")

_TOLD: Final = ("problem",)
"""Columns that the findings tell in full."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("LightTable", text)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of every tile.

    Attributes:
        name: What it is.
        values: What it is for each tile, as text.
        differing: Whether it is another for a tile than for the first.
    """

    name: str
    values: tuple[str, ...]
    differing: tuple[bool, ...]

    @property
    def differs(self) -> bool:
        """Whether not all are alike."""
        return any(self.differing)

    @classmethod
    def of(cls, name: str, values: Sequence[object]) -> "Fact":
        """Return a fact of values as they are in the table."""
        keys = [_key(value) for value in values]
        return cls(name, tuple(map(_text, values)), tuple(key != keys[0] for key in keys))


def facts_of(session: "Session", numbers: Sequence[int]) -> list[Fact]:
    """Return what is known of some records: where they are, all their columns, what is wrong.

    Args:
        session: Where they are.
        numbers: Their row numbers.
    """
    frame = session.frame
    rows: list[dict[str, Any]] = [
        frame.row(number, named=True) if number < frame.height else {} for number in numbers
    ]
    for row, number in zip(rows, numbers, strict=True):
        if not session.has_location[number]:
            row["x"] = row["y"] = None
    between = [name for name in frame.columns if name not in _FIRST + _LAST + _TOLD]
    names = [name for name in (*_FIRST, *between, *_LAST) if name in frame.columns]
    facts = [Fact.of(name, [row.get(name) for row in rows]) for name in names]
    wrong = [" ".join(f.message for f in session.record_findings(number)) for number in numbers]
    facts.insert(len(_FIRST), Fact.of(_tr("findings"), [text or None for text in wrong]))
    return [fact for fact in facts if any(value != _NONE for value in fact.values)]


def _text(value: object) -> str:
    if value is None:
        return _NONE
    if isinstance(value, bool):
        return _tr("yes") if value else _tr("no")
    if isinstance(value, int | float):
        return decimal(value)
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _key(value: object) -> object:
    """Return something that is the same for the same values, whatever they are."""
    if isinstance(value, float) and value != value:
        return "nan"
    return (type(value).__name__, repr(value))
