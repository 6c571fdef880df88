"""The fields of a record with the value of one, and behind another tab its bytes."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QTabWidget, QWidget

from tfrviewer.gui.inspector.fields import FieldsView
from tfrviewer.gui.inspector.record_panel import RecordPanel
from tfrviewer.gui.inspector.splitter import OwnSplitter
from tfrviewer.gui.inspector.value_viewer import ValueViewer

if TYPE_CHECKING:
    from tfrviewer.gui.inspector.reading import Reading

_LEAST_FOR_BOTH: Final = 240
"""Below this height fields and value do not stand one below the other."""


class InspectorTabs(QTabWidget):
    """Fields and value one below the other, or each behind a tab; the bytes behind the last.

    Attributes:
        lists: The boundary between fields and value.
    """

    def __init__(
        self, fields: FieldsView, value: ValueViewer, record: RecordPanel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorTabs")
        self.setDocumentMode(True)
        self.setAccessibleName(self.tr("Fields and bytes of the record"))
        self._fields, self._value, self._record = fields, value, record
        self._is_forced = False
        self.lists = OwnSplitter("inspectorLists", self)
        self.lists.addWidget(fields)
        self.lists.addWidget(value)
        self.addTab(self.lists, self.tr("Fields"))
        self.addTab(record, self.tr("Record"))
        self.setTabToolTip(1, self.tr("Offset, length, checksums and bytes of the record"))

    def show_reading(self, reading: "Reading | None") -> None:
        """Show the bytes of a record that has no fields; mark one whose checksums do not hold."""
        whole = reading is None or reading.example is not None
        last = self.indexOf(self._record)
        for tab in range(last):
            self.setTabEnabled(tab, whole)
        if not whole:
            self.setCurrentWidget(self._record)
        elif self._is_forced:
            self.setCurrentWidget(self.lists)
        self._is_forced = not whole
        framing = reading.framing if reading is not None else None
        sound = framing is None or framing.is_sound
        self.setTabText(last, self.tr("Record") if sound else self.tr("Record ✗"))

    def show_bytes(self) -> None:
        """Bring the bytes to the front."""
        self.setCurrentWidget(self._record)

    def share(self) -> None:
        """Give the fields what they need, and the value the rest; or a tab where that is little."""
        own, room = self.indexOf(self._value), self.height()
        if own < 0 and room < _LEAST_FOR_BOTH:
            self.insertTab(1, self._value, self.tr("Value"))
            self.setTabEnabled(1, self.isTabEnabled(0))
        elif own >= 0 and room > _LEAST_FOR_BOTH + 20:
            chosen = self.currentIndex() == own
            self.lists.addWidget(self._value)
            self._value.show()
            if chosen:
                self.setCurrentWidget(self.lists)
        room = self.lists.height()
        fields = min(self._fields.needed_height(), round(0.5 * room))
        self.lists.share(fields, room - fields)
