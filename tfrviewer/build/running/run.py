"""Carrying out a plan: images in, TFRecords out, each whole or not at all."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import closing, suppress
from pathlib import Path

from tfrviewer.build.planning.leftovers import refuse_another_cut
from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.request.choices import Existing
from tfrviewer.build.running.append import OldRecords
from tfrviewer.build.running.decisions import decide
from tfrviewer.build.running.fingerprint import asked_for, request_fingerprint
from tfrviewer.build.running.journal import Journal
from tfrviewer.build.running.report import (
    BuildReport,
    Event,
    attach,
)
from tfrviewer.build.running.space import refuse_full
from tfrviewer.build.running.targets import refuse_existing
from tfrviewer.build.running.work import Work
from tfrviewer.jobs import CancelToken, Progress


def run(
    plan: BuildPlan,
    *,
    resume: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
    on_event: Callable[[Event], object] | None = None,
) -> BuildReport:
    """Write the TFRecords of a plan.

    Each is written beside its target, read back, and takes its name when it is whole, so that a
    cancel, an error or a kill leaves the file that was there, or the new one; those finished
    before stay. The same plan and images give the same bytes.

    What is finished is noted in a hidden file in the output folder until all is. A build that
    was cut off can so go on: what it had finished is taken as it is if neither its images nor
    the TFRecord have changed since, and the report is that of a build in one go. A build that
    does not go on forgets what was noted; what a kill left half-made is deleted by either.

    Args:
        plan: What to write.
        resume: Whether to go on with a build of the same request that was cut off. Its own
            TFRecords are then not in the way, whatever the policy.
        executor: Where images are read and decoded; None does it here. Threads do well, since
            Pillow lets others run meanwhile.
        progress: Told of the images done so far.
        cancel: Looked at between units of a few images.
        on_event: Told of each TFRecord begun and done, and of each problem, here and now.

    Raises:
        TargetExistsError: If something to be written is there, and is not to be replaced, or
            TFRecords of the same slides that are cut otherwise; then nothing is written.
        BuildError: If there is no room for it, if another build goes on in the same folder, or
            if a TFRecord to append to is damaged; then nothing is written. If a TFRecord read
            back is not what was written.
        ImageError, BuildError: If an image cannot be taken, and the policy is to raise.
        Cancelled: If `cancel` was raised.
        OSError: If a file cannot be written.

    What it raises once it has begun has an attribute `report`: what was done till then.
    """
    decisions = decide(plan, resume=resume)
    refuse_existing(plan, decisions.foreign, resume=resume)
    refuse_another_cut(plan.files)
    refuse_full(plan, decisions.to_write)
    if plan.policies.existing is Existing.APPEND:
        for file in decisions.to_write:
            if file.path.exists():
                OldRecords(file.path, cancel=cancel).close()
    if not plan.files:
        return BuildReport((), plan.left_out, plan.passed_over, plan.findings)
    new = _folders_to_make(plan)
    journal = Journal(
        plan.output,
        request_fingerprint(plan.request),
        resume=resume,
        asked=asked_for(plan.request),
    )
    work = Work(plan, decisions, journal, progress, cancel, on_event)
    try:
        with closing(work):
            work.all(executor)
    except BaseException as error:
        attach(error, work.report())
        if not journal.finished:
            journal.finish()
        raise
    else:
        journal.finish()
    finally:
        journal.close()
        _take_back(new)
    return work.report()


def _folders_to_make(plan: BuildPlan) -> list[Path]:
    """Return the folders that are made for TFRecords, the innermost ones first."""
    found: set[Path] = set()
    for folder in {plan.output, *(file.path.parent for file in plan.files)}:
        for one in (folder, *folder.parents):
            if one in found or os.path.lexists(one):
                break
            found.add(one)
    return sorted(found, key=lambda folder: len(folder.parts), reverse=True)


def _take_back(folders: Sequence[Path]) -> None:
    """Remove those folders that nothing was written to."""
    for folder in folders:
        with suppress(OSError):  # it is not empty, or was never made
            folder.rmdir()


run_build = run
"""What `run` is called among all that `tfrviewer` has."""
