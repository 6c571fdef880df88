"""The parts of a split, to name and to fill, and what each would get."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tfrviewer.build.subset.choices import SplitBy
from tfrviewer.gui.figures import number
from tfrviewer.gui.saving.split_look import PartCount

_NAME, _VALUE, _RECORDS, _SLIDES, _PATIENTS = range(5)
_LEADING = 10
_MOST_LINES = 7
_USUAL = {
    SplitBy.FRACTION: (("train", "70 %"), ("val", "15 %"), ("test", "15 %")),
    SplitBy.FILTER: (("train", ""), ("test", "")),
}


class PartsTable(QWidget):
    """A line a part; the last ones tell of what is in the rest, or in none.

    Signals:
        changed: Parts were named, filled, added or taken away.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by = SplitBy.FRACTION
        self._parts = {by: [list(pair) for pair in pairs] for by, pairs in _USUAL.items()}
        self.table = QTableWidget(0, 5)
        self.table.setObjectName("splitParts")
        self.table.setAccessibleName(self.tr("Parts"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(False)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(
            self.table.fontMetrics().height() + _LEADING
        )
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(_VALUE, QHeaderView.ResizeMode.Stretch)
        for column in (_RECORDS, _SLIDES, _PATIENTS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(_NAME, 110)
        self.table.itemChanged.connect(self._take)
        self._add = self._button("splitAdd", self.tr("A&dd Part"), self.add)
        self._remove = self._button("splitRemove", self.tr("Re&move Part"), self.remove)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.table)
        box.addLayout(buttons)
        self.setFocusProxy(self.table)
        self._fill()

    def _button(self, name: str, text: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: do())
        return button

    # ---------------------------------------------------------------- the parts

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Names of the parts and what was typed for each."""
        return [(name, value) for name, value in self._parts.get(self._by, ())]

    def parts(self) -> dict[str, Any] | None:
        """Return the parts as `split_records` takes them; None where there are none.

        Raises:
            ValueError: If a fraction is no number, or two parts are of one name; in words.
        """
        if self._by is SplitBy.SLIDE:
            return None
        names = [name.strip() for name, _ in self.pairs]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            msg = self.tr("Two parts are called “{0}”.").format(twice[0])
            raise ValueError(msg)
        if "" in names:
            raise ValueError(self.tr("A part has no name."))
        values = [value.strip() for _, value in self.pairs]
        if self._by is SplitBy.FILTER:
            if "" in values:
                empty = names[values.index("")]
                msg = self.tr("Say which records “{0}” gets, as in x > 1000.").format(empty)
                raise ValueError(msg)
            return dict(zip(names, values, strict=True))
        return {
            name: self._fraction(name, value) for name, value in zip(names, values, strict=True)
        }

    def show_by(self, by: SplitBy) -> None:
        """Show the parts of another kind of split."""
        if by is not self._by:
            self._by = by
            self._fill()

    def show_counts(self, counts: Sequence[PartCount], *, patients: bool) -> None:
        """Show what each part would get.

        Args:
            counts: In the order of the parts; one without a name is what is in none.
            patients: Whether annotations tell patients.
        """
        self.table.setColumnHidden(_PATIENTS, not patients)
        with QSignalBlocker(self.table):
            own = len(self.pairs)
            others = counts[own:] if own else counts
            self.table.setRowCount(own + len(others))
            for line in range(own):
                self._show_line(line, counts[line] if line < len(counts) else None)
            for line, count in enumerate(others, own):
                name = self.tr("each slide") if not own else count.name
                self._cell(line, _NAME, name, editable=False)
                said = self.tr("the rest") if name and own else self.tr("in no part: not written")
                said = self.tr("a TFRecord of its own") if not own else said
                self._cell(line, _VALUE, said, editable=False)
                self._show_line(line, count)
        self._fit()

    def _show_line(self, line: int, count: PartCount | None) -> None:
        told = ("", "", "")
        if count is not None:
            told = (number(count.records), number(count.slides), number(count.patients))
        for column, text in zip((_RECORDS, _SLIDES, _PATIENTS), told, strict=True):
            self._cell(line, column, text, editable=False)

    # ---------------------------------------------------------------- changing them

    def add(self) -> None:
        """Add a part and go to its name."""
        parts = self._parts[self._by]
        names = {name for name, _ in parts}
        name = next(name for at in range(1, len(parts) + 2) if (name := f"part{at}") not in names)
        parts.append([name, ""])
        self._fill()
        line = len(parts) - 1
        self.table.setCurrentCell(line, _VALUE)
        self.table.setFocus()
        self.changed.emit()

    def remove(self) -> None:
        """Take the current part away."""
        parts, line = self._parts[self._by], self.table.currentRow()
        if 0 <= line < len(parts) and len(parts) > 1:
            del parts[line]
            self._fill()
            self.changed.emit()

    def set_part(self, line: int, name: str, value: str) -> None:
        """Name and fill a part."""
        self._parts[self._by][line] = [name, value]
        self._fill()
        self.changed.emit()

    def _take(self, cell: QTableWidgetItem) -> None:
        parts = self._parts.get(self._by, [])
        if cell.row() < len(parts) and cell.column() in (_NAME, _VALUE):
            parts[cell.row()][cell.column()] = cell.text()
            self.changed.emit()

    def _fraction(self, name: str, value: str) -> float:
        text = value.removesuffix("%").strip().replace(",", ".")
        try:
            told = float(text)
        except ValueError:
            msg = self.tr("The share of “{0}” is no number; write it as in 70 %.").format(name)
            raise ValueError(msg) from None
        return round(told / 100, 9) if value.endswith("%") or told > 1 else told

    # ---------------------------------------------------------------- showing them

    def _fill(self) -> None:
        titles = {SplitBy.FRACTION: self.tr("Share"), SplitBy.FILTER: self.tr("Condition")}
        heads = (
            self.tr("Part"),
            titles.get(self._by, ""),
            self.tr("Records"),
            self.tr("Slides"),
            self.tr("Patients"),
        )
        pairs = self.pairs
        with QSignalBlocker(self.table):
            self.table.setHorizontalHeaderLabels(list(heads))
            self.table.setRowCount(len(pairs))
            for line, (name, value) in enumerate(pairs):
                self._cell(line, _NAME, name, editable=True)
                self._cell(line, _VALUE, value, editable=True)
                self._show_line(line, None)
            if pairs and self.table.currentRow() < 0:
                self.table.setCurrentCell(0, _VALUE)
        for button in (self._add, self._remove):
            button.setVisible(self._by is not SplitBy.SLIDE)
        self._remove.setEnabled(len(pairs) > 1)
        self._fit()

    def _cell(self, line: int, column: int, text: str, *, editable: bool) -> None:
        cell = QTableWidgetItem(text)
        cell.setToolTip(text)
        if not editable:
            cell.setFlags(cell.flags() & ~Qt.ItemFlag.ItemIsEditable)
            if column in (_NAME, _VALUE):
                cell.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
        if column >= _RECORDS:
            cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.table.setItem(line, column, cell)

    def _fit(self) -> None:
        lines = min(max(self.table.rowCount(), 1), _MOST_LINES)
        height = lines * self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(height + head + 2 * self.table.frameWidth())
