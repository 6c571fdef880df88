"""What was left out or is worth knowing of a build, as a list that grows while it runs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from tfrviewer.build.planning.plan import LeftOut
from tfrviewer.errors import Finding, FindingKind
from tfrviewer.gui.build_wizard.reasons import finding_of, path_of

_Index = QModelIndex | QPersistentModelIndex


class ProblemModel(QAbstractListModel):
    """Problems in the order they came; each is in `PROBLEM_ROLE`."""

    PROBLEM_ROLE = Qt.ItemDataRole.UserRole
    FOLDER_ROLE = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: list[LeftOut | Finding] = []
        self._source = Path()
        self._kinds: Counter[FindingKind] = Counter()

    def set_problems(self, problems: Iterable[LeftOut | Finding], source: Path) -> None:
        """Show these, with their folders as they are seen from `source`."""
        self.beginResetModel()
        self._problems, self._source = list(problems), source
        self._kinds = Counter(finding_of(problem).kind for problem in self._problems)
        self.endResetModel()

    def append(self, problems: Sequence[LeftOut | Finding]) -> None:
        """Show more of them."""
        if not problems:
            return
        first = len(self._problems)
        self.beginInsertRows(QModelIndex(), first, first + len(problems) - 1)
        self._problems += problems
        self._kinds.update(finding_of(problem).kind for problem in problems)
        self.endInsertRows()

    @property
    def kinds(self) -> "Counter[FindingKind]":
        """How many there are of each kind."""
        return self._kinds

    def problem(self, line: int) -> LeftOut | Finding:
        """Return the problem on a line."""
        return self._problems[line]

    def folder(self, problem: LeftOut | Finding) -> str:
        """Return the folder it lies in, from the source; whole if it lies elsewhere."""
        path = path_of(problem)
        if path is None:
            return ""
        try:
            inside = path.parent.relative_to(self._source)
        except ValueError:
            return str(path.parent)
        return "" if inside == Path() else str(inside)

    def as_text(self, lines: Iterable[int]) -> str:
        """Return problems as a header and a line each, parted by tabs."""
        told = [("file", "what", "to do")]
        for line in lines:
            problem = self._problems[line]
            finding, path = finding_of(problem), path_of(problem)
            told.append(("" if path is None else str(path), finding.message, finding.remedy))
        return "".join("\t".join(map(_one_line, parts)) + "\n" for parts in told)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._problems)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        problem = self._problems[index.row()]
        if role == self.PROBLEM_ROLE:
            return problem
        if role == self.FOLDER_ROLE:
            return self.folder(problem)
        finding, path = finding_of(problem), path_of(problem)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{path.name}: {finding.message}" if path is not None else finding.message
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = ("" if path is None else str(path), finding.message, finding.remedy)
            return "\n".join(line for line in lines if line)
        return None


def _one_line(text: str) -> str:
    """Return a text that breaks no table: names of files may hold anything."""
    return " ".join(text.split()) if any(sign in text for sign in "\t\r\n") else text
