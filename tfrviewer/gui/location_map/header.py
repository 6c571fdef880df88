"""The line above the map: which slide, what dragging does, how large."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.alike_names import AlikeNamesBox
from tfrviewer.gui.assets import set_icon
from tfrviewer.gui.location_map.canvas import ZOOM_STEP, MapCanvas, MouseMode

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

_ZOOMS_FROM = 340  # a narrower header has no buttons to zoom
_LETTERS = 8  # of the slide's name that are always seen


class MapHeader(QWidget):
    """Chooses the slide and the mouse mode, and zooms.

    Signals:
        slide_chosen: A slide is to be shown; its file number.
    """

    slide_chosen = Signal(int)

    def __init__(self, session: "Session", canvas: MapCanvas, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("locationMapHeader")
        self._session = session
        self._focus = -1
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 3, 4, 3)
        row.setSpacing(2)
        self._previous = self._button(
            "chevron-left", self.tr("Previous slide"), "PgUp", "locationMapPrevious"
        )
        self._slides = AlikeNamesBox()
        self._slides.setObjectName("locationMapSlide")
        self._slides.setAccessibleName(self.tr("Slide on the map"))
        self._slides.setToolTip(self.tr("The slide on the map"))
        self._slides.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._slides.setMinimumContentsLength(_LETTERS)
        self._slides.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._slides.setMaxVisibleItems(24)
        self._slides.activated.connect(self.slide_chosen)
        self._next = self._button(
            "chevron-right", self.tr("Next slide"), "PgDown", "locationMapNext"
        )
        self._previous.clicked.connect(lambda: self.slide_chosen.emit(self._focus - 1))
        self._next.clicked.connect(lambda: self.slide_chosen.emit(self._focus + 1))
        row.addWidget(self._previous)
        row.addWidget(self._slides, 1)
        row.addWidget(self._next)
        row.addSpacing(6)
        self._modes = QButtonGroup(self)
        self._mode_buttons: dict[MouseMode, QToolButton] = {}
        for mode, name, text, key in (
            (MouseMode.SELECT, "marquee-2", self.tr("Drag to select tiles in a box"), "S"),
            (MouseMode.LASSO, "lasso", self.tr("Drag to select tiles with a lasso"), "L"),
            (MouseMode.PAN, "arrows-move", self.tr("Drag to move the map"), "G"),
        ):
            button = self._button(name, text, key, f"locationMap{mode.name.title()}")
            button.setCheckable(True)
            button.setChecked(mode is canvas.mode)
            self._modes.addButton(button)
            self._mode_buttons[mode] = button
            button.clicked.connect(lambda _=False, mode=mode: canvas.set_mode(mode))
            row.addWidget(button)
        self._add_hints()
        canvas.mode_changed.connect(lambda mode: self._mode_buttons[mode].setChecked(True))
        row.addSpacing(6)
        out = self._button("zoom-out", self.tr("Zoom out"), "-", "locationMapZoomOut")
        into = self._button("zoom-in", self.tr("Zoom in"), "+", "locationMapZoomIn")
        fit = self._button("maximize", self.tr("Show the whole slide"), "0", "locationMapFit")
        out.clicked.connect(lambda: canvas.zoom(1 / ZOOM_STEP))
        into.clicked.connect(lambda: canvas.zoom(ZOOM_STEP))
        fit.clicked.connect(canvas.fit)
        for button in (out, into):
            button.setAutoRepeat(True)
        self._zooms = (out, into, fit)
        for button in self._zooms:
            row.addWidget(button)
        self.show_slides()

    def _button(self, icon: str, text: str, key: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setAccessibleName(text)
        button.setToolTip(f"{text} ({key})")
        set_icon(button, icon)
        return button

    def _add_hints(self) -> None:
        pan = self._mode_buttons[MouseMode.PAN]
        hint = self.tr("Shift adds, Alt takes away; the right button moves the map")
        for mode in (MouseMode.SELECT, MouseMode.LASSO):
            button = self._mode_buttons[mode]
            button.setToolTip(f"{button.toolTip()}\n{hint}")
        pan.setToolTip(f"{pan.toolTip()}\n{self.tr('The wheel scales about the pointer')}")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The name of the slide is worth more room than what wheel and keys do as well.
        for button in self._zooms:
            button.setVisible(self.width() >= _ZOOMS_FROM)

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for what is never hidden, else the map could not become narrow again."""
        size = super().minimumSizeHint()
        shown = [button for button in self._zooms if not button.isHidden()]
        spare = sum(button.sizeHint().width() + 2 for button in shown)
        return QSize(size.width() - spare, size.height())

    def set_map_shown(self, *, shown: bool) -> None:
        """Enable what acts on the map, or disable it while there is none."""
        for button in (*self._zooms, *self._mode_buttons.values()):
            button.setEnabled(shown)

    def clear(self) -> None:
        """Forget the slides: there is another dataset."""
        self._slides.clear()
        self.show_slides()

    def show_slides(self) -> None:
        """Take slides that came in, and show which one is in focus."""
        files = self._session.files
        known = self._slides.count()
        if len(files) > known:
            self._slides.addItems([file.name for file in files[known:]])
        self._focus = self._session.focus_file
        if self._focus != self._slides.currentIndex():
            self._slides.setCurrentIndex(self._focus if self._focus < len(files) else -1)
        self._slides.setEnabled(len(files) > 0)
        self._previous.setEnabled(self._focus > 0)
        self._next.setEnabled(0 <= self._focus < len(self._session.paths) - 1)
