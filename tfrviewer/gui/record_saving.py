"""File > Save …: asks in a dialog, saves in the background, and tells how it went."""

import importlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from tfrviewer.gui.notice import Deed, Kind
from tfrviewer.gui.settings import SAVED_IN
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.saving.running import Outcome
    from tfrviewer.gui.session import Session

_DIALOGS = "tfrviewer.gui.saving.dialogs"
Dialogs = Any
"""The module, which knows TFRecords and tables and is loaded when it is first needed."""


class RecordSaving(QObject):
    """Saves records of the session elsewhere; the open dataset is only read.

    Signals:
        shown: A dialog is on the screen.
        ended: A save is over, and was told.
    """

    shown = Signal()
    ended = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._running = 0
        self._given_up = False
        self._question: QMessageBox | None = None

    def save_selection(self, session: "Session") -> None:
        """Ask how the selection is saved."""
        self._ask(session, "selection")

    def save_shown(self, session: "Session") -> None:
        """Ask how all that is shown is saved."""
        self._ask(session, "shown")

    def split(self, session: "Session") -> None:
        """Ask how the records are divided into parts."""
        self._ask(session, "split")

    def may_close(self) -> bool:
        """Return whether the window may close; if records are being saved, ask."""
        if not self._running or self._given_up:
            return True
        if self._question is None:
            self._question = self._ask_to_stop()
        self._question.raise_()
        return False

    def _ask_to_stop(self) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setObjectName("saveStopDialog")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Records Are Being Saved"))
        box.setText(self.tr("End saving and close the window?"))
        box.setInformativeText(
            self.tr("What is finished stays; what is not leaves nothing behind.")
        )
        stop = box.addButton(self.tr("&End Saving"), QMessageBox.ButtonRole.DestructiveRole)
        go_on = box.addButton(self.tr("&Go On"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(go_on)
        box.setEscapeButton(go_on)

        def answered() -> None:
            self._question = None
            box.deleteLater()
            if box.clickedButton() is stop:
                self._given_up = True
                self._window.close()

        box.finished.connect(answered)
        self.ended.connect(box.close)
        box.open()
        return box

    def _ask(self, session: "Session", what: str) -> None:
        def work(cancel: CancelToken) -> Dialogs:
            return importlib.import_module(_DIALOGS)

        def failed(error: BaseException) -> None:
            self._window.notice.tell_error(self.tr("The dialog cannot be made"), error)

        self._window.tasks.submit(
            "saving", work, lambda dialogs: self._show(dialogs, session, what), failed=failed
        )

    def _show(self, dialogs: Dialogs, session: "Session", what: str) -> None:
        window = self._window
        if session.dataset is None or window.workspace is None:
            return
        source = dialogs.SaveSource.of(session)
        beside = window.settings.get(SAVED_IN)
        if what == "split":
            dialog = dialogs.SplitDialog(source, window.tasks, beside=beside, parent=window)
            run = dialogs.run_split
        else:
            dialog = dialogs.SaveDialog(
                source,
                window.tasks,
                dialogs.What(what),
                beside=beside,
                shown=window.workspace.table.columns.shown(),
                parent=window,
            )
            run = dialogs.run_save
        dialog.asked.connect(
            lambda request: self._start(dialogs, partial(run, source, request), request)
        )
        # Another dataset means other records.
        session.dataset_changed.connect(dialog.reject)
        dialog.open()
        self.shown.emit()

    def _start(
        self,
        dialogs: Dialogs,
        work: "Callable[[Progress, CancelToken], Outcome]",
        request: Any,  # noqa: ANN401 - of either dialog
    ) -> None:
        window = self._window
        target: Path = request.target
        window.settings.set(SAVED_IN, str(target.parent))
        title = dialogs.words.saving_text(request)

        def done(outcome: "Outcome") -> None:
            self._running -= 1
            self._tell(dialogs, outcome)

        def cancelled() -> None:
            self._running -= 1
            window.notice.tell(dialogs.words.not_begun_text(), Kind.WARNING)
            self.ended.emit()

        def failed(error: BaseException) -> None:
            self._running -= 1
            window.notice.tell_error(self.tr("Saving failed"), error)
            self.ended.emit()

        self._running += 1
        window.jobs.start(title, work, done, failed=failed, cancelled=cancelled)

    def _tell(self, dialogs: Dialogs, outcome: "Outcome") -> None:
        bad = outcome.error is not None or outcome.cancelled or outcome.n_left_out
        kind = Kind.ERROR if outcome.error is not None else Kind.WARNING if bad else Kind.DONE
        deeds: list[Deed] = []
        lines = (*outcome.left_out, *outcome.remarks)
        if lines:
            text = self.tr("What was left out…") if outcome.n_left_out else self.tr("Remarks…")
            deeds.append((text, lambda: self._show_left_out(dialogs, outcome)))
        written = outcome.records or outcome.kept
        if written and outcome.can_be_opened:
            deeds.append((self.tr("Open it"), lambda: self._window.open_paths([outcome.target])))
        if written:
            deeds.append((self.tr("Show folder"), lambda: self._show_folder(outcome.folder)))
        self._window.notice.tell(dialogs.words.outcome_text(outcome), kind, deeds=deeds)
        self.ended.emit()

    def _show_left_out(self, dialogs: Dialogs, outcome: "Outcome") -> None:
        lines = (*outcome.left_out, *outcome.remarks)
        dialogs.LeftOutDialog(lines, outcome.n_left_out, self._window).show()

    def _show_folder(self, folder: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.notice.tell(self.tr("The folder is {0}").format(folder))
