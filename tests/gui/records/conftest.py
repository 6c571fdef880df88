"""The table of records for its tests."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.records.table import RecordTable
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner

Make = Callable[..., SyntheticDataset]
Open = Callable[[SyntheticDataset], SyntheticDataset]


@pytest.fixture
def table(qtbot: QtBot, session: Session, tasks: TaskRunner) -> Iterator[RecordTable]:
    table = RecordTable(session, tasks)
    table.resize(900, 400)
    qtbot.addWidget(table)
    with qtbot.waitExposed(table):
        table.show()
    yield table
    table.close()


@pytest.fixture
def ten(table: RecordTable, synthetic: Make, open_synthetic: Open) -> RecordTable:
    """The table of ten records in two files, the third of them damaged."""
    finding = Finding(
        kind=FindingKind.PAYLOAD_CRC,
        severity=Severity.ERROR,
        file="/synthetic/slide-0.tfrecords",
        record=2,
        message="The checksum does not match.",
        remedy="Look at the tile.",
    )
    open_synthetic(synthetic([4, 6], findings={0: [finding]}))
    return table
