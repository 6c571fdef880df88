"""The context menu of the map: what can be done with a tile, the selection, and the map."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu

from tfrviewer.gui.tile_deeds import Deed, add_deeds, selection_deeds, tile_deeds

if TYPE_CHECKING:
    from tfrviewer.gui.location_map.gestures import Gestures
    from tfrviewer.gui.location_map.view import LocationMap


def _tr(text: str) -> str:
    return QCoreApplication.translate("LocationMap", text)


def place_deeds(gestures: "Gestures", number: int) -> list[Deed]:
    """Return what can be done with the place of a tile on the slide."""
    return [
        Deed(
            "selectAround",
            _tr("Select with the tiles around it"),
            lambda: gestures.select_around(number),
        ),
        Deed("centreTile", _tr("Bring to the middle"), gestures.centre_current, "C"),
    ]


def map_deeds(view: "LocationMap", gestures: "Gestures") -> list[Deed]:
    """Return what can be done with the map."""
    pictures, all_slides = view.show_pictures, view.show_all_slides
    return [
        Deed("selectSlide", _tr("Select all tiles of this slide"), gestures.select_slide),
        Deed("fitMap", _tr("Show the whole slide"), view.canvas.fit, "0"),
        Deed(
            "showPictures",
            _tr("Show the tiles themselves"),
            lambda: view.set_show_pictures(not pictures),
            "T",
            view.thumbnails is not None,
            pictures,
        ),
        Deed(
            "showAllSlides",
            _tr("All slides beside each other"),
            lambda: view.set_show_all_slides(not all_slides),
            "A",
            checked=all_slides,
        ),
    ]


def make_menu(view: "LocationMap", gestures: "Gestures", number: int) -> QMenu:
    """Return the menu for the tile of a row number, or with -1 that for a place without one."""
    menu = QMenu(view)
    menu.setObjectName("mapMenu")
    session, pictures, thumbnails = view.session, view.tile_pictures, view.thumbnails
    if number >= 0:
        whole = thumbnails is None or thumbnails.broken(number) is None
        open_large = view.open_requested.emit
        deeds = tile_deeds(session, pictures, number, open_large, key="Return", is_whole=whole)
        add_deeds(menu, deeds)
        menu.addSeparator()
        add_deeds(menu, place_deeds(gestures, number))
        menu.addSeparator()
    add_deeds(menu, selection_deeds(session, pictures))
    menu.addSeparator()
    add_deeds(menu, map_deeds(view, gestures))
    return menu


def show_menu(view: "LocationMap", gestures: "Gestures", at: QPoint, *, by_key: bool) -> None:
    """Show the menu of the tile at a point of the canvas, or of the current one if a key asked."""
    if by_key:
        number = gestures.current_number()
    else:
        number = gestures.number_at(at.toPointF())
        if number >= 0:
            gestures.take_up(number)
    menu = make_menu(view, gestures, number)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    view.session.dataset_changed.connect(menu.close)  # its number would be another tile's
    menu.popup(view.canvas.viewport().mapToGlobal(at))
