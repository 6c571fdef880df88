"""The fields of a record as a tree: features, and the steps of feature lists below their list."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.inspector.values import length_text, preview
from tfrviewer.tfrecord.example import Example, Feature

Index = QModelIndex | QPersistentModelIndex
Path = tuple[str, ...]
"""A field's name; of a step also its number."""

FIELD, KIND, LENGTH, VALUE = range(4)
_ROOM_FOR_KIND: Final = 260
_ROOM_FOR_LENGTH: Final = 205
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _Field:
    """One feature, or one feature list with its steps."""

    name: str
    feature: Feature | None
    steps: tuple[Feature, ...] = ()


class FieldModel(QAbstractItemModel):
    """Name, kind, length and value of every field of an Example.

    The internal id of an index is 0 for a field, and for a step the row of its list plus 1.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: list[_Field] = []
        self._is_sequence = False
        self._texts: dict[tuple[int, int, int], str] = {}  # by list, row and column

    def set_example(self, example: Example | None) -> None:
        """Show the fields of another Example, or none."""
        self.beginResetModel()
        self._fields = []
        self._texts.clear()
        self._is_sequence = example is not None and example.is_sequence
        if example is not None:
            self._fields = [_Field(name, feature) for name, feature in example.features.items()]
            self._fields += [
                _Field(name, None, steps) for name, steps in example.feature_lists.items()
            ]
        self.endResetModel()

    def feature(self, index: Index) -> Feature | None:
        """Return the feature at an index; None for a feature list, which has steps."""
        if not index.isValid():
            return None
        if index.internalId():
            return self._fields[index.internalId() - 1].steps[index.row()]
        return self._fields[index.row()].feature

    def path(self, index: Index) -> Path:
        """Return where an index is, by names; it outlives the record."""
        if not index.isValid():
            return ()
        if index.internalId():
            return self._fields[index.internalId() - 1].name, str(index.row())
        return (self._fields[index.row()].name,)

    def find(self, path: Path) -> QModelIndex:
        """Return the index of a path, an invalid one where this record lacks it."""
        row = next((i for i, f in enumerate(self._fields) if path and f.name == path[0]), -1)
        if row < 0 or len(path) == 1:
            return self.index(row, 0) if row >= 0 else QModelIndex()
        return self.index(int(path[1]), 0, self.index(row, 0))

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    @override
    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        if not child.isValid() or not child.internalId():
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, 0)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if not parent.isValid():
            return len(self._fields)
        if parent.column() or parent.internalId():
            return 0
        return len(self._fields[parent.row()].steps)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 4

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == LENGTH else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Field"), self.tr("Kind"), self.tr("Length"), self.tr("Value"))[section]

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index)
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == LENGTH:
                return _RIGHT
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(index)
        return None

    def _text(self, index: Index) -> str:
        key = index.internalId(), index.row(), index.column()
        text = self._texts.get(key)
        if text is None:  # written once: every size and every painting asks for it
            text = self._texts[key] = self._written(index)
        return text

    def _written(self, index: Index) -> str:
        feature, column = self.feature(index), index.column()
        if column == FIELD:
            if index.internalId():
                return self.tr("step {0}").format(index.row())
            return self._fields[index.row()].name
        if feature is None:
            steps = self._fields[index.row()].steps
            kinds = sorted({step.kind.value for step in steps})
            return (
                "",
                self.tr("list of {0}").format(", ".join(kinds)) if kinds else self.tr("list"),
                self.tr("1 step") if len(steps) == 1 else self.tr("{0} steps").format(len(steps)),
                "; ".join(preview(step) for step in steps[:4]) + ("; …" if len(steps) > 4 else ""),
            )[column]
        return (
            "",
            feature.kind.value,
            length_text(feature),
            preview(feature),
        )[column]

    def _tip(self, index: Index) -> str:
        if index.column() == FIELD and self._is_sequence:
            if index.internalId():
                return self.tr("A step of the feature list “{0}”").format(self.path(index)[0])
            if self.feature(index) is None:
                return self.tr("A feature list of the SequenceExample")
            return self.tr("A feature of the SequenceExample's context")
        text = self._text(index)
        return text if len(text) > 12 else ""


class _Roomy(QStyledItemDelegate):
    """Lines as high as those of the records table."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + 6, option.fontMetrics.height() + 7)


