"""How much is measured, with a button to measure the rest, or to stop."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tfrviewer.gui.figures import number
from tfrviewer.gui.metrics.words import tiles_text
from tfrviewer.gui.theme import muted_text


class MeasureLine(QWidget):
    """Says how many tiles are measured; nothing once all are.

    Signals:
        start_asked: The rest is to be measured.
        stop_asked: No more is to be measured.
    """

    start_asked = Signal()
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("metricsMeasured")
        self._text = QLabel()
        self._text.setObjectName("metricsMeasuredText")
        self._text.setWordWrap(True)
        self._button = QPushButton()
        self._button.setObjectName("metricsMeasuredButton")
        self._button.clicked.connect(self._press)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setRange(0, 1000)
        self._bar.setAccessibleName(self.tr("Measured"))
        self._runs = False
        line = QHBoxLayout()
        line.addWidget(self._text, 1)
        line.addWidget(self._button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(line)
        box.addWidget(self._bar)

    def show_state(self, known: int, total: int, *, runs: bool) -> None:
        """Say how far it is.

        Args:
            known: How many tiles are measured.
            total: How many there are.
            runs: Whether the others are being measured.
        """
        self._runs = runs
        self.setVisible(runs or known < total)
        text = self.tr("{0} of {1} measured").format(number(known), tiles_text(total))
        self._text.setText(text)
        self._button.setText(self.tr("Stop") if runs else self.tr("Measure the Rest"))
        self._bar.setVisible(runs)
        self._bar.setValue(round(1000 * known / max(total, 1)))

    def _press(self) -> None:
        (self.stop_asked if self._runs else self.start_asked).emit()


class EmptyPage(QWidget):
    """Says what metrics are for while there are none.

    Signals:
        start_asked: Tiles are to be measured.
    """

    start_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("metricsEmpty")
        title = QLabel(self.tr("Find tiles by what is on them"))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        font.setBold(True)
        title.setFont(font)
        self._text = QLabel()
        self._text.setObjectName("metricsEmptyText")
        self.button = QPushButton(self.tr("Measure Tiles"))
        self.button.setObjectName("measureTiles")
        self.button.setDefault(True)
        self.button.clicked.connect(self.start_asked)
        for label in (title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
        palette = self._text.palette()
        palette.setColor(QPalette.ColorRole.WindowText, muted_text(self.palette()))
        self._text.setPalette(palette)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 20, 20, 20)
        box.setSpacing(10)
        box.addStretch(2)
        box.addWidget(title)
        box.addWidget(self._text)
        box.addSpacing(4)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)

    def show_count(self, count: int, *, ready: bool) -> None:
        """Say how many tiles there are to measure."""
        self.button.setEnabled(ready and count > 0)
        words = self.tr(
            "Whitespace, sharpness, ink, stain and more are measured once on each of {0}, in the "
            "background. They become columns to filter, sort and colour the map by, and are kept "
            "for the next time."
        )
        self._text.setText(words.format(tiles_text(count)))
