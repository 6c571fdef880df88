"""Which columns of a sheet name image, slide and location, and which become features."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from tfrviewer.build.request.request import Sheet
from tfrviewer.gui.build_wizard.looking import SheetHead

_PARTS = ("image", "slide", "x", "y")


class SheetColumns(QWidget):
    """A list of columns for each part of a `Sheet`.

    Attributes:
        sheet: What is chosen; None before a sheet was offered.

    Signals:
        changed: Other columns are chosen; the `Sheet`.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("buildSheetColumns")
        self.sheet: Sheet | None = None
        self._head: SheetHead | None = None
        titles = (
            self.tr("&Image"),
            self.tr("Sli&de"),
            self.tr("&X"),
            self.tr("&Y"),
        )
        called = (
            self.tr("Column of the images"),
            self.tr("Column of the slides"),
            self.tr("Column of x"),
            self.tr("Column of y"),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        self.boxes: dict[str, QComboBox] = {}
        for at, (part, title, name) in enumerate(zip(_PARTS, titles, called, strict=True)):
            box = QComboBox()
            box.setObjectName(f"buildSheet{part.title()}")
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(3)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.activated.connect(self._choose)
            label = QLabel(title)
            label.setBuddy(box)
            grid.addWidget(label, 0, at)
            grid.addWidget(box, 1, at)
            grid.setColumnStretch(at, 1)
            self.boxes[part] = box
        label = QLabel(self.tr("F&eatures"))
        self.features = QToolButton()
        self.features.setObjectName("buildSheetFeatures")
        self.features.setToolTip(self.tr("Which of the other columns become features of a record"))
        self.features.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.features.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.features.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.features.setMinimumWidth(self.fontMetrics().horizontalAdvance("all 100 others") + 24)
        self._menu = QMenu(self.features)
        self._menu.installEventFilter(self)
        self.features.setMenu(self._menu)
        label.setBuddy(self.features)
        grid.addWidget(label, 0, len(_PARTS))
        grid.addWidget(self.features, 1, len(_PARTS))

    def offer(self, head: SheetHead, sheet: Sheet) -> None:
        """Show the columns there are, with those of a sheet chosen."""
        self.sheet, self._head = sheet, head
        for part, box in self.boxes.items():
            box.clear()
            if part == "slide":
                box.addItem(self.tr("by folder or name"), None)
            elif part in ("x", "y"):
                box.addItem(self.tr("from the name"), None)
            for name in head.columns:
                box.addItem(name, name)
            chosen = getattr(sheet, part)
            at = box.findData(chosen)
            if at < 0:
                box.addItem(self.tr("{0} (not there)").format(chosen), chosen)
                at = box.count() - 1
            box.setCurrentIndex(at)
        self._fill_menu()

    def _choose(self) -> None:
        if self.sheet is None:
            return
        chosen = {part: box.currentData() for part, box in self.boxes.items()}
        if (chosen["x"] is None) is not (chosen["y"] is None) and not self._pair(chosen):
            return
        before, taken = self.sheet.features, set(chosen.values())
        features = None if before is None else tuple(n for n in before if n not in taken)
        self._take(replace(self.sheet, **chosen, features=features))

    def _pair(self, chosen: dict[str, str | None]) -> bool:
        """Have a location two columns or none; return whether that is settled."""
        part = next((part for part in ("x", "y") if self.boxes[part] is self.sender()), "x")
        other = "y" if part == "x" else "x"
        name = chosen[part]
        if name is not None:
            likely = name.replace(part, other).replace(part.upper(), other.upper())
            at = self.boxes[other].findData(likely)
            if at < 0 or likely == name:
                return False  # the other one is to be chosen as well
            self.boxes[other].setCurrentIndex(at)
            chosen[other] = likely
        else:
            self.boxes[other].setCurrentIndex(self.boxes[other].findData(None))
            chosen[other] = None
        return True

    def _take(self, sheet: Sheet) -> None:
        if sheet == self.sheet:
            return
        self.sheet = sheet
        self._fill_menu()
        self.changed.emit(sheet)

    # ---------------------------------------------------------------- features

    def _others(self) -> list[str]:
        assert self.sheet is not None
        assert self._head is not None
        taken = {getattr(self.sheet, part) for part in _PARTS}
        return [name for name in self._head.columns if name not in taken]

    def _fill_menu(self) -> None:
        assert self.sheet is not None
        others = self._others()
        known = [action.text() for action in self._menu.actions()]
        names = [name.replace("&", "&&") for name in others]
        chosen = others if self.sheet.features is None else self.sheet.features
        if known != names:
            self._menu.clear()
            for name, text in zip(others, names, strict=True):
                action = self._menu.addAction(text)
                action.setCheckable(True)
                action.setData(name)
                action.toggled.connect(self._choose_features)
        for action in self._menu.actions():
            action.blockSignals(True)
            action.setChecked(action.data() in chosen)
            action.blockSignals(False)
        self.features.setEnabled(bool(others))
        self.features.setText(self._features_text(len(others), len(chosen)))

    def _features_text(self, there: int, chosen: int) -> str:
        if not there:
            return self.tr("none there")
        if chosen == there:
            return self.tr("all {0} others").format(there) if there > 1 else self.tr("1 other")
        return self.tr("{0} of {1}").format(chosen, there)

    def _choose_features(self) -> None:
        assert self.sheet is not None
        actions = self._menu.actions()
        chosen = tuple(action.data() for action in actions if action.isChecked())
        features = None if len(chosen) == len(actions) else chosen
        self._take(replace(self.sheet, features=features))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the menu open while columns are ticked."""
        pressed = event.type() == QEvent.Type.MouseButtonRelease
        if watched is self._menu and pressed:
            action = self._menu.activeAction()
            if action is not None and action.isCheckable():
                action.trigger()
                return True
        return super().eventFilter(watched, event)
