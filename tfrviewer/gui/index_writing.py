"""Writing indices beside the TFRecords: only ever after the user has said so."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from tfrviewer.gui.notice import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tfrviewer.errors import Finding
    from tfrviewer.gui.loading import FileInfo
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.session import Session
    from tfrviewer.jobs import CancelToken, Progress

_UNSAVED = ("cached", "built", "none")
_MAX_FOLDERS = 5


class IndexWriting(QObject):
    """Asks, writes in the background, and tells how it went."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def save(self, session: "Session") -> None:
        """Write the indices that are not there yet."""
        lacking = [f for f in session.files if f.index_state in _UNSAVED and _may_have_one(f)]
        if not lacking:
            self._window.notice.tell(self.tr("Every TFRecord here has its index already."))
            return
        self._confirm(
            session,
            lacking,
            title=self.tr("Save Indices"),
            question=self.tr("Write {0} index files beside their TFRecords?"),
            promise=self.tr(
                "The TFRecords themselves are not changed, and an index that is there already "
                "is kept."
            ),
            rebuild=False,
        )

    def rebuild(self, session: "Session") -> None:
        """Write all indices anew, also those that are there."""
        files = [file for file in session.files if _may_have_one(file)]
        if not files:
            self._window.notice.tell(self.tr("No TFRecord here can have an index."))
            return
        self._confirm(
            session,
            files,
            title=self.tr("Rebuild Indices"),
            question=self.tr("Write {0} index files anew?"),
            promise=self.tr(
                "Indices that are there are replaced. The TFRecords themselves are not changed."
            ),
            rebuild=True,
        )

    def _confirm(
        self,
        session: "Session",
        files: "Sequence[FileInfo]",
        *,
        title: str,
        question: str,
        promise: str,
        rebuild: bool,
    ) -> None:
        folders = sorted({str(file.path.parent) for file in files})
        where = "\n".join(folders[:_MAX_FOLDERS])
        if len(folders) > _MAX_FOLDERS:
            where += "\n" + self.tr("and {0} more folders").format(len(folders) - _MAX_FOLDERS)
        names = self.tr("They are named like {0} and go to").format(
            f"{files[0].path.stem}.index.npz"
        )
        box = QMessageBox(self._window)
        box.setObjectName("indexDialog")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(title)
        box.setText(question.format(len(files)))
        box.setInformativeText(f"{names}\n{where}\n\n{promise}")
        go = box.addButton(title, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(go)

        def clicked(button: QAbstractButton) -> None:
            if button is go:
                self._write(session, title, rebuild=rebuild)

        box.buttonClicked.connect(clicked)
        box.finished.connect(box.deleteLater)
        box.open()

    def _write(self, session: "Session", title: str, *, rebuild: bool) -> None:
        dataset = session.dataset
        if dataset is None:
            return

        def work(progress: "Progress", cancel: "CancelToken") -> "list[Finding]":
            write = dataset.rebuild_index if rebuild else dataset.build_index
            return write(progress=progress, cancel=cancel)

        def done(findings: "list[Finding]") -> None:
            for finding in findings:
                session.add_finding(None, finding)
            if not findings:
                self._window.notice.tell(self.tr("The indices were written."))
                return
            text = self.tr("The indices were written, except for this: {0}").format(findings[0])
            self._window.notice.tell(text, Kind.WARNING, "\n".join(map(str, findings[1:])))

        def failed(error: BaseException) -> None:
            self._window.notice.tell_error(self.tr("The indices could not be written"), error)

        self._window.jobs.start(title, work, done, failed=failed)


def _may_have_one(file: "FileInfo") -> bool:
    """Whether an index can be written: Slideflow knows none of compressed or empty files."""
    return file.count > 0 and file.compression is None
