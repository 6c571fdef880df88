"""All that is left out or worth knowing, by kind and by name: one of many is found quickly."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tfrviewer.build.planning.plan import LeftOut
from tfrviewer.errors import Finding, Severity
from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.build_wizard.problem_list import ProblemPane
from tfrviewer.gui.build_wizard.reasons import finding_of, path_of, reason_text, tally
from tfrviewer.gui.build_wizard.verdict import Verdict
from tfrviewer.gui.figures import number

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


class Problems(QWidget):
    """The list of problems, with a choice of the kind and a line to look for a name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("buildProblemsPage")
        self._all: list[LeftOut | Finding] = []
        self._source = Path()
        self.kinds = QComboBox()
        self.kinds.setObjectName("buildProblemKinds")
        self.kinds.setAccessibleName(self.tr("Kind of problem"))
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kinds.activated.connect(self._filter)
        self.search = QLineEdit()
        self.search.setObjectName("buildProblemFilter")
        self.search.setAccessibleName(self.tr("Look for a file"))
        self.search.setPlaceholderText(self.tr("Part of a name or folder"))
        self.search.setClearButtonEnabled(True)
        place = QLineEdit.ActionPosition.LeadingPosition
        set_icon(self.search.addAction(icon("search"), place), "search")
        self.search.textChanged.connect(self._filter)
        self.pane = ProblemPane("buildFoundProblems", self.tr("Problems"))
        self._none = Verdict("buildNoProblem")
        label = QLabel(self.tr("&Kind"))
        label.setBuddy(self.kinds)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(label)
        line.addWidget(self.kinds)
        line.addWidget(self.search, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._none)
        box.addWidget(self._line)
        box.addWidget(self.pane, 1)
        box.addStretch(0)
        self._show_kinds()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._all)

    def show_problems(self, problems: Sequence[LeftOut | Finding], source: Path) -> None:
        """Show these; the worst first, alike ones together."""

        def rank(problem: LeftOut | Finding) -> tuple[int, str]:
            finding = finding_of(problem)
            return _RANK[finding.severity], finding.kind.value

        self._all = sorted(problems, key=rank)
        self._source = source
        self._show_kinds()
        self._filter()

    def _show_kinds(self) -> None:
        chosen = self.kinds.currentData()
        kinds = tally(map(finding_of, self._all))
        self.kinds.clear()
        self.kinds.addItem(self.tr("all ({0})").format(number(len(self._all))), None)
        for kind, count in kinds.most_common():
            self.kinds.addItem(reason_text(kind, count), kind)
        self.kinds.setCurrentIndex(max(self.kinds.findData(chosen), 0))
        some = bool(self._all)
        for widget in (self._line, self.pane):
            widget.setVisible(some)
        self._none.setVisible(not some)
        self._none.agree(
            self.tr("Nothing is wrong."),
            self.tr("Every image that was found becomes a record."),
        )

    def _filter(self) -> None:
        kind: str | None = self.kinds.currentData()  # Qt keeps the text of it alone
        text = self.search.text().strip().casefold()
        shown = self._all
        if kind is not None:
            shown = [problem for problem in shown if finding_of(problem).kind == kind]
        if text:
            shown = [problem for problem in shown if text in str(path_of(problem)).casefold()]
        self.pane.set_problems(shown, self._source)
