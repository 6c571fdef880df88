"""What is said of a tile that is pointed at: a title and a line for each thing known."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from tfrviewer.errors import Severity
from tfrviewer.gui.figures import NAMING_NUMBERS, decimal
from tfrviewer.gui.flags.marks import flag_text
from tfrviewer.gui.marks import worst
from tfrviewer.gui.tile_facts import TileFacts

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

_SAID = frozenset({"number", "x", "y", "slide", "tfrecord"})  # columns that have a line anyway
_MOST_VALUES = 4
_MOST_FINDINGS = 3
_LONGEST = 80  # of a value, in letters


def _tr(text: str) -> str:
    return QCoreApplication.translate("HoverCard", text)


@dataclass(frozen=True, slots=True)
class HoverWords:
    """What is said of one thing that is pointed at.

    Attributes:
        title: What it is called.
        lines: Pairs of what a value is and the value.
        findings: What is wrong with it.
        severity: How wrong that is; None if nothing is.
    """

    title: str
    lines: tuple[tuple[str, str], ...]
    findings: tuple[str, ...] = ()
    severity: Severity | None = None

    @property
    def spoken(self) -> str:
        """All of it in a line, for screen readers."""
        said = [self.title, *(f"{name} {value}" for name, value in self.lines), *self.findings]
        return ", ".join(said)


def tile_words(session: "Session", number: int, columns: Iterable[str] = ()) -> HoverWords:
    """Return what is said of a record.

    Args:
        session: Where it is.
        number: Its row number.
        columns: Columns whose value is told, such as the one that tiles are coloured by; those
            that are sorted by are told in any case.
    """
    facts = TileFacts.of(session, number)
    lines = []
    if facts.location is not None:
        lines.append((_tr("Location"), "{}, {}".format(*facts.location)))
    lines.append((_tr("Number"), str(number)))
    if facts.flag:
        lines.append((_tr("Flag"), flag_text(facts.flag)))
    if facts.note:
        lines.append((_tr("Note"), value_text(facts.note)))
    names = [*columns, *(column for column, _ in session.sort_keys)]
    said = _SAID | ({session.flags.column} if facts.flag else frozenset())
    told = [name for name in dict.fromkeys(names) if name not in said]
    for name in told[:_MOST_VALUES]:
        if name in session.frame.columns and number < session.frame.height:
            waits = name in session.pending
            value = (
                _tr("not read yet") if waits else _column_text(name, session.frame[number, name])
            )
            lines.append((name, value))
    found = session.record_findings(number)
    findings = [finding.message for finding in found[:_MOST_FINDINGS]]
    if len(found) > _MOST_FINDINGS:
        findings.append(_tr("and {0} more").format(len(found) - _MOST_FINDINGS))
    return HoverWords(facts.name, tuple(lines), tuple(findings), worst(found))


def _column_text(name: str, value: object) -> str:
    """Return a value of a column; numbers of records are names, and written as such."""
    return str(value) if name in NAMING_NUMBERS and isinstance(value, int) else value_text(value)


def value_text(value: object) -> str:
    """Return a value of a column in few letters."""
    locale = QLocale()
    match value:
        case None:
            return _tr("none")
        case bool():
            return _tr("yes") if value else _tr("no")
        case int() if abs(value) < 2**63:
            return locale.toString(value)
        case float():
            return decimal(value, 4)
        case bytes():
            return _tr("{0} bytes").format(locale.toString(len(value)))
    text = " ".join(str(value)[: 2 * _LONGEST].split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
