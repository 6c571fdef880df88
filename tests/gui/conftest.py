"""A session without files, and records without end for it."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

import numpy as np
import polars as pl
import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from tests.gui.painted import painted, thumbnails  # noqa: F401 - fixtures
from tests.gui.windows import folder, make_window, opened, window  # noqa: F401 - fixtures
from tfrviewer.dataset.table.columns import blank_columns
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.gui.application import Application
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.session import Session
from tfrviewer.gui.slide_facts import SlideFacts
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset


@pytest.fixture(scope="session")
def qapp_cls() -> type[Application]:
    """Our own application object, which main() finds when a test runs it."""
    return Application


def _numbers_of(name: str) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def english() -> Iterator[None]:
    """Numbers as in 1,234.5, whatever the system has."""
    yield from _numbers_of("en_US")


@pytest.fixture
def german() -> Iterator[None]:
    """Numbers as in 1.234,5."""
    yield from _numbers_of("de_DE")


@pytest.fixture
def tasks(qapp: object) -> Iterator[TaskRunner]:
    """A task runner that is shut down after the test."""
    runner = TaskRunner()
    yield runner
    runner.shutdown()


@pytest.fixture
def session(tasks: TaskRunner) -> Session:
    """A session without a dataset."""
    return Session(tasks)


@pytest.fixture
def facts(session: Session, tasks: TaskRunner) -> SlideFacts:
    """What is known of the slides of `session`."""
    return SlideFacts(session, tasks, Jobs(tasks))


@dataclass
class SyntheticFile:
    """What `Dataset.load` yields for a file, without one."""

    file_number: int
    path: Path
    name: str
    offset: np.ndarray[Any, Any]
    bytes: np.ndarray[Any, Any]
    x: np.ndarray[Any, Any]
    y: np.ndarray[Any, Any]
    has_location: np.ndarray[Any, Any]
    findings: list[Finding] = field(default_factory=list)
    locations_known: bool = True
    index_state: str = "found"
    size: int = 0
    compression: str | None = None

    def __len__(self) -> int:
        return len(self.offset)


class SyntheticDataset:
    """Stands in for a Dataset: any number of records on a grid, and nothing on disk.

    Attributes:
        gate: Called before each file is loaded, and may wait or raise.
        column_gate: Called before the columns of each file are read.
    """

    def __init__(self, counts: list[int], findings: dict[int, list[Finding]]) -> None:
        self.counts = counts
        self.found = findings
        self.root = Path("/synthetic")
        self.gate: Callable[[int], None] = lambda i: None
        self.column_gate: Callable[[int], None] = lambda i: None
        self.closed = False
        self.paths = [self.root / f"slide-{i}.tfrecords" for i in range(len(self.counts))]
        self.findings: list[Finding] = []
        self.project = None
        self.annotations: pl.DataFrame | None = None

    def tfrecords(self) -> list[Path]:
        return self.paths

    def in_order(self, numbers: Sequence[int]) -> "SyntheticDataset":
        """Stay as it is: no test of it looks at the order of its files."""
        return self

    def findings_of(self, i: int) -> list[Finding]:
        return self.found.get(i, [])

    def load(
        self, *, progress: object = None, cancel: CancelToken | None = None
    ) -> Iterator[SyntheticFile]:
        for i, n in enumerate(self.counts):
            self.gate(i)
            at = np.arange(n, dtype=np.int64)
            side = max(int(np.sqrt(n)), 1)
            yield SyntheticFile(
                file_number=i,
                path=self.paths[i],
                name=f"slide-{i}",
                offset=at * 2000,
                bytes=np.full(n, 2000),
                x=at % side * 256,
                y=at // side * 256,
                has_location=np.ones(n, dtype=bool),
                findings=self.found.get(i, []),
                size=n * 2000,
            )

    def load_columns(
        self, *, executor: Executor | None = None, cancel: CancelToken | None = None
    ) -> Iterator[tuple[int, pl.DataFrame]]:
        for i, n in enumerate(self.counts):
            self.column_gate(i)
            yield (
                i,
                blank_columns(n).with_columns(
                    pl.lit(f"slide-{i}").alias("slide"),
                    pl.lit("jpeg").alias("format"),
                    pl.lit(64, pl.Int32()).alias("width"),
                    pl.lit(64, pl.Int32()).alias("height"),
                    pl.Series("score", np.arange(n) % 7 / 7.0),
                ),
            )

    def open(self, i: int) -> NoReturn:
        raise TfrError(
            Finding(
                kind=FindingKind.MISSING_FILE,
                severity=Severity.ERROR,
                file=str(self.paths[i]),
                message="There is no such file.",
            )
        )

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def synthetic() -> Callable[..., SyntheticDataset]:
    """Make a dataset of so many records a file: `synthetic([3, 0, 5], findings={…})`."""

    def make(
        counts: list[int], findings: dict[int, list[Finding]] | None = None
    ) -> SyntheticDataset:
        return SyntheticDataset(counts, findings or {})

    return make


@pytest.fixture
def open_synthetic(
    session: Session, qtbot: QtBot
) -> Callable[[SyntheticDataset], SyntheticDataset]:
    """Open a synthetic dataset in `session` and wait until all of it is there."""

    def open_it(dataset: SyntheticDataset) -> SyntheticDataset:
        with qtbot.waitSignal(session.settled, timeout=30_000):
            session.open_with(lambda: cast("Dataset", dataset), "synthetic")
        return dataset

    return open_it
