"""The thresholds kept as rules of the open dataset; the tiles they pick out are findings."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from tfrviewer.dataset.metrics.rules import read_rules, rule_findings, rules_path, write_rules
from tfrviewer.dataset.metrics.thresholds import Threshold
from tfrviewer.dataset.table.query import filter_numbers
from tfrviewer.errors import Finding, FindingKind
from tfrviewer.gui.tasks import Pool
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.gui.measuring import Measuring
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner

Found = tuple[NDArray[np.uint32], list[Finding]]
"""The tiles that a rule picks out, and the findings made of them."""
_READ, _FIND = "metric rules", "metric rules find"


class MetricRules(QObject):
    """Reads and keeps the rules, and makes findings of them once the tiles are measured.

    Attributes:
        rules: The rules of the open dataset.
        picked: Row numbers of the tiles that each picks out, uint32 (n,) each; empty until it is
            known.

    Signals:
        changed: Rules or counts are others.
        told: Something was done, or could not be; a sentence.
        settled: Nothing is on its way any more; see `is_settled`.
    """

    changed = Signal()
    told = Signal(str)
    settled = Signal()

    def __init__(
        self, session: "Session", measuring: "Measuring", tasks: "TaskRunner", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._measuring, self._tasks = session, measuring, tasks
        self.rules: list[Threshold] = []
        self.picked: list[NDArray[np.uint32]] = []
        self._rule_of: dict[str, int] = {}  # by the words of its findings
        self._found: tuple[pl.DataFrame, list[Threshold]] | None = None
        self._keep_key = ("metric rules keep", Path())
        session.dataset_changed.connect(self._restart)
        measuring.changed.connect(self._follow)

    def is_settled(self) -> bool:
        """Whether nothing is on its way."""
        return not any(map(self._tasks.is_running, (_READ, _FIND, self._keep_key)))

    def add(self, rule: Threshold) -> None:
        """Keep a threshold as a rule; one that is kept already is not kept twice."""
        if not rule.is_all and rule not in self.rules:
            self._set([*self.rules, rule])

    def remove(self, rule: Threshold) -> None:
        """Keep a rule no longer; its findings go."""
        self._set([other for other in self.rules if other != rule])

    def tiles_of(self, finding: Finding) -> NDArray[np.uint32]:
        """Return the row numbers of the tiles that a finding of a rule is about, else none."""
        rule = self._rule_of.get(finding.message, -1)
        file = self._session.file_of(finding)
        if finding.kind is not FindingKind.METRIC or rule < 0 or file < 0:
            return np.zeros(0, np.uint32)
        numbers = self.picked[rule]
        first, end = np.searchsorted(numbers, self._session.file_span(file))
        return numbers[first:end]

    def condition_of(self, finding: Finding) -> str:
        """Return the condition of the rule that made a finding, "" if none did."""
        if not len(self.tiles_of(finding)):
            return ""
        return self.rules[self._rule_of[finding.message]].condition(self._measuring.columns)

    # ---------------------------------------------------------------- keeping

    def _restart(self) -> None:
        dataset = self._session.dataset
        for key in (_READ, _FIND):
            self._tasks.cancel(key)
        self.rules, self.picked, self._found = [], [], None
        self._rule_of = {}
        self.changed.emit()
        if dataset is None or not hasattr(dataset, "metric_reader"):
            return

        def take(rules: list[Threshold]) -> None:
            self.rules = rules
            self.changed.emit()
            self._follow()
            self.settled.emit()

        self._tasks.submit(_READ, lambda _: read_rules(rules_path(dataset)), take)

    def _set(self, rules: list[Threshold]) -> None:
        dataset, name = self._session.dataset, self._session.name
        if dataset is None or self._tasks.is_running(_READ):
            return
        self.rules, self.picked = rules, []
        self._rule_of = {}
        self.changed.emit()
        self._follow()
        path, where = rules_path(dataset), str(dataset.root or name)
        self._keep_key = self._keep_key[0], path

        def work(cancel: CancelToken) -> str:
            # A full disk or a folder that is not ours is an answer, not a failure.
            try:
                write_rules(path, rules, where)
            except OSError as error:
                return error.strerror or str(error)
            return ""

        def done(why: str) -> None:
            if why:
                self.told.emit(self.tr("The rules could not be kept: {0}").format(why))

        # One after the other: what was asked for last is what stays.
        self._tasks.submit(self._keep_key, work, done, pool=Pool.QUERY)

    # ---------------------------------------------------------------- findings

    def _follow(self) -> None:
        """Make findings of what is measured, once measuring is over."""
        session, frame = self._session, self._measuring.frame
        rules = list(self.rules)
        if session.dataset is None or self._measuring.is_running or session.loading:
            return
        if frame is None or (not rules and self._found is None):
            return
        if not set(self._measuring.columns.values()) <= set(session.columns):
            return  # they come with the next news
        if self._found is not None and self._found[0] is frame and self._found[1] == rules:
            return
        self._found = (frame, rules)
        columns = dict(self._measuring.columns)
        records, paths = session.frame, [str(path) for path in session.paths]
        counts = [file.count for file in session.files]

        def work(cancel: CancelToken) -> list[Found]:
            return find(rules, records, counts, paths, columns, cancel)

        def done(found: list[Found]) -> None:
            self.picked = [numbers for numbers, _ in found]
            self._rule_of = {
                finding.message: at for at, (_, notes) in enumerate(found) for finding in notes
            }
            findings = [finding for _, notes in found for finding in notes]
            self._session.add_findings(findings, teller="metric rules")
            self.changed.emit()
            self.settled.emit()

        self._tasks.submit(_FIND, work, done, pool=Pool.QUERY)


def find(
    rules: Sequence[Threshold],
    records: pl.DataFrame,
    counts: Sequence[int],
    paths: Sequence[str],
    columns: Mapping[str, str],
    cancel: CancelToken,
) -> list[Found]:
    """Return the row numbers of the tiles that each rule picks out, and its findings.

    Args:
        rules: The rules.
        records: All records, with the columns of the metrics.
        counts: How many records each file has.
        paths: The files.
        columns: The column of each metric.
        cancel: Looked at before each rule.
    """
    found = []
    for rule in rules:
        cancel.check()
        numbers = filter_numbers(records, rule.condition(columns))
        found.append((numbers, rule_findings(rule, numbers, counts, paths, columns)))
    return found
