"""The build while it runs: each TFRecord's state, the pace, and what is left out, as it comes."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.build.planning.plan import BuildPlan, LeftOut
from tfrviewer.build.running.report import FileBegun, FileDone, Problem
from tfrviewer.errors import Finding, Severity
from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.build_wizard import reasons
from tfrviewer.gui.build_wizard.build_run import BuildRun, State
from tfrviewer.gui.build_wizard.draft import finding_of
from tfrviewer.gui.build_wizard.file_model import FileModel, FileState
from tfrviewer.gui.build_wizard.file_table import FileTable
from tfrviewer.gui.build_wizard.page import Page
from tfrviewer.gui.build_wizard.problem_list import ProblemPane
from tfrviewer.gui.build_wizard.run_words import ended_text, pace_text, stays_text
from tfrviewer.gui.form import page_box
from tfrviewer.gui.theme import error_colour, muted_text

if TYPE_CHECKING:
    from tfrviewer.gui.build_wizard.draft import Draft


class EndedBox(QFrame):
    """Says why a build ended before its end, what stays, and offers to go on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("buildEnded")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Midlight)
        self._is_error = False
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setObjectName("buildEndedText")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.resume = QPushButton(self.tr("&Resume"))
        self.resume.setObjectName("buildResume")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 10, 12, 10)
        line.setSpacing(12)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        line.addWidget(self.resume, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def tell(self, text: str, *, is_error: bool) -> None:
        """Show why, and what stays."""
        self._is_error = is_error
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._colour()
        self.show()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_sign"):
            self._colour()

    def _colour(self) -> None:
        colour = (error_colour if self._is_error else muted_text)(self.palette())
        name = "alert-circle" if self._is_error else "player-stop-filled"
        self._sign.setPixmap(icon(name, colour=colour.name()).pixmap(20, 20))


class RunPage(Page):
    """Runs the build when that is asked for; it goes on while the wizard is closed.

    Attributes:
        run: The build.
    """

    def __init__(self, draft: "Draft", parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self.run = BuildRun(draft.jobs, self)
        self.run.changed.connect(self._follow_state)
        self.run.advanced.connect(self._take)
        self._files = FileModel(self)
        self._finished = 0
        self._under_way = 0
        self._bar = QProgressBar()
        self._bar.setObjectName("buildProgress")
        self._bar.setAccessibleName(self.tr("Images done"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(10)
        self._pace = QLabel()
        self._pace.setObjectName("buildPace")
        self._cancel = QPushButton(self.tr("&Stop"))
        self._cancel.setObjectName("buildStop")
        self._cancel.setToolTip(
            self.tr("Stop after the images it is at. What is finished stays; one can resume")
        )
        set_icon(self._cancel, "player-stop-filled")
        self._cancel.clicked.connect(self.run.cancel)
        self._cut_off = EndedBox()
        self._cut_off.resume.clicked.connect(lambda: self.start(resume=True))
        self._table = FileTable(self._files)
        self._problems = ProblemPane("buildProblems", self.tr("&Problems"))
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        progress = QVBoxLayout()
        progress.setSpacing(6)
        progress.addWidget(self._pace)
        progress.addWidget(self._bar)
        top.addLayout(progress, 1)
        top.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignBottom)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setObjectName("buildParts")
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._table)
        below = QWidget()
        box = QVBoxLayout(below)
        box.setContentsMargins(0, 6, 0, 0)
        box.addWidget(self._problems)
        parts.addWidget(below)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        self._table.setMinimumHeight(90)
        self._problems.view.setMinimumHeight(60)
        layout = page_box(self)
        layout.addLayout(top)
        layout.addWidget(self._cut_off)
        layout.addWidget(parts, 1)

    # ---------------------------------------------------------------- as a page

    @property
    @override
    def title(self) -> str:
        titles = {
            State.STOPPING: self.tr("Stopping"),
            State.STOPPED: self.tr("Stopped"),
            State.FAILED: self.tr("Not finished"),
            State.DONE: self.tr("Built"),
        }
        return titles.get(self.run.state, self.tr("Building"))

    @property
    @override
    def sentence(self) -> str:
        if self.run.is_running:
            return self.tr(
                "You can close this window: the build goes on, and the status bar shows it."
            )
        return ""

    @override
    def begin(self) -> None:
        if not self.is_complete():
            self.start(resume=self.draft.resume)

    @override
    def is_current(self) -> bool:
        return self.run.is_running or (
            self.run.plan is not None and self.run.plan is self.draft.plan
        )

    @override
    def is_complete(self) -> bool:
        return self.run.state is State.DONE and self.is_current()

    @override
    def can_go_back(self) -> bool:
        return not self.run.is_running

    @override
    def goes_on_unseen(self) -> bool:
        return self.run.is_running

    @override
    def stop(self) -> None:
        self.run.cancel()

    @override
    def first_control(self) -> QWidget | None:
        return self._cancel if self.run.is_running else self._cut_off.resume

    # ---------------------------------------------------------------- the build

    def start(self, *, resume: bool = False) -> None:
        """Build what the draft has planned."""
        plan = self.draft.plan
        if plan is None or self.run.is_running:
            return
        self._finished = self._under_way = 0
        self._cut_off.hide()
        self._files.set_plan(plan)
        self._files.leave_out(_planned_losses(plan))
        self._problems.set_problems(_worth_showing(plan), plan.source)
        self.run.start(plan, resume=resume)

    def _take(self, events: list[tuple[int, Any]]) -> None:
        """Show what happened meanwhile, all of it at once."""
        problems: list[LeftOut | Finding] = []
        losses: Counter[Path] = Counter()
        under_way = self._path_under_way()
        for done, event in events:
            if isinstance(event, FileBegun):
                self._files.begin(event.path)
                self._under_way, under_way = done, event.path
            elif isinstance(event, FileDone):
                self._finished += 1
                state = FileState.THERE if event.resumed else FileState.WRITTEN
                self._files.finish(event.file.path, event.file.records, state=state)
            elif isinstance(event, Problem):
                left_out = isinstance(event.what, LeftOut)
                if left_out or reasons.finding_of(event.what).severity is not Severity.NOTE:
                    problems.append(event.what)
                if left_out and under_way is not None:
                    losses[under_way] += 1
        self._files.leave_out(losses)
        self._files.advance(self.run.done - self._under_way)
        self._problems.append(problems)
        self._table.follow()
        self._bar.setRange(0, max(self.run.total, 1))
        self._bar.setValue(self.run.done)
        self._pace.setText(pace_text(self.run))

    def _path_under_way(self) -> Path | None:
        at = self._files.current
        return self._files.lines[at].path if at >= 0 else None

    def _follow_state(self) -> None:
        state = self.run.state
        self._cancel.setEnabled(state is State.RUNNING)
        self._cancel.setVisible(self.run.is_running)
        self._pace.setText(pace_text(self.run))
        if state in (State.STOPPED, State.FAILED):
            self._tell_ended()
        elif state is State.DONE:
            self._files.settle()
            self.draft.seconds = self.run.seconds
            self.draft.report = self.run.report
        self.words_changed.emit()
        self.completeness_changed.emit()
        if not self.run.is_running:
            self.ended.emit(ended_text(self.run), state is not State.DONE)
        if state is State.DONE:
            self.advance.emit()

    def _tell_ended(self) -> None:
        under_way = self._files.current >= 0
        self._files.settle(FileState.STOPPED)
        words = [stays_text(self._finished, len(self._files.lines), under_way=under_way)]
        error = self.run.error
        if error is not None:
            finding = finding_of(error, self.draft.request.output)
            words.insert(0, str(finding))
            if finding.file:  # to copy, and to follow to its folder
                self._problems.append([finding])
        self._cut_off.tell("\n".join(words), is_error=error is not None)
        if self.isVisible():
            self._cut_off.resume.setFocus()


def _worth_showing(plan: BuildPlan) -> list[LeftOut | Finding]:
    """Return what planning left out, and what it warned of."""
    warned = [found for found in plan.findings if found.severity is not Severity.NOTE]
    return [*warned, *plan.left_out]


def _planned_losses(plan: BuildPlan) -> dict[Path, int]:
    """Return how many images planning left out of each TFRecord, as far as folders tell."""
    if len(plan.files) == 1:
        return {plan.files[0].path: len(plan.left_out)}
    targets = {file.images[0].folder: file.path for file in plan.files if len(file.images)}
    found = (targets.get(str(left.path.parent)) for left in plan.left_out)
    return Counter(path for path in found if path is not None)
