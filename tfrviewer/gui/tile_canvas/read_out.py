"""The line below a picture that tells the pixel under the pointer, with its colour as a square."""

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from tfrviewer.gui.theme import muted_text
from tfrviewer.tiles.optical_density import optical_density


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReadOut", text)


def pixel_words(x: int, y: int, colour: QColor) -> str:
    """Say where a pixel is and what colour it has: as numbers, in hex, and as optical density."""
    channels = colour.red(), colour.green(), colour.blue()
    dense = " ".join(QLocale().toString(optical_density(value), "f", 2) for value in channels)
    return _tr("{0}, {1}  ·  RGB {2}  ·  {3}  ·  OD {4}").format(
        x, y, " ".join(map(str, channels)), colour.name().upper(), dense
    )


class _Swatch(QWidget):
    """A square of one colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour: QColor | None = None
        side = self.fontMetrics().height()
        self.setFixedSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.colour is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(muted_text(self.palette()), 1))
            painter.setBrush(self.colour)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


class ReadOut(QWidget):
    """Tells a pixel, or says a sentence; it keeps its height while it says nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._swatch = _Swatch(self)
        self._label = QLabel()
        self._label.setObjectName("readOutText")
        self._label.setAccessibleName(self.tr("Pixel"))
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._label.setMinimumHeight(self._label.fontMetrics().height())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 2, 10, 8)
        layout.setSpacing(7)
        layout.addWidget(self._swatch)
        layout.addWidget(self._label, 1)
        self._swatch.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    @property
    def colour(self) -> QColor | None:
        """The colour of the pixel that it tells, None while it tells none."""
        return self._swatch.colour

    def show_pixel(self, x: int, y: int, colour: QColor) -> None:
        """Tell a pixel of the picture."""
        self._show(pixel_words(x, y, colour), colour)

    def say(self, text: str) -> None:
        """Say a sentence, or nothing."""
        self._show(text, None)

    def _show(self, text: str, colour: QColor | None) -> None:
        self._swatch.colour = colour
        self._swatch.setVisible(colour is not None)
        self._swatch.update()
        self._label.setText(text)
        self._label.setToolTip(text)
