"""The slides that were found, as a table that sorts itself and whose names can be changed."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QPalette
from typing_extensions import override

from tfrviewer.build.scan.packed import natural_key
from tfrviewer.gui.assets import icon
from tfrviewer.gui.build_wizard.slide_lines import SlideLine
from tfrviewer.gui.figures import number, size_text
from tfrviewer.gui.theme import muted_text, warning_colour

_Index = QModelIndex | QPersistentModelIndex
_TEXT_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Column(IntEnum):
    """The columns, in their order."""

    SLIDE = 0
    IMAGES = 1
    LEFT_OUT = 2
    LOCATED = 3
    SIZE = 4
    FORMAT = 5
    BYTES = 6


_AT_RIGHT = frozenset((Column.IMAGES, Column.LEFT_OUT, Column.BYTES))
_SPACED = frozenset((Column.IMAGES, Column.LEFT_OUT))
"""What stands at the right, before a column that stands at the left."""


class SlideModel(QAbstractTableModel):
    """A line a slide.

    Signals:
        renamed: Somebody gave a slide another name: the one it has, and the new one.
    """

    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[SlideLine] = []
        self._found_as: Mapping[str, str] = {}
        self._palette = QPalette()
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    @property
    def lines(self) -> Sequence[SlideLine]:
        """The lines in the order shown."""
        return self._lines

    def set_lines(self, lines: Sequence[SlideLine], found_as: Mapping[str, str]) -> None:
        """Show other slides.

        Args:
            lines: The slides, in the order of the plan.
            found_as: Of slides that got another name: what they were called.
        """
        self.beginResetModel()
        self._lines, self._found_as = list(lines), found_as
        self._sort()
        self.endResetModel()

    def line_of(self, name: str) -> int:
        """Return on which line a slide is, -1 if on none."""
        return next((i for i, line in enumerate(self._lines) if line.name == name), -1)

    def show_palette(self, palette: QPalette) -> None:
        """Draw signs in the colours of a palette."""
        self._palette = palette

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() == Column.SLIDE and self._lines[index.row()].images:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole and column in _SPACED:
            return f"{self._text(line, column)}\u2003"  # or the next column touches it
        if role in _TEXT_ROLES:
            return self._text(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _AT_RIGHT:
            return _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(line, column)
        if role == Qt.ItemDataRole.DecorationRole and self._is_doubtful(line, column):
            return icon("alert-triangle", colour=warning_colour(self._palette).name())
        if role == Qt.ItemDataRole.ForegroundRole and not self._counts(line, column):
            return muted_text(self._palette)
        return None

    @override
    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        name = str(value).strip()
        line = self._lines[index.row()]
        if role != Qt.ItemDataRole.EditRole or not name or name == line.name:
            return False
        self.renamed.emit(line.name, name)
        return True

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            title = self._title(column)
            # Qt paints the arrow over the end of a title that stands at the right.
            at_arrow = column in _SPACED or (section == self._sorted[0] and column in _AT_RIGHT)
            return f"{title}\u2003" if at_arrow else title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            return _RIGHT if column in _AT_RIGHT else left
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._title_tip(column)
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column, order)
        self.layoutAboutToBeChanged.emit()
        before, places = list(self._lines), self.persistentIndexList()
        self._sort()
        row_of = {id(line): row for row, line in enumerate(self._lines)}
        moved = [self.index(row_of[id(before[p.row()])], p.column()) for p in places]
        self.changePersistentIndexList(places, moved)
        self.layoutChanged.emit()

    def _sort(self) -> None:
        column, order = self._sorted
        if column < 0:
            return
        keys: dict[Column, Any] = {
            Column.SLIDE: lambda line: natural_key(line.name),
            Column.IMAGES: lambda line: line.images,
            Column.LEFT_OUT: lambda line: line.left_out,
            Column.LOCATED: lambda line: line.located / max(line.images, 1),
            Column.SIZE: lambda line: line.sizes[:1],
            Column.FORMAT: lambda line: line.formats,
            Column.BYTES: lambda line: line.bytes,
        }
        down = order == Qt.SortOrder.DescendingOrder
        self._lines.sort(key=keys[Column(column)], reverse=down)

    # ---------------------------------------------------------------- words

    def _title(self, column: Column) -> str:
        titles = {
            Column.SLIDE: self.tr("Slide"),
            Column.IMAGES: self.tr("Images"),
            Column.LEFT_OUT: self.tr("Left out"),
            Column.LOCATED: self.tr("Located"),
            Column.SIZE: self.tr("Size"),
            Column.FORMAT: self.tr("Stored as"),
            Column.BYTES: self.tr("Bytes"),
        }
        return titles[column]

    def _title_tip(self, column: Column) -> str:
        tips = {
            Column.SLIDE: self.tr("The slide the records will name; press F2 to change it"),
            Column.IMAGES: self.tr("How many images become records"),
            Column.LEFT_OUT: self.tr("How many images become none; the problems say why"),
            Column.LOCATED: self.tr("Of how many images the location is known"),
            Column.SIZE: self.tr("Width and height of the images in pixels"),
            Column.FORMAT: self.tr("How the images are stored, as far as nothing else is chosen"),
            Column.BYTES: self.tr("Size of the image files"),
        }
        return tips[column]

    def _text(self, line: SlideLine, column: Column) -> str:
        if column is Column.SLIDE:
            return line.name
        if column is Column.IMAGES:
            return number(line.images)
        if column is Column.LEFT_OUT:
            return number(line.left_out) if line.left_out else "–"
        if not line.images:
            return ""
        if column is Column.LOCATED:
            if line.located in (0, line.images):
                return self.tr("all") if line.located else self.tr("none")
            return self.tr("{0} of {1}").format(number(line.located), number(line.images))
        if column is Column.BYTES:
            return size_text(line.bytes)
        if column is Column.FORMAT:
            return ", ".join(one.upper() for one in line.formats)
        sizes = line.sizes
        if not sizes:
            return ""
        text = f"{sizes[0][0]} × {sizes[0][1]}"
        more = len(sizes) - 1
        return self.tr("{0} and {1} more").format(text, number(more)) if more else text

    def _tip(self, line: SlideLine, column: Column) -> str:
        if column is Column.SLIDE:
            lines = [line.name, line.folder]
            if line.name in self._found_as:
                lines.append(self.tr("found as {0}").format(self._found_as[line.name]))
            return "\n".join(lines)
        if column is Column.SIZE and len(line.sizes) > 1:
            return "\n".join(f"{width} × {height}" for width, height in line.sizes[:20])
        return self._title_tip(column)

    def _is_doubtful(self, line: SlideLine, column: Column) -> bool:
        if column is Column.LEFT_OUT:
            return line.left_out > 0
        return column is Column.LOCATED and line.images > 0 and line.located < line.images

    def _counts(self, line: SlideLine, column: Column) -> bool:
        return column is not Column.LEFT_OUT or line.left_out > 0
