"""What lies where a build is to write: whether it may, how much room there is, what is there.

For worker threads: a folder may be far away.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tfrviewer.build.running.fingerprint import request_fingerprint
from tfrviewer.build.running.journal import find_unfinished
from tfrviewer.build.running.space import needs
from tfrviewer.gui.disk_space import free_bytes
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.build.planning.plan import BuildPlan
    from tfrviewer.build.running.journal import Unfinished


@dataclass(frozen=True, slots=True)
class OutputLook:
    """What was found.

    Attributes:
        output: Where.
        is_new: Whether the folder has to be made.
        needed: Bytes that the build takes.
        free: Bytes that are free there; None if that cannot be told.
        fits: Whether that is enough.
        there: TFRecords of the plan whose names are taken.
        unfinished: What an earlier build left unfinished there; None if none did.
        resumable: Whether that build was asked for the same as this one.
        finished: Which of `there` it had finished, and are still as it left them.
    """

    output: Path
    is_new: bool
    needed: int
    free: int | None
    fits: bool
    there: tuple[Path, ...]
    unfinished: "Unfinished | None" = None
    resumable: bool = False
    finished: frozenset[Path] = frozenset()

    @property
    def is_taken(self) -> bool:
        """Whether another build writes there at this moment."""
        return self.unfinished is not None and self.unfinished.running


def look_at_output(plan: "BuildPlan", cancel: CancelToken) -> OutputLook:
    """Look at where a plan is to be written.

    Raises:
        Cancelled: If `cancel` was raised.
        OSError: If the folder cannot be looked at.
    """
    there = []
    for file in plan.files:
        cancel.check()
        if file.existing():
            there.append(file.path)
    unfinished = find_unfinished(plan.output)
    needed = needs(plan)
    resumable = unfinished is not None and (
        unfinished.fingerprint == request_fingerprint(plan.request)
    )
    noted = unfinished.finished if unfinished is not None and resumable else {}
    return OutputLook(
        output=plan.output,
        is_new=not plan.output.exists(),
        needed=sum(need.needed for need in needed),
        free=needed[0].free if len(needed) == 1 else free_bytes(plan.output),
        fits=all(need.needed <= need.free for need in needed),
        there=tuple(there),
        unfinished=unfinished,
        resumable=resumable,
        finished=frozenset(path for path in there if path in noted and noted[path].is_still(path)),
    )