class FieldsView(QTreeView):
    """The fields to choose one from.

    Signals:
        chosen: Another field is current, or another record's.
        copy_value_asked: The value of the current field is to be copied.
        menu_asked: What can be done with the current field is to be shown; where on the screen.
    """

    chosen = Signal()
    copy_value_asked = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._needs: dict[int, int] = {}  # width of a column's widest text, once it was asked for
        self.setObjectName("inspectorFields")
        self.setAccessibleName(self.tr("Fields of the record"))
        self.fields = FieldModel(self)
        self._wanted: Path = ()
        self._sized = False
        self._busy = False
        self.setModel(self.fields)
        self.setItemDelegate(_Roomy(self))
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIndentation(14)
        self.setMinimumHeight(90)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(36)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._resized)
        self.selectionModel().currentChanged.connect(self._changed)

    @property
    def feature(self) -> Feature | None:
        """The feature of the current field."""
        return self.fields.feature(self.currentIndex())

    @property
    def path(self) -> Path:
        """Where the current field is."""
        return self.fields.path(self.currentIndex())

    def needed_height(self) -> int:
        """Return how high it must be to show all fields."""
        index, lines = self.fields.index(0, 0), 0
        while index.isValid() and lines < 100:
            index, lines = self.indexBelow(index), lines + 1
        line = max(self.sizeHintForRow(0), self.fontMetrics().height())
        return self.header().sizeHint().height() + max(lines, 3) * line + 10

    def choose(self, path: Path) -> None:
        """Make a field the current one."""
        index = self.fields.find(path)
        if index.isValid():
            self.setCurrentIndex(index)

    def show_example(self, example: Example | None) -> None:
        """Show the fields of another record; the field that was current stays so if it is there."""
        self._busy = True
        # Only feature lists have steps to unfold; an Example may have fields without number.
        lists = range(self.fields.rowCount()) if self.rootIsDecorated() else ()
        expanded = {
            self.fields.path(index)
            for row in lists
            if self.isExpanded(index := self.fields.index(row, 0))
        }
        first = self.fields.rowCount() == 0
        self.fields.set_example(example)
        self._needs.clear()
        sequence = example is not None and example.is_sequence
        self.setRootIsDecorated(sequence)
        self.setItemsExpandable(sequence)
        if example is not None:
            for row in range(self.fields.rowCount()) if sequence else ():
                index = self.fields.index(row, 0)
                few = first and 0 < self.fields.rowCount(index) <= 20
                if few or self.fields.path(index) in expanded:
                    self.expand(index)
            self._fit_columns()
            self._choose_again(example)
        self._busy = False
        self.chosen.emit()

    def _choose_again(self, example: Example) -> None:
        index = self.fields.find(self._wanted)
        if not index.isValid():
            # Not the tile: that is seen above already.
            tile = example.image_key
            name = next((name for name in example.features if name != tile), None)
            index = self.fields.index(0, 0) if name is None else self.fields.find((name,))
        flag = QItemSelectionModel.SelectionFlag
        command = flag.ClearAndSelect | flag.Rows
        self.selectionModel().setCurrentIndex(index, command)

    def _fit_columns(self) -> None:
        """Give each column what it needs, and the values the rest, until a person says else."""
        # What a value is says most: where there is no room for all, the others go.
        for column, least in ((KIND, _ROOM_FOR_KIND), (LENGTH, _ROOM_FOR_LENGTH)):
            self.setColumnHidden(column, self.viewport().width() < least)
        if self._sized or self.fields.rowCount() == 0:
            return
        busy, self._busy = self._busy, True
        room = max(self.viewport().width(), 200)
        for column, share in ((FIELD, 0.4), (KIND, 0.22), (LENGTH, 0.28)):
            if column not in self._needs:
                need = max(self.sizeHintForColumn(column), self.header().sectionSizeHint(column))
                self._needs[column] = need
            self.header().resizeSection(column, min(self._needs[column], round(room * share)))
        self._busy = busy

    @Slot(int, int, int)
    def _resized(self, section: int, before: int, after: int) -> None:
        was_hidden_or_shown = not before or not after  # nobody can drag a column to nothing
        if not self._busy and section != VALUE and not was_hidden_or_shown:
            self._sized = True

    @Slot(QModelIndex)
    def _changed(self, index: QModelIndex) -> None:
        if not self._busy:
            self._wanted = self.fields.path(index)
            self.chosen.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._needs.clear()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_value_asked.emit()
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        below = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        if self.currentIndex().isValid():
            self.menu_asked.emit(below if keyboard else event.globalPos())
