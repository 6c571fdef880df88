"""The metrics panel without a window: a session, what is measured, and the view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.measuring import Measuring
from tfrviewer.gui.metric_rules import MetricRules
from tfrviewer.gui.metrics.view import MetricsView
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.thumbnails import ThumbnailLoader
from tfrviewer.tfrecord.writer import RecordWriter

if TYPE_CHECKING:
    from tfrviewer.tfrecord.example import Value

LIGHT = (40, 200, 90, 140, 250, 10)
"""How light each tile is, in the order of the records."""


def write_greys(path: Path, greys: tuple[int, ...], **more: float) -> None:
    """Write tiles of one grey each."""
    path.parent.mkdir(exist_ok=True)
    with RecordWriter(path, index=True) as writer:
        for i, grey in enumerate(greys):
            image = BytesIO()
            Image.new("RGB", (16, 16), (grey, grey, grey)).save(image, "PNG")
            values: dict[str, Value] = {"slide": path.stem, "loc_x": 100 * i, "loc_y": 100}
            writer.write_example({**values, "image_raw": image.getvalue(), **more})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two slides with tiles of one grey each."""
    write_greys(tmp_path / "data" / "a.tfrecords", LIGHT[:4])
    write_greys(tmp_path / "data" / "b.tfrecords", LIGHT[4:])
    return tmp_path / "data"


@dataclass
class Bench:
    """A session with the parts that measure, and the view of them."""

    session: Session
    measuring: Measuring
    rules: MetricRules
    view: MetricsView
    qtbot: QtBot

    def open(self, path: Path) -> None:
        """Open a dataset and wait until all of it is there."""
        with self.qtbot.waitSignal(self.session.settled, timeout=20_000):
            self.session.open(ToOpen.of([path]))
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        parts = (self.session, self.measuring, self.rules, self.view)
        self.qtbot.waitUntil(lambda: all(part.is_settled() for part in parts), timeout=20_000)

    def wait_for_findings(self) -> None:
        """Wait until there are some."""
        self.qtbot.waitUntil(lambda: bool(self.session.findings))

    def measure(self) -> None:
        """Measure all tiles, and look at how light they are."""
        self.measuring.start()
        self.settle()
        self.choose("brightness")

    def choose(self, metric: str) -> None:
        """Choose a metric as a person does."""
        chooser = self.view.chooser
        chooser.setCurrentIndex(chooser.findData(metric))
        chooser.activated.emit(chooser.currentIndex())
        self.settle()

    def button(self, name: str) -> QPushButton:
        """Return a button of the view."""
        found = self.view.findChild(QPushButton, name)
        assert isinstance(found, QPushButton)
        return found


@pytest.fixture
def make_bench(qapp: object, qtbot: QtBot) -> Iterator[Callable[[], Bench]]:
    runners: list[TaskRunner] = []
    loaders: list[ThumbnailLoader] = []

    def make() -> Bench:
        tasks = TaskRunner()
        runners.append(tasks)
        session = Session(tasks)
        measuring = Measuring(session, tasks, Jobs(tasks), session)
        rules = MetricRules(session, measuring, tasks, session)
        thumbnails = ThumbnailLoader(session)
        loaders.append(thumbnails)
        view = MetricsView(session, measuring, rules, tasks, thumbnails)
        qtbot.addWidget(view)
        view.resize(420, 800)
        view.show()
        return Bench(session, measuring, rules, view, qtbot)

    yield make
    for loader in loaders:
        loader.shutdown()
    for runner in runners:
        runner.shutdown()


@pytest.fixture
def bench(make_bench: Callable[[], Bench], folder: Path) -> Bench:
    """Two slides, measured."""
    bench = make_bench()
    bench.open(folder)
    bench.measure()
    return bench
