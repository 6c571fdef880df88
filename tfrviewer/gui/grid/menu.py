"""What can be done with a tile: the context menu of the grid, first as data."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QMenu

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.grid.captions import LOCATION, MOST_LINES, NUMBER, SLIDE, columns_for, of_column
from tfrviewer.gui.grid.words import group_title
from tfrviewer.gui.problems import DAMAGED
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
        copy, save, where = pictures.copy_image, pictures.save_image, pictures.copy_location
        located = facts.location is not None
        deeds += [
            Deed(
                "putOnLightTable",
                _tr("Put on the light table"),
                lambda: pictures.put_asked.emit(number),
                "Ctrl+Shift+T",
            ),
            Deed("copyImage", _tr("Copy image"), lambda: copy(number), "Ctrl+C", whole),
            Deed("copyLocation", _tr("Copy location"), lambda: where(number), "", located),
            Deed("copyPath", _tr("Copy path of the TFRecord"), lambda: pictures.copy_path(number)),
            Deed("saveImage", _tr("Save image as…"), lambda: save(number)),
            Deed(
                "showFile", _tr("Show TFRecord in its folder"), lambda: pictures.show_file(number)
            ),
        ]
    if facts.slide is not None:
        quoted = facts.slide.replace("'", "''")
        only, but = f"slide = '{quoted}'", f"slide <> '{quoted}'"
        deeds += [
            Deed("onlyThisSlide", _tr("Show only this slide"), lambda: session.set_filter(only)),
            Deed("allButThisSlide", _tr("Hide this slide"), lambda: grid.narrow(but)),
        ]
    return deeds


def group_deeds(grid: "TileGrid", section: int) -> list[Deed]:
    """Return what can be done with a group of tiles."""
    folded = grid.is_folded(section)
    name = group_title(grid.group_name(section))
    select, fold = grid.select_group, grid.fold
    return [
        Deed(
            "selectGroup",
            _tr("Select “{0}”").format(name.replace("&", "&&")),
            lambda: select(section, SelectMode.REPLACE),
        ),
        Deed(
            "addGroup",
            _tr("Add it to the selection"),
            lambda: select(section, SelectMode.ADD),
            "",
            grid.session.n_selected > 0,
        ),
        Deed(
            "foldGroup",
            _tr("Unfold") if folded else _tr("Fold"),
            lambda: fold(section, folded=not folded),
        ),
        Deed("foldAll", _tr("Fold all"), lambda: grid.fold_all(folded=True)),
        Deed("unfoldAll", _tr("Unfold all"), lambda: grid.fold_all(folded=False)),
    ]


def selection_deeds(grid: "TileGrid") -> list[Deed]:
    """Return what can be done with the selection."""
    session = grid.session
    some = len(session.order) > 0
    chosen = session.n_selected > 0
    pictures = grid.pictures
    saving = []
    if pictures is not None:
        save = pictures.save_asked.emit
        compare = pictures.compare_asked.emit
        several = session.n_selected > 1
        saving.append(Deed("compare", _tr("Compare tiles"), compare, "Ctrl+T", several))
        saving.append(Deed("saveSelection", _tr("Save selection as…"), save, "Ctrl+S", chosen))
    return [
        Deed(
            "onlyDamaged",
            _tr("Show only damaged"),
            lambda: session.set_filter(DAMAGED),
            "",
            session.n_damaged > 0,
        ),
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


def make_menu(grid: "TileGrid", number: int, section: int = -1) -> QMenu:
    """Return the menu for a tile, a group, or the grid.

    Args:
        grid: Where it is asked for.
        number: Row number of the tile, -1 for none.
        section: The group that the tile belongs to, or whose heading it is, -1 for none.
    """
    menu = QMenu(grid)
    menu.setObjectName("tileMenu")
    if number >= 0:
        _add(menu, tile_deeds(grid, number))
        menu.addSeparator()
    if section >= 0 and number < 0:
        _add(menu, group_deeds(grid, section))
        menu.addSeparator()
    _add(menu, selection_deeds(grid))
    menu.addSeparator()
    if section >= 0 and number >= 0:
        group = menu.addMenu(_tr("Group"))
        group.setObjectName("groupMenu")
        _add(group, group_deeds(grid, section))
    menu.addMenu(_caption_menu(grid, menu))
    _add_looks(grid, menu)
    return menu


def show_menu(grid: "TileGrid", event: QContextMenuEvent) -> None:
    """Show the menu of the tile under the pointer, or of the current one if a key asked for it."""
    section = -1
    if event.reason() == QContextMenuEvent.Reason.Keyboard:
        number = grid.session.current
        at = grid.tile_rect(number).center()
    else:
        at = event.pos()
        section = grid.heading_at(at)
        number = grid.number_at(at)
        if number >= 0:
            grid.take_up(number)
    position = grid.current_position() if number >= 0 else -1
    if position >= 0 and grid.groups is not None:
        section = grid.tiles.section_of(position)
    menu = make_menu(grid, number, section)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(grid.viewport().mapToGlobal(at))


def _add(menu: QMenu, deeds: list[Deed]) -> None:
    for deed in deeds:
        action = QAction(deed.text, menu)
        action.setObjectName(deed.name)
        action.setEnabled(deed.is_enabled)
        if deed.shortcut:
            action.setText(f"{deed.text}\t{deed.shortcut}")
        action.triggered.connect(lambda _checked=False, run=deed.run: run())
        menu.addAction(action)


def _caption_menu(grid: "TileGrid", parent: QMenu) -> QMenu:
    """What is written under the tiles: several lines, in the order in which they were chosen."""
    names = {NUMBER: _tr("Number"), LOCATION: _tr("Location"), SLIDE: _tr("Slide")}
    chosen = grid.shown_captions()
    menu = QMenu(_tr("Captions"), parent)
    menu.setObjectName("captionMenu")
    none = menu.addAction(_tr("None"))
    none.setObjectName("caption-none")
    none.setCheckable(True)
    none.setChecked(not chosen)
    none.triggered.connect(lambda: grid.set_captions())
    columns = QMenu(_tr("Column"), menu)
    columns.setObjectName("captionColumns")
    columns.setStyleSheet("QMenu { menu-scrollable: 1; }")
    for caption, text in names.items():
        menu.addAction(_caption_action(grid, caption, text, menu))
    for column in columns_for(grid.session):
        text = column.replace("&", "&&")
        columns.addAction(_caption_action(grid, of_column(column), text, columns))
    menu.addMenu(columns)
    return menu


def _caption_action(grid: "TileGrid", caption: str, text: str, parent: QMenu) -> QAction:
    chosen = grid.shown_captions()
    action = QAction(text, parent, checkable=True, checked=caption in chosen)
    action.setObjectName(f"caption-{caption}")
    action.setEnabled(caption in chosen or len(chosen) < MOST_LINES)

    def choose(on: bool) -> None:
        others = [it for it in grid.shown_captions() if it != caption]
        grid.set_captions(*others, *([caption] if on else []))

    action.triggered.connect(choose)
    return action


def _add_looks(grid: "TileGrid", menu: QMenu) -> None:
    looks = grid.looks
    for name, text, on in (
        ("headings", _tr("Headings of groups"), looks.headings),
        ("values", _tr("Value sorted by, on the tiles"), looks.values),
    ):
        action = menu.addAction(text)
        action.setObjectName(name)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(
            lambda on, it=name: grid.set_looks(replace(grid.looks, **{it: on}))
        )
