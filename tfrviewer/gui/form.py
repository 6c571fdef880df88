"""Choices one below the other, each with a line that says what it means for these images."""

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.theme import (
    error_colour,
    good_colour,
    is_dark,
    muted_text,
    warning_colour,
)

MARGIN = 20
"""Left and right of a page, as around its heading."""
_SIGN, _LARGE_SIGN = 16, 22
_LABEL_WIDTH, _GAP = 128, 14
_CHOICES_WIDTH = 170
_TALLEST = 36
_BESIDE_BAR = 12


class Tone(Enum):
    """How something is meant; its sign."""

    PLAIN = ""
    GOOD = "circle-check"
    NOTE = "info-circle"
    WARNING = "alert-triangle"
    ERROR = "alert-circle"


class Meaning(QWidget):
    """One line, or a few, that say what a choice means; a sign where it matters."""

    def __init__(
        self, name: str = "", parent: QWidget | None = None, *, large: bool = False
    ) -> None:
        super().__init__(parent)
        self._tone = Tone.PLAIN
        self._side = _LARGE_SIGN if large else _SIGN
        self._large = large
        self._sign = QLabel()
        self._sign.setFixedSize(self._side, self._side)
        self._text = QLabel()
        self._text.setObjectName(name)
        if large:
            font = QFont(self._text.font())
            font.setPointSizeF(font.pointSizeF() * 1.2)
            font.setWeight(QFont.Weight.DemiBold)
            self._text.setFont(font)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; nothing while it says nothing."""
        return self._text.text()

    @property
    def tone(self) -> Tone:
        """How it is meant."""
        return self._tone

    def tell(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Say something, or nothing."""
        self._tone = tone
        self._text.setText(text)
        self._colour()
        self.setVisible(bool(text))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_text"):
            self._colour()

    def _colour(self) -> None:
        colours = {
            Tone.GOOD: good_colour,
            Tone.WARNING: warning_colour,
            Tone.ERROR: error_colour,
        }
        signed = self._tone is not Tone.PLAIN
        self._sign.setVisible(signed)
        window = self.window().palette() if self.parent() is not None else self.palette()
        if signed:
            colour = colours.get(self._tone, muted_text)(window).name()
            self._sign.setPixmap(
                icon(self._tone.value, colour=colour).pixmap(self._side, self._side)
            )
        loud = self._large or self._tone in (Tone.WARNING, Tone.ERROR)
        role = QPalette.ColorRole.WindowText if loud else QPalette.ColorRole.PlaceholderText
        self._text.setForegroundRole(role)


class Choices(QComboBox):
    """A choice among a few, each a value with its words.

    Signals:
        chosen: Somebody chose this value.
    """

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        title: str,
        entries: Iterable[tuple[str, object]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._values: list[object] = []
        for text, value in entries:
            self.addItem(text)
            self._values.append(value)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumWidth(_CHOICES_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda at: self.chosen.emit(self._values[at]))

    @property
    def value(self) -> object:
        """What is chosen."""
        return self._values[self.currentIndex()]

    def show_value(self, value: object) -> None:
        """Show a value; nobody is told."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self._values.index(value))


class Check(QCheckBox):
    """A box to tick with an edge round it: the style's own cannot be seen on dark ground."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if is_dark(self.palette()):
            paint_edge(self, QStyle.SubElement.SE_CheckBoxIndicator)


class Radio(QRadioButton):
    """One of a few to choose, with an edge round it likewise."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if is_dark(self.palette()):
            paint_edge(self, QStyle.SubElement.SE_RadioButtonIndicator)


def paint_edge(button: QCheckBox | QRadioButton, element: QStyle.SubElement) -> None:
    """Paint an edge round the box or the circle of a button."""
    option = QStyleOptionButton()
    button.initStyleOption(option)
    rect = QRectF(button.style().subElementRect(element, option, button))
    painter = QPainter(button)
    painter.setPen(QPen(muted_text(button.palette()), 1))
    if element == QStyle.SubElement.SE_RadioButtonIndicator:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.end()


class Form(QWidget):
    """Titles at the left, controls at the right, and what they mean below them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._lines = 0

    def add(self, title: str, *controls: QWidget, wide: bool = False, name: str = "") -> Meaning:
        """Add a choice.

        Args:
            title: What it is called, with its key.
            *controls: Side by side; the title leads to the first.
            wide: Whether the first takes all the room there is.
            name: Of the line that says what it means, for those who look for it.

        Returns:
            That line.
        """
        if self._lines:
            self._grid.setRowMinimumHeight(self._lines, 13)
            self._lines += 1
        label = QLabel(title)
        label.setBuddy(controls[0])
        # Beside what is taller than a line, the title stands at its top.
        label.setFixedHeight(min(controls[0].sizeHint().height(), _TALLEST))
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        side = QHBoxLayout()
        side.setSpacing(8)
        for at, control in enumerate(controls):
            side.addWidget(control, int(wide and at == 0))
        if not wide:
            side.addStretch(1)
        told = Meaning(name)
        below = QVBoxLayout()
        below.setSpacing(4)
        below.addLayout(side)
        below.addWidget(told)
        self._grid.addWidget(label, self._lines, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(below, self._lines, 1)
        self._lines += 1
        return told


class Fold(QWidget):
    """What few need, behind a line that opens it and says in short what is chosen there."""

    def __init__(
        self, name: str, title: str, content: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._content = content
        self.button = QToolButton()
        self.button.setObjectName(name)
        self.button.setText(title)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setIconSize(QSize(16, 16))
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        font = QFont(self.button.font())
        font.setWeight(QFont.Weight.DemiBold)
        self.button.setFont(font)
        self.button.clicked.connect(lambda: self.open(on=not self.is_open))
        self._short = QLabel()
        self._short.setObjectName(f"{name}Short")
        self._short.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._short.setTextFormat(Qt.TextFormat.PlainText)
        self._short.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(8)
        top.addWidget(self.button)
        top.addWidget(self._short, 1)
        top.addStretch(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(top)
        box.addWidget(content)
        self.open(on=False)

    @property
    def short(self) -> str:
        """What it says while it is closed."""
        return self._short.text()

    def tell(self, text: str) -> None:
        """Say in short what is chosen inside; seen while it is closed."""
        self._short.setText(text)
        self._short.setToolTip(text)

    @property
    def is_open(self) -> bool:
        """Whether what is inside is shown."""
        return not self._content.isHidden()

    def open(self, *, on: bool = True) -> None:
        """Show what is inside, or hide it."""
        self._content.setVisible(on)
        self._short.setVisible(not on)
        set_icon(self.button, "chevron-down" if on else "chevron-right")
        state = self.tr("open") if on else self.tr("closed")
        self.button.setAccessibleDescription(state)


class Scrolled(QScrollArea):
    """All of a page, to scroll where there is less room; what gets the keyboard is shown."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        # The window's ground, not that of lists.
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)


def scrolled_page(page: QWidget, content: QWidget) -> None:
    """Make a page of what scrolls; the bar stands in the margin, and moves nothing out of line."""
    box = page_box(page)
    box.setContentsMargins(MARGIN, 14, MARGIN - _BESIDE_BAR, 14)
    inside = content.layout()
    assert inside is not None
    inside.setContentsMargins(0, 0, _BESIDE_BAR, 0)
    box.addWidget(Scrolled(content))


def page_box(page: QWidget) -> QVBoxLayout:
    """Return the layout of a page, with the margins that all of them have."""
    box = QVBoxLayout(page)
    box.setContentsMargins(MARGIN, 14, MARGIN, 14)
    box.setSpacing(14)
    return box
