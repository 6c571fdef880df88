"""The TFRecords of a build as a table that tells how far each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from tfrviewer.gui.figures import number
from tfrviewer.tfrecord.index import stem_of

if TYPE_CHECKING:
    from tfrviewer.build.planning.plan import BuildPlan
    from tfrviewer.build.running.report import BuildReport

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, in their order."""

    NAME = 0
    STATE = 1
    RECORDS = 2
    LEFT_OUT = 3


class FileState(Enum):
    """How far one TFRecord is."""

    WAITING = "waiting"
    WRITING = "writing"
    WRITTEN = "written"
    THERE = "was there"
    """An earlier build had finished it, or it was to be skipped."""
    NOTHING = "nothing to write"
    """None of its images can be taken."""
    STOPPED = "not finished"


@dataclass(slots=True)
class FileLine:
    """One line.

    Attributes:
        path: The TFRecord.
        name: What it is called here.
        images: How many images are planned for it.
        state: How far it is.
        done: Images done.
        records: Records it got.
        left_out: Images that are not in it.
    """

    path: Path
    name: str
    images: int
    state: FileState = FileState.WAITING
    done: int = 0
    records: int = 0
    left_out: int = 0


class FileModel(QAbstractTableModel):
    """One line a TFRecord of a plan, in its order; the `FileLine` is in `LINE_ROLE`."""

    LINE_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[FileLine] = []
        self._places: dict[Path, int] = {}
        self._current = -1

    def set_plan(self, plan: "BuildPlan") -> None:
        """Show the TFRecords of a plan, all of them waiting."""
        self.beginResetModel()
        self.lines = [
            FileLine(file.path, _name(file.path, plan.output), len(file.images))
            for file in plan.files
        ]
        self._places = {line.path: at for at, line in enumerate(self.lines)}
        self._current = -1
        self.endResetModel()

    def set_report(self, report: "BuildReport", output: Path) -> None:
        """Show what was written, and what stayed as it was."""
        self.beginResetModel()
        self.lines = [
            FileLine(
                file.path,
                _name(file.path, output),
                file.records,
                FileState.WRITTEN,
                done=file.records,
                records=file.records,
            )
            for file in report.files
        ]
        self.lines += [
            FileLine(file.path, _name(file.path, output), len(file.images), FileState.THERE)
            for file in report.skipped
        ]
        self._places = {line.path: at for at, line in enumerate(self.lines)}
        self._current = -1
        self.endResetModel()

    @property
    def current(self) -> int:
        """The line of the TFRecord being written; -1 if none is."""
        return self._current

    def place(self, path: Path) -> int:
        """Return the line of a TFRecord; -1 if it is not in the plan."""
        return self._places.get(path, -1)

    def begin(self, path: Path) -> None:
        """A TFRecord is being written now; the one before is, if not written, nothing."""
        self.settle()
        at = self.place(path)
        if at >= 0:
            self._current = at
            self.lines[at].state = FileState.WRITING
            self._tell(at, at)

    def advance(self, done: int) -> None:
        """Of the TFRecord being written, so many images are done."""
        if self._current >= 0:
            line = self.lines[self._current]
            done = min(max(done, 0), line.images)
            if done != line.done:
                line.done = done
                self._tell(self._current, self._current)

    def finish(self, path: Path, records: int, *, state: FileState = FileState.WRITTEN) -> None:
        """A TFRecord is whole."""
        at = self.place(path)
        if at < 0:
            return
        line = self.lines[at]
        line.state, line.records, line.done = state, records, line.images
        if at == self._current:
            self._current = -1
        self._tell(at, at)

    def leave_out(self, counts: dict[Path, int]) -> None:
        """So many more images of each TFRecord are left out."""
        for path, count in counts.items():
            at = self.place(path)
            if at >= 0:
                self.lines[at].left_out += count
                self._tell(at, at)

    def settle(self, state: FileState = FileState.NOTHING) -> None:
        """The TFRecord being written was not finished, and is not going to be."""
        at, self._current = self._current, -1
        if at >= 0:
            self.lines[at].state = state
            self._tell(at, at)

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, Column.STATE), self.index(last, Column.LEFT_OUT))

    def names(self) -> Sequence[str]:
        """Return the names shown."""
        return [line.name for line in self.lines]

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(line.path)
        if role == Qt.ItemDataRole.TextAlignmentRole and column >= Column.RECORDS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == self.LINE_ROLE:
            return line
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("TFRecord"), self.tr("State"), self.tr("Records"), self.tr("Left out"))[
                section
            ]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section >= Column.RECORDS
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def state_text(self, line: FileLine) -> str:
        """Return how far a TFRecord is, in words."""
        if line.state is FileState.WRITING:
            share = int(100 * line.done / line.images) if line.images else 0
            return self.tr("writing, {0} %").format(share)
        return {
            FileState.WAITING: self.tr("waiting"),
            FileState.WRITTEN: self.tr("written"),
            FileState.THERE: self.tr("was there"),
            FileState.NOTHING: self.tr("nothing to write"),
            FileState.STOPPED: self.tr("not finished"),
        }[line.state]

    def _text(self, line: FileLine, column: int) -> str:
        if column == Column.NAME:
            return line.name
        if column == Column.STATE:
            return self.state_text(line)
        if column == Column.LEFT_OUT:
            return number(line.left_out) if line.left_out else "–"
        if line.state in (FileState.WRITTEN, FileState.THERE):
            return number(line.records)
        if line.state is FileState.WRITING:
            return self.tr("{0} of {1}").format(number(line.done), number(line.images))
        return number(line.images) if line.state is FileState.WAITING else "–"


def _name(path: Path, output: Path) -> str:
    """Return a TFRecord as people call it: its slide, with the folders it lies in."""
    try:
        inside = path.relative_to(output)
    except ValueError:
        return stem_of(path)
    return str(inside.with_name(stem_of(path)))
