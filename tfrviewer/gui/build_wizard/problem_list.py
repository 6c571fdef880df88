"""The list of what was left out, to read, to copy, and to follow to its folder."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFocusRect,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.build.planning.plan import LeftOut
from tfrviewer.errors import Finding, Severity
from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.build_wizard.problem_model import ProblemModel
from tfrviewer.gui.build_wizard.reasons import finding_of, path_of, reasons_text
from tfrviewer.gui.figures import number
from tfrviewer.gui.theme import error_colour, muted_text, warning_colour

_Index = QModelIndex | QPersistentModelIndex
_MARGIN, _SIGN, _GAP = 8, 16, 8
_SIGNS = {
    Severity.ERROR: "alert-circle",
    Severity.WARNING: "alert-triangle",
    Severity.NOTE: "info-circle",
}
_MOST_COPIED = 100_000
_MOST_FOLDERS = 5


class ProblemDelegate(QStyledItemDelegate):
    """Two lines a problem: the file with its folder, and what is wrong with it."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        problem = index.data(ProblemModel.PROBLEM_ROLE)
        finding, path = finding_of(problem), path_of(problem)
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        text = palette.color(role)
        muted = text if selected else muted_text(palette)
        sign = text if selected else _colour(finding.severity, palette)
        metrics = QFontMetrics(option.font)
        top, high = rect.top() + 5, metrics.height()
        at = QRect(rect.left() + _MARGIN, top + (high - _SIGN) // 2, _SIGN, _SIGN)
        icon(_SIGNS[finding.severity], colour=sign.name()).paint(painter, at)
        inside = QRect(at.right() + _GAP, top, rect.right() - _MARGIN - at.right() - _GAP, high)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        middle = Qt.TextElideMode.ElideMiddle
        name = finding.message if path is None else path.name
        shown = QFontMetrics(bold).elidedText(name, middle, inside.width())
        painter.setFont(bold)
        painter.setPen(text)
        painter.drawText(inside, 0, shown)
        used = QFontMetrics(bold).horizontalAdvance(shown) + 2 * _GAP
        folder = index.data(ProblemModel.FOLDER_ROLE)
        painter.setFont(option.font)
        if folder and inside.width() - used > 40:
            painter.setPen(muted)
            room = inside.adjusted(used, 0, 0, 0)
            painter.drawText(room, 0, metrics.elidedText(folder, middle, room.width()))
        if path is not None:
            painter.setPen(text)
            below = inside.translated(0, high + 1)
            end = Qt.TextElideMode.ElideRight
            painter.drawText(below, 0, metrics.elidedText(finding.message, end, below.width()))
        painter.restore()
        if state & QStyle.StateFlag.State_HasFocus and not selected:
            focus = QStyleOptionFocusRect()
            focus.rect = rect
            focus.palette = palette
            kind = QStyle.PrimitiveElement.PE_FrameFocusRect
            option.widget.style().drawPrimitive(kind, focus, painter, option.widget)


def _colour(severity: Severity, palette: QPalette) -> QColor:
    colours = {Severity.ERROR: error_colour, Severity.WARNING: warning_colour}
    return colours.get(severity, muted_text)(palette)


class ProblemView(QTableView):
    """The list itself: several lines can be chosen, copied and followed.

    A table, since lists lay out all of their lines anew when some are added.

    Signals:
        told: Something was done, or cannot be; a sentence.
    """

    told = Signal(str)

    def __init__(self, model: ProblemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems = model
        self.setModel(model)
        self.setItemDelegate(ProblemDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(2 * self.fontMetrics().height() + 11)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.doubleClicked.connect(lambda _: self.open_folders())

    def chosen_lines(self) -> list[int]:
        """Return the lines chosen, from the top; by ranges, since there may be very many."""
        lines: list[int] = []
        chosen = self.selectionModel().selection()
        for part in (chosen.at(i) for i in range(chosen.count())):
            lines += range(part.top(), part.bottom() + 1)
        return sorted(lines)

    def copy(self) -> None:
        """Put what is chosen on the clipboard, or all if nothing is."""
        lines = self.chosen_lines() or range(self._problems.rowCount())
        if not len(lines):
            return
        QGuiApplication.clipboard().setText(self._problems.as_text(lines[:_MOST_COPIED]))
        self.told.emit(self.tr("Copied: {0}").format(number(len(lines[:_MOST_COPIED]))))

    def copy_paths(self) -> None:
        """Put the paths of what is chosen on the clipboard, one a line."""
        paths = [path_of(self._problems.problem(line)) for line in self.chosen_lines()]
        QGuiApplication.clipboard().setText("\n".join(str(path) for path in paths if path))

    def open_folders(self) -> None:
        """Show the folders of what is chosen in the system's own file manager."""
        paths = (path_of(self._problems.problem(line)) for line in self.chosen_lines()[:1000])
        folders = list(dict.fromkeys(path.parent for path in paths if path is not None))
        for folder in folders[:_MOST_FOLDERS]:
            if not show_folder(folder):
                self.told.emit(self.tr("The folder is {0}").format(folder))

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the ends of the list by Home and End, as there is one column."""
        last = self._problems.rowCount() - 1
        if action == QAbstractItemView.CursorAction.MoveHome:
            return self._problems.index(min(0, last), 0)
        if action == QAbstractItemView.CursorAction.MoveEnd:
            return self._problems.index(last, 0)
        return super().moveCursor(action, modifiers)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen_lines():
            self.open_folders()
        else:
            super().keyPressEvent(event)

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        some = bool(self.chosen_lines())
        copy = menu.addAction(icon("copy"), self.tr("&Copy"), self.copy)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        menu.addAction(self.tr("Copy &Paths"), self.copy_paths).setEnabled(some)
        menu.addSeparator()
        opened = menu.addAction(icon("folder-open"), self.tr("&Open Folder"), self.open_folders)
        opened.setEnabled(some)
        menu.popup(self.viewport().mapToGlobal(at))


class ProblemPane(QWidget):
    """The list with a heading that counts the reasons, and the chosen one in full below it.

    Signals:
        told: Something was done, or cannot be; a sentence.
    """

    told = Signal(str)

    def __init__(
        self, name: str, title: str, parent: QWidget | None = None, *, headed: bool = True
    ) -> None:
        """Make an empty one.

        Args:
            name: Of the list, for those who look for it.
            title: What the list is called.
            parent: The page.
            headed: Whether its title stands above it.
        """
        super().__init__(parent)
        self._title = title
        self.model = ProblemModel(self)
        self.view = ProblemView(self.model)
        self.view.setObjectName(name)
        self.view.setAccessibleName(title.replace("&", ""))
        self.view.told.connect(self.told)
        self._heading = QLabel()
        self._heading.setObjectName(f"{name}Heading")
        font = QFont(self._heading.font())
        font.setWeight(QFont.Weight.DemiBold)
        self._heading.setFont(font)
        self._heading.setBuddy(self.view)
        self._heading.setVisible(headed)
        self._reasons = QLabel()
        self._reasons.setObjectName(f"{name}Reasons")
        self._reasons.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._reasons.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._copy = self._button("copy", self.tr("Copy"), self.view.copy)
        self._copy.setToolTip(self.tr("Copy what is chosen, or all (Ctrl+C)"))
        self._open = self._button("folder-open", self.tr("Open folder"), self.view.open_folders)
        self._open.setToolTip(self.tr("Open the folder of what is chosen (Enter)"))
        self._full = QLabel()
        self._full.setObjectName(f"{name}Full")
        self._full.setWordWrap(True)
        self._full.setTextFormat(Qt.TextFormat.PlainText)
        self._full.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._full.setContentsMargins(2, 4, 2, 0)
        self._full.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._full.hide()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._heading)
        top.addWidget(self._reasons, 1)
        top.addWidget(self._copy)
        top.addWidget(self._open)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(top)
        box.addWidget(self.view, 1)
        box.addWidget(self._full)
        self.setFocusProxy(self.view)
        self.view.selectionModel().selectionChanged.connect(self._follow_choice)
        self._tell()

    def _button(self, sign: str, text: str, do: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        set_icon(button, sign)
        button.setAccessibleName(text)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: do())
        return button

    def set_problems(self, problems: Iterable[LeftOut | Finding], source: Path) -> None:
        """Show these."""
        self.model.set_problems(problems, source)
        self._follow_choice()
        self._tell()

    def append(self, problems: Sequence[LeftOut | Finding]) -> None:
        """Show more of them; whoever reads is not moved."""
        if problems:
            self.model.append(problems)
            self._tell()

    def _tell(self) -> None:
        count = self.model.rowCount()
        self._heading.setText(f"{self._title} ({number(count)})" if count else self._title)
        words = reasons_text(self.model.kinds)
        self._reasons.setText(words)
        self._reasons.setToolTip(words)
        self._copy.setEnabled(bool(count))
        self._follow_choice()

    def _follow_choice(self) -> None:
        lines = self.view.selectionModel().selection()
        self._open.setEnabled(not lines.isEmpty())
        current = self.view.currentIndex()
        if lines.isEmpty() or not current.isValid():
            self._full.hide()
            return
        problem = self.model.problem(current.row())
        finding, path = finding_of(problem), path_of(problem)
        words = f"{finding.message} {finding.remedy}".strip()
        self._full.setText(words if path is None else f"{path}\n{words}")
        self._full.show()


def show_folder(folder: Path) -> bool:
    """Show a folder in the system's own file manager; tell whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
