"""Text that can be selected, wraps anywhere and is as tall as it needs to be."""

from math import ceil
from typing import Final

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QResizeEvent, QShowEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget
from typing_extensions import override

NARROWEST: Final = 110


def fixed_font() -> QFont:
    """Return the system's font with letters of one width, a little smaller than the rest."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)


class SelectableText(QTextEdit):
    """A label for names from files: a QLabel cannot break a long one, and widens the window."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def set_plain(self, text: str) -> None:
        """Show a text as it is."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self._fit()

    def set_rich(self, html: str) -> None:
        """Show rich text; whatever comes from a file must be escaped in it."""
        self.setHtml(html)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self, _: QSizeF | None = None) -> None:
        # Before it is laid out its width means nothing, and a height made of it would make the
        # window grow, which does not shrink again.
        known = self.isVisible() and self.width() >= NARROWEST
        line = self.fontMetrics().height()
        height = ceil(self.document().size().height()) if known else line
        if height != self.height():
            self.setFixedHeight(height)
