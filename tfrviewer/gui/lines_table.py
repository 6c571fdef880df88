"""A table whose lines are read and chosen, never edited: the ground of the small tables."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

_PADDING = 9


class LinesTable(QTableView):
    """Whole lines are chosen; no grid, no line numbers, one height; Tab leaves the table."""

    def __init__(
        self, name: str, called: str, model: QAbstractItemModel, parent: QWidget | None = None
    ) -> None:
        """Make the table.

        Args:
            name: Its object name.
            called: What a screen reader says.
            model: What it shows.
            parent: The view it is in.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(called)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(self.fontMetrics().height() + _PADDING)
        self.horizontalHeader().setHighlightSections(False)
