"""The page in place of the map when there is nothing to place on it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.assets import icon
from tfrviewer.gui.location_map.words import Explanation

_ICON_PX = 40


class MessagePage(QScrollArea):
    """Says why there is no map, and what can be done; scrolls where it is small."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("locationMapMessage")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.viewport().setAutoFillBackground(True)
        self._icon_name = "map"
        page = QWidget()
        page.setAutoFillBackground(False)
        self._sign, self._title, self._text = QLabel(), QLabel(), QLabel()
        self._title.setObjectName("locationMapMessageTitle")
        self._text.setObjectName("locationMapMessageText")
        self._sign.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout(page)
        row.setContentsMargins(16, 16, 16, 16)
        layout = QVBoxLayout()
        layout.setSpacing(10)
        row.addStretch(1)
        row.addLayout(layout, 1000)  # as wide as it may be, and in the middle
        row.addStretch(1)
        layout.addStretch()
        layout.addWidget(self._sign)
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(440)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)
        layout.addStretch()
        self.setWidget(page)
        self._take_fonts()

    @property
    def text(self) -> str:
        """What is said, title and text."""
        return f"{self._title.text()}\n{self._text.text()}"

    def say(self, explanation: Explanation) -> None:
        """Show an explanation."""
        self._icon_name = explanation.icon
        self._title.setText(explanation.title)
        self._text.setText(explanation.text)
        self.setAccessibleName(explanation.title)
        self.setAccessibleDescription(explanation.text)
        self._draw_sign()

    def _draw_sign(self) -> None:
        sign = icon(self._icon_name, QPalette.ColorRole.PlaceholderText)
        self._sign.setPixmap(sign.pixmap(_ICON_PX, _ICON_PX))

    def _take_fonts(self) -> None:
        font = self.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.1)
        self._title.setFont(font)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            event.ignore()  # they go to another slide, as they do on the map
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_title"):
            self._draw_sign()
