"""The button that says that records picked by hand alone are shown, or are hidden."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QStyleOptionToolButton, QToolBar, QToolButton, QWidget
from typing_extensions import override

from tfrviewer.gui.assets import set_icon

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from tfrviewer.gui.restriction import Restriction  # numpy, which the start page does without

_SIGN_PX = 14


class RestrictionChip(QToolButton):
    """A restriction beside the condition, in words; a click takes it back.

    Signals:
        removed: Take the restriction back.
    """

    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("restrictionChip")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_icon(self, "x")
        self._entry: QAction | None = None
        self.clicked.connect(self.removed)

    def join(self, bar: QToolBar) -> None:
        """Stand in a toolbar, where there is something to say."""
        self._entry = bar.addWidget(self)
        self.setAutoRaise(False)
        self.show_restriction(None)

    def show_restriction(self, restriction: "Restriction | None") -> None:
        """Say what is shown alone or hidden; nothing for None."""
        if restriction is not None:
            count = QLocale().toString(len(restriction.numbers))
            if restriction.hides:
                text = self.tr("{0} hidden")
                tip = self.tr("Show again the records that were hidden")
            else:
                text = self.tr("{0} selected only")
                tip = self.tr("Show again the records that were not selected")
            self.setText(text.format(count))
            self.setToolTip(tip)
            self.setAccessibleName(self.text())
            self.setAccessibleDescription(tip)
        (self if self._entry is None else self._entry).setVisible(restriction is not None)

    @override
    def initStyleOption(self, option: QStyleOptionToolButton) -> None:
        super().initStyleOption(option)
        option.iconSize = QSize(_SIGN_PX, _SIGN_PX)  # else the toolbar gives its own
