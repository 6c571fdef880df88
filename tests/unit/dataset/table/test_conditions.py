import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.dataset.table.conditions import (
    Comparison,
    comparisons,
    condition,
    join_condition,
    quote_name,
)


@pytest.mark.parametrize("name", ["x", "slide", "bytes", "format"])
def test_a_plain_name_stands_bare(name: str) -> None:
    assert quote_name(name) == name


@pytest.mark.parametrize("name", ["image/width", "Slide 1", 'a"b', "select", "offset", "1st", ""])
def test_any_other_name_stands_in_quotes(name: str) -> None:
    assert quote_name(name) == '"' + name.replace('"', '""') + '"'


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
)
def test_a_condition_finds_the_cell_that_it_was_made_of(name: str, text: str) -> None:
    frame = pl.DataFrame({name: [text, text + "x", None]})
    for comparison in comparisons(pl.String(), text):
        found = frame.filter(pl.sql_expr(condition(name, comparison, text, pl.String())))
        expected = {
            Comparison.EQUAL: [text],
            Comparison.NOT_EQUAL: [text + "x"],
            Comparison.CONTAINS: [text, text + "x"],
        }
        assert found[name].to_list() == expected[comparison]


@pytest.mark.parametrize("value", [0.1, -1e-300, 1e300, 5, -(2**63) + 1, True, b"\x00\xff"])
def test_a_condition_on_any_type_finds_its_value(value: object) -> None:
    frame = pl.DataFrame({"field": [value, None]})
    dtype = frame.schema["field"]
    found = frame.filter(pl.sql_expr(condition("field", Comparison.EQUAL, value, dtype)))
    assert found["field"].to_list() == [value]


def test_a_missing_value_is_asked_for_by_name() -> None:
    frame = pl.DataFrame({"x": [1, None]})
    missing = condition("x", Comparison.EQUAL, None, pl.Int64())
    there = condition("x", Comparison.NOT_EQUAL, None, pl.Int64())
    assert frame.filter(pl.sql_expr(missing))["x"].to_list() == [None]
    assert frame.filter(pl.sql_expr(there))["x"].to_list() == [1]


def test_contains_works_on_names_kept_as_categories() -> None:
    frame = pl.DataFrame({"tfrecord": pl.Series(["a%b", "ab"], dtype=pl.Categorical())})
    dtype = frame.schema["tfrecord"]
    for part, expected in (("%", ["a%b"]), ("b", ["a%b", "ab"])):
        found = frame.filter(pl.sql_expr(condition("tfrecord", Comparison.CONTAINS, part, dtype)))
        assert found["tfrecord"].to_list() == expected


def test_only_numbers_offer_greater_and_less() -> None:
    assert Comparison.GREATER in comparisons(pl.Int64(), 3)
    assert Comparison.GREATER not in comparisons(pl.String(), "a")
    assert comparisons(pl.Float64(), float("nan")) == (Comparison.EQUAL, Comparison.NOT_EQUAL)


@pytest.mark.parametrize(
    ("existing", "joined"),
    [
        ("", "x > 1"),
        ("  y = 2 ", "y = 2 AND x > 1"),
        ("y = 2 OR z = 3", "(y = 2 OR z = 3) AND x > 1"),
        ("(y = 2 OR z = 3)", "(y = 2 OR z = 3) AND x > 1"),
        ("slide = 'a OR b'", "slide = 'a OR b' AND x > 1"),
        ("y = 2 AND x > 1", "y = 2 AND x > 1"),
        ("y = 2 AND x > 10", "y = 2 AND x > 10 AND x > 1"),
    ],
)
def test_a_condition_joins_a_filter_without_changing_its_meaning(
    existing: str, joined: str
) -> None:
    assert join_condition(existing, "x > 1") == joined
