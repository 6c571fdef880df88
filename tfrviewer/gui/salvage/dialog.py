"""The dialog that says what is saved out of a damaged TFRecord before anything is written."""

import contextlib
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.errors import TfrError
from tfrviewer.gui.elided_label import ElidedLabel
from tfrviewer.gui.form import MARGIN, Check, Form, Meaning, Tone
from tfrviewer.gui.lines_table import LinesTable
from tfrviewer.gui.path_field import PathField
from tfrviewer.gui.salvage import words
from tfrviewer.gui.salvage.places import FATE, REASON, WHERE, PlacesModel
from tfrviewer.gui.salvage.target import folder_around, folders_of, offered_path
from tfrviewer.gui.tasks import Pool
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.tfrecord.index import index_path_of
from tfrviewer.tfrecord.salvage import SalvageReport, look_at_damage, salvage

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfrviewer.gui.tasks import TaskRunner

__all__ = ["SalvageDialog", "folders_of", "run", "words"]

_LOOK, _TARGET = ("salvage", "look"), ("salvage", "target")
_SIZE = (680, 470)
_UNDER_BOX = 19
"""Pixels that the words of a box to tick begin after its edge, with the room between."""


def run(
    path: Path, out: Path, progress: Progress, cancel: CancelToken, *, doubtful: bool
) -> SalvageReport:
    """Salvage a file; called in a worker thread. A folder made for it goes if nothing comes of it.

    Raises:
        TfrError, OSError, Cancelled: As `salvage`.
    """
    made = not out.parent.exists()
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        return salvage(path, out, keep_crc_mismatch=doubtful, cancel=cancel, progress=progress)
    except BaseException:
        if made:
            with contextlib.suppress(OSError):  # somebody else put something there
                out.parent.rmdir()
        raise


