"""What is asked of a table of records: which columns; of GeoJSON, how large tiles are."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from tfrviewer.gui.check_list import CheckList
from tfrviewer.gui.form import Choices, Form, Tone
from tfrviewer.gui.saving.request import SaveForm, SaveRequest

_MOST_EXTENT = 1_000_000


class _Columns(Enum):
    ALL = "all"
    SHOWN = "shown"
    OWN = "own"


class TableOptions(QWidget):
    """Columns, and the side of a tile.

    Attributes:
        problem: What is wrong with the choice, "" if nothing is.

    Signals:
        changed: Something was chosen; parts of a `SaveRequest`.
    """

    changed = Signal(dict)

    def __init__(
        self, columns: Sequence[str], shown: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """Offer columns.

        Args:
            columns: All there are.
            shown: Those that the records table shows, in its order.
            parent: The dialog.
        """
        super().__init__(parent)
        self.problem = ""
        self._all, self._shown = tuple(columns), tuple(name for name in shown if name in columns)
        self._own: tuple[str, ...] = self._shown or self._all
        entries: list[tuple[str, object]] = [(self.tr("All"), _Columns.ALL)]
        if self._shown and self._shown != self._all:
            entries.append((self.tr("As in the records table"), _Columns.SHOWN))
        entries.append((self.tr("These"), _Columns.OWN))
        self._which = Choices("saveColumns", self.tr("Columns of the table"), entries)
        self._which.chosen.connect(lambda _: self._tell_all())
        self.list = CheckList("saveColumnList", self.tr("Columns to write"))
        self.list.show_names({name: name for name in columns}, self._own)
        self.list.changed.connect(self._take_own)
        self._extent = QSpinBox()
        self._extent.setObjectName("saveExtent")
        self._extent.setAccessibleName(self.tr("Side of a tile on the slide"))
        self._extent.setRange(0, _MOST_EXTENT)
        self._extent.setSpecialValueText(self.tr("by the distance of tiles"))
        self._extent.setSuffix(self.tr(" px"))
        self._extent.setGroupSeparatorShown(True)
        self._extent.setKeyboardTracking(False)
        self._extent.valueChanged.connect(
            lambda value: self.changed.emit({"extent": value or None})
        )
        form = Form()
        self._told = form.add(self.tr("Col&umns"), self._which, name="saveColumnsTold")
        self._list_form = Form()
        self._list_form.add("", self.list, wide=True)
        self._extent_form = Form()
        self._extent_form.add(self.tr("Si&de of a tile"), self._extent).tell(
            self.tr("In pixels of the slide at full size.")
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(form)
        box.addWidget(self._list_form)
        box.addSpacing(7)
        box.addWidget(self._extent_form)
        self._tell()

    @property
    def columns(self) -> tuple[str, ...] | None:
        """The columns to write; None for all."""
        which = self._which.value
        if which is _Columns.ALL:
            return None
        return self._shown if which is _Columns.SHOWN else self._own

    def show_request(self, request: SaveRequest) -> None:
        """Show what is chosen; nobody is told."""
        self._extent_form.setVisible(request.form is SaveForm.GEOJSON)
        with QSignalBlocker(self._extent):
            self._extent.setValue(round(request.extent or 0))
        self._tell()

    def _take_own(self, names: tuple[str, ...]) -> None:
        self._own = names
        self._tell_all()

    def _tell_all(self) -> None:
        self._tell()
        self.changed.emit({"columns": self.columns})

    def _tell(self) -> None:
        own = self._which.value is _Columns.OWN
        self._list_form.setVisible(own)
        columns = self.columns
        self.problem = self.tr("Tick a column.") if columns == () else ""
        if self.problem:
            self._told.tell(self.problem, Tone.ERROR)
        else:
            told = (
                self.tr("All {0} columns.") if columns is None else self.tr("{1} of {0} columns.")
            )
            self._told.tell(told.format(len(self._all), len(columns or ())))
