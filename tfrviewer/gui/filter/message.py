"""What is wrong with the condition, right below the line; it takes no focus and no room."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from tfrviewer.gui.assets import icon
from tfrviewer.gui.theme import error_colour

_WIDTH = 620
_SIGN_PX = 16
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class Message(QFrame):
    """A sentence beside a sign, as large as it needs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filterMessage")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        self.hide()

    def show_below(self, line: QWidget, text: str) -> None:
        """Show a sentence below a widget, over what is there."""
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        colour = error_colour(self.palette()).name()
        self._sign.setPixmap(icon("alert-circle", colour=colour).pixmap(_SIGN_PX, _SIGN_PX))
        self._text.setText(text)
        window = line.window()
        if self.parent() is not window:
            self.setParent(window)
        self.ensurePolished()
        layout = self.layout()
        assert layout is not None
        margins, frame = layout.contentsMargins(), 2 * self.frameWidth()
        beside = margins.left() + margins.right() + _SIGN_PX + layout.spacing() + frame
        metrics = self._text.fontMetrics()
        self._sign.setFixedSize(_SIGN_PX, metrics.height())  # beside the first line of text
        most = max(min(line.width(), _WIDTH), 300) - beside
        room = metrics.boundingRect(QRect(0, 0, most, 10_000), int(_WRAP), text).size()
        self._text.setFixedSize(room.width() + 2, room.height())
        height = room.height() + margins.top() + margins.bottom() + frame
        self.resize(room.width() + 2 + beside, height)
        self.move(line.mapTo(window, line.rect().bottomLeft()))
        self.raise_()
        self.show()

    @property
    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return self._text.text() if not self.isHidden() else ""
