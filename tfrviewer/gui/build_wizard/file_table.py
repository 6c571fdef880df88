"""The table of the TFRecords of a build: each with its state, followed while it runs."""

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.alike_names import AlikeNames
from tfrviewer.gui.assets import icon
from tfrviewer.gui.build_wizard.file_model import Column, FileLine, FileModel, FileState
from tfrviewer.gui.figures import number
from tfrviewer.gui.lines_table import LinesTable
from tfrviewer.gui.theme import border_colour, good_colour, muted_text, warning_colour

_Index = QModelIndex | QPersistentModelIndex
_SIGN, _GAP, _BAR, _AROUND = 16, 6, 64, 16
_SIGNS = {
    FileState.WRITTEN: ("circle-check", good_colour),
    FileState.THERE: ("circle-check", muted_text),
    FileState.NOTHING: ("alert-triangle", warning_colour),
    FileState.STOPPED: ("player-stop-filled", muted_text),
}


class StateDelegate(QStyledItemDelegate):
    """Paints a state as sign and word, and a bar while a TFRecord is written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        blank = QPixmap(_SIGN, _SIGN)
        blank.fill(Qt.GlobalColor.transparent)
        self._blank = QIcon(blank)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        line: FileLine = index.data(FileModel.LINE_ROLE)
        palette: QPalette = option.palette
        features: QStyleOptionViewItem.ViewItemFeature = option.features
        option.features = features | QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize = QSize(_SIGN, _SIGN)
        sign = _SIGNS.get(line.state)
        option.icon = self._blank if sign is None else icon(sign[0], colour=sign[1](palette).name())
        if line.state in (FileState.WAITING, FileState.THERE):
            palette.setColor(QPalette.ColorRole.Text, muted_text(palette))
            option.palette = palette

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        line: FileLine = index.data(FileModel.LINE_ROLE)
        if line.state is FileState.WRITING:
            painter.save()
            _paint_bar(painter, option, line)
            painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        metrics = QFontMetrics(option.font)
        wide = metrics.horizontalAdvance(self.tr("writing, {0} %").format(100))
        return QSize(wide + _SIGN + _BAR + 4 * _GAP, metrics.height() + 9)


def _paint_bar(painter: QPainter, option: QStyleOptionViewItem, line: FileLine) -> None:
    palette: QPalette = option.palette
    rect: QRect = option.rect
    share = line.done / line.images if line.images else 0.0
    bar = QRectF(rect.right() - _BAR - _GAP, rect.center().y() - 2, _BAR, 6)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(border_colour(palette))
    painter.drawRoundedRect(bar, 3, 3)
    bar.setWidth(max(bar.width() * share, 6.0 if share else 0.0))
    fill: QColor = palette.color(QPalette.ColorRole.Accent)
    state: QStyle.StateFlag = option.state
    if state & QStyle.StateFlag.State_Selected:
        fill = palette.color(QPalette.ColorRole.HighlightedText)
    painter.setBrush(fill)
    painter.drawRoundedRect(bar, 3, 3)


class FileTable(LinesTable):
    """One line a TFRecord; scrolls along with the one being written, unless one is looking."""

    def __init__(self, model: FileModel, parent: QWidget | None = None) -> None:
        called = QCoreApplication.translate("FileTable", "TFRecords of this build")
        super().__init__("buildFiles", called, model, parent)
        self._files = model
        self._names = AlikeNames(self)
        self.setItemDelegateForColumn(Column.NAME, self._names)
        self._states = StateDelegate(self)
        self.setItemDelegateForColumn(Column.STATE, self._states)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self._take_names)
        self._take_names()

    def follow(self) -> None:
        """Keep the TFRecord being written in sight, if nobody chose another one to look at."""
        at = self._files.current
        if at >= 0 and not self.selectionModel().hasSelection():
            self.scrollTo(self._files.index(at, 0))

    def _take_names(self) -> None:
        self._names.set_names(self._files.names())
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        most = max((line.images for line in self._files.lines), default=0)
        of = self.tr("{0} of {1}").format(number(most), number(most))
        titles = [self._files.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
        style = QStyleOptionViewItem()
        style.font = self.font()
        state = self._states.sizeHint(style, QModelIndex()).width()
        widths = {
            Column.STATE: state,
            Column.RECORDS: max(map(metrics.horizontalAdvance, (of, titles[2]))) + _AROUND,
            Column.LEFT_OUT: max(map(metrics.horizontalAdvance, ("999,999", titles[3]))) + _AROUND,
        }
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
