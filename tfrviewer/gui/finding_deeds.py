"""What can be done about a finding."""

from enum import StrEnum
from typing import Final

from tfrviewer.errors import Finding, FindingKind


class Deed(StrEnum):
    """Something that can be done about a finding."""

    COPY = "copy"
    SHOW_FOLDER = "show_folder"
    SELECT_KIND = "select_kind"
    SALVAGE = "salvage"
    REBUILD_INDEX = "rebuild_index"
    SHOW_HIDDEN = "show_hidden"
    SHOW_TILES = "show_tiles"


DAMAGE: Final = frozenset(
    (
        FindingKind.TRUNCATED,
        FindingKind.DAMAGED_STRETCH,
        FindingKind.TRAILING_GARBAGE,
        FindingKind.LENGTH_CRC,
        FindingKind.PAYLOAD_CRC,
        FindingKind.DAMAGED_COMPRESSION,
    )
)
"""Kinds of which salvaging leaves nothing in the new file."""
OF_INDEX: Final = frozenset(
    (FindingKind.STALE_INDEX, FindingKind.UNREADABLE_INDEX, FindingKind.FOREIGN_INDEX)
)
"""Kinds that are over once the index is written anew."""


def deeds_of(finding: Finding) -> frozenset[Deed]:
    """Return what can be done about a finding, in a window that can do all of it."""
    deeds = {Deed.COPY, Deed.SHOW_HIDDEN}
    if finding.file:
        deeds.add(Deed.SHOW_FOLDER)
        if finding.kind in DAMAGE:
            deeds.add(Deed.SALVAGE)
    if finding.record is not None:
        deeds.add(Deed.SELECT_KIND)
    if finding.kind is FindingKind.METRIC:
        deeds.add(Deed.SHOW_TILES)
    if finding.kind in OF_INDEX:
        deeds.add(Deed.REBUILD_INDEX)
    return frozenset(deeds)
