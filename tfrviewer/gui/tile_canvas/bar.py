"""The tool bar above pictures: each button an action with its key in the tool tip."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QToolBar, QWidget

from tfrviewer.gui.assets import set_icon


class TileBar(QToolBar):
    """A tool bar of a window with pictures, which holds the actions of that window.

    Args:
        title: What it is, for screen readers.
        window: The window; its keys work wherever in it the focus is.
    """

    def __init__(self, title: str, window: QWidget) -> None:
        super().__init__(title, window)
        self._window = window
        self.setIconSize(QSize(20, 20))
        self.setMovable(False)

    def add(
        self,
        name: str,
        icon: str,
        text: str,
        keys: Sequence[str],
        run: Callable[..., object],
        *,
        switch: bool | None = None,
        shown: bool = True,
    ) -> QAction:
        """Add an action.

        Args:
            name: Its object name.
            icon: Its icon; "" shows the text.
            text: What it does.
            keys: The keys that do it, the first one told.
            run: What it does; a switch is given its new state.
            switch: Whether it is on at first; None if it is no switch.
            shown: Whether it has a button; one without is in the menu of the picture alone.
        """
        action = QAction(text, self._window)
        action.setObjectName(name)
        if icon:
            set_icon(action, icon)
        shortcuts = [QKeySequence(key) for key in keys]
        action.setShortcuts(shortcuts)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        native = QKeySequence.SequenceFormat.NativeText
        told = shortcuts[0].toString(native) if shortcuts else ""
        action.setToolTip(f"{text} ({told})" if told else text)
        if switch is None:
            action.triggered.connect(lambda _checked=False: run())
        else:
            action.setCheckable(True)
            action.setChecked(switch)
            action.toggled.connect(run)
        if shown:
            self.addAction(action)
            button = self.widgetForAction(action)
            if button is not None:
                button.setAccessibleName(text)
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        else:
            self._window.addAction(action)
        return action

    def add_label(self, name: str, widest: str = "") -> QLabel:
        """Add a text that is as wide as `widest` at least."""
        label = QLabel()
        label.setObjectName(name)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setContentsMargins(6, 0, 6, 0)
        if widest:
            label.setMinimumWidth(label.fontMetrics().horizontalAdvance(widest) + 12)
        self.addWidget(label)
        return label
