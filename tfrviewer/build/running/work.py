"""The work of a build: one TFRecord after the other, from images as they come."""

import unicodedata
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from tfrviewer.build.handing_over import map_near
from tfrviewer.build.planning.plan import BuildPlan, LeftOut, PlannedFile
from tfrviewer.build.planning.remarks import nothing_left, of_file, of_locations
from tfrviewer.build.request.choices import Existing, OnProblem
from tfrviewer.build.running.append import OldRecords, first_picture
from tfrviewer.build.running.decisions import Decisions
from tfrviewer.build.running.journal import Finished, Journal
from tfrviewer.build.running.making import Made, Task, make_records
from tfrviewer.build.running.manifest import stale_counts, write_manifest
from tfrviewer.build.running.one_file import OneFile, written_file
from tfrviewer.build.running.report import (
    BuildReport,
    Event,
    FileBegun,
    FileDone,
    Problem,
    WrittenFile,
)
from tfrviewer.build.running.run_remarks import (
    already_there,
    came_since,
    same_name,
    stays,
    unlike_old,
    unnamed,
)
from tfrviewer.build.running.targets import refuse_existing
from tfrviewer.build.running.tasks import tasks_of
from tfrviewer.errors import BuildError, Finding, FindingKind, ImageError
from tfrviewer.jobs import CancelToken, Progress, map_units

_AHEAD = 16
"""Tasks under way at once: so many that workers have enough to do while a TFRecord is read back and
gets its name."""


