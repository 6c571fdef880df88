"""What becomes of a save that does not go as it should."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.gui.saving.asking import ask, open_cohort, save, settle, told, type_target, visible
from tests.unit.dataset.made import tree
from tfrviewer.build.subset.copying import Copier
from tfrviewer.build.subset.targets import CopyTarget
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.saving.dialog import SaveDialog
from tfrviewer.gui.saving.looking import look_at, prepare
from tfrviewer.gui.saving.request import SaveForm, SaveRequest, What, fitting
from tfrviewer.gui.saving.running import run_save
from tfrviewer.gui.saving.source import SaveSource
from tfrviewer.jobs import CancelToken


class Gate:
    """Holds a copy up before the TFRecord of slide b is written.

    Attributes:
        reached: It got there.
        go_on: It may go on; it also does when it is cancelled.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()
        write = Copier.write

        def gated(copier: Copier, target: CopyTarget) -> None:
            if target.path.stem == "b":
                self.reached.set()
                cancel = copier._cancel
                while not self.go_on.wait(0.01) and not (cancel and cancel.cancelled):
                    pass
            write(copier, target)

        monkeypatch.setattr(Copier, "write", gated)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate(monkeypatch)
    yield made
    made.go_on.set()


def test_cancelling_keeps_what_is_finished_and_tells(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot, gate: Gate
) -> None:
    out = tmp_path / "out"
    open_cohort(window, cohort, qtbot, [0, 1, 7, 13])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    type_target(dialog, out, qtbot)
    dialog.button.click()
    qtbot.waitUntil(gate.reached.is_set, timeout=20_000)
    assert not visible(window)  # nothing modal while it runs
    (job,) = window.jobs.running
    assert job.title == "Saving TFRecords"
    with qtbot.waitSignal(window.saving.ended, timeout=20_000):
        window.jobs.cancel(job.id)
        gate.go_on.set()
    assert told(window) == (
        "Saving was cancelled. What is finished stays: 2 records in 1 TFRecord saved to “out”."
    )
    assert sorted(tree(out)) == ["a.index.npz", "a.tfrecords"]


def test_the_window_asks_before_it_ends_a_save(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot, gate: Gate
) -> None:
    out = tmp_path / "out"
    open_cohort(window, cohort, qtbot, [0, 7, 13])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    type_target(dialog, out, qtbot)
    dialog.button.click()
    qtbot.waitUntil(gate.reached.is_set, timeout=20_000)

    def question() -> QMessageBox:
        window.close()
        assert window.isVisible()
        (box,) = (one for one in window.findChildren(QMessageBox) if one.isVisible())
        return box

    box = question()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert window.isVisible()
    box = question()
    (stop,) = (button for button in box.buttons() if "End" in button.text())
    stop.click()
    assert not window.isVisible()
    assert sorted(tree(out)) == ["a.index.npz", "a.tfrecords"]


