"""What is said of conditions that cannot be read, or that nothing fulfils."""

import polars as pl
import pytest

from tfrviewer.dataset.table.query import filter_numbers
from tfrviewer.dataset.table.query_hints import other_case
from tfrviewer.errors import QueryError

FRAME = pl.DataFrame(
    {
        "number": pl.Series([0, 1], dtype=pl.UInt32),
        "slide": pl.Series(["SYN-01-D", "B"], dtype=pl.Categorical),
        "tfrecord": ["file-one", "B"],
        "bytes": [4200, 10],
        "x": [1, 2],
    }
)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("bytes > 4,000", "4,000 is no number here. Numbers have no separators: 4000."),
        ("x > 1 and bytes < 1 234 567", "Numbers have no separators: 1234567."),
        ("bytes > 4.000,5", "a point before decimals"),
        ("x ~ 5", "~ looks for a pattern in a text"),
        ("x > 1 1", "no number here"),
        ("SYN-01", "write: slide ILIKE '%SYN-01%'."),
        ("File", "write: tfrecord ILIKE '%File%'."),
        ("elsewhere", "The columns are"),
    ],
)
def test_a_refusal_says_what_was_meant(condition: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        filter_numbers(FRAME, condition)
    finding = caught.value.finding
    assert said in f"{finding.message} {finding.remedy}"
    assert "token" not in finding.message


def test_the_condition_offered_for_a_word_finds_its_records() -> None:
    assert filter_numbers(FRAME, "slide ILIKE '%syn-01%'").tolist() == [0]


def test_a_text_in_other_letters_is_found_where_none_is_equal() -> None:
    assert other_case(FRAME, "x > 0 AND slide = 'syn-01-d'") == ("syn-01-d", "SYN-01-D")
    assert other_case(FRAME, "slide = 'SYN-01-D' AND x > 5") is None
    assert other_case(FRAME, "\"slide\" = 'nowhere' AND x = '1'") is None
