"""What the context menus of the table offer, as data: a test reads it without opening a menu."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from tfrviewer.dataset.table.conditions import Comparison, comparisons, condition, join_condition
from tfrviewer.gui.assets import icon
from tfrviewer.gui.figures import quoted
from tfrviewer.gui.records.pages import cell_text

if TYPE_CHECKING:
    from tfrviewer.gui.records.table import RecordTable
    from tfrviewer.gui.session import Session

_LONGEST: Final = 32


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu.

    Attributes:
        text: What it says; empty for a separator.
        do: What it does; None for one that cannot be chosen.
        icon: Name of its icon, or "".
        keys: Its shortcut, as shown.
        checked: Whether it has a tick; None where it is no switch.
    """

    text: str = ""
    do: Callable[[], object] | None = None
    icon: str = ""
    keys: str = ""
    checked: bool | None = None


SEPARATOR: Final = Entry()


def make_menu(entries: Sequence[Entry], parent: QWidget) -> QMenu:
    """Return a menu that deletes itself when it is closed."""
    menu = QMenu(parent)
    for entry in entries:
        if not entry.text:
            menu.addSeparator()
            continue
        # A single & would be taken for a mnemonic; names come from files.
        action = menu.addAction(entry.text.replace("&", "&&"))
        action.setEnabled(entry.do is not None)
        if entry.icon:
            action.setIcon(icon(entry.icon))
        if entry.keys:
            action.setText(f"{action.text()}\t{entry.keys}")
        if entry.checked is not None:
            action.setCheckable(True)
            action.setChecked(entry.checked)
        if entry.do is not None:
            action.triggered.connect(_call(entry.do))
    return menu


