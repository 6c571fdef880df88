"""What the panel of findings says where it lists none."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

_WIDEST = 520


class EmptyPage(QWidget):
    """A few words on why there is nothing, and a button to change that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findingsEmpty")
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._do: Callable[[], object] | None = None
        self._title = QLabel()
        bold = QFont(self._title.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(bold)
        self._words = QLabel()
        self._words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for label, name in (
            (self._title, "findingsEmptyTitle"),
            (self._words, "findingsEmptyWords"),
        ):
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMaximumWidth(_WIDEST)
        self._button = QPushButton()
        self._button.setObjectName("findingsEmptyDo")
        self._button.setAutoDefault(False)
        self._button.clicked.connect(lambda: None if self._do is None else self._do())
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 16, 24, 16)
        box.setSpacing(6)
        box.addStretch(1)
        for part in (self._title, self._words, self._button):
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(part, 0 if part is self._button else 100)
            line.addStretch(1)
            box.addLayout(line)
        box.addStretch(2)

    def tell(
        self,
        title: str,
        words: str = "",
        deed: str = "",
        do: Callable[[], object] | None = None,
    ) -> None:
        """Say why there is nothing.

        Args:
            title: In a few words.
            words: More of it.
            deed: What the button says; "" for no button.
            do: What it does.
        """
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._button.setText(deed)
        self._button.setVisible(bool(deed))
        self._do = do
        self.setAccessibleName(f"{title} {words}".strip())
