"""The table of the slides: a line each, with its map and how its tiles are distributed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget
from typing_extensions import override

from tfrviewer.gui.alike_names import AlikeNames
from tfrviewer.gui.dashboard.model import SlideModel
from tfrviewer.gui.dashboard.painting import SlideDelegate, counts_width
from tfrviewer.gui.dashboard.words import FIGURES, Column, title, usual_texts
from tfrviewer.gui.lines_table import LinesTable
from tfrviewer.gui.map_colours import MapColours
from tfrviewer.gui.sort_header import SortHeader

if TYPE_CHECKING:
    from tfrviewer.gui.small_maps import SmallMaps

_Index = QModelIndex | QPersistentModelIndex
_LINE, _MAP = 36, 40
_INSET = 4
_NAME_LEAST, _NAME_MOST, _SPARK = 110, 300, 92
_AROUND, _ARROW = 14, 12
_SIGN = 20  # before the words of some cells


class SlideTable(LinesTable):
    """One line a slide, sorted by a click on a title.

    A click or an arrow key goes to a slide; a double click or Enter shows it alone.

    Signals:
        chosen: Go to this slide; the number of its file.
        alone_asked: Show this slide alone; the number of its file.
    """

    chosen = Signal(int)
    alone_asked = Signal(int)

    def __init__(self, model: SlideModel, maps: "SmallMaps", parent: QWidget | None = None) -> None:
        called = QCoreApplication.translate("SlideTable", "Slides")
        super().__init__("dashboardSlides", called, model, parent)
        self.slides = model
        self._maps = maps
        self._following = False
        self._seen = False
        self.setHorizontalHeader(SortHeader(self))
        self.setItemDelegate(SlideDelegate(self))
        self._names = AlikeNames(self)
        self.setItemDelegateForColumn(Column.NAME, self._names)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(
            max(_LINE, self.fontMetrics().height() + _INSET)
        )
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.MAP, QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(36)
        header.setStretchLastSection(True)
        header.setSortIndicatorClearable(True)  # a third click brings back the worst first
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(lambda index: self.alone_asked.emit(model.file(index)))
        maps.colours = MapColours.of(self.palette())
        maps.arrived.connect(self._take_picture)
        model.layoutChanged.connect(self.want)
        model.modelReset.connect(self.want)

    # ---------------------------------------------------------------- what others ask

    def show_file(self, file: int, *, scroll: bool = True) -> None:
        """Mark the line of a file and, if asked to, have it in sight."""
        index = self.slides.index_of(file)
        if index.row() == self.currentIndex().row():
            return
        self._following = True
        self.setAutoScroll(scroll)
        self.setCurrentIndex(index)
        self.setAutoScroll(True)
        self._following = False

    def fit_columns(self) -> None:
        """Give each column the room that its title and figures need."""
        wide, model = self.fontMetrics().horizontalAdvance, self.slides
        names = model.names()
        self._names.set_names(names)
        self.setColumnWidth(Column.MAP, _MAP)
        longest = max(map(wide, names), default=0) + _AROUND
        self.setColumnWidth(Column.NAME, min(max(longest, _NAME_LEAST), _NAME_MOST))
        self.setColumnWidth(Column.FINDINGS, 0)
        self.fit_findings()
        for column in (*FIGURES, Column.INDEX):
            head = wide(str(model.headerData(column, Qt.Orientation.Horizontal))) + _ARROW
            cell = max(map(wide, usual_texts(column)))
            if column is Column.INDEX:
                cell += _SIGN
            self.setColumnWidth(column, max(head, cell) + _AROUND)
        self.setColumnWidth(Column.SPARK, _SPARK)

    def fit_findings(self) -> None:
        """Give the counts of findings the room they need: they come after the slides."""
        metrics = self.fontMetrics()
        head = metrics.horizontalAdvance(title(Column.FINDINGS)) + _ARROW + _AROUND
        widest = max((counts_width(counts, metrics) for counts in self.slides.all_counts()),
                     default=0)  # fmt: skip
        needed = max(head, widest)
        if self.columnWidth(Column.FINDINGS) < needed:
            self.setColumnWidth(Column.FINDINGS, needed)

    def picture(self, index: _Index) -> QImage | None:
        """Return the map of the slide at an index, once it is drawn."""
        return self._maps.find(self.slides.file(index))[0]

    def has_no_picture(self, index: _Index) -> bool:
        """Whether the slide at an index is known to have no map: its tiles have no locations."""
        return self._maps.find(self.slides.file(index))[1]

    def set_seen(self, *, on: bool) -> None:
        """Draw maps while somebody looks."""
        self._seen = on
        self.want()

    def want(self) -> None:
        """Have drawn the maps in sight."""
        if not self._seen or not self.slides.rowCount():
            return
        height = self.verticalHeader().defaultSectionSize()
        first = max(self.verticalScrollBar().value() // height, 0)
        last = first + self.viewport().height() // height + 2
        px = max(round((height - 2 * _INSET) * self.devicePixelRatioF()), 1)
        self._maps.want(self.slides.order[first:last], px, same_scale=False)

    # ---------------------------------------------------------------- events

    def _take_picture(self, file: int) -> None:
        index = self.slides.index_of(file)
        if index.isValid():
            self.update(index.siblingAtColumn(Column.MAP))

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._following and current.row() != previous.row():
            self.chosen.emit(self.slides.file(current))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.alone_asked.emit(self.slides.file(index))
        else:
            super().keyPressEvent(event)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.want()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.want()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_maps"):
            self._maps.colours = MapColours.of(self.palette())
            self._maps.invalidate()
            self.want()
        elif event.type() == QEvent.Type.DevicePixelRatioChange and hasattr(self, "_maps"):
            self.want()
