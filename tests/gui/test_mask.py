"""A blinded session tells no names."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, open_paths, session_of, write_tfrecord
from tfrviewer import Dataset
from tfrviewer.gui.command_finder.catalogue import entries
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.mask import Mask
from tfrviewer.gui.tile_deeds import tile_deeds
from tfrviewer.gui.tile_pictures import TilePictures
from tfrviewer.review.blinding import Blinding

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.workspace import Workspace

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


_WORDS = (
    *("windowTitle", "toolTip", "statusTip", "whatsThis", "accessibleName", "title"),
    *("accessibleDescription", "text", "toPlainText", "placeholderText"),
)
_ROLES = (
    *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.EditRole),
    *(Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole),
)


def said(top: QWidget) -> Iterator[str]:
    """What all widgets, models and actions below one say, also what is not on top."""
    for one in [top, *top.findChildren(QWidget)]:
        for name in _WORDS:
            ask = getattr(one, name, None)
            if callable(ask):
                with suppress(TypeError):  # it asks for more, and is not what is shown
                    yield str(ask())
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            yield from said_of(one.model())
    for known in top.findChildren(QAction):
        yield from (known.text(), known.toolTip(), known.statusTip())


def said_of(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    parent = QModelIndex() if parent is None else parent
    across = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for column, role in product(range(across), _ROLES):
        yield str(model.headerData(column, Qt.Orientation.Horizontal, role))
    for row, column in product(range(model.rowCount(parent)), range(across)):
        index = model.index(row, column, parent)
        yield from (str(index.data(role)) for role in _ROLES)
        if column == 0 and model.rowCount(index):
            yield from said_of(model, index)


def workspace_of(window: MainWindow) -> "Workspace":
    assert window.workspace is not None
    return window.workspace


def reveals(text: str) -> bool:
    return any(name in text for name in NAMES)


def test_that_neither_the_window_nor_what_it_shows_names_a_slide(
    blinded: MainWindow, qtbot: QtBot
) -> None:
    shown = workspace_of(blinded)
    for name in ("findings", "dashboard", "metrics", "sampling"):
        blinded.panels.open_dock(name)
    shown.open_large(2)
    qtbot.waitUntil(shown.is_settled)
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    assert len(tops) > 1
    assert [text for top in tops for text in said(top) if reveals(text)] == []
    assert blinded.windowTitle() == "Blinded review – tfrviewer"
    session, workspace = session_of(blinded), blinded.workspace
    assert set(session.values("slide")) == {"Slide 1", "Slide 2"}
    assert {str(name) for name in session.values("tfrecord")} == {"Slide 1", "Slide 2"}
    assert session.findings
    assert {session.file_of(one) for one in session.findings} == {0}
    assert workspace is not None
    reading = workspace.inspector.reading
    assert reading is not None
    assert reading.example is not None
    assert reading.example.slide in {"Slide 1", "Slide 2"}
    told = [str(one.to_json()) for one in session.findings] + [reading.to_json()]
    told += [file.name for file in session.files] + [str(session.shown_paths)]
    assert [text for text in told if reveals(text)] == []


def test_that_numbers_and_the_order_of_files_are_those_of_the_other_names(
    blinded: MainWindow, qtbot: QtBot
) -> None:
    session = session_of(blinded)
    orders = set()
    for seed in range(1, 5):
        blind(blinded, seed, qtbot)
        orders.add(tuple(path.stem for path in session.paths))
        assert [path.name for path in session.shown_paths] == ["Slide 1", "Slide 2"]
    assert orders == {NAMES, NAMES[::-1]}


def test_that_the_order_drawn_by_lot_cannot_be_undone(blinded: MainWindow, qtbot: QtBot) -> None:
    session = session_of(blinded)
    drawn = session.order.tolist()
    assert not session.history.can_undo
    keys: list[tuple[str, bool]]
    for keys in ([("number", False)], []):
        with qtbot.waitSignal(session.order_changed):
            session.sort(keys)
    assert session.order.tolist() == drawn
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("x >= 0")
    assert session.order.tolist() == drawn
    assert workspace_of(blinded).grid.groups is None


def test_that_no_step_back_leads_to_a_tile_seen_by_its_name(
    blinded: MainWindow, qtbot: QtBot
) -> None:
    session, trail = session_of(blinded), workspace_of(blinded).inspector.trail
    for seed in (None, 7):
        blind(blinded, seed, qtbot)
        assert len(trail.seen) == 1
        session.set_current((session.current + 1) % 12)


def test_that_findings_quote_no_name_that_is_not_shown(tmp_path: Path) -> None:
    for name in NAMES:
        write_tfrecord(tmp_path / f"{name}.tfrecords", 1)
    with Dataset(tmp_path) as dataset:
        mask = Mask(Blinding(3), dataset)
    text = "It is of “somebody else”, not of “bravo-normal” as bravo-normal.tfrecords is named."
    shown = mask.slide("bravo-normal")
    assert mask.text(text) == f"It is of “…”, not of “{shown}” as {shown}.tfrecords is named."


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
    session, workspace = session_of(blinded), workspace_of(blinded)
    pictures = TilePictures(session, blinded.tasks, blinded)

    def deeds() -> set[str]:
        return {deed.name for deed in tile_deeds(session, pictures, 0, workspace.open_large)}

    assert action(blinded, "blinded").isChecked()
    told = ("save_shown", "export_table")
    assert [action(blinded, name).isEnabled() for name in told] == [False, False]
    why = "Not in a blinded review: it tells names"
    assert action(blinded, "verify").toolTip().endswith(f"\n{why}")
    assert {entry.why_not for entry in entries(blinded) if entry.key in told} == {why}
    hidden = deeds()
    blind(blinded, None, qtbot)
    assert [action(blinded, name).isEnabled() for name in told] == [True, True]
    assert why not in action(blinded, "verify").toolTip()
    assert deeds() - hidden == {"copyPath", "showFile"}
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
