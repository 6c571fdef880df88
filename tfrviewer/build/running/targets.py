"""What a build refuses to write over, whatever it was told to replace."""

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from tfrviewer.build.planning.leftovers import refuse_another_cut
from tfrviewer.build.planning.plan import BuildPlan, PlannedFile
from tfrviewer.build.request.choices import Existing
from tfrviewer.build.running.fingerprint import differences, request_fingerprint
from tfrviewer.build.running.journal import find_unfinished
from tfrviewer.build.scan.walk import is_image_name
from tfrviewer.dataset.words import listed
from tfrviewer.errors import Finding, FindingKind, Severity, TargetExistsError
from tfrviewer.tfrecord.index import index_path_of, possible_indices
from tfrviewer.tfrecord.writer import is_index

_NAMED = 3
_LONGEST = 200
"""Characters of what is asked for otherwise."""


def refuse_existing(
    plan: BuildPlan, files: Sequence[PlannedFile] | None = None, *, resume: bool = False
) -> None:
    """Refuse a plan, or some files of it, that would replace what is not to be replaced.

    Args:
        plan: The plan.
        files: Those of its files to look at; None takes all.
        resume: Whether a build that was cut off was to go on: then that is no way out.

    Raises:
        TargetExistsError: If a TFRecord or an index is there and the policy is to refuse.
            Whatever the policy: if a folder has the name of one of them, a file that of a
            folder; if an image of the plan would be replaced, or a file that has the name of
            an index and is none.
    """
    files = plan.files if files is None else files
    refuse_always(plan, files)
    if plan.policies.existing is not Existing.REFUSE:
        return
    if existing := [path for file in files for path in file.existing()]:
        raise TargetExistsError(_exists(existing, _there(existing), _remedy(plan, resume=resume)))


def refuse_always(plan: BuildPlan, files: Sequence[PlannedFile] | None = None) -> None:
    """Refuse what `refuse_existing` refuses whatever the policy.

    Of the whole plan, also what an earlier build cut otherwise.

    Raises:
        TargetExistsError: As there.
    """
    for file in plan.files if files is None else files:
        refuse_folder(file.path.parent)
        for path in (file.path, *possible_indices(file.path)):
            if path.is_dir():
                raise TargetExistsError(_exists([path], "This is a folder", "Move it away."))
        _refuse_input(file.path, plan)
        if plan.policies.existing is not Existing.REFUSE and plan.policies.index:
            _refuse_stranger(file.path)
    if files is None:
        refuse_another_cut(plan.files)


def refuse_folder(folder: Path) -> None:
    """Refuse a folder to write to that cannot be made, or not be written to.

    Raises:
        TargetExistsError: If it, or what it is to be made in, is a file.
        PermissionError: If nothing may be written there.
    """
    there = next((path for path in (folder, *folder.parents) if os.path.lexists(path)), None)
    if there is None:
        return
    if not there.is_dir():
        raise TargetExistsError(
            _exists([there], "This is a file, not a folder to write to", "Choose another folder.")
        )
    if not os.access(there, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "This folder may not be written to", str(there))


def _refuse_input(target: Path, plan: BuildPlan) -> None:
    """Refuse to replace an image that the plan is made of: a TFRecord may have any name."""
    if not (is_image_name(target.name) and target.exists()):
        return
    inputs = (image.path for file in plan.files for image in file.images)
    for path in (*inputs, *(left.path for left in plan.left_out)):
        if path.exists() and path.samefile(target):
            raise TargetExistsError(
                _exists([target], "This is one of the images to read", "Choose another name.")
            )


def _refuse_stranger(target: Path) -> None:
    path = index_path_of(target)
    if os.path.lexists(path) and not is_index(path):
        raise TargetExistsError(
            _exists(
                [path],
                f"This has the name of the index of {target.name} and is none; it may be of a "
                "feature bag, or damaged",
                "Move it away, or write no index (index=False).",
            )
        )


def _remedy(plan: BuildPlan, *, resume: bool) -> str:
    unfinished = find_unfinished(plan.output)
    if unfinished is None:
        nothing = "No build into this folder was cut off: there is nothing to go on with, and "
        nothing += "whether what is there is what is asked for is not known. "
        return f"{nothing if resume else ''}Choose {_CHOICES}"
    if unfinished.fingerprint == request_fingerprint(plan.request):
        if resume:
            return (
                "The build that was cut off did not write it, or it was changed since. Choose "
                + _CHOICES
            )
        go_on = "A build into this folder was cut off: it can go on (resume=True, --resume)."
    else:
        unlike = differences(plan.request, unfinished.asked) if unfinished.asked else []
        go_on = (
            "A build into this folder was cut off, but another was asked for then: it can go on "
            "only if the same is asked for again."
        )
        if unlike:
            go_on += f" Different is: {listed(unlike, longest=_LONGEST)}."
    return f"{go_on} Or choose {_CHOICES}"


_CHOICES = (
    "another folder, replace what is there (replace=True, --replace), keep it, or append to it "
    "(existing='skip' or 'append', --existing skip or append)."
)


def _exists(paths: Sequence[Path], message: str, remedy: str) -> Finding:
    return Finding(
        kind=FindingKind.TARGET_EXISTS,
        severity=Severity.ERROR,
        file=str(paths[0]),
        message=f"{message}.",
        remedy=remedy,
    )


def _there(existing: Sequence[Path]) -> str:
    others = [path.name for path in existing[1 : 1 + _NAMED]]
    if not others:
        return "It is there already"
    more = len(existing) - 1 - len(others)
    listed = ", ".join(others) + (f" and {more:,} more" if more else "")
    are = "is" if len(existing) == 2 else "are"
    return f"It is there already, and so {are} {listed}"
