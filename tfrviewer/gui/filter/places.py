"""What stands where in a condition being typed: what may come next, and where a fault is. No Qt.

A condition half typed is no SQL yet, so that it is read here as words and signs alone.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Final

WORDS: Final = ("AND", "OR", "NOT", "IS NULL", "IS NOT NULL", "LIKE", "IN", "BETWEEN")
FUNCTIONS: Final = (
    "ABS", "CEIL", "COALESCE", "ENDS_WITH", "FLOOR", "GREATEST", "LEAST", "LEFT", "LENGTH", "LN",
    "LOG10", "LOWER", "MOD", "POW", "REGEXP_LIKE", "REPLACE", "RIGHT", "ROUND", "SIGN", "SQRT",
    "STARTS_WITH", "STRPOS", "SUBSTR", "UPPER",
)  # fmt: skip
"""Functions worth to be offered; there are more."""
_KNOWN: Final = frozenset(
    re.findall(
        r"\w+",
        """AND AS BETWEEN CASE CAST DATE DOUBLE ELSE END ESCAPE FALSE FLOAT ILIKE IN INT INTEGER IS
        LIKE NOT NULL OR REGEXP RLIKE SIMILAR THEN TO TRUE VARCHAR WHEN BIGINT BOOLEAN TEXT
        DISTINCT FROM""",
    )
)
_TOKEN: Final = re.compile(
    r"""(?P<text>'(?:[^']|'')*'(?!'))|(?P<open_text>'(?:[^']|'')*$)
    |(?P<name>"(?:[^"]|"")*"(?!"))|(?P<open_name>"(?:[^"]|"")*$)
    |(?P<number>\d+(?:\.\d*)?(?:[eE][-+]?\d+)?\b)|(?P<word>[^\W\d]\w*)
    |(?P<sign><>|!=|<=|>=|==|\|\||[-+*/%=<>])|(?P<bracket>[()])|(?P<comma>,)|(?P<other>[^\s])""",
    re.VERBOSE,
)
_COMPARERS: Final = frozenset(("=", "<>", "!=", "==", "LIKE", "ILIKE"))
_JOINERS: Final = frozenset(("AND", "OR", "NOT", "IN", "LIKE", "ILIKE", "BETWEEN", "IS"))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Wants(Enum):
    """What may be typed at a place."""

    NAMES = "names"
    """A column, a function or a word of the language."""
    VALUES = "values"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody types.

    Attributes:
        wants: What may stand there.
        start: Where what is typed so far begins.
        typed: What is typed so far, without an opening quote.
        column: Of values, the column that they are compared with.
        listed: Whether the value is one of a list after IN.
    """

    wants: Wants
    start: int
    typed: str
    column: str = ""
    listed: bool = False


def place_at(text: str, at: int) -> Place:
    """Return what may be typed at a place of a condition.

    Args:
        text: The condition.
        at: Where the cursor stands.
    """
    tokens = _tokens(text[:at])
    if not tokens:
        return Place(Wants.NOTHING, at, "")
    last = tokens[-1]
    touches = last.end == at
    if last.kind == "open_text":
        column, listed = _compared(tokens[:-1])
        wants = Wants.VALUES if column else Wants.NOTHING
        return Place(wants, last.start, last.text[1:].replace("''", "'"), column, listed)
    if last.kind == "open_name":
        return Place(Wants.NAMES, last.start, last.text)
    if last.kind == "word" and touches:
        column, listed = _compared(tokens[:-1])
        if column:
            return Place(Wants.VALUES, last.start, last.text, column, listed)
        return Place(Wants.NAMES, last.start, last.text)
    column, listed = _compared(tokens)
    if column:
        return Place(Wants.VALUES, at, "", column, listed)
    return Place(Wants.NOTHING, at, "")


def fault_at(text: str, columns: Collection[str]) -> tuple[int, int] | None:
    """Return where the fault of a condition that was refused most likely is.

    Args:
        text: The condition.
        columns: Names of the columns there are.

    Returns:
        Where it begins and ends; None if it is the whole that is wrong.
    """
    tokens = _tokens(text)
    brackets: list[_Token] = []
    for i, token in enumerate(tokens):
        if token.kind in ("open_text", "open_name", "other"):
            return token.start, token.end
        if token.text == "(":
            brackets.append(token)
        elif token.text == ")":
            if not brackets:
                return token.start, token.end
            brackets.pop()
        called = i + 1 < len(tokens) and tokens[i + 1].text == "("
        if _is_unknown(token, columns, called=called):
            return token.start, token.end
        before = tokens[i - 1] if i else None
        if before is None:
            continue
        signed = token.text in ("-", "+") or token.text.upper() == "NOT"
        if _is_joiner(before) and _is_joiner(token) and not signed:
            if before.text.upper() not in ("NOT", "IS"):
                return token.start, token.end
        elif _is_operand(before) and _is_operand(token):
            return token.start, token.end
    if brackets:
        return brackets[-1].start, brackets[-1].end
    last = tokens[-1] if tokens else None
    if last is not None and (last.kind in ("sign", "comma") or _is_joiner(last)):
        return last.start, last.end
    return None


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(str(found.lastgroup), found.group(), found.start())
        for found in _TOKEN.finditer(text)
    ]


def _is_unknown(token: _Token, columns: Collection[str], *, called: bool) -> bool:
    if token.kind == "name":
        return token.text[1:-1].replace('""', '"') not in columns
    if token.kind != "word" or called:
        return False
    return token.text.upper() not in _KNOWN and token.text not in columns


def _is_joiner(token: _Token) -> bool:
    return token.kind == "sign" or (token.kind == "word" and token.text.upper() in _JOINERS)


def _is_operand(token: _Token) -> bool:
    if token.kind in ("text", "name", "number"):
        return True
    return token.kind == "word" and token.text.upper() not in _KNOWN


def _compared(tokens: list[_Token]) -> tuple[str, bool]:
    """Return the column whose value comes next, and whether in a list; "" if none does."""
    if len(tokens) >= 2 and tokens[-1].text.upper() in _COMPARERS:
        before = tokens[:-1]
        if before[-1].text.upper() == "NOT":
            before = before[:-1]
        return _name(before), False
    if not tokens or tokens[-1].text not in ("(", ","):
        return "", False
    i = len(tokens) - 1
    while i >= 0 and tokens[i].kind in ("text", "number", "comma"):
        i -= 1
    if i < 1 or tokens[i].text != "(" or tokens[i - 1].text.upper() != "IN":
        return "", False
    before = tokens[: i - 1]
    if before and before[-1].text.upper() == "NOT":
        before = before[:-1]
    return _name(before), True


def _name(tokens: list[_Token]) -> str:
    if not tokens:
        return ""
    last = tokens[-1]
    if last.kind == "name":
        return last.text[1:-1].replace('""', '"')
    return last.text if last.kind == "word" and last.text.upper() not in _KNOWN else ""
