"""The findings of the dataset as a list to read and to follow."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from tfrviewer.errors import Finding, Severity
from tfrviewer.gui.assets import icon
from tfrviewer.gui.session import Session
from tfrviewer.gui.theme import error_colour, muted_text, warning_colour

_Index = QModelIndex | QPersistentModelIndex
_MARGIN, _SIGN, _GAP = 8, 16, 8
MOST_LISTED = 1000
"""Nobody reads more; the files say which of them are damaged, and the filter finds records."""
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_SIGNS = {
    Severity.ERROR: "alert-circle",
    Severity.WARNING: "alert-triangle",
    Severity.NOTE: "info-circle",
}


class FindingModel(QAbstractListModel):
    """All findings of the session, the worst first within the order they were made."""

    FINDING_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._findings: list[Finding] = []
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
        return None

    def _refresh(self) -> None:
        rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
        new = sorted(self._session.findings, key=lambda finding: rank[finding.severity])
        new = new[:MOST_LISTED]
        if new != self._findings:
            self.beginResetModel()
            self._findings = new
            self.endResetModel()


class _FindingDelegate(QStyledItemDelegate):
    """Where it is, what is wrong, and what to do, one below the other."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 200
        return QSize(width, sum(h for h, _, _ in self._lines(option, index, width)) + 2 * _MARGIN)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        finding = index.data(FindingModel.FINDING_ROLE)
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        text, muted = palette.color(role), muted_text(palette)
        colours = {
            Severity.ERROR: error_colour(palette),
            Severity.WARNING: warning_colour(palette),
            Severity.NOTE: muted,
        }
        sign = text if selected else colours[finding.severity]
        top = rect.top() + _MARGIN
        at = QRect(rect.left() + _MARGIN, top, _SIGN, _SIGN)
        icon(_SIGNS[finding.severity], colour=sign.name()).paint(painter, at)
        left = at.right() + _GAP
        for i, (height, font, line) in enumerate(self._lines(option, index, rect.width())):
            painter.setFont(font)
            painter.setPen(text if selected or i < 2 else muted)
            painter.drawText(
                QRect(left, top, rect.right() - _MARGIN - left, height), int(_WRAP), line
            )
            top += height
        painter.restore()

    def _lines(
        self, option: QStyleOptionViewItem, index: _Index, width: int
    ) -> list[tuple[int, QFont, str]]:
        finding = index.data(FindingModel.FINDING_ROLE)
        plain = QFont(option.font)
        bold = QFont(plain)
        bold.setWeight(QFont.Weight.DemiBold)
        room = QRect(0, 0, max(width - 2 * _MARGIN - _SIGN - _GAP, 40), 10_000)
        lines = []
        parts = ((bold, finding.where), (plain, finding.message), (plain, finding.remedy))
        for font, text in parts:
            if text:
                height = QFontMetrics(font).boundingRect(room, int(_WRAP), text).height()
                lines.append((height, font, text))
        return lines


class FindingList(QListView):
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
        self.setItemDelegate(_FindingDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_file(self, file_number: int) -> None:
        """Scroll to the first finding about a file and select it; select none if there is none."""
        index = self._model.index_of_file(file_number)
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
        else:
            self.clearSelection()

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.finding(index))
