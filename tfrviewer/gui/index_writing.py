"""Writing indices beside the TFRecords: only ever after the user has said so."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from tfrviewer.errors import FindingKind
from tfrviewer.gui.notice import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tfrviewer.errors import Finding
    from tfrviewer.gui.loading import FileInfo
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.session import Session
    from tfrviewer.jobs import CancelToken, Progress

_UNSAVED = ("cached", "built", "none")
_MAX_FOLDERS = 5
_FRAMING = frozenset(
    (
        FindingKind.TRUNCATED,
        FindingKind.DAMAGED_STRETCH,
        FindingKind.TRAILING_GARBAGE,
        FindingKind.LENGTH_CRC,
    )
)
_FAILURES = frozenset(
    (FindingKind.UNREADABLE_FILE, FindingKind.MISSING_FILE, FindingKind.CHANGED_FILE)
)


class IndexWriting(QObject):
    """Asks, writes in the background, and tells how it went."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def save(self, session: "Session") -> None:
        """Write the indices that are not there yet."""
        lacking = [f for f in session.files if f.index_state in _UNSAVED and f.count]
        able = [file for file in lacking if _may_have_one(session, file)]
        if not able:
            text = self.tr("Every TFRecord here has its index already.")
            if lacking:
                text = self._kept_in_cache(len(lacking), start=True)
            self._window.notice.tell(text)
            return
        self._confirm(
            session,
            able,
            len(lacking) - len(able),
            title=self.tr("Save Indices"),
            question=(
                self.tr("Write {0} index file beside its TFRecord?"),
                self.tr("Write {0} index files beside their TFRecords?"),
            ),
            promise=self.tr(
                "The TFRecords themselves are not changed, and an index that is there already "
                "is kept."
            ),
            rebuild=False,
        )

    def rebuild(self, session: "Session") -> None:
        """Write all indices anew, also those that are there."""
        files = [file for file in session.files if _may_have_one(session, file)]
        if not files:
            self._window.notice.tell(self.tr("No TFRecord here can have an index."))
            return
        self._confirm(
            session,
            files,
            sum(file.count > 0 for file in session.files) - len(files),
            title=self.tr("Rebuild Indices"),
            question=(
                self.tr("Write {0} index file anew?"),
                self.tr("Write {0} index files anew?"),
            ),
            promise=self.tr(
                "Indices that are there are replaced. The TFRecords themselves are not changed."
            ),
            rebuild=True,
        )

    def _confirm(
        self,
        session: "Session",
        files: "Sequence[FileInfo]",
        unfit: int,
        *,
        title: str,
        question: tuple[str, str],
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
        box.setText(question[len(files) != 1].format(QLocale().toString(len(files))))
        if unfit:
            promise += "\n\n" + self._kept_in_cache(unfit, start=True)
        box.setInformativeText(f"{names}\n{where}\n\n{promise}")
        go = box.addButton(title, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(go)

        def clicked(button: QAbstractButton) -> None:
            if button is go:
                self._write(session, files, title, rebuild=rebuild)

        box.buttonClicked.connect(clicked)
        box.finished.connect(box.deleteLater)
        box.open()

    def _write(
        self, session: "Session", files: "Sequence[FileInfo]", title: str, *, rebuild: bool
    ) -> None:
        dataset = session.dataset
        if dataset is None:
            return
        from tfrviewer.tfrecord.index import index_path_of

        targets = [index_path_of(file.path) for file in files]

        def work(progress: "Progress", cancel: "CancelToken") -> "tuple[int, list[Finding]]":
            before = list(map(_version, targets))
            write = dataset.rebuild_index if rebuild else dataset.build_index
            findings = write(progress=progress, cancel=cancel)
            after = list(map(_version, targets))
            changed = zip(before, after, strict=True)
            return sum(new is not None and new != old for old, new in changed), findings

        def done(result: "tuple[int, list[Finding]]") -> None:
            written, findings = result
            self._tell(written, files, findings)
            if session.dataset is dataset:
                session.reload()  # what was said of the indices before is no longer true

        def failed(error: BaseException) -> None:
            self._window.notice.tell_error(self.tr("The indices could not be written"), error)

        self._window.jobs.start(title, work, done, failed=failed)

    def _tell(
        self, written: int, files: "Sequence[FileInfo]", findings: "Sequence[Finding]"
    ) -> None:
        number = QLocale().toString
        promised = {str(file.path) for file in files}
        telling = [
            finding
            for finding in findings
            if finding.kind is FindingKind.INDEX_NOT_WRITTEN
            or (finding.kind in _FAILURES and finding.file in promised)
        ]
        one, many = self.tr("1 index was written"), self.tr("{0} indices were written")
        text = one if written == 1 else many.format(number(written))
        missing = len(files) - written
        if missing:
            text += "; " + self.tr("{0} could not be written").format(number(missing))
        unfit = len({finding.file for finding in telling} - promised)
        text += "; " + self._kept_in_cache(unfit, start=False) if unfit else "."
        kind = Kind.WARNING if missing else Kind.DONE
        self._window.notice.tell(text, kind, "\n".join(map(str, telling)))

    def _kept_in_cache(self, count: int, *, start: bool) -> str:
        if count == 1:
            text = self.tr("1 file is damaged or compressed and keeps its index in the cache.")
        elif start:
            text = self.tr("{0} files are damaged or compressed and keep their index in the cache.")
        else:
            text = self.tr("{0} files are damaged or compressed and keep theirs in the cache.")
        return text.format(QLocale().toString(count))


def _may_have_one(session: "Session", file: "FileInfo") -> bool:
    """Whether an index is written: not of empty or compressed files, nor of damaged ones."""
    if not file.count or file.compression is not None:
        return False
    findings = (*file.findings, *session.findings_of_file(file.file_number))
    return not any(finding.kind in _FRAMING for finding in findings)


def _version(path: "Path") -> tuple[int, int, int] | None:
    """Return what is different once a file was written anew, None if it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
