"""Flags out to a file and in from one, and how far readers agree.

Nothing here imports numpy or the review store before the views are there.
"""

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QFileDialog

from tfrviewer.gui.notice import Kind
from tfrviewer.gui.settings import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.session import Session
    from tfrviewer.jobs import CancelToken, Progress
    from tfrviewer.review.agreement import Agreement
    from tfrviewer.review.exchange import Imported
    from tfrviewer.review.keys import RecordKeys

T = TypeVar("T")

_FORMS = "CSV (*.csv);;JSON (*.json);;Parquet (*.parquet)"


class FlagExchange(QObject):
    """Writes and takes flags of the tiles of the session, and compares readers."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def _session(self) -> "Session | None":
        workspace = self._window.workspace
        return None if workspace is None else workspace.session

    def export_flags(self) -> None:
        """Ask for a file, and write all that was said of these tiles."""
        self._ask_file("exportFlagsDialog", self.tr("Export flags"), self._export, is_new=True)

    def import_flags(self) -> None:
        """Ask for a file, and take the flags of these tiles from it."""
        self._ask_file("importFlagsDialog", self.tr("Import flags"), self._import, is_new=False)

    def _ask_file(
        self, name: str, title: str, do: "Callable[[Path], None]", *, is_new: bool
    ) -> None:
        window = self._window
        dialog = QFileDialog(window, title, window.settings.get(FOLDER))
        dialog.setObjectName(name)
        if is_new:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setFileMode(QFileDialog.FileMode.AnyFile)
            dialog.setDefaultSuffix("csv")
            dialog.setNameFilters(_FORMS.split(";;"))
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.setNameFilters([self.tr("Flags (*.csv *.json *.parquet)")])

        def chosen() -> None:
            for path in dialog.selectedFiles()[:1]:
                window.settings.set(FOLDER, str(Path(path).parent))
                do(Path(path))

        dialog.accepted.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export(self, path: Path) -> None:
        session = self._session()
        if session is None or session.dataset is None:
            return
        flags = session.flags
        make, store = _keys_maker(session), flags.store

        def work(progress: "Progress", cancel: "CancelToken") -> int:
            from tfrviewer.review.exchange import write_flags
            from tfrviewer.review.joining import flags_of

            return write_flags(flags_of(make(), store.flags()), path)

        def done(count: int) -> None:
            text = self.tr("Flags and notes written to {1}: {0}.")
            self._window.notice.tell(text.format(QLocale().toString(count), path.name), Kind.DONE)

        self._run(self.tr("Writing flags"), work, done)

    def _import(self, path: Path) -> None:
        session = self._session()
        if session is None or session.dataset is None:
            return
        flags = session.flags
        make, store = _keys_maker(session), flags.store

        def work(progress: "Progress", cancel: "CancelToken") -> "Imported":
            from tfrviewer.review.exchange import import_flags

            return import_flags(store, path, keys=make())

        def done(taken: "Imported") -> None:
            number = QLocale().toString
            flags.reload()
            text = self.tr("Flags and notes taken from {1}: {0}, of which new: {2}.").format(
                number(taken.count), path.name, number(taken.changed)
            )
            if taken.left_out:
                more = self.tr("Left out, of tiles that are not here: {0}.")
                text = f"{text} {more.format(number(taken.left_out))}"
            if taken.unclear:
                more = self.tr("Left out, since they do not tell of which tile: {0}.")
                text = f"{text} {more.format(number(taken.unclear))}"
            whole = not (taken.left_out or taken.unclear)
            self._window.notice.tell(text, Kind.DONE if whole else Kind.WARNING)

        self._run(self.tr("Taking flags"), work, done)

    def agreement(self) -> None:
        """Tell how far two readers agree; of more than two it is asked who."""
        session = self._session()
        if session is None or session.dataset is None:
            return
        flags = session.flags
        make, store, me = _keys_maker(session), flags.store, flags.reader

        def work(progress: "Progress", cancel: "CancelToken") -> "list[Agreement]":
            from tfrviewer.review.agreement import agreement
            from tfrviewer.review.joining import flags_of

            said = flags_of(make(), store.flags())
            others = [name for name in said["reader"].unique().sort().to_list() if name != me]
            return [agreement(said, me, name) for name in others]

        self._run(self.tr("Comparing readers"), work, self._tell_agreement)

    def _tell_agreement(self, found: "list[Agreement]") -> None:
        if not found:
            text = self.tr("Nobody else has flagged these tiles.")
            self._window.notice.tell(text)
            return
        from tfrviewer.gui.review.agreement_dialog import AgreementDialog

        AgreementDialog(found, self._window).show()

    def _run(
        self,
        title: str,
        work: "Callable[[Progress, CancelToken], T]",
        done: "Callable[[T], None]",
    ) -> None:
        def failed(error: BaseException) -> None:
            self._window.notice.tell_error(self.tr("The flags could not be used"), error)

        self._window.jobs.start(title, work, done, failed=failed)


def _keys_maker(session: "Session") -> "Callable[[], RecordKeys]":
    from tfrviewer.gui.flags.keeping import keys_maker

    return keys_maker(session)
