"""The list of findings with what is listed above it, and the one looked at beside it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.atomic import write_atomically
from tfrviewer.errors import Finding
from tfrviewer.gui.assets import icon
from tfrviewer.gui.figures import number, records_text
from tfrviewer.gui.finding_deeds import Deed, deeds_of
from tfrviewer.gui.finding_places import go_to, is_hidden
from tfrviewer.gui.finding_words import findings_text
from tfrviewer.gui.findings.bar import FindingsBar
from tfrviewer.gui.findings.detail import FindingDetail
from tfrviewer.gui.findings.empty import EmptyPage
from tfrviewer.gui.findings.export import as_csv, as_json, as_text, as_tsv
from tfrviewer.gui.findings.lines import KINDS
from tfrviewer.gui.findings.model import FindingModel
from tfrviewer.gui.findings.table import FindingTable
from tfrviewer.gui.findings.words import ICONS, checked_text, deed_words
from tfrviewer.gui.session import SelectMode, Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.verified import Verified
from tfrviewer.jobs import CancelToken

_SAVE_KEY, _COPY_KEY = "findings-save", "findings-copy"
_MOST_SHARE = 0.45
_BESIDE_FROM = 720  # pixels: in a narrower panel the finding in full is below the list


class FindingsView(QWidget):
    """All findings of the session; what a person does with one is done here or asked for.

    Signals:
        told: Something was done; a sentence for the status bar.
        deed_asked: Something is to be done that only the window can; a `Deed` and the finding.
        verify_asked: The dataset is to be verified.
        settled: Nothing is on its way any more; see `is_settled`.
    """

    told = Signal(str)
    deed_asked = Signal(object, object)
    verify_asked = Signal()
    settled = Signal()

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        verified: Verified,
        can: Callable[[], frozenset[Deed]],
        can_verify: Callable[[], bool],
        tiles_of: Callable[[Finding], NDArray[np.uint32]],
        parent: QWidget | None = None,
    ) -> None:
        """Make the view.

        Args:
            session: Whose findings these are.
            tasks: Writes files.
            verified: Which files were verified.
            can: Tells what can be done in this window.
            can_verify: Tells whether this window can verify.
            tiles_of: Tells the row numbers of the tiles that a finding of a rule is about.
            parent: Owner.
        """
        super().__init__(parent)
        self.setObjectName("findingsView")
        self._session, self._tasks, self._verified = session, tasks, verified
        self._can, self._can_verify, self._tiles_of = can, can_verify, tiles_of
        self._folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        self.model = FindingModel(session, self)
        self.table = FindingTable(self.model)
        self.bar = FindingsBar()
        self.detail = FindingDetail()
        self._empty = EmptyPage()
        self._is_shared = False
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("findingsSplitter")
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self.table)
        self._split.addWidget(self.detail)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)  # as wide as it needs to be, and the list has the rest
        self._pages = QStackedWidget()
        self._pages.addWidget(self._split)
        self._pages.addWidget(self._empty)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setForegroundRole(QPalette.ColorRole.Mid)
        line.setFixedHeight(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(line)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self.table)
        self._connect()
        self._show_counts()

    def _connect(self) -> None:
        session, model, bar = self._session, self.model, self.bar
        bar.severities_changed.connect(model.show_severities)
        bar.grouping_changed.connect(model.group_by)
        bar.text_changed.connect(model.show_text)
        bar.slide_dropped.connect(lambda: model.show_file(None))
        session.dataset_changed.connect(bar.drop_slide)
        bar.step_asked.connect(self.step)
        bar.copy_asked.connect(self.copy_all)
        bar.save_asked.connect(self._ask_where)
        for signal in (model.settled, bar.text_changed):
            signal.connect(self._tell_if_settled)
        model.arranged.connect(self._show_counts)
        self.table.chosen.connect(self._go)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.looked_at.connect(lambda _: self._show_detail())
        self.detail.asked.connect(self._do)
        self._verified.changed.connect(self._show_empty)
        for signal in (session.dataset_changed, session.records_changed, session.loading_changed):
            signal.connect(self._show_empty)
        session.order_changed.connect(self._show_detail)
        session.current_changed.connect(self._follow)

    def is_settled(self) -> bool:
        """Whether what is listed is what is asked for."""
        return self.bar.is_settled() and self.model.is_settled()

    def _tell_if_settled(self) -> None:
        if self.is_settled():
            self.settled.emit()

    # ---------------------------------------------------------------- going to findings

    def step(self, by: int) -> None:
        """Go to the next or previous finding listed; past the last comes the first."""
        target = self.model.step(self.table.current_number, by)
        if target < 0:
            self.told.emit(self._nothing_words())
            return
        self.table.look_at(target)
        finding = self.model.columns.findings[target]
        self._show_detail()
        self._go(finding)
        order = self.model.lines.order
        place = int(np.flatnonzero(order == target)[0]) + 1
        text = self.tr("Finding {0} of {1}: {2}")
        self.told.emit(text.format(number(place), number(len(order)), finding))

    def _nothing_words(self) -> str:
        if self._session.findings:
            return self.tr("No finding is listed: the list is narrowed")
        return self.tr("Nothing wrong was found so far")

    def _go(self, finding: Finding) -> None:
        tiles = self._tiles_of(finding)
        if len(tiles):
            shown = tiles[self._session.inverse[tiles] >= 0]
            self._session.set_current(int((shown if len(shown) else tiles)[0]))
        else:
            go_to(self._session, finding)
        self._show_detail()

    def _follow(self, number: int) -> None:
        """Look at the finding about the current record, if one is listed; else all stays."""
        session, looked_at = self._session, self.table.finding()
        if number < 0 or not session.record_findings(number):
            return
        if looked_at is None or session.number_beside(looked_at) != number:
            file, record = int(session.file_number[number]), int(session.record[number])
            self.table.look_at(self.model.find(file, record))

    def _show_detail(self) -> None:
        finding = self.table.finding()
        hidden = finding is not None and is_hidden(self._session, finding)
        self.detail.show_finding(finding, hidden=hidden, able=self._can())

    def list_slide(self, file: int) -> None:
        """List what is wrong with a slide, its index and its records, and nothing else."""
        self.bar.list_everything()
        self.bar.show_slide(self._session.files[file].name)
        self.model.show_file(file)

    # ---------------------------------------------------------------- doing something

    def make_menu(self, finding: Finding) -> QMenu:
        """Return the menu of the finding looked at."""
        menu = QMenu(self)
        able = self._can() & deeds_of(finding)
        if not is_hidden(self._session, finding):
            able -= {Deed.SHOW_HIDDEN}
        for deed, text, tip in deed_words():
            if deed in able:
                action = menu.addAction(icon(ICONS[deed]), text)
                action.setToolTip(tip)
                action.triggered.connect(lambda _=False, deed=deed: self._do(deed))
        return menu

    def _show_menu(self, at: QPoint) -> None:
        finding = self.table.finding()
        if finding is not None:
            menu = self.make_menu(finding)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.table.viewport().mapToGlobal(at))

    def _do(self, deed: Deed) -> None:
        finding = self.detail.finding
        if finding is None:
            return
        if deed is Deed.COPY:
            QGuiApplication.clipboard().setText(as_text(finding))
            self.told.emit(self.tr("Finding copied"))
        elif deed is Deed.SELECT_KIND:
            self.select_kind(finding)
        elif deed is Deed.SHOW_HIDDEN:
            self._session.show_everything()
        else:
            self.deed_asked.emit(deed, finding)

    def select_kind(self, finding: Finding) -> None:
        """Select all records that have a finding of the kind of this one."""
        columns, session = self.model.columns, self._session
        n_files = session.arrays.n_files
        firsts = np.array([session.file_span(file) for file in range(n_files)], np.int64).reshape(
            -1, 2
        )
        kind = KINDS.index(finding.kind)
        of_kind = (columns.kind == kind) & (columns.record >= 0) & (columns.file >= 0)
        of_kind &= columns.file < n_files
        first, end = firsts[columns.file[of_kind]].T
        numbers = first + columns.record[of_kind]
        numbers = np.unique(numbers[numbers < end])
        session.select(numbers, SelectMode.REPLACE)
        self.told.emit(self.tr("{0} selected").format(records_text(len(numbers))))

    def copy(self) -> None:
        """Copy the finding looked at, else all that is listed."""
        finding = self.table.finding()
        if finding is None:
            self.copy_all()
        else:
            self._do(Deed.COPY)

    def listed(self) -> list[Finding]:
        """Return all findings listed, in their order, those of closed groups among them."""
        return [self.model.columns.findings[i] for i in self.model.lines.order.tolist()]

    def copy_all(self) -> None:
        """Copy all findings listed as a table."""
        findings = self.listed()

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self.told.emit(self.tr("{0} copied").format(findings_text(len(findings))))

        self._tasks.submit(_COPY_KEY, lambda _: as_tsv(findings), done)

    def save(self, path: Path) -> None:
        """Write all findings listed as JSON or CSV, by the name of the file."""
        findings = self.listed()
        self._folder = str(path.parent)
        write = as_json if path.suffix.lower() == ".json" else as_csv

        def work(_: CancelToken) -> str:
            # A full disk or a folder that is not ours is an answer, not a failure.
            try:
                write_atomically(path, write(findings))
            except OSError as error:
                return error.strerror or str(error)
            return ""

        def done(why: str) -> None:
            text = self.tr("{0} saved in {1}").format(findings_text(len(findings)), path.name)
            if why:
                text = self.tr("{0} cannot be written: {1}").format(path, why)
            self.told.emit(text)

        self._tasks.submit(_SAVE_KEY, work, done)

    def _ask_where(self, suffix: str) -> None:
        dialog = QFileDialog(self.window(), self.tr("Save the findings listed"), self._folder)
        dialog.setObjectName("findingsSaveDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{self._session.name}-findings.{suffix}")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.open()

    # ---------------------------------------------------------------- showing

    def _show_counts(self) -> None:
        lines = self.model.lines
        self.bar.show_counts(lines.counts, len(lines.order))
        self._show_empty()

    def _show_empty(self) -> None:
        """Say why nothing is listed, if nothing is."""
        listed = len(self.model.lines.order) > 0 or not self.model.is_settled()
        self._pages.setCurrentWidget(self._split if listed else self._empty)
        if listed:
            return
        session, model, empty = self._session, self.model, self._empty
        if session.dataset is None:
            empty.tell(self.tr("Open a dataset to see what is wrong with it"))
        elif len(model.columns):
            empty.tell(
                self.tr("No finding is listed"),
                self.tr("{0} are left out by the switches and words above.").format(
                    findings_text(len(model.columns))
                ),
                self.tr("List All"),
                self.bar.list_everything,
            )
        elif session.loading:
            empty.tell(self.tr("The dataset is still being read"))
        else:
            checked = checked_text(session, self._verified)
            whole = len(self._verified.files) >= len(session.paths)
            if whole:
                empty.tell(self.tr("Nothing wrong found"), checked)
            else:
                deed = self.tr("Verify") if self._can_verify() else ""
                empty.tell(
                    self.tr("Nothing wrong found so far"), checked, deed, self.verify_asked.emit
                )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE_FROM
        direction = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if direction != self._split.orientation() or not self._is_shared:
            self._split.setOrientation(direction)
            self._share_room()

    def _share_room(self) -> None:
        """Give the finding in full what it needs, and less than half; the list has the rest."""
        beside = self._split.orientation() is Qt.Orientation.Horizontal
        room = self.width() if beside else self.height() - self.bar.sizeHint().height()
        hint = self.detail.sizeHint()
        taken = min(hint.width() if beside else hint.height(), round(_MOST_SHARE * room))
        self._split.setSizes([room - taken, taken])
        self._is_shared = True

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, 120)
