"""What every test stands on: no display, a home of its own, nothing left behind.

Nothing here imports Qt: the tests below `tfrviewer/gui` run where Qt does not.
"""

import gc
import itertools
import logging
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

GOLDEN = Path(__file__).parent / "data" / "golden"
MACHINE_ENVIRONMENT = dict(os.environ)
"""The environment before any test changed it: for pip, which needs its cache and settings."""

settings.register_profile(
    "fixed",  # the same examples every time: a red run is red for everybody
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("explore", settings.get_profile("fixed"), derandomize=False)
settings.register_profile("long", settings.get_profile("explore"), max_examples=2000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--headed", action="store_true", help="show the windows of the GUI tests")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--headed"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names for the homes of tests; pytest's own numbering lists all folders for each anew."""
    base = tmp_path_factory.mktemp("homes")
    return (base / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, so that nobody's settings are read or written."""
    home = next(homes)
    home.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name, folder in {
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "APPDATA": "roaming",
        "LOCALAPPDATA": "local",
        "TFRVIEWER_CONFIG_DIR": "tfrviewer-config",
        "TFRVIEWER_CACHE_DIR": "tfrviewer-cache",
        "TFRVIEWER_DATA_DIR": "tfrviewer-data",
        "TFRVIEWER_LOG_DIR": "tfrviewer-log",
    }.items():
        monkeypatch.setenv(name, str(home / folder))
    return home


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """Let files be written without waiting until the disk has them: no test cuts the power.

    What is killed runs in a process of its own, and waits.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session")
def machine_environment() -> dict[str, str]:
    """The environment that pytest was started with (pip's cache and settings)."""
    return dict(MACHINE_ENVIRONMENT)


@pytest.fixture(scope="session")
def golden() -> Iterator[Path]:
    """The folder of golden files; never to be written to (see its README)."""
    before = sorted(GOLDEN.iterdir())
    yield GOLDEN
    assert sorted(GOLDEN.iterdir()) == before, "a test wrote beside them: it wants golden_copy"


@pytest.fixture
def golden_copy(tmp_path: Path) -> Path:
    """A copy of the golden files that a test may change."""
    return Path(shutil.copytree(GOLDEN, tmp_path / "golden"))


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """Collect no garbage while a test runs, for it may have threads.

    A thread that happens to collect would destroy the widgets of an earlier test while this one
    delivers events to them, and the process with them.
    """
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window open or a thread running.

    It is set up before the test's own fixtures and so looks after they were torn down.
    """
    windows_before = set(_windows())
    threads_before = set(threading.enumerate())
    yield
    if leaked := _still_there(lambda: _new_windows(windows_before)):
        pytest.fail(f"windows left behind: {leaked}", pytrace=False)
    if leaked := _still_there(lambda: _new_threads(threads_before)):
        pytest.fail(f"threads left running: {leaked}", pytrace=False)


@pytest.fixture(autouse=True)
def no_warning_in_the_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which tfrviewer logged a warning; one that asks for `caplog` expects it."""
    if "caplog" in request.fixturenames:
        yield
        return
    handler = _Warnings(logging.WARNING)
    logger = logging.getLogger("tfrviewer")
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    if handler.said:
        pytest.fail(f"tfrviewer logged: {handler.said}", pytrace=False)


class _Warnings(logging.Handler):
    """Keeps what was logged."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def _still_there(look: Callable[[], list[str]]) -> list[str]:
    found = look()
    if found:  # a cycle of references is not a leak
        gc.collect()
        found = look()
    return found


def _application() -> "QApplication | None":
    """The application if a test made one; Qt is not imported to find out."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.instance() if widgets is not None else None


def _windows() -> "dict[int, QWidget]":
    """The top-level windows by their address."""
    application = _application()
    if application is None:
        return {}
    address = sys.modules["shiboken6"].getCppPointer
    return {address(window)[0]: window for window in application.topLevelWidgets()}


def _new_windows(before: set[int]) -> list[str]:
    application = _application()
    if application is None:
        return []
    core = sys.modules["PySide6.QtCore"]
    application.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    return [
        f"{type(window).__name__} {window.objectName()!r}"
        for address, window in _windows().items()
        # Qt keeps one window for tool tips for ever.
        if address not in before and window.metaObject().className() != "QTipLabel"
    ]


def _new_threads(before: set[threading.Thread]) -> list[str]:
    """New threads that do not end although nothing asks more of them."""
    found = []
    for thread in set(threading.enumerate()) - before:
        # Qt's own threads show as dummies that never end; the one that closes idle files ends
        # a few seconds after the last file was read.
        if isinstance(thread, threading._DummyThread) or thread.name == "tfrviewer-idle-handles":
            continue
        thread.join(timeout=5)  # one that was told to stop is on its way out
        if thread.is_alive():
            found.append(thread.name)
    return found
