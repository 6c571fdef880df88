"""Starting the window: what has to be in place before it, and what ends with it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tfrviewer.gui.libraries import why_no_window

if TYPE_CHECKING:
    from tfrviewer.gui.application import Application
    from tfrviewer.gui.garbage import GarbageCollector
    from tfrviewer.gui.main_window import MainWindow


def run(paths: list[Path]) -> int:
    """Open the window on some paths, or on the start page, and return once it is closed.

    Args:
        paths: TFRecords, indices or folders.

    Returns:
        The exit status of the program: 3 if no window can be opened.
    """
    reason = why_no_window()
    if reason is not None:
        if sys.stderr is not None:
            print(reason, file=sys.stderr)
        return 3
    app, window = start(paths)
    collector = collect_garbage(app, window)
    window.show()
    try:
        return app.exec()
    finally:
        collector.stop()


def collect_garbage(app: "Application", window: "MainWindow") -> "GarbageCollector":
    """Collect garbage on the window's thread from now on."""
    from tfrviewer.gui.garbage import GarbageCollector

    collector = GarbageCollector(app)
    window.ready.connect(collector.pass_over)
    return collector


def start(paths: list[Path]) -> "tuple[Application, MainWindow]":
    """Make the application and its window, with everything caught and logged; do not show it."""
    # Qt's own libraries are loaded here, after it is known that they are there.
    from tfrviewer.gui.application import Application
    from tfrviewer.gui.language import install_language
    from tfrviewer.gui.log import catch_exceptions, log_qt_messages, start_logging
    from tfrviewer.gui.settings import LANGUAGE, THEME, Settings
    from tfrviewer.gui.theme import Theme, ThemeSwitch
    from tfrviewer.gui.windows import Windows

    start_logging()
    log_qt_messages()
    app = Application.make()
    settings = Settings(parent=app)
    install_language(app, settings.get(LANGUAGE))
    theme = ThemeSwitch(app, app)
    theme.set_theme(Theme(settings.get(THEME)))
    windows = Windows(settings, theme, app)
    window = windows.open()
    catch_exceptions(app.raised.emit)
    app.raised.connect(windows.show_unexpected)
    app.file_opened.connect(windows.open_path)
    if paths:
        window.open_paths([Path(path) for path in paths])
    return app, window
