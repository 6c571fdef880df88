"""What can be done with the tiles that a threshold picks out."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from tfrviewer.dataset.table.conditions import join_condition
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.flags.marks import flag_title
from tfrviewer.gui.metrics.button_grid import ButtonGrid
from tfrviewer.gui.metrics.words import tiles_text
from tfrviewer.review.names import REJECT, UNSURE

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from tfrviewer.dataset.metrics.thresholds import Threshold
    from tfrviewer.gui.measuring import Measuring
    from tfrviewer.gui.metric_rules import MetricRules
    from tfrviewer.gui.metrics.look import Look
    from tfrviewer.gui.session import Session


class Deeds(ButtonGrid):
    """Buttons that make of a threshold a filter, a selection, findings or flags.

    Signals:
        told: Something was done; a sentence for the status bar.
    """

    told = Signal(str)

    def __init__(
        self,
        session: "Session",
        measuring: "Measuring",
        rules: "MetricRules",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(3, parent)
        self.setObjectName("metricDeeds")
        self._session, self._measuring, self._rules = session, measuring, rules
        self._threshold: Threshold | None = None
        self._look: Look | None = None
        self.show_only = self._button(
            "metricShowOnly", self.tr("Show Only"), self.show_only_picked,
            self.tr("Filter: show only the tiles picked out"),
        )  # fmt: skip
        self.hide_them = self._button(
            "metricHide", self.tr("Hide"), self.hide_picked,
            self.tr("Filter: show all but the tiles picked out"),
        )  # fmt: skip
        self.select = self._button(
            "metricSelect", self.tr("Select"), self.select_picked,
            self.tr("Select the tiles picked out, to save, flag or compare them"),
        )  # fmt: skip
        self.keep_rule = self._button(
            "metricKeepRule", self.tr("Keep as Rule"), self.keep_as_rule,
            self.tr("The tiles picked out become findings, also when the dataset is opened again"),
        )  # fmt: skip

        self.flag = self._button(
            "metricFlag", self.tr("Flag"), None,
            self.tr("Say of the tiles picked out what they are; Edit > Undo takes it back"),
        )  # fmt: skip
        menu = QMenu(self.flag)
        menu.aboutToShow.connect(self._fill_flags)
        self.flag.setMenu(menu)
        self.copy = self._button(
            "metricCopy", self.tr("Copy"), self.copy_condition,
            self.tr("Copy the condition, as the filter and the commands take it"),
        )  # fmt: skip

    def _button(
        self, name: str, text: str, do: "Callable[[], None] | None", tip: str
    ) -> QPushButton:
        button = self.add_button(text, name, tip)
        button.setEnabled(False)
        if do is not None:
            button.clicked.connect(lambda _=False: do())
        return button

    def show_threshold(self, threshold: "Threshold", look: "Look", count: int) -> None:
        """Take what is picked out, and how many tiles that are."""
        self._threshold, self._look = threshold, look
        for button in self.findChildren(QPushButton):
            needs_none = button in (self.keep_rule, self.copy)
            button.setEnabled(not threshold.is_all and (count > 0 or needs_none))

    def rest(self) -> None:
        """Do nothing, until it is known what is picked out."""
        for button in self.findChildren(QPushButton):
            button.setEnabled(False)

    def picked(self) -> "NDArray[np.uint32]":
        """Return the row numbers of the tiles picked out."""
        assert self._threshold is not None
        assert self._look is not None
        ranked = self._look.ranked
        first, end = ranked.span(self._threshold.low, self._threshold.high)
        return ranked.numbers[first:end]

    def show_only_picked(self) -> None:
        """Add the threshold to the filter."""
        assert self._threshold is not None
        self._add(self._threshold.condition(self._measuring.columns))

    def hide_picked(self) -> None:
        """Add its opposite to the filter."""
        assert self._threshold is not None
        self._add(self._threshold.opposite(self._measuring.columns))

    def _add(self, condition: str) -> None:
        self._session.set_filter(join_condition(self._session.filter_text, condition))

    def select_picked(self) -> None:
        """Select the tiles picked out, and nothing else."""
        numbers = self.picked()
        self._session.select(numbers, SelectMode.REPLACE)
        self.told.emit(self.tr("{0} selected").format(tiles_text(len(numbers))))

    def keep_as_rule(self) -> None:
        """Keep the threshold as a rule of the dataset."""
        assert self._threshold is not None
        self._rules.add(self._threshold)
        self.told.emit(self.tr("Kept as a rule: its tiles are findings"))

    def _fill_flags(self) -> None:
        """Offer the flags there are, with the classes as they are called now."""
        menu = self.flag.menu()
        menu.clear()
        for name in (REJECT, UNSURE):
            menu.addAction(flag_title(name)).triggered.connect(partial(self._flag, name))
        menu.addSeparator()
        for name in self._session.flags.classes.values():
            menu.addAction(flag_title(name)).triggered.connect(partial(self._flag, name))
        menu.addSeparator()
        menu.addAction(self.tr("No Flag")).triggered.connect(partial(self._flag, None))

    def _flag(self, name: str | None, _checked: bool = False) -> None:
        numbers = self.picked()
        text = self.tr("{0} without a flag now") if name is None else self.tr("{0} flagged")
        self._session.flags.flag(numbers, name, told=text.format(tiles_text(len(numbers))))

    def copy_condition(self) -> None:
        """Put the threshold on the clipboard, as a filter."""
        assert self._threshold is not None
        QGuiApplication.clipboard().setText(self._threshold.condition(self._measuring.columns))
        self.told.emit(self.tr("Condition copied"))
