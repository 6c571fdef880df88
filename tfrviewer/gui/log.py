"""What went wrong, kept for whoever has to find out: a log file, and crashes of all kinds in it."""

import faulthandler
import logging
import logging.handlers
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

import platformdirs
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_NOISE = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
)
_crash_file: IO[str] | None = None  # faulthandler writes to its descriptor: it must stay open


def log_dir() -> Path:
    """Return the folder of the log; `TFRVIEWER_LOG_DIR` names another one."""
    own = os.environ.get("TFRVIEWER_LOG_DIR")
    return Path(own) if own else Path(platformdirs.user_log_dir("tfrviewer", appauthor=False))


def start_logging(folder: Path | None = None) -> Path | None:
    """Log to a rotating file; return it, or None where it cannot be written."""
    global _crash_file
    folder = log_dir() if folder is None else folder
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    path = folder / "tfrviewer.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
        # Whoever enabled it before (python -X faulthandler) wants it where it is.
        if not faulthandler.is_enabled():
            _crash_file = open(folder / "crash.log", "a", encoding="utf-8")  # noqa: SIM115
            faulthandler.enable(_crash_file)
    except OSError as error:
        log.warning("no log file: %s", error)
        return None
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
    )
    root.addHandler(handler)
    return path


def catch_exceptions(notice: Callable[[BaseException], None]) -> None:
    """Log what nothing else caught, and say so without ending the program.

    Args:
        notice: Called, in whatever thread, with what was raised.
    """

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("not caught", exc_info=(kind, error, trace))
        notice(error)

    def caught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
            log.critical("not caught in a thread", exc_info=args.exc_value)
            notice(args.exc_value)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread


def log_qt_messages() -> None:
    """Send what Qt has to say to the log, except for what says nothing."""

    def take(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if message not in _NOISE:
            qt_log.log(_LEVELS.get(kind, logging.INFO), "%s", message)

    qInstallMessageHandler(take)
