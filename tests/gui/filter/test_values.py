from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset
from tfrviewer.gui.filter.line import FilterLine
from tfrviewer.gui.filter.values import FilterValues
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner


@pytest.mark.parametrize(
    ("column", "expected"), [("slide", [("slide-1", 5), ("slide-0", 3)]), ("x", []), ("no", [])]
)
def test_the_values_of_text_columns_are_found_the_most_frequent_first(
    session: Session,
    tasks: TaskRunner,
    synthetic: Callable[..., SyntheticDataset],
    open_synthetic: Callable[[SyntheticDataset], SyntheticDataset],
    qtbot: QtBot,
    column: str,
    expected: list[tuple[str, int]],
) -> None:
    line = FilterLine()
    qtbot.addWidget(line)
    values = FilterValues(session, tasks, line, line)
    open_synthetic(synthetic([3, 5]))
    line.values_wanted.emit(column)
    qtbot.waitUntil(lambda: column in line.completion._values)
    assert list(line.completion._values[column]) == expected
    session.records_changed.emit()
    assert line.completion._values == {}
    del values
