"""Folders of images and a draft of them, for the tests of the pages that build."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.build.made import jpeg, make_slide
from tests.unit.tiles.pictures import encoded
from tfrviewer.gui.build_wizard.draft import Draft
from tfrviewer.gui.build_wizard.page import Page
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.settings import Settings
from tfrviewer.gui.tasks import TaskRunner

W = TypeVar("W", bound=QWidget)
Enter = Callable[[type[Page]], Page]


def make_images(root: Path, slides: int = 3, tiles: int = 12) -> Path:
    """Write folders of sound tiles; return their parent."""
    for number in range(slides):
        make_slide(root / f"slide-{number}", tiles, start=100 * number)
    return root


def spoil(root: Path) -> None:
    """Add to the first slide what cannot be taken: two sizes, a format, no image, a damaged one."""
    folder = root / "slide-0"
    (folder / "slide-0-9000-1.jpg").write_bytes(jpeg(1, (20, 32)))
    (folder / "slide-0-9000-2.jpg").write_bytes(jpeg(2, (32, 20)))
    (folder / "slide-0-9000-3.png").write_bytes(encoded(Image.new("RGB", (32, 32)), "PNG"))
    (folder / "slide-0-9000-4.png").write_text("no image")
    (folder / "slide-0-256-256.jpg").write_bytes(jpeg(0)[:-40])


def choose(draft: Draft, source: Path, qtbot: QtBot) -> None:
    """Begin with a source, and wait for its plan."""
    draft.choose(source)
    settle(draft, qtbot)


def settle(draft: Draft, qtbot: QtBot) -> None:
    """Wait until the plan is that of the request, or refused."""
    qtbot.waitUntil(lambda: not draft.is_scanning and not draft.is_planning, timeout=20_000)


def said(page: QWidget, name: str) -> str:
    """Return what a line of a page says; nothing while it is not shown."""
    label = child(page, QLabel, name)
    return label.text() if label.isVisible() else ""


def child(page: QWidget, kind: type[W], name: str) -> W:
    """Return a widget by its name."""
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


@pytest.fixture
def images(tmp_path: Path) -> Path:
    """Three slides of twelve sound tiles."""
    return make_images(tmp_path / "images")


@pytest.fixture
def draft(tasks: TaskRunner, tmp_path: Path) -> Draft:
    """A draft that nothing is chosen for."""
    return Draft(tasks, Jobs(tasks), Settings(tmp_path / "tfrviewer.ini"))


@pytest.fixture
def enter(draft: Draft, images: Path, qtbot: QtBot) -> Enter:
    """Show a page over the draft of `images`, as the wizard does."""

    def show(kind: type[Page]) -> Page:
        if draft.scan is None:
            choose(draft, images, qtbot)
        page = kind(draft)
        qtbot.addWidget(page)
        page.resize(760, 620)
        with qtbot.waitExposed(page):
            page.show()
        page.begin()
        page.entered()
        return page

    return show