class SalvageDialog(QDialog):
    """Looks at every record of a file, says what can be saved, and asks where to.

    Signals:
        asked: Save it: the path of the new file, and whether doubtful records are saved too.
    """

    asked = Signal(object, bool)

    def __init__(
        self,
        path: Path,
        tasks: "TaskRunner",
        *,
        folder: str = "",
        opened: Collection[Path] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Look at a file.

        Args:
            path: The damaged TFRecord.
            tasks: Where work runs.
            folder: Where something was saved last; "" offers a folder beside that of the file.
            opened: The folders of the open dataset: none is offered, and it is told if one is
                chosen.
            parent: The window.
        """
        super().__init__(parent)
        self.setObjectName("salvageDialog")
        self.setWindowTitle(self.tr("Salvage Damaged File"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self._path, self._tasks = path, tasks
        self.report: SalvageReport | None = None
        self._opened = opened
        self._target = Path(folder) / path.name
        self._problem = self._warning = self._failure = self._remedy = ""
        self._accepts = False
        self._make()
        self.finished.connect(self._stop)
        self._look()
        self._check_target(lambda: offered_path(path, folder, opened))

    def _make(self) -> None:
        name = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        name.setObjectName("salvageSource")
        name.set_whole(str(self._path))
        name.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._headline = Meaning("salvageHeadline", large=True)
        self._bar = QProgressBar()
        self._bar.setObjectName("salvageProgress")
        self._bar.setAccessibleName(self.tr("Records looked at"))
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._mended = Meaning("salvageMended")
        self._lost = Meaning("salvageLost")
        self._doubtful = Check("")
        self._doubtful.setObjectName("salvageDoubtful")
        self._doubtful.toggled.connect(self._show)
        self._doubtful_told = Meaning("salvageDoubtfulTold")
        self.model = PlacesModel(self)
        self.table = LinesTable("salvagePlaces", self.tr("What is damaged"), self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAlternatingRowColors(True)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(WHERE, 160)
        header.resizeSection(FATE, 168)
        self._full = QLabel()
        self._full.setObjectName("salvagePlaceFull")
        self._full.setWordWrap(True)
        self._full.setTextFormat(Qt.TextFormat.PlainText)
        self._full.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._full.hide()
        self.table.selectionModel().currentRowChanged.connect(
            lambda current: self._tell_place(current.row())
        )
        self.field = PathField("salvageTarget", self.tr("Where to"), self.tr("The new TFRecord"))
        self.field.line.setClearButtonEnabled(False)
        self.field.browse.setText(self.tr("&Choose…"))
        self.field.browse.setAccessibleName(self.tr("Choose where to save to"))
        self.field.browse_asked.connect(self._ask_where)
        self.field.chosen.connect(self._take_target)
        self._target_form = target = Form()
        self._target_told = target.add(
            self.tr("Save &to"), self.field, wide=True, name="salvageTargetTold"
        )
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Save | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._cancel = buttons.button(kinds.Cancel)
        self.button = buttons.button(kinds.Save)
        self.button.setObjectName("salvageGo")
        self.button.setText(self.tr("Sal&vage"))
        self.button.setDefault(True)
        self._promise = QLabel(self.tr("The damaged file is only read and stays as it is."))
        self._promise.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN, 16, MARGIN, 12)
        box.setSpacing(8)
        for widget in (self._headline, name, self._bar, self._mended, self._lost):
            box.addWidget(widget)
        box.addWidget(self._doubtful)
        told = QHBoxLayout()
        told.addSpacing(_UNDER_BOX)
        told.addWidget(self._doubtful_told, 1)
        box.addLayout(told)
        box.addWidget(self.table, 1)
        box.addWidget(self._full)
        box.addStretch(0)
        box.addSpacing(6)
        box.addWidget(target)
        box.addWidget(self._promise)
        box.addWidget(buttons)
        self.resize(*_SIZE)
        self.setMinimumWidth(440)
        self._show()

    # ---------------------------------------------------------------- looking

    def is_settled(self) -> bool:
        """Whether nothing that is shown is still being looked at."""
        return not any(self._tasks.is_running(key) for key in (_LOOK, _TARGET))

    def _look(self) -> None:
        path = self._path

        def work(cancel: CancelToken, each: "Callable[[tuple[int, int]], None]") -> SalvageReport:
            told = -1

            def progress(done: int, total: int, text: str) -> None:
                nonlocal told
                if total and done * 100 // total != told:
                    told = done * 100 // total
                    each((done, total))

            return look_at_damage(path, cancel=cancel, progress=progress)

        def found(report: SalvageReport) -> None:
            self.report = report
            self.model.show_report(report)
            self._show()
            self._shrink()

        def failed(error: BaseException) -> None:
            self._failure, self._remedy = str(error), ""
            if isinstance(error, TfrError):
                self._failure, self._remedy = error.finding.message, error.finding.remedy
            elif isinstance(error, OSError):
                self._failure, self._remedy = words.unreadable(error)
            self._show()
            self._shrink()

        self._tasks.stream(_LOOK, work, self._take_progress, found, failed=failed, pool=Pool.LONG)

    def _take_progress(self, news: tuple[int, int]) -> None:
        self._bar.setRange(0, news[1])
        self._bar.setValue(news[0])

    def _stop(self) -> None:
        for key in (_LOOK, _TARGET):
            self._tasks.cancel(key)

    # ---------------------------------------------------------------- where to

    def _take_target(self, path: Path | None) -> None:
        if path is None:
            self.field.show_path(self._target)
            return
        self._target = path if path.suffix else path / self._path.name
        self.field.show_path(self._target)
        self._check_target()

    def _check_target(self, offered: "Callable[[], Path] | None" = None) -> None:
        """Look whether something has that name, and where it lies; a disk may be far away.

        Args:
            offered: Returns where to, called in a thread; None is where somebody chose.
        """
        chosen, name, opened = self._target, self._path.name, self._opened

        def work(cancel: CancelToken) -> tuple[Path, bool, bool, Path | None]:
            if offered is not None:
                target = offered()
            else:
                target = chosen / name if chosen.is_dir() else chosen
            index = index_path_of(target)
            around = folder_around(target, opened)
            return target, os.path.lexists(target), os.path.lexists(index), around

        def found(seen: tuple[Path, bool, bool, Path | None]) -> None:
            self._target, is_there, has_index, around = seen
            self.field.show_path(self._target)
            self._problem = self._warning = ""
            if is_there:
                self._problem = self.tr("This file is there already. Choose another name.")
            elif has_index:
                self._problem = self.tr("An index of that name is there already.")
            elif around is not None:
                self._warning = self.tr(
                    "This lies within the open dataset. Whoever reads {0} whole would get these "
                    "tiles twice."
                ).format(around.name or around)
            self._show()
            # It was asked for before the target was looked at; a warning is to be seen first.
            if self._accepts and not self._warning:
                self.accept()

        self._problem = self.tr("Looking there…")
        self._tasks.submit(_TARGET, work, found)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.windowTitle())
        dialog.setObjectName("salvageTargetDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        there = next((path for path in self._target.parents if path.is_dir()), None)
        if there is not None:
            dialog.setDirectory(str(there))
        dialog.selectFile(self._target.name)
        dialog.fileSelected.connect(lambda name: self.field.chosen.emit(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---------------------------------------------------------------- showing and saving

    @override
    def accept(self) -> None:
        """Save, if that is possible."""
        self.field.take()
        self._accepts = self._tasks.is_running(_TARGET)
        if self._may_go():
            self.asked.emit(self._target, self._doubtful.isChecked())
            super().accept()

    def _tell_place(self, line: int) -> None:
        """Say in full why a place is damaged; in the list there may be less room."""
        there = 0 <= line < self.model.rowCount()
        self._full.setText(self.model.texts(line)[REASON] if there else "")
        self._full.setVisible(there)

    def _shrink(self) -> None:
        """Leave no room for a list where there is none."""
        if self.table.isHidden():
            self._box.activate()
            self.resize(self.width(), self.minimumSizeHint().height())

    def _may_go(self) -> bool:
        report = self.report
        if report is None or self._problem or not words.helps(report):
            return False
        return bool(words.saved_records(report, doubtful=self._doubtful.isChecked()))

    def _show(self) -> None:
        report, doubtful = self.report, self._doubtful.isChecked()
        self._bar.setVisible(report is None and not self._failure)
        useless = bool(self._failure) or (report is not None and not words.helps(report))
        for widget in (self._target_form, self._promise, self.button):
            widget.setVisible(not useless)
        if useless:
            self._cancel.setText(self.tr("Close"))
            self._cancel.setDefault(True)
        damaged = report is not None and report.is_damaged
        self.table.setVisible(damaged and self.model.rowCount() > 0)
        has_doubtful = report is not None and bool(report.num_doubtful)
        self._doubtful.setVisible(has_doubtful)
        self._doubtful_told.tell(
            words.doubtful_meaning(report) if report is not None and has_doubtful else ""
        )
        self.model.show_doubtful(saved=doubtful)
        if self._failure:
            self._headline.tell(self._failure, Tone.ERROR)
            self._mended.tell(self._remedy, Tone.NOTE)
        elif report is None:
            self._headline.tell(self.tr("Looking at every record…"))
        else:
            self._headline.tell(*words.headline(report, doubtful=doubtful))
            self._mended.tell(words.mended(report) or words.remedy(report), Tone.NOTE)
            self._lost.tell(words.lost(report), Tone.WARNING)
            if has_doubtful:
                self._doubtful.setText(words.doubtful_choice(report))
        tone = Tone.ERROR if self._problem else Tone.WARNING
        tone = Tone.PLAIN if self._tasks.is_running(_TARGET) else tone
        self._target_told.tell(self._problem or self._warning, tone)
        self.button.setEnabled(self._may_go())
