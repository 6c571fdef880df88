"""A record as it lies in its file: framing, checksums, structure and bytes, each told by the other.

What a line of the structure stands for is framed in the bytes; the byte under the pointer or the
cursor is named below them, and with a click found in the structure and among the fields.
"""

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.inspector.byte_source import ByteSource
from tfrviewer.gui.inspector.byte_view import ByteView
from tfrviewer.gui.inspector.framed import Frame, FramedRecord
from tfrviewer.gui.inspector.place_words import place_words
from tfrviewer.gui.inspector.searched_bytes import SearchedBytes
from tfrviewer.gui.inspector.selectable import SelectableText
from tfrviewer.gui.inspector.structure import StructureView
from tfrviewer.gui.theme import error_colour, good_colour, muted_text
from tfrviewer.tfrecord.framing import HEADER, OVERHEAD
from tfrviewer.tfrecord.wire_spans import Wire, wire_spans

if TYPE_CHECKING:
    from tfrviewer.gui.inspector.reading import Reading
    from tfrviewer.gui.tasks import TaskRunner

_TASK: Final = ("inspector", "structure")
_MOST_NODES: Final = 6_000
"""More lines take a tree longer than a tenth of a second."""
_BESIDE: Final = 560
"""From this width on the structure stands beside the bytes."""


