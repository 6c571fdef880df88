"""The filter line: a condition in SQL, completed from the columns, applied to every view."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.filter.completion import Completion
from tfrviewer.gui.filter.menus import (
    ask_name,
    copy_text,
    history_menu,
    saved_menu,
    show_below,
)
from tfrviewer.gui.filter.message import Message
from tfrviewer.gui.filter.places import fault_at
from tfrviewer.gui.filter.saved import SavedFilters
from tfrviewer.gui.theme import error_colour, muted_text

MAX_HISTORY = 30


class FilterLine(QLineEdit):
    """One line of condition.

    It is applied while one types, as soon as typing rests and it can be understood, and by
    Return. What is wrong with it is underlined; a sign at its end marks it, and says why in its
    tool tip; Return, or leaving the line, tells it outright.

    Signals:
        asked: Apply this condition.
        left: The user is done with the line and wants to be back in the views.
        values_wanted: The values of a column are wanted, to complete them; see `set_values`.
    """

    asked = Signal(str)
    left = Signal()
    values_wanted = Signal(str)

    def __init__(self, saved: SavedFilters | None = None, parent: QWidget | None = None) -> None:
        """Make an empty line.

        Args:
            saved: The filters kept; without them it offers none and keeps none.
            parent: Its owner.
        """
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
        self._saved = saved
        at_start = QLineEdit.ActionPosition.LeadingPosition
        before = self.addAction(icon("filter"), at_start)
        before.setObjectName("filterHistoryButton")
        before.setToolTip(self.tr("Filters applied before (Alt+Down)"))
        set_icon(before, "filter")
        before.triggered.connect(self.show_history)
        self._star = self.addAction(icon("star"), at_start)
        self._star.setObjectName("savedFiltersButton")
        self._star.setToolTip(self.tr("Filters kept under a name"))
        self._star.triggered.connect(self.show_saved)
        self._star.setVisible(saved is not None)
        if saved is not None:
            saved.changed.connect(self._show_star)
        self._mark = self.addAction(icon("alert-circle"), QLineEdit.ActionPosition.TrailingPosition)
        self._mark.setObjectName("filterMark")
        self._mark.setVisible(False)
        self._mark.triggered.connect(self._show_message)
        self._counts = QLabel(self)
        self._counts.setObjectName("filterCounts")
        self._counts.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._message = Message(self)
        self._told = ""
        self._applied = ""
        self._must_tell = False
        self._fault: tuple[int, int] | None = None
        self._history: list[str] = []
        self._columns: list[str] = []
        self._timer = QTimer(self, singleShot=True, interval=350)
        self._timer.timeout.connect(self._apply_quietly)
        self.completion = Completion(self)
        self.completion.values_wanted.connect(self.values_wanted)
        self.completion.chosen.connect(self._timer.start)
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(self.apply)
        self._show_star()
        self._colour()

    # ---------------------------------------------------------------- what others tell it

    def set_columns(self, columns: Sequence[str]) -> None:
        """Say which names there are to complete, as a condition writes them."""
        self._columns = list(columns)
        self.completion.set_columns(columns)

    def set_values(self, column: str, values: Sequence[tuple[str, int]]) -> None:
        """Say which texts a column holds, and how often, the most frequent first."""
        self.completion.set_values(column, values)

    def forget_values(self) -> None:
        """Ask anew which values there are: the records are others."""
        self.completion.forget_values()

    def set_history(self, history: Sequence[str]) -> None:
        """Say which conditions were applied before, the latest first."""
        self._history = list(history)[:MAX_HISTORY]

    @property
    def history(self) -> list[str]:
        """The conditions applied, the latest first."""
        return self._history

    @property
    def applied(self) -> str:
        """The condition that holds."""
        return self._applied

    def set_condition(self, text: str) -> None:
        """Put a condition into the line and apply it."""
        self.setText(text)
        self.apply()

    def begin(self, words: str) -> None:
        """Come to the keyboard with the first words of a condition."""
        self.setText(f"{words} ")
        self.setFocus()
        self.setCursorPosition(len(self.text()))

    def show_applied(self, text: str, counts: str) -> None:
        """Say that a condition was applied, and what it left."""
        self._applied = text
        self._must_tell = False
        if self.text().strip() == text:
            self._told = ""
            self._mark.setVisible(False)
            self._underline(None)
        self._hide_message()
        self._show_star()
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
        if self._must_tell or not self.completion.popup.isVisible():  # else it is half typed
            self._underline(fault_at(self.text(), self._names()))
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
        self.completion.offer()

    def _changed(self, text: str) -> None:
        self._must_tell = False
        self._told = ""
        self._mark.setVisible(False)
        self._underline(None)
        self._hide_message()
        self._show_counts()
        self._show_star()
        if not text.strip():
            self._timer.stop()
            self.asked.emit("")

    def _recall(self, step: int) -> None:
        """Step through the history, as a shell does."""
        known = ["", *self._history]
        here = known.index(self.text().strip()) if self.text().strip() in known else 0
        self.setText(known[min(max(here + step, 0), len(known) - 1)])

    # ---------------------------------------------------------------- history and filters kept

    def show_history(self) -> None:
        """Show the conditions applied before."""
        show_below(history_menu(self), self)

    def show_saved(self) -> None:
        """Show the filters kept under a name."""
        if self._saved is not None:
            show_below(saved_menu(self, self._saved, self._names()), self)

    def keep_filter(self) -> None:
        """Ask for a name and keep the condition under it."""
        text = self.text().strip()
        if text and self._saved is not None:
            ask_name(self, self._saved, text)

    def copy_condition(self) -> None:
        """Put the condition on the clipboard."""
        copy_text(self.text().strip())

    def _names(self) -> set[str]:
        return {
            name[1:-1].replace('""', '"') if name.startswith('"') else name
            for name in self._columns
        }

    def _show_star(self) -> None:
        if self._saved is not None:
            kept = bool(self._saved.name_of(self.text())) if self.text().strip() else False
            if kept != self._star.property("kept"):
                self._star.setProperty("kept", kept)
                set_icon(self._star, "star-filled" if kept else "star")

    # ---------------------------------------------------------------- Qt's events

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.addSeparator()
        menu.addAction(self.tr("Filters Applied Before"), self.show_history)
        if self._saved is not None:
            menu.addAction(self.tr("Filters Kept"), self.show_saved)
            menu.addAction(self.tr("Keep This Filter…"), self.keep_filter)
        menu.addAction(self.tr("Copy Condition"), self.copy_condition)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self.completion.popup
        key = event.key()
        if popup.isVisible() and key in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Tab,
            Qt.Key.Key_Escape,
        ):
            event.ignore()  # the completer takes it
            return
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Down and alt:
            self.show_history()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not popup.isVisible():
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

    def _underline(self, fault: tuple[int, int] | None) -> None:
        """Underline a part of the text; a line has no other way to be told of formats."""
        attributes = []
        if fault is not None:
            form = QTextCharFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            form.setUnderlineColor(error_colour(self.palette()))
            form.setForeground(error_colour(self.palette()))
            kind = QInputMethodEvent.AttributeType.TextFormat
            start = fault[0] - self.cursorPosition()
            length = fault[1] - fault[0]
            attributes = [QInputMethodEvent.Attribute(kind, start, length, form)]
        self._fault = fault
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))

    @property
    def fault(self) -> tuple[int, int] | None:
        """Where what is underlined begins and ends, None if nothing is."""
        return self._fault

    def _show_message(self) -> None:
        self._message.show_below(self, self._told)
        self.setAccessibleDescription(self._told)

    def _hide_message(self) -> None:
        self._message.hide()
        self.setAccessibleDescription("")
