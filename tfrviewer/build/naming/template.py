"""Patterns of text: `{slide}_{x}_{y}`.

What stands in braces is a part; all else is itself, in capitals or not. A brace is written twice
to be itself.

| part | is |
|---|---|
| `{slide}` | the name of the slide, one letter or more |
| `{x}`, `{y}` | a whole number: the centre of the tile, or its upper left corner |
| `{column}`, `{row}` | whole numbers from 0, which a pitch turns into pixels |
| `{width}`, `{height}` | the extent of the tile; one of them is both |
| `{right}`, `{bottom}` | the lower right corner |
| `{level}` | a whole number that says nothing of the location |
| `{*}` | anything, or nothing |

Something stands between two parts, unless one is a number and the other `{*}`; digits beside a
number are of the number. The pattern is of a whole name; its extension may be left out. With "/"
it is of the folders that the file lies in as well: `{slide}/{x}_{y}`.

Names come from strangers, so that no name may take long. A text is as short as may be for what
follows it up to the next text, and that is never tried again: the time is that of the name's
length. Only the last text goes on until the end fits.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tfrviewer.build.naming.pattern import Pattern
from tfrviewer.build.request.choices import Anchor
from tfrviewer.build.scan.walk import EXTENSIONS

PARTS: dict[str, str] = {
    "slide": "slide",
    "x": "1024",
    "y": "512",
    "column": "4",
    "row": "2",
    "width": "256",
    "height": "256",
    "right": "1280",
    "bottom": "768",
    "level": "0",
    "*": "a",
}
"""What can stand in braces, and what each could be in a name."""

LONGEST = 1000
"""Letters that a template may have."""

_TEXTS = ("slide", "*")
_SIGNED = ("x", "y", "right", "bottom")
_DIGITS = "0123456789"


class PatternError(ValueError):
    """A template is wrong.

    Attributes:
        template: All of it.
        position: Which letter of it is wrong, from 0.
    """

    def __init__(self, template: str, position: int, message: str) -> None:
        super().__init__(f"The pattern “{template}” is wrong at letter {position + 1}: {message}")
        self.template = template
        self.position = position


@dataclass(frozen=True, slots=True)
class _Token:
    """A part, or a text that is itself.

    Attributes:
        text: The name of the part, or the text.
        is_part: Which of the two.
        position: Where it stands in the template.
    """

    text: str
    is_part: bool
    position: int

    @property
    def is_text(self) -> bool:
        """Whether it is a part that takes any letters."""
        return self.is_part and self.text in _TEXTS

    @property
    def is_number(self) -> bool:
        """Whether it is a part that takes a number."""
        return self.is_part and self.text not in _TEXTS


def compile_template(text: str) -> Pattern:
    """Return the pattern that a template describes.

    Args:
        text: The template, such as "{slide}_{x}_{y}".

    Raises:
        PatternError: If it is none; a ValueError that tells what is wrong, and where.
        TypeError: If it is no text.
    """
    if not isinstance(text, str):
        raise TypeError(f"A pattern is text, not {text!r}.")
    if len(text) > LONGEST:
        raise PatternError(text[:40] + "…", LONGEST, f"it is longer than {LONGEST:,} letters.")
    _check_path(text)
    tokens = _without_extension(_tokens(text))
    _check_neighbours(text, tokens)
    parts = {token.text: token.position for token in tokens if token.is_part}
    _check_location(text, parts)
    corner = not parts.keys().isdisjoint(("column", "width", "height", "right", "bottom"))
    leads = tokens[0].is_part and tokens[0].text == "slide" and _count(tokens, "slide") == 1
    return Pattern(
        word=text,
        title=text,
        example="".join(PARTS[t.text] if t.is_part else t.text for t in tokens) + ".png",
        template=text,
        anchor=Anchor.CORNER if corner else Anchor.CENTRE,
        expression=re.compile(_expression(tokens), re.IGNORECASE),
        rest=re.compile(_expression(tokens[1:]), re.IGNORECASE) if leads else None,
        folders=sum(token.text.count("/") for token in tokens if not token.is_part),
    )


def _tokens(text: str) -> list[_Token]:
    """Return what a template is made of, its doubled braces made single."""
    tokens: list[_Token] = []
    literal, begin, at = "", 0, 0
    while at < len(text):
        if text[at : at + 2] in ("{{", "}}"):
            literal, at = literal + text[at], at + 2
        elif text[at] == "}":
            raise PatternError(text, at, "“}” closes nothing. Write “}}” for a brace.")
        elif text[at] == "{":
            if literal:
                tokens.append(_Token(literal, False, begin))
            end = text.find("}", at)
            tokens.append(_Token(_part(text, at, end), True, at))
            literal, begin, at = "", end + 1, end + 1
        else:
            literal, at = literal + text[at], at + 1
    if literal:
        tokens.append(_Token(literal, False, begin))
    return tokens


def _part(text: str, begin: int, end: int) -> str:
    there_are = "There are " + ", ".join(f"{{{name}}}" for name in PARTS) + "."
    if end < 0:
        raise PatternError(text, begin, "“{” is not closed. Write “{{” for a brace.")
    name = text[begin + 1 : end].strip().lower()
    if name not in PARTS:
        raise PatternError(text, begin, f"“{text[begin : end + 1]}” is not known. {there_are}")
    return name


def _without_extension(tokens: list[_Token]) -> list[_Token]:
    """Return tokens without the extension of an image at their end."""
    if not tokens or tokens[-1].is_part:
        return tokens
    last = tokens[-1]
    for extension in EXTENSIONS:
        if last.text.lower().endswith(extension):
            kept = last.text[: -len(extension)]
            return [*tokens[:-1], *([_Token(kept, False, last.position)] if kept else [])]
    return tokens


def _check_neighbours(text: str, tokens: Sequence[_Token]) -> None:
    """Refuse what could be divided in several ways.

    Raises:
        PatternError: If it is one of these.
    """
    seen: dict[str, _Token] = {}
    for number, token in enumerate(tokens):
        before = tokens[number - 1] if number else None
        if not token.is_part:
            if before is not None and before.is_number and token.text[0] in _DIGITS:
                message = f"a digit behind {{{before.text}}} could be of the number."
                raise PatternError(text, token.position, message)
            continue
        name = f"{{{token.text}}}"
        if before is not None and before.is_part and not _may_touch(before, token):
            message = f"nothing stands between {{{before.text}}} and {name}."
            raise PatternError(text, token.position, message)
        if token.is_number and before is not None and before.text[-1] in _DIGITS:
            raise PatternError(text, token.position, f"a digit before {name} could be of it.")
        if token.text in seen and token.text != "*":
            after = tokens[tokens.index(seen[token.text]) + 1]
            if token.text != "slide" or not after.text.startswith("/"):
                raise PatternError(text, token.position, f"{name} stands there twice.")
        seen.setdefault(token.text, token)


def _may_touch(one: _Token, other: _Token) -> bool:
    """Tell whether a number begins or ends where a text does: `{x}_{y}{*}`."""
    return "*" in (one.text, other.text) and (one.is_number or other.is_number)


def _check_path(text: str) -> None:
    """Refuse what is no path of a file below a folder.

    Raises:
        PatternError: If it is none.
    """
    for wrong, message in (
        ("\\", "write “/” between folders, not “\\”."),
        ("//", "a name stands before “/”."),
    ):
        if wrong in text:
            raise PatternError(text, text.index(wrong), message)
    if text.startswith("/"):
        raise PatternError(text, 0, "a name stands before “/”.")
    if text.endswith("/"):
        raise PatternError(text, len(text) - 1, "a name stands behind “/”.")


def _check_location(text: str, parts: dict[str, int]) -> None:
    """Refuse parts that make no location together.

    Raises:
        PatternError: If they make none.
    """
    for one, other in (("x", "y"), ("y", "x"), ("column", "row"), ("row", "column")):
        if one in parts and other not in parts:
            raise PatternError(text, parts[one], f"{{{one}}} needs {{{other}}}.")
    if "x" in parts and "column" in parts:
        message = "{x} and {y} are the location, or {column} and {row}: not both. Write {*}."
        raise PatternError(text, parts["column"], message)
    for size in ("width", "height"):
        if size in parts and parts.keys().isdisjoint(("x", "column")):
            raise PatternError(text, parts[size], f"{{{size}}} needs {{x}} and {{y}}.")
    for far, near in (("right", "x"), ("bottom", "y")):
        if far in parts and near not in parts:
            raise PatternError(text, parts[far], f"{{{far}}} needs {{{near}}}.")
    for far, size in (("right", "width"), ("bottom", "height")):
        if far in parts and size in parts:
            message = f"{{{far}}} and {{{size}}} say the same. Write {{*}} for one of them."
            raise PatternError(text, max(parts[far], parts[size]), message)
    if parts.keys().isdisjoint(("x", "column", "slide")):
        message = "it names no part that tells something: {x} and {y}, {column} and {row}, {slide}."
        raise PatternError(text, 0, message)


def _expression(tokens: Sequence[_Token]) -> str:
    """Return the regular expression of tokens, which takes linear time."""
    texts = [number for number, token in enumerate(tokens) if token.is_text]
    if not texts:
        return _sequence(tokens, 0, len(tokens))
    pieces = [_sequence(tokens, 0, texts[0])]
    seen = False
    for begin, end in zip(texts, [*texts[1:], len(tokens)], strict=True):
        is_slide = tokens[begin].text == "slide"
        if is_slide:
            text = "(?P=slide)" if seen else "(?P<slide>[^/]+?)"
            seen = True
        else:
            text = "[^/]*?"
        piece = text + _sequence(tokens, begin + 1, end)
        pieces.append(piece if end == len(tokens) else f"(?>{piece})")
    return "".join(pieces)


def _sequence(tokens: Sequence[_Token], begin: int, end: int) -> str:
    """Return the expression of tokens among which no text is."""
    pieces = []
    for number in range(begin, end):
        token = tokens[number]
        if not token.is_part:
            pieces.append(re.escape(token.text))
            continue
        # Behind a text a minus is of the text: "tile-5".
        loose = number > 0 and tokens[number - 1].is_text
        sign = "-?" if token.text in _SIGNED and not loose else ""
        limit = "(?<![0-9])" if loose else ""
        pieces.append(f"{limit}(?P<{token.text}>{sign}[0-9]{{1,18}})(?![0-9])")
    return "".join(pieces)


def _count(tokens: Sequence[_Token], part: str) -> int:
    return sum(token.is_part and token.text == part for token in tokens)
