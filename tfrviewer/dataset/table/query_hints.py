"""What somebody may have meant by a condition that cannot be read, or that nothing fulfils."""

import re

import polars as pl

_TEXT = re.compile(r"'(?:[^']|'')*'")
_PARTED = re.compile(
    r"(?:[<>=]|\bBETWEEN\b|\bAND\b)\s*(\d[\d.]*(?:[,'\u2019 \u00a0\u202f]\d+(?:\.\d+)?)+)(?!\w)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[^\d.]\d{3})+(?:\.\d+)?")
_TOKEN = re.compile(r"unexpected token '(.*?)'")
_EQUAL = re.compile(r"(\w+|\"(?:[^\"]|\"\")*\")\s*=\s*'((?:[^']|'')*)'")
_PLAIN = re.compile(r"[\w.\-]+(?: [\w.\-]+)*")


def unreadable(condition: str, cause: str) -> tuple[str, str]:
    """Return why a condition cannot be read, and what to do about it; "" if that is not known.

    Args:
        condition: What was typed.
        cause: What polars says of it.
    """
    parted = _PARTED.search(_TEXT.sub("''", condition))
    if parted is not None:
        written = parted.group(1)
        if _THOUSANDS.fullmatch(written):
            plain = re.sub(r"[^\d.]", "", written)
            return f"{written} is no number here", f"Numbers have no separators: {plain}"
        return (
            f"{written} is no number here",
            "Numbers have no separators, and a point before decimals, as in 4000.5",
        )
    if cause.startswith("invalid pattern for '~'"):
        return (
            "~ looks for a pattern in a text, and what follows it is no text",
            "Numbers are compared by = <> < > <= >=; a pattern is written as in slide ~ '^A'",
        )
    token = _TOKEN.search(cause)
    if token is not None:
        return f"it cannot be read, as “{token.group(1)}” does not fit where it stands", ""
    return "", ""


def named_like(frame: pl.DataFrame, condition: str) -> str:
    """Return a condition on the names of slides or files for a word that is no condition.

    Returns:
        It, such as `slide ILIKE '%SYN-01%'`; "" if it is no plain word or no name holds it.
    """
    word = condition.strip()
    if not _PLAIN.fullmatch(word):
        return ""
    for name in ("slide", "tfrecord"):
        if name in frame.columns:
            names = frame.get_column(name).unique().cast(pl.String).str.to_lowercase()
            if names.str.contains(word.lower(), literal=True).any():
                return f"{name} ILIKE '%{word}%'"
    return ""


def other_case(frame: pl.DataFrame, condition: str) -> tuple[str, str] | None:
    """Return a text of a condition that no record has, and the one in other letters that is there.

    Args:
        frame: A row a record.
        condition: A condition that nothing fulfils, such as `slide = 'syn-01'`.

    Returns:
        (`syn-01`, `SYN-01`), or None where no such text is there.
    """
    for column, text in _EQUAL.findall(condition):
        name = column[1:-1].replace('""', '"') if column.startswith('"') else column
        wanted = text.replace("''", "'")
        kind = frame.schema.get(name)
        if kind is None or kind not in (pl.String, pl.Categorical, pl.Enum):
            continue
        values = frame.get_column(name).unique().cast(pl.String).drop_nulls()
        if (values == wanted).any():
            continue
        near = values.filter(values.str.to_lowercase() == wanted.lower())
        if len(near):
            return wanted, str(near.sort()[0])
    return None
