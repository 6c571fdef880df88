"""The findings of the session as a table with headings, and the one that is looked at."""

from enum import IntEnum
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from typing_extensions import override

from tfrviewer.errors import Finding, Severity
from tfrviewer.gui.figures import number
from tfrviewer.gui.finding_words import (
    count_text,
    kind_text,
    severities_text,
    severity_text,
)
from tfrviewer.gui.findings.lines import KINDS, SEVERITIES, Columns, Group, Grouping, Lines
from tfrviewer.gui.plain_tip import plain_tip
from tfrviewer.gui.session import Session

_Index = QModelIndex | QPersistentModelIndex
_AT_ONCE = 2000
_SAMPLE = 64


class Column(IntEnum):
    """The columns, in their order."""

    SIGN = 0
    WHAT = 1
    WHERE = 2


class FindingModel(QAbstractTableModel):
    """One line a finding, under headings by what they are grouped by.

    Attributes:
        columns: All findings.
        lines: What of them is listed.
        grouping: What they are grouped by.
        severities: Only those of these severities are listed.
        text: Only those with these words are listed.
        file: Only those about this file are listed; None lists those of all.

    Signals:
        arranged: Other lines are listed, or their counts are others.
        settled: All findings that are known are arranged.
    """

    FINDING_ROLE = Qt.ItemDataRole.UserRole
    GROUP_ROLE = Qt.ItemDataRole.UserRole + 1

    arranged = Signal()
    settled = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.columns = Columns(session.file_of)
        self.lines = Lines()
        self.grouping = Grouping.SEVERITY
        self.severities: tuple[Severity, ...] = SEVERITIES
        self.text = ""
        self.file: int | None = None
        self._closed: frozenset[int] = frozenset()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._take_some)
        self._is_new = False
        session.dataset_changed.connect(self._start)
        session.findings_changed.connect(self._take)
        self._take_some()

    # ---------------------------------------------------------------- what is asked for

    def group_by(self, grouping: Grouping) -> None:
        """Group the lines by something else; all groups are open."""
        if grouping is not self.grouping:
            self.grouping, self._closed = grouping, frozenset()
            self._arrange()

    def show_severities(self, severities: tuple[Severity, ...]) -> None:
        """List only findings of these severities."""
        if severities != self.severities:
            self.severities = severities
            self._arrange()

    def show_text(self, text: str) -> None:
        """List only findings that have these words."""
        if text != self.text:
            self.text = text
            self._arrange()

    def show_file(self, file: int | None) -> None:
        """List only findings about a file; None lists those of all."""
        if file != self.file:
            self.file = file
            self._arrange()

    def set_open(self, group: Group, *, on: bool) -> None:
        """List the findings of a group below its heading, or the heading alone."""
        if on != (group.key not in self._closed):
            self._closed = self._closed - {group.key} if on else self._closed | {group.key}
            self._arrange()

    # ---------------------------------------------------------------- what is there

    def finding_number(self, index: _Index) -> int:
        """Return the number of the finding at an index, -1 for a heading or no index."""
        return max(int(self.lines.at[index.row()]), -1) if index.isValid() else -1

    def finding(self, index: _Index) -> Finding | None:
        """Return the finding at an index, None at a heading."""
        number = self.finding_number(index)
        return self.columns.findings[number] if number >= 0 else None

    def group(self, index: _Index) -> Group | None:
        """Return the group whose heading stands at an index, None at a finding."""
        if not index.isValid():
            return None
        at = int(self.lines.at[index.row()])
        return self.lines.groups[-1 - at] if at < 0 else None

    def index_of(self, number: int) -> QModelIndex:
        """Return where a finding stands; no index if it is not listed or its group is closed."""
        line = self.lines.line_of(number) if number >= 0 else -1
        return self.index(line, Column.WHAT) if line >= 0 else QModelIndex()

    def step(self, number: int, by: int) -> int:
        """Return the finding after or before one, round and round; -1 if none is listed.

        Args:
            number: Number of a finding; -1 begins at the first, or at the last.
            by: 1 or -1.
        """
        order = self.lines.order
        if not len(order):
            return -1
        place = (order == number).nonzero()[0]
        if not len(place):
            return int(order[0 if by > 0 else -1])
        return int(order[(int(place[0]) + by) % len(order)])

    def find(self, file: int, record: int) -> int:
        """Return the number of the first finding in sight about a record, -1 if there is none."""
        of_record = (self.columns.file == file) & (self.columns.record == record)
        shown = self.lines.at[self.lines.at >= 0]
        found = shown[of_record[shown]]
        return int(found[0]) if len(found) else -1

    def title(self, group: Group) -> str:
        """Return what the findings of a group have in common."""
        if self.grouping is Grouping.SEVERITY:
            return severities_text(SEVERITIES[group.key])
        if self.grouping is Grouping.KIND:
            return kind_text(KINDS[group.key])
        if group.key >= 0:
            files = self._session.files
            known = group.key < len(files)
            return files[group.key].name if known else self._session.shown_paths[group.key].stem
        path = self.columns.others[-1 - group.key]
        return PurePath(path).name or self.tr("The dataset as a whole")

    def place_in_file(self, finding: Finding) -> str:
        """Return where in its file a finding is, to be written behind its name; "" for all of it.

        The byte of a record is told with the finding in full: lines have little room.
        """
        if finding.record is not None:
            return self.tr(", record {0}").format(number(finding.record))
        if finding.offset:
            return self.tr(", byte {0}").format(number(finding.offset))
        return ""

    def where(self, finding: Finding) -> str:
        """Return where a finding is, in few words; without the name that its heading says."""
        if not finding.file:
            return self.tr("The dataset as a whole")
        file, files = self._session.file_of(finding), self._session.files
        if 0 <= file < len(files) and finding.file == str(self._session.shown_paths[file]):
            name = files[file].name
            if self.grouping is Grouping.SLIDE:
                return self._alone(finding)
        else:
            name = PurePath(finding.file).name
        return name + self.place_in_file(finding)

    def some_places(self) -> list[str]:
        """Return where some of the findings listed are, from all over the list."""
        order = self.lines.order
        step = max(len(order) // _SAMPLE, 1)
        return [self.where(self.columns.findings[i]) for i in order[::step].tolist()]

    def _alone(self, finding: Finding) -> str:
        if finding.record is not None:
            return self.tr("Record {0}").format(number(finding.record))
        if finding.offset:
            return self.tr("Byte {0}").format(number(finding.offset))
        return self.tr("The file")

    def counts_text(self, group: Group) -> str:
        """Return how many findings of which severity a group has."""
        told = [
            count_text(severity, count)
            for severity, count in zip(SEVERITIES, group.counts, strict=True)
            if count
        ]
        return ", ".join(told)

    # ---------------------------------------------------------------- the model

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines.at)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group = self.group(index)
        if group is not None:
            return self._of_group(group, index.column(), role)
        finding = self.columns.findings[int(self.lines.at[index.row()])]
        if role == Qt.ItemDataRole.DisplayRole:
            return ("", finding.message, self.where(finding))[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{severity_text(finding.severity)}: {finding}\n{finding.file}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == Column.SIGN:
                return severity_text(finding.severity)
            return f"{severity_text(finding.severity)}: {finding}"
        if role == self.FINDING_ROLE:
            return finding
        return None

    def _of_group(self, group: Group, column: int, role: int) -> Any:  # noqa: ANN401 - of any role
        if role == self.GROUP_ROLE:
            return group
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(group) if column == Column.WHAT else ""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{self.title(group)}: {self.counts_text(group)}"
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return ("", self.tr("What"), self.tr("Where"))[section]
        if role == Qt.ItemDataRole.AccessibleTextRole and section == Column.SIGN:
            return self.tr("Severity")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    # ---------------------------------------------------------------- keeping up

    def is_settled(self) -> bool:
        """Whether all findings that are known are arranged."""
        return not self._timer.isActive()

    def _start(self) -> None:
        self._closed = frozenset()
        self.columns.clear()
        self._is_new = True
        self._take_some()

    def _take(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _take_some(self) -> None:
        """Take what came, in turns: a hundred thousand at once would halt the window."""
        columns, findings = self.columns, self._session.findings
        version = columns.version
        self._is_new |= columns.take(findings, _AT_ONCE)
        more = len(columns) < len(findings)
        # The lines of findings that are gone go at once; else one arranging is enough for all.
        if self._is_new and (not more or columns.version != version or not len(self.lines.at)):
            self._arrange()
        if more:
            self._timer.start()
        else:
            self.settled.emit()

    def _arrange(self) -> None:
        self._is_new = False
        lines = self.columns.arrange(
            self.grouping, self.severities, self.text, self._closed, self.file
        )
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()
        self.arranged.emit()
