"""What can be done with a tile and with the selection: lines that menus of several views share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from tfrviewer.dataset.table.conditions import join_condition
from tfrviewer.gui.problems import DAMAGED
from tfrviewer.gui.tile_facts import TileFacts

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tile_pictures import TilePictures


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of a menu.

    Attributes:
        name: Object name of its action.
        text: What it says.
        run: What it does.
        shortcut: The key that does the same in the view; shown, not bound.
        is_enabled: Whether it can be done now.
        checked: Whether what it turns on and off is on; None for what is no switch.
    """

    name: str
    text: str
    run: Callable[[], object]
    shortcut: str = ""
    is_enabled: bool = True
    checked: bool | None = None


def _tr(text: str) -> str:
    return QCoreApplication.translate("TileGrid", text)


def tile_deeds(
    session: "Session",
    pictures: "TilePictures | None",
    number: int,
    open_large: Callable[[int], object],
    *,
    key: str = "Space",
    is_whole: bool = True,
) -> list[Deed]:
    """Return what can be done with a tile.

    Args:
        session: Where it is.
        pictures: What reads its picture; None leaves out what needs that.
        number: Its row number.
        open_large: Shows a tile large; called with its row number.
        key: What does so in the view.
        is_whole: Whether its picture can be decoded.
    """
    facts = TileFacts.of(session, number)
    deeds = [Deed("openLarge", _tr("Open large"), lambda: open_large(number), key)]
    if pictures is not None:
        copy, save, where = pictures.copy_image, pictures.save_image, pictures.copy_location
        located = facts.location is not None
        deeds += [
            Deed(
                "putOnLightTable",
                _tr("Put on the light table"),
                lambda: pictures.put_asked.emit(number),
                "Ctrl+Shift+T",
            ),
            Deed("copyImage", _tr("Copy image"), lambda: copy(number), "Ctrl+C", is_whole),
            Deed("copyLocation", _tr("Copy location"), lambda: where(number), "", located),
            Deed("saveImage", _tr("Save image as…"), lambda: save(number)),
        ]
        if session.mask is None:  # else they tell the file
            path, folder = pictures.copy_path, pictures.show_file
            deeds += [
                Deed("copyPath", _tr("Copy path of the TFRecord"), lambda: path(number)),
                Deed("showFile", _tr("Show TFRecord in its folder"), lambda: folder(number)),
            ]
    if facts.slide is not None:
        quoted = facts.slide.replace("'", "''")
        only, but = f"slide = '{quoted}'", f"slide <> '{quoted}'"
        deeds += [
            Deed("onlyThisSlide", _tr("Show only this slide"), lambda: session.set_filter(only)),
            Deed(
                "allButThisSlide",
                _tr("Hide this slide"),
                lambda: session.set_filter(join_condition(session.wanted_filter, but)),
            ),
        ]
    return deeds


def selection_deeds(session: "Session", pictures: "TilePictures | None") -> list[Deed]:
    """Return what can be done with the selection."""
    some = len(session.order) > 0
    chosen = session.n_selected > 0
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
        Deed("clearSelection", _tr("Clear selection"), session.clear_selection, "Esc", chosen),
        Deed(
            "showOnlySelected",
            _tr("Show only selected"),
            session.show_only_selected,
            "Ctrl+Shift+F",
            chosen,
        ),
        Deed("hideSelected", _tr("Hide selected"), session.hide_selected, "Ctrl+Shift+H", chosen),
        *saving,
    ]


def _key(key: str) -> str:
    if key == "Return":
        return _tr("Return")  # Qt has no name for it in other languages
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def add_deeds(menu: QMenu, deeds: Sequence[Deed]) -> None:
    """Add a line for each deed to a menu."""
    for deed in deeds:
        action = QAction(deed.text, menu)
        action.setObjectName(deed.name)
        action.setEnabled(deed.is_enabled)
        if deed.checked is not None:
            action.setCheckable(True)
            action.setChecked(deed.checked)
        if deed.shortcut:
            action.setText(f"{deed.text}\t{_key(deed.shortcut)}")
        action.triggered.connect(lambda _checked=False, run=deed.run: run())
        menu.addAction(action)
