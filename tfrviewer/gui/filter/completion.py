"""What the filter line offers while one types: columns, words, functions, values of a column."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from tfrviewer.gui.figures import number
from tfrviewer.gui.filter.places import FUNCTIONS, WORDS, Place, Wants, place_at
from tfrviewer.gui.theme import muted_text

_INSERTED: Final = Qt.ItemDataRole.UserRole
_HINT: Final = Qt.ItemDataRole.UserRole + 1
_MATCHED: Final = Qt.ItemDataRole.UserRole + 2
_WIDTH, _PADDING = 300, 8


def quote_text(text: str) -> str:
    """Return a text value as a condition must write it."""
    return "'" + text.replace("'", "''") + "'"


class _Lines(QStyledItemDelegate):
    """What is offered at the left, what it is at the right."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(_WIDTH, option.fontMetrics.height() + 6)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        rect: QRect = option.rect
        palette: QPalette = option.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole
        if chosen:
            painter.fillRect(rect, palette.color(role.Highlight))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        metrics = option.fontMetrics
        hint = str(index.data(_HINT) or "")
        wide = metrics.horizontalAdvance(hint)
        painter.setPen(palette.color(role.HighlightedText) if chosen else muted_text(palette))
        right = QRect(rect.right() - wide - _PADDING, rect.top(), wide + 1, rect.height())
        painter.drawText(right, flags, hint)
        painter.setPen(palette.color(role.HighlightedText if chosen else role.Text))
        left = rect.left() + _PADDING
        area = QRect(left, rect.top(), max(right.left() - left - 10, 0), rect.height())
        text = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, flags, text)
        painter.restore()


class Completion(QObject):
    """Offers what may stand where somebody types, and puts in what is chosen.

    Signals:
        values_wanted: The values of a column are wanted; see `set_values`.
        chosen: Something was put in.
    """

    values_wanted = Signal(str)
    chosen = Signal()

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self._columns: list[str] = []
        self._values: dict[str, Sequence[tuple[str, int]]] = {}
        self._awaited = ""
        self._place = Place(Wants.NOTHING, 0, "")
        self._names = QStandardItemModel(self)
        self._offered = QStandardItemModel(self)
        self._offered_of = ""
        completer = QCompleter(line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionRole(_MATCHED)
        completer.setWidget(line)
        completer.setMaxVisibleItems(12)
        self._completer = completer
        self.popup = QListView()
        self.popup.setObjectName("filterCompletion")
        self.popup.setAccessibleName(self.tr("What may stand here"))
        self.popup.setUniformItemSizes(True)
        completer.setPopup(self.popup)
        # setPopup gives the list a delegate of its own.
        self.popup.setItemDelegate(_Lines(self.popup))
        completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        completer.setModel(self._names)

    def set_columns(self, columns: Sequence[str]) -> None:
        """Say which columns there are, as a condition writes them."""
        if list(columns) == self._columns:
            return
        self._columns = list(columns)
        self._names.clear()
        for name in columns:
            self._add(self._names, name, name, self.tr("column"), f"{name} ")
        for word in WORDS:
            self._add(self._names, word, word, "", f"{word} ")
        for name in FUNCTIONS:
            self._add(self._names, f"{name}()", name, self.tr("function"), f"{name}(")

    def set_values(self, column: str, values: Sequence[tuple[str, int]]) -> None:
        """Say which texts a column holds, and how often, the most frequent first."""
        self._values[column] = values
        self._awaited = ""
        if self._offered_of == column:
            self._offered_of = ""
        if self._place.wants is Wants.VALUES and self._place.column == column:
            self.offer()

    def forget_values(self) -> None:
        """Ask anew which values there are: the records are others."""
        self._values.clear()
        self._awaited = ""
        self._offered_of = ""

    def offer(self) -> None:
        """Show what may stand at the cursor, if anything may."""
        place = self._place = place_at(self._line.text(), self._line.cursorPosition())
        if place.wants is Wants.NAMES:
            self._show(self._names, Qt.MatchFlag.MatchStartsWith)
        elif place.wants is Wants.VALUES:
            if place.column not in self._values:
                self.popup.hide()
                if self._awaited != place.column:
                    self._awaited = place.column
                    self.values_wanted.emit(place.column)
                return
            self._fill(place.column)
            self._show(self._offered, Qt.MatchFlag.MatchContains)
        else:
            self.popup.hide()

    def _show(self, model: QStandardItemModel, mode: Qt.MatchFlag) -> None:
        completer, place = self._completer, self._place
        if completer.model() is not model:
            completer.setModel(model)
        completer.setFilterMode(mode)
        completer.setCompletionPrefix(place.typed)
        found = completer.completionModel()
        whole = found.rowCount() == 1 and completer.currentCompletion() == place.typed
        if found.rowCount() == 0 or whole or not self._line.hasFocus():
            self.popup.hide()
            return
        rect = self._line.cursorRect()
        rect.setWidth(_WIDTH + 24)
        completer.complete(rect)

    def _fill(self, column: str) -> None:
        if self._offered_of == column:
            return
        self._offered_of = column
        self._offered.clear()
        for text, count in self._values[column]:
            shown = text.replace("\n", "␤") or self.tr("(empty)")
            self._add(self._offered, shown, text, number(count), quote_text(text))

    def _add(
        self, model: QStandardItemModel, shown: str, matched: str, hint: str, inserted: str
    ) -> None:
        line = QStandardItem(shown)
        line.setData(matched, _MATCHED)
        line.setData(hint, _HINT)
        line.setData(inserted, _INSERTED)
        line.setEditable(False)
        model.appendRow(line)

    def _take(self, index: QModelIndex) -> None:
        inserted = str(index.data(_INSERTED))
        line, place = self._line, self._place
        text, at = line.text(), line.cursorPosition()
        after = text[at:]
        if place.wants is Wants.VALUES:
            after = after.removeprefix("'")
            inserted += "" if place.listed else " "
        if not inserted.endswith("("):
            after = after.lstrip() if inserted.endswith(" ") else after
        line.setText(f"{text[: place.start]}{inserted}{after}")
        line.setCursorPosition(place.start + len(inserted))
        self._place = Place(Wants.NOTHING, line.cursorPosition(), "")
        self.chosen.emit()
