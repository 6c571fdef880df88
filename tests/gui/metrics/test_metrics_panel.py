"""The metrics panel: measuring, a line on a metric, and what becomes of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from tests.gui.metrics.conftest import LIGHT, Bench, write_greys
from tests.gui.windows import action, open_paths, session_of
from tfrviewer.dataset.metrics.rules import write_rules
from tfrviewer.dataset.metrics.thresholds import Threshold
from tfrviewer.errors import FindingKind
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.metrics.look import Look, look_at
from tfrviewer.gui.opening import ToOpen
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.writer import RecordWriter
from tfrviewer.tiles.drawing.range_scheme import RangeScheme
from tfrviewer.tiles.metrics import PRESETS


def test_that_nothing_is_measured_unasked_and_what_is_kept_comes_by_itself(
    make_bench: Callable[[], Bench], folder: Path
) -> None:
    first = make_bench()
    first.open(folder)
    assert first.view.empty.isVisible()
    words = first.view.empty.findChild(QLabel, "metricsEmptyText")
    assert isinstance(words, QLabel)
    assert "6 tiles" in words.text()
    assert "brightness" not in first.session.columns
    first.view.empty.button.click()
    first.settle()
    assert not first.view.empty.isVisible()
    assert first.session.values("brightness").to_list() == pytest.approx(LIGHT)
    assert not first.view.line.isVisible(), "all is measured, and it is said that it is not"
    second = make_bench()
    second.open(folder)
    assert second.session.values("brightness").to_list() == pytest.approx(LIGHT)
    assert second.measuring.is_whole


def test_that_a_drag_counts_and_shows_the_tiles_on_either_side(bench: Bench) -> None:
    view = bench.view
    with bench.qtbot.waitSignal(view.previewed) as previewed:
        view.bars.handles.set_range(10, 100)
    assert view.count.text().startswith("3 tiles of 6 shown")
    below, above = view.sides.sides
    assert [LIGHT[number] for number in below.numbers] == [90, 40, 10]
    assert [LIGHT[number] for number in above.numbers] == [140, 200, 250]
    assert below.picked
    assert not above.picked
    scheme, title, remark = previewed.args
    assert (title, remark) == ("Brightness", "up to 100: 3 tiles")
    pixels = scheme.paint(np.arange(6)).pixels
    assert (pixels == scheme.inside).tolist() == [light <= 100 for light in LIGHT]
    with bench.qtbot.waitSignal(view.previewed) as previewed:
        view.bars.handles.clear()
    assert previewed.args[0] is None


def test_that_the_panel_is_as_high_in_a_narrower_window(bench: Bench) -> None:
    view = bench.view
    view.limits.typed.emit(None, 100.0)
    heights = set()
    for width in range(300, 640, 20):  # else a scroll bar comes and goes until the stack is full
        view.resize(width, 800)
        heights.add(view.sides.height())
    assert len(heights) == 1
    view.resize(1, 800)
    right = view.deeds.mapTo(view, view.deeds.rect().topRight()).x()
    assert right < view.width(), "the buttons at the right are cut"


def test_that_the_panel_is_never_wider_than_it_is_given(bench: Bench) -> None:
    view = bench.view
    view.set_threshold(Threshold.of_preset(PRESETS["washed_out"]))
    bench.settle()
    bench.button("metricKeepRule").click()
    bench.settle()
    view.presets.show_counts(dict.fromkeys(PRESETS, 1_000_000))
    view.resize(250, 600)
    scroll = view.findChild(QScrollArea)
    assert isinstance(scroll, QScrollArea)
    inner = scroll.widget()
    assert inner is not None
    bench.qtbot.waitUntil(lambda: inner.width() == scroll.viewport().width())
    for name in ("metricFlag", "metricKeepRule", "metricCopy", "metricRule", "preset_washed_out"):
        button = bench.button(name)
        assert button.mapTo(inner, button.rect().topRight()).x() < inner.width()
        if name != "metricRule":
            assert button.width() >= button.sizeHint().width(), f"{name} is cut"


def test_that_typed_limits_are_taken_as_they_are_or_refused_in_words(bench: Bench) -> None:
    view, limits = bench.view, bench.view.limits
    low, high, clear = limits.parts()
    assert isinstance(low, QLineEdit)
    assert isinstance(high, QLineEdit)
    assert isinstance(clear, QToolButton)

    def type_limits(least: str, greatest: str) -> None:
        for line, text in ((low, least), (high, greatest)):
            line.setText(text)
            line.setModified(True)
        low.editingFinished.emit()

    type_limits("1,5", "100")
    assert (view.threshold.low, view.threshold.high) == (1.5, 100)
    assert not limits.refusal.isVisible()
    for least, greatest in (("200", "100"), ("1,500", ""), ("5 6", "")):
        type_limits(least, greatest)
        assert (view.threshold.low, view.threshold.high) == (1.5, 100)
        assert least in limits.refusal.text()
        assert limits.refusal.isVisible()
        limits.show_limits(1.5, 100)
        assert low.text() == least, "what was typed is gone before it is mended"
    type_limits("", "100")
    assert (view.threshold.low, view.threshold.high) == (None, 100)
    assert not limits.refusal.isVisible()
    type_limits("200", "100")
    clear.click()
    assert not limits.refusal.isVisible()
    assert view.threshold.is_all
    assert low.text() == high.text() == ""


def test_that_the_map_follows_while_the_panel_is_seen(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    open_paths(window, [folder], qtbot)
    action(window, "measure_tiles").trigger()
    assert window.workspace is not None
    workspace, colouring = window.workspace, window.workspace.map.colouring
    qtbot.waitUntil(lambda: workspace.measuring.is_whole and workspace.metrics.is_settled())
    view = workspace.metrics.view
    assert view is not None
    view.limits.typed.emit(0.5, None)  # of what is shown first, whitespace
    qtbot.waitUntil(lambda: isinstance(colouring.scheme, RangeScheme))
    window.docks["metrics"].close()
    qtbot.waitUntil(lambda: not isinstance(colouring.scheme, RangeScheme))
    window.show_panel("metrics")
    qtbot.waitUntil(lambda: isinstance(colouring.scheme, RangeScheme))
    view.on_map.setChecked(False)
    qtbot.waitUntil(lambda: not isinstance(colouring.scheme, RangeScheme))
    assert not action(window, "remove_joined").isEnabled(), "metrics are no joined table"
    assert session_of(window).added["metrics"]


def test_that_reading_the_dataset_anew_keeps_what_was_measured_and_found(
    make_bench: Callable[[], Bench], folder: Path
) -> None:
    with RecordWriter(folder / "c.tfrecords", index=True) as writer:
        writer.write_example({"slide": "c", "image_raw": b"\xff\xd8\xff\xe0 no picture"})
    bench = make_bench()
    bench.open(folder)
    bench.measure()
    session, view = bench.session, bench.view
    for seed in (None, 3, None):
        if seed is not None or session.mask is not None:
            view.set_threshold(Threshold.of_preset(PRESETS["out_of_focus"]))
            with bench.qtbot.waitSignal(session.settled, timeout=20_000):
                session.blind(seed)
            bench.settle()
        bench.qtbot.waitUntil(lambda: bool(session.findings))
        (found,) = session.findings
        assert (found.kind, found.record) == (FindingKind.UNDECODABLE_IMAGE, 0)
        assert session.n_damaged == 1
        assert view.bars.shape is not None, "it is said that nothing is measured"
        assert view.threshold.is_all
        assert not bench.button("preset_out_of_focus").isChecked()


def test_that_what_a_rule_found_opens_its_tiles(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    open_paths(window, [folder], qtbot)
    action(window, "measure_tiles").trigger()
    workspace, session = window.workspace, session_of(window)
    assert workspace is not None
    qtbot.waitUntil(lambda: workspace.measuring.is_whole and workspace.metrics.is_settled())
    workspace.rules.add(Threshold("brightness", 100.0, None))
    qtbot.waitUntil(lambda: len(session.findings) == 2)
    action(window, "findings").trigger()
    for number in (1, 4):
        action(window, "next_finding").trigger()
        assert session.current == number
    assert not session.n_selected
    button = window.findChild(QPushButton, "finding_show_tiles")
    assert isinstance(button, QPushButton)
    qtbot.waitUntil(button.isVisible)
    action(window, "previous_finding").trigger()
    button.click()
    qtbot.waitUntil(lambda: session.order.tolist() == [1, 3])
    assert session.filter_text == "brightness >= 100 AND tfrecord = 'a'"


def test_that_a_threshold_becomes_a_filter_either_way(bench: Bench) -> None:
    session, view = bench.session, bench.view
    view.limits.typed.emit(None, 90.0)
    bench.button("metricShowOnly").click()
    bench.settle()
    assert session.filter_text == "brightness <= 90"
    assert sorted(session.order.tolist()) == [0, 2, 5]
    assert view.count.text().startswith("3 tiles of 3 shown")
    session.show_everything()
    bench.settle()
    bench.button("metricHide").click()
    bench.settle()
    assert sorted(session.order.tolist()) == [1, 3, 4]


def test_that_a_threshold_becomes_a_selection_a_condition_or_flags(bench: Bench) -> None:
    session = bench.session
    bench.view.limits.typed.emit(200.0, None)
    bench.button("metricSelect").click()
    assert np.flatnonzero(session.selection).tolist() == [1, 4]
    bench.button("metricCopy").click()
    assert QGuiApplication.clipboard().text() == "brightness >= 200"
    menu = bench.button("metricFlag").menu()
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    bench.qtbot.waitUntil(session.flags.is_settled, timeout=20_000)
    flags = [session.flags.flag_of(number) for number in range(6)]
    assert flags == [None, "reject", None, None, "reject", None]
    session.flags.shutdown()


def test_that_a_threshold_becomes_a_rule_that_finds_again(
    bench: Bench, make_bench: Callable[[], Bench], folder: Path
) -> None:
    bench.view.limits.typed.emit(None, 50.0)
    bench.button("metricKeepRule").click()
    bench.settle()
    second = make_bench()
    second.open(folder)
    for one in (bench, second):
        one.wait_for_findings()
        found = [f for f in one.session.findings if f.kind is FindingKind.METRIC]
        assert [(Path(f.file).stem, f.record) for f in found] == [("a", None), ("b", None)]
        assert found[0].message == "Brightness: 1 of 4 tiles fulfils brightness <= 50."
        assert [one.rules.tiles_of(finding).tolist() for finding in found] == [[0], [5]]
    assert second.session.n_damaged == 0, "a dark tile is no damaged record"
    remove = second.view.findChild(QToolButton, "metricRuleRemove")
    assert isinstance(remove, QToolButton)
    remove.click()
    second.settle()
    assert second.session.findings == []
    assert second.rules.rules == []


def test_that_what_comes_late_is_not_taken_for_another_dataset(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()

    def slowly(*args: Any) -> Look:  # noqa: ANN401 - those of `look_at`
        begun.set()
        go_on.wait(20)
        return look_at(*args)

    monkeypatch.setattr("tfrviewer.gui.metrics.look.look_at", slowly)
    bench.view.set_threshold(Threshold("contrast", None, 1.0))
    bench.qtbot.waitUntil(begun.is_set)
    previews: list[object] = []
    write_greys(tmp_path / "other" / "c.tfrecords", (7,))
    with bench.qtbot.waitSignal(bench.session.dataset_changed):
        bench.session.open(ToOpen.of([tmp_path / "other"]))
    bench.view.set_threshold(Threshold("contrast", None, 1.0))
    bench.view.previewed.connect(lambda scheme, *_: previews.append(scheme))
    go_on.set()
    bench.settle()
    assert bench.view.sides.sides[0].numbers == []
    assert previews == [None] * len(previews)


def test_that_rules_kept_one_after_the_other_are_all_kept(
    bench: Bench, make_bench: Callable[[], Bench], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second_begun = Event()

    def write(path: Path, rules: Sequence[Threshold], where: str) -> None:
        if len(rules) == 1:
            second_begun.wait(0.05)
        else:
            second_begun.set()
        write_rules(path, rules, where)

    monkeypatch.setattr("tfrviewer.gui.metric_rules.write_rules", write)
    rules = [Threshold("brightness", None, 50.0), Threshold("contrast", None, 1.0)]
    for rule in rules:
        bench.rules.add(rule)
    bench.settle()
    second = make_bench()
    second.open(folder)
    assert second.rules.rules == rules


def test_that_tiles_are_measured_though_what_is_kept_cannot_be_read(
    make_bench: Callable[[], Bench],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    bench = make_bench()
    monkeypatch.setattr("tfrviewer.gui.measuring.recall", fail)
    bench.session.dataset_changed.connect(bench.measuring.start)
    bench.open(folder)
    assert "Input/output error" in caplog.text
    assert bench.measuring.is_whole


def test_that_a_preset_picks_out_what_its_button_counts(bench: Bench) -> None:
    dark, pen = bench.button("preset_dark"), bench.button("preset_pen")
    dark.click()
    bench.settle()
    assert dark.isChecked()
    assert not pen.isChecked()
    count = int(dark.text().rsplit(" ", 1)[1])
    assert bench.view.deeds.picked().size == count > 0
    bench.view.limits.typed.emit(None, 255.0)
    assert not dark.isChecked(), "it is another threshold now"


def test_that_keys_go_through_the_tiles_next_to_the_line(bench: Bench) -> None:
    view, session, qtbot = bench.view, bench.session, bench.qtbot
    view.bars.handles.set_range(10, 100)
    view.sides.setFocus()
    for key, light in (
        (Qt.Key.Key_Right, 140), (Qt.Key.Key_Down, 200), (Qt.Key.Key_Right, 250),
        (Qt.Key.Key_Left, 140), (Qt.Key.Key_Left, 90),
    ):  # fmt: skip
        qtbot.keyClick(view.sides, key)
        assert LIGHT[session.current] == light
    with qtbot.waitSignal(view.open_requested):
        qtbot.keyClick(view.sides, Qt.Key.Key_Return)


def test_that_a_column_of_a_metrics_name_keeps_its_name(
    make_bench: Callable[[], Bench], tmp_path: Path
) -> None:
    bench, path = make_bench(), tmp_path / "data" / "a.tfrecords"
    write_greys(path, (136,), brightness=3.5)
    bench.open(path)
    bench.measure()
    session = bench.session
    assert session.values("brightness").to_list() == [3.5]
    assert session.values("brightness_metric").to_list() == pytest.approx([136])
    bench.view.limits.typed.emit(100.0, None)
    bench.button("metricShowOnly").click()
    bench.settle()
    assert session.filter_text == "brightness_metric >= 100"
    assert len(session.order) == 1


def test_that_a_file_changed_on_disk_loses_its_metrics_when_it_is_read_again(
    bench: Bench, folder: Path
) -> None:
    write_greys(folder / "b.tfrecords", (0, 0))
    with bench.qtbot.waitSignal(bench.session.settled, timeout=20_000):
        bench.session.reload()
    bench.settle()
    values = bench.session.values("brightness").to_list()
    assert values == [pytest.approx(light) for light in LIGHT[:4]] + [None, None]
    assert bench.view.line.isVisible()


def test_that_measuring_stops_when_asked_and_goes_on_from_there(
    make_bench: Callable[[], Bench], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tfrviewer.dataset.metrics.reader.UNIT_RECORDS", 1)
    bench = make_bench()
    bench.open(folder)
    seen: list[int] = []
    check = CancelToken.check

    def stop_after_a_while(token: CancelToken) -> None:
        seen.append(1)
        if len(seen) == 12:
            token.cancel()
        check(token)

    with monkeypatch.context() as patch:
        patch.setattr(CancelToken, "check", stop_after_a_while)
        bench.measuring.start()
        bench.settle()
    known = bench.measuring.n_known
    assert 0 < known < 6
    assert bench.view.line.isVisible()
    assert bench.session.values("brightness").null_count() == 6 - known
    bench.measuring.start()
    bench.settle()
    assert bench.measuring.is_whole


def test_that_another_dataset_begins_anew(bench: Bench, tmp_path: Path) -> None:
    bench.view.bars.handles.set_range(10, 100)
    write_greys(tmp_path / "other" / "c.tfrecords", (1, 2))
    bench.open(tmp_path / "other")
    assert bench.measuring.frame is None
    assert bench.view.threshold.is_all
    assert bench.view.empty.isVisible()
    assert "metrics" not in bench.session.added
