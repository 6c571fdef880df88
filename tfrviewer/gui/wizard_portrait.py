"""The wizard sitting for its picture: offscreen, waited for by signals alone; it builds nothing."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.gui.application import Application
from tfrviewer.gui.build_wizard.pages import PAGES
from tfrviewer.gui.build_wizard.wizard import BuildWizard
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.language import install_language
from tfrviewer.gui.log import log_qt_messages
from tfrviewer.gui.portrait import write_picture
from tfrviewer.gui.screenshot import missing_error
from tfrviewer.gui.settings import Settings
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.theme import Theme, ThemeSwitch

_QUIET_MS = 50


class WizardPortrait:
    """One wizard with settings of its own, on a folder of images, a sheet or a recipe."""

    def __init__(
        self, source: Path, page: str, *, size: tuple[int, int], dark: bool, language: str
    ) -> None:
        self._source = source
        self._page = [spec.name for spec in PAGES].index(page)
        self._folder = tempfile.TemporaryDirectory(prefix="tfrviewer-")
        log_qt_messages()
        self._app = app = Application.make()
        self._translators = install_language(app, language)
        self._theme = ThemeSwitch(app)
        self._theme.set_theme(Theme.DARK if dark else Theme.LIGHT)
        self._tasks = TaskRunner()
        self._jobs = Jobs(self._tasks)
        settings = Settings(Path(self._folder.name) / "tfrviewer.ini")
        self.wizard = BuildWizard(self._tasks, self._jobs, settings)
        self.wizard.show_step()
        self.wizard.setGeometry(0, 0, *size)
        self._loop = QEventLoop()
        self._quiet = QTimer(singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._look)
        self._tasks.idle.connect(self._quiet.start)

    def save(self, out: Path, time_limit: float) -> None:
        """Go to the page, wait until all it shows is there, and write the picture."""
        limit = QTimer(singleShot=True, interval=round(time_limit * 1000))
        limit.timeout.connect(lambda: self._loop.exit(1))
        limit.start()
        try:
            self.wizard.take([self._source])
            late = self._loop.exec() != 0
            self._check(time_limit, late=late)
            write_picture(self.wizard, out)
        finally:
            for translator in self._translators:
                self._app.removeTranslator(translator)
            self.wizard.close()
            self._tasks.shutdown()
            self.wizard.deleteLater()
            self._folder.cleanup()

    def _look(self) -> None:
        """Go on, once all is quiet, until the page is there."""
        if self._tasks.busy:
            return  # it will be idle again
        before = self.wizard.step
        if before < self._page:
            self.wizard.go_on()
        if self.wizard.step == before:
            self._loop.exit(0)
        else:
            self._quiet.start()

    def _check(self, time_limit: float, *, late: bool) -> None:
        """Raise what kept the page from being there."""
        draft = self.wizard.draft
        if late:
            raise missing_error(self._source, [self.wizard.page.title], time_limit)
        if self.wizard.step == self._page:
            return
        raise TfrError(
            draft.problem
            or Finding(
                kind=FindingKind.EMPTY_FOLDER,
                severity=Severity.ERROR,
                file=str(self._source),
                message=f"The wizard cannot go on from “{self.wizard.page.title}”.",
                remedy="Draw that step to see why.",
            )
        )
