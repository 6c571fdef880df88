import polars as pl
import pytest

from tfrviewer.gui.filter.places import FUNCTIONS, Wants, fault_at, place_at


@pytest.mark.parametrize(
    ("text", "wants", "typed", "column"),
    [
        ("sl", Wants.NAMES, "sl", ""),
        ("x > 1 AND sl", Wants.NAMES, "sl", ""),
        ('"white sp', Wants.NAMES, '"white sp', ""),
        ("slide = ", Wants.VALUES, "", "slide"),
        ("slide = 'A", Wants.VALUES, "A", "slide"),
        ("slide <> 'o''b", Wants.VALUES, "o'b", "slide"),
        ("NOT slide LIKE 'A", Wants.VALUES, "A", "slide"),
        ('"my slide" = A', Wants.VALUES, "A", "my slide"),
        ("slide IN ('A', ", Wants.VALUES, "", "slide"),
        ("slide NOT IN ('A", Wants.VALUES, "A", "slide"),
        ("slide = 'A' ", Wants.NOTHING, "", ""),
        ("slide = 'A'", Wants.NOTHING, "", ""),
        ("x > ", Wants.NOTHING, "", ""),
        ("abs(", Wants.NOTHING, "", ""),
        ("", Wants.NOTHING, "", ""),
    ],
)
def test_what_may_come_next(text: str, wants: Wants, typed: str, column: str) -> None:
    place = place_at(text, len(text))
    assert (place.wants, place.typed, place.column) == (wants, typed, column)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("slidee = 'A'", "slidee"),
        ("x > 1 AND blur < 2", "blur"),
        ("x >", ">"),
        ("x > 1 AND", "AND"),
        ("x > 1 AND AND x < 3", "AND"),
        ("slide = 'A", "'A"),
        ("x > 1)", ")"),
        ("(x > 1", "("),
        ("x > 1 x", "x"),
        ("x ? 1", "?"),
        ('"a b" = 1', '"a b"'),
    ],
)
def test_where_a_fault_is(text: str, marked: str) -> None:
    found = fault_at(text, {"x", "slide"})
    assert found is not None
    assert text[found[0] : found[1]] == marked


@pytest.mark.parametrize("text", ["x > -3 AND NOT slide = 'A'", "abs(x) > 1", "x IS NOT NULL", ""])
def test_what_is_sound_has_no_fault(text: str) -> None:
    assert fault_at(text, {"x", "slide"}) is None


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_offered_is_there(name: str) -> None:
    frame = pl.DataFrame({"x": [1.5], "s": ["a"]})
    texts = ("LENGTH", "LOWER", "UPPER")
    pairs = ("STARTS_WITH", "ENDS_WITH", "REGEXP_LIKE", "STRPOS")
    given = "s" if name in texts else "s, 'a'" if name in pairs else "x"
    given = {"LEFT": "s, 1", "RIGHT": "s, 1", "SUBSTR": "s, 1, 1", "REPLACE": "s, 'a', 'b'"}.get(
        name, "x, 2" if name in ("MOD", "POW", "COALESCE", "GREATEST", "LEAST", "ROUND") else given
    )
    given = "x, 1" if name == "ROUND" else given
    assert frame.select(pl.sql_expr(f"{name}({given})")).height == 1
