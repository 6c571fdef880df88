from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tfrviewer.gui.inspector.trail import GLANCE, MOST, Trail
from tfrviewer.gui.session import Session


class Clock:
    """A clock that goes on when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def trail(
    session: Session,
    clock: Clock,
    synthetic: Callable[..., Any],
    open_synthetic: Callable[[Any], Any],
) -> Trail:
    trail = Trail(session, clock=clock)
    open_synthetic(synthetic([300, 50]))
    return trail


@pytest.fixture
def look(session: Session, clock: Clock) -> Callable[..., None]:
    """Look at records, each for a while."""

    def look(*numbers: int, seconds: float = 2 * GLANCE) -> None:
        for number in numbers:
            clock.now += seconds
            session.set_current(number)

    return look


def test_one_goes_back_and_forward_through_what_was_looked_at(
    session: Session, trail: Trail, look: Callable[..., None]
) -> None:
    look(5, 320, 7)
    trail.back()
    assert session.current == 320
    trail.back()
    trail.back()
    assert session.current == 0
    assert not trail.can_go_back
    trail.forward()
    assert session.current == 5
    assert [trail.number(seen) for seen in trail.seen] == [0, 5, 320, 7]


def test_another_way_gives_up_what_lay_ahead(
    session: Session, trail: Trail, look: Callable[..., None]
) -> None:
    look(5, 6)
    trail.back()
    look(9)
    assert not trail.can_go_forward
    assert [trail.number(seen) for seen in trail.seen] == [0, 5, 9]


def test_what_was_passed_by_is_not_remembered(trail: Trail, look: Callable[..., None]) -> None:
    look(10)
    look(*range(11, 40), seconds=GLANCE / 4)
    look(41)
    assert [trail.number(seen) for seen in trail.seen] == [0, 39, 41]


def test_the_way_back_survives_filter_and_sorting(
    qtbot: QtBot, session: Session, trail: Trail, look: Callable[..., None]
) -> None:
    look(5, 320)
    with qtbot.waitSignal(session.settled):
        session.set_filter("number > 100")
    with qtbot.waitSignal(session.settled):
        session.sort_by("number", add=False)
    trail.back()
    assert session.current == 5


def test_no_more_is_remembered_than_is_of_use(trail: Trail, look: Callable[..., None]) -> None:
    look(*range(1, MOST + 50))
    assert len(trail.seen) == MOST
    assert trail.at == MOST - 1


def test_a_dataset_that_is_read_again_keeps_the_way_back(
    qtbot: QtBot, session: Session, trail: Trail, look: Callable[..., None]
) -> None:
    look(5, 320)
    with qtbot.waitSignal(session.settled):
        session.reload()
    trail.back()
    assert session.current == 5
    session.close()
    assert trail.seen == ()
