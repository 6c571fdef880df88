"""What the grid says of a tile: in its tool tip, and to a screen reader."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from tfrviewer.gui.flags.marks import flag_text
from tfrviewer.gui.tile_facts import TileFacts

if TYPE_CHECKING:
    from tfrviewer.gui.grid.view import TileGrid
    from tfrviewer.gui.session import Session


def _tr(text: str) -> str:
    return QCoreApplication.translate("TileGrid", text)


def tool_tip(session: "Session", number: int, cause: str | None) -> str:
    """Return the tool tip of a tile as rich text.

    Args:
        session: Where the facts are.
        number: The record's row number.
        cause: Why it has no picture, or None.
    """
    facts = TileFacts.of(session, number)
    rows = [(_tr("Number"), QLocale().toString(number))]
    if facts.tfrecord and facts.tfrecord != facts.slide:
        record = _tr("{0}, record {1}").format(facts.tfrecord, facts.record)
        rows.append((_tr("TFRecord"), record))
    if facts.location is not None:
        rows.append((_tr("Location"), "{}, {}".format(*facts.location)))
    else:
        rows.append((_tr("Location"), _tr("none")))
    if facts.size is not None:
        rows.append((_tr("Size"), _tr("{0} × {1} px").format(*facts.size)))
    if facts.nbytes is not None:
        rows.append((_tr("Bytes"), QLocale().toString(facts.nbytes)))
    if facts.flag:
        rows.append((_tr("Flag"), flag_text(facts.flag)))
    if facts.note:
        rows.append((_tr("Note"), facts.note))
    table = "".join(
        f"<tr><td>{escape(name)}</td><td>&nbsp;&nbsp;{escape(value)}</td></tr>"
        for name, value in rows
    )
    text = f"<b>{escape(facts.name)}</b><table>{table}</table>"
    messages = [finding.message for finding in session.record_findings(number)]
    if cause is not None and cause not in messages:
        messages.append(cause)
    return text + "".join(f"<p>{escape(message)}</p>" for message in messages)


def group_title(name: str | None) -> str:
    """Return what a heading says of a group without a value as well."""
    return name if name else _tr("(none)")


def group_counts(count: int, selected: int) -> str:
    """Return how many tiles a group has, and how many of them are selected."""
    number = QLocale().toString
    tiles = _tr("1 tile") if count == 1 else _tr("{0} tiles").format(number(count))
    if not selected:
        return tiles
    return _tr("{0} · {1} selected").format(tiles, number(selected))


def show_tip(grid: "TileGrid", event: QHelpEvent) -> None:
    """Show the tool tip of the tile under the pointer until the pointer leaves it."""
    number = grid.number_at(event.pos())
    if number < 0:
        QToolTip.hideText()
        return
    text = tool_tip(grid.session, number, grid.thumbnails.broken(number))
    QToolTip.showText(event.globalPos(), text, grid.viewport(), grid.tile_rect(number))


def empty_message(session: "Session") -> str:
    """Return what is said where there is no tile; empty where there is one."""
    if len(session.order):
        return ""
    if session.n_records and session.is_narrowed:
        meant = session.ordering.meant
        if meant is None:
            return _tr("No tile matches the filter")
        return _tr(
            "No tile matches the filter. There is no “{0}”, but “{1}”: "
            "large and small letters differ."
        ).format(*meant)
    return _tr("Reading…") if session.loading else _tr("No records")


def spoken(session: "Session", number: int, cause: str | None) -> str:
    """Return the state of the grid in a sentence: the current tile and the selection.

    Args:
        session: Where the facts are.
        number: The current row number, -1 for none.
        cause: Why its tile has no picture, or None.
    """
    if number < 0 or number >= session.n_records:
        parts = [_tr("no current tile")]
    else:
        facts = TileFacts.of(session, number)
        parts = [_tr("record {0}").format(number), _tr("slide {0}").format(facts.name)]
        if facts.location is not None:
            parts.append(_tr("location {0}, {1}").format(*facts.location))
        if cause is not None:
            parts.append(_tr("no picture: {0}").format(cause))
        elif bool(session.is_damaged[number]):
            parts.append(_tr("damaged"))
        if facts.flag:
            parts.append(_tr("flagged {0}").format(flag_text(facts.flag)))
        if facts.note:
            parts.append(_tr("note: {0}").format(facts.note))
        if bool(session.selection[number]):
            parts.append(_tr("selected"))
    parts.append(_tr("{0} selected in all").format(QLocale().toString(session.n_selected)))
    parts.append(_tr("{0} shown").format(QLocale().toString(len(session.order))))
    return ", ".join(parts)
