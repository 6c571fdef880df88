"""A blinded session tells no names."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, open_paths, session_of, write_tfrecord
from tfrviewer.gui.main_window import MainWindow

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

NAMES = ("alpha-tumour", "bravo-normal")


@pytest.fixture
def blinded(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A window of two slides that is blinded by the seed 7, all settled."""
    for name, count in zip(NAMES, (8, 4), strict=True):
        write_tfrecord(tmp_path / "cohort" / f"{name}.tfrecords", count)
    index = tmp_path / "cohort" / f"{NAMES[1]}.index.npz"
    index.write_bytes((tmp_path / "cohort" / f"{NAMES[0]}.index.npz").read_bytes())
    open_paths(window, [tmp_path / "cohort"], qtbot)
    blind(window, 7, qtbot)
    return window


def blind(window: MainWindow, seed: int | None, qtbot: QtBot) -> None:
    session = session_of(window)
    with qtbot.waitSignal(session.dataset_changed):
        session.blind(seed)
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: workspace.is_settled() and session.current >= 0)


def said(widget: QWidget) -> list[str]:
    """What all widgets below one say, in text, tool tips, and to screen readers."""
    found = []
    for one in [widget, *widget.findChildren(QWidget)]:
        found += [one.windowTitle(), one.toolTip(), one.accessibleName()]
        found.append(one.accessibleDescription())
        if isinstance(one, QLabel) or hasattr(one, "toPlainText"):
            found.append(one.text() if isinstance(one, QLabel) else one.toPlainText())
    return found


def reveals(text: str) -> bool:
    return any(name in text for name in NAMES)


def test_that_neither_the_window_nor_what_it_shows_names_a_slide(blinded: MainWindow) -> None:
    assert [text for text in said(blinded) if reveals(text)] == []
    assert blinded.windowTitle() == "Blinded review – tfrviewer"
    session, workspace = session_of(blinded), blinded.workspace
    assert set(session.values("slide")) == {"Slide 1", "Slide 2"}
    assert {str(name) for name in session.values("tfrecord")} == {"Slide 1", "Slide 2"}
    assert session.findings
    assert {session.file_of(one) for one in session.findings} == {1}
    assert workspace is not None
    reading = workspace.inspector.reading
    assert reading is not None
    assert reading.example is not None
    assert reading.example.slide in {"Slide 1", "Slide 2"}
    told = [str(one.to_json()) for one in session.findings] + [reading.to_json()]
    told += [file.name for file in session.files] + [str(session.shown_paths)]
    assert [text for text in told if reveals(text)] == []


def test_that_the_order_is_drawn_by_the_seed(blinded: MainWindow, qtbot: QtBot) -> None:
    session = session_of(blinded)
    first = session.order.tolist()
    assert first != sorted(first)
    assert session.current == first[0]
    blind(blinded, 8, qtbot)
    assert session.order.tolist() != first
    blind(blinded, 7, qtbot)
    assert session.order.tolist() == first


def test_that_what_would_tell_names_cannot_be_done_until_it_ends(
    blinded: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    assert action(blinded, "blinded").isChecked()
    assert not action(blinded, "save_shown").isEnabled()
    blind(blinded, None, qtbot)
    assert action(blinded, "save_shown").isEnabled()
    assert not action(blinded, "blinded").isChecked()
    assert set(session_of(blinded).values("slide")) == set(NAMES)
    blind(blinded, 1, qtbot)
    blinded.close_dataset()
    assert not action(blinded, "blinded").isChecked()
    open_paths(blinded, [tmp_path / "cohort"], qtbot)
    assert session_of(blinded).mask is None


def test_that_flags_given_blinded_are_those_of_the_slides(
    blinded: MainWindow, qtbot: QtBot
) -> None:
    session: Session = session_of(blinded)
    action(blinded, "flag_reject").trigger()
    qtbot.waitUntil(session.flags.is_settled)
    (slide,) = session.flags.store.flags()["slide"]
    assert slide in NAMES
    blind(blinded, None, qtbot)
    qtbot.waitUntil(session.flags.is_settled)
    assert session.flags.count("reject") == 1
