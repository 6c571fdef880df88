"""Bytes as hexadecimal lines. No Qt."""

_PRINTABLE = "".join(chr(i) if 32 <= i < 127 else "·" for i in range(256))
"""What stands for each byte at the right: itself where that is plain ASCII."""
_LETTERS = dict(enumerate(_PRINTABLE))


def hexdump(data: bytes, *, per_line: int = 16, base: int = 0) -> str:
    """Return lines of offset, bytes in hexadecimal and the same as characters.

    Args:
        data: The bytes.
        per_line: How many bytes a line shows.
        base: Offset of the first byte.
    """
    if per_line < 1:
        raise ValueError(f"a line shows at least 1 byte, not {per_line}")
    digits = max(len(f"{base + max(len(data) - 1, 0):x}"), 4)
    shown = letters(data)
    width = 3 * per_line - 1
    lines = []
    for at in range(0, len(data), per_line):
        row = data[at : at + per_line]
        lines.append(
            f"{base + at:0{digits}x}  {row.hex(' '):<{width}}  {shown[at : at + per_line]}"
        )
    return "\n".join(lines)


def letters(data: bytes) -> str:
    """Return a letter for each byte: itself where it is plain ASCII, else a dot."""
    return data.decode("latin-1").translate(_LETTERS)


def bytes_per_line(columns: int, size: int) -> int:
    """Return how many bytes a line of so many characters can show: 4, 8, 16 or 32.

    Args:
        columns: Characters in a line.
        size: How many bytes there are, which says how many digits an offset has.
    """
    digits = max(len(f"{max(size - 1, 0):x}"), 4)
    fits = [count for count in (4, 8, 16, 32) if digits + 2 + 3 * count - 1 + 2 + count <= columns]
    return max(fits, default=4)
