"""What fills the map: one slide, a word on why there is none, or all slides beside each other."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tfrviewer.gui.location_map.canvas import MapCanvas
from tfrviewer.gui.location_map.message import MessagePage
from tfrviewer.gui.location_map.multiples.view import AllSlides


class MapPages(QStackedWidget):
    """Shows one page; the keyboard goes with it.

    Args:
        canvas: The map of one slide.
        message: Why there is none.
        make_all: Makes the maps of all slides, when they are first asked for.

    Signals:
        turned: Another page is shown.
        all_changed: All slides are shown now, or one alone.
    """

    turned = Signal()
    all_changed = Signal(bool)

    def __init__(
        self, canvas: MapCanvas, message: MessagePage, make_all: Callable[[], AllSlides]
    ) -> None:
        super().__init__()
        self._canvas = canvas
        self._page: QWidget = message  # of one slide
        self._make_all = make_all
        self._all: AllSlides | None = None
        self.addWidget(message)
        self.addWidget(canvas)
        self.setFocusProxy(message)

    @property
    def has_map(self) -> bool:
        """Whether the slide in focus has a map, whether or not it is shown now."""
        return self._page is self._canvas

    @property
    def shows_map(self) -> bool:
        """Whether the map of one slide is shown."""
        return self.currentWidget() is self._canvas

    @property
    def shows_all(self) -> bool:
        """Whether all slides are shown beside each other."""
        return self._all is not None and self.currentWidget() is self._all

    def is_settled(self) -> bool:
        """Whether the maps of all slides are drawn, if they are seen."""
        return self._all is None or self._all.is_settled()

    def show_page(self, page: QWidget) -> None:
        """Show a page of one slide, now or once all slides are no longer shown."""
        self._page = page
        if not self.shows_all:
            self._turn(page)

    def show_all(self, *, on: bool) -> None:
        """Show all slides beside each other, or one alone."""
        if on == self.shows_all:
            return
        if self._all is None:
            self._all = self._make_all()
            self.addWidget(self._all)
        self._turn(self._all if on else self._page)
        self.all_changed.emit(on)

    def _turn(self, page: QWidget) -> None:
        before = self.currentWidget()
        if page is not before:
            within = self.focusWidget()
            had_focus = within is not None and within.hasFocus()
            self.setFocusProxy(page)
            self.setCurrentWidget(page)
            if had_focus:
                page.setFocus()
        self.turned.emit()
