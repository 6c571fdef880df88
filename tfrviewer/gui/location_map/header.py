"""The line above the map: which slide, what dragging does, what is seen, how large.

It stays usable however narrow the map is: what has no room goes to the menu at its end, or to a
second line.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.assets import set_icon
from tfrviewer.gui.location_map.canvas import ZOOM_STEP, MapCanvas, MouseMode
from tfrviewer.gui.location_map.slide_chooser import SlideChooser

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfrviewer.gui.session import Session

_LETTERS = 8  # of the slide's name that are always seen
_ZOOMS_FROM = 560  # a narrower header has no buttons to zoom
_ONE_LINE_FROM = 460  # a narrower one has what chooses the colours on a second line
_MODES_FROM = 350  # a narrower one has one button for all that dragging can do


class MapHeader(QWidget):
    """Chooses the slide, what dragging does and what is seen, and zooms.

    Attributes:
        menu: What else can be done; whoever does it adds its actions.

    Signals:
        slide_chosen: A slide is to be shown; its file number.
        pictures_asked: Tiles are to be shown as their pictures, or as squares.
        all_slides_asked: All slides are to be shown beside each other, or one alone.
    """

    slide_chosen = Signal(int)
    pictures_asked = Signal(bool)
    all_slides_asked = Signal(bool)

    def __init__(
        self,
        session: "Session",
        canvas: MapCanvas,
        parent: QWidget,
        *,
        colour_by: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("locationMapHeader")
        self._session = session
        self._canvas = canvas
        self._focus = -1
        self._colour_by = colour_by
        self._is_narrow = False
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(4, 3, 4, 3)
        lines.setSpacing(2)
        for line in (self._first, self._second):
            line.setSpacing(2)
            lines.addLayout(line)
        self._add_slides()
        self._add_modes()
        self._add_shown()
        self._add_zooms()
        if colour_by is not None:
            self._first.addSpacing(6)
            self._first.addWidget(colour_by)
            colour_by.show()
        self._add_menu()
        self.show_slides()

    # ---------------------------------------------------------------- making it

    def _button(self, icon: str, text: str, key: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setAccessibleName(text)
        button.setToolTip(f"{text} ({key})" if key else text)
        set_icon(button, icon)
        return button

    def _add_slides(self) -> None:
        row = self._first
        self._previous = self._button(
            "chevron-left", self.tr("Previous slide"), "PgUp", "locationMapPrevious"
        )
        self._slides = SlideChooser()
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
        row.addSpacing(4)

    def _add_modes(self) -> None:
        """Add a button for each thing that dragging does, and one for all where it is narrow."""
        hint = self.tr("Shift adds, Alt takes away; the right button moves the map")
        moving = self.tr("The wheel scales about the pointer")
        self._modes = QActionGroup(self)
        self._mode_actions: dict[MouseMode, QAction] = {}
        self._mode_buttons: list[QToolButton] = []
        menu = QMenu(self)
        for mode, icon, text, key, more in (
            (MouseMode.SELECT, "marquee-2", self.tr("Drag to select tiles in a box"), "S", hint),
            (MouseMode.LASSO, "lasso", self.tr("Drag to select tiles with a lasso"), "L", hint),
            (MouseMode.PAN, "arrows-move", self.tr("Drag to move the map"), "G", moving),
        ):
            action = QAction(text, self._modes)
            set_icon(action, icon)
            action.setCheckable(True)
            action.setChecked(mode is self._canvas.mode)
            action.setToolTip(f"{text} ({key})\n{more}")
            action.triggered.connect(lambda _=False, mode=mode: self._canvas.set_mode(mode))
            self._mode_actions[mode] = action
            menu.addAction(action)
            button = self._button(icon, text, key, f"locationMap{mode.name.title()}")
            button.setDefaultAction(action)
            self._mode_buttons.append(button)
            self._first.addWidget(button)
        self._mode = self._button("marquee-2", self.tr("What dragging does"), "", "locationMapMode")
        self._mode.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._mode.setMenu(menu)
        self._first.addWidget(self._mode)
        self._canvas.mode_changed.connect(self._show_mode)
        self._show_mode(self._canvas.mode)

    def _add_shown(self) -> None:
        text = self.tr("Show the tiles themselves")
        self._pictures = self._button("photo", text, "T", "locationMapPictures")
        more = self.tr("The slide put together again from its tiles, instead of squares")
        self._pictures.setToolTip(f"{self._pictures.toolTip()}\n{more}")
        self._all = self._button(
            "layout-dashboard", self.tr("All slides beside each other"), "A", "locationMapAll"
        )
        self._first.addSpacing(4)
        for button, asked in (
            (self._pictures, self.pictures_asked),
            (self._all, self.all_slides_asked),
        ):
            button.setCheckable(True)
            button.clicked.connect(asked)
            self._first.addWidget(button)

    def _add_zooms(self) -> None:
        canvas = self._canvas
        self._first.addSpacing(4)
        self._zooms: list[QToolButton] = []
        self._zoom_actions: list[QAction] = []
        deeds: tuple[tuple[str, str, str, str, Callable[[], None]], ...] = (
            ("zoom-out", self.tr("Zoom out"), "-", "Out", lambda: canvas.zoom(1 / ZOOM_STEP)),
            ("zoom-in", self.tr("Zoom in"), "+", "In", lambda: canvas.zoom(ZOOM_STEP)),
            ("maximize", self.tr("Show the whole slide"), "0", "", canvas.fit),
        )
        for icon, text, key, name, do in deeds:
            button = self._button(
                icon, text, key, f"locationMapZoom{name}" if name else "locationMapFit"
            )
            button.setAutoRepeat(bool(name))
            button.clicked.connect(do)
            self._zooms.append(button)
            self._first.addWidget(button)
            action = QAction(text, self)
            set_icon(action, icon)
            action.triggered.connect(do)
            self._zoom_actions.append(action)

    def _add_menu(self) -> None:
        self.menu = QMenu(self)
        self.menu.setObjectName("locationMapMenu")
        self.menu.setToolTipsVisible(True)
        self.menu.addActions(self._zoom_actions)
        self._more = self._button("dots", self.tr("More of the map"), "", "locationMapMore")
        # Not the button's own menu: that would have an arrow painted over the dots.
        self._more.clicked.connect(self._show_menu)
        self._first.addWidget(self._more)

    def _show_menu(self) -> None:
        corner = self._more.mapToGlobal(self._more.rect().bottomRight())
        self.menu.popup(corner - QPoint(self.menu.sizeHint().width(), 0))

    # ---------------------------------------------------------------- room

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room(event.size().width())

    def _share_room(self, width: int) -> None:
        """Show what there is room for: the name of the slide is worth more than what keys do."""
        for button in self._zooms:
            button.setVisible(width >= _ZOOMS_FROM)
        for action in self._zoom_actions:
            action.setVisible(width < _ZOOMS_FROM)
        for button in self._mode_buttons:
            button.setVisible(width >= _MODES_FROM)
        self._mode.setVisible(width < _MODES_FROM)
        narrow = width < _ONE_LINE_FROM
        if self._colour_by is not None and narrow != self._is_narrow:
            self._is_narrow = narrow
            before, after = self._first, self._second
            if not narrow:
                before, after = after, before
            before.removeWidget(self._colour_by)
            if narrow:
                after.addWidget(self._colour_by, 1)
            else:
                after.insertWidget(after.count() - 1, self._colour_by)

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for what is never hidden, else the map could not become narrow again."""
        always = (self._previous, self._next, self._mode, self._pictures, self._all, self._more)
        width = sum(button.sizeHint().width() + 2 for button in always)
        width += self._slides.minimumSizeHint().width() + 4 + 4 + 4 + 8
        return QSize(width, super().minimumSizeHint().height())

    # ---------------------------------------------------------------- what there is

    def _show_mode(self, mode: MouseMode) -> None:
        action = self._mode_actions[mode]
        action.setChecked(True)
        icons = {MouseMode.SELECT: "marquee-2", MouseMode.LASSO: "lasso"}
        set_icon(self._mode, icons.get(mode, "arrows-move"))
        name = self.tr("What dragging does")
        self._mode.setToolTip(f"{name}: {action.text()}")

    def set_map_shown(self, *, shown: bool) -> None:
        """Enable what acts on the map, or disable it while there is none."""
        for button in (*self._zooms, self._mode, self._pictures):
            button.setEnabled(shown)
        for action in (*self._zoom_actions, *self._mode_actions.values()):
            action.setEnabled(shown)

    def set_pictures_shown(self, shown: bool) -> None:
        """Say whether tiles are shown as their pictures."""
        self._pictures.setChecked(shown)

    def set_all_slides_shown(self, shown: bool) -> None:
        """Say whether all slides are shown beside each other."""
        self._all.setChecked(shown)

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
        self._all.setEnabled(len(files) > 0)
        self._previous.setEnabled(self._focus > 0)
        self._next.setEnabled(0 <= self._focus < len(self._session.paths) - 1)
