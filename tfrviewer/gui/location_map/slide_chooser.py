"""Chooses one slide of many: a box whose list can be searched."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.alike_names import AlikeNamesBox

_SEARCHED_FROM = 12  # fewer are found at a glance
_WIDEST = 560
_ROWS = 16
_Key = Qt.Key


class _Words(QSortFilterProxyModel):
    """Names that contain all words of a search."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()

    def search(self, text: str) -> None:
        """Keep the names that contain all words of a text, in any case and order."""
        self._words = tuple(text.casefold().split())
        self.invalidate()

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: object) -> bool:
        if not self._words:
            return True
        name = str(self.sourceModel().index(source_row, 0).data()).casefold()
        return all(word in name for word in self._words)


class SlideList(QFrame):
    """The list that drops down, with a line to search it.

    Signals:
        chosen: A slide was chosen; its place in the box.
    """

    chosen = Signal(int)

    def __init__(self, box: AlikeNamesBox) -> None:
        super().__init__(box, Qt.WindowType.Popup)
        self._box = box
        self.setObjectName("locationMapSlideList")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._names = _Words(self)
        self._names.setSourceModel(box.model())
        self.search = QLineEdit()
        self.search.setObjectName("locationMapSlideSearch")
        self.search.setPlaceholderText(self.tr("Find a slide"))
        self.search.setAccessibleName(self.tr("Find a slide"))
        self.search.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setModel(self._names)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(self.tr("Slides"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._none = QLabel(self.tr("No slide has these letters in its name."))
        self._none.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._none.setContentsMargins(6, 4, 6, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        for widget in (self.search, self.list, self._none):
            layout.addWidget(widget)
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        self.list.clicked.connect(self._choose)

    def show_below(self, current: int) -> None:
        """Drop down below the box, at the slide that is chosen."""
        self.search.clear()
        self._find("")
        box, bar = self._box, self.list.verticalScrollBar().sizeHint().width()
        longest = max((box.itemText(i) for i in range(box.count())), key=len, default="")
        wide = self.fontMetrics().horizontalAdvance(longest) + bar + 28
        high = min(_ROWS, box.count()) * self.list.sizeHintForRow(0) + 48
        self.resize(max(min(wide, _WIDEST), box.width()), high)
        at = box.mapToGlobal(QPoint(0, box.height()))
        screen = box.screen().availableGeometry()
        if at.y() + self.height() > screen.bottom():
            at.setY(max(box.mapToGlobal(QPoint(0, 0)).y() - self.height(), screen.top()))
        at.setX(max(min(at.x(), screen.right() - self.width()), screen.left()))
        self.move(at)
        self.show()
        self._go_to(self._names.mapFromSource(box.model().index(current, 0)))
        self.search.setFocus()

    def _find(self, text: str) -> None:
        self._names.search(text)
        found = self._names.rowCount() > 0
        self.list.setVisible(found)
        self._none.setVisible(not found)
        if found:
            self._go_to(self._names.index(0, 0))

    def _go_to(self, index: QModelIndex) -> None:
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.hide()
            self.chosen.emit(self._names.mapToSource(index).row())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {
                _Key.Key_Up: -1,
                _Key.Key_Down: 1,
                _Key.Key_PageUp: -_ROWS,
                _Key.Key_PageDown: _ROWS,
            }
            key = _Key(event.key())
            if key in steps:
                row = self.list.currentIndex().row() + steps[key]
                row = max(min(row, self._names.rowCount() - 1), 0)
                self._go_to(self._names.index(row, 0))
                return True
            if key in (_Key.Key_Return, _Key.Key_Enter):
                self._choose(self.list.currentIndex())
                return True
        return False


class SlideChooser(AlikeNamesBox):
    """A box of slides; the list of many has a line to search it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list: SlideList | None = None

    @property
    def slide_list(self) -> SlideList:
        """The list that drops down where there are many."""
        if self._list is None:
            self._list = SlideList(self)
            self._list.chosen.connect(self._take)
        return self._list

    @override
    def showPopup(self) -> None:
        if self.count() < _SEARCHED_FROM:
            super().showPopup()
        else:
            self.slide_list.show_below(self.currentIndex())

    @override
    def hidePopup(self) -> None:
        if self._list is not None:
            self._list.hide()
        super().hidePopup()

    def _take(self, row: int) -> None:
        self.setCurrentIndex(row)
        self.activated.emit(row)
