"""The application object: its names, files opened by macOS, exceptions that nobody caught."""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, Signal
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from tfrviewer.gui.accessible_roles import install_roles
from tfrviewer.gui.assets import app_icon

SWITCH_SECONDS = 0.0005
DESKTOP_NAME = "io.github.tfrviewer.TFRViewer"


class Application(QApplication):
    """The one application object.

    Signals:
        file_opened: The system asks to open a file; its path. Finder sends these, not arguments.
        raised: An exception reached the top, in whatever thread.
    """

    file_opened = Signal(object)
    raised = Signal(object)

    @classmethod
    def make(cls) -> "Application":
        """Return the application, made anew or the one there is."""
        known = QApplication.instance()
        app = known if isinstance(known, Application) else cls(["tfrviewer"])
        # No organisation: Qt would put its name into every path, next to that of the program.
        app.setApplicationName("tfrviewer")
        app.setApplicationDisplayName("")
        QGuiApplication.setDesktopFileName(DESKTOP_NAME)
        app.setWindowIcon(app_icon())
        install_roles()
        # A thread busy in Python keeps the interpreter for this long each time the window wants
        # it back, and one paint wants it dozens of times.
        sys.setswitchinterval(SWITCH_SECONDS)
        if QLocale.system().language() == QLocale.Language.C:
            # Its numbers have no groups: 284182 is hard to read.
            QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(DESKTOP_NAME)
        return app

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.file_opened.emit(Path(event.file()))
            return True
        return super().event(event)
