"""Work is handed over only where that pays."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tfrviewer.build import handing_over
from tfrviewer.build.handing_over import map_near
from tfrviewer.jobs import Cancelled, CancelToken


@pytest.mark.parametrize(("soon", "handed_over"), [(1000.0, False), (0.0, True)])
def test_what_is_quick_is_done_here(
    soon: float, handed_over: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_over, "_SOON", soon)
    here = threading.get_ident()

    def work(number: int) -> tuple[int, bool]:
        return number, threading.get_ident() == here

    with ThreadPoolExecutor(1) as pool:
        done = list(map_near(work, range(6), lambda unit: 1, executor=pool, cancel=None))
    assert [number for number, _ in done] == list(range(6))
    assert [was_here for _, was_here in done] == [True, True, *[not handed_over] * 4]


def test_a_cancel_is_heard_while_it_is_tried() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with ThreadPoolExecutor(1) as pool, pytest.raises(Cancelled):
        next(map_near(str, [1], lambda unit: 1, executor=pool, cancel=cancel))


def test_without_workers_all_is_done_here() -> None:
    done = map_near(str, range(3), lambda unit: 1, executor=None, cancel=None, ahead=2)
    assert list(done) == ["0", "1", "2"]
