"""The report of a build: every file that was found and what became of it, to filter and to keep."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tfrviewer.build.running.fates import Outcome, write_fates
from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.build_wizard.fate_model import Column, FateModel
from tfrviewer.gui.figures import counted, number
from tfrviewer.gui.form import Choices, Meaning, Tone
from tfrviewer.gui.lines_table import LinesTable
from tfrviewer.gui.tasks import Pool
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.build.running.report import BuildReport
    from tfrviewer.gui.tasks import TaskRunner

_SIZE = (860, 560)
_WAIT_MS = 120
_FIND, _SAVE = ("build report", "find"), ("build report", "save")
_MOST_COPIED = 100_000


class ReportWindow(QDialog):
    """All fates, by what became of them and by words; saved as CSV or JSON."""

    def __init__(
        self,
        report: "BuildReport",
        source: Path,
        output: Path,
        tasks: "TaskRunner",
        parent: QWidget | None = None,
    ) -> None:
        """Show a report.

        Args:
            report: What a build did.
            source: Where it looked; files are named from there.
            output: Where it wrote; the report is offered to be saved beside it.
            tasks: Where work runs.
            parent: The wizard.
        """
        super().__init__(parent)
        self.setObjectName("buildReport")
        self.setWindowTitle(self.tr("Report of the Build"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.resize(*_SIZE)
        self._report, self._output, self._tasks = report, output, tasks
        self.model = FateModel(report, source, self)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._find)
        self._make_controls()
        self._lay_out()
        self.finished.connect(self._stop)
        self._tell_count()
        self.words.setFocus()

    # ---------------------------------------------------------------- making it

    def _make_controls(self) -> None:
        counts = self.model.fates.counts()
        entries: list[tuple[str, object]] = [
            (self.tr("All files ({0})").format(number(len(self.model.fates))), None)
        ]
        for outcome, count in counts.items():
            if count:
                text = self.model.outcome_text(outcome)
                entries.append((f"{text[:1].upper()}{text[1:]} ({number(count)})", outcome))
        self.outcomes = Choices("buildReportOutcome", self.tr("What became of them"), entries)
        self.outcomes.chosen.connect(lambda _: self._find())
        self.words = QLineEdit()
        self.words.setObjectName("buildReportWords")
        self.words.setAccessibleName(self.tr("Words in paths and reasons"))
        self.words.setPlaceholderText(self.tr("Words in paths and reasons"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(lambda: self._timer.start())
        place = QLineEdit.ActionPosition.LeadingPosition
        set_icon(self.words.addAction(icon("search"), place), "search")
        called = self.tr("Files and what became of them")
        self.table = LinesTable("buildFates", called, self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.table.setAlternatingRowColors(True)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(Column.FILE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.WHERE, QHeaderView.ResizeMode.Stretch)
        width = max(
            self.table.fontMetrics().horizontalAdvance(self.model.outcome_text(outcome))
            for outcome in Outcome
        )
        header.resizeSection(Column.OUTCOME, width + 24)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table, self.copy)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.outcomes)
        top.addWidget(self.words, 1)
        self._count = QLabel()
        self._count.setObjectName("buildReportCount")
        self._told = Meaning("buildReportTold")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._count)
        buttons.addWidget(self._told, 1)
        buttons.addStretch(0)
        for text, name, do in (
            (self.tr("Save as &CSV…"), "buildReportCsv", lambda: self._ask_where("csv")),
            (self.tr("Save as &JSON…"), "buildReportJson", lambda: self._ask_where("json")),
            (self.tr("Close"), "buildReportClose", self.close),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, do=do: do())
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 12)
        box.setSpacing(10)
        box.addLayout(top)
        box.addWidget(self.table, 1)
        box.addLayout(buttons)

    # ---------------------------------------------------------------- finding

    def is_settled(self) -> bool:
        """Whether what is shown is what was asked for."""
        return not self._timer.isActive() and not self._tasks.is_running(_FIND)

    def _find(self) -> None:
        self._timer.stop()
        words, outcome, fates = self.words.text(), self.outcomes.value, self.model.fates
        assert outcome is None or isinstance(outcome, Outcome)
        if not words.strip() and outcome is None:
            self._tasks.cancel(_FIND)
            self._show(None)
            return

        def work(cancel: CancelToken) -> NDArray[np.int64]:
            found = fates.find(words, outcome, cancel=cancel)
            return np.fromiter(found, dtype=np.int64)

        self._tasks.submit(_FIND, work, self._show, pool=Pool.LONG)

    def _show(self, numbers: NDArray[np.int64] | None) -> None:
        self.model.show_only(numbers)
        self._tell_count()

    def _tell_count(self) -> None:
        count = self.model.rowCount()
        self._count.setText(counted(count, self.tr("1 file"), self.tr("{0} files")))

    def _stop(self) -> None:
        self._timer.stop()
        self._tasks.cancel(_FIND)

    # ---------------------------------------------------------------- taking it away

    def copy(self) -> None:
        """Put the lines chosen on the clipboard."""
        chosen = self.table.selectionModel().selection()
        if chosen.isEmpty():
            return
        part = chosen.at(0)
        lines = list(range(part.top(), part.bottom() + 1))[:_MOST_COPIED]
        QGuiApplication.clipboard().setText(self.model.as_text(lines))

    def _ask_where(self, form: Literal["csv", "json"]) -> None:
        dialog = QFileDialog(self, self.tr("Save Report"))
        dialog.setObjectName("buildReportDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(form)
        dialog.setDirectory(str(self._output.parent))
        dialog.selectFile(f"{self._output.name or 'build'}-report.{form}")
        dialog.fileSelected.connect(lambda name: self.save(Path(name), form))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path, form: Literal["csv", "json"]) -> None:
        """Write all fates, whatever is shown of them."""
        report = self._report

        def work(cancel: CancelToken) -> str:
            # A full disk or a folder that is not ours is an answer, not a failure.
            try:
                write_fates(report, path, form, cancel=cancel)
            except OSError as error:
                return error.strerror or str(error)
            return ""

        def done(why: str) -> None:
            if why:
                text = self.tr("{0} cannot be written: {1}").format(path.name, why)
                self._told.tell(text, Tone.ERROR)
            else:
                self._told.tell(self.tr("Saved as {0}").format(path.name), Tone.GOOD)

        self._tasks.submit(_SAVE, work, done, pool=Pool.LONG)
