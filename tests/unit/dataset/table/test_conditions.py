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
    range_condition,
    read_value,
    values_condition,
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


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (3, 7, "x BETWEEN 3 AND 7"),
        (3.0, 3, "x = 3"),
        (None, 0.5, "x <= 0.5"),
        (-2.5, None, "x >= -2.5"),
    ],
)
def test_a_range_asks_for_both_of_its_ends(
    low: float | None, high: float | None, expected: str
) -> None:
    assert range_condition("x", low, high) == expected


@pytest.mark.parametrize(("low", "high"), [(None, None), (2, 1)])
def test_a_range_of_nothing_is_refused(low: float | None, high: float | None) -> None:
    with pytest.raises(ValueError, match=r"nothing to ask|greater"):
        range_condition("x", low, high)


@pytest.mark.parametrize(
    ("values", "found"),
    [(["a"], [0]), (["a", None], [0, 2]), ([None], [2]), (["a", "o'b"], [0, 1])],
)
def test_a_choice_of_values_finds_them(values: list[str | None], found: list[int]) -> None:
    frame = pl.DataFrame({"a b": ["a", "o'b", None]}).with_row_index()
    condition_ = f"{values_condition('a b', values)} AND true"
    assert frame.filter(pl.sql_expr(condition_))["index"].to_list() == found


def test_what_is_typed_is_read_as_the_column_holds_it() -> None:
    assert read_value(" 12 ", pl.Int64()) == 12
    assert read_value("0.5", pl.Float32()) == 0.5
    assert read_value("TRUE", pl.Boolean()) is True
    assert read_value("12", pl.String()) == "12"
    with pytest.raises(ValueError, match="no number"):
        read_value("abc", pl.Int64())
