"""The table of files: which columns it shows, and how wide."""

import json
from typing import Any

from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget
from typing_extensions import override

from tfrviewer.gui.alike_names import AlikeNames
from tfrviewer.gui.dataset_panel.model import Column, FileModel
from tfrviewer.gui.sort_header import SortHeader

_NAME_DIGITS = 12  # names are cut where they are alike, and words of states not at all
_LONGEST_NAME = 60  # where labels want to be seen as well
_LABEL_DIGITS = 18
_SIGN_WIDTH = 30
_TITLE_ROOM = 10
_SORT_SIGN = 28
_SHOWN_AT_FIRST = 4
"""Columns of the annotations; clinical tables have dozens."""


class FilesView(QTableView):
    """The files, a line each.

    Name, tiles and state always show, the size where there is room, and of the annotations what a
    person chose; with columns of these the table scrolls sideways.
    """

    def __init__(self, model: FileModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = model
        self._chosen: dict[str, bool] = {}
        self._labels: tuple[str, ...] = ()
        self._fitted: tuple[object, ...] = ()
        self.setObjectName("datasetFiles")
        self.setAccessibleName(self.tr("Files of the dataset"))
        self.setModel(model)
        self._names = AlikeNames(self)
        self.setItemDelegateForColumn(Column.NAME, self._names)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        height = self.fontMetrics().height() + 9
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setHorizontalHeader(SortHeader(self))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(36)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_menu)
        self.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        for signal in (model.modelReset, model.columnsInserted):
            signal.connect(self.fit)
        model.dataChanged.connect(self._fit_to_change)
        self.fit()

    def labels_shown(self) -> list[int]:
        """Return the columns of the annotations that are shown."""
        return [
            len(Column) + i
            for i, name in enumerate(self._files.labels)
            if self._chosen.get(name, i < _SHOWN_AT_FIRST)
        ]

    def set_shown(self, name: str, *, shown: bool) -> None:
        """Show or hide a column of the annotations."""
        self._chosen[name] = shown
        self.fit()

    def fit(self) -> None:
        """Give the columns the room they need, and the name what is left.

        With columns of annotations, these give way to the name, being scrolled to.
        """
        wide, model = self.fontMetrics().horizontalAdvance, self._files
        self._fitted = self._hang_on()
        self._names.set_names(model.names())
        needed = {}
        for column, room, title in (
            (Column.TILES, 16, self._title(Column.TILES)),
            (Column.STATE, 40, self.tr("State")),
            (Column.SIZE, 16, self._title(Column.SIZE)),
        ):
            needed[column] = max(wide(title) + 22, wide(model.widest(column)) + room)
        lines = model.rowCount() * self.verticalHeader().defaultSectionSize()
        bar = self.verticalScrollBar().sizeHint().width()
        if lines <= self.viewport().height() and not self.labels_shown():
            bar = 0
        whole = min(wide(model.widest(Column.NAME)) + 12, wide("0" * _LONGEST_NAME))
        least = min(whole, wide("0" * _NAME_DIGITS))
        least = max(least, wide(self._title(Column.NAME)) + _SORT_SIGN)
        left = self.width() - bar - needed[Column.TILES] - needed[Column.STATE] - least
        self.setColumnHidden(Column.SIZE, left < needed[Column.SIZE])
        if self.labels_shown():  # the sign of a state says enough where names lack room
            left += least - whole
        if left < 0:  # half a word says less than the sign, which has the word in its tool tip
            needed[Column.STATE] = max(_SIGN_WIDTH, wide(self.tr("State")) + _TITLE_ROOM)
        model.show_words(on=left >= 0)
        for column, width in needed.items():
            self._resize(column, width)
        room = self.width() - 2 * self.frameWidth() - bar
        least = max(least, min(whole, room - needed[Column.TILES] - needed[Column.STATE]))
        self._fit_labels(least, room)

    def _title(self, column: Column) -> str:
        return str(self._files.headerData(column, Qt.Orientation.Horizontal))

    def _fit_to_change(self) -> None:
        """Fit anew if what changed is wider: most files that come are no wider than the others."""
        if self._hang_on() != self._fitted:
            self.fit()

    def _hang_on(self) -> tuple[object, ...]:
        """Return what of the files the widths of their columns hang on."""
        widest = self._files.widest
        return self._files.names(), *map(widest, Column), self._files.labels

    def _fit_labels(self, least: int, room: int) -> None:
        model, header = self._files, self.horizontalHeader()
        labels = self.labels_shown()
        for i in range(len(model.labels)):
            self.setColumnHidden(len(Column) + i, len(Column) + i not in labels)
        if labels and self._labels != model.labels:  # once: a person may have set the widths
            wide = self.fontMetrics().horizontalAdvance
            for column in range(len(Column), model.columnCount()):
                title = model.headerData(column, Qt.Orientation.Horizontal)
                width = max(wide(title) + 26, wide(model.widest(column)) + 16)
                self._resize(column, min(width, wide("0" * _LABEL_DIGITS)))
            self._labels = model.labels
        modes = QHeaderView.ResizeMode
        header.setSectionResizeMode(Column.NAME, modes.Interactive if labels else modes.Stretch)
        policy = Qt.ScrollBarPolicy
        bars = policy.ScrollBarAsNeeded if labels else policy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(bars)
        if labels:
            others = range(1, model.columnCount())
            taken = sum(self.columnWidth(i) for i in others if not self.isColumnHidden(i))
            self._resize(Column.NAME, max(least, room - taken))

    def _resize(self, column: int, width: int) -> None:
        if self.columnWidth(column) != width and not self.isColumnHidden(column):
            self.setColumnWidth(column, width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    # ---------------------------------------------------------------- choosing columns

    def fill_menu(self, menu: QMenu) -> None:
        """List the columns of the annotations in a menu, to tick."""
        menu.clear()
        shown = self.labels_shown()
        for i, name in enumerate(self._files.labels):
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(len(Column) + i in shown)
            action.toggled.connect(lambda on, name=name: self.set_shown(name, shown=on))

    def _show_menu(self, at: QPoint) -> None:
        if self._files.labels:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.fill_menu(menu)
            menu.popup(self.horizontalHeader().viewport().mapToGlobal(at))

    def save_state(self) -> QByteArray:
        """Return which columns a person showed or hid."""
        return QByteArray(json.dumps(self._chosen, ensure_ascii=False).encode())

    def restore_state(self, state: QByteArray) -> bool:
        """Take what `save_state` gave; return whether it was that."""
        try:
            value: Any = json.loads(bytes(state.data()))
        except ValueError:
            return False
        if not isinstance(value, dict):
            return False
        self._chosen = {str(name): bool(shown) for name, shown in value.items()}
        self.fit()
        return True
