"""What can be done with a tile: the context menu of the grid, first as data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent
from PySide6.QtWidgets import QMenu

from tfrviewer.gui.grid.captions import Caption
from tfrviewer.gui.tile_facts import TileFacts

if TYPE_CHECKING:
    from tfrviewer.gui.grid.view import TileGrid


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the menu.

    Attributes:
        name: Object name of its action.
        text: What it says.
        run: What it does.
        shortcut: The key that does the same in the grid; shown, not bound.
        is_enabled: Whether it can be done now.
    """

    name: str
    text: str
    run: Callable[[], object]
    shortcut: str = ""
    is_enabled: bool = True


def _tr(text: str) -> str:
    return QCoreApplication.translate("TileGrid", text)


def tile_deeds(grid: "TileGrid", number: int) -> list[Deed]:
    """Return what can be done with a tile."""
    session, pictures = grid.session, grid.pictures
    facts = TileFacts.of(session, number)
    deeds = [
        Deed("openLarge", _tr("Open large"), lambda: grid.open_requested.emit(number), "Space")
    ]
    if pictures is not None:
        whole = grid.thumbnails.broken(number) is None
        copy, save = pictures.copy_image, pictures.save_image
        deeds += [
            Deed("copyImage", _tr("Copy image"), lambda: copy(number), "Ctrl+C", whole),
            Deed("saveImage", _tr("Save image as…"), lambda: save(number)),
        ]
        located = facts.location is not None
        where = pictures.copy_location
        deeds.append(Deed("copyLocation", _tr("Copy location"), lambda: where(number), "", located))
    if facts.slide is not None:
        quoted = facts.slide.replace("'", "''")
        deeds.append(
            Deed(
                "onlyThisSlide",
                _tr("Show only this slide"),
                lambda: session.set_filter(f"slide = '{quoted}'"),
            )
        )
    return deeds


def selection_deeds(grid: "TileGrid") -> list[Deed]:
    """Return what can be done with the selection."""
    session = grid.session
    some = len(session.order) > 0
    chosen = session.n_selected > 0
    pictures = grid.pictures
    saving = []
    if pictures is not None:
        save = pictures.save_asked.emit
        saving.append(Deed("saveSelection", _tr("Save selection as…"), save, "Ctrl+S", chosen))
    return [
        Deed("selectAll", _tr("Select all shown"), session.select_all, "Ctrl+A", some),
        Deed("invertSelection", _tr("Invert selection"), session.invert_selection, "Ctrl+I", some),
        Deed(
            "clearSelection",
            _tr("Clear selection"),
            session.clear_selection,
            "Esc",
            chosen,
        ),
        *saving,
    ]


def make_menu(grid: "TileGrid", number: int) -> QMenu:
    """Return the menu for a tile, or for the grid where `number` is -1."""
    menu = QMenu(grid)
    menu.setObjectName("tileMenu")
    groups = [tile_deeds(grid, number)] if number >= 0 else []
    for deeds in (*groups, selection_deeds(grid)):
        for deed in deeds:
            action = QAction(deed.text, menu)
            action.setObjectName(deed.name)
            action.setEnabled(deed.is_enabled)
            if deed.shortcut:
                action.setText(f"{deed.text}\t{deed.shortcut}")
            action.triggered.connect(lambda _checked=False, run=deed.run: run())
            menu.addAction(action)
        menu.addSeparator()
    menu.addMenu(_caption_menu(grid, menu))
    return menu


def show_menu(grid: "TileGrid", event: QContextMenuEvent) -> None:
    """Show the menu of the tile under the pointer, or of the current one if a key asked for it."""
    if event.reason() == QContextMenuEvent.Reason.Keyboard:
        number = grid.session.current
        at = grid.tile_rect(number).center()
    else:
        at = event.pos()
        number = grid.number_at(at)
        if number >= 0:
            grid.take_up(number)
    menu = make_menu(grid, number)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(grid.viewport().mapToGlobal(at))


def _caption_menu(grid: "TileGrid", parent: QMenu) -> QMenu:
    names = {
        Caption.NONE: _tr("None"),
        Caption.NUMBER: _tr("Number"),
        Caption.LOCATION: _tr("Location"),
        Caption.SLIDE: _tr("Slide"),
        Caption.SORTED: _tr("Value sorted by"),
    }
    menu = QMenu(_tr("Caption"), parent)
    menu.setObjectName("captionMenu")
    group = QActionGroup(menu)
    for caption, text in names.items():
        action = QAction(text, menu, checkable=True, checked=caption is grid.caption)
        action.setObjectName(f"caption-{caption}")
        action.triggered.connect(lambda _checked=False, it=caption: grid.set_caption(it))
        group.addAction(action)
        menu.addAction(action)
    return menu
