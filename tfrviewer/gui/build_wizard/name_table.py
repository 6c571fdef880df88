"""Names with what they tell, their parts marked by colour and by underline."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from tfrviewer.build.naming.preview import NamePreview
from tfrviewer.gui.build_wizard.part_colours import part_format
from tfrviewer.gui.theme import muted_text

_Index = QModelIndex | QPersistentModelIndex
_MARGIN = 6
_SPANS_ROLE = Qt.ItemDataRole.UserRole
_SLIDE_FROM = 420  # pixels; in a narrower table the names of the files say it
_Spans = dict[str, tuple[int, int]]


class Column(IntEnum):
    """The columns, in their order."""

    FILE = 0
    SLIDE = 1
    X = 2
    Y = 3


class NameModel(QAbstractTableModel):
    """A line a name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: Sequence[NamePreview] = ()

    @property
    def names(self) -> Sequence[NamePreview]:
        """What is shown."""
        return self._names

    def set_names(self, names: Sequence[NamePreview]) -> None:
        """Show other names."""
        self.beginResetModel()
        self._names = names
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._names)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        name, column = self._names[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(name, column)
        if role == _SPANS_ROLE:
            return self._spans(name, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{name.folder}\n{name.name}\n{self._told(name)}"
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.FILE:
            return f"{name.name}, {self._told(name)}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (Column.X, Column.Y):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("File"), self.tr("Slide"), self.tr("x"), self.tr("y"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight
            side = side if section >= Column.X else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _text(self, name: NamePreview, column: Column) -> str:
        if column is Column.FILE:
            return name.name
        if column is Column.SLIDE:
            return name.slide or "–"
        if name.location is None:
            return "–"
        return str(name.location[column - Column.X])

    def _spans(self, name: NamePreview, column: Column) -> dict[str, tuple[int, int]]:
        """Return which letters of a cell stand for which part."""
        if column is Column.FILE:
            return dict(name.spans)
        part = {Column.SLIDE: "slide", Column.X: "x", Column.Y: "y"}[column]
        text = self._text(name, column)
        others = {"x": "column", "y": "row"}
        told = part in name.spans or others.get(part) in name.spans
        return {part: (0, len(text))} if told and text != "–" else {}

    def _told(self, name: NamePreview) -> str:
        if name.location is None:
            return self.tr("tells no location")
        return self.tr("lies at {0}, {1}").format(*name.location)


class MarkedNames(QStyledItemDelegate):
    """Writes a text with its parts marked; what does not fit is left out in the middle."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        filled = QStyleOptionViewItem(option)
        self.initStyleOption(filled, index)
        text, filled.text = filled.text, ""
        widget: QWidget = filled.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, filled, painter, widget)
        palette: QPalette = filled.palette
        state: QStyle.StateFlag = filled.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        rect = QRectF(filled.rect).adjusted(_MARGIN, 0, -_MARGIN, 0)
        spans = index.data(_SPANS_ROLE) or {}
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        colour = palette.color(role)
        if not spans and not selected and text == "–":
            colour = muted_text(palette)
        shown, moved = cut(text, spans, filled.fontMetrics, int(rect.width()))
        layout = QTextLayout(shown, filled.font)
        formats = []
        for part, (begin, end) in moved.items():
            written = part_format(part, palette, selected=selected)
            if written is not None and end > begin:
                one = QTextLayout.FormatRange()
                one.start, one.length, one.format = begin, end - begin, written
                formats.append(one)
        layout.setFormats(formats)
        wrapped = QTextOption()
        wrapped.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(wrapped)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(rect.width() + 1)
        layout.endLayout()
        left = rect.left()
        if filled.displayAlignment & Qt.AlignmentFlag.AlignRight:
            left = rect.right() - line.naturalTextWidth()
        painter.save()
        painter.setClipRect(filled.rect)
        painter.setPen(colour)
        layout.draw(painter, QPointF(left, rect.center().y() - line.height() / 2))
        painter.restore()


def cut(text: str, spans: _Spans, metrics: QFontMetrics, width: int) -> tuple[str, _Spans]:
    """Return a text cut to a width, and where its parts stand in that.

    What stands before the numbers is cut first: it is the slide's name, as a rule, and long.
    """
    if metrics.horizontalAdvance(text) <= width:
        return text, spans
    first = min((begin for part, (begin, _) in spans.items() if part != "slide"), default=0)
    room = width - metrics.horizontalAdvance(text[first:])
    if not first or room < metrics.horizontalAdvance("mm…"):
        first, room = len(text), width
    shown = metrics.elidedText(text[:first], Qt.TextElideMode.ElideMiddle, room)
    pairs = enumerate(zip(text, shown, strict=False))
    head = next((i for i, (a, b) in pairs if a != b), len(shown))
    gone = first - len(shown) + 1  # letters in the place of which "…" stands

    def at(place: int) -> int:
        return place if place <= head else max(place - gone + 1, head + 1)

    cut = shown + text[first:]
    return cut, {part: (at(begin), at(end)) for part, (begin, end) in spans.items()}


class NameTable(QTableView):
    """The names, a line each.

    Signals:
        slide_chosen: Another slide's name is current; its slide.
    """

    slide_chosen = Signal(str)

    def __init__(self, model: NameModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = model
        self.setObjectName("buildNames")
        self.setAccessibleName(self.tr("Names of images and what they tell"))
        self.setModel(model)
        self.setItemDelegate(MarkedNames(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMinimumSize(200, 90)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 11)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(36)
        header.setSectionsClickable(False)
        model.modelReset.connect(self.fit)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self.fit()

    def fit(self) -> None:
        """Share the width: numbers what they need, the file the most of the rest."""
        metrics = self.fontMetrics()

        def wide(column: Column) -> int:
            rows = range(min(self._names.rowCount(), 200))
            texts = [str(self._names.index(row, column).data()) for row in rows]
            longest = max(map(metrics.horizontalAdvance, texts), default=0)
            return max(longest, metrics.horizontalAdvance("0000")) + 2 * _MARGIN + 4

        room = self.viewport().width()
        numbers = [wide(column) for column in (Column.X, Column.Y)]
        left = max(room - sum(numbers), 120)
        slide = min(wide(Column.SLIDE), round(left * 0.36)) if room >= _SLIDE_FROM else 0
        self.setColumnHidden(Column.SLIDE, not slide)
        for column, width in zip(Column, (left - slide, slide, *numbers), strict=True):
            self.setColumnWidth(column, width)

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            slide = self._names.names[current.row()].slide
            if slide is not None:
                self.slide_chosen.emit(slide)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
