"""Every key that does something, over the window, until the next key."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.action_table import ACTIONS, MENUS
from tfrviewer.gui.actions import MenuSpec, plain, shortcuts, translate
from tfrviewer.gui.focus_return import give_back
from tfrviewer.gui.theme import border_colour, muted_text
from tfrviewer.gui.view_keys import view_keys

_COLUMN, _GAP, _MARGIN = 296, 32, 24
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
_SCROLLING = {
    Qt.Key.Key_Down: 40,
    Qt.Key.Key_Up: -40,
    Qt.Key.Key_PageDown: 400,
    Qt.Key.Key_PageUp: -400,
}


def shortcut_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return for each menu the keys and what they do, then those of the views."""
    by_name = {spec.name: spec for spec in ACTIONS}

    def lines(menu: MenuSpec) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for entry in menu.entries:
            if isinstance(entry, MenuSpec):
                found += lines(entry)
            elif entry in by_name and (keys := shortcuts(by_name[entry])):
                native = QKeySequence.SequenceFormat.NativeText
                text = ", ".join(key.toString(native) for key in keys[:2])
                found.append((text, plain(translate(by_name[entry].text))))
        return found

    groups = [(plain(translate(menu.text)), lines(menu)) for menu in MENUS]
    views = [(keys.title, list(keys.lines)) for keys in view_keys()]
    return [group for group in groups if group[1]] + views


class KeyCaps(QWidget):
    """Keys as they look on a keyboard; several ways to press them side by side."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys.split(", ")
        self.setAccessibleName(keys)
        wide = self.fontMetrics().horizontalAdvance
        self._widths = [wide(key) + 12 for key in self._keys]
        self.setFixedSize(
            sum(self._widths) + 5 * (len(self._keys) - 1) + 2, self.fontMetrics().height() + 6
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        left = 1.0
        for key, width in zip(self._keys, self._widths, strict=True):
            cap = QRectF(left, 1, width, self.height() - 2).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(border_colour(palette), 1))
            painter.setBrush(palette.color(QPalette.ColorRole.Button))
            painter.drawRoundedRect(cap, 4, 4)
            painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            left += width + 5
        painter.end()


class ShortcutsOverlay(QWidget):
    """The keys by menu and by view, in as many columns as there is room for.

    Any key or click takes it away; the arrow keys scroll it where it is too long.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("shortcutsPage")
        self.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.setAccessibleDescription(self.tr("Any key goes back to the window"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before: QWidget | None = window.focusWidget()
        self._groups = [_group(title, lines) for title, lines in shortcut_groups()]
        self._card = QFrame(self)
        self._card.setAutoFillBackground(True)
        self._card.setBackgroundRole(QPalette.ColorRole.Window)
        self._body = QWidget()
        self._columns = QHBoxLayout(self._body)
        self._columns.setContentsMargins(0, 0, 12, 0)
        self._columns.setSpacing(_GAP)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._body)
        heading = QLabel(self.tr("Keyboard Shortcuts"))
        font = QFont(heading.font())
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setWeight(QFont.Weight.DemiBold)
        heading.setFont(font)
        self._hint = QLabel()
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addStretch()
        top.addWidget(self._hint)
        box = QVBoxLayout(self._card)
        box.setContentsMargins(_MARGIN, 18, _MARGIN - 12, _MARGIN - 8)
        box.setSpacing(14)
        box.addLayout(top)
        box.addWidget(self._area, 1)
        self._shown_columns = 0
        window.installEventFilter(self)

    @classmethod
    def show_over(cls, window: QWidget) -> "ShortcutsOverlay":
        """Show the keys over a window, or take them away if they are shown."""
        known = window.findChild(cls)
        if known is not None and known.isVisible():
            known.dismiss()
            return known
        overlay = cls(window)
        overlay.setGeometry(window.rect())
        overlay.show()
        overlay.raise_()
        overlay.setFocus(Qt.FocusReason.PopupFocusReason)
        return overlay

    def dismiss(self) -> None:
        """Go back to the window."""
        if self.isHidden():
            return
        self.hide()
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)
        give_back(self._before)
        self.deleteLater()

    def _flow(self) -> None:
        """Put the groups into columns of about the same length."""
        room = self._card.width() - 2 * _MARGIN
        count = max(1, min(4, (room + _GAP) // (_COLUMN + _GAP)))
        if count == self._shown_columns:
            return
        self._shown_columns = count
        while (old := self._columns.takeAt(0)) is not None:
            column = old.layout()
            while column is not None and column.takeAt(0) is not None:
                pass
            if column is not None:
                column.deleteLater()
        heights = [group.sizeHint().height() + 18 for group in self._groups]
        for widgets in _columns(list(zip(self._groups, heights, strict=True)), count):
            box = QVBoxLayout()
            box.setSpacing(18)
            for widget in widgets:
                box.addWidget(widget)
            box.addStretch()
            self._columns.addLayout(box, 1)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margin = 40 if self.width() > 1000 else 16
        width = min(self.width() - 2 * margin, 4 * _COLUMN + 3 * _GAP + 2 * _MARGIN)
        self._card.resize(width, self.height() - 2 * margin)
        self._flow()
        self._body.adjustSize()
        layout = self._card.layout()
        assert layout is not None
        wanted = self._body.sizeHint().height() + 90
        long = wanted > self.height() - 2 * margin
        scrolling = self.tr("The arrow keys scroll, any other key closes this")
        self._hint.setText(scrolling if long else self.tr("Any key closes this"))
        self._card.resize(width, min(wanted, self.height() - 2 * margin))
        self._card.move((self.width() - width) // 2, (self.height() - self._card.height()) // 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 120))
        painter.setPen(QPen(muted_text(self.palette()), 1))
        painter.drawRect(self._card.geometry().adjusted(-1, -1, 0, 0))
        painter.end()

    @override
    def event(self, event: QEvent) -> bool:
        # Else the shortcuts of the window would act beneath it.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        bar = self._area.verticalScrollBar()
        if key in _MODIFIERS:
            return
        if key in _SCROLLING and bar.maximum() > 0:
            bar.setValue(bar.value() + _SCROLLING[key])
            return
        self.dismiss()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dismiss()


def _columns(groups: list[tuple[QWidget, int]], count: int) -> list[list[QWidget]]:
    """Divide groups, kept in their order, into columns of which the longest is shortest."""
    low, high = max(height for _, height in groups), sum(height for _, height in groups)
    while low < high:
        middle = (low + high) // 2
        if len(_filled(groups, middle)) <= count:
            high = middle
        else:
            low = middle + 1
    return _filled(groups, low)


def _filled(groups: list[tuple[QWidget, int]], most: int) -> list[list[QWidget]]:
    columns: list[list[QWidget]] = [[]]
    used = 0
    for widget, height in groups:
        if used + height > most and columns[-1]:
            columns.append([])
            used = 0
        columns[-1].append(widget)
        used += height
    return columns


def _group(title: str, lines: list[tuple[str, str]]) -> QWidget:
    group = QWidget()
    box = QVBoxLayout(group)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(3)
    heading = QLabel(title)
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    box.addWidget(heading)
    for keys, text in lines:
        # No grid: the longest keys of a group would take room from all of its words.
        line = QHBoxLayout()
        line.setSpacing(12)
        said = QLabel(text)
        said.setWordWrap(True)
        line.addWidget(said, 1)
        line.addWidget(KeyCaps(keys), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(line)
    return group
