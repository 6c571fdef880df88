import re

import pytest

from tfrviewer.errors import FindingKind
from tfrviewer.gui.build_wizard.reasons import reason_text

_OF_PLANS = (
    FindingKind.NOT_AN_IMAGE,
    FindingKind.UNREADABLE_FILE,
    FindingKind.ODD_SIZE,
    FindingKind.MIXED_FORMATS,
    FindingKind.OUTSIDE_LAYOUT,
    FindingKind.EMPTY_FOLDER,
    FindingKind.DUPLICATE_SLIDE,
    FindingKind.DUPLICATE_LOCATION,
    FindingKind.NO_LOCATION,
    FindingKind.GUESSED_LOCATION,
    FindingKind.SHEET,
    FindingKind.RENAMED,
)


@pytest.mark.parametrize("kind", _OF_PLANS)
def test_what_planning_finds_is_told_in_words(kind: FindingKind) -> None:
    assert re.fullmatch(r"1 [a-z].*", reason_text(kind, 1))
    assert reason_text(kind, 12).startswith("12 ")
    assert "×" not in reason_text(kind, 2)


def test_what_has_no_words_has_its_name() -> None:
    assert reason_text(FindingKind.DISK_SPACE, 2) == "2 × disk space"
