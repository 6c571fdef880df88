"""The line below the map: the slide and its grid in words, some of them links."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from tfrviewer.gui.location_map.grid_words import Part, Remark, remark_hint
from tfrviewer.gui.theme import muted_text

_BETWEEN = " · "


class MapCaption(QLabel):
    """Says what was found of a slide; a click on some words shows on the map what they tell of.

    Signals:
        chosen: Words were clicked; the `Remark` they are.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._details = ""
        self.setObjectName("locationMapCaption")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setContentsMargins(8, 3, 8, 4)
        self.setMinimumWidth(1)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(lambda name: self.chosen.emit(Remark(name)))
        self.linkHovered.connect(self._hint)
        self._take_colours()

    @property
    def plain(self) -> str:
        """What is said, without links."""
        return _BETWEEN.join(part.text for part in self._parts)

    def say(self, parts: Sequence[Part], details: str) -> None:
        """Say something of a slide.

        Args:
            parts: The parts of the line, the name first; none says nothing.
            details: More of it, for the tool tip.
        """
        if tuple(parts) != self._parts:
            self._parts = tuple(parts)
            self._write()
        if details != self._details:
            self._details = details
            self.setToolTip(details)
        self.setVisible(bool(parts))

    def _write(self) -> None:
        shown = ""
        metrics, room, taken = self.fontMetrics(), self.contentsRect().width(), 0
        for part in self._parts:
            text = escape(part.text)
            if part is not self._parts[0]:  # only a name may be broken anywhere
                text = text.replace(" ", "&nbsp;")
            if part.remark is not None:
                text = f'<a href="{part.remark}">{text}</a>'
            width = metrics.horizontalAdvance(part.text)
            between = metrics.horizontalAdvance(_BETWEEN) if shown else 0
            if shown and taken + between + width > room:
                shown, taken, between = f"{shown}<br>", 0, 0  # no dot is left at the end
            shown += f"{_BETWEEN if between else ''}{text}"
            taken += between + width
        if shown != self.text():
            self.setText(shown)
        links = [part for part in self._parts if part.remark is not None]
        # Nothing to press: the focus need not stop here.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if links else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.plain)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._write()

    def _hint(self, name: str) -> None:
        self.setToolTip(remark_hint(Remark(name)) if name else self._details)

    def _take_colours(self) -> None:
        palette = self.palette()
        colour = muted_text(palette)
        if palette.color(self.foregroundRole()) != colour:
            palette.setColor(self.foregroundRole(), colour)
            self.setPalette(palette)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colours()
            if hasattr(self, "_parts"):
                self.clear()
                self._write()  # links keep the colour they were laid out in