def test_what_gets_in_the_way_after_all_was_looked_at_is_told(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    out = tmp_path / "out"
    open_cohort(window, cohort, qtbot, [1])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    type_target(dialog, out, qtbot)
    out.write_bytes(b"a file now")
    save(window, dialog, qtbot)
    assert told(window).startswith("Saving ended early: ")
    assert "not a folder to write to" in told(window)
    assert told(window).endswith("Nothing was written.")
    assert out.read_bytes() == b"a file now"


def test_a_source_that_vanishes_is_told_for_each_record(
    window: MainWindow, cohort: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    open_cohort(window, cohort, qtbot, [1, 12, 13])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    type_target(dialog, tmp_path / "out", qtbot)
    (cohort / "c.tfrecords").rename(tmp_path / "moved")
    save(window, dialog, qtbot)
    assert told(window).endswith("2 records were left out.")
    assert sorted(tree(tmp_path / "out")) == ["a.index.npz", "a.tfrecords"]


def test_the_disk_is_looked_at_before_anything_is_written(
    window: MainWindow, cohort: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tfrviewer.gui.saving.looking.free_bytes", lambda folder: 10)
    open_cohort(window, cohort, qtbot, [1])
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    assert "only 10 bytes are free there" in dialog._target_told.text
    assert not dialog.button.isEnabled()
    dialog.reject()


def test_a_dialog_that_is_closed_writes_nothing(
    window: MainWindow, cohort: Path, qtbot: QtBot
) -> None:
    def written() -> set[str]:  # the window's own settings lie there as well
        return {name for name in tree(cohort.parent) if not name.endswith(".ini")}

    open_cohort(window, cohort, qtbot, [1])
    before = written()
    dialog = ask(window, "save_selection", SaveDialog, qtbot)
    settle(dialog, qtbot)
    dialog.reject()
    assert written() == before


def test_records_are_taken_as_they_were_when_saving_began(source: SaveSource) -> None:
    chosen = source.chosen(What.SELECTION)
    assert [(one.path.stem, one.records.tolist()) for one in chosen if one.records is not None] == [
        ("a", [1, 2]),
        ("b", [1]),
        ("c", [1]),
    ]
    assert chosen[0].slides == ["a", "a"]
    assert source.numbers(What.ALL).tolist() == list(range(18))


def test_a_slide_that_is_not_known_yet_is_read_from_the_records(source: SaveSource) -> None:
    from dataclasses import replace

    import polars as pl

    frame = source.frame.with_columns(pl.lit(None, pl.String).alias("slide"))
    assert [one.slides for one in replace(source, frame=frame).chosen(What.SELECTION)] == [None] * 3


def test_a_place_is_proposed_that_is_free(source: SaveSource, cohort: Path) -> None:
    (cohort.parent / "cohort-selection").mkdir()
    cancel = CancelToken()
    prepared = prepare(source, What.SELECTION, cancel)
    assert prepared.slides == ("a", "b", "c")
    look = look_at(source, prepared, SaveRequest(), "", cancel)
    assert look.target == cohort.parent / "cohort-selection-2"
    table = SaveRequest(form=SaveForm.CSV)
    assert look_at(source, prepared, table, "", cancel).target.name == "cohort-selection.csv"


def test_a_table_lacks_no_column_that_was_still_to_come(source: SaveSource, tmp_path: Path) -> None:
    from dataclasses import replace

    import polars as pl

    early = replace(source, frame=source.frame.drop("grade"), is_whole=False)
    target = tmp_path / "early.parquet"
    request = SaveRequest(form=SaveForm.PARQUET, target=target)
    outcome = run_save(early, request, lambda *_: None, CancelToken())
    assert outcome.error is None
    assert pl.read_parquet(target)["grade"].to_list() == [1, 2, 1, 1]


def test_a_path_fits_what_is_saved() -> None:
    csv = SaveRequest(form=SaveForm.CSV)
    assert fitting(Path("/d/x"), csv, 3) == Path("/d/x.csv")
    assert fitting(Path("/d/x.geojson"), csv, 3) == Path("/d/x.csv")
    assert fitting(Path("/d/x.csv"), SaveRequest(), 3) == Path("/d/x")
    assert fitting(Path("/d/slide.v2"), SaveRequest(), 3) == Path("/d/slide.v2")
    geojson = SaveRequest(form=SaveForm.GEOJSON)
    assert fitting(Path("/d/x.csv"), geojson, 1) == Path("/d/x.geojson")
    assert fitting(Path("/d/x.csv"), geojson, 2) == Path("/d/x")


def test_the_selection_is_saved_in_any_order_of_numbers(source: SaveSource) -> None:
    from dataclasses import replace

    backwards = replace(source, order=np.arange(18, dtype=np.uint32)[::-1].copy())
    assert backwards.numbers(What.SELECTION).tolist() == [13, 7, 2, 1]
    hidden = replace(source, order=np.array([13, 0], np.uint32))
    assert hidden.numbers(What.SELECTION).tolist() == [13, 1, 2, 7]
