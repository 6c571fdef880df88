"""The panel of the sampling preview: controls, what they come to in words, and a bar a group."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from PySide6.QtCore import QItemSelectionModel, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.atomic import write_atomically
from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.sampling.bars import Legend
from tfrviewer.gui.sampling.controls import Controls
from tfrviewer.gui.sampling.export import as_csv, as_picture, as_tsv, png
from tfrviewer.gui.sampling.model import GroupModel
from tfrviewer.gui.sampling.request import SLIDE, TFRECORD, Request, answer, columns_to_count_by
from tfrviewer.gui.sampling.table import GroupTable
from tfrviewer.gui.session import SelectMode, Session
from tfrviewer.gui.tasks import Pool, TaskRunner
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.dataset.sampling.sampling import SamplingPreview

_WAIT_MS = 150  # a number being typed is not counted digit by digit
_LONG_MS = 400  # what takes longer is shown as a job that can be cancelled
_KEY, _SAVE_KEY = "sampling", "sampling-save"


class SamplingView(QWidget):
    """Shows what a loader would deliver of each slide or label of the open dataset.

    Counts in the background while it is seen. A line chosen selects the records of its group.

    Signals:
        told: Something was done; a sentence for the status bar.
        settled: Nothing is on its way any more; see `is_settled`.
    """

    told = Signal(str)
    settled = Signal()

    def __init__(
        self, session: Session, tasks: TaskRunner, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("samplingView")
        self._session, self._tasks, self._jobs = session, tasks, jobs
        self._preview: SamplingPreview | None = None
        self._answered: tuple[object, ...] = ()
        self._job = 0
        self._choosing = False
        self._chosen: set[str | None] = set()
        self._folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._count)
        self._slow = QTimer(self, singleShot=True, interval=_LONG_MS)
        self._slow.timeout.connect(self._show_job)
        self._controls = Controls()
        self._controls.changed.connect(lambda: self._timer.start())
        self._headline = QLabel()
        self._headline.setObjectName("samplingHeadline")
        self._headline.setWordWrap(True)
        self._headline.setTextFormat(Qt.TextFormat.PlainText)
        self._headline.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._message = QLabel()
        self._message.setObjectName("samplingMessage")
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setContentsMargins(16, 16, 16, 16)
        self._model = GroupModel(self)
        self._table = GroupTable(self._model)
        self._table.selectionModel().selectionChanged.connect(self._choose)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._message)
        self._legend = Legend()
        self._export = self._make_export()
        self._arrange()
        self.setFocusProxy(self._controls)
        for signal in (
            session.dataset_changed,
            session.records_changed,
            session.loading_changed,
        ):
            signal.connect(self._follow)
        session.selection_changed.connect(self._forget_choice)
        self._follow()

    # ---------------------------------------------------------------- putting together

    def _make_export(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("samplingExport")
        button.setAccessibleName(self.tr("Export"))
        button.setToolTip(self.tr("Save or copy what is shown"))
        button.setAutoRaise(True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_icon(button, "download")
        menu = QMenu(button)
        for text, sign, do in (
            (self.tr("Save as &CSV…"), "table", lambda: self._ask_where("csv")),
            (self.tr("Save as &PNG…"), "photo", lambda: self._ask_where("png")),
            (self.tr("C&opy the Table"), "copy", self.copy),
        ):
            menu.addAction(icon(sign), text).triggered.connect(lambda _=False, do=do: do())
        button.setMenu(menu)
        return button

    def _arrange(self) -> None:
        upper = QVBoxLayout()
        upper.setContentsMargins(10, 8, 10, 8)
        upper.setSpacing(8)
        upper.addWidget(self._controls)
        upper.addWidget(self._headline)
        self._foot = QWidget()
        lower = QHBoxLayout(self._foot)
        lower.setContentsMargins(10, 2, 4, 2)
        lower.addWidget(self._legend, 1)
        lower.addWidget(self._export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(upper)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._foot)
        QWidget.setTabOrder(self._table, self._export)

    # ---------------------------------------------------------------- counting

    def is_settled(self) -> bool:
        """Whether what is shown is what the controls ask for."""
        return not self._timer.isActive() and not self._tasks.is_running(_KEY)

    @property
    def preview(self) -> "SamplingPreview | None":
        """What is shown."""
        return self._preview

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stop()

    def _follow(self) -> None:
        """Take what the session has now; count anew if it is something else."""
        if not self.isVisible():
            return
        session, dataset = self._session, self._session.dataset
        why = ""
        if dataset is None:
            why = self.tr("Open a dataset to see what a loader would deliver of it.")
        elif session.loading:
            why = self.tr("The dataset is still being read.")
        elif not session.n_records:
            why = self.tr("No TFRecord here has a tile: there is nothing that could be drawn.")
        self._controls.setEnabled(not why)
        if dataset is None or why:
            self._stop()
            self._answered = ()
            self._say(why)
            return
        annotations = dataset.annotations
        columns = columns_to_count_by(session.frame, session.labels.values())
        chosen = self._controls.request().by
        if SLIDE in session.pending and chosen not in columns:
            columns.append(chosen)  # it may be among those still to come
        self._controls.offer(
            columns,
            labels=None
            if annotations is None
            else [name for name in annotations.columns if name not in (SLIDE, "patient")],
            weighed=dataset.prob_weights is not None,
            clipped=bool(dataset.clips),
        )
        if self._asked() != self._answered:
            self._count()

    def _asked(self) -> tuple[object, ...]:
        """Return all that the answer depends on."""
        return id(self._session.dataset), self._session.n_records, self._request()

    def _request(self) -> Request:
        """Return what is asked; while the records are being read, by TFRecord in any case."""
        request = self._controls.request()
        return replace(request, by=TFRECORD) if self._waits() else request

    def _waits(self) -> bool:
        """Whether only what is still being read tells what is to be counted by."""
        return SLIDE in self._session.pending and self._controls.request().by != TFRECORD

    def _count(self) -> None:
        session, dataset = self._session, self._session.dataset
        if not self.isVisible() or dataset is None or session.loading or not session.n_records:
            return
        self._end_job()
        request, records = self._request(), session.frame
        self._answered = self._asked()

        def work(cancel: CancelToken, each: object) -> "SamplingPreview | str":
            assert callable(each)
            return answer(dataset, records, request, lambda *progress: each(progress), cancel)

        def done(told: "SamplingPreview | str") -> None:
            self._end_job()
            if isinstance(told, str):
                self._say(told)
            else:
                self._show(told)
            self.settled.emit()

        def failed(error: BaseException) -> None:
            self._end_job()
            self._say(self.tr("It cannot be counted: {0}").format(error))
            self.settled.emit()

        self._tasks.stream(_KEY, work, self._report, done, failed=failed, pool=Pool.LONG)
        self._slow.start()

    def _report(self, progress: tuple[int, int, str]) -> None:
        self._jobs.report(self._job, *progress)

    def _show_job(self) -> None:
        self._job = self._jobs.open(self.tr("Counting draws"), self._cancel).id

    def _end_job(self) -> None:
        self._slow.stop()
        self._jobs.close(self._job)
        self._job = 0

    def _stop(self) -> None:
        self._timer.stop()
        if self._tasks.is_running(_KEY):
            self._tasks.cancel(_KEY)
            self._answered = ()
        self._end_job()

    def _cancel(self) -> None:
        self._stop()
        self._say(self.tr("Cancelled. Change a number, or open this panel again, to count anew."))
        self.settled.emit()

    # ---------------------------------------------------------------- showing

    def _say(self, text: str) -> None:
        """Say why there is nothing to show."""
        self._preview = None
        self._set_lines(None)
        self._headline.hide()
        self._message.setText(text)
        self._pages.setCurrentWidget(self._message)
        self._foot.hide()

    def _show(self, preview: "SamplingPreview") -> None:
        self._preview = preview
        self._set_lines(preview)
        text = preview.headline
        if self._waits():
            waits = self.tr("The slides are still being read: counted by TFRecord until then.")
            text = f"{text}\n{waits}"
        self._headline.setText(text)
        self._headline.show()
        self._pages.setCurrentWidget(self._table)
        self._foot.show()

    def _set_lines(self, preview: "SamplingPreview | None") -> None:
        self._choosing = True
        self._model.show_preview(preview)
        self._table.fit_columns()
        flags = QItemSelectionModel.SelectionFlag
        lines = self._model.selection_of(self._chosen)
        self._table.selectionModel().select(lines, flags.Select | flags.Rows)
        self._choosing = False

    # ---------------------------------------------------------------- selecting

    def _choose(self) -> None:
        """Select the records of the groups that were chosen."""
        if self._choosing or self._preview is None:
            return
        lines = self._table.selectionModel().selectedRows()
        self._chosen = {self._model.group(index)["group"] for index in lines}
        groups = self._preview.groups
        if not self._chosen or len(groups) != self._session.n_records:
            return
        names = [name for name in self._chosen if name is not None]
        inside = groups.cast(pl.String).is_in(names).fill_null(None in self._chosen)
        numbers = np.flatnonzero(inside.to_numpy())
        self._choosing = True
        self._session.select(numbers, SelectMode.REPLACE)
        positions = self._session.inverse[numbers]
        shown = positions[positions >= 0]
        if len(shown):
            self._session.set_current(int(self._session.order[shown.min()]))
        self._choosing = False

    def _forget_choice(self) -> None:
        """The selection was made elsewhere: no line stands for it."""
        if not self._choosing and self._chosen:
            self._chosen = set()
            self._choosing = True
            self._table.clearSelection()
            self._choosing = False

    # ---------------------------------------------------------------- taking it away

    def _order(self) -> Sequence[str | None]:
        return [group["group"] for group in self._model.groups]

    def copy(self) -> None:
        """Put the table on the clipboard."""
        if self._preview is not None:
            QGuiApplication.clipboard().setText(as_tsv(self._preview, self._order()))
            self.told.emit(self.tr("Table copied"))

    def save(self, path: Path) -> None:
        """Write the table as CSV, or the plot as PNG, by the name of the file."""
        if self._preview is None:
            return
        preview, order = self._preview, self._order()
        self._folder = str(path.parent)
        picture = None
        if path.suffix.lower() == ".png":
            picture = as_picture(preview, self._model.groups, self._model.full, self._legend)

        def work(cancel: CancelToken) -> str:
            # A full disk or a folder that is not ours is an answer, not a failure.
            try:
                data = as_csv(preview, order) if picture is None else png(picture)
                write_atomically(path, data)
            except OSError as error:
                return error.strerror or str(error)
            return ""

        def done(why: str) -> None:
            text = self.tr("Saved {0}").format(path.name)
            if why:
                text = self.tr("{0} cannot be written: {1}").format(path, why)
            self.told.emit(text)

        self._tasks.submit(_SAVE_KEY, work, done)

    def _ask_where(self, suffix: str) -> None:
        dialog = QFileDialog(self.window(), self.tr("Save what would be sampled"), self._folder)
        dialog.setObjectName("samplingSaveDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{self._session.name}-sampling.{suffix}")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.open()
