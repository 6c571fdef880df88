"""A line of text that is cut where room is short."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from tfrviewer.gui.plain_tip import plain_tip


class ElidedLabel(QLabel):
    """A line of text that leaves some of it out where room is short."""

    def __init__(self, mode: Qt.TextElideMode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def whole(self) -> str:
        """All of the text."""
        return self._whole

    def set_whole(self, text: str, tip: str = "") -> None:
        """Show a text; its tool tip is the whole of it, if not another one."""
        self._whole = text
        self.setToolTip(plain_tip(tip or text))
        self.setAccessibleName(text)
        self._elide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def _elide(self) -> None:
        room = self.contentsRect().width()
        self.setText(self.fontMetrics().elidedText(self._whole, self._mode, room))
