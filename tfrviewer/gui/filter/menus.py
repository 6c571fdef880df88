"""The menus of the filter line: what was applied before, and what is kept under a name."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu

from tfrviewer.gui.assets import icon
from tfrviewer.gui.filter.saved import LONGEST_NAME
from tfrviewer.gui.plain_tip import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfrviewer.gui.filter.line import FilterLine
    from tfrviewer.gui.filter.saved import SavedFilters

_LONGEST: Final = 80


def _tr(text: str) -> str:
    return QCoreApplication.translate("FilterMenus", text)


def _short(text: str, longest: int = _LONGEST) -> str:
    """Return a text as a menu shows it: one line, no mnemonics."""
    text = text if len(text) <= longest else text[: longest - 1] + "…"
    return text.replace("&", "&&")


def history_menu(line: "FilterLine") -> QMenu:
    """Return the conditions applied before, the latest first."""
    menu = QMenu(line)
    menu.setObjectName("filterHistory")
    menu.setToolTipsVisible(True)
    for text in line.history:
        action = menu.addAction(_short(text))
        action.setToolTip(plain_tip(text))
        action.setCheckable(True)
        action.setChecked(text == line.applied)
        action.triggered.connect(_call(line.set_condition, text))
    if not line.history:
        menu.addAction(_tr("No filter was applied yet")).setEnabled(False)
    menu.addSeparator()
    clear = menu.addAction(icon("filter-off"), _tr("Show Every Record"))
    clear.setEnabled(bool(line.text().strip()))
    clear.triggered.connect(_call(line.set_condition, ""))
    return menu


def missing_columns(condition: str, columns: "set[str]") -> list[str]:
    """Return the columns that a condition names and a dataset has not."""
    # The window is there before the library that reads conditions.
    from tfrviewer.dataset.table.query import condition_columns

    return sorted(condition_columns(condition) - columns)


def saved_menu(line: "FilterLine", saved: "SavedFilters", columns: "set[str]") -> QMenu:
    """Return the filters kept; what a dataset has no column for says so before it is applied."""
    menu = QMenu(line)
    menu.setObjectName("savedFilters")
    menu.setToolTipsVisible(True)
    filters = saved.all()
    for one in filters:
        text = _short(one.name)
        missing = missing_columns(one.condition, columns) if columns else []
        if missing:
            text = _tr("{0}  (here is no column {1})").format(text, _short(", ".join(missing), 40))
        action = menu.addAction(text)
        if missing:
            action.setIcon(icon("alert-triangle"))
        else:
            action.setCheckable(True)
            action.setChecked(one.condition == line.applied)
        action.setToolTip(plain_tip(one.condition))
        action.triggered.connect(_call(line.set_condition, one.condition))
    if not filters:
        menu.addAction(_tr("No filter is kept yet")).setEnabled(False)
    menu.addSeparator()
    text = line.text().strip()
    keep = menu.addAction(icon("star"), _tr("Keep This Filter…"))
    keep.setObjectName("keepFilter")
    keep.setEnabled(bool(text))
    keep.triggered.connect(_call(line.keep_filter))
    copy = menu.addAction(icon("copy"), _tr("Copy Condition"))
    copy.setEnabled(bool(text))
    copy.triggered.connect(_call(line.copy_condition))
    if filters:
        drop = menu.addMenu(icon("x"), _tr("Drop"))
        for one in filters:
            drop.addAction(_short(one.name)).triggered.connect(_call(saved.drop, one.name))
    return menu


def ask_name(line: "FilterLine", saved: "SavedFilters", condition: str) -> QInputDialog:
    """Ask what a condition is to be called, and keep it; one of the same name is replaced."""
    dialog = QInputDialog(line.window())
    dialog.setObjectName("keepFilterDialog")
    dialog.setWindowTitle(_tr("Keep Filter"))
    dialog.setLabelText(_tr("Name of the filter:"))
    dialog.setInputMode(QInputDialog.InputMode.TextInput)
    dialog.setTextValue(saved.name_of(condition) or condition[:LONGEST_NAME])
    edit = dialog.findChild(QLineEdit)
    if edit is not None:
        edit.setMaxLength(LONGEST_NAME)
        edit.selectAll()

    def entered(name: str) -> None:
        if name.strip():
            saved.keep(name, condition)

    dialog.textValueSelected.connect(entered)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def show_below(menu: QMenu, line: "FilterLine") -> None:
    """Show a menu below the line, as wide at least as it needs."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(line.mapToGlobal(QPoint(0, line.height())))


def copy_text(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def _call(do: "Callable[..., object]", *arguments: str) -> "Callable[[], None]":
    def call() -> None:
        do(*arguments)

    return call
