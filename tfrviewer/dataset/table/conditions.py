"""Filter conditions written by a click on a cell, in the SQL that the filter line takes. No Qt."""

import math
from collections.abc import Sequence
from enum import Enum

import polars as pl

LONGEST_VALUE = 1_000
"""A longer text makes no useful condition, and would fill the filter line."""


class Comparison(Enum):
    """How a column is compared with the value of a cell."""

    EQUAL = "="
    NOT_EQUAL = "<>"
    GREATER = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="
    CONTAINS = "contains"
    BEGINS = "begins with"


def quote_name(name: str) -> str:
    """Return a column name as SQL reads it: bare where that means the same, else in quotes."""
    if name.isidentifier() and name.isascii():
        try:
            probe = f"{name} = 1 AND {name} LIKE 'a' AND {name} IS NULL"
            if set(pl.sql_expr(probe).meta.root_names()) == {name}:
                return name
        except Exception:  # a word of the language: in what way it fails depends on the word
            pass
    return '"' + name.replace('"', '""') + '"'


def quote_value(value: object) -> str:
    """Return a value as an SQL literal.

    Raises:
        TypeError: If SQL has no literal for it.
    """
    match value:
        case None:
            return "NULL"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            if math.isfinite(value):
                return repr(value)
            name = "NaN" if math.isnan(value) else "inf" if value > 0 else "-inf"
            return f"CAST('{name}' AS DOUBLE)"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case bytes():
            return f"X'{value.hex()}'"
    raise TypeError(f"no condition can be made of a {type(value).__name__}")


def comparisons(dtype: pl.DataType, value: object) -> tuple[Comparison, ...]:
    """Return what can sensibly be asked of a column, given the value of one of its cells."""
    if isinstance(value, str | bytes) and len(value) > LONGEST_VALUE:
        return ()
    both = (Comparison.EQUAL, Comparison.NOT_EQUAL)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return both
    if dtype.is_numeric():
        return (*both, Comparison.GREATER, Comparison.LESS)
    if isinstance(value, str) and value:
        return (*both, Comparison.CONTAINS)
    return both if isinstance(value, str | bytes | bool) else ()


def condition(column: str, comparison: Comparison, value: object, dtype: pl.DataType) -> str:
    """Return a condition on a column.

    Args:
        column: Its name.
        comparison: How to compare; a missing value (None) only EQUAL or NOT_EQUAL.
        value: The value of a cell; None where it is missing.
        dtype: The type of the column: text that is an Enum is compared as text.
    """
    name = quote_name(column)
    if value is None:
        return f"{name} IS NULL" if comparison is Comparison.EQUAL else f"{name} IS NOT NULL"
    if comparison not in (Comparison.CONTAINS, Comparison.BEGINS):
        return f"{name} {comparison.value} {quote_value(value)}"
    text = str(value)
    if dtype != pl.String:
        name = f"CAST({name} AS VARCHAR)"
    if comparison is Comparison.BEGINS:
        return f"starts_with({name}, {quote_value(text)})"
    if set(text) & set("%_\\"):  # they mean something else in a pattern
        return f"strpos({name}, {quote_value(text)}) > 0"
    return f"{name} LIKE {quote_value(f'%{text}%')}"


def range_condition(column: str, low: float | None, high: float | None) -> str:
    """Return a condition for the numbers from one to another, both included.

    Args:
        column: Its name.
        low: The least number; None for any.
        high: The greatest number; None for any.

    Raises:
        ValueError: If there is neither, or `low` is greater than `high`.
    """
    name = quote_name(column)
    if low is None and high is None:
        raise ValueError("low and high are None: there is nothing to ask for.")
    if low is None:
        return f"{name} <= {_plain(high)}"
    if high is None:
        return f"{name} >= {_plain(low)}"
    if low > high:
        raise ValueError(f"low={low} is greater than high={high}.")
    if low == high:
        return f"{name} = {_plain(low)}"
    return f"{name} BETWEEN {_plain(low)} AND {_plain(high)}"


def values_condition(column: str, values: Sequence[object]) -> str:
    """Return a condition for any of some values.

    Args:
        column: Its name.
        values: The values; None is a missing one.

    Raises:
        ValueError: If there are none.
        TypeError: If SQL has no literal for one of them.
    """
    if not values:
        raise ValueError("values is empty: there is nothing to ask for.")
    name = quote_name(column)
    there = [quote_value(value) for value in values if value is not None]
    parts = []
    if there:
        parts.append(
            f"{name} = {there[0]}" if len(there) == 1 else f"{name} IN ({', '.join(there)})"
        )
    if len(there) < len(values):
        parts.append(f"{name} IS NULL")
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def read_value(text: str, dtype: pl.DataType) -> object:
    """Return what somebody typed as a value of a column.

    Raises:
        ValueError: If it is none of the column's type; the message says what one looks like.
    """
    text = text.strip()
    if dtype.is_numeric():
        try:
            value = float(text)
        except ValueError:
            raise ValueError(f"“{text:.40}” is no number; one is written as 1200 or 0.25") from None
        whole = text.lstrip("+-").isdecimal()
        return int(text) if whole else value
    if dtype == pl.Boolean:
        if text.lower() not in ("true", "false"):
            raise ValueError(f"“{text:.40}” is neither true nor false")
        return text.lower() == "true"
    return text


def _plain(value: float | None) -> str:
    """Return a number as a condition writes it, whole where it is."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    return quote_value(value)


def join_condition(existing: str, added: str) -> str:
    """Return a filter that asks for both; the one that is there keeps its meaning."""
    existing = existing.strip()
    if not existing:
        return added
    words, level = _outside_quotes(existing)
    if added in existing and "OR" not in words and level == 0 and _is_part(existing, added):
        return existing
    return f"({existing}) AND {added}" if "OR" in words else f"{existing} AND {added}"


def _is_part(existing: str, added: str) -> bool:
    at = existing.find(added)
    before, after = existing[:at].rstrip().upper(), existing[at + len(added) :].lstrip().upper()
    return (not before or before.endswith(" AND")) and (not after or after.startswith("AND "))


def _outside_quotes(text: str) -> tuple[set[str], int]:
    """Return the outermost words of a condition, in capitals, and how many brackets stay open."""
    words: set[str] = set()
    word, quote, level = "", "", 0
    for letter in text + " ":
        if quote:
            quote = "" if letter == quote else quote
            continue
        if letter.isalnum() or letter == "_":
            word += letter
            continue
        if word and level == 0:
            words.add(word.upper())
        word = ""
        if letter in "'\"":
            quote = letter
        level += (letter == "(") - (letter == ")")
    return words, level