class Work:
    """Writes one TFRecord after the other, from images as they come."""

    def __init__(
        self,
        plan: BuildPlan,
        decisions: Decisions,
        journal: Journal,
        progress: Progress | None,
        cancel: CancelToken | None,
        on_event: Callable[[Event], object] | None,
    ) -> None:
        self._plan = plan
        self._decisions = decisions
        self._journal = journal
        self._progress = progress
        self._cancel = cancel
        self._tell: Callable[[Event], object] = on_event or (lambda event: None)
        self._done = 0
        self._next = 0
        self._written: list[WrittenFile] = []
        self._skipped: list[PlannedFile] = []
        self._targets: set[tuple[int, int]] = set()
        self._left_out = list(plan.left_out)
        self._notes = list(plan.findings)
        self._file: OneFile | None = None
        self._pending: _Pending | None = None
        self._finisher: ThreadPoolExecutor | None = None
        self._clash: Finding | None = None

    def all(self, executor: Executor | None) -> None:
        """Write all files of the plan."""
        asked = deque[tuple[int, int, Task]]()

        def tasks() -> Iterator[Task]:
            for number, first, task in self._tasks():
                asked.append((number, first, task))
                yield task

        if executor is not None:
            self._finisher = ThreadPoolExecutor(1, thread_name_prefix="finish")
        with closing(self._made(tasks(), executor)) as answers:
            for made in answers:
                number, first, task = asked.popleft()
                self._take(number, first, task, made)
                if self._pending is not None and self._pending.future.done():
                    self._join()
        self._finish(last=True)
        self._pass_to(len(self._plan.files))
        self._write_manifest()

    def _made(
        self, tasks: Iterator[Task], executor: Executor | None
    ) -> Generator[Made, None, None]:
        if self._plan.request.pictures.validate:
            return map_units(
                make_records, tasks, executor=executor, cancel=self._cancel, ahead=_AHEAD
            )
        return map_near(
            make_records,
            tasks,
            lambda task: len(task.files),
            executor=executor,
            cancel=self._cancel,
            ahead=_AHEAD,
        )

    def close(self) -> None:
        """Give up what is not finished; what is being finished is waited for."""
        with suppress(Exception):  # what came first is what is told
            self._join()
        if self._file is not None:
            self._file.close()
        if self._finisher is not None:
            self._finisher.shutdown()

    def report(self) -> BuildReport:
        """Return what was written."""
        return BuildReport(
            tuple(self._written),
            tuple(self._left_out),
            self._plan.passed_over,
            tuple(self._notes),
            tuple(self._skipped),
        )

    def _tasks(self) -> Iterator[tuple[int, int, Task]]:
        keyed = self._plan.policies.existing is Existing.APPEND
        for number, file in enumerate(self._plan.files):
            if not self._decisions.is_settled(number):
                for first, task in tasks_of(self._plan, file, keyed=keyed):
                    yield number, first, task

    def _take(self, number: int, first: int, task: Task, made: Made) -> None:
        """Write some images of a file; the first ones of another file finish the one before."""
        file = self._plan.files[number]
        if first == 0:
            self._finish()
            self._pass_to(number)
            self._next = number + 1
            self._begin(number)
        work = self._file
        if work is not None and self._clash is None:
            known = len(work.left_out)
            self._refuse(finding for _, finding in made.problems)
            work.take(first, task, made)
            for at, finding in work.left_out[known:]:
                self._leave_out(LeftOut(file.images[at].path, finding))
        elif self._clash is not None:
            for path in task.files:
                finding = replace(self._clash, file=path)
                self._refuse([finding])
                self._leave_out(LeftOut(Path(path), finding))
        self._go_on(len(task.files), task.files[-1])

    def _begin(self, number: int) -> None:
        file = self._plan.files[number]
        if self._pending is not None and _folded(file) == _folded(self._pending.work.file):
            self._join()  # it may be the same file, where names are not told apart
        self._tell(FileBegun(file.path, file.slides, len(file.images)))
        self._clash = self._clashing(number)
        old = None
        appends = self._plan.policies.existing is Existing.APPEND
        if appends and self._clash is None and file.path.exists():
            old = OldRecords(file.path, cancel=self._cancel)
        self._file = OneFile(self._plan, file, self._journal, old)

    def _finish(self, *, last: bool = False) -> None:
        """Give the file under way its name.

        With workers it is done beside them, while the next one is written: they are not to wait
        for the disk. A cancel then waits for it.
        """
        self._join()
        if self._file is None:
            return
        if self._finisher is None or last:
            self._conclude(self._file, self._file.finish(self._cancel), clashed=self._clash)
        else:
            future = self._finisher.submit(self._file.finish)
            self._pending = _Pending(self._file, future, self._clash)
        self._file = self._clash = None

    def _join(self) -> None:
        """Wait for the file that is being finished."""
        pending, self._pending = self._pending, None
        if pending is None:
            return
        try:
            written = pending.future.result()
        except BaseException:
            pending.work.close()
            raise
        self._conclude(pending.work, written, clashed=pending.clash)

    def _conclude(
        self, work: OneFile, written: WrittenFile | None, *, clashed: Finding | None
    ) -> None:
        if written is not None:
            self._settle(work.file, written, named=work.named, resumed=False)
        elif clashed is None:
            self._forget(of_file(work.file, self._plan.request))
            self._note(nothing_left(work.file.path, len(work.file.images)))
        work.close()

    def _pass_to(self, number: int) -> None:
        """Tell of the files before one that are not to be written."""
        for at in range(self._next, number):
            file = self._plan.files[at]
            finished = self._decisions.done.get(at)
            if finished is not None:
                self._resume(file, finished)
            elif at in self._decisions.skipped:
                self._skipped.append(file)
                self._forget(of_file(file, self._plan.request))
                self._note(stays(file))
            self._go_on(len(file.images), file.path.name)
        self._next = max(self._next, number)

    def _resume(self, file: PlannedFile, finished: Finished) -> None:
        self._tell(FileBegun(file.path, file.slides, len(file.images)))
        for at, finding in finished.left_out:
            path = file.images[at].path
            self._leave_out(LeftOut(path, replace(finding, file=str(path))))
        written = written_file(file, finished)
        self._settle(file, written, named=finished.named, resumed=True)

    def _settle(
        self, file: PlannedFile, written: WrittenFile, *, named: bool, resumed: bool
    ) -> None:
        status = file.path.stat()
        self._targets.add((status.st_dev, status.st_ino))
        self._written.append(written)
        if len(written.images) < len(file.images):  # the plan counted more
            self._forget(of_locations(file, self._plan.request))
            self._notes += of_locations(replace(file, images=written.images), self._plan.request)
        if written.there is not None:
            self._note(already_there(written))
        if written.kept and written.records and file.picture is not None:
            old = first_picture(file.path)
            if old is not None and old.kind != file.picture.kind:
                self._note(unlike_old(file.path, old, file.picture))
        if not named:
            self._note(unnamed(file.path))
        self._tell(FileDone(written, resumed))

    def _write_manifest(self) -> None:
        counts = {file.path: file.kept + file.records for file in self._written}
        if not counts:
            return
        if not self._plan.policies.manifest:
            for finding in stale_counts(self._plan.output, counts):
                self._note(finding)
            return
        problem = write_manifest(self._plan.output, counts, self._journal.token)
        if problem is not None:
            self._note(problem)

    def _go_on(self, count: int, text: str) -> None:
        self._done += count
        if self._progress is not None:
            self._progress(self._done, self._plan.records, Path(text).name)

    def _note(self, finding: Finding) -> None:
        self._notes.append(finding)
        self._tell(Problem(finding))

    def _forget(self, findings: list[Finding]) -> None:
        self._notes = [note for note in self._notes if note not in findings]

    def _leave_out(self, left: LeftOut) -> None:
        self._left_out.append(left)
        self._tell(Problem(left))

    def _refuse(self, findings: Iterable[Finding]) -> None:
        if self._plan.policies.on_problem is OnProblem.RAISE:
            for finding in findings:
                kind = BuildError if finding.kind in _NO_IMAGE_ERRORS else ImageError
                raise kind(finding)

    def _clashing(self, number: int) -> Finding | None:
        """Return what is in the way of a TFRecord that was not when the run began, or in it.

        Two folders may differ in case alone, and the file system written to may not tell.
        """
        file = self._plan.files[number]
        try:
            status = file.path.stat()
        except FileNotFoundError:
            return None
        if (status.st_dev, status.st_ino) in self._targets:
            return same_name(file.path)
        if number not in self._decisions.own:
            refuse_existing(self._plan, [file])
            if self._plan.policies.existing is Existing.SKIP:
                return came_since(file.path)
        return None


@dataclass(frozen=True, slots=True)
class _Pending:
    """A file that is being finished."""

    work: OneFile
    future: "Future[WrittenFile | None]"
    clash: Finding | None


def _folded(file: PlannedFile) -> str:
    """Return a path as a file system has it that tells neither case nor accents' form."""
    return unicodedata.normalize("NFC", str(file.path)).casefold()


_NO_IMAGE_ERRORS = (
    FindingKind.ODD_SIZE,
    FindingKind.MIXED_FORMATS,
    FindingKind.TARGET_EXISTS,
)
