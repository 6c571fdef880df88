"""The card beside the pointer."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset
from tests.gui.painted import PaintedFile
from tfrviewer.gui.hover_card import PICTURE_PX, HoverCard, place_beside
from tfrviewer.gui.hover_words import HoverWords, value_text
from tfrviewer.gui.session import Session
from tfrviewer.gui.thumbnails import ThumbnailLoader

TILE = QRect(60, 50, 12, 12)


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[QWidget]:
    """A view in a window of 500 by 300 pixels."""
    window = QWidget()
    window.resize(500, 300)
    view = QWidget(window)
    view.setGeometry(100, 20, 300, 260)
    view.setMouseTracking(True)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield view
    window.close()


@pytest.fixture
def file(painted: Callable[..., PaintedFile]) -> PaintedFile:
    """An open dataset of eight tiles, the second of which is broken."""
    return painted(8, undecodable={1})


@pytest.fixture
def card(
    host: QWidget, session: Session, thumbnails: ThumbnailLoader, file: PaintedFile
) -> HoverCard:
    """A card over `host`, for the records of `file`."""
    return HoverCard(session, thumbnails, host)


def test_that_the_card_shows_picture_and_words_of_a_tile(
    card: HoverCard, thumbnails: ThumbnailLoader, file: PaintedFile, qtbot: QtBot
) -> None:
    card.columns = ("bytes",)
    card.show_tile(2, TILE)
    qtbot.waitUntil(lambda: thumbnails.find(2, PICTURE_PX) is not None)
    names = [name for name, _ in card.words.lines]
    assert names == ["Location", "Number", "bytes"]
    assert card.isVisible()
    picture = card.grab().toImage()
    ratio = card.devicePixelRatioF()
    middle = QPoint(round(60 * ratio), round(60 * ratio))
    assert picture.pixelColor(middle) == QColor(file.colour(2))
    assert card.describe(2) == card.words.spoken


def test_that_a_tile_that_cannot_be_decoded_is_told_once_that_is_known(
    card: HoverCard, qtbot: QtBot
) -> None:
    card.show_tile(1, TILE)
    qtbot.waitUntil(lambda: card.words.findings == ("It is <cut> off.",))
    assert not card.grab().isNull()


def test_that_the_card_goes_when_the_pointer_leaves_presses_or_scrolls(
    card: HoverCard, host: QWidget
) -> None:
    card.show_tile(0, TILE)
    QTest.mousePress(host, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not card.isVisible()
    assert card.number == -1
    card.show_tile(0, TILE)
    host.hide()
    assert not card.isVisible()


def test_that_the_card_makes_way_for_the_pointer(card: HoverCard, host: QWidget) -> None:
    window = host.window()
    card.show_tile(0, QRect(0, 0, 300, 260))
    for _ in range(3):
        at = card.geometry().center()
        QTest.mouseMove(host, host.mapFrom(window, at))
        assert not card.geometry().contains(at)


def test_that_nothing_is_said_of_what_is_no_record(card: HoverCard) -> None:
    card.show_tile(0, TILE)
    card.show_tile(-1, QRect())
    assert not card.isVisible()
    card.show_tile(10**9, TILE)
    assert not card.isVisible()
    assert card.describe(10**9) == ""


def test_that_words_alone_take_no_room_for_a_picture(card: HoverCard) -> None:
    card.show_words(HoverWords("Slide", (("Tiles", "12"),)), TILE)
    assert card.isVisible()
    assert card.width() < PICTURE_PX + 40


def test_that_another_dataset_hides_the_card(
    card: HoverCard,
    synthetic: Callable[..., SyntheticDataset],
    open_synthetic: Callable[[SyntheticDataset], SyntheticDataset],
) -> None:
    card.show_tile(0, TILE)
    open_synthetic(synthetic([3]))
    assert not card.isVisible()


@pytest.mark.parametrize(
    "anchor", [QRect(2, 2, 9, 9), QRect(480, 5, 9, 9), QRect(240, 285, 9, 9), QRect(250, 1, 3, 290)]
)
def test_that_a_card_stands_beside_its_tile_and_within_the_window(anchor: QRect) -> None:
    size, within = QSize(200, 90), QRect(0, 0, 500, 300)
    place = QRect(place_beside(anchor, size, within), size)
    assert within.contains(place)
    assert not place.intersects(anchor)


def test_that_values_take_few_letters() -> None:
    values = [None, True, 0.123456789, "a\nb", "x" * 999, b"12", 2**70]
    texts = [value_text(value) for value in values]
    assert texts[:4] == ["none", "yes", "0.1235", "a b"]
    assert all(len(text) <= 80 for text in texts)
