"""A line above the views that tells what went wrong, or was done; it waits and blocks nothing."""

import traceback
from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QHideEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.errors import TfrError
from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.theme import error_colour, muted_text, warning_colour

_DONE_MS = 8000
_LINE, _ASIDE = 48, 80
"""Letters of a line that is easily read; pixels that the buttons at the right take."""

Deed = tuple[str, Callable[[], object]]
"""What a button of a notice says, and what it does."""


class Kind(StrEnum):
    """What a notice is."""

    DONE = "circle-check"
    WARNING = "alert-triangle"
    ERROR = "alert-circle"


_Notice = tuple[str, Kind, str, tuple[Deed, ...]]


class NoticeBar(QFrame):
    """One notice at a time, with its details behind a button.

    What was done is told for some seconds, unless one reads its details; what went wrong stays,
    and so does what offers to do more.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Midlight)
        self._kind = Kind.DONE
        self._offers = False
        self._asking: _Notice | None = None
        self._waiting: _Notice | None = None
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setObjectName("noticeText")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._more = QPushButton(self.tr("Details"))
        self._more.setCheckable(True)
        close = QToolButton()
        close.setAutoRaise(True)
        set_icon(close, "x")
        close.setAccessibleName(self.tr("Close this notice"))
        close.setToolTip(close.accessibleName())
        close.clicked.connect(self.hide)
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setAccessibleName(self.tr("Details"))
        self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._details.setFixedHeight(150)
        self._more.toggled.connect(self._details.setVisible)
        self._timer = QTimer(self, singleShot=True, interval=_DONE_MS)
        self._timer.setObjectName("noticeTimer")
        self._timer.timeout.connect(self.hide)
        self._more.toggled.connect(self._timer.stop)
        self._deeds = QHBoxLayout()
        self._deeds.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._sign)
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._said.setSpacing(8)
        self._said.addWidget(self._text, 1)
        self._said.addLayout(self._deeds)
        line.addLayout(self._said, 1)
        line.addWidget(self._more)
        line.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 6, 6, 6)
        box.addLayout(line)
        box.addWidget(self._details)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, or nothing while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def tell(
        self, text: str, kind: Kind = Kind.DONE, details: str = "", deeds: Sequence[Deed] = ()
    ) -> None:
        """Show a notice in the place of the one before.

        Args:
            text: What it says.
            kind: What it is.
            details: What is behind a button.
            deeds: What can be done about it, a button each.
        """
        if self._asking is not None:
            self._waiting, self._asking = self._asking, None
        self._kind = kind
        self._offers = bool(deeds)
        self._offer(deeds)
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._details.setPlainText(details)
        self._more.setChecked(False)
        self._details.hide()
        self._more.setVisible(bool(details))
        self._fit()
        self._colour()
        self.show()
        if kind is Kind.DONE and not deeds:
            self._timer.start()
        else:
            self._timer.stop()

    def tell_when_free(
        self, text: str, kind: Kind = Kind.DONE, details: str = "", deeds: Sequence[Deed] = ()
    ) -> None:
        """Show a notice once nobody has to read or answer the one that is shown; see `tell`.

        Where something more urgent comes between, it is shown again after that. Of several that
        wait, the last is shown.
        """
        notice = (text, kind, details, tuple(deeds))
        urgent = self._kind is not Kind.DONE or self._offers
        if not self.isHidden() and self._asking is None and urgent:
            self._waiting = notice
            return
        self._asking = self._waiting = None
        self.tell(*notice)
        self._asking = notice

    def withdraw(self) -> None:
        """Show no longer what `tell_when_free` told, nor what of it still waits."""
        self._waiting = None
        if self._asking is not None:
            self.hide()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self.isHidden():  # the window went, not the notice
            return
        self._asking = None
        if self._waiting is not None:
            QTimer.singleShot(0, self, self._show_waiting)

    def _show_waiting(self) -> None:
        if self._waiting is not None and self.isHidden():
            self.tell_when_free(*self._waiting)

    def _offer(self, deeds: Sequence[Deed]) -> None:
        while (old := self._deeds.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text, do in deeds:
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, do=do: do())
            self._deeds.addWidget(button)
        self._deeds.addStretch(1)

    def _fit(self) -> None:
        """Have the buttons beside the words, or below them where there is less room."""
        offered = self._deeds.sizeHint().width()
        room = self.width() - offered - self._sign.width() - _ASIDE
        below = bool(offered) and room < self._text.fontMetrics().averageCharWidth() * _LINE
        direction = QBoxLayout.Direction
        self._said.setDirection(direction.TopToBottom if below else direction.LeftToRight)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def tell_error(self, what: str, error: BaseException) -> None:
        """Show what an exception means for the user, its trace behind the button."""
        if isinstance(error, TfrError):
            self.tell(str(error), Kind.ERROR)
            return
        if isinstance(error, OSError) and error.strerror:
            parts = [what, *([str(error.filename)] if error.filename else []), error.strerror]
            self.tell(f"{': '.join(parts)}.", Kind.ERROR)
            return
        trace = "".join(traceback.format_exception(error))
        self.tell(f"{what}: {error or type(error).__name__}", Kind.ERROR, trace)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_sign"):
            self._colour()

    def _colour(self) -> None:
        colours = {Kind.ERROR: error_colour, Kind.WARNING: warning_colour, Kind.DONE: muted_text}
        colour = colours[self._kind](self.palette()).name()
        pixmap = icon(self._kind.value, colour=colour).pixmap(18, 18)
        self._sign.setPixmap(pixmap)
