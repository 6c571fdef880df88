"""The finder: a line to type into, and below it what fits, over the top of the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.command_finder.catalogue import entries, record_entry
from tfrviewer.gui.command_finder.entry import Found, find
from tfrviewer.gui.command_finder.results import ResultDelegate, Results
from tfrviewer.gui.focus_return import give_back
from tfrviewer.gui.settings import COMMANDS

if TYPE_CHECKING:
    from tfrviewer.gui.main_window import MainWindow

_WIDTH, _LINES, _TOP = 640, 11, 48
MOST_RECENT = 6


class CommandFinder(QFrame):
    """Finds a command by a few letters and does it.

    It lies over the window and goes with Esc, with a click elsewhere, or when something was done;
    the keyboard is then where it was before, so that a command acts on the view one was in.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._entries = entries(window)
        self._recent = window.settings.lines(COMMANDS)
        self._before = window.focusWidget()
        self.setObjectName("commandFinder")
        self.setAccessibleName(self.tr("Command finder"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.line = QLineEdit()
        self.line.setObjectName("commandLine")
        self.line.setAccessibleName(self.tr("Find a command"))
        self.line.setPlaceholderText(
            self.tr("Find a command, slide, column or setting; a number goes to a record")
        )
        self.line.setClearButtonEnabled(True)
        sign = self.line.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        set_icon(sign, "search")
        self.results = Results(self)
        self.list = QListView()
        self.list.setObjectName("commandList")
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setModel(self.results)
        self.list.setItemDelegate(ResultDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._take)
        self._nothing = QLabel(self.tr("Nothing fits. Fewer letters find more."))
        self._nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._nothing.setContentsMargins(12, 6, 12, 8)
        self._nothing.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(6)
        box.addWidget(self.line)
        box.addWidget(self.list)
        box.addWidget(self._nothing)
        self.line.textChanged.connect(self._look)
        self.line.installEventFilter(self)
        window.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        self._look("")
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def shown(self) -> list[Found]:
        """What is listed, the first line first."""
        lines = map(self.results.found, range(self.results.rowCount()))
        return [found for found in lines if found is not None]

    def dismiss(self) -> None:
        """Go back to where the keyboard was."""
        if self.isHidden():
            return
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if inside:
            give_back(self._before)
        self.deleteLater()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._window.removeEventFilter(self)
        super().hideEvent(event)

    def _look(self, query: str) -> None:
        found = find(query, self._entries, self._recent)
        record = record_entry(self._window, query)
        if record is not None:
            found.insert(0, Found(record))
        self.results.show(found)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        if found:
            self._go_to(0)
        self._place()

    def _go_to(self, line: int) -> None:
        line = min(max(line, 0), self.results.rowCount() - 1)
        index = self.results.index(line)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        found = self.results.found(line)
        if found is not None:
            self.line.setAccessibleDescription(self.results.said(found.entry))
            told = QAccessibleEvent(self.line, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(told)

    def _place(self) -> None:
        window = self._window
        width = min(_WIDTH, window.width() - 32)
        height = self.line.sizeHint().height() + 22
        lines = self.results.rowCount()
        if lines:
            line = self.list.sizeHintForRow(0)
            room = window.height() - _TOP - height - 40
            most = max(min(lines, _LINES, room // line), 1)
            self.list.setFixedHeight(most * line + 2)
            height += most * line + 10
        else:
            height += self._nothing.sizeHint().height() + 6
        self.setGeometry((window.width() - width) // 2, _TOP, width, height)

    def _take(self, index: QModelIndex) -> None:
        found = self.results.found(index.row())
        if found is None or found.entry.why_not:
            return
        entry = found.entry
        if entry.key != "record":
            known = [entry.key, *(key for key in self._recent if key != entry.key)]
            self._window.settings.set(COMMANDS, "\n".join(known[:MOST_RECENT]))
        self.dismiss()
        # Once the keyboard is back in the view that the command is for.
        QTimer.singleShot(0, self._window, entry.do)

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not self.isHidden() and not self.isAncestorOf(now):
            self.dismiss()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window and kind == QEvent.Type.Resize:
            self._place()
        elif watched is self.line and kind == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        line, page = self.list.currentIndex().row(), _LINES - 1
        last = self.results.rowCount() - 1
        match event.key():
            case Qt.Key.Key_Down:
                self._go_to(0 if line == last else line + 1)
            case Qt.Key.Key_Up:
                self._go_to(last if line <= 0 else line - 1)
            case Qt.Key.Key_PageDown:
                self._go_to(line + page)
            case Qt.Key.Key_PageUp:
                self._go_to(line - page)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(self.list.currentIndex())
            case Qt.Key.Key_Escape:
                self.dismiss()
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                pass  # there is nowhere else to go in here
            case _:
                return False
        return True
