"""The filter line: a condition in SQL, completed from the columns, applied to every view."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLabel, QLineEdit, QListView, QWidget
from typing_extensions import override

from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.theme import error_colour, muted_text

MAX_HISTORY = 30
_MESSAGE_WIDTH = 620
_SIGN_PX = 16
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
_WORDS = ("AND", "OR", "NOT", "IS NULL", "IS NOT NULL", "LIKE", "IN", "BETWEEN")
_LAST_WORD = re.compile(r'(?:"[^"]*|[A-Za-z_][\w]*)$')


def quote_text(text: str) -> str:
    """Return a text value as a condition must write it."""
    return "'" + text.replace("'", "''") + "'"


class _Message(QFrame):
    """What is wrong with the condition, right below the line; it takes no focus and no room."""

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
        most = max(min(line.width(), _MESSAGE_WIDTH), 300) - beside
        room = metrics.boundingRect(QRect(0, 0, most, 10_000), int(_WRAP), text).size()
        self._text.setFixedSize(room.width() + 2, room.height())
        height = room.height() + margins.top() + margins.bottom() + frame
        self.resize(room.width() + 2 + beside, height)
        self.move(line.mapTo(window, line.rect().bottomLeft()))
        self.raise_()
        self.show()

    @property
    def text(self) -> str:
        return self._text.text() if not self.isHidden() else ""


class FilterLine(QLineEdit):
    """One line of condition.

    It is applied while one types, as soon as typing rests and it can be understood, and by
    Return. A sign at its end marks what is wrong with it, and says so in its tool tip; Return, or
    leaving the line, tells it outright.

    Signals:
        asked: Apply this condition.
        left: The user is done with the line and wants to be back in the views.
    """

    asked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterLine")
        self.setAccessibleName(self.tr("Filter"))
        self.setPlaceholderText(self.tr("Filter: slide = 'A' AND x > 20000"))
        self.setToolTip(
            self.tr(
                "Show only the records that fulfil a condition, as in SQL. "
                "Return applies it, Esc goes back to the views (Ctrl+F)."
            )
        )
        self.setClearButtonEnabled(True)
        sign = self.addAction(icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        set_icon(sign, "filter")
        self._mark = self.addAction(icon("alert-circle"), QLineEdit.ActionPosition.TrailingPosition)
        self._mark.setObjectName("filterMark")
        self._mark.setVisible(False)
        self._mark.triggered.connect(self._show_message)
        self._counts = QLabel(self)
        self._counts.setObjectName("filterCounts")
        self._counts.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._message = _Message(self)
        self._told = ""
        self._applied = ""
        self._must_tell = False
        self._history: list[str] = []
        self._columns: list[str] = []
        self._timer = QTimer(self, singleShot=True, interval=350)
        self._timer.timeout.connect(self._apply_quietly)
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchStartsWith)
        completer.setWidget(self)
        completer.activated.connect(self._complete)
        self._completer = completer
        self._popup = QListView()
        completer.setPopup(self._popup)
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(self.apply)
        self._colour()

    # ---------------------------------------------------------------- what others tell it

    def set_columns(self, columns: Sequence[str]) -> None:
        """Say which names there are to complete, as a condition writes them."""
        if list(columns) != self._columns:
            self._columns = list(columns)
            self._words.setStringList([*columns, *_WORDS])

    def set_history(self, history: Sequence[str]) -> None:
        """Say which conditions were applied before, the latest first."""
        self._history = list(history)[:MAX_HISTORY]

    @property
    def history(self) -> list[str]:
        """The conditions applied, the latest first."""
        return self._history

    def set_condition(self, text: str) -> None:
        """Put a condition into the line and apply it."""
        self.setText(text)
        self.apply()

    def show_applied(self, text: str, counts: str) -> None:
        """Say that a condition was applied, and what it left."""
        self._applied = text
        self._must_tell = False
        if self.text().strip() == text:
            self._told = ""
            self._mark.setVisible(False)
        self._hide_message()
        if text and self.text().strip() == text:
            self._history = [text, *(old for old in self._history if old != text)][:MAX_HISTORY]
        if not self.hasFocus() and self.text().strip() != text:
            self.setText(text)
        self._counts.setText(counts)
        self._place_counts()

    def show_error(self, message: str) -> None:
        """Say what is wrong with the condition asked for."""
        self._told = message
        colour = error_colour(self.palette()).name()
        self._mark.setIcon(icon("alert-circle", colour=colour))
        self._mark.setToolTip(message)
        self._mark.setVisible(True)
        if self._must_tell:
            self._show_message()

    @property
    def message(self) -> str:
        """The message shown, if any."""
        return self._message.text

    # ---------------------------------------------------------------- what the user does

    def apply(self) -> None:
        """Apply the condition now, and tell what is wrong with it."""
        self._timer.stop()
        self._must_tell = True
        self.asked.emit(self.text().strip())

    def _apply_quietly(self) -> None:
        if self.text().strip() != self._applied:
            self.asked.emit(self.text().strip())

    def _edited(self) -> None:
        self._timer.start()
        word = _LAST_WORD.search(self.text()[: self.cursorPosition()])
        if word is None:
            self._popup.hide()
            return
        self._completer.setCompletionPrefix(word.group())
        model = self._completer.completionModel()
        whole = model.rowCount() == 1 and self._completer.currentCompletion() == word.group()
        if model.rowCount() == 0 or whole:
            self._popup.hide()
        else:
            rect = self.cursorRect()
            rect.setWidth(220)
            self._completer.complete(rect)

    def _complete(self, completion: str) -> None:
        at = self.cursorPosition()
        before, after = self.text()[:at], self.text()[at:]
        word = _LAST_WORD.search(before)
        start = word.start() if word is not None else at
        self.setText(f"{before[:start]}{completion} {after.lstrip()}")
        self.setCursorPosition(start + len(completion) + 1)
        self._timer.start()

    def _changed(self, text: str) -> None:
        self._must_tell = False
        self._told = ""
        self._mark.setVisible(False)
        self._hide_message()
        self._show_counts()
        if not text.strip():
            self._timer.stop()
            self.asked.emit("")

    def _recall(self, step: int) -> None:
        """Step through the history, as a shell does."""
        known = ["", *self._history]
        here = known.index(self.text().strip()) if self.text().strip() in known else 0
        self.setText(known[min(max(here + step, 0), len(known) - 1)])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup
        key = event.key()
        if popup.isVisible() and key in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Tab,
            Qt.Key.Key_Escape,
        ):
            event.ignore()  # the completer takes it
            return
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not popup.isVisible():
            self._recall(1 if key == Qt.Key.Key_Up else -1)
        elif key == Qt.Key.Key_Escape:
            if self._message.isHidden():
                self.left.emit()
            else:
                self._hide_message()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        if self._timer.isActive():
            self.apply()
        elif self._told:
            self._show_message()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_counts()
        self._hide_message()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_counts"):
            self._colour()

    def _colour(self) -> None:
        palette = self._counts.palette()
        palette.setColor(QPalette.ColorRole.WindowText, muted_text(self.palette()))
        self._counts.setPalette(palette)

    def _place_counts(self) -> None:
        size = self._counts.sizeHint()
        right = self.width() - 30  # left of the button that clears the line
        self.setTextMargins(0, 0, size.width() + 8 if self._counts.text() else 0, 0)
        self._counts.setGeometry(right - size.width(), 0, size.width(), self.height())
        self._show_counts()

    def _show_counts(self) -> None:
        """Show the counts of the condition applied, but none beside another one."""
        text = self.text().strip()
        self._counts.setVisible(bool(text) and text == self._applied)

    def _show_message(self) -> None:
        self._message.show_below(self, self._told)
        self.setAccessibleDescription(self._told)

    def _hide_message(self) -> None:
        self._message.hide()
        self.setAccessibleDescription("")
