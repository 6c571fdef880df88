"""Which TFRecords of a plan have to be written, and which are done or stay as they are."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tfrviewer.build.planning.plan import BuildPlan, PlannedFile
from tfrviewer.build.request.choices import Existing
from tfrviewer.build.running.fingerprint import file_fingerprint, request_fingerprint
from tfrviewer.build.running.journal import Finished, find_unfinished, held
from tfrviewer.errors import BuildError, FindingKind, IndexFileError
from tfrviewer.tfrecord.index import index_path_of, read_index

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Decisions:
    """What becomes of the TFRecords of a plan, by their numbers.

    Attributes:
        plan: The plan.
        done: Those that the build finished before it was cut off, unchanged since.
        own: Those it finished of images that have changed since: they may be replaced.
        skipped: Those that are there and stay.
    """

    plan: BuildPlan = field(repr=False)
    done: Mapping[int, Finished]
    own: frozenset[int]
    skipped: frozenset[int]

    def is_settled(self, number: int) -> bool:
        """Tell whether nothing has to be written for a TFRecord."""
        return number in self.done or number in self.skipped

    @property
    def to_write(self) -> list[PlannedFile]:
        """Those that have to be written."""
        return [f for at, f in enumerate(self.plan.files) if not self.is_settled(at)]

    @property
    def foreign(self) -> list[PlannedFile]:
        """Those of them that did not come from this build, should they be there."""
        return [
            file
            for at, file in enumerate(self.plan.files)
            if not self.is_settled(at) and at not in self.own
        ]


def decide(plan: BuildPlan, *, resume: bool) -> Decisions:
    """Look which TFRecords of a plan have to be written.

    Raises:
        BuildError: If a build goes on in the same folder.
    """
    unfinished = find_unfinished(plan.output) if plan.files else None
    if unfinished is not None and unfinished.running:
        raise BuildError(held(plan.output))
    known: Mapping[Path, Finished] = {}
    if (
        resume
        and unfinished is not None
        and unfinished.fingerprint == request_fingerprint(plan.request)
    ):
        known = unfinished.finished
    done: dict[int, Finished] = {}
    own, skipped = set[int](), set[int]()
    for number, file in enumerate(plan.files):
        finished = known.get(file.path)
        if finished is not None and finished.is_still(file.path):
            if _is_of(plan, file, finished):
                done[number] = finished
            else:
                own.add(number)
        elif plan.policies.existing is Existing.SKIP and os.path.lexists(file.path):
            skipped.add(number)
    return Decisions(plan, done, frozenset(own), frozenset(skipped))


def _is_of(plan: BuildPlan, file: PlannedFile, finished: Finished) -> bool:
    """Tell whether a TFRecord is what would be written again."""
    if plan.policies.index and not _has_index(file, finished.size):
        return False  # a kill came between the two
    numbers = [at for at, _ in (*finished.there, *finished.left_out)]
    unread = any(f.kind is FindingKind.UNREADABLE_FILE for _, f in finished.left_out)
    return (
        not unread  # it may be readable by now, without a trace of that
        and max(numbers, default=-1) < len(file.images)
        and file_fingerprint(plan, file) == finished.made_of
    )


def _has_index(file: PlannedFile, size: int) -> bool:
    try:
        records = read_index(index_path_of(file.path)).records
    except (IndexFileError, OSError):
        return False
    return bool(len(records)) and int(records[-1].sum()) == size
