"""An inspector, and going to records with it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tfrviewer.gui.inspector.inspector import Inspector
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.thumbnails import ThumbnailLoader

Go = Callable[[str | Path, int], None]


@pytest.fixture
def inspector(qtbot: QtBot, session: Session, tasks: TaskRunner) -> Iterator[Inspector]:
    thumbnails = ThumbnailLoader(session)
    inspector = Inspector(session, tasks, thumbnails)
    inspector.resize(320, 760)
    qtbot.addWidget(inspector)
    with qtbot.waitExposed(inspector):
        inspector.show()
    yield inspector
    inspector.close()
    session.close()
    thumbnails.shutdown()


@pytest.fixture
def go(qtbot: QtBot, session: Session, inspector: Inspector, golden: Path) -> Go:
    """Open a file and make one of its records current."""

    def go(file: str | Path, record: int) -> None:
        path = golden / file
        if [info.path for info in session.files] != [path]:
            with qtbot.waitSignal(session.settled):
                session.open(ToOpen.of(path))
        session.set_current(record)
        qtbot.waitUntil(lambda: inspector.is_settled() and inspector.reading is not None)

    return go
