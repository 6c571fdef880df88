"""A grid that is shown."""

import pytest
from pytestqt.qtbot import QtBot

from tfrviewer.gui.grid.view import TileGrid
from tfrviewer.gui.session import Session
from tfrviewer.gui.thumbnails import ThumbnailLoader


@pytest.fixture
def grid(qtbot: QtBot, session: Session, thumbnails: ThumbnailLoader) -> TileGrid:
    """A grid of 600 by 400 pixels, shown, with tiles of about 64 pixels."""
    view = TileGrid(session, thumbnails)
    view.set_tile_size(64)
    view.resize(600, 400)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    return view
