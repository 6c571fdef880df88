"""The findings of the dataset as a list to read and to follow."""

from itertools import chain
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tfrviewer.errors import Finding, Severity
from tfrviewer.gui.dataset_panel.notes import NOTE_ROLE, Note, NoteList
from tfrviewer.gui.finding_words import RANKS
from tfrviewer.gui.session import Session

_Index = QModelIndex | QPersistentModelIndex
MOST_LISTED = 1000
"""Nobody reads more; the files say which of them are damaged, and the filter finds records."""


class FindingModel(QAbstractListModel):
    """All findings of the session, the worst first within the order they were made."""

    FINDING_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._findings: list[Finding] = []
        self._seen: list[Finding] = []
        self._count = 0
        self._worst: dict[Severity, list[Finding]] = {severity: [] for severity in RANKS}
        session.dataset_changed.connect(self._refresh)
        session.findings_changed.connect(self._refresh)
        self._refresh()

    def finding(self, index: _Index) -> Finding:
        """Return the finding at an index."""
        return self._findings[index.row()]

    def index_of_file(self, file_number: int) -> QModelIndex:
        """Return where the first finding about a file is listed; no index if none is."""
        if file_number >= 0:
            for i, finding in enumerate(self._findings):
                if self._session.file_of(finding) == file_number:
                    return self.index(i)
        return QModelIndex()

    def is_about(self, index: _Index, file_number: int) -> bool:
        """Whether the finding at an index, if there is one, is about a file of the dataset."""
        if not index.isValid() or file_number < 0:
            return False
        return self._session.file_of(self._findings[index.row()]) == file_number

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._findings)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        finding = self._findings[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return str(finding)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{finding.file}\n{finding}"
        if role == self.FINDING_ROLE:
            return finding
        if role == NOTE_ROLE:
            return Note(finding.severity, finding.where, finding.message, finding.remedy)
        return None

    def _refresh(self) -> None:
        findings = self._session.findings
        if self._seen is not findings or self._count > len(findings):
            self._seen, self._count = findings, 0
            self._worst = {severity: [] for severity in RANKS}
        for finding in findings[self._count :]:  # only the new ones: there may be many
            worst = self._worst[finding.severity]
            if len(worst) < MOST_LISTED:
                worst.append(finding)
        self._count = len(findings)
        new = list(chain.from_iterable(self._worst.values()))[:MOST_LISTED]
        if new != self._findings:
            self.beginResetModel()
            self._findings = new
            self.endResetModel()


class FindingList(NoteList):
    """The findings; a click goes to what one is about.

    Signals:
        chosen: Go to what this finding is about.
    """

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("datasetFindings")
        self.setAccessibleName(self.tr("Findings"))
        self._model = FindingModel(session, self)
        self.setModel(self._model)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_file(self, file_number: int) -> None:
        """Scroll to the first finding about a file and select it; select none if there is none.

        One about this file that is selected already stays so.
        """
        if self._model.is_about(self.currentIndex(), file_number):
            return
        index = self._model.index_of_file(file_number)
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
        else:
            self.clearSelection()

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.finding(index))
