"""What is going to be written, in a few large numbers and a few lines."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.figures import number
from tfrviewer.gui.form import Meaning, Tone
from tfrviewer.gui.theme import border_colour

_RADIUS = 8


class Figure(QWidget):
    """A number and its noun."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._number, self._noun = QLabel("–"), QLabel()
        font = QFont(self._number.font())
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setWeight(QFont.Weight.DemiBold)
        self._number.setFont(font)
        self._noun.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._number)
        box.addWidget(self._noun)

    @property
    def text(self) -> str:
        """Number and noun."""
        return f"{self._number.text()} {self._noun.text()}"

    def tell(self, count: int | None, noun: str) -> None:
        """Show a number, or a dash while it is not known."""
        self._number.setText("–" if count is None else number(count))
        self._noun.setText(noun)
        self.setAccessibleName(self.text)


class Card(QWidget):
    """A frame round what belongs together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(18, 14, 18, 14)
        self.box.setSpacing(10)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(border_colour(self.palette()), 1))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1).toRectF(), _RADIUS, _RADIUS)
        painter.end()


class LinkButton(QPushButton):
    """A button that looks like a link."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        font = QFont(self.font())
        font.setUnderline(self.underMouse() or self.hasFocus())
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Link))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(2, 0, -2, 0), int(left), self.text())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 1))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1).toRectF(), 3, 3)
        painter.end()


class SummaryCard(Card):
    """Slides, TFRecords, records; room and time; and the way back to what is left out.

    Signals:
        left_out_asked: Show what is left out.
    """

    left_out_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("buildSummary")
        self.figures = [Figure(f"buildSummary{what}") for what in ("Slides", "Files", "Records")]
        self._room = Meaning("buildRoom")
        self._time = Meaning("buildTime")
        self.left_out = LinkButton("buildLeftOut")
        self.left_out.setToolTip(self.tr("Go back to the list of them"))
        self.left_out.clicked.connect(self.left_out_asked)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for at, figure in enumerate(self.figures):
            grid.addWidget(figure, 0, at)
            grid.setColumnStretch(at, 1)
        grid.addWidget(self.left_out, 0, len(self.figures), Qt.AlignmentFlag.AlignRight)
        self.box.addLayout(grid)
        self.box.addWidget(self._room)
        self.box.addWidget(self._time)

    def tell_counts(
        self, slides: int | None, files: int | None, records: int | None, left_out: str
    ) -> None:
        """Show how much is going to be written, and what is not."""
        nouns = (
            self.tr("slide") if slides == 1 else self.tr("slides"),
            self.tr("TFRecord") if files == 1 else self.tr("TFRecords"),
            self.tr("record") if records == 1 else self.tr("records"),
        )
        counts = (slides, files, records)
        for figure, count, noun in zip(self.figures, counts, nouns, strict=True):
            figure.tell(count, noun)
        self.left_out.setText(left_out)
        self.left_out.setVisible(bool(left_out))

    def tell_room(self, text: str, tone: Tone) -> None:
        """Show how much room it takes, and there is."""
        self._room.tell(text, tone)

    def tell_time(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Show how long it will take."""
        self._time.tell(text, tone)
