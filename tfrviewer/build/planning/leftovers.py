"""TFRecords of the same slides that an earlier build cut otherwise: their tiles would be twice.

A slide has `S.tfrecords`, or pieces such as `S-00000-of-00003.tfrecords`. Whoever reads the
folder reads all of them, so those of another cut have to go before; a build deletes nothing.
"""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from tfrviewer.build.planning.plan import PlannedFile
from tfrviewer.dataset.words import listed
from tfrviewer.errors import Finding, FindingKind, Severity, TargetExistsError

_PIECE = re.compile(r"(.+)-([0-9]{5,})-of-([0-9]{5,})")
_NAMED = 3


def of_another_cut(files: Iterable[PlannedFile]) -> list[Path]:
    """Return the TFRecords beside those of a plan that are of the same slides, cut otherwise."""
    targets = {os.path.abspath(file.path): file for file in files}  # noqa: PTH100 - links stay
    stems: dict[str, dict[str, str]] = {}
    for path, file in targets.items():
        folder, name = os.path.split(path)
        stem, suffix = os.path.splitext(name)  # noqa: PTH122 - as text
        if file.shard is not None:
            piece = _PIECE.fullmatch(stem)
            stem = stem if piece is None else piece[1]
        stems.setdefault(folder, {})[stem] = suffix
    found = []
    for folder, kinds in stems.items():
        for name in _names_in(folder):
            stem, suffix = os.path.splitext(name)  # noqa: PTH122
            piece = _PIECE.fullmatch(stem)
            path = os.path.join(folder, name)  # noqa: PTH118
            is_of_slide = kinds.get(stem) == suffix or (
                piece is not None and kinds.get(piece[1]) == suffix
            )
            if is_of_slide and path not in targets:
                found.append(Path(path))
    return found


def refuse_another_cut(files: Iterable[PlannedFile]) -> None:
    """Refuse to have the tiles of a slide twice, whatever is to become of what is there.

    Raises:
        TargetExistsError: If a TFRecord of a slide is there that is cut otherwise.
    """
    if found := of_another_cut(files):
        raise TargetExistsError(told(found))


def told(paths: Sequence[Path]) -> Finding:
    """Return the finding of TFRecords of another cut, at least one."""
    others = [path.name for path in paths[1:]]
    so_are, them = "", "it away or delete it, with its index"
    if others:
        so_are = f", and so {'is' if len(others) == 1 else 'are'} {listed(others, _NAMED)}"
        them = "them away or delete them, each with its index"
    return Finding(
        kind=FindingKind.TARGET_EXISTS,
        severity=Severity.ERROR,
        file=str(paths[0]),
        message=f"It is there already{so_are}, and {'their' if others else 'its'} tiles go to "
        "TFRecords of other names now: they would be there twice.",
        remedy=f"Move {them}; or choose another folder.",
    )


def _names_in(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - there may be many
    except OSError:
        return []  # not made yet; what else is wrong with it is told elsewhere
