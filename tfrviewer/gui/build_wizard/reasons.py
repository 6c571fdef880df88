"""Why images are left out of a build, in a word or two each."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from tfrviewer.build.planning.plan import LeftOut
from tfrviewer.errors import Finding, FindingKind
from tfrviewer.gui.figures import number

_REASONS = {
    FindingKind.NOT_AN_IMAGE: ("1 is no image", "{0} are no images"),
    FindingKind.UNDECODABLE_IMAGE: ("1 cannot be decoded", "{0} cannot be decoded"),
    FindingKind.UNREADABLE_FILE: ("1 cannot be read", "{0} cannot be read"),
    FindingKind.MISSING_FILE: ("1 is not there", "{0} are not there"),
    FindingKind.CHANGED_FILE: ("1 changed meanwhile", "{0} changed meanwhile"),
    FindingKind.ODD_SIZE: ("1 has another size", "{0} have other sizes"),
    FindingKind.MIXED_FORMATS: ("1 has another format", "{0} have other formats"),
    FindingKind.OUTSIDE_LAYOUT: ("1 lies in no slide’s folder", "{0} lie in no slide’s folder"),
    FindingKind.TARGET_EXISTS: ("1 is in the way", "{0} are in the way"),
    FindingKind.ALREADY_THERE: ("1 is there already", "{0} are there already"),
    FindingKind.EMPTY_FOLDER: ("1 folder gives no record", "{0} folders give no record"),
    FindingKind.DUPLICATE_SLIDE: (
        "1 folder is of a slide met before",
        "{0} folders are of slides met before",
    ),
    FindingKind.RENAMED: ("1 has another name", "{0} have other names"),
    FindingKind.NO_LOCATION: ("1 slide lacks locations", "{0} slides lack locations"),
    FindingKind.GUESSED_LOCATION: (
        "1 slide has guessed locations",
        "{0} slides have guessed locations",
    ),
    FindingKind.DUPLICATE_LOCATION: (
        "1 slide has a location twice",
        "{0} slides have locations twice",
    ),
    FindingKind.CORNER_LOCATION: ("1 slide has corners", "{0} slides have corners"),
    FindingKind.OFF_GRID: ("1 slide is off its grid", "{0} slides are off their grids"),
    FindingKind.SHEET: ("1 concerns the sheet", "{0} concern the sheet"),
    FindingKind.PASSED_OVER: ("others were passed over", "others were passed over"),
    FindingKind.STALE_INDEX: ("1 index is old", "{0} indexes are old"),
    FindingKind.STALE_MANIFEST: ("1 manifest is old", "{0} manifests are old"),
}


def tally(findings: Iterable[Finding]) -> "Counter[FindingKind]":
    """Count findings by their kinds."""
    return Counter(finding.kind for finding in findings)


def reason_text(kind: FindingKind, count: int) -> str:
    """Return how many images there are of which a kind of finding was made."""
    one, many = _REASONS.get(kind, ("", ""))
    if not one:
        return f"{number(count)} × {kind.value.replace('-', ' ')}"
    text = one if count == 1 else many
    return QCoreApplication.translate("BuildWizard", text).format(number(count))


def reasons_text(kinds: "Counter[FindingKind]") -> str:
    """Return the reasons with their counts, the commonest first."""
    return " · ".join(reason_text(kind, count) for kind, count in kinds.most_common())


def finding_of(problem: LeftOut | Finding) -> Finding:
    """Return what is wrong."""
    return problem.finding if isinstance(problem, LeftOut) else problem


def path_of(problem: LeftOut | Finding) -> Path | None:
    """Return the file or folder that a problem is about; None if it is about none."""
    if isinstance(problem, LeftOut):
        return problem.path
    return Path(problem.file) if problem.file else None
