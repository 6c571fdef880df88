"""Text to read and select, in letters of one width or of many, coloured where it is JSON."""

import re
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from tfrviewer.gui.inspector.colours import ink_colour
from tfrviewer.gui.inspector.inks import Ink
from tfrviewer.gui.inspector.selectable import fixed_font
from tfrviewer.gui.theme import is_dark

_TOKEN: Final = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<string>"(?:[^"\\]|\\.)*"?)'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<word>true|false|null|NaN|-?Infinity)"
)
_INKS: Final = {
    "key": Ink.KEY,
    "string": Ink.STRING,
    "number": Ink.NUMBER,
    "word": Ink.WORD,
}
_MOST_MARKED: Final = 200


class JsonColours(QSyntaxHighlighter):
    """Colours the parts of JSON while it is switched on."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self.is_on = False

    def set_palette(self, palette: QPalette) -> None:
        """Take the colours for a palette."""
        self._formats = {}
        for name, ink in _INKS.items():
            written = QTextCharFormat()
            written.setForeground(ink_colour(palette, ink))
            self._formats[name] = written

    @override
    def highlightBlock(self, text: str) -> None:
        if not self.is_on:
            return
        for token in _TOKEN.finditer(text):
            name = token.lastgroup or ""
            self.setFormat(token.start(), token.end() - token.start(), self._formats[name])


class TextArea(QPlainTextEdit):
    """Text to read and select.

    Attributes:
        has_pages: Whether the keys for another page are taken.

    Signals:
        columns_changed: Another number of letters of one width fits in a line.
        find_asked: The keys for finding were pressed.
        page_asked: The keys for another page were pressed; 1 for the next, -1 for the one before.
    """

    columns_changed = Signal()
    find_asked = Signal()
    page_asked = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(8)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._plain = QFont(self.font())
        self._fixed = fixed_font()
        self._fixed.setPointSizeF(max(self._plain.pointSizeF() - 0.5, 7.0))
        self._columns = 0
        self.has_pages = False
        self._is_fixed: bool | None = None
        self._colours = JsonColours(self.document())
        self._colours.set_palette(self.palette())

    def show_text(self, text: str, *, is_fixed: bool, is_json: bool) -> None:
        """Show a text from its beginning."""
        if is_fixed is not self._is_fixed:
            self._is_fixed = is_fixed
            self.clear()  # else the text that goes would be laid out twice more
            self.setFont(self._fixed if is_fixed else self._plain)
            wrap = QTextOption.WrapMode
            # What stands in columns must not wrap; in all else nothing may lie out of sight.
            self.setWordWrapMode(wrap.NoWrap if is_fixed else wrap.WrapAtWordBoundaryOrAnywhere)
        self._colours.is_on = is_json
        self.setExtraSelections([])
        self.setPlainText(text)

    def mark(self, places: list[tuple[int, int]], current: tuple[int, int] | None) -> None:
        """Mark what was found, and bring one of it into sight.

        Args:
            places: The first letter of each, and the one after its last.
            current: The one to bring into sight.
        """
        ground = QTextCharFormat()
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        colour.setAlphaF(0.45 if is_dark(self.palette()) else 0.25)
        ground.setBackground(colour)
        selections = []
        text = self.toPlainText()
        for place in _near(places, current):
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(text, *place)
            selection.format = ground
            selections.append(selection)
        self.setExtraSelections(selections)
        if current is not None:
            self.setTextCursor(self._cursor(text, *current))
            self.ensureCursorVisible()

    def _cursor(self, text: str, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(_in_qt(text, start))
        cursor.setPosition(_in_qt(text, end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    @property
    def columns(self) -> int:
        """How many letters of one width fit in a line."""
        margins = 2 * self.document().documentMargin() + 2
        letter = QFontMetricsF(self._fixed).horizontalAdvance("0")
        return max(int((self.viewport().width() - margins) / letter), 10)

    @override
    def event(self, event: QEvent) -> bool:
        # Else these keys would go to the window's menus, and filter the records.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            finds = any(event.matches(k) for k in (keys.Find, keys.FindNext, keys.FindPrevious))
            ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            turns = ctrl and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
            if finds or (turns and self.has_pages):
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence.StandardKey
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if any(event.matches(key) for key in (keys.Find, keys.FindNext, keys.FindPrevious)):
            self.find_asked.emit()
        elif ctrl and event.key() == Qt.Key.Key_PageDown:
            self.page_asked.emit(1)
        elif ctrl and event.key() == Qt.Key.Key_PageUp:
            self.page_asked.emit(-1)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.columns != self._columns:
            self._columns = self.columns
            self.columns_changed.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_colours"):
            self._colours.set_palette(self.palette())
            if self._colours.is_on:
                self._colours.rehighlight()


def _near(places: list[tuple[int, int]], current: tuple[int, int] | None) -> list[tuple[int, int]]:
    """Return as many places as can be marked, those around the current one."""
    at = places.index(current) if current in places else 0
    first = max(at - _MOST_MARKED // 2, 0)
    return places[first : first + _MOST_MARKED]


def _in_qt(text: str, at: int) -> int:
    """Return the place of a letter as Qt counts, to which an emoji is two."""
    return at if text.isascii() else len(text[:at].encode("utf-16-le")) // 2
