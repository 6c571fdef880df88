import pickle
import traceback

import pytest

from tfrviewer.errors import (
    CrcError,
    Finding,
    FindingKind,
    PathNotFoundError,
    Severity,
    TfrError,
    shown,
)

FINDING = Finding(
    kind=FindingKind.PAYLOAD_CRC,
    severity=Severity.ERROR,
    file="/a folder/Fälle\n12.tfrecords",
    record=3,
    offset=1234,
    message="It is damaged.",
    remedy="Copy it again.",
)


@pytest.mark.parametrize("kind", [TfrError, CrcError, PathNotFoundError])
def test_that_an_error_comes_whole_through_a_pickle(kind: type[TfrError]) -> None:
    error = pickle.loads(pickle.dumps(kind(FINDING)))
    assert type(error) is kind
    assert error.finding == FINDING


@pytest.mark.parametrize("kind", [TfrError, CrcError, PathNotFoundError])
def test_that_an_error_comes_whole_as_its_type_and_its_traceback(kind: type[TfrError]) -> None:
    error = kind(FINDING)
    error.note_finding()
    text = "".join(traceback.format_exception(error))
    again = kind(f"Caught {kind.__name__} in worker process 0.\nOriginal {text}")
    assert again.finding == FINDING
    assert str(again) == str(error)


def test_that_of_a_chain_of_errors_the_last_one_is_told() -> None:
    first = CrcError(FINDING)
    first.note_finding()
    last = TfrError(Finding.from_json({**FINDING.to_json(), "record": 7}))
    last.note_finding()
    last.__cause__ = first
    again = TfrError("".join(traceback.format_exception(last)))
    assert again.finding.record == 7


def test_that_no_error_is_made_of_a_text_that_holds_no_finding() -> None:
    with pytest.raises(TypeError, match="Finding"):
        TfrError("It is damaged.")


@pytest.mark.parametrize(
    ("text", "line"), [("Fälle µ", "Fälle µ"), ("a\nb\x1b[31m", "a\\nb\\x1b[31m"), ("", "")]
)
def test_that_text_of_a_file_is_shown_on_one_line(text: str, line: str) -> None:
    assert shown(text) == line
