"""The slides as a table that knows how to sort itself, the worst first."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from tfrviewer.dataset.table.by_file import order_by
from tfrviewer.errors import Severity
from tfrviewer.gui.dashboard.gathering import Gathered
from tfrviewer.gui.dashboard.words import (
    FIGURES,
    UNKNOWN,
    Column,
    counts_of,
    explanation,
    index_text,
    score_text,
    share_text,
    title,
    why_unknown,
)
from tfrviewer.gui.figures import decimal, number
from tfrviewer.gui.finding_words import count_text
from tfrviewer.gui.natural_order import natural_key
from tfrviewer.gui.plain_tip import plain_tip

_Index = QModelIndex | QPersistentModelIndex
_COUNTS = frozenset((Column.BROKEN, Column.BLANK, Column.BLURRED, Column.DUPLICATES,
                     Column.SAME_PLACE, Column.HOLES))  # fmt: skip
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_INDEX_ORDER = ("none", "stale", "built", "cached", "given", "found")


class SlideModel(QAbstractTableModel):
    """One line a slide.

    Attributes:
        order: Numbers of the files in the order of the lines.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gathered: Gathered | None = None
        self._lines: list[dict[str, Any]] = []
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self.order: list[int] = []

    # ---------------------------------------------------------------- what is shown

    @property
    def gathered(self) -> Gathered | None:
        """What is shown."""
        return self._gathered

    def show_figures(self, gathered: Gathered | None) -> None:
        """Show the figures of slides, or none."""
        count = 0 if gathered is None else gathered.figures.height
        same = count == len(self._lines) and count > 0
        if same:
            self.layoutAboutToBeChanged.emit()
        else:
            self.beginResetModel()
        old = self.order
        self._gathered = gathered
        self._lines = [] if gathered is None else gathered.figures.to_dicts()
        self.order = self._sort()
        if same:
            self._move(old)
            self.layoutChanged.emit()
        else:
            self.endResetModel()

    def line(self, index: _Index) -> dict[str, Any]:
        """Return the figures at an index."""
        return self._lines[self.order[index.row()]]

    def file(self, index: _Index) -> int:
        """Return the number of the file at an index, -1 for none."""
        return self.order[index.row()] if index.isValid() else -1

    def index_of(self, file: int) -> QModelIndex:
        """Return where a file stands; no index if nowhere."""
        if not 0 <= file < len(self._lines):
            return QModelIndex()
        return self.index(self.order.index(file), Column.NAME)

    def names(self) -> list[str]:
        """Return the names of all slides, in the order of the files."""
        return [line["tfrecord"] for line in self._lines]

    def bars(self, index: _Index) -> NDArray[np.uint32] | None:
        """Return what is drawn of a slide, None if nothing is."""
        drawn = None if self._gathered is None else self._gathered.drawn
        return None if drawn is None else drawn.counts[self.order[index.row()]]

    # ---------------------------------------------------------------- the model

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.order)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self.line(index), Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.tip(line, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in FIGURES else _LEFT
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            text = self._spark_title() if section == Column.SPARK else title(section)
            # Qt paints the arrow over the end of a title that stands at the right.
            at_arrow = section == self._sorted[0] and section in FIGURES
            return f"{text}\u2003" if at_arrow else text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in FIGURES else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return explanation(section)
        if role == Qt.ItemDataRole.AccessibleTextRole and section == Column.MAP:
            return self.tr("Map")
        return None

    def _spark_title(self) -> str:
        return "" if self._gathered is None else self._gathered.column

    def text(self, line: dict[str, Any], column: Column) -> str:
        """Return what a cell says; nothing for those that are drawn."""
        if column is Column.NAME:
            return str(line["tfrecord"])
        if column is Column.SCORE:
            return score_text(line["score"])
        if column is Column.INDEX:
            return index_text(line["index"])
        if column is Column.FINDINGS:
            return self._findings_text(line)
        if column not in FIGURES:
            return ""
        value = line[FIGURES[column]]
        if column is Column.BROKEN and not line["verified"]:
            return f"≥\N{NO-BREAK SPACE}{number(value)}" if value else UNKNOWN
        return UNKNOWN if value is None else number(value)

    def _findings_text(self, line: dict[str, Any]) -> str:
        told = [count_text(severity, count) for severity, count in counts_of(line)]
        return ", ".join(told) or (self.tr("none") if line["verified"] else UNKNOWN)

    def is_known(self, line: dict[str, Any], column: Column) -> bool:
        """Whether there is a figure."""
        return self.text(line, column) != UNKNOWN

    def tip(self, line: dict[str, Any], column: Column) -> str:
        """Return the tool tip of a cell: the figure in full, or why there is none."""
        name = str(line["tfrecord"])
        if column in _COUNTS:
            if not self.is_known(line, column):
                return f"{name}\n{why_unknown(column)}"
            share = share_text(line[FIGURES[column]], line["tiles"])
            if column is Column.HOLES:
                count = line["missing"]
                share = self.tr("{0} tiles missing in {1} holes").format(
                    number(count), number(line["holes"])
                )
            lines = [f"{title(column)}: {share}"]
            if column is Column.BROKEN and not line["verified"]:
                lines.append(why_unknown(column))
            return "\n".join([name, *lines])
        if column is Column.SPARK:
            return f"{name}\n{self._spark_tip()}"
        if column is Column.FINDINGS and not line["verified"]:
            return f"{name}\n{why_unknown(Column.BROKEN)}"
        return f"{name}\n{line['path']}"

    def _spark_tip(self) -> str:
        gathered = self._gathered
        if gathered is None or gathered.drawn is None:
            return why_unknown(Column.SPARK)
        return self.tr("{0} from {1} at the left to {2} at the right").format(
            gathered.column, decimal(gathered.drawn.low, 4), decimal(gathered.drawn.high, 4)
        )

    def _spoken(self, line: dict[str, Any], column: Column) -> str:
        if column in (Column.MAP, Column.NAME, Column.SPARK):
            return str(line["tfrecord"])
        text = self.text(line, column)
        return self.tr("not known") if text == UNKNOWN else f"{title(column)}: {text}"

    def all_counts(self) -> list[list[tuple[Severity, int]]]:
        """Return how many findings there are of each slide, in the order of the files."""
        return [counts_of(line) for line in self._lines]

    # ---------------------------------------------------------------- sorting

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by -1 as at first, the worst before all."""
        self._sorted = (column, order)
        self.layoutAboutToBeChanged.emit()
        old = self.order
        self.order = self._sort()
        self._move(old)
        self.layoutChanged.emit()

    def _move(self, old: list[int]) -> None:
        """Have what points at a line point at the line of the same slide."""
        places = self.persistentIndexList()
        line_of = {file: line for line, file in enumerate(self.order)}
        moved = [self.index(line_of[old[place.row()]], place.column()) for place in places]
        self.changePersistentIndexList(places, moved)

    def _sort(self) -> list[int]:
        column, direction = self._sorted
        down = direction == Qt.SortOrder.DescendingOrder
        if not self._lines:
            return []
        if column == Column.NAME:
            keys = [natural_key(line["tfrecord"]) for line in self._lines]
            return sorted(range(len(keys)), key=keys.__getitem__, reverse=down)
        if column < 0 or column in (Column.MAP, Column.SPARK):
            column, down = Column.SCORE, True
        ordered: list[int] = order_by(self._values(Column(column)), descending=down).tolist()
        return ordered

    def _values(self, column: Column) -> NDArray[np.float64]:
        lines = self._lines
        if column is Column.INDEX:
            found = [float(_INDEX_ORDER.index(line["index"])) for line in lines]
        elif column is Column.FINDINGS:
            most = 99_999  # an error weighs more than any number of warnings
            found = [
                (line["errors"] * 1e5 + min(line["warnings"], most)) * 1e5
                + min(line["notes"], most)
                for line in lines
            ]
        else:
            name = FIGURES[column]
            found = [np.nan if line[name] is None else float(line[name]) for line in lines]
        return np.array(found, np.float64)
