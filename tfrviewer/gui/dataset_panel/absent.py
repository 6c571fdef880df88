"""The slides without tiles, each with its reason."""

from collections import Counter
from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.dataset.project.absence import Absence, AbsentSlide
from tfrviewer.gui.assets import icon
from tfrviewer.gui.dataset_panel.notes import NOTE_ROLE, Note, NoteList
from tfrviewer.gui.dataset_panel.words import reason_text, weight_of
from tfrviewer.gui.session import Session
from tfrviewer.gui.slide_facts import SlideFacts

_Index = QModelIndex | QPersistentModelIndex
_MOST_LABELS, _MOST_LETTERS = 4, 40


class AbsentModel(QAbstractListModel):
    """The slides without tiles, all of them or those of one reason."""

    SLIDE_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, session: Session, facts: SlideFacts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._facts = facts
        self._reason: Absence | None = None
        self._shown: Sequence[AbsentSlide] = ()
        self._counts: Counter[Absence] = Counter()

    def show_reason(self, reason: Absence | None) -> None:
        """Show the slides of one reason; of all for None."""
        self._reason = reason
        shown = [one for one in self._facts.absent if reason in (None, one.reason)]
        if shown != self._shown:
            self.beginResetModel()
            self._shown = shown
            self._counts = Counter(one.reason for one in shown)
            self.endResetModel()

    def slide(self, index: _Index) -> AbsentSlide:
        """Return the slide at an index."""
        return self._shown[index.row()]

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        slide = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{slide.slide}: {slide.words}"
        if role == self.SLIDE_ROLE:
            return slide
        if role == NOTE_ROLE:
            labels, heading = self._labels(slide.slide), self._heading(index.row())
            return Note(weight_of(slide.reason), slide.slide, slide.words, labels, heading)
        return None

    def _heading(self, row: int) -> str:
        """Return what stands above the first slide of each reason, if there are several."""
        reason = self._shown[row].reason
        if len(self._counts) < 2 or (row and self._shown[row - 1].reason is reason):
            return ""
        return reason_text(reason, self._counts[reason])

    def _labels(self, slide: str) -> str:
        dataset = self._session.dataset
        line = None if dataset is None else dataset.annotation_of(slide)
        if line is None:
            return ""
        values = (line[name].strip() for name in self._facts.labels[:_MOST_LABELS])
        return " · ".join(
            shorten(value, _MOST_LETTERS, placeholder="…") for value in values if value
        )


class AbsentPage(QWidget):
    """The list, and a choice of reasons where there are several."""

    def __init__(self, session: Session, facts: SlideFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self._known: tuple[AbsentSlide, ...] | None = None
        self._model = AbsentModel(session, facts, self)
        self._reasons = QComboBox()
        self._reasons.setObjectName("absentReasons")
        self._reasons.setAccessibleName(self.tr("Reason why slides have no tiles"))
        self._reasons.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._reasons.currentIndexChanged.connect(self._choose)
        self.list = NoteList()
        self.list.setObjectName("absentSlides")
        self.list.setAccessibleName(self.tr("Slides without tiles"))
        self.list.setModel(self._model)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.setFocusProxy(self.list)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._above = QWidget()
        above = QVBoxLayout(self._above)
        above.setContentsMargins(6, 4, 6, 4)
        above.addWidget(self._reasons)
        box.addWidget(self._above)
        box.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Show the slides there are now."""
        absent = self._facts.absent
        if absent == self._known:
            return
        self._known = absent
        counts = Counter(one.reason for one in absent)
        number = QLocale().toString
        before = self._reasons.currentData()
        self._reasons.blockSignals(True)
        self._reasons.clear()
        self._reasons.addItem(self.tr("All reasons ({0})").format(number(len(absent))))
        for reason in Absence:
            if counts[reason]:
                self._reasons.addItem(reason_text(reason, counts[reason]), reason.value)
        self._reasons.setCurrentIndex(max(self._reasons.findData(before), 0))
        self._reasons.blockSignals(False)
        self._above.setVisible(len(counts) > 1)
        self._choose()

    def _choose(self) -> None:
        reason = self._reasons.currentData()
        self._model.show_reason(None if reason is None else Absence(reason))

    def copy(self) -> None:
        """Copy the slides selected, or all that are listed, as a table."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        self._copy(rows or range(self._model.rowCount()))

    def _copy(self, rows: Sequence[int]) -> None:
        slides = [self._model.slide(self._model.index(row)) for row in rows]
        lines = [f"{one.slide}\t{one.reason.value}\t{one.words}" for one in slides]
        QGuiApplication.clipboard().setText("\n".join(["slide\treason\twords", *lines]))

    def make_menu(self) -> QMenu:
        """Return the menu of the list."""
        menu = QMenu(self)
        menu.addAction(icon("copy"), self.tr("Copy")).triggered.connect(self.copy)
        everything = menu.addAction(self.tr("Copy All"))
        everything.triggered.connect(lambda: self._copy(range(self._model.rowCount())))
        return menu

    def _show_menu(self, at: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(at))