class RecordPanel(QWidget):
    """Offset, length and both CRCs of a record, its structure, and all its bytes.

    Signals:
        field_chosen: A person chose bytes that belong to a field; its path.
        told: Something was copied; a sentence.
        settled: The structure is there.
    """

    field_chosen = Signal(tuple)
    told = Signal(str)
    settled = Signal()

    def __init__(self, tasks: "TaskRunner", parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorFraming")
        self._tasks = tasks
        self._reading: Reading | None = None
        self._record: FramedRecord | None = None
        self._shown: Reading | None = None
        self._field: tuple[str, ...] = ()
        self._facts = SelectableText(self.tr("Framing of the record"), self)
        self._facts.setObjectName("framingFacts")
        self._facts.setToolTip(
            self.tr("A checksum holds if the one stored is the one computed from the bytes.")
        )
        self._structure = StructureView(self)
        self._structure.chosen.connect(self._show_part)
        self._searched = SearchedBytes(self.tr("Bytes of the record"), tasks, self)
        self._searched.settled.connect(self.settled)
        self._bytes = self._searched.view
        self._bytes.setObjectName("recordBytes")
        self._bytes.pointed.connect(self._point)
        self._bytes.moved.connect(self._follow_cursor)
        self._bytes.told.connect(self.told)
        self._place = SelectableText(self.tr("What this byte is"), self)
        self._place.setObjectName("recordPlace")
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.setObjectName("recordSplitter")
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(5)
        self._split.addWidget(self._structure)
        self._split.addWidget(self._searched)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(0, 6, 0, 4)
        layout.setSpacing(4)
        for words, gap in ((self._facts, 8), (self._place, 8)):
            words.setContentsMargins(gap, 0, gap, 0)
        layout.addWidget(self._inset(self._facts))
        layout.addWidget(self._split, 1)
        layout.addWidget(self._inset(self._place))
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._show_record)

    @staticmethod
    def _inset(widget: QWidget) -> QWidget:
        frame = QWidget()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.addWidget(widget)
        return frame

    @property
    def facts(self) -> str:
        """What it says of the framing, as plain text."""
        return self._facts.toPlainText()

    @property
    def bytes_view(self) -> ByteView:
        """The bytes."""
        return self._bytes

    @property
    def structure(self) -> StructureView:
        """The structure."""
        return self._structure

    @property
    def place(self) -> str:
        """What is said of the byte under the pointer, else of that under the cursor."""
        return self._place.toPlainText()

    def is_settled(self) -> bool:
        """Whether the structure is there, if it can be seen."""
        busy = self._timer.isActive() or self._tasks.is_running(_TASK)
        return not busy and self._searched.is_settled()

    def show_reading(self, reading: "Reading | None") -> None:
        """Show the framing of a record; its bytes only once they can be seen."""
        self._reading = reading
        self._show_facts()
        if self.isVisible():
            self._show_record()

    def show_field(self, field: tuple[str, ...]) -> None:
        """Frame the bytes of a field, unless it was chosen by a byte: the cursor stays on that."""
        if field != self._field:
            self._field = field
            self._frame_field()

    def _frame_field(self) -> None:
        wire = self._record.wire if self._record is not None else None
        number = wire.node_of(self._field) if wire is not None else None
        if wire is not None and number is not None:
            node = wire.nodes[number]
            self._structure.show_node(number, None)
            self._bytes.highlight(node.start + HEADER, node.end + HEADER)
            self._say(node.start + HEADER)

    # ---------------------------------------------------------------- showing

    @Slot()
    def _show_record(self) -> None:
        reading = self._reading
        if reading is self._shown and reading is not None:
            return
        self._shown = reading
        self._tasks.cancel(_TASK)
        payload = reading.payload if reading is not None else None
        if reading is None or payload is None or reading.framing is None:
            self._take(None)
            return
        framing = reading.framing
        self._take(FramedRecord(framing, payload))

        def done(wire: Wire) -> None:
            self._take(FramedRecord(framing, payload, wire))
            self._frame_field()
            self.settled.emit()

        self._tasks.submit(_TASK, lambda _: wire_spans(payload, most=_MOST_NODES), done)

    def _take(self, record: FramedRecord | None) -> None:
        known = self._record
        self._record = record
        if record is not None and known is not None and record.payload is known.payload:
            self._bytes.set_marks(record.marks)
        elif record is not None:
            self._bytes.show_bytes(record.source(), record.marks)
        else:
            self._bytes.show_bytes(ByteSource())
        self._structure.show_record(record)
        self._split.setVisible(record is not None)
        self._say(self._bytes.cursor_byte)

    @Slot(int)
    def _point(self, offset: int) -> None:
        self._say(offset if offset >= 0 else self._bytes.cursor_byte)

    def _say(self, offset: int) -> None:
        record = self._record
        words = "" if record is None or record.wire is None else place_words(record, offset)
        self._place.set_plain(words)
        self._bytes.setAccessibleDescription(words)

    @Slot(int)
    def _follow_cursor(self, offset: int) -> None:
        """Find the byte that a person went to in the structure and among the fields."""
        record = self._record
        if record is None or record.wire is None:
            return
        self._say(offset)
        place = record.place_at(offset)
        frame = record.frame_at(offset)
        if place is None or frame is not Frame.PAYLOAD:
            self._structure.show_node(-1, frame)
            return
        self._structure.show_node(place.node, None)
        self._tell_field(place.node)

    @Slot(int, int, int)
    def _show_part(self, start: int, end: int, node: int) -> None:
        self._bytes.highlight(start, end)
        self._say(start)
        if node >= 0:
            self._tell_field(node)

    def _tell_field(self, node: int) -> None:
        wire = self._record.wire if self._record is not None else None
        field = wire.field(node) if wire is not None else ()
        if field and field != self._field:
            self._field = field
            self.field_chosen.emit(field)

    # ---------------------------------------------------------------- framing in words

    def _show_facts(self) -> None:
        framing = self._reading.framing if self._reading is not None else None
        if framing is None:
            self._facts.set_plain(
                self.tr("The framing of this record cannot be read.") if self._reading else ""
            )
            return
        number = QLocale().toString
        rows = [
            (self.tr("Offset"), self.tr("byte {0}").format(number(framing.offset))),
            (
                self.tr("Length"),
                self.tr("{0} bytes, framed {1}").format(
                    number(framing.length), number(framing.length + OVERHEAD)
                ),
            ),
            (
                self.tr("Length CRC"),
                self._crc(framing.length_crc_stored, framing.length_crc_computed),
            ),
            (
                self.tr("Payload CRC"),
                self._crc(framing.payload_crc_stored, framing.payload_crc_computed),
            ),
        ]
        muted = muted_text(self.palette()).name()
        lines = "".join(
            f'<tr><td style="padding-right: 12px; color: {muted}; white-space: nowrap">'
            f"{escape(name)}</td><td>{value}</td></tr>"
            for name, value in rows
        )
        self._facts.set_rich(f"<table cellspacing=0 cellpadding=1>{lines}</table>")

    def _crc(self, stored: int, computed: int) -> str:
        code = "<code>{0:08x}</code>".format
        if stored == computed:
            word = self._word("✓ " + self.tr("holds"), good_colour(self.palette()))
            return f"{code(stored)}&nbsp; {word}"
        word = self._word("✗ " + self.tr("does not match"), error_colour(self.palette()))
        return self.tr("{0} stored, {1} computed").format(code(stored), code(computed)) + (
            f"&nbsp; {word}"
        )

    def _word(self, text: str, colour: QColor) -> str:
        return f'<span style="color: {colour.name()}; white-space: nowrap">{escape(text)}</span>'

    # ---------------------------------------------------------------- Qt's events

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the structure beside the bytes where there is the width for both."""
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE
        orientation = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._split.orientation() != orientation or event.oldSize().width() < 0:
            self._split.setOrientation(orientation)
            self._split.setSizes([2, 3] if wide else [1, 1])

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for no more than the value's page does: the two share one place."""
        return QSize(160, 110)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_facts"):
            self._show_facts()