def _call(do: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        do()

    return call


def sort_entries(session: "Session", column: str) -> list[Entry]:
    """Return what can be done about sorting by a column."""
    keys = session.sort_keys
    others = [key for key in keys if key[0] != column]
    descends = dict(keys).get(column)

    def by(wanted: list[tuple[str, bool]]) -> Callable[[], None]:
        return lambda: session.sort(wanted)

    entries = [
        Entry(
            _tr("Sort ascending"), by([(column, False)]), "sort-ascending",
            checked=True if keys == [(column, False)] else None,
        ),
        Entry(
            _tr("Sort descending"), by([(column, True)]), "sort-descending",
            checked=True if keys == [(column, True)] else None,
        ),
    ]  # fmt: skip
    if others:
        entries += [
            Entry(_tr("Then by this, ascending"), by([*others, (column, False)])),
            Entry(_tr("Then by this, descending"), by([*others, (column, True)])),
        ]
    if descends is not None and others:
        entries.append(Entry(_tr("Do not sort by this"), by(others)))
    if keys:
        if session.order_stale:
            entries.append(Entry(_tr("Sort again"), by(list(keys)), "refresh"))
        entries.append(Entry(_tr("Do not sort"), by([])))
    return entries


def header_entries(table: "RecordTable", column: int) -> list[Entry]:
    """Return the menu of a column's header; of no column with -1."""
    layout = table.columns
    entries: list[Entry] = []
    if column >= 0:
        name = table.records.columns[column]
        may_hide = layout.shown() != [name]
        frozen = layout.is_frozen(name)
        entries += [
            Entry(
                _tr("Statistics and filter…"),
                lambda: table.figures_asked.emit(name),
                "chart-histogram",
                _tr("Alt+Down"),
            ),
            SEPARATOR,
            *sort_entries(table.session, name),
            SEPARATOR,
            Entry(
                _tr("Let it scroll again") if frozen else _tr("Freeze at the left"),
                lambda: layout.freeze(name, on=not frozen),
                "pinned-off" if frozen else "pin",
            ),
            Entry(
                _tr("Hide “{0}”").format(_short(name)),
                (lambda: layout.set_shown(name, shown=False)) if may_hide else None,
                "eye-off",
            ),
        ]
    entries += [
        Entry(_tr("Choose columns…"), table.choose_columns, "table-column"),
        Entry(_tr("Show all columns"), layout.show_all),
        SEPARATOR,
    ]
    if column >= 0:
        entries.append(Entry(_tr("Resize to contents"), lambda: layout.fit([column])))
    everything = list(range(len(table.records.columns)))
    entries.append(Entry(_tr("Resize all to contents"), lambda: layout.fit(everything)))
    return entries


def filter_entries(table: "RecordTable", position: int, column: int) -> list[Entry]:
    """Return the conditions that a cell offers, each added to the filter with AND."""
    name, value = table.records.columns[column], table.records.value(position, column)
    dtype, session = table.records.dtype(column), table.session
    if table.records.is_pending(column) and value is None:
        return []
    words = {
        Comparison.EQUAL: _tr("{0} is {1}"),
        Comparison.NOT_EQUAL: _tr("{0} is not {1}"),
        Comparison.GREATER: _tr("{0} > {1}"),
        Comparison.LESS: _tr("{0} < {1}"),
        Comparison.CONTAINS: _tr("{0} contains {1}"),
    }
    said = _tr("missing") if value is None else _short(cell_text(value))
    if isinstance(value, str):
        said = quoted(said)

    def narrow(comparison: Comparison) -> Callable[[], None]:
        added = condition(name, comparison, value, dtype)
        return lambda: session.set_filter(join_condition(session.filter_text, added))

    return [
        Entry(
            words[comparison].format(_short(name), said),
            narrow(comparison),
            "filter" if comparison is Comparison.EQUAL else "",
        )
        for comparison in comparisons(dtype, value)
    ]


def cell_entries(table: "RecordTable", position: int, column: int) -> list[Entry]:
    """Return the menu of a cell."""
    session, name = table.session, table.records.columns[column]
    chosen = len(table.chosen_numbers())
    rows = (
        _tr("Copy record with header")
        if chosen == 1
        else _tr("Copy {0} records with header").format(QLocale().toString(chosen))
    )
    number = table.records.number(position)
    narrowing = filter_entries(table, position, column)
    entries = [
        Entry(_tr("Open"), lambda: table.open_requested.emit(number), "maximize", _tr("Return")),
        Entry(
            _tr("Compare tiles"),
            table.compare_asked.emit if session.n_selected > 1 else None,
            "columns-2",
            _key("Ctrl+T"),
        ),
        SEPARATOR,
        Entry(_tr("Copy value"), lambda: table.copy_value(position, column)),
        Entry(rows, table.copy, "copy", _key("Ctrl+C")),
        Entry(_tr("Copy without header"), table.copy_plain, "", _key("Ctrl+Shift+C")),
        Entry(
            _tr("Save selection as…"),
            table.save_asked.emit if session.n_selected else None,
            "device-floppy",
            _key("Ctrl+S"),
        ),
        SEPARATOR,
    ]
    if narrowing:
        entries += [Entry(_tr("Show only where")), *narrowing]
    chosen_some = session.n_selected > 0
    entries += [
        Entry(
            _tr("Show only selected"),
            session.show_only_selected if chosen_some else None,
            "eye",
            _key("Ctrl+Shift+F"),
        ),
        Entry(
            _tr("Hide selected"),
            session.hide_selected if chosen_some else None,
            "eye-off",
            _key("Ctrl+Shift+H"),
        ),
    ]
    if session.is_narrowed:
        entries.append(Entry(_tr("Show everything"), session.show_everything, "filter-off"))
    entries += [
        SEPARATOR,
        Entry(_tr("By “{0}”").format(_short(name))),
        Entry(
            _tr("Statistics and filter…"),
            lambda: table.figures_asked.emit(name),
            "chart-histogram",
            _tr("Alt+Down"),
        ),
        *sort_entries(session, name),
        SEPARATOR,
        Entry(_tr("Choose columns…"), table.choose_columns, "table-column"),
    ]
    return entries


def _key(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _tr(text: str) -> str:
    return QCoreApplication.translate("RecordTable", text)
