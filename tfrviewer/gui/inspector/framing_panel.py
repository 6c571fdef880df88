"""Where a record lies in its file, whether its checksums hold, and its bytes."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QSize, QTimer, Slot
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.inspector.hexdump import bytes_per_line, hexdump
from tfrviewer.gui.inspector.selectable import SelectableText
from tfrviewer.gui.inspector.value_viewer import TextArea
from tfrviewer.gui.inspector.values import LIMIT, Rendered
from tfrviewer.gui.theme import error_colour, good_colour, muted_text
from tfrviewer.tfrecord.framing import OVERHEAD

if TYPE_CHECKING:
    from tfrviewer.gui.inspector.reading import Reading


class FramingPanel(QWidget):
    """Offset, length and both CRCs of a record, and its payload as it is stored."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorFraming")
        self._reading: Reading | None = None
        self._hex_shown: tuple[bytes | None, int] | None = None
        self._facts = SelectableText(self.tr("Framing of the record"), self)
        self._facts.setObjectName("framingFacts")
        self._facts.setToolTip(
            self.tr("A checksum holds if the one stored is the one computed from the bytes.")
        )
        self._bytes = TextArea(self.tr("Payload in hexadecimal"), self)
        self._bytes.setObjectName("payloadHex")
        self._note = SelectableText(self.tr("About the payload"), self)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(8, 6, 0, 4)
        layout.setSpacing(4)
        layout.addWidget(self._facts)
        layout.addWidget(self._bytes, 1)
        layout.addWidget(self._note)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._show_bytes)
        self._bytes.columns_changed.connect(self._timer.start)

    @property
    def facts(self) -> str:
        """What it says, as plain text."""
        return self._facts.toPlainText()

    @property
    def payload_text(self) -> str:
        """The payload as it is shown."""
        return self._bytes.toPlainText()

    def show_reading(self, reading: "Reading | None") -> None:
        """Show the framing of a record; its bytes only once they can be seen."""
        self._reading = reading
        self._show_facts()
        if self.isVisible():
            self._show_bytes()

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
                self.tr("{0} bytes, with its framing {1}").format(
                    number(framing.length), number(framing.length + OVERHEAD)
                ),
            ),
            (
                self.tr("CRC of length"),
                self._crc(framing.length_crc_stored, framing.length_crc_computed),
            ),
            (
                self.tr("CRC of payload"),
                self._crc(framing.payload_crc_stored, framing.payload_crc_computed),
            ),
        ]
        muted = muted_text(self.palette()).name()
        lines = "".join(
            f'<tr><td style="padding-right: 12px; color: {muted}">{escape(name)}</td>'
            f"<td>{value}</td></tr>"
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

    @Slot()
    def _show_bytes(self) -> None:
        payload = self._reading.payload if self._reading is not None else None
        shown = (payload or b"")[:LIMIT]
        per_line = bytes_per_line(self._bytes.columns, len(shown))
        if self._hex_shown == (payload, per_line):
            return
        self._hex_shown = payload, per_line
        self._bytes.show_rendered(Rendered(hexdump(shown, per_line=per_line), is_fixed=True))
        note = ""
        if payload is not None and len(payload) > LIMIT:
            number = QLocale().toString
            note = self.tr("The first {0} of {1} bytes of the payload are shown.").format(
                number(LIMIT), number(len(payload))
            )
        self._note.set_plain(note)
        self._note.setVisible(bool(note))

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
