"""The facts of the tiles on the light table, in a column each; what differs is marked."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget
from typing_extensions import override

from tfrviewer.gui.light_table.choosing import letter
from tfrviewer.gui.light_table.comparison import Fact

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_DIFFERENT: Final = "≠"


class FactsModel(QAbstractTableModel):
    """A row a fact, a column a tile; before them, whether it differs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._facts: list[Fact] = []
        self._shown: list[Fact] = []
        self._columns = 0
        self._only_different = False

    @property
    def shown(self) -> list[Fact]:
        """The facts in the table."""
        return self._shown

    def show_facts(self, facts: Sequence[Fact], columns: int) -> None:
        """Show these facts of so many tiles; what is selected stays if they are the same."""
        if columns == self._columns and list(facts) == self._facts:
            return
        self.beginResetModel()
        self._facts, self._columns = list(facts), columns
        self._choose()
        self.endResetModel()

    def set_only_different(self, on: bool) -> None:
        """Leave out what is alike."""
        self.beginResetModel()
        self._only_different = on
        self._choose()
        self.endResetModel()

    def _choose(self) -> None:
        self._shown = [fact for fact in self._facts if fact.differs or not self._only_different]

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._columns

    @override
    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        fact = self._shown[index.row()]
        match role:
            case _Role.DisplayRole | _Role.ToolTipRole:
                return fact.values[index.column()]
            case _Role.FontRole if fact.differing[index.column()]:
                return _bold()
            case _Role.AccessibleTextRole:
                said = (
                    self.tr("{0}: {1}, not as A")
                    if fact.differing[index.column()]
                    else self.tr("{0}: {1}")
                )
                return said.format(fact.name, fact.values[index.column()])
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal:
            return letter(section) if role == _Role.DisplayRole else None
        fact = self._shown[section]
        match role:
            case _Role.DisplayRole:
                return f"{_DIFFERENT} {fact.name}" if fact.differs else f"    {fact.name}"
            case _Role.FontRole if fact.differs:
                return _bold()
            case _Role.ToolTipRole:
                return self.tr("The tiles differ in this.") if fact.differs else None
        return None


class FactsTable(QTableView):
    """The table of facts; its selection is copied as text with tabs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lightFacts")
        self.setAccessibleName(self.tr("Facts of the tiles, and where they differ"))
        self.facts = FactsModel(self)
        self.setModel(self.facts)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setHighlightSections(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(self.fontMetrics().height() + 6)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setHighlightSections(False)
        self.setCornerButtonEnabled(False)

    def copy(self) -> None:
        """Copy what is selected, or all of it, with the names of the facts."""
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        facts = self.facts.shown
        lines = [facts[row] for row in chosen] if chosen else facts
        text = "\n".join("\t".join((fact.name, *fact.values)) for fact in lines)
        QApplication.clipboard().setText(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
