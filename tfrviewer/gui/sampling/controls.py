"""The controls of the sampling preview."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from tfrviewer.gui.sampling.request import FIRST, SLIDE, TFRECORD, Request

MOST_DRAWS, MOST_SHARDS, MOST_SEED = 100_000_000, 9_999, 2_147_483_647
_FILE = "file"
_LEAST_FIELD = 40
"""Pixels: a narrow panel is better than a wide one that leaves no room for the views."""


class Controls(QWidget):
    """Draws, seed, weights, clip, shard, infinite or not, and what to count by.

    Signals:
        changed: Something else is asked for.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("samplingControls")
        self._file: Path | None = None
        self._weights_before = 0
        self._draws = self._spin(
            "samplingDraws",
            self.tr("Draws"),
            self.tr("How many tiles a loader is asked for, by each shard"),
            (1, MOST_DRAWS, FIRST.draws),
        )
        self._draws.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
        self._draws.setGroupSeparatorShown(True)
        self._seed = self._spin(
            "samplingSeed",
            self.tr("Seed"),
            self.tr("The same seed gives the same draws, here and in a loader"),
            (0, MOST_SEED, FIRST.seed),
        )
        self._weights = self._combo(
            "samplingWeights",
            self.tr("Weights"),
            self.tr("How often each TFRecord is drawn from"),
        )
        self._clip = self._spin(
            "samplingClip",
            self.tr("Clip"),
            self.tr("Only the first so many tiles of each TFRecord are used"),
            (0, MOST_SEED, 0),
        )
        self._shard = self._spin(
            "samplingShard",
            self.tr("Shard"),
            self.tr("What one of several loaders delivers, counted from 0"),
            (0, 0, 0),
        )
        self._shards = self._spin(
            "samplingShards",
            self.tr("Number of shards"),
            self.tr("Among how many loaders the tiles of each TFRecord are shared"),
            (1, MOST_SHARDS, 1),
        )
        self._by = self._combo(
            "samplingBy", self.tr("Count by"), self.tr("What the bars stand for")
        )
        self._infinite = QCheckBox(self.tr("Infinite"))
        self._infinite.setObjectName("samplingInfinite")
        self._infinite.setToolTip(
            self.tr(
                "A TFRecord begins anew after its last tile. "
                "If not, each tile is delivered once, and then it ends"
            )
        )
        self._infinite.setChecked(FIRST.infinite)
        self._infinite.toggled.connect(self.changed)
        self._shards.valueChanged.connect(lambda count: self._shard.setMaximum(count - 1))
        self._weights.activated.connect(self._choose_weights)
        self._by.activated.connect(lambda _: self.changed.emit())
        self._arrange()
        self.setFocusProxy(self._draws)
        self.offer([SLIDE, TFRECORD], labels=None, weighed=False, clipped=False)

    # ---------------------------------------------------------------- making

    def _spin(self, name: str, called: str, tip: str, range_: tuple[int, int, int]) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(name)
        box.setAccessibleName(called)
        box.setToolTip(tip)
        box.setRange(*range_[:2])
        box.setValue(range_[2])
        box.setMinimumWidth(_LEAST_FIELD)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.valueChanged.connect(lambda _: self.changed.emit())
        return box

    def _combo(self, name: str, called: str, tip: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(called)
        box.setToolTip(tip)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(4)
        box.setMinimumWidth(_LEAST_FIELD)
        return box

    def _arrange(self) -> None:
        shard = QHBoxLayout()
        shard.setSpacing(4)
        shard.addWidget(self._shard, 1)
        shard.addWidget(QLabel(self.tr("of")))
        shard.addWidget(self._shards, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        for line, text, field in (
            (0, self.tr("&Draws"), self._draws),
            (1, self.tr("&Weights"), self._weights),
            (2, self.tr("C&lip"), self._clip),
            (3, self.tr("Count &by"), self._by),
        ):
            grid.addWidget(self._label(text, field), line, 0)
            grid.addWidget(field, line, 1, 1, 3 if field is self._weights else 1)
        grid.addWidget(self._label(self.tr("S&eed"), self._seed), 0, 2)
        grid.addWidget(self._seed, 0, 3)
        grid.addWidget(self._label(self.tr("S&hard"), self._shard), 2, 2)
        grid.addLayout(shard, 2, 3)
        grid.addWidget(self._infinite, 3, 2, 1, 2)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        order = (
            self._draws,
            self._seed,
            self._weights,
            self._clip,
            self._shard,
            self._shards,
            self._by,
            self._infinite,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _label(self, text: str, field: QWidget) -> QLabel:
        label = QLabel(text)
        label.setBuddy(field)
        return label

    # ---------------------------------------------------------------- what is asked

    def request(self) -> Request:
        """Return what the controls say."""
        weights = self._weights.currentData()
        return Request(
            draws=self._draws.value(),
            weights=self._file if weights == _FILE else weights or None,
            clip=self._clip.value() or None,
            shard=(self._shard.value(), self._shards.value()),
            infinite=self._infinite.isChecked(),
            seed=self._seed.value(),
            by=self._by.currentData() or SLIDE,
        )

    def offer(
        self, columns: Sequence[str], *, labels: Sequence[str] | None, weighed: bool, clipped: bool
    ) -> None:
        """Say what there is to choose; what is chosen stays, if it is still there.

        Args:
            columns: What can be counted by.
            labels: Columns of the annotations; None if there are no annotations.
            weighed: Whether the dataset has weights of its own.
            clipped: Whether it has clips of its own.
        """
        titles = {
            SLIDE: self.tr("Slide"),
            TFRECORD: self.tr("TFRecord"),
            "patient": self.tr("Patient"),
        }
        self._fill(self._by, [(titles.get(name, name), name) for name in columns])
        weights = [(self.tr("As the dataset says"), "")] if weighed else []
        weights += [
            (self.tr("All TFRecords alike"), "uniform"),
            (self.tr("All tiles alike"), "tile"),
        ]
        if labels is not None:
            weights.append((self.tr("All patients alike"), "patient"))
            text = self.tr("All values of “{0}” alike")
            weights += [(text.format(name), f"category:{name}") for name in labels]
        file = self.tr("From a CSV file…") if self._file is None else self._file.name
        weights.append((file, _FILE))
        self._fill(self._weights, weights)
        self._weights_before = self._weights.currentIndex()
        self._weights.setToolTip(
            self.tr("How often each TFRecord is drawn from")
            if labels is not None
            else self.tr(
                "How often each TFRecord is drawn from. "
                "Patients and labels can be weighed where the dataset has annotations"
            )
        )
        self._clip.setSpecialValueText(self.tr("as the dataset") if clipped else self.tr("none"))

    def _fill(self, box: QComboBox, entries: Sequence[tuple[str, str]]) -> None:
        present = [(box.itemText(i), box.itemData(i)) for i in range(box.count())]
        if present == list(entries):
            return
        chosen = box.currentData()
        with QSignalBlocker(box):
            box.clear()
            for text, data in entries:
                box.addItem(text, data)
            box.setCurrentIndex(max(box.findData(chosen), 0))

    def _choose_weights(self, index: int) -> None:
        if self._weights.itemData(index) != _FILE:
            self._weights_before = index
            self.changed.emit()
            return
        dialog = QFileDialog(self.window(), self.tr("Weights of TFRecords"))
        dialog.setObjectName("samplingWeightsDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("CSV files (*.csv)"), self.tr("All files (*)")])
        if self._file is not None:
            dialog.setDirectory(str(self._file.parent))
        dialog.fileSelected.connect(lambda name: self.set_weights_file(Path(name)))
        dialog.rejected.connect(lambda: self._weights.setCurrentIndex(self._weights_before))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def set_weights_file(self, path: Path) -> None:
        """Take the weights from a CSV file with the columns `tfrecord` and `weight`."""
        self._file = path
        index = self._weights.findData(_FILE)
        self._weights.setItemText(index, path.name)
        self._weights.setCurrentIndex(index)
        self._weights_before = index
        self.changed.emit()
