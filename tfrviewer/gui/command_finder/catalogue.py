"""All that the finder finds: actions, panels, layouts, sizes, slides, columns, recent datasets."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QKeySequence

from tfrviewer.gui.action_table import ACTIONS, MENUS
from tfrviewer.gui.actions import SEPARATOR, MenuSpec, plain, shortcuts, translate, why_disabled
from tfrviewer.gui.command_finder.entry import Entry, Kind

if TYPE_CHECKING:
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.session import Session

_SIZES = (32, 48, 64, 96, 128, 192, 256, 384, 512)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CommandFinder", text)


def _key(*parts: object) -> str:
    """Return the key of an entry: one line, whatever the name in it, since keys are kept so."""
    return " ".join(":".join(map(str, parts)).split())


def entries(window: "MainWindow") -> list[Entry]:
    """Return all that can be done in a window now."""
    found = [*_actions(window), *_panels(window), *_layouts(window), *_recent(window)]
    workspace = window.workspace
    if workspace is not None and workspace.session.dataset is not None:
        found += _sizes(window)
        found += _columns(window, workspace.session)
        found += _slides(workspace.session)
    return found


def record_entry(window: "MainWindow", query: str) -> Entry | None:
    """Return what goes to a record, if a number was typed that there is a record of."""
    text = query.strip().lstrip("#").replace(",", "").replace("\N{NO-BREAK SPACE}", "")
    workspace = window.workspace
    if not (text.isdecimal() and text.isascii()) or workspace is None or len(text) > 12:
        return None
    session, number = workspace.session, int(text)
    if number >= session.n_records:
        return None

    def go() -> None:
        session.click(number, ctrl=False, shift=False)

    title = _tr("Go to record {0}").format(QLocale().toString(number))
    return Entry("record", title, go, Kind.PLACE, _tr("Records"), icon="search")


def _actions(window: "MainWindow") -> Iterator[Entry]:
    specs = {spec.name: spec for spec in ACTIONS}
    native = QKeySequence.SequenceFormat.NativeText
    for name, path in _placed(MENUS, ()):
        spec, action = specs[name], window.action(name)
        if name == "find_command":
            continue
        keys = shortcuts(spec)
        yield Entry(
            name,
            plain(action.text() or translate(spec.text)),
            action.trigger,
            place=" › ".join(path),
            keys=keys[0].toString(native) if keys else "",
            icon=spec.icon,
            why_not=why_disabled(action),
            more=translate(spec.tip),
            is_on=action.isChecked() if spec.checkable else None,
        )


def _placed(
    menus: tuple[MenuSpec | str, ...], path: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in menus:
        if isinstance(entry, MenuSpec):
            yield from _placed(entry.entries, (*path, plain(translate(entry.text))))
        elif entry != SEPARATOR:
            yield entry, path


def _panels(window: "MainWindow") -> Iterator[Entry]:
    reason = "" if window.shows_dataset else _tr("Open a dataset first")
    for name, dock in window.docks.items():
        action = dock.toggleViewAction()
        yield Entry(
            f"panel:{name}",
            _tr("Panel {0}").format(dock.windowTitle()),
            _shown_panel(window, name),
            Kind.SETTING,
            _tr("View › Panels"),
            icon="layout",
            why_not=reason,
            is_on=action.isChecked() and window.shows_dataset,
        )


def _shown_panel(window: "MainWindow", name: str) -> Callable[[], None]:
    def toggle() -> None:
        if window.docks[name].isVisible():
            window.docks[name].close()
        else:
            window.show_panel(name)

    return toggle


def _layouts(window: "MainWindow") -> Iterator[Entry]:
    reason = "" if window.shows_dataset else _tr("Open a dataset first")
    for name in window.layouts.store.names:
        yield Entry(
            _key("layout", name),
            _tr("Layout {0}").format(name),
            lambda name=name: window.layouts.use(name),  # type: ignore[misc]
            Kind.SETTING,
            _tr("View › Layouts"),
            icon="layout-dashboard",
            why_not=reason,
        )


def _recent(window: "MainWindow") -> Iterator[Entry]:
    workspace = window.workspace
    opened = None if workspace is None else workspace.session.opened
    if workspace is not None and workspace.session.mask is not None:
        return  # they are called as slides
    for entry in window.recent.entries:
        if opened is not None and entry.what == opened.absolute():
            continue
        yield Entry(
            _key("open", entry.paths),
            _tr("Open {0}").format(entry.title),
            lambda what=entry.what: window.open_dataset(what),  # type: ignore[misc]
            Kind.PLACE,
            entry.where,
            icon="history",
            why_not=_tr("It is not there any more") if entry.missing else "",
            more=_tr("recent"),
            only_found=True,
        )


def _sizes(window: "MainWindow") -> Iterator[Entry]:
    workspace = window.workspace
    assert workspace is not None
    for px in _SIZES:
        yield Entry(
            f"size:{px}",
            _tr("Tile size {0} px").format(px),
            lambda px=px: workspace.grid.set_tile_size(px),  # type: ignore[misc]
            Kind.SETTING,
            _tr("Tile grid"),
            icon="layout-grid",
            is_on=workspace.grid.tile_size == px,
            only_found=True,
        )


def _columns(window: "MainWindow", session: "Session") -> Iterator[Entry]:
    assert window.workspace is not None
    keys, colouring = session.sort_keys, window.workspace.map.colouring
    place = _tr("Columns")
    if colouring.column:
        yield Entry(
            "colour:",
            _tr("Colour the map by nothing"),
            lambda: colouring.colour_by(""),
            Kind.SETTING,
            place,
            icon="map",
        )
    for name, word in zip(session.columns, session.column_words, strict=True):
        for descends, text, sign in (
            (False, _tr("Sort by {0}"), "sort-ascending"),
            (True, _tr("Sort by {0}, descending"), "sort-descending"),
        ):
            yield Entry(
                _key("sort", name, descends),
                text.format(name),
                lambda key=(name, descends): session.sort([key]),  # type: ignore[misc]
                Kind.SETTING,
                place,
                icon=sign,
                is_on=(name, descends) in keys,
                only_found=True,
            )
        yield Entry(
            _key("colour", name),
            _tr("Colour the map by {0}").format(name),
            lambda name=name: colouring.colour_by(name),  # type: ignore[misc]
            Kind.SETTING,
            place,
            icon="map",
            is_on=colouring.column == name,
            only_found=True,
        )
        yield Entry(
            _key("filter", name),
            _tr("Filter by {0}").format(name),
            lambda word=word: window.filter_line.begin(word),  # type: ignore[misc]
            Kind.SETTING,
            place,
            icon="filter",
            only_found=True,
        )


def _slides(session: "Session") -> Iterator[Entry]:
    place = _tr("Slides")
    text = _tr("Go to slide {0}")
    for file in session.files:
        yield Entry(
            _key("slide", file.name),
            text.format(file.name),
            lambda number=file.file_number: session.set_focus_file(number),  # type: ignore[misc]
            Kind.PLACE,
            place,
            icon="map-pin",
            only_found=True,
        )
