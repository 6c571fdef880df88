import functools
import math
from random import Random

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.dataset.table import query
from tfrviewer.dataset.table.query import filter_numbers, quoted, sort_numbers
from tfrviewer.errors import FindingKind, QueryError


@pytest.fixture
def frame() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "number": pl.Series([0, 1, 2, 3, 4], dtype=pl.UInt32),
            "tfrecord": pl.Series(["s2", "s2", "s10", "s10", "s10"], dtype=pl.Categorical),
            "slide": ["A", "A", "B", None, "B"],
            "x": pl.Series([5, None, 3, 5, 1], dtype=pl.Int64),
            "blur": [0.1, math.nan, 0.3, None, 0.2],
            "is good": [True, False, None, True, False],
        }
    )


@pytest.mark.parametrize(
    ("condition", "numbers"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("  ", [0, 1, 2, 3, 4]),
        ("x >= 3", [0, 2, 3]),
        ("x >= 3 AND slide = 'B'", [2]),
        ("NOT slide = 'A'", [2, 4]),
        ("slide IS NULL", [3]),
        ("slide IN ('A', 'C')", [0, 1]),
        ("slide LIKE 'a%'", []),
        ("slide ILIKE 'a%'", [0, 1]),
        ("x BETWEEN 1 AND 3", [2, 4]),
        ("tfrecord = 's10'", [2, 3, 4]),
        ("tfrecord LIKE 's1%'", [2, 3, 4]),
        ("tfrecord < 's15'", [2, 3, 4]),
        ("tfrecord = 'nowhere'", []),
        ('"is good"', [0, 3]),
        ('NOT "is good"', [1, 4]),
        ("x * 2 - 1 > 4", [0, 2, 3]),
        ("number % 2 = 0", [0, 2, 4]),
        ("CASE WHEN slide = 'A' THEN x > 4 ELSE blur < 0.25 END", [0, 4]),
        ("slide = 'it''s -- no comment'", []),
    ],
)
def test_that_a_condition_chooses_records(
    frame: pl.DataFrame, condition: str, numbers: list[int]
) -> None:
    found = filter_numbers(frame, condition)
    assert found.dtype == np.uint32
    assert found.tolist() == numbers


@pytest.mark.parametrize(
    ("condition", "advice"),
    [
        ("blurr < 1", "Did you mean blur?"),
        ("Slide = 'A'", "Did you mean slide?"),
        ("nothing_like_it = 1", "The columns are number, tfrecord,"),
        ('slide = "A"', "write it in single quotes: 'A'"),
        ("'blur' < 0.3", "'blur' is a text here: a column is written blur."),
        ("'is good'", "texts and not yes or no"),
        ("blur", "Compare it"),
        ("slide", "texts and not yes or no"),
        ("x <", "cannot be read"),
        ("x < 3 AND", "cannot be read"),
        ("slide = 'A", "cannot be read"),
        ("x = 1; DROP TABLE x", "cannot be read"),
        ("SELECT x", "cannot be read"),
        ("x IN (SELECT 1)", "holds a SELECT"),
        ("slide = 4", "a number stands without quotes"),
        ("x > 'a'", "a number stands without quotes"),
        ("1 = 1", "one answer for all records"),
        ("SUM(x) > 3", "one answer for all records"),
        ("COUNT(*) > 3", "one answer for all records"),
        ("CAST(slide AS INT) > 3", "not every value can be converted"),
        ("REGEXP_LIKE(slide, '(')", "regular expression"),
        ("x > 3 -- note", "comment"),
        ("a.b = 1", "no column"),
        ("*", "cannot be read"),
        ("NO_SUCH_FUNCTION(x)", "cannot be"),
        (" OR ".join(["x = 1"] * 300), "slide IN ('A', 'B')"),
        ("(" * 3000 + "x = 1" + ")" * 3000, "cannot be read"),
    ],
)
def test_a_wrong_condition_says_what_to_change(
    frame: pl.DataFrame, condition: str, advice: str
) -> None:
    with pytest.raises(QueryError) as refused:
        filter_numbers(frame, condition)
    assert refused.value.finding.kind is FindingKind.BAD_QUERY
    assert advice in str(refused.value)
    assert len(str(refused.value)) < 500


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("slide = SYN-01-D", "single quotes: 'SYN-01-D'"),
        ("x > 1 AND (slide = A)", "single quotes: 'A'"),
        ("x >> 7000", "the operator >> is not known"),
        ("x ? 1", "the operator ? is not known"),
        ("x = ?", "the operator ? is not known"),
    ],
)
def test_a_wrong_condition_is_told_in_words_of_the_user(
    frame: pl.DataFrame, condition: str, told: str
) -> None:
    with pytest.raises(QueryError) as caught:
        filter_numbers(frame, condition)
    assert told in str(caught.value)
    assert "PG" not in str(caught.value)
    assert "Placeholder" not in str(caught.value)


def test_that_a_long_list_of_values_is_taken(frame: pl.DataFrame) -> None:
    names = ", ".join(f"'slide-{i}'" for i in range(2000))
    assert filter_numbers(frame, f"slide IN ({names}, 'A')").tolist() == [0, 1]
    assert filter_numbers(frame, f"x IN ({', '.join(map(str, range(-1500, 2)))})").tolist() == [4]


def test_that_a_condition_works_on_no_records(frame: pl.DataFrame) -> None:
    assert filter_numbers(frame.clear(), "x > 3").tolist() == []


