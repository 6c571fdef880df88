"""The legend: the classes with their colours; a click hides one, a double click leaves it alone."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.alike_names import TellingParts, elided
from tfrviewer.gui.figures import number
from tfrviewer.gui.location_map.colouring.words import spoken_class
from tfrviewer.gui.plain_tip import plain_tip
from tfrviewer.gui.theme import muted_text

_SIGN, _GAP, _PAD = 12, 6, 6  # logical pixels
_WIDEST = 200  # of a class
_LINES = 4  # seen at once; more are scrolled
_Index = QModelIndex | QPersistentModelIndex
_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A class in the legend.

    Attributes:
        key: Its name in `Choices.hidden`.
        name: What is written.
        count: How many tiles on the map are of it.
        argb: Its colour.
        hidden: Whether it is hidden.
        hatched: Whether its sign is hatched: it has no value.
    """

    key: str
    name: str
    count: int
    argb: int
    hidden: bool = False
    hatched: bool = False


class LegendModel(QAbstractListModel):
    """The classes, one a line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[LegendEntry, ...] = ()
        self._parts = TellingParts(())

    def cut(self, name: str, width: int, metrics: QFontMetrics) -> str:
        """Return the name of a class cut to a width; what tells it from the others stays."""
        if name not in self._parts:
            return metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, width)
        return elided(name, self._parts[name], width, metrics)

    def show(self, entries: tuple[LegendEntry, ...]) -> None:
        """Show these; as many of the same names keep what is current."""
        if [one.key for one in entries] != [one.key for one in self.entries]:
            self.beginResetModel()
            self.entries = entries
            self._parts = TellingParts(one.name for one in entries)
            self.endResetModel()
        elif entries != self.entries:
            self.entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_class(entry.name, entry.count, hidden=entry.hidden)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(spoken_class(entry.name, entry.count, hidden=entry.hidden))
            case Qt.ItemDataRole.UserRole:
                return entry
        return None


class _Delegate(QStyledItemDelegate):
    """Paints sign, name and count."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        entry: LegendEntry = index.data(_ENTRY)
        metrics = option.fontMetrics
        text = metrics.horizontalAdvance(entry.name) + _GAP
        text += metrics.horizontalAdvance(number(entry.count))
        width = min(2 * _PAD + _SIGN + _GAP + text + 2, _WIDEST)
        return QSize(width, max(metrics.height(), _SIGN) + 6)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: LegendEntry = index.data(_ENTRY)
        palette, rect = option.palette, QRectF(option.rect)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Midlight))
        if has_focus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)
        sign = QRectF(rect.left() + _PAD, rect.center().y() - _SIGN / 2, _SIGN, _SIGN)
        paint_sign(painter, sign, entry, palette)
        text = rect.adjusted(_PAD + _SIGN + _GAP, 0, -_PAD, 0)
        count = number(entry.count)
        metrics = option.fontMetrics
        room = metrics.horizontalAdvance(count)
        font = option.font
        font.setStrikeOut(entry.hidden)
        painter.setFont(font)
        muted = muted_text(palette)
        painter.setPen(muted if entry.hidden else palette.color(QPalette.ColorRole.WindowText))
        lines = index.model()
        assert isinstance(lines, LegendModel)
        name = lines.cut(entry.name, int(text.width() - room - _GAP), metrics)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(text, flags | Qt.AlignmentFlag.AlignLeft, name)
        font.setStrikeOut(False)
        painter.setFont(font)
        painter.setPen(muted)
        painter.drawText(text, flags | Qt.AlignmentFlag.AlignRight, count)
        painter.restore()


def paint_sign(painter: QPainter, rect: QRectF, entry: LegendEntry, palette: QPalette) -> None:
    """Paint the sign of a class: filled, only its border where hidden, hatched without a value."""
    colour = QColor.fromRgba(entry.argb)
    edge = palette.color(QPalette.ColorRole.WindowText)
    edge.setAlphaF(0.45)
    inner = rect.adjusted(0.75, 0.75, -0.75, -0.75)
    if entry.hidden:
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(QPen(edge, 0.75))
        painter.setBrush(colour)
    painter.drawRoundedRect(inner, 2, 2)
    if entry.hatched:
        painter.setPen(QPen(edge, 1))
        painter.drawLine(inner.bottomLeft(), inner.topRight())


class Legend(QListView):
    """The classes side by side, as many lines as there is need.

    Signals:
        toggled: A class was clicked; its key.
        isolated: A class was double-clicked; its key.
    """

    toggled = Signal(str)
    isolated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("colourLegend")
        self.setAccessibleName(self.tr("Legend of the colours"))
        self.setAccessibleDescription(
            self.tr("Space hides a class or shows it again; Enter shows it alone")
        )
        self._toggled = ""  # the class that the last click was on
        self._is_double = False  # whether the button goes up after a double click
        self._lines = LegendModel(self)
        self.setModel(self._lines)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def show_entries(self, entries: tuple[LegendEntry, ...]) -> None:
        """Show these classes."""
        self._lines.show(entries)
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    @property
    def entries(self) -> tuple[LegendEntry, ...]:
        """The classes that are shown."""
        return self._lines.entries

    # ---------------------------------------------------------------- size

    def _height(self) -> int:
        """Return the height that the lines want at the present width."""
        metrics = self.fontMetrics()
        line = max(metrics.height(), _SIGN) + 6
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        delegate, room = self.itemDelegate(), max(self.viewport().width(), 80)
        lines, used = 1, 0
        for at in range(self._lines.rowCount()):
            width = delegate.sizeHint(option, self._lines.index(at)).width()
            if used and used + width > room:
                lines, used = lines + 1, 0
            used += width
        return min(lines, _LINES) * line + 2

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    # ---------------------------------------------------------------- mouse and keys

    def _key_at(self, event: QMouseEvent) -> str | None:
        index = self.indexAt(event.position().toPoint())
        return self._lines.entries[index.row()].key if index.isValid() else None

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._toggled, self._is_double = "", False

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        key = self._key_at(event)
        if key is None or event.button() != Qt.MouseButton.LeftButton or self._is_double:
            return
        self._toggled = key
        self.toggled.emit(key)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        key = self._key_at(event)
        if key is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._is_double = True
        if self._toggled == key:
            self.toggled.emit(key)  # takes back what the first click did
        self.isolated.emit(key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key = self._lines.entries[index.row()].key if index.isValid() else None
        if key is not None and event.key() == Qt.Key.Key_Space:
            self.toggled.emit(key)
        elif key is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.isolated.emit(key)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._lines.rowCount():
            self.setCurrentIndex(self._lines.index(0))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()


def toggle(hidden: frozenset[str], key: str) -> frozenset[str]:
    """Return what is hidden after a click on a class."""
    return hidden ^ {key}


def isolate(hidden: frozenset[str], key: str, keys: frozenset[str]) -> frozenset[str]:
    """Return what is hidden after a double click: all others, or nothing if that was so."""
    others = keys - {key}
    return frozenset() if hidden & keys == others else others
