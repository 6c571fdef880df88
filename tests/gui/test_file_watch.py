import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.windows import open_paths, session_of, write_tfrecord
from tfrviewer.gui.file_watch import Changes, FileWatch, Seen, compare, look
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.notice import Kind
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.jobs import CancelToken


def test_a_look_tells_what_is_other_gone_and_new() -> None:
    a, b, c = (Path(name) for name in "abc")
    before = Seen({a: (1, 1), b: (1, 1)})
    assert not compare(before, [a, b], before)
    now = Seen({a: (1, 2), c: (1, 1)})
    assert compare(before, [a, b], now) == Changes((a,), (b,), (c,))
    nothing = Seen({}, reachable=False)  # the drive was away at the first look
    assert not compare(nothing, [a, b], before)


def test_a_file_that_was_opened_alone_may_vanish(tmp_path: Path) -> None:
    path = write_tfrecord(tmp_path / "data" / "a.tfrecords", 2)
    before = look([path], [path], CancelToken())
    path.unlink()
    now = look([path], [path], CancelToken())
    assert now.reachable
    assert compare(before, [path], now) == Changes(vanished=(path,))
    path.parent.rename(tmp_path / "away")  # as when a drive is taken out
    assert not look([path], [path], CancelToken()).reachable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        write_tfrecord(tmp_path / "data" / f"{name}.tfrecords", 2)
    return tmp_path / "data"


def test_changes_are_told_once_and_a_drive_that_is_away_tells_nothing(
    folder: Path, tasks: TaskRunner, qtbot: QtBot
) -> None:
    watch = FileWatch(tasks)
    files = sorted(folder.glob("*.tfrecords"))
    told: list[Changes] = []
    watch.differs.connect(told.append)

    def look_again() -> None:
        with qtbot.waitSignal(watch.looked):
            watch.look()

    with qtbot.waitSignal(watch.looked):
        watch.begin(lambda: [folder], files)
    (folder / "a.index.npz").unlink()  # indices do not count
    look_again()
    assert told == []
    os.utime(files[0], ns=(1, 1))
    new = write_tfrecord(folder / "deep" / "c.tfrecords", 1)
    look_again()
    look_again()
    assert told == [Changes((files[0],), (), (new,))]
    folder.rename(folder.with_name("away"))
    look_again()
    look_again()
    assert [changes.away for changes in told] == [False, True]
    folder.with_name("away").rename(folder)
    files[1].unlink()
    look_again()
    assert told[2:] == [Changes((files[0],), (files[1],), (new,))]
    watch.begin(tuple, ())


def test_what_is_written_inside_a_file_is_told_by_the_system(
    folder: Path, tasks: TaskRunner, qtbot: QtBot
) -> None:
    watch = FileWatch(tasks)
    files = sorted(folder.glob("*.tfrecords"))
    with qtbot.waitSignal(watch.looked):
        watch.begin(lambda: [folder], files)
    with qtbot.waitSignal(watch.differs) as told, files[0].open("r+b") as file:
        file.write(b"other")
    assert told.args == [Changes(changed=(files[0],))]
    watch.begin(tuple, ())


def test_a_folder_that_is_gone_is_told_and_stays_so(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.disk.watch.looked):
        open_paths(window, [folder], qtbot)
    folder.rename(folder.with_name("away"))
    with qtbot.waitSignal(window.disk.watch.differs):
        window.disk.look()
    assert "not on disk" in window.notice.text
    with qtbot.waitSignal(session_of(window).open_failed):
        session_of(window).reload()
    window.notice.hide()  # that it cannot be opened
    qtbot.waitUntil(lambda: "not on disk" in window.notice.text)
    assert window.windowTitle() == "data (not on disk) – tfrviewer"
    assert window.status.text.endswith("not on disk any more")
    folder.with_name("away").rename(folder)
    with qtbot.waitSignal(window.disk.watch.differs):
        window.disk.look()
    assert window.notice.text == ""
    assert window.windowTitle() == "data – tfrviewer"
    assert window.status.text.endswith("read-only")


def test_the_window_asks_and_reads_again_only_when_told_to(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.disk.watch.looked):
        open_paths(window, [folder], qtbot)
    notice = window.notice
    notice.tell("Something went wrong", Kind.ERROR)
    write_tfrecord(folder / "c.tfrecords", 3)
    with qtbot.waitSignal(window.disk.watch.differs):
        window.disk.look()
    assert notice.text == "Something went wrong"  # it is not pushed aside
    notice.hide()
    qtbot.waitUntil(lambda: "1 TFRecord is new" in notice.text)
    assert session_of(window).n_records == 4
    (reload,) = (b for b in notice.findChildren(QPushButton) if b.text() == "&Reload")
    with qtbot.waitSignal(session_of(window).settled):
        reload.click()
    assert session_of(window).n_records == 7
    assert notice.text == ""
