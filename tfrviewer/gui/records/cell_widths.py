"""How wide the columns of the table must be for what their cells say."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tfrviewer.gui.records.delegate import RecordDelegate
    from tfrviewer.gui.records.model import RecordModel
    from tfrviewer.gui.records.table import RecordTable

_MOST_MEASURED: Final = 60


class CellWidths:
    """Measures some cells of a column: all of them would be a million."""

    def __init__(self, table: "RecordTable", model: "RecordModel", cells: "RecordDelegate") -> None:
        self._table = table
        self._model = model
        self._cells = cells

    def of_seen(self, column: int) -> int:
        """Return how wide a column must be for the records seen now."""
        first, last = self._table.visible_positions()
        metrics = self._table.fontMetrics()
        rows = range(first, min(last + 1, first + _MOST_MEASURED))
        return max((self._cells.content_width(row, column, metrics) for row in rows), default=0)

    def typical(self, column: int) -> int:
        """Return how wide a column must be for records from all over the dataset."""
        metrics = self._table.fontMetrics()
        widest = max(map(metrics.horizontalAdvance, self._model.sample(column)), default=0)
        return widest + self._cells.extra_width(column, metrics)