def test_that_numbers_are_those_of_the_column(frame: pl.DataFrame) -> None:
    assert filter_numbers(frame[2:], "x > 3").tolist() == [3]


class PanicException(BaseException):
    """As polars raises it."""


def test_a_panic_is_an_error_of_the_condition(
    frame: pl.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panic(*_: object) -> None:
        raise PanicException("index out of bounds")

    monkeypatch.setattr(query, "_as_text", panic)
    with pytest.raises(QueryError, match="could not work it out"):
        filter_numbers(frame, "x > 3")
    monkeypatch.setattr(query, "_order", panic)
    with pytest.raises(QueryError, match="could not work it out"):
        sort_numbers(frame, np.arange(5, dtype=np.uint32), [("x", False)])


def test_that_a_wish_to_stop_is_no_error_of_the_condition(
    frame: pl.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(query, "_as_text", interrupt)
    with pytest.raises(KeyboardInterrupt):
        filter_numbers(frame, "x > 3")


@given(st.text("xslide=<>'\"()%*,;. 019ANDORLIKSUM-/\\\0µ", max_size=40))
def test_that_nothing_typed_raises_anything_else(text: str) -> None:
    frame = pl.DataFrame({"number": [0, 1], "x": [1, 2], "slide": ["A", None]})
    try:
        found = filter_numbers(frame, text)
    except QueryError:
        return
    assert set(found.tolist()) <= {0, 1}


@pytest.mark.parametrize(
    ("keys", "numbers"),
    [
        ([], [0, 1, 2, 3, 4]),
        ([("x", False)], [4, 2, 0, 3, 1]),
        ([("x", True)], [0, 3, 2, 4, 1]),
        ([("blur", False)], [0, 4, 2, 1, 3]),
        ([("blur", True)], [2, 4, 0, 1, 3]),
        ([("slide", True)], [2, 4, 0, 1, 3]),
        ([("slide", False), ("x", True)], [0, 1, 2, 4, 3]),
        ([("tfrecord", False), ("number", True)], [4, 3, 2, 1, 0]),
        ([("is good", False)], [1, 4, 0, 3, 2]),
    ],
)
def test_that_records_are_sorted_with_missing_values_last(
    frame: pl.DataFrame, keys: list[tuple[str, bool]], numbers: list[int]
) -> None:
    everything = np.arange(5, dtype=np.uint32)
    found = sort_numbers(frame, everything, keys)
    assert found.dtype == np.uint32
    assert found.tolist() == numbers


def test_that_some_records_are_sorted_among_themselves(frame: pl.DataFrame) -> None:
    some = np.array([3, 0, 4], np.uint32)
    assert sort_numbers(frame, some, [("x", False)]).tolist() == [4, 3, 0]
    assert sort_numbers(frame, some, []).tolist() == [0, 3, 4]
    assert sort_numbers(frame, some[:0], [("x", True)]).tolist() == []


@pytest.mark.parametrize("descends", [False, True])
def test_that_many_texts_of_which_few_differ_are_sorted_as_texts(*, descends: bool) -> None:
    texts = ["b", None, "", "ä", "a b", "B", "日本", "a"]
    frame = pl.DataFrame({"t": texts * 250}).with_row_index("number")
    found = sort_numbers(frame, frame["number"].to_numpy(), [("t", descends)])
    order = sorted([text for text in texts if text is not None], reverse=descends)
    assert frame["t"].gather(found).unique(maintain_order=True).to_list() == [*order, None]
    assert found[:250].tolist() == sorted(found[:250].tolist())


def test_a_key_that_is_no_column_is_refused(frame: pl.DataFrame) -> None:
    with pytest.raises(QueryError, match="Did you mean blur"):
        sort_numbers(frame, np.arange(5, dtype=np.uint32), [("blurr", False)])


@given(
    st.lists(
        st.tuples(
            st.none() | st.integers(-2, 2),
            st.none() | st.sampled_from(["a", "b", "ab"]),
            st.none() | st.floats(-1, 1),
        ),
        max_size=30,
    ),
    st.lists(st.tuples(st.sampled_from(["i", "t", "f"]), st.booleans()), max_size=3),
    st.randoms(use_true_random=False),
)
def test_that_sorting_is_what_python_sorts(
    rows: list[tuple[int | None, str | None, float | None]],
    keys: list[tuple[str, bool]],
    random: Random,
) -> None:
    schema = {"i": pl.Int64(), "t": pl.String(), "f": pl.Float64()}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    numbers = list(range(len(rows)))
    random.shuffle(numbers)

    def compare(one: int, other: int) -> int:
        for name, descends in keys:
            a, b = frame[name][one], frame[name][other]
            if a is None or b is None:
                if (a is None) != (b is None):
                    return 1 if a is None else -1
            elif a != b:
                return (1 if a > b else -1) * (-1 if descends else 1)
        return 0

    wanted = sorted(numbers, key=functools.cmp_to_key(compare)) if keys else sorted(numbers)
    found = sort_numbers(frame, np.array(numbers, np.uint32), keys)
    assert found.tolist() == wanted


@pytest.mark.parametrize(
    ("name", "written"),
    [("x", "x"), ("is good", '"is good"'), ('a"b', '"a""b"'), ("order", '"order"'), ("1a", '"1a"')],
)
def test_that_a_name_is_quoted_where_it_must_be(name: str, written: str) -> None:
    assert quoted(name) == written
    frame = pl.DataFrame({"number": [0, 1], name: [1, 2]})
    assert filter_numbers(frame, f"{quoted(name)} = 2").tolist() == [1]
