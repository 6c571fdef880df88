"""The dialog that joins a table: what its lines are of, what matches, and which columns to take."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.dataset.table.joining import (
    Joined,
    JoinTable,
    KeyKind,
    Keys,
    find_keys,
    join_table,
    read_join_table,
    value_columns,
)
from tfrviewer.gui.check_list import CheckList
from tfrviewer.gui.form import MARGIN, Check, Choices, Form, Meaning, Scrolled, Tone
from tfrviewer.gui.joining import words
from tfrviewer.gui.joining.preview import PreviewModel
from tfrviewer.gui.lines_table import LinesTable
from tfrviewer.gui.query import reason_of
from tfrviewer.gui.tasks import Pool

if TYPE_CHECKING:
    import polars as pl

    from tfrviewer.gui.jobs import Jobs
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken, Progress

_KEYS = ("tfrecord", "record", "slide", "x", "y")
_MOST_KEYS = 3
_LOOK = ("join", "look")
_NONE = "–"


class JoinDialog(QDialog):
    """Reads a table, shows what of it matches, and joins it.

    Signals:
        joined: The table was joined; its name, a sentence about it, and the column to colour
            tiles by, "" for none.
        settled: Nothing is being read or looked at any more.
    """

    joined = Signal(str, str, str)
    settled = Signal()

    def __init__(
        self,
        path: Path,
        session: "Session",
        tasks: "TaskRunner",
        jobs: "Jobs",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("joinDialog")
        self.setWindowTitle(self.tr("Join a Table"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self.path = path
        self._session = session
        self._tasks = tasks
        self._jobs = jobs
        self._table: JoinTable | None = None
        self._joined: Joined | None = None
        self._job: int | None = None
        self._is_over = False
        self._seen: tuple[object, ...] = ()
        self._make_form()
        self._lay_out()
        session.dataset_changed.connect(self.reject)
        session.records_changed.connect(self._take_records)
        session.loading_changed.connect(self._show)
        self._read()

    def _make_form(self) -> None:
        form = self._form = Form()
        file = QLabel(self.path.name)
        file.setTextFormat(Qt.TextFormat.PlainText)
        file.setToolTip(str(self.path))
        file.setWordWrap(True)
        self._told = form.add(self.tr("Table"), file, wide=True, name="joinFile")
        self.kinds = Choices(
            "joinKind",
            self.tr("What a line of the table is of"),
            [(words.kind_text(kind), kind) for kind in KeyKind],
        )
        self.kinds.chosen.connect(self._choose_kind)
        form.add(self.tr("A &line is of"), self.kinds)
        self.keys: list[QComboBox] = []
        for at in range(_MOST_KEYS):
            box = QComboBox()
            box.setObjectName(f"joinKey{at}")
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(10)
            box.activated.connect(self._look)
            self.keys.append(box)
        self.match = form.add(self.tr("&Told by"), *self.keys, name="joinMatch")
        self.columns = CheckList("joinColumns", self.tr("Columns to take"))
        self.columns.changed.connect(self._show)
        form.add(self.tr("&Columns"), self.columns, wide=True)
        self.colours = Check(self.tr("Colour the &map by the first of them"))
        self.colours.setObjectName("joinColours")
        self.colours.setChecked(True)
        form.add("", cast("QWidget", self.colours))
        self.remarks = Meaning("joinRemarks")

    def _lay_out(self) -> None:
        self._model = PreviewModel(self)
        self._preview = LinesTable("joinPreview", self.tr("First lines of the table"), self._model)
        self._preview.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        header = self._preview.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        line = self._preview.verticalHeader().defaultSectionSize()
        self._preview.setFixedHeight(7 * line + 22)
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(MARGIN, 16, MARGIN, 12)
        content.setSpacing(12)
        content.addWidget(self._form)
        content.addWidget(self.remarks)
        content.addWidget(self._preview)
        content.addStretch(1)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.button = buttons.button(kinds.Ok)
        self.button.setText(self.tr("&Join"))
        self.button.setObjectName("joinGo")
        self.button.setDefault(True)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 10, MARGIN, 12)
        foot.addWidget(buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Scrolled(inside), 1)
        box.addLayout(foot)
        self.resize(620, 600)
        self.setMinimumSize(420, 300)

    # ---------------------------------------------------------------- what others ask

    def is_settled(self) -> bool:
        """Whether nothing is being read or looked at."""
        return self._job is None and not self._tasks.is_running(_LOOK)

    # ---------------------------------------------------------------- reading

    def _read(self) -> None:
        path = self.path
        self._told.tell(self.tr("It is being read."))

        def work(progress: "Progress", cancel: "CancelToken") -> JoinTable:
            return read_join_table(path, cancel=cancel)

        def failed(error: BaseException) -> None:
            if self._is_over:
                return
            self._job = None
            self._told.tell(reason_of(error), Tone.ERROR)
            self._show()
            self.settled.emit()

        def cancelled() -> None:
            if not self._is_over:
                self._job = None
                self.reject()

        self._job = self._jobs.start(
            self.tr("Reading {0}").format(path.name),
            work,
            self._take_table,
            failed=failed,
            cancelled=cancelled,
        )
        self._show()

    def _take_table(self, table: JoinTable) -> None:
        if self._is_over:
            return
        self._job = None
        self._table = table
        remarks = "\n".join(
            f"{finding.message} {finding.remedy}".strip() for finding in table.findings
        )
        size = words.size_text(table.frame.height, table.frame.width)
        self._told.tell(f"{size}\n{remarks}" if remarks else size)
        self._model.show(table.frame)
        for box in self.keys:
            box.addItems([name or _NONE for name in table.frame.columns])
        found = find_keys(table)
        self._show_keys(found[0] if found else Keys(KeyKind.PLACE, ()))
        if found:
            self._look()
        else:
            text = self.tr("No column is called as those that say what a line is of: choose them.")
            self.match.tell(text, Tone.WARNING)
            self._show()
            self.settled.emit()

    # ---------------------------------------------------------------- keys

    def _show_keys(self, keys: Keys) -> None:
        """Show by what the table is joined; nobody is told."""
        assert self._table is not None
        columns = self._table.frame.columns
        self.kinds.show_value(keys.kind)
        names = words.key_names(keys.kind)
        for at, box in enumerate(self.keys):
            box.setVisible(at < len(names))
            if at < len(names):
                box.setAccessibleName(names[at])
                box.setToolTip(names[at])
                with QSignalBlocker(box):
                    given = at < len(keys.columns)
                    box.setCurrentIndex(columns.index(keys.columns[at]) if given else -1)

    def _choose_kind(self, kind: object) -> None:
        assert isinstance(kind, KeyKind)
        if self._table is not None:
            same = [keys for keys in find_keys(self._table) if keys.kind is kind]
            self._show_keys(same[0] if same else Keys(kind, ()))
            self._look()

    def _chosen_keys(self) -> Keys | None:
        """Return by what to join; None while a column is missing."""
        kind = self.kinds.value
        assert isinstance(kind, KeyKind)
        assert self._table is not None
        at = [box.currentIndex() for box in self.keys[: len(words.key_names(kind))]]
        if min(at) < 0:
            return None
        return Keys(kind, tuple(self._table.frame.columns[one] for one in at))

    # ---------------------------------------------------------------- looking

    def _records(self) -> "pl.DataFrame":
        frame = self._session.frame
        return frame.select([name for name in _KEYS if name in frame.columns])

    def _signature(self) -> tuple[object, ...]:
        """Return what of the records decides what matches."""
        records = self._records()
        return records.height, tuple((one.name, one.null_count()) for one in records.get_columns())

    def _take_records(self) -> None:
        if self._table is not None and self._signature() != self._seen:
            self._look()

    def _look(self) -> None:
        """Join in a worker, to tell what matches; to take it over is quick then."""
        table = self._table
        keys = None if table is None else self._chosen_keys()
        self._joined = None
        if table is None or keys is None:
            self._tasks.cancel(_LOOK)
            if table is not None:
                self.match.tell(self.tr("Choose the columns that say it."), Tone.NOTE)
            self._show()
            return
        records, self._seen = self._records(), self._signature()
        added = self._session.added.get(self.path.name, ())
        taken = [name for name in self._session.columns if name not in added]
        columns = value_columns(table, keys)

        def work(cancel: "CancelToken") -> Joined:
            return join_table(
                table, records, keys=keys, columns=columns, taken=taken, cancel=cancel
            )

        def failed(error: BaseException) -> None:
            self.match.tell(reason_of(error), Tone.ERROR)
            self._show()
            self.settled.emit()

        self.match.tell(self.tr("Looking for what belongs together."))
        self._tasks.submit(
            _LOOK, work, partial(self._take_joined, columns), failed=failed, pool=Pool.QUERY
        )
        self._show()

    def _take_joined(self, columns: list[str], joined: Joined) -> None:
        assert self._table is not None
        self._joined = joined
        self.match.tell(*words.matched(joined))
        remarks = words.remarks(joined)
        self.remarks.tell(remarks, Tone.NOTE if remarks else Tone.PLAIN)
        schema = self._table.frame.schema
        texts = {
            name: words.column_text(
                name, words.dtype_text(str(schema[name])), joined.renamed.get(name)
            )
            for name in columns
        }
        before = set(self.columns.ticked) if self.columns.count() else set(columns)
        self.columns.show_names(texts, [name for name in columns if name in before] or columns)
        self._show()
        if self.focusWidget() is not self.kinds:
            self.button.setFocus()  # it could not have it before
        self.settled.emit()

    def _show(self) -> None:
        """Enable what can be done."""
        has_table = self._table is not None
        for control in (self.kinds, *self.keys, self.columns):
            control.setEnabled(has_table)
        joined = self._joined
        can = joined is not None and joined.n_matched > 0 and bool(self.columns.ticked)
        self.colours.setEnabled(can)
        waits = can and self._session.loading
        self.button.setEnabled(can and not waits)
        self.button.setToolTip(
            self.tr("The records are still being listed; then it can be joined") if waits else ""
        )

    # ---------------------------------------------------------------- joining

    @override
    def accept(self) -> None:
        """Add the columns that are ticked to the records."""
        joined, ticked = self._joined, self.columns.ticked
        if joined is None or not ticked or not self.button.isEnabled():
            return
        names = [joined.renamed.get(name, name) for name in ticked]
        columns = joined.columns.select(names)
        if columns.height != self._session.frame.height:
            self._look()  # records came in since
            return
        self._session.add_columns(self.path.name, columns)
        text = words.done_text(self.path.name, len(names), joined)
        colours = names[0] if self.colours.isChecked() else ""
        self.joined.emit(self.path.name, text, colours)
        super().accept()

    @override
    def done(self, result: int) -> None:
        self._is_over = True
        self._tasks.cancel(_LOOK)
        if self._job is not None:
            job = self._jobs.get(self._job)
            self._job = None
            if job is not None:
                job.cancel.cancel()
        super().done(result)
