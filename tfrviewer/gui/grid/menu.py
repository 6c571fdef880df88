"""What can be done with a tile: the context menu of the grid, first as data."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QMenu

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.grid.captions import LOCATION, MOST_LINES, NUMBER, SLIDE, columns_for, of_column
from tfrviewer.gui.grid.words import group_title
from tfrviewer.gui.tile_deeds import Deed, add_deeds, selection_deeds
from tfrviewer.gui.tile_deeds import tile_deeds as deeds_of_tile

if TYPE_CHECKING:
    from tfrviewer.gui.grid.view import TileGrid


def _tr(text: str) -> str:
    return QCoreApplication.translate("TileGrid", text)


def tile_deeds(grid: "TileGrid", number: int) -> list[Deed]:
    """Return what can be done with a tile."""
    return deeds_of_tile(
        grid.session,
        grid.pictures,
        number,
        grid.open_requested.emit,
        is_whole=grid.thumbnails.broken(number) is None,
    )


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
        add_deeds(menu, tile_deeds(grid, number))
        menu.addSeparator()
    if section >= 0 and number < 0:
        add_deeds(menu, group_deeds(grid, section))
        menu.addSeparator()
    add_deeds(menu, selection_deeds(grid.session, grid.pictures))
    menu.addSeparator()
    if section >= 0 and number >= 0:
        group = menu.addMenu(_tr("Group"))
        group.setObjectName("groupMenu")
        add_deeds(group, group_deeds(grid, section))
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
    grid.session.dataset_changed.connect(menu.close)  # its number would be another tile's
    menu.popup(grid.viewport().mapToGlobal(at))


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
