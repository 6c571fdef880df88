from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset
from tfrviewer.dataset.table.table_file import TableForm
from tfrviewer.gui.records.export_dialog import ExportDialog, ExportRequest
from tfrviewer.gui.records.table import RecordTable
from tfrviewer.gui.session import SelectMode, Session
from tfrviewer.gui.tasks import TaskRunner

Make = Callable[..., SyntheticDataset]
Open = Callable[[SyntheticDataset], SyntheticDataset]


@pytest.fixture
def dialog(
    qtbot: QtBot,
    session: Session,
    tasks: TaskRunner,
    synthetic: Make,
    open_synthetic: Open,
    tmp_path: Path,
) -> Iterator[ExportDialog]:
    table = RecordTable(session, tasks)
    qtbot.addWidget(table)
    open_synthetic(synthetic([4, 6]))
    with qtbot.waitSignal(session.order_changed):
        session.sort([("number", True)])
    session.select(np.array([2, 7]), SelectMode.REPLACE)
    dialog = ExportDialog(table, str(tmp_path), table)
    yield dialog
    dialog.reject()
    table.close()


def part(dialog: ExportDialog, kind: type[QWidget], name: str) -> QWidget:
    found = dialog.findChild(kind, name)
    assert found is not None
    return found


def asked(dialog: ExportDialog, qtbot: QtBot) -> ExportRequest:
    with qtbot.waitSignal(dialog.asked) as caught:
        dialog._export.click()
    assert caught.args is not None
    request = caught.args[0]
    assert isinstance(request, ExportRequest)
    return request


def test_what_is_selected_is_offered_in_its_order(dialog: ExportDialog, qtbot: QtBot) -> None:
    request = asked(dialog, qtbot)
    assert request.numbers.tolist() == [7, 2]
    assert request.form is TableForm.CSV
    assert request.path.name == "synthetic.csv"
    assert "offset" not in request.columns


def test_all_that_is_shown_goes_out_in_its_order(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog._every.setChecked(True)
    part(dialog, QRadioButton, "exportAllColumns").setChecked(True)  # type: ignore[attr-defined]
    request = asked(dialog, qtbot)
    assert request.numbers.tolist() == list(range(9, -1, -1))
    assert "offset" in request.columns


def test_form_and_extension_follow_each_other(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    form, line = dialog.findChild(QComboBox, "exportForm"), dialog._path.line
    assert form is not None
    form.setCurrentIndex(2)
    assert line.text().endswith("synthetic.parquet")
    line.setText(str(tmp_path / "t.tsv"))
    dialog._path.take()
    assert dialog.form is TableForm.TSV


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("t.xls", "tells no form"),
        ("no/t.csv", "There is no folder"),
        ("folder.csv", "This is a folder"),
        ("t.tfrecords", "name of a TFRecord"),
    ],
)
def test_what_cannot_be_written_is_told_before(
    dialog: ExportDialog, tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / "folder.csv").mkdir()
    line = dialog.findChild(QLineEdit, "exportPath")
    note = dialog.findChild(QLabel, "exportNote")
    assert line is not None
    assert note is not None
    line.setText(str(tmp_path / name))
    assert words in note.text()
    assert not dialog._export.isEnabled()


def test_a_file_that_would_be_replaced_is_told_of(dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "t.csv").touch()
    dialog._path.line.setText(str(tmp_path / "t.csv"))
    note = dialog.findChild(QLabel, "exportNote")
    assert note is not None
    assert "will be replaced" in note.text()
    assert isinstance(dialog._export, QPushButton)
    assert dialog._export.isEnabled()
