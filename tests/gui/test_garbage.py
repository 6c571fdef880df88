import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from tfrviewer.gui.garbage import GarbageCollector


class Knot(QObject):
    """Holds itself, so that only the collector can let it go."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collector(qapp: object) -> Iterator[GarbageCollector]:
    gc.enable()
    made = GarbageCollector()
    yield made
    made.stop()
    made.deleteLater()


def test_that_a_busy_worker_destroys_nothing_of_the_window(collector: GarbageCollector) -> None:
    destroyed_in: list[int] = []
    knot = Knot()
    weakref.finalize(knot, lambda: destroyed_in.append(threading.get_ident()))
    del knot
    worker = threading.Thread(target=lambda: [[i] for i in range(200_000)])
    worker.start()
    worker.join()
    assert destroyed_in == []
    while collector.collect_due() >= 0:
        pass
    gc.collect()
    assert destroyed_in == [threading.get_ident()]


def test_that_nothing_is_collected_before_it_is_due(collector: GarbageCollector) -> None:
    gc.collect()
    assert collector.collect_due() == -1
    kept = [[i] for i in range(5 * gc.get_threshold()[0])]
    assert collector.collect_due() == 0
    assert kept


def test_that_much_data_is_not_gone_through(collector: GarbageCollector) -> None:
    kept = [[i] for i in range(30_000)]
    before = gc.get_freeze_count()
    assert collector.collect_due() == -1
    assert gc.get_freeze_count() >= before + len(kept)
    assert collector.collect_due() == -1  # nothing is left to look at


def test_that_what_takes_long_to_go_through_is_gone_through_once(
    collector: GarbageCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tfrviewer.gui.garbage._LONG", 0)
    kept = [[i] for i in range(5 * gc.get_threshold()[0])]
    before = gc.get_freeze_count()
    assert collector.collect_due() == 0
    assert gc.get_freeze_count() >= before + len(kept)


def test_that_stopping_gives_collecting_back_to_python(qapp: object) -> None:
    gc.enable()
    collector = GarbageCollector()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
    gc.disable()  # as the tests have it
    collector.deleteLater()
