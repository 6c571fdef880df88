"""The list of what is damaged in a file, and what becomes of each place."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from tfrviewer.gui.salvage import words
from tfrviewer.tfrecord.salvage import Place, SalvageReport

_Index = QModelIndex | QPersistentModelIndex
WHERE, FATE, REASON = range(3)


class PlacesModel(QAbstractTableModel):
    """The damaged places of a file in their order, a line each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report: SalvageReport | None = None
        self._places: list[Place] = []
        self._doubtful = False

    def show_report(self, report: SalvageReport) -> None:
        """Show what was found in another file."""
        self.beginResetModel()
        self._report = report
        places = {place.offset: place for place in (*report.lost, *report.mended, *report.doubtful)}
        self._places = [places[offset] for offset in sorted(places)]
        self.endResetModel()

    def show_doubtful(self, *, saved: bool) -> None:
        """Show whether what does not match its checksum is saved."""
        self._doubtful = saved
        if self._places:
            last = len(self._places) - 1
            self.dataChanged.emit(self.index(0, FATE), self.index(last, FATE))

    def texts(self, line: int) -> tuple[str, str, str]:
        """Return what the columns of a line say."""
        assert self._report is not None
        place = self._places[line]
        fate = words.fate(place, self._report, doubtful=self._doubtful)
        return words.where(place), fate, place.reason[:1].upper() + place.reason[1:]

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._places)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 3

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Where"), self.tr("What becomes of it"), self.tr("Why"))[section]

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.texts(index.row())[index.column()]
        return None
