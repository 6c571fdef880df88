"""Where the columns of the table stand is kept by their names."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset
from tfrviewer.gui.records.table import RecordTable
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner

Make = Callable[..., SyntheticDataset]
Open = Callable[[SyntheticDataset], SyntheticDataset]


def test_the_layout_of_the_columns_is_restored_by_name(
    qtbot: QtBot,
    ten: RecordTable,
    session: Session,
    tasks: TaskRunner,
) -> None:
    header = ten.horizontalHeader()
    at = ten.records.columns.index
    header.moveSection(header.visualIndex(at("score")), 0)
    header.resizeSection(at("x"), 171)
    ten.columns.set_shown("format", shown=False)
    ten.columns.set_shown("offset", shown=True)
    state = ten.save_state()

    other = RecordTable(session, tasks)
    qtbot.addWidget(other)
    assert other.restore_state(state)
    assert other.columns.names() == ten.columns.names()
    assert other.columns.names()[0] == "score"
    assert other.columnWidth(at("x")) == 171
    assert other.isColumnHidden(at("format"))
    assert not other.isColumnHidden(at("offset"))


def test_a_layout_set_before_the_columns_come_is_kept_for_them(
    qtbot: QtBot, ten: RecordTable, session: Session, synthetic: Make, open_synthetic: Open
) -> None:
    header = ten.horizontalHeader()
    header.moveSection(header.visualIndex(ten.records.columns.index("score")), 0)
    session.close()
    assert "score" not in ten.records.columns
    open_synthetic(synthetic([3]))
    qtbot.waitUntil(lambda: ten.columns.names()[0] == "score")


@pytest.mark.parametrize("state", [b"", b"{", b"[]", b'{"version": 9}', b"\xff\xfe"])
def test_a_layout_that_is_none_is_refused(ten: RecordTable, state: bytes) -> None:
    before = ten.columns.names()
    assert not ten.restore_state(QByteArray(state))
    assert ten.columns.names() == before
