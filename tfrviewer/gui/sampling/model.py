"""The groups of a sampling preview as a table that knows how to sort itself."""

import re
from enum import IntEnum
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from tfrviewer.gui.sampling.words import name_of, percent, times

if TYPE_CHECKING:
    from tfrviewer.dataset.sampling.sampling import SamplingPreview

_Index = QModelIndex | QPersistentModelIndex
_NUMBER = re.compile(r"([0-9]+)")


class Column(IntEnum):
    """The columns, in their order."""

    NAME = 0
    BAR = 1
    DRAWN = 2
    RATIO = 3
    SEEN = 4


class GroupModel(QAbstractTableModel):
    """One line a group; the line of the frame that it shows is in `GROUP_ROLE` as a dict."""

    GROUP_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[dict[str, Any]] = []
        self._order: list[int] = []
        self._by = ""
        self._sorted: tuple[Column | None, Qt.SortOrder] = (None, Qt.SortOrder.AscendingOrder)
        self.full = 1.0
        """The share that a bar of full length stands for."""

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The groups in the order shown."""
        return [self._groups[i] for i in self._order]

    def show_preview(self, preview: "SamplingPreview | None") -> None:
        """Show a preview, or nothing."""
        self.beginResetModel()
        self._groups = [] if preview is None else preview.frame.to_dicts()
        self._by = "" if preview is None else preview.by
        names = ("share", "delivered_share", "expected_share")
        most = max((group[name] for group in self._groups for name in names), default=1.0)
        self.full = round_up(most)
        self._order = self._sort()
        self.endResetModel()

    def group(self, index: _Index) -> dict[str, Any]:
        """Return the group at an index."""
        return self._groups[self._order[index.row()]]

    def selection_of(self, names: set[str | None]) -> QItemSelection:
        """Return the lines that show the groups of these names, neighbours as one range."""
        lines = [line for line, group in enumerate(self.groups) if group["group"] in names]
        selection = QItemSelection()
        for _, run in groupby(enumerate(lines), lambda pair: pair[1] - pair[0]):
            near = [line for _, line in run]
            selection.select(self.index(near[0], 0), self.index(near[-1], len(Column) - 1))
        return selection

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._order)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group, column = self.group(index), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(group, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(group)
        if role == Qt.ItemDataRole.TextAlignmentRole and column > Column.BAR:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(group, column)
        if role == self.GROUP_ROLE:
            return group
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            title = self.title(section)
            # Qt paints the arrow over the end of a title that stands at the right.
            at_arrow = section == self._sorted[0] and section > Column.BAR
            return f"{title}\u2003" if at_arrow else title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight
            side = side if section > Column.BAR else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                self.tr("Sort by name"),
                self.tr("Sort by the share of the draws"),
                self.tr("The share of the draws. Sort by it"),
                self.tr(
                    "The share of the draws as compared with the share of the tiles. Sort by it; "
                    "unsorted, the groups that differ most come first"
                ),
                self.tr("How many of its tiles are drawn at least once. Sort by it"),
            )[section]
        if role == Qt.ItemDataRole.AccessibleTextRole and section == Column.BAR:
            return self.tr("Bar")
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by -1 as at first, what differs most from its share before all."""
        self._sorted = (None if column < 0 else Column(column), order)
        self.layoutAboutToBeChanged.emit()
        old, places = self._order, self.persistentIndexList()
        self._order = self._sort()
        line_of = {group: line for line, group in enumerate(self._order)}
        moved = [self.index(line_of[old[place.row()]], place.column()) for place in places]
        self.changePersistentIndexList(places, moved)
        self.layoutChanged.emit()

    def _sort(self) -> list[int]:
        column, order = self._sorted
        groups = self._groups
        if column is None:
            return sorted(range(len(groups)), key=lambda i: _deviation(groups[i]), reverse=True)
        keys: dict[Column, Any] = {
            Column.NAME: lambda i: (groups[i]["group"] is None, _natural(groups[i]["group"] or "")),
            Column.BAR: lambda i: groups[i]["delivered_share"],
            Column.DRAWN: lambda i: groups[i]["delivered_share"],
            Column.RATIO: lambda i: groups[i]["delivered_share"] / groups[i]["share"],
            Column.SEEN: lambda i: groups[i]["distinct"] / groups[i]["tiles"],
        }
        down = order == Qt.SortOrder.DescendingOrder
        return sorted(range(len(groups)), key=keys[column], reverse=down)

    def title(self, column: int) -> str:
        """Return the title of a column."""
        names = {
            "slide": self.tr("Slide"),
            "tfrecord": self.tr("TFRecord"),
            "patient": self.tr("Patient"),
        }
        name = names.get(self._by, self._by)
        return (name, "", self.tr("Drawn"), self.tr("Ratio"), self.tr("Seen"))[column]

    def _text(self, group: dict[str, Any], column: int) -> str:
        if column == Column.NAME:
            name = group["group"]
            return self.tr("(none)") if name is None else str(name)
        if column == Column.DRAWN:
            return percent(group["delivered_share"])
        if column == Column.RATIO:
            return times(group["delivered_share"], group["share"])
        if column == Column.SEEN:
            return percent(group["distinct"] / group["tiles"])
        return ""

    def _spoken(self, group: dict[str, Any], column: int) -> str:
        if column in (Column.NAME, Column.BAR):
            text = self.tr("{0}: {1} of the draws, {2} of the tiles")
            drawn, share = percent(group["delivered_share"]), percent(group["share"])
            return text.format(name_of(group["group"], self._by), drawn, share)
        return self._text(group, column)

    def tip(self, group: dict[str, Any]) -> str:
        """Return all that is known of a group."""
        number = QLocale().toString
        low, high = group["passes_min"], group["passes_max"]
        lines = [
            name_of(group["group"], self._by),
            self.tr("{0} tiles, {1} of all").format(
                number(group["tiles"]), percent(group["share"])
            ),
            self.tr("{0} of the draws on average").format(percent(group["expected_share"])),
            self.tr("{0} of them here: {1} draws").format(
                percent(group["delivered_share"]), number(group["delivered"])
            ),
            self.tr("{0} of its tiles seen: {1}").format(
                percent(group["distinct"] / group["tiles"]), number(group["distinct"])
            ),
        ]
        if group["available"] < group["tiles"]:
            lines.append(
                self.tr("{0} tiles left by clip and shard").format(number(group["available"]))
            )
        if low is not None:
            text = self.tr("each {0} times") if low == high else self.tr("each {0} to {1} times")
            lines.append(text.format(number(low), number(high)))
        return "\n".join(lines)


def round_up(share: float) -> float:
    """Return the next share that makes a good end of a scale."""
    if share <= 0:
        return 1.0
    step = 1.0
    while step >= share:
        step /= 10
    ends = (step * part for part in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10))
    return min(next((end for end in ends if end >= share), 10 * step), 1.0)


def _deviation(group: dict[str, Any]) -> tuple[float, float]:
    """Return how far the share of the draws is from that of the tiles, and how much that changes.

    Two groups are always as far from their shares; the smaller one is changed more.
    """
    drawn, share = group["delivered_share"], group["share"]
    return round(abs(drawn - share), 9), max(drawn / share, share / drawn if drawn else 0)


def _natural(text: str) -> list[tuple[int, str]]:
    """Return a key that puts slide-2 before slide-10, however long a number is."""
    parts = _NUMBER.split(text.casefold())
    return [
        (len(number := part.lstrip("0")), number) if at % 2 else (-1, part)
        for at, part in enumerate(parts)
    ]
