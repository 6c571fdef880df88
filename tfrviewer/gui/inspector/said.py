"""What the reader said of the current tile: its flag, to be chosen by mouse as well, and a note."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from tfrviewer.gui.flags.marks import flag_icon, flag_sign, flag_text
from tfrviewer.review.names import LONGEST_NOTE, REJECT, UNSURE

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

_SIDE: Final = 16


class SaidStrip(QWidget):
    """A button that shows the flag and offers the others, and the line of the note.

    Signals:
        flag_asked: Another flag was chosen; its name, "" for none.
        left: The note is written, or given up.
    """

    flag_asked = Signal(str)
    left = Signal()

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saidStrip")
        self._session = session
        self._number = -1
        self._button = QToolButton()
        self._button.setObjectName("flagButton")
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setIconSize(QSize(_SIDE, _SIDE))
        self._button.setAutoRaise(True)
        self._menu = QMenu(self)
        self._menu.setObjectName("flagMenu")
        self._menu.aboutToShow.connect(self._fill)
        self._button.setMenu(self._menu)
        self._note = QLineEdit()
        self._note.setObjectName("noteLine")
        self._note.setAccessibleName(self.tr("Note"))
        self._note.setPlaceholderText(self.tr("Note (N)"))
        self._note.setMaxLength(LONGEST_NOTE)
        self._note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._note.editingFinished.connect(self.keep)
        self._note.installEventFilter(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._button)
        layout.addWidget(self._note, 1)
        session.current_changed.connect(self._follow)
        session.leaving.connect(self.keep)
        session.dataset_changed.connect(self._leave)
        session.flags.changed.connect(self._show)
        session.flags.classes_changed.connect(self._show)
        self._show()

    @property
    def note_line(self) -> QLineEdit:
        """The line of the note."""
        return self._note

    @property
    def button(self) -> QToolButton:
        """The button of the flag."""
        return self._button

    def edit(self) -> None:
        """Go to the line of the note."""
        self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._note.selectAll()

    @Slot()
    def keep(self) -> None:
        """Keep the note as it is written."""
        flags = self._session.flags
        if 0 <= self._number < self._session.n_records and self._note.isModified():
            self._note.setModified(False)
            flags.note(self._number, self._note.text())

    def take_back(self, note: str) -> None:
        """Have a note of the tile that could not be kept as it was written, to be kept anew."""
        self._note.setText(note)
        self._note.setModified(True)

    @Slot(int)
    def _follow(self, number: int) -> None:
        self.keep()
        self._number = number
        self._note.setModified(False)
        self._show()

    @Slot()
    def _leave(self) -> None:
        self._number = -1
        self._note.setModified(False)
        self._show()

    @Slot()
    def _show(self) -> None:
        flags, there = self._session.flags, self._number >= 0
        name = flags.flag_of(self._number) if there else None
        self._button.setText(flag_text(name) if name else self.tr("No flag"))
        self._button.setIcon(self._icon(name) if name else QIcon())
        told = self.tr("Flag: {0}").format(flag_text(name)) if name else self.tr("No flag")
        self._button.setAccessibleName(told)
        self._button.setToolTip(self.tr("What is said of this tile, by {0}").format(flags.reader))
        self.setEnabled(there)
        if not self._note.isModified():  # what is being written is not overwritten
            self._note.setText(flags.note_of(self._number) if there else "")
            self._note.setCursorPosition(0)

    def _icon(self, name: str) -> QIcon:
        return flag_icon(name, flag_sign(name, self._session.flags.classes))

    @Slot()
    def _fill(self) -> None:
        """Offer the flags there are, with their keys."""
        self._menu.clear()
        classes = self._session.flags.classes
        present = self._session.flags.flag_of(self._number) or ""
        keys = {name: str(key) for key, name in classes.items()} | {REJECT: "X", UNSURE: "U"}
        for name in keys:
            action = QAction(self._icon(name), flag_text(name).replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.setChecked(name == present)
            action.setText(f"{action.text()}\t{keys[name]}")
            action.triggered.connect(lambda _=False, it=name: self.flag_asked.emit(it))
            self._menu.addAction(action)
        self._menu.addSeparator()
        none = self._menu.addAction(self.tr("No flag"))
        none.setEnabled(bool(present))
        none.triggered.connect(lambda: self.flag_asked.emit(""))

    @override
    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Return keeps the note and goes back to the tiles; Escape gives up what was written."""
        if watched is self._note and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and event.key() == Qt.Key.Key_Escape:
                self._note.setModified(False)
                self._show()
                self.left.emit()
                return True
            if is_press and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.keep()
                self.left.emit()
                return True
        return False
