"""The rules of the dataset, each with how many tiles it picks out."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.assets import set_icon
from tfrviewer.gui.metric_words import threshold_title
from tfrviewer.gui.metrics.words import range_text, tiles_text

if TYPE_CHECKING:
    from tfrviewer.dataset.metrics.thresholds import Threshold
    from tfrviewer.gui.metric_rules import MetricRules


class _RuleButton(QPushButton):
    """A rule in words, cut where room is short; the tool tip has all of it."""

    def __init__(self, words: str, tip: str) -> None:
        super().__init__()
        self.setObjectName("metricRule")
        self.setAccessibleName(words)
        self.setToolTip(f"{words}\n{tip}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words = words

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 16  # what frame and padding take
        metrics = self.fontMetrics()
        text = metrics.elidedText(self._words, Qt.TextElideMode.ElideMiddle, room)
        self.setText(text.replace("&", "&&"))


class RuleList(QWidget):
    """Lists the rules; nothing while there are none.

    Signals:
        chosen: A rule is to be shown as the threshold.
    """

    chosen = Signal(object)

    def __init__(self, rules: "MetricRules", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("metricRules")
        self._rules = rules
        self._title = QLabel(self.tr("Rules of this dataset"))
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._title.setWordWrap(True)
        self._lines: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 6, 0, 0)
        self._box.setSpacing(4)
        self._box.addWidget(self._title)
        rules.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        for line in self._lines:
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        picked = self._rules.picked
        for at, rule in enumerate(self._rules.rules):
            line = self._line(rule, len(picked[at]) if at < len(picked) else None)
            self._box.addWidget(line)
            self._lines.append(line)
        self.setVisible(bool(self._lines))

    def _line(self, rule: "Threshold", count: int | None) -> QWidget:
        name = threshold_title(rule) or range_text(rule)
        words = name if count is None else self.tr("{0}: {1}").format(name, tiles_text(count))
        button = _RuleButton(words, self.tr("Show it: {0}").format(rule.condition()))
        button.clicked.connect(partial(self._choose, rule))
        remove = QToolButton()
        remove.setObjectName("metricRuleRemove")
        remove.setAutoRaise(True)
        set_icon(remove, "x")
        remove.setToolTip(self.tr("Keep the rule “{0}” no longer").format(name))
        remove.setAccessibleName(remove.toolTip())
        remove.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        remove.clicked.connect(partial(self._remove, rule))
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(button, 1)
        box.addWidget(remove)
        return line

    def _choose(self, rule: "Threshold", _checked: bool = False) -> None:
        self.chosen.emit(rule)

    def _remove(self, rule: "Threshold", _checked: bool = False) -> None:
        self._rules.remove(rule)
