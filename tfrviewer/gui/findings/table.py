"""The list of findings: signs, what is wrong and where, under headings that open and close."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from tfrviewer.errors import Finding
from tfrviewer.gui.assets import icon
from tfrviewer.gui.finding_words import SIGNS, severity_colour
from tfrviewer.gui.findings.lines import Group, Grouping
from tfrviewer.gui.findings.model import Column, FindingModel
from tfrviewer.gui.lines_table import LinesTable
from tfrviewer.gui.theme import muted_text

_Index = QModelIndex | QPersistentModelIndex
_SIGN, _SIGN_COLUMN, _MARGIN, _GAP = 16, 32, 6, 12
_LEAST_WHERE = 80
_LEAST_WHAT, _WHERE_SHARE, _ALONE_SHARE = 160, 0.42, 0.25
_OPEN: Final = {True: "chevron-down", False: "chevron-right"}


class LineDelegate(QStyledItemDelegate):
    """Paints findings cell by cell, and headings over all of their cells."""

    def __init__(self, table: "FindingTable") -> None:
        super().__init__(table)
        self._table = table

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        palette: QPalette = option.palette
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole
        model = self._table.findings
        group = model.group(index)
        painter.save()
        painter.setClipRect(rect)  # as much of the heading as is this cell's
        ground = role.Highlight if selected else role.Button if group is not None else role.Base
        painter.fillRect(rect, palette.color(ground))
        text = palette.color(role.HighlightedText if selected else role.Text)
        if group is not None:
            self._paint_heading(painter, option, model, group, text.name(), selected=selected)
        else:
            finding = model.finding(index)
            assert finding is not None
            if index.column() == Column.SIGN:
                colour = text if selected else severity_colour(finding.severity, palette)
                at = QRect(rect.center().x() - _SIGN // 2, rect.center().y() - _SIGN // 2, 16, 16)
                icon(SIGNS[finding.severity], colour=colour.name()).paint(painter, at)
            else:
                where = index.column() == Column.WHERE
                painter.setPen(muted_text(palette) if where and not selected else text)
                last = model.place_in_file(finding) if where else ""
                self._write(painter, rect, index.data(), last)
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, text: str, last: str) -> None:
        """Write a text cut to its room, but for its last part: of a place that tells most."""
        inside = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        metrics = painter.fontMetrics()
        last = last if text.endswith(last) else ""
        text = text.replace("\n", " ").removesuffix(last)
        mode = Qt.TextElideMode.ElideMiddle if last else Qt.TextElideMode.ElideRight
        room = inside.width() - metrics.horizontalAdvance(last)
        shown = metrics.elidedText(text, mode, room) + last
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _paint_heading(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        model: FindingModel,
        group: Group,
        colour: str,
        *,
        selected: bool,
    ) -> None:
        cell: QRect = option.rect
        line = QRect(0, cell.top(), self._table.viewport().width(), cell.height())
        at = QRect(_SIGN_COLUMN // 2 - _SIGN // 2, line.center().y() - _SIGN // 2, _SIGN, _SIGN)
        icon(_OPEN[group.is_open], colour=colour).paint(painter, at)
        bold = QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold)
        counts, title = model.counts_text(group), model.title(group)
        painter.setPen(colour)
        left = _SIGN_COLUMN + _MARGIN
        room = line.width() - left - _MARGIN
        taken = min(painter.fontMetrics().horizontalAdvance(counts), room // 2)
        painter.setFont(bold)
        metrics = painter.fontMetrics()
        title = metrics.elidedText(title, Qt.TextElideMode.ElideMiddle, room - taken - _GAP)
        centred = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(left, line.top(), room, line.height()), centred, title)
        left += metrics.horizontalAdvance(title) + _GAP
        font: QFont = option.font
        painter.setFont(font)
        if not selected:
            painter.setPen(muted_text(option.palette))
        painter.drawText(QRect(left, line.top(), room, line.height()), centred, counts)


class FindingTable(LinesTable):
    """The findings; a click or Enter goes to what one is about, and opens or closes a heading.

    Signals:
        chosen: Go to what this finding is about.
        looked_at: Another finding is the current one; None for a heading.
    """

    chosen = Signal(object)
    looked_at = Signal(object)

    def __init__(self, model: FindingModel, parent: QWidget | None = None) -> None:
        called = QCoreApplication.translate("FindingTable", "Findings")
        super().__init__("findingTable", called, model, parent)
        self.findings = model
        self._kept = -1  # number of the current finding
        self._top = -1  # number of the finding seen first
        self._offset = 0
        self._heading: int | None = None  # key of the group whose heading is the current line
        self.setItemDelegate(LineDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(_SIGN_COLUMN)
        header.setSectionResizeMode(Column.SIGN, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.WHERE, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(Column.SIGN, _SIGN_COLUMN)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)

    @property
    def current_number(self) -> int:
        """The number of the finding looked at, -1 for none."""
        return self._kept

    def look_at(self, number: int) -> None:
        """Make a finding the current one, seen, its group open; -1 changes nothing."""
        model = self.findings
        if number < 0:
            return
        group = model.lines.group_of(number)
        self._kept = number
        if group is not None and not group.is_open:
            model.set_open(group, on=True)
        index = model.index_of(number)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self._kept = self.findings.finding_number(current)
            self.looked_at.emit(self.findings.finding(current))

    def _keep(self) -> None:
        group = self.findings.group(self.currentIndex())
        self._heading = None if group is None else group.key
        self._top = self.findings.finding_number(self.indexAt(self.rect().topLeft()))
        self._offset = self.verticalScrollBar().value()

    def _restore(self) -> None:
        """Look at the same finding, with the same ones in sight, where they are still listed."""
        model = self.findings
        self._fit()
        index = model.index_of(self._kept)
        if self._heading is not None:
            at = [i for i, group in enumerate(model.lines.groups) if group.key == self._heading]
            line = model.lines.line_of(-1 - at[0]) if at else -1
            index = model.index(line, Column.WHAT) if line >= 0 else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)
        elif self._kept >= 0 and not (model.lines.order == self._kept).any():
            self._kept = -1
            self.looked_at.emit(None)
        self.executeDelayedItemsLayout()  # else there is no room to scroll in yet
        top = model.index_of(self._top)
        at_top = self._offset > 0 and top.isValid()
        height = self.verticalHeader().defaultSectionSize()
        self.verticalScrollBar().setValue(top.row() * height if at_top else self._offset)

    def _go(self, index: _Index) -> None:
        group, finding = self.findings.group(index), self.findings.finding(index)
        if group is not None:
            self._turn(index.row(), group, on=not group.is_open)
        elif finding is not None:
            self.chosen.emit(finding)

    def _turn(self, line: int, group: Group, *, on: bool) -> None:
        offset = self.verticalScrollBar().value()
        self.findings.set_open(group, on=on)
        self.verticalScrollBar().setValue(offset)
        self.setCurrentIndex(self.findings.index(line, Column.WHAT))  # headings above stay

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._go(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        group = self.findings.group(index)
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.isValid():
            self._go(index)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and group is not None:
            on = key == Qt.Key.Key_Right
            if on != group.is_open:
                self._turn(index.row(), group, on=on)
        elif key == Qt.Key.Key_Left and index.isValid():
            self._go_to_heading(index.row())
        else:
            super().keyPressEvent(event)

    def _go_to_heading(self, line: int) -> None:
        headings = (self.findings.lines.at[:line] < 0).nonzero()[0]
        if len(headings):
            self.setCurrentIndex(self.findings.index(int(headings[-1]), Column.WHAT))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Give places the room they need, and what is wrong the rest."""
        room = self.viewport().width() - _SIGN_COLUMN
        share = _ALONE_SHARE if self.findings.grouping is Grouping.SLIDE else _WHERE_SHARE
        needed = max(map(self.fontMetrics().horizontalAdvance, self.findings.some_places()),
                     default=0) + 2 * _MARGIN + _GAP  # fmt: skip
        needed = max(needed, _LEAST_WHERE)
        where = min(needed, round(room * share), max(room - _LEAST_WHAT, _LEAST_WHAT // 2))
        self.horizontalHeader().resizeSection(Column.WHERE, where)

    def finding(self) -> Finding | None:
        """Return the finding looked at."""
        return self.findings.columns.findings[self._kept] if self._kept >= 0 else None
