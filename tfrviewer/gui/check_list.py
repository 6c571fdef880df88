"""Names to tick: columns of a table, fields to add."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

_NAME = Qt.ItemDataRole.UserRole
_LEADING = 8
_MOST_LINES = 6


class CheckList(QListWidget):
    """A line a name.

    Signals:
        changed: Others are ticked; the names, in the order of the lines.
    """

    changed = Signal(tuple)

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(lambda _: self.changed.emit(self.ticked))

    @property
    def ticked(self) -> tuple[str, ...]:
        """The names that are ticked."""
        lines = (self.item(at) for at in range(self.count()))
        return tuple(
            str(line.data(_NAME)) for line in lines if line.checkState() is Qt.CheckState.Checked
        )

    def show_names(self, names: Mapping[str, str], ticked: Iterable[str]) -> None:
        """Show names; nobody is told.

        Args:
            names: What each line says, by its name.
            ticked: Those that are ticked.
        """
        chosen = set(ticked)
        height = self.fontMetrics().height() + _LEADING
        with QSignalBlocker(self):
            self.clear()
            for name, text in names.items():
                line = QListWidgetItem(text)
                line.setData(_NAME, name)
                line.setToolTip(text)
                line.setSizeHint(QSize(0, height))
                line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                on = name in chosen
                line.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                self.addItem(line)
        if names:
            self.setCurrentRow(0)
        lines = min(max(len(names), 1), _MOST_LINES)
        self.setFixedHeight(lines * height + 2 * self.frameWidth())
