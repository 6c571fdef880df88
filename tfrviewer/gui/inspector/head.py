"""What the current record is, in three lines: slide, location and picture, file."""

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tfrviewer.gui.inspector.selectable import SelectableText
from tfrviewer.gui.theme import muted_text

if TYPE_CHECKING:
    from tfrviewer.gui.inspector.reading import Reading

_NO_BREAK: Final = "\u00a0"
_LONG: Final = 26


class RecordHead(SelectableText):
    """The name of the slide, where the tile lies and how large it is, and which record it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Record"), parent)
        self.setObjectName("inspectorHead")
        self._reading: Reading | None = None
        self._is_made = True

    _is_made = False

    def show_reading(self, reading: "Reading | None") -> None:
        """Tell of another record, or of none."""
        self._reading = reading
        if reading is None:
            self.set_plain(self.tr("No record"))
            return
        example = reading.example
        slide = example.slide if example is not None else None
        location = example.location if example is not None else None
        if location is None:
            where = self.tr("no location") if example is not None else ""
        else:
            where = self.tr("x {0}   y {1}").format(*location)
        image = self._image_words(reading)
        muted = muted_text(self.palette()).name()
        name = slide or reading.path.stem
        # A line breaks between facts and not within one, unless one is longer than a line.
        facts = (part for part in (where, image) if part)
        parts = [p.replace(" ", _NO_BREAK) if len(p) < _LONG else p for p in facts]
        second = "  · ".join(parts)
        third = self.tr("Number {0}  ·  record {1} of {2}").format(
            reading.number, reading.record, reading.path.name
        )
        lines = [f"<b>{escape(name)}</b>"]
        lines += [escape(second)] if second else []
        lines.append(f'<span style="color: {muted}">{escape(third)}</span>')
        self.set_rich("<br>".join(line.replace("   ", "&nbsp;&nbsp; ") for line in lines))

    def _image_words(self, reading: "Reading") -> str:
        if reading.image is None:
            return ""
        words = (reading.image_format or self.tr("unknown format")).upper()
        if reading.size is not None:
            words = self.tr("{0} × {1} px").format(*reading.size) + " " + words
        example = reading.example
        if example is not None and reading.picture not in example.features:
            words = self.tr("{0}, the first of its steps").format(words)
        if reading.greatest:
            words = self.tr("{0}, values 0 to {1} brightened").format(words, reading.greatest)
        return words

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._is_made:
            self.show_reading(self._reading)
