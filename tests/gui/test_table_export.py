from pathlib import Path

import polars as pl
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, dialog, open_paths, session_of, write_tfrecord
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.table_export import TableExport


def test_the_table_goes_to_a_file_as_it_is_shown(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    open_paths(window, [write_tfrecord(tmp_path / "data" / "a.tfrecords", 8)], qtbot)
    session = session_of(window)
    with qtbot.waitSignal(session.order_changed):
        session.sort([("number", True)])
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("x >= 200")
    action(window, "export_table").trigger()
    asking = dialog(window, "exportTableDialog")
    target = tmp_path / "out.parquet"
    asking._path.line.setText(str(target))
    export = window.findChild(TableExport)
    assert export is not None
    with qtbot.waitSignal(export.ended):
        asking._export.click()
    found = pl.read_parquet(target)
    assert found["number"].to_list() == [7, 6, 3, 2]
    assert found["slide"].to_list() == ["a"] * 4
    assert window.notice.isVisible()
