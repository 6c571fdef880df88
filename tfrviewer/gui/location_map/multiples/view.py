"""The maps of all slides with what sorts and scales them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.assets import set_icon
from tfrviewer.gui.grid_fits import Fits
from tfrviewer.gui.location_map.multiples.figures import Figure, Figures, figure_text, figures_of
from tfrviewer.gui.location_map.multiples.grid import SmallMapGrid
from tfrviewer.gui.small_maps import SmallMaps

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from tfrviewer.gui.location_map.colouring.colouring import Colouring
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner

_LABEL_FROM = 300  # a narrower bar has no words before the choice


class AllSlides(QWidget):
    """Small maps of all slides, sortable by any figure; follows the session while it is seen.

    Attributes:
        grid: The maps.

    Signals:
        alone_asked: A slide is to be shown alone; the number of its file.
        settled: All that is seen has been drawn.
    """

    alone_asked = Signal(int)
    settled = Signal()

    def __init__(
        self,
        session: "Session",
        tasks: "TaskRunner",
        colouring: "Colouring | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._colouring = colouring
        self._stale = {"records", "figures", "pictures"}  # what changed while it was not seen
        self._offered: list[Figure] = []
        self.setObjectName("allSlides")
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._fits = Fits(session)
        self._maps = SmallMaps(session, tasks, self._fits, self)
        self._figures = Figures(session, tasks, self._fits, self)
        self.grid = SmallMapGrid(session, self._maps, self._figures, self._fits)
        self._by = QComboBox()
        self._by.setObjectName("allSlidesSort")
        self._by.setAccessibleName(self.tr("Sort slides by"))
        self._by.setToolTip(self.tr("What the slides are sorted by; means are of what is shown"))
        self._by.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._by.setMinimumContentsLength(8)
        self._by.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._by.setMaximumWidth(260)
        self._descending = self._button(
            "sort-ascending", self.tr("Greatest first"), "allSlidesDescending"
        )
        self._same = self._button("ruler", self.tr("Same scale for all"), "allSlidesSameScale")
        self._same.setToolTip(
            self.tr("Draw all slides at one scale, instead of each as large as it fits")
        )
        self._label = QLabel(self.tr("Sort by"))
        self._label.setBuddy(self._by)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 2, 6, 3)
        bar.setSpacing(4)
        bar.addWidget(self._label)
        bar.addWidget(self._by, 1)
        bar.addWidget(self._descending)
        bar.addStretch()
        bar.addWidget(self._same)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setForegroundRole(QPalette.ColorRole.Mid)
        line.setFixedHeight(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(line)
        layout.addWidget(self.grid, 1)
        self.setFocusProxy(self.grid)
        self._offer()
        self._connect()

    def _button(self, icon: str, text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setCheckable(True)
        button.setAccessibleName(text)
        button.setToolTip(text)
        set_icon(button, icon)
        return button

    def _connect(self) -> None:
        session = self._session
        session.dataset_changed.connect(self._take_dataset)
        session.records_changed.connect(self._take_records)
        session.order_changed.connect(self._take_order)
        session.selection_changed.connect(self._take_selection)
        session.findings_changed.connect(self._take_findings)
        session.focus_changed.connect(self._take_focus)
        if self._colouring is not None:
            self._colouring.changed.connect(self._take_colours)
        self._by.activated.connect(lambda _: self._sort())
        self._descending.toggled.connect(self._turn)
        self._same.toggled.connect(self.grid.set_same_scale)
        self.grid.alone_asked.connect(self.alone_asked)
        self.grid.settled.connect(self._tell_if_settled)
        self._figures.changed.connect(self._tell_if_settled)

    # ---------------------------------------------------------------- what others ask

    @property
    def order(self) -> list[int]:
        """Numbers of the files in the order they are shown in."""
        return list(self._figures.order)

    def sort(self, figure: Figure, *, descending: bool) -> None:
        """Sort the slides by a figure."""
        self._offer()
        if figure in self._offered:
            self._by.setCurrentIndex(self._offered.index(figure))
        self._descending.setChecked(descending)
        self._figures.sort(figure, descending=descending)

    def is_settled(self) -> bool:
        """Whether all that is seen has been drawn."""
        if not self.isVisible():
            return True
        return not self._stale and self._figures.is_settled() and self._maps.is_settled()

    # ---------------------------------------------------------------- what the session says

    def _take_dataset(self) -> None:
        self._fits.forget()
        self._maps.forget()
        self._figures.forget()
        self._take("records")
        self.grid.describe()

    def _take_records(self) -> None:
        self._take("records")

    def _take_order(self) -> None:
        self._take("figures", "pictures")

    def _take_colours(self) -> None:
        self._take("pictures")

    def _take_selection(self) -> None:
        self._take("pictures", "selected")

    def _take_findings(self) -> None:
        self._take("damaged")

    def _take_focus(self) -> None:
        if self.isVisible():
            self.grid.follow_focus()

    def _take(self, *what: str) -> None:
        self._stale.update(what)
        if self.isVisible():
            self._renew()

    def _renew(self) -> None:
        """Bring up to date what changed."""
        stale, self._stale = self._stale, set()
        if "records" in stale:
            self._fits.refresh()
            self._maps.forget_scale()
            self._offer()
        kind = self._figures.figure.kind
        if stale & {"records", "figures"} or kind in stale:
            self._figures.renew()
        if stale & {"records", "pictures"}:
            if self._colouring is not None:
                self._maps.scheme = self._colouring.scheme
            self._maps.invalidate()
        self.grid.want()
        self.grid.describe()

    def _offer(self) -> None:
        """Offer the figures that there are; the one chosen stays."""
        offered = figures_of(self._session.frame)
        if offered == self._offered:
            return
        self._offered = offered
        self._by.clear()
        self._by.addItems([figure_text(figure) for figure in offered])
        chosen = self._figures.figure
        self._by.setCurrentIndex(offered.index(chosen) if chosen in offered else 0)
        if chosen not in offered and self._session.files and not self._session.loading:
            self._sort()

    def _sort(self) -> None:
        figure = self._offered[max(self._by.currentIndex(), 0)]
        self._figures.sort(figure, descending=self._descending.isChecked())

    def _turn(self, on: bool) -> None:
        set_icon(self._descending, "sort-descending" if on else "sort-ascending")
        self._sort()

    def _tell_if_settled(self) -> None:
        if self.is_settled():
            self.settled.emit()

    @override
    def showEvent(self, event: "QShowEvent") -> None:
        super().showEvent(event)
        self._renew()
        self.grid.follow_focus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label.setVisible(self.width() >= _LABEL_FROM)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return room for one small map and the buttons."""
        return QSize(160, 100)
