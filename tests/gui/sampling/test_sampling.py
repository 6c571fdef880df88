from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import polars as pl
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPalette
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QSpinBox,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.unit.dataset.made import tile, write, write_slide
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.sampling.sampling import SamplingPreview, preview_sampling
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.sampling import view as view_module
from tfrviewer.gui.sampling.bars import Colours, Legend
from tfrviewer.gui.sampling.export import MOST_BARS, SCALE, as_picture
from tfrviewer.gui.sampling.model import Column, GroupModel, round_up
from tfrviewer.gui.sampling.panel import SamplingPanel
from tfrviewer.gui.sampling.request import columns_to_count_by
from tfrviewer.gui.sampling.view import SamplingView
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.theme import make_palette

Open = Callable[..., Dataset]
Widget = TypeVar("Widget", bound=QWidget)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Slides of 4, 10 and 26 tiles, and a file that holds two slides."""
    data = tmp_path / "data"
    for name, count in (("s2", 4), ("s10", 10), ("t", 26)):
        write_slide(data / f"{name}.tfrecords", count)
    write(data / "merged.tfrecords", [tile("m"), tile("m"), tile("s2"), tile("m")])
    return data


@pytest.fixture
def jobs(tasks: TaskRunner) -> Jobs:
    return Jobs(tasks)


@pytest.fixture
def panel(session: Session, tasks: TaskRunner, jobs: Jobs, qtbot: QtBot) -> SamplingPanel:
    panel = SamplingPanel(session, tasks, jobs)
    qtbot.addWidget(panel)
    panel.resize(460, 640)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def open_folder(folder: Path, session: Session, qtbot: QtBot) -> Open:
    """Open the folder, or another dataset, in the session."""

    def open_it(dataset: Dataset | None = None) -> Dataset:
        chosen = Dataset(folder) if dataset is None else dataset
        with qtbot.waitSignal(session.settled, timeout=30_000):
            session.open_with(lambda: chosen, "data")
        return chosen

    return open_it


@pytest.fixture
def shown(panel: SamplingPanel, open_folder: Open, settle: Callable[[], None]) -> SamplingPanel:
    """The panel with the folder counted."""
    open_folder()
    settle()
    return panel


@pytest.fixture
def settle(panel: SamplingPanel, session: Session, qtbot: QtBot) -> Callable[[], None]:
    """Wait until what is shown is what is asked for."""
    return lambda: qtbot.waitUntil(
        lambda: panel.is_settled() and session.is_settled(), timeout=30_000
    )


def child(panel: QWidget, kind: type[Widget], name: str) -> Widget:
    found = panel.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def choose(panel: SamplingPanel, name: str, data: str) -> None:
    """Choose an entry of a box, as a person does."""
    box = child(panel, QComboBox, name)
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def table(panel: SamplingPanel) -> QTableView:
    return child(panel, QTableView, "samplingGroups")


def names(panel: SamplingPanel) -> list[str]:
    model = table(panel).model()
    return [model.index(line, Column.NAME).data() for line in range(model.rowCount())]


def message(panel: SamplingPanel) -> str:
    label = child(panel, QLabel, "samplingMessage")
    return label.text() if label.isVisible() else ""


def headline(panel: SamplingPanel) -> str:
    label = child(panel, QLabel, "samplingHeadline")
    return label.text() if label.isVisible() else ""


def preview_of(panel: SamplingPanel) -> SamplingPreview:
    assert panel.preview is not None
    return panel.preview


class TestShowing:
    def test_it_shows_what_the_call_returns(self, shown: SamplingPanel, folder: Path) -> None:
        expected = preview_sampling(Dataset(folder), weights="uniform")
        assert preview_of(shown).frame.equals(expected.frame)
        assert headline(shown) == expected.headline
        assert sorted(names(shown)) == ["m", "s10", "s2", "t"]
        assert names(shown) == expected.sorted()["group"].to_list()

    def test_what_is_wrong_or_missing_is_said_in_words(
        self,
        panel: SamplingPanel,
        open_folder: Open,
        settle: Callable[[], None],
        tmp_path: Path,
    ) -> None:
        assert "Open a dataset" in message(panel)
        assert not child(panel, QSpinBox, "samplingDraws").isEnabled()
        open_folder()
        settle()
        assert message(panel) == ""
        child(panel, QSpinBox, "samplingShards").setValue(50)
        child(panel, QSpinBox, "samplingShard").setValue(40)
        settle()
        assert "Shard 40 of 50: There is nothing to draw" in message(panel)
        assert headline(panel) == ""
        assert not child(panel, QToolButton, "samplingExport").isVisible()
        (tmp_path / "empty").mkdir()
        (tmp_path / "empty" / "e.tfrecords").touch()
        open_folder(Dataset(tmp_path / "empty"))
        settle()
        assert "No TFRecord here has a tile" in message(panel)

    def test_nothing_is_counted_while_it_is_not_seen(
        self, panel: SamplingPanel, open_folder: Open, settle: Callable[[], None]
    ) -> None:
        panel.hide()
        open_folder()
        assert panel.is_settled()
        assert panel.preview is None
        panel.show()
        settle()
        assert preview_of(panel).draws == 10_000

    def test_another_dataset_is_counted_anew(
        self,
        shown: SamplingPanel,
        session: Session,
        open_folder: Open,
        folder: Path,
        settle: Callable[[], None],
    ) -> None:
        open_folder(Dataset(folder / "t.tfrecords"))
        settle()
        assert names(shown) == ["t"]
        session.close()
        assert "Open a dataset" in message(shown)
        assert shown.preview is None

    def test_by_tfrecord_until_the_slides_are_read(
        self, shown: SamplingPanel, session: Session, settle: Callable[[], None]
    ) -> None:
        session.pending = frozenset(("slide",))
        session.loading_changed.emit()
        settle()
        assert preview_of(shown).by == "tfrecord"
        assert "slides are still being read" in headline(shown)
        session.pending = frozenset()
        session.loading_changed.emit()
        settle()
        assert preview_of(shown).by == "slide"


class TestControls:
    def test_each_of_them_is_asked_for(
        self, shown: SamplingPanel, folder: Path, settle: Callable[[], None]
    ) -> None:
        child(shown, QSpinBox, "samplingDraws").setValue(70)
        child(shown, QSpinBox, "samplingSeed").setValue(5)
        child(shown, QSpinBox, "samplingClip").setValue(9)
        child(shown, QSpinBox, "samplingShards").setValue(3)
        child(shown, QSpinBox, "samplingShard").setValue(1)
        child(shown, QCheckBox, "samplingInfinite").setChecked(False)
        choose(shown, "samplingWeights", "tile")
        choose(shown, "samplingBy", "tfrecord")
        settle()
        expected = preview_sampling(
            Dataset(folder),
            70,
            weights="tile",
            clip=9,
            shard=(1, 3),
            infinite=False,
            seed=5,
            by="tfrecord",
        )
        assert preview_of(shown).frame.equals(expected.frame)

    def test_a_shard_is_one_of_those_there_are(self, shown: SamplingPanel) -> None:
        shards, shard = (child(shown, QSpinBox, f"sampling{name}") for name in ("Shards", "Shard"))
        shards.setValue(4)
        shard.setValue(3)
        shards.setValue(2)
        assert shard.value() == 1

    def test_annotations_can_be_weighed_and_counted_by(
        self,
        panel: SamplingPanel,
        open_folder: Open,
        folder: Path,
        settle: Callable[[], None],
    ) -> None:
        open_folder()
        weights = child(panel, QComboBox, "samplingWeights")
        assert weights.findData("patient") < 0
        assert "annotations" in weights.toolTip()
        annotations = pl.DataFrame(
            {
                "patient": ["p", "p", "q", "r"],
                "slide": ["s2", "s10", "t", "merged"],
                "grade": ["low", "low", "high", "high"],
            }
        )
        open_folder(Dataset(folder, annotations=annotations))
        choose(panel, "samplingWeights", "category:grade")
        choose(panel, "samplingBy", "patient")
        settle()
        assert sorted(names(panel)) == ["p", "q", "r"]
        assert table(panel).model().headerData(Column.NAME, Qt.Orientation.Horizontal) == "Patient"

    def test_the_label_chosen_stays_while_the_same_records_are_read_again(
        self,
        panel: SamplingPanel,
        session: Session,
        open_folder: Open,
        folder: Path,
        settle: Callable[[], None],
        qtbot: QtBot,
    ) -> None:
        annotations = pl.DataFrame({"patient": ["p", "q"], "slide": ["s2", "t"]})
        open_folder(Dataset(folder, annotations=annotations))
        choose(panel, "samplingBy", "patient")
        settle()
        with qtbot.waitSignal(session.settled, timeout=30_000):
            session.reload()
        settle()
        assert preview_of(panel).by == "patient"
        open_folder()  # which has no patients
        settle()
        assert preview_of(panel).by == "slide"

    def test_weights_can_come_from_a_file(
        self, shown: SamplingPanel, tmp_path: Path, settle: Callable[[], None], qtbot: QtBot
    ) -> None:
        box = child(shown, QComboBox, "samplingWeights")
        choose(shown, "samplingWeights", "file")
        dialog = child(shown, QFileDialog, "samplingWeightsDialog")
        dialog.reject()
        assert box.currentData() == "uniform"
        path = tmp_path / "w.csv"
        path.write_text("slide,weight\ns2,1\ns10,0\nt,0\nmerged,0\n")
        choose(shown, "samplingWeights", "file")
        dialogs = [d for d in shown.findChildren(QFileDialog) if d.isVisible()]
        dialogs[0].fileSelected.emit(str(path))
        dialogs[0].accept()
        settle()
        assert box.currentText() == "w.csv"
        assert preview_of(shown).frame.filter(pl.col("group") == "s10")["delivered"].item() == 0
        path.write_text("slide,weight\ns2,heavy\n")
        child(shown, QSpinBox, "samplingSeed").setValue(1)
        settle()
        assert "Line 2 gives “s2” the weight “heavy”" in message(shown)

    def test_what_a_dataset_says_itself_comes_first(
        self,
        panel: SamplingPanel,
        open_folder: Open,
        folder: Path,
        settle: Callable[[], None],
    ) -> None:
        own = Dataset(folder).clip(3).balance(strategy="tile")
        open_folder(own)
        choose(panel, "samplingWeights", "")
        settle()
        assert preview_of(panel).frame.equals(preview_sampling(own).frame)
        assert child(panel, QSpinBox, "samplingClip").text() == "as the dataset"

    def test_columns_of_no_use_are_not_offered(self, folder: Path) -> None:
        columns = columns_to_count_by(Dataset(folder).columns(), [])
        assert columns == ["slide", "tfrecord", "format", "problem"]

    def test_every_control_has_a_name_and_a_tip(self, panel: SamplingPanel) -> None:
        for kind in (QSpinBox, QComboBox):
            for control in panel.findChildren(kind):
                assert control.accessibleName()
                assert control.toolTip()
        assert table(panel).accessibleName()
        assert child(panel, QToolButton, "samplingExport").accessibleName()

    def test_the_tab_key_goes_from_control_to_control(
        self, shown: SamplingPanel, qtbot: QtBot
    ) -> None:
        shown.activateWindow()
        shown.setFocus()
        seen = []
        for _ in range(10):
            focus = QGuiApplication.focusObject()
            assert focus is not None
            seen.append(focus.objectName())
            qtbot.keyClick(shown.focusWidget(), Qt.Key.Key_Tab)
        names = ("Draws", "Seed", "Weights", "Clip", "Shard", "Shards", "By", "Infinite")
        assert seen[:8] == [f"sampling{name}" for name in names]
        assert seen[8:] == ["samplingGroups", "samplingExport"]


class TestChoosing:
    def click(
        self,
        panel: SamplingPanel,
        qtbot: QtBot,
        name: str,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        view = table(panel)
        index = view.model().index(names(panel).index(name), Column.BAR)
        at = view.visualRect(index).center()
        qtbot.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            modifier,
            at,
        )

    def test_a_click_selects_the_records_of_the_group(
        self, shown: SamplingPanel, session: Session, qtbot: QtBot
    ) -> None:
        self.click(shown, qtbot, "m")
        slides = session.frame["slide"].to_list()
        chosen = [slides[i] for i in session.selection.nonzero()[0]]
        assert chosen == ["m"] * 3
        assert slides[session.current] == "m"
        self.click(shown, qtbot, "s10", Qt.KeyboardModifier.ControlModifier)
        assert session.n_selected == 13

    def test_the_arrow_keys_do_as_well(
        self, shown: SamplingPanel, session: Session, qtbot: QtBot
    ) -> None:
        view = table(shown)
        view.setFocus()
        view.setCurrentIndex(view.model().index(0, 0))
        qtbot.keyClick(view, Qt.Key.Key_Down)
        name = names(shown)[1]
        assert session.n_selected == session.frame["slide"].to_list().count(name)

    def test_a_selection_made_elsewhere_is_no_longer_a_line_s(
        self, shown: SamplingPanel, session: Session, qtbot: QtBot
    ) -> None:
        self.click(shown, qtbot, "t")
        session.select_all()
        assert not table(shown).selectionModel().hasSelection()
        assert session.n_selected == session.n_records

    def test_the_line_chosen_stays_when_it_is_counted_anew(
        self, shown: SamplingPanel, session: Session, qtbot: QtBot, settle: Callable[[], None]
    ) -> None:
        self.click(shown, qtbot, "t")
        before = session.selection
        child(shown, QSpinBox, "samplingSeed").setValue(9)
        settle()
        lines = table(shown).selectionModel().selectedRows()
        assert [index.data() for index in lines] == ["t"]
        assert session.selection is before

    def test_records_without_a_group_are_one(
        self, shown: SamplingPanel, session: Session, qtbot: QtBot, settle: Callable[[], None]
    ) -> None:
        choose(shown, "samplingBy", "problem")
        settle()
        assert names(shown) == ["(none)"]
        self.click(shown, qtbot, "(none)")
        assert session.n_selected == session.n_records


class TestWorking:
    def test_what_takes_long_is_a_job_that_can_be_cancelled(
        self,
        shown: SamplingPanel,
        jobs: Jobs,
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
        settle: Callable[[], None],
    ) -> None:
        child(shown, SamplingView, "samplingView")._slow.setInterval(0)
        with qtbot.waitSignal(jobs.started, timeout=10_000):
            child(shown, QSpinBox, "samplingDraws").setValue(100_000_000)
        job = jobs.running[0]
        qtbot.waitUntil(lambda: job.total == 100_000_000, timeout=10_000)
        jobs.cancel(job.id)
        assert message(shown).startswith("Cancelled")
        assert jobs.running == []
        child(shown, QSpinBox, "samplingDraws").setValue(10)
        settle()
        assert preview_of(shown).draws == 10

    def test_hiding_it_stops_counting(
        self, shown: SamplingPanel, tasks: TaskRunner, jobs: Jobs, qtbot: QtBot
    ) -> None:
        child(shown, SamplingView, "samplingView")._slow.setInterval(0)
        with qtbot.waitSignal(jobs.started, timeout=10_000):
            child(shown, QSpinBox, "samplingDraws").setValue(100_000_000)
        shown.hide()
        assert jobs.running == []
        assert not tasks.is_running("sampling")

    def test_a_failure_is_said(
        self,
        shown: SamplingPanel,
        settle: Callable[[], None],
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        def fail(*_: object) -> None:
            raise OSError("the disk is gone")

        monkeypatch.setattr(view_module, "answer", fail)
        child(shown, QSpinBox, "samplingSeed").setValue(1)
        settle()
        assert "the disk is gone" in message(shown)


class TestTakingItAway:
    def test_the_table_is_copied(self, shown: SamplingPanel) -> None:
        shown.copy()
        lines = QGuiApplication.clipboard().text().splitlines()
        assert lines[0].split("\t")[:3] == ["group", "tfrecords", "tiles"]
        assert [line.split("\t")[0] for line in lines[1:]] == names(shown)

    def test_it_is_saved_as_csv(self, shown: SamplingPanel, tmp_path: Path, qtbot: QtBot) -> None:
        with qtbot.waitSignal(shown.told, timeout=10_000) as told:
            shown.save(tmp_path / "x.csv")
        assert told.args == ["Saved x.csv"]
        frame = pl.read_csv(tmp_path / "x.csv")
        assert frame["group"].to_list() == names(shown)
        assert frame["delivered"].sum() == 10_000

    def test_it_is_saved_as_a_picture(
        self, shown: SamplingPanel, tmp_path: Path, qtbot: QtBot
    ) -> None:
        with qtbot.waitSignal(shown.told, timeout=10_000):
            shown.save(tmp_path / "x.png")
        image = QImage(str(tmp_path / "x.png"))
        assert image.width() == 900 * SCALE
        accent = shown.palette().color(QPalette.ColorRole.Accent).rgb()
        assert any(
            image.pixel(x, y) == accent
            for y in range(0, image.height(), 4)
            for x in range(0, image.width(), 40)
        )

    def test_a_place_that_cannot_be_written_to_is_told(
        self, shown: SamplingPanel, tmp_path: Path, qtbot: QtBot
    ) -> None:
        with qtbot.waitSignal(shown.told, timeout=10_000) as told:
            shown.save(tmp_path / "no" / "x.csv")
        assert told.args is not None
        assert "cannot be written" in told.args[0]

    def test_the_menu_asks_where(self, shown: SamplingPanel) -> None:
        menu = child(shown, QToolButton, "samplingExport").menu()
        menu.actions()[0].trigger()
        dialog = child(shown, QFileDialog, "samplingSaveDialog")
        assert dialog.selectedFiles()[0].endswith("data-sampling.csv")
        dialog.reject()

    def test_a_picture_of_many_bars_ends_with_how_many_are_left_out(
        self, tmp_path: Path, qtbot: QtBot
    ) -> None:
        for i in range(MOST_BARS + 5):
            write_slide(tmp_path / f"s{i}.tfrecords", 1)
        preview = preview_sampling(Dataset(tmp_path), 100, by="tfrecord")
        groups = preview.frame.to_dicts()
        legend = Legend()
        qtbot.addWidget(legend)
        whole = as_picture(preview, groups, 1.0, legend)
        part = as_picture(preview, groups[:MOST_BARS], 1.0, legend)
        assert 0 < whole.height() - part.height() < 30 * SCALE


class TestModel:
    def test_it_keeps_to_the_rules_of_models(self, folder: Path, qtbot: QtBot) -> None:
        model = GroupModel()
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        preview = preview_sampling(Dataset(folder))
        model.show_preview(preview)
        chosen = QItemSelectionModel(model)
        chosen.select(
            model.index(1, 0),
            QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
        )
        name = model.index(1, 0).data()
        for column in Column:
            for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
                model.sort(column, order)
                assert [index.data() for index in chosen.selectedRows()] == [name]
        model.show_preview(None)
        assert model.rowCount() == 0

    def test_names_sort_by_the_numbers_in_them(self, folder: Path) -> None:
        model = GroupModel()
        model.show_preview(preview_sampling(Dataset(folder)))
        model.sort(Column.NAME)
        assert [group["group"] for group in model.groups] == ["m", "s2", "s10", "t"]
        model.sort(Column.SEEN, Qt.SortOrder.DescendingOrder)
        model.sort(Column.DRAWN, Qt.SortOrder.DescendingOrder)
        shares = [group["delivered_share"] for group in model.groups]
        assert shares == sorted(shares, reverse=True)

    def test_ratios_sort_as_they_are_shown(self, tmp_path: Path) -> None:
        for name, count in (("a", 1), ("b", 10), ("c", 100), ("d", 20)):
            write_slide(tmp_path / "data" / f"{name}.tfrecords", count)
        weights = {"a": 20.0, "b": 10.0, "c": 50.0, "d": 0.0}
        model = GroupModel()
        model.show_preview(preview_sampling(Dataset(tmp_path / "data"), 4000, weights=weights))
        first = [group["group"] for group in model.groups]
        assert first[:2] == ["a", "d"]
        model.sort(Column.RATIO)
        assert model.index(0, Column.RATIO).data() == "never"
        assert [group["group"] for group in model.groups] == ["d", "c", "b", "a"]
        model.sort(Column.RATIO, Qt.SortOrder.DescendingOrder)
        assert [group["group"] for group in model.groups] == ["a", "b", "c", "d"]
        model.sort(-1)
        assert [group["group"] for group in model.groups] == first

    def test_a_line_says_all_that_is_known(self, folder: Path) -> None:
        model = GroupModel()
        model.show_preview(preview_sampling(Dataset(folder), 100, clip=2, weights="tile"))
        model.sort(Column.NAME)
        index = model.index(2, Column.NAME)
        tip = index.data(Qt.ItemDataRole.ToolTipRole)
        assert "slide s10" in tip
        assert "10 tiles, 23 % of all" in tip
        assert "2 tiles left by clip and shard" in tip
        spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.startswith("slide s10: ")
        assert "23 % of the tiles" in spoken

    @pytest.mark.parametrize(
        ("share", "end"),
        [(0, 1), (0.0011, 0.0015), (0.2, 0.2), (0.21, 0.25), (0.77, 0.8), (0.93, 1), (1, 1)],
    )
    def test_a_scale_ends_with_a_round_number(self, share: float, end: float) -> None:
        assert round_up(share) == pytest.approx(end)


class TestLooking:
    def test_at_first_no_title_says_that_it_is_sorted_by(
        self, shown: SamplingPanel, qtbot: QtBot
    ) -> None:
        header = table(shown).horizontalHeader()
        assert header.sortIndicatorSection() == -1
        first = names(shown)
        at = QPoint(header.sectionViewportPosition(Column.NAME) + 12, header.height() // 2)
        for _ in range(2):
            qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
            assert header.sortIndicatorSection() == Column.NAME
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert header.sortIndicatorSection() == -1
        assert names(shown) == first

    @pytest.mark.parametrize("dark", [False, True])
    def test_the_parts_of_a_bar_can_be_told_apart(self, dark: bool) -> None:
        palette = make_palette(dark=dark)
        colours = Colours.of(palette)
        ground = palette.color(QPalette.ColorRole.Base)
        for one, other in (
            (colours.drawn, ground),
            (colours.expected, ground),
            (colours.drawn, colours.tiles),
        ):
            assert contrast(one, other) >= 2

    @pytest.mark.parametrize("width", [280, 300, 460, 900])
    def test_bars_have_room_at_any_width(
        self, shown: SamplingPanel, qtbot: QtBot, width: int
    ) -> None:
        shown.resize(width, 500)
        view = table(shown)
        qtbot.waitUntil(lambda: view.columnWidth(Column.BAR) >= 70)
        assert not view.isColumnHidden(Column.RATIO)
        assert view.horizontalHeader().length() <= view.viewport().width()
        assert view.isColumnHidden(Column.SEEN) == (width < 420)

    def test_it_is_narrow_enough_for_a_panel(self, panel: SamplingPanel) -> None:
        assert panel.minimumSizeHint().width() <= 290

    def test_a_bar_is_painted_where_its_shares_say(
        self, shown: SamplingPanel, folder: Path, settle: Callable[[], None]
    ) -> None:
        choose(shown, "samplingBy", "tfrecord")
        settle()
        view = table(shown)
        model = view.model()
        assert isinstance(model, GroupModel)
        image = view.viewport().grab().toImage()
        accent = shown.palette().color(QPalette.ColorRole.Accent).rgb()
        for line, group in enumerate(model.groups):
            rect = view.visualRect(model.index(line, Column.BAR)).adjusted(6, 0, -6, 0)
            drawn = rect.left() + round(rect.width() * group["delivered_share"] / model.full)
            middle = rect.center().y()
            assert image.pixel(QPoint((rect.left() + drawn) // 2, middle)) == accent
            assert image.pixel(QPoint(drawn + 6, middle)) != accent


def contrast(one: QColor, other: QColor) -> float:
    def light(colour: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
