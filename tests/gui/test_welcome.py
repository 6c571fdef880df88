from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tfrviewer.gui.opening import Tiles, ToOpen
from tfrviewer.gui.recent import RecentEntry, RecentPaths
from tfrviewer.gui.recent_card import RecentCard
from tfrviewer.gui.remembered import Remembered
from tfrviewer.gui.settings import Settings, cache_dir
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.welcome import WelcomePage
from tfrviewer.gui.welcome_choice import Choice
from tfrviewer.tfrecord.store import cache_folder


@pytest.fixture
def recent(tmp_path: Path, tasks: TaskRunner, qtbot: QtBot) -> RecentPaths:
    (tmp_path / "there").mkdir()
    settings = Settings(tmp_path / "tfrviewer.ini")
    settings.add_recent(ToOpen.of(tmp_path / "gone.tfrecords"))
    settings.add_recent(ToOpen.of(tmp_path / "there"))
    recent = RecentPaths(settings, tasks)
    recent.settings_kept = settings  # type: ignore[attr-defined]
    with qtbot.waitSignals([recent.changed, recent.changed]):
        recent.refresh()
    return recent


@pytest.fixture
def page(recent: RecentPaths, qtbot: QtBot) -> WelcomePage:
    page = WelcomePage(recent)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    qtbot.waitExposed(page)
    return page


def button(page: WelcomePage, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def test_a_key_that_has_no_room_beside_the_words_is_left_out(qtbot: QtBot) -> None:
    choices = [Choice("file", "Open file…", "", key, large=True) for key in ("Ctrl+Alt+O", "")]
    for choice in choices:
        qtbot.addWidget(choice)
        choice.resize(400, 60)
    with_key, without = (choice.grab().toImage() for choice in choices)
    assert with_key != without
    for choice in choices:
        choice.resize(180, 60)
    with_key, without = (choice.grab().toImage() for choice in choices)
    assert with_key == without


def test_very_many_files_opened_together_are_not_all_told() -> None:
    files = tuple(Path(f"/a/{i}.tfrecords") for i in range(941))
    entry = RecentEntry(Remembered(ToOpen(files)))
    assert len(entry.tip.splitlines()) == 13
    assert len(entry.paths.splitlines()) == 941


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("openFile", "open_file"),
        ("openFolder", "open_folder"),
        ("openProject", "open_project"),
        ("buildFromImages", "build"),
        ("openSample", "open_sample"),
    ],
)
def test_each_way_in_works_by_mouse_and_by_key(
    page: WelcomePage, qtbot: QtBot, name: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.mouseClick(button(page, name), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.keyClick(button(page, name), Qt.Key.Key_Return)
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.keyClick(button(page, name), Qt.Key.Key_Space)
    assert button(page, name).accessibleName()


def test_what_was_opened_can_be_opened_again(
    page: WelcomePage, qtbot: QtBot, tmp_path: Path
) -> None:
    there = next(b for b in page.findChildren(QAbstractButton, "recent") if b.text() == "there")
    with qtbot.waitSignal(page.open_recent) as caught:
        qtbot.mouseClick(there, Qt.MouseButton.LeftButton)
    assert caught.args == [ToOpen.of(tmp_path / "there")]


def test_what_is_gone_is_greyed_and_says_so(page: WelcomePage) -> None:
    gone = next(
        b for b in page.findChildren(QAbstractButton, "recent") if b.text() == "gone.tfrecords"
    )
    assert not gone.isEnabled()
    assert "not found" in gone.accessibleDescription()


def test_clearing_the_list_empties_the_page(
    page: WelcomePage, recent: RecentPaths, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(recent.changed):
        recent.clear()
    assert all(not b.isVisible() for b in page.findChildren(QAbstractButton, "recent"))


def entry_of(what: ToOpen) -> RecentEntry:
    return RecentEntry(Remembered(what))


def test_several_files_have_one_name(tmp_path: Path) -> None:
    entry = entry_of(ToOpen.of([tmp_path / "a.tfrecords", tmp_path / "b.tfrecords"]))
    assert entry.title == "a.tfrecords +1"
    assert entry_of(ToOpen.of(Path.home() / "data" / "x")).where == str(Path("~/data"))


def test_a_project_is_told_with_its_tiles_and_annotations(tmp_path: Path) -> None:
    what = ToOpen((tmp_path / "lung",), Tiles("299px_302um"))
    assert entry_of(what).title == "lung · 299 px, 302 µm"
    some = ToOpen((tmp_path / "lung",), Tiles("299px_10x", ("A",)), tmp_path / "labels.csv")
    assert entry_of(some).title == "lung · 299 px, 10x · A · labels.csv"
    assert entry_of(some).tip.split("\n") == [str(tmp_path / n) for n in ("lung", "labels.csv")]


def test_a_card_tells_how_much_it_was_and_when(tmp_path: Path) -> None:
    day = 86_400
    now = 1_700_000_000.0
    told = {
        age: RecentEntry(Remembered(ToOpen.of(tmp_path), 3, 1234, now - age * day)).when(now)
        for age in (0, 1, 3)
    }
    assert told == {0: "today", 1: "yesterday", 3: "3 days ago"}
    entry = RecentEntry(Remembered(ToOpen.of(tmp_path), 3, 1234))
    assert (entry.size, entry.when()) == (f"{QLocale().toString(1234)} tiles", "")


def test_a_card_can_be_pinned_to_the_top_and_removed_also_if_it_is_gone(
    page: WelcomePage, recent: RecentPaths, qtbot: QtBot
) -> None:
    gone = next(c for c in page.findChildren(RecentCard) if c.button.text() == "gone.tfrecords")
    actions = {action.text(): action for action in gone.make_menu().actions()}
    assert not actions["&Open"].isEnabled()
    with qtbot.waitSignals([recent.changed, recent.changed]):
        actions["&Pin to the Top"].trigger()
    assert [entry.title for entry in recent.entries] == ["gone.tfrecords", "there"]
    recent.clear()
    assert [entry.title for entry in recent.entries] == ["gone.tfrecords"]  # pinned is kept
    qtbot.waitUntil(lambda: len(page.findChildren(RecentCard)) == 1)
    card = page.findChildren(RecentCard)[0]
    with qtbot.waitSignal(recent.changed):
        qtbot.keyClick(card, Qt.Key.Key_Delete)
    assert recent.entries == []
    assert page.findChild(QAbstractButton, "takeTour") is not None


def test_what_is_noted_of_a_dataset_outlives_nonsense(tmp_path: Path) -> None:
    known = Remembered(ToOpen.of(tmp_path), 2, 300, 1.7e9, pinned=True)
    assert Remembered.from_json(known.to_json()) == known
    spoiled = known.to_json() | {"n_tiles": "many", "when": -3, "pinned": 1, "n_files": []}
    assert Remembered.from_json(spoiled) == Remembered(ToOpen.of(tmp_path))


def test_the_cache_is_that_of_the_records(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_dir() == cache_folder()
    monkeypatch.delenv("TFRVIEWER_CACHE_DIR")
    assert cache_dir() == cache_folder()
