"""The structure of a record as a tree: its framing, and the messages and fields in its payload."""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QWidget
from typing_extensions import override

from tfrviewer.gui.inspector.framed import Frame, FramedRecord
from tfrviewer.gui.inspector.place_words import bytes_words, frame_name, node_words, one_of
from tfrviewer.tfrecord.framing import HEADER

Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class _Line:
    """One line of the tree: a part of the framing, or a node of the payload."""

    parent: int
    row: int
    start: int
    end: int
    frame: Frame | None = None
    node: int = -1
    children: list[int] = field(default_factory=list)


class StructureModel(QAbstractItemModel):
    """Name, content and bytes of every part of a record; the internal id is a line's number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._record: FramedRecord | None = None
        self._lines: list[_Line] = []
        self._top: list[int] = []
        self._of_node: list[int] = []

    def set_record(self, record: FramedRecord | None) -> None:
        """Show another record, or none."""
        self.beginResetModel()
        self._record, self._lines, self._top, self._of_node = record, [], [], []
        if record is not None:
            self._fill(record)
        self.endResetModel()

    def _fill(self, record: FramedRecord) -> None:
        for row, frame in enumerate(Frame):
            self._top.append(len(self._lines))
            self._lines.append(_Line(-1, row, *record.span(frame), frame))
        if record.wire is None:
            return
        self._of_node.append(self._top[list(Frame).index(Frame.PAYLOAD)])
        for number, node in enumerate(record.wire.nodes[1:], 1):
            parent = self._of_node[node.parent]
            line = len(self._lines)
            siblings = self._lines[parent].children
            start, end = node.start + HEADER, node.end + HEADER
            self._lines.append(_Line(parent, len(siblings), start, end, None, number))
            siblings.append(line)
            self._of_node.append(line)

    def bytes_of(self, index: Index) -> tuple[int, int]:
        """Return the bytes of a line, counted from the beginning of the record."""
        if not index.isValid():
            return 0, 0
        line = self._lines[index.internalId()]
        return line.start, line.end

    def node(self, index: Index) -> int:
        """Return the number of a line's node, -1 for a part of the framing."""
        return self._lines[index.internalId()].node if index.isValid() else -1

    def of_node(self, number: int) -> QModelIndex:
        """Return the index of a node's line."""
        known = 0 <= number < len(self._of_node)
        return self._index(self._of_node[number]) if known else QModelIndex()

    def of_frame(self, frame: Frame) -> QModelIndex:
        """Return the index of the line of a part of the framing."""
        return self.index(list(Frame).index(frame), 0)

    def _index(self, line: int, column: int = 0) -> QModelIndex:
        return self.createIndex(self._lines[line].row, column, line)

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        lines = self._lines[parent.internalId()].children if parent.isValid() else self._top
        return self.createIndex(row, column, lines[row])

    @override
    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        above = self._lines[child.internalId()].parent if child.isValid() else -1
        return self._index(above) if above >= 0 else QModelIndex()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if not parent.isValid():
            return len(self._top)
        return 0 if parent.column() else len(self._lines[parent.internalId()].children)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 2

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Part"), self.tr("Content"))[section]
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._record is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(index)
        return None

    def _tip(self, index: Index) -> str:
        wire, node = self._record.wire if self._record is not None else None, self.node(index)
        name = wire.path(node) if wire is not None and node >= 0 else self._text(index)
        return f"{name}\n{bytes_words(*self.bytes_of(index))}"

    def _text(self, index: Index) -> str:
        record, line = self._record, self._lines[index.internalId()]
        assert record is not None
        if line.frame is not None:
            return frame_name(line.frame) if index.column() == 0 else one_of(record, line.frame)
        assert record.wire is not None
        if index.column() == 0:
            key = record.wire.nodes[line.node].key
            return record.wire.label(line.node) if key is None else repr(key)
        return node_words(record.wire, line.node, record.payload)


class StructureView(QTreeView):
    """The structure to choose a part from.

    Signals:
        chosen: A person chose a part; its bytes, and the number of its node or -1.
    """

    chosen = Signal(int, int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recordStructure")
        self.setAccessibleName(self.tr("Structure of the record"))
        self.structure = StructureModel(self)
        self._busy = False
        self.setModel(self.structure)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(12)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(60)
        header = self.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(48)
        self.selectionModel().currentChanged.connect(self._changed)

    def show_record(self, record: FramedRecord | None) -> None:
        """Show another record, unfolded as far as can be overlooked."""
        self._busy = True
        self.structure.set_record(record)
        payload = self.structure.of_frame(Frame.PAYLOAD)
        self.expand(payload)
        for row in range(min(self.structure.rowCount(payload), 2)):  # features, or both lists
            self.expand(self.structure.index(row, 0, payload))
        self._fit()
        self._busy = False

    def show_node(self, number: int, frame: Frame | None) -> None:
        """Make the line of a node or of a part of the framing the current one; nothing is told."""
        busy, self._busy = self._busy, True
        index = self.structure.of_node(number) if frame is None else self.structure.of_frame(frame)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag
            command = flag.ClearAndSelect | flag.Rows
            self.selectionModel().setCurrentIndex(index, command)
            self.scrollTo(index)
        self._busy = busy

    def _fit(self) -> None:
        room = max(self.viewport().width(), 180)
        need = self.sizeHintForColumn(0) + 12
        self.header().resizeSection(0, min(max(need, round(0.4 * room)), round(0.6 * room)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot(QModelIndex)
    def _changed(self, index: QModelIndex) -> None:
        if not self._busy and index.isValid():
            self.chosen.emit(*self.structure.bytes_of(index), self.structure.node(index))
