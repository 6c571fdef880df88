"""The metrics panel's content: a metric, a line on it, and the tiles that it picks out."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.dataset.metrics.thresholds import Threshold
from tfrviewer.gui.histogram import HistogramView
from tfrviewer.gui.metric_words import (
    description_of,
    explanation,
    threshold_title,
    title_of,
)
from tfrviewer.gui.metrics.deeds import Deeds
from tfrviewer.gui.metrics.limits import Limits
from tfrviewer.gui.metrics.look import Look, LookSource
from tfrviewer.gui.metrics.measure_line import EmptyPage, MeasureLine
from tfrviewer.gui.metrics.presets import PresetButtons
from tfrviewer.gui.metrics.rule_list import RuleList
from tfrviewer.gui.metrics.sides import sides_of
from tfrviewer.gui.metrics.strips import SideStrips
from tfrviewer.gui.metrics.words import limits_text, picked_text, tiles_text
from tfrviewer.gui.range_handles import Grip
from tfrviewer.gui.theme import is_dark, muted_text
from tfrviewer.tiles.drawing.colour_scales import NO_VALUE, hex_argb
from tfrviewer.tiles.drawing.range_scheme import RangeScheme
from tfrviewer.tiles.metrics import METRICS, PRESETS

if TYPE_CHECKING:
    from tfrviewer.gui.measuring import Measuring
    from tfrviewer.gui.metric_rules import MetricRules
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.gui.thumbnails import ThumbnailLoader

_PICKED = ("d9540b", "ff9440")
"""Colour of what is picked out, in light and dark: that of no stain and of no ink."""
_OUTSIDE = ("c9ccd0", "3a3d41")
"""Colour of tiles outside the range, in light and dark: a veil."""


class _Scroll(QScrollArea):
    """Scrolls up and down alone: it is as wide as what it holds needs, in any language."""

    @override
    def minimumSizeHint(self) -> QSize:
        inside, bar = self.widget(), self.verticalScrollBar().sizeHint().width()
        width = 0 if inside is None else inside.minimumSizeHint().width()
        return QSize(width + bar, super().minimumSizeHint().height())


class MetricsView(QWidget):
    """Shows a metric of the tiles shown; a range on it picks tiles out, on the map as well.

    Attributes:
        threshold: What is picked out.

    Signals:
        previewed: The map is to show what is picked out: colours or None, a title and a remark.
        open_requested: A tile is to be shown large; its row number.
        told: Something was done; a sentence for the status bar.
        settled: Nothing is on its way any more; see `is_settled`.
    """

    previewed = Signal(object, str, str)
    open_requested = Signal(int)
    told = Signal(str)
    settled = Signal()

    def __init__(
        self,
        session: "Session",
        measuring: "Measuring",
        rules: "MetricRules",
        tasks: "TaskRunner",
        thumbnails: "ThumbnailLoader",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("metricsView")
        self._session, self._measuring = session, measuring
        self.threshold = Threshold(next(iter(METRICS)))
        self._look: Look | None = None
        self._late: Look | None = None
        self._source = LookSource(session, measuring, tasks, self)
        self.chooser = QComboBox()
        self.bars = HistogramView()
        self.limits = Limits()
        self.sides = SideStrips(thumbnails)
        self.presets = PresetButtons()
        self.deeds = Deeds(session, measuring, rules)
        self.rules = RuleList(rules)
        self.line, self.empty = MeasureLine(), EmptyPage()
        self.on_map = QCheckBox(self.tr("Show on the map"))
        self._about, self._rest, self.count = QLabel(), QLabel(), QLabel()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._ask()
        self._follow()

    # ---------------------------------------------------------------- putting together

    def _lay_out(self) -> None:
        self.chooser.setObjectName("metricChooser")
        self.chooser.setAccessibleName(self.tr("Metric"))
        self.chooser.setMaxVisibleItems(len(METRICS))
        self.chooser.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.chooser.setMinimumContentsLength(8)
        for at, (name, metric) in enumerate(METRICS.items()):
            self.chooser.addItem(title_of(name), name)
            self.chooser.setItemData(at, explanation(metric), Qt.ItemDataRole.ToolTipRole)
        self.bars.setFixedHeight(128)
        self.bars.setToolTip("")
        self._about.setWordWrap(True)
        self._rest.setWordWrap(True)
        self._rest.setObjectName("metricRest")
        self.count.setObjectName("metricCount")
        self.count.setWordWrap(True)
        font = self.count.font()
        font.setBold(True)
        self.count.setFont(font)
        self.on_map.setObjectName("metricOnMap")
        self.on_map.setChecked(True)
        self.on_map.setToolTip(self.tr("Colour the tiles picked out on the map, and veil others"))
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(12, 10, 12, 12)
        box.setSpacing(8)
        for part in (
            *(self.line, self.chooser, self._about, self.bars, self.limits, self._rest),
            *(self.count, self.sides, self.on_map, self.deeds),
            *(self._heading(self.tr("Presets")), self.presets, self.rules),
        ):
            box.addWidget(part)
        box.addStretch(1)
        self._scroll = scroll = _Scroll()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(self.tr("Metric and range"))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        order = (self.chooser, self.bars, *self.limits.parts(), self.sides, self.on_map, self.deeds,
                 self.presets, self.rules)  # fmt: skip
        for one, after in pairwise(order):
            self.setTabOrder(one, after)
        self._take_palette()

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        font = label.font()
        font.setBold(True)
        label.setFont(font)
        label.setContentsMargins(0, 6, 0, 0)
        return label

    def _connect(self) -> None:
        self.chooser.activated.connect(self._choose)
        self.bars.range_changed.connect(self._take_range)
        self.bars.handles.released.connect(self._take_late)
        self.limits.typed.connect(self._take_typed)
        self.limits.cleared.connect(self._clear)
        self.presets.chosen.connect(self._take_preset)
        self.presets.dropped.connect(self._clear)
        self.on_map.toggled.connect(self._preview)
        self.sides.chosen.connect(self._session.set_current)
        self.sides.open_requested.connect(self.open_requested)
        self.deeds.told.connect(self.told)
        self.rules.chosen.connect(self.set_threshold)
        for part in (self.line, self.empty):
            part.start_asked.connect(self._measuring.start)
        self.line.stop_asked.connect(self._measuring.stop)
        self._source.arrived.connect(self._take_look)
        self._source.counted.connect(self.presets.show_counts)
        self._source.counted.connect(lambda _: self._scroll.updateGeometry())
        self._measuring.changed.connect(self._follow)
        self._session.records_changed.connect(self._follow)
        self._session.loading_changed.connect(self._follow)
        self._session.dataset_changed.connect(self._restart)

    # ---------------------------------------------------------------- what others ask

    def is_settled(self) -> bool:
        """Whether what is shown is what is known."""
        return self._source.is_settled()

    def set_threshold(self, threshold: Threshold) -> None:
        """Pick other tiles out."""
        other = (threshold.metric, threshold.rest) != (self.threshold.metric, self.threshold.rest)
        self.threshold = threshold
        if other:
            self._look = None
            self.bars.show_text(self.tr("Counting…"))
            self._ask()
        self._draw_handles()
        self._show_threshold()

    # ---------------------------------------------------------------- what is known

    def _restart(self) -> None:
        self._look = self._late = None
        self.threshold = Threshold(self.threshold.metric)
        self._ask()
        self._show_threshold()
        self.presets.show_counts({})
        self.sides.show_sides(None, None)
        self._follow()

    def _follow(self) -> None:
        session, measuring = self._session, self._measuring
        known, total = measuring.n_known, session.n_records
        there = known > 0 or measuring.is_running
        self._pages.setCurrentIndex(1 if there else 0)
        self.setFocusProxy(self.chooser if there else self.empty.button)
        self.empty.show_count(total, ready=session.dataset is not None)
        self.line.show_state(known, total, runs=measuring.is_running)
        if known == 0:
            self.bars.show_text(self.tr("Nothing measured yet"))

    def _ask(self) -> None:
        metric = METRICS[self.threshold.metric]
        self.chooser.setCurrentIndex(self.chooser.findData(self.threshold.metric))
        self.chooser.setToolTip(explanation(metric))
        self._about.setText(description_of(metric.name))
        self._about.setToolTip(explanation(metric))
        self._source.ask(self.threshold)

    def _take_look(self, look: Look) -> None:
        if (look.metric, look.rest) != (self.threshold.metric, self.threshold.rest):
            return
        if self.bars.handles.is_held:
            self._late = look  # a new axis would take the handle out of the hand
            return
        self._late = None
        self._look = look
        if look.shape is None:
            self.bars.show_text(self.tr("No tile shown has it"))
        else:
            blocked = self.bars.blockSignals(True)
            self.bars.show_histogram(look.shape)
            self.bars.blockSignals(blocked)
        self._draw_handles()
        self._show_threshold()
        self.settled.emit()

    def _take_late(self) -> None:
        if self._late is not None:
            self._take_look(self._late)

    # ---------------------------------------------------------------- the threshold

    def _choose(self, at: int) -> None:
        name = self.chooser.itemData(at)
        if name != self.threshold.metric:
            self.set_threshold(Threshold(name))

    def _take_range(self) -> None:
        shape, handles = self.bars.shape, self.bars.handles
        if shape is not None:
            low = None if handles.low <= shape.least else handles.low
            high = None if handles.high >= shape.most else handles.high
            self.threshold = self.threshold.between(low, high)
            self._show_threshold()

    def _take_typed(self, low: float | None, high: float | None) -> None:
        self.set_threshold(self.threshold.between(low, high))

    def _take_preset(self, name: str) -> None:
        self.set_threshold(Threshold.of_preset(PRESETS[name]))

    def _clear(self) -> None:
        self.set_threshold(Threshold(self.threshold.metric))

    def _draw_handles(self) -> None:
        """Put the handles where the threshold is; beyond the bars they stand at the edge."""
        threshold, handles = self.threshold, self.bars.handles
        least, most = handles.span
        low = least if threshold.low is None else min(max(threshold.low, least), most)
        high = most if threshold.high is None else max(min(threshold.high, most), least)
        blocked = self.bars.blockSignals(True)
        handles.set_range(low, high)
        self.bars.blockSignals(blocked)
        if threshold.low is None or threshold.high is None:
            handles.active = Grip.LOW if threshold.high is None else Grip.HIGH

    def _show_threshold(self) -> None:
        """Show what is picked out: a few look-ups, while a handle is dragged as well."""
        threshold, look = self.threshold, self._look
        self.limits.show_limits(threshold.low, threshold.high)
        self._rest.setVisible(bool(threshold.rest))
        self._rest.setText(self.tr("and {0}").format(threshold.rest))
        self.presets.show_chosen(threshold.text)
        if look is None:
            self.deeds.rest()
            return
        first, end = look.ranked.span(threshold.low, threshold.high)
        if threshold.is_all:
            self.count.setText(self.tr("Drag over the bars, or choose a preset."))
            self.sides.show_sides(None, None)
        else:
            self.count.setText(picked_text(end - first, look.n_shown, look.n_measured))
            active = self.bars.handles.active
            self.sides.show_sides(*sides_of(look, threshold, active, self.sides.room()))
        self.deeds.show_threshold(threshold, look, end - first)
        self._preview()

    def _preview(self) -> None:
        look, threshold = self._look, self.threshold
        if look is None or threshold.is_all or not self.on_map.isChecked() or not self.isVisible():
            self.previewed.emit(None, "", "")
            return
        dark = is_dark(self.palette())
        scheme = RangeScheme(
            look.values, threshold.low, threshold.high, look.among,
            hex_argb(_PICKED[dark]), hex_argb(_OUTSIDE[dark]),
            hex_argb(NO_VALUE[dark]),
        )  # fmt: skip
        title = threshold_title(threshold) or title_of(threshold.metric)
        first, end = look.ranked.span(threshold.low, threshold.high)
        remark = tiles_text(end - first)
        if not threshold.title:
            remark = self.tr("{0}: {1}").format(limits_text(threshold), remark)
        self.previewed.emit(scheme, title, remark)

    # ---------------------------------------------------------------- seen or not

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._source.wake(on=True)
        self.sides.wake(on=True)
        self._preview()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._source.wake(on=False)
        self.sides.wake(on=False)
        self._preview()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_palette()
            self._preview()

    def _take_palette(self) -> None:
        for widget in (self.bars, self.sides):
            palette = widget.palette()
            picked = QColor(f"#{_PICKED[is_dark(self.palette())]}")
            palette.setColor(QPalette.ColorRole.Accent, picked)
            widget.setPalette(palette)
        for label in (self._about, self._rest):
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, muted_text(self.palette()))
            label.setPalette(palette)
